//! Building the view of a conference, and of its treaty beside the documented one.

use super::builder::Builder;
use super::statement::Statement;
use crate::rules::chronicle::Event;
use crate::rules::comparison::{ArticleVerdict, compare_article};
use crate::rules::conference;
use crate::rules::conference::{ConferenceDef, Speech};
use crate::rules::ids::{
    ClauseId, ClauseValueId, ConferenceId, ItemId, MandateId, PartyId, SeatId,
};
use crate::rules::negotiation::space::Treaty;
use crate::rules::negotiation::utility::{Preferences, PublicOrder};
use crate::rules::talks::ConferenceOutcome;
use crate::scenario::draft;
use crate::sim::record::RecordTime;
use crate::view::conference::{
    AlternativeView, ArticleRow, ClauseView, ConferenceView, DraftValuation, MediatorView,
    PartyView, ReservationView, RoundView, SpeechKind, SpeechView, StandingDraft, TreatyResult,
    ValueView, VersionView,
};
use crate::view::manner::{MannerView, Mood};
use crate::view::shown::Shown;
use crate::view::wording::{Wording, date_words, tag_words};
use crate::words::{Phrase, Words, sentence_case};

impl Builder<'_> {
    pub(super) fn conference(&self, id: ConferenceId, seat: SeatId) -> ConferenceView {
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
        let standing = table
            .standing()
            .map(|offer| StandingDraft { by: offer.by, draft: of_shown(offer.treaty) });
        let known = self.here.known_to(setting, Some(seat));
        let followed = conference::mandates(setting, known.borrow(), id)[you.index()];
        let mandate = def.party(you).mandate(followed);
        let own_text = &text.parties[you.index()];
        let mandate_text = &own_text.mandates[followed.index()];
        let chances = conference::likelihoods(setting, known.borrow(), mandate);
        let others = mandate_text.without.iter().zip(chances);
        let alternatives = others.map(|(other, probability)| AlternativeView {
            text: other.text.clone(),
            probability,
            worth: other.worth.number(),
        });
        let clauses: Vec<ClauseView> = shown
            .clauses()
            .map(|(number, clause)| {
                let stands = standing.as_ref().map(|standing| standing.draft[number.index()]);
                self.clause_view(id, clause, (you, followed), &preferences, &orders, stands)
            })
            .collect();
        let ideal = clauses.iter().map(|clause| clause.ideal).collect();
        let target = negotiator.demand(&table).target;
        ConferenceView {
            id: scenario.conference_name(id).to_owned(),
            title: scenario.item(item).title.clone(),
            point: scenario.item(item).point,
            place: scenario.item(item).place.text.clone(),
            briefing: self.briefing(item),
            background: self.background(item),
            private: self.private(item, seat),
            so_far: self.so_far(item),
            instructions: self.instructions(id, you, false),
            ratification: mandate_text
                .home
                .as_ref()
                .map(|h| home_words(&self.words, h, text))
                .unwrap_or_default(),
            alternatives: alternatives.collect(),
            parties: self.parties_at_table(id, you, &shown, &orders),
            you,
            round: RoundView {
                number: table.round().min(table.rounds() - 1) + 1,
                total: table.rounds(),
            },
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
            desk: DraftValuation::new(def, &shown, &preferences, target, &orders, you),
        }
    }

    /// The parties, each with how it takes what the viewer does.
    fn parties_at_table(
        &self,
        id: ConferenceId,
        you: PartyId,
        shown: &Shown,
        orders: &[PublicOrder],
    ) -> Vec<PartyView> {
        let def = &self.scenario.setting.conferences[id.index()];
        let table = &self.here.talks.of(id).table;
        let accepts = |party| {
            let stands = table.standing().is_some_and(|standing| standing.by == you);
            stands && table.accepted().any(|accepted| accepted == party)
        };
        let mut parties = self.party_views(id);
        for (party, view) in PartyId::up_to(parties.len()).zip(&mut parties) {
            if party == you {
                continue;
            }
            let places = &orders[party.index()].places;
            let nearness = |draft: Treaty| {
                let (sum, count) = shown.clauses().fold((0.0, 0.0), |(sum, count), (_, clause)| {
                    let value = def.space.value(draft, clause);
                    (sum + places[clause.index()][value.index()], count + 1.0)
                });
                sum / f64::max(count, 1.0)
            };
            let drafts: Vec<f64> = table.offers_of(you).map(nearness).collect();
            let mood = Mood::of(&drafts, accepts(party));
            let which = (drafts.len() + party.index() + id.index()) % mood.lines().len();
            let args = [("who", (&view.called).into())];
            let line = self.words.phrase_with(mood.lines()[which], &args);
            let line = sentence_case(&line);
            view.manner = Some(MannerView { mood, word: self.words.phrase(mood.word()), line });
        }
        parties
    }

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
                manner: None,
                sources: Wording::cited(&text.src),
            })
            .collect()
    }

    fn versions(
        &self,
        id: ConferenceId,
        clause: ClauseId,
        value: ClauseValueId,
    ) -> Vec<VersionView> {
        let text = self.scenario.clause(id, clause);
        let base = self.scenario.setting.conferences[id.index()].clause(clause).base(value);
        let version = |version: &draft::Version| {
            let seat = version.seat.index().map(SeatId::new);
            VersionView {
                seat: seat.map(|s| self.words.seat(s)).unwrap_or_default(),
                language: language_words(&self.words, &version.lang),
                text: version.says.clone(),
            }
        };
        text.values[base.index()].versions.iter().map(version).collect()
    }

    /// The day to which a conference can adjourn, in words; else the reason why it cannot.
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
                let reserved = version
                    .reserved
                    .and_then(|(of, by)| Some(ReservationView { of, party: def.party_of(by)? }));
                let base = reserved.map_or(value, |reserved| reserved.of);
                let entry = &text.values[base.index()];
                ValueView {
                    id: name.clone(),
                    label: self.value_label(id, clause, value),
                    text: entry.text.clone(),
                    absent: entry.absent,
                    reserved,
                    open: reserved.is_none_or(|reserved| reserved.party == you)
                        || stands == Some(value),
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
                    consequences: self.consequences(&version.effects),
                    versions: self.versions(id, clause, value),
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
        let of = (Some(clause.index()), Some(base.index()));
        let line = lines.iter().find(|line| (line.clause.index(), line.value.index()) == of)?;
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

    /// An article beside the documented one.
    fn article_row(
        &self,
        id: ConferenceId,
        clause: ClauseId,
        played: Option<ClauseValueId>,
        open: bool,
    ) -> ArticleRow {
        let def = &self.scenario.setting.conferences[id.index()];
        let entry = self.scenario.clause(id, clause);
        let kept = !open && self.record == RecordTime::Debrief;
        let verdict = if kept {
            ArticleVerdict::Unknown
        } else {
            compare_article(def.clause(clause), played, def.came_to_nothing)
        };
        let documented = def.clause(clause).documented;
        let documented = documented.map(|value| entry.values[value.index()].label.clone());
        let nothing = || self.words.say("conference-no-article");
        ArticleRow {
            title: entry.title.clone(),
            secret: secret_words(self.words, def, clause),
            played: played.map(|value| self.value_label(id, clause, value)),
            origin: played.filter(|_| !kept).map(|value| {
                let base = def.clause(clause).base(value);
                tag_words(&self.words, entry.values[base.index()].tag)
            }),
            documented: match documented {
                _ if kept => None,
                _ if def.came_to_nothing => Some(nothing()),
                documented => documented,
            },
            record: if kept { String::new() } else { entry.record.clone() },
            verdict,
            verdict_words: self.words.phrase(match verdict {
                ArticleVerdict::Same => Phrase("article-same"),
                ArticleVerdict::Added => Phrase("article-added"),
                ArticleVerdict::Dropped => Phrase("article-dropped"),
                ArticleVerdict::Weaker => Phrase("article-weaker"),
                ArticleVerdict::Stronger => Phrase("article-stronger"),
                ArticleVerdict::Different => Phrase("article-different"),
                ArticleVerdict::Unknown if kept => Phrase("verdict-kept"),
                ArticleVerdict::Unknown => Phrase("article-unknown"),
            }),
            versions: played.map(|v| self.versions(id, clause, v)).unwrap_or_default(),
            sources: self.sources(&entry.src, open),
        }
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
        if talk.fate == ConferenceOutcome::Pending {
            return None;
        }
        let in_force = talk.treaty.filter(|_| talk.fate == ConferenceOutcome::InForce);
        let knows = |clause: &ClauseId| open || def.knows(*clause, viewer, self.here.agenda.clock);
        let rows: Vec<ArticleRow> = def
            .clause_ids()
            .filter(knows)
            .map(|clause| {
                let played = in_force.map(|treaty| def.space.value(treaty, clause));
                self.article_row(id, clause, played, open)
            })
            .collect();
        let differs = |row: &&ArticleRow| {
            !matches!(row.verdict, ArticleVerdict::Same | ArticleVerdict::Unknown)
        };
        let fate = match talk.fate {
            ConferenceOutcome::InForce => Phrase("conference-in-force"),
            ConferenceOutcome::NotRatified => Phrase("conference-not-ratified"),
            ConferenceOutcome::NoTreaty | ConferenceOutcome::Pending => {
                Phrase("conference-no-treaty")
            }
        };
        let refused: Vec<String> = self.refused_at_home(id, viewer, open);
        let fate = if refused.is_empty() {
            self.words.phrase(fate)
        } else {
            let args = [("seats", refused.join(", ").into())];
            self.words.say_with("conference-fell-at-home", &args)
        };
        Some(TreatyResult {
            fate,
            kept: !open && self.record == RecordTime::Debrief,
            n_differences: rows.iter().filter(differs).count(),
            rows,
            parties: self.party_views(id),
            speeches: self.speeches(id, viewer, open),
        })
    }
}

impl Builder<'_> {
    /// Where a treaty that was agreed did not win consent at home, as far as the viewer knows.
    fn refused_at_home(&self, id: ConferenceId, viewer: Option<SeatId>, open: bool) -> Vec<String> {
        let def = &self.scenario.setting.conferences[id.index()];
        let known = self.chronicle.entries.iter();
        let known = known.filter(|entry| open || entry.audience.includes(viewer));
        let refused = known.filter_map(|entry| match entry.event {
            Event::Ratified { conference, party, passed: false, .. } if conference == id => {
                Some(self.words.seat(def.parties[party.index()].seat))
            }
            _ => None,
        });
        refused.collect()
    }
}

/// The parties that share a secret clause, in words; none if the clause is not secret.
pub(in crate::view) fn secret_words(
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

/// The ratification at home, in words: who must consent and what they care for.
pub(in crate::view) fn home_words(
    words: &Words,
    home: &draft::Home,
    text: &draft::Conference,
) -> Vec<String> {
    let group = |group: &draft::Group| {
        let title = |interest: &draft::Interest| {
            let clause = interest.clause.of(&text.clauses)?;
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
