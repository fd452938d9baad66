//! `host`: serves a class, without a window.

use std::net::Ipv4Addr;
use std::path::{Path, PathBuf};

use super::answer::{Failure, open_scenario, say_err, say_text};
use super::usage::whole;
use crate::classroom::keys::Token;
use crate::classroom::lesson::{Length, Timetable};
use crate::classroom::record::{self, RecordError};
use crate::classroom::server::{Where, serve};
use crate::classroom::session::{MOST_TABLES, Plan, Session, SessionError, TakenUp};
use crate::scenario::Scenario;
use crate::shown::at_shell;
use crate::system;
use crate::words::Words;

/// Serves a class: students join with any browser, and the teacher leads the lesson.
#[derive(Debug, clap::Args)]
pub(super) struct HostArgs {
    /// The scenario: a name from `list`, or the path of a folder or a zip.
    scenario: String,
    /// The address to listen on; by default the one that a class is likeliest to reach.
    #[arg(long, value_name = "ADDR")]
    bind: Option<Ipv4Addr>,
    /// The port; a further one if it is taken.
    #[arg(long, value_name = "P", default_value_t = 8080)]
    port: u16,
    /// The number of games that are played beside each other.
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = whole(1, MOST_TABLES))]
    tables: u8,
    /// The minutes of the lesson, or 2x45 for two lessons with a break between; without them it
    /// has no bell.
    #[arg(long, value_name = "M")]
    minutes: Option<Length>,
    /// The seed of chance at the first table; each further one has the next.
    #[arg(long, default_value_t = 1, value_parser = whole(0, u64::MAX))]
    seed: u64,
    /// Keeps the class in this folder; goes on with the class that is kept there already.
    #[arg(long, value_name = "DIR")]
    journal: Option<PathBuf>,
    /// Stand-ins hold all seats: from the console one goes through a whole lesson in two
    /// minutes, and nothing is kept.
    #[arg(long)]
    rehearse: bool,
}

pub(super) fn host(words: &Words, call: &HostArgs) -> Result<(), Failure> {
    let scenario = open_scenario(&call.scenario)?;
    let timetable = call.minutes.map_or_else(Timetable::default, Length::timetable);
    let plan = Plan { tables: call.tables, seed: call.seed, timetable, rehearsing: call.rehearse };
    let folder = match (&call.journal, call.rehearse) {
        (_, true) => None,
        (Some(folder), _) => Some(folder.clone()),
        (None, _) => Some(record::unused_folder(&scenario.head.id).ok_or_else(no_place)?),
    };
    let (session, teacher, at) = match &folder {
        Some(folder) if record::path_in(folder).exists() => {
            let (session, teacher, taken_up) = again(words, &scenario, folder)?;
            (session, teacher, taken_up.at)
        }
        _ => {
            let begun = Session::begin(words, &scenario, &plan, folder.as_deref());
            let (session, teacher) = begun.map_err(|error| failure(&error))?;
            (session, teacher, 0)
        }
    };
    let code = session.code().to_owned();
    let at_where = Where { bind: call.bind, port: call.port };
    let served = serve(session, at, at_where).map_err(|error| unserved(call, &error))?;
    tell(words, &served.door(), &code, &teacher);
    if let Some(folder) = &folder {
        let call = format!("status-quo host {} --journal {}", call.scenario, at_shell(folder));
        say_text(&words.say_with("class-ends", &[("call", call.into())]));
    }
    served.wait();
    Ok(())
}

fn no_place() -> Failure {
    let why = "the system names no place to keep a class; name one with --journal DIR";
    Failure::Message(why.to_owned())
}

fn again(
    words: &Words,
    scenario: &std::sync::Arc<Scenario>,
    folder: &Path,
) -> Result<(Session, Token, TakenUp), Failure> {
    let read = record::read(folder).map_err(|error| failure(&error.into()))?;
    let edition = scenario.edition();
    if read.header.scenario != edition.id {
        return Err(Failure::Message(format!(
            "the class in `{}` plays `{}`, not `{}`",
            folder.display(),
            read.header.scenario,
            edition.id
        )));
    }
    if read.header.content != edition.content {
        say_err(&format!(
            "the scenario has changed since this class began (it was version {}); as long as all its decisions still fit, it goes on",
            read.header.version
        ));
    }
    let (session, teacher, taken_up) =
        Session::take_up(words, scenario, folder).map_err(|error| failure(&error))?;
    say_text(&words.say_with("class-taken-up", &[("events", taken_up.events.into())]));
    if taken_up.lost > 0 {
        say_err(&words.say_with("class-taken-up-lost", &[("lost", taken_up.lost.into())]));
    }
    Ok((session, teacher, taken_up))
}

/// Says where the class joins, where the console is, and what the projector shows.
fn tell(words: &Words, door: &crate::classroom::server::Door, code: &str, teacher: &Token) {
    let join = [("address", door.address().into()), ("code", code.into())];
    say_text(&words.say_with("class-at", &join));
    let console = door.console(teacher.digits());
    say_text(&words.say_with("class-console-at", &[("address", console.into())]));
    let projector = format!("{}projector", door.address());
    say_text(&words.say_with("class-projector-at", &[("address", projector.into())]));
}

fn unserved(call: &HostArgs, error: &std::io::Error) -> Failure {
    let port = call.port;
    Failure::Message(match error.kind() {
        std::io::ErrorKind::AddrInUse => {
            format!("the port {port} and those after it are taken; name a free one with --port")
        }
        std::io::ErrorKind::AddrNotAvailable => {
            "this machine does not have the address that --bind names".to_owned()
        }
        std::io::ErrorKind::PermissionDenied => {
            format!("the system does not let this program have port {port}; name one above 1023")
        }
        _ => format!("no class can be served: {}", system::words(error)),
    })
}

/// Why a class cannot be begun or gone on with.
fn failure(error: &SessionError) -> Failure {
    Failure::Message(match error {
        SessionError::Record(RecordError::Io(path, error)) => {
            let why = if error.kind() == std::io::ErrorKind::ResourceBusy {
                "another game has it open".to_owned()
            } else {
                system::words(error)
            };
            format!("the record of the class, `{}`, cannot be used: {why}", path.display())
        }
        SessionError::Record(RecordError::NotARecord(path)) => {
            format!("`{}` is no record of a class", path.display())
        }
        SessionError::Record(RecordError::TooNew(path, format)) => format!(
            "`{}` was written by a later version of the game (format {format})",
            path.display()
        ),
        SessionError::Record(RecordError::Changed(path, line)) => format!(
            "`{}` was changed or damaged at line {line}; what stands before it is whole: cut the file there to go on from it",
            path.display()
        ),
        SessionError::NotWritten => {
            "the record of the class cannot be written; is the disk full?".to_owned()
        }
        SessionError::NoChance(error) => {
            format!("the system gives no random numbers: {}", system::words(error))
        }
        SessionError::Misfit(line, why) => {
            format!("the scenario no longer fits this class: line {line} of its record {why}")
        }
    })
}
