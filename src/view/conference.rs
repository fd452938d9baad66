//! The view of a conference: the table, the drafts, the signed treaty beside the record.
//!
//! Of the other parties it holds what everybody at the table knows: the order in
//! which they prefer the values of each clause, what they have said they will
//! never sign, and what they said about drafts, in words. Their weights, their
//! worth of no agreement and their instructions come with the debrief. A seat's
//! own numbers are on its [`DraftValuation`], which values any draft while it is edited
//! with the functions that decide.

use std::sync::Arc;

use serde::Serialize;

use crate::rules::comparison::ArticleVerdict;
use crate::rules::conference::{ConferenceDef, Speech};
use crate::rules::ids::{ClauseValueId, PartyId};
use crate::rules::intents::{Articles, Intent};
use crate::rules::negotiation::explanation::Explanation;
use crate::rules::negotiation::negotiator::Demand;
use crate::rules::negotiation::space::Space;
use crate::rules::negotiation::utility::{ClauseRedLine, Preferences, PublicOrder, Valuation};
use crate::scenario::draft::Ink;
use crate::view::manner::MannerView;
use crate::view::parts::Citation;
use crate::view::shown::{Shown, ShownClause};

/// A conference at which this seat is to speak.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ConferenceView {
    /// Its name for an intent.
    pub id: String,
    /// The item's title.
    pub title: String,
    /// Its number among the decision points.
    pub point: Option<u32>,
    /// Where, a place of the map.
    pub place: String,
    /// What is known at this moment.
    pub briefing: Vec<String>,
    /// More of it, for whoever asks.
    pub background: Vec<String>,
    /// What only this seat knows.
    pub private: Vec<String>,
    /// What has been decided in this item before the table met.
    pub so_far: Vec<String>,
    /// What this seat's delegates were told in confidence.
    pub instructions: Vec<String>,
    /// The ratification at home, in words: who must consent.
    pub ratification: Vec<String>,
    /// The alternatives to a treaty.
    pub alternatives: Vec<AlternativeView>,
    /// The parties in the order of speaking.
    pub parties: Vec<PartyView>,
    /// Which of them this seat is.
    pub you: PartyId,
    /// The round.
    pub round: RoundView,
    /// The day to which the conference can adjourn, in words; else the reason why it cannot.
    pub recess: Result<String, String>,
    /// The mediator, if there is one.
    pub mediator: Option<MediatorView>,
    /// The clauses of which this seat knows.
    pub clauses: Vec<ClauseView>,
    /// The draft on the table, if there is one.
    pub standing: Option<StandingDraft>,
    /// Who has accepted it so far, besides who tabled it.
    pub accepted: Vec<PartyId>,
    /// Everything said so far, oldest first.
    pub speeches: Vec<SpeechView>,
    /// A draft to begin with: what this seat tabled last, else what it would like best.
    pub start: Vec<ClauseValueId>,
    /// This seat's own numbers.
    pub desk: DraftValuation,
}

/// An alternative to a treaty: what may come if there is none.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AlternativeView {
    /// What comes, in words.
    pub text: String,
    /// Its probability, [0, 1].
    pub probability: f64,
    /// What it is worth to this seat, in utility, [0, 1].
    pub worth: f64,
}

/// A round of a conference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct RoundView {
    /// Its number, from 1.
    pub number: u32,
    /// How many rounds there are.
    pub total: u32,
}

/// The draft that stands on the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StandingDraft {
    /// Who tabled it.
    pub by: PartyId,
    /// The value of each clause shown.
    pub draft: Vec<ClauseValueId>,
}

/// A party as everybody at the table sees it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PartyView {
    /// The seat's name.
    pub seat: String,
    /// The same within a sentence: `the Soviet Union`.
    pub called: String,
    /// Its ink.
    pub ink: Ink,
    /// Who speaks for it.
    pub delegates: String,
    /// What it says in public.
    pub position: String,
    /// How it takes what the viewer does; none for the viewer, and once the table has risen.
    pub manner: Option<MannerView>,
    /// Sources.
    pub sources: Vec<Citation>,
}

/// A mediator, who can be asked for a compromise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MediatorView {
    /// Name and office.
    pub name: String,
    /// Why this one.
    pub text: String,
    /// The compromise that would be tabled; none if the mediator cannot be asked any more.
    pub draft: Option<Vec<ClauseValueId>>,
}

/// A clause as this seat sees it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ClauseView {
    /// Its name for an intent.
    pub id: String,
    /// The heading.
    pub title: String,
    /// The parties that share it, in words, if it is secret.
    pub secret: Option<String>,
    /// Whether the values stand in order of strength, weakest first.
    pub ordered: bool,
    /// `w_k`: this seat's weight of the clause, [0, 1].
    pub weight: f64,
    /// The value this seat would like best.
    pub ideal: ClauseValueId,
    /// What it can say.
    pub values: Vec<ValueView>,
}

/// One value of a clause as this seat sees it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ValueView {
    /// Its name for an intent.
    pub id: String,
    /// A few words.
    pub label: String,
    /// The article.
    pub text: String,
    /// Whether it means that there is no such article.
    pub absent: bool,
    /// The reservation that it carries, if it does.
    pub reserved: Option<ReservationView>,
    /// Whether this seat can write it into a draft.
    pub open: bool,
    /// `v_k`: what it is worth to this seat, [0, 1].
    pub worth: f64,
    /// Its place in the public order of each party, [0, 1]: 1 for the best, 0 for the worst.
    pub places: Vec<f64>,
    /// The parties that have said they will never sign it.
    pub refused_by: Vec<PartyId>,
    /// This seat's own red line, in words.
    pub red_line: Option<String>,
    /// What follows, in words.
    pub consequences: Vec<String>,
    /// Its language versions.
    pub versions: Vec<VersionView>,
}

/// A reservation to a value of a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct ReservationView {
    /// The value without the reservation.
    pub of: ClauseValueId,
    /// The party that makes it.
    pub party: PartyId,
}

/// An article in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct VersionView {
    /// The seat whose reading it is; empty if it is nobody's.
    pub seat: String,
    /// The language, in words.
    pub language: String,
    /// The text, as it reads there.
    pub text: String,
}

/// The kind of a party's speech.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SpeechKind {
    /// It tabled a draft.
    Offer,
    /// It had a mediator's draft tabled.
    Mediation,
    /// It accepted.
    Accept,
    /// It left.
    WalkOut,
    /// It had the conference adjourn.
    Adjourn,
}

/// A speech at the table.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SpeechView {
    /// The party.
    pub party: PartyId,
    /// When, in words.
    pub date: String,
    /// The kind of the speech.
    pub kind: SpeechKind,
    /// The draft it tabled, if it did: the values of the clauses the viewer knows of.
    pub draft: Option<Vec<ClauseValueId>>,
    /// What it said, in sentences.
    pub words: Vec<String>,
    /// The explanation, in the debrief or if it was this seat; its clauses are numbered
    /// among those the viewer knows of.
    pub why: Option<Explanation<ShownClause>>,
}

/// A seat's valuation at a table: it values any draft with the functions that decide,
/// over the clauses that the seat knows of and no others.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DraftValuation {
    /// How many values each clause has.
    sizes: Vec<usize>,
    /// The seat's preferences.
    preferences: Preferences,
    /// `theta`: the target of its mandate at this moment, in utility.
    target: f64,
    /// The public orders of the parties.
    orders: Vec<PublicOrder>,
    /// Which party it is.
    you: PartyId,
    /// Its numbers over every treaty of the clauses shown.
    #[serde(skip)]
    prepared: SharedValuation,
}

/// A valuation that is shared and not compared: it follows from the sizes and the
/// preferences beside it.
#[derive(Clone, Debug)]
struct SharedValuation(Arc<Valuation>);

impl PartialEq for SharedValuation {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// The assessment of a draft by the seat that edits it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Assessment {
    /// The exact account, as it decides: see [`Explanation`]. Its factors stand in
    /// the order of the clauses shown.
    pub why: Explanation<ShownClause>,
    /// `r`: the reservation value, [0, 1].
    pub reservation: f64,
    /// How near the draft is to what each party is known to want, [0, 1]: the
    /// mean place of its values in that party's public order. Not its private worth.
    pub places: Vec<f64>,
    /// The parties that have said they would never sign something in it.
    pub refused_by: Vec<PartyId>,
}

impl DraftValuation {
    /// The desk of a party, reduced to the clauses shown. A clause that it does not know
    /// of has no weight for it or in its ratification.
    pub(super) fn new(
        def: &ConferenceDef,
        shown: &Shown,
        own: &Preferences,
        target: f64,
        orders: &[PublicOrder],
        you: PartyId,
    ) -> Self {
        let place = |clause| shown.number(clause).map(ShownClause::in_part);
        let rows = |table: &[Vec<f64>]| shown.ids().map(|k| table[k.index()].clone()).collect();
        let weights = |table: &[f64]| shown.ids().map(|k| table[k.index()]).collect();
        let lines = own.red_lines.iter();
        let lines = lines.filter_map(|l| Some(ClauseRedLine { clause: place(l.clause)?, ..*l }));
        let ratification = own.ratification.clone().map(|mut home| {
            for group in &mut home.groups {
                group.weights = weights(&group.weights);
                group.values = rows(&group.values);
            }
            home
        });
        let order = |order: &PublicOrder| PublicOrder {
            places: rows(&order.places),
            refused: order
                .refused
                .iter()
                .filter_map(|(clause, value)| Some((place(*clause)?, *value)))
                .collect(),
            // The others' patience is their secret: the neutral value stands for it.
            patience: Preferences::PATIENCE,
        };
        let sizes: Vec<usize> = shown.ids().map(|clause| def.space.size(clause)).collect();
        let preferences = Preferences {
            weights: weights(&own.weights),
            values: rows(&own.values),
            red_lines: lines.collect(),
            ratification,
            ..own.clone()
        };
        let space = Space::new(&sizes).expect("a part of a space that exists");
        let valuation =
            Valuation::new(&space, preferences.clone()).expect("what is left out weighs nothing");
        Self {
            sizes,
            preferences,
            prepared: SharedValuation(Arc::new(valuation)),
            target,
            orders: orders.iter().map(order).collect(),
            you,
        }
    }

    /// Values a draft over the clauses shown. None if it is no draft of this conference.
    #[must_use]
    pub fn assess(&self, draft: &[ClauseValueId]) -> Option<Assessment> {
        let valuation = &self.prepared.0;
        let treaty = valuation.space().treaty(draft)?;
        let reservation = self.preferences.reservation;
        let demand = Demand { target: self.target, reservation, noise: 0.0 };
        #[expect(clippy::cast_precision_loss, reason = "a treaty has at most eight clauses")]
        let mean = |order: &PublicOrder| {
            let places =
                order.places.iter().zip(draft).map(|(places, value)| places[value.index()]);
            places.sum::<f64>() / draft.len() as f64
        };
        let refuses = |party: &PartyId| {
            let mut refused = self.orders[party.index()].refused.iter();
            *party != self.you && refused.any(|(clause, value)| draft[clause.index()] == *value)
        };
        Some(Assessment {
            why: Explanation::of(valuation, treaty, &demand)
                .recounted(|clause| Some(ShownClause::of_part(clause))),
            reservation,
            places: self.orders.iter().map(mean).collect(),
            refused_by: PartyId::up_to(self.orders.len()).filter(refuses).collect(),
        })
    }
}

impl ConferenceView {
    /// The parties, in the order of speaking.
    pub fn party_ids(&self) -> impl Iterator<Item = PartyId> + use<> {
        PartyId::up_to(self.parties.len())
    }

    /// One of the parties.
    #[must_use]
    pub fn party(&self, party: PartyId) -> &PartyView {
        &self.parties[party.index()]
    }

    /// The clauses with their numbers.
    pub fn numbered(&self) -> impl Iterator<Item = (ShownClause, &ClauseView)> {
        ShownClause::up_to(self.clauses.len()).zip(&self.clauses)
    }

    /// One of the clauses.
    #[must_use]
    pub fn clause(&self, clause: ShownClause) -> &ClauseView {
        &self.clauses[clause.index()]
    }

    fn speak(&self, speech: Speech<Articles>) -> Intent {
        Intent::Speak { conference: self.id.clone(), speech }
    }

    /// The intent that tables a draft: one value for each clause shown.
    #[must_use]
    pub fn offer(&self, draft: &[ClauseValueId]) -> Intent {
        let article = |(clause, value): (&ClauseView, &ClauseValueId)| {
            let value = clause.values.get(value.index()).map(|value| value.id.clone());
            (clause.id.clone(), value.unwrap_or_default())
        };
        self.speak(Speech::Offer(self.clauses.iter().zip(draft).map(article).collect()))
    }

    /// The intent that accepts what stands.
    #[must_use]
    pub fn accept(&self) -> Intent {
        self.speak(Speech::Accept)
    }

    /// The intent that leaves.
    #[must_use]
    pub fn walk_out(&self) -> Intent {
        self.speak(Speech::WalkOut)
    }

    /// The intent that adjourns.
    #[must_use]
    pub fn adjourn(&self) -> Intent {
        self.speak(Speech::Adjourn)
    }

    /// The intent that asks the mediator.
    #[must_use]
    pub fn mediate(&self) -> Intent {
        self.speak(Speech::Mediate)
    }

    /// The same draft with this seat's reservation to a clause put in or taken
    /// out; none if it can make none there.
    #[must_use]
    pub fn reserve(
        &self,
        draft: &[ClauseValueId],
        clause: ShownClause,
    ) -> Option<Vec<ClauseValueId>> {
        let value = *draft.get(clause.index())?;
        let view = self.clauses.get(clause.index())?;
        let other = match view.values.get(value.index())?.reserved {
            Some(reserved) if reserved.party == self.you => reserved.of,
            Some(_) => return None,
            None => {
                let own = ReservationView { of: value, party: self.you };
                let mut versions = view.numbered();
                versions.find(|(_, v)| v.reserved == Some(own))?.0
            }
        };
        let mut draft = draft.to_vec();
        draft[clause.index()] = other;
        Some(draft)
    }
}

impl ClauseView {
    /// Its values with their numbers.
    pub fn numbered(&self) -> impl Iterator<Item = (ClauseValueId, &ValueView)> {
        ClauseValueId::up_to(self.values.len()).zip(&self.values)
    }

    /// One of its values.
    #[must_use]
    pub fn value(&self, value: ClauseValueId) -> &ValueView {
        &self.values[value.index()]
    }

    /// The author's value of which a value is a version; itself without reservation.
    #[must_use]
    pub fn base(&self, value: ClauseValueId) -> ClauseValueId {
        self.value(value).reserved.map_or(value, |reserved| reserved.of)
    }
}

/// A treaty beside the documented one.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TreatyResult {
    /// The outcome of the conference, in words.
    pub fate: String,
    /// Its articles.
    pub rows: Vec<ArticleRow>,
    /// Whether the documented treaty is kept for the debrief.
    pub kept: bool,
    /// In how many of the articles shown it differs from the documented treaty.
    pub n_differences: usize,
    /// Who spoke for each party, and their ink.
    pub parties: Vec<PartyView>,
    /// Everything that was said, as far as the viewer may know it.
    pub speeches: Vec<SpeechView>,
}

impl TreatyResult {
    /// Whether no treaty came about here and none is documented: there is nothing to compare.
    #[must_use]
    pub fn came_to_nothing_twice(&self) -> bool {
        let nothing =
            |row: &ArticleRow| row.played.is_none() && row.verdict == ArticleVerdict::Same;
        !self.kept && self.rows.iter().all(nothing)
    }
}

/// One article beside the documented one.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ArticleRow {
    /// The heading.
    pub title: String,
    /// The parties that share it, in words, if it is secret.
    pub secret: Option<String>,
    /// The agreed value, in words; none if there is no treaty.
    pub played: Option<String>,
    /// Where the agreed value comes from, in words, if it can be read now.
    pub origin: Option<String>,
    /// The documented value, in words; none if the record does not know or is kept.
    pub documented: Option<String>,
    /// What the documented treaty says, in words.
    pub record: String,
    /// The verdict.
    pub verdict: ArticleVerdict,
    /// The verdict in words.
    pub verdict_words: String,
    /// Its language versions.
    pub versions: Vec<VersionView>,
    /// Sources.
    pub sources: Vec<Citation>,
}
