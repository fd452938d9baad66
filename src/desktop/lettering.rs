//! Lettering: what the texts in the window need is noted, looked for on a thread, and put
//! behind the program's own faces. Which faces those are is said in [`letters`](super::letters).

use std::collections::BTreeSet;
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::sync::{Arc, Mutex};

use bevy::prelude::*;
use bevy::winit::{EventLoopProxyWrapper, WinitUserEvent};
use bevy_egui::EguiContexts;
use bevy_egui::egui::FontData;
use bevy_egui::egui::epaint::text::{FontInsert, FontPriority, InsertFontFamily};

use super::bench::Workbench;
use super::desk::Desk;
use super::letters::{Letters, choose, folders, missing};
use super::theme::Face;
use crate::scenario::Scenario;

/// The search for faces.
#[derive(Resource, Default)]
struct FaceSearch {
    /// The letters that a search was begun for.
    sought: BTreeSet<char>,
    /// The faces that are found, with their names.
    arriving: Option<Mutex<Receiver<(String, FontData)>>>,
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Letters>()
        .init_resource::<FaceSearch>()
        .add_systems(Update, (read_desk, read_bench, search, take_faces).chain());
}

/// Notes the letters of the scenario on the desk, which may lie outside the library.
fn read_desk(
    desk: Res<Desk>,
    mut read: Local<Option<Arc<Scenario>>>,
    mut letters: ResMut<Letters>,
) {
    let Some(scenario) = &desk.scenario else { return };
    if read.as_ref().is_some_and(|read| Arc::ptr_eq(read, scenario)) {
        return;
    }
    letters.need(&missing(&format!("{:?}{:?}", scenario.head, scenario.text)));
    *read = Some(Arc::clone(scenario));
}

/// Notes the letters of the pack on the workbench.
fn read_bench(bench: Res<Workbench>, mut letters: ResMut<Letters>) {
    if !bench.is_changed() {
        return;
    }
    let Some(reading) = bench.bench.as_ref().and_then(|bench| bench.reading()) else { return };
    for file in reading.pack.files() {
        letters.need(&missing(&file.text));
    }
}

/// Looks for faces on a thread, when letters are needed that were not looked for.
fn search(
    letters: Res<Letters>,
    mut search: ResMut<FaceSearch>,
    proxy: Res<EventLoopProxyWrapper>,
) {
    if search.arriving.is_some() || letters.needed.len() == search.sought.len() {
        return;
    }
    let wanted: BTreeSet<char> = letters.needed.difference(&search.sought).copied().collect();
    search.sought.clone_from(&letters.needed);
    let (sender, receiver) = channel();
    search.arriving = Some(Mutex::new(receiver));
    let proxy = proxy.clone();
    let begun = std::thread::Builder::new().spawn(move || {
        for face in choose(&folders(), &wanted) {
            let Ok(bytes) = std::fs::read(&face.path) else { continue };
            let mut data = FontData::from_owned(bytes);
            data.index = face.index;
            let name = format!("{}#{}", face.path.display(), face.index);
            if sender.send((name, data)).is_err() {
                return;
            }
        }
        drop(sender);
        let _ = proxy.send_event(WinitUserEvent::WakeUp);
    });
    if begun.is_err() {
        // Without a thread there are boxes in the place of letters, as before.
        search.arriving = None;
    }
}

/// Puts the faces that were found behind all others.
fn take_faces(mut search: ResMut<FaceSearch>, mut contexts: EguiContexts) -> Result {
    let search = search.bypass_change_detection();
    let Some(arriving) = &search.arriving else { return Ok(()) };
    let ctx = contexts.ctx_mut()?;
    let done = {
        let arriving = arriving.lock().expect("nobody panics while holding this lock");
        loop {
            match arriving.try_recv() {
                Ok((name, data)) => ctx.add_font(last_resort(&name, data)),
                Err(end) => break end == TryRecvError::Disconnected,
            }
        }
    };
    if done {
        search.arriving = None;
    }
    Ok(())
}

/// A face for the letters that no other face of a family has.
fn last_resort(name: &str, data: FontData) -> FontInsert {
    let behind = |family| InsertFontFamily { family, priority: FontPriority::Lowest };
    FontInsert::new(name, data, Face::families().map(behind).collect())
}
