//! Sheets on paper: whole, escaped, self-contained, and no secret on the wrong one.

use std::sync::Arc;

use status_quo::rules::ids::SeatId;
use status_quo::scenario::Scenario;
use status_quo::scenario::draft::{Mandate, Name, Native, Prose, Seat};
use status_quo::sheets::{pages, short_pages};

use crate::harness::{Folder, all_scenarios, call, english, table_of_three, text};

fn all() -> impl Iterator<Item = Arc<Scenario>> {
    all_scenarios().into_iter().chain([table_of_three()])
}

/// The page of a seat.
fn page_of(scenario: &Scenario, seat: usize) -> String {
    // The teacher's page comes first.
    pages(english(), scenario).swap_remove(seat + 1).text
}

/// Changes a text so that whoever shows it shows another page.
fn change(text: &mut String) {
    text.push_str(" (changed)");
}

/// The same with every passage of a text.
fn change_prose(prose: &mut Prose) {
    prose.passages.iter_mut().for_each(|passage| change(&mut passage.text));
}

fn change_mandate(mandate: &mut Mandate) {
    mandate.red_lines.iter_mut().for_each(|line| change(&mut line.text));
    mandate.without.iter_mut().for_each(|other| {
        change(&mut other.text);
        other.worth.value.number = 1.0 - other.worth.number() / 2.0;
    });
    for interest in &mut mandate.interests {
        interest.weight /= 2.0;
        interest.worth.iter_mut().for_each(|(_, worth)| *worth /= 2.0);
    }
    for group in mandate.home.iter_mut().flat_map(|home| &mut home.groups) {
        change(&mut group.name);
    }
}

/// The same scenario with everything changed that a seat may not know beforehand.
fn with_other_secrets(scenario: &Scenario, seat: usize) -> Scenario {
    let mut other = scenario.clone();
    let setting = &scenario.setting;
    let id = scenario.text.seats[seat].id.clone();
    let hidden = |known_to: &[Name<Seat>]| {
        !known_to.is_empty() && known_to.iter().all(|name| name.text != id)
    };
    let text = &mut other.text;
    for (_, one) in text.seats.iter_mut().enumerate().filter(|(index, _)| *index != seat) {
        change_prose(&mut one.brief);
        change_prose(&mut one.hook);
        one.objectives.iter_mut().for_each(|o| change(&mut o.text));
        one.red_lines.iter_mut().for_each(|line| change(&mut line.text));
        one.advisers.iter_mut().for_each(|adviser| change(&mut adviser.name));
    }
    // How it ended in history is for the debrief.
    text.seats.iter_mut().flat_map(|s| &mut s.objectives).for_each(|o| change(&mut o.documented));
    text.outcomes.iter_mut().for_each(|outcome| change(&mut outcome.record));
    text.contradictions.iter_mut().for_each(|entry| change(&mut entry.ruling));
    for (index, instrument) in text.instruments.iter_mut().enumerate() {
        let def = &setting.instruments[index];
        let party = def.parties.iter().any(|p| setting.seat_of(*p) == Some(SeatId::new(seat)));
        if def.secret && !party {
            change(&mut instrument.title);
            change(&mut instrument.text);
        }
    }
    for fact in text.facts.iter_mut().filter(|fact| hidden(&fact.known_to)) {
        change(&mut fact.name);
        fact.values.iter_mut().for_each(|value| change(&mut value.text));
    }
    for item in &mut text.items {
        change(&mut item.record.text);
        let secret = hidden(&item.known_to);
        if secret {
            change(&mut item.title);
            change_prose(&mut item.briefing);
            change_prose(&mut item.background);
        }
        let others = item.private.iter_mut().filter(|p| p.seat.text != id);
        others.for_each(|p| change_prose(&mut p.text));
        for mv in item.moves.iter_mut().filter(|mv| mv.seat.text != id) {
            change(&mut mv.question);
            for option in &mut mv.options {
                change_prose(&mut option.text);
                change(&mut option.done);
                if secret || hidden(&option.known_to) {
                    change(&mut option.label);
                }
            }
        }
        let Some(conference) = &mut item.conference else { continue };
        change(&mut conference.done);
        for party in conference.parties.iter_mut().filter(|party| party.seat.text != id) {
            change_prose(&mut party.instructions);
            party.mandates.iter_mut().for_each(change_mandate);
        }
        let at_the_table = conference.parties.iter().any(|party| party.seat.text == id);
        for clause in &mut conference.clauses {
            change(&mut clause.record);
            if !at_the_table || hidden(&clause.known_to) {
                change(&mut clause.title);
                clause.values.iter_mut().for_each(|value| {
                    change(&mut value.label);
                    change(&mut value.text);
                });
            }
        }
    }
    other
}

/// Whatever else were secret, a seat's paper would be the same, byte for byte.
#[test]
fn no_secret_of_another_seat_reaches_a_sheet() {
    for scenario in all() {
        for seat in 0..scenario.text.seats.len() {
            let other = with_other_secrets(&scenario, seat);
            let (before, after) = (page_of(&scenario, seat), page_of(&other, seat));
            let name = &scenario.text.seats[seat].id;
            let differs = before.lines().zip(after.lines()).find(|(a, b)| a != b);
            assert!(before == after, "{}/{name}: {differs:?}", scenario.head.id);
            assert!(!after.contains("(changed)"));
            for (index, other_seat) in scenario.text.seats.iter().enumerate() {
                if index != seat {
                    assert_ne!(
                        page_of(&scenario, index),
                        page_of(&other, index),
                        "{}",
                        other_seat.id
                    );
                }
            }
            assert_ne!(pages(english(), &scenario)[0].text, pages(english(), &other)[0].text);
        }
    }
}

/// What is its own is on it: brief, aims, instructions, the side letter it shares.
#[test]
fn a_sheet_holds_what_its_seat_needs() {
    let three = table_of_three();
    let north = page_of(&three, 0);
    assert!(north.contains("CONFIDENTIAL-north") && north.contains("North stands by South."));
    let west = page_of(&three, 2);
    assert!(west.contains("CONFIDENTIAL-west") && west.contains("The mine is shared."));
    assert!(!west.contains("CONFIDENTIAL-north") && !west.contains("North stands by South."));
    let east = page_of(&three, 3);
    assert!(!east.contains("The mine") && !east.contains("The toll is low."), "East is no party");
    // A mandate that follows another leader names the leader.
    assert!(page_of(&three, 1).contains("South two"));

    for scenario in all_scenarios() {
        for (index, seat) in scenario.text.seats.iter().enumerate() {
            let page = page_of(&scenario, index);
            for objective in &seat.objectives {
                assert!(page.contains(&escaped(&objective.text)), "{}", objective.text);
                assert!(
                    !page.contains(&escaped(&objective.documented)),
                    "{}",
                    objective.documented
                );
            }
            assert!(page.contains(&escaped(&scenario.hook(SeatId::new(index)))));
        }
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[test]
fn the_teacher_has_every_record_source_and_documented_choice() {
    for scenario in all() {
        let page = &pages(english(), &scenario)[0].text;
        for source in &scenario.text.sources {
            assert!(page.contains(&escaped(&source.title)), "{}", source.id);
        }
        for item in &scenario.text.items {
            assert!(page.contains(&escaped(&item.title)), "{}", item.id);
            for mv in &item.moves {
                assert!(page.contains(&escaped(&mv.question)));
            }
            let accounts = item.record.accounts.iter();
            assert!(accounts.clone().all(|account| page.contains(&escaped(&account.says))));
        }
        let recorded = scenario.text.items.iter().flat_map(|i| &i.moves).flat_map(|m| &m.options);
        let recorded = recorded.filter(|option| option.recorded).count();
        assert!(page.matches("as documented").count() >= recorded);
        assert!(scenario.head.unknown.iter().all(|text| page.contains(&escaped(text))));
    }
}

/// A text with markup in it is shown, not run; nothing is asked of the net.
#[test]
fn pages_are_escaped_and_ask_for_nothing() {
    let mut hostile = Scenario::clone(&table_of_three());
    let bad = "<script>alert(1)</script><img src=x onerror=\"x\"> & </style>";
    hostile.head.title = bad.to_owned();
    hostile.text.seats[0].brief.passages[0].text = bad.to_owned();
    hostile.text.seats[0].id = ron::from_str("\"../../up\"").expect("it is a text");
    hostile.text.leaders[0].native =
        Some(Native { lang: "mn\" onload=\"x".to_owned(), text: bad.to_owned() });
    for page in pages(english(), &hostile)
        .iter()
        .chain(all().flat_map(|s| pages(english(), &s)).collect::<Vec<_>>().iter())
    {
        let text = &page.text;
        assert!(!page.path.contains(['/', '\\']), "{}", page.path);
        assert_eq!(text.matches("<style>").count(), 1);
        assert_eq!(text.matches("</style>").count(), 1, "{}", page.path);
        for tag in tags(text) {
            let name = tag.trim_start_matches('/').split(' ').next().unwrap_or("");
            let known = !["script", "img", "link", "iframe", "object", "base"].contains(&name);
            assert!(known, "{}: <{tag}>", page.path);
            for asks in [" src", " href", " on", " style"] {
                assert!(!tag.contains(asks), "{}: <{tag}>", page.path);
            }
        }
        assert!(!text.contains("url(") && !text.contains("@import"));
        assert!(text.contains("default-src 'none'"));
    }
}

/// The tags of a page without what stands in quotes in them.
fn tags(page: &str) -> Vec<String> {
    let bare = |tag: &str| tag.split('"').step_by(2).collect::<String>();
    page.split('<').skip(1).filter_map(|rest| Some(bare(rest.split_once('>')?.0))).collect()
}

#[test]
fn names_in_their_own_writing_carry_their_language() {
    let mut seen = std::collections::BTreeSet::new();
    for scenario in all_scenarios() {
        for page in pages(english(), &scenario) {
            for lang in ["mn", "ru", "ja", "zh"] {
                if page.text.contains(&format!("lang=\"{lang}\"")) {
                    seen.insert(lang);
                }
            }
        }
    }
    assert_eq!(seen.len(), 4, "{seen:?}");
}

#[test]
fn the_command_writes_a_page_for_every_seat_and_never_over_another() {
    let home = Folder::new();
    let out = home.file("paper");
    let out = out.to_str().expect("a path for temporary files is text");
    let done = call(&home, &["sheets", "kyakhta", "--out", out]);
    assert!(done.status.success(), "{}", text(&done.stderr));
    let mut names: Vec<String> = std::fs::read_dir(out)
        .expect("it was written")
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert_eq!(
        names,
        ["seat-china.html", "seat-mongolia.html", "seat-russia.html", "teacher.html"]
    );
    let again = call(&home, &["sheets", "kyakhta", "--out", out]);
    assert_eq!(again.status.code(), Some(1));
    assert!(text(&again.stderr).contains("not empty"), "{}", text(&again.stderr));
}

/// Printed, a short sheet is two pages: some 600 words each as it is set.
#[test]
fn a_short_sheet_holds_what_a_seat_wants_on_two_pages() {
    for scenario in all_scenarios() {
        let sheets = short_pages(english(), &scenario).into_iter().skip(1);
        for ((index, seat), sheet) in scenario.text.seats.iter().enumerate().zip(sheets) {
            let body = sheet.text.split("<body>").nth(1).expect("a page has a body");
            let plain = body.split('<').map(|part| part.split_once('>').map_or(part, |(_, t)| t));
            let words: usize = plain.map(|text| text.split_whitespace().count()).sum();
            assert!(words < 1_200, "{}, {}: {words} words", scenario.head.id, seat.id);
            let written = |text: &str| maud::html! { (text) }.into_string();
            for paragraph in scenario.brief(SeatId::new(index)) {
                assert!(body.contains(&written(&paragraph)), "{}: {paragraph}", seat.id);
            }
            for objective in &seat.objectives {
                assert!(body.contains(&written(&objective.text)), "{}", objective.text);
            }
            for (other, of) in scenario.text.seats.iter().enumerate().filter(|(o, _)| *o != index) {
                for paragraph in scenario.brief(SeatId::new(other)) {
                    assert!(!body.contains(&written(&paragraph)), "{} reads of {}", seat.id, of.id);
                }
            }
        }
    }
}
