//! Building a view for one seat.
//!
//! The secrecy of the whole game rests on this file and on
//! [`PositionRef::known_to`](crate::rules::position::PositionRef::known_to):
//! everything is read from the position as the seat knows it, and every entry of
//! the chronicle is asked for its audience.

use bevy::ecs::world::World;

use super::kept::{InstrumentKey, Kept, ResultKey, SectorKey, Shared};
use super::wording::{
    Wording, confidence_words, date_words, sector_status_words, standing_words, status_words,
    tag_words, thousand,
};
use super::{
    AdviceView, Aim, Cell, Change, ChoiceResult, InstrumentView, ItemResult, Line, LineStyle,
    MapView, Marker, OptionView, OutcomeResult, PowerCard, Question, RecognitionView, RecordView,
    SeatCard, SeatView, SectorView, StageView, debrief,
};
use crate::rules::agenda::Stage;
use crate::rules::borders::SectorStatus;
use crate::rules::chronicle::{Chronicle, Entry, Event};
use crate::rules::comparison::{Verdict, compare};
use crate::rules::conditions::{Condition, Reading};
use crate::rules::conduct::{Deliberation, Reason, Weighed, deliberate, expected_reply, value};
use crate::rules::conference::Prepared;
use crate::rules::defs::ItemKind;
use crate::rules::deterrence::{Confrontation, Equilibrium, Pledge, Solution, solve};
use crate::rules::ids::{
    ClauseId, ClauseValueId, ConferenceId, InstrumentId, ItemId, LeaderId, MoveId, OptionId,
    OutcomeId, PowerId, SeatId, SectorId,
};
use crate::rules::instruments::Ending;
use crate::rules::negotiation::space::Treaty;
use crate::rules::position::{Bond, Position, PositionRef};
use crate::rules::recognition::Standing;
use crate::rules::talks::Fate;
use crate::scenario::Scenario;
use crate::scenario::draft::{Claim, Ink};
use crate::sim::game::{Game, asked};
use crate::sim::timeline::position;
use crate::words::{Arg, Phrase, Words, paragraphs, percent, sentence_case};

/// Builds the view of a seat, or of the public for `None`.
///
/// # Panics
/// If the game's timeline is not in this world.
#[must_use]
pub fn seat_view(world: &World, game: &Game, words: &Words, seat: Option<SeatId>) -> SeatView {
    view_with(world, game, words, seat, &mut game.kept())
}

/// As [`seat_view`], built from nothing but the world: what the game keeps of earlier
/// views is neither read nor changed.
///
/// # Panics
/// If the game's timeline is not in this world.
#[must_use]
pub fn seat_view_afresh(
    world: &World,
    game: &Game,
    words: &Words,
    seat: Option<SeatId>,
) -> SeatView {
    view_with(world, game, words, seat, &mut Kept::default())
}

/// How many results a seat, or the public for `None`, may read: as many as its view
/// holds.
///
/// # Panics
/// If the game's timeline is not in this world.
#[must_use]
pub fn n_results(world: &World, game: &Game, seat: Option<SeatId>) -> usize {
    let chronicle: &Chronicle =
        world.get(game.timeline()).expect("the entity was spawned as a timeline");
    closed_items(game.scenario(), &chronicle.entries, seat).count()
}

/// The items that are closed by these entries, as far as a viewer may know of them.
fn closed_items(
    scenario: &Scenario,
    entries: &[Entry],
    viewer: Option<SeatId>,
) -> impl Iterator<Item = ItemId> {
    entries.iter().filter_map(move |entry| match entry.event {
        Event::Closed(item) if scenario.setting.audience_of_item(item).includes(viewer) => {
            Some(item)
        }
        _ => None,
    })
}

fn view_with(
    world: &World,
    game: &Game,
    words: &Words,
    seat: Option<SeatId>,
    kept: &mut Kept,
) -> SeatView {
    let here = position(world, game.timeline());
    let chronicle: &Chronicle =
        world.get(game.timeline()).expect("the entity was spawned as a timeline");
    let scenario = game.scenario();
    let known = here.known_to(&scenario.setting, seat);
    let over = here.agenda.stage == Stage::Ended;
    let words = Wording { scenario, words };
    let parties: &Prepared = world.resource();
    kept.catch_up(words, chronicle);
    let builder = Builder { scenario, here, known: &known, chronicle, seat, parties, words, kept };
    builder.view(over.then(|| debrief::build(&builder, game.hash(world))))
}

/// The view of a seat, or of the public for `None`, on the first day, before
/// anything has come up.
pub(super) fn opening_view(scenario: &Scenario, words: &Words, seat: Option<SeatId>) -> SeatView {
    let here = scenario.opening.borrow();
    let known = here.known_to(&scenario.setting, seat);
    let (chronicle, parties) = (&Chronicle::default(), &Prepared::default());
    let words = Wording { scenario, words };
    let kept = &Kept::new(scenario, words.language());
    Builder { scenario, here, known: &known, chronicle, seat, parties, words, kept }.view(None)
}

/// What can be said of the record on the first day, with nothing hidden.
pub(super) struct Opening<'s> {
    words: Wording<'s>,
    chronicle: Chronicle,
    parties: Prepared,
    kept: Kept,
}

impl<'s> Opening<'s> {
    pub(super) fn new(words: Wording<'s>) -> Self {
        let kept = Kept::new(words.scenario, words.language());
        Self { words, chronicle: Chronicle::default(), parties: Prepared::default(), kept }
    }

    fn builder(&self) -> Builder<'_> {
        let words = self.words;
        let scenario = words.scenario;
        let (here, known) = (scenario.opening.borrow(), &scenario.opening);
        let (chronicle, parties, kept) = (&self.chronicle, &self.parties, &self.kept);
        Builder { scenario, here, known, chronicle, seat: None, parties, words, kept }
    }

    /// An outcome of which only the record speaks.
    pub(super) fn outcome(&self, id: OutcomeId) -> OutcomeResult {
        self.builder().outcome(id, None)
    }

    /// What is documented of an item.
    pub(super) fn record(&self, item: ItemId) -> RecordView {
        self.builder().record(item)
    }
}

/// What a view is built from.
pub(super) struct Builder<'a> {
    pub(super) scenario: &'a Scenario,
    /// The truth; only for whose turn it is and for the seat's own weighing.
    pub(super) here: PositionRef<'a>,
    /// What the seat knows.
    pub(super) known: &'a Position,
    pub(super) chronicle: &'a Chronicle,
    pub(super) seat: Option<SeatId>,
    /// Parties to conferences that were prepared before.
    pub(super) parties: &'a Prepared,
    pub(super) words: Wording<'a>,
    /// What was kept of earlier views, and the chronicle in words.
    pub(super) kept: &'a Kept,
}

impl Builder<'_> {
    fn view(&self, debrief: Option<super::Debrief>) -> SeatView {
        let scenario = self.scenario;
        let points = scenario.text.items.iter().filter(|item| item.point.is_some()).count();
        let behind = scenario
            .text
            .items
            .iter()
            .take(self.here.agenda.cursor)
            .filter(|item| item.point.is_some())
            .count();
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        SeatView {
            title: scenario.head.title.clone(),
            introduction: self
                .kept
                .introduction
                .get(&(), || paragraphs(&scenario.head.introduction)),
            seat: self.seat.map(|seat| self.card(seat)),
            date: date_words(&self.words, self.here.agenda.clock),
            year: self.here.agenda.clock.year,
            progress: (count(behind), count(points)),
            stage: self.stage(),
            aims: self.seat.map(|seat| self.aims(seat)).unwrap_or_default(),
            value: self
                .seat
                .map_or(0.0, |seat| value(&scenario.setting, self.known.borrow(), seat)),
            red_lines: self.seat.map(|seat| self.red_lines(seat)).unwrap_or_default(),
            recognition: self.kept.recognition.get(&self.known.recognition, || self.recognition()),
            sectors: (0..scenario.setting.sectors.len())
                .map(|index| self.sector(SectorId::new(index)))
                .collect(),
            instruments: self.instruments(),
            facts: self.facts(),
            map: self.map(),
            chronicle: self.lines(|entry| entry.audience.includes(self.seat)),
            results: self.results(),
            results_before: self.results_before(),
            debrief,
        }
    }

    fn card(&self, seat: SeatId) -> SeatCard {
        let leader = self.here.agenda.leader(seat);
        self.kept.cards.get(&(seat, leader), || seat_card(self.words, seat, leader))
    }

    fn stage(&self) -> StageView {
        match self.here.agenda.stage {
            Stage::Moving(mv) => {
                let mover = self.scenario.setting.moves[mv.index()].seat;
                if self.seat == Some(mover) {
                    StageView::Asked(Box::new(self.question(mv)))
                } else if self.knows_item(self.seat, self.scenario.setting.moves[mv.index()].item) {
                    StageView::Waiting(self.words.called(mover))
                } else {
                    StageView::Waiting(self.words.say("table-somebody"))
                }
            }
            Stage::Speaking(item) => {
                let speaker = asked(self.scenario, self.here).map(|(seat, _)| seat);
                let id = self.scenario.setting.conference_of(item);
                match (speaker, id) {
                    (Some(speaker), Some(id)) if self.seat == Some(speaker) => {
                        StageView::Conference(Box::new(self.conference(id, speaker)))
                    }
                    (Some(speaker), _) if self.knows_item(self.seat, item) => {
                        StageView::Waiting(self.words.called(speaker))
                    }
                    _ => StageView::Waiting(self.words.say("table-somebody")),
                }
            }
            _ => StageView::Over,
        }
    }

    fn question(&self, mv: MoveId) -> Question {
        let scenario = self.scenario;
        let setting = &scenario.setting;
        let item = setting.moves[mv.index()].item;
        let text = scenario.item(item);
        let seat = setting.moves[mv.index()].seat;
        let deliberation = deliberate(setting, self.here, mv);
        let so_far = self.so_far(item);
        let crisis = match setting.items[item.index()].kind {
            ItemKind::Crisis(sector) => Some(self.words.sector(sector)),
            _ => None,
        };
        Question {
            id: scenario.move_name(mv),
            title: text.title.clone(),
            point: text.point,
            nth: self.nth_question(mv),
            place: text.place.text.clone(),
            briefing: paragraphs(&text.briefing),
            private: self.private(item, seat),
            so_far,
            question: scenario.mv(mv).question.clone(),
            crisis,
            options: (0..scenario.mv(mv).options.len())
                .map(|index| self.option(mv, OptionId::new(index), &deliberation))
                .collect(),
        }
    }

    /// How many questions a seat has been asked in the item of this one, with this one.
    fn nth_question(&self, mv: MoveId) -> u32 {
        let setting = &self.scenario.setting;
        let def = &setting.moves[mv.index()];
        let before = (setting.items[def.item.index()].moves.start..mv.index())
            .filter(|index| setting.moves[*index].seat == def.seat)
            .filter(|index| self.here.agenda.choice(MoveId::new(*index)).is_some());
        u32::try_from(before.count() + 1).unwrap_or(u32::MAX)
    }

    /// Why an answer is not open: what everybody may know of it, or else only that
    /// it lies in what was decided before.
    fn closed(&self, when: &Condition) -> String {
        let public = !when.reads_hidden_from(&self.scenario.setting, None);
        match self.unmet(when, true).filter(|why| public && !why.is_empty()) {
            Some(why) => self.words.say_with("table-closed", &[("why", why.join("; ").into())]),
            None => self.words.say("table-closed-before"),
        }
    }

    /// What stands against a condition (or, if it is not `wanted`, makes it hold), in
    /// words. None where it cannot be said in a few.
    fn unmet(&self, condition: &Condition, wanted: bool) -> Option<Vec<String>> {
        let known = self.known.borrow();
        if known.holds(condition) == wanted {
            return Some(Vec::new());
        }
        let one =
            |key: Phrase, args: &[(&str, Arg<'_>)]| Some(vec![self.words.phrase_with(key, args)]);
        match condition {
            Condition::Not(inner) => self.unmet(inner, !wanted),
            Condition::All(all) if wanted => {
                let each: Option<Vec<_>> = all.iter().map(|c| self.unmet(c, true)).collect();
                each.map(|each| each.concat())
            }
            // Several ways that are all barred often share what bars them.
            Condition::Any(any) if wanted => {
                let each: Option<Vec<_>> = any.iter().map(|c| self.unmet(c, true)).collect();
                let mut all = each?.concat();
                all.dedup();
                (all.len() == 1).then_some(all)
            }
            Condition::Chose(mv, _) => {
                let chosen = known.agenda.choice(*mv)?;
                let seat = self.scenario.setting.moves[mv.index()].seat;
                let label = &self.scenario.option(*mv, chosen).label;
                let seat = sentence_case(&self.words.called(seat));
                one(
                    Phrase("table-closed-chosen"),
                    &[("seat", seat.into()), ("label", label.into())],
                )
            }
            Condition::Is(fact, _) => {
                let value = self.words.value(*fact, known.agenda.fact(*fact));
                let name = self.words.fact(*fact);
                one(Phrase("table-closed-fact"), &[("fact", name.into()), ("value", value.into())])
            }
            Condition::InForce(id) => {
                let key = if wanted {
                    Phrase("table-closed-not-in-force")
                } else {
                    Phrase("table-closed-in-force")
                };
                one(key, &[("title", self.words.instrument(*id).into())])
            }
            Condition::Leads(seat, _) => {
                let leader = self.words.leader(known.agenda.leader(*seat));
                let seat = self.words.called(*seat);
                one(
                    Phrase("table-closed-leads"),
                    &[("leader", leader.into()), ("seat", seat.into())],
                )
            }
            _ => None,
        }
    }

    /// What has been decided in an item so far, as far as the seat knows.
    pub(super) fn so_far(&self, item: ItemId) -> Vec<String> {
        let told = &self.kept.told;
        told.of_item(self.chronicle, item)
            .filter(|(_, entry)| !matches!(entry.event, Event::Opened(_)))
            .filter(|(_, entry)| entry.audience.includes(self.seat))
            .filter_map(|(place, _)| Some(told.line(place)?.text.clone()))
            .collect()
    }

    /// What only a seat knows of an item, in paragraphs.
    pub(super) fn private(&self, item: ItemId, seat: SeatId) -> Vec<String> {
        let id = &self.scenario.text.seats[seat.index()].id;
        let of_seat = |private: &&crate::scenario::draft::Private| private.seat.text == *id;
        let texts = self.scenario.item(item).private.iter().filter(of_seat);
        texts.flat_map(|private| paragraphs(&private.text)).collect()
    }

    fn option(&self, mv: MoveId, id: OptionId, deliberation: &Deliberation) -> OptionView {
        let scenario = self.scenario;
        let text = scenario.option(mv, id);
        let def = scenario.setting.option(mv, id);
        let seat = scenario.setting.moves[mv.index()].seat;
        let weighed = deliberation.options.iter().find(|weighed| weighed.option == id);
        let mut consequences: Vec<String> =
            def.stance.map(|stance| self.words.stance(stance)).into_iter().collect();
        consequences.extend(def.effects.iter().map(|effect| self.words.effect(effect)));
        let chances = def
            .chances
            .clone()
            .map(|index| {
                let (question, branches) = self.words.chance(index);
                let odds = &scenario.setting.chances[index].branches;
                let table = odds.iter().map(|b| b.probability.value).zip(branches).collect();
                (question, table)
            })
            .collect();
        let reply = weighed.and_then(|_| {
            let (reply, answers) = expected_reply(&scenario.setting, self.here, mv, id)?;
            let mover = self.words.called(scenario.setting.moves[reply.index()].seat);
            let mut table: Vec<(f64, String)> = answers
                .into_iter()
                .map(|(option, p)| (p, scenario.option(reply, option).label.clone()))
                .collect();
            table.sort_by(|a, b| b.0.total_cmp(&a.0));
            Some((mover, table))
        });
        let advisers = &scenario.text.seats[seat.index()].advisers;
        let advice = text
            .advice
            .iter()
            .filter_map(|advice| {
                let who = advisers.iter().find(|adviser| adviser.id == advice.who.text)?;
                if who.until.is_some_and(|until| until < self.here.agenda.clock) {
                    return None;
                }
                Some(AdviceView {
                    name: who.name.clone(),
                    office: who.office.clone(),
                    says: advice.says.clone(),
                    favours: advice.favours,
                })
            })
            .collect();
        OptionView {
            id: text.id.to_string(),
            label: text.label.clone(),
            text: text.text.clone(),
            tag: text.tag,
            tag_words: tag_words(&self.words, text.tag),
            open: weighed.is_some(),
            closed: weighed.is_none().then(|| self.closed(&def.when)),
            consequences,
            chances,
            reply,
            changes: weighed.map(|w| self.changes(seat, w)).unwrap_or_default(),
            total: weighed.map_or(0.0, |w| w.utility),
            advice,
            sources: self.words.citations(&text.src),
        }
    }

    /// The terms of a weighing in words, largest first.
    pub(super) fn changes(&self, seat: SeatId, weighed: &Weighed) -> Vec<Change> {
        let text = &self.scenario.text.seats[seat.index()];
        let mut changes: Vec<Change> = weighed
            .terms
            .iter()
            .filter(|(_, amount)| amount.abs() >= 0.0005)
            .map(|(reason, amount)| Change {
                text: match reason {
                    Reason::Objective(k) => text.objectives[usize::from(*k)].text.clone(),
                    Reason::RedLine(k) => text.red_lines[usize::from(*k)].text.clone(),
                    Reason::Leaning => self.words.say_with(
                        "table-change-leaning",
                        &[
                            ("leader", self.words.leader(self.here.agenda.leader(seat)).into()),
                            ("amount", if *amount > 0.0 { "for" } else { "against" }.into()),
                        ],
                    ),
                },
                amount: *amount,
            })
            .collect();
        changes.sort_by(|a, b| b.amount.abs().total_cmp(&a.amount.abs()));
        changes
    }

    fn aims(&self, seat: SeatId) -> Vec<Aim> {
        let setting = &self.scenario.setting;
        let objectives = &setting.seats[seat.index()].objectives;
        let starts = self.kept.starts.get(&seat, || {
            let opening = self.scenario.opening.borrow().known_to(setting, Some(seat));
            let measures = objectives.iter().map(|objective| &objective.measure);
            measures.map(|measure| opening.borrow().measure(setting, measure)).collect()
        });
        let text = &self.scenario.text.seats[seat.index()].objectives;
        objectives
            .iter()
            .zip(text)
            .zip(starts)
            .map(|((objective, text), start)| Aim {
                text: text.text.clone(),
                weight: objective.weight.value,
                now: self.known.borrow().measure(setting, &objective.measure),
                start,
            })
            .collect()
    }

    fn red_lines(&self, seat: SeatId) -> Vec<String> {
        red_lines(self.words, seat, self.here.agenda.leader(seat))
    }

    fn recognition(&self) -> RecognitionView {
        let scenario = self.scenario;
        let known = self.known.borrow();
        let ids: Vec<PowerId> = (0..scenario.setting.powers.len()).map(PowerId::new).collect();
        let powers = ids
            .iter()
            .map(|id| {
                let text = &scenario.text.powers[id.index()];
                let index = known.recognition.declaratory(*id);
                PowerCard {
                    name: text.name.clone(),
                    short: text.short.clone(),
                    native: text.native.clone(),
                    ink: text.ink,
                    declaratory: text
                        .criteria
                        .as_ref()
                        .map(|_| (index, known.recognition.criteria[id.index()])),
                    constitutive: known.recognition.constitutive(*id, &scenario.setting.weights),
                }
            })
            .collect();
        let cell = |from: PowerId, to: PowerId| {
            (from != to).then(|| {
                let standing = known.recognition.standing[(from, to)];
                Cell {
                    rung: standing.rung(),
                    words: standing_words(&self.words, standing),
                    status: status_words(&self.words, known.recognition.said(from, to)),
                }
            })
        };
        let mut contradictions = Vec::new();
        for from in &ids {
            for to in &ids {
                if let Some((first, second)) = known.recognition.contradiction(*from, *to) {
                    contradictions.push(sentence_case(&self.words.say_with(
                        "indicator-contradiction",
                        &[
                            ("from", self.words.power(*from).into()),
                            ("to", self.words.power(*to).into()),
                            ("first", status_words(&self.words, first.status).into()),
                            ("first_date", date_words(&self.words, first.date).into()),
                            ("second", status_words(&self.words, second.status).into()),
                            ("second_date", date_words(&self.words, second.date).into()),
                        ],
                    )));
                }
            }
        }
        RecognitionView {
            powers,
            cells: ids.iter().map(|from| ids.iter().map(|to| cell(*from, *to)).collect()).collect(),
            contradictions,
        }
    }

    pub(super) fn ink(&self, power: PowerId) -> Ink {
        self.scenario.text.powers[power.index()].ink
    }

    /// The powers with force in a sector, with how much.
    fn forces(&self, sector: SectorId) -> Vec<(PowerId, f64)> {
        (0..self.scenario.setting.powers.len())
            .map(PowerId::new)
            .map(|power| (power, self.known.deterrence.force(sector, power)))
            .filter(|(_, force)| *force > 0.0)
            .collect()
    }

    /// A pledge for the defender of a sector, in words.
    fn bond(&self, protege: PowerId, bond: &Bond) -> String {
        let args = [
            ("protector", self.words.power(bond.protector).into()),
            ("protege", self.words.power(protege).into()),
            ("pledge", self.words.phrase(pledge_key(bond.pledge)).into()),
        ];
        sentence_case(&self.words.say_with("bond", &args))
    }

    /// How likely it is that a sector is challenged, that it is held, and that it comes
    /// to a clash, in words.
    fn chances(&self, id: SectorId, solution: &Solution) -> [String; 3] {
        let def = &self.scenario.setting.sectors[id.index()];
        let side = |key: Phrase, role: &'static str, power, chance| {
            let args =
                [(role, self.words.power(power).into()), ("percent", percent(chance).into())];
            sentence_case(&self.words.phrase_with(key, &args))
        };
        let clash =
            self.words.say_with("indicator-clash", &[("percent", percent(solution.clash).into())]);
        [
            side(Phrase("indicator-challenge"), "challenger", def.challenger, solution.challenge),
            side(Phrase("indicator-credibility"), "defender", def.defender, solution.resist),
            sentence_case(&clash),
        ]
    }

    /// Who claims what in a sector, in words.
    fn claims(&self, id: SectorId) -> Vec<String> {
        let text = &self.scenario.text;
        let claim = |claim: &Claim| {
            let power = text.powers.iter().find(|p| p.id == claim.power.text);
            let power = power.map(|p| p.name.clone()).unwrap_or_default();
            let args = [("power", power.into()), ("text", (&claim.text).into())];
            sentence_case(&self.words.say_with("claim", &args))
        };
        text.sectors[id.index()].claims.iter().map(claim).collect()
    }

    /// A power's force in a sector, in words.
    fn force(&self, power: PowerId, force: f64) -> String {
        let args = [("power", self.words.power(power).into()), ("force", thousand(force).into())];
        sentence_case(&self.words.say_with("force", &args))
    }

    fn sector(&self, id: SectorId) -> SectorView {
        let setting = &self.scenario.setting;
        let known = self.known.borrow();
        let key = SectorKey {
            state: known.borders.sectors[id.index()].clone(),
            live: known.is_live(setting, id),
            tension: known.deterrence.tension[id.index()],
            forces: self.forces(id),
            bonds: known.bonds(setting, id, setting.sectors[id.index()].defender).collect(),
            commission: known.commission(setting, id),
            inputs: known.confrontation(setting, id),
        };
        self.kept.sectors[id.index()].get(&key, || self.sector_words(id, &key))
    }

    /// A sector in words. Rests on what is known of it and on nothing else.
    fn sector_words(&self, id: SectorId, known: &SectorKey) -> SectorView {
        let text = &self.scenario.text.sectors[id.index()];
        let def = &self.scenario.setting.sectors[id.index()];
        let state = &known.state;
        let solution = solve(&known.inputs);
        let holder = [("power", self.words.power(state.holder).into())];
        SectorView {
            name: text.name.clone(),
            note: text.note.clone(),
            live: known.live,
            status: sector_status_words(&self.words, state.status),
            holder: self.words.say_with("holder", &holder),
            holder_ink: self.ink(state.holder),
            claims: self.claims(id),
            tension: known.tension,
            incidents: self.words.say_with("incidents", &[("count", state.incidents.into())]),
            clashes: state
                .clashes
                .iter()
                .map(|clash| sentence_case(&self.words.clash(id, clash)))
                .collect(),
            forces: known.forces.iter().map(|(power, force)| self.force(*power, *force)).collect(),
            bonds: known.bonds.iter().map(|bond| self.bond(def.defender, bond)).collect(),
            commission: known.commission,
            sides: (self.words.power(def.challenger), self.words.power(def.defender)),
            solution: (solution.challenge, solution.resist, solution.clash),
            chances: self.chances(id, &solution),
            equilibrium: self.words.phrase(match solution.equilibrium {
                Equilibrium::CertainDeterrence => Phrase("equilibrium-certain_deterrence"),
                Equilibrium::Separating => Phrase("equilibrium-separating"),
                Equilibrium::Bluff => Phrase("equilibrium-bluff"),
                Equilibrium::Attack => Phrase("equilibrium-attack"),
            }),
            inputs: input_table(&self.words, &known.inputs),
        }
    }

    fn instruments(&self) -> Vec<InstrumentView> {
        let setting = &self.scenario.setting;
        let known = &self.known.instruments;
        let mut list = Vec::new();
        for (index, state) in known.states.iter().enumerate() {
            let Some(signed) = state.signed else { continue };
            let id = InstrumentId::new(index);
            let key = InstrumentKey {
                state: *state,
                signed,
                until: known.runs_out(setting, id),
                articles: self.articles(id),
                contradicts: known.contradicted_by(setting, id),
            };
            let view = self.kept.instruments[index].get(&key, || self.instrument_words(id, &key));
            list.push((state.ended.is_some(), signed, view));
        }
        list.sort_by_key(|(ended, signed, _)| (*ended, core::cmp::Reverse(*signed)));
        list.into_iter().map(|(_, _, view)| view).collect()
    }

    /// An instrument in words. Rests on what is known of it and on nothing else.
    fn instrument_words(&self, id: InstrumentId, known: &InstrumentKey) -> InstrumentView {
        let def = &self.scenario.setting.instruments[id.index()];
        let parties: Vec<String> =
            def.parties.iter().map(|power| self.words.short(*power)).collect();
        let article = |(conference, clause, value): &(ConferenceId, ClauseId, ClauseValueId)| {
            let title = self.scenario.clause(*conference, *clause).title.clone();
            (title, self.value_label(*conference, *clause, *value))
        };
        let at_odds = |earlier: &InstrumentId| {
            let title = self.words.instrument(*earlier).into();
            sentence_case(&self.words.say_with("treaty-contradicts", &[("title", title)]))
        };
        InstrumentView {
            title: self.words.instrument(id),
            text: self.scenario.text.instruments[id.index()].text.clone(),
            parties: self
                .words
                .say_with("treaty-parties", &[("parties", parties.join(", ").into())]),
            state: self.instrument_state(known, def.renews),
            in_force: known.state.in_force(),
            secret: def.secret && !known.state.published,
            articles: known.articles.iter().map(article).collect(),
            contradicts: known.contradicts.iter().map(at_odds).collect(),
        }
    }

    /// Since when an instrument is in force, until when, or how it ended, in words.
    fn instrument_state(&self, known: &InstrumentKey, renews: bool) -> String {
        let date = ("date", date_words(&self.words, known.signed).into());
        match (known.state.ended, known.until) {
            (None, None) => self.words.say_with("treaty-in-force", &[date]),
            (None, Some(until)) => {
                let key = match (known.state.leaves, renews) {
                    (Some(_), _) => Phrase("treaty-leaves"),
                    (None, true) => Phrase("treaty-renews"),
                    (None, false) => Phrase("treaty-in-force-until"),
                };
                let until = ("until", date_words(&self.words, until).into());
                self.words.phrase_with(key, &[date, until])
            }
            (Some((when, ending)), _) => {
                let date = ("date", date_words(&self.words, when).into());
                match ending {
                    Ending::Expired => self.words.say_with("treaty-ended-expired", &[date]),
                    Ending::Denounced => self.words.say_with("treaty-ended-denounced", &[date]),
                    Ending::Breached(by) => self.words.say_with(
                        "treaty-ended-breached",
                        &[date, ("power", self.words.power(by).into())],
                    ),
                }
            }
        }
    }

    fn facts(&self) -> Vec<(String, String)> {
        let facts = &self.scenario.text.facts;
        facts
            .iter()
            .enumerate()
            .filter(|(index, _)| self.scenario.setting.facts[*index].known_to.includes(self.seat))
            .map(|(index, fact)| {
                let value = self.known.agenda.facts[index];
                (fact.name.clone(), fact.values[value.index()].text.clone())
            })
            .collect()
    }

    fn map(&self) -> MapView {
        let scenario = self.scenario;
        let known = self.known.borrow();
        let text = &scenario.text;
        let mut regions: Vec<(String, String, Ink)> = Vec::new();
        for (rule, (when, power)) in text.regions.iter().zip(&scenario.map.regions) {
            if known.holds(when) && !regions.iter().any(|(id, ..)| *id == rule.region.text) {
                regions.push((rule.region.text.clone(), rule.label.clone(), self.ink(*power)));
            }
        }
        let mut railways: Vec<(String, String, Ink)> = Vec::new();
        for (rule, (when, power)) in text.railways.iter().zip(&scenario.map.railways) {
            if known.holds(when) && !railways.iter().any(|(id, ..)| *id == rule.railway.text) {
                railways.push((rule.railway.text.clone(), rule.label.clone(), self.ink(*power)));
            }
        }
        let mut lines: Vec<(String, LineStyle, Option<Ink>)> = Vec::new();
        for (rule, (when, sector, claim)) in text.lines.iter().zip(&scenario.map.lines) {
            if !known.holds(when) || lines.iter().any(|(id, ..)| *id == rule.line.text) {
                continue;
            }
            let status = sector.map(|id| known.borders.sectors[id.index()].status);
            let style = match (status, claim) {
                (None, None) => LineStyle::Settled,
                (Some(SectorStatus::Open), None) => LineStyle::Open,
                (None | Some(SectorStatus::Open | SectorStatus::Disputed), _) => LineStyle::Claim,
                (Some(SectorStatus::Agreed), _) => LineStyle::Agreed,
                (Some(SectorStatus::Marked), _) => LineStyle::Marked,
            };
            lines.push((rule.line.text.clone(), style, claim.map(|power| self.ink(power))));
        }
        let places = text
            .places
            .iter()
            .map(|rule| (rule.place.text.clone(), rule.name.clone(), rule.native.clone()))
            .collect();
        let markers = (0..scenario.setting.sectors.len())
            .map(SectorId::new)
            .filter(|id| known.is_live(&scenario.setting, *id))
            .map(|id| Marker {
                sector: id.index(),
                place: text.sectors[id.index()].at.text.clone(),
                tension: known.deterrence.tension[id.index()],
                fought: !known.borders.sectors[id.index()].clashes.is_empty(),
                forces: self
                    .forces(id)
                    .into_iter()
                    .map(|(power, force)| (self.ink(power), self.words.short(power), force))
                    .collect(),
            })
            .collect();
        let here = match self.here.agenda.stage {
            Stage::Moving(mv) => {
                let item = scenario.setting.moves[mv.index()].item;
                self.knows_item(self.seat, item).then(|| scenario.item(item).place.text.clone())
            }
            Stage::Speaking(item) | Stage::Recess(item, _) | Stage::Signing(item) => {
                self.knows_item(self.seat, item).then(|| scenario.item(item).place.text.clone())
            }
            _ => None,
        };
        MapView { regions, railways, lines, places, markers, here }
    }

    pub(super) fn knows_item(&self, seat: Option<SeatId>, item: ItemId) -> bool {
        self.scenario.setting.audience_of_item(item).includes(seat)
    }

    /// The chronicle in words, for the entries that pass.
    pub(super) fn lines(&self, pass: impl Fn(&Entry) -> bool) -> Vec<Shared<Line>> {
        let entries = self.chronicle.entries.iter().enumerate();
        entries
            .filter(|(_, entry)| pass(entry))
            .filter_map(|(place, _)| self.kept.told.line(place).cloned())
            .collect()
    }

    /// The items that are closed, as far as the seat may know of them.
    fn results(&self) -> Vec<Shared<ItemResult>> {
        let agenda = self.here.agenda;
        let leader = self.seat.map(|seat| agenda.leader(seat));
        closed_items(self.scenario, &self.chronicle.entries, self.seat)
            .map(|item| {
                let key = ResultKey {
                    viewer: self.seat,
                    n_entries: self.kept.told.n_of_item(item),
                    leader,
                    conference: self.conference_key(item),
                };
                self.kept.results[item.index()]
                    .get(&key, || Shared::new(self.result(item, self.seat, false)))
            })
            .collect()
    }

    /// What the result of a conference rests on besides the chronicle.
    fn conference_key(&self, item: ItemId) -> Option<(Fate, Option<Treaty>, Vec<ClauseId>)> {
        let id = self.scenario.setting.conference_of(item)?;
        let def = &self.scenario.setting.conferences[id.index()];
        let talk = self.here.talks.of(id);
        let knows = |clause: &ClauseId| def.knows(*clause, self.seat, self.here.agenda.clock);
        Some((talk.fate, talk.treaty, def.clause_ids().filter(knows).collect()))
    }

    /// All items that are closed, with nothing hidden.
    pub(super) fn open_results(&self) -> Vec<ItemResult> {
        let closed = self.chronicle.entries.iter().filter_map(|entry| match entry.event {
            Event::Closed(item) => Some(item),
            _ => None,
        });
        closed.map(|item| self.result(item, self.seat, true)).collect()
    }

    /// How many of the seat's results stood already when a player last decided.
    fn results_before(&self) -> usize {
        let entries = &self.chronicle.entries;
        let by_a_player = |entry: &Entry| {
            matches!(
                entry.event,
                Event::Chosen { by_player: true, .. } | Event::Spoke { by_player: true, .. }
            )
        };
        let last = entries.iter().rposition(by_a_player).unwrap_or(0);
        closed_items(self.scenario, &entries[..last], self.seat).count()
    }

    fn result(&self, item: ItemId, viewer: Option<SeatId>, open: bool) -> ItemResult {
        let text = self.scenario.item(item);
        let told = &self.kept.told;
        let of_item: Vec<(usize, &Entry)> = told
            .of_item(self.chronicle, item)
            .filter(|(_, entry)| open || entry.audience.includes(viewer))
            .collect();
        let opened = of_item.iter().find(|(_, entry)| matches!(entry.event, Event::Opened(_)));
        let date = opened.map_or(self.scenario.setting.items[item.index()].date, |(_, e)| e.date);
        ItemResult {
            id: text.id.to_string(),
            title: text.title.clone(),
            point: text.point,
            date: date_words(&self.words, date),
            place: text.place.text.clone(),
            briefing: paragraphs(&text.briefing),
            events: self.told(item, &of_item),
            choices: of_item
                .iter()
                .filter_map(|(_, entry)| self.choice(&entry.event, viewer, open))
                .collect(),
            outcomes: of_item
                .iter()
                .filter_map(|(_, entry)| match entry.event {
                    Event::Outcome(outcome, value) => Some(self.outcome(outcome, Some(value))),
                    _ => None,
                })
                .collect(),
            treaty: self.treaty(item, viewer, open),
            record: self.record(item),
        }
    }

    /// What happened in an item, in words. Of an event nobody decided on, its
    /// briefing is what happened.
    fn told(&self, item: ItemId, of_item: &[(usize, &Entry)]) -> Vec<String> {
        let event = self.scenario.setting.items[item.index()].kind == ItemKind::Event;
        let first = if event { paragraphs(&self.scenario.item(item).briefing) } else { Vec::new() };
        let further = of_item
            .iter()
            .filter(|(_, entry)| !matches!(entry.event, Event::Opened(_)))
            .filter_map(|(place, _)| Some(self.kept.told.line(*place)?.text.clone()));
        first.into_iter().chain(further).collect()
    }

    /// A choice beside the record, from its entry. What a seat weighed is its own
    /// until the debrief: it rests on what only that seat knows.
    pub(super) fn choice(
        &self,
        event: &Event,
        viewer: Option<SeatId>,
        open: bool,
    ) -> Option<ChoiceResult> {
        let Event::Chosen { mv, option, by_player, deliberation } = event else { return None };
        let scenario = self.scenario;
        let seat = scenario.setting.moves[mv.index()].seat;
        let recorded = scenario.setting.moves[mv.index()].options.iter().position(|o| o.recorded);
        let weighed = |id: OptionId| {
            let may_read = open || viewer == Some(seat);
            let deliberation = deliberation.as_ref().filter(|_| may_read)?;
            deliberation.options.iter().find(|w| w.option == id)
        };
        Some(ChoiceResult {
            seat: self.words.seat(seat),
            called: self.words.called(seat),
            ink: self.ink(scenario.setting.seats[seat.index()].power),
            by_player: *by_player,
            question: scenario.mv(*mv).question.clone(),
            chosen: scenario.option(*mv, *option).label.clone(),
            recorded: recorded
                .map(|index| scenario.option(*mv, OptionId::new(index)).label.clone()),
            matched: recorded == Some(option.index()),
            probability: weighed(*option).map(|w| w.probability),
            recorded_probability: recorded
                .and_then(|index| weighed(OptionId::new(index)))
                .map(|w| w.probability),
            reasons: weighed(*option).map(|w| self.changes(seat, w)).unwrap_or_default(),
        })
    }

    /// An outcome beside the record.
    pub(super) fn outcome(&self, id: OutcomeId, value: Option<u16>) -> OutcomeResult {
        let text = &self.scenario.text.outcomes[id.index()];
        let def = &self.scenario.setting.outcomes[id.index()];
        let verdict = compare(def, value);
        OutcomeResult {
            id: text.id.to_string(),
            title: text.title.clone(),
            played: value.map(|v| self.value_words(id, usize::from(v))).unwrap_or_default(),
            documented: def.documented.map(|v| self.value_words(id, v)),
            verdict,
            verdict_words: self.words.phrase(match verdict {
                Verdict::Matched => Phrase("verdict-matched"),
                Verdict::Weaker => Phrase("verdict-weaker"),
                Verdict::Stronger => Phrase("verdict-stronger"),
                Verdict::Different => Phrase("verdict-different"),
                Verdict::Unknown => Phrase("verdict-unknown"),
                Verdict::Open => Phrase("verdict-open"),
            }),
            record: text.record.clone(),
            confidence: confidence_words(&self.words, text.confidence),
            sources: self.words.citations(&text.src),
        }
    }

    fn value_words(&self, id: OutcomeId, value: usize) -> String {
        let keys = self.scenario.outcome_keys(id);
        let key = keys.get(value).map_or("", String::as_str);
        match self.scenario.setting.outcomes[id.index()].reading {
            Reading::Choice(mv) => {
                let options = &self.scenario.mv(mv).options;
                options.get(value).map_or_else(
                    || self.words.say("value-did-not-arise"),
                    |option| option.label.clone(),
                )
            }
            Reading::Fact(fact) => self.words.value(fact, crate::rules::ids::ValueId::new(value)),
            Reading::Standing(..) => {
                let standing = Standing::ALL.get(value).copied().unwrap_or_default();
                standing_words(&self.words, standing)
            }
            Reading::Status(_) => self.words.phrase(match key {
                "open" => Phrase("status-open"),
                "disputed" => Phrase("status-disputed"),
                "agreed" => Phrase("status-agreed"),
                _ => Phrase("status-marked"),
            }),
            Reading::InForce(_) => self.words.phrase(match key {
                "no" => Phrase("value-no"),
                "secretly" => Phrase("value-secretly"),
                _ => Phrase("value-openly"),
            }),
            Reading::Clashes(_) => self.words.phrase(match key {
                "none" => Phrase("value-none"),
                "one" => Phrase("value-one"),
                _ => Phrase("value-several"),
            }),
            Reading::Concluded(_) => self.words.phrase(match key {
                "did-not-arise" => Phrase("value-did-not-arise"),
                "no-treaty" => Phrase("value-no-treaty"),
                "not-ratified" => Phrase("value-not-ratified"),
                _ => Phrase("value-in-force"),
            }),
            Reading::Holder(_) => self.words.power(PowerId::new(value)),
            Reading::Leader(_) => self.words.leader(LeaderId::new(value)),
            Reading::Article(conference, clause) => {
                let values = &self.scenario.clause(conference, clause).values;
                values
                    .get(value)
                    .map_or_else(|| self.words.say("value-no-treaty"), |value| value.label.clone())
            }
        }
    }

    fn record(&self, item: ItemId) -> RecordView {
        let scenario = self.scenario;
        let record = &scenario.item(item).record;
        RecordView {
            date: record.date.clone(),
            text: paragraphs(&record.text),
            confidence: record.confidence,
            confidence_words: confidence_words(&self.words, record.confidence),
            sources: self.words.citations(&record.src),
            accounts: record
                .accounts
                .iter()
                .map(|account| {
                    let sources = self.words.citations(&account.src);
                    (account.of.clone(), account.says.clone(), sources)
                })
                .collect(),
            contradictions: record
                .contradictions
                .iter()
                .filter_map(|name| {
                    let entry = scenario.text.contradictions.iter().find(|c| c.id == name.text)?;
                    Some((entry.id.to_string(), entry.says.clone(), entry.ruling.clone()))
                })
                .collect(),
            unknown: record.unknown.clone(),
        }
    }
}

/// A seat as it is shown, with the leader who holds it.
#[must_use]
pub(crate) fn seat_card(words: Wording<'_>, seat: SeatId, leader: LeaderId) -> SeatCard {
    let scenario = words.scenario;
    let text = &scenario.text.seats[seat.index()];
    let leader = &scenario.text.leaders[leader.index()];
    let power = scenario.setting.seats[seat.index()].power;
    SeatCard {
        id: text.id.to_string(),
        name: text.name.clone(),
        called: words.called(seat),
        ink: scenario.text.powers[power.index()].ink,
        leader: leader.name.clone(),
        native: leader.native.clone(),
        office: leader.office.clone(),
        note: leader.note.clone(),
        hook: text.hook.clone(),
        brief: paragraphs(&text.brief),
        advisers: text.advisers.iter().map(|a| (a.name.clone(), a.office.clone())).collect(),
        sources: words.citations(&text.src),
    }
}

/// A seat's red lines in words, as a leader holds them.
#[must_use]
pub(crate) fn red_lines(words: Wording<'_>, seat: SeatId, leader: LeaderId) -> Vec<String> {
    let scenario = words.scenario;
    let text = &scenario.text.seats[seat.index()].red_lines;
    scenario.setting.seats[seat.index()]
        .red_lines
        .iter()
        .zip(text)
        .filter(|(line, _)| line.leaders.is_empty() || line.leaders.contains(&leader))
        .map(|(line, text)| {
            let key = if line.cost.is_none() {
                Phrase("seats-red-line-hard")
            } else {
                Phrase("seats-red-line-soft")
            };
            words.phrase_with(key, &[("text", (&text.text).into())])
        })
        .collect()
}

const fn pledge_key(pledge: Pledge) -> Phrase {
    match pledge {
        Pledge::Oral => Phrase("pledge-oral"),
        Pledge::Public => Phrase("pledge-public"),
        Pledge::Troops => Phrase("pledge-troops"),
    }
}

fn input_table(words: &Words, c: &Confrontation) -> Vec<(String, f64)> {
    [
        (Phrase("input-challenger_stake"), c.challenger_stake),
        (Phrase("input-defender_stake"), c.defender_stake),
        (Phrase("input-win"), c.win),
        (Phrase("input-challenger_cost"), c.challenger_cost),
        (Phrase("input-defender_cost"), c.defender_cost),
        (Phrase("input-back_down_cost"), c.back_down_cost),
        (Phrase("input-concession_cost"), c.concession_cost),
        (Phrase("input-satisfaction"), c.satisfaction),
        (Phrase("input-noise"), c.noise),
    ]
    .map(|(key, value)| (words.phrase(key), value))
    .into()
}
