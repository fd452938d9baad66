//! The testplans of a pack, checked against its scenario: seats, answers, articles and
//! outcomes that it has, each at its line.
//!
//! What can only be seen by playing a plan is told by whoever plays it; where that stands
//! is found here.

use super::Scenario;
use super::draft::{Conference, Seat};
use super::finding::{Finding, TextEdit, TextPlace, nearest};
use super::pack::File;
use super::testplan::{PlanFault, PlanLine, Testplan};
use crate::rules::ids::{ConferenceId, OutcomeId};

/// The words of a speech at a conference that stand alone.
const SPEECHES: [&str; 4] = ["accept", "walk-out", "adjourn", "mediate"];

/// A testplan beside the scenario that it is for.
pub struct PlanCheck<'p> {
    scenario: &'p Scenario,
    file: &'p File,
}

/// The part of a line of a testplan: what stands before its sign, or after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlanPart {
    /// The seat, or the outcome.
    Name,
    /// The seat's words, or the value that is expected.
    Words,
}

impl<'p> PlanCheck<'p> {
    /// A check of a testplan.
    #[must_use]
    pub const fn new(scenario: &'p Scenario, file: &'p File) -> Self {
        Self { scenario, file }
    }

    /// Everything that is wrong with the plan by itself, in the order of its lines.
    #[must_use]
    pub fn findings(&self, plan: &Testplan, faults: &[PlanFault]) -> Vec<Finding> {
        let mut findings: Vec<Finding> = faults
            .iter()
            .map(|fault| error(self.whole_line(fault.line), fault.message.clone()))
            .collect();
        let mut strange: Vec<&str> = Vec::new();
        for (number, line) in &plan.lines {
            match line {
                PlanLine::Say { seat, words } => {
                    let text = self.scenario.text.seats.iter().find(|text| text.id == *seat);
                    match text {
                        Some(text) => findings.extend(self.words(*number, text, words)),
                        // The same slip in every line is one.
                        None if strange.contains(&seat.as_str()) => {}
                        None => {
                            strange.push(seat);
                            findings.push(self.no_seat(*number, seat));
                        }
                    }
                }
                PlanLine::Expect { outcome, value } => {
                    findings.extend(self.expected(*number, outcome, value));
                }
            }
        }
        findings.sort_by(|a, b| a.place.cmp(&b.place));
        findings
    }

    /// A finding about a part of a line, for what is seen by playing.
    #[must_use]
    pub fn at(&self, line: usize, part: PlanPart, message: String) -> Finding {
        error(self.place(line, part), message)
    }

    /// The finding, with another line that has the same cause.
    #[must_use]
    pub fn with_line(&self, finding: Finding, line: usize, label: String) -> Finding {
        finding.with_also(self.place(line, PlanPart::Words), label)
    }

    fn no_seat(&self, line: usize, seat: &str) -> Finding {
        let message = format!("the scenario has no seat `{seat}`");
        let known = self.scenario.text.seats.iter().map(|seat| seat.id.as_str());
        let finding = error(self.place(line, PlanPart::Name), message);
        self.like(finding, (line, PlanPart::Name), seat, known.collect())
    }

    /// A finding about a name, with those that may have been meant.
    fn like(
        &self,
        finding: Finding,
        at: (usize, PlanPart),
        name: &str,
        known: Vec<&str>,
    ) -> Finding {
        let like = nearest(name, known.iter().copied());
        let ticked = |names: &[&str], joint: &str| {
            names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(joint)
        };
        let finding = finding.with_help(Some(match like.as_slice() {
            [] => format!("there are: {}", ticked(&known, ", ")),
            like => format!("did you mean {}?", ticked(like, " or ")),
        }));
        match (like.as_slice(), self.span(at.0, at.1)) {
            ([one], Some((start, end))) => finding.with_guess(TextEdit {
                file: self.file.path.clone(),
                start,
                end,
                new: (*one).to_owned(),
            }),
            _ => finding,
        }
    }

    /// The conferences at which a seat sits.
    fn conferences(&self, seat: &Seat) -> Vec<(ConferenceId, &Conference)> {
        let all = (0..self.scenario.setting.conferences.len()).map(ConferenceId::new);
        all.map(|id| (id, self.scenario.conference(id)))
            .filter(|(_, text)| {
                text.parties.iter().any(|party| party.seat.text == seat.id.as_str())
            })
            .collect()
    }

    /// What is wrong with the words of a seat wherever it says them.
    fn words(&self, line: usize, seat: &Seat, words: &str) -> Option<Finding> {
        let conferences = self.conferences(seat);
        let first = words.split_whitespace().next().unwrap_or("");
        if first == "offer" && !conferences.is_empty() {
            return self.offer(line, &conferences, words);
        }
        let moves = self.scenario.text.items.iter().flat_map(|item| &item.moves);
        let own = moves.filter(|mv| mv.seat.text == seat.id.as_str());
        let mut known: Vec<&str> =
            own.flat_map(|mv| &mv.options).map(|option| option.id.as_str()).collect();
        if !conferences.is_empty() {
            known.extend(SPEECHES);
        }
        if known.contains(&words) || known.is_empty() {
            return None;
        }
        let message = format!("no question to `{}` has an answer `{words}`", seat.id);
        let at = (line, PlanPart::Words);
        known.sort_unstable();
        known.dedup();
        Some(self.like(error(self.place(line, PlanPart::Words), message), at, words, known))
    }

    /// What is wrong with an offer wherever it is made: an article that no such conference
    /// has.
    fn offer(
        &self,
        line: usize,
        conferences: &[(ConferenceId, &Conference)],
        words: &str,
    ) -> Option<Finding> {
        for word in words.split_whitespace().skip(1).filter(|word| *word != "record") {
            let Some((clause, value)) = word.split_once('=') else {
                let message = format!("`{word}` is no article; write `clause=value`");
                return Some(error(self.place_of(line, word), message));
            };
            let clauses: Vec<(ConferenceId, usize)> = conferences
                .iter()
                .filter_map(|(id, text)| {
                    Some((*id, text.clauses.iter().position(|text| text.id == clause)?))
                })
                .collect();
            if clauses.is_empty() {
                let known = conferences.iter().flat_map(|(_, text)| &text.clauses);
                let known = known.map(|clause| clause.id.as_str()).collect();
                return Some(self.no_part(line, (clause, "no clause is called"), word, known));
            }
            let values: Vec<&str> = clauses
                .iter()
                .flat_map(|(id, clause)| {
                    self.scenario.clause_values(*id, crate::rules::ids::ClauseId::new(*clause))
                })
                .map(String::as_str)
                .collect();
            if !values.contains(&value) {
                let what = format!("the clause `{clause}` has no value");
                return Some(self.no_part(line, (value, &what), word, values));
            }
        }
        None
    }

    /// A finding about a part of an article that no conference of the seat has.
    fn no_part(
        &self,
        line: usize,
        (name, what): (&str, &str),
        word: &str,
        known: Vec<&str>,
    ) -> Finding {
        let finding = error(self.place_of(line, word), format!("{what} `{name}`"));
        let near = nearest(name, known.iter().copied());
        let names = if near.is_empty() { &known } else { &near };
        let ticked: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
        let help = if near.is_empty() {
            format!("there are: {}", ticked.join(", "))
        } else {
            format!("did you mean {}?", ticked.join(" or "))
        };
        finding.with_help(Some(help))
    }

    /// What is wrong with an expectation before it is looked at.
    fn expected(&self, line: usize, outcome: &str, value: &str) -> Option<Finding> {
        let outcomes = &self.scenario.text.outcomes;
        let Some(index) = outcomes.iter().position(|text| text.id == outcome) else {
            let message = format!("there is no outcome `{outcome}`");
            let known = outcomes.iter().map(|text| text.id.as_str()).collect();
            let finding = error(self.place(line, PlanPart::Name), message);
            return Some(self.like(finding, (line, PlanPart::Name), outcome, known));
        };
        let keys = self.scenario.outcome_keys(OutcomeId::new(index));
        if keys.iter().any(|key| key == value) {
            return None;
        }
        let message = format!("the outcome `{outcome}` has no value `{value}`");
        let known = keys.iter().map(String::as_str).collect();
        let finding = error(self.place(line, PlanPart::Words), message);
        Some(self.like(finding, (line, PlanPart::Words), value, known))
    }

    /// The line with a number, and the byte at which it begins.
    fn line(&self, number: usize) -> Option<(usize, &str)> {
        let text = self.file.text.as_str();
        let line = text.lines().nth(number.checked_sub(1)?)?;
        Some((line.as_ptr() as usize - text.as_ptr() as usize, line))
    }

    /// The bytes of a part of a line.
    fn span(&self, number: usize, part: PlanPart) -> Option<(usize, usize)> {
        let (start, line) = self.line(number)?;
        let meant = line.split('#').next().unwrap_or("");
        let meant = meant.strip_prefix('\u{feff}').unwrap_or(meant);
        let meant = meant.trim();
        let stretch = match (meant.strip_prefix("expect "), part) {
            (Some(rest), PlanPart::Name) => rest.split('=').next().unwrap_or(rest).trim(),
            (Some(rest), PlanPart::Words) => rest.split_once('=').map_or(rest, |(_, v)| v).trim(),
            (None, PlanPart::Name) => meant.split(':').next().unwrap_or(meant).trim(),
            (None, PlanPart::Words) => meant.split_once(':').map_or(meant, |(_, w)| w).trim(),
        };
        let offset = start + (stretch.as_ptr() as usize - line.as_ptr() as usize);
        Some((offset, offset + stretch.len()))
    }

    fn place(&self, number: usize, part: PlanPart) -> TextPlace {
        self.span(number, part)
            .map_or_else(|| self.whole_line(number), |span| self.of(number, span))
    }

    /// The place of a word on a line.
    fn place_of(&self, number: usize, word: &str) -> TextPlace {
        let found = self.line(number).and_then(|(start, line)| {
            let at = start + line.find(word)?;
            Some(self.of(number, (at, at + word.len())))
        });
        found.unwrap_or_else(|| self.whole_line(number))
    }

    fn whole_line(&self, number: usize) -> TextPlace {
        let Some((start, line)) = self.line(number) else {
            return TextPlace { file: self.file.path.clone(), line: number, column: 1, length: 0 };
        };
        let blank = line.len() - line.trim_start().len();
        self.of(number, (start + blank, start + line.trim_end().len().max(blank)))
    }

    fn of(&self, number: usize, (start, end): (usize, usize)) -> TextPlace {
        let line = self.line(number).map_or(start, |(at, _)| at);
        let text = &self.file.text;
        TextPlace {
            file: self.file.path.clone(),
            line: number,
            column: text[line..start].chars().count() + 1,
            length: text[start..end].chars().count(),
        }
    }
}

/// A finding about a testplan.
fn error(place: TextPlace, message: String) -> Finding {
    Finding::error("testplan", place, message)
}
