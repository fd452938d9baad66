//! The lesson: its stages, its timetable and its clock.
//!
//! Time is what the caller says it is, in milliseconds since the lesson began: a clock
//! that does not go on while the machine sleeps, so that a laptop that was shut does not
//! find the bell rung. Nothing here reads a clock.

use core::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::words::Phrase;

/// A stage of a lesson, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// The class joins; seats are given.
    Arriving,
    /// Everybody reads; nothing can be decided yet.
    Reading,
    /// The games are played.
    Playing,
    /// What happened is laid beside the record.
    Debriefing,
    /// The lesson is over: nothing is taken any more.
    Over,
}

impl Stage {
    /// The stage after this one; the last has none.
    #[must_use]
    pub const fn next(self) -> Option<Self> {
        match self {
            Self::Arriving => Some(Self::Reading),
            Self::Reading => Some(Self::Playing),
            Self::Playing => Some(Self::Debriefing),
            Self::Debriefing => Some(Self::Over),
            Self::Over => None,
        }
    }
}

/// The minutes that a class needs to join, or to come back.
const JOINING: u32 = 4;

/// The minutes of each stage of a lesson; without one it lasts until the teacher ends it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timetable {
    /// For reading.
    pub reading: Option<u32>,
    /// For playing.
    pub playing: Option<u32>,
    /// For the debrief.
    pub debriefing: Option<u32>,
    /// After how many minutes of playing the lesson stands still until the class comes together
    /// again: the break between two lessons.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub break_after: Option<u32>,
}

impl Timetable {
    /// The fewest minutes of a lesson.
    pub const FEWEST: u32 = 20;
    /// The most minutes of a lesson.
    pub const MOST: u32 = 480;

    /// The timetable of a lesson of so many minutes: joining takes four of them, reading a
    /// sixth, the debrief a quarter and at least eight; what is left is played.
    ///
    /// ```
    /// use status_quo::classroom::lesson::Timetable;
    /// let lesson = Timetable::of(45);
    /// assert_eq!((lesson.reading, lesson.playing, lesson.debriefing), (Some(7), Some(23), Some(11)));
    /// ```
    #[must_use]
    pub const fn of(minutes: u32) -> Self {
        let reading = minutes / 6;
        let quarter = minutes / 4;
        let debriefing = if quarter < 8 { 8 } else { quarter };
        let playing = minutes.saturating_sub(JOINING + reading + debriefing);
        Self {
            reading: Some(reading),
            playing: Some(playing),
            debriefing: Some(debriefing),
            break_after: None,
        }
    }

    /// The timetable of two lessons of so many minutes each: the first ends in the middle of the
    /// game, the second begins with four minutes for coming back and ends with a third of it for
    /// the debrief.
    ///
    /// ```
    /// use status_quo::classroom::lesson::Timetable;
    /// let lessons = Timetable::twice(45);
    /// assert_eq!((lessons.reading, lessons.break_after), (Some(7), Some(34)));
    /// assert_eq!((lessons.playing, lessons.debriefing), (Some(60), Some(15)));
    /// ```
    #[must_use]
    pub const fn twice(minutes: u32) -> Self {
        let reading = minutes / 6;
        let debriefing = minutes / 3;
        let first = minutes.saturating_sub(JOINING + reading);
        let second = minutes.saturating_sub(JOINING + debriefing);
        Self {
            reading: Some(reading),
            playing: Some(first + second),
            debriefing: Some(debriefing),
            break_after: Some(first),
        }
    }

    const fn minutes(&self, stage: Stage) -> Option<u32> {
        match stage {
            Stage::Arriving | Stage::Over => None,
            Stage::Reading => self.reading,
            Stage::Playing => self.playing,
            Stage::Debriefing => self.debriefing,
        }
    }
}

/// The length of a lesson, as a teacher names it: `45`, or `2x45` for two lessons with a break
/// between.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Length {
    /// One lesson of so many minutes.
    Once(u32),
    /// Two lessons of so many minutes each.
    Twice(u32),
}

impl Length {
    /// The timetable of such a lesson.
    #[must_use]
    pub const fn timetable(self) -> Timetable {
        match self {
            Self::Once(minutes) => Timetable::of(minutes),
            Self::Twice(minutes) => Timetable::twice(minutes),
        }
    }
}

impl FromStr for Length {
    type Err = String;

    /// Reads a length.
    ///
    /// ```
    /// use status_quo::classroom::lesson::Length;
    /// assert_eq!("45".parse(), Ok(Length::Once(45)));
    /// assert_eq!("2x45".parse(), Ok(Length::Twice(45)));
    /// assert!("3x45".parse::<Length>().is_err() && "5".parse::<Length>().is_err());
    /// ```
    fn from_str(text: &str) -> Result<Self, String> {
        let (fewest, most) = (Timetable::FEWEST, Timetable::MOST);
        let (twice, minutes) = match text.split_once(['x', '\u{d7}']) {
            Some((number, minutes)) => (number.trim() == "2", minutes.trim()),
            None => (false, text),
        };
        let known = twice || minutes.len() == text.len();
        let minutes = minutes.parse().ok().filter(|minutes| (fewest..=most).contains(minutes));
        match minutes {
            Some(minutes) if known => {
                Ok(if twice { Self::Twice(minutes) } else { Self::Once(minutes) })
            }
            _ => Err(format!(
                "a lesson has {fewest} to {most} minutes, or twice as many with a break: 45, 90, 2x45"
            )),
        }
    }
}

/// A moment of a lesson, in milliseconds since it began.
pub type Moment = u64;

/// Where a lesson stands.
#[derive(Clone, Copy, Debug)]
pub struct LessonClock {
    stage: Stage,
    /// When the stage ends, if it has an end; while the lesson stands still, as if it did
    /// not.
    ends: Option<Moment>,
    /// When the break between two lessons begins, if there is one and it has not come; kept as
    /// `ends` is.
    breaks: Option<Moment>,
    /// Since when it stands still.
    still: Option<Moment>,
    /// Whether it stands still for the break.
    on_break: bool,
}

impl LessonClock {
    /// The clock of a lesson that begins.
    #[must_use]
    pub const fn new() -> Self {
        Self { stage: Stage::Arriving, ends: None, breaks: None, still: None, on_break: false }
    }

    /// The stage.
    #[must_use]
    pub const fn stage(&self) -> Stage {
        self.stage
    }

    /// Whether the lesson stands still.
    #[must_use]
    pub const fn is_paused(&self) -> bool {
        self.still.is_some()
    }

    /// Begins a stage.
    pub(super) fn begin(&mut self, stage: Stage, timetable: &Timetable, now: Moment) {
        self.stage = stage;
        self.still = None;
        self.on_break = false;
        let at = |minutes| now + u64::from(minutes) * 60_000;
        self.ends = timetable.minutes(stage).map(at);
        self.breaks = timetable.break_after.filter(|_| stage == Stage::Playing).map(at);
    }

    /// Gives the stage more or fewer minutes; it does not end before now.
    pub(super) fn add(&mut self, minutes: i32, now: Moment) {
        let now = self.still.unwrap_or(now);
        for ends in self.ends.iter_mut().chain(&mut self.breaks) {
            *ends = ends.saturating_add_signed(i64::from(minutes) * 60_000).max(now);
        }
    }

    /// Lets it stand still, or go on.
    pub(super) fn pause(&mut self, paused: bool, now: Moment) {
        match (self.still, paused) {
            (None, true) => self.still = Some(now),
            (Some(since), false) => {
                self.still = None;
                self.on_break = false;
                for at in self.ends.iter_mut().chain(&mut self.breaks) {
                    *at += now.saturating_sub(since);
                }
            }
            _ => {}
        }
    }

    /// Begins the break: the lesson stands still until the class comes together again.
    pub(super) fn begin_break(&mut self, now: Moment) {
        self.breaks = None;
        self.pause(true, now);
        self.on_break = true;
    }

    /// Whether the break is to begin.
    pub(super) fn break_is_due(&self, now: Moment) -> bool {
        self.still.is_none() && self.breaks.is_some_and(|breaks| breaks <= now)
    }

    /// Why it stands still, as the class is told; none if it does not.
    #[must_use]
    pub const fn still(&self) -> Option<Phrase> {
        match (self.still, self.on_break) {
            (None, _) => None,
            (Some(_), false) => Some(Phrase("class-state-paused")),
            (Some(_), true) => Some(Phrase("class-state-break")),
        }
    }

    /// The milliseconds until the bell rings: for the break, or for the end of the stage; none
    /// without an end.
    #[must_use]
    pub fn until_bell(&self, now: Moment) -> Option<u64> {
        let now = self.still.unwrap_or(now);
        self.breaks.or(self.ends).map(|ends| ends.saturating_sub(now))
    }

    /// The milliseconds that are left of the stage; none without an end.
    #[must_use]
    pub fn left(&self, now: Moment) -> Option<u64> {
        self.ends.map(|ends| ends.saturating_sub(self.still.unwrap_or(now)))
    }
}

impl Default for LessonClock {
    fn default() -> Self {
        Self::new()
    }
}
