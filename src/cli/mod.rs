//! The command line: subcommands, exit status, where output goes.
//!
//! Exit status 0 is good, 1 is a finding or a failure, 2 a call that is off.
//! Structured output goes to stdout, messages to stderr. No rule is here.

mod add;
mod ahead;
mod answer;
mod backtest;
mod baseline;
mod campaigncheck;
mod check;
mod debrief;
mod evidence;
mod export;
mod games;
#[cfg(feature = "classroom")]
mod host;
mod list;
mod negotiate;
mod new;
mod plancheck;
mod play;
mod playcheck;
mod progress;
mod rename;
mod replay;
mod resume;
mod sensitivity;
mod session;
mod sheets;
mod simulate;
mod usage;
mod whatif;
mod workbench;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use answer::{Failure, Format, lost, note, say_err};
use clap::{Parser, Subcommand};

use crate::words::Words;

/// A diplomatic simulation of Northeast Asia, 1907-1946, laid beside the documented record.
///
/// Without a subcommand the game opens in a window; where there is no display it
/// runs in the terminal.
#[derive(Debug, Parser)]
#[command(name = "status-quo", version, max_term_width = 100)]
struct Call {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Plays a scenario.
    Play(play::Play),
    /// Goes on with a game from its journal.
    Resume(resume::Resume),
    /// Plays a journal again and prints the final state hash.
    Replay {
        /// The journal.
        journal: PathBuf,
        /// How to print.
        #[arg(long, value_enum, default_value_t)]
        format: Format,
        /// The scenario's folder, if it is not in the library.
        #[arg(long, value_name = "PATH")]
        scenario: Option<String>,
    },
    /// Lists the scenarios there are, with seats and years; or the games that were played.
    List {
        /// Lists the games that are kept and can be gone on with, the one played last first.
        #[arg(long)]
        games: bool,
        /// How to print.
        #[arg(long, value_enum, default_value_t)]
        format: Format,
    },
    /// Writes a small whole scenario, with remarks, to begin with.
    New(new::New),
    /// Adds the skeleton of a seat or an item to a pack, fitted to what is there.
    Add(add::Add),
    /// Gives something in a pack another id, in all its files.
    Rename(rename::Rename),
    /// Checks packs and says what is wrong and where.
    Check(check::Check),
    /// Says what the code of a finding means, with a wrong and a right example.
    Explain {
        /// The code, as in `error[no-source]`; all codes are listed if it is left out.
        code: Option<String>,
    },
    /// Opens a pack on the workbench: its text with what is wrong, agenda, numbers and trials.
    Workbench(workbench::WorkbenchArgs),
    /// Serves an editor that speaks the language server protocol, over stdin and stdout.
    Lsp,
    /// Serves a class: students join with any browser.
    #[cfg(feature = "classroom")]
    Host(host::HostArgs),
    /// Writes pages to print: one for each seat, and a summary for the teacher.
    Sheets(sheets::Sheets),
    /// Plays a scenario many times and counts what it comes to.
    Simulate(simulate::Simulate),
    /// Plays a game on many times from one of its decisions, and says what tends to follow.
    Ahead(ahead::AheadArgs),
    /// Says what other answers would have changed in a game that was played.
    WhatIf(whatif::WhatIfArgs),
    /// Lays out the debrief of a game that was played, as text or as a page to print.
    Debrief(debrief::DebriefArgs),
    /// Says how probable the model finds what is documented.
    Backtest(backtest::BacktestArgs),
    /// Adds up the parts of a simulation that was played on several machines.
    Merge(simulate::Merge),
    /// Says on which numbers the outcomes of a scenario rest.
    Sensitivity(sensitivity::SensitivityArgs),
    /// Says how far a scenario can be trusted: its sources, and what its outcomes rest on.
    Evidence(evidence::EvidenceArgs),
    /// Lets parties negotiate over a domain in the layout of `NegMAS`.
    Negotiate(negotiate::Negotiate),
    /// Writes a conference as a negotiation domain in the layout of `NegMAS`.
    ExportNegmas(export::Export),
}

/// Runs a call and answers its exit status.
#[must_use]
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let call = match Call::try_parse_from(args) {
        Ok(call) => call,
        Err(error) if error.use_stderr() => {
            say_err(&format!("status-quo: {}", usage::sentence(&error)));
            return ExitCode::from(2);
        }
        // Help, and the version.
        Err(asked) => {
            note(asked.print());
            return ended(Ok(()));
        }
    };
    #[cfg(feature = "desktop")]
    let opens = |command: &Command| {
        matches!(command, Command::Play(_) | Command::Resume(_) | Command::Workbench(_))
    };
    // If that fails, the window itself says that nobody answers.
    #[cfg(feature = "desktop")]
    if call.command.as_ref().is_none_or(opens) {
        let _ = crate::desktop::without_stale_wayland();
    }
    explain_panics();
    ended(carry_out(call))
}

/// Carries a call out.
fn carry_out(call: Call) -> Result<(), Failure> {
    let words = Words::english();
    match call.command {
        None => play::open_game(&words),
        Some(Command::Play(call)) => play::play(&words, &call),
        Some(Command::Resume(call)) => resume::resume(&words, &call),
        Some(Command::Replay { journal, format, scenario }) => {
            replay::replay(&words, &journal, format, scenario.as_deref())
        }
        Some(Command::List { games: true, format }) => games::list(&words, format),
        Some(Command::List { games: false, format }) => list::list(format),
        Some(Command::New(call)) => new::new(&call),
        Some(Command::Add(call)) => add::add(&call),
        Some(Command::Rename(call)) => rename::rename(&call),
        Some(Command::Check(call)) => check::check(&words, &call),
        Some(Command::Explain { code }) => check::explain(code.as_deref()),
        Some(Command::Workbench(call)) => workbench::workbench(&words, &call),
        Some(Command::Lsp) => crate::lsp::serve_stdio().map_err(Failure::from),
        #[cfg(feature = "classroom")]
        Some(Command::Host(call)) => host::host(&words, &call),
        Some(Command::Sheets(call)) => sheets::sheets(&words, &call),
        Some(Command::Simulate(call)) => simulate::simulate(&words, &call),
        Some(Command::Ahead(call)) => ahead::ahead(&words, &call),
        Some(Command::WhatIf(call)) => whatif::what_if(&words, &call),
        Some(Command::Debrief(call)) => debrief::debrief(&words, &call),
        Some(Command::Backtest(call)) => backtest::backtest(&words, &call),
        Some(Command::Merge(call)) => simulate::merge(&call),
        Some(Command::Sensitivity(call)) => sensitivity::run(&call),
        Some(Command::Evidence(call)) => evidence::evidence(&words, &call),
        Some(Command::ExportNegmas(call)) => export::export(&call),
        Some(Command::Negotiate(call)) => negotiate::negotiate(&call),
    }
}

/// The exit status of a call, after all that is left to say was said.
fn ended(result: Result<(), Failure>) -> ExitCode {
    let status = match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure::Message(text)) => {
            say_err(&format!("status-quo: {text}"));
            ExitCode::FAILURE
        }
        Err(Failure::Usage(text)) => {
            say_err(&format!("status-quo: {text}"));
            ExitCode::from(2)
        }
        Err(Failure::Said) => ExitCode::FAILURE,
    };
    // Whoever asked for something and did not get it must be able to tell.
    match lost() {
        Some(why) => {
            say_err(&format!("status-quo: {why}"));
            ExitCode::FAILURE
        }
        None => status,
    }
}

/// A fault of the program is told in a sentence; its own words are for its authors, and
/// come along where `RUST_BACKTRACE` asks for them.
fn explain_panics() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        let at = panic.location().map(ToString::to_string).unwrap_or_default();
        let what = panic.payload_as_str().unwrap_or("no reason given");
        say_err(&format!(
            "status-quo: stopped by a fault in the program itself; what was decided in a game is in its journal. Please report this: {what} ({at})"
        ));
        if std::env::var_os("RUST_BACKTRACE").is_some() {
            usual(panic);
        }
        std::process::exit(1);
    }));
}
