//! The tabs of the table: each lays out one part of the view.
//!
//! Which tabs there are stands in [`tab`](super::tab); [`strips`] shows them.

pub mod ahead;
pub mod aims;
pub mod articles;
pub mod borders;
pub mod brief;
pub mod briefing;
pub mod chronicle;
pub mod conference;
pub mod deterrence;
pub mod evidence;
pub mod options;
pub mod recognition;
pub mod seal;
pub mod strips;
pub mod treaties;
