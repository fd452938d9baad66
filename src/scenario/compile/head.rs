//! The head of a scenario, and the limits on the size of a pack.

use super::compiler::Compiler;
use super::merged::Merged;
use crate::rules::audience::MOST_SEATS;
use crate::rules::defs::{MOST_POWERS, MOST_RED_LINES};
use crate::rules::quantity::Date;
use crate::scenario::draft::{Head, Id, Instrument, THIS_SCHEMA};
use crate::scenario::finding::{Finding, TextPlace};
use crate::scenario::naming;
use crate::scenario::syntax::PathStep;

/// Whether a number of years or months is rather the number of a year.
const fn is_a_year(number: u16) -> bool {
    number >= 1000
}

/// Whether a version is three numbers with points between.
fn is_version(version: &str) -> bool {
    let parts: Vec<&str> = version.split('.').collect();
    let is_number = |part: &&str| {
        !part.is_empty() && part.len() <= 9 && part.bytes().all(|b| b.is_ascii_digit())
    };
    parts.len() == 3 && parts.iter().all(is_number)
}

/// The version that one of another form was meant as, if it holds three numbers or fewer.
fn meant_version(version: &str) -> Option<String> {
    let digits = version.trim_start_matches(|c: char| !c.is_ascii_digit());
    let end = digits.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(digits.len());
    let mut parts: Vec<&str> = digits[..end].split('.').filter(|part| !part.is_empty()).collect();
    if parts.is_empty() {
        return None;
    }
    parts.resize(3.max(parts.len()), "0");
    let meant = parts.join(".");
    is_version(&meant).then_some(meant)
}

impl Compiler<'_> {
    /// Reports a version that is not three numbers.
    fn check_version(&mut self, version: &str) {
        let message = format!("the version `{version}` is not `major.minor.patch`");
        let meant = meant_version(version);
        let help = match &meant {
            Some(meant) => {
                format!("write three numbers, as `{meant}`; editions are put in order by them")
            }
            None => "write three numbers, as `1.0.0`; editions are put in order by them".to_owned(),
        };
        let mut finding =
            Finding::error("version", self.field(&["version"]), message).with_help(Some(help));
        let edit =
            meant.and_then(|meant| self.rewritten_field(&["version"], &format!("{meant:?}")));
        if let Some(edit) = edit {
            finding = finding.with_guess(edit);
        }
        self.add(finding);
    }

    pub(super) fn check_head(&mut self, merged: &Merged) {
        self.home = merged.head();
        if let Some(campaign) = merged.campaigns.first() {
            self.home = *campaign;
            let message = "this pack holds a campaign, which has no agenda of its own".to_owned();
            let help = "check it by `status-quo check`, and play it by `status-quo play`; a scenario stands in another folder";
            self.report("campaign", self.here(), message, Some(help.to_owned()));
            return;
        }
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
        if head.schema != THIS_SCHEMA {
            let message = format!(
                "schema {} is not known here; this game reads schema {THIS_SCHEMA}",
                head.schema
            );
            let help = format!("write `schema: {THIS_SCHEMA}`, or play the pack with a newer game");
            self.report("schema", self.field(&["schema"]), message, Some(help));
        }
        self.check_id(&head.id, None, "");
        if naming::is_reserved(&head.id) {
            let message = format!("`{}` is the name of a device on some systems", head.id);
            let help = "choose another id; folders and journals are called by it";
            self.report("bad-id", self.field(&["id"]), message, Some(help.to_owned()));
        }
        if !is_version(&head.version) {
            self.check_version(&head.version);
        }
        if head.minutes == 0 {
            let message = "a game of no minutes".to_owned();
            let help = "write about how long a game takes; `check --play 200` tells it";
            self.report("range", self.field(&["minutes"]), message, Some(help.to_owned()));
        }
        if head.opens >= head.closes {
            self.fault_in("dates", &["closes"], "the scenario closes before it opens".to_owned());
        }
    }

    /// Reports what is there at the start, but only since a later day.
    pub(super) fn tell_late(&mut self, what: &str, since: Date, head: &Head, place: TextPlace) {
        let (message, field) = if since > head.closes {
            let message = format!(
                "{what} is there at the start, but since `{since}`, after the scenario closes on `{}`",
                head.closes
            );
            (message, "closes")
        } else {
            let message = format!(
                "{what} is there at the start, but since `{since}`, after the scenario opens on `{}`",
                head.opens
            );
            (message, "opens")
        };
        let help =
            format!("write a date up to `{}`; what comes later, effects bring about", head.opens);
        self.add(Finding::error("dates", place, message).with_help(Some(help)).with_also(
            self.beside(&head.id, &[PathStep::Field(field)]),
            format!("it {field} here"),
        ));
    }

    /// Reports a term that is no number of years, and a day since when that is none before
    /// the start.
    pub(super) fn check_term(&mut self, merged: &Merged, instrument: &Instrument) {
        let Some(head) = &merged.part.scenario else { return };
        if let Some(since) = instrument.since.filter(|since| *since > head.opens) {
            let what = format!("`{}`", instrument.id);
            let place = self.beside(&instrument.id, &[PathStep::Field("since")]);
            self.tell_late(&what, since, head, place);
        }
        let from = instrument.since.map_or(head.opens.year, |since| since.year);
        self.check_years(&instrument.id, instrument.years, from);
        if let Some(notice) = instrument.notice.filter(|notice| is_a_year(*notice)) {
            let message =
                format!("a notice of {notice} months; `notice` is how long it runs, no date");
            let place = self.beside(&instrument.id, &[PathStep::Field("notice")]);
            let help = "write the number of months between notice and end".to_owned();
            self.report("range", place, message, Some(help));
        }
    }

    /// Reports a term, of an entry with this id, that is a year.
    pub(super) fn check_years(&mut self, id: &Id, years: Option<u16>, from: i16) {
        let Some(years) = years.filter(|years| is_a_year(*years)) else { return };
        let way = [PathStep::Field("years")];
        let message = format!(
            "a term of {years} years; `years` is how long it lasts, not the year in which it ends"
        );
        let lasts = (i32::from(years) - i32::from(from)).clamp(0, 201);
        let lasts = (1..=200).contains(&lasts).then_some(lasts);
        let help = match lasts {
            Some(lasts) => format!("from {from} to {years} are {lasts} years: write `{lasts}`"),
            None => "write the number of years".to_owned(),
        };
        let mut finding =
            Finding::error("range", self.beside(id, &way), message).with_help(Some(help));
        let edit = lasts.and_then(|lasts| self.rewritten_beside(id, &way, &lasts.to_string()));
        if let Some(edit) = edit {
            finding = finding.with_guess(edit);
        }
        self.add(finding);
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
