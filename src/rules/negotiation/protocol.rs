//! Stacked alternating offers: whose turn it is, what stands, when it is over.
//!
//! The protocol of Aydogan, Festen, Hindriks & Jonker (2017). The parties act in
//! a fixed order; a round is one act of each. On its turn a party accepts the
//! standing offer, puts its own in its place, or walks out. When all others have
//! accepted an offer one after another it is agreed. After the last round there
//! is no deal. Not here: how anybody decides; that a player may take a seat is
//! the reason why the state is a plain value that takes one act at a time.

use serde::{Deserialize, Serialize};

use super::space::Treaty;
use crate::rules::ids::PartyId;
use crate::rules::tables::clone_in_place;

/// The fewest parties at a table.
pub const FEWEST_PARTIES: usize = 2;
/// The most parties at a table.
pub const MOST_PARTIES: usize = 5;
/// The most rounds a table may have.
pub const MOST_ROUNDS: u32 = 100_000;

/// What a party does on its turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NegotiationAct {
    /// Puts a treaty on the table; what stood is rejected by it.
    Offer(Treaty),
    /// Accepts the standing offer.
    Accept,
    /// Leaves: no deal for anybody.
    WalkOut,
}

/// An offer that was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// The turn in which it was made, from 0.
    pub turn: u32,
    /// Who made it.
    pub by: PartyId,
    /// What was offered.
    pub treaty: Treaty,
}

/// The outcome of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NegotiationOutcome {
    /// All accepted the treaty.
    Agreement(Treaty),
    /// A party left.
    WalkedOut(PartyId),
    /// The last round passed.
    Deadline,
}

impl NegotiationOutcome {
    /// What was agreed, if anything was.
    #[must_use]
    pub const fn agreement(self) -> Option<Treaty> {
        match self {
            Self::Agreement(treaty) => Some(treaty),
            Self::WalkedOut(_) | Self::Deadline => None,
        }
    }
}

/// Why an act or a table is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProtocolError {
    /// Too few or too many parties.
    #[error("{0} parties cannot sit at a table; {FEWEST_PARTIES} to {MOST_PARTIES} can")]
    Parties(usize),
    /// No round, or too many.
    #[error("a table of {0} rounds cannot be held; 1 to {MOST_ROUNDS} can")]
    Rounds(u32),
    /// The table has ended.
    #[error("the negotiation is over")]
    Over,
    /// A saved table that no acts lead to.
    #[error("what was saved of the negotiation contradicts itself")]
    Mangled,
    /// There is no offer to accept.
    #[error("there is no offer on the table to accept")]
    NothingStands,
}

/// A negotiation in progress. It is plain data and can be saved as it is.
///
/// ```
/// use status_quo::rules::ids::PartyId;
/// use status_quo::rules::negotiation::protocol::{NegotiationAct, NegotiationOutcome, Table};
/// use status_quo::rules::negotiation::space::Treaty;
/// let mut table = Table::new(3, 8).unwrap();
/// table.apply(NegotiationAct::Offer(Treaty(4))).unwrap();
/// table.apply(NegotiationAct::Accept).unwrap();
/// assert_eq!(table.turn_of(), Some(PartyId(2)));
/// table.apply(NegotiationAct::Accept).unwrap();
/// assert_eq!(table.outcome(), Some(NegotiationOutcome::Agreement(Treaty(4))));
/// assert!(table.apply(NegotiationAct::WalkOut).is_err());
/// ```
///
/// What is read back is played through again, so that no text, however
/// mangled, makes a table that could not have come about.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "SavedTable")]
pub struct Table {
    parties: u8,
    rounds: u32,
    turn: u32,
    accepted: u8,
    history: Vec<Offer>,
    outcome: Option<NegotiationOutcome>,
}

clone_in_place!(Table { parties, rounds, turn, accepted, history, outcome });

/// A saved table, before it is checked.
#[derive(Deserialize)]
struct SavedTable {
    parties: u8,
    rounds: u32,
    turn: u32,
    accepted: u8,
    history: Vec<Offer>,
    outcome: Option<NegotiationOutcome>,
}

impl TryFrom<SavedTable> for Table {
    type Error = ProtocolError;

    fn try_from(saved: SavedTable) -> Result<Self, ProtocolError> {
        let mut table = Self::new(usize::from(saved.parties), saved.rounds)?;
        let mut offers = saved.history.iter().peekable();
        for turn in 0..saved.turn {
            let left = matches!(saved.outcome, Some(NegotiationOutcome::WalkedOut(_)));
            let act = match offers.next_if(|offer| offer.turn == turn) {
                Some(offer) => NegotiationAct::Offer(offer.treaty),
                None if left && turn + 1 == saved.turn => NegotiationAct::WalkOut,
                None => NegotiationAct::Accept,
            };
            table.apply(act)?;
        }
        let same = table.history == saved.history
            && table.accepted == saved.accepted
            && table.outcome == saved.outcome;
        if same { Ok(table) } else { Err(ProtocolError::Mangled) }
    }
}

impl Table {
    /// An empty table; party 0 acts first in every round.
    ///
    /// # Errors
    /// If the number of parties or of rounds is out of range.
    pub fn new(parties: usize, rounds: u32) -> Result<Self, ProtocolError> {
        let seats = u8::try_from(parties)
            .ok()
            .filter(|_| (FEWEST_PARTIES..=MOST_PARTIES).contains(&parties))
            .ok_or(ProtocolError::Parties(parties))?;
        if rounds == 0 || rounds > MOST_ROUNDS {
            return Err(ProtocolError::Rounds(rounds));
        }
        Ok(Self {
            parties: seats,
            rounds,
            turn: 0,
            accepted: 0,
            history: Vec::new(),
            outcome: None,
        })
    }

    /// Clears the table for another session and keeps its memory.
    pub fn clear(&mut self) {
        self.turn = 0;
        self.accepted = 0;
        self.history.clear();
        self.outcome = None;
    }

    /// How many parties sit at it.
    #[must_use]
    pub const fn parties(&self) -> usize {
        self.parties as usize
    }

    /// `n`: how many rounds it has.
    #[must_use]
    pub const fn rounds(&self) -> u32 {
        self.rounds
    }

    /// How many acts there have been.
    #[must_use]
    pub const fn turn(&self) -> u32 {
        self.turn
    }

    /// `k`: the round that runs, from 0; `n` after the deadline.
    #[must_use]
    pub const fn round(&self) -> u32 {
        self.turn / self.parties as u32
    }

    /// How many rounds have been begun.
    #[must_use]
    pub const fn rounds_used(&self) -> u32 {
        self.turn.div_ceil(self.parties as u32)
    }

    /// Whose turn it is; none when it is over.
    #[must_use]
    pub const fn turn_of(&self) -> Option<PartyId> {
        if self.outcome.is_some() { None } else { Some(self.party_at_turn()) }
    }

    /// The party to whom the running turn belongs.
    const fn party_at_turn(&self) -> PartyId {
        #[expect(clippy::cast_possible_truncation, reason = "there are at most MOST_PARTIES")]
        PartyId((self.turn % self.parties as u32) as u16)
    }

    /// The round in which a party acts next, were it to act: this round if its
    /// turn is still to come or now, else the next.
    #[must_use]
    pub const fn next_round_of(&self, party: PartyId) -> u32 {
        self.round() + if party.0 < self.party_at_turn().0 { 1 } else { 0 }
    }

    /// The turn in which a party acts next, were it to act; past the deadline if
    /// there is none.
    #[must_use]
    pub fn next_turn_of(&self, party: PartyId) -> u32 {
        let seat = u32::from(party.0).min(self.parties_u32() - 1);
        self.next_round_of(party) * self.parties_u32() + seat
    }

    pub(super) const fn parties_u32(&self) -> u32 {
        self.parties as u32
    }

    /// The offer that stands; none at the opening.
    #[must_use]
    pub fn standing(&self) -> Option<Offer> {
        self.history.last().copied()
    }

    /// Who has accepted the standing offer, in the order in which they did; the
    /// one who made it is not among them.
    pub fn accepted(&self) -> impl Iterator<Item = PartyId> + use<> {
        let (by, parties) = (self.standing().map_or(0, |o| o.by.0), u16::from(self.parties));
        (1..=u16::from(self.accepted)).map(move |step| PartyId((by + step) % parties))
    }

    /// Whether an offer made in this turn could still be accepted by all others
    /// before the deadline.
    #[must_use]
    pub const fn offer_can_pass(&self) -> bool {
        self.offer_at_can_pass(self.turn)
    }

    /// As [`Table::offer_can_pass`], of an offer made in another turn.
    #[must_use]
    pub const fn offer_at_can_pass(&self, turn: u32) -> bool {
        turn + (self.parties as u32 - 1) < self.rounds * self.parties as u32
    }

    /// All offers so far, in order.
    #[must_use]
    pub fn history(&self) -> &[Offer] {
        &self.history
    }

    /// The offers of one party so far, in order.
    pub fn offers_of(&self, party: PartyId) -> impl Iterator<Item = Treaty> {
        self.history.iter().filter(move |o| o.by == party).map(|o| o.treaty)
    }

    /// The same table with every treaty on it replaced by `see`, for a viewer who does
    /// not know every clause.
    #[must_use]
    pub fn mapped(&self, see: impl Fn(Treaty) -> Treaty) -> Self {
        let history = self.history.iter().map(|o| Offer { treaty: see(o.treaty), ..*o }).collect();
        let outcome = self.outcome.map(|outcome| match outcome {
            NegotiationOutcome::Agreement(treaty) => NegotiationOutcome::Agreement(see(treaty)),
            other => other,
        });
        Self { history, outcome, ..self.clone() }
    }

    /// How it ended; none while it runs.
    #[must_use]
    pub const fn outcome(&self) -> Option<NegotiationOutcome> {
        self.outcome
    }

    /// Applies an act of the party whose turn it is. The caller makes sure that a treaty
    /// exists in the space.
    ///
    /// # Errors
    /// If the table has ended, or there is nothing to accept. The state is then unchanged.
    pub fn apply(&mut self, act: NegotiationAct) -> Result<(), ProtocolError> {
        if self.outcome.is_some() {
            return Err(ProtocolError::Over);
        }
        let by = self.party_at_turn();
        match act {
            NegotiationAct::Offer(treaty) => {
                self.history.push(Offer { turn: self.turn, by, treaty });
                self.accepted = 0;
            }
            NegotiationAct::Accept => {
                let standing = self.standing().ok_or(ProtocolError::NothingStands)?;
                self.accepted += 1;
                if self.accepted + 1 == self.parties {
                    self.outcome = Some(NegotiationOutcome::Agreement(standing.treaty));
                }
            }
            NegotiationAct::WalkOut => self.outcome = Some(NegotiationOutcome::WalkedOut(by)),
        }
        self.turn += 1;
        if self.outcome.is_none() && self.turn == self.rounds * u32::from(self.parties) {
            self.outcome = Some(NegotiationOutcome::Deadline);
        }
        Ok(())
    }
}

/// A decision-maker for one party at a table.
pub trait Delegate {
    /// What the party does on its turn. `chance` is a uniform number in [0, 1)
    /// drawn for this turn; a party that is certain of itself ignores it.
    ///
    /// An act that the table refuses is read as walking out.
    fn act(&self, table: &Table, chance: f64) -> NegotiationAct;
}

/// Plays a table to its end: [`Table::apply`] in a loop.
///
/// `delegates` are the parties in order, as many as the table has; an empty seat
/// walks out. `chance` gives the uniform number for a turn.
pub fn run(
    table: &mut Table,
    delegates: &[&dyn Delegate],
    mut chance: impl FnMut(u32) -> f64,
) -> NegotiationOutcome {
    while let Some(party) = table.turn_of() {
        let uniform = chance(table.turn());
        let act =
            delegates.get(party.index()).map_or(NegotiationAct::WalkOut, |d| d.act(table, uniform));
        if table.apply(act).is_err() && table.apply(NegotiationAct::WalkOut).is_err() {
            break;
        }
    }
    table.outcome().unwrap_or(NegotiationOutcome::Deadline)
}
