//! Drawing the sheet: sea, land, rivers, railways, border lines, the margin.
//!
//! Everything that moves with the camera alone is tessellated into one mesh and
//! kept until the camera or the position changes; a frame at rest costs a copy.
//! Names and signs are not here.

use std::sync::Arc;

use bevy::prelude::Resource;
use bevy_egui::egui::epaint::{
    PathShape, PathStroke, TessellationOptions, Tessellator, Vertex, WHITE_UV,
};
use bevy_egui::egui::{Color32, Mesh, Painter, Pos2, Rect, Shape, Stroke, Vec2, pos2};

use super::data::{Ring, atlas};
use super::frame::{graticule, graticule_step};
use super::labels::MapLabels;
use super::lens::Lens;
use super::signs;
use crate::desktop::theme::{self, FAINT, INK, LAND, PAPER, RIVER, SEA, WATER, mix};
use crate::scenario::draft::Ink;
use crate::view::{LineStyle, MapView, SeatView};

/// The sheet as it was drawn last, kept until the camera or the map changes.
#[derive(Resource)]
pub struct Sheet {
    drawn: Option<(Lens, f32, MapView)>,
    mesh: Arc<Mesh>,
    names: MapLabels,
    covered: [Rect; 3],
}

impl Default for Sheet {
    fn default() -> Self {
        Self {
            drawn: None,
            mesh: Arc::default(),
            names: MapLabels::default(),
            covered: [Rect::NOTHING; 3],
        }
    }
}

impl Sheet {
    /// Paints the sheet and the signs on it, drawing it anew if need be; `covered` is
    /// where the legend lies.
    pub(super) fn paint(
        &mut self,
        painter: &Painter,
        lens: &Lens,
        view: &SeatView,
        markers: &[signs::PlacedMarker],
        covered: [Rect; 3],
    ) {
        let pixels = painter.pixels_per_point();
        let stale = self.drawn.as_ref().is_none_or(|(drawn, density, map)| {
            drawn != lens
                || (density - pixels).abs() > f32::EPSILON
                || *map != view.map
                || self.covered != covered
        });
        if stale {
            self.mesh = Arc::new(Press::new(*lens, pixels).print(&view.map));
            self.drawn = Some((*lens, pixels, view.map.clone()));
            self.covered = covered;
            let mut taken = covered.to_vec();
            taken.extend(signs::spots(painter, lens, view, markers));
            self.names = MapLabels::place(painter, lens, view, taken);
        }
        painter.add(Shape::mesh(Arc::clone(&self.mesh)));
        self.names.paint(painter);
        signs::paint(painter, lens, view, markers);
    }
}

/// What turns shapes into one mesh.
struct Press {
    lens: Lens,
    mesh: Mesh,
    tessellator: Tessellator,
}

impl Press {
    fn new(lens: Lens, pixels: f32) -> Self {
        let mut tessellator =
            Tessellator::new(pixels, TessellationOptions::default(), [1, 1], Vec::new());
        tessellator.set_clip_rect(lens.rect.expand(8.0));
        Self { lens, mesh: Mesh::default(), tessellator }
    }

    fn print(mut self, map: &MapView) -> Mesh {
        let atlas = atlas();
        self.sea();
        self.graticule();
        // Bands under the land leave a thin line in the sea along the coast; the
        // outermost of each pair is half a tone, which smooths its edge.
        let line = mix(SEA, WATER, 0.75);
        for (reach, color) in
            [(4.4, mix(SEA, line, 0.5)), (4.0, line), (3.2, mix(SEA, line, 0.4)), (2.8, SEA)]
        {
            for ring in &atlas.land {
                self.band(ring, reach, color);
            }
        }
        for ring in &atlas.land {
            self.fill(ring, LAND);
        }
        for region in &atlas.regions {
            let Some(shown) = map.regions.iter().find(|shown| shown.id == region.id) else {
                continue;
            };
            let ink = shown.ink;
            for ring in &region.rings {
                self.fill(ring, theme::tint(ink));
                if ink == Ink::Manchukuo {
                    self.hatch(ring, mix(theme::tint(ink), theme::ink(ink), 0.42));
                }
            }
        }
        for region in &atlas.regions {
            for ring in &region.rings {
                self.outline(ring, 0.7, mix(LAND, FAINT, 0.38));
            }
        }
        self.waters();
        for ring in &atlas.land {
            self.outline(ring, 0.9, mix(RIVER, INK, 0.55));
        }
        for shown in &map.lines {
            if let Some(path) = atlas.lines.get(&shown.id) {
                self.border(path, shown.style, shown.ink);
            }
        }
        for shown in &map.railways {
            if let Some(path) = atlas.railways.get(&shown.id) {
                self.railway(path, theme::ink(shown.ink));
            }
        }
        self.margin();
        self.mesh
    }

    /// A path on the screen without what only spoils strokes: points that all but
    /// coincide, and needles that turn straight back.
    fn path(&self, points: &[Pos2]) -> Vec<Pos2> {
        let mut path: Vec<Pos2> = Vec::with_capacity(points.len());
        for point in points {
            let at = self.lens.at(*point);
            if path.last().is_some_and(|last| last.distance_sq(at) < 0.3) {
                continue;
            }
            if let [.., before, last] = path[..] {
                let (came, goes) = ((last - before).normalized(), (at - last).normalized());
                if came.dot(goes) < -0.97 {
                    path.pop();
                }
            }
            path.push(at);
        }
        path
    }

    fn is_in_sight(&self, bounds: Rect) -> bool {
        let rect = Rect::from_two_pos(self.lens.at(bounds.min), self.lens.at(bounds.max));
        rect.expand(6.0).intersects(self.lens.rect)
    }

    fn add(&mut self, shape: Shape) {
        self.tessellator.tessellate_shape(shape, &mut self.mesh);
    }

    fn triangle_mesh(
        &mut self,
        points: impl Iterator<Item = Pos2>,
        triangles: &[u32],
        color: Color32,
    ) {
        let first = self.mesh.vertices.len() as u32;
        self.mesh.vertices.extend(points.map(|pos| Vertex { pos, uv: WHITE_UV, color }));
        self.mesh.indices.extend(triangles.iter().map(|index| first + index));
    }

    fn sea(&mut self) {
        let rect = self.lens.rect;
        self.mesh.add_colored_rect(rect, SEA);
    }

    fn fill(&mut self, ring: &Ring, color: Color32) {
        if self.is_in_sight(ring.bounds) {
            let lens = self.lens;
            self.triangle_mesh(ring.points.iter().map(|p| lens.at(*p)), &ring.triangles, color);
        }
    }

    fn outline(&mut self, ring: &Ring, width: f32, color: Color32) {
        if self.is_in_sight(ring.bounds) {
            let points = self.path(&ring.points);
            if points.len() > 2 {
                self.add(Shape::closed_line(points, PathStroke::new(width, color)));
            }
        }
    }

    /// A band of a reach to both sides of an outline, with round corners.
    fn band(&mut self, ring: &Ring, reach: f32, color: Color32) {
        if !self.is_in_sight(ring.bounds) {
            return;
        }
        let sight = self.lens.rect.expand(12.0);
        // Steps shorter than two points do not show under so wide a band.
        let mut points: Vec<Pos2> = Vec::new();
        for point in &ring.points {
            let at = self.lens.at(*point);
            if points.last().is_none_or(|last| last.distance_sq(at) > 4.0) {
                points.push(at);
            }
        }
        for index in 0..points.len() {
            let (a, b) = (points[index], points[(index + 1) % points.len()]);
            if !sight.intersects(Rect::from_two_pos(a, b)) {
                continue;
            }
            let across = (b - a).normalized().rot90() * reach;
            let quad = [a - across, a + across, b + across, b - across];
            self.triangle_mesh(quad.into_iter(), &[0, 1, 2, 0, 2, 3], color);
            let corner =
                (0..8).map(|k| b + reach * Vec2::angled(core::f32::consts::TAU * k as f32 / 8.0));
            self.triangle_mesh(
                corner,
                &[0, 1, 2, 0, 2, 3, 0, 3, 4, 0, 4, 5, 0, 5, 6, 0, 6, 7],
                color,
            );
        }
    }

    fn line(&mut self, points: Vec<Pos2>, width: f32, color: Color32) {
        if points.len() > 1 {
            self.add(Shape::Path(PathShape {
                points,
                closed: false,
                fill: Color32::TRANSPARENT,
                stroke: PathStroke::new(width, color),
            }));
        }
    }

    /// Diagonal hatching of an outline, line by line against its edges.
    fn hatch(&mut self, ring: &Ring, color: Color32) {
        if !self.is_in_sight(ring.bounds) {
            return;
        }
        let points: Vec<Pos2> = ring.points.iter().map(|p| self.lens.at(*p)).collect();
        let step = 9.0;
        // A hatch line is x + y = k; the crossings with it are measured along x − y.
        let sight = self.lens.rect;
        let sums = points.iter().map(|p| p.x + p.y);
        let low = sums.clone().fold(f32::INFINITY, f32::min).max(sight.min.x + sight.min.y);
        let high = sums.fold(f32::NEG_INFINITY, f32::max).min(sight.max.x + sight.max.y);
        let mut k = (low / step).ceil() * step;
        while k < high {
            let mut crossings: Vec<f32> = Vec::new();
            let mut last = points[points.len() - 1];
            for next in &points {
                let (a, b) = (last.x + last.y - k, next.x + next.y - k);
                if (a > 0.0) != (b > 0.0) {
                    let cross = last + (*next - last) * (a / (a - b));
                    crossings.push(cross.x - cross.y);
                }
                last = *next;
            }
            crossings.sort_by(f32::total_cmp);
            for pair in crossings.chunks_exact(2) {
                let end = |d: f32| pos2(f32::midpoint(k, d), (k - d) / 2.0);
                self.add(Shape::line_segment(
                    [end(pair[0]), end(pair[1])],
                    Stroke::new(0.7, color),
                ));
            }
            k += step;
        }
    }

    fn waters(&mut self) {
        let atlas = atlas();
        let width = 0.75 + 0.25 * self.lens.depth().min(4.0);
        for river in &atlas.rivers {
            if self.is_in_sight(Rect::from_points(river)) {
                let path = self.path(river);
                self.line(path, width, RIVER);
            }
        }
        for ring in &atlas.lakes {
            self.fill(ring, SEA);
            self.outline(ring, 0.8, RIVER);
        }
    }

    fn border(&mut self, path: &[Pos2], style: LineStyle, ink: Option<Ink>) {
        if !self.is_in_sight(Rect::from_points(path)) {
            return;
        }
        let points = self.path(path);
        let brown = mix(INK, FAINT, 0.35);
        let own = ink.map_or(brown, theme::ink);
        let mut shapes = Vec::new();
        match style {
            LineStyle::Settled => {
                // The chain of the old atlases: dash, dot.
                let stroke = Stroke::new(1.1, brown);
                shapes =
                    Shape::dashed_line_with_offset(&points, stroke, &[8.0, 1.6], &[2.6, 2.6], 0.0);
            }
            LineStyle::Open => shapes = Shape::dotted_line(&points, own, 5.0, 1.2),
            LineStyle::Claim => {
                self.line(points.clone(), 3.4, mix(PAPER, own, 0.16));
                shapes = Shape::dashed_line(&points, Stroke::new(1.9, own), 7.0, 4.0);
            }
            LineStyle::Agreed => self.line(points, 1.4, own),
            LineStyle::Marked => self.line(points, 2.6, own),
        }
        for shape in shapes {
            self.add(shape);
        }
    }

    /// A line with ties, as on maps of the time.
    fn railway(&mut self, path: &[Pos2], color: Color32) {
        if !self.is_in_sight(Rect::from_points(path)) {
            return;
        }
        let points = self.path(path);
        let color = mix(color, INK, 0.35);
        let (gap, tie) = if self.lens.depth() < 0.8 { (7.0, 1.7) } else { (8.0, 2.4) };
        let mut until = gap * 0.5;
        let mut ties = Vec::new();
        for pair in points.windows(2) {
            let along = pair[1] - pair[0];
            let length = along.length();
            let across = along.normalized().rot90() * tie;
            while until < length {
                let at = pair[0] + along * (until / length);
                ties.push([at - across, at + across]);
                until += gap;
            }
            until -= length;
        }
        self.line(points, 1.1, color);
        for ends in ties {
            if self.lens.rect.contains(ends[0]) {
                self.add(Shape::line_segment(ends, Stroke::new(0.9, color)));
            }
        }
    }

    fn graticule(&mut self) {
        let step = graticule_step(&self.lens);
        let color = mix(SEA, WATER, 0.5);
        for (_, path, _) in graticule(step) {
            let path = self.path(&path);
            self.line(path, 0.6, color);
        }
    }

    /// Paper over everything outside the window, and the neat line around it.
    fn margin(&mut self) {
        let atlas = atlas();
        let middle = atlas.bounds.center();
        let edge = &atlas.edge;
        let count = edge.len() as u32;
        let lens = self.lens;
        let far = edge.iter().map(|p| middle + (*p - middle) * 6.0);
        let points: Vec<Pos2> = edge.iter().copied().chain(far).map(|p| lens.at(p)).collect();
        let mut triangles = Vec::new();
        for index in 0..count {
            let next = (index + 1) % count;
            triangles.extend([index, next, index + count, next, next + count, index + count]);
        }
        self.triangle_mesh(points.into_iter(), &triangles, PAPER);
        let points = self.path(edge);
        self.add(Shape::closed_line(points.clone(), PathStroke::new(1.0, FAINT)));
        let outside: Vec<Pos2> =
            points.iter().map(|p| *p + (*p - lens.at(middle)).normalized() * 4.0).collect();
        self.add(Shape::closed_line(outside, PathStroke::new(2.0, FAINT)));
    }
}
