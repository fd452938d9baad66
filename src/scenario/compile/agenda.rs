//! The agenda: items, moves, options, and who may know what is asked.
//!
//! Conferences have a file of their own.

use super::{Compiler, Merged};
use crate::rules::conference::ConferenceDef;
use crate::rules::ids::{ConferenceId, ItemId, SeatId};
use crate::rules::setting::{ChanceDef, Condition, ItemDef, ItemKind, MoveDef, OptionDef, Setting};
use crate::scenario::draft;

impl Compiler<'_> {
    pub(super) fn agenda(
        &mut self,
        merged: &Merged,
    ) -> (Vec<ItemDef>, Vec<MoveDef>, Vec<ChanceDef>, Vec<ConferenceDef>) {
        let head = merged.part.scenario.as_ref().expect("checked by the caller");
        let (mut items, mut moves, mut chances) = (Vec::new(), Vec::new(), Vec::new());
        let mut conferences = Vec::new();
        let mut last = head.opens;
        for (index, item) in merged.part.items.iter().enumerate() {
            self.home = merged.home("items", index);
            let id = ItemId::new(index);
            if item.date < last || item.date > head.closes {
                self.fault_in(
                    "dates",
                    &["date"],
                    format!("`{}` comes up on {}, but items stand in order of date between {last} and {}", item.id, item.date, head.closes),
                );
            }
            last = last.max(item.date);
            self.id(&item.place);
            let kind = match &item.kind {
                draft::Kind::Decision => ItemKind::Decision,
                draft::Kind::Crisis(sector) => ItemKind::Crisis(self.id(sector)),
                draft::Kind::Event => ItemKind::Event,
                draft::Kind::Conference => {
                    ItemKind::Conference(ConferenceId::new(conferences.len()))
                }
            };
            let known_to = self.ids(&item.known_to);
            match (&item.conference, &kind) {
                (Some(draft), ItemKind::Conference(_)) => {
                    let number = self.names.conferences[item.id.as_str()];
                    let made = self.conference_def(id, &known_to, draft, number);
                    conferences.extend(made);
                }
                (None, ItemKind::Conference(_)) => self.fault(
                    "no-conference",
                    format!("`{}` is a conference, but has no `conference: (...)`", item.id),
                ),
                (Some(_), _) => self.fault(
                    "no-conference",
                    format!("`{}` has a `conference`, but is of another kind", item.id),
                ),
                (None, _) => {}
            }
            let may_move = matches!(kind, ItemKind::Conference(_));
            if !may_move
                && item.conference.is_none()
                && (kind == ItemKind::Event) != item.moves.is_empty()
            {
                self.fault(
                    "moves",
                    format!("`{}`: an event has no moves, and everything else has", item.id),
                );
            }
            for private in &item.private {
                self.id(&private.seat);
            }
            let start = moves.len();
            self.check_secret_item(item, &known_to);
            let item_effects = self.effects(&item.effects);
            let item_chances = self.chances(&item.chances, &mut chances);
            for mv in &item.moves {
                if mv.options.len() < 2 {
                    self.fault_at(
                        "options",
                        &mv.id,
                        format!(
                            "`{}/{}` leaves no choice: a move has at least two options",
                            item.id, mv.id
                        ),
                    );
                }
                if let Some(second) = mv.options.iter().filter(|o| o.recorded).nth(1) {
                    self.fault_at(
                        "recorded",
                        &second.id,
                        format!("`{}/{}` has more than one recorded option", item.id, mv.id),
                    );
                }
                let asked = self.id(&mv.seat);
                let options = mv
                    .options
                    .iter()
                    .map(|option| self.option_def(&kind, (&known_to, asked), option, &mut chances))
                    .collect();
                moves.push(MoveDef {
                    item: id,
                    seat: asked,
                    when: self.condition(&mv.when),
                    options,
                });
            }
            items.push(ItemDef {
                kind,
                date: item.date,
                when: self.condition(&item.when),
                moves: start..moves.len(),
                effects: item_effects,
                chances: item_chances,
                known_to,
            });
        }
        (items, moves, chances, conferences)
    }

    /// Reports what a secret item brings about by itself in the sight of all.
    fn check_secret_item(&mut self, item: &draft::Item, known_to: &[SeatId]) {
        let drawn = item.chances.iter().flat_map(|c| &c.branches).flat_map(|b| &b.effects);
        let mut all = item.effects.iter().chain(drawn);
        if !known_to.is_empty() && all.any(|effect| !self.stays_secret(effect, known_to)) {
            let message =
                format!("`{}` is secret, but one of its effects would be seen by all", item.id);
            self.fault("leak", message);
        }
    }

    pub(super) fn option_def(
        &mut self,
        kind: &ItemKind,
        (item_known_to, mover): (&[SeatId], SeatId),
        option: &draft::Choice,
        chances: &mut Vec<ChanceDef>,
    ) -> OptionDef {
        if option.stance.is_some() != matches!(kind, ItemKind::Crisis(_)) {
            self.fault_at(
                "stance",
                &option.id,
                format!("`{}`: options have a `stance` in a crisis, and only there", option.id),
            );
        }
        if option.tag != draft::Tag::Counterfactual {
            self.cited(&option.src, &option.id, &format!("the option `{}`", option.id));
        } else if option.recorded {
            self.fault_at(
                "recorded",
                &option.id,
                format!("`{}` is tagged counterfactual and recorded at once", option.id),
            );
        } else {
            self.sources(&option.src);
        }
        let known_to = self.ids(&option.known_to);
        if !known_to.is_empty() || !item_known_to.is_empty() {
            let mut audience =
                if known_to.is_empty() { item_known_to.to_vec() } else { known_to.clone() };
            audience.push(mover);
            let drawn = option.chances.iter().flat_map(|c| &c.branches).flat_map(|b| &b.effects);
            for effect in option.effects.iter().chain(drawn) {
                if self.stays_secret(effect, &audience) {
                    continue;
                }
                self.fault_at(
                    "leak",
                    &option.id,
                    format!(
                        "`{}` is secret, but one of its effects would be seen by all",
                        option.id
                    ),
                );
            }
        }
        OptionDef {
            when: self.condition(&option.when),
            stance: option.stance,
            effects: self.effects(&option.effects),
            chances: self.chances(&option.chances, chances),
            leanings: option
                .leanings
                .iter()
                .map(|l| (self.id(&l.leader), self.figure(&l.num)))
                .collect(),
            known_to,
            recorded: option.recorded,
        }
    }

    /// Reports questions and answers that depend on what the seat that is asked
    /// may not know: their being open or closed would tell it.
    pub(super) fn check_knowledge(&mut self, merged: &Merged, setting: &Setting) {
        for mv in &setting.moves {
            let item = &merged.part.items[mv.item.index()];
            self.home = merged.home("items", mv.item.index());
            let hidden =
                |condition: &Condition| condition.reads_hidden_from(setting, Some(mv.seat));
            if hidden(&mv.when) || mv.options.iter().any(|option| hidden(&option.when)) {
                let seat = &merged.part.seats[mv.seat.index()].id;
                let message = format!(
                    "`{}`: whether a question or an answer of `{seat}` is open rests on what that seat may not know",
                    item.id
                );
                self.fault("leak", message);
            }
        }
    }
}
