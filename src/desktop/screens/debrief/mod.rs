//! The debrief: the whole game beside the record, in sections; first the player's own game.

mod course;
mod own;
mod years;

use bevy::prelude::*;
use bevy_egui::EguiContexts;
use bevy_egui::egui::{CentralPanel, CursorIcon, Frame, Key, Sense, Stroke, Ui, vec2};

pub(in crate::desktop) use self::years::KnownYears;
use self::years::YearsShown;
use crate::desktop::desk::{Desk, Seen};
use crate::desktop::hints::Hint;
use crate::desktop::panels::{self, articles, brief::bullet, chronicle, options::changes, strips};
use crate::desktop::requests::{Request, Requests};
use crate::desktop::screen::Screen;
use crate::desktop::screens::hint;
use crate::desktop::screens::keys::{enter_pressed, pressed};
use crate::desktop::screens::page::{beside, column, page_foot, page_head};
use crate::desktop::screens::result::{happened, record_page, verdict_mark};
use crate::desktop::screens::root::{Arrows, root};
use crate::desktop::screens::whatif;
use crate::desktop::speech::Speaks as _;
use crate::desktop::theme::{self, ACCENT, FAINT, Face, INK, PAGE, RULE};
use crate::desktop::typeset::{self, MEASURE, Weight};
use crate::scenario::{Place, Scenario};
use crate::view::{
    AimScore, ChoiceResult, Debrief, EvidenceView, OutcomeCounts, OutcomeResult, PartSummary,
    SeatScore,
};
use crate::words::{Phrase, Words, percent, sentence_case};

/// A section of the debrief.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Section {
    /// One's own game, and how all seats fared.
    Own,
    /// The outcomes, and the decisions that were otherwise than documented.
    Outcomes,
    /// The map, the decisions and the aims, day by day.
    Years,
    /// The same game with another answer.
    WhatIf,
    /// What was kept from others.
    Secrets,
    /// The treaties and all items, whole.
    Items,
    /// How far it can be trusted.
    Evidence,
    /// The parts of the campaign.
    Campaign,
}

impl Section {
    const ALL: [Self; 7] = [
        Self::Own,
        Self::Outcomes,
        Self::Years,
        Self::WhatIf,
        Self::Secrets,
        Self::Items,
        Self::Evidence,
    ];

    /// The sections of a game: of the last part of a campaign there is one for the whole of it.
    fn of(debrief: &Debrief) -> Vec<Self> {
        let whole = (!debrief.campaign.is_empty()).then_some(Self::Campaign);
        Self::ALL.into_iter().chain(whole).collect()
    }

    fn words(self, words: &Words) -> String {
        words.phrase(match self {
            Self::Own => Phrase("debrief-own"),
            Self::Outcomes => Phrase("debrief-beside"),
            Self::Years => Phrase("debrief-over-years"),
            Self::Secrets => Phrase("debrief-secrets"),
            Self::Items => Phrase("debrief-items"),
            Self::Evidence => Phrase("desktop-debrief-evidence"),
            Self::WhatIf => Phrase("whatif-section"),
            Self::Campaign => Phrase("campaign-debrief"),
        })
    }
}

/// Below this height the head scrolls with the page.
const LOW: f32 = 480.0;

pub(in crate::desktop) fn draw(
    mut contexts: EguiContexts,
    mut desk: ResMut<Desk>,
    mut requests: ResMut<Requests>,
    mut maps: Local<YearsShown>,
    years: Res<KnownYears>,
    seen: Option<Res<Seen>>,
) -> Result {
    let ctx = contexts.ctx_mut()?.clone();
    let words = ctx.words();
    let Some(view) = seen.as_ref().map(|seen| &seen.0) else { return Ok(()) };
    let Some(debrief) = view.debrief.as_ref() else { return Ok(()) };
    let title = view.title.as_str();
    let scenario = desk.scenario.clone();
    root(&ctx, desk.bypass_change_detection(), &mut requests, Arrows::Own, |ui, desk, requests| {
        let next = scenario.as_deref().and_then(next_part);
        keys(&ctx, desk, requests, next.is_some(), debrief);
        // In a low window the head would leave no room for the page: it scrolls with it.
        let low = ui.available_height() < LOW;
        hint::show(ui, desk, Hint::Debrief);
        page_head(ui, "debrief head", |ui| {
            if low {
                typeset::capitals(ui, &words.say("debrief-heading"), 12.5, FAINT);
            } else {
                head(ui, title, debrief, desk);
            }
        });
        page_foot(ui, "debrief foot", |ui| foot(ui, requests, next));
        CentralPanel::default().frame(Frame::new().fill(PAGE)).show(ui, |ui| {
            let leaf = desk.leaf * 16 + desk.section as u64;
            column(ui, "debrief", leaf, true, |ui| {
                if low {
                    head(ui, title, debrief, desk);
                }
                let sections = Section::of(debrief);
                match sections.get(desk.section).copied().unwrap_or(Section::Own) {
                    Section::Own => {
                        own::show(ui, view, debrief, &mut desk.lookahead);
                        typeset::heading(ui, &words.say("debrief-objectives"));
                        seats(ui, debrief);
                    }
                    Section::Outcomes => {
                        outcomes(ui, debrief, desk);
                        typeset::heading(ui, &words.say("debrief-where"));
                        partings(ui, debrief);
                    }
                    Section::Years => {
                        years::show(ui, &mut maps, view, &years.0);
                        course::show(ui, &debrief.course);
                        typeset::heading(ui, &words.say("debrief-timelines"));
                        own::timelines(ui, debrief);
                    }
                    Section::Secrets => secrets(ui, debrief),
                    Section::Items => {
                        typeset::heading(ui, &words.say("desktop-debrief-tables"));
                        tables(ui, debrief);
                        typeset::heading(ui, &words.say("debrief-items"));
                        items(ui, debrief);
                    }
                    Section::WhatIf => whatif::show(ui, &mut desk.lookahead),
                    Section::Campaign => campaign(ui, &debrief.campaign),
                    Section::Evidence => evidence(ui, debrief, desk, scenario.as_deref()),
                }
            });
        });
    });
    Ok(())
}

/// The ways on; `next` is the title of the next part of a campaign.
fn foot(ui: &mut Ui, requests: &mut Requests, next: Option<&str>) {
    let words = ui.words();
    if let Some(title) = next {
        let sentence = words.say_with("campaign-go-on", &[("title", title.into())]);
        if typeset::button(ui, &sentence, Weight::Main, true).clicked() {
            requests.ask(Request::Cross);
        }
    }
    let weight = if next.is_some() { Weight::Plain } else { Weight::Main };
    if typeset::button(ui, &words.say("debrief-title"), weight, true).clicked() {
        requests.ask(Request::Show(Screen::Title));
    }
    if typeset::button(ui, &words.say("debrief-again"), Weight::Plain, true).clicked() {
        requests.ask(Request::PlayAgain);
    }
    if typeset::button(ui, &words.say("debrief-save"), Weight::Plain, true).clicked() {
        requests.ask(Request::SaveDebrief);
    }
}

/// The title of the part of the campaign that comes next.
fn next_part(scenario: &Scenario) -> Option<&str> {
    let Place { campaign, part } = scenario.place.as_ref()?;
    Some(&campaign.parts.get(part + 1)?.scenario.head.title)
}

fn keys(
    ctx: &bevy_egui::egui::Context,
    desk: &mut Desk,
    requests: &mut Requests,
    goes_on: bool,
    debrief: &Debrief,
) {
    let count = Section::of(debrief).len();
    let enter = enter_pressed(ctx);
    if goes_on && enter {
        requests.ask(Request::Cross);
    } else if enter && desk.section + 1 < count {
        // One stroke too many does not lead out of it.
        desk.section += 1;
    } else if enter || pressed(ctx, Key::Escape) {
        requests.ask(Request::Show(Screen::Title));
    }
    if desk.turn > 0 || pressed(ctx, Key::ArrowRight) {
        desk.section = (desk.section + 1) % count;
    }
    if desk.turn < 0 || pressed(ctx, Key::ArrowLeft) {
        desk.section = (desk.section + count - 1) % count;
    }
}

fn head(ui: &mut Ui, title: &str, debrief: &Debrief, desk: &mut Desk) {
    let words = ui.words();
    typeset::capitals(ui, title, 11.5, FAINT);
    typeset::title(ui, &words.say("debrief-heading"), 28.0);
    let OutcomeCounts { matched, diverged, unknown } = debrief.counts;
    let args = [
        ("matched", matched.into()),
        ("known", (matched + diverged).into()),
        ("diverged", diverged.into()),
        ("unknown", unknown.into()),
    ];
    let sentence =
        format!("{} {}", words.say_with("debrief-summary", &args), words.say("debrief-no-score"));
    typeset::wrapped(ui, &sentence, Face::Text.at(16.0), INK, 820.0);
    let sentence: Vec<String> =
        Section::of(debrief).into_iter().map(|section| section.words(&words)).collect();
    if let Some(section) = strips::strip(ui, &sentence, Some(desk.section)) {
        desk.section = section;
    }
}

/// The table of outcomes; a row opens to its record and sources.
fn outcomes(ui: &mut Ui, debrief: &Debrief, desk: &mut Desk) {
    let words = ui.words();
    let width = ui.available_width().min(1180.0);
    let wide = width > 760.0;
    if wide {
        row(ui, width, |ui, widths| {
            for (index, key) in [
                Phrase("desktop-outcome"),
                Phrase("result-played"),
                Phrase("result-documented"),
                Phrase("desktop-verdict"),
            ]
            .iter()
            .enumerate()
            {
                cell(ui, widths[index], |ui| {
                    typeset::capitals(ui, &words.phrase(*key), 11.0, FAINT);
                });
            }
        });
        typeset::rule(ui);
    }
    for (index, outcome) in debrief.outcomes.iter().enumerate() {
        let top = ui.cursor().min;
        let (color, sign) = verdict_mark(outcome.verdict);
        let verdict = format!("{sign} {}", outcome.verdict_words);
        let documented = outcome.documented.clone().unwrap_or_else(|| words.say("verdict-unknown"));
        if wide {
            row(ui, width, |ui, widths| {
                cell(ui, widths[0], |ui| {
                    typeset::wrapped(ui, &outcome.title, Face::TextBold.at(15.5), INK, MEASURE);
                });
                cell(ui, widths[1], |ui| {
                    typeset::wrapped(ui, &outcome.played, Face::Label.at(15.0), INK, MEASURE);
                });
                cell(ui, widths[2], |ui| {
                    typeset::wrapped(ui, &documented, Face::Label.at(15.0), INK, MEASURE);
                });
                cell(ui, widths[3], |ui| {
                    ui.spacing_mut().item_spacing.y = 0.0;
                    typeset::wrapped(ui, &verdict, Face::LabelBold.at(14.5), color, MEASURE);
                    typeset::wrapped(ui, &outcome.confidence, Face::Label.at(13.5), FAINT, MEASURE);
                });
            });
        } else {
            typeset::wrapped(ui, &outcome.title, Face::TextBold.at(16.0), INK, MEASURE);
            typeset::line(
                ui,
                &format!("{}: {}", sentence_case(&words.say("result-played")), outcome.played),
            );
            typeset::line(
                ui,
                &format!("{}: {documented}", sentence_case(&words.say("result-documented"))),
            );
            typeset::wrapped(
                ui,
                &format!("{verdict} · {}", outcome.confidence),
                Face::LabelBold.at(14.5),
                color,
                MEASURE,
            );
        }
        let rect = bevy_egui::egui::Rect::from_min_max(
            top,
            bevy_egui::egui::pos2(top.x + width, ui.min_rect().bottom()),
        );
        let response = ui.interact(rect, ui.id().with(("outcome", index)), Sense::click());
        typeset::focus_ring(ui, &response, rect);
        if response.on_hover_cursor(CursorIcon::PointingHand).clicked() {
            desk.open_outcome = if desk.open_outcome == Some(index) { None } else { Some(index) };
        }
        if desk.open_outcome == Some(index) {
            opened(ui, outcome);
        }
        typeset::rule(ui);
    }
    typeset::aside(ui, &words.say("desktop-open-row"));
}

fn opened(ui: &mut Ui, outcome: &OutcomeResult) {
    ui.add_space(4.0);
    typeset::prose(ui, &outcome.record);
    for source in &outcome.sources {
        typeset::note(ui, &source.line());
    }
    ui.add_space(4.0);
}

fn row(ui: &mut Ui, width: f32, add: impl FnOnce(&mut Ui, [f32; 4])) {
    let free = width - 3.0 * 20.0;
    let widths = [free * 0.30, free * 0.25, free * 0.25, free * 0.20];
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 20.0;
        add(ui, widths);
    });
}

fn cell(ui: &mut Ui, width: f32, add: impl FnOnce(&mut Ui)) {
    ui.allocate_ui_with_layout(
        vec2(width, 0.0),
        bevy_egui::egui::Layout::top_down(bevy_egui::egui::Align::LEFT),
        |ui| {
            ui.set_width(width);
            add(ui);
        },
    );
}

/// Decisions that went otherwise than documented, with what moved them.
fn partings(ui: &mut Ui, debrief: &Debrief) {
    let words = ui.words();
    if debrief.partings.is_empty() {
        typeset::prose(ui, &words.say("debrief-where-none"));
    }
    let wide = ui.available_width() > 860.0;
    for choice in &debrief.partings {
        if wide {
            beside(ui, 1180.0, 40.0, |ui| parted(ui, choice), |ui| moved(ui, choice));
        } else {
            parted(ui, choice);
            moved(ui, choice);
        }
        ui.add_space(6.0);
        typeset::rule(ui);
        ui.add_space(6.0);
    }
}

/// Who chose what, and what is documented.
fn parted(ui: &mut Ui, choice: &ChoiceResult) {
    let words = ui.words();
    ui.horizontal_wrapped(|ui| {
        typeset::swatch(ui, theme::ink(choice.ink));
        typeset::wrapped(ui, &choice.seat, Face::LabelBold.at(15.0), INK, MEASURE);
        if choice.by_player {
            typeset::note(ui, &format!("({})", words.say("result-choice-yours")));
        }
    });
    typeset::wrapped(ui, &choice.question, Face::TextItalic.at(16.0), FAINT, MEASURE);
    let played = format!("{}: {}", sentence_case(&words.say("result-played")), choice.chosen);
    typeset::wrapped(ui, &played, Face::TextBold.at(16.0), INK, MEASURE);
    if let Some(recorded) = &choice.recorded {
        let sentence = format!("{}: {recorded}", sentence_case(&words.say("result-documented")));
        typeset::wrapped(ui, &sentence, Face::Text.at(16.0), INK, MEASURE);
    }
}

/// What the model gave to both, and what moved the seat.
fn moved(ui: &mut Ui, choice: &ChoiceResult) {
    let words = ui.words();
    let of = [
        (Phrase("desktop-gave-chosen"), choice.probability),
        (Phrase("desktop-gave-documented"), choice.recorded_probability),
    ];
    for (key, share) in of {
        if let Some(share) = share {
            typeset::share_line(ui, share, &words.phrase(key), ACCENT);
        }
    }
    typeset::capitals(
        ui,
        &words.say_with("debrief-why", &[("seat", (&choice.called).into())]),
        11.0,
        FAINT,
    );
    if choice.reasons.is_empty() {
        typeset::aside(ui, &words.say("desktop-no-reasons"));
        return;
    }
    let total = choice.reasons.iter().map(|reason| reason.amount).sum();
    changes(ui, &choice.reasons, total);
}

/// What each seat wanted, how it stood and stands, and what is documented.
fn seats(ui: &mut Ui, debrief: &Debrief) {
    for seat in &debrief.seats {
        fared(ui, seat);
        ui.add_space(14.0);
    }
}

fn fared(ui: &mut Ui, seat: &SeatScore) {
    let words = ui.words();
    ui.horizontal_wrapped(|ui| {
        typeset::swatch(ui, theme::ink(seat.ink));
        typeset::wrapped(ui, &seat.seat, Face::TextBold.at(20.0), INK, MEASURE);
    });
    let args =
        [("start", percent(seat.value.start).into()), ("now", percent(seat.value.now).into())];
    typeset::wrapped(
        ui,
        &sentence_case(&words.say_with("debrief-objective-value", &args)),
        Face::LabelBold.at(14.5),
        FAINT,
        MEASURE,
    );
    for AimScore { text, start, now, documented } in &seat.aims {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 12.0;
            let (rect, _) = ui.allocate_exact_size(vec2(110.0, 22.0), Sense::hover());
            typeset::paint_bar(ui.painter(), rect, *now, theme::ink(seat.ink));
            typeset::paint_tick(ui.painter(), rect, *start);
            typeset::figure(ui, &format!("{} → {}", percent(*start), percent(*now)), 76.0, INK);
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                typeset::wrapped(ui, text, Face::Text.at(15.5), INK, 640.0);
                let sentence =
                    words.say_with("debrief-objective-documented", &[("text", documented.into())]);
                typeset::wrapped(ui, &sentence, Face::Label.at(14.0), FAINT, 640.0);
            });
        });
        ui.add_space(2.0);
    }
    for line in &seat.red_lines {
        bullet(ui, line);
    }
    let rect = ui.max_rect();
    ui.painter().hline(rect.x_range(), ui.cursor().top() + 6.0, Stroke::new(1.0, RULE));
}

fn secrets(ui: &mut Ui, debrief: &Debrief) {
    let words = ui.words();
    if debrief.secrets.is_empty() {
        typeset::prose(ui, &words.say("debrief-secrets-none"));
    }
    chronicle::show(ui, &debrief.secrets);
    typeset::heading(ui, &words.say("debrief-confided"));
    for result in debrief.results.iter().filter(|result| !result.confided.is_empty()) {
        typeset::capitals(ui, &format!("{} · {}", result.date, result.title), 11.5, FAINT);
        for told in &result.confided {
            ui.horizontal_wrapped(|ui| {
                typeset::swatch(ui, theme::ink(told.ink));
                typeset::wrapped(ui, &told.seat, Face::LabelBold.at(14.5), INK, MEASURE);
            });
            typeset::paragraphs(ui, &told.text);
        }
        ui.add_space(8.0);
    }
}

/// The treaties of all conferences article by article, and what was said with its
/// numbers.
fn tables(ui: &mut Ui, debrief: &Debrief) {
    let words = ui.words();
    let mut none = true;
    for result in &debrief.results {
        let Some(treaty) = &result.treaty else { continue };
        none = false;
        typeset::capitals(ui, &result.date, 11.5, FAINT);
        typeset::title(ui, &result.title, 22.0);
        articles::show(ui, treaty, &result.id);
        ui.add_space(18.0);
    }
    if none {
        typeset::aside(ui, &words.say("desktop-debrief-no-tables"));
    }
}

/// All results, with nothing hidden, each beside its record.
fn items(ui: &mut Ui, debrief: &Debrief) {
    for result in &debrief.results {
        typeset::capitals(ui, &result.date, 11.5, FAINT);
        typeset::title(ui, &result.title, 22.0);
        if ui.available_width() < 760.0 {
            happened(ui, result);
            record_page(ui, result);
        } else {
            beside(
                ui,
                f32::INFINITY,
                48.0,
                |ui| happened(ui, result),
                |ui| record_page(ui, result),
            );
        }
        ui.add_space(12.0);
        typeset::rule(ui);
        ui.add_space(12.0);
    }
}

/// The whole campaign, part by part.
fn campaign(ui: &mut Ui, parts: &[PartSummary]) {
    for part in parts {
        typeset::capitals(ui, &part.years, 11.5, FAINT);
        typeset::title(ui, &part.title, 22.0);
        typeset::prose(ui, &part.counts);
        if let Some(opened) = &part.opened {
            typeset::prose(ui, opened);
        }
        part.otherwise.iter().for_each(|line| bullet(ui, line));
        if !part.left.is_empty() {
            typeset::heading(ui, &ui.words().say("campaign-left"));
            part.left.iter().for_each(|line| bullet(ui, line));
        }
        ui.add_space(12.0);
        typeset::rule(ui);
        ui.add_space(12.0);
    }
}

fn evidence(ui: &mut Ui, debrief: &Debrief, desk: &Desk, scenario: Option<&Scenario>) {
    let words = ui.words();
    let EvidenceView { judgements, contested } = debrief.evidence;
    let args = [("percent", percent(judgements).into()), ("contested", percent(contested).into())];
    typeset::prose(ui, &words.say_with("debrief-judgement", &args));
    let fair = words.say("debrief-fair-text");
    typeset::prose(ui, &words.say_with("debrief-fair", &[("text", fair.into())]));
    panels::evidence::show(ui, &debrief.trust, true);
    typeset::heading(ui, &words.say("desktop-chances"));
    for chance in &debrief.chances {
        bullet(ui, chance);
    }
    if !debrief.unknown.is_empty() {
        typeset::heading(ui, &words.say("debrief-unknown"));
        for unknown in &debrief.unknown {
            bullet(ui, unknown);
        }
    }
    typeset::heading(ui, &words.say("debrief-sources"));
    for source in &debrief.sources {
        typeset::note(ui, &format!("{}  {} ({})", source.id, source.title, source.kind));
    }
    typeset::heading(ui, &words.say("desktop-identity"));
    if let Some(scenario) = scenario {
        let args = [
            ("hash", (&debrief.hash).into()),
            ("seed", desk.seed.to_string().into()),
            ("scenario", scenario.head.id.as_str().into()),
            ("version", (&scenario.head.version).into()),
            ("content", scenario.short_hash().into()),
        ];
        typeset::wrapped(
            ui,
            &words.say_with("debrief-hash", &args),
            Face::Label.at(13.5),
            FAINT,
            900.0,
        );
    }
    typeset::note(ui, &words.say("seats-seed-hint"));
}
