//! `play`, `resume` and the bare call: the game itself, in a window or as text.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use bevy::ecs::world::World;

use super::answer::{Failure, open_scenario, say_err};
use crate::rules::holders::Holder;
use crate::rules::ids::SeatId;
use crate::scenario::pack::short;
use crate::scenario::testplan::{self, Testplan};
use crate::scenario::{Scenario, library};
use crate::sim::game::Game;
use crate::sim::journal::{self, Header, Journal};
use crate::sim::record::RecordTime;
use crate::terminal::{SessionEnd, Terminal, choose_number};
use crate::view::{
    Views, damage_words, date_words, edition_words, elsewhere_words, journal_error_words,
    misfit_words, no_seat_words, write_error_words,
};
use crate::words::Words;

/// Plays a scenario.
#[derive(Debug, clap::Args)]
pub(super) struct Play {
    /// The scenario: a name from `list`, or the path of a folder or a zip.
    scenario: String,
    /// The seat you take; all four play themselves if left out in a script.
    #[arg(long)]
    seat: Option<String>,
    /// The seed of chance: the same seed and choices give the same history.
    #[arg(long)]
    seed: Option<u64>,
    /// Plays in the terminal, not in a window.
    #[arg(long)]
    terminal: bool,
    /// Plays the lines of a file (`seat: option`); implies --terminal.
    #[arg(long, value_name = "FILE")]
    script: Option<PathBuf>,
    /// Keeps the game in this journal.
    #[arg(long, value_name = "FILE")]
    journal: Option<PathBuf>,
    /// When you read what is documented: after each item, or only in the debrief.
    #[arg(long, value_name = "WHEN", value_enum, default_value_t)]
    record: When,
}

/// When those who play read what is documented, as it is written in a call.
#[derive(Clone, Copy, Debug, Default, clap::ValueEnum)]
enum When {
    /// After each item, as far as it was known by then.
    #[default]
    After,
    /// Only when the game is over.
    Debrief,
}

impl From<When> for RecordTime {
    fn from(when: When) -> Self {
        match when {
            When::After => Self::After,
            When::Debrief => Self::Debrief,
        }
    }
}

/// The seed of a game if the call names none.
const FIRST_SEED: u64 = 1;

/// The bare call: the window, or the terminal where there is no display.
pub(super) fn open_game(words: &Words) -> Result<(), Failure> {
    #[cfg(feature = "desktop")]
    if has_display() {
        return crate::desktop::run(words, crate::desktop::Launch::Title).map_err(Failure::Message);
    }
    say_err(&words.say("term-no-display"));
    let listings = library::list();
    let mut scenarios = Vec::new();
    for listing in listings {
        match listing.open() {
            Ok(scenario) => scenarios.push(Arc::new(scenario)),
            Err(error) => {
                let (place, first) = (&listing.place, error.first());
                say_err(&format!(
                    "`{place}` cannot be played: {first}; see: {}",
                    listing.check_call()
                ));
            }
        }
    }
    if scenarios.is_empty() {
        return Err(Failure::Message(words.say("library-none")));
    }
    let lines: Vec<String> = scenarios
        .iter()
        .zip(1_usize..)
        .map(|(scenario, number)| {
            let years = format!("{}-{}", scenario.head.opens.year, scenario.head.closes.year);
            let args = [
                ("number", number.into()),
                ("title", (&scenario.head.title).into()),
                ("years", years.into()),
            ];
            words.say_with("term-scenario-line", &args)
        })
        .collect();
    let (mut input, mut output) = (std::io::stdin().lock(), std::io::stdout().lock());
    let Some(number) = choose_number(
        &mut input,
        &mut output,
        words,
        &words.say("term-which-scenario"),
        &lines,
        1,
    )?
    else {
        return Ok(());
    };
    let scenario = Arc::clone(&scenarios[number - 1]);
    drop((input, output));
    match ask_seat(words, &scenario)? {
        Seating::Left => Ok(()),
        answer => {
            let beginning = Beginning { seed: FIRST_SEED, ..Beginning::default() };
            text_game(words, &scenario, answer.seat(), &beginning)
        }
    }
}

/// Whether a window can be opened here at all.
#[cfg(all(feature = "desktop", not(target_os = "linux")))]
const fn has_display() -> bool {
    true
}

/// Whether a window can be opened here at all: whether the display that the
/// environment names answers. A name alone is not enough; it outlives the
/// display in an ssh session or a multiplexer.
#[cfg(all(feature = "desktop", target_os = "linux"))]
fn has_display() -> bool {
    use std::os::unix::net::UnixStream;

    let var = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
    let wayland = var("WAYLAND_DISPLAY").is_some_and(|name| {
        let folder = var("XDG_RUNTIME_DIR").unwrap_or_default();
        UnixStream::connect(Path::new(&folder).join(name)).is_ok()
    });
    let x11 = var("DISPLAY").is_some_and(|name| {
        let Some((host, number)) = name.rsplit_once(':') else { return false };
        let number = number.split('.').next().unwrap_or("0");
        // A display on another machine is taken at its word.
        let here = host.is_empty() || host == "unix";
        !here || UnixStream::connect(format!("/tmp/.X11-unix/X{number}")).is_ok()
    });
    wayland || x11
}

/// The player's choice of a seat.
enum Seating {
    /// The player takes this seat.
    At(SeatId),
    /// The player takes no seat, and watches.
    Watching,
    /// Input ended before a choice.
    Left,
}

impl Seating {
    /// The seat that was chosen; none for a watcher or if input ended.
    const fn seat(self) -> Option<SeatId> {
        match self {
            Self::At(seat) => Some(seat),
            Self::Watching | Self::Left => None,
        }
    }
}

/// Asks the player for a seat.
fn ask_seat(words: &Words, scenario: &Scenario) -> Result<Seating, Failure> {
    let lines: Vec<String> = scenario
        .text
        .seats
        .iter()
        .zip(1_usize..)
        .map(|(seat, number)| {
            let leader = scenario.text.leaders.iter().find(|l| l.id == seat.leader.text);
            let (name, office) = leader.map_or(("", ""), |l| (l.name.as_str(), l.office.as_str()));
            let args = [
                ("number", number.into()),
                ("seat", (&seat.name).into()),
                ("leader", name.into()),
                ("office", office.into()),
            ];
            words.say_with("term-seat-line", &args)
        })
        .collect();
    let heading = format!(
        "{} ({} - {})\n{}",
        scenario.head.title,
        date_words(words, scenario.head.opens),
        date_words(words, scenario.head.closes),
        words.say("term-which-seat")
    );
    let (mut input, mut output) = (std::io::stdin().lock(), std::io::stdout().lock());
    let zero: Vec<String> =
        core::iter::once(format!("0. {}", words.say("seats-observe"))).chain(lines).collect();
    let chosen = choose_number(&mut input, &mut output, words, &heading, &zero, 0)?;
    Ok(match chosen {
        None => Seating::Left,
        Some(0) => Seating::Watching,
        Some(number) => Seating::At(SeatId::new(number - 1)),
    })
}

pub(super) fn play(words: &Words, call: &Play) -> Result<(), Failure> {
    let scenario = open_scenario(&call.scenario)?;
    let seat = match &call.seat {
        None => None,
        Some(id) => Some(scenario.seat_by_id(id).ok_or_else(|| unknown_seat(&scenario, id))?),
    };
    let plan = match &call.script {
        None => None,
        Some(path) => {
            let text = std::fs::read_to_string(path).map_err(|e| {
                Failure::Message(format!("the script `{}` cannot be read: {e}", path.display()))
            })?;
            let plan = testplan::read(&text)
                .map_err(|why| Failure::Message(format!("{}: {why}", path.display())))?;
            for seat in plan.seats() {
                if scenario.seat_by_id(seat).is_none() {
                    return Err(unknown_seat(&scenario, seat));
                }
            }
            Some(plan)
        }
    };
    let seed = call.seed.or(plan.as_ref().and_then(|plan| plan.seed)).unwrap_or(FIRST_SEED);
    if let Some(path) = &call.journal
        && path.exists()
    {
        return Err(Failure::Message(format!(
            "there is a file `{}` already; name another journal, or go on with it by `status-quo resume`",
            path.display()
        )));
    }
    #[cfg(feature = "desktop")]
    if !call.terminal && plan.is_none() && has_display() {
        let journal = call.journal.clone();
        let record = call.record.into();
        let launch = crate::desktop::Launch::Play { scenario, seat, seed, journal, record };
        return crate::desktop::run(words, launch).map_err(Failure::Message);
    }
    if !call.terminal && plan.is_none() {
        say_err(&words.say("term-no-display"));
    }
    let seat = match (seat, &plan) {
        (None, None) => match ask_seat(words, &scenario)? {
            Seating::Left => return Ok(()),
            answer => answer.seat(),
        },
        (seat, _) => seat,
    };
    let (plan, journal) = (plan.as_ref(), call.journal.as_deref());
    let beginning = Beginning { seed, plan, journal, record: call.record.into() };
    text_game(words, &scenario, seat, &beginning)
}

fn unknown_seat(scenario: &Scenario, id: &str) -> Failure {
    let seats: Vec<&str> = scenario.text.seats.iter().map(|seat| seat.id.as_str()).collect();
    let like = crate::scenario::finding::nearest(id, seats.iter().copied());
    let hint = if like.is_empty() {
        format!("there are: {}", seats.join(", "))
    } else {
        format!("did you mean `{}`?", like.join("` or `"))
    };
    Failure::Message(format!("the scenario `{}` has no seat `{id}`; {hint}", scenario.head.id))
}

/// How a game by text begins, besides the scenario and the seat.
#[derive(Clone, Copy, Default)]
struct Beginning<'a> {
    seed: u64,
    plan: Option<&'a Testplan>,
    journal: Option<&'a Path>,
    record: RecordTime,
}

fn text_game(
    words: &Words,
    scenario: &Arc<Scenario>,
    seat: Option<SeatId>,
    beginning: &Beginning<'_>,
) -> Result<(), Failure> {
    let Beginning { seed, plan, journal, record } = *beginning;
    let scripted: Vec<&str> = plan.map(Testplan::seats).unwrap_or_default();
    let seats = scenario.text.seats.iter().enumerate();
    let holders = seats.map(|(index, text)| {
        if scripted.contains(&text.id.as_str()) {
            Holder::Script
        } else if seat == Some(SeatId::new(index)) {
            Holder::Player
        } else {
            Holder::Conduct
        }
    });
    let mut world = World::new();
    let game =
        Game::start(&mut world, Arc::clone(scenario), seed, holders.collect()).with_record(record);
    // A script without a named journal writes none; a person's game always has one.
    let path = journal.map(Path::to_owned).or_else(|| {
        if plan.is_none() && seat.is_some() { journal::new_path(&scenario.head.id) } else { None }
    });
    if let Some(path) = path {
        let journal = Journal::create(&path, &game.header(&world)).map_err(|e| {
            let why = write_error_words(words, &e);
            Failure::Message(format!("the journal `{}` cannot be written: {why}", path.display()))
        })?;
        if plan.is_none() {
            journal::remember(&path);
        }
        game.keep(&mut world, journal)?;
    }
    run_text(words, &mut world, &game, plan)
}

fn run_text(
    words: &Words,
    world: &mut World,
    game: &Game,
    plan: Option<&Testplan>,
) -> Result<(), Failure> {
    let mut terminal = Terminal {
        world,
        game,
        views: Views::default(),
        input: std::io::stdin().lock(),
        output: std::io::stdout().lock(),
        words: words.clone(),
        interactive: std::io::stdin().is_terminal() && std::io::stdout().is_terminal(),
    };
    let ending = match plan {
        Some(plan) => terminal.run_script(plan),
        None => terminal.run(),
    };
    match ending {
        Ok(SessionEnd::Good) => Ok(()),
        Ok(SessionEnd::Failed) => Err(Failure::Said),
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// Goes on with a game from its journal.
#[derive(Debug, clap::Args)]
pub(super) struct Resume {
    /// The journal.
    journal: PathBuf,
    /// Plays in the terminal, not in a window.
    #[arg(long)]
    terminal: bool,
    /// Goes on from after this many decisions, in a new journal; the old one stays as it is.
    #[arg(long, value_name = "N")]
    branch: Option<usize>,
    /// The scenario's folder, if it is not in the library.
    #[arg(long, value_name = "PATH")]
    scenario: Option<String>,
}

pub(super) fn resume(words: &Words, call: &Resume) -> Result<(), Failure> {
    let (mut path, terminal) = (call.journal.clone(), call.terminal);
    if let Some(keep) = call.branch {
        let recovered = read_journal(words, &path)?;
        let stand = recovered.decisions().len();
        if keep > stand {
            return Err(Failure::Message(format!(
                "the journal holds {stand} decisions, so it cannot be branched after {keep}"
            )));
        }
        path = Journal::branch(&path, &recovered, keep)
            .map_err(|error| Failure::Message(write_error_words(words, &error)))?;
        say_err(&words.say_with("notice-journal", &[("path", path.display().to_string().into())]));
    }
    let path = path.as_path();
    #[cfg(feature = "desktop")]
    if !terminal && call.scenario.is_none() && has_display() {
        // Read once here, so that a bad journal fails before a window opens.
        let recovered = read_journal(words, path)?;
        scenario_of(&recovered.header, None)?;
        let launch = crate::desktop::Launch::Resume { path: path.to_owned() };
        return crate::desktop::run(words, launch).map_err(Failure::Message);
    }
    let _ = terminal;
    let recovered = read_journal(words, path)?;
    let (mut world, mut game) = restore(words, &recovered, call.scenario.as_deref())?;
    let elsewhere = game.continue_in(&mut world, path, &recovered).map_err(|e| {
        let why = write_error_words(words, &e);
        Failure::Message(format!("the journal `{}` cannot be continued: {why}", path.display()))
    })?;
    if let Some(elsewhere) = &elsewhere {
        say_err(&elsewhere_words(words, elsewhere));
    }
    if let Some(journal) = game.journal(&world) {
        journal::remember(journal.path());
    }
    let count = game.decisions(&world).len();
    say_err(&words.say_with("notice-resumed", &[("count", count.into())]));
    run_text(words, &mut world, &game, None)
}

/// Reads a journal up to the first damaged line.
pub(super) fn read_journal(words: &Words, path: &Path) -> Result<journal::Recovered, Failure> {
    journal::read(path).map_err(|error| Failure::Message(journal_error_words(words, &error)))
}

/// Finds the scenario of a journal: the one it was played with or, if that is not
/// here, the one of that name.
fn scenario_of(header: &Header, named: Option<&str>) -> Result<Arc<Scenario>, Failure> {
    if let Some(named) = named {
        return open_scenario(named);
    }
    let found = library::find_played(&header.scenario, &header.content).map_err(|error| {
        let put = library::own_folder()
            .map(|folder| format!(" put its folder or zip into `{}`, or", folder.display()));
        Failure::Message(format!(
            "{error}\n  the journal was played with `{}` {} (code {});{} name it by `--scenario PATH`",
            header.scenario,
            header.version,
            short(&header.content),
            put.unwrap_or_default(),
        ))
    })?;
    Ok(Arc::new(found.open()?))
}

/// Opens the scenario of a journal and replays it, telling what does not fit.
pub(super) fn restore(
    words: &Words,
    recovered: &journal::Recovered,
    scenario: Option<&str>,
) -> Result<(World, Game), Failure> {
    let scenario = scenario_of(&recovered.header, scenario)?;
    let changes = edition_words(words, &recovered.header, &scenario);
    if let Some(changes) = &changes {
        say_err(changes);
    }
    if let Some(damage) = &recovered.damage {
        say_err(&damage_words(words, damage));
    }
    let mut world = World::new();
    let (game, misfit) = Game::resume(&mut world, scenario, recovered)
        .map_err(|error| Failure::Message(no_seat_words(words, &error)))?;
    match misfit {
        Some(misfit) => say_err(&misfit_words(words, &misfit)),
        None if changes.is_some() => say_err(&words.say("notice-still-fits")),
        None => {}
    }
    Ok((world, game))
}
