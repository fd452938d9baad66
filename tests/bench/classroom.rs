//! The class under load: how long an action takes, how soon the others see it, what a
//! process of it weighs, and whether anything acknowledged is ever lost.
//!
//! Everything goes over loopback to a process of the program, with the phones of the tests.
//! It is bounded in time and in connections. Parts by name: `load`, `kill`, `hostile`,
//! `stand-ins`.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::PathBuf;
use std::process::Command;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{JoinHandle, sleep, spawn};
use std::time::{Duration, Instant};

use status_quo::classroom::lesson::{Stage, Timetable};
use status_quo::classroom::record::{self, Actor, Event};
use status_quo::classroom::session::{Plan, Session, TeacherAct};
use status_quo::scenario::library;
use status_quo::words::Words;

use crate::phone::{Hosted, Phone, form_to};

/// How long each part of the load lasts.
const LASTS: Duration = Duration::from_secs(30);

/// A folder for one class, empty.
fn folder(name: &str) -> PathBuf {
    let path = std::env::temp_dir().join(format!("status-quo-bench-{}-{name}", std::process::id()));
    let _ = std::fs::remove_dir_all(&path);
    path
}

fn host(name: &str, tables: u8) -> (Hosted, PathBuf) {
    let folder = folder(name);
    let mut program = Command::new(env!("CARGO_BIN_EXE_status-quo"));
    program.current_dir(env!("CARGO_MANIFEST_DIR"));
    (Hosted::start(program, &folder, tables), folder)
}

#[expect(clippy::disallowed_methods, reason = "a benchmark is about time")]
fn now() -> Instant {
    Instant::now()
}

/// The value below which this share of sorted times lies, in milliseconds.
fn at(times: &[Duration], share: f64) -> f64 {
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a place in a list"
    )]
    let place = ((times.len() as f64 * share) as usize).min(times.len().saturating_sub(1));
    times.get(place).map_or(f64::NAN, |time| time.as_secs_f64() * 1000.0)
}

fn quantiles(mut times: Vec<Duration>) -> String {
    times.sort();
    let (half, most, nearly) = (at(&times, 0.5), at(&times, 0.95), at(&times, 0.99));
    let all = times.len();
    format!("p50 {half:.1} ms, p95 {most:.1} ms, p99 {nearly:.1} ms ({all})")
}

/// The teacher's device.
fn teacher(hosted: &Hosted) -> Phone {
    let mut teacher = Phone::new(hosted.address);
    let answer = teacher.get(&format!("/teacher?k={}", hosted.key));
    teacher.take(&answer);
    teacher
}

/// A class of so many that has begun to play.
fn class(name: &str, tables: u8, members: usize) -> (Hosted, PathBuf, Vec<Phone>) {
    let (hosted, folder) = host(name, tables);
    let phones = (0..members).map(|_| Phone::joined(hosted.address, &hosted.code)).collect();
    let mut teacher = teacher(&hosted);
    for stage in ["arriving", "reading"] {
        teacher.post("/teacher/do", &[("do", "next"), ("stage", stage)]);
    }
    (hosted, folder, phones)
}

/// What an action was: for counting.
struct Acted {
    took: Duration,
    status: u16,
}

/// The seats to which a letter of this member goes.
fn others(page: &str) -> Vec<String> {
    let form = page.split("action=\"").find(|part| part.contains("/write\"")).unwrap_or("");
    let boxes = form.split("name=\"to\" value=\"").skip(1);
    boxes.filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect()
}

/// Does the next thing as a member: decides or drafts where it is asked, else writes a
/// letter.
fn act(phone: &mut Phone, number: usize, sent: &Mutex<BTreeMap<String, Instant>>) -> Acted {
    let home = phone.home.clone();
    let page = if number.is_multiple_of(4) { phone.look() } else { String::new() };
    if let Some(form) = form_to(&page, "/choose")
        && form.buttons.iter().any(|(_, value)| value == "decide")
    {
        let radio = form.radios[number % form.radios.len()].clone();
        let begun = now();
        let answer = phone.submit(&form, &("do".to_owned(), "decide".to_owned()), &[radio]);
        return Acted { took: begun.elapsed(), status: answer.status };
    }
    if let Some(form) = form_to(&page, "/speak") {
        let button = form.buttons[0].clone();
        let begun = now();
        let answer = phone.submit(&form, &button, &[]);
        return Acted { took: begun.elapsed(), status: answer.status };
    }
    if !page.is_empty() {
        phone.others = others(&page);
    }
    let text = format!("Letter {home} {number}.");
    let mut fields = vec![("key", text.as_str()), ("text", text.as_str())];
    fields.extend(phone.others.iter().map(|to| ("to", to.as_str())));
    let fields: Vec<(String, String)> =
        fields.into_iter().map(|(a, b)| (a.to_owned(), b.to_owned())).collect();
    let fields: Vec<(&str, &str)> = fields.iter().map(|(a, b)| (&**a, &**b)).collect();
    sent.lock().expect("no thread panics").insert(text.clone(), now());
    let begun = now();
    let answer = phone.post_by_script(&format!("{home}/write"), &fields);
    Acted { took: begun.elapsed(), status: answer.status }
}

/// A member's page that is open: it follows the stream and fetches what is new. Answers how
/// long after it was sent each letter was on the page.
fn watch(
    address: SocketAddr,
    (cookie, home): (String, String),
    sent: Arc<Mutex<BTreeMap<String, Instant>>>,
    ends: Arc<AtomicBool>,
) -> JoinHandle<Vec<Duration>> {
    spawn(move || {
        let mut page = Phone::new(address);
        page.cookie.clone_from(&cookie);
        let mut stream = TcpStream::connect(address).expect("the server runs");
        let head = page.request("GET", &format!("{home}/events"));
        stream.write_all(format!("{head}\r\n").as_bytes()).expect("the server reads");
        stream.set_read_timeout(Some(Duration::from_millis(200))).expect("it can wait");
        let mut seen: Vec<Duration> = Vec::new();
        let mut known = std::collections::BTreeSet::new();
        let mut letters = String::new();
        let mut bytes = [0; 4096];
        while !ends.load(Ordering::Relaxed) {
            let Ok(length) = stream.read(&mut bytes) else { continue };
            if length == 0 {
                break;
            }
            if !String::from_utf8_lossy(&bytes[..length]).contains("event: changed") {
                continue;
            }
            let answer = page.get(&format!("{home}/parts?has=letters:{letters}"));
            let come = now();
            if let Some((_, rest)) = answer.body.split_once("\"letters\":{\"hash\":\"") {
                rest.split('"').next().unwrap_or_default().clone_into(&mut letters);
            }
            let sent = sent.lock().expect("no thread panics");
            for one in answer.body.split("Letter /m/").skip(1) {
                let text = format!("Letter /m/{}.", one.split('.').next().unwrap_or_default());
                if let Some(when) = sent.get(&text)
                    && known.insert(text)
                {
                    seen.push(come.duration_since(*when));
                }
            }
        }
        seen
    })
}

/// Members act for a while, each resting between two actions; answers what they did, and how
/// soon the others saw their letters.
fn play(
    phones: Vec<Phone>,
    address: SocketAddr,
    lasts: Duration,
    rest: Option<Duration>,
) -> (Vec<Acted>, Vec<Duration>, Duration) {
    let sent = Arc::new(Mutex::new(BTreeMap::new()));
    let ends = Arc::new(AtomicBool::new(false));
    let watchers: Vec<JoinHandle<Vec<Duration>>> = match rest {
        None => Vec::new(),
        Some(_) => phones
            .iter()
            .map(|phone| {
                let who = (phone.cookie.clone(), phone.home.clone());
                watch(address, who, Arc::clone(&sent), Arc::clone(&ends))
            })
            .collect(),
    };
    let begun = now();
    let actors: Vec<JoinHandle<Vec<Acted>>> = phones
        .into_iter()
        .enumerate()
        .map(|(member, mut phone)| {
            let sent = Arc::clone(&sent);
            spawn(move || {
                let mut acts = Vec::new();
                let page = phone.look();
                phone.others = others(&page);
                for number in 0.. {
                    if begun.elapsed() > lasts {
                        break;
                    }
                    if let Some(rest) = rest {
                        // Nobody acts in step: a different rest for each.
                        let part = u32::try_from((member * 37 + number * 101) % 100 + 50);
                        sleep(rest * part.unwrap_or(100) / 100);
                    }
                    acts.push(act(&mut phone, number, &sent));
                }
                acts
            })
        })
        .collect();
    let acts = actors.into_iter().flat_map(|actor| actor.join().expect("it ends")).collect();
    let took = begun.elapsed();
    sleep(Duration::from_millis(500));
    ends.store(true, Ordering::Relaxed);
    let seen = watchers.into_iter().flat_map(|one| one.join().expect("it ends")).collect();
    (acts, seen, took)
}

/// How many were neither done nor refused with a reason.
fn lost(acts: &[Acted]) -> usize {
    acts.iter().filter(|act| !matches!(act.status, 200 | 303 | 409)).count()
}

/// The resident memory of a process, in megabytes.
fn memory(process: u32) -> f64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap_or_default();
    let kilobytes: f64 =
        line.split_whitespace().nth(1).and_then(|n| n.parse().ok()).unwrap_or(f64::NAN);
    kilobytes / 1024.0
}

/// Actions of members at human pace and as fast as they can, and the weight of a class.
pub(crate) fn load(line: impl Fn(String)) {
    let begun = now();
    let (hosted, _) = host("launch", 1);
    let page = Phone::new(hosted.address).get("/");
    line(format!("launch to a served join page: {:.0} ms", begun.elapsed().as_secs_f64() * 1e3));
    assert_eq!(page.status, 200);
    let begun = now();
    for _ in 0..30 {
        Phone::joined(hosted.address, &hosted.code).look();
    }
    line(format!("30 clients seated: {:.2} s", begun.elapsed().as_secs_f64()));
    drop(hosted);
    for (members, tables) in [(32, 2), (128, 8)] {
        let (hosted, _, phones) = class(&format!("pace-{members}"), tables, members);
        let rest = Some(Duration::from_secs(2));
        let (acts, seen, _) = play(phones, hosted.address, LASTS, rest);
        let lost = lost(&acts);
        line(format!(
            "{members} members at human pace: an action {}; the others see it {}; lost {lost}",
            quantiles(acts.iter().map(|act| act.took).collect()),
            quantiles(seen),
        ));
    }
    let (hosted, _, phones) = class("fast", 2, 32);
    let (acts, _, took) = play(phones, hosted.address, Duration::from_secs(10), None);
    #[expect(clippy::cast_precision_loss, reason = "a count")]
    let rate = acts.len() as f64 / took.as_secs_f64();
    let lost = lost(&acts);
    line(format!(
        "32 as fast as they can: {rate:.0} actions a second, {}; lost {lost}",
        quantiles(acts.iter().map(|act| act.took).collect())
    ));
    let (hosted, _, phones) = class("idle", 8, 150);
    let sent = Arc::new(Mutex::new(BTreeMap::new()));
    let ends = Arc::new(AtomicBool::new(false));
    let open: Vec<_> = phones
        .iter()
        .map(|p| (p.cookie.clone(), p.home.clone()))
        .map(|who| watch(hosted.address, who, Arc::clone(&sent), Arc::clone(&ends)))
        .collect();
    sleep(Duration::from_secs(3));
    line(format!("150 idle members: {:.0} MB in all", memory(hosted.process_id())));
    ends.store(true, Ordering::Relaxed);
    for one in open {
        let _ = one.join();
    }
}

/// The program killed at random moments of a lesson, and taken up again each time.
pub(crate) fn kill(line: impl Fn(String)) {
    let at = folder("kill");
    let acknowledged = Arc::new(Mutex::new(Vec::<(usize, String)>::new()));
    let decided = Arc::new(AtomicUsize::new(0));
    let mut phones: Vec<(String, String)> = Vec::new();
    let mut chance: u64 = 0x9E37_79B9_7F4A_7C15;
    let next = Arc::new(AtomicUsize::new(0));
    let mut slowest = Duration::ZERO;
    for round in 0..200 {
        let mut program = Command::new(env!("CARGO_BIN_EXE_status-quo"));
        program.current_dir(env!("CARGO_MANIFEST_DIR"));
        let begun = now();
        let hosted = Hosted::start(program, &at, 1);
        slowest = slowest.max(begun.elapsed());
        if round == 0 {
            for _ in 0..6 {
                let phone = Phone::joined(hosted.address, &hosted.code);
                phones.push((phone.cookie, phone.home));
            }
            let mut teacher = teacher(&hosted);
            for stage in ["arriving", "reading"] {
                teacher.post("/teacher/do", &[("do", "next"), ("stage", stage)]);
            }
        }
        let ends = Arc::new(AtomicBool::new(false));
        let lesson = {
            let (ends, decided) = (Arc::clone(&ends), Arc::clone(&decided));
            let teacher = teacher(&hosted);
            spawn(move || decide_on(teacher, &ends, &decided))
        };
        let actors: Vec<JoinHandle<()>> = phones
            .iter()
            .cloned()
            .enumerate()
            .map(|(member, who)| {
                let (ends, next) = (Arc::clone(&ends), Arc::clone(&next));
                let (address, kept) = (hosted.address, Arc::clone(&acknowledged));
                spawn(move || write_on(address, (member, who), &ends, &next, &kept))
            })
            .collect();
        chance ^= chance << 13;
        chance ^= chance >> 7;
        chance ^= chance << 17;
        sleep(Duration::from_millis(5 + chance % 120));
        hosted.kill();
        ends.store(true, Ordering::Relaxed);
        for actor in actors {
            actor.join().expect("it ends");
        }
        lesson.join().expect("it ends");
    }
    let lines = record::read(&at).map(|read| (read.lines, read.lost));
    let (lines, torn) = lines.expect("the record can be read");
    let acts = lines
        .iter()
        .filter(|one| matches!(one.event, Event::Acted { .. } | Event::Undone { .. }))
        .count();
    let decided = decided.load(Ordering::Relaxed);
    let mut written: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (place, one) in lines.iter().enumerate() {
        if let Event::Wrote { text, .. } = &one.event {
            written.entry(text.clone()).or_default().push(place);
        }
    }
    let acknowledged = acknowledged.lock().expect("no thread panics");
    let missing = acknowledged.iter().filter(|(_, text)| !written.contains_key(text)).count();
    let twice = written.values().filter(|places| places.len() > 1).count();
    let mut order: BTreeMap<usize, usize> = BTreeMap::new();
    let mut out_of_order = 0;
    for (member, text) in acknowledged.iter() {
        let place = written.get(text).and_then(|places| places.first()).copied().unwrap_or(0);
        let last = order.insert(*member, place).unwrap_or(0);
        out_of_order += usize::from(place < last);
    }
    let all = acknowledged.len();
    let more = written.len().saturating_sub(all);
    line(format!(
        "killed 200 times: {all} acknowledged, {missing} missing, {twice} twice, {out_of_order} out of order, {more} written and not acknowledged, {torn} lines torn at the end; {decided} decisions and steps back acknowledged, {acts} kept; slowest start {:.0} ms",
        slowest.as_secs_f64() * 1e3
    ));
}

/// The teacher has stand-ins decide and takes it back until the server is gone.
fn decide_on(mut teacher: Phone, ends: &AtomicBool, decided: &AtomicUsize) {
    while !ends.load(Ordering::Relaxed) {
        // As many stand as the console says.
        let request = format!("{}\r\n", teacher.request("GET", "/teacher"));
        let Ok(console) = teacher.try_send(&request) else { break };
        let stands = console.body.split("name=\"count\" value=\"").nth(1);
        let stands = stands.and_then(|rest| rest.split('"').next()).unwrap_or("0").to_owned();
        let forward = stands.parse::<usize>().is_ok_and(|stands| stands < 6);
        let what = if forward { "now" } else { "undo" };
        let key = format!("{what}-{}", decided.load(Ordering::Relaxed));
        let fields = [("do", what), ("table", "1"), ("count", &*stands), ("key", &*key)];
        let request = teacher.posting("/teacher/do", &fields);
        match teacher.try_send(&request) {
            Ok(answer) if answer.status == 200 => {
                decided.fetch_add(1, Ordering::Relaxed);
            }
            Ok(_) => {}
            Err(_) => break,
        }
    }
}

/// One member writes letters until the server is gone.
fn write_on(
    address: SocketAddr,
    (member, (cookie, home)): (usize, (String, String)),
    ends: &AtomicBool,
    next: &AtomicUsize,
    kept: &Mutex<Vec<(usize, String)>>,
) {
    let mut phone = Phone::new(address);
    (phone.cookie, phone.home) = (cookie, home.clone());
    while !ends.load(Ordering::Relaxed) {
        let text = format!("Letter number {}.", next.fetch_add(1, Ordering::Relaxed));
        let fields = [
            ("key", &*text),
            ("text", &*text),
            ("to", "russia"),
            ("to", "china"),
            ("to", "mongolia"),
        ];
        let request = phone.posting(&format!("{home}/write"), &fields);
        match phone.try_send(&request) {
            Ok(answer) if answer.status == 200 => {
                kept.lock().expect("no thread panics").push((member, text));
            }
            Ok(_) => {}
            Err(_) => break,
        }
    }
}

/// Members at human pace while others mean harm: connections that say nothing, heads and
/// bodies that come byte by byte, wrong tokens in floods, bodies without end.
pub(crate) fn hostile(line: impl Fn(String)) {
    let (hosted, _, phones) = class("hostile", 2, 32);
    let address = hosted.address;
    let ends = Arc::new(AtomicBool::new(false));
    let mut harm: Vec<JoinHandle<()>> = Vec::new();
    for kind in 0..4 {
        let ends = Arc::clone(&ends);
        harm.push(spawn(move || {
            let mut open: Vec<TcpStream> = Vec::new();
            let host = format!("host: {address}\r\n");
            while !ends.load(Ordering::Relaxed) {
                let Ok(mut stream) = TcpStream::connect(address) else { continue };
                let _ = stream.set_read_timeout(Some(Duration::from_millis(500)));
                let _ = match kind {
                    // Silence, and a head that never ends.
                    0 => stream.write_all(b"GET / HTTP/1.1\r\nx: "),
                    // A body that was promised and does not come.
                    1 => stream.write_all(
                        format!("POST /join HTTP/1.1\r\n{host}content-length: 1000000000\r\n\r\nx")
                            .as_bytes(),
                    ),
                    // Guessed tokens.
                    2 => stream
                        .write_all(
                            format!("GET /m/1 HTTP/1.1\r\n{host}cookie: status-quo=0\r\n\r\n")
                                .as_bytes(),
                        )
                        .and_then(|()| stream.read(&mut [0; 512]).map(|_| ())),
                    // Guessed codes.
                    _ => stream
                        .write_all(
                            format!(
                                "POST /return HTTP/1.1\r\n{host}content-type: application/x-www-form-urlencoded\r\ncontent-length: 13\r\n\r\ncode=AAAABBBB"
                            )
                            .as_bytes(),
                        )
                        .and_then(|()| stream.read(&mut [0; 512]).map(|_| ())),
                };
                if kind < 2 {
                    open.push(stream);
                    // This process may not run out of what the class needs too.
                    if open.len() > 150 {
                        open.remove(0);
                    }
                    sleep(Duration::from_millis(2));
                }
            }
        }));
    }
    let rest = Some(Duration::from_secs(2));
    let (acts, seen, _) = play(phones, address, LASTS, rest);
    ends.store(true, Ordering::Relaxed);
    for one in harm {
        let _ = one.join();
    }
    let lost = lost(&acts);
    line(format!(
        "32 members while others mean harm: an action {}; the others see it {}; lost {lost}; {:.0} MB",
        quantiles(acts.iter().map(|act| act.took).collect()),
        quantiles(seen),
        memory(hosted.process_id()),
    ));
}

/// Lessons with absent seats: how often a stand-in crossed a red line, and whether every act
/// of one is in the note of its seat.
pub(crate) fn stand_ins(line: impl Fn(String)) {
    let words = Words::english();
    let names = [
        "kyakhta",
        "lines-drawn-without-us",
        "autonomy-and-its-price",
        "concessions-and-recognition",
        "knocking-at-the-door",
        "deterrence-on-the-halha",
        "status-quo",
    ];
    let at = folder("stand-ins");
    let (mut lessons, mut acts, mut untold) = (0, 0, 0);
    let mut crossed: BTreeMap<String, usize> = BTreeMap::new();
    'all: for seed in 1.. {
        for name in names {
            if lessons == 500 {
                break 'all;
            }
            lessons += 1;
            let scenario = Arc::new(library::open(name).expect("it is built in"));
            let plan = Plan { tables: 1, seed, timetable: Timetable::default(), rehearsing: true };
            let place = at.join(lessons.to_string());
            let begun = Session::begin(&words, &scenario, &plan, Some(&place));
            let (mut session, _) = begun.expect("the record can be written");
            for stage in [Stage::Arriving, Stage::Reading] {
                session.teach("", TeacherAct::Next(stage), 0).expect("it goes on");
            }
            let mut time = 0;
            while session.stage() == Stage::Playing {
                time += 1_000;
                session.tick(time).expect("the record can be written");
            }
            let lines = record::read(&place).expect("it was written").lines;
            let mut decided = 0;
            for one in &lines {
                if let Event::Acted { by: Actor::StandIn(_), crosses, intent, .. } = &one.event {
                    decided += 1;
                    if *crosses {
                        *crossed.entry(intent.about().to_owned()).or_default() += 1;
                    }
                }
            }
            acts += decided;
            untold += decided - session.n_stood_in();
        }
    }
    line(format!(
        "stand-ins: {lessons} lessons, {acts} decisions, {} across a red line (everything open did: {crossed:?}), {untold} not told to their seat",
        crossed.values().sum::<usize>()
    ));
    let _ = std::fs::remove_dir_all(at);
}
