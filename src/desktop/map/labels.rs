//! Names on the map: countries letterspaced, places by rank, none touching another.
//!
//! What matters is placed first: the place in question, then large places and
//! regions, then the rest by rank; a name that finds no free spot is left out,
//! and appears when one zooms in. Names knock the lines under them out.

use bevy_egui::egui::{
    Align, Color32, CornerRadius, Painter, Pos2, Rect, Stroke, TextFormat, Vec2, pos2,
    text::LayoutJob, vec2,
};

use super::data::{Region, atlas};
use super::lens::Lens;
use crate::desktop::theme::{self, ACCENT, FAINT, Face, INK, PAGE, SEA, mix};
use crate::scenario::draft::Ink;
use crate::view::{MapView, PlaceView, SeatView};

/// A name, laid out, with the spot where it stands.
#[derive(Clone, Debug)]
struct PlacedLabel {
    job: LayoutJob,
    at: Pos2,
    color: Color32,
    ground: Color32,
}

/// A dot of a place.
#[derive(Clone, Copy, Debug)]
struct Dot {
    at: Pos2,
    rank: u8,
    here: bool,
}

/// All names of a sheet, placed.
#[derive(Default, Debug)]
pub(super) struct MapLabels {
    names: Vec<PlacedLabel>,
    dots: Vec<Dot>,
}

/// Whether a place of this rank is drawn at this depth.
pub(super) fn is_shown(rank: u8, lens: &Lens, here: bool) -> bool {
    here || match rank {
        1 => true,
        2 => lens.depth() > 0.7,
        _ => lens.depth() > 2.2,
    }
}

/// The placing of names: what it needs to know, and what it has placed so far.
struct Setter<'a> {
    painter: &'a Painter,
    lens: &'a Lens,
    map: &'a MapView,
    taken: Vec<Rect>,
    names: Vec<PlacedLabel>,
}

impl MapLabels {
    /// Places all names; `taken` are the spots that signs and the legend hold.
    pub(super) fn place(painter: &Painter, lens: &Lens, view: &SeatView, taken: Vec<Rect>) -> Self {
        let atlas = atlas();
        let map = &view.map;
        let mut shown: Vec<(Dot, &str)> = Vec::new();
        for PlaceView { id, name, .. } in &map.places {
            let Some(place) = atlas.places.get(id) else { continue };
            let here = map.here.as_ref() == Some(id);
            let at = lens.at(place.at);
            if is_shown(place.rank, lens, here) && lens.rect.shrink(4.0).contains(at) {
                shown.push((Dot { at, rank: if here { 0 } else { place.rank }, here }, name));
            }
        }
        shown.sort_by_key(|(dot, _)| dot.rank);
        let mut setter = Setter { painter, lens, map, taken, names: Vec::new() };
        // The dots themselves are spots that no name may cover.
        for (dot, _) in &shown {
            let size = if dot.here { 26.0 } else { 7.0 };
            setter.taken.push(Rect::from_center_size(dot.at, Vec2::splat(size)));
        }
        for (dot, name) in shown.iter().filter(|(dot, _)| dot.rank < 2) {
            setter.place_name(*dot, name);
        }
        setter.region_names();
        for (dot, name) in shown.iter().filter(|(dot, _)| dot.rank >= 2) {
            setter.place_name(*dot, name);
        }
        Self { names: setter.names, dots: shown.into_iter().map(|(dot, _)| dot).collect() }
    }

    /// Paints dots and names.
    pub(super) fn paint(&self, painter: &Painter) {
        for name in &self.names {
            let galley = painter.layout_job(name.job.clone());
            // A mask in the colour of the ground interrupts lines and hatching under each row.
            for row in &galley.rows {
                let mask = row.rect().translate(name.at.to_vec2()).expand2(vec2(1.0, -3.0));
                painter.rect_filled(mask, CornerRadius::same(2), name.ground);
            }
            painter.galley(name.at, galley, name.color);
        }
        for dot in &self.dots {
            dot.paint(painter);
        }
    }
}

impl Dot {
    fn paint(self, painter: &Painter) {
        let color = if self.here { ACCENT } else { INK };
        if self.here {
            painter.circle_stroke(self.at, 9.0, Stroke::new(2.2, ACCENT));
            painter.circle_stroke(self.at, 12.5, Stroke::new(1.1, ACCENT));
        }
        match self.rank {
            0 | 1 => {
                painter.circle_filled(self.at, 3.4, PAGE);
                painter.circle_stroke(self.at, 3.4, Stroke::new(1.3, color));
                painter.circle_filled(self.at, 1.5, color);
            }
            2 => {
                painter.circle_filled(self.at, 2.6, PAGE);
                painter.circle_stroke(self.at, 2.6, Stroke::new(1.2, color));
            }
            _ => {
                painter.circle_filled(self.at, 1.9, color);
            }
        }
    }
}

impl Setter<'_> {
    fn is_free(&self, rect: Rect) -> bool {
        self.lens.rect.shrink(4.0).contains_rect(rect)
            && !self.taken.iter().any(|other| other.intersects(rect))
    }

    /// The colour of the ground at a point of the screen.
    fn ground(&self, at: Pos2) -> Color32 {
        let region = atlas().region_at(self.lens.back(at));
        region
            .and_then(|region| self.map.regions.iter().find(|shown| shown.id == region.id))
            .map_or(SEA, |shown| theme::tint(shown.ink))
    }

    /// Puts a name beside its dot, in the first of eight spots that is free.
    fn place_name(&mut self, dot: Dot, name: &str) {
        let (font, color, gap) = match dot.rank {
            _ if dot.here => (Face::LabelBold.at(15.5), ACCENT, 16.0),
            1 => (Face::LabelBold.at(13.5), INK, 6.5),
            2 => (Face::Label.at(13.5), INK, 5.5),
            _ => (Face::Label.at(12.5), mix(INK, FAINT, 0.3), 4.5),
        };
        let job = LayoutJob::simple_singleline(name.to_owned(), font, color);
        let size = self.painter.layout_job(job.clone()).size();
        let (w, h) = (size.x, size.y);
        let offsets = [
            vec2(gap, -h / 2.0),
            vec2(-gap - w, -h / 2.0),
            vec2(-w / 2.0, -gap - h + 2.0),
            vec2(-w / 2.0, gap - 2.0),
            vec2(gap * 0.7, -h - 1.0),
            vec2(gap * 0.7, 1.0),
            vec2(-w - gap * 0.7, -h - 1.0),
            vec2(-w - gap * 0.7, 1.0),
        ];
        let free = offsets
            .iter()
            .map(|offset| Rect::from_min_size(dot.at + *offset, size))
            .find(|rect| self.is_free(rect.shrink2(vec2(-2.0, 2.0))));
        if let Some(rect) = free {
            self.taken.push(rect.shrink2(vec2(0.0, 2.0)));
            let ground = self.ground(rect.center());
            self.names.push(PlacedLabel { job, at: rect.min, color, ground });
        }
    }

    /// Names of regions, letterspaced, the larger the more room there is.
    fn region_names(&mut self) {
        let size =
            |region: &Region| region.rings.iter().map(|r| r.bounds.area()).fold(0.0, f32::max);
        let mut regions: Vec<&Region> = atlas().regions.iter().collect();
        regions.sort_by(|a, b| size(b).total_cmp(&size(a)));
        for region in regions {
            let found = self.map.regions.iter().find(|shown| shown.id == region.id);
            if let Some(shown) = found {
                self.region_name(region, &shown.label, shown.ink);
            }
        }
    }

    fn region_name(&mut self, region: &Region, label: &str, ink: Ink) {
        let color = if ink == Ink::Other { FAINT } else { mix(theme::ink(ink), INK, 0.35) };
        let spots = self.spots(region);
        for size in [18.0, 15.0, 13.0, 11.5] {
            let job = region_job(label, size, color);
            let galley = self.painter.layout_job(job.clone());
            let extent = galley.size();
            let fit = spots.iter().map(|spot| Rect::from_center_size(*spot, extent)).find(|rect| {
                self.is_free(rect.expand2(vec2(2.0, -1.0)))
                    && [
                        rect.left_center(),
                        rect.right_center(),
                        rect.center_top(),
                        rect.center_bottom(),
                    ]
                    .iter()
                    .all(|corner| is_in(region, self.lens.back(*corner)))
            });
            // A region too small for its name may carry it over the edge, at the smallest size.
            let last = size < 12.0 && self.lens.depth() > 0.6;
            let fit = fit.or_else(|| {
                let width = region.rings[0].bounds.width() * self.lens.scale;
                let near = self.lens.at(region.label_at);
                let rect = Rect::from_center_size(near, extent);
                (last && extent.x < width * 1.5 && self.is_free(rect)).then_some(rect)
            });
            if let Some(rect) = fit {
                self.taken.push(rect.shrink(1.0));
                let at = pos2(rect.center().x, rect.min.y);
                self.names.push(PlacedLabel { job, at, color, ground: theme::tint(ink) });
                return;
            }
        }
    }

    /// Where a region's name might stand: its own spot, then others in sight, nearest first.
    fn spots(&self, region: &Region) -> Vec<Pos2> {
        let wanted = self.lens.at(region.label_at);
        let mut spots = Vec::new();
        for ring in region.rings.iter().take(1) {
            let bounds =
                Rect::from_min_max(self.lens.at(ring.bounds.min), self.lens.at(ring.bounds.max));
            let seen = bounds.intersect(self.lens.rect);
            if !seen.is_positive() {
                continue;
            }
            for row in 1..10 {
                for column in 1..10 {
                    let share = vec2(column as f32, row as f32) / 10.0;
                    let spot = seen.min + seen.size() * share;
                    if is_in(region, self.lens.back(spot)) {
                        spots.push(spot);
                    }
                }
            }
        }
        let aim = self.lens.rect.shrink(40.0).clamp(wanted);
        spots.sort_by(|a, b| a.distance_sq(aim).total_cmp(&b.distance_sq(aim)));
        if self.lens.rect.contains(wanted) {
            spots.insert(0, wanted);
        }
        spots
    }
}

fn is_in(region: &Region, point: Pos2) -> bool {
    region.rings.iter().any(|ring| ring.contains(point))
}

/// The name in capitals; what stands in brackets goes below, small and leaning.
fn region_job(label: &str, size: f32, color: Color32) -> LayoutJob {
    let (name, aside) = match label.split_once(" (") {
        Some((name, rest)) => (name, Some(rest.trim_end_matches(')'))),
        None => (label, None),
    };
    let mut job = LayoutJob::default();
    let format = TextFormat {
        font_id: Face::LabelBold.at(size),
        color,
        extra_letter_spacing: (size * 0.17).round(),
        line_height: Some((size * 1.3).round()),
        ..TextFormat::default()
    };
    // Long names break in the middle rather than run across the land.
    let name = name.to_uppercase();
    let middle = name.len() / 2;
    let space = name.match_indices(' ').map(|(at, _)| at).min_by_key(|at| at.abs_diff(middle));
    match space {
        Some(at) if name.len() > 14 => {
            job.append(&name[..at], 0.0, format.clone());
            job.append("\n", 0.0, format.clone());
            job.append(&name[at + 1..], 0.0, format);
        }
        _ => job.append(&name, 0.0, format),
    }
    if let Some(aside) = aside {
        let small = (size * 0.85).max(11.5);
        let format = TextFormat {
            font_id: Face::TextItalic.at(small),
            color,
            line_height: Some((small * 1.25).round()),
            ..TextFormat::default()
        };
        job.append("\n", 0.0, format.clone());
        job.append(aside, 0.0, format);
    }
    job.halign = Align::Center;
    job
}
