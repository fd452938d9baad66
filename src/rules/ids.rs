//! Dense ids: indices into tables, in place of names.
//!
//! An id is the index of a row, given out once when a scenario is compiled and
//! never changed after. It is not a name (those live in the scenario) and not
//! an `Entity` (those never reach saved data).

/// Makes types of ids over `u16`, written as plain numbers.
macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash,
            serde::Serialize, serde::Deserialize,
        )]
        #[serde(transparent)]
        pub struct $name(pub u16);

        impl $name {
            /// Makes the id of the row at `index`.
            ///
            /// # Panics
            /// If a table has more than 65,535 rows; the reader of scenarios
            /// refuses such a file long before.
            #[must_use]
            pub fn new(index: usize) -> Self {
                Self(u16::try_from(index).expect("tables are bounded by the scenario reader"))
            }

            /// The row this id names.
            #[must_use]
            pub const fn index(self) -> usize {
                self.0 as usize
            }

            /// The ids of the first `count` rows, in order.
            ///
            /// # Panics
            /// As [`Self::new`].
            #[must_use]
            pub fn up_to(
                count: usize,
            ) -> impl DoubleEndedIterator<Item = Self> + ExactSizeIterator + Clone + use<> {
                let count = u16::try_from(count);
                (0..count.expect("tables are bounded by the scenario reader")).map(Self)
            }
        }
    )+};
}
pub(crate) use ids;

ids! {
    /// A power: anything that recognises or is recognised, holds ground or claims it.
    PowerId,
    /// A seat at the table: who decides for one power, and for those it controls.
    SeatId,
    /// A leader who may occupy a seat.
    LeaderId,
    /// A sector of a border.
    SectorId,
    /// A treaty, pledge, note or other instrument.
    InstrumentId,
    /// A fact of the world with a few named values (who runs the railway, say).
    FactId,
    /// One of the values of a fact, counted within that fact.
    ValueId,
    /// An item of the agenda.
    ItemId,
    /// A move, counted over the whole agenda, so that one flat table holds all choices.
    MoveId,
    /// An option, counted within its move.
    OptionId,
    /// A drawn consequence, counted over the whole agenda.
    ChanceId,
    /// An outcome that is laid beside the record.
    OutcomeId,
    /// A conference, counted over the whole agenda.
    ConferenceId,
    /// A party to a conference, counted in the order of speaking.
    PartyId,
    /// A mandate, counted within its party.
    MandateId,
    /// A clause, counted within its conference.
    ClauseId,
    /// A value of a clause, counted within that clause.
    ClauseValueId,
}
