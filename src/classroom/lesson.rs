//! The lesson: its stages, its timetable and its clock.
//!
//! Time is what the caller says it is, in milliseconds since the lesson began: a clock
//! that does not go on while the machine sleeps, so that a laptop that was shut does not
//! find the bell rung. Nothing here reads a clock.

use serde::{Deserialize, Serialize};

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

/// The minutes of each stage of a lesson; without one it lasts until the teacher ends it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timetable {
    /// For reading.
    pub reading: Option<u32>,
    /// For playing.
    pub playing: Option<u32>,
    /// For the debrief.
    pub debriefing: Option<u32>,
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
        let playing = minutes.saturating_sub(4 + reading + debriefing);
        Self { reading: Some(reading), playing: Some(playing), debriefing: Some(debriefing) }
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

/// A moment of a lesson, in milliseconds since it began.
pub type Moment = u64;

/// Where a lesson stands.
#[derive(Clone, Copy, Debug)]
pub struct LessonClock {
    stage: Stage,
    /// When the stage ends, if it has an end; while the lesson stands still, as if it did
    /// not.
    ends: Option<Moment>,
    /// Since when it stands still.
    still: Option<Moment>,
}

impl LessonClock {
    /// The clock of a lesson that begins.
    #[must_use]
    pub const fn new() -> Self {
        Self { stage: Stage::Arriving, ends: None, still: None }
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
        self.ends = timetable.minutes(stage).map(|minutes| now + u64::from(minutes) * 60_000);
    }

    /// Gives the stage more or fewer minutes; it does not end before now.
    pub(super) fn add(&mut self, minutes: i32, now: Moment) {
        let now = self.still.unwrap_or(now);
        if let Some(ends) = &mut self.ends {
            *ends = ends.saturating_add_signed(i64::from(minutes) * 60_000).max(now);
        }
    }

    /// Lets it stand still, or go on.
    pub(super) fn pause(&mut self, paused: bool, now: Moment) {
        match (self.still, paused) {
            (None, true) => self.still = Some(now),
            (Some(since), false) => {
                self.still = None;
                self.ends = self.ends.map(|ends| ends + now.saturating_sub(since));
            }
            _ => {}
        }
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
