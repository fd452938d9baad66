//! Effects: what can be done to the tables, and what falls due in one turn.
//!
//! The effects on recognition, deterrence and borders are defined beside their tables.
//! [`Effects`] is a list as an author writes it; [`Due`] holds what falls due in a
//! turn, a list for each phase that applies it, and [`Follows`] what follows from that.
//! How it is applied is the business of the [phases](super::phases).

use core::ops::Deref;

use super::borders::BorderEffect;
use super::deterrence::DeterrenceEffect;
use super::ids::{
    ChanceId, FactId, InstrumentId, ItemId, LeaderId, MoveId, OptionId, PowerId, SeatId, ValueId,
};
use super::negotiation::space::Treaty;
use super::recognition::RecognitionEffect;

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

/// A consequence for facts and persons.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AgendaEffect {
    /// A fact takes a value.
    Set(FactId, ValueId),
    /// A leader takes a seat.
    Leader(SeatId, LeaderId),
}

/// Effects as an author lists them, and parted by the phase that applies them.
///
/// It reads as the author's list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Effects {
    listed: Vec<Effect>,
    due: Due,
}

impl Effects {
    /// The effects, a list for each phase.
    #[must_use]
    pub const fn due(&self) -> &Due {
        &self.due
    }
}

impl From<Vec<Effect>> for Effects {
    fn from(listed: Vec<Effect>) -> Self {
        let mut due = Due::default();
        for effect in &listed {
            due.push(*effect);
        }
        Self { listed, due }
    }
}

impl Deref for Effects {
    type Target = [Effect];

    fn deref(&self) -> &[Effect] {
        &self.listed
    }
}

impl<'a> IntoIterator for &'a Effects {
    type Item = &'a Effect;
    type IntoIter = core::slice::Iter<'a, Effect>;

    fn into_iter(self) -> Self::IntoIter {
        self.listed.iter()
    }
}

/// A mark on the agenda: a change that taking up a step makes at once, before any effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AgendaMark {
    /// The item came up.
    Opened(ItemId),
    /// The option was chosen.
    Chose(MoveId, OptionId),
    /// The branch of a drawn consequence came true.
    Drawn(ChanceId, u16),
    /// A challenge was made in a crisis.
    Challenged(ItemId),
}

/// The effects that fall due in one turn, in a list for each phase that applies them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Due {
    /// For the agenda, at once.
    pub marks: Vec<AgendaMark>,
    /// For instruments.
    pub instruments: Vec<InstrumentEffect>,
    /// For recognition.
    pub recognition: Vec<RecognitionEffect>,
    /// For the balance of deterrence.
    pub deterrence: Vec<DeterrenceEffect>,
    /// For borders.
    pub borders: Vec<BorderEffect>,
    /// For facts and persons.
    pub agenda: Vec<AgendaEffect>,
}

impl Due {
    /// Takes everything out; the lists keep their memory.
    pub fn clear(&mut self) {
        self.marks.clear();
        self.instruments.clear();
        self.recognition.clear();
        self.deterrence.clear();
        self.borders.clear();
        self.agenda.clear();
    }

    /// Adds an effect at the end of the list of its phase.
    pub fn push(&mut self, effect: Effect) {
        match effect {
            Effect::Instrument(effect) => self.instruments.push(effect),
            Effect::Recognition(effect) => self.recognition.push(effect),
            Effect::Deterrence(effect) => self.deterrence.push(effect),
            Effect::Border(effect) => self.borders.push(effect),
            Effect::Agenda(effect) => self.agenda.push(effect),
        }
    }

    /// Adds all effects of another, each at the end of the list of its phase.
    pub fn add(&mut self, other: &Self) {
        self.marks.extend_from_slice(&other.marks);
        self.instruments.extend_from_slice(&other.instruments);
        self.recognition.extend_from_slice(&other.recognition);
        self.deterrence.extend_from_slice(&other.deterrence);
        self.borders.extend_from_slice(&other.borders);
        self.agenda.extend_from_slice(&other.agenda);
    }
}

/// The consequences of effects on instruments, for the later phases of the turn.
#[derive(Clone, Debug, Default)]
pub struct Follows {
    /// The instruments that were signed, whose acts of recognition follow.
    pub signed: Vec<InstrumentId>,
    /// From breaches, for recognition.
    pub recognition: Vec<RecognitionEffect>,
    /// From breaches, for the balance of deterrence.
    pub deterrence: Vec<DeterrenceEffect>,
    /// From breaches, for borders.
    pub borders: Vec<BorderEffect>,
    /// From breaches, for facts and persons.
    pub agenda: Vec<AgendaEffect>,
}

impl Follows {
    /// Takes everything out; the lists keep their memory.
    pub fn clear(&mut self) {
        self.signed.clear();
        self.recognition.clear();
        self.deterrence.clear();
        self.borders.clear();
        self.agenda.clear();
    }

    /// Adds what a breach leads to after the phase of instruments.
    pub fn add(&mut self, breach: &Due) {
        self.recognition.extend_from_slice(&breach.recognition);
        self.deterrence.extend_from_slice(&breach.deterrence);
        self.borders.extend_from_slice(&breach.borders);
        self.agenda.extend_from_slice(&breach.agenda);
    }
}
