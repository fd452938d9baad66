//! The live link: a stream that says when a page is no longer what it was.
//!
//! It carries no content: the page asks for what is new, by the same way as a page whose
//! stream does not come through and that asks every few seconds. A visible beat every ten
//! seconds lets a page know that its stream is dead.

use core::convert::Infallible;
use std::sync::{Arc, PoisonError};
use std::time::Duration;

use axum::response::sse::{Event, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream::unfold;
use tokio::sync::watch;
use tokio::time::{Interval, interval};

use super::app::App;
use crate::classroom::ids::{MemberId, Place};
use crate::classroom::session::Revisions;
use crate::classroom::wire::WIRE;

/// How often a stream says that it lives.
const BEAT: Duration = Duration::from_secs(10);

/// How long a teacher's and a projector's page rest between two looks at who is there.
const LOOK: Duration = Duration::from_secs(2);

/// What a stream follows.
#[derive(Clone, Copy, Debug)]
pub(super) enum Follows {
    /// What a seat sees.
    Seat(Place),
    /// All that happens.
    All,
}

impl Follows {
    fn revision(self, revisions: &Revisions) -> u64 {
        match self {
            Self::Seat(place) => revisions.seats[place.table.index()][place.seat.index()],
            Self::All => revisions.newest,
        }
    }
}

/// A stream that is open.
struct Stream {
    follows: Follows,
    revisions: watch::Receiver<Revisions>,
    /// The number of the newest stream of its member, and its own.
    newest: Option<(watch::Receiver<u64>, u64)>,
    beat: Interval,
    look: Interval,
    seen: u64,
    ended: bool,
}

/// The stream of a page. Of a member only the newest goes on.
pub(super) fn stream(app: &Arc<App>, member: Option<MemberId>, follows: Follows) -> Response {
    let newest = member.map(|member| {
        let mut streams = app.streams.lock().unwrap_or_else(PoisonError::into_inner);
        let sender = streams.entry(member).or_insert_with(|| watch::channel(0).0);
        sender.send_modify(|number| *number += 1);
        let number = *sender.borrow();
        (sender.subscribe(), number)
    });
    let stream = Stream {
        follows,
        revisions: app.host.revisions(),
        newest,
        beat: interval(BEAT),
        look: interval(LOOK),
        seen: 0,
        ended: false,
    };
    let events = unfold(stream, |mut stream| async move {
        let event = stream.next().await?;
        Some((Ok::<_, Infallible>(event), stream))
    });
    Sse::new(events).into_response()
}

impl Stream {
    async fn next(&mut self) -> Option<Event> {
        if self.ended {
            return None;
        }
        loop {
            let revision = self.follows.revision(&self.revisions.borrow_and_update());
            if revision != self.seen {
                self.seen = revision;
                return Some(says("changed", revision));
            }
            let all = matches!(self.follows, Follows::All);
            tokio::select! {
                changed = self.revisions.changed() => changed.ok()?,
                () = overtaken(&mut self.newest) => {
                    self.ended = true;
                    return Some(says("elsewhere", self.seen));
                }
                _ = self.beat.tick() => return Some(says("beat", self.seen)),
                // Who comes and goes changes no revision.
                _ = self.look.tick(), if all => return Some(says("changed", self.seen)),
            }
        }
    }
}

/// Ends when a newer stream of the same member was opened.
async fn overtaken(newest: &mut Option<(watch::Receiver<u64>, u64)>) {
    let Some((newest, own)) = newest else { return core::future::pending().await };
    let own = *own;
    if newest.wait_for(|number| *number != own).await.is_err() {
        core::future::pending::<()>().await;
    }
}

fn says(name: &str, revision: u64) -> Event {
    Event::default()
        .event(name)
        .id(revision.to_string())
        .data(format!("{{\"v\":{WIRE},\"rev\":{revision}}}"))
}
