//! What came of a decision, and what happened meanwhile; what is documented of it, folded.

use bevy::prelude::*;
use bevy_egui::EguiContexts;
use bevy_egui::egui::{self, Key, Ui};

use super::hint;
use super::keys::{enter_pressed, pressed};
use super::page::{Side, page_foot, page_head, spread, two_pages};
use super::root::{Arrows, root};
use crate::desktop::desk::{Desk, Seen};
use crate::desktop::hints::Hint;
use crate::desktop::map::{self, Camera, draw::Sheet};
use crate::desktop::panels::brief::{self, bullet};
use crate::desktop::panels::{aims, articles, options::changes, seal};
use crate::desktop::requests::{Request, Requests};
use crate::desktop::screen::Screen;
use crate::desktop::speech::Speaks as _;
use crate::desktop::theme::{self, ACCENT, AGAINST, FAINT, FOR, Face, INK};
use crate::desktop::typeset::{self, MEASURE, Weight};
use crate::rules::comparison::OutcomeVerdict;
use crate::view::{
    AccountView, Aim, ChoiceResult, Citation, ItemResult, LastDecision, LaterView, MapView,
    OutcomeResult, ReactionView, RecordView, SeatView, Shared, StageView, led_here_lines,
};
use crate::words::{Phrase, percent};

pub(super) fn draw(
    mut contexts: EguiContexts,
    mut desk: ResMut<Desk>,
    mut requests: ResMut<Requests>,
    mut atlas: Local<PageMap>,
    seen: Option<Res<Seen>>,
) -> Result {
    let ctx = contexts.ctx_mut()?.clone();
    let words = ctx.words();
    let Some(seen) = seen else { return Ok(()) };
    let view = &seen.0;
    let news = view.news(desk.read);
    let opens = desk.opens;
    let own = news.iter().find(|result| result.own);
    root(&ctx, desk.bypass_change_detection(), &mut requests, Arrows::Own, |ui, desk, requests| {
        if enter_pressed(&ctx) {
            requests.ask(Request::TurnPage);
        }
        if pressed(&ctx, Key::Escape) {
            requests.ask(Request::Show(Screen::Title));
        }
        hint::show(ui, desk, if opens { Hint::Opening } else { Hint::Result });
        page_head(ui, "result head", |ui| match own {
            _ if opens => {
                typeset::capitals(ui, &words.say("result-opening"), 11.5, FAINT);
                typeset::title(ui, &view.title, 28.0);
            }
            Some(own) => head(ui, view, own),
            None => head_of_others(ui, news),
        });
        let last = desk.read + news.len() == view.results.len();
        let over = last && matches!(view.stage, StageView::Over);
        page_foot(ui, "result foot", |ui| foot(ui, desk, requests, over));
        let left = |ui: &mut Ui| match own {
            _ if opens => why_here(ui, view),
            Some(own) => own_page(ui, view, own),
            None => meanwhile(ui, news),
        };
        let changed = desk.map_before.as_ref().filter(|_| own.is_some());
        let changed = changed.map(|before| map::changes::in_words(&words, before, view));
        let right = |ui: &mut Ui| {
            if let Some(changed) = changed.filter(|changed| !changed.is_empty()) {
                typeset::heading(ui, &words.say("result-map"));
                for sentence in &changed {
                    bullet(ui, sentence);
                }
            }
            if opens {
                situation(ui, view, if opens { desk.read } else { 0 });
            }
            if let Some(own) = own.filter(|_| !opens) {
                others_page(ui, own);
            }
            if opens || own.is_some() {
                meanwhile(ui, news);
            }
            records(ui, news);
        };
        // Who reads the record reads it on the whole height.
        let reads = news.iter().any(|result| typeset::is_open(ui, ("record", &result.id)));
        let room = ui.available_width() > WIDE && ui.available_height() > TALL;
        if room && !reads {
            let height = ui.available_height() * 0.44;
            let of = own.or(news.first());
            let map = |ui: &mut Ui| atlas.show(ui, desk.leaf, view, of, desk.map_before.as_ref());
            spread(ui, desk.leaf, height, left, right, map);
        } else {
            let keys = if reads { Side::Right } else { Side::Left };
            two_pages(ui, ["happened", "record"], (desk.leaf, keys), left, right);
        }
    });
    Ok(())
}

/// The way on, and back.
fn foot(ui: &mut Ui, desk: &Desk, requests: &mut Requests, over: bool) {
    let words = ui.words();
    let next = words.phrase(if over { Phrase("result-debrief") } else { Phrase("result-next") });
    if typeset::button(ui, &next, Weight::Main, true).clicked() {
        requests.ask(Request::TurnPage);
    }
    let undo = typeset::button(ui, &words.say("undo"), Weight::Plain, desk.decisions > 0);
    if undo.on_hover_text(words.say("undo-hint")).clicked() {
        requests.ask(Request::GoBack);
    }
}

/// From this width on the map lies beside what happened.
const WIDE: f32 = 1000.0;
/// From this height on.
const TALL: f32 = 500.0;

/// The map of the page, and the view from which it is drawn: there the place of what happened
/// is marked, and not that of what is asked next.
#[derive(Default)]
pub(super) struct PageMap {
    camera: Camera,
    sheet: Sheet,
    view: Option<(u64, SeatView)>,
}

impl PageMap {
    /// Shows the map, with what has changed since an earlier one.
    fn show(
        &mut self,
        ui: &mut Ui,
        leaf: u64,
        view: &SeatView,
        of: Option<&Shared<ItemResult>>,
        before: Option<&MapView>,
    ) {
        let made = self.view.take().filter(|(made, _)| *made == leaf);
        if made.is_none() {
            self.camera = Camera::default();
        }
        let (_, shown) = self.view.insert(made.unwrap_or_else(|| {
            let mut view = view.clone();
            view.map.here = of.map(|result| result.place.clone());
            (leaf, view)
        }));
        let _ = map::show(ui, &mut self.camera, &mut self.sheet, shown, before);
    }
}

/// Lays out who sits here and what he wants.
fn why_here(ui: &mut Ui, view: &SeatView) {
    let words = ui.words();
    let Some(seat) = &view.seat else {
        typeset::prose(ui, &words.say("desktop-observe-hint"));
        return;
    };
    let native = seat.native.as_ref();
    brief::portrait(ui, theme::ink(seat.ink), &seat.name, &seat.leader, native, &seat.office);
    typeset::wrapped(ui, &seat.hook, Face::TextItalic.at(18.0), INK, MEASURE);
    typeset::heading(ui, &words.say("seats-objectives"));
    for aim in aims::by_weight(view) {
        let weight = words.say_with("seats-weight", &[("percent", percent(aim.weight).into())]);
        typeset::share_bar(ui, aim.weight, &aim.text, ACCENT).on_hover_text(weight);
    }
    typeset::heading(ui, &words.say("seats-red-lines"));
    for line in &view.red_lines {
        bullet(ui, line);
    }
}

/// Lays out how things stand on the first day, and what is otherwise than documented.
fn situation(ui: &mut Ui, view: &SeatView, led_here: usize) {
    let words = ui.words();
    if led_here == 0 {
        typeset::capitals(ui, &view.date, 11.5, FAINT);
    }
    typeset::paragraphs(ui, &view.introduction);
    if led_here > 0 {
        typeset::heading(ui, &words.say("result-led-here"));
        for line in led_here_lines(&words, view, led_here) {
            bullet(ui, &line);
        }
    }
    if !view.otherwise.is_empty() {
        typeset::heading(ui, &words.say("campaign-otherwise"));
        for sentence in &view.otherwise {
            bullet(ui, sentence);
        }
    }
}

/// Lays out what the seat had a part in: its decision, what came of it, its aims.
fn own_page(ui: &mut Ui, view: &SeatView, result: &ItemResult) {
    let words = ui.words();
    if let Some(last) = view.last.as_ref().filter(|last| last.item == result.id) {
        let ink = view.seat.as_ref().map_or(INK, |seat| theme::ink(seat.ink));
        decided(ui, last, ink);
        if let Some(treaty) = &result.treaty {
            ui.add_space(4.0);
            typeset::wrapped(ui, &treaty.fate, Face::TextBold.at(18.0), ACCENT, MEASURE);
        }
    }
    typeset::heading(ui, &words.say("result-came"));
    let last = view.last.as_ref().filter(|last| last.item == result.id);
    let (before, since) = result.events_since(last.map(|last| last.n_events));
    if since.is_empty() {
        typeset::aside(ui, &words.say("result-none"));
    }
    for event in since {
        typeset::prose(ui, event);
    }
    if !before.is_empty()
        && typeset::fold_kept(ui, ("before", &result.id), &words.say("desktop-so-far"), false)
    {
        for event in before {
            bullet(ui, event);
        }
    }
    if view.seat.is_some() {
        aims_moved(ui, view);
    }
    if let Some(treaty) = &result.treaty {
        articles::show(ui, treaty, &result.id);
    }
}

/// Lays out what others decided in an item in which the seat had a part, and what came of it
/// beside the record.
fn others_page(ui: &mut Ui, result: &ItemResult) {
    let words = ui.words();
    let mut others = result.choices.iter().filter(|choice| !choice.by_player).peekable();
    if others.peek().is_some() {
        typeset::heading(ui, &words.say("result-others"));
        others.for_each(|choice| chosen(ui, choice));
    }
    outcomes(ui, result);
}

/// What was decided, and what somebody says to it.
fn decided(ui: &mut Ui, last: &LastDecision, ink: egui::Color32) {
    let words = ui.words();
    typeset::capitals(ui, &words.say("result-you-decided"), 11.5, FAINT);
    typeset::wrapped(ui, &last.decided, Face::TextBold.at(20.0), INK, MEASURE);
    if let Some(ReactionView { name, office, says }) = &last.reaction {
        ui.add_space(2.0);
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 12.0;
            seal::show(ui, name, None, ink, 46.0);
            ui.vertical(|ui| {
                let said = format!("“{says}”");
                typeset::wrapped(ui, &said, Face::TextItalic.at(17.0), INK, MEASURE);
                typeset::note(ui, &format!("{name}, {office}"));
            });
        });
    }
}

/// The aims that have moved since the last decision, with a tick where they stood before.
fn aims_moved(ui: &mut Ui, view: &SeatView) {
    let words = ui.words();
    let heading = words.say_with("result-aims", &[("date", (&view.date).into())]);
    typeset::heading(ui, &heading);
    let before: f64 = view.aims.iter().map(|aim| aim.weight * aim.before).sum();
    let args = [("before", percent(before).into()), ("now", percent(view.value).into())];
    let all = words.say_with("result-aims-all", &args);
    typeset::wrapped(ui, &all, Face::LabelBold.at(15.5), INK, MEASURE);
    let mut moved: Vec<(&Aim, egui::Color32)> =
        view.aims.iter().filter_map(|aim| Some((aim, aims::moved(aim)?.1))).collect();
    if moved.is_empty() {
        typeset::aside(ui, &words.say("result-aims-same"));
    }
    let weighed = |aim: &Aim| aim.weight * (aim.now - aim.before).abs();
    moved.sort_by(|(a, _), (b, _)| weighed(b).total_cmp(&weighed(a)));
    for (aim, color) in moved {
        typeset::bar_row(ui, (aim.now, aim.before), color, |ui| {
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                typeset::line(ui, &aim.text);
                let args =
                    [("before", percent(aim.before).into()), ("now", percent(aim.now).into())];
                let sentence = words.say_with("result-aim-moved", &args);
                typeset::wrapped(ui, &sentence, Face::Label.at(14.0), color, MEASURE);
            });
        });
    }
}

/// What happened where the seat had no part, shortly.
fn meanwhile(ui: &mut Ui, news: &[Shared<ItemResult>]) {
    let words = ui.words();
    let told = |result: &&Shared<ItemResult>| !result.own && !result.events.is_empty();
    let mut others = news.iter().filter(told).peekable();
    if others.peek().is_some() {
        typeset::heading(ui, &words.say("result-while"));
    }
    for result in others {
        typeset::wrapped(ui, &result.date, Face::Label.at(13.5), FAINT, MEASURE);
        typeset::wrapped(ui, &result.title, Face::TextBold.at(16.5), INK, MEASURE);
        for event in &result.events {
            typeset::wrapped(ui, event, Face::Text.at(15.5), INK, MEASURE);
        }
        ui.add_space(8.0);
    }
}

/// What is documented of each item, folded: what the seat had a part in first.
fn records(ui: &mut Ui, news: &[Shared<ItemResult>]) {
    let words = ui.words();
    ui.add_space(6.0);
    let (own, others): (Vec<_>, Vec<_>) = news.iter().partition(|result| result.own);
    for result in own.into_iter().chain(others) {
        let args = [("title", (&result.title).into())];
        let heading = words.say_with("result-documented-of", &args);
        if typeset::fold_kept(ui, ("record", &result.id), &heading, false) {
            record_page(ui, result);
            ui.add_space(10.0);
        }
    }
}

/// The head of a page on which the seat had no part in anything.
fn head_of_others(ui: &mut Ui, news: &[Shared<ItemResult>]) {
    let date = news.first().map_or("", |first| first.date.as_str());
    typeset::capitals(ui, date, 11.5, FAINT);
    typeset::title(ui, &ui.words().say("result-while"), 28.0);
}

fn head(ui: &mut Ui, view: &SeatView, result: &ItemResult) {
    let words = ui.words();
    let place = view.map.places.iter().find(|place| place.id == result.place);
    let place = place.map(|place| format!("{} · ", place.name)).unwrap_or_default();
    let point = result.point.map_or_else(
        || words.say("table-no-point"),
        |point| {
            words.say_with(
                "table-point",
                &[("point", point.into()), ("total", view.progress.total.into())],
            )
        },
    );
    typeset::capitals(ui, &format!("{place}{} · {point}", result.date), 11.5, FAINT);
    typeset::title(ui, &result.title, 28.0);
}

/// Lays out what happened: the left page.
pub(in crate::desktop) fn happened(ui: &mut Ui, result: &ItemResult) {
    let words = ui.words();
    typeset::heading(ui, &words.say("result-heading"));
    if result.events.is_empty() && result.choices.is_empty() {
        typeset::aside(ui, &words.say("result-none"));
    }
    for event in &result.events {
        typeset::prose(ui, event);
    }
    if let Some(treaty) = &result.treaty {
        articles::show(ui, treaty, &result.id);
    }
    if !result.choices.is_empty() {
        typeset::heading(ui, &words.say("result-choices"));
        for choice in &result.choices {
            chosen(ui, choice);
        }
    }
    outcomes(ui, result);
}

/// The outcomes of an item beside the record.
fn outcomes(ui: &mut Ui, result: &ItemResult) {
    if !result.outcomes.is_empty() {
        typeset::heading(ui, &ui.words().say("result-outcomes"));
        for outcome in &result.outcomes {
            self::outcome(ui, outcome);
        }
    }
}

/// Lays out one decision beside the record.
pub(in crate::desktop) fn chosen(ui: &mut Ui, choice: &ChoiceResult) {
    let words = ui.words();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        typeset::swatch(ui, theme::ink(choice.ink));
        let mut who = choice.seat.clone();
        if choice.by_player {
            who = format!("{who} ({})", words.say("result-choice-yours"));
        }
        typeset::wrapped(ui, &who, Face::LabelBold.at(14.5), INK, MEASURE);
    });
    typeset::wrapped(ui, &choice.question, Face::TextItalic.at(15.5), FAINT, MEASURE);
    typeset::wrapped(ui, &choice.chosen, Face::TextBold.at(16.0), INK, MEASURE);
    let mark = match (&choice.recorded, choice.matched) {
        _ if choice.kept => (words.say("result-kept"), FAINT),
        (_, true) => (words.say("verdict-matched"), FOR),
        (Some(recorded), false) => (
            format!(
                "{} · {}: {recorded}",
                words.say("verdict-different"),
                words.say("result-documented")
            ),
            AGAINST,
        ),
        (None, false) => (words.say("verdict-unknown"), FAINT),
    };
    let probability = choice.probability.map(|share| {
        words.say_with("result-choice-probability", &[("percent", percent(share).into())])
    });
    let origin = choice.origin.clone().filter(|_| !choice.matched);
    let sentence: Vec<String> = core::iter::once(mark.0).chain(origin).chain(probability).collect();
    let line = crate::words::sentence_case(&sentence.join(" · "));
    typeset::wrapped(ui, &line, Face::Label.at(14.0), mark.1, MEASURE).on_hover_ui(|ui| {
        changes(ui, &choice.reasons, choice.reasons.iter().map(|reason| reason.amount).sum());
    });
    ui.add_space(8.0);
}

/// The colour and the sign of a verdict.
pub(in crate::desktop) const fn verdict_mark(
    verdict: OutcomeVerdict,
) -> (egui::Color32, &'static str) {
    match verdict {
        OutcomeVerdict::Matched => (FOR, "="),
        OutcomeVerdict::Weaker => (AGAINST, "▽"),
        OutcomeVerdict::Stronger => (AGAINST, "△"),
        OutcomeVerdict::Different => (AGAINST, "≠"),
        OutcomeVerdict::Unknown | OutcomeVerdict::Open => (FAINT, "?"),
    }
}

/// One outcome beside the record.
fn outcome(ui: &mut Ui, outcome: &OutcomeResult) {
    let words = ui.words();
    let (color, sign) = verdict_mark(outcome.verdict);
    ui.horizontal_top(|ui| {
        typeset::figure(ui, sign, 16.0, color);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 1.0;
            typeset::wrapped(ui, &outcome.title, Face::TextBold.at(16.0), INK, MEASURE);
            let played = format!(
                "{}: {}",
                crate::words::sentence_case(&words.say("result-played")),
                outcome.played
            );
            typeset::line(ui, &played);
            if let Some(documented) = &outcome.documented {
                let sentence = format!(
                    "{}: {documented}",
                    crate::words::sentence_case(&words.say("result-documented"))
                );
                typeset::line(ui, &sentence);
            }
            let verdict = format!("{} · {}", outcome.verdict_words, outcome.confidence);
            let sentence = crate::words::sentence_case(&verdict);
            typeset::wrapped(ui, &sentence, Face::Label.at(14.0), color, MEASURE);
        });
    });
    ui.add_space(8.0);
}

/// Lays out what is documented: the right page. In the debrief it is open.
pub(in crate::desktop) fn record_page(ui: &mut Ui, result: &ItemResult) {
    let words = ui.words();
    if !result.since.is_empty() {
        typeset::heading(ui, &words.say("result-since"));
        for part in &result.since {
            later(ui, part, &format!("{} · {}", part.date, part.of));
        }
    }
    match &result.record {
        Ok(record) => self::record(ui, record),
        Err(why) => {
            typeset::heading(ui, &words.say("result-record"));
            typeset::aside(ui, why);
        }
    }
}

/// One thing that came after an item.
fn later(ui: &mut Ui, part: &LaterView, head: &str) {
    typeset::wrapped(ui, head, Face::LabelBold.at(14.0), FAINT, MEASURE);
    typeset::prose(ui, &part.text);
    sources(ui, &part.sources);
    ui.add_space(6.0);
}

fn record(ui: &mut Ui, record: &RecordView) {
    let words = ui.words();
    typeset::heading(ui, &words.say("result-record"));
    typeset::wrapped(
        ui,
        &format!("{} · {}", record.date, record.confidence_words),
        Face::LabelBold.at(14.0),
        FAINT,
        MEASURE,
    );
    ui.add_space(4.0);
    typeset::paragraphs(ui, &record.text);
    sources(ui, &record.sources);
    if !record.secret.is_empty() {
        typeset::heading(ui, &words.say("result-secret"));
        for part in &record.secret {
            typeset::wrapped(ui, &part.known_to, Face::LabelBold.at(14.0), AGAINST, MEASURE);
            typeset::prose(ui, &part.text);
            sources(ui, &part.sources);
            ui.add_space(6.0);
        }
    }
    if !record.later.is_empty() {
        typeset::heading(ui, &words.say("result-later"));
        for part in &record.later {
            later(ui, part, &part.date);
        }
    }
    if !record.accounts.is_empty() {
        typeset::heading(ui, &words.say("result-accounts"));
        accounts(ui, record);
    }
    if !record.contradictions.is_empty() {
        typeset::heading(ui, &words.say("result-contradictions"));
        for entry in &record.contradictions {
            typeset::wrapped(ui, &entry.id, Face::LabelBold.at(13.5), FAINT, MEASURE);
            typeset::wrapped(ui, &entry.text, Face::Text.at(15.5), INK, MEASURE);
            let held = words.say_with("result-ruling", &[("ruling", (&entry.ruling).into())]);
            typeset::wrapped(ui, &held, Face::TextItalic.at(15.5), INK, MEASURE);
            ui.add_space(6.0);
        }
    }
    if !record.unknown.is_empty() {
        typeset::heading(ui, &words.say("result-unknown"));
        for text in &record.unknown {
            bullet(ui, text);
        }
    }
}

/// Accounts by country: side by side where there is room, one below the other where not.
fn accounts(ui: &mut Ui, record: &RecordView) {
    let one = |ui: &mut Ui, account: &AccountView| {
        typeset::wrapped(ui, &account.of, Face::LabelBold.at(14.5), INK, MEASURE);
        typeset::wrapped(ui, &account.text, Face::Text.at(15.5), INK, MEASURE);
        sources(ui, &account.sources);
    };
    if ui.available_width() < 480.0 || record.accounts.len() < 2 {
        for account in &record.accounts {
            one(ui, account);
            ui.add_space(6.0);
        }
        return;
    }
    for pair in record.accounts.chunks(2) {
        ui.spacing_mut().item_spacing.x = 28.0;
        ui.columns(2, |columns| {
            for (column, account) in columns.iter_mut().zip(pair) {
                column.spacing_mut().item_spacing.x = 8.0;
                one(column, account);
            }
        });
        ui.add_space(10.0);
    }
}

/// Sources, in small print.
fn sources(ui: &mut Ui, list: &[Citation]) {
    let words = ui.words();
    if list.is_empty() {
        return;
    }
    typeset::cited(ui, &words.say("sources"), list, 13.0);
}
