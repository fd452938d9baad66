//! Conferences: a treaty negotiated in the world of the game.
//!
//! The [`negotiation`](super::negotiation) library knows parties and numbers;
//! here they sit in a position: the worth of no agreement follows from the state
//! of the world, mandates from who leads, secrecy from who knows of a clause, and
//! what is agreed becomes law. Not here: how an offer is found or explained.
//!
//! A reservation is a version of an article: the same article, which then counts
//! half for everybody. Until 1951 a reservation needed the consent of all
//! parties, so it is negotiated like any other version.

mod course;
mod defs;
mod prepared;
mod speaking;
mod wants;

pub use course::{Said, ratify, recess, say};
pub use defs::{
    AlternativeDef, ClauseDef, ClauseValueDef, ConferenceDef, Likelihood, MandateDef, PartyDef,
    RESERVED_SHARE,
};
pub use prepared::{Line, Prepared, PreparedParty};
pub use speaking::{Remark, Remedy, Speech, compromise, remedy, resolved, speak, weigh};
pub use wants::{batna, likelihoods, mandates, negotiator, prepare, public_orders, valuation};
