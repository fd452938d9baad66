//! Layer 0: the rules of the simulation.
//!
//! Pure and deterministic: formulas and plain tables, with the history of their
//! sources. Not here: `World`, systems, files, clocks, global randomness, file
//! formats, prose, anything a user sees.

pub mod agenda;
pub mod anybody;
pub mod audience;
pub mod bearing;
pub mod borders;
pub mod cells;
pub mod chance;
pub mod chronicle;
pub mod comparison;
pub mod conditions;
pub mod conduct;
pub mod conference;
pub mod crisis;
pub mod decisions;
pub mod defs;
pub mod deterrence;
pub mod effects;
pub mod foresight;
pub mod holders;
pub mod ids;
pub mod index;
pub mod inheritance;
pub mod instruments;
pub mod intents;
pub mod line_of_play;
mod mind;
pub mod months;
pub mod negotiation;
pub mod pairs;
pub mod phases;
pub mod position;
pub mod procedure;
pub mod quantity;
pub mod recognition;
pub mod remembered;
pub mod secrecy;
pub mod setting;
pub mod stand_in;
mod tables;
pub mod talks;
pub mod terms;
pub mod turn;
mod unfolding;
pub mod ways;
