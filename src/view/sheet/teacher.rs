//! The teacher's summary: the whole scenario beside its record, nothing hidden.

use super::conditions;
use super::head::{place, sheet_head};
use super::types::{
    SheetAuthors, TeacherAim, TeacherClause, TeacherItem, TeacherMove, TeacherOption,
    TeacherOutcome, TeacherSeat, TeacherSheet, TeacherValue,
};
use crate::rules::conditions::Condition;
use crate::rules::defs::ItemKind;
use crate::rules::ids::{ClauseId, ItemId, MoveId, OutcomeId, SeatId};
use crate::scenario::Scenario;
use crate::scenario::draft::{self, Tag};
use crate::view::build::{OpeningRecord, contradiction_view, red_lines, seat_card, secret_words};
use crate::view::types::{BranchView, ChanceView, EvidenceView};
use crate::view::wording::{Wording, date_words, tag_words};
use crate::words::Words;

/// How many questions of one sort a debrief has at most.
const MOST: usize = 4;

/// The teacher's summary of a scenario.
#[must_use]
pub fn teacher_sheet(words: &Words, scenario: &Scenario) -> TeacherSheet {
    let words = Wording { scenario, words };
    let opening = OpeningRecord::new(words);
    let leaders = &scenario.opening.agenda.leaders;
    let seats = (0..scenario.text.seats.len()).map(SeatId::new).map(|seat| {
        let leader = leaders[seat.index()];
        let aims = scenario.text.seats[seat.index()].objectives.iter();
        let aims = aims.map(|aim| TeacherAim {
            text: aim.text.clone(),
            weight: aim.weight.number(),
            documented: aim.documented.clone(),
        });
        TeacherSeat {
            card: seat_card(words, seat, leader),
            aims: aims.collect(),
            red_lines: red_lines(words, seat, leader),
        }
    });
    let outcomes = (0..scenario.text.outcomes.len()).map(OutcomeId::new).map(|id| {
        let outcome = opening.outcome(id);
        TeacherOutcome {
            title: outcome.title,
            documented: outcome.documented,
            record: outcome.record,
            confidence: outcome.confidence,
            sources: outcome.sources,
        }
    });
    let all = scenario.evidence.iter().sum::<u32>().max(1);
    let share = |count: u32| f64::from(count) / f64::from(all);
    TeacherSheet {
        head: sheet_head(&words, scenario),
        summary: scenario.head.summary.clone(),
        authors: SheetAuthors {
            names: scenario.head.authors.join(", "),
            licence: scenario.head.licence.clone(),
        },
        seats: seats.collect(),
        items: (0..scenario.setting.items.len())
            .map(|index| item(words, &opening, ItemId::new(index)))
            .collect(),
        outcomes: outcomes.collect(),
        unknown: scenario.head.unknown.clone(),
        contradictions: scenario
            .text
            .contradictions
            .iter()
            .map(|entry| contradiction_view(entry, words.citations(&entry.src)))
            .collect(),
        sources: words.sources(),
        evidence: EvidenceView {
            judgements: share(scenario.evidence[3]),
            contested: share(scenario.evidence[2]),
        },
        questions: questions(&words, scenario),
    }
}

fn item(words: Wording<'_>, opening: &OpeningRecord<'_>, id: ItemId) -> TeacherItem {
    let scenario = words.scenario;
    let text = scenario.item(id);
    let def = &scenario.setting.items[id.index()];
    let moves = def.moves.clone().map(MoveId::new).map(|mv| {
        let text = scenario.mv(mv);
        let options = text.options.iter().map(|option| TeacherOption {
            label: option.label.clone(),
            tag: option.tag,
            tag_words: tag_words(&words, option.tag),
            recorded: option.recorded,
            sources: words.citations(&option.src),
        });
        let seat = words.seat(scenario.setting.moves[mv.index()].seat);
        TeacherMove { seat, question: text.question.clone(), options: options.collect() }
    });
    let chances = text.chances.iter().map(|chance| {
        let branches = chance.branches.iter();
        let branches = branches.map(|branch| BranchView {
            probability: branch.probability.number(),
            text: branch.text.clone(),
        });
        ChanceView { text: chance.text.clone(), branches: branches.collect() }
    });
    let clauses = scenario.setting.conference_of(id).map(|id| {
        let def = &scenario.setting.conferences[id.index()];
        let clauses = def.clause_ids().zip(&scenario.conference(id).clauses);
        let clause = |(index, clause): (ClauseId, &draft::Clause)| TeacherClause {
            title: clause.title.clone(),
            secret: secret_words(words, def, index),
            values: clause
                .values
                .iter()
                .map(|value| {
                    let documented = clause.documented.as_ref();
                    TeacherValue {
                        label: value.label.clone(),
                        documented: documented.is_some_and(|name| name.text == value.id),
                    }
                })
                .collect(),
            record: clause.record.clone(),
            sources: words.citations(&clause.src),
        };
        clauses.map(clause).collect()
    });
    TeacherItem {
        date: date_words(&words, def.date),
        title: text.title.clone(),
        point: text.point,
        kind: match def.kind {
            ItemKind::Decision => words.say("item-decision"),
            ItemKind::Event => words.say("item-event"),
            ItemKind::Conference(_) => words.say("item-conference"),
            ItemKind::Crisis(sector) => {
                words.say_with("item-crisis", &[("sector", words.sector(sector).into())])
            }
        },
        place: place(scenario, id),
        when: (def.when != Condition::Always).then(|| conditions::words(words, &def.when)),
        known_to: def.known_to.seats().map(|seats| {
            let seats: Vec<String> = seats.iter().map(|seat| words.called(seat)).collect();
            seats.join(", ")
        }),
        moves: moves.collect(),
        chances: chances.collect(),
        clauses: clauses.unwrap_or_default(),
        record: opening.record(id),
    }
}

/// Questions for the debrief: those that always serve, and some of this scenario.
fn questions(words: &Words, scenario: &Scenario) -> Vec<String> {
    let text = &scenario.text;
    let mut all = vec![words.say("debrief-ask-role"), words.say("debrief-ask-believed")];
    let conferences = text.items.iter().filter(|item| item.conference.is_some());
    all.extend(
        conferences
            .take(MOST)
            .map(|item| words.say_with("debrief-ask-treaty", &[("title", (&item.title).into())])),
    );
    // Options that were open at the time, by a source, and were not taken.
    let moves = text.items.iter().flat_map(|item| &item.moves);
    let roads = moves.filter_map(|mv| {
        let done = mv.options.iter().find(|option| option.recorded)?;
        let other = mv.options.iter().find(|o| o.tag == Tag::Documented && !o.recorded)?;
        let args = [
            ("question", (&mv.question).into()),
            ("done", (&done.label).into()),
            ("other", (&other.label).into()),
        ];
        Some(words.say_with("debrief-ask-road", &args))
    });
    all.extend(roads.take(MOST));
    let accounts = text.items.iter().filter(|item| item.record.accounts.len() > 1);
    let accounts = accounts.map(|item| {
        let of: Vec<&str> = item.record.accounts.iter().map(|a| a.of.as_str()).collect();
        let args = [("title", (&item.title).into()), ("of", of.join("; ").into())];
        words.say_with("debrief-ask-accounts", &args)
    });
    all.extend(accounts.take(MOST));
    let contradictions = text.contradictions.iter().take(MOST).map(|entry| {
        let args = [("id", entry.id.as_str().into()), ("says", (&entry.says).into())];
        words.say_with("debrief-ask-contradiction", &args)
    });
    all.extend(contradictions);
    all.extend([
        words.say("debrief-ask-fair"),
        words.say("debrief-ask-today"),
        words.say("debrief-ask-write"),
    ]);
    all
}
