//! The parts of a view: plain data, ready to be laid out.

mod map;
mod question;
mod results;
mod seat;
mod standing;

pub use map::*;
pub use question::*;
pub use results::*;
pub use seat::*;
pub use standing::*;
