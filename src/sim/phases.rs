//! The systems of a turn, one for each phase.
//!
//! Each reads its tables, calls the rules and writes the answer back. None holds
//! a formula; the order between them is in [`turn`](super::turn) alone.

use bevy::ecs::query::QueryData;
use bevy::ecs::system::{Query, Res};

use super::timeline::{Campaign, Order, Orders, Proceedings, Rulebook};
use crate::rules::agenda::{Agenda, Stage};
use crate::rules::borders::Borders;
use crate::rules::chronicle::{Chronicle, Entry, Event};
use crate::rules::conduct::deliberate;
use crate::rules::conference::{self, Fate, Remark, Said, Signing, Talk, Talks};
use crate::rules::deterrence::{Deterrence, solve};
use crate::rules::ids::{ChanceId, InstrumentId, ItemId, MoveId, OptionId, SeatId, SectorId};
use crate::rules::instruments::Instruments;
use crate::rules::position::{
    PositionRef, apply_border, apply_deterrence, apply_recognition, execute, signing_acts,
};
use crate::rules::procedure::{self, Surroundings};
use crate::rules::recognition::{Act, Manner, Recognition};
use crate::rules::secrecy::audience_of;
use crate::rules::setting::{
    AgendaEffect, BorderEffect, Effect, InstrumentEffect, ItemKind, Reading, Setting, Stance,
};

/// The six tables of a position, read together.
#[derive(QueryData)]
pub struct Tables {
    agenda: &'static Agenda,
    instruments: &'static Instruments,
    recognition: &'static Recognition,
    deterrence: &'static Deterrence,
    borders: &'static Borders,
    talks: &'static Talks,
}

impl TablesItem<'_, '_> {
    fn position(&self) -> PositionRef<'_> {
        PositionRef {
            agenda: self.agenda,
            instruments: self.instruments,
            recognition: self.recognition,
            deterrence: self.deterrence,
            borders: self.borders,
            talks: self.talks,
        }
    }
}

/// What a move or the opening of an item leaves on the agenda's own table; kept
/// apart so that the phase can read all tables and still answer what to write.
enum Mark {
    Opened(ItemId),
    Choice(MoveId, OptionId),
    Drawn(ChanceId, u16),
    Challenged(ItemId),
}

/// Takes up the step at hand: finds the choice of the seat that is to move, and
/// what falls due.
pub fn take_up(
    rulebook: Res<Rulebook>,
    mut timelines: Query<(
        &mut Agenda,
        &Instruments,
        &Recognition,
        &Deterrence,
        &Borders,
        &Talks,
        &mut Orders,
        &mut Proceedings,
        &Campaign,
    )>,
) {
    let setting = &rulebook.0.setting;
    for (
        mut agenda,
        instruments,
        recognition,
        deterrence,
        borders,
        talks,
        mut orders,
        mut todo,
        campaign,
    ) in &mut timelines
    {
        *todo = Proceedings::default();
        let here =
            PositionRef { agenda: &agenda, instruments, recognition, deterrence, borders, talks };
        let marks = take_up_one(setting, here, &mut orders, &mut todo, *campaign);
        for mark in marks {
            match mark {
                Mark::Opened(item) => agenda.opened[item.index()] = true,
                Mark::Choice(mv, option) => agenda.choices[mv.index()] = Some(option),
                Mark::Drawn(chance, branch) => agenda.drawn[chance.index()] = Some(branch),
                Mark::Challenged(item) => agenda.challenged[item.index()] = true,
            }
        }
    }
}

/// One step of one timeline: reads the tables, fills the proceedings, and answers
/// what to write on the agenda.
struct Step<'a> {
    setting: &'a Setting,
    here: PositionRef<'a>,
    campaign: Campaign,
    todo: &'a mut Proceedings,
    marks: Vec<Mark>,
}

fn take_up_one(
    setting: &Setting,
    here: PositionRef<'_>,
    orders: &mut Orders,
    todo: &mut Proceedings,
    campaign: Campaign,
) -> Vec<Mark> {
    let stage = here.agenda.stage;
    let mut step = Step { setting, here, campaign, todo, marks: Vec::new() };
    match stage {
        Stage::Interval(_) => step.todo.stage = Some(stage),
        Stage::Recess(item, _) => (step.todo.stage, step.todo.item) = (Some(stage), Some(item)),
        // Speeches and signatures are for the phase of conferences.
        Stage::Speaking(_) | Stage::Signing(_) | Stage::Ended => {}
        Stage::Opening(item) => step.open(item),
        Stage::Moving(mv) => step.decide(mv, orders),
        Stage::Closing(item) => step.close(item),
    }
    step.marks
}

impl Step<'_> {
    fn draw(&mut self, range: &core::ops::Range<usize>, audience: Option<&Vec<SeatId>>) {
        let date = self.here.agenda.clock;
        let (drawn, effects) =
            procedure::draw_consequences(self.setting, self.campaign.chance, range);
        for (chance, branch, probability) in drawn {
            self.marks.push(Mark::Drawn(chance, branch));
            let event = Event::Drawn { chance, branch, probability };
            self.todo.note_for(date, audience.cloned(), event);
        }
        self.todo.due.extend(effects);
    }

    fn open(&mut self, item: ItemId) {
        let date = self.here.agenda.clock;
        let def = &self.setting.items[item.index()];
        (self.todo.stage, self.todo.item) = (Some(Stage::Opening(item)), Some(item));
        let audience = (!def.known_to.is_empty()).then(|| def.known_to.clone());
        self.marks.push(Mark::Opened(item));
        self.todo.note_for(date, audience.clone(), Event::Opened(item));
        if let ItemKind::Crisis(sector) = def.kind {
            let inputs = self.here.confrontation(self.setting, sector);
            let solution = solve(&inputs);
            // The true solution counts secret pledges: only the log and the
            // debrief may show it.
            let event = Event::Confronted { sector, inputs, solution };
            self.todo.note_for(date, Some(Vec::new()), event);
        }
        self.todo.due.extend(def.effects.iter().cloned());
        self.draw(&def.chances, audience.as_ref());
    }

    /// The choice of the seat that is to move, and what falls due. Nothing, if a
    /// player is waited for.
    fn decide(&mut self, mv: MoveId, orders: &mut Orders) {
        let date = self.here.agenda.clock;
        let def = &self.setting.moves[mv.index()];
        let by_player = orders.players[def.seat.index()];
        let chosen = if by_player {
            let Some(Order::Choice(_, option)) = orders.order.take() else { return };
            let weighed = self.campaign.in_detail;
            procedure::Chosen {
                option,
                deliberation: weighed.then(|| deliberate(self.setting, self.here, mv)),
            }
        } else {
            procedure::choose(self.setting, self.here, self.campaign.chance, mv)
        };
        let option = chosen.option;
        (self.todo.stage, self.todo.item) = (Some(Stage::Moving(mv)), Some(def.item));
        self.marks.push(Mark::Choice(mv, option));
        let audience = audience_of(self.setting, mv, option);
        let event = Event::Chosen { mv, option, by_player, deliberation: chosen.deliberation };
        self.todo.note_for(date, audience.clone(), event);
        let choice = self.setting.option(mv, option);
        self.todo.due.extend(choice.effects.iter().cloned());
        self.draw(&choice.chances, audience.as_ref());
        if let (ItemKind::Crisis(sector), Some(stance)) =
            (&self.setting.items[def.item.index()].kind, choice.stance)
        {
            self.take_stance(def.item, *sector, stance);
        }
    }

    fn take_stance(&mut self, item: ItemId, sector: SectorId, stance: Stance) {
        let date = self.here.agenda.clock;
        self.todo.due.extend(procedure::stance_effects(self.setting, sector, stance));
        match stance {
            Stance::Challenge => self.marks.push(Mark::Challenged(item)),
            Stance::Concede => {
                let to = self.setting.sectors[sector.index()].challenger;
                self.todo.note(date, Event::Ceded { sector, to });
            }
            Stance::Hold | Stance::Forbid => {
                let chance = self.campaign.chance;
                let forbidden = stance == Stance::Forbid;
                let army = procedure::local_army(self.setting, chance, item, sector, forbidden);
                if let Some((acted, probability)) = army {
                    self.todo.note(date, Event::LocalCommander { sector, acted, probability });
                    if acted {
                        self.marks.push(Mark::Challenged(item));
                    }
                }
            }
            Stance::Resist | Stance::BackDown | Stance::Fight => {}
        }
    }

    fn close(&mut self, item: ItemId) {
        (self.todo.stage, self.todo.item) = (Some(Stage::Closing(item)), Some(item));
        if let ItemKind::Crisis(sector) = self.setting.items[item.index()].kind
            && procedure::crisis_fights(self.setting, self.here, self.campaign.chance, item)
        {
            self.todo.due.extend(procedure::stance_effects(self.setting, sector, Stance::Fight));
        }
    }
}

/// Lets the party whose turn it is speak, and puts what is agreed to those at home.
pub fn confer(
    rulebook: Res<Rulebook>,
    mut timelines: Query<(
        &Agenda,
        &Instruments,
        &Recognition,
        &Deterrence,
        &Borders,
        &mut Talks,
        &mut Orders,
        &mut Proceedings,
        &Campaign,
    )>,
) {
    let setting = &rulebook.0.setting;
    for (
        agenda,
        instruments,
        recognition,
        deterrence,
        borders,
        mut talks,
        mut orders,
        mut todo,
        campaign,
    ) in &mut timelines
    {
        let here =
            PositionRef { agenda, instruments, recognition, deterrence, borders, talks: &talks };
        let talk = match agenda.stage {
            Stage::Speaking(item) => {
                speak_one(setting, here, item, &mut orders, &mut todo, *campaign)
            }
            Stage::Signing(item) => Some(sign_one(setting, here, item, &mut todo, *campaign)),
            _ => None,
        };
        if let (Some(talk), Some(item)) = (talk, todo.item) {
            let id = setting.conference_of(item).expect("only a conference has speeches");
            talks.all[id.index()] = talk;
        }
    }
}

/// One speech: the player's order or what the mandate says. None, if a player is
/// waited for.
fn speak_one(
    setting: &Setting,
    here: PositionRef<'_>,
    item: ItemId,
    orders: &mut Orders,
    todo: &mut Proceedings,
    campaign: Campaign,
) -> Option<Talk> {
    let id = setting.conference_of(item).expect("only a conference has speeches");
    let def = &setting.conferences[id.index()];
    let date = here.agenda.clock;
    let table = &here.talks.of(id).table;
    let party = table.turn_of().expect("a table that is over has a fate or a treaty");
    let by_player = orders.players[def.party(party).seat.index()];
    let remark = if by_player {
        let Some(Order::Speech(speech)) = orders.order.take() else { return None };
        let negotiator = conference::negotiator(setting, here, id, party);
        let demand = negotiator.demand(table);
        Remark { speech, why: conference::weigh(&negotiator, table, &demand), remedy: None }
    } else {
        conference::speak(setting, here, campaign.chance, id, campaign.in_detail)
    };
    (todo.stage, todo.item) = (Some(Stage::Speaking(item)), Some(item));
    let Said { talk, draft, due } = conference::carry_out(setting, here, id, remark.speech);
    let spoke = Event::Spoke {
        conference: id,
        party,
        speech: remark.speech,
        draft,
        by_player,
        why: remark.why,
        remedy: remark.remedy,
    };
    todo.note_for(date, Some(def.seats()), spoke);
    todo.due.extend(due);
    if talk.fate == Fate::NoTreaty {
        let audience = audience_of_item(setting, item);
        todo.note_for(date, audience, Event::Concluded(id, Fate::NoTreaty));
    }
    Some(talk)
}

/// Puts what was agreed to those at home; it comes into force or falls.
fn sign_one(
    setting: &Setting,
    here: PositionRef<'_>,
    item: ItemId,
    todo: &mut Proceedings,
    campaign: Campaign,
) -> Talk {
    let id = setting.conference_of(item).expect("only a conference signs");
    let def = &setting.conferences[id.index()];
    let date = here.agenda.clock;
    (todo.stage, todo.item) = (Some(Stage::Signing(item)), Some(item));
    let Signing { talk, votes, due } = conference::sign(setting, here, campaign.chance, id);
    for (party, passed, probability) in votes {
        // How near it was tells of what was agreed, secret articles among it.
        let own = Some(vec![def.party(party).seat]);
        let event = Event::Ratified { conference: id, party, passed, probability };
        todo.note_for(date, own, event);
    }
    todo.due.extend(due);
    todo.note_for(date, audience_of_item(setting, item), Event::Concluded(id, talk.fate));
    talk
}

/// The seats that know an item takes place; none if everybody does.
fn audience_of_item(setting: &Setting, item: ItemId) -> Option<Vec<SeatId>> {
    let known_to = &setting.items[item.index()].known_to;
    (!known_to.is_empty()).then(|| known_to.clone())
}

/// Signs, publishes, denounces, breaks.
pub fn execute_instruments(
    rulebook: Res<Rulebook>,
    mut timelines: Query<(&Agenda, &Recognition, &mut Instruments, &mut Proceedings)>,
) {
    let setting = &rulebook.0.setting;
    for (agenda, recognition, mut instruments, mut todo) in &mut timelines {
        let date = agenda.clock;
        let (done, follows) = execute(setting, &mut instruments, &todo.due, date);
        for effect in &done {
            match *effect {
                InstrumentEffect::Sign(id) | InstrumentEffect::Conclude(id, _) => {
                    todo.acts.extend(signing_acts(setting, &instruments, recognition, id, date));
                    let audience = audience_of_instrument(setting, &instruments, id);
                    todo.note_for(date, audience, Event::Signed(id));
                }
                InstrumentEffect::Publish(id) => todo.note(date, Event::Published(id)),
                InstrumentEffect::Denounce(id) | InstrumentEffect::Breach(id, _) => {
                    let state = instruments.states[id.index()];
                    let event = if let Some((_, ending)) = state.ended {
                        Event::Ended(id, ending)
                    } else {
                        Event::Notice(id, instruments.runs_out(setting, id).unwrap_or(date))
                    };
                    let audience = audience_of_instrument(setting, &instruments, id);
                    todo.note_for(date, audience, event);
                }
            }
        }
        todo.due.extend(follows);
    }
}

/// The seats that know of an instrument; none if everybody does.
fn audience_of_instrument(
    setting: &Setting,
    instruments: &Instruments,
    id: InstrumentId,
) -> Option<Vec<SeatId>> {
    let all = (0..setting.seats.len()).map(SeatId::new);
    let def = &setting.instruments[id.index()];
    (def.secret && !instruments.states[id.index()].published)
        .then(|| all.filter(|seat| instruments.known_to(setting, id, Some(*seat))).collect())
}

/// Records acts of recognition and lets it drift.
pub fn settle_recognition(
    rulebook: Res<Rulebook>,
    mut timelines: Query<(
        &Agenda,
        &Instruments,
        &Deterrence,
        &Borders,
        &Talks,
        &mut Recognition,
        &mut Proceedings,
        &Campaign,
    )>,
) {
    let setting = &rulebook.0.setting;
    for (agenda, instruments, deterrence, borders, talks, mut recognition, mut todo, campaign) in
        &mut timelines
    {
        let date = agenda.clock;
        let mut acts: Vec<(Act, Option<f64>)> = Vec::new();
        for mut act in core::mem::take(&mut todo.acts) {
            // Two signed at once: the later never lowers what the earlier gave.
            act.standing = act.standing.max(recognition.standing[(act.from, act.to)]);
            recognition.record(act.clone());
            acts.push((act, None));
        }
        for effect in todo.due.clone() {
            if let Effect::Recognition(effect) = effect
                && let Some(act) =
                    apply_recognition(setting, instruments, &mut recognition, &effect, date)
            {
                acts.push((act, None));
            }
        }
        if let Some(until) = todo.until() {
            // Conditions of drift rest on facts and recognition as they stood
            // when the interval began.
            let before = recognition.clone();
            let here = PositionRef {
                agenda,
                instruments,
                recognition: &before,
                deterrence,
                borders,
                talks,
            };
            let steps = procedure::drift(
                setting,
                agenda,
                instruments,
                &mut recognition,
                |condition| here.holds(condition),
                campaign.chance,
                until,
            );
            acts.extend(steps.into_iter().map(|(act, p)| (act, Some(p))));
        }
        for (act, drift) in acts {
            let audience = match act.instrument {
                Some(id) => audience_of_instrument(setting, instruments, id),
                None => act.manners.contains(&Manner::Secret).then(|| {
                    [act.from, act.to].iter().filter_map(|power| setting.seat_of(*power)).collect()
                }),
            };
            let event =
                Event::Recognised { from: act.from, to: act.to, standing: act.standing, drift };
            todo.note_for(act.date, audience, event);
        }
    }
}

/// Moves tension, force, contentment and troops.
pub fn balance_deterrence(mut timelines: Query<(&mut Deterrence, &Proceedings)>) {
    for (mut deterrence, todo) in &mut timelines {
        for effect in &todo.due {
            if let Effect::Deterrence(effect) = effect {
                apply_deterrence(&mut deterrence, *effect);
            }
        }
    }
}

/// Moves lines, fights clashes, lets time pass on the borders.
pub fn patrol_borders(
    rulebook: Res<Rulebook>,
    mut timelines: Query<(
        &Agenda,
        &Instruments,
        &Recognition,
        &Talks,
        &mut Deterrence,
        &mut Borders,
        &mut Proceedings,
        &Campaign,
    )>,
) {
    let setting = &rulebook.0.setting;
    for (
        agenda,
        instruments,
        recognition,
        talks,
        mut deterrence,
        mut borders,
        mut todo,
        campaign,
    ) in &mut timelines
    {
        for (nth, effect) in (0..).zip(border_effects(&todo.due)) {
            if !apply_border(&mut borders, effect) {
                continue;
            }
            let BorderEffect::Clash(sector, attacker, defender) = effect else { continue };
            let here = PositionRef {
                agenda,
                instruments,
                recognition,
                deterrence: &deterrence,
                borders: &borders,
                talks,
            };
            let when = procedure::occasion(setting, todo.stage, nth);
            let clash =
                procedure::fight(setting, here, campaign.chance, sector, attacker, defender, when);
            procedure::record_clash(setting, &mut borders, &mut deterrence, sector, clash);
            todo.note(agenda.clock, Event::Clashed { sector, clash });
        }
        if let Some(until) = todo.until() {
            let around = Surroundings { agenda, instruments, recognition, talks };
            let stretches = procedure::pass_time(
                setting,
                around,
                &mut borders,
                &mut deterrence,
                campaign.chance,
                until,
            );
            for stretch in stretches {
                if let Some(event) = procedure::stretch_event(&stretch) {
                    todo.note(until, event);
                }
                for (date, clash) in stretch.clashes {
                    todo.note(date, Event::Clashed { sector: stretch.sector, clash });
                }
            }
        }
    }
}

fn border_effects(due: &[Effect]) -> Vec<BorderEffect> {
    due.iter()
        .filter_map(|effect| match effect {
            Effect::Border(effect) => Some(*effect),
            _ => None,
        })
        .collect()
}

/// Reads the outcomes that are due.
pub fn read_outcomes(rulebook: Res<Rulebook>, mut timelines: Query<(Tables, &mut Proceedings)>) {
    let setting = &rulebook.0.setting;
    for (tables, mut todo) in &mut timelines {
        let here = tables.position();
        let (at, audience) = match todo.stage {
            Some(Stage::Closing(item)) => {
                let known = &setting.items[item.index()].known_to;
                (Some(item), (!known.is_empty()).then(|| known.clone()))
            }
            // The last day: nothing more will come up.
            Some(stage @ Stage::Interval(_))
                if procedure::next_stage(setting, here, stage).0 == Stage::Ended =>
            {
                (None, Some(Vec::new()))
            }
            _ => continue,
        };
        for (outcome, value) in procedure::read_outcomes(setting, here, at) {
            let reading = &setting.outcomes[outcome.index()].reading;
            let audience = narrower(audience.clone(), secret_audience(setting, reading));
            todo.note_for(here.agenda.clock, audience, Event::Outcome(outcome, value));
        }
        if let Some(Stage::Closing(item)) = todo.stage {
            todo.note_for(here.agenda.clock, audience, Event::Closed(item));
        }
    }
}

/// The seats that may know what a reading comes to, whatever it comes to; none
/// if everybody may.
fn secret_audience(setting: &Setting, reading: &Reading) -> Option<Vec<SeatId>> {
    match *reading {
        Reading::Fact(fact) => {
            let known_to = &setting.facts[fact.index()].known_to;
            (!known_to.is_empty()).then(|| known_to.clone())
        }
        Reading::Concluded(id) => audience_of_item(setting, setting.conferences[id.index()].item),
        Reading::Article(id, clause) => {
            let def = &setting.conferences[id.index()];
            let clause = def.clause(clause);
            let all = audience_of_item(setting, def.item);
            narrower(all, (!clause.known_to.is_empty()).then(|| clause.known_to.clone()))
        }
        Reading::InForce(id) => setting.instruments[id.index()].secret.then(|| {
            let parties = &setting.instruments[id.index()].parties;
            parties.iter().filter_map(|power| setting.seat_of(*power)).collect()
        }),
        Reading::Choice(mv) => (0..setting.moves[mv.index()].options.len())
            .find_map(|option| audience_of(setting, mv, OptionId::new(option))),
        _ => None,
    }
}

/// The seats that belong to both audiences.
fn narrower(a: Option<Vec<SeatId>>, b: Option<Vec<SeatId>>) -> Option<Vec<SeatId>> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.into_iter().filter(|seat| b.contains(seat)).collect()),
        (a, b) => a.or(b),
    }
}

/// Writes the notes of the turn into the chronicle.
pub fn write_chronicle(mut timelines: Query<(&mut Chronicle, &Proceedings, &Campaign)>) {
    for (mut chronicle, todo, campaign) in &mut timelines {
        let mut notes: Vec<&Entry> = todo.notes.iter().collect();
        // Phases and sectors note in their own order; readers want the calendar's.
        notes.sort_by_key(|entry| entry.date);
        for note in notes {
            let mut entry = note.clone();
            if !campaign.in_detail
                && let Event::Chosen { deliberation, .. } = &mut entry.event
            {
                *deliberation = None;
            }
            chronicle.entries.push(entry);
        }
    }
}

/// Moves the agenda to its next step, with facts, leaders and the clock; treaties
/// whose term the clock has reached run out.
pub fn advance_agenda(
    rulebook: Res<Rulebook>,
    mut timelines: Query<(
        &mut Agenda,
        &mut Instruments,
        &Recognition,
        &Deterrence,
        &Borders,
        &Talks,
        &mut Chronicle,
        &Proceedings,
    )>,
) {
    let setting = &rulebook.0.setting;
    for (
        mut agenda,
        mut instruments,
        recognition,
        deterrence,
        borders,
        talks,
        mut chronicle,
        todo,
    ) in &mut timelines
    {
        let Some(stage) = todo.stage else { continue };
        let date = agenda.clock;
        let mut note = |date, item, audience, event| {
            chronicle.entries.push(Entry { date, item, audience, event });
        };
        for effect in &todo.due {
            if let Effect::Agenda(effect) = effect
                && agenda.apply(*effect)
                && let AgendaEffect::Leader(seat, leader) = *effect
            {
                note(date, todo.item, None, Event::Leader(seat, leader));
            }
        }
        for entry in &todo.notes {
            if let Event::Outcome(outcome, value) = entry.event {
                agenda.outcomes[outcome.index()] = Some(value);
            }
        }
        if let Some(until) = todo.until() {
            agenda.clock = agenda.clock.max(until);
            for (id, day, ending) in instruments.expire(setting, agenda.clock) {
                let audience = audience_of_instrument(setting, &instruments, id);
                let event = ending.map_or(Event::Renewed(id), |ending| Event::Ended(id, ending));
                note(day, None, audience, event);
            }
        }
        let here = PositionRef {
            agenda: &agenda,
            instruments: &instruments,
            recognition,
            deterrence,
            borders,
            talks,
        };
        let (next, cursor, passed) = procedure::next_stage(setting, here, stage);
        for item in passed {
            // That something did not come up tells of its condition: only where
            // everybody knows what that rests on is it said.
            let def = &setting.items[item.index()];
            if def.known_to.is_empty() && !def.when.reads_secret(setting) {
                note(def.date, Some(item), None, Event::Passed(item));
            }
        }
        agenda.stage = next;
        agenda.cursor = cursor;
    }
}
