//! `play`, `resume` and the bare call: the game itself, in a window or as text.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use bevy::ecs::world::World;

use super::answer::{Failure, open_playable, say_err};
use super::resume::{self, LastGame};
use super::session::{page, run_text};
use super::usage::whole;
#[cfg(feature = "desktop")]
use crate::desktop::has_display;
use crate::rules::holders::Holder;
use crate::rules::ids::{ItemId, SeatId};
use crate::scenario::finding::nearest;
use crate::scenario::testplan::{self, PartPlan, Testplan};
use crate::scenario::{Place, Scenario, library};
use crate::shown::at_shell;
use crate::sim::game::Game;
use crate::sim::journal::Journal;
use crate::sim::journals;
use crate::sim::level::Level;
use crate::sim::record::RecordTime;
use crate::terminal::choose_number;
use crate::view::{date_words, not_kept_words, write_error_words};
use crate::words::Words;

/// Plays a scenario.
#[derive(Debug, clap::Args)]
pub(super) struct Play {
    /// The scenario: a name from `list`, or the path of a folder or a zip.
    scenario: String,
    /// The seat you take; may be given several times, for players who take turns at one desk.
    /// All play themselves if it is left out in a script.
    #[arg(long)]
    seat: Vec<String>,
    /// The seed of chance: the same seed and choices give the same history.
    #[arg(long, allow_negative_numbers = true, value_parser = whole(0, u64::MAX))]
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
    /// Opens after an earlier game that has left this, as `scenario/legacy`; may be given
    /// several times.
    #[arg(long, value_name = "LEGACY")]
    after: Vec<String>,
    /// Begins with this item, its id or the number of a decision point; what comes before it
    /// goes by the record.
    #[arg(long, value_name = "ITEM")]
    from: Option<String>,
    /// When you read what is documented: after each item (the usual way), or only in the
    /// debrief.
    #[arg(long, value_name = "WHEN", value_enum)]
    record: Option<When>,
    /// When you are told what tends to follow from an answer; usually when you ask for it.
    #[arg(long, value_enum)]
    level: Option<LevelArg>,
}

/// The levels, as they are written in a call.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum LevelArg {
    /// At once, beside every answer.
    Guided,
    /// When you ask for it.
    Usual,
    /// Never.
    Unaided,
}

impl From<LevelArg> for Level {
    fn from(level: LevelArg) -> Self {
        match level {
            LevelArg::Guided => Self::Guided,
            LevelArg::Usual => Self::Usual,
            LevelArg::Unaided => Self::Unaided,
        }
    }
}

/// When those who play read what is documented, as it is written in a call.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum When {
    /// After each item, as far as it was known by then.
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
                let see = listing.check_call();
                say_err(&format!("`{place}` cannot be played: {first}; see: {see}"));
            }
        }
    }
    if scenarios.is_empty() {
        return Err(Failure::Message(words.say("library-none")));
    }
    let scenario = match choose_game(words, &scenarios)? {
        None => return Ok(()),
        Some(Chosen::Last(path)) => return resume::go_on(words, &path, None),
        Some(Chosen::New(scenario)) => scenario,
    };
    match ask_seat(words, &scenario)? {
        Seating::Left => Ok(()),
        answer => {
            let beginning = Beginning { seed: FIRST_SEED, ..Beginning::default() };
            text_game(words, &scenario, answer.seat().as_slice(), beginning)
        }
    }
}

/// The player's choice of a game.
enum Chosen {
    /// The game of this journal, played last.
    Last(PathBuf),
    /// A new game of a scenario.
    New(Arc<Scenario>),
}

/// Asks for a scenario, from 1; 0 is the game played last, if there is one. None if
/// input ends.
fn choose_game(words: &Words, scenarios: &[Arc<Scenario>]) -> Result<Option<Chosen>, Failure> {
    let last = resume::last_game(words, false);
    let lines: Vec<String> = scenarios
        .iter()
        .zip(1_usize..)
        .map(|(scenario, number)| {
            let edition = scenario.edition();
            let years = format!("{}-{}", edition.years.0, edition.years.1);
            let args = [
                ("number", number.into()),
                ("title", edition.title.into()),
                ("years", years.into()),
            ];
            words.say_with("term-scenario-line", &args)
        })
        .collect();
    let (from, heading) = match &last {
        Some(_) => (0, words.say("term-which-game")),
        None => (1, words.say("term-which-scenario")),
    };
    let first = last.as_ref().map(|last| last_line(words, last));
    let lines: Vec<String> = first.into_iter().chain(lines).collect();
    let (mut input, mut output) = (std::io::stdin().lock(), page());
    let chosen = choose_number(&mut input, &mut output, words, &heading, &lines, from)?;
    Ok(match (chosen, last) {
        (None, _) => None,
        (Some(0), Some(last)) => Some(Chosen::Last(last.path)),
        (Some(number), _) => Some(Chosen::New(Arc::clone(&scenarios[number - 1]))),
    })
}

/// The line of a menu for the game played last.
fn last_line(words: &Words, last: &LastGame) -> String {
    let title =
        last.scenario.as_ref().map_or(&*last.recovered.header.scenario, |s| s.edition().title);
    let count = last.recovered.decisions().len();
    words.say_with("term-last-game", &[("title", title.into()), ("count", count.into())])
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
    let (mut input, mut output) = (std::io::stdin().lock(), page());
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
    let scenario = opened_after(open_playable(&call.scenario)?, &call.after)?;
    let seats =
        call.seat.iter().map(|id| seat_of(&scenario, id)).collect::<Result<Vec<SeatId>, _>>()?;
    let plans = call.script.as_deref().map(|path| read_plans(&scenario, path)).transpose()?;
    let plan = plans.as_ref().and_then(|plans| plans.first());
    let seed = call.seed.or(plan.and_then(|part| part.plan.seed)).unwrap_or(FIRST_SEED);
    let from = call.from.as_deref().map(|item| item_of(&scenario, item)).transpose()?;
    if let Some(path) = &call.journal
        && path.exists()
    {
        return Err(Failure::Message(format!(
            "there is a file `{}` already; name another journal, or go on with it by `status-quo resume {}`",
            path.display(),
            at_shell(path)
        )));
    }
    #[cfg(feature = "desktop")]
    if !call.terminal && plans.is_none() && has_display() {
        let journal = call.journal.clone();
        let (record, level) = (call.record.map(Into::into), call.level.map(Into::into));
        let launch =
            crate::desktop::Launch::Play { scenario, seats, seed, from, journal, record, level };
        return crate::desktop::run(words, launch).map_err(Failure::Message);
    }
    if !call.terminal && plans.is_none() {
        say_err(&words.say("term-no-display"));
    }
    let seats = match (seats.is_empty(), &plans) {
        (true, None) => match ask_seat(words, &scenario)? {
            Seating::Left => return Ok(()),
            answer => answer.seat().into_iter().collect(),
        },
        _ => seats,
    };
    let journal = call.journal.as_deref();
    let plans = plans.unwrap_or_default();
    let record = call.record.map(Into::into).unwrap_or_default();
    let level = call.level.map(Into::into).unwrap_or_default();
    let beginning = Beginning { seed, from, plans, journal, record, level };
    text_game(words, &scenario, &seats, beginning)
}

/// The scenario as it opens after earlier games that have left these.
fn opened_after(scenario: Arc<Scenario>, left: &[String]) -> Result<Arc<Scenario>, Failure> {
    if left.is_empty() {
        return Ok(scenario);
    }
    let known = scenario.known_legacies();
    for name in left {
        if scenario.place.is_some() {
            return Err(Failure::Message(format!(
                "a campaign opens as documented; `{name}` can be left to one of its parts"
            )));
        }
        if !known.contains(name.as_str()) {
            let like = nearest(name, known.iter().copied());
            let hint = match (like.is_empty(), known.is_empty()) {
                (false, _) => format!("did you mean `{}`?", like.join("` or `")),
                (true, true) => "it takes nothing over".to_owned(),
                (true, false) => {
                    let all: Vec<&str> = known.iter().copied().collect();
                    format!("there are: {}", all.join(", "))
                }
            };
            return Err(Failure::Message(format!(
                "`{}` takes over no `{name}`; {hint}",
                scenario.head.id
            )));
        }
    }
    let left = left.iter().cloned().collect();
    Ok(Arc::new(Scenario::clone(&scenario).after(left, None)))
}

/// The item of that id, or the decision point of that number.
fn item_of(scenario: &Scenario, name: &str) -> Result<ItemId, Failure> {
    if scenario.place.is_some() {
        let why = "a campaign begins with its first day; `--from` is for a single scenario";
        return Err(Failure::Message(why.to_owned()));
    }
    let items = || scenario.text.items.iter();
    let point = name.parse::<u32>().ok();
    let by_point = || items().position(|item| item.point.is_some() && item.point == point);
    if let Some(item) = scenario.item_by_id(name).or_else(|| by_point().map(ItemId::new)) {
        return Ok(item);
    }
    let like = nearest(name, items().map(|item| item.id.as_str()));
    let hint = if like.is_empty() {
        let points = items().filter_map(|item| Some(format!("{} {}", item.point?, item.id)));
        format!("its decision points are: {}", points.collect::<Vec<String>>().join(", "))
    } else {
        format!("did you mean `{}`?", like.join("` or `"))
    };
    Err(Failure::Message(format!("`{}` has no item `{name}`; {hint}", scenario.head.id)))
}

/// The seat of that id; in a campaign that of the side.
fn seat_of(scenario: &Scenario, id: &str) -> Result<SeatId, Failure> {
    let mut seats = scenario.text.seats.iter();
    let found = seats.position(|seat| scenario.held_as(seat) == id).map(SeatId::new);
    found.or_else(|| scenario.seat_by_id(id)).ok_or_else(|| unknown_seat(scenario, id))
}

/// Reads a testplan for a scenario, or one for each part of a campaign.
fn read_plans(scenario: &Scenario, path: &Path) -> Result<Vec<PartPlan>, Failure> {
    let text = library::read_text(path)
        .map_err(|error| Failure::Message(format!("the script {error}")))?;
    let wrong = |why: String| Failure::Message(format!("{}: {why}", path.display()));
    let Some(Place { campaign, .. }) = &scenario.place else {
        let plan = testplan::read(&text).map_err(wrong)?;
        check_seats(scenario, &plan)?;
        return Ok(vec![PartPlan { plan, ..PartPlan::default() }]);
    };
    let records: Vec<&Testplan> = campaign.parts.iter().map(|part| &part.record).collect();
    let plans =
        testplan::read_campaign(&text, &records).map_err(|fault| wrong(fault.to_string()))?.parts;
    for (part, plan) in campaign.parts.iter().zip(&plans) {
        check_seats(&part.scenario, &plan.plan)?;
    }
    Ok(plans)
}

/// Reports a seat of a plan that the scenario does not have.
pub(super) fn check_seats(scenario: &Scenario, plan: &Testplan) -> Result<(), Failure> {
    match plan.seats().into_iter().find(|seat| scenario.seat_by_id(seat).is_none()) {
        Some(seat) => Err(unknown_seat(scenario, seat)),
        None => Ok(()),
    }
}

pub(super) fn unknown_seat(scenario: &Scenario, id: &str) -> Failure {
    let seats: Vec<&str> = scenario.text.seats.iter().map(|seat| scenario.held_as(seat)).collect();
    let like = nearest(id, seats.iter().copied());
    let hint = if like.is_empty() {
        format!("there are: {}", seats.join(", "))
    } else {
        format!("did you mean `{}`?", like.join("` or `"))
    };
    Failure::Message(format!("the scenario `{}` has no seat `{id}`; {hint}", scenario.head.id))
}

/// How a game by text begins, besides the scenario and the seat.
#[derive(Default)]
struct Beginning<'a> {
    seed: u64,
    /// The item with which the player begins.
    from: Option<ItemId>,
    /// The plans of a script, one for each part; none without a script.
    plans: Vec<PartPlan>,
    journal: Option<&'a Path>,
    record: RecordTime,
    level: Level,
}

fn text_game(
    words: &Words,
    scenario: &Arc<Scenario>,
    taken: &[SeatId],
    beginning: Beginning<'_>,
) -> Result<(), Failure> {
    let Beginning { seed, from, plans, journal, record, level } = beginning;
    let scripted: BTreeSet<&str> = match &scenario.place {
        Some(place) => place.campaign.scripted(&plans),
        None => plans.iter().flat_map(|part| part.plan.seats()).collect(),
    };
    let is_script = !plans.is_empty();
    let seats = scenario.text.seats.iter().enumerate();
    let holders = seats.map(|(index, text)| {
        if scripted.contains(scenario.held_as(text)) {
            Holder::Script
        } else if taken.contains(&SeatId::new(index)) {
            Holder::Player
        } else {
            Holder::Conduct
        }
    });
    let mut world = World::new();
    let game = Game::start_at(&mut world, Arc::clone(scenario), seed, holders.collect(), from);
    let game = game.with_record(record).with_level(level);
    let mut not_kept = None;
    if let Some(path) = journal {
        let journal = Journal::create(path, &game.header(&world)).map_err(|e| {
            let why = write_error_words(words, &e);
            Failure::Message(format!("the journal `{}` cannot be written: {why}", path.display()))
        })?;
        if !is_script {
            journals::remember(path);
        }
        game.keep(&mut world, journal).map_err(|error| {
            let why = write_error_words(words, &error);
            Failure::Message(format!("the journal `{}` cannot be written: {why}", path.display()))
        })?;
    } else if !is_script && !taken.is_empty() {
        // A script without a named journal writes none; a person's game has one if it can.
        not_kept = game.keep_as_usual(&mut world).err().map(|why| not_kept_words(words, &why));
    }
    run_text(words, &mut world, game, plans, not_kept)
}
