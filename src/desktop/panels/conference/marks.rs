//! The signs of the table: whose draft stands, whose best a value is, who never
//! signs it. Each is told by its shape; the ink only helps.

use bevy_egui::egui::{
    Align2, Color32, CornerRadius, Painter, Pos2, Rect, Sense, Shape, Stroke, Ui, Vec2, pos2, vec2,
};

use crate::desktop::speech::Speaks as _;
use crate::desktop::theme::{self, ACCENT, AGAINST, FAINT, FOR, Face, INK, PAGE};
use crate::rules::ids::PartyId;
use crate::view::{ConferenceView, PartyView};
use crate::words::Phrase;

/// How wide a sign is.
pub const SIDE: f32 = 14.0;

/// The letters of each party: as few as tell it from the others.
///
/// ```
/// use status_quo::desktop::panels::conference::marks::letters_of;
/// assert_eq!(letters_of(&["China", "Russia", "Mongolia"]), ["C", "R", "M"]);
/// assert_eq!(letters_of(&["Mongolia", "Manchukuo"]), ["Mo", "Ma"]);
/// ```
#[must_use]
pub fn letters_of(names: &[&str]) -> Vec<String> {
    let cut = |name: &str, n: usize| name.chars().take(n).collect::<String>();
    names
        .iter()
        .map(|name| {
            let others = || names.iter().filter(|other| *other != name);
            let n = (1..=3).find(|n| others().all(|other| cut(other, *n) != cut(name, *n)));
            cut(name, n.unwrap_or(3))
        })
        .collect()
}

/// The letters of the parties of a table.
#[must_use]
pub fn letters(parties: &[PartyView]) -> Vec<String> {
    let names: Vec<&str> = parties.iter().map(|party| party.seat.as_str()).collect();
    letters_of(&names)
}

/// A pennant: the draft that stands.
pub fn pennant(painter: &Painter, center: Pos2, ink: Color32) {
    let foot = center + vec2(-4.5, 6.5);
    let top = center + vec2(-4.5, -6.5);
    painter.line_segment([foot, top], Stroke::new(1.6, ink));
    let flag = vec![top, top + vec2(10.0, 4.0), top + vec2(0.0, 8.0)];
    painter.add(Shape::convex_polygon(flag, ink, Stroke::NONE));
}

/// A star: one's own best.
pub fn star(painter: &Painter, center: Pos2, ink: Color32) {
    let point = |k: usize, radius: f32| {
        let angle = core::f32::consts::PI * (k as f32 / 5.0 - 0.5);
        center + radius * Vec2::angled(angle)
    };
    // A star is not convex, so it is made of five kites around the centre.
    for k in 0..5 {
        let kite = vec![center, point(2 * k + 9, 2.9), point(2 * k, 7.0), point(2 * k + 1, 2.9)];
        painter.add(Shape::convex_polygon(kite, ink, Stroke::new(0.4, ink)));
    }
}

/// A full disc with letters: a party's best in public.
pub fn best(painter: &Painter, center: Pos2, ink: Color32, letters: &str) {
    painter.circle_filled(center, SIDE / 2.0, ink);
    let size = if letters.chars().count() > 1 { 8.5 } else { 10.5 };
    painter.text(center, Align2::CENTER_CENTER, letters, Face::LabelBold.at(size), PAGE);
}

/// A struck ring with letters: a party has said that it never signs this.
pub fn never(painter: &Painter, center: Pos2, ink: Color32, letters: &str) {
    let radius = SIDE / 2.0 - 0.7;
    painter.circle_filled(center, radius, PAGE);
    let size = if letters.chars().count() > 1 { 8.5 } else { 10.0 };
    painter.text(center, Align2::CENTER_CENTER, letters, Face::LabelBold.at(size), ink);
    painter.circle_stroke(center, radius, Stroke::new(1.5, ink));
    let across = radius * Vec2::angled(core::f32::consts::FRAC_PI_4);
    painter.line_segment([center - across, center + across], Stroke::new(1.5, ink));
}

/// A tick: it has accepted.
pub fn tick(painter: &Painter, center: Pos2, ink: Color32) {
    let stroke = Stroke::new(2.0, ink);
    painter.line_segment([center + vec2(-5.0, 0.0), center + vec2(-1.5, 4.0)], stroke);
    painter.line_segment([center + vec2(-1.5, 4.0), center + vec2(5.5, -4.5)], stroke);
}

/// The edge of a value across one's own line: whole if it is never crossed,
/// broken if it is crossed at a price.
pub fn red_line(painter: &Painter, cell: Rect, hard: bool) {
    let x = cell.left() + 2.5;
    let stroke = Stroke::new(4.0, AGAINST);
    if hard {
        painter.vline(x, cell.y_range(), stroke);
        return;
    }
    let mut y = cell.top();
    while y < cell.bottom() {
        painter.vline(x, y..=(y + 5.0).min(cell.bottom()), stroke);
        y += 9.0;
    }
}

/// The foot of a value: a whole line if it would pass at home, dots if not.
pub fn home(painter: &Painter, cell: Rect, passes: bool) {
    let y = cell.bottom() - 2.0;
    if passes {
        painter.hline(cell.x_range().shrink(1.5), y, Stroke::new(2.0, FOR));
        return;
    }
    let mut x = cell.left() + 4.0;
    while x < cell.right() - 2.0 {
        painter.circle_filled(pos2(x, y), 1.1, AGAINST);
        x += 5.0;
    }
}

/// The sign of a party in front of its name.
pub fn sign(ui: &mut Ui, table: &ConferenceView, party: PartyId) {
    let (rect, _) = ui.allocate_exact_size(vec2(SIDE, 19.0), Sense::hover());
    let ink = theme::ink(table.party(party).ink);
    let letters = letters(&table.parties);
    best(ui.painter(), rect.center(), ink, &letters[party.index()]);
}

/// What the signs mean, in one line or as many as it takes.
pub fn legend(ui: &mut Ui, table: &ConferenceView) {
    let words = ui.words();
    let other = table.party_ids().find(|party| *party != table.you);
    let letters = letters(&table.parties);
    let (ink, letter) = other.map_or((FAINT, ""), |party| {
        (theme::ink(table.party(party).ink), letters[party.index()].as_str())
    });
    ui.add_space(3.0);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 0.0);
        let mut entry = |key: Phrase, paint: &dyn Fn(&Painter, Rect)| {
            let galley =
                ui.painter().layout_no_wrap(words.phrase(key), Face::Label.at(12.5), FAINT);
            let size = vec2(22.0 + galley.size().x + 8.0, 17.0);
            let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
            let mark =
                Rect::from_center_size(pos2(rect.left() + 8.0, rect.center().y), vec2(15.0, 15.0));
            paint(ui.painter(), mark);
            let at = pos2(rect.left() + 20.0, rect.center().y - galley.size().y / 2.0);
            ui.painter().galley(at, galley, FAINT);
        };
        entry(Phrase("conference-mark-draft"), &|painter, rect| {
            let stroke = Stroke::new(2.0, ACCENT);
            let fill = theme::mix(PAGE, ACCENT, 0.16);
            let side = bevy_egui::egui::StrokeKind::Inside;
            painter.rect(rect.shrink(1.0), CornerRadius::ZERO, fill, stroke, side);
        });
        entry(Phrase("conference-mark-stands"), &|painter, rect| {
            pennant(painter, rect.center(), INK);
        });
        entry(Phrase("conference-your-best"), &|painter, rect| star(painter, rect.center(), INK));
        entry(Phrase("conference-mark-best"), &|painter, rect| {
            best(painter, rect.center(), ink, letter);
        });
        entry(Phrase("conference-mark-never"), &|painter, rect| {
            never(painter, rect.center(), ink, letter);
        });
        entry(Phrase("conference-mark-line"), &|painter, rect| {
            red_line(painter, rect.translate(vec2(3.0, 0.0)), true);
        });
        entry(Phrase("conference-mark-price"), &|painter, rect| {
            red_line(painter, rect.translate(vec2(3.0, 0.0)), false);
        });
        if !table.ratification.is_empty() {
            entry(Phrase("conference-mark-passes"), &|painter, rect| {
                home(painter, rect.translate(vec2(0.0, -5.0)), true);
            });
            entry(Phrase("conference-mark-falls"), &|painter, rect| {
                home(painter, rect.translate(vec2(0.0, -5.0)), false);
            });
        }
    });
}
