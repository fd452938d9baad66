//! The parts of a view: plain data, ready to be laid out.

mod course;
mod map;
mod question;
mod results;
mod seat;
mod standing;
mod trust;

pub use course::*;
pub use map::*;
pub use question::*;
pub use results::*;
pub use seat::*;
pub use standing::*;
pub use trust::*;
