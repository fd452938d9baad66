//! The page of a member: what its seat is asked, its letters, its news, its papers.

use std::collections::BTreeMap;
use std::sync::Arc;

use maud::{Markup, html};

use super::debrief::debrief;
use super::{Live, conference, folded, list, minutes, notice, page, paragraphs, places, question};
use crate::classroom::host::{Desk, Papers};
use crate::classroom::ids::{MemberId, Place, TableId};
use crate::classroom::lesson::{Moment, Stage};
use crate::classroom::record::WhyStandIn;
use crate::classroom::session::Session;
use crate::classroom::wire::{Part, Parts};
use crate::rules::ids::ClauseValueId;
use crate::view::{SeatCard, SeatView, StageView};
use crate::words::{Phrase, Words, percent, sentence_case};

/// The parts of the page, in order; the form for letters stands between them.
const BEFORE: [&str; 4] = ["top", "now", "draft", "worth"];
const LETTERS: [&str; 1] = ["letters"];
const AFTER: [&str; 2] = ["news", "papers"];

/// How many lines of the chronicle are shown at once.
const NEWS: usize = 12;

/// What the page of a member is made from.
#[expect(clippy::struct_excessive_bools, reason = "a page shows or leaves out many things")]
pub struct MemberSheet {
    /// How the page is fetched anew.
    pub live: Live,
    /// What the seat reads; for who looks on, what everybody may know.
    papers: Arc<Papers>,
    /// The key of the next thing sent by a form.
    pub(super) key: String,
    /// Whether this member sends for its seat.
    pub(super) sends: bool,
    /// Whether its seat is to speak at the conference.
    pub(super) speaks: bool,
    /// How many members the delegation has.
    pub(super) n_members: usize,
    /// How many would give each answer.
    pub(super) favours: Vec<(String, usize)>,
    /// The question and the answer that this member would give.
    pub(super) own_favour: Option<(String, String)>,
    /// Clauses that somebody else wrote meanwhile, with what this member wanted.
    pub(super) conflicts: Vec<(String, String)>,
    /// The draft of the delegation.
    pub(super) draft: Vec<ClauseValueId>,
    /// The clauses that were written: how often, and by whom in words.
    pub(super) versions: BTreeMap<String, (u32, String)>,
    /// How often the draft was written.
    pub(super) draft_version: u32,
    /// Who is deciding, within a sentence.
    pub(super) waits_for: String,
    stage: Stage,
    left: Option<u64>,
    paused: bool,
    /// The role of the member, in words.
    role: String,
    head_is_away: bool,
    stand_in: bool,
    /// What stand-ins did for the seat, in words.
    stood_in: Vec<String>,
    announcements: Vec<String>,
    letters: Vec<LetterLine>,
    /// The seats to which one can write: ids and names.
    others: Vec<(String, String)>,
    code: String,
    at_bell: bool,
    has_seat: bool,
}

struct LetterLine {
    own: bool,
    from: String,
    to: String,
    date: String,
    text: String,
}

/// Where the page of a member lies.
fn base(member: MemberId) -> String {
    format!("/m/{}", member.0)
}

impl MemberSheet {
    /// What the page of a member is made from now. None if there is no such member.
    #[must_use]
    pub fn of(desk: &mut Desk, member: MemberId, now: Moment) -> Option<Self> {
        let place = desk.session.member(member)?.place;
        let papers = match place {
            Some(place) => desk.papers(place),
            None => Arc::new(Papers { view: desk.session.public_view(TableId(0)), table: None }),
        };
        let session = &desk.session;
        let of = session.member(member)?;
        let rev = rev_of(session, place);
        let words = session.words();
        let waits_for = match &papers.view.stage {
            StageView::Waiting(seat) => seat.clone(),
            _ => String::new(),
        };
        let whose = place.map_or_else(String::new, |p| format!("{}-{}", p.table.0, p.seat.0));
        let (role, has_seat) = (role(session, member, place), place.is_some());
        let mut sheet = Self {
            live: Live { base: base(member), whose, rev },
            key: format!("f{}", of.n_sent),
            sends: place.is_some_and(|place| session.sends(member, place, now)),
            speaks: matches!(papers.view.stage, StageView::Conference(_)),
            n_members: 0,
            favours: Vec::new(),
            own_favour: of.favours.clone(),
            conflicts: Vec::new(),
            draft: Vec::new(),
            versions: BTreeMap::new(),
            draft_version: 0,
            waits_for,
            stage: session.stage(),
            left: session.clock().left(now),
            paused: session.clock().is_paused(),
            role,
            head_is_away: false,
            stand_in: false,
            stood_in: Vec::new(),
            announcements: session.announcements_to(place).map(|one| one.text.clone()).collect(),
            letters: Vec::new(),
            others: Vec::new(),
            code: of.code.clone(),
            at_bell: place.is_some_and(|place| session.at_bell(place.table).is_some()),
            has_seat,
            papers,
        };
        if let Some(place) = place {
            sheet.of_seat(session, words, (member, place), now);
        }
        Some(sheet)
    }

    /// Adds what belongs to a member's seat.
    fn of_seat(
        &mut self,
        session: &Session,
        words: &Words,
        (member, place): (MemberId, Place),
        now: Moment,
    ) {
        self.n_members = session.members_at(place).len();
        self.head_is_away = !session.is_head(member, place) && session.sends(member, place, now);
        self.stand_in = session.has_stand_in(place);
        self.stood_in = stood_in(words, session, place);
        self.others = session.others(place.seat);
        let name = |seat| session.seat_name(seat).to_owned();
        let letter = |letter: &crate::classroom::session::Letter| LetterLine {
            own: letter.from == place.seat,
            from: name(letter.from),
            to: letter.to.iter().map(|seat| name(*seat)).collect::<Vec<_>>().join(", "),
            date: letter.date.clone(),
            text: letter.text.clone(),
        };
        self.letters = session.letters_of(place).map(letter).collect();
        if let StageView::Asked(asked) = &self.papers.view.stage {
            let count = |option: &crate::view::OptionView| {
                (option.id.clone(), session.favour(place, &asked.id, &option.id))
            };
            self.favours = asked.options.iter().map(count).collect();
        }
        let Some(table) = &self.papers.table else { return };
        self.draft = session.draft_at(place, table);
        if let Some(draft) = session.draft_of(place, &table.id) {
            self.draft_version = draft.version;
            let by = |clause: &crate::classroom::session::DraftClause| {
                let by = if clause.by == member {
                    words.say("class-draft-you")
                } else {
                    let number = session.number_in(clause.by, place);
                    words.say_with("class-draft-by", &[("number", number.into())])
                };
                (clause.version, by)
            };
            self.versions = draft.clauses.iter().map(|(id, c)| (id.clone(), by(c))).collect();
        }
        let conflicts = session.member(member).map(|member| &member.conflicts);
        let of_table = conflicts.into_iter().flatten().filter(|c| c.conference == table.id);
        self.conflicts = of_table.map(|c| (c.clause.clone(), c.mine.clone())).collect();
    }

    /// The milliseconds that are left of the stage, and whether the lesson stands still.
    #[must_use]
    pub const fn time(&self) -> (Option<u64>, bool) {
        (self.left, self.paused)
    }
}

/// The revision of what a member sees.
fn rev_of(session: &Session, place: Option<Place>) -> u64 {
    let revisions = session.revisions();
    match place {
        Some(place) => revisions.seats[place.table.index()][place.seat.index()],
        None => revisions.public[0],
    }
}

/// What a member is, in words.
fn role(session: &Session, member: MemberId, place: Option<Place>) -> String {
    let words = session.words();
    let Some(place) = place else { return words.say("class-role-observer") };
    let seat = session.seat_name(place.seat);
    let args = [
        ("seat", seat.into()),
        ("number", session.number_in(member, place).into()),
        ("table", (place.table.index() + 1).into()),
        ("tables", session.n_tables().into()),
    ];
    let key = if session.is_head(member, place) {
        Phrase("class-role-head")
    } else {
        Phrase("class-role-adviser")
    };
    words.phrase_with(key, &args)
}

/// What stand-ins did for a seat, counted by why.
fn stood_in(words: &Words, session: &Session, place: Place) -> Vec<String> {
    let mut counts: Vec<(WhyStandIn, u32)> = Vec::new();
    for why in session.stood_in(place) {
        match counts.iter_mut().find(|(known, _)| *known == why) {
            Some((_, count)) => *count += 1,
            None => counts.push((why, 1)),
        }
    }
    let key = |why| match why {
        WhyStandIn::Away => Phrase("class-stood-in-away"),
        WhyStandIn::Handed => Phrase("class-stood-in-handed"),
        WhyStandIn::Teacher => Phrase("class-stood-in-teacher"),
        WhyStandIn::Bell => Phrase("class-stood-in-bell"),
        WhyStandIn::Rehearsal => Phrase("class-stood-in-rehearsal"),
    };
    let line = |(why, count)| words.phrase_with(key(why), &[("count", u32::into(count))]);
    counts.into_iter().map(line).collect()
}

/// The whole page.
#[must_use]
pub fn member_page(words: &Words, sheet: &MemberSheet, said: Option<&String>) -> String {
    let parts = member_parts(words, sheet);
    let body = html! {
        main {
            (notice(said))
            (places(&parts, &BEFORE))
            @if sheet.has_seat {
                h2 { (words.say("class-letters")) }
                (places(&parts, &LETTERS))
                (letter_form(words, sheet))
            }
            (places(&parts, &AFTER))
            p.again { a href=(sheet.live.base) { (words.say("class-look-again")) } }
        }
    };
    page(words, &sheet.papers.view.title, "member", Some(&sheet.live), body)
}

/// The parts of the page.
#[must_use]
pub fn member_parts(words: &Words, sheet: &MemberSheet) -> Parts {
    let playing = sheet.stage == Stage::Playing;
    let table = sheet.papers.table.as_ref().filter(|_| playing);
    let empty = || html! {};
    Parts::from([
        ("top", Part::of(top(words, sheet))),
        ("now", Part::of(now(words, sheet))),
        ("draft", Part::of(table.map_or_else(empty, |t| conference::draft(words, sheet, t)))),
        ("worth", Part::of(table.map_or_else(empty, |t| conference::worth(words, sheet, t)))),
        ("letters", Part::of(letters(words, sheet))),
        ("news", Part::of(news(words, sheet))),
        ("papers", Part::of(papers(words, sheet))),
    ])
}

/// The head of the page: the day, the role, who is waited for, how much time is left.
fn top(words: &Words, sheet: &MemberSheet) -> Markup {
    let view = &sheet.papers.view;
    html! {
        header {
            h1 { (view.title) }
            p.role { (sheet.role) }
            @if sheet.stage == Stage::Playing { p.day { (view.date) } }
            p.state data-say=(state(words, sheet)) { (state(words, sheet)) }
            @if let Some(left) = sheet.left {
                p.left { (words.say("class-left")) " " span data-left { (minutes(left)) } }
            }
            @for text in sheet.announcements.iter().rev().take(3) {
                p.announced { strong { (words.say("class-teacher")) ": " } (text) }
            }
            @if sheet.stand_in { p.warning { (words.say("class-has-stand-in")) } }
            (list(&sheet.stood_in))
            @if sheet.head_is_away {
                form method="post" action={ (sheet.live.base) "/lead" } {
                    input type="hidden" name="key" value=(sheet.key);
                    p.note { (words.say("class-head-away")) }
                    button.second type="submit" { (words.say("class-lead")) }
                }
            }
        }
    }
}

/// How the game stands for this member, in a sentence.
fn state(words: &Words, sheet: &MemberSheet) -> String {
    if sheet.paused {
        return words.say("class-state-paused");
    }
    match (sheet.stage, &sheet.papers.view.stage) {
        (Stage::Arriving, _) => words.say("class-state-arriving"),
        (Stage::Reading, _) => words.say("class-state-reading"),
        (Stage::Debriefing, _) => words.say("class-state-debriefing"),
        (Stage::Over, _) => words.say("class-state-over"),
        (Stage::Playing, StageView::Asked(_)) => words.say("class-state-asked"),
        (Stage::Playing, StageView::Conference(_)) => words.say("class-state-speaks"),
        (Stage::Playing, StageView::Waiting(seat)) => {
            let seat = sentence_case(seat);
            words.say_with("table-waiting", &[("seat", seat.into())])
        }
        (Stage::Playing, StageView::Over) => words.say("class-state-played"),
    }
}

/// What is to be done now.
fn now(words: &Words, sheet: &MemberSheet) -> Markup {
    let view = &sheet.papers.view;
    match sheet.stage {
        Stage::Arriving | Stage::Reading => html! {
            h2 { (words.say("class-situation")) }
            (paragraphs(&view.introduction))
            @if let Some(seat) = &view.seat {
                h2 { (words.say("seats-brief")) }
                div.secret { (brief(words, view, seat)) }
            }
        },
        Stage::Playing => match (&view.stage, &sheet.papers.table) {
            (StageView::Asked(asked), _) => question::question(words, sheet, asked),
            (_, Some(table)) => conference::table(words, sheet, table),
            _ => html! {},
        },
        Stage::Debriefing | Stage::Over => html! {
            @if let Some(of) = &view.debrief {
                @if sheet.at_bell { p.note { (words.say("class-after-bell")) } }
                (debrief(words, view, of))
            } @else { p { (words.say("class-played-out")) } }
        },
    }
}

/// The letters, the newest first.
fn letters(words: &Words, sheet: &MemberSheet) -> Markup {
    let newest = sheet.letters.last().filter(|letter| !letter.own);
    html! {
        @if let Some(letter) = newest {
            span.unseen data-say={
                (words.say_with("class-letter-came", &[("from", (&letter.from).into())]))
            } {}
        }
        @if sheet.letters.is_empty() { p.note { (words.say("class-letters-none")) } }
        ol.letters reversed {
            @for letter in sheet.letters.iter().rev() {
                li.own[letter.own] {
                    p.note {
                        (words.say_with("class-letter-line", &[
                            ("from", (&letter.from).into()),
                            ("to", (&letter.to).into()),
                            ("date", (&letter.date).into()),
                        ]))
                    }
                    p.text { (letter.text) }
                }
            }
        }
    }
}

/// The form for a letter. It is never replaced while the page is open.
fn letter_form(words: &Words, sheet: &MemberSheet) -> Markup {
    html! {
        form.letter method="post" action={ (sheet.live.base) "/write" } data-key=(sheet.key)
            data-keeps="letter" {
            input type="hidden" name="key" value=(sheet.key);
            fieldset {
                legend { (words.say("class-letter-to")) }
                @for (id, name) in &sheet.others {
                    label.inline {
                        input type="checkbox" name="to" value=(id); " " (name)
                    }
                }
            }
            label for="text" { (words.say("class-letter-text")) }
            textarea #text name="text" rows="3" maxlength="1000" required {}
            p.buttons { button.second type="submit" { (words.say("class-letter-send")) } }
        }
    }
}

/// What has happened lately, and how the aims stand.
fn news(words: &Words, sheet: &MemberSheet) -> Markup {
    let view = &sheet.papers.view;
    html! {
        @if !view.chronicle.is_empty() {
            h2 { (words.say("table-tab-chronicle")) }
            ol.news reversed {
                @for line in view.chronicle.iter().rev().take(NEWS) {
                    li.heading[line.heading] { span.note { (line.date) } " " (line.text) }
                }
            }
        }
        @if sheet.has_seat && sheet.stage == Stage::Playing {
            h2 { (words.say_with("table-value", &[("percent", percent(view.value).into())])) }
            ul {
                @for aim in &view.aims {
                    li { (aim.text) " " span.note { (percent(aim.start)) " → " (percent(aim.now)) } }
                }
            }
        }
    }
}

/// The papers of the seat: who one is, what one wants, what one will not do.
fn papers(words: &Words, sheet: &MemberSheet) -> Markup {
    let view = &sheet.papers.view;
    let Some(seat) = &view.seat else { return html! {} };
    let reading = matches!(sheet.stage, Stage::Arriving | Stage::Reading);
    html! {
        @if !reading {
            div.secret {
                details { summary { (words.say("seats-brief")) } (brief(words, view, seat)) }
            }
        }
        (treaties(words, view))
        p.note {
            (words.say_with("class-own-code", &[
                ("code", crate::classroom::keys::in_groups(&sheet.code).into())
            ]))
        }
    }
}

/// The brief of the seat, its aims and its red lines.
fn brief(words: &Words, view: &SeatView, seat: &SeatCard) -> Markup {
    html! {
        p { strong { (seat.leader) } ", " (seat.office) }
        p { em { (seat.hook) } }
        (paragraphs(&seat.brief))
        (aims(words, view))
    }
}

fn aims(words: &Words, view: &SeatView) -> Markup {
    html! {
        h3 { (words.say("seats-objectives")) }
        ul {
            @for aim in &view.aims {
                li {
                    (aim.text) " "
                    span.note {
                        (words.say_with("seats-weight", &[
                            ("percent", percent(aim.weight).into())
                        ]))
                    }
                }
            }
        }
        @if !view.red_lines.is_empty() {
            h3 { (words.say("seats-red-lines")) }
            (list(&view.red_lines))
        }
    }
}

/// The treaties of which the seat knows.
fn treaties(words: &Words, view: &SeatView) -> Markup {
    let line = |one: &crate::view::InstrumentView| {
        format!("{} ({}; {}). {}", one.title, one.parties, one.state, one.text)
    };
    let lines: Vec<String> = view.instruments.iter().map(line).collect();
    folded(&words.say("table-tab-treaties"), &lines)
}
