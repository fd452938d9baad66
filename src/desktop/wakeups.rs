//! Frames that are wanted later, and what a screen reader asks for.
//!
//! A window at rest draws nothing. What a page wants drawn after a while is drawn then, by a
//! clock beside the window; without one it would wait for the next key or move of the pointer.

use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use bevy::a11y::{AccessibilityRequested, ActionRequest};
use bevy::prelude::*;
use bevy::window::RequestRedraw;
use bevy::winit::{
    EventLoopProxy, EventLoopProxyWrapper, UpdateMode, WinitSettings, WinitUserEvent,
};
use bevy_egui::{EguiContexts, EguiInput, EguiPreUpdateSet, egui};

/// How often a window looks for what a screen reader asks for.
const LISTEN: Duration = Duration::from_millis(150);

/// How long a window rests at most.
const REST: Duration = Duration::from_mins(10);

pub(super) fn plugin(app: &mut App) {
    app.insert_resource(WinitSettings {
        focused_mode: UpdateMode::reactive(REST),
        unfocused_mode: UpdateMode::reactive_low_power(REST),
    });
    app.add_systems(PreUpdate, set_clock.before(EguiPreUpdateSet::BeginPass))
        .add_systems(Last, listen_to_readers)
        .add_systems(
            PreUpdate,
            hand_on_requests
                .after(EguiPreUpdateSet::ProcessInput)
                .before(EguiPreUpdateSet::BeginPass),
        );
}

/// Looks often for what a screen reader asks for, once there is one: it wakes nobody.
fn listen_to_readers(
    requested: Res<AccessibilityRequested>,
    mut settings: ResMut<WinitSettings>,
    mut listens: Local<bool>,
) {
    if !*listens && requested.get() {
        *listens = true;
        settings.focused_mode = UpdateMode::reactive(LISTEN);
        settings.unfocused_mode = UpdateMode::reactive(LISTEN);
    }
}

/// Hands on what a screen reader asks for; the adapter shows it the page and takes no answer.
fn hand_on_requests(
    mut requests: MessageReader<ActionRequest>,
    mut inputs: Query<&mut EguiInput>,
    mut redraws: MessageWriter<RequestRedraw>,
) {
    for ActionRequest(request) in requests.read() {
        for mut input in &mut inputs {
            input.events.push(egui::Event::AccessKitActionRequest(request.clone()));
        }
        redraws.write(RequestRedraw);
    }
}

/// Has the context of the window tell the clock when it wants to be drawn. The adapter sets a
/// way of its own in the first frames, which knows no clock; it is set anew after that.
fn set_clock(
    mut contexts: EguiContexts,
    proxy: Res<EventLoopProxyWrapper>,
    mut clock: Local<Option<Sender<Instant>>>,
    mut frames: Local<u8>,
) -> Result {
    const SETTLED: u8 = 3;
    if *frames >= SETTLED {
        return Ok(());
    }
    *frames += 1;
    let proxy: EventLoopProxy<WinitUserEvent> = (**proxy).clone();
    let clock = clock.get_or_insert_with(|| {
        let (wanted, moments) = channel();
        let proxy = proxy.clone();
        std::thread::spawn(move || tick(&moments, &proxy));
        wanted
    });
    let clock = clock.clone();
    contexts.ctx_mut()?.set_request_repaint_callback(move |wanted| {
        if wanted.delay.is_zero() {
            let _ = proxy.send_event(WinitUserEvent::WakeUp);
        } else if wanted.delay < REST {
            let _ = clock.send(now() + wanted.delay);
        }
    });
    Ok(())
}

/// Wakes the window at each moment that is wanted; of several the earliest first.
fn tick(moments: &Receiver<Instant>, proxy: &EventLoopProxy<WinitUserEvent>) {
    let mut next: Option<Instant> = None;
    loop {
        let wait = next.map_or(REST, |at| at.saturating_duration_since(now()));
        match moments.recv_timeout(wait) {
            Ok(at) => next = Some(next.map_or(at, |next| next.min(at))),
            Err(RecvTimeoutError::Timeout) => {
                if next.take().is_some() && proxy.send_event(WinitUserEvent::WakeUp).is_err() {
                    return;
                }
            }
            Err(RecvTimeoutError::Disconnected) => return,
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "when a frame is drawn is no part of a game")]
fn now() -> Instant {
    Instant::now()
}
