//! What a player has set for good: kept in a file beside the journals, and read at the start.
//!
//! They change how the game is shown and how the next one begins; never a game that is
//! played, whose journal says how it was begun.

use std::collections::BTreeSet;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::hints::Hint;
use crate::sim::journals;
use crate::sim::level::Level;
use crate::sim::record::RecordTime;

/// The least and the largest text, in per cent.
pub const TEXT: core::ops::RangeInclusive<u32> = 70..=250;

/// What is kept between two starts of the program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The text size, in per cent, 70 to 250.
    pub text: u32,
    /// Whether odds are shown as numbers; else in words.
    pub numbers: bool,
    /// When the player of the next game is told what tends to follow from an answer.
    pub level: Level,
    /// When the player of the next game reads what is documented.
    pub record: RecordTime,
    /// The hints for a first game that were put away.
    pub hints_read: BTreeSet<Hint>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            text: 100,
            numbers: false,
            level: Level::default(),
            record: RecordTime::default(),
            hints_read: BTreeSet::new(),
        }
    }
}

impl Settings {
    /// The settings of a text; what it does not name is as usual. None if it cannot be read.
    ///
    /// ```
    /// use status_quo::desktop::settings::Settings;
    /// let settings = Settings::parse("(text: 400, numbers: true)").expect("it can be read");
    /// assert_eq!((settings.text, settings.numbers), (250, true));
    /// assert_eq!(Settings::parse("(text: large)"), None);
    /// ```
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let read: Self = ron::from_str(text).ok()?;
        Some(Self { text: read.text.clamp(*TEXT.start(), *TEXT.end()), ..read })
    }

    /// The text of the settings.
    #[must_use]
    pub fn text(&self) -> String {
        ron::ser::to_string_pretty(self, ron::ser::PrettyConfig::default())
            .expect("plain fields serialise")
    }
}

/// Where they are kept.
fn place() -> Option<PathBuf> {
    Some(journals::folder()?.with_file_name("settings.ron"))
}

/// The settings that are kept; the usual ones, if there are none. A file that cannot be read
/// is as none: nothing in it is worth a question.
#[must_use]
pub fn read() -> Settings {
    let text = place().and_then(|place| std::fs::read_to_string(place).ok());
    text.and_then(|text| Settings::parse(&text)).unwrap_or_default()
}

/// Keeps the settings. Where they cannot be written they hold until the window is closed.
pub fn write(settings: &Settings) {
    if let Some(place) = place() {
        let _ = place.parent().map(std::fs::create_dir_all);
        let _ = std::fs::write(place, settings.text());
    }
}
