//! The table: the map, beside it the tabs, above them where and who one is.
//!
//! | file | what |
//! |---|---|
//! | `layout` | where the parts stand on the page |
//! | `bar` | the bar above: the day, the seat, three indicators |
//! | `column` | the strip of tabs, and what the open one holds |
//! | `answers` | the foot of the column: the answers, and the decision |
//! | `keys` | the keys of the table |

mod answers;
mod bar;
mod column;
mod keys;
mod layout;

pub(super) use layout::draw;
