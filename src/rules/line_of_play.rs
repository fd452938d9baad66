//! A line of play: decisions to be followed as far as the game allows.
//!
//! Without a line of its own, a timeline whose seats are held by
//! [the record](super::holders::Holder::Record) follows what is documented. A line names
//! other decisions: those of a game that was played, or a single answer to look at what
//! tends to follow from it. Where a decision of the line is not open, the seat's own
//! conduct decides. Which game a line comes from is not known here.

use super::chronicle::{Chronicle, Event};
use super::conference::{self, Speech};
use super::decisions::{Asked, Order, speech_toward};
use super::ids::{ConferenceId, MoveId, OptionId};
use super::negotiation::space::Treaty;
use super::position::PositionRef;
use super::setting::Setting;
use super::talks::{ConferenceOutcome, ConferenceState};

/// Decisions to be followed, by move and conference.
///
/// ```
/// use status_quo::rules::line_of_play::LineOfPlay;
/// use status_quo::rules::holders::{Asked, Order};
/// use status_quo::rules::ids::{MoveId, OptionId};
/// let answer = LineOfPlay::only(Asked::Move(MoveId(3)), Order::Choice(MoveId(3), OptionId(1)), 0);
/// assert_eq!(answer.option(MoveId(3)), Some(OptionId(1)));
/// assert_eq!(answer.option(MoveId(4)), None);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LineOfPlay {
    /// The options, in the order in which they were chosen.
    options: Vec<(MoveId, OptionId)>,
    /// The conferences.
    talks: Vec<(ConferenceId, TalksLine)>,
}

/// What those who follow a line do at one conference.
#[derive(Clone, Debug, PartialEq, Eq)]
enum TalksLine {
    /// They bring this treaty about.
    Treaty(Treaty),
    /// They say what was said: the number of speeches before, and each speech with the draft
    /// that stood after it.
    Speeches(u32, Vec<(Speech, Option<Treaty>)>),
}

impl LineOfPlay {
    /// A single decision. At a conference `before` is the [number](said) of speeches that were
    /// made there before it.
    #[must_use]
    pub fn only(asked: Asked, order: Order, before: u32) -> Self {
        let mut line = Self::default();
        match (asked, order) {
            (Asked::Move(mv), Order::Choice(_, option)) => line.options.push((mv, option)),
            (Asked::Speech(id), Order::Speech(speech)) => {
                line.talks.push((id, TalksLine::Speeches(before, vec![(speech, None)])));
            }
            // A decision about something else is none.
            _ => {}
        }
        line
    }

    /// What is documented: every recorded option, and every documented treaty.
    #[must_use]
    pub fn documented(setting: &Setting) -> Self {
        let moves = MoveId::up_to(setting.moves.len());
        let options = moves.flat_map(|mv| setting.option_ids(mv).map(move |option| (mv, option)));
        let mut line = Self {
            options: options.filter(|(mv, option)| setting.option(*mv, *option).recorded).collect(),
            talks: Vec::new(),
        };
        for (id, def) in setting.conferences.iter().enumerate() {
            if let Some(treaty) = def.documented() {
                line.bring_about(ConferenceId::new(id), treaty);
            }
        }
        line
    }

    /// The decisions of a game, read from its chronicle and its conferences.
    ///
    /// Who follows it brings the same treaties about; where there was none, it says what was
    /// said.
    #[must_use]
    pub fn played(chronicle: &Chronicle, here: PositionRef<'_>) -> Self {
        let mut line = Self::default();
        for entry in &chronicle.entries {
            match entry.event {
                Event::Chosen { mv, option, .. } => line.options.push((mv, option)),
                Event::Spoke { conference, speech, draft, .. } => {
                    line.hear(conference, speech, draft);
                }
                _ => {}
            }
        }
        for (id, talk) in here.talks.all.iter().enumerate() {
            if let Some(treaty) = talk.treaty {
                line.bring_about(ConferenceId::new(id), treaty);
            }
        }
        line
    }

    /// The decisions that a position holds: options and agreed treaties.
    #[must_use]
    pub fn standing(here: PositionRef<'_>) -> Self {
        let mut line = Self::default();
        let choices = here.agenda.choices.iter().enumerate();
        let made = choices.filter_map(|(mv, option)| Some((MoveId::new(mv), (*option)?)));
        line.options.extend(made);
        for (id, talk) in here.talks.all.iter().enumerate() {
            if let Some(treaty) = talk.treaty {
                line.bring_about(ConferenceId::new(id), treaty);
            } else if talk.fate == ConferenceOutcome::NoTreaty {
                // It is known to have failed, and not always how.
                let ended = TalksLine::Speeches(0, vec![(Speech::WalkOut, None)]);
                line.talks.push((ConferenceId::new(id), ended));
            }
        }
        line
    }

    /// The same line with another decision in place of its own.
    #[must_use]
    pub fn with(mut self, asked: Asked, order: Order, before: u32) -> Self {
        let other = Self::only(asked, order, before);
        self.options.retain(|(mv, _)| !other.options.iter().any(|(of, _)| of == mv));
        self.talks.retain(|(id, _)| !other.talks.iter().any(|(of, _)| of == id));
        self.options.extend(other.options);
        self.talks.extend(other.talks);
        self
    }

    /// Makes a conference come to a treaty.
    pub fn bring_about(&mut self, id: ConferenceId, treaty: Treaty) {
        self.forget_talks(id);
        self.talks.push((id, TalksLine::Treaty(treaty)));
    }

    /// Leaves a conference to those who sit at it.
    pub fn forget_talks(&mut self, id: ConferenceId) {
        self.talks.retain(|(of, _)| *of != id);
    }

    fn hear(&mut self, id: ConferenceId, speech: Speech, draft: Option<Treaty>) {
        match self.talks.iter_mut().find(|(of, _)| *of == id) {
            Some((_, TalksLine::Speeches(_, all))) => {
                let stands = draft.or_else(|| all.last().and_then(|(_, stands)| *stands));
                all.push((speech, stands));
            }
            Some(_) => {}
            None => self.talks.push((id, TalksLine::Speeches(0, vec![(speech, draft)]))),
        }
    }

    /// The option of a move, if the line has one; the first, if it has several.
    #[must_use]
    pub fn option(&self, mv: MoveId) -> Option<OptionId> {
        self.of_move(mv).next()
    }

    fn of_move(&self, mv: MoveId) -> impl Iterator<Item = OptionId> {
        self.options.iter().filter(move |(of, _)| *of == mv).map(|(_, option)| *option)
    }

    /// The decision of the line, if it has one here that is possible.
    #[must_use]
    pub fn order(&self, setting: &Setting, here: PositionRef<'_>, asked: Asked) -> Option<Order> {
        match asked {
            Asked::Move(mv) => {
                let open = here.open_options(setting, mv);
                let option = self.of_move(mv).find(|option| open.contains(option))?;
                Some(Order::Choice(mv, option))
            }
            Asked::Speech(id) => {
                let (_, talks) = self.talks.iter().find(|(of, _)| *of == id)?;
                talks.speech(setting, here, id).map(Order::Speech)
            }
        }
    }
}

/// The number of speeches that were made at a conference. An adjournment is one, and leaves
/// the turn where it was.
#[must_use]
pub fn said(talk: &ConferenceState) -> u32 {
    talk.table.turn() + u32::from(talk.recesses)
}

impl TalksLine {
    /// The speech of the party whose turn it is, if it is possible.
    fn speech(&self, setting: &Setting, here: PositionRef<'_>, id: ConferenceId) -> Option<Speech> {
        let (first, said) = match self {
            Self::Treaty(treaty) => return speech_toward(setting, here, id, *treaty),
            Self::Speeches(first, said) => (*first, said),
        };
        let def = &setting.conferences[id.index()];
        let talk = here.talks.of(id);
        let party = talk.table.turn_of()?;
        let nth = self::said(talk).checked_sub(first)?;
        let (speech, stood) = said.get(usize::try_from(nth).ok()?)?;
        let standing = talk.standing();
        match speech {
            Speech::Offer(treaty) => {
                let values = def.clause_ids().zip(def.space.values(*treaty));
                Some(Speech::Offer(def.draft(party, standing, values)))
            }
            // What was accepted is accepted again, and nothing else.
            Speech::Accept => standing
                .filter(|stands| stood.is_none_or(|stood| stood == *stands))
                .map(|_| Speech::Accept),
            Speech::WalkOut => Some(Speech::WalkOut),
            Speech::Adjourn => conference::recess(setting, here, id).map(|_| Speech::Adjourn),
            Speech::Mediate => (def.mediated && talk.mediated.is_none())
                .then(|| conference::compromise(setting, here, id))?
                .map(|_| Speech::Mediate),
        }
    }
}
