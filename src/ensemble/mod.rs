//! Layer 3: many timelines at once.
//!
//! A run of an ensemble is the same schedule over many entities; what comes out
//! is a tally. Not here: screens, sockets, and any rule.

pub mod campaigns;
pub mod tally;
pub mod trial;
pub mod waves;
pub mod way;
