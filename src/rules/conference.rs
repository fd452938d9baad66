//! Conferences: a treaty negotiated in the world of the game.
//!
//! The [`negotiation`](super::negotiation) library knows parties and numbers;
//! here they sit in a position: the worth of no agreement follows from the state
//! of the world, mandates from who leads, secrecy from who knows of a clause, and
//! what is agreed becomes law. Not here: how an offer is found or explained.
//!
//! A reservation is a version of an article: the same article, which then counts
//! half for everybody. Until 1951 a reservation needed the consent of all
//! parties, so it is negotiated like any other version.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde::{Deserialize, Serialize};

use super::chance::{Chance, Draw};
use super::ids::{ConferenceId, InstrumentId, ItemId, SeatId};
use super::negotiation::explanation::{Consent, Explanation, advice_among};
use super::negotiation::negotiator::{Demand, Negotiator};
use super::negotiation::protocol::{Act, Outcome, Table};
use super::negotiation::space::{Space, Treaty};
use super::negotiation::utility::{Preferences, PublicOrder, Valuation};
use super::position::PositionRef;
use super::quantity::{Date, Figure, logit};
use super::setting::{Condition, Effect, InstrumentEffect, Setting, Term};

/// How much of an article is left under a reservation: between the article and
/// no such article, half way. A convention of this game, not a measured number.
pub const RESERVED_SHARE: f64 = 0.5;

/// Steps in which the worth of no agreement is counted; it is a rough number, and
/// parties that stand equally share what was worked out for them.
const STEPS: f64 = 100.0;

/// How many prepared parties of one mandate are kept at once.
const MOST_PREPARED: usize = 32;

/// A conference.
#[derive(Clone, Debug)]
pub struct ConferenceDef {
    /// The item it belongs to.
    pub item: ItemId,
    /// Whether it meets, once the item's moves are made.
    pub when: Condition,
    /// The parties in the order in which they speak, two to five.
    pub parties: Vec<PartyDef>,
    /// The clauses.
    pub clauses: Vec<ClauseDef>,
    /// Every treaty that the clauses allow.
    pub space: Space,
    /// What agreement signs.
    pub instrument: Option<InstrumentId>,
    /// Rounds until there is no treaty.
    pub rounds: u32,
    /// How often the parties may adjourn.
    pub recesses: u8,
    /// Months that pass while they do.
    pub recess_months: u8,
    /// Whether somebody can be asked for a compromise, once.
    pub mediated: bool,
    /// What follows from any treaty that comes into force.
    pub signed: Vec<Effect>,
    /// What follows if there is none.
    pub failed: Vec<Effect>,
    /// What follows if it falls at home.
    pub unratified: Vec<Effect>,
    /// Whether the record says that it came to nothing.
    pub came_to_nothing: bool,
}

/// A party to a conference.
#[derive(Clone, Debug)]
pub struct PartyDef {
    /// Its seat.
    pub seat: SeatId,
    /// What it wants: the first whose condition holds; the last always holds.
    pub mandates: Vec<MandateDef>,
}

/// What a party wants under a condition.
#[derive(Clone, Debug)]
pub struct MandateDef {
    /// When it is followed.
    pub when: Condition,
    /// What treaties are worth to it; the reservation value is set by [`batna`].
    pub preferences: Preferences,
    /// What everybody knows of it.
    pub public: PublicOrder,
    /// What no treaty may mean.
    pub without: Vec<AlternativeDef>,
    /// What leaving with nothing costs, [0, 1].
    pub delay: f64,
    /// Parties that follow it, worked out once.
    pub prepared: Prepared,
}

/// Parties prepared under one mandate, by the worth of no treaty in hundredths
/// and by the mandates that the parties are taken to follow. A memory of what a
/// pure function answers: it changes nothing but the time that takes.
#[derive(Debug, Default)]
pub struct Prepared(Mutex<BTreeMap<(u8, Vec<u8>), Arc<Negotiator>>>);

impl Clone for Prepared {
    fn clone(&self) -> Self {
        Self(Mutex::new(self.remembered().clone()))
    }
}

impl Prepared {
    fn remembered(&self) -> MutexGuard<'_, BTreeMap<(u8, Vec<u8>), Arc<Negotiator>>> {
        // Whatever happened to another holder: what is in it is whole.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What may come if there is no treaty.
#[derive(Clone, Debug)]
pub struct AlternativeDef {
    /// How likely it is.
    pub chance: Likelihood,
    /// What it is worth, [0, 1].
    pub worth: Figure,
}

/// How likely an alternative is.
#[derive(Clone, Debug)]
pub enum Likelihood {
    /// What the others leave of one.
    Rest,
    /// A share if a condition holds.
    Share(Condition, Figure),
    /// The solved chance of a clash in a sector.
    Clash(super::ids::SectorId),
    /// The solved chance of a challenge in a sector.
    Challenge(super::ids::SectorId),
    /// The solved chance that the defender gives way in a sector.
    Concession(super::ids::SectorId),
}

/// A clause of the treaty.
#[derive(Clone, Debug)]
pub struct ClauseDef {
    /// Its values: those of the author first, then those with a reservation.
    pub values: Vec<ClauseValueDef>,
    /// Whether the author's values stand in order of strength, weakest first.
    pub ordered: bool,
    /// The seats that know of it; empty if everybody does.
    pub known_to: Vec<SeatId>,
    /// From when everybody knows of it.
    pub published: Option<Date>,
    /// The value of the documented treaty, if the record knows.
    pub documented: Option<usize>,
    /// The value that means there is no such article.
    pub absent: Option<usize>,
}

impl ClauseDef {
    /// What stands for this clause before anybody who knows of it has spoken, and
    /// for those who do not know of it: no such article, else the first value.
    #[must_use]
    pub fn blank(&self) -> usize {
        self.absent.unwrap_or(0)
    }
}

/// One value of a clause.
#[derive(Clone, Debug)]
pub struct ClauseValueDef {
    /// What follows if it comes into force.
    pub effects: Vec<Effect>,
    /// What it obliges to while the instrument binds.
    pub terms: Vec<Term>,
    /// Years in force, if this article sets them.
    pub years: Option<u16>,
    /// The value it is a version of, and who made the reservation.
    pub reserved: Option<(usize, SeatId)>,
}

impl ConferenceDef {
    /// The party that a seat is; none if it sits elsewhere.
    #[must_use]
    pub fn party_of(&self, seat: SeatId) -> Option<usize> {
        self.parties.iter().position(|party| party.seat == seat)
    }

    /// The seats of the parties, in the order of speaking.
    #[must_use]
    pub fn seats(&self) -> Vec<SeatId> {
        self.parties.iter().map(|party| party.seat).collect()
    }

    /// Whether a seat, or the public for `None`, knows of a clause on a day.
    #[must_use]
    pub fn knows(&self, clause: usize, seat: Option<SeatId>, date: Date) -> bool {
        let def = &self.clauses[clause];
        def.known_to.is_empty()
            || def.published.is_some_and(|day| day <= date)
            || seat.is_some_and(|seat| def.known_to.contains(&seat))
    }

    /// Whether a party takes part in a clause: who does not know of it does not.
    #[must_use]
    pub fn takes_part(&self, clause: usize, party: usize) -> bool {
        let known_to = &self.clauses[clause].known_to;
        known_to.is_empty() || known_to.contains(&self.parties[party].seat)
    }

    /// Whether a party can write a value into a draft of its own: a reservation
    /// only if it is its own.
    #[must_use]
    pub fn may_write(&self, clause: usize, value: usize, party: usize) -> bool {
        let reserved = self.clauses[clause].values[value].reserved;
        reserved.is_none_or(|(_, by)| by == self.parties[party].seat)
    }

    /// A treaty as somebody sees it who does not know every clause: what is hidden
    /// reads as if it had not been agreed.
    #[must_use]
    pub fn masked(&self, treaty: Treaty, knows: impl Fn(usize) -> bool) -> Treaty {
        (0..self.clauses.len()).filter(|clause| !knows(*clause)).fold(treaty, |treaty, clause| {
            self.space.with(treaty, clause, self.clauses[clause].blank())
        })
    }

    /// A party's draft with what it does not know of left as it stands between
    /// those who do.
    #[must_use]
    pub fn completed(&self, draft: Treaty, party: usize, standing: Option<Treaty>) -> Treaty {
        let hidden = (0..self.clauses.len()).filter(|clause| !self.takes_part(*clause, party));
        hidden.fold(draft, |draft, clause| {
            let value = standing
                .map_or(self.clauses[clause].blank(), |treaty| self.space.value(treaty, clause));
            self.space.with(draft, clause, value)
        })
    }

    /// The draft that says nothing yet.
    #[must_use]
    pub fn blank(&self) -> Treaty {
        self.masked(Treaty(0), |_| false)
    }

    /// The documented treaty, as far as the record knows it: clauses of which it
    /// does not know are [blank](ClauseDef::blank). None if it knows of none.
    #[must_use]
    pub fn documented(&self) -> Option<Treaty> {
        let value = |clause: &ClauseDef| clause.documented.unwrap_or_else(|| clause.blank());
        let values: Vec<usize> = self.clauses.iter().map(value).collect();
        let knows = self.clauses.iter().any(|clause| clause.documented.is_some());
        self.space.treaty(&values).filter(|_| knows)
    }

    /// Everything that follows from a treaty, in the order of the clauses.
    #[must_use]
    pub fn consequences(&self, treaty: Treaty) -> Vec<Effect> {
        let conclude =
            self.instrument.map(|id| Effect::Instrument(InstrumentEffect::Conclude(id, treaty)));
        let articles = self
            .clauses
            .iter()
            .zip(self.space.values(treaty))
            .flat_map(|(clause, value)| clause.values[value].effects.iter().cloned());
        conclude.into_iter().chain(articles).chain(self.signed.iter().cloned()).collect()
    }
}

/// What became of a conference.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fate {
    /// It has not met, or not ended.
    #[default]
    Pending,
    /// It ended without a treaty.
    NoTreaty,
    /// Its treaty fell at home.
    NotRatified,
    /// Its treaty came into force.
    InForce,
}

/// How far one conference has come.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Talk {
    /// The table; none before it meets.
    pub table: Option<Table>,
    /// How often it has adjourned.
    pub recesses: u8,
    /// The day to which it adjourned last.
    pub adjourned_to: Option<Date>,
    /// The turn in which a mediator's draft was tabled, if one was.
    pub mediated: Option<u32>,
    /// What became of it.
    pub fate: Fate,
    /// What was agreed, in force or not.
    pub treaty: Option<Treaty>,
    /// What its articles say, by the author's values; empty before it is in force.
    pub articles: Vec<u8>,
}

impl Talk {
    /// What an article of a treaty in force says, as one of the author's values.
    #[must_use]
    pub fn article(&self, clause: usize) -> Option<usize> {
        self.articles.get(clause).map(|value| usize::from(*value))
    }

    /// Writes down what the talks came to.
    pub fn conclude(&mut self, def: &ConferenceDef, treaty: Treaty) {
        let base = |(clause, value): (usize, usize)| {
            let reserved = def.clauses[clause].values[value].reserved;
            u8::try_from(reserved.map_or(value, |(of, _)| of)).expect("a clause has few values")
        };
        self.fate = Fate::InForce;
        self.articles = def.space.values(treaty).enumerate().map(base).collect();
    }

    /// Takes out what some do not know of.
    pub fn mask(&mut self, def: &ConferenceDef, hidden: &[usize]) {
        let blank = |treaty: Treaty| def.masked(treaty, |clause| !hidden.contains(&clause));
        self.treaty = self.treaty.map(blank);
        for clause in hidden {
            if let Some(value) = self.articles.get_mut(*clause) {
                *value =
                    u8::try_from(def.clauses[*clause].blank()).expect("a clause has few values");
            }
        }
        if let Some(table) = &mut self.table {
            *table = table.mapped(blank);
        }
    }
}

/// How far all conferences of one timeline have come: a component, by [`ConferenceId`].
#[derive(
    bevy::ecs::component::Component, Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize,
)]
pub struct Talks {
    /// One for each conference.
    pub all: Vec<Talk>,
}

impl Talks {
    /// One conference.
    #[must_use]
    pub fn of(&self, conference: ConferenceId) -> &Talk {
        &self.all[conference.index()]
    }
}

/// What a party does on its turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Speech {
    /// Tables a draft.
    Offer(Treaty),
    /// Accepts what stands.
    Accept,
    /// Leaves the conference.
    WalkOut,
    /// Has the conference adjourn; the turn stays its own.
    Adjourn,
    /// Has the mediator's compromise tabled as its own offer.
    Mediate,
}

/// What a party said, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Remark {
    /// What it did.
    pub speech: Speech,
    /// What it thought of the draft that stood.
    pub why: Option<Explanation>,
    /// What would have made it accept that draft, if it did not.
    pub remedy: Option<Remedy>,
}

/// What would make a party accept a draft that it refuses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Remedy {
    /// The smallest change, as clauses and their new values.
    Change(Vec<(u8, u8)>),
    /// Nothing that the clauses allow.
    Nothing,
}

/// What no treaty would be worth to a party: `r = sum_o Pr(o) u(o) - delay`, in
/// [0, 1], each alternative with its chance as the party can know it.
///
/// `here` is the position as the party knows it. Chances that sum to more than
/// one are scaled down; what they leave goes to the [rest](Likelihood::Rest).
#[must_use]
pub fn batna(setting: &Setting, here: PositionRef<'_>, mandate: &MandateDef) -> f64 {
    let shares = likelihoods(setting, here, mandate);
    let worth: f64 =
        shares.iter().zip(&mandate.without).map(|(share, other)| share * other.worth.value).sum();
    (worth - mandate.delay).clamp(0.0, 1.0)
}

/// The chance of each alternative of a mandate; they sum to one.
#[must_use]
pub fn likelihoods(setting: &Setting, here: PositionRef<'_>, mandate: &MandateDef) -> Vec<f64> {
    // Nothing happens on a frontier that is none.
    let solved = |sector| here.is_live(setting, sector).then(|| here.solution(setting, sector));
    let given: Vec<Option<f64>> = mandate
        .without
        .iter()
        .map(|other| match &other.chance {
            Likelihood::Rest => None,
            Likelihood::Share(when, share) => {
                Some(if here.holds(when) { share.value } else { 0.0 })
            }
            Likelihood::Clash(sector) => Some(solved(*sector).map_or(0.0, |s| s.clash)),
            Likelihood::Challenge(sector) => Some(solved(*sector).map_or(0.0, |s| s.challenge)),
            Likelihood::Concession(sector) => Some(solved(*sector).map_or(0.0, |s| s.concession)),
        })
        .collect();
    let sum: f64 = given.iter().flatten().sum();
    let scale = if sum > 1.0 { 1.0 / sum } else { 1.0 };
    let rest = (1.0 - sum * scale).max(0.0);
    given.into_iter().map(|share| share.map_or(rest, |share| share * scale)).collect()
}

/// Which of its mandates each party follows now, as somebody knows it: the first
/// that holds, else the last.
#[must_use]
pub fn mandates(setting: &Setting, known: PositionRef<'_>, conference: ConferenceId) -> Vec<u8> {
    let index = |party: &PartyDef| {
        let followed = party.mandates.iter().position(|mandate| known.holds(&mandate.when));
        u8::try_from(followed.unwrap_or(party.mandates.len() - 1)).unwrap_or(u8::MAX)
    };
    setting.conferences[conference.index()].parties.iter().map(index).collect()
}

/// What everybody at the table takes each party to want, as one party sees it:
/// of a clause that it does not know it cannot know what others think.
fn orders(def: &ConferenceDef, followed: &[u8], viewer: usize) -> Vec<PublicOrder> {
    let hidden: Vec<usize> =
        (0..def.clauses.len()).filter(|clause| !def.takes_part(*clause, viewer)).collect();
    def.parties
        .iter()
        .zip(followed)
        .map(|(party, mandate)| {
            let mut order = party.mandates[usize::from(*mandate)].public.clone();
            for clause in &hidden {
                order.places[*clause].fill(1.0);
            }
            order.refused.retain(|(clause, _)| !hidden.contains(clause));
            order
        })
        .collect()
}

/// What everybody at the table takes each party to want, as one party sees it.
/// `here` is the true position, of which the viewer sees its part.
#[must_use]
pub fn public_orders(
    setting: &Setting,
    here: PositionRef<'_>,
    conference: ConferenceId,
    viewer: usize,
) -> Vec<PublicOrder> {
    let def = &setting.conferences[conference.index()];
    let known = here.known_to(setting, Some(def.parties[viewer].seat));
    orders(def, &mandates(setting, known.borrow(), conference), viewer)
}

/// A party prepared to speak as its mandate tells it now. `here` is the true
/// position: what the party may not know is taken out of it.
#[must_use]
pub fn negotiator(
    setting: &Setting,
    here: PositionRef<'_>,
    conference: ConferenceId,
    party: usize,
) -> Arc<Negotiator> {
    let def = &setting.conferences[conference.index()];
    let known = here.known_to(setting, Some(def.parties[party].seat));
    let followed = mandates(setting, known.borrow(), conference);
    let mandate = &def.parties[party].mandates[usize::from(followed[party])];
    let step = libm::round(batna(setting, known.borrow(), mandate) * STEPS);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a share of a hundred steps"
    )]
    let key = (step as u8, followed);
    if let Some(prepared) = mandate.prepared.remembered().get(&key) {
        return Arc::clone(prepared);
    }
    let preferences = Preferences { reservation: step / STEPS, ..mandate.preferences.clone() };
    let valuation = Valuation::new(&def.space, preferences)
        .expect("mandates are checked when a scenario is compiled");
    let mut orders = orders(def, &key.1, party);
    // It never tables what only another can reserve: as if that were refused.
    for order in &mut orders {
        for clause in 0..def.clauses.len() {
            let values = 0..def.space.size(clause);
            let reserved = values.filter(|value| !def.may_write(clause, *value, party));
            order.refused.extend(reserved.map(|value| (clause, value)));
        }
    }
    let negotiator = Negotiator::new(Arc::new(valuation), party, &orders)
        .expect("public orders are checked when a scenario is compiled")
        .with_noise(setting.coefficients.conduct.bargaining.value);
    let negotiator = Arc::new(negotiator);
    let mut prepared = mandate.prepared.remembered();
    if prepared.len() >= MOST_PREPARED {
        prepared.clear();
    }
    prepared.insert(key, Arc::clone(&negotiator));
    drop(prepared);
    negotiator
}

/// What every treaty is worth to a party now; see [`negotiator`].
#[must_use]
pub fn valuation(
    setting: &Setting,
    here: PositionRef<'_>,
    conference: ConferenceId,
    party: usize,
) -> Arc<Valuation> {
    Arc::clone(negotiator(setting, here, conference, party).valuation())
}

/// What the party whose turn it is would say by itself.
#[must_use]
pub fn speak(
    setting: &Setting,
    here: PositionRef<'_>,
    chance: Chance,
    conference: ConferenceId,
    in_detail: bool,
) -> Remark {
    let def = &setting.conferences[conference.index()];
    let table = here.talks.of(conference).table.as_ref().expect("the conference has met");
    let party = table.turn_of().expect("the table is open");
    let negotiator = negotiator(setting, here, conference, party);
    // One draw for each party and conference: how hard it is this time is its own
    // secret, and stays what it is from round to round.
    let mood = chance.uniform(Draw::Mood, &[conference.index() as u64, party as u64]);
    let own = negotiator.next_offer(table);
    let demand = resolved(&negotiator, table, own, mood);
    let standing = table.standing().map(|offer| offer.treaty);
    let worth = |treaty| negotiator.valuation().expected(treaty);
    let speech = match (standing, own) {
        (Some(standing), _) if demand.acceptance(worth(standing)) >= 1.0 => Speech::Accept,
        (_, Some(draft)) => Speech::Offer(def.completed(draft, party, standing)),
        (_, None) => Speech::WalkOut,
    };
    if !in_detail {
        return Remark { speech, why: None, remedy: None };
    }
    let refuses = matches!(speech, Speech::Offer(_) | Speech::WalkOut);
    let remedy = if refuses { remedy(def, &negotiator, table, &demand) } else { None };
    Remark { speech, why: weigh(&negotiator, table, &demand), remedy }
}

/// What a party needs now, with its mood in it: certain, so that what is shown
/// and advised is what decides.
///
/// `mood` is uniform in [0, 1). The party accepts with probability
/// `L((EU - theta)/tau)` over all moods: `mood < L(x)` where `logit(mood) < x`, so
/// the bar is `theta + tau logit(mood)`. It is not below `r`, and not above the
/// worth of `own`, what the party would table itself (`AC_combi`).
#[must_use]
pub fn resolved(negotiator: &Negotiator, table: &Table, own: Option<Treaty>, mood: f64) -> Demand {
    let demand = negotiator.demand(table);
    let own = own.map(|draft| negotiator.valuation().expected(draft));
    let bar = (demand.target + demand.noise * logit(mood))
        .min(own.unwrap_or(f64::INFINITY))
        .max(demand.reservation);
    Demand { target: bar, noise: 0.0, ..demand }
}

/// The smallest change of the draft that stands with which a party would accept
/// it now; none if nothing stands. Of changes equally small the one that suits
/// best who tabled it, of those that it could table.
#[must_use]
pub fn remedy(
    def: &ConferenceDef,
    negotiator: &Negotiator,
    table: &Table,
    demand: &Demand,
) -> Option<Remedy> {
    let standing = table.standing()?;
    let party = negotiator.valuation();
    let consent = Consent { party, least: demand.target };
    let by = usize::from(standing.by);
    let suits = |treaty| negotiator.estimate(table, by, treaty);
    let can_table = |treaty| {
        def.space.values(treaty).enumerate().all(|(clause, value)| {
            def.may_write(clause, value, by) || def.space.value(standing.treaty, clause) == value
        })
    };
    let narrow = |index: usize| u8::try_from(index).expect("clauses and values are few");
    let edit = advice_among(party.space(), standing.treaty, &[consent], can_table, suits);
    Some(match edit {
        Some(edit) => {
            let change = |(clause, value): &(usize, usize)| (narrow(*clause), narrow(*value));
            Remedy::Change(edit.changes.iter().map(change).collect())
        }
        None => Remedy::Nothing,
    })
}

/// What a party thinks of the draft that stands; none if nothing does.
#[must_use]
pub fn weigh(negotiator: &Negotiator, table: &Table, demand: &Demand) -> Option<Explanation> {
    let standing = table.standing()?;
    Some(Explanation::of(negotiator.valuation(), standing.treaty, demand))
}

/// The compromise that a mediator tables: of the treaties nobody is known to
/// refuse, the one that leaves the worst off in the best place by the public
/// orders alone (the egalitarian solution, Kalai 1977, on what is public); of
/// equals the best in sum, then the one nearest to what stands.
///
/// A mediator knows of no secret clause: those stay as they stand.
#[must_use]
pub fn compromise(
    setting: &Setting,
    here: PositionRef<'_>,
    conference: ConferenceId,
) -> Option<Treaty> {
    let def = &setting.conferences[conference.index()];
    let known = here.known_to(setting, None);
    let followed = mandates(setting, known.borrow(), conference);
    let followed = def.parties.iter().zip(followed);
    let orders: Vec<&PublicOrder> =
        followed.map(|(party, mandate)| &party.mandates[usize::from(mandate)].public).collect();
    let standing = here.talks.of(conference).table.as_ref().and_then(Table::standing);
    let hidden = |clause: usize| !def.clauses[clause].known_to.is_empty();
    let base = |clause: usize| {
        standing.map_or(def.clauses[clause].blank(), |o| def.space.value(o.treaty, clause))
    };
    let open: Vec<usize> = (0..def.clauses.len()).filter(|clause| !hidden(*clause)).collect();
    let mut best: Option<(f64, f64, usize, Treaty)> = None;
    for treaty in def.space.all() {
        let value = |clause: usize| def.space.value(treaty, clause);
        if (0..def.clauses.len()).any(|clause| hidden(clause) && value(clause) != base(clause)) {
            continue;
        }
        // A mediator knows of no hidden line, and makes nobody's reservation.
        let refused = |order: &&PublicOrder| {
            order.refused.iter().any(|(clause, v)| !hidden(*clause) && value(*clause) == *v)
        };
        if open.iter().any(|clause| def.clauses[*clause].values[value(*clause)].reserved.is_some())
        {
            continue;
        }
        if orders.iter().any(refused) {
            continue;
        }
        let places = orders
            .iter()
            .map(|order| open.iter().map(|clause| order.places[*clause][value(*clause)]).sum());
        let places: Vec<f64> = places.collect();
        let least = places.iter().copied().fold(f64::INFINITY, f64::min);
        let near = open.iter().filter(|clause| value(**clause) == base(**clause)).count();
        let this = (least, places.iter().sum::<f64>(), near, treaty);
        let better = best.is_none_or(|b| {
            let order = this.0.total_cmp(&b.0).then(this.1.total_cmp(&b.1)).then(this.2.cmp(&b.2));
            order == core::cmp::Ordering::Greater
        });
        if better {
            best = Some(this);
        }
    }
    best.map(|(.., treaty)| treaty)
}

/// Carries a speech out on a table that is open.
///
/// `compromise` is what [`compromise`] answers, for a speech that asks for it, and
/// `recess` what [`recess`] does.
pub fn follow(talk: &mut Talk, speech: Speech, compromise: Option<Treaty>, recess: Option<Date>) {
    let table = talk.table.as_mut().expect("the conference has met");
    let turn = table.turn();
    let act = match speech {
        Speech::Adjourn => {
            talk.recesses += 1;
            talk.adjourned_to = recess;
            return;
        }
        Speech::Offer(treaty) => Act::Offer(treaty),
        Speech::Accept => Act::Accept,
        Speech::WalkOut => Act::WalkOut,
        Speech::Mediate => {
            talk.mediated = Some(turn);
            compromise.map_or(Act::WalkOut, Act::Offer)
        }
    };
    table.apply(act).expect("speeches are checked before they count");
    match table.outcome() {
        Some(Outcome::Agreement(treaty)) => talk.treaty = Some(treaty),
        Some(_) => talk.fate = Fate::NoTreaty,
        None => {}
    }
}

/// The day to which a conference adjourns; none if it may not: if it has done so
/// as often as it may, or the next matter comes up before.
#[must_use]
pub fn recess(setting: &Setting, here: PositionRef<'_>, conference: ConferenceId) -> Option<Date> {
    let def = &setting.conferences[conference.index()];
    if here.talks.of(conference).recesses >= def.recesses || def.recess_months == 0 {
        return None;
    }
    let until = here.agenda.clock.plus_months(u32::from(def.recess_months));
    let next = setting.items.get(def.item.index() + 1).map_or(setting.closes, |item| item.date);
    (until <= next).then_some(until)
}

/// Whether a treaty passes at home: for each party that has a home to ask, the
/// party, whether it passed, and the probability.
#[must_use]
pub fn ratify(
    setting: &Setting,
    here: PositionRef<'_>,
    chance: Chance,
    conference: ConferenceId,
    treaty: Treaty,
) -> Vec<(usize, bool, f64)> {
    let def = &setting.conferences[conference.index()];
    (0..def.parties.len())
        .filter_map(|party| {
            let asks = |mandate: &MandateDef| mandate.preferences.ratification.is_some();
            if !def.parties[party].mandates.iter().any(asks) {
                return None;
            }
            let valuation = valuation(setting, here, conference, party);
            valuation.preferences().ratification.as_ref()?;
            let probability = valuation.ratification(treaty);
            let key = [conference.index() as u64, party as u64];
            let passed = chance.uniform(Draw::Ratification, &key) < probability;
            Some((party, passed, probability))
        })
        .collect()
}
