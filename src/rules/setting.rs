//! The setting: everything that is fixed while a game is played.
//!
//! Definitions with dense ids, as the rules need them: powers, seats, leaders,
//! sectors, instruments, facts, the agenda with its moves, options, conditions
//! and effects, objectives and outcomes. Names and prose are not here (they stay
//! in the scenario), nor is anything that changes.

use super::audience::Audience;
use super::bearing::Bearing;
use super::borders::{BorderCoefficients, SectorStatus};
use super::conference::ConferenceDef;
use super::deterrence::Pledge;
use super::effects::Effects;
use super::ids::{
    ChanceId, ClauseId, ClauseValueId, ConferenceId, FactId, InstrumentId, ItemId, LeaderId,
    MoveId, OptionId, OutcomeId, PowerId, SeatId, SectorId, ValueId,
};
use super::index::Index;
use super::negotiation::space::Treaty;
use super::position::Position;
use super::quantity::{Date, Figure};
use super::recognition::{Criterion, DriftCoefficients, Manners, Standing, Status, Subject};
use super::ways::Ways;

/// How many powers a scenario may have: a set of them is one word of memory.
pub const MOST_POWERS: usize = 64;

/// How many red lines a seat may have: a set of them is one word of memory.
pub const MOST_RED_LINES: usize = 64;

/// Everything fixed about a scenario, ready to run.
#[derive(Clone, Debug)]
pub struct Setting {
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
    /// The facts, by [`FactId`].
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
    pub weights: Vec<Figure>,
    /// The coefficients shared by all scenarios.
    pub coefficients: Coefficients,
    /// When the game ends.
    pub closes: Date,
    /// Which instruments may bind to what, and what may be secret.
    pub index: Index,
    /// Which measures rest on what.
    pub bearing: Bearing,
    /// How each option may turn out.
    pub ways: Ways,
    /// The position at the start.
    pub opening: Position,
}

impl Setting {
    /// Works out what follows from the definitions: to be called once they are whole,
    /// and again if one of them is changed.
    pub fn derive(&mut self) {
        self.index = Index::of(self);
        self.ways = Ways::of_setting(self);
        self.bearing = Bearing::of(self);
    }

    /// The seat that decides for a power, if any does.
    #[must_use]
    pub fn seat_of(&self, power: PowerId) -> Option<SeatId> {
        self.powers[power.index()].seat
    }

    /// The moves of an item, in order.
    pub fn moves_of(&self, item: ItemId) -> impl Iterator<Item = MoveId> + use<> {
        self.items[item.index()].moves.clone().map(MoveId::new)
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
}

/// A seat.
#[derive(Clone, Debug)]
pub struct SeatDef {
    /// The power it speaks for first.
    pub power: PowerId,
    /// What it wants: weighted measures on the state, weights summing to one.
    pub objectives: Vec<Objective>,
    /// What it will not do, or only at a price.
    pub red_lines: Vec<RedLine>,
}

/// A leader.
#[derive(Clone, Debug)]
pub struct LeaderDef {
    /// The seat the leader may occupy.
    pub seat: SeatId,
    /// Added to the seat's cost of a clash, in units of the stake.
    pub caution: Figure,
}

/// One thing a seat wants.
#[derive(Clone, Debug)]
pub struct Objective {
    /// What is measured.
    pub measure: Measure,
    /// Its share of the seat's value of a state.
    pub weight: Figure,
}

/// A state of affairs that a seat will not bring about, or only at a price.
#[derive(Clone, Debug)]
pub struct RedLine {
    /// Crossed when this comes to hold.
    pub crossed: Condition,
    /// The leaders who hold it; empty for all.
    pub leaders: Vec<LeaderId>,
    /// What crossing costs in utility; none for a line that is never crossed.
    pub cost: Option<Figure>,
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
    /// `V_c`, positive.
    pub challenger_stake: Figure,
    /// `V_d`, positive.
    pub defender_stake: Figure,
    /// Fighting quality of each power here, 1 is ordinary; by [`PowerId`].
    pub quality: Vec<f64>,
    /// An army that may act without its capital.
    pub local_commander: Option<LocalCommander>,
}

/// An army on the spot that may act without its capital.
#[derive(Clone, Debug)]
pub struct LocalCommander {
    /// The chance that it challenges on its own when the capital holds back
    /// but has not forbidden it, [0, 1]; forbidding it lowers the chance by
    /// [`DeterrenceCoefficients::obedience`].
    pub zeal: Figure,
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
    /// What it obliges to.
    pub terms: Vec<Term>,
    /// What follows if it is broken.
    pub breach: Effects,
}

/// One term of an instrument.
#[derive(Clone, Copy, Debug)]
pub enum Term {
    /// A pledge to stand by another power.
    Pledge {
        /// Who stands by.
        protector: PowerId,
        /// By whom.
        protege: PowerId,
        /// How it is bound.
        kind: Pledge,
    },
    /// The parties will not attack each other: the first is the more content for it.
    NonAggression {
        /// Whose contentment with the status quo rises.
        power: PowerId,
        /// Against whom.
        toward: PowerId,
        /// By how much, [0, 1].
        satisfaction: Figure,
    },
    /// Signing amounts to an act of recognition.
    Recognises {
        /// Who.
        from: PowerId,
        /// Whom.
        to: PowerId,
        /// The least rung it amounts to.
        floor: Standing,
        /// As what.
        status: Status,
    },
    /// Recognition may not rise above a rung while this is in force.
    Ceiling {
        /// Whose.
        from: PowerId,
        /// Toward whom.
        to: PowerId,
        /// The highest rung allowed.
        ceiling: Standing,
    },
    /// A border commission works while this is in force.
    Commission {
        /// Where.
        sector: SectorId,
    },
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
    /// What happens without anybody's choice, when the item opens.
    pub effects: Effects,
    /// Drawn consequences of the same, as a range of [`ChanceId`] indices.
    pub chances: core::ops::Range<usize>,
    /// Who knows that the item takes place.
    pub known_to: Audience,
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

/// The part an option plays in a crisis.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Stance {
    /// The challenger's capital forbids its army to move.
    Forbid,
    /// The challenger does not challenge, but leaves its army a free hand.
    Hold,
    /// The challenger challenges.
    Challenge,
    /// The defender gives way.
    Concede,
    /// The defender stands firm.
    Resist,
    /// The challenger backs down.
    BackDown,
    /// The challenger fights.
    Fight,
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
    pub leanings: Vec<(LeaderId, Figure)>,
    /// Who learns of the choice, the mover besides; everybody for whoever knows of
    /// the item.
    pub known_to: Audience,
    /// Whether the record says this was done.
    pub recorded: bool,
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
    pub probability: Figure,
    /// What follows.
    pub effects: Effects,
}

/// A condition on the position.
#[derive(Clone, Debug, PartialEq)]
pub enum Condition {
    /// Always holds.
    Always,
    /// Does not hold.
    Not(Box<Condition>),
    /// All hold.
    All(Vec<Condition>),
    /// At least one holds.
    Any(Vec<Condition>),
    /// An option was chosen.
    Chose(MoveId, OptionId),
    /// A fact has a value.
    Is(FactId, ValueId),
    /// An instrument is in force.
    InForce(InstrumentId),
    /// Recognition has reached a rung.
    AtLeast(PowerId, PowerId, Standing),
    /// A leader holds a seat.
    Leads(SeatId, LeaderId),
    /// A power holds the disputed ground of a sector.
    Holds(SectorId, PowerId),
    /// Tension in a sector is at or above a level.
    Tension(SectorId, f64),
    /// In that crisis a challenge was made, by the capital or by its army alone.
    Challenged(ItemId),
    /// A conference ended with a treaty that came into force.
    Signed(ConferenceId),
    /// It did, and a clause has a value (or a version of it with a reservation).
    Article(ConferenceId, ClauseId, ClauseValueId),
}

/// A consequence, by the phase of the turn that applies it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Effect {
    /// On instruments.
    Instrument(InstrumentEffect),
    /// On recognition.
    Recognition(RecognitionEffect),
    /// On the balance of deterrence.
    Deterrence(DeterrenceEffect),
    /// On borders.
    Border(BorderEffect),
    /// On facts and persons.
    Agenda(AgendaEffect),
}

/// A consequence for an instrument.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum InstrumentEffect {
    /// It is signed and comes into force.
    Sign(InstrumentId),
    /// It is signed as a conference wrote it.
    Conclude(InstrumentId, Treaty),
    /// It ends by notice.
    Denounce(InstrumentId),
    /// It becomes known to all.
    Publish(InstrumentId),
    /// A power breaks it.
    Breach(InstrumentId, PowerId),
}

impl InstrumentEffect {
    /// The instrument that it is about.
    #[must_use]
    pub const fn instrument(self) -> InstrumentId {
        match self {
            Self::Sign(id)
            | Self::Conclude(id, _)
            | Self::Denounce(id)
            | Self::Publish(id)
            | Self::Breach(id, _) => id,
        }
    }
}

/// A consequence for recognition.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum RecognitionEffect {
    /// A power acts toward another.
    Act {
        /// Who.
        from: PowerId,
        /// Toward whom.
        to: PowerId,
        /// The rung the act amounts to.
        standing: Standing,
        /// What the other is said to be.
        status: Status,
        /// State or government.
        subject: Subject,
        /// How it is made.
        manners: Manners,
    },
    /// One of a power's Montevideo criteria changes, kept within [0, 1].
    Criterion(PowerId, Criterion, f64),
}

/// A consequence for the balance of deterrence. Amounts are added.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum DeterrenceEffect {
    /// Tension in a sector, kept within [0, 1].
    Tension(SectorId, f64),
    /// Supplied force of a power in a sector, thousand men, not below 0.
    Force(SectorId, PowerId, f64),
    /// A power's contentment with the status quo, kept within [0, 1].
    Satisfaction(PowerId, f64),
    /// What other fronts add to a power's cost of a clash, not below 0.
    Weariness(PowerId, f64),
    /// What a power has staked in public, not below 0.
    Audience(PowerId, f64),
    /// Troops of the first power on the soil of the second, men, not below 0.
    Troops(PowerId, PowerId, f64),
}

/// A consequence for a border sector.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum BorderEffect {
    /// It becomes this settled.
    Status(SectorId, SectorStatus),
    /// A power comes to hold the disputed ground.
    Holder(SectorId, PowerId),
    /// Patrols grow or thin out, kept within [0, 1].
    Patrols(SectorId, f64),
    /// A commission takes up or stops work.
    Commission(SectorId, bool),
    /// A clash breaks out; the first power attacks the second.
    Clash(SectorId, PowerId, PowerId),
}

impl BorderEffect {
    /// The sector that it is about.
    #[must_use]
    pub const fn sector(self) -> SectorId {
        match self {
            Self::Status(sector, _)
            | Self::Holder(sector, _)
            | Self::Patrols(sector, _)
            | Self::Commission(sector, _)
            | Self::Clash(sector, ..) => sector,
        }
    }
}

/// A consequence for facts and persons.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AgendaEffect {
    /// A fact takes a value.
    Set(FactId, ValueId),
    /// A leader takes a seat.
    Leader(SeatId, LeaderId),
}

/// A measure on the state, mapped to [0, 1].
#[derive(Clone, Debug, PartialEq)]
pub enum Measure {
    /// One minus another measure.
    Not(Box<Measure>),
    /// The weight of the rung at which the first power recognises the second.
    Grade(PowerId, PowerId),
    /// The declaratory index of a power.
    Declaratory(PowerId),
    /// The constitutive index of a power.
    Constitutive(PowerId),
    /// 1 while an instrument is in force.
    InForce(InstrumentId),
    /// The score of a fact's value.
    Fact(FactId, Vec<Figure>),
    /// 1 while a power holds the disputed ground of a sector.
    Holds(SectorId, PowerId),
    /// One minus the tension of a sector.
    Calm(SectorId),
    /// One minus the solved probability of a clash in a sector.
    Security(SectorId),
    /// The solved credibility of the defender in a sector.
    Credibility(SectorId),
    /// Troops of the first power on the soil of the second, as a share of a full number.
    Troops(PowerId, PowerId, f64),
}

/// A directed pair whose recognition drifts by itself.
#[derive(Clone, Debug)]
pub struct DriftDef {
    /// Who may change its attitude.
    pub from: PowerId,
    /// Toward whom.
    pub to: PowerId,
    /// From when the other exists.
    pub when: Condition,
    /// The power the other broke from.
    pub parent_ties: f64,
    /// Fear of separatists at home.
    pub separatists: f64,
    /// Commitment to non-recognition.
    pub doctrine: f64,
    /// The highest rung that drift alone can reach.
    pub ceiling: Standing,
}

/// What an outcome reads off the position.
#[derive(Clone, Debug)]
pub enum Reading {
    /// The option chosen in a move, or that the question did not arise.
    Choice(MoveId),
    /// The value of a fact.
    Fact(FactId),
    /// The rung at which the first power stands to the second.
    Standing(PowerId, PowerId),
    /// Whether an instrument is in force: no, secretly, openly.
    InForce(InstrumentId),
    /// Who holds the disputed ground of a sector.
    Holder(SectorId),
    /// How settled a sector is.
    Status(SectorId),
    /// Clashes in a sector: none, one, several.
    Clashes(SectorId),
    /// Who holds a seat.
    Leader(SeatId),
    /// What became of a conference.
    Concluded(ConferenceId),
    /// What an article says, or that there is no treaty.
    Article(ConferenceId, ClauseId),
}

/// An outcome that is laid beside the record.
#[derive(Clone, Debug)]
pub struct OutcomeDef {
    /// What is read.
    pub reading: Reading,
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

/// Coefficients of the deterrence game.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeterrenceCoefficients {
    /// What any clash costs either side, in units of the stake.
    pub clash_cost: Figure,
    /// What backing down costs before anything was staked in public.
    pub back_down: Figure,
    /// What conceding costs without any pledge.
    pub concession: Figure,
    /// `lambda`.
    pub noise: Figure,
    /// By what share full tension lowers contentment.
    pub tension: Figure,
    /// What an oral pledge adds to the cost of conceding.
    pub pledge_oral: Figure,
    /// What a published pledge adds.
    pub pledge_public: Figure,
    /// What troops in place add.
    pub pledge_troops: Figure,
    /// Share of the protector's local force that an oral pledge brings in.
    pub share_oral: Figure,
    /// Share that a published pledge brings in.
    pub share_public: Figure,
    /// Share that troops in place bring in.
    pub share_troops: Figure,
    /// By what share an order from the capital lowers an army's zeal to act alone.
    pub obedience: Figure,
    /// Tension that one shooting incident adds.
    pub incident: Figure,
    /// Tension that a clash adds.
    pub clash: Figure,
    /// Share of tension that a quiet month takes away.
    pub calm: Figure,
}

/// Coefficients of what an empty seat does.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConductCoefficients {
    /// Noise of the logit choice, in utility.
    pub noise: Figure,
    /// `tau`: noise of what is accepted at a conference, in utility.
    pub bargaining: Figure,
}

/// All outcomes, in order.
pub fn outcome_ids(setting: &Setting) -> impl Iterator<Item = OutcomeId> + use<> {
    (0..setting.outcomes.len()).map(OutcomeId::new)
}

/// All drawn consequences of a range.
pub fn chance_ids(range: &core::ops::Range<usize>) -> impl Iterator<Item = ChanceId> + use<> {
    range.clone().map(ChanceId::new)
}
