//! The seats: whose chair the player takes.

use bevy::prelude::*;
use bevy_egui::EguiContexts;
use bevy_egui::egui::{self, CursorIcon, Frame, Key, Margin, Panel, Rect, Sense, Stroke, Ui, vec2};

use super::keys::{enter_pressed, move_cursor, pressed};
use super::page::{column, page_foot, page_head};
use super::root::{Arrows, root};
use crate::desktop::desk::Desk;
use crate::desktop::panels::brief;
use crate::desktop::requests::{Request, Requests};
use crate::desktop::screen::Screen;
use crate::desktop::speech::Speaks as _;
use crate::desktop::theme::{self, ACCENT, FAINT, Face, INK, PAGE, PAPER, RULE, SHADE};
use crate::desktop::typeset::{self, MEASURE, Weight};
use crate::rules::ids::{ItemId, LeaderId, SeatId};
use crate::scenario::Scenario;
use crate::scenario::draft::{Ink, Leader, Seat};
use crate::sim::level::Level;
use crate::sim::record::RecordTime;
use crate::view::date_words;
use crate::words::{Phrase, Words, percent};

pub(super) fn draw(
    mut contexts: EguiContexts,
    mut desk: ResMut<Desk>,
    mut requests: ResMut<Requests>,
) -> Result {
    let ctx = contexts.ctx_mut()?.clone();
    let words = ctx.words();
    let Some(scenario) = desk.scenario.clone() else {
        requests.ask(Request::Show(Screen::Library));
        return Ok(());
    };
    root(&ctx, desk.bypass_change_detection(), &mut requests, Arrows::Own, |ui, desk, requests| {
        keys(ui, desk, &scenario, requests);
        page_head(ui, "seats head", |ui| {
            typeset::capitals(ui, &over(&words, &scenario), 12.5, FAINT);
            typeset::title(ui, &words.say("seats-heading"), 28.0);
        });
        page_foot(ui, "seats foot", |ui| foot(ui, desk, &scenario, requests));
        if ui.available_width() < 760.0 {
            list_above_page(ui, desk, &scenario);
        } else {
            list_beside_page(ui, desk, &scenario);
        }
    });
    Ok(())
}

/// What is about to be played: the scenario, in a campaign as its part.
fn over(words: &Words, scenario: &Scenario) -> String {
    let Some(place) = &scenario.place else { return scenario.head.title.clone() };
    let args = [
        ("campaign", (&place.campaign.head.title).into()),
        ("part", (place.part + 1).into()),
        ("parts", place.campaign.parts.len().into()),
        ("title", (&scenario.head.title).into()),
    ];
    words.say_with("seats-part-of", &args)
}

/// The seat the cursor is at; none after the last, where one watches.
fn chosen(desk: &Desk, scenario: &Scenario) -> Option<SeatId> {
    (desk.cursor < scenario.text.seats.len()).then(|| SeatId::new(desk.cursor))
}

/// The seats that are played at this desk: those that are ticked, or else the one the cursor
/// is at.
fn taken(desk: &Desk, scenario: &Scenario) -> Vec<SeatId> {
    if desk.shared.ticked.is_empty() {
        return chosen(desk, scenario).into_iter().collect();
    }
    desk.shared.ticked.iter().copied().collect()
}

/// Ticks the seat the cursor is at, to be played at this desk too, or takes its tick off.
fn tick(desk: &mut Desk, scenario: &Scenario) {
    if let Some(seat) = chosen(desk, scenario)
        && !desk.shared.ticked.remove(&seat)
    {
        desk.shared.ticked.insert(seat);
    }
}

/// The keys: through the list, a digit to a seat, sit down, back to the library.
fn keys(ui: &Ui, desk: &mut Desk, scenario: &Scenario, requests: &mut Requests) {
    let ctx = ui.ctx();
    let seats = scenario.text.seats.len();
    let before = desk.cursor;
    move_cursor(ctx, &mut desk.cursor, seats + 1);
    for (index, key) in [Key::Num1, Key::Num2, Key::Num3, Key::Num4].into_iter().enumerate() {
        if index < seats && pressed(ctx, key) {
            desk.cursor = index;
        }
    }
    // The list follows a choice made by keys.
    desk.reveal = desk.cursor != before;
    if pressed(ctx, Key::Space) {
        tick(desk, scenario);
    }
    if enter_pressed(ctx) {
        requests.ask(Request::Sit(taken(desk, scenario)));
    }
    if pressed(ctx, Key::Escape) {
        requests.ask(Request::Show(Screen::Library));
    }
}

/// Below this height the foot has buttons alone.
const LOW: f32 = 440.0;

/// The foot of the page: take the seat, go back, the seed.
fn foot(ui: &mut Ui, desk: &mut Desk, scenario: &Scenario, requests: &mut Requests) {
    let words = ui.words();
    let name = |seat: &SeatId| scenario.text.seats[seat.index()].name.clone();
    let taken = taken(desk, scenario);
    let sentence = match taken.as_slice() {
        [] => words.say("seats-observe"),
        [seat] => words.say_with("seats-take", &[("seat", name(seat).into())]),
        seats => {
            let seats: Vec<String> = seats.iter().map(name).collect();
            words.say_with("seats-take-shared", &[("seats", seats.join(", ").into())])
        }
    };
    if typeset::button(ui, &sentence, Weight::Main, true).clicked() {
        requests.ask(Request::Sit(taken));
    }
    if typeset::button(ui, &words.say("back"), Weight::Plain, true).clicked() {
        requests.ask(Request::Show(Screen::Library));
    }
    #[cfg(feature = "classroom")]
    if scenario.place.is_none() {
        let host = typeset::button(ui, &words.say("seats-class"), Weight::Plain, true);
        if host.on_hover_text(words.say("seats-class-hint")).clicked() {
            requests.ask(Request::Show(Screen::Class));
        }
    }
    // On a low window there is room for the list or for these; the settings have them too.
    if ui.ctx().content_rect().height() < LOW {
        return;
    }
    ui.add_space(16.0);
    let seed = words.say_with("seats-seed", &[("seed", desk.seed.to_string().into())]);
    typeset::caption(ui, &seed).on_hover_text(words.say("seats-seed-hint"));
    if typeset::link(ui, &words.say("seats-new-seed"))
        .on_hover_text(words.say("seats-seed-hint"))
        .clicked()
    {
        requests.ask(Request::NewSeed);
    }
    ui.add_space(16.0);
    let (key, other) = match desk.record {
        RecordTime::After => (Phrase("seats-record-after"), RecordTime::Debrief),
        RecordTime::Debrief => (Phrase("seats-record-debrief"), RecordTime::After),
    };
    if typeset::link(ui, &words.phrase(key)).on_hover_text(words.say("seats-record-hint")).clicked()
    {
        desk.record = other;
    }
    ui.add_space(16.0);
    let (key, other) = match desk.level {
        Level::Guided => (Phrase("seats-level-guided"), Level::Usual),
        Level::Usual => (Phrase("seats-level-usual"), Level::Unaided),
        Level::Unaided => (Phrase("seats-level-unaided"), Level::Guided),
    };
    if typeset::link(ui, &words.phrase(key)).on_hover_text(words.say("seats-level-hint")).clicked()
    {
        desk.level = other;
    }
}

/// On a narrow page the list stands above what it tells of the seat.
fn list_above_page(ui: &mut Ui, desk: &mut Desk, scenario: &Scenario) {
    egui::CentralPanel::default().frame(Frame::new().fill(PAGE)).show(ui, |ui| {
        column(ui, "seats", desk.leaf, false, |ui| {
            typeset::scroll_by_keys(ui, false);
            list(ui, desk, scenario, true);
            ui.add_space(12.0);
            share(ui, desk, scenario);
            beginning(ui, desk, scenario);
            describe(ui, desk.cursor, scenario);
        });
    });
}

fn list_beside_page(ui: &mut Ui, desk: &mut Desk, scenario: &Scenario) {
    let width = (ui.available_width() * 0.34).clamp(340.0, 460.0);
    Panel::left("seats list")
        .frame(Frame::new().fill(PAPER))
        .exact_size(width)
        .resizable(false)
        .show_separator_line(false)
        .show(ui, |ui| {
            column(ui, "seats list", 0, false, |ui| list(ui, desk, scenario, false));
        });
    egui::CentralPanel::default().frame(Frame::new().fill(PAGE)).show(ui, |ui| {
        column(ui, "seat page", desk.leaf * 16 + desk.cursor as u64, false, |ui| {
            typeset::scroll_by_keys(ui, false);
            share(ui, desk, scenario);
            beginning(ui, desk, scenario);
            describe(ui, desk.cursor, scenario);
        });
    });
}

/// Whether the seat is one of several that are played at this desk.
fn share(ui: &mut Ui, desk: &mut Desk, scenario: &Scenario) {
    let words = ui.words();
    let Some(seat) = chosen(desk, scenario) else { return };
    let ticked = desk.shared.ticked.contains(&seat);
    let sentence =
        words.phrase(if ticked { Phrase("seats-shared") } else { Phrase("seats-share") });
    let mark = if ticked { "☑" } else { "☐" };
    let link = typeset::link(ui, &format!("{mark} {sentence}"));
    if link.on_hover_text(words.say("seats-share-hint")).clicked() {
        tick(desk, scenario);
    }
    ui.add_space(4.0);
}

/// With which item the game begins, if not with the first: one of the decision points.
fn beginning(ui: &mut Ui, desk: &mut Desk, scenario: &Scenario) {
    if scenario.place.is_some() {
        return;
    }
    let words = ui.words();
    let named = |item: ItemId| {
        let date = date_words(&words, scenario.setting.items[item.index()].date);
        let args = [("date", date.into()), ("title", (&scenario.item(item).title).into())];
        words.say_with("seats-begin-item", &args)
    };
    let begins = desk.from.map_or_else(|| words.say("seats-begin-first"), named);
    let begins = words.say_with("seats-begin", &[("where", begins.into())]);
    if typeset::fold_kept(ui, "begins", &begins, false) {
        typeset::note(ui, &words.say("seats-begin-hint"));
        if typeset::link(ui, &words.say("seats-begin-first")).clicked() {
            desk.from = None;
        }
        let items = (0..scenario.text.items.len()).map(ItemId::new);
        for item in items.filter(|item| scenario.item(*item).point.is_some()) {
            if typeset::link(ui, &named(item)).clicked() {
                desk.from = Some(item);
            }
        }
    }
    ui.add_space(4.0);
}

fn leader<'a>(scenario: &'a Scenario, seat: &Seat) -> Option<&'a Leader> {
    seat.leader.of(&scenario.text.leaders)
}

fn ink_of(scenario: &Scenario, seat: usize) -> Ink {
    let power = scenario.setting.seats[seat].power;
    scenario.text.powers[power.index()].ink
}

fn list(ui: &mut Ui, desk: &mut Desk, scenario: &Scenario, short: bool) {
    let words = ui.words();
    let desk_ticked = desk.shared.ticked.clone();
    for (index, seat) in scenario.text.seats.iter().enumerate() {
        let color = theme::ink(ink_of(scenario, index));
        card(ui, desk, index, Some(color), |ui| {
            typeset::wrapped(ui, &seat.name, Face::TextBold.at(19.0), INK, MEASURE);
            if desk_ticked.contains(&SeatId::new(index)) {
                typeset::note(ui, &words.say("seats-shared"));
            }
            if let Some(leader) = leader(scenario, seat) {
                ui.horizontal_wrapped(|ui| {
                    typeset::wrapped(ui, &leader.name, Face::LabelBold.at(15.0), INK, MEASURE);
                    if let Some(native) = &leader.native {
                        typeset::native(ui, native, 14.5, FAINT);
                    }
                });
            }
            if !short {
                let hook = scenario.hook(SeatId::new(index));
                typeset::wrapped(ui, &hook, Face::Text.at(15.0), INK, MEASURE);
            }
        });
    }
    card(ui, desk, scenario.text.seats.len(), None, |ui| {
        typeset::wrapped(ui, &words.say("seats-observe"), Face::TextBold.at(17.0), INK, MEASURE);
    });
}

fn card(
    ui: &mut Ui,
    desk: &mut Desk,
    index: usize,
    color: Option<egui::Color32>,
    add: impl FnOnce(&mut Ui),
) {
    let chosen = desk.cursor == index;
    let fill = if chosen { SHADE } else { egui::Color32::TRANSPARENT };
    let margin = Margin { left: 18, right: 10, top: 9, bottom: 9 };
    let shown = Frame::new().fill(fill).inner_margin(margin).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 1.0;
        add(ui);
    });
    let rect = shown.response.rect;
    let width = if chosen { 6.0 } else { 3.0 };
    let bar = Rect::from_min_size(rect.min, vec2(width, rect.height()));
    ui.painter().rect_filled(bar, egui::CornerRadius::ZERO, color.unwrap_or(FAINT));
    if chosen && core::mem::take(&mut desk.reveal) {
        ui.scroll_to_rect(rect, None);
    }
    if chosen {
        let stroke = Stroke::new(1.0, ACCENT);
        ui.painter().rect_stroke(rect, egui::CornerRadius::ZERO, stroke, egui::StrokeKind::Inside);
    }
    let response = ui.interact(rect, ui.id().with(("seat", index)), Sense::click());
    typeset::focus_ring(ui, &response, rect);
    if response.on_hover_cursor(CursorIcon::PointingHand).clicked() {
        desk.cursor = index;
    }
    ui.painter().hline(rect.x_range(), rect.bottom() + 3.0, Stroke::new(1.0, RULE));
}

fn describe(ui: &mut Ui, cursor: usize, scenario: &Scenario) {
    let words = ui.words();
    let Some(seat) = scenario.text.seats.get(cursor) else {
        typeset::title(ui, &words.say("seats-observe"), 26.0);
        typeset::prose(ui, &words.say("desktop-observe-hint"));
        return;
    };
    let leader = leader(scenario, seat);
    if let Some(leader) = leader {
        brief::portrait(
            ui,
            theme::ink(ink_of(scenario, cursor)),
            &seat.name,
            &leader.name,
            leader.native.as_ref(),
            &leader.office,
        );
    }
    let id = SeatId::new(cursor);
    typeset::wrapped(ui, &scenario.hook(id), Face::TextItalic.at(18.0), INK, MEASURE);
    ui.add_space(6.0);
    typeset::paragraphs(ui, &scenario.brief(id));
    typeset::heading(ui, &words.say("seats-objectives"));
    for objective in &seat.objectives {
        let sentence = format!(
            "{} · {}",
            objective.text,
            words.say_with(
                "seats-weight",
                &[("percent", percent(objective.weight.number()).into())]
            )
        );
        typeset::share_bar(ui, objective.weight.number(), &sentence, ACCENT);
    }
    typeset::heading(ui, &words.say("seats-red-lines"));
    for line in &seat.red_lines {
        // A line that another leader would hold is not this one's.
        let held = line.leaders.is_empty()
            || leader.is_some_and(|leader| line.leaders.iter().any(|l| l.text == leader.id));
        if held {
            let key = if line.cost.is_none() {
                Phrase("seats-red-line-hard")
            } else {
                Phrase("seats-red-line-soft")
            };
            brief::bullet(ui, &words.phrase_with(key, &[("text", (&line.text).into())]));
        }
    }
    typeset::heading(ui, &words.say("seats-advisers"));
    for adviser in &seat.advisers {
        let args = [("name", (&adviser.name).into()), ("office", (&adviser.office).into())];
        brief::bullet(ui, &words.say_with("seats-adviser", &args));
    }
    if let Some(leader) = leader {
        typeset::heading(ui, &leader.name);
        let id = scenario.text.leaders.iter().position(|other| other.id == leader.id);
        typeset::prose(
            ui,
            &id.map_or_else(String::new, |id| scenario.leader_note(LeaderId::new(id))),
        );
    }
    // Without the titles: they may tell what comes.
    let cited: Vec<&str> = seat.src.iter().map(|name| name.text.as_str()).collect();
    typeset::note(ui, &format!("{}: {}", words.say("seats-sources"), cited.join(", ")));
}
