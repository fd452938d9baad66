//! The view of a conference: the table, the drafts, the signed treaty beside the record.
//!
//! Of the other parties it holds what everybody at the table knows: the order in
//! which they prefer the values of each clause, what they have said they will
//! never sign, and what they said about drafts, in words. Their weights, their
//! worth of no agreement and their instructions come with the debrief. A seat's
//! own numbers are on its [`Desk`], which values any draft while it is edited
//! with the functions that decide.

use std::sync::Arc;

use serde::Serialize;

use super::Citation;
use super::build::Builder;
use super::shown::{Shown, ShownClause};
use super::statement::Statement;
use super::wording::{Wording, date_words, tag_words};
use crate::rules::chronicle::Event;
use crate::rules::comparison::{ArticleVerdict, compare_article};
use crate::rules::conference::{self, ConferenceDef, Speech};
use crate::rules::ids::{
    ClauseId, ClauseValueId, ConferenceId, InstrumentId, ItemId, MandateId, PartyId, SeatId,
};
use crate::rules::intents::{Articles, Intent};
use crate::rules::negotiation::explanation::Explanation;
use crate::rules::negotiation::negotiator::Demand;
use crate::rules::negotiation::space::{Space, Treaty};
use crate::rules::negotiation::utility::{Preferences, PublicOrder, RedLine, Valuation};
use crate::rules::talks::Fate;
use crate::scenario::draft::{self, Ink, Tag};
use crate::words::{Phrase, Words, paragraphs, sentence_case};

/// A conference at which this seat is to speak.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Conference {
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
    /// What only this seat knows.
    pub private: Vec<String>,
    /// What has been decided in this item before the table met.
    pub so_far: Vec<String>,
    /// What this seat's delegates were told in confidence.
    pub instructions: Vec<String>,
    /// Who must consent at home, in words.
    pub home: Vec<String>,
    /// What no treaty may mean: in words, how likely, what it is worth.
    pub without: Vec<(String, f64, f64)>,
    /// The parties in the order of speaking.
    pub parties: Vec<PartyView>,
    /// Which of them this seat is.
    pub you: PartyId,
    /// The round, from 1, and how many there are.
    pub round: (u32, u32),
    /// To when the conference can adjourn, in words; else why not.
    pub recess: Result<String, String>,
    /// Who can be asked for a compromise.
    pub mediator: Option<MediatorView>,
    /// The clauses of which this seat knows.
    pub clauses: Vec<ClauseView>,
    /// The draft on the table: who tabled it, and the value of each clause.
    pub standing: Option<(PartyId, Vec<ClauseValueId>)>,
    /// Who has accepted it so far, besides who tabled it.
    pub accepted: Vec<PartyId>,
    /// Everything said so far, oldest first.
    pub speeches: Vec<SpeechView>,
    /// A draft to begin with: what this seat tabled last, else what it would like best.
    pub start: Vec<ClauseValueId>,
    /// This seat's own numbers.
    pub desk: Desk,
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
    /// Sources.
    pub sources: Vec<Citation>,
}

/// Who can be asked for a compromise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MediatorView {
    /// Name and office.
    pub name: String,
    /// Why this one.
    pub text: String,
    /// What would be tabled; none if it cannot be asked any more.
    pub draft: Option<Vec<ClauseValueId>>,
}

/// A clause as this seat sees it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ClauseView {
    /// Its name for an intent.
    pub id: String,
    /// The heading.
    pub title: String,
    /// Who shares the secret, in words, if it is one.
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
    /// Where it comes from.
    pub tag: Tag,
    /// The same in words.
    pub tag_words: String,
    /// Whether it means that there is no such article.
    pub absent: bool,
    /// Whose reservation it carries, if it does: the value it is a version of and the party.
    pub reserved: Option<(ClauseValueId, PartyId)>,
    /// Whether this seat can write it into a draft.
    pub open: bool,
    /// `v_k`: what it is worth to this seat, [0, 1].
    pub worth: f64,
    /// The place it has for each party in public: 1 for its best, 0 for its worst.
    pub places: Vec<f64>,
    /// The parties that have said they will never sign it.
    pub refused_by: Vec<PartyId>,
    /// This seat's own red line, in words.
    pub red_line: Option<String>,
    /// What follows, in words.
    pub consequences: Vec<String>,
    /// What it says in each language: whose reading, language, text.
    pub versions: Vec<(String, String, String)>,
    /// Sources.
    pub sources: Vec<Citation>,
}

/// What a party did.
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

/// Something said at the table.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SpeechView {
    /// The party.
    pub party: PartyId,
    /// When, in words.
    pub date: String,
    /// What it did.
    pub kind: SpeechKind,
    /// The draft it tabled, if it did: the values of the clauses the viewer knows of.
    pub draft: Option<Vec<ClauseValueId>>,
    /// What it said, in sentences.
    pub words: Vec<String>,
    /// Why, in numbers, once nothing is hidden any more or if it was this seat; its
    /// clauses are counted among those the viewer knows of.
    pub why: Option<Explanation<ShownClause>>,
}

/// A seat's own numbers at a table: values any draft with the functions that decide.
/// It holds the clauses the seat knows of and no others.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Desk {
    /// How many values each clause has.
    sizes: Vec<usize>,
    /// What treaties are worth to it.
    preferences: Preferences,
    /// What its mandate would have it hold out for now.
    target: f64,
    /// What everybody is known to prefer.
    orders: Vec<PublicOrder>,
    /// Which party it is.
    you: PartyId,
    /// Its numbers over every treaty of the clauses shown.
    #[serde(skip)]
    prepared: Prepared,
}

/// A valuation that is shared and not compared: it follows from the sizes and the
/// preferences beside it.
#[derive(Clone, Debug)]
struct Prepared(Arc<Valuation>);

impl PartialEq for Prepared {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// What a draft is worth to the seat that edits it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Assessment {
    /// The exact account, as it decides: see [`Explanation`]. Its factors stand in
    /// the order of the clauses shown.
    pub why: Explanation<ShownClause>,
    /// `r`: what no treaty is worth.
    pub reservation: f64,
    /// How near the draft is to what each party is known to want, [0, 1]: the
    /// mean place of its values in that party's public order. Not its private worth.
    pub places: Vec<f64>,
    /// The parties that have said they would never sign something in it.
    pub refused_by: Vec<PartyId>,
}

impl Desk {
    /// The desk of a party: its numbers, of the clauses shown alone. What it does
    /// not know of has no weight for it or for those at home.
    fn new(
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
        let lines = lines.filter_map(|l| Some(RedLine { clause: place(l.clause)?, ..*l }));
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
            // How patient the others are is theirs to know.
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
            prepared: Prepared(Arc::new(valuation)),
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

impl Conference {
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
            Some((of, party)) if party == self.you => of,
            Some(_) => return None,
            None => {
                let mut versions = view.numbered();
                versions.find(|(_, v)| v.reserved == Some((value, self.you)))?.0
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
        self.value(value).reserved.map_or(value, |(of, _)| of)
    }
}

/// A treaty beside the documented one.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TreatyResult {
    /// What became of the conference, in words.
    pub fate: String,
    /// Its articles.
    pub rows: Vec<ArticleRow>,
    /// In how many of the articles shown it differs from the documented treaty.
    pub n_differences: usize,
    /// Who spoke for each party, and their ink.
    pub parties: Vec<PartyView>,
    /// Everything that was said, as far as the viewer may know it.
    pub speeches: Vec<SpeechView>,
}

/// One article beside the documented one.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ArticleRow {
    /// The heading.
    pub title: String,
    /// Who shares it, in words, if it is secret.
    pub secret: Option<String>,
    /// What it came to; none if there is no treaty.
    pub played: Option<String>,
    /// What is documented; none if the record does not know.
    pub documented: Option<String>,
    /// What the documented treaty says, in words.
    pub record: String,
    /// The verdict.
    pub verdict: ArticleVerdict,
    /// The verdict in words.
    pub verdict_words: String,
    /// What it says in each language: whose reading, language, text.
    pub versions: Vec<(String, String, String)>,
    /// Sources.
    pub sources: Vec<Citation>,
}

impl Builder<'_> {
    fn party_views(&self, id: ConferenceId) -> Vec<PartyView> {
        let def = &self.scenario.setting.conferences[id.index()];
        let texts = &self.scenario.conference(id).parties;
        let parties = def.parties.iter().zip(texts);
        parties
            .map(|(party, text)| PartyView {
                seat: self.words.seat(party.seat),
                called: self.words.called(party.seat),
                ink: self.ink(self.scenario.setting.seats[party.seat.index()].power),
                delegates: text.delegates.clone(),
                position: text.position.clone(),
                sources: self.words.citations(&text.src),
            })
            .collect()
    }

    /// The name of a value for people: with the reservation it carries.
    pub(super) fn value_label(
        &self,
        id: ConferenceId,
        clause: ClauseId,
        value: ClauseValueId,
    ) -> String {
        let text = self.scenario.clause(id, clause);
        let def = self.scenario.setting.conferences[id.index()].clause(clause);
        match def.value(value).reserved {
            None => text.values[value.index()].label.clone(),
            Some((of, by)) => self.words.say_with(
                "conference-reserved",
                &[
                    ("value", (&text.values[of.index()].label).into()),
                    ("seat", self.words.called(by).into()),
                ],
            ),
        }
    }

    fn versions(
        &self,
        id: ConferenceId,
        clause: ClauseId,
        value: ClauseValueId,
    ) -> Vec<(String, String, String)> {
        let text = self.scenario.clause(id, clause);
        let base = self.scenario.setting.conferences[id.index()].clause(clause).base(value);
        let version = |version: &draft::Version| {
            let seat = self.scenario.seat_by_id(&version.seat.text);
            let language = language_words(&self.words, &version.lang);
            (seat.map(|s| self.words.seat(s)).unwrap_or_default(), language, version.says.clone())
        };
        text.values[base.index()].versions.iter().map(version).collect()
    }

    pub(super) fn conference(&self, id: ConferenceId, seat: SeatId) -> Conference {
        let scenario = self.scenario;
        let setting = &scenario.setting;
        let def = &setting.conferences[id.index()];
        let text = scenario.conference(id);
        let item = def.item;
        let you = def.party_of(seat).expect("only a party is asked to speak");
        let negotiator = conference::negotiator(setting, self.here, id, you, self.parties);
        let preferences = negotiator.valuation().preferences().clone();
        let orders = conference::public_orders(setting, self.here, id, you);
        let table = self.here.talks.of(id).table.clone();
        let shown = Shown::of(def, |clause| def.takes_part(clause, you));
        let of_shown = |treaty: Treaty| shown.values(def, treaty);
        let standing = table.standing().map(|offer| (offer.by, of_shown(offer.treaty)));
        let known = self.here.known_to(setting, Some(seat));
        let followed = conference::mandates(setting, known.borrow(), id)[you.index()];
        let mandate = def.party(you).mandate(followed);
        let own_text = &text.parties[you.index()];
        let mandate_text = &own_text.mandates[followed.index()];
        let chances = conference::likelihoods(setting, known.borrow(), mandate);
        let others = mandate_text.without.iter().zip(chances);
        let without = others
            .map(|(other, chance)| (other.text.clone(), chance, other.worth.number()))
            .collect();
        let clauses: Vec<ClauseView> = shown
            .clauses()
            .map(|(number, clause)| {
                let stands = standing.as_ref().map(|(_, draft)| draft[number.index()]);
                self.clause_view(id, clause, (you, followed), &preferences, &orders, stands)
            })
            .collect();
        let ideal = clauses.iter().map(|clause| clause.ideal).collect();
        let target = negotiator.demand(&table).target;
        Conference {
            id: scenario.conference_name(id).to_owned(),
            title: scenario.item(item).title.clone(),
            point: scenario.item(item).point,
            place: scenario.item(item).place.text.clone(),
            briefing: paragraphs(&scenario.item(item).briefing),
            private: self.private(item, seat),
            so_far: self.so_far(item),
            instructions: paragraphs(&own_text.instructions),
            home: mandate_text
                .home
                .as_ref()
                .map(|h| home_words(&self.words, h, text))
                .unwrap_or_default(),
            without,
            parties: self.party_views(id),
            you,
            round: (table.round().min(table.rounds() - 1) + 1, table.rounds()),
            recess: self.recess(id),
            mediator: text.mediator.as_ref().map(|mediator| MediatorView {
                name: mediator.name.clone(),
                text: mediator.text.clone(),
                draft: if self.here.talks.of(id).mediated.is_some() {
                    None
                } else {
                    conference::compromise(setting, self.here, id).map(of_shown)
                },
            }),
            start: table.offers_of(you).last().map_or(ideal, of_shown),
            clauses,
            standing,
            accepted: table.accepted().collect(),
            speeches: self.speeches(id, Some(seat), false),
            desk: Desk::new(def, &shown, &preferences, target, &orders, you),
        }
    }

    /// To when a conference can adjourn, in words; else why not.
    fn recess(&self, id: ConferenceId) -> Result<String, String> {
        let setting = &self.scenario.setting;
        match conference::recess(setting, self.here, id) {
            Some(day) => Ok(date_words(&self.words, day)),
            None if self.here.talks.of(id).recesses >= setting.conferences[id.index()].recesses => {
                Err(self.words.say("conference-no-recess"))
            }
            None => Err(self.words.say("conference-no-time")),
        }
    }

    fn clause_view(
        &self,
        id: ConferenceId,
        clause: ClauseId,
        (you, mandate): (PartyId, MandateId),
        preferences: &Preferences,
        orders: &[PublicOrder],
        stands: Option<ClauseValueId>,
    ) -> ClauseView {
        let def = &self.scenario.setting.conferences[id.index()];
        let text = self.scenario.clause(id, clause);
        let names = self.scenario.clause_values(id, clause);
        let worth = &preferences.values[clause.index()];
        let values: Vec<ValueView> = ClauseValueId::up_to(names.len())
            .zip(names)
            .map(|(value, name)| {
                let version = def.clause(clause).value(value);
                let reserved = version.reserved.and_then(|(of, by)| Some((of, def.party_of(by)?)));
                let base = reserved.map_or(value, |(of, _)| of);
                let entry = &text.values[base.index()];
                ValueView {
                    id: name,
                    label: self.value_label(id, clause, value),
                    text: entry.text.clone(),
                    tag: entry.tag,
                    tag_words: tag_words(&self.words, entry.tag),
                    absent: entry.absent,
                    reserved,
                    open: reserved.is_none_or(|(_, party)| party == you) || stands == Some(value),
                    worth: worth[value.index()],
                    places: orders
                        .iter()
                        .map(|order| order.places[clause.index()][value.index()])
                        .collect(),
                    refused_by: PartyId::up_to(orders.len())
                        .zip(orders)
                        .filter(|(_, order)| order.refused.contains(&(clause, value)))
                        .map(|(party, _)| party)
                        .collect(),
                    red_line: self.red_line_at(id, (you, mandate), clause, value),
                    consequences: version.effects.iter().map(|e| self.words.effect(e)).collect(),
                    versions: self.versions(id, clause, value),
                    sources: self.words.citations(&entry.src),
                }
            })
            .collect();
        let ideal = ClauseValueId::up_to(values.len())
            .filter(|value| values[value.index()].reserved.is_none())
            .filter(|value| !preferences.excludes(clause, *value))
            .fold(None, |best: Option<ClauseValueId>, value| match best {
                Some(best) if worth[best.index()] >= worth[value.index()] => Some(best),
                _ => Some(value),
            });
        ClauseView {
            id: text.id.to_string(),
            title: text.title.clone(),
            secret: secret_words(self.words, def, clause),
            ordered: text.ordered,
            weight: preferences.weights[clause.index()],
            ideal: ideal.unwrap_or(ClauseValueId(0)),
            values,
        }
    }

    /// The articles of an instrument of which the seat knows, if a conference wrote it.
    pub(super) fn articles(
        &self,
        instrument: InstrumentId,
    ) -> Vec<(ConferenceId, ClauseId, ClauseValueId)> {
        let setting = &self.scenario.setting;
        let state = &self.known.instruments.states[instrument.index()];
        let written = setting.instruments[instrument.index()].conference.zip(state.treaty);
        let Some((id, treaty)) = written else { return Vec::new() };
        let def = &setting.conferences[id.index()];
        def.clause_ids()
            .filter(|clause| def.knows(*clause, self.seat, self.here.agenda.clock))
            .map(|clause| (id, clause, def.space.value(treaty, clause)))
            .filter(|(_, clause, value)| def.clause(*clause).absent != Some(*value))
            .collect()
    }

    /// A party's own red line at a value, in words.
    fn red_line_at(
        &self,
        id: ConferenceId,
        (party, mandate): (PartyId, MandateId),
        clause: ClauseId,
        value: ClauseValueId,
    ) -> Option<String> {
        let text = self.scenario.conference(id);
        let def = &self.scenario.setting.conferences[id.index()];
        let base = def.clause(clause).base(value);
        // A party's own reservation takes its line off.
        let own = |(_, by): (ClauseValueId, SeatId)| by == def.party(party).seat;
        if def.clause(clause).value(value).reserved.is_some_and(own) {
            return None;
        }
        let lines = &text.parties[party.index()].mandates[mandate.index()].red_lines;
        let clause = &text.clauses[clause.index()];
        let line = lines.iter().find(|line| {
            line.clause.text == clause.id && line.value.text == clause.values[base.index()].id
        })?;
        let key = if line.cost.is_none() {
            Phrase("seats-red-line-hard")
        } else {
            Phrase("seats-red-line-soft")
        };
        Some(self.words.phrase_with(key, &[("text", (&line.text).into())]))
    }

    /// Everything said at a conference, as far as a viewer may know it.
    pub(super) fn speeches(
        &self,
        id: ConferenceId,
        viewer: Option<SeatId>,
        open: bool,
    ) -> Vec<SpeechView> {
        let def = &self.scenario.setting.conferences[id.index()];
        let mut speeches = Vec::new();
        let mut stood: Option<(PartyId, Treaty)> = None;
        for entry in &self.chronicle.entries {
            let Event::Spoke { conference, party, speech, draft, why, remedy, .. } = &entry.event
            else {
                continue;
            };
            if *conference != id || !(open || entry.audience.includes(viewer)) {
                continue;
            }
            let knows =
                |clause: ClauseId| open || def.knows(clause, viewer, self.here.agenda.clock);
            let by = *party;
            let kind = match speech {
                Speech::Offer(_) => SpeechKind::Offer,
                Speech::Mediate => SpeechKind::Mediation,
                Speech::Accept => SpeechKind::Accept,
                Speech::WalkOut => SpeechKind::WalkOut,
                Speech::Adjourn => SpeechKind::Adjourn,
            };
            let own = viewer == Some(def.party(by).seat);
            let statement = Statement {
                builder: self,
                conference: id,
                party: by,
                kind,
                stood,
                draft: *draft,
                why: why.as_ref(),
                remedy: remedy.as_ref(),
                knows: &knows,
            };
            let words = statement.sentences();
            let shown = Shown::of(def, knows);
            speeches.push(SpeechView {
                party: by,
                date: date_words(&self.words, entry.date),
                kind,
                draft: draft.map(|treaty| shown.values(def, treaty)),
                words,
                why: why.clone().filter(|_| open || own).map(|why| {
                    let mut why = shown.explanation(why);
                    why.treaty = def.masked(why.treaty, knows);
                    why
                }),
            });
            if let Some(treaty) = draft {
                stood = Some((by, *treaty));
            }
        }
        speeches
    }

    /// The treaty of an item beside the documented one, if it is a conference.
    pub(super) fn treaty(
        &self,
        item: ItemId,
        viewer: Option<SeatId>,
        open: bool,
    ) -> Option<TreatyResult> {
        let id = self.scenario.setting.conference_of(item)?;
        let def = &self.scenario.setting.conferences[id.index()];
        let talk = self.here.talks.of(id);
        if talk.fate == Fate::Pending {
            return None;
        }
        let in_force = talk.treaty.filter(|_| talk.fate == Fate::InForce);
        let knows = |clause: &ClauseId| open || def.knows(*clause, viewer, self.here.agenda.clock);
        let rows: Vec<ArticleRow> = def
            .clause_ids()
            .filter(knows)
            .map(|clause| {
                let entry = self.scenario.clause(id, clause);
                let played = in_force.map(|treaty| def.space.value(treaty, clause));
                let verdict = compare_article(def.clause(clause), played, def.came_to_nothing);
                ArticleRow {
                    title: entry.title.clone(),
                    secret: secret_words(self.words, def, clause),
                    played: played.map(|value| self.value_label(id, clause, value)),
                    documented: if def.came_to_nothing {
                        Some(self.words.say("conference-no-article"))
                    } else {
                        let documented = def.clause(clause).documented;
                        documented.map(|value| entry.values[value.index()].label.clone())
                    },
                    record: entry.record.clone(),
                    verdict,
                    verdict_words: self.words.phrase(match verdict {
                        ArticleVerdict::Same => Phrase("article-same"),
                        ArticleVerdict::Added => Phrase("article-added"),
                        ArticleVerdict::Dropped => Phrase("article-dropped"),
                        ArticleVerdict::Weaker => Phrase("article-weaker"),
                        ArticleVerdict::Stronger => Phrase("article-stronger"),
                        ArticleVerdict::Different => Phrase("article-different"),
                        ArticleVerdict::Unknown => Phrase("article-unknown"),
                    }),
                    versions: played.map(|v| self.versions(id, clause, v)).unwrap_or_default(),
                    sources: self.words.citations(&entry.src),
                }
            })
            .collect();
        let differs = |row: &&ArticleRow| {
            !matches!(row.verdict, ArticleVerdict::Same | ArticleVerdict::Unknown)
        };
        let fate = match talk.fate {
            Fate::InForce => Phrase("conference-in-force"),
            Fate::NotRatified => Phrase("conference-not-ratified"),
            Fate::NoTreaty | Fate::Pending => Phrase("conference-no-treaty"),
        };
        Some(TreatyResult {
            fate: self.words.phrase(fate),
            n_differences: rows.iter().filter(differs).count(),
            rows,
            parties: self.party_views(id),
            speeches: self.speeches(id, viewer, open),
        })
    }
}

/// Who shares a secret clause, in words; none if it is none.
pub(super) fn secret_words(
    words: Wording<'_>,
    def: &ConferenceDef,
    clause: ClauseId,
) -> Option<String> {
    let known_to = def.clause(clause).known_to.seats()?;
    let seats: Vec<String> = known_to.iter().map(|seat| words.seat(seat)).collect();
    let key = if known_to.len() == def.parties.len() {
        Phrase("conference-annex")
    } else {
        Phrase("conference-side-letter")
    };
    Some(words.phrase_with(key, &[("seats", seats.join(", ").into())]))
}

/// Who must consent at home and what they care for, in words.
pub(super) fn home_words(
    words: &Words,
    home: &draft::Home,
    text: &draft::Conference,
) -> Vec<String> {
    let group = |group: &draft::Group| {
        let title = |interest: &draft::Interest| {
            let clause = text.clauses.iter().find(|c| c.id == interest.clause.text)?;
            Some(format!("«{}»", clause.title))
        };
        let clauses: Vec<String> = group.interests.iter().filter_map(title).collect();
        let args = [("group", (&group.name).into()), ("clauses", clauses.join(", ").into())];
        sentence_case(&words.say_with("conference-group", &args))
    };
    home.groups.iter().map(group).collect()
}

/// A language by its tag, as one says in which a treaty is written; the tag itself if
/// the game has no word for it.
fn language_words(words: &Words, tag: &str) -> String {
    words.phrase(match tag {
        "mn" => Phrase("language-mn"),
        "ru" => Phrase("language-ru"),
        "ja" => Phrase("language-ja"),
        "zh" => Phrase("language-zh"),
        "fr" => Phrase("language-fr"),
        "en" => Phrase("language-en"),
        other => return other.to_owned(),
    })
}
