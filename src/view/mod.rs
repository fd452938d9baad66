//! Views: the only thing a shell sees.
//!
//! A [`SeatView`] is built for one seat (or for the public) and holds what that
//! seat may know, in words and numbers ready to be laid out. It is plain data:
//! the desktop, the terminal and the page show the same view. It holds no secret
//! of another seat until the game is over, when the debrief opens everything.

mod ahead;
mod build;
mod codex;
mod colors;
mod conference;
mod evidence;
mod glossary;
mod kept;
pub mod manner;
mod notices;
mod odds;
mod order;
mod parts;
mod past;
pub mod sheet;
mod shown;
mod types;
mod whatif;
mod wording;

pub use ahead::{AheadView, AnswerAhead, OutcomeAhead, Spread, ahead_view};
pub use build::{MapYears, Views, led_here_lines, n_results, n_results_before, seat_view};
pub use codex::{CodexEntry, CodexKind, codex_terms, look_up};
pub use colors::{LINE_COLORS, ink_color};
pub use conference::{
    AlternativeView, ArticleRow, Assessment, ClauseView, ConferenceView, DraftValuation,
    MediatorView, PartyView, ReservationView, RoundView, SpeechKind, SpeechView, StandingDraft,
    TreatyResult, ValueView, VersionView,
};
pub use evidence::trust;
pub use glossary::Glossary;
pub use notices::{
    damage_words, decide_error_words, edition_words, elsewhere_words, journal_error_words,
    misfit_words, moved_words, no_seat_words, not_kept_words, refusal_words, write_error_words,
};
pub use odds::odds_words;
pub use parts::{Citation, Shared, SourceView};
pub use past::{Crossing, crossing};
pub use shown::ShownClause;
pub use types::*;
pub use whatif::{
    ChangedOutcome, Estimate, FirmOutcome, FirmnessView, OtherAnswer, TurningView, Weightiest,
    WhatIfView, what_if_view,
};
pub use wording::{criterion_words, date_words, standing_words};
