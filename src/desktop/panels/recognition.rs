//! Who treats whom as what: two indices that are never merged, and the table of pairs.

use bevy_egui::egui::{
    Align2, Color32, CornerRadius, Rect, Sense, Stroke, StrokeKind, Ui, Vec2, pos2, vec2,
};

use super::brief::bullet;
use crate::desktop::speech::Speaks as _;
use crate::desktop::theme::{self, ACCENT, AGAINST, FAINT, Face, INK, PAGE, RULE, mix};
use crate::desktop::typeset::{self, MEASURE};
use crate::rules::recognition::Standing;
use crate::view::{
    DeclaratoryView, PowerCard, RecognitionCell, RecognitionView, SeatView, criterion_words,
    standing_words,
};
use crate::words::sentence_case;

/// Lays out recognition.
pub fn show(ui: &mut Ui, view: &SeatView) {
    let words = ui.words();
    let recognition = &view.recognition;
    for (index, power) in recognition.powers.iter().enumerate() {
        if let Some(declaratory) = power.declaratory {
            in_question(ui, power, declaratory);
            treated(ui, recognition, index);
            ui.add_space(8.0);
        }
    }
    typeset::heading(ui, &words.say("desktop-recognition-table"));
    typeset::note(ui, &words.say("desktop-recognition-table-hint"));
    table(ui, recognition);
    rungs(ui);
    if !recognition.contradictions.is_empty() {
        typeset::heading(ui, &words.say("desktop-contradictory-acts"));
        for text in &recognition.contradictions {
            bullet(ui, text);
        }
    }
}

fn in_question(ui: &mut Ui, power: &PowerCard, declaratory: DeclaratoryView) {
    let words = ui.words();
    ui.horizontal_wrapped(|ui| {
        typeset::swatch(ui, theme::ink(power.ink));
        typeset::wrapped(ui, &sentence_case(&power.name), Face::TextBold.at(19.0), INK, MEASURE);
    });
    if let Some(native) = &power.native {
        typeset::native(ui, native, 15.0, FAINT);
    }
    let [population, territory, government, capacity] = declaratory.criteria.map(typeset::percent);
    let args = [
        ("population", population.into()),
        ("territory", territory.into()),
        ("government", government.into()),
        ("capacity", capacity.into()),
    ];
    let hint = words.say_with("indicator-declaratory-hint", &args);
    ui.scope(|ui| {
        typeset::share_line(ui, declaratory.index, &words.say("desktop-declaratory"), ACCENT);
    })
    .response
    .on_hover_text(hint);
    let parts: Vec<String> = declaratory
        .criteria
        .iter()
        .enumerate()
        .map(|(k, share)| format!("{} {}", criterion_words(&words, k), typeset::percent(*share)))
        .collect();
    ui.horizontal_top(|ui| {
        ui.add_space(124.0);
        typeset::note(ui, &parts.join(" · "));
    });
    ui.scope(|ui| {
        typeset::share_line(ui, power.constitutive, &words.say("desktop-constitutive"), ACCENT);
    })
    .response
    .on_hover_text(words.say("indicator-constitutive-hint"));
}

/// In words, how each power treats the one in question.
fn treated(ui: &mut Ui, recognition: &RecognitionView, of: usize) {
    ui.add_space(2.0);
    for (from, row) in recognition.cells.iter().enumerate() {
        let Some(Some(cell)) = row.get(of) else { continue };
        let power = &recognition.powers[from];
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            let (rect, _) = ui.allocate_exact_size(vec2(22.0, 21.0), Sense::hover());
            sign(
                ui,
                Rect::from_center_size(rect.center(), Vec2::splat(18.0)),
                cell,
                theme::ink(power.ink),
            );
            typeset::line(ui, &format!("{} {}", power.short, cell.words));
        });
    }
}

/// The table: rows recognise columns.
fn table(ui: &mut Ui, recognition: &RecognitionView) {
    let words = ui.words();
    let count = recognition.powers.len();
    let names = 92.0;
    let side = ((ui.available_width().min(MEASURE) - names) / count as f32).clamp(22.0, 40.0);
    let head = 84.0;
    let size = vec2(names + side * count as f32, head + side * count as f32);
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    let painter = ui.painter().clone();
    for (index, power) in recognition.powers.iter().enumerate() {
        let color = mix(theme::ink(power.ink), INK, 0.3);
        let y = rect.top() + head + side * (index as f32 + 0.5);
        painter.text(
            pos2(rect.left(), y),
            Align2::LEFT_CENTER,
            &power.short,
            Face::Label.at(14.0),
            color,
        );
        let galley = painter.layout_no_wrap(power.short.clone(), Face::Label.at(14.0), color);
        let x = rect.left() + names + side * (index as f32 + 0.5);
        let at = pos2(x - galley.size().y / 2.0, rect.top() + head - 6.0);
        painter.add(
            bevy_egui::egui::epaint::TextShape::new(at, galley, color)
                .with_angle(-core::f32::consts::FRAC_PI_2),
        );
    }
    for (from, row) in recognition.cells.iter().enumerate() {
        for (to, cell) in row.iter().enumerate() {
            let min = rect.min + vec2(names + side * to as f32, head + side * from as f32);
            let square = Rect::from_min_size(min, Vec2::splat(side));
            painter.rect_stroke(
                square,
                CornerRadius::ZERO,
                Stroke::new(0.5, RULE),
                StrokeKind::Middle,
            );
            let Some(cell) = cell else {
                painter.rect_filled(square.shrink(0.5), CornerRadius::ZERO, mix(PAGE, RULE, 0.35));
                continue;
            };
            let (a, b) = (&recognition.powers[from], &recognition.powers[to]);
            sign(
                ui,
                Rect::from_center_size(square.center(), Vec2::splat(18.0)),
                cell,
                theme::ink(a.ink),
            );
            let response = ui.interact(square, ui.id().with(("pair", from, to)), Sense::hover());
            let sentence = words.say_with(
                "desktop-pair",
                &[
                    ("from", (&a.short).into()),
                    ("to", (&b.short).into()),
                    ("words", (&cell.words).into()),
                    ("status", (&cell.status).into()),
                ],
            );
            response.on_hover_text(sentence);
        }
    }
}

/// A rung as a sign: a cross for a claim, a bar through for refusal, then rising steps.
fn sign(ui: &Ui, rect: Rect, cell: &RecognitionCell, color: Color32) {
    let painter = ui.painter();
    let center = rect.center();
    match cell.rung {
        0 => {
            for way in [vec2(4.5, 4.5), vec2(4.5, -4.5)] {
                painter.line_segment([center - way, center + way], Stroke::new(2.2, AGAINST));
            }
        }
        1 => {
            let half = vec2(5.0, 0.0);
            painter.line_segment([center - half, center + half], Stroke::new(2.2, FAINT));
        }
        rung => {
            // Five steps for the rungs 2 to 6.
            for step in 0..5_u8 {
                let height = 3.0 + f32::from(step) * 2.6;
                let x = rect.left() + 1.0 + f32::from(step) * 3.4;
                let bar = Rect::from_min_max(
                    pos2(x, rect.bottom() - 1.0 - height),
                    pos2(x + 2.6, rect.bottom() - 1.0),
                );
                let fill = if step + 2 <= rung { color } else { mix(PAGE, RULE, 0.6) };
                painter.rect_filled(bar, CornerRadius::ZERO, fill);
            }
        }
    }
}

/// What the signs mean.
fn rungs(ui: &mut Ui) {
    let words = ui.words();
    ui.add_space(6.0);
    for standing in Standing::ALL {
        let rung = standing.rung();
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            let (rect, _) = ui.allocate_exact_size(vec2(22.0, 20.0), Sense::hover());
            let cell = RecognitionCell { rung, words: String::new(), status: String::new() };
            sign(ui, Rect::from_center_size(rect.center(), Vec2::splat(18.0)), &cell, FAINT);
            typeset::note(ui, &standing_words(&words, standing));
        });
    }
}
