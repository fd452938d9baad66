//! Role sheets: what a seat is given on paper, and the teacher's summary.
//!
//! A [`RoleSheet`] is the view of a seat on the first day, as a [`SeatView`] is,
//! with what can be handed out beforehand: the dates on which it will be asked,
//! and for each a sealed page. It holds nothing that only another seat may know.
//! A [`TeacherSheet`] holds everything, the record and its sources with it. Both
//! are plain data; how they are laid out is the business of a shell.
//!
//! [`SeatView`]: super::SeatView

mod conditions;
mod head;
mod role;
mod teacher;
mod types;

pub use head::sheet_head;
pub use role::role_sheet;
pub use teacher::teacher_sheet;
pub use types::*;
