//! Status Quo: a diplomatic simulation of Northeast Asia, 1907-1946.
//!
//! This page is the map of the code. The modules stand in reading order, which
//! is also the order of layers: a module imports only from those above it, and a
//! test reads every `use` line to see that it is so.
//!
//! | layer | module | what it is | what it must not know |
//! |---|---|---|---|
//! | 0 | [`shown`], [`system`] | the one door for text to a person; what the operating system refuses, in our words | everything else |
//! | 0 | [`rules`] | what is true: recognition, deterrence, borders, negotiation, conduct; pure and deterministic | worlds, systems, files, clocks, prose |
//! | 0 | [`text`] | bytes from outside become text | files; what a text means |
//! | 1 | [`scenario`] | what an author writes becomes what can be run | a running game |
//! | 1 | [`words`] | the game's own sentences, by key | rules, screens |
//! | 2 | [`sim`] | the rules under the Bevy schedule; games and their journals | windows, sockets, prose |
//! | 3 | [`ensemble`] | many timelines, counted: played on, what if, backtest, sensitivity | screens |
//! | 4 | [`view`] | what a seat may know, in words; sheets for paper | screens; how to write a table |
//! | 5 | [`sheets`], [`terminal`] | shells: on paper, lay out a sheet; in text, show a view, send intents | each other; how to write a table |
//! | 5 | `atlas` | the geometry of the map, for whoever draws it | whose anything is |
//! | 5 | [`workbench`] | a pack while its author changes it: findings, numbers, the last good version | screens |
//! | 5 | `classroom` | the shell for a class: pages for phones, the teacher and the projector | other shells; how to write a table |
//! | 6 | `desktop` | the shell in a window: shows a view, sends intents; lays out the workbench | other shells; how to write a table |
//! | 6 | [`lsp`] | what an editor asks about a scenario's files | games |
//! | 7 | [`cli`] | subcommands | |
//!
//! # Inside `rules`
//! No file rests on one that rests on it. In reading order:
//!
//! | module | what it is |
//! |---|---|
//! | [`audience`](rules::audience) | who knows of something: everybody, or a set of seats |
//! | [`recognition`](rules::recognition), [`deterrence`](rules::deterrence), [`borders`](rules::borders) | the formulas, their tables, and what can be done to those |
//! | [`conditions`](rules::conditions), [`terms`](rules::terms), [`effects`](rules::effects) | what a definition asks of a position, obliges to, brings about |
//! | [`defs`](rules::defs) | what an author fixes before a game is played |
//! | [`index`](rules::index) | where something stands in the definitions, found without looking everywhere |
//! | [`ways`](rules::ways) | how each option may turn out by itself, and with which probability |
//! | [`bearing`](rules::bearing) | which places of the tables each measure rests on |
//! | [`setting`](rules::setting) | the definitions, and what is worked out from them once |
//! | [`agenda`](rules::agenda), [`instruments`](rules::instruments), [`talks`](rules::talks) | the other tables |
//! | [`position`](rules::position) | all that changes, and what it comes to |
//! | [`secrecy`](rules::secrecy) | who knows of what, and the position as a seat knows it |
//! | [`foresight`](rules::foresight) | a position that somebody looks ahead on, and takes back |
//! | [`conduct`](rules::conduct) | what an empty seat does, and why |
//! | [`remembered`](rules::remembered) | deliberations that are remembered by what they rest on |
//! | [`crisis`](rules::crisis) | what the stances of the deterrence game bring about, and how one ends |
//! | [`procedure`](rules::procedure) | which draws decide, how time passes, and which step comes next |
//! | [`months`](rules::months) | the months on the borders: incidents and clashes |
//! | [`phases`](rules::phases) | the one order in which what is due in a turn is applied |
//! | [`decisions`](rules::decisions), [`line_of_play`](rules::line_of_play) | what a seat is asked for, what is documented of it, and decisions to be followed |
//! | [`holders`](rules::holders), [`anybody`](rules::anybody) | who holds a seat, and from where its decisions come |
//! | [`stand_in`](rules::stand_in) | what is decided for a seat whose people are away |
//! | [`turn`](rules::turn) | what each phase of a turn does to one timeline |
//!
//! # One run
//! A run is determined by (scenario, seed, intents) and nothing else. So saving,
//! replaying, taking back, branching and the ensemble are one mechanism: a
//! [journal](sim::journal) of intents under the [`Turn`](sim::turn::Turn) schedule.
//!
//! # Invariants
//! They are absences. `rules` has no `World`. Only `sim` writes the tables of a
//! timeline. A [`Scenario`](scenario::Scenario) that exists is valid: there is
//! one way to make it. Who plays can do nothing that an intent cannot, and sees
//! nothing but a [`SeatView`](view::SeatView); only who writes a scenario, at
//! the workbench, sees all of it. No order of iteration or of
//! threads reaches a result. Chance is keyed by meaning; no generator runs on.
//! Scenario files are data: no code, no path outside the pack, bounded in size.

pub mod shown;
pub mod system;

pub mod rules;
pub mod text;

pub mod scenario;
pub mod words;

pub mod sim;

pub mod ensemble;

pub mod view;

pub mod sheets;
pub mod terminal;

#[cfg(any(feature = "classroom", feature = "desktop"))]
pub mod atlas;

pub mod workbench;

#[cfg(feature = "classroom")]
pub mod classroom;

#[cfg(feature = "desktop")]
pub mod desktop;

pub mod lsp;

pub mod cli;
