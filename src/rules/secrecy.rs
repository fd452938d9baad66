//! Secrecy: who knows of what, and the position as a seat knows it.
//!
//! What is said of a seat holds for the public where there is none (`None`). When
//! somebody is told of an event is not here.

use super::audience::Audience;
use super::conditions::{Condition, OutcomeReading};
use super::defs::Defs;
use super::effects::{AgendaEffect, Effect, InstrumentEffect};
use super::ids::{
    ChanceId, ClauseId, ConferenceId, FactId, InstrumentId, ItemId, MoveId, OptionId, PowerId,
    SeatId, ValueId,
};
use super::instruments::{InstrumentState, Instruments};
use super::position::{Position, PositionRef};
use super::quantity::Date;
use super::recognition::{Manner, RecognitionAct};
use super::setting::Setting;
use super::talks::ConferenceState;

impl Defs {
    /// The seats that know of a signed instrument: those of its parties while it is
    /// secret and not published, else everybody.
    #[must_use]
    pub fn audience_of_instrument(&self, instruments: &Instruments, id: InstrumentId) -> Audience {
        let def = &self.instruments[id.index()];
        if def.secret && !instruments.states[id.index()].published {
            self.seats_of(&def.parties)
        } else {
            Audience::Everybody
        }
    }

    /// The seats that know of an act of recognition: those that know of its instrument;
    /// without one, the seats of both powers if it was made in secret, else everybody.
    #[must_use]
    pub fn audience_of_act(&self, instruments: &Instruments, act: &RecognitionAct) -> Audience {
        match act.instrument {
            Some(id) => self.audience_of_instrument(instruments, id),
            None if act.manners.contains(Manner::Secret) => self.seats_of(&[act.from, act.to]),
            None => Audience::Everybody,
        }
    }

    /// The seats that may read of a consequence: of one for a secret instrument those that
    /// know of it, of one for a secret fact those that know it.
    #[must_use]
    pub fn audience_of_effect(&self, instruments: &Instruments, effect: &Effect) -> Audience {
        match effect {
            Effect::Instrument(effect) => {
                self.audience_of_instrument(instruments, effect.instrument())
            }
            Effect::Agenda(AgendaEffect::Set(fact, _)) => self.facts[fact.index()].known_to,
            _ => Audience::Everybody,
        }
    }

    /// The seats that may know the value of a reading, whichever value it is.
    #[must_use]
    pub fn audience_of_reading(&self, reading: &OutcomeReading) -> Audience {
        match *reading {
            OutcomeReading::Fact(fact) => self.facts[fact.index()].known_to,
            OutcomeReading::Concluded(id) => {
                self.audience_of_item(self.conferences[id.index()].item)
            }
            OutcomeReading::Article(id, clause) => {
                let def = &self.conferences[id.index()];
                let clause = def.clause(clause);
                self.audience_of_item(def.item).and(clause.known_to)
            }
            OutcomeReading::InForce(id) => {
                let def = &self.instruments[id.index()];
                if def.secret { self.seats_of(&def.parties) } else { Audience::Everybody }
            }
            OutcomeReading::Choice(mv) => (0..self.moves[mv.index()].options.len())
                .map(|option| self.audience_of_choice(mv, OptionId::new(option)))
                .find(|audience| !audience.is_everybody())
                .unwrap_or_default(),
            _ => Audience::Everybody,
        }
    }

    /// The seats that know of a drawn consequence: those that know of the answer or the item
    /// that it is drawn for.
    #[must_use]
    pub fn audience_of_chance(&self, chance: ChanceId) -> Audience {
        let has = |range: &core::ops::Range<usize>| range.contains(&chance.index());
        if let Some(item) = self.items.iter().position(|item| has(&item.chances)) {
            return self.audience_of_item(ItemId::new(item));
        }
        let answers = (0..self.moves.len()).map(MoveId::new);
        let mut answers =
            answers.flat_map(|mv| self.option_ids(mv).map(move |option| (mv, option)));
        let of = answers.find(|(mv, option)| has(&self.option(*mv, *option).chances));
        of.map(|(mv, option)| self.audience_of_choice(mv, option)).unwrap_or_default()
    }

    /// The seats that know, on a day, of everything that is documented of an item: that it
    /// took place, its recorded choices, the treaties that they brought, its documented
    /// articles.
    #[must_use]
    pub fn audience_of_documented(
        &self,
        instruments: &Instruments,
        item: ItemId,
        day: Date,
    ) -> Audience {
        let def = &self.items[item.index()];
        let options: Vec<(MoveId, OptionId)> = self
            .moves_of(item)
            .flat_map(|mv| self.option_ids(mv).map(move |option| (mv, option)))
            .filter(|(mv, option)| self.option(*mv, *option).recorded)
            .collect();
        let choices = options.iter().map(|(mv, option)| self.audience_of_choice(*mv, *option));
        let effects = options.iter().flat_map(|(mv, option)| &self.option(*mv, *option).effects);
        let signed = effects.chain(def.effects.iter()).filter_map(|effect| match effect {
            &Effect::Instrument(InstrumentEffect::Sign(id)) => Some(id),
            _ => None,
        });
        let conference = self.conference_of(item).map(|id| &self.conferences[id.index()]);
        let signed = signed.chain(conference.and_then(|conference| conference.instrument));
        let signed = signed.map(|id| self.audience_of_instrument(instruments, id));
        let clauses = conference.into_iter().flat_map(|conference| &conference.clauses);
        let articles = clauses
            .filter(|clause| clause.documented.is_some() && clause.documented != clause.absent)
            .filter(|clause| clause.published.is_none_or(|published| day < published))
            .map(|clause| clause.known_to);
        choices.chain(signed).chain(articles).fold(def.known_to, Audience::and)
    }

    /// The seats that decide for some powers.
    fn seats_of(&self, powers: &[PowerId]) -> Audience {
        powers.iter().filter_map(|power| self.seat_of(*power)).collect()
    }

    /// Whether a seat, or the public for `None`, may not know that a conference takes place.
    #[must_use]
    pub fn hides_conference(&self, conference: ConferenceId, seat: Option<SeatId>) -> bool {
        let item = self.conferences[conference.index()].item;
        !self.audience_of_item(item).includes(seat)
    }
}

impl Condition {
    /// Whether it rests on anything that some seat may not know.
    #[must_use]
    pub fn reads_secret(&self, defs: &Defs) -> bool {
        self.reads_hidden_from(defs, None)
    }

    /// Whether it rests on anything that a seat, or the public for `None`, may not know.
    #[must_use]
    pub fn reads_hidden_from(&self, defs: &Defs, seat: Option<SeatId>) -> bool {
        match self {
            Self::Not(inner) => inner.reads_hidden_from(defs, seat),
            Self::All(inner) | Self::Any(inner) => {
                inner.iter().any(|c| c.reads_hidden_from(defs, seat))
            }
            Self::Chose(mv, option) => !defs.audience_of_choice(*mv, *option).includes(seat),
            Self::Is(fact, _) => !defs.facts[fact.index()].known_to.includes(seat),
            Self::InForce(id) => {
                let def = &defs.instruments[id.index()];
                let party = |power: &PowerId| defs.seat_of(*power) == seat;
                def.secret && !(seat.is_some() && def.parties.iter().any(party))
            }
            Self::Signed(id) => defs.hides_conference(*id, seat),
            Self::Article(id, clause, _) => {
                let clause = defs.conferences[id.index()].clause(*clause);
                defs.hides_conference(*id, seat) || !clause.known_to.includes(seat)
            }
            _ => false,
        }
    }
}

impl PositionRef<'_> {
    /// The position as a seat knows it: without the secrets of others.
    ///
    /// Secret instruments it is not party to are as if unsigned, with the acts
    /// of recognition they carried; facts it may not know stand at the value it knew
    /// last; choices made in secret are as if not made.
    ///
    /// Without a seat: as the public knows it.
    #[must_use]
    pub fn known_to(self, setting: &Setting, seat: Option<SeatId>) -> Position {
        let mut known = self.to_owned();
        known.forget_secrets(setting, seat);
        known
    }
}

impl PositionRef<'_> {
    /// Whether a seat knows of every act of recognition.
    pub(super) fn acts_known_to(self, setting: &Setting, seat: SeatId) -> bool {
        let mut made_in_secret =
            self.recognition.acts.iter().filter(|act| act.manners.contains(Manner::Secret));
        made_in_secret.all(|act| match act.instrument {
            Some(id) => self.instruments.known_to(setting, id, Some(seat)),
            None => !is_hidden(setting, act, Some(seat)),
        })
    }

    /// The choice made in a move as a seat, or the public for `None`, knows it.
    pub(super) fn choice_known_to(
        self,
        setting: &Setting,
        mv: MoveId,
        seat: Option<SeatId>,
    ) -> Option<OptionId> {
        let known = |option: &OptionId| setting.audience_of_choice(mv, *option).includes(seat);
        self.agenda.choice(mv).filter(known)
    }

    /// The value of a fact as a seat, or the public for `None`, knew it last.
    pub(super) fn fact_known_to(
        self,
        setting: &Setting,
        fact: FactId,
        seat: Option<SeatId>,
    ) -> ValueId {
        if setting.facts[fact.index()].known_to.is_everybody() {
            self.agenda.fact(fact)
        } else {
            self.agenda.last_known(fact, seat)
        }
    }

    /// The state of an instrument as a seat, or the public for `None`, knows it.
    pub(super) fn instrument_known_to(
        self,
        setting: &Setting,
        id: InstrumentId,
        seat: Option<SeatId>,
    ) -> InstrumentState {
        let state = self.instruments.states[id.index()];
        if state.signed.is_none() {
            return state;
        }
        if !self.instruments.known_to(setting, id, seat) {
            return InstrumentState::default();
        }
        let Some((conference, treaty)) =
            setting.instruments[id.index()].conference.zip(state.treaty)
        else {
            return state;
        };
        let def = &setting.conferences[conference.index()];
        let known = def.masked(treaty, |clause| def.knows(clause, seat, self.agenda.clock));
        InstrumentState { treaty: Some(known), ..state }
    }
}

/// Whether an act made in secret, in no instrument, is hidden from a seat, or the public for
/// `None`.
fn is_hidden(setting: &Setting, act: &RecognitionAct, seat: Option<SeatId>) -> bool {
    let parties = [act.from, act.to].map(|power| setting.seat_of(power));
    seat.is_none() || !parties.contains(&seat)
}

impl Position {
    /// Takes out what a seat, or the public for `None`, does not know.
    pub(super) fn forget_secrets(&mut self, setting: &Setting, seat: Option<SeatId>) {
        self.forget_instruments(setting, seat);
        let secret = |act: &RecognitionAct| {
            act.instrument.is_none()
                && act.manners.contains(Manner::Secret)
                && is_hidden(setting, act, seat)
        };
        if self.recognition.acts.iter().any(secret) {
            self.recognition.forget(secret, |from, to| setting.unsaid_standing(from, to));
        }
        for id in setting.index.secret_conferences.iter().copied() {
            let def = &setting.conferences[id.index()];
            let knows = |clause: &ClauseId| def.knows(*clause, seat, self.agenda.clock);
            if !self.talks.of(id).has_begun() {
                continue;
            }
            if setting.hides_conference(id, seat) {
                self.talks.all[id.index()] = ConferenceState::opening(def);
            } else if !def.clause_ids().all(|clause| knows(&clause)) {
                let hidden: Vec<ClauseId> =
                    def.clause_ids().filter(|clause| !knows(clause)).collect();
                self.talks.all[id.index()].mask(def, &hidden);
            }
        }
        for fact in &setting.index.secret_facts {
            self.agenda.forget_fact(*fact, seat);
        }
        for mv in setting.index.secret_moves.iter().copied() {
            self.agenda.choices[mv.index()] = self.borrow().choice_known_to(setting, mv, seat);
        }
    }

    /// Takes out instruments, and what conferences wrote into them, as far as a seat
    /// does not know of it.
    fn forget_instruments(&mut self, setting: &Setting, seat: Option<SeatId>) {
        for id in setting.index.secret_instruments.iter().copied() {
            let known = self.borrow().instrument_known_to(setting, id, seat);
            if known.signed != self.instruments.states[id.index()].signed {
                self.recognition.forget(
                    |act| act.instrument == Some(id),
                    |from, to| setting.unsaid_standing(from, to),
                );
            }
            self.instruments.states[id.index()] = known;
        }
    }
}
