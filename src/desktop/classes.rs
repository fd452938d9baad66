//! The class that is hosted from the window: begun, looked at, led.
//!
//! What the screen shows is read from the class's own thread a few times a second; what the
//! teacher presses is sent there as from the console in a browser.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use bevy::prelude::*;
use bevy::time::Real;

use super::desk::Desk;
use super::screen::Screen;
use super::session::notify;
use super::speech::words;
use crate::classroom::host::NotDone;
use crate::classroom::keys::Token;
use crate::classroom::lesson::{Length, Stage, Timetable};
use crate::classroom::record;
use crate::classroom::server::{Door, Served, Where, serve};
use crate::classroom::session::{Plan, Session, TableLine, TeacherAct, refused_words};
use crate::scenario::Scenario;
use crate::system;
use crate::words::{Phrase, Words};

/// The port that is tried first.
const PORT: u16 = 8080;

/// How often the class is looked at.
pub(super) const LOOK: Duration = Duration::from_millis(400);

/// What the teacher asks for.
#[derive(Clone, Debug, PartialEq)]
pub enum ClassAsk {
    /// Another number of tables.
    Tables(u8),
    /// Another length of the lesson; none for one without a bell.
    Length(Option<Length>),
    /// Begin: open the door.
    Begin,
    /// Do something in the lesson.
    Teach(TeacherAct),
    /// Asks whether to end it.
    Ending,
    /// End it.
    End,
}

/// A class as the teacher sees it.
#[derive(Clone, Debug)]
pub struct ClassNews {
    /// The stage of the lesson.
    pub stage: Stage,
    /// The milliseconds that are left of the stage, if it has an end.
    pub left: Option<u64>,
    /// Whether the lesson stands still.
    pub still: Option<Phrase>,
    /// Whether somebody can still join.
    pub open: bool,
    /// How many have joined.
    pub n_members: usize,
    /// The tables.
    pub tables: Vec<TableLine>,
    /// Which part of the debrief the projector shows.
    pub shown: (usize, Option<u8>),
}

/// A class that is being hosted.
pub struct Hosted {
    served: Served,
    /// The title of what is played.
    pub title: String,
    /// The code of the class.
    pub code: String,
    /// The address of the console in a browser.
    pub console: String,
    /// Where it is kept.
    pub folder: Option<PathBuf>,
    /// What was seen last.
    pub news: Option<ClassNews>,
}

impl Hosted {
    /// Where the class joins.
    #[must_use]
    pub fn door(&self) -> Door {
        self.served.door()
    }

    /// What there is to tell of the network.
    #[must_use]
    pub fn notes(&self) -> Vec<String> {
        self.served.notes()
    }
}

/// The class of the window, and what the next one is to be.
#[derive(Resource)]
pub struct HostedClass {
    /// The class, while there is one.
    pub hosted: Option<Hosted>,
    /// The number of tables of the next one.
    pub tables: u8,
    /// Its length; none for a lesson without a bell.
    pub length: Option<Length>,
    /// Whether the teacher was asked whether to end the class.
    pub ending: bool,
}

impl Default for HostedClass {
    fn default() -> Self {
        Self { hosted: None, tables: 1, length: Some(Length::Once(45)), ending: false }
    }
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<HostedClass>().add_systems(Update, look.run_if(in_state(Screen::Class)));
}

/// Looks at the class a few times a second.
fn look(mut class: ResMut<HostedClass>, time: Res<Time<Real>>, mut due: Local<Duration>) {
    let Some(hosted) = &mut class.bypass_change_detection().hosted else { return };
    if time.elapsed() < *due && hosted.news.is_some() {
        return;
    }
    *due = time.elapsed() + LOOK;
    let read = hosted.served.host().peek(|desk, now| {
        let session = &desk.session;
        let (table, part) = session.shown();
        ClassNews {
            stage: session.stage(),
            left: session.clock().until_bell(now),
            still: session.clock().still(),
            open: session.is_open(),
            n_members: session.n_members(),
            tables: session.table_lines(now),
            shown: (table.index(), part),
        }
    });
    if let Ok(news) = read {
        hosted.news = Some(news);
    }
}

/// Carries out what the teacher asked for.
pub(super) fn carry_out(world: &mut World, ask: ClassAsk) {
    match ask {
        ClassAsk::Tables(tables) => world.resource_mut::<HostedClass>().tables = tables,
        ClassAsk::Length(length) => world.resource_mut::<HostedClass>().length = length,
        ClassAsk::Begin => begin(world),
        ClassAsk::Teach(act) => {
            world.resource_mut::<HostedClass>().ending = false;
            teach(world, act);
        }
        ClassAsk::Ending => world.resource_mut::<HostedClass>().ending = true,
        ClassAsk::End => {
            let mut class = world.resource_mut::<HostedClass>();
            class.ending = false;
            let hosted = class.hosted.take();
            if let Some(hosted) = hosted {
                let _ = hosted.served.end();
            }
        }
    }
}

fn begin(world: &mut World) {
    let Some(scenario) = world.resource::<Desk>().scenario.clone() else { return };
    let class = world.resource::<HostedClass>();
    let (tables, length) = (class.tables, class.length);
    let seed = world.resource::<Desk>().seed;
    let spoken = words(world).clone();
    match host(&spoken, &scenario, (tables, length), seed) {
        Ok(hosted) => world.resource_mut::<HostedClass>().hosted = Some(hosted),
        Err(why) => notify(world, why),
    }
}

/// Begins a class in a new folder. It is hosted also where nothing can be kept.
fn host(
    words: &Words,
    scenario: &Arc<Scenario>,
    (tables, length): (u8, Option<Length>),
    seed: u64,
) -> Result<Hosted, String> {
    let plan = Plan {
        tables,
        seed,
        timetable: length.map_or_else(Timetable::default, Length::timetable),
        rehearsing: false,
    };
    let folder = record::unused_folder(&scenario.head.id);
    let begin = |folder| Session::begin(words, scenario, &plan, folder);
    let (begun, folder): (Result<(Session, Token), _>, _) = match begin(folder.as_deref()) {
        Ok(begun) => (Ok(begun), folder),
        Err(_) => (begin(None), None),
    };
    let (session, teacher) = begun.map_err(|_| words.say("class-refused-no-chance"))?;
    let code = session.code().to_owned();
    let served = serve(session, 0, Where { bind: None, port: PORT }).map_err(|error| {
        words.say_with("class-not-hosted", &[("why", system::words(&error).into())])
    })?;
    let console = served.door().console(teacher.digits());
    let title = scenario.head.title.clone();
    Ok(Hosted { served, title, code, console, folder, news: None })
}

fn teach(world: &mut World, act: TeacherAct) {
    let spoken = words(world).clone();
    let class = world.resource_mut::<HostedClass>();
    let Some(hosted) = &class.hosted else { return };
    let done = hosted.served.host().wait(move |desk, now| desk.session.teach("", act, now));
    let why = match done {
        Ok(Ok(())) => None,
        Ok(Err(refused)) => Some(refused_words(&spoken, &refused)),
        Err(NotDone::Busy) => Some(spoken.say("class-busy")),
        Err(NotDone::Ended | NotDone::NotKept(_)) => Some(spoken.say("class-ended")),
    };
    // What was done is looked at at once.
    if let Some(hosted) = &mut world.resource_mut::<HostedClass>().hosted {
        hosted.news = None;
    }
    if let Some(why) = why {
        notify(world, why);
    }
}
