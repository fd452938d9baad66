//! Conferences: a treaty negotiated in the world of the game.
//!
//! The [`negotiation`](super::negotiation) library knows parties and numbers. Here they
//! are tied to a position: reservation values follow from the state of the world,
//! mandates from conditions on it, secrecy from the audiences of clauses, and an agreed
//! treaty takes effect. Not here: how an offer is found or explained.
//!
//! A reservation is a version of an article: the same article, which then counts
//! half for everybody. Until 1951 a reservation needed the consent of all
//! parties, so it is negotiated like any other version.

mod course;
mod defs;
mod forecast;
mod mandates;
mod prepared;
mod speaking;

pub use course::{ResolvedSpeech, ratify, recess, say};
pub use defs::{
    AlternativeDef, AlternativeProbability, ClauseDef, ClauseValueDef, ConferenceDef, MandateDef,
    PartyDef, RESERVED_SHARE,
};
pub use forecast::forecast;
pub use mandates::{batna, likelihoods, mandates, negotiator, prepare, public_orders, valuation};
pub use prepared::{BargainingPosition, Forecast, PartyCache, PreparedParty};
pub use speaking::{Remark, Remedy, Speech, compromise, mood, remedy, resolved, speak, weigh};
