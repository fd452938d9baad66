//! Taking up a step: who decides what, and what falls due.

use super::{Proceedings, Run};
use crate::rules::agenda::Stage;
use crate::rules::anybody;
use crate::rules::audience::Audience;
use crate::rules::chronicle::Event;
use crate::rules::conduct::{Deliberation, deliberate};
use crate::rules::conference::PartyCache;
use crate::rules::crisis;
use crate::rules::defs::{ItemKind, chance_ids};
use crate::rules::deterrence::solve;
use crate::rules::effects::{AgendaMark, Stance};
use crate::rules::foresight::Foresight;
use crate::rules::holders::{Asked, Holder, Order, Orders};
use crate::rules::ids::{ItemId, MoveId, OptionId, SectorId};
use crate::rules::position::PositionRef;
use crate::rules::procedure;
use crate::rules::remembered::DeliberationCache;
use crate::rules::setting::Setting;
use crate::rules::ways::{stance_effects, take};

/// The inputs and outputs of taking up a step.
struct StepContext<'a> {
    setting: &'a Setting,
    here: PositionRef<'a>,
    run: Run,
    todo: &'a mut Proceedings,
    foresight: &'a mut Foresight,
    remembered: &'a DeliberationCache,
    prepared: &'a PartyCache,
}

/// Takes up the step at hand: finds the choice of the seat that is to move, and what
/// falls due. Nothing is taken up while a player is waited for.
pub fn take_up(
    setting: &Setting,
    here: PositionRef<'_>,
    run: Run,
    orders: &mut Orders,
    todo: &mut Proceedings,
    (foresight, remembered, prepared): (&mut Foresight, &DeliberationCache, &PartyCache),
) {
    todo.clear(run);
    let stage = here.agenda.stage;
    let mut step = StepContext { setting, here, run, todo, foresight, remembered, prepared };
    match stage {
        Stage::Interval(_) => step.todo.begin(stage, None),
        Stage::Recess(item, _) => step.todo.begin(stage, Some(item)),
        // Speeches and signatures are for the phase of conferences.
        Stage::Speaking(_) | Stage::Signing(_) | Stage::Ended => {}
        Stage::Opening(item) => step.open(item),
        Stage::Moving(mv) => step.decide(mv, orders),
        Stage::Closing(item) => step.close(item),
    }
}

impl StepContext<'_> {
    /// Draws every consequence of a range.
    fn draw(&mut self, range: &core::ops::Range<usize>, audience: Audience) {
        let date = self.here.agenda.clock;
        for id in chance_ids(range) {
            let (branch, probability) = procedure::draw(self.setting, self.run.chance, id);
            let taken = &self.setting.chances[id.index()].branches[usize::from(branch)];
            self.todo.due.marks.push(AgendaMark::Drawn(id, branch));
            self.todo.due.add(taken.effects.due());
            self.todo.note(date, || (audience, Event::Drawn { chance: id, branch, probability }));
        }
    }

    fn open(&mut self, item: ItemId) {
        let date = self.here.agenda.clock;
        let def = &self.setting.items[item.index()];
        self.todo.begin(Stage::Opening(item), Some(item));
        self.todo.due.marks.push(AgendaMark::Opened(item));
        let here = &self.here;
        self.todo.note(date, || {
            let held = def.passages.iter().enumerate().filter(|(_, when)| here.holds(when));
            let passages = held.fold(0, |set, (number, _)| set | 1 << number);
            (def.known_to, Event::Opened { item, passages })
        });
        if let ItemKind::Crisis(sector) = def.kind
            && self.run.in_detail
        {
            let inputs = self.here.confrontation(self.setting, sector);
            let solution = solve(&inputs);
            // The true solution counts secret pledges: only the log and the
            // debrief may show it.
            let event = Event::Confronted { sector, inputs, solution };
            self.todo.note(date, || (Audience::NOBODY, event));
        }
        self.todo.due.add(def.effects.due());
        self.draw(&def.chances, def.known_to);
    }

    /// The choice of the seat that is to move, and what falls due. Nothing, if a
    /// player is waited for.
    fn decide(&mut self, mv: MoveId, orders: &mut Orders) {
        let def = &self.setting.moves[mv.index()];
        let holder = orders.holder_in(def.item, def.seat);
        let (option, deliberation) = match holder {
            Holder::Player | Holder::Script => {
                let Some(option) = orders.take_choice() else { return };
                (
                    option,
                    self.run
                        .in_detail
                        .then(|| deliberate(self.setting, self.here, mv, self.prepared)),
                )
            }
            Holder::Conduct => self.choose(mv),
            Holder::Record => match orders.followed(self.setting, self.here, Asked::Move(mv)) {
                Some(Order::Choice(_, option)) => (option, None),
                _ => self.choose(mv),
            },
            Holder::Anybody => {
                (anybody::option(self.setting, self.here, self.run.chance, mv), None)
            }
        };
        let by_player = holder.waits();
        self.todo.begin(Stage::Moving(mv), Some(def.item));
        let audience = self.setting.audience_of_choice(mv, option);
        self.todo.note(self.here.agenda.clock, || {
            (audience, Event::Chosen { mv, option, by_player, deliberation })
        });
        let choice = self.setting.option(mv, option);
        take(self.setting, mv, option, &mut self.todo.due);
        self.draw(&choice.chances, audience);
        if let (ItemKind::Crisis(sector), Some(stance)) =
            (&self.setting.items[def.item.index()].kind, choice.stance)
        {
            self.take_stance(def.item, *sector, stance);
        }
    }

    /// The choice of an empty seat, with what it weighed where that is kept.
    fn choose(&mut self, mv: MoveId) -> (OptionId, Option<Deliberation>) {
        let (setting, chance) = (self.setting, self.run.chance);
        if self.run.in_detail {
            self.foresight.look(setting, self.here, setting.moves[mv.index()].seat);
            let deliberation = self.foresight.deliberate(setting, self.here, mv, self.prepared);
            let inclined = deliberation.options.iter().map(|w| (w.option, w.probability));
            (procedure::choice(setting, chance, mv, inclined), Some(deliberation))
        } else {
            let inclined =
                self.foresight.incline(setting, self.here, mv, (self.remembered, self.prepared));
            (procedure::choice(setting, chance, mv, inclined.iter().copied()), None)
        }
    }

    fn take_stance(&mut self, item: ItemId, sector: SectorId, stance: Stance) {
        let date = self.here.agenda.clock;
        stance_effects(self.setting, item, sector, stance, &mut self.todo.due);
        match stance {
            Stance::Concede => {
                let to = self.setting.sectors[sector.index()].challenger;
                self.todo.note(date, || (Audience::Everybody, Event::Ceded { sector, to }));
            }
            Stance::Hold | Stance::Forbid => {
                let forbidden = stance == Stance::Forbid;
                let army =
                    crisis::local_army(self.setting, self.run.chance, item, sector, forbidden);
                if let Some((acted, probability)) = army {
                    let event = Event::LocalCommander { sector, acted, probability };
                    self.todo.note(date, || (Audience::Everybody, event));
                    if acted {
                        self.todo.due.marks.push(AgendaMark::Challenged(item));
                    }
                }
            }
            Stance::Challenge | Stance::Resist | Stance::BackDown | Stance::Fight => {}
        }
    }

    fn close(&mut self, item: ItemId) {
        self.todo.begin(Stage::Closing(item), Some(item));
        if let ItemKind::Crisis(sector) = self.setting.items[item.index()].kind
            && crisis::fights(self.setting, self.here, self.run.chance, item)
        {
            let due = &mut self.todo.due;
            stance_effects(self.setting, item, sector, Stance::Fight, due);
        }
    }
}
