//! The class: lessons played over HTTP as phones without scripts do, and what must hold
//! whoever joins, leaves, returns or means harm.

use std::collections::BTreeSet;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::sync::Arc;

use status_quo::classroom::ids::{MemberId, Place, TableId};
use status_quo::classroom::keys::Token;
use status_quo::classroom::lesson::{Stage, Timetable};
use status_quo::classroom::record::{self, Actor, Event, PlaceName, WhyStandIn};
use status_quo::classroom::server::{Served, Where, serve};
use status_quo::classroom::session::{
    Done, MemberAct, Plan, Refused, Saying, Session, TeacherAct, WrittenClause,
};
use status_quo::rules::ids::SeatId;
use status_quo::scenario::Scenario;
use status_quo::view::StageView;
use status_quo::words::Phrase;

use crate::harness::{Folder, all_scenarios, call, english, program, table_of_three, text};
use crate::phone::{Hosted, Phone, form_to, forms};

fn kyakhta() -> Arc<Scenario> {
    all_scenarios()
        .into_iter()
        .find(|scenario| scenario.head.id.as_str() == "kyakhta")
        .expect("it is built in")
}

fn plan(tables: u8) -> Plan {
    Plan { tables, seed: 1, timetable: Timetable::default(), rehearsing: false }
}

fn session(scenario: &Arc<Scenario>, tables: u8, folder: Option<&Path>) -> (Session, Token) {
    Session::begin(english(), scenario, &plan(tables), folder).expect("a class can be begun")
}

/// A class of so many, without a server, that has begun to play.
fn playing(scenario: &Arc<Scenario>, size: usize) -> (Session, Vec<MemberId>) {
    let (mut session, _) = session(scenario, 1, None);
    let code = session.code().to_owned();
    let join = |_| session.join(&code, "", 0).expect("the door is open").0;
    let members = (0..size).map(join).collect();
    session.teach("", TeacherAct::Next(Stage::Arriving), 0).expect("it goes on");
    session.teach("", TeacherAct::Next(Stage::Reading), 0).expect("it goes on");
    (session, members)
}

/// A class that is being served on this machine, and its teacher's device.
struct Class {
    served: Served,
    address: SocketAddr,
    code: String,
    teacher: Phone,
}

impl Class {
    fn of(scenario: &Arc<Scenario>, tables: u8) -> Self {
        let (session, token) = session(scenario, tables, None);
        Self::serve(session, &token)
    }

    fn serve(session: Session, token: &Token) -> Self {
        let code = session.code().to_owned();
        let here = Where { bind: Some(Ipv4Addr::LOCALHOST), port: 0 };
        let served = serve(session, 0, here).expect("a port is free");
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, served.door().port));
        let mut teacher = Phone::new(address);
        let answer = teacher.get(&format!("/teacher?k={}", token.digits()));
        teacher.take(&answer);
        Self { served, address, code, teacher }
    }

    fn join(&self) -> Phone {
        Phone::joined(self.address, &self.code)
    }

    /// Has the teacher press a button of the console.
    fn teach(&mut self, what: &str, more: &[(&str, &str)]) -> String {
        let mut fields = vec![("do", what)];
        fields.extend(more);
        let answer = self.teacher.post("/teacher/do", &fields);
        assert_eq!(answer.status, 303, "{what}: {}", answer.body);
        self.teacher.look()
    }

    /// Goes on from arriving to playing.
    fn begin(&mut self) {
        self.teach("next", &[("stage", "arriving")]);
        self.teach("next", &[("stage", "reading")]);
    }
}

/// A seat at the first table.
fn at(seat: usize) -> Place {
    Place { table: TableId(0), seat: SeatId::new(seat) }
}

/// Lets a phone do what its page asks: the answer of this number, or a speech. Answers
/// whether it was asked.
fn do_asked(phone: &mut Phone, pick: usize) -> bool {
    let page = phone.look();
    if let Some(form) = form_to(&page, "/choose") {
        let Some(button) = form.buttons.iter().find(|(_, value)| value == "decide") else {
            return false;
        };
        let radio = form.radios[pick % form.radios.len()].clone();
        let answer = phone.submit(&form, &button.clone(), &[radio]);
        assert_eq!(answer.status, 303);
        return true;
    }
    if let Some(form) = form_to(&page, "/speak") {
        let accepts =
            form.buttons.iter().find(|(_, value)| value == "accept" && !pick.is_multiple_of(3));
        let button = accepts.or(form.buttons.first()).expect("there is something to say").clone();
        let answer = phone.submit(&form, &button, &[]);
        assert_eq!(answer.status, 303);
        return true;
    }
    false
}

/// Plays until nobody is asked any more; answers how often somebody was.
fn play_out(phones: &mut [Phone], pick: usize) -> usize {
    let mut asked = 0;
    loop {
        let acted = phones
            .iter_mut()
            .filter(|_| true)
            .fold(0, |acted, phone| acted + usize::from(do_asked(phone, pick + asked + acted)));
        if acted == 0 {
            return asked;
        }
        asked += acted;
        assert!(asked < 500, "the lesson does not end");
    }
}

#[test]
fn a_whole_lesson_is_played_by_plain_forms() {
    let mut class = Class::of(&kyakhta(), 1);
    let mut phones: Vec<Phone> = (0..4).map(|_| class.join()).collect();
    let page = phones[0].look();
    assert!(page.contains("The class is joining."), "{page}");
    assert!(form_to(&page, "/choose").is_none(), "nothing is asked before the lesson begins");
    class.begin();
    let decided = play_out(&mut phones, 0);
    assert!(decided > 8, "only {decided} decisions");
    let page = phones[0].look();
    // All have played: the debrief comes by itself, with its five parts.
    let page = if page.contains("class=\"debrief\"") {
        page
    } else {
        class.teach("next", &[("stage", "playing")]);
        phones[0].look()
    };
    for part in ["1. ", "2. ", "3. ", "4. ", "5. "] {
        assert!(page.contains(&format!("<h2>{part}")), "part {part} of the debrief is missing");
    }
    let mut projector = Phone::new(class.address);
    assert!(projector.get("/projector").body.contains("class=\"debrief\""));
    // What the teacher takes away: a table of decisions, and a journal that is played again.
    let csv = class.teacher.get("/teacher/export/decisions.csv").body;
    assert_eq!(csv.lines().count(), decided + 1, "{csv}");
    let journal = class.teacher.get("/teacher/export/table-1.journal").body;
    assert_eq!(phones[0].get("/teacher/export/table-1.journal").status, 403);
    let home = Folder::new();
    std::fs::write(home.file("table.journal"), journal).expect("it can be written");
    let path = home.file("table.journal");
    let path = path.to_str().expect("the path is text");
    let replayed = text(&call(&home, &["replay", path, "--format", "json"]).stdout);
    let session = class.served.end();
    assert_eq!(session.decisions_of(TableId(0)).len(), decided);
    let hash = session.hash_of(TableId(0));
    assert!(replayed.contains(&hash), "{replayed}, and the class has {hash}");
}

#[test]
fn a_class_of_any_size_is_spread_without_an_empty_seat() {
    let scenario = kyakhta();
    let n_seats = scenario.text.seats.len();
    for tables in 1..=8 {
        for size in 4..=32 {
            let (mut session, _) = session(&scenario, tables, None);
            let code = session.code().to_owned();
            for _ in 0..size {
                session.join(&code, "", 0).expect("the door is open");
            }
            session.teach("", TeacherAct::Next(Stage::Arriving), 1).expect("it goes on");
            let lines = session.table_lines(1);
            let used: Vec<_> = lines.iter().filter(|table| table.in_use).collect();
            for table in &used {
                for seat in &table.seats {
                    assert!(!seat.members.is_empty(), "{size} at {tables}: {} is empty", seat.name);
                }
            }
            let seated: usize =
                used.iter().flat_map(|table| &table.seats).map(|seat| seat.members.len()).sum();
            let room = used.len() * n_seats * 8;
            assert_eq!(seated, size.min(room), "{size} at {tables} tables");
            assert_eq!(used.len(), usize::from(tables).min(size / n_seats).max(1));
        }
    }
}

#[test]
fn the_same_thing_sent_twice_is_done_once() {
    let mut class = Class::of(&kyakhta(), 1);
    let mut phones: Vec<Phone> = (0..3).map(|_| class.join()).collect();
    class.begin();
    let asked = phones.iter_mut().find_map(|phone| {
        let form = form_to(&phone.look(), "/choose")?;
        Some((phone.home.clone(), form))
    });
    let (home, form) = asked.expect("somebody is asked");
    let phone = phones.iter_mut().find(|phone| phone.home == home).expect("it was just found");
    let button = ("do".to_owned(), "decide".to_owned());
    for _ in 0..3 {
        assert_eq!(phone.submit(&form, &button, &form.radios[..1]).status, 303);
    }
    assert!(!phone.look().contains("class=\"notice\""), "a thing sent again is no fault");
    let letter = [("key", "k1"), ("to", "russia"), ("to", "china"), ("text", "Peace?")];
    let path = format!("{home}/write");
    for _ in 0..3 {
        assert_eq!(phone.post_by_script(&path, &letter).status, 200);
    }
    let letters = phone.look().matches("Peace?").count();
    assert_eq!(letters, 1, "a letter that was sent three times stands once");
    assert_eq!(class.served.end().decisions_of(TableId(0)).len(), 1);
}

#[test]
fn who_returns_by_the_code_has_the_seat_and_the_old_device_has_not() {
    let mut class = Class::of(&kyakhta(), 1);
    let mut old = class.join();
    let page = old.look();
    let start = page.find("come back to this seat: ").expect("the code stands on the page");
    let code: String = page[start + 24..].chars().take(9).collect();
    let mut new = Phone::new(class.address);
    let answer = new.post("/return", &[("code", &code.to_lowercase())]);
    assert_eq!(answer.status, 303, "{}", answer.body);
    new.take(&answer);
    assert_eq!(new.home, old.home);
    assert_ne!(new.cookie, old.cookie);
    assert!(new.look().contains("you are the head of the delegation"));
    let lost = old.get(&old.home.clone());
    assert_eq!(lost.status, 403);
    assert!(lost.body.contains("This device does not hold seat number 1"), "{}", lost.body);
    // An answer that was lost on its way locks nobody out; a code in other hands is changed.
    let again = Phone::new(class.address).post("/return", &[("code", &code)]);
    assert_eq!(again.status, 303, "the code still holds");
    class.teach("reseat", &[("member", "1")]);
    let again = Phone::new(class.address).post("/return", &[("code", &code)]);
    assert_eq!(again.status, 403, "the code was changed");
    class.teach("lock", &[]);
    let late = Phone::new(class.address).post("/join", &[("code", &class.code)]);
    assert_eq!(late.status, 403);
    assert!(late.body.contains("The door is locked."));
    class.teach("open", &[]);
    assert!(class.join().look().contains("you are the head of the delegation"));
}

/// What must not be sent: another host's requests, another seat's acts, other tokens,
/// markup, paths that lead elsewhere, bodies without end.
#[test]
fn hostile_requests_are_refused() {
    let mut class = Class::of(&kyakhta(), 1);
    let mut mine = class.join();
    let mut other = class.join();
    class.begin();
    let own = mine.home.clone();
    let theirs = other.home.clone();
    for cookie in ["", "status-quo=", "status-quo=0123456789abcdef0123456789abcdef"] {
        let mut stranger = Phone::new(class.address);
        cookie.clone_into(&mut stranger.cookie);
        assert_eq!(stranger.get(&own).status, 403);
        assert_eq!(stranger.post(&format!("{own}/lead"), &[("key", "1")]).status, 403);
        assert_eq!(stranger.get("/teacher").status, 403);
        assert_eq!(stranger.get("/teacher/secrets").status, 403);
        assert_eq!(stranger.post("/teacher/do", &[("do", "pause")]).status, 403);
    }
    assert_eq!(mine.get(&theirs).status, 403, "a token is good for one seat only");
    assert_eq!(mine.post(&format!("{theirs}/lead"), &[("key", "1")]).status, 403);
    for path in ["/../Cargo.toml", "/m/1/../../teacher", "/%2e%2e/etc/passwd", "/m/-1", "/m/1e9"] {
        let status = mine.get(path).status;
        assert!(status == 404 || status == 400 || status == 403, "{path}: {status}");
    }
    let foreign = |head: &str, method: &str| {
        format!("{method} {own} HTTP/1.1\r\n{head}\r\ncontent-length: 0\r\n\r\n")
    };
    assert_eq!(mine.send(&foreign("host: evil.example", "GET")).status, 421);
    assert_eq!(mine.send(&foreign("host: 127.0.0.1:1", "GET")).status, 421);
    let here = format!("host: {}", class.address);
    let elsewhere = format!("{here}\r\norigin: http://evil.example");
    assert_eq!(mine.send(&foreign(&elsewhere, "POST")).status, 403);
    let elsewhere = format!("{here}\r\nsec-fetch-site: cross-site");
    assert_eq!(mine.send(&foreign(&elsewhere, "POST")).status, 403);
    let long = "x".repeat(100_000);
    let sent = mine.post(&format!("{own}/write"), &[("text", &long)]);
    assert_eq!(sent.status, 413, "a body without end is not read");
    let script = "<script>alert(1)</script>\u{202e}<img src=x onerror=alert(1)>";
    let fields = [("key", "m"), ("to", "russia"), ("text", script)];
    assert_eq!(mine.post(&format!("{own}/write"), &fields).status, 303);
    let page = other.look();
    assert!(page.contains("&lt;script&gt;"), "the letter came");
    assert!(!page.contains("<script>alert") && !page.contains("<img src=x"));
    assert!(!page.contains('\u{202e}'), "what turns a line round is made visible");
    let policy = other.get(&theirs).head("content-security-policy").map(str::to_owned);
    assert!(policy.is_some_and(|policy| !policy.contains("unsafe")));
}

/// Of what a seat alone may know nothing is in any byte that goes to the others, to the
/// projector, or to the console before secrets are asked for.
#[test]
fn no_secret_of_a_seat_goes_to_another_device() {
    for scenario in all_scenarios() {
        no_secret_goes_astray(&scenario);
    }
}

fn no_secret_goes_astray(scenario: &Arc<Scenario>) {
    let mut class = Class::of(scenario, 1);
    let mut phones: Vec<Phone> = scenario.text.seats.iter().map(|_| class.join()).collect();
    let mut projector = Phone::new(class.address);
    for phone in phones.iter_mut().chain([&mut projector, &mut class.teacher]) {
        phone.keeps = true;
    }
    class.begin();
    let letter = "Between us two alone: the line stays where it is.";
    let own = format!("{}/write", phones[0].home);
    let [writer, reader] = [0, 1].map(|seat| scenario.text.seats[seat].id.to_string());
    phones[0].post(&own, &[("key", "s"), ("to", &reader), ("text", letter)]);
    let mut turns = 0;
    loop {
        let mut acted = false;
        for phone in &mut phones {
            let parts = format!("{}/parts?has=", phone.home);
            phone.get(&parts);
            acted |= do_asked(phone, turns);
            turns += 1;
        }
        projector.get("/projector");
        class.teacher.look();
        if !acted || phones.iter().any(|phone| debrief_in(&phone.seen).is_some()) {
            break;
        }
    }
    // What came with the debrief is open to all.
    let before = |phone: &Phone| {
        phone.seen[..debrief_in(&phone.seen).unwrap_or(phone.seen.len())].to_owned()
    };
    let mut seen: Vec<(String, String)> = scenario
        .text
        .seats
        .iter()
        .zip(&phones)
        .map(|(seat, phone)| (seat.id.to_string(), before(phone)))
        .collect();
    seen.push(("projector".to_owned(), before(&projector)));
    seen.push(("console".to_owned(), before(&class.teacher)));
    let session = class.served.end();
    let (mut searched, mut read) = (0, 0);
    for (number, phone) in phones.iter().enumerate() {
        let view = session.seat_view(at(number));
        let kept = &view.debrief.as_ref().expect("the game is over").secrets;
        for line in kept.iter().filter(|line| view.chronicle.iter().all(|l| l.text != line.text)) {
            let written = maud::html! { (line.text) }.into_string();
            assert!(!before(phone).contains(&written), "kept from seat {number}: {}", line.text);
            searched += 1;
        }
    }
    for (seat, text) in scenario.text.seats.iter().zip(0..) {
        let place = PlaceName { table: TableId(0), seat: seat.id.to_string() };
        let secrets = secrets_of(&session, scenario, text);
        for secret in &secrets {
            let written = maud::html! { (secret) }.into_string();
            for (whose, bytes) in seen.iter().filter(|(whose, _)| *whose != place.seat) {
                assert!(!bytes.contains(&written), "{whose} gets of {}: {secret}", place.seat);
                searched += 1;
            }
            let own = seen.iter().find(|(whose, _)| *whose == place.seat).expect("it has a phone");
            read += usize::from(own.1.contains(&written));
        }
    }
    assert!(searched > 100, "only {searched} searches");
    assert!(read > 20, "only {read} are read by those whose they are");
    for (whose, bytes) in &seen {
        let reads = bytes.contains(letter);
        assert_eq!(reads, [&writer, &reader].contains(&whose), "{whose}");
    }
}

/// Where the debrief begins in what was sent: in a page, or in what its script reads.
fn debrief_in(sent: &str) -> Option<usize> {
    let starts = ["class=\"debrief\"", "class=\\\"debrief\\\""];
    starts.iter().filter_map(|start| sent.find(start)).min()
}

/// What only one seat reads: its brief, its red lines, and what it was told in confidence.
fn secrets_of(session: &Session, scenario: &Scenario, seat: usize) -> Vec<String> {
    let view = session.seat_view(at(seat));
    let mut secrets = scenario.brief(at(seat).seat);
    secrets.extend(view.red_lines);
    let results = view.debrief.expect("the game is over").results;
    let confided = results.into_iter().flat_map(|result| result.confided);
    let name = &scenario.text.seats[seat].name;
    secrets.extend(confided.filter(|one| one.seat == *name).flat_map(|one| one.text));
    secrets.retain(|text| text.len() > 20);
    secrets
}

#[test]
fn two_members_who_write_one_clause_both_see_it() {
    let scenario = table_of_three();
    let n_seats = scenario.text.seats.len();
    let (mut session, members) = playing(&scenario, 2 * n_seats);
    // Play on to the conference.
    let first = at(0);
    for _ in 0..50 {
        if session.conference_view(first).is_some() {
            break;
        }
        let acts = session.table_lines(0)[0].acts;
        session.teach("", TeacherAct::Now(TableId(0), acts), 0).expect("a stand-in decides");
    }
    let (one, two) = (members[0], members[n_seats]);
    let table = session.conference_view(first).expect("a conference meets");
    let clause = table.clauses.iter().find(|c| c.values.iter().filter(|v| v.open).count() > 2);
    let clause = clause.expect("a clause with three values");
    let start = &clause.value(table.start[0]).id;
    let others: Vec<&str> =
        clause.values.iter().filter(|v| v.open && v.id != *start).map(|v| v.id.as_str()).collect();
    let mut write = |member, value: &str, saw| {
        let clauses = vec![WrittenClause {
            clause: clause.id.clone(),
            value: value.to_owned(),
            was: start.clone(),
            saw,
        }];
        let act = MemberAct::Draft { conference: table.id.clone(), clauses };
        session.act(member, value, &act, 1).expect("a draft can be written")
    };
    assert_eq!(write(one, others[0], 0), Done::Drafted(0));
    assert_eq!(write(two, others[1], 0), Done::Drafted(1), "the second is told");
    assert_eq!(write(two, others[1], 1), Done::Drafted(0), "and decides, having seen both");
    let draft = session.draft_of(first, &table.id).expect("it was written");
    assert_eq!(draft.clauses[&clause.id].value, others[1]);
}

#[test]
fn the_teacher_pauses_decides_and_takes_back() {
    let mut class = Class::of(&kyakhta(), 1);
    let mut phones: Vec<Phone> = (0..3).map(|_| class.join()).collect();
    class.begin();
    class.teach("pause", &[]);
    assert!(phones[0].look().contains("The lesson stands still."));
    for phone in &mut phones {
        do_asked(phone, 0);
    }
    let page = class.teach("resume", &[]);
    assert!(
        page.contains("0 of 8 decision points past"),
        "nothing is decided while it stands still"
    );
    class.teach("now", &[("table", "1"), ("count", "0")]);
    // Whoever presses twice decides once.
    class.teach("now", &[("table", "1"), ("count", "0")]);
    let told = phones.iter_mut().any(|phone| phone.look().contains("so that the others need not"));
    assert!(told, "the seat reads that a stand-in decided");
    class.teach("undo", &[("table", "1"), ("count", "1")]);
    class.teach("undo", &[("table", "1"), ("count", "1")]);
    assert!(class.served.end().decisions_of(TableId(0)).is_empty());
}

#[test]
fn a_seat_of_which_nobody_is_there_holds_nobody_up() {
    let scenario = kyakhta();
    let (mut session, _) = playing(&scenario, 3);
    let mut now = 0;
    while session.stage() == Stage::Playing {
        now += 10_000;
        session.tick(now).expect("nothing is written to a disk");
        assert!(now < 7_200_000, "the lesson does not end");
    }
    assert!(session.is_played(TableId(0)));
}

/// A lesson whose seats are played by stand-ins, with others absent: no red line is crossed
/// as long as anything else is open, and every act is in the seat's note.
#[test]
fn stand_ins_keep_to_their_mandates() {
    let folder = Folder::new();
    for (number, scenario) in all_scenarios().iter().enumerate() {
        let place = folder.file(&number.to_string());
        let mut plan = plan(1);
        plan.rehearsing = true;
        plan.seed = 7;
        let begun = Session::begin(english(), scenario, &plan, Some(&place));
        let (mut session, _) = begun.expect("a class can be begun");
        session.teach("", TeacherAct::Next(Stage::Arriving), 0).expect("it goes on");
        session.teach("", TeacherAct::Next(Stage::Reading), 0).expect("it goes on");
        let mut now = 0;
        while session.stage() == Stage::Playing {
            now += 1_000;
            session.tick(now).expect("the disk takes it");
        }
        assert!(session.is_played(TableId(0)), "{}", scenario.head.id);
        let lines = record::read(&place).expect("it was written").lines;
        let acted = lines
            .iter()
            .filter(|line| matches!(line.event, Event::Acted { by: Actor::StandIn(_), .. }));
        let acted = acted.count();
        let told: usize =
            (0..scenario.text.seats.len()).map(|seat| session.stood_in(at(seat)).count()).sum();
        assert_eq!(acted, told, "{}: every act is told to its seat", scenario.head.id);
    }
}

/// How many lines are whole.
fn lines_in(bytes: &[u8]) -> usize {
    bytes.split(|byte| *byte == b'\n').count() - 1
}

/// A record that ends anywhere is taken up with every line that is whole, each once and in
/// order; and what comes after it is written behind it.
#[test]
fn a_record_that_ends_anywhere_is_taken_up() {
    let scenario = kyakhta();
    let folder = Folder::new();
    let whole = folder.file("whole");
    let (mut session, _) = session(&scenario, 1, Some(&whole));
    let code = session.code().to_owned();
    for _ in 0..3 {
        session.join(&code, "", 0).expect("the door is open");
    }
    session.teach("", TeacherAct::Next(Stage::Arriving), 1).expect("it goes on");
    session.teach("", TeacherAct::Next(Stage::Reading), 2).expect("it goes on");
    for acts in 0..8 {
        let now = TeacherAct::Now(TableId(0), acts);
        session.teach("", now, 3).expect("a stand-in decides");
    }
    let hash = session.hash_of(TableId(0));
    drop(session);
    let bytes = std::fs::read(record::path_in(&whole)).expect("it was written");
    let lines = lines_in(&bytes);
    let first = bytes.iter().position(|byte| *byte == b'\n').expect("it has lines") + 1;
    for (number, cut) in (first..=bytes.len()).step_by(bytes.len() / 24).enumerate() {
        let place = folder.file(&format!("cut-{number}"));
        std::fs::create_dir_all(&place).expect("the folder can be made");
        std::fs::write(record::path_in(&place), &bytes[..cut]).expect("it can be written");
        let whole_lines = lines_in(&bytes[..cut]);
        let taken = Session::take_up(english(), &scenario, &place);
        let (mut session, _, taken_up) = taken.unwrap_or_else(|error| panic!("{cut}: {error:?}"));
        assert_eq!(taken_up.events, whole_lines - 1);
        assert_eq!(taken_up.lost, usize::from(bytes[cut - 1] != b'\n'));
        if cut == bytes.len() || whole_lines == lines {
            assert_eq!(session.hash_of(TableId(0)), hash, "the same game");
        }
        session.teach("", TeacherAct::Door(false), 9).expect("it goes on");
        drop(session);
        let again = record::read(&place).expect("what was cut off is gone");
        assert_eq!(again.lost, 0);
        let last = again.lines.last().map(|line| &line.event);
        assert_eq!(last, Some(&Event::Door { open: false }));
        // It stood still until the teacher came.
        let between = &again.lines[taken_up.events..again.lines.len() - 1];
        assert!(between.iter().all(|line| matches!(line.event, Event::Paused(_))));
    }
    let mut changed = bytes;
    changed[first + 40] ^= 1;
    std::fs::write(record::path_in(&whole), changed).expect("it can be written");
    assert!(matches!(record::read(&whole), Err(record::RecordError::Changed(_, 2))));
}

/// The program itself: killed in the midst of a lesson, it goes on with all that it had
/// acknowledged.
#[test]
fn a_killed_class_goes_on_with_all_that_was_acknowledged() {
    let home = Folder::new();
    let folder = home.file("class");
    let mut acknowledged: Vec<String> = Vec::new();
    let mut phones: Vec<(String, String)> = Vec::new();
    for round in 0..4 {
        let hosted = Hosted::start(program(&home), &folder, 1);
        let address = hosted.address;
        let mut teacher = Phone::new(address);
        let answer = teacher.get(&format!("/teacher?k={}", hosted.key));
        teacher.take(&answer);
        if round == 0 {
            for _ in 0..3 {
                let phone = Phone::joined(address, &hosted.code);
                phones.push((phone.cookie, phone.home));
            }
            for stage in ["arriving", "reading"] {
                teacher.post("/teacher/do", &[("do", "next"), ("stage", stage)]);
            }
        }
        for number in 0..6 {
            let (cookie, at) = &phones[number % 3];
            let mut phone = Phone::new(address);
            (phone.cookie, phone.home) = (cookie.clone(), at.clone());
            let text = format!("Letter {round}-{number}.");
            let fields = [("key", &*text), ("to", "russia"), ("to", "china"), ("text", &*text)];
            if phone.post_by_script(&format!("{at}/write"), &fields).status == 200 {
                acknowledged.push(text);
            }
        }
        hosted.kill();
    }
    let lines = record::read(&folder).expect("it was written").lines;
    let written = lines.into_iter().filter_map(|line| match line.event {
        Event::Wrote { text, .. } => Some(text),
        _ => None,
    });
    assert_eq!(written.collect::<Vec<_>>(), acknowledged);
    assert_eq!(acknowledged.len(), 24);
}

#[test]
fn only_the_head_sends_and_another_leads_when_it_is_away() {
    let scenario = kyakhta();
    let n_seats = scenario.text.seats.len();
    let (mut session, members) = playing(&scenario, 2 * n_seats);
    let asked = (0..n_seats).find_map(|seat| match session.seat_view(at(seat)).stage {
        StageView::Asked(question) => Some((seat, question)),
        _ => None,
    });
    let (seat, question) = asked.expect("somebody is asked");
    let open = question.options.iter().find(|option| option.open).expect("something is open");
    let act = MemberAct::Choose { question: question.id.clone(), option: open.id.clone() };
    let adviser = members[seat + n_seats];
    let refused = session.act(adviser, "a", &act, 1_000);
    assert!(matches!(refused, Err(Refused::NotHead)), "{refused:?}");
    let lead = session.act(adviser, "b", &MemberAct::Lead, 1_000);
    assert!(matches!(lead, Err(Refused::HeadIsThere)), "{lead:?}");
    // Nothing was heard of the head for six minutes.
    session.see(adviser, 360_000, true);
    assert_eq!(
        session.act(adviser, "c", &MemberAct::Lead, 360_000).expect("it leads"),
        Done::Leads
    );
    assert_eq!(session.act(adviser, "d", &act, 360_000).expect("it decides"), Done::Decided);
}

#[test]
fn the_pages_ask_for_nothing_elsewhere_and_are_small() {
    let mut class = Class::of(&kyakhta(), 1);
    let mut phone = class.join();
    class.begin();
    let page = phone.look();
    for start in ["src=\"http", "href=\"http", "url("] {
        assert!(!page.contains(start), "{start}");
    }
    let assets: Vec<String> = ["/style-", "/page-"]
        .iter()
        .map(|start| {
            let at = page.find(start).expect("the page names its look and its script");
            page[at..].split('"').next().unwrap_or_default().to_owned()
        })
        .collect();
    let mut bytes = page.len();
    for asset in &assets {
        let answer = phone.get(asset);
        assert_eq!(answer.status, 200, "{asset}");
        bytes += answer.body.len();
    }
    assert!(bytes < 150_000, "{bytes} bytes for a cold page");
    assert!(forms(&page).iter().all(|form| form.action.starts_with(&phone.home)));
}

/// Lets a class of eight play at the pace of people until the stage ends: a minute and a half
/// for a question, half a minute for a speech; answers how many decisions were made.
fn play_at_their_pace(session: &mut Session, members: &[MemberId], now: &mut u64) -> usize {
    let (mut decided, mut due) = (0, *now + 90_000);
    while session.stage() == Stage::Playing && session.clock().still().is_none() {
        *now += 10_000;
        for member in members {
            session.see(*member, *now, true);
        }
        // A stand-in decides several times a second.
        while session.tick(*now).expect("nothing is written") {}
        if session.stage() != Stage::Playing || session.clock().still().is_some() || *now < due {
            continue;
        }
        let n_seats = session.scenario().text.seats.len();
        let asked = (0..n_seats).find_map(|seat| match session.seat_view(at(seat)).stage {
            StageView::Asked(question) => Some((seat, question)),
            _ => None,
        });
        due = *now + if asked.is_some() { 90_000 } else { 30_000 };
        if let Some((seat, question)) = asked {
            let open = question.options.iter().find(|option| option.open);
            let option = open.expect("something is open").id.clone();
            let act = MemberAct::Choose { question: question.id.clone(), option };
            session.act(members[seat], &now.to_string(), &act, *now).expect("it counts");
        } else {
            let acts = session.table_lines(*now)[0].acts;
            session.teach("", TeacherAct::Now(TableId(0), acts), *now).expect("it goes");
        }
        decided += 1;
    }
    decided
}

/// A class of eight that reads, with a timetable.
fn reading(scenario: &Arc<Scenario>, timetable: Timetable) -> (Session, Vec<MemberId>, u64) {
    let plan = Plan { timetable, ..plan(1) };
    let (mut session, _) =
        Session::begin(english(), scenario, &plan, None).expect("a class can be begun");
    let code = session.code().to_owned();
    let members: Vec<MemberId> =
        (0..8).map(|_| session.join(&code, "", 0).expect("the door is open").0).collect();
    let mut now = 4 * MINUTE;
    session.teach("", TeacherAct::Next(Stage::Arriving), now).expect("it goes on");
    while session.stage() == Stage::Reading {
        now += 10_000;
        session.tick(now).expect("nothing is written");
    }
    (session, members, now)
}

const MINUTE: u64 = 60_000;

/// A lesson of 45 minutes in which every decision takes its time: what is essential is played
/// by the class, what there is no time for by stand-ins; the bell rings with the debrief's
/// minutes left, and the debrief is whole, whatever was unfinished.
#[test]
fn a_lesson_of_45_minutes_ends_with_its_debrief() {
    let mut unplayed = BTreeSet::new();
    for scenario in all_scenarios() {
        let id = &scenario.head.id;
        let (mut session, members, mut now) = reading(&scenario, Timetable::of(45));
        let decided = play_at_their_pace(&mut session, &members, &mut now);
        assert_eq!(session.stage(), Stage::Debriefing);
        assert!(now <= 34 * MINUTE + 10_000, "{id}: {now}");
        assert!(decided > 5, "{id}: {decided}");
        for act in session.acts_at(TableId(0)) {
            let item = scenario.item(act.item.expect("somebody was asked"));
            let for_time = act.by == Actor::StandIn(WhyStandIn::Time);
            assert!(!(for_time && item.essential), "{id}: `{}` was passed over", item.id);
        }
        while session.tick(now).expect("nothing is written") {}
        assert!(session.is_played(TableId(0)));
        for act in session.acts_at(TableId(0)) {
            let item = scenario.item(act.item.expect("somebody was asked"));
            let at_bell = act.by == Actor::StandIn(WhyStandIn::Bell);
            if at_bell && item.essential {
                unplayed.insert(format!("{id}: the bell rang before `{}`", item.id));
            }
        }
        let left = session.clock().left(now).expect("the debrief has its time");
        assert!(left >= 10 * MINUTE, "{left}");
        let debrief = session.seat_view(at(0)).debrief.expect("the game is over");
        assert!(!debrief.outcomes.is_empty() && !debrief.trust.contradictions.is_empty());
    }
    assert!(unplayed.is_empty(), "{unplayed:#?}");
}

/// Two lessons of 45 minutes: the first ends in the middle of the game and the class stands
/// still, with what it was asked; the second goes on from there, with time for more items than
/// one lesson has, and ends with a debrief.
#[test]
fn two_lessons_have_a_break_and_time_for_more() {
    let passed = |session: &Session, now| session.table_lines(now)[0].passed.len();
    let scenario = all_scenarios().swap_remove(0);
    let (mut once, members, mut now) = reading(&scenario, Timetable::of(45));
    play_at_their_pace(&mut once, &members, &mut now);
    let passed_in_one = passed(&once, now);
    let (mut session, members, mut now) = reading(&scenario, Timetable::twice(45));
    play_at_their_pace(&mut session, &members, &mut now);
    assert_eq!(session.stage(), Stage::Playing);
    assert_eq!(now, 45 * MINUTE);
    assert_eq!(session.clock().still(), Some(Phrase("class-state-break")));
    let acts = session.acts_at(TableId(0)).len();
    // A week later.
    now += 7 * 24 * 60 * MINUTE;
    session.tick(now).expect("nothing is written");
    assert_eq!(session.acts_at(TableId(0)).len(), acts, "nothing happens in the break");
    session.teach("", TeacherAct::Pause(false), now).expect("it goes on");
    let second = now;
    play_at_their_pace(&mut session, &members, &mut now);
    assert_eq!(session.stage(), Stage::Debriefing);
    assert!(now - second <= 26 * MINUTE + 10_000);
    assert!(session.acts_at(TableId(0)).len() > acts);
    let passed_in_two = passed(&session, now);
    assert!(passed_in_two < passed_in_one, "passed over: {passed_in_one}, {passed_in_two}");
}

/// The projector shows the map of what everybody may know, with the names of its regions, and
/// small enough for any network.
#[test]
fn the_projector_shows_the_map() {
    for scenario in all_scenarios() {
        let mut class = Class::of(&scenario, 1);
        class.join();
        class.begin();
        let page = Phone::new(class.address).get("/projector").body;
        let map = &page[page.find("<svg").expect("a map")..page.find("</svg>").expect("its end")];
        assert!(map.len() < 150_000, "{}: {} bytes", scenario.head.id, map.len());
        let session = class.served.end();
        let view = session.public_view(TableId(0)).map;
        assert!(!view.regions.is_empty());
        for region in view.regions {
            let label = maud::html! { (region.label) }.into_string();
            assert!(map.contains(&label), "{}: {label}", scenario.head.id);
        }
    }
}

/// A class that was taken up again waits for its people: no stand-in decides for those who
/// have not connected yet, and no time passes, however long that takes.
#[test]
fn a_class_that_is_taken_up_waits_for_its_people() {
    let scenario = kyakhta();
    let folder = Folder::new();
    let (session_, _) = session(&scenario, 1, Some(folder.path()));
    let mut first = session_;
    let code = first.code().to_owned();
    for _ in 0..3 {
        first.join(&code, "", 0).expect("the door is open");
    }
    first.teach("", TeacherAct::Next(Stage::Arriving), 0).expect("it goes on");
    first.teach("", TeacherAct::Next(Stage::Reading), 0).expect("it goes on");
    drop(first);
    let taken = Session::take_up(english(), &scenario, folder.path()).expect("it is whole");
    let (mut again, _, taken_up) = taken;
    for minute in 1..60 {
        again.tick(taken_up.at + minute * 60_000).expect("it waits");
    }
    assert!(again.decisions_of(TableId(0)).is_empty(), "nobody was there");
    let now = taken_up.at + 3_600_000;
    again.see(MemberId(1), now, true);
    again.tick(now + 1_000).expect("it goes on");
    assert!(again.decisions_of(TableId(0)).is_empty(), "the others get their time to come");
    assert!(!again.clock().is_paused());
}

/// Of two taps on the same form one counts, and a letter that was refused is not lost.
#[test]
fn a_double_tap_is_one_member_and_a_refused_letter_comes_back() {
    let mut class = Class::of(&kyakhta(), 1);
    let mut phone = Phone::new(class.address);
    let form = form_to(&phone.get("/").body, "/join").expect("a form to join");
    let key = form.fields.iter().find(|(name, _)| name == "key").expect("it has a key").1.clone();
    let code = class.code.clone();
    let first = phone.post("/join", &[("code", &code), ("key", &key)]);
    let second = phone.post("/join", &[("code", &code), ("key", &key)]);
    assert_eq!(first.head("location"), second.head("location"));
    phone.take(&second);
    assert!(phone.look().contains("you are the head of the delegation"));
    class.begin();
    let path = format!("{}/write", phone.home);
    phone.post(&path, &[("key", "a"), ("text", "To whom, though?")]);
    let page = phone.look();
    assert!(page.contains("Mark to whom it goes."), "it says why");
    assert!(page.contains(">To whom, though?</textarea>"), "and nothing is lost");
}

/// An answer to what stood on the page is not given to what came since.
#[test]
fn what_is_said_late_is_not_said_to_something_else() {
    let scenario = table_of_three();
    let n_seats = scenario.text.seats.len();
    let (mut session, members) = playing(&scenario, n_seats);
    let speaker = |session: &Session| {
        (0..n_seats).find_map(|seat| match session.seat_view(at(seat)).stage {
            StageView::Conference(table) => Some((seat, table)),
            _ => None,
        })
    };
    let mut acts = 0;
    while speaker(&session).is_none() {
        session.teach("", TeacherAct::Now(TableId(0), acts), 0).expect("a stand-in decides");
        acts += 1;
        assert!(acts < 50);
    }
    let (seat, table) = speaker(&session).expect("a conference meets");
    let late =
        MemberAct::Speak { conference: table.id.clone(), saying: Saying::WalkOut, after: acts - 1 };
    let refused = session.act(members[seat], "late", &late, 1);
    assert!(matches!(refused, Err(Refused::NotOpen)), "{refused:?}");
    let now = MemberAct::Speak { conference: table.id, saying: Saying::WalkOut, after: acts };
    assert_eq!(session.act(members[seat], "now", &now, 1).expect("it counts"), Done::Decided);
}
