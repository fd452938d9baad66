//! The role sheet of one seat.
//!
//! Built on the seat's view of the first day, so that the rules of secrecy are
//! those of the game. What the view has not (later dates, the papers for a
//! conference) is taken from the scenario only where it is the seat's own, or
//! where everybody may know it.

use super::conditions;
use super::head::{place, sheet_head};
use super::types::{
    Appointment, OtherSeat, RoleSheet, SealedPage, SheetAim, SheetAlternative, SheetClause,
    SheetInterest, SheetMandate, SheetOption, SheetParty, SheetQuestion, SheetRecognition,
    SheetTable, SheetValue, ValueWorth,
};
use crate::rules::conditions::Condition;
use crate::rules::conference::{AlternativeProbability, MandateDef};
use crate::rules::defs::ItemKind;
use crate::rules::ids::{ConferenceId, ItemId, MoveId, OptionId, PartyId, SeatId};
use crate::scenario::{Scenario, draft};
use crate::view::build::{home_words, opening_view, seat_card, secret_words};

use crate::text::paragraphs;
use crate::view::order::shuffle;
use crate::view::wording::{Wording, date_words};
use crate::words::{Phrase, Words};

/// The role sheet of a seat.
#[must_use]
pub fn role_sheet(words: &Words, scenario: &Scenario, seat: SeatId) -> RoleSheet {
    let view = opening_view(scenario, words, Some(seat));
    let role = Role { scenario, words: Wording { scenario, words }, seat };
    let own = scenario.setting.seats[seat.index()].power.index();
    let cells = &view.recognition.cells;
    let cell = |from: usize, to: usize| cells[from][to].as_ref().map(|cell| cell.words.clone());
    let recognition = view.recognition.powers.iter().enumerate().filter_map(|(index, power)| {
        let (ours, theirs) = (cell(own, index)?, cell(index, own)?);
        Some(SheetRecognition { power: power.name.clone(), ours, theirs })
    });
    RoleSheet {
        head: sheet_head(words, scenario),
        aims: view
            .aims
            .iter()
            .map(|aim| SheetAim { text: aim.text.clone(), weight: aim.weight })
            .collect(),
        red_lines: view.red_lines.clone(),
        others: role.others(),
        recognition: recognition.collect(),
        sectors: view.sectors.iter().filter(|sector| sector.live).cloned().collect(),
        instruments: view.instruments.clone(),
        facts: view.facts.clone(),
        dates: role.dates(),
        sealed: role.items().filter_map(|item| role.sealed(item)).collect(),
        seat: view.seat.expect("it is the view of a seat"),
    }
}

struct Role<'s> {
    scenario: &'s Scenario,
    words: Wording<'s>,
    seat: SeatId,
}

impl Role<'_> {
    fn items(&self) -> impl Iterator<Item = ItemId> + use<> {
        (0..self.scenario.setting.items.len()).map(ItemId::new)
    }

    fn others(&self) -> Vec<OtherSeat> {
        let scenario = self.scenario;
        let leaders = &scenario.opening.agenda.leaders;
        let seats = (0..scenario.text.seats.len()).map(SeatId::new);
        seats
            .filter(|seat| *seat != self.seat)
            .map(|seat| seat_card(self.words, seat, leaders[seat.index()]))
            .map(|card| OtherSeat {
                name: card.name,
                leader: card.leader,
                native: card.native,
                office: card.office,
            })
            .collect()
    }

    /// Whether the seat may know that an item takes place.
    fn knows(&self, item: ItemId) -> bool {
        self.scenario.setting.audience_of_item(item).includes(Some(self.seat))
    }

    /// A text in paragraphs, with the condition before each of a passage that has one.
    fn prose(&self, prose: &draft::Prose, conditions: &[Condition]) -> Vec<String> {
        let passage = |(number, text): (Option<usize>, &str)| -> Vec<String> {
            let condition = number.and_then(|number| conditions.get(number));
            let told = |paragraph: String| match condition {
                Some(when) if self.names_a_foreign_table(when) => {
                    self.words.say_with("sheet-passage-perhaps", &[("text", paragraph.into())])
                }
                Some(when) => {
                    let condition = conditions::words(self.words, when);
                    let args = [("condition", condition.into()), ("text", paragraph.into())];
                    self.words.say_with("sheet-passage", &args)
                }
                None => paragraph,
            };
            paragraphs(text).into_iter().map(told).collect()
        };
        prose.numbered().flat_map(passage).collect()
    }

    /// Whether a condition names an article of a table at which the seat does not sit: what is
    /// negotiated there is not known before the game.
    fn names_a_foreign_table(&self, condition: &Condition) -> bool {
        match condition {
            Condition::Not(inner) => self.names_a_foreign_table(inner),
            Condition::All(inner) | Condition::Any(inner) => {
                inner.iter().any(|condition| self.names_a_foreign_table(condition))
            }
            Condition::Article(id, ..) => {
                let def = &self.scenario.setting.conferences[id.index()];
                def.party_of(self.seat).is_none()
            }
            _ => false,
        }
    }

    /// Whether a condition rests on what the seat may not know.
    fn hidden(&self, condition: &Condition) -> bool {
        condition.reads_hidden_from(&self.scenario.setting, Some(self.seat))
    }

    /// The moves of an item that this seat makes.
    fn own_moves(&self, item: ItemId) -> Vec<MoveId> {
        let setting = &self.scenario.setting;
        let moves = setting.items[item.index()].moves.clone().map(MoveId::new);
        moves.filter(|mv| setting.moves[mv.index()].seat == self.seat).collect()
    }

    /// The conference of an item at which this seat is a party, and which party it is.
    fn own_table(&self, item: ItemId) -> Option<(ConferenceId, PartyId)> {
        let id = self.scenario.setting.conference_of(item)?;
        let party = self.scenario.setting.conferences[id.index()].party_of(self.seat)?;
        Some((id, party))
    }

    /// When the seat will decide or negotiate. Crises and events come unannounced,
    /// and so does what rests on something that the seat may not know.
    fn dates(&self) -> Vec<Appointment> {
        let announced = |item: &ItemId| {
            let def = &self.scenario.setting.items[item.index()];
            let kind = matches!(def.kind, ItemKind::Decision | ItemKind::Conference(_));
            kind && self.knows(*item) && !self.hidden(&def.when)
        };
        let appointment = |item: ItemId| {
            let key = if self.own_table(item).is_some() {
                Phrase("sheet-part-table")
            } else if self.own_moves(item).is_empty() {
                return None;
            } else {
                Phrase("sheet-part-move")
            };
            let def = &self.scenario.setting.items[item.index()];
            let mut part = self.words.phrase(key);
            if def.when != Condition::Always {
                part = self.words.say_with("sheet-part-perhaps", &[("part", part.into())]);
            }
            Some(Appointment {
                date: date_words(&self.words, def.date),
                title: self.scenario.item(item).title.clone(),
                place: place(self.scenario, item),
                part,
            })
        };
        self.items().filter(announced).filter_map(appointment).collect()
    }

    /// The page of an item, if the seat is asked or told something.
    fn sealed(&self, item: ItemId) -> Option<SealedPage> {
        let scenario = self.scenario;
        let text = scenario.item(item);
        let passages = &scenario.setting.items[item.index()].passages;
        let private: Vec<String> = text
            .private
            .iter()
            .enumerate()
            .filter(|(_, private)| private.seat.index() == Some(self.seat.index()))
            .flat_map(|(place, private)| {
                let conditions = passages.get(text.conditions_before(place)..).unwrap_or_default();
                self.prose(&private.text, conditions)
            })
            .collect();
        // Paper has no second page to turn to.
        let [mut briefing, background] =
            [(&text.briefing, 0), (&text.background, 1)].map(|(prose, nth)| {
                let before = text.public_texts().into_iter().take(nth);
                let before: usize = before.map(|text| text.conditions().count()).sum();
                self.prose(prose, passages.get(before..).unwrap_or_default())
            });
        briefing.extend(background);
        let moves = self.own_moves(item);
        let table = self.own_table(item);
        if !self.knows(item) || (private.is_empty() && moves.is_empty() && table.is_none()) {
            return None;
        }
        Some(SealedPage {
            date: date_words(&self.words, scenario.setting.items[item.index()].date),
            title: text.title.clone(),
            point: text.point,
            place: place(scenario, item),
            briefing,
            private,
            questions: moves.into_iter().map(|mv| self.question(mv)).collect(),
            table: table.map(|(id, party)| self.table(id, party)),
        })
    }

    fn question(&self, mv: MoveId) -> SheetQuestion {
        let text = self.scenario.mv(mv);
        let option = |(index, option): (usize, &draft::Choice)| {
            let def = self.scenario.setting.option(mv, OptionId::new(index));
            SheetOption {
                label: option.label.clone(),
                text: self.prose(&option.text, &def.passages).join(" "),
                conditional: def.when != Condition::Always,
            }
        };
        // In the order in which they are shown in play.
        let mut options: Vec<(usize, &draft::Choice)> = text.options.iter().enumerate().collect();
        let name = self.scenario.move_name(mv);
        shuffle(&name, &mut options, |(_, option)| option.id.to_string());
        SheetQuestion {
            question: text.question.clone(),
            options: options.into_iter().map(option).collect(),
        }
    }

    fn table(&self, id: ConferenceId, party: PartyId) -> SheetTable {
        let scenario = self.scenario;
        let text = scenario.conference(id);
        let def = &scenario.setting.conferences[id.index()];
        let words = self.words;
        let own = &text.parties[party.index()];
        let seat = &scenario.text.seats[self.seat.index()].id;
        let clauses = def.clause_ids().zip(&text.clauses);
        let clauses = clauses.filter(|(index, _)| def.takes_part(*index, party));
        let parties = def.parties.iter().zip(&text.parties).map(|(party, text)| SheetParty {
            seat: words.seat(party.seat),
            delegates: text.delegates.clone(),
            position: text.position.clone(),
        });
        SheetTable {
            rounds: self.words.say_with(
                "sheet-rounds",
                &[
                    ("rounds", text.rounds.into()),
                    ("recesses", u32::from(text.recesses).into()),
                    ("months", u32::from(text.recess_months).into()),
                ],
            ),
            parties: parties.collect(),
            instructions: self.prose(&own.instructions, &def.parties[party.index()].passages),
            clauses: clauses
                .map(|(index, clause)| SheetClause {
                    title: clause.title.clone(),
                    secret: secret_words(words, def, index),
                    values: clause
                        .values
                        .iter()
                        .map(|value| SheetValue {
                            label: value.label.clone(),
                            text: value.text.clone(),
                            reservable: value.reservable.iter().any(|by| by.text == *seat),
                        })
                        .collect(),
                })
                .collect(),
            mandates: self.mandates(id, party),
            mediator: text.mediator.as_ref().map(|mediator| {
                let args = [("name", (&mediator.name).into()), ("text", (&mediator.text).into())];
                self.words.say_with("sheet-mediator", &args)
            }),
        }
    }

    /// What the seat wants at a conference, under conditions that it may know.
    fn mandates(&self, id: ConferenceId, party: PartyId) -> Vec<SheetMandate> {
        let text = self.scenario.conference(id);
        let defs = &self.scenario.setting.conferences[id.index()].party(party).mandates;
        let mandates = defs.iter().zip(&text.parties[party.index()].mandates);
        mandates
            .filter(|(def, _)| !self.hidden(&def.when))
            .map(|(def, mandate)| SheetMandate {
                when: (def.when != Condition::Always)
                    .then(|| conditions::words(self.words, &def.when)),
                interests: interests(text, mandate),
                red_lines: self.mandate_lines(text, mandate),
                ratification: mandate
                    .home
                    .as_ref()
                    .map(|h| home_words(&self.words, h, text))
                    .unwrap_or_default(),
                alternatives: self.alternatives(def, mandate),
            })
            .collect()
    }

    /// What a mandate will not have signed, in words.
    fn mandate_lines(&self, text: &draft::Conference, mandate: &draft::Mandate) -> Vec<String> {
        let red_lines = mandate.red_lines.iter().filter_map(|line| {
            let clause = line.clause.of(&text.clauses)?;
            let value = line.value.of(&clause.values)?;
            let key = if line.cost.is_none() {
                Phrase("sheet-line-hard")
            } else {
                Phrase("sheet-line-soft")
            };
            let args = [
                ("text", (&line.text).into()),
                ("clause", (&clause.title).into()),
                ("value", (&value.label).into()),
            ];
            Some(self.words.phrase_with(key, &args))
        });
        red_lines.collect()
    }

    /// The alternatives to a treaty that the seat may know of.
    fn alternatives(&self, def: &MandateDef, mandate: &draft::Mandate) -> Vec<SheetAlternative> {
        let alternatives = def.alternatives.iter().zip(&mandate.without);
        let alternatives = alternatives.filter_map(|(def, other)| {
            let text = match &def.chance {
                AlternativeProbability::Share(condition, _) if self.hidden(condition) => {
                    return None;
                }
                AlternativeProbability::Share(condition, _) if *condition != Condition::Always => {
                    let when = conditions::words(self.words, condition);
                    let args = [("text", (&other.text).into()), ("when", when.into())];
                    self.words.say_with("sheet-alternative-if", &args)
                }
                _ => other.text.clone(),
            };
            Some(SheetAlternative { text, worth: other.worth.number() })
        });
        alternatives.collect()
    }
}

/// What each clause is to a party under a mandate.
fn interests(text: &draft::Conference, mandate: &draft::Mandate) -> Vec<SheetInterest> {
    let interests = mandate.interests.iter().filter_map(|interest| {
        let clause = interest.clause.of(&text.clauses)?;
        let values = clause.values.iter().enumerate().map(|(index, value)| {
            let own = interest.worth.iter().find(|(name, _)| name.index() == Some(index));
            let worth = own.map_or(0.0, |(_, worth)| *worth);
            ValueWorth { label: value.label.clone(), worth }
        });
        let title = clause.title.clone();
        Some(SheetInterest { title, weight: interest.weight, values: values.collect() })
    });
    interests.collect()
}
