//! What a trial tells the author: findings.
//!
//! A finding says what was seen in how many games, and where in the text the thing
//! stands. What the [walk over the agenda](crate::scenario::reach) has proved is
//! not said a second time, nor is what follows from another finding: of an item
//! that never came up, its questions were never asked either.

use super::answers::{share, why_rare};
use super::consequence::{is_idle, unread_facts};
use super::{Counts, Trial};
use crate::rules::conditions::OutcomeReading;
use crate::rules::ids::{
    ChanceId, ConferenceId, ItemId, MandateId, MoveId, OptionId, OutcomeId, SeatId,
};
use crate::rules::setting::Setting;
use crate::rules::talks::ConferenceOutcome;
use crate::scenario::Scenario;
use crate::scenario::finding::Finding;
use crate::scenario::places::{Places, Spot};
use crate::scenario::reach::{Reach, Reached};
use crate::scenario::say::Say;
use crate::scenario::unreachable::why_never;

/// The least number of games from which a share is reported.
const FEW: u64 = 20;

/// The share of games from which on an answer is nearly always given.
const NEARLY_ALL: f64 = 0.99;

/// A share of games without a zone of agreement that is too many.
const MOST: f64 = 0.9;

/// The greatest accepted ratio of the measured length to that in the head, either way.
const LENGTH_FACTOR: f64 = 1.5;

/// `1 game`, `200 games`.
fn games(count: u64) -> String {
    if count == 1 { "1 game".to_owned() } else { format!("{count} games") }
}

/// What a trial tells, in the order of the places in the text.
#[must_use]
pub fn verdict(scenario: &Scenario, trial: &Trial, places: &Places<'_>) -> Vec<Finding> {
    let reached = Reached::of(scenario);
    let mut judge = Judge { scenario, trial, places, reached: &reached, findings: Vec::new() };
    judge.items();
    judge.conferences();
    judge.outcomes();
    judge.seats();
    judge.length();
    let mut findings = judge.findings;
    findings.sort_by(|a, b| (&a.place, &a.message).cmp(&(&b.place, &b.message)));
    findings
}

struct Judge<'a, 'p> {
    scenario: &'a Scenario,
    trial: &'a Trial,
    places: &'a Places<'p>,
    reached: &'a Reached,
    findings: Vec<Finding>,
}

impl<'a> Judge<'a, '_> {
    fn say(&self, spot: Spot) -> String {
        Say(self.scenario).spot(spot)
    }

    fn warn(&mut self, code: &'static str, spot: Spot, message: String, help: impl Into<String>) {
        let place = self.places.of(self.scenario, spot);
        self.findings.push(Finding::warning(code, place, message).with_help(Some(help.into())));
    }

    fn setting(&self) -> &'a Setting {
        &self.scenario.setting
    }

    fn both(&self, count: impl Fn(&Counts) -> u64) -> u64 {
        count(&self.trial.own) + count(&self.trial.any)
    }

    /// Whether a spot was proved to be impossible: the checker has reported it then.
    fn is_never(&self, spot: Spot) -> bool {
        self.reached.spot(spot) == Reach::Never
    }

    fn items(&mut self) {
        let all = games(self.trial.games());
        for (index, def) in self.setting().items.iter().enumerate() {
            let item = ItemId::new(index);
            let spot = Spot::Item(item);
            if self.is_never(spot) {
                continue;
            }
            if self.both(|c| c.opened[index]) == 0 {
                let message = format!("{} never came up in {all}", self.say(spot));
                self.warn(
                    "never-came-up",
                    spot,
                    message,
                    "nothing rules it out, but what it waits for did not come together; ask less of it in `when`, or play more games",
                );
                continue;
            }
            self.draws(&def.chances);
            for mv in self.setting().moves_of(item) {
                self.question(mv);
            }
        }
    }

    fn question(&mut self, mv: MoveId) {
        let spot = Spot::Move(mv);
        let def = &self.setting().moves[mv.index()];
        if self.is_never(spot) {
            return;
        }
        let asked = self.both(|c| c.asked[mv.index()]);
        if asked == 0 {
            let all = games(self.trial.games());
            let message = format!("{} was never asked in {all}", self.say(spot));
            self.warn(
                "never-asked",
                spot,
                message,
                "its item came up, but its `when` never held, or no answer was open",
            );
            return;
        }
        if is_idle(self.setting(), mv) {
            let message = format!("{} changes nothing, whatever is answered", self.say(spot));
            self.warn(
                "idle-choice",
                spot,
                message,
                "no answer has an effect that differs from the others', no condition asks for it and no outcome reads it; give the answers effects, or leave the question out",
            );
        }
        if let Some(facts) = unread_facts(self.setting(), mv) {
            let names: Vec<String> = facts
                .iter()
                .map(|fact| format!("`{}`", self.scenario.text.facts[fact.index()].id))
                .collect();
            let message = format!(
                "{} moves only {}, which nothing later reads but an outcome",
                self.say(spot),
                names.join(" and ")
            );
            self.warn(
                "unread-answer",
                spot,
                message,
                "let a condition, a passage of a text, an objective or a mandate ask for the fact, so that somebody does something else for it",
            );
        }
        let dominant = self.dominant(mv);
        for (index, choice) in def.options.iter().enumerate() {
            let option = OptionId::new(index);
            let spot = Spot::Option(mv, option);
            if self.is_never(spot) {
                continue;
            }
            let open = self.both(|c| c.open[mv.index()][index]);
            let own = self.trial.own.open[mv.index()][index];
            let told = self.say(spot);
            if open == 0 {
                let message = format!(
                    "{told} was never open, although the question was asked in {}",
                    games(asked)
                );
                let help = "its `when` never held at that moment; ask less of it";
                self.warn("never-open", spot, message, help);
            } else if own >= FEW && self.trial.own.chosen[mv.index()][index] == 0 && !dominant {
                let message = format!(
                    "no seat that plays itself ever gave {told}, which was open in {}",
                    games(own)
                );
                let help = if choice.recorded {
                    let why = why_rare(self.scenario, &self.trial.own, mv, option);
                    let why = why.map(|why| format!(" ({why})")).unwrap_or_default();
                    format!(
                        "it is what the record says was done{why}: make it worth more to the seat, by its objectives, its red lines or a leader's leaning"
                    )
                } else {
                    "make it worth more to the seat, by its objectives, its red lines or a leader's leaning, if it is to be a real choice".to_owned()
                };
                self.warn("never-chosen", spot, message, help);
            }
            self.draws(&choice.chances);
        }
    }

    /// Reports an answer that is nearly always given; returns whether there is one.
    fn dominant(&mut self, mv: MoveId) -> bool {
        let own = &self.trial.own;
        let asked = own.asked[mv.index()];
        // In a crisis the solved game decides, and may be clear.
        if asked < FEW {
            return false;
        }
        let rivals = own.open[mv.index()].iter().filter(|open| **open > asked / 2).count();
        let chosen = &own.chosen[mv.index()];
        let most = (0..chosen.len()).find(|k| share(chosen[*k], asked) >= NEARLY_ALL);
        let Some(option) = most.filter(|_| rivals > 1) else { return false };
        let spot = Spot::Option(mv, OptionId::new(option));
        let message = format!(
            "{} is nearly always given: in {} of {} in which seats play themselves",
            self.say(spot),
            chosen[option],
            games(asked)
        );
        self.warn(
            "dominant-option",
            spot,
            message,
            "the others are no real choice for this seat as it is; weigh its objectives against each other, or give another answer something to be had",
        );
        true
    }

    fn draws(&mut self, range: &core::ops::Range<usize>) {
        for chance in range.clone() {
            let drawn = |c: &Counts| c.drawn[chance].iter().sum::<u64>();
            let times = self.both(drawn);
            for branch in 0..self.setting().chances[chance].branches.len() {
                let id = u16::try_from(branch).unwrap_or(u16::MAX);
                let spot = Spot::Branch(ChanceId::new(chance), id);
                let seen = self.both(|c| c.drawn[chance][branch]);
                if times == 0 || seen > 0 || self.is_never(spot) {
                    continue;
                }
                let probability = self.setting().chances[chance].branches[branch].probability.value;
                let message = format!(
                    "{} never came true in {times} draws; its probability is {probability}",
                    self.say(spot)
                );
                self.warn(
                    "never-drawn",
                    spot,
                    message,
                    "few who play will ever see it; raise its probability if they should",
                );
            }
        }
    }

    fn conferences(&mut self) {
        for index in 0..self.setting().conferences.len() {
            let id = ConferenceId::new(index);
            let def = &self.setting().conferences[index];
            let spot = Spot::Conference(id);
            let opened = self.both(|c| c.opened[def.item.index()]);
            if opened == 0 || self.is_never(spot) {
                continue;
            }
            let met = self.both(|c| c.met[index]);
            if met == 0 {
                let message = format!(
                    "{} never met, although its item came up in {}",
                    self.say(spot),
                    games(opened)
                );
                self.warn("never-met", spot, message, "ask less of it in its `when`");
                continue;
            }
            self.zone(id, met);
            self.endings(id, def.came_to_nothing);
            for (party, of) in def.party_ids().zip(&def.parties) {
                for mandate in MandateId::up_to(of.mandates.len()) {
                    let spot = Spot::Mandate(id, party, mandate);
                    let followed = self.both(|c| c.followed[index][party.index()][mandate.index()]);
                    if followed > 0 || self.is_never(spot) {
                        continue;
                    }
                    let message = format!(
                        "{} was never followed in {} in which it met",
                        self.say(spot),
                        games(met)
                    );
                    let help = "its `when` never held, or a mandate before it did; the first that holds is followed";
                    self.warn("never-followed", spot, message, help);
                }
            }
        }
    }

    fn zone(&mut self, id: ConferenceId, met: u64) {
        let without = self.both(|c| c.without_zone[id.index()]);
        if share(without, met) < MOST {
            return;
        }
        let spot = Spot::Conference(id);
        let message = format!(
            "{} has no zone of agreement: in {without} of {} in which it met, no treaty is worth as much to every party as none",
            self.say(spot),
            games(met)
        );
        self.warn(
            "no-zone",
            spot,
            message,
            "lower what `without` is worth, give a clause a value between the extremes, or turn a red line into one with a cost; if the talks are to fail whatever is said, say so in the briefing",
        );
    }

    fn endings(&mut self, id: ConferenceId, came_to_nothing: bool) {
        let own = &self.trial.own;
        let (met, fates) = (own.met[id.index()], own.fates[id.index()]);
        // That it fails without a zone has been said.
        if met < FEW || share(own.without_zone[id.index()], met) >= MOST {
            return;
        }
        let spot = Spot::Conference(id);
        let (words, help) = if fates[ConferenceOutcome::InForce as usize] == met {
            ("with a treaty in force", "make it dearer to give way, if its end is to be open")
        } else if fates[ConferenceOutcome::InForce as usize] == 0 && !came_to_nothing {
            (
                "without a treaty in force",
                "make giving way worth more, or leave more rounds, if its end is to be open",
            )
        } else {
            return;
        };
        let message = format!(
            "{} always ended {words} in {} between seats that play themselves",
            self.say(spot),
            games(met)
        );
        self.warn("one-ending", spot, message, help);
    }

    fn outcomes(&mut self) {
        for (index, def) in self.setting().outcomes.iter().enumerate() {
            let id = OutcomeId::new(index);
            let all = games(self.trial.games());
            let count = |value: usize| self.both(|c| c.outcomes.counts[index][value]);
            let keys = self.scenario.outcome_keys(id);
            let name = self.say(Spot::Outcome(id));
            let seen: Vec<usize> = (0..def.values).filter(|value| count(*value) > 0).collect();
            let proved = def.documented.is_some_and(|value| !self.reached.outcome(id, value));
            if let [only] = seen.as_slice()
                && def.values > 1
                && !proved
                && self.trial.games() >= FEW
            {
                let message = format!("{name} always came to `{}` in {all}", keys[*only]);
                self.warn(
                    "one-outcome",
                    Spot::Outcome(id),
                    message,
                    "nothing that is done in a game decides it; let a choice bear on it, or leave it out",
                );
                continue;
            }
            if let Some(documented) = def.documented
                && !seen.contains(&documented)
                && self.reached.outcome(id, documented)
            {
                let message =
                    format!("{name} never came to the documented `{}` in {all}", keys[documented]);
                self.warn(
                    "record-unseen",
                    Spot::Documented(id),
                    message,
                    "nothing rules it out, but nobody came to it; what the record says was done should be within reach",
                );
            }
            // Rungs, powers and leaders are whole scales of which an author uses a
            // part; what a fact begins with is a state that games leave.
            let start = match def.reading {
                OutcomeReading::Fact(fact) => Some(self.scenario.opening.agenda.fact(fact).index()),
                OutcomeReading::Article(..) => None,
                _ => continue,
            };
            let unseen: Vec<String> = (0..def.values)
                .filter(|value| {
                    !seen.contains(value) && ![def.documented, start].contains(&Some(*value))
                })
                .map(|value| {
                    let sure = if self.reached.outcome(id, value) {
                        ""
                    } else {
                        " (nothing brings it about)"
                    };
                    format!("`{}`{sure}", keys[value])
                })
                .collect();
            if !unseen.is_empty() {
                let message = format!("{name} never came to {} in {all}", unseen.join(", "));
                self.warn(
                    "value-unseen",
                    Spot::Outcome(id),
                    message,
                    "a value that does not come is one that nobody reads about; let something bring it about, or leave it out",
                );
            }
        }
    }

    fn seats(&mut self) {
        for (seat, def) in self.setting().seats.iter().enumerate() {
            let id = SeatId::new(seat);
            let spot = Spot::Seat(id);
            let all = games(self.trial.games());
            let acts = self.both(|c| c.questions[seat].sum + c.spoken[seat].sum);
            if acts == 0 {
                let message = format!("{} was never asked for anything in {all}", self.say(spot));
                let help = "whoever plays it watches others; give it a move or a place at a table";
                self.warn("hopeless-seat", spot, message, help);
            }
            let still = |objective: &usize| {
                let spans =
                    [&self.trial.own, &self.trial.any].map(|c| c.objectives[seat][*objective]);
                let seen: Vec<_> = spans.iter().filter(|span| span.n > 0).collect();
                let least = seen.iter().map(|span| span.least).min();
                least == seen.iter().map(|span| span.most).max()
            };
            let idle: Vec<usize> = (0..def.objectives.len()).filter(still).collect();
            if self.trial.games() < 2 {
                continue;
            }
            if idle.len() == def.objectives.len() {
                let message =
                    format!("{} ends with the same on every objective in {all}", self.say(spot));
                let help = "nothing that anybody does is good or bad for it; measure something that the game moves";
                self.warn("hopeless-seat", spot, message, help);
            } else {
                for objective in idle {
                    let spot = Spot::Objective(id, objective);
                    let message = format!("{} ended the same in {all}", self.say(spot));
                    let help =
                        "nothing that is done bears on it; let something, or measure another thing";
                    self.warn("idle-objective", spot, message, help);
                }
            }
            self.red_lines(id);
        }
    }

    fn red_lines(&mut self, seat: SeatId) {
        let n_games = self.trial.games();
        for line in 0..self.setting().seats[seat.index()].red_lines.len() {
            let spot = Spot::RedLine(seat, line);
            let crossed = self.both(|c| c.crossed[seat.index()][line]);
            if let Some(why) = why_never(self.scenario, self.reached, spot) {
                let message = format!("{} can never be crossed", self.say(spot));
                self.warn("line-uncrossed", spot, message, why);
            } else if n_games < FEW {
                // Too few to say.
            } else if crossed == 0 {
                let message = format!("{} was never crossed in {}", self.say(spot), games(n_games));
                self.warn(
                    "line-uncrossed",
                    spot,
                    message,
                    "a line that nobody comes to costs its seat nothing; name in `crossed` what a game can come to",
                );
            } else if crossed == n_games {
                let message = format!("{} was crossed in all {}", self.say(spot), games(n_games));
                self.warn(
                    "line-always-crossed",
                    spot,
                    message,
                    "nobody can keep to it; name in `crossed` what a choice can avoid",
                );
            }
        }
    }

    fn length(&mut self) {
        let said = f64::from(self.scenario.head.minutes);
        let minutes: Vec<f64> =
            self.trial.own.seconds.iter().map(|span| span.mean() / 60.0).collect();
        let Some(most) = minutes.iter().copied().reduce(f64::max).filter(|most| *most > 0.0) else {
            return;
        };
        let least = minutes.iter().copied().fold(f64::INFINITY, f64::min);
        if said * LENGTH_FACTOR >= least && most * LENGTH_FACTOR >= said {
            return;
        }
        let message = format!(
            "the head says that a game takes {said} minutes, but reading and deciding take a player about {least:.0} to {most:.0}"
        );
        let help = "counted at 238 words a minute, 40 seconds a question and 45 a speech; talk between players comes on top";
        self.warn("length", Spot::Minutes, message, help);
    }
}
