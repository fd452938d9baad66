//! The calendar: what ends, ends on its day, and a stretch of time cut in two
//! brings the same as one that is whole.

use bevy::ecs::world::World;
use status_quo::rules::chronicle::{Chronicle, Event};
use status_quo::rules::holders::Holder;
use status_quo::rules::ids::ItemId;
use status_quo::rules::procedure::occasion;
use status_quo::rules::quantity::Date;
use status_quo::scenario::library;
use status_quo::sim::game::Game;

use crate::harness::{Folder, copy_folder, knocking, scenarios};

fn date(text: &str) -> Date {
    text.parse().expect("a date")
}

/// The chronicle of an unattended game of the scenario with one edit.
fn chronicle_with(seed: u64, from: &str, to: &str) -> Chronicle {
    let home = Folder::new();
    let pack = home.file("knocking-at-the-door");
    copy_folder(&scenarios().join("knocking-at-the-door"), &pack);
    let file = pack.join("instruments.ron");
    let text = std::fs::read_to_string(&file).expect("the scenario has instruments");
    assert!(text.contains(from));
    std::fs::write(&file, text.replacen(from, to, 1)).expect("the copy can be written");
    let scenario = library::open(pack.to_str().expect("the path is text"))
        .unwrap_or_else(|error| panic!("{error}"));
    let mut world = World::new();
    let n_seats = scenario.text.seats.len();
    let game = Game::start(&mut world, scenario.into(), seed, vec![Holder::Conduct; n_seats]);
    world.get::<Chronicle>(game.timeline()).expect("it is a timeline").clone()
}

/// A treaty of seven years, signed on 20 January 1925, ends on 20 January 1932:
/// between two items, and not when the next item comes up.
#[test]
fn a_treaty_runs_out_on_its_day() {
    let from = "since: \"1925-01-20\",";
    let chronicle = chronicle_with(3, from, "since: \"1925-01-20\",\n      years: 7,");
    let ends: Vec<_> =
        chronicle.entries.iter().filter(|e| matches!(e.event, Event::Ended(..))).collect();
    let at = chronicle
        .entries
        .iter()
        .position(|e| matches!(e.event, Event::Ended(..)) && e.date == date("1932-01-20"))
        .unwrap_or_else(|| panic!("the treaty ends on its day: {ends:?}"));
    let (before, after) = chronicle.entries.split_at(at);
    assert!(before.iter().all(|e| e.date <= date("1932-01-20")));
    assert!(after.iter().all(|e| e.date >= date("1932-01-20")));
}

/// Whether a treaty about something else runs out in between changes nothing on
/// a frontier that does not depend on it.
#[test]
fn a_stretch_of_time_may_be_cut() {
    let from = "since: \"1925-01-20\",";
    let incidents = |chronicle: &Chronicle| -> Vec<(u16, u32)> {
        let mut sums = vec![0; 64];
        for entry in &chronicle.entries {
            if let Event::Incidents { sector, count, .. } = entry.event {
                sums[sector.index()] += count;
            }
        }
        (0..).zip(sums).filter(|(_, n)| *n > 0).collect()
    };
    let mut seen = 0;
    for seed in 0..4 {
        let whole = chronicle_with(seed, from, from);
        // No one reads this instrument: it only cuts the time.
        let cut = chronicle_with(
            seed,
            "instruments: [",
            "instruments: [\n    (id: \"truce\", title: \"Truce\", text: \"Nothing.\", parties: [\"ussr\", \"japan\"], since: \"1930-01-02\", years: 5, terms: [], breach: [], src: [\"W16\"]),",
        );
        assert_eq!(incidents(&whole), incidents(&cut));
        seen += incidents(&whole).len();
    }
    assert!(seen > 0, "some frontier saw incidents");
}

/// No two steps of the agenda share a key for what they draw on a border.
#[test]
fn every_occasion_has_its_own_key() {
    use status_quo::rules::agenda::Stage;
    let scenario = knocking();
    let setting = &scenario.setting;
    let mut keys = std::collections::BTreeSet::new();
    let mut count = 0;
    for item in (0..setting.items.len()).map(ItemId::new) {
        let steps = [
            Stage::Opening(item),
            Stage::Speaking(item),
            Stage::Signing(item),
            Stage::Closing(item),
        ];
        for stage in steps.into_iter().chain(setting.moves_of(item).map(Stage::Moving)) {
            for nth in 0..3 {
                keys.insert(occasion(setting, Some(stage), nth));
                count += 1;
            }
        }
    }
    assert_eq!(keys.len(), count);
}

/// An instrument that renews goes on for the same term again and again; notice
/// ends it on the day the notice runs out, and not before.
#[test]
fn renewal_and_notice_run_by_the_calendar() {
    use status_quo::rules::effects::InstrumentEffect;
    use status_quo::rules::ids::InstrumentId;
    use status_quo::rules::instruments::Termination;
    use status_quo::rules::setting::Setting;
    let mut defs = knocking().setting.defs().clone();
    let id = InstrumentId::new(
        knocking()
            .text
            .instruments
            .iter()
            .position(|i| i.id == "basic-convention-1925")
            .expect("it is in force at the start"),
    );
    let def = &mut defs.instruments[id.index()];
    (def.years, def.renews, def.notice) = (Some(5), true, Some(12));
    let setting = Setting::new(defs);
    let mut instruments = knocking().opening.instruments.clone();
    // Signed on 20 January 1925: renewed in 1930 and 1935.
    let renewals = instruments.expire(&setting, date("1936-01-01"));
    let days: Vec<String> = renewals
        .iter()
        .filter(|(i, ..)| *i == id)
        .map(|(_, day, ending)| format!("{day} {}", ending.is_some()))
        .collect();
    assert_eq!(days, ["1930-01-20 false", "1935-01-20 false"]);
    assert!(instruments.in_force(id));
    let denounce = InstrumentEffect::Denounce(id);
    assert!(instruments.apply(&setting, denounce, date("1936-03-12")));
    assert!(!instruments.apply(&setting, denounce, date("1936-04-01")), "notice is given once");
    assert_eq!(instruments.runs_out(&setting, id), Some(date("1937-03-12")));
    assert!(instruments.expire(&setting, date("1937-03-11")).is_empty());
    assert!(instruments.in_force(id));
    let ended = instruments.expire(&setting, date("1937-03-12"));
    assert_eq!(ended, [(id, date("1937-03-12"), Some(Termination::Denounced))]);
    assert!(!instruments.in_force(id));
}

/// A later instrument that contradicts an earlier one is allowed, and shown: in
/// 1924 Moscow confirmed Peking's title to Mongolia, in 1936 it promised Mongolia help.
#[test]
fn instruments_that_do_not_go_together_are_shown() {
    use crate::harness::Table;
    let mut table = Table::new(1936, &["mongolia", "ussr", "japan", "china"]);
    while let Some(option) = table.recorded() {
        table.choose(&option);
    }
    let view = table.view("china");
    let protocol = view.instruments.iter().find(|i| i.title.contains("Protocol of Mutual"));
    let protocol = protocol.expect("the protocol was signed, and China knows of it");
    assert!(
        protocol.contradicts.iter().any(|line| line.contains("1924")),
        "{:?}",
        protocol.contradicts
    );
}
