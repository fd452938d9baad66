//! What lies on the desk: settings, and a desk that several share.

use status_quo::desktop::desk::Desk;
use status_quo::desktop::settings::Settings;
use status_quo::rules::ids::SeatId;
use status_quo::sim::level::Level;

/// A game that was begun otherwise, by a call or in an earlier journal, changes nothing that is
/// set; the next game begins as it is set.
#[test]
fn a_game_that_was_begun_otherwise_changes_no_setting() {
    let set = Settings { level: Level::Guided, ..Settings::default() };
    let mut desk = Desk { settings: set.clone(), ..Desk::default() };
    desk.begin_as_set();
    assert_eq!(desk.level, Level::Guided);
    desk.level = Level::Unaided;
    assert_eq!(desk.settings, set);
    desk.begin_as_set();
    assert_eq!((desk.level, &desk.settings), (Level::Guided, &set));
}

/// What is set is read back as it was written, and what is not named is as usual.
#[test]
fn settings_are_read_back_as_they_were_written() {
    let set = Settings { text: 150, numbers: true, level: Level::Unaided, ..Settings::default() };
    assert_eq!(Settings::parse(&set.text()), Some(set));
    assert_eq!(Settings::parse("()"), Some(Settings::default()));
}

/// Who gets the desk sees it behind a curtain, is told once why he is there, and goes on
/// reading where he stopped.
#[test]
fn a_shared_desk_remembers_what_each_has_read() {
    let (one, other) = (SeatId(0), SeatId(2));
    let mut desk = Desk::default();
    desk.give_to(one);
    assert!(desk.shared.curtain && desk.opens && desk.read == 0);
    (desk.shared.curtain, desk.opens, desk.read) = (false, false, 3);
    desk.give_to(other);
    assert!(desk.shared.curtain && desk.opens && desk.read == 0);
    desk.read = 1;
    desk.give_to(one);
    assert!(desk.shared.curtain && !desk.opens);
    assert_eq!((desk.seat, desk.read), (Some(one), 3));
    desk.give_to(other);
    assert_eq!((desk.opens, desk.read), (false, 1));
}
