//! Tables of the names that a pack gives, and the number that each becomes.

use std::collections::BTreeMap;

use crate::rules::ids::{
    ConferenceId, FactId, InstrumentId, ItemId, LeaderId, MoveId, PowerId, SeatId, SectorId,
};
use crate::scenario::draft::{self, Named, Sort};

/// From names to numbers.
pub(super) type Table = BTreeMap<String, usize>;

/// All names that the pack gives.
#[derive(Default)]
pub(super) struct Names {
    pub(super) powers: Table,
    pub(super) seats: Table,
    pub(super) leaders: Table,
    pub(super) sectors: Table,
    pub(super) instruments: Table,
    pub(super) facts: Table,
    pub(super) values: Vec<Table>,
    pub(super) items: Table,
    pub(super) conferences: Table,
    /// Of each conference, its clauses, and of each clause its values.
    pub(super) clauses: Vec<(Table, Vec<Table>)>,
    pub(super) moves: Table,
    pub(super) options: Vec<Table>,
    pub(super) sources: Table,
    pub(super) contradictions: Table,
    pub(super) places: Table,
    pub(super) map_regions: Table,
    pub(super) map_railways: Table,
    pub(super) map_lines: Table,
    /// What was asked for in vain, with the finding that says so.
    pub(super) unknown: BTreeMap<(Sort, String), usize>,
}

/// What has one table of names for the whole pack.
pub(super) trait Known: Named {
    /// The number that the name becomes.
    type Id;
    /// Where its names are.
    fn table(names: &Names) -> &Table;
    /// The number from the place in the table.
    fn id(index: usize) -> Self::Id;
}

macro_rules! known {
    ($($kind:ty, $table:ident => $id:ty = $make:expr;)+) => {$(
        impl Known for $kind {
            type Id = $id;

            fn table(names: &Names) -> &Table {
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

/// Whether a name is an id for people and files: small letters, digits and hyphens.
pub(super) fn is_slug(text: &str) -> bool {
    !text.is_empty()
        && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}
