//! The pace of a game at the desk: what is read between two decisions, what is told of the
//! last one, and what is not told before.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;

use bevy::ecs::world::World;
use status_quo::rules::conference::Speech;
use status_quo::rules::ids::{MoveId, OptionId, SeatId};
use status_quo::rules::intents::{Articles, Intent};
use status_quo::scenario::Scenario;
use status_quo::sim::game::Game;
use status_quo::view::{Aim, ItemResult, Question, SeatView, StageView, Views};

use crate::harness::{
    Folder, Table, all_scenarios, call, english, player_if, program, scenarios, text,
};

/// A game in which one seat has a player.
struct Desk {
    world: World,
    views: Views,
    game: Game,
    seat: SeatId,
}

impl Desk {
    fn new(scenario: &Arc<Scenario>, seat: usize, seed: u64) -> Self {
        let seats = scenario.text.seats.len();
        let holders = (0..seats).map(|other| player_if(other == seat)).collect();
        let mut world = World::new();
        let game = Game::start(&mut world, Arc::clone(scenario), seed, holders);
        Self { world, views: Views::default(), game, seat: SeatId::new(seat) }
    }

    fn view(&self) -> SeatView {
        self.views.look(&self.world, &self.game, english(), Some(self.seat))
    }

    /// Gives an answer that is open, or says something that is always open at a conference:
    /// which, follows from `nth`. None once the game is over.
    fn decide(&mut self, view: &SeatView, nth: usize) -> Option<Intent> {
        let intent = match &view.stage {
            StageView::Asked(question) => {
                let open: Vec<_> = question.options.iter().filter(|option| option.open).collect();
                let option = open[nth % open.len()].id.clone();
                Intent::Choose { question: question.id.clone(), option }
            }
            StageView::Conference(table) if table.standing.is_some() && !nth.is_multiple_of(3) => {
                say(&table.id, Speech::Accept)
            }
            StageView::Conference(table) => say(&table.id, Speech::WalkOut),
            StageView::Waiting(_) | StageView::Over => return None,
        };
        let decided = self.game.decide(&mut self.world, self.seat, intent.clone());
        decided.expect("what is open is admitted");
        Some(intent)
    }

    /// Plays to the end, and answers the last view.
    fn play_out(&mut self) -> SeatView {
        let mut nth = 0;
        loop {
            let view = self.view();
            if self.decide(&view, nth).is_none() {
                return view;
            }
            nth += 1;
            assert!(nth < 200, "the game ends");
        }
    }
}

fn say(conference: &str, speech: Speech<Articles>) -> Intent {
    Intent::Speak { conference: conference.to_owned(), speech }
}

fn count<'t>(texts: impl IntoIterator<Item = &'t String>) -> usize {
    texts.into_iter().map(|text| text.split_whitespace().count()).sum()
}

/// The words on the page that tells of a decision, with what is folded left out.
fn words_of_results(news: &[impl std::ops::Deref<Target = ItemResult>], view: &SeatView) -> usize {
    let of_last = view.last.as_ref().map_or(0, |last| {
        count([&last.decided])
            + last.reaction.as_ref().map_or(0, |it| count([&it.says, &it.name, &it.office]))
    });
    let moved = view.aims.iter().filter(|aim| aim.has_moved());
    let aims: usize = moved.map(|aim| count([&aim.text]) + 4).sum();
    let of_item = |result: &ItemResult| {
        let last = view.last.as_ref().filter(|last| last.item == result.id);
        let (_, since) = result.events_since(last.map(|last| last.n_events));
        let told = count([&result.date, &result.title]) + count(since);
        if !result.own {
            return told;
        }
        let others = result.choices.iter().filter(|choice| !choice.by_player);
        let chosen: usize = others
            .map(|it| count([&it.seat, &it.question, &it.chosen]) + count(&it.recorded))
            .sum();
        let outcomes = result.outcomes.iter();
        let outcomes: usize = outcomes
            .map(|it| count([&it.title, &it.played, &it.verdict_words]) + count(&it.documented))
            .sum();
        let rows = result.treaty.iter().flat_map(|treaty| &treaty.rows);
        let rows: usize =
            rows.map(|row| count([&row.title]) + count(&row.played) + count(&row.documented)).sum();
        told + chosen + outcomes + rows
    };
    of_last + aims + news.iter().map(|result| of_item(result)).sum::<usize>()
}

/// The words before an answer is looked at.
fn words_of_stage(view: &SeatView) -> usize {
    match &view.stage {
        StageView::Asked(question) => {
            let Question { title, question: asked, briefing, private, so_far, options, .. } =
                &**question;
            let labels = options.iter().map(|option| &option.label);
            count([title, asked]) + count(briefing) + count(private) + count(so_far) + count(labels)
        }
        StageView::Conference(table) => {
            count([&table.title]) + count(&table.briefing) + count(&table.private)
        }
        StageView::Waiting(_) | StageView::Over => 0,
    }
}

/// Between two decisions at most 400 words are read: in the middle of all seats of all
/// scenarios.
#[test]
fn between_two_decisions_at_most_400_words_are_read() {
    let mut all = Vec::new();
    for scenario in all_scenarios() {
        for seat in 0..scenario.text.seats.len() {
            let mut desk = Desk::new(&scenario, seat, 3);
            let (mut between, mut read, mut nth) = (Vec::new(), 0, 0);
            loop {
                let view = desk.view();
                let mut words = words_of_stage(&view);
                while read < view.results.len() {
                    let news = view.news(read);
                    words += words_of_results(news, &view);
                    read += news.len();
                }
                if nth > 0 {
                    between.push(words);
                }
                if desk.decide(&view, nth).is_none() {
                    break;
                }
                nth += 1;
                assert!(nth < 200, "the game ends");
            }
            between.sort_unstable();
            all.push((between[between.len() / 2], scenario.head.id.to_string(), seat));
        }
    }
    all.sort();
    let median = all[all.len() / 2].0;
    assert!(median <= 400, "{median}: {all:?}");
}

/// Half a page, in words.
const HALF_A_PAGE: usize = 125;

/// Of the items that a seat hears of, at least 60 in 100 ask it something or are told in half a
/// page: in every seat of every scenario.
#[test]
fn most_items_ask_something_or_are_told_in_half_a_page() {
    for scenario in all_scenarios() {
        for seat in 0..scenario.text.seats.len() {
            let view = Desk::new(&scenario, seat, 3).play_out();
            let is_short = |result: &ItemResult| {
                result.own || count([&result.title]) + count(&result.events) <= HALF_A_PAGE
            };
            let short = view.results.iter().filter(|result| is_short(result)).count();
            let of = (short, view.results.len(), &scenario.head.id, seat);
            assert!(short * 100 >= view.results.len() * 60, "{of:?}");
        }
    }
}

/// After each decision one is told what it was, and how one's aims stood before it; the pages
/// that follow tell everything once, and of one item of one's own at a time.
#[test]
fn the_last_decision_is_told_with_the_aims_before_it() {
    let (mut reactions, mut moved) = (0, 0);
    for scenario in all_scenarios() {
        for seat in 0..scenario.text.seats.len() {
            let mut desk = Desk::new(&scenario, seat, 5);
            let mut before = desk.view();
            assert!(before.last.is_none() && !before.aims.iter().any(Aim::has_moved));
            for nth in 1.. {
                let Some(intent) = desk.decide(&before, nth) else { break };
                let after = desk.view();
                let last = after.last.as_ref().expect("something was decided");
                match (&before.stage, intent) {
                    (StageView::Asked(asked), Intent::Choose { option, .. }) => {
                        let chosen = asked.options.iter().find(|it| it.id == option);
                        assert_eq!(last.decided, chosen.expect("it was offered").label);
                        assert_eq!(last.question.as_ref(), Some(&asked.question));
                        reactions += usize::from(last.reaction.is_some());
                    }
                    (StageView::Conference(table), _) => assert_eq!(last.item, table.id),
                    _ => unreachable!("only what is asked is decided"),
                }
                for (aim, was) in after.aims.iter().zip(&before.aims) {
                    assert_eq!(aim.before.to_bits(), was.now.to_bits(), "{}", aim.text);
                    moved += usize::from(aim.before.to_bits() != aim.now.to_bits());
                }
                let mut read = before.results.len();
                while read < after.results.len() {
                    let news = after.news(read);
                    assert!(!news.is_empty() && news.iter().filter(|it| it.own).count() <= 1);
                    read += news.len();
                }
                assert_eq!(read, after.results.len());
                before = after;
            }
        }
    }
    assert!(reactions > 50 && moved > 100, "{reactions} reactions, {moved} aims moved");
}

/// What somebody says to a decision follows from what he had advised.
#[test]
fn an_adviser_who_was_followed_does_not_speak_as_one_who_was_not() {
    let words = english();
    let followed = [
        "reaction-for-up",
        "reaction-for-up-2",
        "reaction-for-even",
        "reaction-for-even-2",
        "reaction-for-down",
        "reaction-for-down-2",
    ]
    .map(|key| words.say(key));
    let mut heard = 0;
    for scenario in all_scenarios() {
        let mut desk = Desk::new(&scenario, 0, 2);
        let mut view = desk.view();
        for nth in 0.. {
            let advised = match &view.stage {
                StageView::Asked(asked) => asked.options.clone(),
                _ => Vec::new(),
            };
            if desk.decide(&view, nth).is_none() {
                break;
            }
            view = desk.view();
            let last = view.last.as_ref().expect("something was decided");
            let Some(reaction) = &last.reaction else { continue };
            let chosen = advised.iter().find(|option| option.label == last.decided);
            let advice = chosen.iter().flat_map(|option| &option.advice);
            let own: Vec<bool> =
                advice.filter(|it| it.name == reaction.name).map(|it| it.favours).collect();
            if followed.contains(&reaction.says) {
                heard += 1;
                assert!(own.is_empty() || own.contains(&true), "{reaction:?}");
            }
        }
    }
    assert!(heard > 0, "nobody was followed");
}

/// Before an answer is given nothing tells which one is documented: neither where each comes
/// from nor its sources, nor what the leader was inclined to; and nobody is told what he will
/// answer himself. Once it is given, it is told.
#[test]
fn what_is_documented_is_not_told_before_one_decides() {
    let words = english();
    let origins = ["table-tag-documented", "table-tag-historiography", "table-tag-counterfactual"]
        .map(|key| words.say(key));
    let (mut asked, mut told, mut first, mut recorded) = (0, 0, 0, 0);
    for scenario in all_scenarios() {
        let sources: Vec<String> =
            scenario.text.sources.iter().map(|source| format!("\"{}\"", source.id)).collect();
        for seat in 0..scenario.text.seats.len() {
            let mut desk = Desk::new(&scenario, seat, 1);
            for nth in 0.. {
                let view = desk.view();
                let own = view.seat.as_ref().expect("somebody sits there").called.clone();
                if let StageView::Asked(question) = &view.stage {
                    asked += 1;
                    let text = serde_json::to_string(&question.options).expect("plain data");
                    for origin in &origins {
                        assert!(!text.contains(origin), "{}: {origin}", question.id);
                    }
                    for source in &sources {
                        assert!(!text.contains(source), "{}: {source}", question.id);
                    }
                    // Nor does its place among the answers.
                    let mv = (0..scenario.setting.moves.len())
                        .map(MoveId::new)
                        .find(|mv| scenario.move_name(*mv) == question.id)
                        .expect("a question is of a move");
                    let of_move = OptionId::up_to(scenario.mv(mv).options.len());
                    let names: Vec<String> = of_move
                        .filter(|id| scenario.setting.option(mv, *id).recorded)
                        .map(|id| scenario.option(mv, id).id.to_string())
                        .collect();
                    let documented =
                        question.options.iter().position(|option| names.contains(&option.id));
                    recorded += usize::from(documented.is_some());
                    first += usize::from(documented == Some(0));
                    for option in &question.options {
                        assert!(option.reply.as_ref().is_none_or(|reply| reply.seat != own));
                        let sum: f64 = option.changes.iter().map(|change| change.amount).sum();
                        assert!((sum - option.total).abs() < 0.005, "{}", question.id);
                    }
                }
                let own = view.results.iter().flat_map(|result| &result.choices);
                for choice in own.filter(|choice| choice.by_player) {
                    assert!(choice.probability.is_none(), "{}", choice.question);
                    told += usize::from(choice.origin.is_some());
                }
                if desk.decide(&view, nth).is_none() {
                    break;
                }
            }
        }
    }
    assert!(asked > 150 && told > 200, "{asked} {told}");
    assert!(first * 100 < recorded * 50, "of {recorded}, {first} stand first");
}

/// Two who share a terminal are told whose turn it is before anything of the other's is shown,
/// and each is told once why it is there.
#[test]
fn a_terminal_is_handed_over_between_two_players() {
    let home = Folder::new();
    let mut play = program(&home);
    play.args(["play", "kyakhta", "--seat", "mongolia", "--seat", "china", "--terminal"]);
    let said = answered(&mut play, &"1\n1\n".repeat(4));
    let words = english();
    let turn = |seat: &str, leader: &str| {
        let args = [("seat", seat.into()), ("leader", leader.into())];
        words.say_with("curtain-heading", &args)
    };
    let view = |seat: &str| {
        let scenario = all_scenarios().into_iter().find(|it| it.head.id.as_str() == "kyakhta");
        let table = Table::of(scenario.expect("it comes with the game"), 1);
        table.view(seat).seat.expect("it is a seat")
    };
    for card in [view("mongolia"), view("china")] {
        let at = said.find(&turn(&card.name, &card.leader));
        let at = at.unwrap_or_else(|| panic!("{} gets no turn: {said}", card.name));
        assert_eq!(said.matches(&card.hook).count(), 1, "{}", card.name);
        assert!(said.find(&card.hook).is_some_and(|hook| hook > at), "{}", card.name);
    }
}

/// What a program says to a text that is typed into it.
fn answered(program: &mut Command, typed: &str) -> String {
    let child = program.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
    let mut child = child.expect("the program starts");
    let mut input = child.stdin.take().expect("it has an input");
    // It may end before it has read all.
    let _ = input.write_all(typed.as_bytes());
    drop(input);
    text(&child.wait_with_output().expect("the program ends").stdout)
}

/// The debrief of a finished game is one page that fetches nothing: it opens with the seat of
/// its reader, and holds its aims, both timelines, the course of the years, treaties, secrets,
/// questions and sources. Of a game that is not over there is none.
#[test]
fn a_debrief_is_one_page_that_needs_nothing_else() {
    let home = Folder::new();
    let (whole, begun) = (home.file("whole.journal"), home.file("begun.journal"));
    let script = scenarios().join("kyakhta/other.testplan");
    let played =
        call(&home, &["play", "kyakhta", "--script", path(&script), "--journal", path(&whole)]);
    assert!(played.status.success(), "{}", text(&played.stderr));
    let html = home.file("debrief.html");
    let debrief = ["debrief", path(&whole), "--seat", "mongolia", "--out", path(&html)];
    let out = call(&home, &[&debrief[..], &["--runs", "20"]].concat());
    assert!(out.status.success(), "{}", text(&out.stderr));
    let page = std::fs::read_to_string(&html).expect("it was written");
    for outside in ["http://", "https://", "<script", "<link", "<img", "url("] {
        assert!(!page.contains(outside), "{outside}");
    }
    let words = english();
    let mut before = 0;
    for heading in [
        "debrief-own",
        "debrief-roads",
        "debrief-weighed",
        "debrief-discuss",
        "debrief-course",
        "debrief-timelines",
        "debrief-outcomes",
        "debrief-secrets",
        "debrief-sources",
    ] {
        let at = page.find(&words.say(heading)).unwrap_or_else(|| panic!("no {heading}"));
        assert!(at > before, "{heading} stands before its place");
        before = at;
    }
    assert_eq!(page.matches("<polyline").count(), 3 + 7, "a line for each seat and each aim");
    let as_text = call(&home, &["debrief", path(&whole)]);
    assert!(text(&as_text.stdout).contains(&words.say("debrief-outcomes")));
    let mut play = program(&home);
    play.args(["play", "kyakhta", "--seat", "mongolia", "--terminal"]);
    answered(play.args(["--journal", path(&begun)]), "1\n1\nquit\n");
    let none = home.file("none.html");
    let out = call(&home, &["debrief", path(&begun), "--out", path(&none)]);
    assert!(!out.status.success() && !none.exists());
    assert!(text(&out.stderr).contains(&words.say("debrief-not-over")));
}

fn path(path: &Path) -> &str {
    path.to_str().expect("a path of the tests is text")
}

/// The course of a game has a moment for its first day and for each item that closed, and ends
/// where the game ends; going back leaves no trace in it.
#[test]
fn the_course_of_a_game_follows_its_items() {
    for scenario in all_scenarios() {
        let mut desk = Desk::new(&scenario, 0, 4);
        for nth in 0..3 {
            let view = desk.view();
            desk.decide(&view, nth);
        }
        desk.game.go_back(&mut desk.world, 1).expect("nothing is written");
        let debrief = desk.play_out().debrief.expect("the game is over");
        assert!(!debrief.discussion.is_empty() && debrief.discussion.len() <= 5);
        for (line, score) in debrief.course.seats.iter().zip(&debrief.seats) {
            assert_eq!(line.name, score.seat);
            assert!(line.points.len() > debrief.results.len(), "{}", scenario.head.id);
            assert!(line.points.is_sorted_by(|one, two| one.0 <= two.0));
            let (_, last) = line.points.last().expect("there is a first day");
            assert!((last - score.value.now).abs() < 1e-9, "{}: {last}", line.name);
        }
    }
}
