//! Negotiation: what a treaty is worth to each side, who offers what, who signs.
//!
//! A *treaty* chooses one value for every clause; the *outcome space* is the
//! product of the clauses' values and is enumerated exactly: nothing is sampled,
//! nothing is learnt beforehand. Not here: which conference is held, who sits at
//! it, what a signed clause does afterwards, files of any format.
//!
//! | module | what it answers | words of the field |
//! |---|---|---|
//! | [`space`] | which treaties there are | outcome space |
//! | [`utility`] | what a treaty is worth to a party | utility, reservation value (BATNA), red line, ratification |
//! | [`metrics`] | which treaties are good for all | ZOPA, Pareto front, Nash, Kalai, Kalai-Smorodinsky |
//! | [`protocol`] | whose turn it is, when it ends | stacked alternating offers (SAO) |
//! | [`strategy`] | how the standard time-based parties act | Boulware, linear, conceder |
//! | [`negotiator`] | how our parties act | target, opponent model, `AC_combi` |
//! | [`explanation`] | why a party says no, and what would make it say yes | additive factors, counterfactual |
//!
//! The shortest way in: [`utility::Valuation`] for each party, a
//! [`negotiator::Negotiator`] for each empty seat, a [`protocol::Table`] between
//! them; each turn either a player or the negotiator gives an [`protocol::NegotiationAct`].
//!
//! # Invariants
//! No party of this module signs below its reservation value or across its hard
//! red line, so where there is no zone of agreement there is no agreement. A
//! negotiator knows its own valuation and the public orders of the others, and
//! nothing else. An answer is a function of (domain, table, one uniform number).

mod belief;
pub mod explanation;
pub mod metrics;
pub mod negotiator;
pub mod protocol;
pub mod space;
pub mod strategy;
pub mod utility;
