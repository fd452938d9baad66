//! The `Turn` schedule: the order of the phases of a turn.
//!
//! A turn takes one step of every timeline: a stretch of time, the opening of an item, one seat's
//! move, or the closing of an item. There is no second loop; code that
//! looks ahead calls the same rules on a copy.

use bevy::app::{App, Plugin};
use bevy::ecs::message::Messages;
use bevy::ecs::schedule::common_conditions::on_message;
use bevy::ecs::schedule::{
    InternedScheduleLabel, IntoScheduleConfigs, LogLevel, Schedule, ScheduleBuildSettings,
    ScheduleLabel, SingleThreadedExecutor, SystemSet,
};
use bevy::ecs::world::World;

use super::course;
use super::intents::{self, IntentRefused, SubmitIntent, TurnPlayed};
use super::phases;

/// The schedule that moves every timeline one step on.
#[derive(ScheduleLabel, Clone, Debug, PartialEq, Eq, Hash)]
pub struct Turn;

/// The phases of a turn, run in the order of the variants.
///
/// When adding one, add it to the chain in [`schedule`] too.
#[derive(SystemSet, Clone, Debug, PartialEq, Eq, Hash)]
pub enum TurnSystems {
    /// Before anything else. Empty: for those who extend the game.
    First,
    /// Intents are taken in, and admitted or refused.
    Intents,
    /// The step is taken up, with the choice of the seat that is to move.
    Orders,
    /// A party to a conference speaks; a treaty that is agreed is put to ratification.
    Conference,
    /// Signing, publishing, breach.
    Instruments,
    /// Acts of recognition, and its slow drift.
    Recognition,
    /// Tension, force, pledges in kind.
    Deterrence,
    /// Lines, incidents, clashes.
    Borders,
    /// Outcomes are read.
    Record,
    /// The chronicle is written.
    Chronicle,
    /// The agenda moves to its next step; treaties whose term is over end.
    Agenda,
    /// A [`TurnPlayed`] is sent for each game that was moved on; its course is noted.
    Report,
    /// After everything else. Empty: for those who extend the game.
    Last,
}

/// Builds the schedule: one thread, and two systems without an order between
/// them that touch the same table are an error.
#[must_use]
pub fn schedule() -> Schedule {
    let mut schedule = Schedule::new(Turn);
    schedule.set_executor(SingleThreadedExecutor::new());
    schedule.set_build_settings(ScheduleBuildSettings {
        ambiguity_detection: LogLevel::Error,
        ..ScheduleBuildSettings::default()
    });
    schedule.configure_sets(
        (
            TurnSystems::First,
            TurnSystems::Intents,
            TurnSystems::Orders,
            TurnSystems::Conference,
            TurnSystems::Instruments,
            TurnSystems::Recognition,
            TurnSystems::Deterrence,
            TurnSystems::Borders,
            TurnSystems::Record,
            TurnSystems::Chronicle,
            TurnSystems::Agenda,
            TurnSystems::Report,
            TurnSystems::Last,
        )
            .chain(),
    );
    schedule.add_systems((
        (intents::receive, intents::take_in).chain().in_set(TurnSystems::Intents),
        (phases::take_up, phases::note_down).chain().in_set(TurnSystems::Orders),
        phases::confer.in_set(TurnSystems::Conference),
        phases::execute_instruments.in_set(TurnSystems::Instruments),
        phases::settle_recognition.in_set(TurnSystems::Recognition),
        phases::balance_deterrence.in_set(TurnSystems::Deterrence),
        phases::patrol_borders.in_set(TurnSystems::Borders),
        phases::read_outcomes.in_set(TurnSystems::Record),
        phases::write_chronicle.in_set(TurnSystems::Chronicle),
        phases::advance_agenda.in_set(TurnSystems::Agenda),
        (intents::report, course::note_down).in_set(TurnSystems::Report),
    ));
    schedule
}

/// Makes a world ready to play timelines: the schedule, and the messages of intents.
pub fn install(world: &mut World) {
    world.init_resource::<Messages<SubmitIntent>>();
    world.init_resource::<Messages<IntentRefused>>();
    world.init_resource::<Messages<TurnPlayed>>();
    world.add_schedule(schedule());
}

/// Runs turns until every game of the world waits for somebody or is over.
///
/// Messages of intents and turns are kept until the second time that this is called.
///
/// # Panics
/// If the world was not [made ready](install).
pub fn play_on(world: &mut World) {
    world.resource_mut::<Messages<SubmitIntent>>().update();
    world.resource_mut::<Messages<IntentRefused>>().update();
    world.resource_mut::<Messages<TurnPlayed>>().update();
    let mut played = world.resource::<Messages<TurnPlayed>>().get_cursor_current();
    loop {
        world.run_schedule(Turn);
        if played.read(world.resource::<Messages<TurnPlayed>>()).count() == 0 {
            return;
        }
    }
}

/// Plays the games of an [`App`] on, once a frame, when intents were submitted.
///
/// ```
/// use bevy::app::{App, Update};
/// use status_quo::sim::turn::TurnPlugin;
/// let mut app = App::new();
/// app.add_plugins(TurnPlugin::new(Update));
/// ```
#[derive(Debug)]
pub struct TurnPlugin {
    schedule: InternedScheduleLabel,
}

impl TurnPlugin {
    /// Plays in this schedule of the app.
    #[must_use]
    pub fn new(schedule: impl ScheduleLabel) -> Self {
        Self { schedule: schedule.intern() }
    }
}

/// The system set in which the games of an app are played on. Systems of the same
/// schedule that submit intents run before it, and those that read the results after.
#[derive(SystemSet, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PlaySystems;

impl Plugin for TurnPlugin {
    fn build(&self, app: &mut App) {
        install(app.world_mut());
        let play = play_on.run_if(on_message::<SubmitIntent>).in_set(PlaySystems);
        app.add_systems(self.schedule, play);
    }
}
