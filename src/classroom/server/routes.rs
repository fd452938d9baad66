//! The addresses of a class, and what is done at each.

use std::sync::Arc;

use axum::extract::{DefaultBodyLimit, Extension, Form, Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Router, body::Body};
use serde::Deserialize;

use super::answers::{
    answer, back, back_with, is_script, json, kept, not_done, page, printed, saved,
};
use super::app::{App, Door};
use super::guard::{cookie, guard, token};
use super::live::{Follows, stream};
use super::open_connections::Trust;
use crate::classroom::export;
use crate::classroom::host::{Desk, NotDone};
use crate::classroom::ids::{MemberId, TableId};
use crate::classroom::keys::Token;
use crate::classroom::lesson::{Moment, Stage};
use crate::classroom::pages::{
    ConsoleSheet, EDITION, Live, MemberSheet, ProjectorSheet, SCRIPT, STYLE, console_page,
    console_parts, guide_page, handout, join_page, lost_page, member_page, member_parts,
    projector_page, projector_parts,
};
use crate::classroom::record::PlaceName;
use crate::classroom::session::{
    Done, MemberAct, Refused, Saying, TeacherAct, WrittenClause, refused_words,
};
use crate::classroom::wire::{Parts, Update, WIRE, news};

/// The most bytes of a body.
const LONGEST_BODY: usize = 32 * 1024;

/// The fields of a form, in order.
type Fields = Vec<(String, String)>;

/// The routes of a class.
pub(super) fn router(app: &Arc<App>) -> Router {
    Router::new()
        .route("/", get(arrival))
        .route("/join", post(join))
        .route("/return", post(come_back))
        .route("/m/{member}", get(member))
        .route("/m/{member}/parts", get(member_news))
        .route("/m/{member}/handout", get(member_handout))
        .route("/m/{member}/events", get(member_stream))
        .route("/m/{member}/{act}", post(member_act))
        .route("/teacher", get(teacher))
        .route("/teacher/secrets", get(teacher_secrets))
        .route("/teacher/parts", get(teacher_news))
        .route("/teacher/secrets/parts", get(teacher_secret_news))
        .route("/teacher/events", get(teacher_stream))
        .route("/teacher/guide", get(teacher_guide))
        .route("/teacher/export/{name}", get(teacher_export))
        .route("/teacher/secrets/events", get(teacher_stream))
        .route("/teacher/do", post(teacher_act))
        .route("/projector", get(projector))
        .route("/projector/parts", get(projector_news))
        .route("/projector/events", get(projector_stream))
        .route(&format!("/style-{EDITION}.css"), get(|| async { kept("text/css", STYLE) }))
        .route(&format!("/page-{EDITION}.js"), get(|| async { kept("text/javascript", SCRIPT) }))
        .fallback(nothing)
        .layer(DefaultBodyLimit::max(LONGEST_BODY))
        .layer(from_fn_with_state(Arc::clone(app), guard))
        .with_state(Arc::clone(app))
}

async fn nothing() -> Response {
    (StatusCode::NOT_FOUND, Body::empty()).into_response()
}

/// What comes with the address of the page on which one joins.
#[derive(Deserialize)]
struct Arrival {
    /// The code of the class.
    #[serde(default)]
    c: String,
}

async fn arrival(State(app): State<Arc<App>>, Query(with): Query<Arrival>) -> Response {
    join_again(&app, with.c, None).await
}

async fn join_again(app: &Arc<App>, code: String, refused: Option<Refused>) -> Response {
    let open = app.host.read(|desk, _| desk.session.is_open()).await;
    let said = refused.map(|why| refused_words(&app.words, &why));
    let status = if said.is_some() { StatusCode::FORBIDDEN } else { StatusCode::OK };
    match open {
        Ok(open) => {
            let key = Token::fresh().map(|key| key.digits().to_owned()).unwrap_or_default();
            let form = (code.as_str(), key.as_str());
            page(status, join_page(&app.words, &app.title, open, form, said.as_ref()))
        }
        Err(why) => not_done(&app.words, &HeaderMap::new(), &why),
    }
}

fn field<'a>(fields: &'a Fields, name: &str) -> &'a str {
    fields.iter().find(|(n, _)| n == name).map_or("", |(_, value)| value)
}

/// A member who joined or returned.
type Arrived = Result<(MemberId, Token), Refused>;

async fn join(State(app): State<Arc<App>>, Form(fields): Form<Fields>) -> Response {
    let code = field(&fields, "code").to_owned();
    let (given, key) = (code.clone(), field(&fields, "key").to_owned());
    let joined = app.host.act(move |desk, now| desk.session.join(&given, &key, now)).await;
    seated(&app, code, joined).await
}

async fn come_back(State(app): State<Arc<App>>, Form(fields): Form<Fields>) -> Response {
    let code = field(&fields, "code").to_owned();
    let back = app.host.act(move |desk, now| desk.session.come_back(&code, now)).await;
    seated(&app, String::new(), back).await
}

async fn seated(app: &Arc<App>, code: String, arrived: Result<Arrived, NotDone>) -> Response {
    match arrived {
        Ok(Ok((member, token))) => {
            let own = format!("/m/{}", member.0);
            back_with(&own, &cookie(&token, &own))
        }
        Ok(Err(why)) => join_again(app, code, Some(why)).await,
        Err(why) => not_done(&app.words, &HeaderMap::new(), &why),
    }
}

/// The page of a device without a token that holds.
fn lost(app: &App, headers: &HeaderMap, member: MemberId) -> Response {
    if is_script(headers) {
        return answer(StatusCode::FORBIDDEN, false, refused_words(&app.words, &Refused::NotYou));
    }
    page(StatusCode::FORBIDDEN, lost_page(&app.words, &app.title, member))
}

/// Reads something of the session for a member whose device holds its token; else the answer
/// that says why not.
async fn read_for<T: Send + 'static>(
    app: &Arc<App>,
    trust: &Trust,
    (member, headers): (MemberId, &HeaderMap),
    tells: bool,
    job: impl FnOnce(&mut Desk, Moment) -> T + Send + 'static,
) -> Result<T, Response> {
    let token = token(headers);
    let read = app.host.read(move |desk, now| {
        desk.session.admit(member, &token)?;
        desk.session.see(member, now, tells);
        Ok::<_, Refused>(job(desk, now))
    });
    match read.await {
        Ok(Ok(result)) => {
            trust.give();
            Ok(result)
        }
        Ok(Err(_)) => Err(lost(app, headers, member)),
        Err(why) => Err(not_done(&app.words, headers, &why)),
    }
}

/// What a page gets that asks for what is new.
fn update(live: Live, (left, paused): (Option<u64>, bool), parts: Parts) -> Update {
    Update { v: WIRE, whose: live.whose, left, paused, parts }
}

async fn member(
    State(app): State<Arc<App>>,
    Extension(trust): Extension<Trust>,
    Path(member): Path<u32>,
    headers: HeaderMap,
) -> Response {
    let member = MemberId(member);
    let read = read_for(&app, &trust, (member, &headers), false, move |desk, now| {
        let said = desk.session.take_notice(member);
        let unsent = desk.session.take_unsent(member).unwrap_or_default();
        let sheet = MemberSheet::of(desk, member, now)?;
        Some(member_page(desk.session.words(), &sheet, said.as_ref(), &unsent))
    });
    match read.await {
        Ok(Some(html)) => page(StatusCode::OK, html),
        Ok(None) => lost(&app, &headers, member),
        Err(answer) => answer,
    }
}

/// What a page tells that asks for what is new.
#[derive(Deserialize)]
struct Asks {
    /// The parts that it has, with their hashes.
    #[serde(default)]
    has: String,
}

async fn member_news(
    State(app): State<Arc<App>>,
    Extension(trust): Extension<Trust>,
    Path(member): Path<u32>,
    Query(asks): Query<Asks>,
    headers: HeaderMap,
) -> Response {
    let member = MemberId(member);
    let read = read_for(&app, &trust, (member, &headers), true, move |desk, now| {
        let sheet = MemberSheet::of(desk, member, now)?;
        let parts = news(member_parts(desk.session.words(), &sheet), &asks.has);
        Some(update(sheet.live.clone(), sheet.time(), parts))
    });
    match read.await {
        Ok(Some(update)) => json(StatusCode::OK, &update),
        Ok(None) => lost(&app, &headers, member),
        Err(answer) => answer,
    }
}

async fn member_handout(
    State(app): State<Arc<App>>,
    Extension(trust): Extension<Trust>,
    Path(member): Path<u32>,
    headers: HeaderMap,
) -> Response {
    let member = MemberId(member);
    let read = read_for(&app, &trust, (member, &headers), false, move |desk, now| {
        let sheet = MemberSheet::of(desk, member, now)?;
        handout(desk.session.words(), &sheet)
    });
    match read.await {
        Ok(Some(html)) => printed(html),
        Ok(None) => back(&format!("/m/{}", member.0)),
        Err(answer) => answer,
    }
}

async fn member_stream(
    State(app): State<Arc<App>>,
    Extension(trust): Extension<Trust>,
    Path(member): Path<u32>,
    headers: HeaderMap,
) -> Response {
    let member = MemberId(member);
    let place = read_for(&app, &trust, (member, &headers), true, move |desk, _| {
        desk.session.member(member).and_then(|member| member.place)
    });
    match place.await {
        Ok(place) => stream(&app, Some(member), place.map_or(Follows::All, Follows::Seat)),
        Err(answer) => answer,
    }
}

/// What a form says a member does. None if it says nothing that can be done.
fn act_of(act: &str, fields: &Fields) -> Option<MemberAct> {
    let text = |name| field(fields, name).to_owned();
    Some(match (act, field(fields, "do")) {
        ("choose", "favour") => {
            MemberAct::Favour { question: text("question"), option: text("option") }
        }
        ("choose", _) => MemberAct::Choose { question: text("question"), option: text("option") },
        ("draft", _) => {
            let written = fields.iter().filter_map(|(name, value)| {
                let clause = name.strip_prefix("clause-")?.to_owned();
                let saw = field(fields, &format!("saw-{clause}")).parse().unwrap_or(0);
                let was = field(fields, &format!("was-{clause}")).to_owned();
                Some(WrittenClause { clause, value: value.clone(), was, saw })
            });
            MemberAct::Draft { conference: text("conference"), clauses: written.collect() }
        }
        ("speak", what) => {
            let saying = match what {
                "table" => Saying::Table(field(fields, "version").parse().unwrap_or(0)),
                "accept" => Saying::Accept,
                "adjourn" => Saying::Adjourn,
                "mediate" => Saying::Mediate,
                "walk-out" => Saying::WalkOut,
                _ => return None,
            };
            let after = field(fields, "after").parse().ok()?;
            MemberAct::Speak { conference: text("conference"), saying, after }
        }
        ("write", _) => {
            let to = fields.iter().filter(|(name, _)| name == "to").map(|(_, to)| to.clone());
            MemberAct::Write { to: to.collect(), text: text("text") }
        }
        ("mark", yes) => {
            let letter = field(fields, "letter").parse().ok()?;
            MemberAct::Mark { letter, yes: yes == "yes" }
        }
        ("lead", _) => MemberAct::Lead,
        _ => return None,
    })
}

async fn member_act(
    State(app): State<Arc<App>>,
    Path((member, act)): Path<(u32, String)>,
    headers: HeaderMap,
    Form(fields): Form<Fields>,
) -> Response {
    let (member, token) = (MemberId(member), token(&headers));
    let Some(act) = act_of(&act, &fields) else { return nothing().await };
    let key = field(&fields, "key").to_owned();
    let script = is_script(&headers);
    let done = app.host.act(move |desk, now| {
        desk.session.admit(member, &token)?;
        desk.session.see(member, now, script);
        let done = desk.session.act(member, &key, &act, now);
        if let (Err(why), false) = (&done, script) {
            let say = refused_words(desk.session.words(), why);
            desk.session.notify(member, say);
            if let MemberAct::Write { text, .. } = &act {
                desk.session.keep_unsent(member, text.clone());
            }
        }
        done
    });
    match done.await {
        Ok(Err(Refused::NotYou)) => lost(&app, &headers, member),
        Ok(done) if script => match done {
            Ok(Done::Drafted(1..)) => {
                answer(StatusCode::OK, true, app.words.say("class-conflict-there"))
            }
            Ok(_) => answer(StatusCode::OK, true, String::new()),
            Err(why) => answer(StatusCode::CONFLICT, false, refused_words(&app.words, &why)),
        },
        Ok(_) => back(&format!("/m/{}", member.0)),
        Err(why) => not_done(&app.words, &headers, &why),
    }
}

/// What comes with the address of the console.
#[derive(Deserialize)]
struct Key {
    /// The teacher's token.
    k: Option<String>,
}

async fn teacher(
    State(app): State<Arc<App>>,
    Query(with): Query<Key>,
    headers: HeaderMap,
) -> Response {
    if let Some(key) = with.k {
        // The token does not stay in the address.
        let token = Token::given(&key);
        let holds = token.clone();
        let is_teacher = app.host.read(move |desk, _| desk.session.is_teacher(&holds)).await;
        return match is_teacher {
            Ok(true) => back_with("/teacher", &cookie(&token, "/teacher")),
            Ok(false) => page(StatusCode::FORBIDDEN, no_teacher(&app)),
            Err(why) => not_done(&app.words, &headers, &why),
        };
    }
    console(&app, &headers, false).await
}

fn no_teacher(app: &App) -> String {
    let why = app.words.say("class-no-teacher");
    join_page(&app.words, &app.title, false, ("", ""), Some(&why))
}

async fn teacher_secrets(State(app): State<Arc<App>>, headers: HeaderMap) -> Response {
    console(&app, &headers, true).await
}

/// The console as it stands.
fn console_sheet(
    desk: &mut Desk,
    token: &Token,
    now: u64,
    (app, secrets): (&App, bool),
) -> Result<ConsoleSheet, Refused> {
    let door = app.door();
    if !desk.session.is_teacher(token) {
        return Err(Refused::NotYou);
    }
    desk.session.wake(now);
    let mut sheet = ConsoleSheet::of(&desk.session, now, secrets);
    sheet.network = app.notes();
    sheet.addresses = vec![door.address()];
    if desk.session.stage() == Stage::Arriving {
        sheet.qr = door.to_scan(desk.session.code()).map(|(_, picture)| picture);
    }
    Ok(sheet)
}

async fn console(app: &Arc<App>, headers: &HeaderMap, secrets: bool) -> Response {
    let (token, shared) = (token(headers), Arc::clone(app));
    let read = app.host.read(move |desk, now| {
        let sheet = console_sheet(desk, &token, now, (&shared, secrets))?;
        let said = desk.session.take_teacher_notice();
        Ok::<_, Refused>(console_page(desk.session.words(), &sheet, said.as_ref()))
    });
    match read.await {
        Ok(Ok(html)) => page(StatusCode::OK, html),
        Ok(Err(_)) => page(StatusCode::FORBIDDEN, no_teacher(app)),
        Err(why) => not_done(&app.words, headers, &why),
    }
}

async fn teacher_news(
    State(app): State<Arc<App>>,
    Query(asks): Query<Asks>,
    headers: HeaderMap,
) -> Response {
    console_news(&app, &headers, asks, false).await
}

async fn teacher_secret_news(
    State(app): State<Arc<App>>,
    Query(asks): Query<Asks>,
    headers: HeaderMap,
) -> Response {
    console_news(&app, &headers, asks, true).await
}

async fn console_news(app: &Arc<App>, headers: &HeaderMap, asks: Asks, secrets: bool) -> Response {
    let (token, shared) = (token(headers), Arc::clone(app));
    let read = app.host.read(move |desk, now| {
        let sheet = console_sheet(desk, &token, now, (&shared, secrets))?;
        let parts = news(console_parts(desk.session.words(), &sheet), &asks.has);
        let time = sheet.time();
        Ok::<_, Refused>(update(sheet.live, time, parts))
    });
    match read.await {
        Ok(Ok(update)) => json(StatusCode::OK, &update),
        Ok(Err(why)) => answer(StatusCode::FORBIDDEN, false, refused_words(&app.words, &why)),
        Err(why) => not_done(&app.words, headers, &why),
    }
}

async fn teacher_stream(
    State(app): State<Arc<App>>,
    Extension(trust): Extension<Trust>,
    headers: HeaderMap,
) -> Response {
    let token = token(&headers);
    match app.host.read(move |desk, _| desk.session.is_teacher(&token)).await {
        Ok(true) => {
            trust.give();
            stream(&app, None, Follows::All)
        }
        Ok(false) => {
            answer(StatusCode::FORBIDDEN, false, refused_words(&app.words, &Refused::NotYou))
        }
        Err(why) => not_done(&app.words, &headers, &why),
    }
}

/// What a form says the teacher does. None if it says nothing that can be done.
fn teaching(fields: &Fields) -> Option<TeacherAct> {
    let text = |name| field(fields, name).to_owned();
    let table = || {
        let number: u8 = field(fields, "table").parse().ok()?;
        Some(TableId(number.checked_sub(1)?))
    };
    let place = || Some(PlaceName { table: table()?, seat: text("seat") });
    let member = || Some(MemberId(field(fields, "member").parse().ok()?));
    let count = || field(fields, "count").parse().ok();
    Some(match field(fields, "do") {
        "next" => {
            let stage = serde_json::Value::String(text("stage"));
            TeacherAct::Next(serde_json::from_value(stage).ok()?)
        }
        "more" => TeacherAct::MoreTime(field(fields, "minutes").parse().ok()?),
        "pause" => TeacherAct::Pause(true),
        "resume" => TeacherAct::Pause(false),
        "lock" => TeacherAct::Door(false),
        "open" => TeacherAct::Door(true),
        "take-over" => TeacherAct::StandIn(place()?, true),
        "hand-back" => TeacherAct::StandIn(place()?, false),
        "now" => TeacherAct::Now(table()?, count()?),
        "undo" => TeacherAct::Undo(table()?, count()?),
        "head" => TeacherAct::Head(member()?),
        "reseat" => TeacherAct::Reseat(member()?),
        "move" => {
            let to = field(fields, "to").split_once(' ').and_then(|(table, seat)| {
                let table = TableId(table.parse::<u8>().ok()?.checked_sub(1)?);
                Some(PlaceName { table, seat: seat.to_owned() })
            });
            TeacherAct::Move(member()?, to)
        }
        "show" => TeacherAct::Show(table()?, field(fields, "part").parse().ok()),
        "announce-off" => TeacherAct::Unannounce,
        "announce" => TeacherAct::Announce(place(), text("text")),
        _ => return None,
    })
}

async fn teacher_act(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    Form(fields): Form<Fields>,
) -> Response {
    let token = token(&headers);
    let Some(act) = teaching(&fields) else { return nothing().await };
    let (script, key) = (is_script(&headers), field(&fields, "key").to_owned());
    let done = app.host.act(move |desk, now| {
        if !desk.session.is_teacher(&token) {
            return Err(Refused::NotYou);
        }
        let done = desk.session.teach(&key, act, now);
        if let (Err(why), false) = (&done, script) {
            let say = refused_words(desk.session.words(), why);
            desk.session.notify_teacher(say);
        }
        done
    });
    match done.await {
        Ok(Err(Refused::NotYou)) => page(StatusCode::FORBIDDEN, no_teacher(&app)),
        Ok(done) if script => match done {
            Ok(()) => answer(StatusCode::OK, true, String::new()),
            Err(why) => answer(StatusCode::CONFLICT, false, refused_words(&app.words, &why)),
        },
        Ok(_) => back("/teacher"),
        Err(why) => not_done(&app.words, &headers, &why),
    }
}

async fn teacher_export(
    State(app): State<Arc<App>>,
    Path(name): Path<String>,
    headers: HeaderMap,
) -> Response {
    let token = token(&headers);
    let read = app.host.read(move |desk, _| {
        let is_teacher = desk.session.is_teacher(&token);
        is_teacher.then(|| export::file(&desk.session, &name).map(|file| (name, file)))
    });
    match read.await {
        Ok(Some(Some((name, file)))) => saved(&name, file.kind, file.text),
        Ok(Some(None)) => nothing().await,
        Ok(None) => page(StatusCode::FORBIDDEN, no_teacher(&app)),
        Err(why) => not_done(&app.words, &headers, &why),
    }
}

async fn teacher_guide(State(app): State<Arc<App>>) -> Response {
    let port = app.door().port;
    let read = app
        .host
        .read(move |desk, _| guide_page(desk.session.words(), desk.session.scenario(), port));
    match read.await {
        Ok(html) => printed(html),
        Err(why) => not_done(&app.words, &HeaderMap::new(), &why),
    }
}

fn projector_sheet(desk: &mut Desk, now: u64, (door, with_code): (&Door, bool)) -> ProjectorSheet {
    let mut sheet = ProjectorSheet::of(&desk.session, now, with_code);
    if with_code && desk.session.stage() == Stage::Arriving && desk.session.is_open() {
        sheet.address = door.to_scan(desk.session.code());
    }
    sheet
}

async fn projector(State(app): State<Arc<App>>, Extension(trust): Extension<Trust>) -> Response {
    let door = app.door();
    let read = app.host.read(move |desk, now| {
        let sheet = projector_sheet(desk, now, (&door, trust.is_local));
        projector_page(desk.session.words(), &sheet)
    });
    match read.await {
        Ok(html) => page(StatusCode::OK, html),
        Err(why) => not_done(&app.words, &HeaderMap::new(), &why),
    }
}

async fn projector_news(
    State(app): State<Arc<App>>,
    Extension(trust): Extension<Trust>,
    Query(asks): Query<Asks>,
) -> Response {
    let door = app.door();
    let read = app.host.read(move |desk, now| {
        let sheet = projector_sheet(desk, now, (&door, trust.is_local));
        let parts = news(projector_parts(desk.session.words(), &sheet), &asks.has);
        let time = sheet.time();
        update(sheet.live, time, parts)
    });
    match read.await {
        Ok(update) => json(StatusCode::OK, &update),
        Err(why) => not_done(&app.words, &HeaderMap::new(), &why),
    }
}

async fn projector_stream(State(app): State<Arc<App>>) -> Response {
    stream(&app, None, Follows::All)
}
