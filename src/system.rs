//! What the operating system refuses, in the game's own words; and threads, as many as
//! the system gives.
//!
//! The system's words ("os error 30") say little to a player, and other languages and
//! systems have others. Here each kind of error has its words, with what to do where
//! something can be done; they follow on a colon. No path is named here: who calls knows
//! it.

use std::fs::File;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// Opens a new file in a folder under the first of the names that `name` gives for 1, 2, ...;
/// the folder is made if it is not there.
///
/// # Errors
/// If no file can be made there.
pub fn create_first_free(
    folder: &Path,
    name: impl Fn(u32) -> String,
) -> io::Result<(File, PathBuf)> {
    std::fs::create_dir_all(folder)?;
    let mut number = 1;
    loop {
        let path = folder.join(name(number));
        match File::create_new(&path) {
            Ok(file) => return Ok((file, path)),
            Err(why) if why.kind() == ErrorKind::AlreadyExists => number += 1,
            Err(why) => return Err(why),
        }
    }
}

/// Why something could not be read.
#[must_use]
pub fn unread(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::PermissionDenied => "you may not read it; change its permissions".to_owned(),
        ErrorKind::IsADirectory => "it is a folder, and a file is wanted".to_owned(),
        ErrorKind::InvalidData => "it is not text in UTF-8; save it as such".to_owned(),
        _ => either_way(error),
    }
}

/// Why something could not be written.
#[must_use]
pub fn unwritten(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::PermissionDenied => {
            "you may not write there; change the permissions, or name another place".to_owned()
        }
        ErrorKind::NotFound => "the folder is not there, or takes no files".to_owned(),
        ErrorKind::IsADirectory => "it is a folder; name a file".to_owned(),
        ErrorKind::AlreadyExists => "there is something of that name already".to_owned(),
        _ => either_way(error),
    }
}

/// The words that are the same for reading and writing.
fn either_way(error: &io::Error) -> String {
    let words = match error.kind() {
        ErrorKind::NotFound => "there is no such file or folder",
        ErrorKind::NotADirectory => "it is no folder, or something on the way to it is none",
        ErrorKind::DirectoryNotEmpty => "it is not empty",
        ErrorKind::ReadOnlyFilesystem => "that disk can only be read, not written to",
        ErrorKind::StorageFull => "no space left on the device",
        ErrorKind::QuotaExceeded => "your share of the disk is used up",
        ErrorKind::FileTooLarge => "it would be larger than a file may be here",
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy | ErrorKind::Deadlock => {
            "another program is using it"
        }
        ErrorKind::InvalidFilename => "its name is too long, or not allowed here",
        ErrorKind::CrossesDevices => "it lies on another disk",
        ErrorKind::TooManyLinks => "too many links lead to it",
        ErrorKind::UnexpectedEof => "it ends too early",
        ErrorKind::WriteZero => "nothing more could be written",
        ErrorKind::OutOfMemory => "the system has no memory left for it; close other programs",
        ErrorKind::WouldBlock => "the system gives no more of what it takes; close other programs",
        ErrorKind::BrokenPipe => "nobody reads it any more",
        ErrorKind::TimedOut => "it took too long to answer",
        ErrorKind::StaleNetworkFileHandle
        | ErrorKind::NetworkDown
        | ErrorKind::NetworkUnreachable
        | ErrorKind::HostUnreachable => "the drive on the network does not answer",
        ErrorKind::Unsupported => "that cannot be done with it on this system",
        _ => return by_number(error),
    };
    words.to_owned()
}

/// The words for errors that have no kind of their own.
fn by_number(error: &io::Error) -> String {
    // An error of our own comes with its words.
    if let Some(own) = error.get_ref() {
        return own.to_string();
    }
    let words = match error.raw_os_error() {
        #[cfg(unix)]
        Some(5) => "the device reports a fault",
        #[cfg(unix)]
        Some(23 | 24) => "too many files are open; close other programs, or raise the limit",
        #[cfg(target_os = "linux")]
        Some(40) => "links on the way to it lead round in a circle",
        #[cfg(windows)]
        Some(4) => "too many files are open; close other programs",
        Some(number) => return format!("the system refuses it (its error {number})"),
        None => "the system refuses it",
    };
    words.to_owned()
}

/// An output could not be written.
#[derive(Debug, thiserror::Error)]
#[error("the output could not be written: {}", unwritten(.0))]
pub struct Unwritten(io::Error);

impl Unwritten {
    /// An error of writing that says what it is; its kind stays the same.
    #[must_use]
    pub fn error(error: io::Error) -> io::Error {
        match error.get_ref() {
            Some(inner) if inner.is::<Self>() => error,
            _ => io::Error::new(error.kind(), Self(error)),
        }
    }
}

/// An input could not be read.
#[derive(Debug, thiserror::Error)]
#[error("what is typed could not be read: {}", unread(.0))]
pub struct Unread(io::Error);

impl Unread {
    /// An error of reading that says what it is; its kind stays the same.
    #[must_use]
    pub fn error(error: io::Error) -> io::Error {
        io::Error::new(error.kind(), Self(error))
    }
}

/// An error in words: our own, if it comes with them, else those for what was done.
#[must_use]
pub fn words(error: &io::Error) -> String {
    match error.get_ref() {
        Some(own) => own.to_string(),
        None => either_way(error),
    }
}

/// Does the same work on up to `wanted` threads, this one among them, and answers what
/// each brought. If the system does not give that many, it is done on fewer; there is
/// always this one.
pub fn on_threads<T: Send>(wanted: usize, work: impl Fn() -> T + Sync) -> Vec<T> {
    // Nobody begins before it is clear how many there are: where the system refused one
    // more, or memory is short, some of those that came go home again.
    let kept = Mutex::new(0);
    let (kept, work) = (&kept, &work);
    std::thread::scope(|scope| {
        let mut count = kept.lock().unwrap_or_else(PoisonError::into_inner);
        let mut others = Vec::new();
        for number in 1..wanted {
            let wait = move || {
                let stays = number <= *kept.lock().unwrap_or_else(PoisonError::into_inner);
                stays.then(work)
            };
            match std::thread::Builder::new().spawn_scoped(scope, wait) {
                Ok(thread) => others.push(thread),
                Err(_) => break,
            }
        }
        let short = others.len() + 1 < wanted;
        *count = if short { others.len() / 2 } else { others.len() };
        while *count > 0 && !has_room_for(*count) {
            *count /= 2;
        }
        let surplus = others.split_off(*count);
        drop(count);
        for thread in surplus {
            let _ = thread.join();
        }
        let mut brought = vec![work()];
        let joined = others.into_iter().map(|thread| thread.join().expect("the work never panics"));
        brought.extend(joined.flatten());
        brought
    })
}

/// Whether there is memory for so many threads to work with.
fn has_room_for(threads: usize) -> bool {
    /// What the allocators of common systems set aside for a thread, in bytes.
    const EACH: usize = 64 << 20;
    threads.checked_mul(EACH).is_some_and(|all| Vec::<u8>::new().try_reserve_exact(all).is_ok())
}

/// Does some work beside what goes on; if the system gives no thread for it, it is done
/// at once, before this returns. For work that comes to an end.
pub fn beside(work: impl FnOnce() + Send + 'static) {
    let work = Arc::new(Mutex::new(Some(work)));
    let theirs = Arc::clone(&work);
    let take = |work: &Mutex<Option<_>>| work.lock().unwrap_or_else(PoisonError::into_inner).take();
    let begun = std::thread::Builder::new().spawn(move || {
        if let Some(work) = take(&theirs) {
            work();
        }
    });
    if begun.is_err()
        && let Some(work) = take(&work)
    {
        work();
    }
}

/// Whether the system still gives so many threads at once. For libraries that begin
/// threads of their own and know no way but a panic to say that they got none.
///
/// # Errors
/// The system's refusal.
pub fn gives_threads(wanted: usize) -> io::Result<()> {
    let gate = Mutex::new(());
    std::thread::scope(|scope| {
        let closed = gate.lock();
        let wait = || drop(gate.lock());
        let begun = (0..wanted)
            .try_for_each(|_| std::thread::Builder::new().spawn_scoped(scope, wait).map(drop));
        drop(closed);
        begun
    })
}
