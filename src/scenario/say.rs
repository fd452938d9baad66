//! Parts of a scenario in words, for its author, with the names as written in the text.
//!
//! The sentences that players read are in the views.

use super::Scenario;
use super::places::{Spot, drawn_by};
use crate::rules::conditions::Condition;
use crate::rules::ids::{ClauseId, ConferenceId, FactId, PowerId, SeatId, ValueId};

/// A scenario whose parts are to be put into words.
#[derive(Clone, Copy)]
pub(crate) struct Say<'s>(pub(crate) &'s Scenario);

impl<'s> Say<'s> {
    fn power(self, power: PowerId) -> &'s str {
        &self.0.text.powers[power.index()].id
    }

    fn seat(self, seat: SeatId) -> &'s str {
        &self.0.text.seats[seat.index()].id
    }

    fn fact(self, fact: FactId, value: ValueId) -> (&'s str, &'s str) {
        let fact = &self.0.text.facts[fact.index()];
        (&fact.id, fact.values.get(value.index()).map_or("", |value| &value.id))
    }

    fn clause(self, id: ConferenceId, clause: ClauseId) -> &'s str {
        &self.0.clause(id, clause).id
    }

    /// A spot as a noun, such as «the answer letters to letters/answer».
    pub(crate) fn spot(self, spot: Spot) -> String {
        let scenario = self.0;
        match spot {
            Spot::Minutes => "the length".to_owned(),
            Spot::Item(item) => format!("`{}`", scenario.item(item).id),
            Spot::Move(mv) => format!("the question `{}`", scenario.move_name(mv)),
            Spot::Option(mv, option) => {
                let id = &scenario.option(mv, option).id;
                format!("the answer `{id}` to `{}`", scenario.move_name(mv))
            }
            Spot::Branch(chance, branch) => {
                let Some((of, nth)) = drawn_by(scenario, chance) else {
                    return "a draw".to_owned();
                };
                let chances = match of {
                    Spot::Option(mv, option) => &scenario.option(mv, option).chances,
                    Spot::Item(item) => &scenario.item(item).chances,
                    _ => return "a draw".to_owned(),
                };
                let branch = chances.get(nth).and_then(|c| c.branches.get(usize::from(branch)));
                let text = branch.map_or("", |branch| branch.text.as_str());
                format!("the draw «{}» of {}", shortened(text), self.spot(of))
            }
            Spot::Conference(id) => format!("the conference `{}`", scenario.conference_name(id)),
            Spot::Mandate(id, party, mandate) => {
                let of = scenario.setting.conferences[id.index()].party(party);
                format!(
                    "mandate {} of `{}` at `{}`",
                    mandate.index() + 1,
                    self.seat(of.seat),
                    scenario.conference_name(id)
                )
            }
            Spot::Clause(id, clause) => {
                format!(
                    "the clause `{}` of `{}`",
                    self.clause(id, clause),
                    scenario.conference_name(id)
                )
            }
            Spot::ClauseValue(id, clause, value) => {
                let text = scenario.clause(id, clause);
                let value = text.values.get(value.index()).map_or("", |value| &value.id);
                format!(
                    "`{}: {value}` in the treaty of `{}`",
                    text.id,
                    scenario.conference_name(id)
                )
            }
            Spot::Seat(seat) => format!("the seat `{}`", self.seat(seat)),
            Spot::Objective(seat, nth) => {
                let text = scenario.text.seats[seat.index()].objectives.get(nth);
                let text = text.map_or("", |o| o.text.as_str());
                format!("the objective «{}» of `{}`", shortened(text), self.seat(seat))
            }
            Spot::RedLine(seat, nth) => {
                let text = scenario.text.seats[seat.index()].red_lines.get(nth);
                let text = text.map_or("", |line| line.text.as_str());
                format!("the red line «{}» of `{}`", shortened(text), self.seat(seat))
            }
            Spot::Outcome(id) | Spot::Documented(id) => {
                format!("the outcome `{}`", scenario.text.outcomes[id.index()].id)
            }
        }
    }

    /// A condition as a clause that holds, or does not: "`status` is `open`".
    pub(crate) fn condition(self, condition: &Condition, holds: bool) -> String {
        let scenario = self.0;
        let not = if holds { "" } else { " not" };
        match condition {
            Condition::Always => format!("it is{not} so in any case"),
            Condition::Not(inner) => self.condition(inner, !holds),
            Condition::All(inner) | Condition::Any(inner) => {
                let join =
                    if matches!(condition, Condition::All(_)) == holds { " and " } else { " or " };
                let parts: Vec<String> =
                    inner.iter().map(|part| self.condition(part, holds)).collect();
                if parts.is_empty() { format!("it is{not} so") } else { parts.join(join) }
            }
            Condition::Chose(mv, option) => {
                let option = &scenario.option(*mv, *option).id;
                format!("`{}` is{not} answered `{option}`", scenario.move_name(*mv))
            }
            Condition::Is(fact, value) => {
                let (fact, value) = self.fact(*fact, *value);
                format!("the fact `{fact}` is{not} `{value}`")
            }
            Condition::InForce(id) => {
                format!("`{}` is{not} in force", scenario.text.instruments[id.index()].id)
            }
            Condition::AtLeast(from, to, standing) => {
                let (from, to) = (self.power(*from), self.power(*to));
                let rung = standing.name();
                if holds {
                    format!("`{from}` treats `{to}` at `{rung}` or above")
                } else {
                    format!("`{from}` treats `{to}` below `{rung}`")
                }
            }
            Condition::Leads(seat, leader) => {
                let leader = &scenario.text.leaders[leader.index()].id;
                let does = if holds { "leads" } else { "does not lead" };
                format!("`{leader}` {does} `{}`", self.seat(*seat))
            }
            Condition::Holds(sector, power) => {
                let sector = &scenario.text.sectors[sector.index()].id;
                let does = if holds { "holds" } else { "does not hold" };
                format!("`{}` {does} `{sector}`", self.power(*power))
            }
            Condition::Tension(sector, level) => {
                let sector = &scenario.text.sectors[sector.index()].id;
                let at = if holds { "or above" } else { "at no time" };
                format!("tension in `{sector}` is {level} {at}")
            }
            Condition::Challenged(item) => {
                format!(
                    "there is{} challenge in `{}`",
                    if holds { " a" } else { " no" },
                    scenario.item(*item).id
                )
            }
            Condition::Signed(id) => {
                format!(
                    "the conference `{}` did{not} end with a treaty",
                    scenario.conference_name(*id)
                )
            }
            Condition::Article(id, clause, value) => {
                let clause = scenario.clause(*id, *clause);
                let value = clause.values.get(value.index()).map_or("", |v| &v.id);
                format!(
                    "the treaty of `{}` does{not} say `{}: {value}`",
                    scenario.conference_name(*id),
                    clause.id
                )
            }
        }
    }

    /// An edge of the agenda in words.
    pub(super) fn edge(self, by: Spot, atom: &Condition, pulls: bool, asked_by: Spot) -> String {
        let told = match atom {
            // The cause says it already.
            Condition::Chose(..) | Condition::Signed(_) | Condition::Article(..) => String::new(),
            Condition::Challenged(_) => " can lead to a challenge".to_owned(),
            Condition::Tension(sector, _) => {
                let sector = &self.0.text.sectors[sector.index()].id;
                format!(" {} tension in `{sector}`", if pulls { "raises" } else { "lowers" })
            }
            atom => format!(" can bring it about that {}", self.condition(atom, pulls)),
        };
        let asked = match asked_by {
            Spot::Item(_) => format!("whether {} comes up", self.spot(asked_by)),
            Spot::Move(_) => format!("whether {} is asked", self.spot(asked_by)),
            Spot::Option(..) => format!("whether {} is open", self.spot(asked_by)),
            Spot::Conference(_) => format!("whether {} meets", self.spot(asked_by)),
            Spot::Mandate(..) => format!("whether {} is followed", self.spot(asked_by)),
            other => self.spot(other),
        };
        let by = self.spot(by);
        if told.is_empty() {
            format!("{asked} hangs on {by}")
        } else {
            format!("{asked} hangs on this: {by}{told}")
        }
    }
}

/// The beginning of a longer text.
fn shortened(text: &str) -> String {
    const MOST: usize = 48;
    let text = text.trim_end_matches('.');
    if text.chars().count() <= MOST {
        return text.to_owned();
    }
    let cut: String = text.chars().take(MOST).collect();
    let whole = cut.rfind(' ').map_or(cut.as_str(), |end| &cut[..end]);
    format!("{whole} ...")
}
