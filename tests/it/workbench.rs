//! The workbench without its window: what is read, mended, listed and written, and
//! the way to every point at which somebody decides.

use std::fs;
use std::sync::Arc;

use bevy::ecs::world::World;
use status_quo::ensemble::way::{Point, Way};
use status_quo::rules::holders::Asked;
use status_quo::rules::ids::ItemId;
use status_quo::scenario::Scenario;
use status_quo::scenario::finding::Severity;
use status_quo::scenario::graph::Graph;
use status_quo::scenario::library::{self, Listing};
use status_quo::scenario::numbers::Number;
use status_quo::scenario::pack::Pack;
use status_quo::scenario::places::Spot;
use status_quo::scenario::reach::{Reach, Reached};
use status_quo::scenario::sources::Sources;
use status_quo::scenario::syntax::{self, NodeKind, Span, SyntaxNode};
use status_quo::sim::game::Game;
use status_quo::workbench::{self, Bench, PackSnapshot, Stamp, rows};

use crate::harness::{Folder, copy_folder, root, table_of_three};
use crate::zips::{Entry, zip};

/// The good pack of the fixtures in a folder where it can be changed.
fn whole(home: &Folder) -> std::path::PathBuf {
    let pack = home.file("whole");
    copy_folder(&root().join("tests/it/fixtures/whole"), &pack);
    pack
}

/// A pack as it is laid on the bench now.
fn lay(pack: &std::path::Path) -> (Listing, Bench) {
    let listing = Listing::at(pack);
    let bench = Bench::of(listing.clone(), PackSnapshot::at(&listing));
    (listing, bench)
}

fn change(pack: &std::path::Path, file: &str, from: &str, to: &str) {
    let text = fs::read_to_string(pack.join(file)).expect("it is there");
    assert!(text.contains(from), "{file} has no `{from}`");
    fs::write(pack.join(file), text.replace(from, to)).expect("writable");
}

#[test]
fn what_could_be_played_stays_at_hand_while_it_cannot() {
    let home = Folder::new();
    let pack = whole(&home);
    let (listing, mut bench) = lay(&pack);
    let first = bench.good().expect("the fixture is good").scenario.hash.clone();
    assert!(!bench.is_stale());

    change(&pack, "seats.ron", "hook:", "hok:");
    bench.take(PackSnapshot::at(&listing));
    assert!(bench.is_stale());
    assert_eq!(bench.good().expect("the last good one is kept").scenario.hash, first);
    let reading = bench.reading().expect("it can be read");
    assert_eq!(reading.findings[0].code, "unknown-field");
    assert_eq!(reading.findings[reading.first().expect("there is one")].severity, Severity::Error);

    fs::remove_dir_all(&pack).expect("it is there");
    bench.take(PackSnapshot::at(&listing));
    assert!(bench.unread().is_some() && bench.is_stale());
    assert!(bench.good().is_some() && bench.reading().is_some(), "nothing is lost from sight");

    let pack = whole(&home);
    change(&pack, "seats.ron", "You have sent a note.", "You have sent one.");
    bench.take(PackSnapshot::at(&listing));
    assert!(!bench.is_stale() && bench.unread().is_none());
    assert_ne!(bench.good().expect("it is good again").scenario.hash, first);
}

#[test]
fn a_fix_is_made_in_the_file_and_never_over_a_change_of_somebody_else() {
    let home = Folder::new();
    let pack = whole(&home);
    change(&pack, "seats.ron", "power: \"north\"", "// a remark\n      power: \"nrth\"");
    let (listing, mut bench) = lay(&pack);
    let finding = bench.reading().expect("it can be read").findings[0].clone();
    assert_eq!(finding.code, "unknown-name");

    change(&pack, "later.ron", "The two signed.", "Both signed.");
    let refused = bench.mend(&finding).expect_err("the files are not those that were read");
    assert!(refused.to_string().contains("changed just now"), "{refused}");

    bench.take(PackSnapshot::at(&listing));
    bench.mend(&finding).expect("nothing is in the way");
    let text = fs::read_to_string(pack.join("seats.ron")).expect("it is there");
    assert!(text.contains("// a remark\n      power: \"north\""), "{text}");
    bench.take(PackSnapshot::at(&listing));
    assert!(!bench.is_stale(), "{:?}", bench.reading().map(|reading| &reading.findings));
}

#[test]
fn all_that_needs_no_thought_is_mended_at_once() {
    let home = Folder::new();
    let pack = whole(&home);
    change(&pack, "seats.ron", "weight: (value: 0.7", "weight: (value: 0,7");
    change(&pack, "later.ron", "kind: conference,", "kind = conference,");
    let (listing, mut bench) = lay(&pack);
    assert_eq!(bench.reading().map(|reading| reading.counts()), Some((2, 0)));
    bench.mend_all().expect("nothing is in the way");
    bench.take(PackSnapshot::at(&listing));
    assert!(!bench.is_stale(), "{:?}", bench.reading().map(|reading| &reading.findings));
}

#[test]
fn a_fix_is_not_made_where_line_ends_have_moved_its_place() {
    let home = Folder::new();
    let pack = whole(&home);
    change(&pack, "seats.ron", "power: \"north\"", "power: \"nrth\"");
    let (_, bench) = lay(&pack);
    let finding = bench.reading().expect("it can be read").findings[0].clone();
    change(&pack, "seats.ron", "\n", "\r\n");
    bench.mend(&finding).expect_err("the bytes lie elsewhere now");
}

#[test]
fn what_keeps_a_pack_from_being_read_is_told_and_can_be_taken_away() {
    let home = Folder::new();
    let pack = whole(&home);
    let (listing, mut bench) = lay(&pack);
    fs::write(pack.join("seats.ron.txt"), "()").expect("writable");
    bench.take(PackSnapshot::at(&listing));
    assert!(
        bench.unread().is_some_and(|why| why.contains("seats.ron.txt")),
        "{:?}",
        bench.unread()
    );
    fs::remove_file(pack.join("seats.ron.txt")).expect("it is there");
    bench.take(PackSnapshot::at(&listing));
    assert!(bench.unread().is_none() && !bench.is_stale());
}

/// A zip may call its scenario anything; a copy of it goes nowhere else for that.
#[test]
fn a_copy_stays_in_the_folder_that_it_is_made_in() {
    let home = Folder::new();
    let within = home.file("mine");
    for id in ["../../evil", "/tmp/evil", "..", "C:\\evil", "a/b"] {
        let head = format!("(scenario: (id: {id:?}))");
        let path = home.file("evil.zip");
        fs::write(&path, zip(&[Entry::new("scenario.ron", head.as_bytes())])).expect("writable");
        let copied = workbench::copy(&Listing::at(&path), &within).expect("writable");
        assert_eq!(copied.parent(), Some(within.as_path()), "{id}");
    }
}

#[test]
fn rows_hold_every_letter_once_and_break_at_blanks() {
    for text in [
        "",
        "\n",
        "a\tb\r\n\r\nc",
        "  蒙古史 (История Монголии) сайн уу, гэж хэлэв\n\n",
        "aaaaaaaaaaaaaaaaaaaa",
    ] {
        for cells in [0, 6, 10, 80] {
            let rows = rows(text, cells);
            let shown: String = rows.iter().map(|row| row.span.of(text)).collect();
            let letters: String = text.chars().filter(|c| !"\r\n".contains(*c)).collect();
            assert_eq!(shown, letters, "{text:?} in {cells}");
            assert_eq!(rows.last().map(|row| row.line + 1), Some(text.split('\n').count()));
            // Every place of the text is seen somewhere, and a point in one row only.
            for at in (0..=text.len()).filter(|at| text.is_char_boundary(*at)) {
                let seen = rows.iter().filter(|row| row.shows(Span::at(at))).count();
                let is_break = text[at..].starts_with('\n') && text[..at].ends_with('\r');
                assert_eq!(seen, usize::from(!is_break), "{text:?} at {at} in {cells}");
            }
        }
    }
}

#[test]
fn a_stamp_changes_with_the_files_of_the_pack_and_with_nothing_else() {
    let home = Folder::new();
    let pack = whole(&home);
    let before = Stamp::of(Some(&pack));
    fs::write(pack.join("notes.txt"), "not of the pack").expect("writable");
    assert_eq!(Stamp::of(Some(&pack)), before);
    change(&pack, "later.ron", "The two signed.", "The two of them signed.");
    let after = Stamp::of(Some(&pack));
    assert_ne!(after, before);
    fs::remove_file(pack.join("later.ron")).expect("it is there");
    assert_ne!(Stamp::of(Some(&pack)), after);
    assert_eq!(Stamp::of(None), Stamp::of(Some(&home.file("nowhere"))));
}

/// The numbers of a pack that are written with nothing but their reason.
fn short_numbers(pack: &Pack) -> usize {
    let trees = pack.files().iter().map(|file| syntax::read(&file.text));
    let is_short = |node: &SyntaxNode| node.kind == NodeKind::Reasoned;
    trees.map(|tree| tree.nodes().filter(|(_, node)| is_short(node)).count()).sum()
}

#[test]
fn every_number_is_listed_with_grade_sources_and_place() {
    for name in ["knocking-at-the-door", "kyakhta"] {
        let pack = library::read(&root().join("scenarios").join(name)).expect("it ships");
        let numbers = Number::all(&Sources::new(&pack));
        for word in ["primary", "secondary", "contested", "judgement"] {
            let grade = format!("grade: {word}");
            let long: usize = pack.files().iter().map(|f| f.text.matches(&grade).count()).sum();
            // A judgement may be written short: `0.4 ("why")`.
            let short = if word == "judgement" { short_numbers(&pack) } else { 0 };
            let written = long + short;
            let listed = numbers.iter().filter(|number| number.grade == word).count();
            assert_eq!(listed, written, "{name}: {word}");
        }
        for number in &numbers {
            assert!(!number.value.is_empty() && !number.of.is_empty(), "{number:?}");
            assert!(number.place.line > 0, "{number:?}");
            let cited = !number.sources.is_empty() || !number.why.is_empty();
            assert!(cited, "neither source nor reason: {number:?}");
        }
    }
}

#[test]
fn numbers_are_listed_while_half_of_the_pack_is_wrong() {
    let home = Folder::new();
    let pack = whole(&home);
    let all = Number::all(&Sources::new(&library::read(&pack).expect("it can be read")));
    change(&pack, "seats.ron", "hook:", "hok:");
    change(&pack, "powers.ron", "id: \"north\"", "id: \"nord\"");
    let still = Number::all(&Sources::new(&library::read(&pack).expect("it can be read")));
    assert_eq!(still.len(), all.len());
    let toll = all.iter().find(|number| number.of.ends_with("north · mandates · interests · toll"));
    let toll =
        toll.unwrap_or_else(|| panic!("{:?}", all.iter().map(|n| &n.of).collect::<Vec<_>>()));
    assert_eq!(toll.value, "weight 0.6; worth none 0.0, low 0.7, high 1.0");
    assert_eq!((toll.grade.as_str(), toll.why.as_str()), ("judgement", "it is poor"));
}

/// The way to a point, played: it stands there, and has decided what it says.
fn walk(scenario: &Arc<Scenario>, graph: &Graph, point: Point) -> bool {
    let Some(way) = Way::find(scenario, graph, point) else { return false };
    let mut world = World::new();
    let game = Game::start(&mut world, Arc::clone(scenario), way.seed, way.holders(scenario));
    for (seat, intent) in &way.intents {
        game.decide(&mut world, *seat, intent.clone()).expect("the way can be gone");
    }
    assert_eq!(game.asked(&world), Some((point.seat, point.asked)));
    true
}

#[test]
fn there_is_a_way_to_every_point_that_can_be_reached() {
    // The table of three has reservations and secret articles, which those that ship lack.
    let shipped = ["kyakhta", "knocking-at-the-door"].map(|name| (name, library::open(name)));
    let shipped = shipped.map(|(name, scenario)| (name, Arc::new(scenario.expect("it ships"))));
    for (name, scenario) in shipped.into_iter().chain([("table-of-three", table_of_three())]) {
        let graph = Graph::of(&scenario);
        let items = (0..scenario.setting.items.len()).map(ItemId::new);
        let (mut points, mut missed) = (0, Vec::new());
        // What comes up only after an earlier game has no way from the documented opening.
        let documented = Reached::as_documented(&scenario);
        let comes = |point: &Point| match point.asked {
            Asked::Move(mv) => {
                let item = scenario.setting.moves[mv.index()].item;
                let spots = [Spot::Item(item), Spot::Move(mv)];
                spots.iter().all(|spot| documented.spot(*spot) != Reach::Never)
            }
            Asked::Speech(_) => true,
        };
        for item in items {
            for point in Point::of(&scenario, item).into_iter().filter(comes) {
                points += 1;
                if !walk(&scenario, &graph, point) {
                    missed.push((scenario.item(item).id.to_string(), point));
                }
            }
            assert_ne!(graph.nodes[item.index()].reach, Reach::Never);
        }
        assert!(points > 0 && missed.is_empty(), "{name}: of {points} no way to {missed:?}");
    }
}

#[test]
fn a_copy_a_beginning_and_pages_are_written_beside_what_is_there() {
    let home = Folder::new();
    let within = home.file("mine");
    let listing = library::find("kyakhta").expect("it ships").listing;
    let first = workbench::copy(&listing, &within).expect("writable");
    let second = workbench::copy(&listing, &within).expect("writable");
    assert_ne!(first, second);
    let hash = |path: &std::path::Path| library::read(path).expect("it can be read").hash();
    assert_eq!(Some(hash(&first).as_str()), listing.hash());
    // Each is called as its folder is, so that neither is taken for the other.
    for (folder, id) in [(&first, "kyakhta"), (&second, "kyakhta-2")] {
        let (_, bench) = lay(folder);
        let good = bench.good().expect("a copy of what is good is good");
        assert_eq!(good.scenario.head.id.as_str(), id);
        assert_eq!(bench.reading().map(|reading| reading.findings.len()), Some(0));
    }

    let begun = workbench::begin(&within).expect("writable");
    let listing = Listing::at(&begun);
    let scenario = listing.open().expect("what one begins with is good");
    let (folder, count) =
        workbench::write_pages(crate::harness::english(), &scenario, &within).expect("writable");
    let written = fs::read_dir(&folder).expect("it is there").count();
    assert_eq!(written, count);
    assert_eq!(count, scenario.text.seats.len() + 1);
}
