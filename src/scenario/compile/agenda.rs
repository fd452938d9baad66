//! The agenda: items, moves, options, and the checks of who may know of them.
//!
//! Conferences have a file of their own.

use super::compiler::Compiler;
use super::merged::Merged;
use crate::rules::conditions::Condition;
use crate::rules::conference::ConferenceDef;
use crate::rules::defs::{ChanceDef, ItemDef, ItemKind, MOST_PASSAGES, MoveDef, OptionDef};
use crate::rules::ids::{ConferenceId, ItemId, SeatId};
use crate::scenario::draft;
use crate::scenario::finding::Finding;
use crate::scenario::syntax::PathStep;

impl Compiler<'_> {
    pub(super) fn agenda(
        &mut self,
        merged: &Merged,
    ) -> (Vec<ItemDef>, Vec<MoveDef>, Vec<ChanceDef>, Vec<ConferenceDef>) {
        let head = merged.part.scenario.as_ref().expect("checked by the caller");
        let (mut items, mut moves, mut chances) = (Vec::new(), Vec::new(), Vec::new());
        let mut conferences = Vec::new();
        // The last item that stands where it belongs.
        let mut before: Option<&draft::Item> = None;
        for (index, item) in merged.part.items.iter().enumerate() {
            self.home = merged.home("items", index);
            let id = ItemId::new(index);
            if self.is_in_order(item, before, head) {
                before = Some(item);
            }
            self.id(&item.place);
            let kind = match &item.kind {
                draft::Kind::Decision => ItemKind::Decision,
                draft::Kind::Crisis(sector) => ItemKind::Crisis(self.id(sector)),
                draft::Kind::Event => ItemKind::Event,
                draft::Kind::Conference => {
                    ItemKind::Conference(ConferenceId::new(conferences.len()))
                }
            };
            let known_to = self.audience(&item.id, &item.known_to);
            if let (Some(draft), ItemKind::Conference(_)) = (&item.conference, &kind) {
                let number = self.names.conferences[item.id.as_str()];
                let made = self.conference_def(id, known_to, draft, number);
                conferences.extend(made);
            }
            self.check_kind(item, &kind);
            self.check_days(item, head);
            for private in &item.private {
                self.id(&private.seat);
            }
            let start = moves.len();
            self.check_secret_item(item, known_to);
            let item_effects = self.effects(&item.effects);
            let item_chances = self.chances(&item.chances, &mut chances);
            for mv in &item.moves {
                self.check_move(item, mv);
                let asked = self.id(&mv.seat);
                let options = mv
                    .options
                    .iter()
                    .map(|option| {
                        self.check_leanings(mv, option);
                        self.option_def(&kind, asked, option, &mut chances)
                    })
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
                passages: self.item_passages(item),
            });
        }
        (items, moves, chances, conferences)
    }

    /// Whether an item comes up within the scenario's years and after the item
    /// before it; reports it if not.
    fn is_in_order(
        &mut self,
        item: &draft::Item,
        before: Option<&draft::Item>,
        head: &draft::Head,
    ) -> bool {
        let (id, date) = (&item.id, item.date);
        let later = before.filter(|before| date < before.date);
        // Of years that end before they begin nothing is within.
        let years = head.opens..=head.closes;
        if later.is_none() && (years.is_empty() || years.contains(&date)) {
            return true;
        }
        let place = self.field(&["date"]);
        let within = format!(
            "write a date between `{}` and `{}`, or change these two",
            head.opens, head.closes
        );
        let finding = if date < head.opens {
            let message = format!(
                "`{id}` comes up on `{date}`, before the scenario opens on `{}`",
                head.opens
            );
            Finding::error("dates", place, message)
                .with_help(Some(within))
                .with_also(self.beside(&head.id, &[PathStep::Field("opens")]), "it opens here")
        } else if let Some(before) = later {
            let message = format!(
                "`{id}` comes up on `{date}`, but stands after `{}` of `{}`",
                before.id, before.date
            );
            let help = format!(
                "items stand in order of their dates; put it before `{}`, or change one of the two",
                before.id
            );
            Finding::error("dates", place, message).with_help(Some(help)).with_also(
                self.beside(&before.id, &[PathStep::Field("date")]),
                format!("`{}` comes up later", before.id),
            )
        } else {
            let message = format!(
                "`{id}` comes up on `{date}`, after the scenario closes on `{}`",
                head.closes
            );
            Finding::error("dates", place, message)
                .with_help(Some(within))
                .with_also(self.beside(&head.id, &[PathStep::Field("closes")]), "it closes here")
        };
        self.add(finding);
        false
    }

    /// Reports an item with a field that its kind does not have, or without one that it
    /// needs.
    fn check_kind(&mut self, item: &draft::Item, kind: &ItemKind) {
        let is_conference = matches!(kind, ItemKind::Conference(_));
        let (message, help) = match &item.conference {
            None if is_conference => (
                format!("`{}` is a conference, but has no `conference: (...)`", item.id),
                "write `conference: (...)` with its parties and clauses, or another kind",
            ),
            Some(_) if !is_conference => (
                format!("`{}` has a `conference`, but is of another kind", item.id),
                "write `kind: conference`, or delete `conference`",
            ),
            None if (*kind == ItemKind::Event) != item.moves.is_empty() => {
                self.check_moves(item);
                return;
            }
            _ => return,
        };
        // The kind may be left out; then what does not go with it is the place.
        let has_kind = self.beside(&item.id, &[PathStep::Field("kind")]) != self.place(&item.id);
        let field = if has_kind { "kind" } else { "conference" };
        self.report("no-conference", self.field(&[field]), message, Some(help.to_owned()));
    }

    /// Reports an event with moves, or another item without.
    fn check_moves(&mut self, item: &draft::Item) {
        let (message, field, help) = if item.moves.is_empty() {
            (
                format!("`{}` has no moves, and is no event", item.id),
                "kind",
                "write `kind: event`, or the `moves` of the seats that choose",
            )
        } else {
            (
                format!("`{}` is an event, and has moves", item.id),
                "moves",
                "delete the `moves`, or write another kind",
            )
        };
        self.report("moves", self.field(&[field]), message, Some(help.to_owned()));
    }

    /// Reports a move that leaves no choice, or has two documented options.
    fn check_move(&mut self, item: &draft::Item, mv: &draft::Move) {
        if mv.options.len() < 2 {
            let place = self.beside(&mv.id, &[PathStep::Field("options")]);
            let message = format!(
                "`{}/{}` leaves no choice: a move has at least two options",
                item.id, mv.id
            );
            let help = "write another option, or make the item an event".to_owned();
            self.report("options", place, message, Some(help));
        }
        let mut recorded = mv.options.iter().filter(|option| option.recorded);
        if let (Some(first), Some(second)) = (recorded.next(), recorded.next()) {
            let way = [PathStep::Field("recorded")];
            let message = format!("`{}/{}` has more than one recorded option", item.id, mv.id);
            let help = "keep `recorded: true` at the one that was chosen in fact".to_owned();
            self.add(
                Finding::error("recorded", self.beside(&second.id, &way), message)
                    .with_help(Some(help))
                    .with_also(self.beside(&first.id, &way), "this one is recorded already"),
            );
        }
    }

    pub(super) fn option_def(
        &mut self,
        kind: &ItemKind,
        mover: SeatId,
        option: &draft::Choice,
        chances: &mut Vec<ChanceDef>,
    ) -> OptionDef {
        if option.stance.is_some() != matches!(kind, ItemKind::Crisis(_)) {
            let message =
                format!("`{}`: options have a `stance` in a crisis, and only there", option.id);
            let help = if option.stance.is_some() {
                "delete the `stance`, or write `kind: crisis(\"...\")` with the sector"
            } else {
                "write `stance: ...`, what the option does in the crisis"
            };
            let place = self.beside(&option.id, &[PathStep::Field("stance")]);
            self.report("stance", place, message, Some(help.to_owned()));
        }
        if option.tag != draft::Tag::Counterfactual {
            self.cited(&option.src, &option.id, &format!("the option `{}`", option.id));
        } else if option.recorded {
            let message = format!("`{}` is tagged counterfactual and recorded at once", option.id);
            let help = "delete `recorded: true`, or write `tag: documented` and its source";
            self.add(
                Finding::error(
                    "recorded",
                    self.beside(&option.id, &[PathStep::Field("recorded")]),
                    message,
                )
                .with_help(Some(help.to_owned()))
                .with_also(
                    self.beside(&option.id, &[PathStep::Field("tag")]),
                    "what was chosen in fact is not counterfactual",
                ),
            );
        } else {
            self.sources(&option.src);
        }
        let known_to = self.audience(&option.id, &option.known_to);
        // What is secret with its item is checked with that.
        if !known_to.is_everybody() {
            let drawn = option.chances.iter().flat_map(|c| &c.branches).flat_map(|b| &b.effects);
            let what = format!("the answer `{}`", option.id);
            self.check_told(&what, known_to.with(mover), option.effects.iter().chain(drawn));
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
            passages: self.passages(
                core::iter::once(&option.text).chain(option.advice.iter().map(|a| &a.says)),
            ),
        }
    }

    /// The conditions of the passages of texts, in order.
    pub(super) fn passages<'d>(
        &mut self,
        texts: impl IntoIterator<Item = &'d draft::Prose>,
    ) -> Vec<Condition> {
        let conditions = texts.into_iter().flat_map(draft::Prose::conditions);
        conditions.map(|when| self.condition(when)).collect()
    }

    /// The conditions of the passages of an item's own texts; reports more than are kept.
    fn item_passages(&mut self, item: &draft::Item) -> Vec<Condition> {
        let passages = self.passages(item.texts());
        if passages.len() > MOST_PASSAGES {
            let message = format!(
                "the texts of `{}` have {} passages with conditions; at most {MOST_PASSAGES} are allowed",
                item.id,
                passages.len()
            );
            let help = "part the item in two, each with its `when`".to_owned();
            self.report("too-large", self.place(&item.id), message, Some(help));
        }
        passages
    }
}
