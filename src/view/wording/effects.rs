//! Effects and stances in words.

use super::{Wording, criterion_words, direction, grouped, sector_status_words, thousand};
use crate::rules::borders::BorderEffect;
use crate::rules::deterrence::DeterrenceEffect;
use crate::rules::effects::{AgendaEffect, Effect, InstrumentEffect, Stance};
use crate::rules::ids::PowerId;
use crate::rules::recognition::RecognitionEffect;
use crate::words::{Arg, Phrase, sentence_case};

impl Wording<'_> {
    /// A consequence as a sentence without its full stop.
    pub(in crate::view) fn effect(self, effect: &Effect) -> String {
        let sentence = match effect {
            Effect::Instrument(effect) => self.instrument_effect(*effect),
            Effect::Recognition(effect) => self.recognition_effect(effect),
            Effect::Deterrence(effect) => self.deterrence_effect(*effect),
            Effect::Border(effect) => self.border_effect(*effect),
            Effect::Agenda(AgendaEffect::Set(fact, value)) => self.words.say_with(
                "effect-set",
                &[("fact", self.fact(*fact).into()), ("value", self.value(*fact, *value).into())],
            ),
            Effect::Agenda(AgendaEffect::Leader(seat, leader)) => self.words.say_with(
                "effect-leader",
                &[("leader", self.leader(*leader).into()), ("seat", self.called(*seat).into())],
            ),
        };
        sentence_case(&sentence)
    }

    fn instrument_effect(self, effect: InstrumentEffect) -> String {
        let (key, id) = match effect {
            InstrumentEffect::Sign(id) | InstrumentEffect::Conclude(id, _)
                if self.scenario.text.instruments[id.index()].secret =>
            {
                (Phrase("effect-sign-secret"), id)
            }
            InstrumentEffect::Sign(id) | InstrumentEffect::Conclude(id, _) => {
                (Phrase("effect-sign"), id)
            }
            InstrumentEffect::Denounce(id) => (Phrase("effect-denounce"), id),
            InstrumentEffect::Publish(id) => (Phrase("effect-publish"), id),
            InstrumentEffect::Breach(id, by) => {
                let args =
                    [("title", self.instrument(id).into()), ("power", self.power(by).into())];
                return self.words.say_with("effect-breach", &args);
            }
        };
        self.words.phrase_with(key, &[("title", self.instrument(id).into())])
    }

    fn recognition_effect(self, effect: &RecognitionEffect) -> String {
        match effect {
            RecognitionEffect::Act { from, to, standing, .. } => self.words.say_with(
                "effect-recognise",
                &[
                    ("from", self.power(*from).into()),
                    ("to", self.power(*to).into()),
                    ("standing", standing.name().into()),
                ],
            ),
            RecognitionEffect::Criterion(power, criterion, by) => self.words.say_with(
                "effect-criterion",
                &[
                    ("power", self.power(*power).into()),
                    ("criterion", criterion_words(self.words, criterion.index()).into()),
                    ("direction", direction(*by)),
                    ("amount", format!("{by:+.2}").into()),
                ],
            ),
        }
    }

    fn deterrence_effect(self, effect: DeterrenceEffect) -> String {
        let power_size = |key: Phrase, power: PowerId, by: f64| {
            let args = [
                ("power", self.power(power).into()),
                ("direction", direction(by)),
                ("size", self.size(by)),
            ];
            self.words.phrase_with(key, &args)
        };
        match effect {
            DeterrenceEffect::Tension(sector, by) => self.words.say_with(
                "effect-tension",
                &[
                    ("sector", self.sector(sector).into()),
                    ("direction", direction(by)),
                    ("size", self.size(by)),
                ],
            ),
            DeterrenceEffect::Force(sector, power, by) => self.words.say_with(
                "effect-force",
                &[
                    ("sector", self.sector(sector).into()),
                    ("power", self.power(power).into()),
                    ("direction", direction(by)),
                    ("amount", thousand(by.abs()).into()),
                ],
            ),
            DeterrenceEffect::Satisfaction(p, by) => {
                power_size(Phrase("effect-satisfaction"), p, by)
            }
            DeterrenceEffect::Weariness(p, by) => power_size(Phrase("effect-weariness"), p, by),
            DeterrenceEffect::Audience(p, by) => power_size(Phrase("effect-audience"), p, by),
            DeterrenceEffect::Troops(of, host, men) => self.words.say_with(
                "effect-troops",
                &[
                    ("of", self.power(of).into()),
                    ("host", self.power(host).into()),
                    ("direction", direction(men)),
                    ("men", grouped(men.abs()).into()),
                ],
            ),
        }
    }

    fn border_effect(self, effect: BorderEffect) -> String {
        match effect {
            BorderEffect::Status(sector, status) => self.words.say_with(
                "effect-status",
                &[
                    ("sector", self.sector(sector).into()),
                    ("status", sector_status_words(self.words, status).into()),
                ],
            ),
            BorderEffect::Holder(sector, power) => self.words.say_with(
                "effect-holder",
                &[("sector", self.sector(sector).into()), ("power", self.power(power).into())],
            ),
            BorderEffect::Patrols(sector, by) => self.words.say_with(
                "effect-patrols",
                &[("sector", self.sector(sector).into()), ("direction", direction(by))],
            ),
            BorderEffect::Commission(sector, at_work) => self.words.say_with(
                "effect-commission",
                &[
                    ("sector", self.sector(sector).into()),
                    ("at_work", if at_work { "yes" } else { "no" }.into()),
                ],
            ),
            BorderEffect::Clash(sector, attacker, defender) => self.words.say_with(
                "effect-clash",
                &[
                    ("sector", self.sector(sector).into()),
                    ("attacker", self.power(attacker).into()),
                    ("defender", self.power(defender).into()),
                ],
            ),
        }
    }

    fn size(self, by: f64) -> Arg<'static> {
        let key = match by.abs() {
            x if x < 0.08 => Phrase("size-slight"),
            x if x < 0.2 => Phrase("size-clear"),
            _ => Phrase("size-sharp"),
        };
        self.words.phrase(key).into()
    }

    /// What a stance means, as a consequence.
    pub(in crate::view) fn stance(self, stance: Stance) -> String {
        self.words.phrase(match stance {
            Stance::Forbid => Phrase("stance-forbid"),
            Stance::Hold => Phrase("stance-hold"),
            Stance::Challenge => Phrase("stance-challenge"),
            Stance::Concede => Phrase("stance-concede"),
            Stance::Resist => Phrase("stance-resist"),
            Stance::BackDown => Phrase("stance-back_down"),
            Stance::Fight => Phrase("stance-fight"),
        })
    }
}
