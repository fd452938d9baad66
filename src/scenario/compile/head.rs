//! The head of a scenario, and the limits on the size of a pack.

use super::compiler::Compiler;
use super::merged::Merged;
use super::tables::is_slug;
use crate::rules::audience::MOST_SEATS;
use crate::rules::defs::{MOST_POWERS, MOST_RED_LINES};
use crate::scenario::finding::{Finding, TextPlace};

impl Compiler<'_> {
    pub(super) fn check_head(&mut self, merged: &Merged) {
        self.home = merged.head();
        match merged.heads.as_slice() {
            [] => {
                // By convention the head stands in that file.
                let place = TextPlace { file: "scenario.ron".to_owned(), ..self.sources.whole(0) };
                let message = "no file has a `scenario: (...)` entry with the title and the years";
                let help = "write one in `scenario.ron`; `status-quo new` makes a pack that has it";
                self.report("no-head", place, message.to_owned(), Some(help.to_owned()));
            }
            [_] => {}
            [_, second, ..] => {
                let first = self.here();
                self.home = *second;
                let message = "a pack has one `scenario: (...)` entry, this is a second";
                let finding = Finding::error("two-heads", self.here(), message)
                    .with_help(Some("keep the one that is meant, and delete the other".to_owned()))
                    .with_also(first, "this is the first");
                self.add(finding);
            }
        }
        // The first head counts; the checks below are of it.
        self.home = merged.head();
        let Some(head) = &merged.part.scenario else { return };
        if head.schema != 1 {
            let message =
                format!("schema {} is not known here; this game reads schema 1", head.schema);
            let help = "write `schema: 1`, or play the pack with a newer game".to_owned();
            self.report("schema", self.field(&["schema"]), message, Some(help));
        }
        if !is_slug(&head.id) {
            self.fault_in(
                "bad-id",
                &["id"],
                format!(
                    "the id `{}` may hold only lower-case letters, digits and hyphens",
                    head.id
                ),
            );
        }
        if head.opens >= head.closes {
            self.fault_in("dates", &["closes"], "the scenario closes before it opens".to_owned());
        }
    }

    /// Refuses more than the tables hold: their rows are numbered in 16 bits, and a
    /// table over pairs grows with the square of the powers.
    pub(super) fn check_size(&mut self, merged: &Merged) -> bool {
        const MOST: usize = 10_000;
        let part = &merged.part;
        let moves: usize = part.items.iter().map(|item| item.moves.len()).sum();
        let options = || part.items.iter().flat_map(|i| &i.moves).flat_map(|mv| &mv.options);
        let chances: usize = options().map(|o| o.chances.len()).sum::<usize>()
            + part.items.iter().map(|item| item.chances.len()).sum::<usize>();
        let most_options =
            part.items.iter().flat_map(|i| &i.moves).map(|mv| mv.options.len()).max();
        let most_lines = part.seats.iter().map(|seat| seat.red_lines.len()).max();
        let most_values = part.facts.iter().map(|fact| fact.values.len()).max();
        let counts = [
            ("powers", part.powers.len(), MOST_POWERS),
            ("seats", part.seats.len(), MOST_SEATS),
            ("leaders", part.leaders.len(), MOST),
            ("sectors", part.sectors.len(), 256),
            ("instruments", part.instruments.len(), MOST),
            ("facts", part.facts.len(), MOST),
            ("items", part.items.len(), MOST),
            ("moves", moves, MOST),
            ("drawn consequences", chances, MOST),
            ("outcomes", part.outcomes.len(), MOST),
            ("options of one move", most_options.unwrap_or(0), 64),
            ("red lines of one seat", most_lines.unwrap_or(0), MOST_RED_LINES),
            ("values of one fact", most_values.unwrap_or(0), 256),
        ];
        self.home = merged.head();
        let before = self.findings.len();
        for (what, count, most) in counts {
            if count > most {
                self.fault(
                    "too-large",
                    format!("the pack has {count} {what}; at most {most} are allowed"),
                );
            }
        }
        for option in options() {
            let combinations = option
                .chances
                .iter()
                .fold(1_usize, |n, c| n.saturating_mul(c.branches.len().max(1)));
            if combinations > 64 {
                self.fault_at(
                    "too-large",
                    &option.id,
                    format!(
                        "`{}` may come out in {combinations} ways; at most 64 are allowed",
                        option.id
                    ),
                );
            }
            if option.chances.iter().any(|c| c.branches.is_empty() || c.branches.len() > 64) {
                self.fault_at(
                    "too-large",
                    &option.id,
                    format!("a draw of `{}` needs 1 to 64 branches", option.id),
                );
            }
        }
        self.findings.len() == before
    }
}
