//! The workbench: a pack while its author changes it.
//!
//! The text with its findings, the agenda as a graph, the numbers, and what many
//! games show; below them what can be done. Editing is done elsewhere, in whatever
//! editor the author likes: what is saved there is seen here.
//!
//! | file | what |
//! |---|---|
//! | `layout` | where the parts stand on the page |
//! | `page` | what stands around each tab: head, foot, paper |
//! | `keys` | the keys of the workbench |
//! | `findings`, `text` | what is wrong, and the text beside it |
//! | `agenda` | the agenda as a graph |
//! | `numbers` | the numbers with their grades |
//! | `trial` | what many games show |

mod agenda;
mod findings;
mod keys;
mod layout;
mod numbers;
mod page;
mod text;
mod trial;

pub(super) use layout::draw;
