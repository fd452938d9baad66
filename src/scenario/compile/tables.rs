//! Tables of the names that a pack defines, and the number that each becomes.

use std::collections::BTreeMap;

use crate::rules::ids::{
    ConferenceId, FactId, InstrumentId, ItemId, LeaderId, MoveId, PowerId, SeatId, SectorId,
};
use crate::scenario::draft::{self, HasSort, Sort};

/// A table from names to their numbers.
pub(super) type NameTable = BTreeMap<String, usize>;

/// The tables of all names that a pack defines.
#[derive(Default)]
pub(super) struct NameTables {
    pub(super) powers: NameTable,
    pub(super) seats: NameTable,
    pub(super) leaders: NameTable,
    pub(super) sectors: NameTable,
    pub(super) instruments: NameTable,
    pub(super) facts: NameTable,
    pub(super) values: Vec<NameTable>,
    pub(super) items: NameTable,
    pub(super) conferences: NameTable,
    /// For each conference, the names of its clauses and, for each clause, of its values.
    pub(super) clauses: Vec<(NameTable, Vec<NameTable>)>,
    pub(super) moves: NameTable,
    pub(super) options: Vec<NameTable>,
    pub(super) sources: NameTable,
    pub(super) contradictions: NameTable,
    pub(super) places: NameTable,
    pub(super) map_regions: NameTable,
    pub(super) map_railways: NameTable,
    pub(super) map_lines: NameTable,
    /// The unknown names that were looked up, each with the number of its finding: what for,
    /// the number of that within which it counts, and the name.
    pub(super) unknown: BTreeMap<(Sort, usize, String), usize>,
}

/// A kind of entry whose names are in one table for the whole pack.
pub(super) trait HasNameTable: HasSort {
    /// The id that a name of this kind becomes.
    type Id;
    /// The table of its names.
    fn table(names: &NameTables) -> &NameTable;
    /// The id from the number in the table.
    fn id(index: usize) -> Self::Id;
}

macro_rules! known {
    ($($kind:ty, $table:ident => $id:ty = $make:expr;)+) => {$(
        impl HasNameTable for $kind {
            type Id = $id;

            fn table(names: &NameTables) -> &NameTable {
                &names.$table
            }

            fn id(index: usize) -> $id {
                $make(index)
            }
        }
    )+};
}

known! {
    draft::Power, powers => PowerId = PowerId::new;
    draft::Seat, seats => SeatId = SeatId::new;
    draft::Leader, leaders => LeaderId = LeaderId::new;
    draft::Sector, sectors => SectorId = SectorId::new;
    draft::Instrument, instruments => InstrumentId = InstrumentId::new;
    draft::Fact, facts => FactId = FactId::new;
    draft::Item, items => ItemId = ItemId::new;
    draft::Move, moves => MoveId = MoveId::new;
    draft::Conference, conferences => ConferenceId = ConferenceId::new;
    draft::Source, sources => usize = core::convert::identity;
    draft::Contradiction, contradictions => usize = core::convert::identity;
    draft::PlaceRule, places => usize = core::convert::identity;
    draft::MapRegion, map_regions => usize = core::convert::identity;
    draft::MapRailway, map_railways => usize = core::convert::identity;
    draft::MapLine, map_lines => usize = core::convert::identity;
}
