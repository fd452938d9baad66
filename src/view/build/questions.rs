//! What a seat is asked: the question and its options, with what each would bring.

use super::builder::Builder;
use crate::rules::conditions::Condition;
use crate::rules::conduct::{Deliberation, Reason, Weighed, deliberate, expected_reply};
use crate::rules::defs::ItemKind;
use crate::rules::ids::{MoveId, OptionId};
use crate::view::order::shuffle;
use crate::view::types::{
    AdviceView, AnswerView, BranchView, ChanceView, OptionView, Question, ReplyView,
};
use crate::words::{Arg, Phrase, sentence_case};

/// The worth of an option to who decides himself, in utility: without what the leader was
/// inclined to.
fn own_utility(weighed: &Weighed) -> f64 {
    let own = weighed.terms.iter().filter(|(reason, _)| *reason != Reason::Leaning);
    own.map(|(_, amount)| amount).sum()
}

impl Builder<'_> {
    pub(super) fn question(&self, mv: MoveId) -> Question {
        let scenario = self.scenario;
        let setting = &scenario.setting;
        let item = setting.moves[mv.index()].item;
        let text = scenario.item(item);
        let seat = setting.moves[mv.index()].seat;
        let deliberation = deliberate(setting, self.here, mv, self.parties);
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
            briefing: self.briefing(item),
            background: self.background(item),
            private: self.private(item, seat),
            so_far,
            question: scenario.mv(mv).question.clone(),
            crisis,
            options: self.options(mv, &deliberation),
        }
    }

    /// The answers to a question, in an order that tells nothing of them.
    fn options(&self, mv: MoveId, deliberation: &Deliberation) -> Vec<OptionView> {
        let scenario = self.scenario;
        let mut options: Vec<OptionView> = OptionId::up_to(scenario.mv(mv).options.len())
            .map(|id| (self.option(mv, id, deliberation), id))
            // What only another past could open is not there in this one.
            .filter(|(option, id)| {
                option.open || !scenario.only_after_legacies.contains(&(mv, *id))
            })
            .map(|(option, _)| option)
            .collect();
        shuffle(&scenario.move_name(mv), &mut options, |option| option.id.clone());
        options
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

    /// The reason why an answer is not open: the unmet conditions if they are public,
    /// else only that earlier decisions rule it out.
    fn closed(&self, when: &Condition) -> String {
        let public = !when.reads_hidden_from(&self.scenario.setting, None);
        match self.unmet(when, true).filter(|why| public && !why.is_empty()) {
            Some(why) => self.words.say_with("table-closed", &[("why", why.join("; ").into())]),
            None => self.words.say("table-closed-before"),
        }
    }

    /// The unmet parts of a condition (or, if it is not `wanted`, the parts that make it
    /// hold), in words. None where they cannot be said briefly.
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

    fn option(&self, mv: MoveId, id: OptionId, deliberation: &Deliberation) -> OptionView {
        let scenario = self.scenario;
        let text = scenario.option(mv, id);
        let def = scenario.setting.option(mv, id);
        let seat = scenario.setting.moves[mv.index()].seat;
        let weighed = deliberation.options.iter().find(|weighed| weighed.option == id);
        let mut consequences: Vec<String> =
            def.stance.map(|stance| self.words.stance(stance)).into_iter().collect();
        consequences.extend(self.consequences(&def.effects));
        let chances = def
            .chances
            .clone()
            .map(|index| {
                let (text, branches) = self.words.chance(index);
                let odds = &scenario.setting.chances[index].branches;
                let odds = odds.iter().map(|b| b.probability.value).zip(branches);
                let branches = odds.map(|(probability, text)| BranchView { probability, text });
                ChanceView { text, branches: branches.collect() }
            })
            .collect();
        let reply = weighed.and_then(|_| {
            let (reply, answers) =
                expected_reply(&scenario.setting, self.here, (mv, id), self.parties)?;
            let mover = scenario.setting.moves[reply.index()].seat;
            // Who plays knows best what he would answer himself.
            if mover == seat {
                return None;
            }
            let mover = self.words.called(mover);
            let label = |option| scenario.option(reply, option).label.clone();
            let mut answers: Vec<AnswerView> = answers
                .into_iter()
                .map(|(option, probability)| AnswerView { probability, label: label(option) })
                .collect();
            answers.sort_by(|a, b| b.probability.total_cmp(&a.probability));
            Some(ReplyView { seat: mover, answers })
        });
        let advisers = &scenario.text.seats[seat.index()].advisers;
        let told = |number: usize| self.seems(def.passages.get(number));
        let day = self.here.agenda.clock;
        let mut before = text.text.conditions().count();
        let advice = text
            .advice
            .iter()
            .filter_map(|advice| {
                let says = advice.says.told(|number| told(before + number));
                before += advice.says.conditions().count();
                let who = advice.who.of(advisers)?;
                // Who is not there says nothing, nor does one to whom nothing occurs.
                if !who.is_there(day) || says.is_empty() {
                    return None;
                }
                Some(AdviceView {
                    name: who.name.clone(),
                    office: who.office.clone(),
                    says: says.join(" "),
                    favours: advice.favours,
                })
            })
            .collect();
        OptionView {
            id: text.id.to_string(),
            label: text.label.clone(),
            text: text.text.told(told).join(" "),
            open: weighed.is_some(),
            closed: weighed.is_none().then(|| self.closed(&def.when)),
            consequences,
            chances,
            reply,
            changes: weighed.map(|w| self.own_changes(seat, w)).unwrap_or_default(),
            total: weighed.map_or(0.0, own_utility),
            advice,
        }
    }
}
