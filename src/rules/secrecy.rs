//! Secrecy: who knows of what, and the position as a seat knows it.
//!
//! A list of seats that is empty means everybody. What is said of a seat holds for
//! the public where there is none. Who is told of an event, and when, is not here.

use std::sync::Arc;

use super::conference::Talk;
use super::ids::{
    ClauseId, ConferenceId, InstrumentId, MoveId, OptionId, PowerId, SeatId, ValueId,
};
use super::instruments::InstrumentState;
use super::position::{Position, PositionRef};
use super::recognition::{Act, Manner};
use super::setting::{Condition, Setting};

/// Whether a seat, or the public for `None`, is among those that know; nobody named
/// is everybody.
#[must_use]
pub fn is_known_to(known_to: &[SeatId], seat: Option<SeatId>) -> bool {
    known_to.is_empty() || seat.is_some_and(|seat| known_to.contains(&seat))
}

/// Whether a seat, or the public for `None`, belongs to an audience; no audience is everybody.
#[must_use]
pub fn may_know(audience: Option<&[SeatId]>, seat: Option<SeatId>) -> bool {
    audience.is_none_or(|seats| seat.is_some_and(|seat| seats.contains(&seat)))
}

/// The seats that learn of a choice; none if everybody does. The mover always does.
#[must_use]
pub fn audience_of(setting: &Setting, mv: MoveId, option: OptionId) -> Option<Vec<SeatId>> {
    let def = setting.option(mv, option);
    let item = &setting.items[setting.moves[mv.index()].item.index()];
    let narrowest = if def.known_to.is_empty() { &item.known_to } else { &def.known_to };
    if narrowest.is_empty() {
        return None;
    }
    let mut seats = narrowest.clone();
    let mover = setting.moves[mv.index()].seat;
    if !seats.contains(&mover) {
        seats.push(mover);
    }
    Some(seats)
}

impl Setting {
    /// Whether a seat, or the public for `None`, may not know that a conference takes place.
    #[must_use]
    pub fn hides_conference(&self, conference: ConferenceId, seat: Option<SeatId>) -> bool {
        let item = self.conferences[conference.index()].item;
        !is_known_to(&self.items[item.index()].known_to, seat)
    }
}

impl Condition {
    /// Whether it rests on anything that some seat may not know.
    #[must_use]
    pub fn reads_secret(&self, setting: &Setting) -> bool {
        self.reads_hidden_from(setting, None)
    }

    /// Whether it rests on anything that a seat, or the public for `None`, may not know.
    #[must_use]
    pub fn reads_hidden_from(&self, setting: &Setting, seat: Option<SeatId>) -> bool {
        match self {
            Self::Not(inner) => inner.reads_hidden_from(setting, seat),
            Self::All(inner) | Self::Any(inner) => {
                inner.iter().any(|c| c.reads_hidden_from(setting, seat))
            }
            Self::Chose(mv, option) => {
                let audience = audience_of(setting, *mv, *option);
                !may_know(audience.as_deref(), seat)
            }
            Self::Is(fact, _) => !is_known_to(&setting.facts[fact.index()].known_to, seat),
            Self::InForce(id) => {
                let def = &setting.instruments[id.index()];
                let party = |power: &PowerId| setting.seat_of(*power) == seat;
                def.secret && !(seat.is_some() && def.parties.iter().any(party))
            }
            Self::Signed(id) => setting.hides_conference(*id, seat),
            Self::Article(id, clause, _) => {
                let clause = setting.conferences[id.index()].clause(*clause);
                setting.hides_conference(*id, seat) || !is_known_to(&clause.known_to, seat)
            }
            _ => false,
        }
    }
}

impl PositionRef<'_> {
    /// The position as a seat knows it: without the secrets of others.
    ///
    /// Secret instruments it is not party to are as if unsigned, with the acts
    /// of recognition they carried; facts it may not know stand at their opening
    /// value; choices made in secret are as if not made.
    ///
    /// Without a seat: as the public knows it.
    #[must_use]
    pub fn known_to(self, setting: &Setting, seat: Option<SeatId>) -> Position {
        let mut known = self.to_owned();
        known.forget_secrets(setting, seat);
        known
    }
}

impl Position {
    fn forget_secrets(&mut self, setting: &Setting, seat: Option<SeatId>) {
        for index in 0..self.instruments.states.len() {
            let id = InstrumentId::new(index);
            let state = self.instruments.states[index];
            if state.signed.is_none() || self.instruments.known_to(setting, id, seat) {
                continue;
            }
            Arc::make_mut(&mut self.instruments).states[index] = InstrumentState::default();
            Arc::make_mut(&mut self.recognition).forget(|act| act.instrument == Some(id));
        }
        for index in 0..self.instruments.states.len() {
            let written = setting.instruments[index].conference;
            let Some((id, treaty)) = written.zip(self.instruments.states[index].treaty) else {
                continue;
            };
            let def = &setting.conferences[id.index()];
            let known = def.masked(treaty, |clause| def.knows(clause, seat, self.agenda.clock));
            if known != treaty {
                Arc::make_mut(&mut self.instruments).states[index].treaty = Some(known);
            }
        }
        let secret = |act: &Act| {
            let parties = [act.from, act.to].map(|power| setting.seat_of(power));
            act.instrument.is_none()
                && act.manners.contains(&Manner::Secret)
                && (seat.is_none() || !parties.contains(&seat))
        };
        if self.recognition.acts.iter().any(secret) {
            Arc::make_mut(&mut self.recognition).forget(secret);
        }
        for (index, def) in setting.conferences.iter().enumerate() {
            let id = ConferenceId::new(index);
            let knows = |clause: &ClauseId| def.knows(*clause, seat, self.agenda.clock);
            if !self.talks.of(id).has_begun() {
                continue;
            }
            if setting.hides_conference(id, seat) {
                Arc::make_mut(&mut self.talks).all[index] = Talk::opening(def);
            } else if !def.clause_ids().all(|clause| knows(&clause)) {
                let hidden: Vec<ClauseId> =
                    def.clause_ids().filter(|clause| !knows(clause)).collect();
                let talk = &mut Arc::make_mut(&mut self.talks).all[index];
                talk.mask(def, &hidden);
            }
        }
        let agenda = Arc::make_mut(&mut self.agenda);
        for (index, def) in setting.facts.iter().enumerate() {
            if !is_known_to(&def.known_to, seat) {
                agenda.facts[index] = ValueId(0);
            }
        }
        for (index, choice) in agenda.choices.iter_mut().enumerate() {
            if let Some(option) = *choice {
                let mv = MoveId::new(index);
                if !may_know(audience_of(setting, mv, option).as_deref(), seat) {
                    *choice = None;
                }
            }
        }
    }
}
