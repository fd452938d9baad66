//! Testplans: a whole game as lines of text.
//!
//! Beside each scenario lie a `record.testplan` and another; the tests replay them and
//! `--script` plays it. A line is one of
//!
//! ```text
//! # a comment
//! seat: option            the seat's next move takes that option
//! seat: offer record      at a conference: table the documented treaty; articles
//!                         of which the record does not know can follow
//! seat: offer price=high  table a draft; what is not named stays as it stands
//! seat: accept            accept what stands; also walk-out, adjourn, mediate
//! seed 7                  the seed, before the first move
//! expect outcome = value  at the end
//! ```
//!
//! The seats that a plan names are played by it; the others play themselves.
//!
//! A plan of a campaign has a line for each part, after which its own lines may stand:
//!
//! ```text
//! part record             the part's own `record.testplan`
//! part                    only the lines that follow
//! part record documented  it opens as documented, whatever was made of those before
//! ```

use super::opening::Opening;

/// An instruction of a testplan: one line of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlanLine {
    /// A seat answers what it is asked: with an option, or at a conference.
    Say {
        /// The seat.
        seat: String,
        /// Its words.
        words: String,
    },
    /// An outcome that must hold at the end.
    Expect {
        /// The outcome.
        outcome: String,
        /// Its value.
        value: String,
    },
}

/// A testplan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Testplan {
    /// The seed that the plan asks for.
    pub seed: Option<u64>,
    /// The plan's instructions with their line numbers, counted from one.
    pub lines: Vec<(usize, PlanLine)>,
}

impl Testplan {
    /// The seats that the plan plays, in order of their first line.
    #[must_use]
    pub fn seats(&self) -> Vec<&str> {
        let mut seats: Vec<&str> = Vec::new();
        for (_, line) in &self.lines {
            if let PlanLine::Say { seat, .. } = line
                && !seats.contains(&seat.as_str())
            {
                seats.push(seat);
            }
        }
        seats
    }
}

/// The plan of a campaign, part by part.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CampaignPlan {
    /// The plan of each part, and how it opens.
    pub parts: Vec<PartPlan>,
}

/// The plan of a part of a campaign.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PartPlan {
    /// Its lines.
    pub plan: Testplan,
    /// How it opens.
    pub opening: Opening,
    /// The number of the line that names it, counted from one.
    pub line: usize,
}

/// Reads the plan of a campaign whose parts have these plans by the record.
///
/// # Errors
/// The first line that is not valid.
pub fn read_campaign(text: &str, records: &[&Testplan]) -> Result<CampaignPlan, PlanFault> {
    let mut plan = CampaignPlan::default();
    for (index, line) in text.lines().enumerate() {
        let fault = |message: String| PlanFault { line: index + 1, message };
        let bare = line.split('#').next().unwrap_or("").trim();
        let mut words = bare.split_whitespace();
        if words.next() != Some("part") || bare.contains(':') {
            let Some(part) = plan.parts.last_mut() else {
                if bare.is_empty() {
                    continue;
                }
                let message = "before the first line stands `part record`, or `part`";
                return Err(fault(message.to_owned()));
            };
            take(&mut part.plan, index + 1, line).map_err(fault)?;
            continue;
        }
        let Some(record) = records.get(plan.parts.len()) else {
            return Err(fault(format!("the campaign has {} parts", records.len())));
        };
        let mut part = PartPlan { line: index + 1, ..PartPlan::default() };
        for word in words {
            match word {
                "record" => part.plan = Testplan::clone(record),
                "documented" => part.opening = Opening::Documented,
                _ => return Err(fault(format!("`{word}` is unknown here; write `part record`"))),
            }
        }
        plan.parts.push(part);
    }
    Ok(plan)
}

/// A line of a testplan that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {message}")]
pub struct PlanFault {
    /// The number of the line, counted from one.
    pub line: usize,
    /// What is wrong with it, in a sentence.
    pub message: String,
}

/// Reads a testplan.
///
/// # Errors
/// One sentence with the number of the first line that is not valid.
pub fn read(text: &str) -> Result<Testplan, String> {
    let (plan, faults) = read_all(text);
    match faults.into_iter().next() {
        Some(fault) => Err(fault.to_string()),
        None => Ok(plan),
    }
}

/// Reads a testplan as far as it can be, with all lines that cannot.
#[must_use]
pub fn read_all(text: &str) -> (Testplan, Vec<PlanFault>) {
    let mut plan = Testplan::default();
    let mut faults = Vec::new();
    for (index, line) in text.lines().enumerate() {
        if let Err(message) = take(&mut plan, index + 1, line) {
            faults.push(PlanFault { line: index + 1, message });
        }
    }
    (plan, faults)
}

/// Takes a line into a plan.
fn take(plan: &mut Testplan, number: usize, line: &str) -> Result<(), String> {
    let line = line.split('#').next().unwrap_or("").trim();
    if line.is_empty() {
        return Ok(());
    }
    if let Some(rest) = line.strip_prefix("expect ") {
        let (outcome, value) = rest.split_once('=').ok_or("write `expect outcome = value`")?;
        let (outcome, value) = (outcome.trim().to_owned(), value.trim().to_owned());
        plan.lines.push((number, PlanLine::Expect { outcome, value }));
    } else if let Some(seed) = line.strip_prefix("seed ") {
        let seed = seed.trim().parse();
        plan.seed = Some(seed.map_err(|_| "the seed is a whole number")?);
    } else if let Some((seat, words)) = line.split_once(':') {
        let (seat, words) = (seat.trim().to_owned(), words.trim().to_owned());
        plan.lines.push((number, PlanLine::Say { seat, words }));
    } else {
        return Err(format!(
            "`{line}` is no line of a testplan; write `seat: option` or `expect outcome = value`"
        ));
    }
    Ok(())
}
