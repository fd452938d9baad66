//! The record against itself: what an outcome documents, and what the options and clauses
//! that it reads say was done.

use super::compiler::Compiler;
use crate::scenario::draft::{self, Reading, Stands};
use crate::scenario::finding::Finding;
use crate::scenario::syntax::PathStep;

/// The value of an outcome that reads a choice, if the question was not asked.
const NOT_ASKED: &str = "did-not-arise";
/// The value of an outcome that reads a treaty, if there is none.
const NO_TREATY: &str = "no-treaty";

impl Compiler<'_> {
    /// Reports an outcome that documents another answer, or another article, than the one
    /// that is marked as what was done.
    pub(super) fn check_record(
        &mut self,
        outcome: &draft::Outcome,
        part: &draft::Part,
        moves: &[&draft::Move],
    ) {
        let Some(documented) = &outcome.documented else { return };
        match &outcome.reading {
            Reading::Choice(mv) => {
                let found = self.names.moves.get(&mv.text).and_then(|index| moves.get(*index));
                if let Some(found) = found {
                    self.check_choice(outcome, &documented.text, &mv.text, found);
                }
            }
            Reading::Article(item, clause) => {
                let Some(conference) = self.conference_of(part, &item.text) else { return };
                let clause = conference.clauses.iter().find(|c| c.id == clause.text);
                if let Some(clause) = clause {
                    self.check_article(outcome, &documented.text, conference, clause);
                }
            }
            Reading::Concluded(item) => {
                if let Some(conference) = self.conference_of(part, &item.text) {
                    self.check_concluded(outcome, &documented.text, conference);
                }
            }
            _ => {}
        }
    }

    /// Whether what an outcome reads is known, so that its values are.
    pub(super) fn is_known_reading(&self, reading: &Reading) -> bool {
        let names = &self.names;
        match reading {
            Reading::Choice(mv) => names.moves.contains_key(&mv.text),
            Reading::Fact(fact) => names.facts.contains_key(&fact.text),
            Reading::InForce(name) => names.instruments.contains_key(&name.text),
            Reading::Article(item, clause) => {
                let clauses = names.conferences.get(&item.text).and_then(|n| names.clauses.get(*n));
                clauses.is_some_and(|(clauses, _)| clauses.contains_key(&clause.text))
            }
            _ => true,
        }
    }

    fn conference_of<'p>(
        &self,
        part: &'p draft::Part,
        item: &str,
    ) -> Option<&'p draft::Conference> {
        let index = *self.names.items.get(item)?;
        part.items.get(index)?.conference.as_ref()
    }

    /// Reports what an outcome documents against what is marked elsewhere.
    fn contradicts(
        &mut self,
        outcome: &draft::Outcome,
        message: String,
        other: (&impl Stands, &[PathStep<'_>]),
        label: String,
        meant: Option<&str>,
    ) {
        let Some(documented) = &outcome.documented else { return };
        let help = match meant {
            Some(meant) => format!("write `documented: \"{meant}\"`, or mend the other place"),
            None => "mend one of the two places".to_owned(),
        };
        let mut finding = Finding::error("recorded", self.place(documented), message)
            .with_help(Some(help))
            .with_also(self.beside(other.0, other.1), label);
        if let Some(edit) = meant.and_then(|meant| self.rewritten(documented, meant)) {
            finding = finding.with_guess(edit);
        }
        self.add(finding);
    }

    fn check_choice(
        &mut self,
        outcome: &draft::Outcome,
        documented: &str,
        question: &str,
        mv: &draft::Move,
    ) {
        let recorded = mv.options.iter().find(|option| option.recorded);
        let found = mv.options.iter().find(|option| option.id == documented);
        let way = [PathStep::Field("recorded")];
        match (recorded, found) {
            (Some(recorded), _) if recorded.id == documented => {}
            (Some(recorded), Some(_)) => {
                let message = format!(
                    "the outcome `{}` documents `{documented}`, but of `{question}` the answer `{}` is recorded",
                    outcome.id, recorded.id
                );
                let label = format!("`{}` is recorded here", recorded.id);
                let meant = Some(recorded.id.as_str());
                self.contradicts(outcome, message, (&recorded.id, &way), label, meant);
            }
            (Some(recorded), None) if documented == NOT_ASKED => {
                let message = format!(
                    "the outcome `{}` documents that `{question}` did not arise, but its answer `{}` is recorded",
                    outcome.id, recorded.id
                );
                let label = format!("`{}` is recorded here", recorded.id);
                let meant = Some(recorded.id.as_str());
                self.contradicts(outcome, message, (&recorded.id, &way), label, meant);
            }
            (None, Some(option)) if option.tag == draft::Tag::Counterfactual => {
                let message = format!(
                    "the outcome `{}` documents `{documented}`, which is tagged counterfactual",
                    outcome.id
                );
                let label = "what was chosen in fact is not counterfactual".to_owned();
                let way = [PathStep::Field("tag")];
                self.contradicts(outcome, message, (&option.id, &way), label, None);
            }
            (None, Some(option)) => self.none_recorded(outcome, question, option),
            _ => {}
        }
    }

    /// Reports a documented answer that no option is marked as.
    fn none_recorded(&mut self, outcome: &draft::Outcome, question: &str, option: &draft::Choice) {
        let Some(documented) = &outcome.documented else { return };
        let message = format!(
            "the outcome `{}` documents the answer `{}`, but none of `{question}` is recorded",
            outcome.id, option.id
        );
        let help = format!("write `recorded: true` at the answer `{}`", option.id);
        let mut finding = Finding::error("recorded", self.place(documented), message)
            .with_help(Some(help))
            .with_also(self.place(&option.id), "this answer is documented");
        let tag = self.put_before(&option.id, "tag", "recorded: true, ");
        if let Some(edit) = tag {
            finding = finding.with_guess(edit);
        }
        self.add(finding);
    }

    fn check_article(
        &mut self,
        outcome: &draft::Outcome,
        documented: &str,
        conference: &draft::Conference,
        clause: &draft::Clause,
    ) {
        let way = [PathStep::Field("documented")];
        let of_clause = clause.documented.as_ref();
        if contradicts_itself(conference) {
            return;
        }
        if conference.came_to_nothing {
            if documented != NO_TREATY {
                let message = format!(
                    "the outcome `{}` documents `{documented}`, but the conference is said to have come to nothing",
                    outcome.id
                );
                let label = "no article of this clause was ever signed".to_owned();
                self.contradicts(outcome, message, (&clause.id, &[]), label, Some(NO_TREATY));
            }
            return;
        }
        match of_clause {
            Some(name) if name.text != documented && documented != NO_TREATY => {
                let message = format!(
                    "the outcome `{}` documents `{documented}`, but of the clause `{}` the value `{}` is documented",
                    outcome.id, clause.id, name.text
                );
                let label = format!("`{}` is documented here", name.text);
                let meant = Some(name.text.as_str());
                self.contradicts(outcome, message, (&clause.id, &way), label, meant);
            }
            None if documented != NO_TREATY => {
                let message = format!(
                    "the outcome `{}` documents `{documented}`, but the clause `{}` has no documented value",
                    outcome.id, clause.id
                );
                let label = format!("`documented: \"{documented}\"` is missing in this clause");
                self.contradicts(outcome, message, (&clause.id, &[]), label, None);
            }
            _ => {}
        }
    }

    fn check_concluded(
        &mut self,
        outcome: &draft::Outcome,
        documented: &str,
        conference: &draft::Conference,
    ) {
        if contradicts_itself(conference) {
            return;
        }
        let signed = documented == "in-force" || documented == "not-ratified";
        let clause = conference.clauses.iter().find(|clause| clause.documented.is_some());
        match (signed, clause, conference.clauses.first()) {
            (true, _, Some(first)) if conference.came_to_nothing => {
                let message = format!(
                    "the outcome `{}` documents `{documented}`, but the conference is said to have come to nothing",
                    outcome.id
                );
                let label = "`came_to_nothing` stands in this conference".to_owned();
                self.contradicts(outcome, message, (&first.id, &[]), label, Some(NO_TREATY));
            }
            (false, Some(clause), _) => {
                let message = format!(
                    "the outcome `{}` documents `{documented}`, but the documented treaty says something of `{}`",
                    outcome.id, clause.id
                );
                let label = "a value is documented here".to_owned();
                let way = [PathStep::Field("documented")];
                self.contradicts(outcome, message, (&clause.id, &way), label, Some("in-force"));
            }
            _ => {}
        }
    }
}

/// Whether a conference is said to have come to nothing, and to have signed something: that
/// is reported with the conference, and an outcome agrees with one of the two.
fn contradicts_itself(conference: &draft::Conference) -> bool {
    conference.came_to_nothing && conference.clauses.iter().any(|c| c.documented.is_some())
}
