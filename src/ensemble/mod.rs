//! Layer 3: many timelines at once.
//!
//! A run of an ensemble is the same schedule over many entities; what comes out
//! is a tally. Not here: screens, sockets, and any rule.

pub mod ahead;
pub mod backtest;
pub mod campaigns;
pub mod sensitivity;
pub mod statistics;
pub mod tally;
pub mod trial;
pub mod waves;
pub mod way;
