//! Answers: pages, redirections, and what the page's script reads.

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Serialize;

use crate::classroom::host::NotDone;
use crate::classroom::wire::{Answer, WIRE};
use crate::view::write_error_words;
use crate::words::Words;

/// A page.
pub(super) fn page(status: StatusCode, html: String) -> Response {
    let kind = [(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"))];
    (status, kind, html).into_response()
}

/// A page to keep or print, whose look is in it.
pub(super) fn printed(html: String) -> Response {
    let mut answer = page(StatusCode::OK, html);
    let policy = HeaderValue::from_static("default-src 'none'; style-src 'unsafe-inline'");
    answer.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    answer
}

/// A file to save under a name.
pub(super) fn saved(name: &str, kind: &'static str, text: String) -> Response {
    let plain: String =
        name.chars().filter(|c| c.is_ascii_alphanumeric() || "-.".contains(*c)).collect();
    let disposition = HeaderValue::from_str(&format!("attachment; filename=\"{plain}\""))
        .expect("a name of letters and digits is plain");
    let heads = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CONTENT_DISPOSITION, disposition),
    ];
    (heads, text).into_response()
}

/// A file that can be kept: its name changes with what it says.
pub(super) fn kept(kind: &'static str, text: &'static str) -> Response {
    let heads = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable")),
    ];
    (heads, text).into_response()
}

/// A value for the page's script.
pub(super) fn json(status: StatusCode, value: &impl Serialize) -> Response {
    let kind = [(header::CONTENT_TYPE, HeaderValue::from_static("application/json"))];
    (status, kind, serde_json::to_string(value).expect("plain data serialises")).into_response()
}

/// Whether the page's script asks, and not a form.
pub(super) fn is_script(headers: &HeaderMap) -> bool {
    let accepts = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok());
    accepts.is_some_and(|accepts| accepts.contains("application/json"))
}

/// Back to a page after a form.
pub(super) fn back(to: &str) -> Response {
    Redirect::to(to).into_response()
}

/// Back to a page, with a token for it.
pub(super) fn back_with(to: &str, cookie: &str) -> Response {
    let mut answer = back(to);
    let value = HeaderValue::from_str(cookie).expect("a cookie is plain");
    answer.headers_mut().insert(header::SET_COOKIE, value);
    answer
}

/// What the script reads of something that was sent.
pub(super) fn answer(status: StatusCode, ok: bool, say: String) -> Response {
    json(status, &Answer { v: WIRE, ok, say })
}

/// The answer where a job was not done.
pub(super) fn not_done(words: &Words, headers: &HeaderMap, why: &NotDone) -> Response {
    let say = match why {
        NotDone::Busy => words.say("class-busy"),
        NotDone::Ended => words.say("class-ended"),
        NotDone::NotKept(error) => {
            let why = write_error_words(words, error);
            words.say_with("class-not-on-disk", &[("why", why.into())])
        }
    };
    let status = StatusCode::SERVICE_UNAVAILABLE;
    if is_script(headers) { answer(status, false, say) } else { (status, say).into_response() }
}
