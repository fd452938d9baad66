//! Testplans: a whole game as lines of text.
//!
//! Beside each scenario lies a `playthrough.testplan`; the tests replay it and
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

/// Reads a testplan.
///
/// # Errors
/// One sentence with the number of the first line that is not valid.
pub fn read(text: &str) -> Result<Testplan, String> {
    let mut plan = Testplan::default();
    for (index, line) in text.lines().enumerate() {
        let number = index + 1;
        let line = line.split('#').next().unwrap_or("").trim();
        if line.is_empty() {
            continue;
        }
        if let Some(rest) = line.strip_prefix("expect ") {
            let (outcome, value) = rest
                .split_once('=')
                .ok_or_else(|| format!("line {number}: write `expect outcome = value`"))?;
            plan.lines.push((
                number,
                PlanLine::Expect {
                    outcome: outcome.trim().to_owned(),
                    value: value.trim().to_owned(),
                },
            ));
        } else if let Some(seed) = line.strip_prefix("seed ") {
            let seed = seed.trim().parse();
            plan.seed =
                Some(seed.map_err(|_| format!("line {number}: the seed is a whole number"))?);
        } else if let Some((seat, words)) = line.split_once(':') {
            plan.lines.push((
                number,
                PlanLine::Say { seat: seat.trim().to_owned(), words: words.trim().to_owned() },
            ));
        } else {
            return Err(format!(
                "line {number}: `{line}` is no line of a testplan; write `seat: option` or `expect outcome = value`"
            ));
        }
    }
    Ok(plan)
}
