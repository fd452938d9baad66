//! The shelf: the scenarios there are, read on a thread of their own.
//!
//! The first frame of the title does not wait for files; what is read arrives
//! here when it is ready. The map's geometry is warmed up on the same thread.

use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};

use bevy::prelude::*;
use bevy::winit::{EventLoopProxyWrapper, WinitUserEvent};

use super::map::data;
use crate::scenario::{Scenario, library};

/// A scenario of the library, or why it cannot be played.
#[derive(Debug)]
pub struct Pack {
    /// Its folder's name.
    pub slug: String,
    /// The scenario, or the finding of its faults.
    pub content: Result<Arc<Scenario>, String>,
}

impl Pack {
    /// The scenario, if it can be played.
    #[must_use]
    pub fn scenario(&self) -> Option<Arc<Scenario>> {
        self.content.as_ref().ok().cloned()
    }
}

/// All scenarios.
#[derive(Resource, Default, Debug)]
pub struct Shelf {
    /// What has been read so far.
    pub packs: Vec<Pack>,
    /// Whether that is all.
    pub complete: bool,
}

/// Where the reading thread sends what it has read; `None` is the end.
#[derive(Resource)]
struct Reading(Mutex<Receiver<Option<Pack>>>);

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Shelf>()
        .add_systems(Startup, begin_reading)
        .add_systems(Update, take_what_is_read.run_if(resource_exists::<Reading>));
}

fn begin_reading(mut commands: Commands, proxy: Res<EventLoopProxyWrapper>) {
    let (sender, receiver) = channel();
    let proxy = proxy.clone();
    std::thread::spawn(move || {
        for listing in library::list() {
            let content = listing.open().map(Arc::new).map_err(|e| e.to_string());
            // If nobody listens any more the window has been closed, and so this ends too.
            if sender.send(Some(Pack { slug: listing.slug, content })).is_err() {
                return;
            }
            let _ = proxy.send_event(WinitUserEvent::WakeUp);
        }
        let _ = sender.send(None);
        let _ = proxy.send_event(WinitUserEvent::WakeUp);
        let _ = data::atlas();
    });
    commands.insert_resource(Reading(Mutex::new(receiver)));
}

fn take_what_is_read(mut commands: Commands, reading: Res<Reading>, mut shelf: ResMut<Shelf>) {
    let receiver = reading.0.lock().expect("nobody panics while holding this lock");
    for pack in receiver.try_iter() {
        if let Some(pack) = pack {
            shelf.packs.push(pack);
        } else {
            shelf.complete = true;
            commands.remove_resource::<Reading>();
        }
    }
}
