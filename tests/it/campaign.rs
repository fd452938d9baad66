//! Campaigns: scenarios one after the other, each opening with what was made of those before.

use std::path::Path;
use std::sync::Arc;

use bevy::ecs::world::World;
use status_quo::ensemble::campaigns;
use status_quo::rules::agenda::Agenda;
use status_quo::rules::comparison::{OutcomeVerdict, compare as verdict};
use status_quo::rules::holders::Holder;
use status_quo::scenario::compile::compile;
use status_quo::scenario::library::{self, Listing};
use status_quo::scenario::opening::Opening;
use status_quo::scenario::pack::{File, Pack};
use status_quo::scenario::testplan::{self, CampaignPlan, Testplan};
use status_quo::scenario::{Campaign, Scenario, coefficients};
use status_quo::sim::campaign::PartEnd;
use status_quo::sim::crossing::rehearse_campaign;
use status_quo::sim::game::Game;
use status_quo::sim::journal::{self, Journal};
use status_quo::sim::timeline::{hash_of, position};
use status_quo::view::{StageView, Views, crossing};

use crate::harness::{
    Folder, Table, all_scenarios, call, compare, copy_folder, english, knocking, program, root,
    scenarios, text,
};

/// The first part of the campaign that ships.
fn first() -> Arc<Scenario> {
    let scenario = Listing::at(&scenarios().join("campaign")).open();
    Arc::new(scenario.unwrap_or_else(|error| panic!("{error}")))
}

fn campaign() -> Arc<Campaign> {
    Arc::clone(&first().place.as_ref().expect("it is a part").campaign)
}

fn record_plan(campaign: &Campaign) -> CampaignPlan {
    let text = std::fs::read_to_string(scenarios().join("campaign/record.testplan"));
    let records: Vec<&Testplan> = campaign.parts.iter().map(|part| &part.record).collect();
    testplan::read_campaign(&text.expect("it is there"), &records).expect("it can be read")
}

/// A part with players in all seats, as `Table` plays it.
fn table(world: World, game: Game) -> Table {
    Table { world, game, views: Views::default() }
}

/// Played by the record, every part comes out as documented and leaves nothing, so that the
/// next opens as documented: to the last byte of its state.
#[test]
fn the_record_plays_through_all_parts() {
    let first = first();
    let campaign = campaign();
    let mut world = World::new();
    let (game, errors) = rehearse_campaign(&mut world, &first, &record_plan(&campaign));
    assert!(errors.is_empty(), "{errors:?}");
    assert!(game.is_over(&world) && game.next_part(&world).is_none());
    let last = PartEnd::of(game.scenario(), position(&world, game.timeline()).to_owned());
    let ends: Vec<&PartEnd> = game.earlier().ends.iter().chain([&last]).collect();
    assert_eq!(ends.len(), campaign.parts.len());
    let mut said = String::new();
    for (end, part) in ends.iter().zip(&campaign.parts) {
        let id = &end.scenario.head.id;
        assert_eq!(end.left, Vec::<usize>::new(), "{id} leaves something");
        assert_eq!(end.scenario.opening, part.scenario.opening, "{id} opens otherwise");
        let outcomes = end.scenario.setting.outcomes.iter().zip(&end.position.agenda.outcomes);
        for (index, (def, came)) in outcomes.enumerate() {
            let verdict = verdict(def, *came);
            let matched = matches!(verdict, OutcomeVerdict::Matched | OutcomeVerdict::Unknown);
            assert!(matched, "{id}: {} {verdict:?}", part.scenario.text.outcomes[index].id);
        }
        said.push_str(&format_args!("{id} {}\n", hash_of(&end.position.borrow())).to_string());
    }
    compare(&root().join("tests/it/golden/campaign.hash"), &said);
}

/// A game of the campaign by players in all seats, played to the end of its first part.
fn played_part(seed: u64) -> Table {
    let mut table = Table::of(first(), seed);
    table.play_out(|turn, _| turn + 1);
    assert!(table.game.is_over(&table.world));
    table
}

/// Goes on to the next part with what was made.
fn go_on(table: Table) -> Table {
    let Table { mut world, game, .. } = table;
    let next = game.next_part(&world).expect("a part follows");
    let seed = game.next_seed(&world);
    let game = game.go_on_to(&mut world, &next, Opening::Carried, seed);
    self::table(world, game.map_err(|(_, error)| error).expect("nothing is written"))
}

/// Decides a few times.
fn decide(table: &mut Table, times: usize) {
    for _ in 0..times {
        let (_, _, open) = table.asked().expect("somebody is asked");
        table.choose(&open[0]);
    }
}

/// One journal holds a campaign: it is taken up in the part in which it ended, by the same
/// sides, also after a step back and with a torn last line.
#[test]
fn a_campaign_goes_on_in_one_journal() {
    let home = Folder::new();
    let path = home.file("long.journal");
    let part = played_part(3);
    let Table { mut world, game, .. } = part;
    let journal = Journal::create(&path, &game.header(&world)).expect("writable");
    game.keep(&mut world, journal).expect("writable");
    let mut table = go_on(table(world, game));
    decide(&mut table, 4);
    let decided = table.game.decisions(&table.world).len();
    table.game.go_back(&mut table.world, decided - 2).expect("writable");
    decide(&mut table, 1);
    let (hash, id) = (table.game.hash(&table.world), table.game.scenario().head.id.to_string());
    drop(table);
    let recovered = journal::read(&path).expect("it is a journal");
    assert_eq!(recovered.header.scenario, "campaign");
    let taken_up = |recovered: &journal::Recovered| {
        let mut world = World::new();
        let (game, misfit) =
            Game::resume(&mut world, first(), recovered).expect("the sides are there");
        assert_eq!(misfit, None);
        (world, game)
    };
    let (mut world, mut game) = taken_up(&recovered);
    assert_eq!((game.hash(&world), game.scenario().head.id.to_string()), (hash.clone(), id));
    assert!(game.holders(&world).iter().all(|holder| *holder == Holder::Player));
    let elsewhere = game.continue_in(&mut world, &path, &recovered).expect("writable");
    assert_eq!(elsewhere, None, "it goes on where it was");
    let mut table = self::table(world, game);
    decide(&mut table, 1);
    drop(table);
    // The last decision was never finished.
    let bytes = std::fs::read(&path).expect("it is there");
    std::fs::write(&path, &bytes[..bytes.len() - 5]).expect("writable");
    let torn = journal::read(&path).expect("it is a journal");
    let (world, game) = taken_up(&torn);
    assert_eq!(game.hash(&world), hash);
}

/// What comes out otherwise opens the next part otherwise, unless it is opened as
/// documented; and it is told.
#[test]
fn what_was_made_opens_the_next_part() {
    let campaign = campaign();
    let next_id = &campaign.parts[1].scenario;
    let (mut otherwise, mut unsigned) = (0, 0);
    for seed in 1..=12 {
        let table = played_part(seed);
        let next = table.game.next_part(&table.world).expect("a part follows");
        assert_eq!(next.documented.opening, next_id.opening);
        let agreement = next_id.text.instruments.iter().position(|it| it.id == "agreement-1912");
        let agreement = agreement.expect("it opens with one");
        let signed =
            |scenario: &Scenario| scenario.opening.instruments.states[agreement].in_force();
        assert!(signed(&next.documented));
        let left: Vec<String> = next.end.names().collect();
        let bound = !left.iter().any(|name| name.ends_with("/no-urga-treaty"));
        assert!(bound || !signed(&next.carried), "seed {seed}: {left:?}");
        unsigned += usize::from(!bound);
        let page = crossing(&next, english());
        assert_eq!(page.left.len(), left.len());
        if next.carried.opening != next.documented.opening {
            otherwise += 1;
            assert!(!page.otherwise.is_empty() || left.is_empty(), "seed {seed}: {left:?}");
        }
        let table = go_on(table);
        let seat = table.game.scenario().text.seats[0].id.to_string();
        assert_eq!(table.view(&seat).otherwise, page.otherwise);
    }
    assert!(otherwise >= 10 && unsigned >= 1, "{otherwise} otherwise, {unsigned} unsigned");
}

/// Whole campaigns by any play come to their end, the same for any number of threads, and
/// every part but the first is met after another past.
#[test]
fn campaigns_of_any_play_come_to_their_end() {
    let campaign = campaign();
    let one = campaigns::play(&campaign, 24, 1, &|| {});
    assert_eq!(one, campaigns::play(&campaign, 24, 3, &|| {}));
    assert_eq!(one.games, 24);
    for (part, counts) in campaign.parts.iter().zip(&one.parts).skip(1) {
        let taken: u64 = counts.inherited.iter().sum();
        assert!(counts.otherwise > 0 && taken > 0, "{}: {counts:?}", part.scenario.head.id);
    }
}

/// What every scenario may begin after opens it: the game is played to its end, says what is
/// otherwise, and a journal of it is taken up with the same opening.
#[test]
fn a_scenario_opens_after_any_legacy() {
    let home = Folder::new();
    let mut tried = 0;
    for scenario in all_scenarios() {
        for name in scenario.known_legacies() {
            let left = core::iter::once(name.to_owned()).collect();
            let opened = Arc::new(Scenario::clone(&scenario).after(left, None));
            let mut table = Table::of(Arc::clone(&opened), 7);
            let told = &table.view(&scenario.text.seats[0].id).otherwise;
            let alone = scenario.text.inherits.iter().any(|it| it.of == [name]);
            assert_eq!(!told.is_empty(), alone, "{name}");
            decide(&mut table, 2);
            tried += 1;
            let path = home.file(&format!("{tried}.journal"));
            let header = table.game.header(&table.world);
            let journal = Journal::create(&path, &header).expect("writable");
            table.game.keep(&mut table.world, journal).expect("writable");
            let hash = table.game.hash(&table.world);
            let recovered = journal::read(&path).expect("it is a journal");
            let mut world = World::new();
            let resumed = Game::resume(&mut world, Arc::clone(&scenario), &recovered);
            let (game, misfit) = resumed.expect("the seats are there");
            assert_eq!((game.hash(&world), misfit), (hash, None), "{name}");
        }
    }
    assert!(tried > 80, "{tried}");
}

/// A copy of all scenarios, to be changed.
fn copied() -> Folder {
    let home = Folder::new();
    copy_folder(&scenarios(), &home.file("packs"));
    home
}

/// Changes a file of a copy.
fn change(home: &Folder, path: &str, old: &str, new: &str) {
    let path = home.file("packs").join(path);
    let before = std::fs::read_to_string(&path).expect("it is there");
    assert!(before.contains(old), "`{old}` is not in {}", path.display());
    std::fs::write(path, before.replacen(old, new, 1)).expect("writable");
}

/// A change of one file of the campaign or its parts, the code of the finding that comes of
/// it, and what is said.
type Fault = (&'static str, &'static str, &'static str, &'static str, &'static [&'static str]);

/// One planted fault each.
const FAULTS: &[Fault] = &[
    (
        "campaign/campaign.ron",
        "\"status-quo\",\n    ]",
        "\"status-qou\",\n    ]",
        "error[campaign]",
        &["`status-qou` cannot be played", "campaign.ron:"],
    ),
    (
        "campaign/campaign.ron",
        "\"knocking-at-the-door\",\n",
        "\"status-quo\",\n",
        "error[twice]",
        &["`status-quo` is a part of this campaign already"],
    ),
    (
        "campaign/campaign.ron",
        "seats: [\"russia\", \"russia\", \"soviet\"",
        "seats: [\"russia\", \"russia\", \"sovjet\"",
        "error[unknown-name]",
        &["`concessions-and-recognition` has no seat `sovjet`", "write `soviet`"],
    ),
    (
        "campaign/campaign.ron",
        "seats: [\"japan\", \"japan\", ",
        "seats: [\"japan\", ",
        "error[wrong-count]",
        &["the side `japan` has 5 seats, and the campaign 6 parts"],
    ),
    (
        "campaign/campaign.ron",
        "id: \"campaign\"",
        "id: \"../campaign\"",
        "error[bad-id]",
        &["the id `../campaign` may hold only"],
    ),
    (
        "campaign/campaign.ron",
        "\"status-quo\",\n    ]",
        "\"../packs/status-quo\",\n    ]",
        "error[campaign]",
        &["that is no id of a scenario"],
    ),
    (
        "campaign/campaign.ron",
        "(id: \"china\"",
        "(id: \"japan\"",
        "error[twice]",
        &["two sides are called `japan`"],
    ),
    (
        "campaign/record.testplan",
        "part record\npart record",
        "part\npart record",
        "error[testplan]",
        &["this part is not played: part 1 does not come to its end", "record.testplan:4:"],
    ),
    (
        "campaign/record.testplan",
        "part record",
        "part rekord",
        "error[testplan]",
        &["`rekord` is unknown here", "record.testplan:3:"],
    ),
    (
        "campaign/campaign.ron",
        "opens: \"1907-03-01\"",
        "opens: \"1908-03-01\"",
        "error[dates]",
        &["opens on `1907-03-01` with its parts"],
    ),
    (
        "autonomy-and-its-price/inherits.ron",
        "lines-drawn-without-us/no-urga-treaty",
        "lines-drawn-without-us/no-urga-traety",
        "error[unknown-name]",
        &["leaves nothing of that name", "write `lines-drawn-without-us/no-urga-treaty` there"],
    ),
    (
        "lines-drawn-without-us/record.testplan",
        "seed",
        "# seed",
        "error[",
        &["lines-drawn-without-us"],
    ),
];

/// Faults of campaigns are told with their place and what to do.
#[test]
fn faults_of_campaigns_are_told() {
    let lines = "lines-drawn-without-us";
    for (path, old, new, code, said) in FAULTS {
        let home = copied();
        change(&home, path, old, new);
        if path.starts_with(lines) {
            // Cut short, it does not play to the end.
            let plan = home.file("packs").join(path);
            let text = std::fs::read_to_string(&plan).expect("it is there");
            std::fs::write(&plan, text.lines().take(12).collect::<Vec<_>>().join("\n"))
                .expect("writable");
        }
        let folder = home.file("packs/campaign").display().to_string();
        let out = call(&home, &["check", &folder]);
        let told = text(&out.stderr) + &text(&out.stdout);
        assert_eq!(out.status.code(), Some(1), "{path}: {told}");
        assert!(told.contains(code), "{code} is not told: {told}");
        for part in *said {
            assert!(told.contains(part), "`{part}` is not told: {told}");
        }
    }
    // What is left by the record, and what no part takes over.
    let home = copied();
    let legacies = home.file("packs").join(lines).join("legacies.ron");
    let before = std::fs::read_to_string(&legacies).expect("it is there");
    let more = "legacies: [\n    (id: \"always-left\", when: in_force(\"urga-1912\"), text: \"It was signed.\"),";
    std::fs::write(&legacies, before.replacen("legacies: [", more, 1)).expect("writable");
    let folder = home.file("packs/campaign").display().to_string();
    let out = call(&home, &["check", &folder]);
    let told = text(&out.stderr);
    assert_eq!(out.status.code(), Some(1), "{told}");
    assert!(told.contains("error[documented-legacy]") && told.contains("always-left"), "{told}");
    assert!(told.contains("warning[unused-legacy]"), "{told}");
    // One that holds nothing.
    std::fs::create_dir_all(home.file("packs/empty")).expect("writable");
    std::fs::write(home.file("packs/empty/campaign.ron"), "(campaign: None)").expect("writable");
    let out = call(&home, &["check", &home.file("packs/empty").display().to_string()]);
    assert_eq!(out.status.code(), Some(1));
    assert!(text(&out.stderr).contains("error[campaign]"), "{}", text(&out.stderr));
    // The campaign that ships is good.
    let out = call(&home, &["check", "scenarios/campaign"]);
    assert_eq!(out.status.code(), Some(0), "{}", text(&out.stderr));
    assert!(text(&out.stdout).contains("a campaign of 6 parts"), "{}", text(&out.stdout));
}

/// What a scenario takes over is checked where it stands.
#[test]
fn faults_of_inheritances_are_told() {
    let pack = library::read_folder(&scenarios().join("autonomy-and-its-price")).expect("good");
    let with = |inherits: &str| {
        let file = File {
            path: "more.ron".to_owned(),
            text: format!("(inherits: [(of: [\"earlier/one\"], text: \"So.\", {inherits})])"),
        };
        let mut files = pack.files().to_vec();
        files.push(file);
        compile(&Pack::new(files), coefficients()).err().unwrap_or_default()
    };
    assert!(with("").is_empty());
    for (inherits, code, said) in [
        ("unsigned: [\"kyakhta-1915\"]", "no-effect", "is not in force on the first day"),
        ("unsigned: [\"kyahkta-1915\"]", "unknown-name", "kyahkta-1915"),
        (
            "effects: [denounce(\"agreement-1912\")]",
            "no-effect",
            "on the first day nothing happens",
        ),
        ("effects: [clash(\"urga\", \"china\", \"mongolia\")]", "no-effect", "cannot be inherited"),
    ] {
        let findings = with(inherits);
        let told = findings.iter().any(|f| f.code == code && f.message.contains(said));
        assert!(told, "{inherits}: {findings:?}");
    }
    let file = File {
        path: "more.ron".to_owned(),
        text: "(inherits: [(of: [\"one\"], text: \"So.\")])".to_owned(),
    };
    let mut files = pack.files().to_vec();
    files.push(file);
    let findings = compile(&Pack::new(files), coefficients()).err().unwrap_or_default();
    assert!(findings.iter().any(|f| f.message.contains("`one` is no name of a legacy")));
}

/// The calls that take a scenario say what a campaign is, and what it can be called with.
#[test]
fn calls_tell_a_campaign_from_a_scenario() {
    let home = Folder::new();
    for (call_with, said) in [
        (&["simulate", "campaign", "--runs", "1"][..], "name one of its scenarios: `lines-drawn"),
        (&["sheets", "campaign", "--out", "x"], "is a campaign"),
        (
            &["play", "campaign", "--terminal", "--after", "a/b"],
            "a campaign opens as documented; `a/b` can be left to one of its parts",
        ),
        (
            &["play", "status-quo", "--terminal", "--after", "deterrence-on-the-halha/river-lime"],
            "did you mean `deterrence-on-the-halha/river-line`?",
        ),
        (&["play", "kyakhta", "--terminal", "--after", "a/b"], "it takes nothing over"),
        (&["play", "campaign", "--terminal", "--seat", "soviet"], "russia"),
    ] {
        let out = call(&home, call_with);
        assert_eq!(out.status.code(), Some(1), "{call_with:?}");
        assert!(text(&out.stderr).contains(said), "{call_with:?}: {}", text(&out.stderr));
    }
    let out = call(&home, &["list"]);
    assert!(
        text(&out.stdout).lines().any(|line| line.starts_with("campaign  From the Secret Line")
            && line.contains("1907-1946")
            && line.contains("a campaign of 6 parts")),
        "{}",
        text(&out.stdout)
    );
}

/// As text, one part leads to the next: what is left is told, the way on is asked for, and
/// the same journal is taken up in the second part.
#[test]
fn as_text_one_part_leads_to_the_next() {
    let home = Folder::new();
    let journal = home.file("text.journal").display().to_string();
    let plan = home.file("two.testplan");
    std::fs::write(&plan, "part record\npart\nmongolia: notes\n").expect("writable");
    let plan = plan.display().to_string();
    let out =
        call(&home, &["play", "campaign", "--terminal", "--script", &plan, "--journal", &journal]);
    let said = text(&out.stdout);
    assert!(out.status.success(), "{said}{}", text(&out.stderr));
    for told in [
        "What is left to those who come after",
        "Next: Autonomy and Its Price",
        "It opens as documented.",
    ] {
        assert!(said.contains(told), "{told}: {said}");
    }
    let recovered = journal::read(Path::new(&journal)).expect("it is a journal");
    let mut world = World::new();
    let (game, misfit) = Game::resume(&mut world, first(), &recovered).expect("there are sides");
    assert_eq!(misfit, None);
    assert_eq!(game.scenario().head.id.as_str(), "autonomy-and-its-price");
    let out = call(&home, &["replay", &journal, "--format", "json"]);
    assert!(out.status.success(), "{}", text(&out.stderr));
    let told: serde_json::Value = serde_json::from_str(&text(&out.stdout)).expect("it is JSON");
    assert_eq!(told["hash"], game.hash(&world).as_str());
    assert_eq!(
        (&told["scenario"], &told["part"]),
        (&"campaign".into(), &"autonomy-and-its-price".into())
    );
    assert_eq!(
        (&told["whole"], &told["decisions"]),
        (&true.into(), &recovered.decisions().len().into())
    );
    let out = program(&home).args(["resume", &journal, "--terminal"]).output().expect("it starts");
    assert!(text(&out.stdout).contains("Who will write back?"), "{}", text(&out.stdout));
}

/// A draw is keyed by the ids of what it is about: an item that does nothing, put before all
/// others, changes no game but for its own entry.
#[test]
fn an_item_that_does_nothing_changes_no_luck() {
    let pack = library::read_folder(&scenarios().join("kyakhta")).expect("good");
    let scenario = Arc::new(compile(&pack, coefficients()).expect("it is good"));
    let day = scenario.setting.items[0].date;
    let place = &scenario.text.items[0].place.text;
    let source = &scenario.text.sources[0].id;
    let item = format!(
        "(items: [(id: \"quiet-day\", kind: event, title: \"A quiet day\", date: \"{day}\", \
         place: \"{place}\", briefing: \"Nothing happened.\", \
         record: (date: \"that day\", text: \"Nothing is known.\", confidence: uncertain, \
         src: [\"{source}\"]))])"
    );
    let mut files = pack.files().to_vec();
    files.push(File { path: "items/00-quiet.ron".to_owned(), text: item });
    let longer = Arc::new(
        compile(&Pack::new(files), coefficients())
            .unwrap_or_else(|findings| panic!("{}", pack.render(&findings))),
    );
    assert_eq!(longer.setting.items.len(), scenario.setting.items.len() + 1);
    let outcomes = |scenario: &Arc<Scenario>, seed: u64| {
        let mut world = World::new();
        let holders = vec![Holder::Conduct; scenario.text.seats.len()];
        let game = Game::start(&mut world, Arc::clone(scenario), seed, holders);
        world.get::<Agenda>(game.timeline()).expect("a timeline").outcomes.clone()
    };
    for seed in 1..=40 {
        assert_eq!(outcomes(&scenario, seed), outcomes(&longer, seed), "seed {seed}");
    }
}

/// An answer that only another past can open is not listed as closed.
#[test]
fn answers_of_another_past_are_not_listed() {
    let scenario = knocking();
    assert!(!scenario.only_after_legacies.is_empty());
    for seed in 1..=3 {
        let mut table = Table::of(Arc::clone(&scenario), seed);
        while let Some((seat, _, open)) = table.asked() {
            let seat = scenario.text.seats[seat.index()].id.to_string();
            if let StageView::Asked(question) = &table.view(&seat).stage {
                for option in question.options.iter().filter(|option| !option.open) {
                    let heir = scenario.only_after_legacies.iter().any(|(mv, id)| {
                        scenario.move_name(*mv) == question.id
                            && scenario.option(*mv, *id).id == option.id
                    });
                    assert!(!heir, "{} {}", question.id, option.id);
                }
            }
            table.choose(&open[0]);
        }
    }
}
