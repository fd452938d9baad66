//! How far a scenario can be trusted, as text.

use std::io::{self, Write};

use super::layout::{heading, indented, write};
use crate::shown::Page;
use crate::view::TrustView;
use crate::words::{Words, percent};

/// Lays out how far a scenario can be trusted.
///
/// # Errors
/// If it cannot be written.
pub fn lay_out_trust(
    out: &mut Page<impl Write>,
    words: &Words,
    title: &str,
    view: &TrustView,
) -> io::Result<()> {
    heading(out, &words.say_with("evidence-title", &[("title", title.into())]))?;
    let all: u32 = view.grades.iter().map(|(_, count)| count).sum();
    for (grade, count) in &view.grades {
        let share = f64::from(*count) / f64::from(all.max(1));
        let args = [
            ("grade", grade.into()),
            ("count", (*count).into()),
            ("percent", percent(share).into()),
        ];
        indented(out, "  ", &words.say_with("evidence-grade", &args))?;
    }
    heading(out, &words.say("evidence-sources"))?;
    for (kind, count) in &view.sources {
        indented(out, "  ", &format!("{count}  {kind}"))?;
    }
    match &view.rests {
        None => write(out, &words.say("evidence-not-worked-out"))?,
        Some(rests) => {
            let args = [("points", rests.points.into()), ("games", rests.games.to_string().into())];
            heading(out, &words.say("evidence-outcomes"))?;
            write(out, &words.say_with("evidence-outcomes-what", &args))?;
            for outcome in &rests.outcomes {
                let share = percent(outcome.on_judgement);
                let most = outcome.most.as_ref().map_or_else(String::new, |(of, share)| {
                    let args = [("of", of.into()), ("percent", percent(*share).into())];
                    format!(" {}", words.say_with("evidence-most", &args))
                });
                indented(out, "  ", &format!("{share} %  {}.{most}", outcome.title))?;
            }
            heading(out, &words.say("evidence-carriers"))?;
            for carrier in &rests.carriers {
                indented(
                    out,
                    "  ",
                    &format!("{}: {}. {}", carrier.of, carrier.value, carrier.why),
                )?;
            }
        }
    }
    heading(out, &words.say("evidence-models"))?;
    for model in &view.models {
        indented(out, "  - ", model)?;
    }
    heading(out, &words.say("evidence-contradictions"))?;
    for entry in &view.contradictions {
        indented(out, "  ", &format!("{}: {} {}", entry.id, entry.text, entry.ruling))?;
    }
    Ok(())
}
