//! Ids of a class: its tables and its members.

use serde::{Deserialize, Serialize};

use crate::rules::ids::SeatId;

/// A table, from 0: one game that is played beside the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TableId(pub u8);

/// A member: a person at a device, by the order of arrival from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct MemberId(pub u32);

/// A seat at a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The table.
    pub table: TableId,
    /// The seat there.
    pub seat: SeatId,
}

impl TableId {
    /// Its place in a list of tables.
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}
