//! The workbench as a resource: what lies on it, what of it is looked at, and what
//! its author asks for.
//!
//! The screen lays it out and asks; what is asked is carried out by `work`, and
//! nowhere else.
//!
//! | file | what |
//! |---|---|
//! | `ask` | what an author asks for |
//! | `workbench` | what lies on the bench, and what of it is looked at |
//! | `work` | what is asked for, carried out, and what goes on in other threads |

mod ask;
mod work;
mod workbench;

pub use ask::Ask;
pub(super) use work::{carry_out_asked, plugin};
pub use workbench::{BenchTab, Busy, GAMES, Tried, Workbench};
