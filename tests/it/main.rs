//! All tests that need more than one module, in one binary.
//!
//! Each file holds one subject. Tests assert what a user would notice; none
//! sleeps, none measures time, none is left out.

mod bad_input;
mod beginning;
mod calendar;
mod campaign;
mod circles;
#[cfg(feature = "classroom")]
mod classroom;
mod comparison;
mod conferences;
mod debrief;
#[cfg(feature = "desktop")]
mod desk;
mod determinism;
mod findings;
mod foresight;
mod formulas;
mod fuzzing;
mod harness;
mod intents;
mod interchange;
mod keeping;
mod laboratory;
mod layers;
mod lsp;
mod manual;
mod negotiation;
mod new;
mod output;
mod pace;
mod packs;
#[cfg(feature = "desktop")]
mod palette;
#[cfg(feature = "classroom")]
#[allow(dead_code, reason = "the benchmarks use the rest of it")]
mod phone;
mod playcheck;
mod playthroughs;
mod prose;
mod record;
mod reference;
mod resuming;
mod scenarios;
mod secrecy;
mod sheets;
mod syntax;
mod texts;
mod types;
mod views;
#[cfg(all(feature = "desktop", target_os = "linux"))]
mod window;
mod workbench;
mod zips;
