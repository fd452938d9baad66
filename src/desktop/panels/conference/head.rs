//! The head of the table: what is negotiated, the round, the parties.

use bevy_egui::egui::{
    self, Align2, CornerRadius, Pos2, Rect, Sense, Stroke, StrokeKind, Ui, pos2, vec2,
};

use super::marks;
use super::worth::hundredths;
use crate::desktop::drafting::Drafting;
use crate::desktop::speech::Speaks as _;
use crate::desktop::theme::{self, ACCENT, AGAINST, FAINT, Face, INK, PAGE, RULE, mix};
use crate::desktop::typeset;
use crate::rules::ids::PartyId;
use crate::view::manner::{MannerView, Mood};
use crate::view::{Assessment, ConferenceView, SeatView};
use crate::words::percent;

/// Lays out the head.
pub(super) fn show(ui: &mut Ui, view: &SeatView, table: &ConferenceView, pen: &Drafting) {
    let words = ui.words();
    let point = table.point.map_or_else(
        || words.say("table-no-point"),
        |point| {
            words.say_with(
                "table-point",
                &[("point", point.into()), ("total", view.progress.total.into())],
            )
        },
    );
    let args = [("round", table.round.number.into()), ("rounds", table.round.total.into())];
    let round = words.say_with("conference-round", &args);
    ui.spacing_mut().item_spacing.y = 3.0;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 16.0;
        typeset::title(ui, &table.title, 22.0);
        typeset::capitals(ui, &format!("{round} · {point}"), 11.5, FAINT);
    });
    ui.add_space(1.0);
    let assessment = table.desk.assess(pen.shown());
    let count = table.parties.len();
    let gap = 8.0;
    let mut per_row = count;
    while per_row > 1
        && (ui.available_width() - gap * (per_row - 1) as f32) / (per_row as f32) < 150.0
    {
        per_row = per_row.div_ceil(2);
    }
    let width = (ui.available_width() - gap * (per_row - 1) as f32) / per_row as f32;
    let letters = marks::letters(&table.parties);
    for start in (0..count).step_by(per_row) {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = gap;
            for (party, letters) in table.party_ids().zip(&letters).skip(start).take(per_row) {
                card(ui, table, party, width, letters, assessment.as_ref());
            }
        });
    }
    ui.spacing_mut().item_spacing.y = 6.0;
}

/// A party: its sign and name, who speaks for it, how the draft suits it in public.
fn card(
    ui: &mut Ui,
    table: &ConferenceView,
    party: PartyId,
    width: f32,
    letters: &str,
    assessment: Option<&Assessment>,
) {
    let words = ui.words();
    let view = table.party(party);
    let ink = theme::ink(view.ink);
    let (rect, response) = ui.allocate_exact_size(vec2(width, 56.0), Sense::hover());
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    painter.rect(
        rect,
        CornerRadius::ZERO,
        mix(PAGE, ink, 0.05),
        Stroke::new(1.0, RULE),
        StrokeKind::Inside,
    );
    let edge = Rect::from_min_size(rect.min, vec2(4.0, rect.height()));
    painter.rect_filled(edge, CornerRadius::ZERO, ink);
    let left = rect.left() + 12.0;
    let sign = pos2(left + 7.5, rect.top() + 14.0);
    let own = party == table.you;
    if own {
        marks::star(&painter, sign, ink);
    } else {
        marks::best(&painter, sign, ink, letters);
    }
    let name = if own {
        format!("{} ({})", view.seat, words.say("result-choice-yours"))
    } else {
        view.seat.clone()
    };
    let galley = painter.layout_no_wrap(name, Face::LabelBold.at(15.0), INK);
    let mut after = left + 20.0 + galley.size().x + 14.0;
    painter.galley(pos2(left + 20.0, rect.top() + 14.0 - galley.size().y / 2.0), galley, INK);
    if table.standing.as_ref().is_some_and(|standing| standing.by == party) {
        marks::pennant(&painter, pos2(after, rect.top() + 14.0), ink);
        after += 18.0;
    }
    if table.accepted.contains(&party) {
        marks::tick(&painter, pos2(after, rect.top() + 14.0), theme::FOR);
        let sentence = words.say("conference-accepted");
        let at = pos2(after + 10.0, rect.top() + 14.0);
        painter.text(at, Align2::LEFT_CENTER, sentence, Face::Label.at(13.0), theme::FOR);
    }
    if let Some(manner) = view.manner.as_ref().filter(|_| !table.accepted.contains(&party)) {
        mood(&painter, manner, rect.left_top() + vec2(0.0, 14.0), (after, rect.right() - 8.0));
    }
    let mut job = egui::text::LayoutJob::single_section(
        view.delegates.clone(),
        typeset::format(Face::Label.at(12.5), FAINT),
    );
    job.wrap = egui::text::TextWrapping::truncate_at_width(rect.right() - left - 6.0);
    let galley = painter.layout_job(job);
    painter.galley(pos2(left, rect.top() + 21.0), galley, FAINT);
    if let Some(assessment) = assessment {
        let line = Rect::from_min_max(pos2(left, rect.bottom() - 19.0), rect.max - vec2(6.0, 3.0));
        suits(&painter, table, party, line, assessment, letters);
    }
    response.on_hover_ui(|ui| {
        typeset::wrapped(ui, &view.seat, Face::LabelBold.at(15.0), INK, 380.0);
        typeset::wrapped(ui, &view.delegates, Face::Label.at(14.0), FAINT, 380.0);
        typeset::wrapped(ui, &view.position, Face::Text.at(15.5), INK, 380.0);
        if let Some(manner) = &view.manner {
            typeset::wrapped(ui, &manner.line, Face::Text.at(15.5), INK, 380.0);
            typeset::wrapped(ui, &words.say("manner-ours"), Face::Label.at(12.5), FAINT, 380.0);
        }
        for source in &view.sources {
            typeset::wrapped(ui, &source.line(), Face::Label.at(12.5), FAINT, 380.0);
        }
    });
}

/// The mood of a party, at the right of its name where there is room.
fn mood(painter: &egui::Painter, manner: &MannerView, at: Pos2, (from, to): (f32, f32)) {
    let color = match manner.mood {
        Mood::Open => theme::FOR,
        Mood::Impatient | Mood::Affronted => AGAINST,
        Mood::Waiting | Mood::Even => FAINT,
    };
    let galley = painter.layout_no_wrap(manner.word.clone(), Face::Label.at(13.0), color);
    let left = to - galley.size().x;
    if left > from {
        painter.galley(pos2(left, at.y - galley.size().y / 2.0), galley, color);
    }
}

/// One line on what the draft shown is to a party, as far as everybody knows.
fn suits(
    painter: &egui::Painter,
    table: &ConferenceView,
    party: PartyId,
    line: Rect,
    assessment: &Assessment,
    letters: &str,
) {
    let words = painter.ctx().words();
    let ink = theme::ink(table.party(party).ink);
    if assessment.refused_by.contains(&party) {
        marks::never(painter, pos2(line.left() + 8.0, line.center().y), ink, letters);
        let sentence = words.say("conference-never-this");
        let at = pos2(line.left() + 21.0, line.center().y);
        painter.text(at, Align2::LEFT_CENTER, sentence, Face::LabelBold.at(13.0), AGAINST);
        return;
    }
    let (share, sentence, color) = if party == table.you {
        let worth = assessment.why.expected;
        let args = [("amount", hundredths(worth).into())];
        (worth, words.say_with("conference-worth-short", &args), ACCENT)
    } else {
        let Some(place) = assessment.places.get(party.index()).copied() else { return };
        (
            place,
            words.say_with("conference-wishes-short", &[("percent", percent(place).into())]),
            ink,
        )
    };
    let bar = Rect::from_min_size(line.min, vec2((line.width() * 0.3).min(64.0), line.height()));
    typeset::paint_bar(painter, bar, share, color);
    let at = pos2(bar.right() + 8.0, line.center().y);
    let mut galley = painter.layout_no_wrap(sentence, Face::Label.at(13.0), INK);
    if at.x + galley.size().x > line.right() {
        let sentence = typeset::percent(share);
        galley = painter.layout_no_wrap(sentence, Face::Label.at(13.0), INK);
    }
    painter.galley(at - vec2(0.0, galley.size().y / 2.0), galley, INK);
}
