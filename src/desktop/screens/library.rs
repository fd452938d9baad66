//! The library: the scenarios there are.

use bevy::prelude::*;
use bevy_egui::EguiContexts;
use bevy_egui::egui::{self, CursorIcon, Frame, Key, Margin, Panel, Sense, Stroke, Ui, vec2};

use super::keys::{enter_pressed, move_cursor, pressed};
use super::page::{column, page_foot, page_head};
use super::root::{Arrows, root};
use crate::desktop::bench::Ask;
use crate::desktop::desk::Desk;
use crate::desktop::panels::brief::bullet;
use crate::desktop::panels::evidence;
use crate::desktop::requests::{Request, Requests};
use crate::desktop::screen::Screen;
use crate::desktop::shelf::{Shelf, ShelfEntry};
use crate::desktop::speech::Speaks as _;
use crate::desktop::theme::{ACCENT, AGAINST, FAINT, Face, INK, PAGE, PAPER, RULE, SHADE};
use crate::desktop::typeset::{self, MEASURE, Weight};
use crate::scenario::pack::short;
use crate::scenario::{Campaign, Edition, Place, Scenario};
use crate::text::paragraphs;
use crate::view::trust;
use crate::words::Words;

pub(super) fn draw(
    mut contexts: EguiContexts,
    mut desk: ResMut<Desk>,
    mut requests: ResMut<Requests>,
    mut shelf: ResMut<Shelf>,
) -> Result {
    let ctx = contexts.ctx_mut()?.clone();
    let words = ctx.words();
    // Who looks at a pack goes on looking at it, wherever it stands now.
    let before = core::mem::take(&mut shelf.bypass_change_detection().before);
    let place = before.get(desk.cursor).and_then(|pack| shelf.place_of(&pack.listing));
    if let Some(place) = place {
        desk.bypass_change_detection().cursor = place;
    }
    root(&ctx, desk.bypass_change_detection(), &mut requests, Arrows::Own, |ui, desk, requests| {
        keys(ui, desk, &shelf, requests);
        page_head(ui, "library head", |ui| {
            typeset::title(ui, &words.say("library-heading"), 28.0);
        });
        page_foot(ui, "library foot", |ui| foot(ui, desk, &shelf, requests));
        if ui.available_width() < 760.0 {
            list_above_page(ui, desk, &shelf);
        } else {
            list_beside_page(ui, desk, &shelf);
        }
    });
    Ok(())
}

/// Whether the pack the cursor is at can be played.
fn playable(desk: &Desk, shelf: &Shelf) -> bool {
    shelf.packs.get(desk.cursor).is_some_and(|pack| pack.content.is_ok())
}

/// The keys: up and down the list, open the pack, back to the title.
fn keys(ui: &Ui, desk: &mut Desk, shelf: &Shelf, requests: &mut Requests) {
    let ctx = ui.ctx();
    let before = desk.cursor;
    move_cursor(ctx, &mut desk.cursor, shelf.packs.len());
    // The list follows a choice made by keys.
    desk.reveal |= desk.cursor != before;
    if playable(desk, shelf) && enter_pressed(ctx) {
        requests.ask(Request::Open(desk.cursor));
    }
    if pressed(ctx, Key::Escape) {
        requests.ask(Request::Show(Screen::Title));
    }
}

/// The foot of the page: what can be done with the pack, and without one.
fn foot(ui: &mut Ui, desk: &Desk, shelf: &Shelf, requests: &mut Requests) {
    let words = ui.words();
    let (chosen, playable) = (shelf.packs.get(desk.cursor), playable(desk, shelf));
    if typeset::button(ui, &words.say("library-open"), Weight::Main, playable).clicked() {
        requests.ask(Request::Open(desk.cursor));
    }
    let bench = typeset::button(ui, &words.say("bench"), Weight::Plain, chosen.is_some());
    if bench.on_hover_text(words.say("library-bench-hint")).clicked()
        && let Some(pack) = chosen
    {
        requests.ask(Request::Bench(Ask::Lay(Box::new(pack.listing.clone()))));
    }
    let begin = typeset::button(ui, &words.say("library-begin"), Weight::Plain, true);
    if begin.on_hover_text(words.say("library-begin-hint")).clicked() {
        requests.ask(Request::Bench(Ask::Begin));
    }
    if typeset::button(ui, &words.say("back"), Weight::Plain, true).clicked() {
        requests.ask(Request::Show(Screen::Title));
    }
}

/// On a narrow page the list stands above what it tells of the pack.
fn list_above_page(ui: &mut Ui, desk: &mut Desk, shelf: &Shelf) {
    paper(ui, |ui| {
        column(ui, "library", desk.leaf, false, |ui| {
            typeset::scroll_by_keys(ui, false);
            list(ui, desk, shelf);
            ui.add_space(12.0);
            if let Some(pack) = shelf.packs.get(desk.cursor) {
                describe(ui, pack);
            }
        });
    });
}

fn list_beside_page(ui: &mut Ui, desk: &mut Desk, shelf: &Shelf) {
    let words = ui.words();
    let frame = Frame::new().fill(PAPER);
    Panel::left("library list")
        .frame(frame)
        .exact_size(340.0)
        .resizable(false)
        .show_separator_line(false)
        .show(ui, |ui| column(ui, "library list", 0, false, |ui| list(ui, desk, shelf)));
    paper(ui, |ui| {
        let leaf = desk.leaf + desk.cursor as u64;
        column(ui, "library page", leaf, false, |ui| {
            typeset::scroll_by_keys(ui, false);
            match shelf.packs.get(desk.cursor) {
                Some(pack) => describe(ui, pack),
                None if shelf.complete => {
                    typeset::prose(ui, &words.say("library-none"));
                }
                None => {
                    typeset::aside(ui, &words.say("title-reading"));
                }
            }
        });
    });
}

fn paper(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    egui::CentralPanel::default().frame(Frame::new().fill(PAGE)).show(ui, add);
}

fn list(ui: &mut Ui, desk: &mut Desk, shelf: &Shelf) {
    let words = ui.words();
    for (index, pack) in shelf.packs.iter().enumerate() {
        let chosen = index == desk.cursor;
        let fill = if chosen { SHADE } else { PAPER };
        let shown =
            Frame::new().fill(fill).inner_margin(Margin::symmetric(14, 10)).show(ui, |ui| {
                ui.set_width(ui.available_width());
                if let Ok(scenario) = &pack.content {
                    let (title, subtitle) = titles(scenario);
                    typeset::wrapped(ui, title, Face::TextBold.at(18.0), INK, MEASURE);
                    typeset::wrapped(ui, subtitle, Face::Label.at(14.0), FAINT, MEASURE);
                    // Packs of one title are told apart by what they are called.
                    let has_title = |other: &ShelfEntry| {
                        other.content.as_ref().is_ok_and(|it| titles(it).0 == title)
                    };
                    if shelf.packs.iter().filter(|other| has_title(other)).count() > 1 {
                        typeset::wrapped(ui, &pack.name, Face::Label.at(14.0), FAINT, MEASURE);
                    }
                } else {
                    typeset::wrapped(ui, &pack.name, Face::TextBold.at(18.0), AGAINST, MEASURE);
                    typeset::wrapped(
                        ui,
                        &words.say("desktop-library-faulty"),
                        Face::Label.at(14.0),
                        AGAINST,
                        MEASURE,
                    );
                }
            });
        let rect = shown.response.rect;
        let response = ui.interact(rect, ui.id().with(("pack", index)), Sense::click());
        if chosen && core::mem::take(&mut desk.reveal) {
            ui.scroll_to_rect(rect, None);
        }
        if chosen {
            let bar = egui::Rect::from_min_size(rect.min, vec2(3.0, rect.height()));
            ui.painter().rect_filled(bar, egui::CornerRadius::ZERO, ACCENT);
        }
        typeset::focus_ring(ui, &response, rect);
        if response.on_hover_cursor(CursorIcon::PointingHand).clicked() {
            desk.cursor = index;
        }
        ui.painter().hline(rect.x_range(), rect.bottom() + 1.0, Stroke::new(1.0, RULE));
    }
}

fn describe(ui: &mut Ui, pack: &ShelfEntry) {
    let words = ui.words();
    match &pack.content {
        Ok(scenario) => {
            let place = place_words(&words, pack);
            match &scenario.place {
                Some(Place { campaign, .. }) => campaign_page(ui, (scenario, campaign), &place),
                None => page(ui, scenario, &place),
            }
        }
        Err(broken) => {
            typeset::title(ui, &pack.name, 26.0);
            typeset::note(ui, &place_words(&words, pack));
            typeset::prose(ui, &words.say("library-broken"));
            typeset::wrapped(ui, &broken.first, Face::Label.at(14.0), INK, MEASURE);
            let args = [("further", broken.further.into()), ("call", (&broken.see).into())];
            typeset::prose(ui, &words.say_with("library-see-all", &args));
        }
    }
}

/// Where a pack lies.
fn place_words(words: &Words, pack: &ShelfEntry) -> String {
    let path = pack.listing.place.path().map(|path| path.display().to_string());
    path.unwrap_or_else(|| words.say("library-built-in"))
}

/// What is told of a scenario.
fn page(ui: &mut Ui, scenario: &Scenario, place: &str) {
    let words = ui.words();
    let head = &scenario.head;
    let facts = [
        ("years", years(scenario.edition()).into()),
        ("seats", scenario.text.seats.len().into()),
        ("minutes", head.minutes.into()),
        ("version", (&head.version).into()),
        ("hash", scenario.short_hash().into()),
    ];
    let facts = words.say_with("library-facts", &facts);
    framed(ui, titles(scenario), [&facts, place], (&head.authors, &head.licence), |ui| {
        typeset::prose(ui, &head.summary);
        typeset::heading(ui, &words.say("desktop-library-situation"));
        typeset::paragraphs(ui, &scenario.introduction());
        ui.add_space(8.0);
        let heading = words.say("library-evidence");
        if typeset::fold_kept(ui, ("evidence", head.id.as_str()), &heading, false) {
            evidence::show(ui, &trust(&words, scenario), false);
        }
    });
}

/// What is told of a campaign: its parts, and what it is.
fn campaign_page(ui: &mut Ui, (scenario, campaign): (&Scenario, &Campaign), place: &str) {
    let words = ui.words();
    let head = &campaign.head;
    let minutes: u32 = campaign.parts.iter().map(|part| part.scenario.head.minutes).sum();
    let facts = [
        ("years", years(scenario.edition()).into()),
        ("parts", campaign.parts.len().into()),
        ("hours", ((minutes + 30) / 60).into()),
        ("version", (&head.version).into()),
        ("hash", short(&campaign.hash).into()),
    ];
    let facts = words.say_with("library-campaign-facts", &facts);
    framed(ui, titles(scenario), [&facts, place], (&head.authors, &head.licence), |ui| {
        typeset::prose(ui, &head.summary);
        typeset::heading(ui, &words.say("library-campaign-parts"));
        for part in &campaign.parts {
            let edition = part.scenario.edition();
            bullet(ui, &format!("{} ({})", edition.title, years(edition)));
        }
        typeset::heading(ui, &words.say("library-campaign-about"));
        typeset::paragraphs(ui, &paragraphs(&head.introduction));
    });
}

/// A page of the library: titles, facts, what `tell` tells, and whose it is.
fn framed(
    ui: &mut Ui,
    (title, subtitle): (&str, &str),
    facts: [&str; 2],
    (authors, licence): (&[String], &str),
    tell: impl FnOnce(&mut Ui),
) {
    typeset::title(ui, title, 32.0);
    typeset::wrapped(ui, subtitle, Face::TextItalic.at(18.0), FAINT, MEASURE);
    ui.add_space(4.0);
    for fact in facts {
        typeset::note(ui, fact);
    }
    ui.add_space(8.0);
    tell(ui);
    ui.add_space(8.0);
    let rights = [authors.join(", "), licence.to_owned()];
    let rights: Vec<String> = rights.into_iter().filter(|part| !part.is_empty()).collect();
    typeset::note(ui, &rights.join(" · "));
}

/// The years of a scenario or a campaign.
fn years(edition: Edition<'_>) -> String {
    format!("{}–{}", edition.years.0, edition.years.1)
}

/// The title of a scenario, or of the campaign that it begins, and the line under it.
fn titles(scenario: &Scenario) -> (&str, &str) {
    match &scenario.place {
        Some(Place { campaign, .. }) => (&campaign.head.title, &campaign.head.subtitle),
        None => (&scenario.head.title, &scenario.head.subtitle),
    }
}
