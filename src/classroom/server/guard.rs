//! What every request must satisfy, and what every answer carries.

use std::net::Ipv4Addr;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::uri::Authority;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::addresses::adapters;
use super::app::App;
use crate::classroom::keys::Token;

/// What a page may load: what this server gives, and nothing inline.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; \
    connect-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; \
    frame-ancestors 'none'";

/// How long a request may take, but a stream.
const REQUEST: Duration = Duration::from_secs(15);

/// The name of the cookie with the token.
pub(super) const COOKIE: &str = "status-quo";

/// Refuses what does not come from a page of this server, and sets the heads of all answers.
pub(super) async fn guard(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    if !is_own_host(&app, request.uri(), request.headers()) {
        return refused(StatusCode::MISDIRECTED_REQUEST);
    }
    if request.method() == Method::POST && !is_own_page(request.headers()) {
        return refused(StatusCode::FORBIDDEN);
    }
    let streams = request.uri().path().ends_with("/events");
    let answer = if streams {
        next.run(request).await
    } else {
        match tokio::time::timeout(REQUEST, next.run(request)).await {
            Ok(answer) => answer,
            Err(_) => refused(StatusCode::REQUEST_TIMEOUT),
        }
    };
    with_heads(answer)
}

fn refused(status: StatusCode) -> Response {
    let mut answer = with_heads((status, Body::empty()).into_response());
    answer.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    answer
}

fn with_heads(mut answer: Response) -> Response {
    let heads = answer.headers_mut();
    let mut set = |name, value| {
        heads.entry(name).or_insert(HeaderValue::from_static(value));
    };
    set(header::CONTENT_SECURITY_POLICY, POLICY);
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(header::REFERRER_POLICY, "same-origin");
    set(header::CACHE_CONTROL, "no-store");
    answer
}

/// Whether a request is for this machine by one of its addresses.
fn is_own_host(app: &App, uri: &Uri, headers: &HeaderMap) -> bool {
    let named = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    // A request in absolute form names its host twice.
    let also = uri.authority().map(Authority::as_str);
    let Some(host) = named else { return false };
    if also.is_some_and(|also| also != host) {
        return false;
    }
    let (name, port) = match host.rsplit_once(':') {
        Some((name, port)) => (name, port.parse().ok()),
        None => (host, Some(80)),
    };
    let door = app.door();
    if port != Some(door.port) {
        return false;
    }
    if name == "localhost" {
        return true;
    }
    let Ok(ip) = name.parse::<Ipv4Addr>() else { return false };
    ip.is_loopback()
        || door.adapter.iter().chain(&door.others).any(|one| one.ip == ip)
        || adapters().iter().any(|one| one.ip == ip)
}

/// Whether a form was sent by a page of this server: browsers say from where they send.
fn is_own_page(headers: &HeaderMap) -> bool {
    let text = |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
    if text(header::HeaderName::from_static("sec-fetch-site"))
        .is_some_and(|site| site != "same-origin" && site != "none")
    {
        return false;
    }
    match (text(header::ORIGIN), text(header::HOST)) {
        (Some(origin), Some(host)) => origin.strip_prefix("http://") == Some(host),
        // Who sends without a browser says nothing, and has no cookie that is not theirs.
        (None, _) => true,
        (Some(_), None) => false,
    }
}

/// The token that a device sent.
pub(super) fn token(headers: &HeaderMap) -> Token {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|one| one.to_str().ok());
    let pairs = cookies.flat_map(|cookies| cookies.split(';'));
    let mut own = pairs.filter_map(|pair| pair.trim().split_once('='));
    Token::given(own.find(|(name, _)| *name == COOKIE).map_or("", |(_, token)| token))
}

/// The head that gives a device a token for the pages under a path.
pub(super) fn cookie(token: &Token, path: &str) -> String {
    format!("{COOKIE}={}; Path={path}; HttpOnly; SameSite=Strict; Max-Age=43200", token.digits())
}
