//! A conference for a delegation: the table, its draft clause by clause, what it is worth.

use maud::{Markup, html};

use super::sheet::MemberSheet;
use super::{folded, list, paragraphs};
use crate::rules::ids::ClauseValueId;
use crate::view::{Assessment, ClauseView, ConferenceView, ValueView};
use crate::words::{Phrase, Words, percent, sentence_case};

/// An amount of worth in points of a hundred.
fn points(amount: f64) -> String {
    format!("{:.1}", amount * 100.0)
}

/// The situation, the parties, what was said and what stands.
pub(super) fn table(words: &Words, sheet: &MemberSheet, table: &ConferenceView) -> Markup {
    let round = [("round", table.round.number.into()), ("rounds", table.round.total.into())];
    let has_spoken = table.speeches.iter().any(|speech| speech.party == table.you);
    html! {
        h2 { (table.title) }
        p.note { (words.say_with("conference-round", &round)) }
        @if !sheet.speaks { p.waits { (waiting(words, sheet)) } }
        @if has_spoken {
            (folded(&words.say("conference-situation"), &table.briefing))
        } @else {
            (paragraphs(&table.briefing))
        }
        (folded(&words.say("table-background"), &table.background))
        @if !table.private.is_empty() {
            div.secret { h3 { (words.say("table-private")) } (paragraphs(&table.private)) }
        }
        (list(&table.so_far))
        details {
            summary { (words.say("conference-parties")) }
            @for party in &table.parties {
                p { strong { (party.seat) } " (" (party.delegates) "): " (party.position) }
            }
        }
        div.secret {
            details {
                summary { (words.say("conference-instructions")) }
                (paragraphs(&table.instructions))
                (list(&table.ratification))
                h4 { (words.say("conference-without")) }
                ul { @for other in &table.alternatives {
                    li { (words.say_with("conference-alternative", &[
                        ("text", (&other.text).into()),
                        ("chance", percent(other.probability).into()),
                        ("worth", percent(other.worth).into()),
                    ])) }
                } }
            }
        }
        h3 { (words.say("conference-said")) }
        @if table.speeches.is_empty() { p { (words.say("conference-nothing-said")) } }
        @for speech in &table.speeches {
            p { strong { (table.party(speech.party).seat) } ", " (speech.date) ": "
                (speech.words.join(" ")) }
        }
        @for manner in table.parties.iter().filter_map(|party| party.manner.as_ref()) {
            p.note title=(words.say("manner-ours")) { (manner.line) }
        }
        @if let Some(standing) = &table.standing {
            h3 { (words.say_with("conference-standing", &[
                ("seat", (&table.party(standing.by).called).into())
            ])) }
            (articles(table, &standing.draft))
        } @else { p { (words.say("conference-nothing-stands")) } }
    }
}

fn waiting(words: &Words, sheet: &MemberSheet) -> String {
    let seat = sentence_case(&sheet.waits_for);
    words.say_with("table-waiting", &[("seat", seat.into())])
}

/// A whole draft, article by article.
fn articles(table: &ConferenceView, draft: &[ClauseValueId]) -> Markup {
    html! {
        table {
            @for (clause, value) in table.clauses.iter().zip(draft) {
                tr { th scope="row" { (clause.title) } td { (clause.value(*value).label) } }
            }
        }
    }
}

/// The draft of the delegation, to be written clause by clause.
pub(super) fn draft(words: &Words, sheet: &MemberSheet, table: &ConferenceView) -> Markup {
    html! {
        h2 { (words.say("class-draft")) }
        @for conflict in &sheet.conflicts { (self::conflict(words, sheet, table, conflict)) }
        form method="post" action={ (sheet.live.base) "/draft" } data-saves {
            input type="hidden" name="key" value=(sheet.key);
            input type="hidden" name="conference" value=(table.id);
            @for (number, (clause, value)) in
                table.clauses.iter().zip(&sheet.draft).enumerate()
            {
                (self::clause(words, sheet, table, (number, clause), *value))
            }
            p.buttons {
                button.second type="submit" { (words.say("class-draft-save")) }
            }
            p.note { (words.say("class-draft-together")) }
        }
    }
}

/// One clause of the draft.
fn clause(
    words: &Words,
    sheet: &MemberSheet,
    table: &ConferenceView,
    (number, clause): (usize, &ClauseView),
    value: ClauseValueId,
) -> Markup {
    let name = format!("clause-{}", clause.id);
    let saw = sheet.versions.get(&clause.id);
    html! {
        div.clause {
            label for=(name) {
                (number + 1) ". " (clause.title) " "
                span.note {
                    @if let Some(secret) = &clause.secret { (secret) "; " }
                    (words.say_with("conference-weight", &[
                        ("percent", percent(clause.weight).into())
                    ]))
                }
            }
            select id=(name) name=(name) {
                @for (id, one) in clause.numbered().filter(|(_, one)| one.open) {
                    option value=(one.id) selected[id == value] {
                        (one.label) (marks(words, table, clause, number, id))
                    }
                }
            }
            input type="hidden" name={ "saw-" (clause.id) }
                value=(saw.map_or(0, |(version, _)| *version));
            input type="hidden" name={ "was-" (clause.id) } value=(clause.value(value).id);
            @if let Some((_, by)) = saw { p.note { (by) } }
            details {
                summary { (words.say("class-clause-texts")) }
                @for (_, one) in clause.numbered().filter(|(_, one)| one.open) {
                    (text(words, one))
                }
            }
        }
    }
}

/// What a value says in full.
fn text(words: &Words, one: &ValueView) -> Markup {
    html! {
        p {
            strong { (one.label) } ": " (one.text) " "
            span.note {
                "("
                (words.say_with("conference-worth", &[("percent", percent(one.worth).into())]))
                ")"
            }
        }
        @for version in &one.versions {
            p.note { (version.seat) ", " (version.language) ": " (version.text) }
        }
        @if let Some(line) = &one.red_line { p.warning { (line) } }
        (list(&one.consequences))
    }
}

/// What everybody knows of a value: whether it stands, whose best it is, who refuses it.
fn marks(
    words: &Words,
    table: &ConferenceView,
    clause: &ClauseView,
    number: usize,
    value: ClauseValueId,
) -> String {
    let one = clause.value(value);
    let mut marks = Vec::new();
    if table.standing.as_ref().is_some_and(|standing| standing.draft[number] == value) {
        marks.push(words.say("conference-stands"));
    }
    if clause.ideal == value {
        marks.push(words.say("conference-your-best"));
    }
    for (party, place) in table.party_ids().zip(&one.places) {
        if party != table.you && *place >= 1.0 {
            let seat = (&table.party(party).called).into();
            marks.push(words.say_with("conference-best-of", &[("seat", seat)]));
        }
    }
    for party in one.refused_by.iter().filter(|party| **party != table.you) {
        let seat = (&table.party(*party).called).into();
        marks.push(words.say_with("conference-refused-by", &[("seat", seat)]));
    }
    if marks.is_empty() { String::new() } else { format!(" ({})", marks.join("; ")) }
}

/// A clause that two members wrote: both versions, and a button for each.
fn conflict(
    words: &Words,
    sheet: &MemberSheet,
    table: &ConferenceView,
    conflict: &(String, String),
) -> Markup {
    let (id, mine) = conflict;
    let Some((number, clause)) = table.clauses.iter().enumerate().find(|(_, c)| c.id == *id) else {
        return html! {};
    };
    let theirs = clause.value(sheet.draft[number]);
    let mine = clause.values.iter().find(|value| value.id == *mine);
    let saw = sheet.versions.get(id).map_or(0, |(version, _)| *version);
    let settle = |value: &ValueView, key: Phrase, kind: &str| {
        html! {
            form method="post" action={ (sheet.live.base) "/draft" } {
                input type="hidden" name="key" value={ (sheet.key) "-" (kind) };
                input type="hidden" name="conference" value=(table.id);
                input type="hidden" name={ "clause-" (id) } value=(value.id);
                input type="hidden" name={ "saw-" (id) } value=(saw);
                button.second type="submit" {
                    (words.phrase_with(key, &[("label", (&value.label).into())]))
                }
            }
        }
    };
    html! {
        div.conflict role="alert" {
            p { (words.say_with("class-conflict", &[("clause", (&clause.title).into())])) }
            (settle(theirs, Phrase("class-conflict-theirs"), "theirs"))
            @if let Some(mine) = mine {
                (settle(mine, Phrase("class-conflict-mine"), "mine"))
            }
        }
    }
}

/// What the saved draft is worth, and what the delegation may say.
pub(super) fn worth(words: &Words, sheet: &MemberSheet, table: &ConferenceView) -> Markup {
    let assessment = table.desk.assess(&sheet.draft);
    html! {
        h3 { (words.say("conference-draft")) }
        @if let Some(assessment) = &assessment { (sums(words, table, assessment)) }
        @if sheet.speaks { (speaking(words, sheet, table)) }
    }
}

/// The account of a draft, as it decides.
fn sums(words: &Words, table: &ConferenceView, assessment: &Assessment) -> Markup {
    let why = &assessment.why;
    let lines: f64 = why.crossings.iter().map(|crossing| crossing.cost).sum();
    let amounts = [
        (Phrase("conference-sum-worth"), why.expected),
        (Phrase("conference-sum-without"), assessment.reservation),
        (Phrase("conference-sum-target"), why.target),
        (Phrase("conference-sum-home"), why.ratification_effect),
        (Phrase("conference-sum-lines"), -lines),
    ];
    html! {
        ul {
            @for (key, amount) in amounts {
                @if amount != 0.0 {
                    li { (words.phrase_with(key, &[("amount", points(amount).into())])) }
                }
            }
            @if !table.ratification.is_empty() {
                li { (words.say_with("conference-sum-consent", &[
                    ("percent", percent(why.ratification).into())
                ])) }
            }
        }
        @for (clause, _) in &why.hard {
            p.warning { (words.say_with("conference-hard", &[
                ("clause", (&table.clause(*clause).title).into())
            ])) }
        }
        ul {
            @for (party, place) in table.party_ids().zip(&assessment.places) {
                @if party != table.you {
                    li { (sentence_case(&words.say_with("conference-place", &[
                        ("seat", (&table.party(party).called).into()),
                        ("percent", percent(*place).into()),
                    ]))) }
                }
            }
        }
        @for party in &assessment.refused_by {
            p.warning { (sentence_case(&words.say_with("conference-would-refuse", &[
                ("seat", (&table.party(*party).called).into())
            ]))) }
        }
    }
}

/// The speeches that the delegation can make now.
fn speaking(words: &Words, sheet: &MemberSheet, table: &ConferenceView) -> Markup {
    let say = |value: &str, class: &str, key: Phrase| {
        html! { button class=(class) type="submit" name="do" value=(value) { (words.phrase(key)) } }
    };
    let mediates = table.mediator.as_ref().is_some_and(|mediator| mediator.draft.is_some());
    html! {
        @if let Some(standing) = &table.standing
            && let Some(worth) = table.desk.assess(&standing.draft) {
            p {
                (words.say_with("class-standing-worth", &[
                    ("worth", points(worth.why.expected).into()),
                    ("without", points(worth.reservation).into()),
                ]))
            }
        }
        @if sheet.sends {
            form method="post" action={ (sheet.live.base) "/speak" } {
                input type="hidden" name="key" value=(sheet.key);
                input type="hidden" name="conference" value=(table.id);
                input type="hidden" name="version" value=(sheet.draft_version);
                input type="hidden" name="after" value=(sheet.acts);
                p.buttons {
                    (say("table", "", Phrase("conference-act-table")))
                    @if table.standing.is_some() {
                        (say("accept", "", Phrase("conference-act-accept")))
                    }
                    @if mediates { (say("mediate", "second", Phrase("conference-act-mediate"))) }
                    @if table.recess.is_ok() {
                        (say("adjourn", "second", Phrase("conference-act-adjourn")))
                    }
                }
                details {
                    summary { (words.say("conference-act-walk-out")) }
                    p { (words.say_with("conference-ask-walk-out", &[
                        ("without", points(table.desk.assess(&sheet.draft)
                            .map_or(0.0, |a| a.reservation)).into())
                    ])) }
                    (say("walk-out", "danger", Phrase("conference-act-walk-out")))
                }
            }
        } @else { p.note { (words.say("class-head-sends")) } }
    }
}
