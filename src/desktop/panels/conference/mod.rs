//! The negotiating table: the clauses and what they can say, a draft that is
//! edited, what it is worth, what was said, what can be done.
//!
//! | part | what |
//! |---|---|
//! | `layout` | where the parts stand on the page |
//! | `keyboard` | the keys that move in the table |
//! | `head` | title, round, the parties and what they think of the draft, as far as it shows |
//! | [`matrix`] | one row a clause, its values as cells, with the account of the draft beside it |
//! | [`columns`] | how the width of a row is shared out |
//! | [`worth`] | the account itself: numbers that sum exactly, and their bars |
//! | [`papers`] | what was said; instructions, situation, parties |
//! | [`speech`] | one speech: who made it, what it said and changed |
//! | `article` | one value in full |
//! | [`actions`] | the foot: speeches that can be made, and the question before each |
//! | [`marks`] | the signs of the parties |
//!
//! Not here: the draft in hand, which is [`drafting`](crate::desktop::drafting); nor what
//! a draft is worth. The view's desk says so, with the functions that decide.

pub mod actions;
mod article;
pub mod columns;
mod head;
mod keyboard;
mod layout;
pub mod marks;
pub mod matrix;
pub mod papers;
pub mod speech;
pub mod worth;

pub(in crate::desktop) use article::versions;
pub use keyboard::keys;
pub use layout::{show, table_of};
