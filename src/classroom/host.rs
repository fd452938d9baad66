//! The threads behind a class: one holds the session, one waits for the disk.
//!
//! Whoever wants something of the session sends a job over a bounded channel and waits for
//! the answer. A job that wrote to the record is answered when the disk has it; jobs that
//! come meanwhile are played, and share the next wait. So what is acknowledged is kept, and
//! the disk holds nobody up.

use core::cell::Cell;
use std::collections::BTreeMap;
use std::fs::File;
use std::io;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TryRecvError, TrySendError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use tokio::sync::{oneshot, watch};

use super::ids::Place;
use super::lesson::{Moment, Stage};
use super::record::Record;
use super::session::{Revisions, Session};
use crate::view::{ConferenceView, SeatView};

/// How many jobs may wait.
const MOST_WAITING: usize = 1024;

/// How many jobs are done before those who watch are told.
const MOST_AT_ONCE: usize = 64;

/// How often time passes for the session.
const TICK: Duration = Duration::from_millis(200);

/// What a seat reads, built once for all its members.
#[derive(Debug)]
pub struct Papers {
    /// What it knows.
    pub view: SeatView,
    /// The conference at which it sits.
    pub table: Option<ConferenceView>,
}

/// The session, and what was built for its pages.
pub struct Desk {
    /// The session.
    pub session: Session,
    papers: BTreeMap<Place, (u64, Arc<Papers>)>,
}

impl Desk {
    /// What a seat reads now.
    pub fn papers(&mut self, place: Place) -> Arc<Papers> {
        let rev = self.session.revisions().seats[place.table.index()][place.seat.index()];
        match self.papers.get(&place) {
            Some((of, papers)) if *of == rev => Arc::clone(papers),
            _ => {
                let view = self.session.seat_view(place);
                let table = self.session.conference_view(place);
                let papers = Arc::new(Papers { view, table });
                self.papers.insert(place, (rev, Arc::clone(&papers)));
                papers
            }
        }
    }
}

/// A job for the thread that holds the session.
/// Answers what is to be told when the disk has what was written; none, if it was told.
type Job = Box<dyn FnOnce(&mut Desk, Moment) -> Option<Reply> + Send>;

/// The answer of a job; it is told whether the disk has what was written.
type Reply = Box<dyn FnOnce(Result<(), Arc<io::Error>>) + Send>;

/// The reason why a job was not done.
#[derive(Clone, Debug)]
pub enum NotDone {
    /// Too many wait already.
    Busy,
    /// The class has ended.
    Ended,
    /// It was done, and the disk does not take it.
    NotKept(Arc<io::Error>),
}

/// A handle to the thread that holds the session. Copies go to the same one.
#[derive(Clone)]
pub struct Host {
    jobs: SyncSender<Job>,
    revisions: watch::Receiver<Revisions>,
}

impl Host {
    /// Starts the threads of a class. `at` is the moment at which it stands. The thread ends
    /// when the last handle is gone, and answers the session.
    ///
    /// # Errors
    /// If the record cannot be waited for.
    pub fn start(session: Session, at: Moment) -> io::Result<(Self, JoinHandle<Session>)> {
        let (jobs, waiting) = std::sync::mpsc::sync_channel(MOST_WAITING);
        let (publish, revisions) = watch::channel(session.revisions().clone());
        let file = session.record().map(Record::handle).transpose()?;
        let keeper = file.map(Disk::start);
        let thread = std::thread::Builder::new().name("class".to_owned()).spawn(move || {
            let desk = Desk { session, papers: BTreeMap::new() };
            hold(desk, &waiting, &publish, keeper, LessonTime::from(at))
        })?;
        Ok((Self { jobs, revisions }, thread))
    }

    /// Has something done to the session. What `job` answers comes when the disk has all that
    /// was written so far.
    ///
    /// # Errors
    /// If too many wait, the class has ended, or the disk does not take it.
    pub async fn act<T: Send + 'static>(
        &self,
        job: impl FnOnce(&mut Desk, Moment) -> T + Send + 'static,
    ) -> Result<T, NotDone> {
        self.send(job, true).await
    }

    /// Reads something of the session.
    ///
    /// # Errors
    /// If too many wait, or the class has ended.
    pub async fn read<T: Send + 'static>(
        &self,
        job: impl FnOnce(&mut Desk, Moment) -> T + Send + 'static,
    ) -> Result<T, NotDone> {
        self.send(job, false).await
    }

    async fn send<T: Send + 'static>(
        &self,
        job: impl FnOnce(&mut Desk, Moment) -> T + Send + 'static,
        kept: bool,
    ) -> Result<T, NotDone> {
        self.post(job, kept)?.await.map_err(|_| NotDone::Ended)?.map_err(NotDone::NotKept)
    }

    /// Hands a job over; its answer comes later.
    fn post<T: Send + 'static>(
        &self,
        job: impl FnOnce(&mut Desk, Moment) -> T + Send + 'static,
        kept: bool,
    ) -> Result<oneshot::Receiver<Result<T, Arc<io::Error>>>, NotDone> {
        let (answer, answered) = oneshot::channel();
        let job: Job = Box::new(move |desk, now| {
            let result = job(desk, now);
            // Who no longer waits has gone away.
            if kept {
                return Some(Box::new(move |written: Result<(), Arc<io::Error>>| {
                    let _ = answer.send(written.map(|()| result));
                }));
            }
            let _ = answer.send(Ok(result));
            None
        });
        self.jobs.try_send(job).map_err(|error| match error {
            TrySendError::Full(_) => NotDone::Busy,
            TrySendError::Disconnected(_) => NotDone::Ended,
        })?;
        Ok(answered)
    }

    /// As [`Host::act`], for a thread that may wait.
    ///
    /// # Errors
    /// As [`Host::act`].
    ///
    /// # Panics
    /// If it is called by the server, which may not wait.
    pub fn wait<T: Send + 'static>(
        &self,
        job: impl FnOnce(&mut Desk, Moment) -> T + Send + 'static,
    ) -> Result<T, NotDone> {
        self.post(job, true)?.blocking_recv().map_err(|_| NotDone::Ended)?.map_err(NotDone::NotKept)
    }

    /// As [`Host::read`], for a thread that may wait.
    ///
    /// # Errors
    /// As [`Host::read`].
    ///
    /// # Panics
    /// If it is called by the server, which may not wait.
    pub fn peek<T: Send + 'static>(
        &self,
        job: impl FnOnce(&mut Desk, Moment) -> T + Send + 'static,
    ) -> Result<T, NotDone> {
        self.post(job, false)?
            .blocking_recv()
            .map_err(|_| NotDone::Ended)?
            .map_err(NotDone::NotKept)
    }

    /// What has changed when; it wakes who waits for it.
    #[must_use]
    pub fn revisions(&self) -> watch::Receiver<Revisions> {
        self.revisions.clone()
    }
}

/// A gap between two looks at the clock after which the machine was asleep: the thread looks
/// several times a second.
const ASLEEP: Duration = Duration::from_secs(10);

/// The time of a lesson: it goes on from where it stood, and not while the machine sleeps.
/// The clocks of some systems go on then.
struct LessonTime {
    base: Moment,
    started: Instant,
    /// When the clock was looked at last.
    looked: Cell<Duration>,
    /// How long the machine was asleep.
    slept: Cell<Duration>,
}

impl LessonTime {
    #[expect(clippy::disallowed_methods, reason = "a lesson has a clock; no game reads it")]
    fn from(base: Moment) -> Self {
        Self { base, started: Instant::now(), looked: Cell::default(), slept: Cell::default() }
    }

    fn now(&self) -> Moment {
        let elapsed = self.started.elapsed();
        let gap = elapsed.saturating_sub(self.looked.replace(elapsed));
        if gap > ASLEEP {
            self.slept.set(self.slept.get() + gap);
        }
        let awake = elapsed.saturating_sub(self.slept.get());
        self.base + u64::try_from(awake.as_millis()).unwrap_or(u64::MAX)
    }
}

/// Does the jobs of a class until nobody is left to send one; answers the session.
fn hold(
    mut desk: Desk,
    waiting: &Receiver<Job>,
    publish: &watch::Sender<Revisions>,
    keeper: Option<Disk>,
    time: LessonTime,
) -> Session {
    let mut published = 0;
    let mut next_tick = Duration::ZERO;
    loop {
        let mut replies: Vec<Reply> = Vec::new();
        let mut n_done = 1;
        let elapsed = time.started.elapsed();
        match waiting.recv_timeout(next_tick.saturating_sub(elapsed)) {
            Ok(job) => replies.extend(job(&mut desk, time.now())),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => break,
        }
        while n_done < MOST_AT_ONCE {
            n_done += 1;
            match waiting.try_recv() {
                Ok(job) => replies.extend(job(&mut desk, time.now())),
                Err(TryRecvError::Empty | TryRecvError::Disconnected) => break,
            }
        }
        if time.started.elapsed() >= next_tick {
            let happened = match desk.session.tick(time.now()) {
                Ok(happened) => happened,
                Err(why) => {
                    let why = super::session::refused_words(desk.session.words(), &why);
                    desk.session.notify_teacher(why);
                    false
                }
            };
            // Games that are played to their end after the bell are not waited for.
            let rest = if happened && desk.session.stage() == Stage::Debriefing {
                Duration::ZERO
            } else {
                TICK
            };
            next_tick = time.started.elapsed() + rest;
        }
        match &keeper {
            Some(keeper) => keeper.answer(replies),
            None => replies.into_iter().for_each(|reply| reply(Ok(()))),
        }
        if desk.session.revisions().newest != published {
            published = desk.session.revisions().newest;
            publish.send_replace(desk.session.revisions().clone());
        }
    }
    if let Some(keeper) = keeper {
        keeper.end();
    }
    desk.session
}

/// The thread that waits for the disk.
struct Disk {
    replies: std::sync::mpsc::Sender<Vec<Reply>>,
    thread: JoinHandle<()>,
}

impl Disk {
    fn start(file: File) -> Self {
        let (replies, waiting) = std::sync::mpsc::channel::<Vec<Reply>>();
        let thread = std::thread::spawn(move || {
            // After a failure it is not known what the disk has, even if it takes more.
            let mut failed: Option<Arc<io::Error>> = None;
            while let Ok(mut all) = waiting.recv() {
                while let Ok(more) = waiting.try_recv() {
                    all.extend(more);
                }
                if let (None, Err(error)) = (&failed, file.sync_data()) {
                    failed = Some(Arc::new(error));
                }
                let kept = failed.clone().map_or(Ok(()), Err);
                for reply in all {
                    reply(kept.clone());
                }
            }
        });
        Self { replies, thread }
    }

    fn answer(&self, replies: Vec<Reply>) {
        if !replies.is_empty() {
            let _ = self.replies.send(replies);
        }
    }

    fn end(self) {
        drop(self.replies);
        let _ = self.thread.join();
    }
}
