//! Definitions: what an author fixes before a game is played.
//!
//! With dense ids, as the rules need them: powers, seats, leaders, sectors,
//! instruments, facts, the agenda with its moves and options, objectives and
//! outcomes. Names and prose are not here (they stay in the scenario), nor is what
//! follows from the definitions (that is the [setting](super::setting)), nor anything
//! that changes.

use super::audience::Audience;
use super::borders::BorderCoefficients;
use super::chance::ChanceKeys;
use super::conditions::{Condition, Measure, OutcomeReading};
use super::conference::ConferenceDef;
use super::deterrence::DeterrenceCoefficients;
use super::effects::{Effects, Stance};
use super::ids::{
    ChanceId, ConferenceId, InstrumentId, ItemId, LeaderId, MoveId, OptionId, OutcomeId, PowerId,
    SeatId, SectorId,
};
use super::quantity::{Date, GradedFigure};
use super::recognition::{DriftCoefficients, Standing};
use super::terms::Term;

/// How many powers a scenario may have: a set of them is one word of memory.
pub const MOST_POWERS: usize = 64;

/// How many conditions the passages of one item's texts may have: a set of them is one word
/// of memory.
pub const MOST_PASSAGES: usize = 64;

/// How many red lines a seat may have: a set of them is one word of memory.
pub const MOST_RED_LINES: usize = 64;

/// Everything that an author defines, with dense ids.
#[derive(Clone, Debug)]
pub struct Defs {
    /// The powers, by [`PowerId`].
    pub powers: Vec<PowerDef>,
    /// The seats, by [`SeatId`].
    pub seats: Vec<SeatDef>,
    /// The leaders, by [`LeaderId`].
    pub leaders: Vec<LeaderDef>,
    /// The border sectors, by [`SectorId`].
    pub sectors: Vec<SectorDef>,
    /// The instruments, by [`InstrumentId`].
    pub instruments: Vec<InstrumentDef>,
    /// The facts, by [`FactId`](super::ids::FactId).
    pub facts: Vec<FactDef>,
    /// The agenda in order, by [`ItemId`].
    pub items: Vec<ItemDef>,
    /// All conferences of the agenda in order, by [`ConferenceId`].
    pub conferences: Vec<ConferenceDef>,
    /// All moves of the agenda in order, by [`MoveId`].
    pub moves: Vec<MoveDef>,
    /// All drawn consequences of the agenda, by [`ChanceId`].
    pub chances: Vec<ChanceDef>,
    /// What is laid beside the record, by [`OutcomeId`].
    pub outcomes: Vec<OutcomeDef>,
    /// Pairs whose recognition drifts by itself.
    pub drifts: Vec<DriftDef>,
    /// Weight `m_i` of each power in the constitutive index, by [`PowerId`].
    pub weights: Vec<GradedFigure>,
    /// The coefficients shared by all scenarios.
    pub coefficients: Coefficients,
    /// What draws are keyed by.
    pub keys: ChanceKeys,
    /// When the game ends.
    pub closes: Date,
    /// What a game leaves to later ones, by the conditions under which it does.
    pub legacies: Vec<Condition>,
    /// How a game may begin after earlier ones.
    pub inherits: Vec<InheritanceDef>,
}

impl Defs {
    /// The seat that decides for a power, if any does.
    #[must_use]
    pub fn seat_of(&self, power: PowerId) -> Option<SeatId> {
        self.powers[power.index()].seat
    }

    /// How one power stands to another as long as nothing is said of it: two powers that
    /// nobody questions exchange envoys; with one that is questioned, silence is refusal.
    #[must_use]
    pub fn unsaid_standing(&self, from: PowerId, to: PowerId) -> Standing {
        let is_questioned = |power: PowerId| self.powers[power.index()].questioned;
        if from == to || is_questioned(from) || is_questioned(to) {
            Standing::default()
        } else {
            Standing::Envoys
        }
    }

    /// The moves of an item, in order.
    pub fn moves_of(&self, item: ItemId) -> impl Iterator<Item = MoveId> + use<> {
        self.items[item.index()].moves.clone().map(MoveId::new)
    }

    /// All moves of the agenda, in order.
    pub fn move_ids(&self) -> impl Iterator<Item = MoveId> + use<> {
        MoveId::up_to(self.moves.len())
    }

    /// The options of a move, in order.
    pub fn option_ids(&self, mv: MoveId) -> impl Iterator<Item = OptionId> + use<> {
        OptionId::up_to(self.moves[mv.index()].options.len())
    }

    /// The conference that an item is, if it is one.
    #[must_use]
    pub fn conference_of(&self, item: ItemId) -> Option<ConferenceId> {
        match self.items[item.index()].kind {
            ItemKind::Conference(id) => Some(id),
            _ => None,
        }
    }

    /// Every term that an instrument has or may have, whatever a conference writes, and
    /// whether it has it in any case.
    pub fn possible_terms(&self, id: InstrumentId) -> impl Iterator<Item = (&Term, bool)> {
        let def = &self.instruments[id.index()];
        let written = def.conference.into_iter().flat_map(|conference| {
            let clauses = &self.conferences[conference.index()].clauses;
            clauses.iter().flat_map(|clause| &clause.values).flat_map(|value| &value.terms)
        });
        def.terms.iter().map(|term| (term, true)).chain(written.map(|term| (term, false)))
    }

    /// Who knows that an item takes place.
    #[must_use]
    pub fn audience_of_item(&self, item: ItemId) -> Audience {
        self.items[item.index()].known_to
    }

    /// Who learns of a choice; the mover always does.
    #[must_use]
    pub fn audience_of_choice(&self, mv: MoveId, option: OptionId) -> Audience {
        let def = &self.moves[mv.index()];
        let own = self.option(mv, option).known_to;
        let narrowest = if own.is_everybody() { self.audience_of_item(def.item) } else { own };
        narrowest.with(def.seat)
    }

    /// An option of a move.
    #[must_use]
    pub fn option(&self, mv: MoveId, option: OptionId) -> &OptionDef {
        &self.moves[mv.index()].options[option.index()]
    }
}

/// A power.
#[derive(Clone, Debug)]
pub struct PowerDef {
    /// The seat that decides for it; none for powers outside the table.
    pub seat: Option<SeatId>,
    /// Whether it is in question that it is a state.
    pub questioned: bool,
}

/// A seat.
#[derive(Clone, Debug)]
pub struct SeatDef {
    /// The power it speaks for first.
    pub power: PowerId,
    /// What it wants: weighted measures on the state, weights summing to one.
    pub objectives: Vec<ObjectiveDef>,
    /// What it will not do, or only at a price.
    pub red_lines: Vec<RedLineDef>,
}

/// A leader.
#[derive(Clone, Debug)]
pub struct LeaderDef {
    /// The seat the leader may occupy.
    pub seat: SeatId,
    /// Added to the seat's cost of a clash, in units of the stake.
    pub caution: GradedFigure,
}

/// An objective of a seat: a measure on the state, with its weight.
#[derive(Clone, Debug)]
pub struct ObjectiveDef {
    /// The measure.
    pub measure: Measure,
    /// The weight of the measure in the seat's value of a state, [0, 1].
    pub weight: GradedFigure,
}

/// A state of affairs that a seat will not bring about, or only at a price.
#[derive(Clone, Debug)]
pub struct RedLineDef {
    /// Crossed when this comes to hold.
    pub crossed: Condition,
    /// The leaders who hold it; empty for all.
    pub leaders: Vec<LeaderId>,
    /// What crossing costs in utility; none for a line that is never crossed.
    pub cost: Option<GradedFigure>,
}

/// A sector of a border.
#[derive(Clone, Debug)]
pub struct SectorDef {
    /// The power content to hold the line.
    pub defender: PowerId,
    /// The power that would move it.
    pub challenger: PowerId,
    /// When the sector is a live frontier at all.
    pub live: Condition,
    /// `V_c`: the challenger's stake, positive.
    pub challenger_stake: GradedFigure,
    /// `V_d`: the defender's stake, positive.
    pub defender_stake: GradedFigure,
    /// Fighting quality of each power here, 1 is ordinary; by [`PowerId`].
    pub quality: Vec<f64>,
    /// An army that may act without its capital.
    pub local_commander: Option<LocalCommanderDef>,
}

/// An army on the spot that may act without its capital.
#[derive(Clone, Debug)]
pub struct LocalCommanderDef {
    /// The chance that it challenges on its own when the capital holds back
    /// but has not forbidden it, [0, 1]; forbidding it lowers the chance by
    /// [`DeterrenceCoefficients::obedience`].
    pub zeal: GradedFigure,
}

/// A treaty, pledge, note or other instrument.
#[derive(Clone, Debug)]
pub struct InstrumentDef {
    /// The powers bound by it.
    pub parties: Vec<PowerId>,
    /// Years in force; none for no term.
    pub years: Option<u16>,
    /// Whether it goes on for the same term again unless notice was given.
    pub renews: bool,
    /// Months between notice and the end; none if a denunciation ends it at once.
    pub notice: Option<u16>,
    /// The conference that writes it, clause by clause, if one does.
    pub conference: Option<ConferenceId>,
    /// Whether only the parties' seats know of it until it is published.
    pub secret: bool,
    /// The terms that bind while it is in force.
    pub terms: Vec<Term>,
    /// The effects of a breach.
    pub breach: Effects,
}

/// A fact of the world with a few named values.
#[derive(Clone, Debug)]
pub struct FactDef {
    /// How many values it has.
    pub values: usize,
    /// Who knows it.
    pub known_to: Audience,
}

/// What kind of item stands on the agenda.
#[derive(Clone, Debug, PartialEq)]
pub enum ItemKind {
    /// Seats choose; consequences follow.
    Decision,
    /// A confrontation in a sector, solved by the deterrence game.
    Crisis(SectorId),
    /// Parties negotiate a treaty.
    Conference(ConferenceId),
    /// Something happens; nobody chooses.
    Event,
}

/// An item of the agenda.
#[derive(Clone, Debug)]
pub struct ItemDef {
    /// What kind.
    pub kind: ItemKind,
    /// When it comes up.
    pub date: Date,
    /// Whether it comes up at all.
    pub when: Condition,
    /// Its moves, as a range of [`MoveId`] indices.
    pub moves: core::ops::Range<usize>,
    /// The effects when the item opens, without anybody's choice.
    pub effects: Effects,
    /// The drawn consequences when the item opens, as a range of [`ChanceId`] indices.
    pub chances: core::ops::Range<usize>,
    /// Who knows that the item takes place.
    pub known_to: Audience,
    /// The conditions of passages of its texts, those of the briefing first, then those of
    /// each private text; at most [`MOST_PASSAGES`]. They are looked at as the item opens.
    pub passages: Vec<Condition>,
}

/// One move: a seat answers one question.
#[derive(Clone, Debug)]
pub struct MoveDef {
    /// The item it belongs to.
    pub item: ItemId,
    /// Who moves.
    pub seat: SeatId,
    /// Whether the question arises.
    pub when: Condition,
    /// The answers; at least two.
    pub options: Vec<OptionDef>,
}

/// One option of a move.
#[derive(Clone, Debug)]
pub struct OptionDef {
    /// Whether it is open.
    pub when: Condition,
    /// Its part in a crisis, if the item is one.
    pub stance: Option<Stance>,
    /// Certain consequences.
    pub effects: Effects,
    /// Drawn consequences, as a range of [`ChanceId`] indices.
    pub chances: core::ops::Range<usize>,
    /// Documented preferences of leaders for or against it, in utility.
    pub leanings: Vec<(LeaderId, GradedFigure)>,
    /// The seats that learn of the choice, the mover besides; if everybody, those who
    /// know of the item.
    pub known_to: Audience,
    /// Whether the record says this was done.
    pub recorded: bool,
    /// The conditions of passages of its text, then those of each piece of advice.
    pub passages: Vec<Condition>,
}

/// A drawn consequence: one of several branches comes true.
#[derive(Clone, Debug)]
pub struct ChanceDef {
    /// The branches, with probabilities that sum to one.
    pub branches: Vec<BranchDef>,
}

/// One branch of a drawn consequence.
#[derive(Clone, Debug)]
pub struct BranchDef {
    /// Its probability.
    pub probability: GradedFigure,
    /// What follows.
    pub effects: Effects,
}

/// A directed pair whose recognition drifts by itself.
#[derive(Clone, Debug)]
pub struct DriftDef {
    /// The power whose recognition drifts.
    pub from: PowerId,
    /// The power toward which it drifts.
    pub to: PowerId,
    /// The condition under which it drifts: that the other power exists.
    pub when: Condition,
    /// Ties to the state the other broke from, [0, 1].
    pub parent_ties: f64,
    /// Fear of separatists at home, [0, 1].
    pub separatists: f64,
    /// Commitment to a doctrine of non-recognition, [0, 1].
    pub doctrine: f64,
    /// The highest rung that drift alone can reach.
    pub ceiling: Standing,
}

/// What is otherwise on the first day after what an earlier game has left.
#[derive(Clone, Debug)]
pub struct InheritanceDef {
    /// Instruments in force at the opening that were never signed.
    pub unsigned: Vec<InstrumentId>,
    /// Everything else.
    pub effects: Effects,
}

/// An outcome that is laid beside the record.
#[derive(Clone, Debug)]
pub struct OutcomeDef {
    /// What is read.
    pub reading: OutcomeReading,
    /// The item at whose close it is read; none for the end of the game.
    pub at: Option<ItemId>,
    /// How many values it has.
    pub values: usize,
    /// Whether the values are in order.
    pub ordered: bool,
    /// The documented value; none if the record does not know.
    pub documented: Option<usize>,
}

/// Coefficients shared by all scenarios, from one file; each is graded there.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Coefficients {
    /// Of the drift of recognition.
    pub drift: DriftCoefficients,
    /// Of incidents and clashes.
    pub borders: BorderCoefficients,
    /// Of the deterrence game.
    pub deterrence: DeterrenceCoefficients,
    /// Of what an empty seat does.
    pub conduct: ConductCoefficients,
}

/// Coefficients of what an empty seat does.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConductCoefficients {
    /// Noise of the logit choice, in utility.
    pub noise: GradedFigure,
    /// `tau`: noise of what is accepted at a conference, in utility.
    pub bargaining: GradedFigure,
}

/// All outcomes, in order.
pub fn outcome_ids(defs: &Defs) -> impl Iterator<Item = OutcomeId> + use<> {
    (0..defs.outcomes.len()).map(OutcomeId::new)
}

/// All drawn consequences of a range.
pub fn chance_ids(range: &core::ops::Range<usize>) -> impl Iterator<Item = ChanceId> + use<> {
    range.clone().map(ChanceId::new)
}
