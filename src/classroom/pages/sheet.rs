//! What the page of a member is made from: read of the session, once for each page.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Live;
use crate::classroom::host::{Desk, Papers};
use crate::classroom::ids::{MemberId, Place, TableId};
use crate::classroom::lesson::{Moment, Stage};
use crate::classroom::record::WhyStandIn;
use crate::classroom::session::{Letter, Session};
use crate::rules::ids::{ClauseValueId, SeatId};
use crate::view::StageView;
use crate::words::{Phrase, Words};

/// What the page of a member is made from.
#[expect(clippy::struct_excessive_bools, reason = "a page shows or leaves out many things")]
pub struct MemberSheet {
    /// How the page is fetched anew.
    pub live: Live,
    /// What the seat reads; for who looks on, what everybody may know.
    pub(super) papers: Arc<Papers>,
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
    /// How many decisions stand at the table.
    pub(super) acts: usize,
    /// Who is deciding, within a sentence.
    pub(super) waits_for: String,
    pub(super) stage: Stage,
    pub(super) left: Option<u64>,
    pub(super) still: Option<Phrase>,
    /// The role of the member, in words.
    pub(super) role: String,
    pub(super) head_is_away: bool,
    pub(super) stand_in: bool,
    /// How often stand-ins decided for the seat and why, and what they did, in words.
    pub(super) stood_in: (Vec<String>, Vec<String>),
    pub(super) announcements: Vec<String>,
    pub(super) letters: Vec<LetterLine>,
    /// The seats to which one can write: ids and names.
    pub(super) others: Vec<(String, String)>,
    pub(super) code: String,
    pub(super) at_bell: bool,
    pub(super) has_seat: bool,
    /// All letters of the table with what was meant and believed; only in the debrief.
    pub(super) opened: Vec<OpenedLetter>,
}

/// A letter as a delegation sees it.
pub(super) struct LetterLine {
    pub(super) number: usize,
    pub(super) own: bool,
    /// What its delegation marked: whether it was meant, or is believed.
    pub(super) mark: Option<bool>,
    pub(super) from: String,
    pub(super) to: String,
    pub(super) date: String,
    pub(super) text: String,
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
        let words = session.words();
        let waits_for = match &papers.view.stage {
            StageView::Waiting(seat) => seat.clone(),
            _ => String::new(),
        };
        let whose = place.map_or_else(String::new, |p| format!("{}-{}", p.table.0, p.seat.0));
        let (role, has_seat) = (role(session, member, place), place.is_some());
        let mut sheet = Self {
            live: Live { base: base(member), whose, class: session.code().to_owned() },
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
            left: session.clock().until_bell(now),
            still: session.clock().still(),
            role,
            head_is_away: false,
            stand_in: false,
            stood_in: (Vec::new(), Vec::new()),
            acts: place.map_or(0, |place| session.acts_at(place.table).len()),
            announcements: session.announcements_to(place).map(|one| one.text.clone()).collect(),
            letters: Vec::new(),
            others: Vec::new(),
            code: of.code.clone(),
            at_bell: place.is_some_and(|place| session.at_bell(place.table).is_some()),
            has_seat,
            opened: Vec::new(),
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
        let letter = |(number, letter): (usize, &Letter)| LetterLine {
            number,
            own: letter.from == place.seat,
            mark: letter.mark_of(place.seat),
            from: name(letter.from),
            to: letter.to.iter().map(|seat| name(*seat)).collect::<Vec<_>>().join(", "),
            date: letter.date.clone(),
            text: letter.text.clone(),
        };
        self.letters = session.letters_of(place).map(letter).collect();
        if self.stage >= Stage::Debriefing {
            let all = session.letters_at(place.table).iter();
            self.opened = all.map(|letter| opened(words, session, letter)).collect();
        }
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
        (self.left, self.still.is_some())
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

/// What stand-ins did for a seat: how often by why, and each act.
fn stood_in(words: &Words, session: &Session, place: Place) -> (Vec<String>, Vec<String>) {
    let mut counts: Vec<(WhyStandIn, u32)> = Vec::new();
    let mut acts = Vec::new();
    for (why, what) in session.stood_in(place) {
        match counts.iter_mut().find(|(known, _)| *known == why) {
            Some((_, count)) => *count += 1,
            None => counts.push((why, 1)),
        }
        acts.push(what.to_owned());
    }
    let key = |why| match why {
        WhyStandIn::Away => Phrase("class-stood-in-away"),
        WhyStandIn::Handed => Phrase("class-stood-in-handed"),
        WhyStandIn::Teacher => Phrase("class-stood-in-teacher"),
        WhyStandIn::Bell => Phrase("class-stood-in-bell"),
        WhyStandIn::Time => Phrase("class-stood-in-time"),
        WhyStandIn::Rehearsal => Phrase("class-stood-in-rehearsal"),
    };
    let line = |(why, count)| words.phrase_with(key(why), &[("count", u32::into(count))]);
    (counts.into_iter().map(line).collect(), acts)
}

/// A letter as the debrief opens it.
pub(super) struct OpenedLetter {
    pub(super) line: String,
    pub(super) text: String,
    pub(super) marks: Vec<String>,
}

/// Who wrote a letter to whom, and when, in words.
pub(super) fn letter_line(words: &Words, session: &Session, letter: &Letter) -> String {
    let to: Vec<&str> = letter.to.iter().map(|seat| session.seat_name(*seat)).collect();
    let args = [
        ("from", session.seat_name(letter.from).into()),
        ("to", to.join(", ").into()),
        ("date", (&letter.date).into()),
    ];
    words.say_with("class-letter-line", &args)
}

fn opened(words: &Words, session: &Session, letter: &Letter) -> OpenedLetter {
    let name = |seat: SeatId| session.seat_name(seat);
    let mark = |yes: bool, phrases: [Phrase; 2], seat: SeatId| {
        let phrase = phrases[usize::from(!yes)];
        words.phrase_with(phrase, &[("seat", name(seat).into())])
    };
    let meant = [Phrase("class-was-meant"), Phrase("class-was-not-meant")];
    let believed = [Phrase("class-was-believed"), Phrase("class-was-not-believed")];
    let own = letter.meant.map(|yes| mark(yes, meant, letter.from));
    let theirs = letter.believed.iter().map(|(seat, yes)| mark(*yes, believed, *seat));
    OpenedLetter {
        line: letter_line(words, session, letter),
        text: letter.text.clone(),
        marks: own.into_iter().chain(theirs).collect(),
    }
}
