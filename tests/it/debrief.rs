//! The debrief: it tells what the game kept from whom.

use std::sync::Arc;

use status_quo::rules::conference::ConferenceDef;
use status_quo::rules::ids::{ClauseId, ConferenceId, FactId, InstrumentId, SeatId};
use status_quo::rules::talks::ConferenceOutcome;
use status_quo::scenario::Scenario;
use status_quo::sim::timeline::position;
use status_quo::view::SeatView;

use crate::harness::{Table, all_scenarios, english, secret_line, table_of_three};

/// Finished games of every scenario: one as documented, and some of other courses.
fn finished() -> Vec<(Arc<Scenario>, Table)> {
    let mut games = Vec::new();
    for scenario in all_scenarios().into_iter().chain([table_of_three(), secret_line()]) {
        let mut table = Table::of(Arc::clone(&scenario), 3);
        while let Some(option) = table.recorded() {
            table.choose(&option);
        }
        games.push((Arc::clone(&scenario), table));
        for shift in 0..3 {
            let mut table = Table::of(Arc::clone(&scenario), 3);
            table.play_out(|turn, _| turn + shift);
            games.push((Arc::clone(&scenario), table));
        }
    }
    games
}

/// Every seat of a scenario, and the public.
fn viewers(scenario: &Scenario) -> impl Iterator<Item = Option<SeatId>> + use<> {
    SeatId::up_to(scenario.setting.seats.len()).map(Some).chain([None])
}

fn secrets_of(view: &SeatView) -> Vec<String> {
    let debrief = view.debrief.as_ref().expect("the game is over");
    debrief.secrets.iter().map(|line| line.text.clone()).collect()
}

/// Whether one line holds all the words.
fn told(secrets: &[String], words: &[&str]) -> bool {
    secrets.iter().any(|line| words.iter().all(|word| line.contains(word)))
}

/// The articles of a conference that were kept from a viewer.
fn kept_clauses(scenario: &Scenario, def: &ConferenceDef, viewer: Option<SeatId>) -> Vec<ClauseId> {
    let of_item = scenario.setting.audience_of_item(def.item);
    let kept = |id: &ClauseId| !of_item.and(def.clause(*id).known_to).includes(viewer);
    def.clause_ids().filter(kept).collect()
}

/// Secret articles and side letters, with what was agreed in them.
#[test]
fn the_debrief_tells_every_article_that_was_kept() {
    let mut agreed = 0;
    for (scenario, table) in finished() {
        let here = position(&table.world, table.game.timeline());
        for viewer in viewers(&scenario) {
            let view = table.views.look(&table.world, &table.game, english(), viewer);
            let secrets = secrets_of(&view);
            for number in 0..scenario.setting.conferences.len() {
                let id = ConferenceId::new(number);
                let def = &scenario.setting.conferences[number];
                let talk = here.talks.of(id);
                if talk.fate == ConferenceOutcome::Pending {
                    continue;
                }
                for clause in kept_clauses(&scenario, def, viewer) {
                    let text = scenario.clause(id, clause);
                    assert!(told(&secrets, &[&text.title]), "{viewer:?}: {}", text.title);
                    if talk.fate == ConferenceOutcome::InForce {
                        let treaty = talk.treaty.expect("it is in force");
                        let value = def.clause(clause).base(def.space.value(treaty, clause));
                        let label = &text.values[value.index()].label;
                        assert!(told(&secrets, &[&text.title, label]), "{viewer:?}: {label}");
                        agreed += 1;
                    }
                }
            }
        }
    }
    assert!(agreed >= 10, "only {agreed} articles were agreed in secret");
}

/// Facts that a seat did not know, with what they came to, and the treaties that were in
/// force in secret before the first day, which no entry of the chronicle tells.
#[test]
fn the_debrief_tells_every_fact_and_old_treaty_that_was_kept() {
    let (mut facts, mut treaties) = (0, 0);
    for (scenario, table) in finished() {
        let here = position(&table.world, table.game.timeline());
        let setting = &scenario.setting;
        for viewer in viewers(&scenario) {
            let view = table.views.look(&table.world, &table.game, english(), viewer);
            let secrets = secrets_of(&view);
            for (index, fact) in scenario.text.facts.iter().enumerate() {
                if setting.facts[index].known_to.includes(viewer) {
                    continue;
                }
                let value = here.agenda.fact(FactId::new(index));
                let value = &fact.values[value.index()].text;
                assert!(told(&secrets, &[&fact.name, value]), "{viewer:?}: {}", fact.name);
                facts += 1;
            }
            let opening = &scenario.opening.instruments;
            for (index, state) in opening.states.iter().enumerate() {
                let audience = setting.audience_of_instrument(opening, InstrumentId::new(index));
                if state.signed.is_none() || audience.includes(viewer) {
                    continue;
                }
                let title = &scenario.text.instruments[index].title;
                assert!(told(&secrets, &[title]), "{viewer:?}: {title}");
                treaties += 1;
            }
        }
    }
    assert!(facts >= 10 && treaties >= 3, "{facts} facts and {treaties} treaties were kept");
}

/// What the others were told in confidence, and nobody before the end.
#[test]
fn the_debrief_opens_what_each_was_told_in_confidence() {
    for (scenario, table) in finished() {
        let seat = scenario.text.seats[0].id.as_str();
        let view = table.view(seat);
        assert!(view.results.iter().all(|result| result.confided.is_empty()));
        let debrief = view.debrief.as_ref().expect("the game is over");
        for result in &debrief.results {
            let item = scenario.text.items.iter().find(|item| item.id == result.id);
            for private in &item.expect("it is an item").private {
                let told = result.confided.iter().flat_map(|told| &told.text);
                let told: Vec<&str> = told.map(String::as_str).collect();
                // What has no condition is told in every game.
                for always in private.text.told(|_| false) {
                    assert!(told.contains(&always.as_str()), "{}: {always}", result.id);
                }
            }
        }
    }
}
