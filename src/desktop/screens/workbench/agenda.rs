//! The agenda as a graph: items down the page in the order of their days, what
//! hangs on what as arcs beside them, and whether each can come up.

use bevy_egui::egui::{
    self, Align2, CentralPanel, Color32, CornerRadius, CursorIcon, Frame, Margin, Painter, Panel,
    Pos2, Rect, ScrollArea, Sense, Shape, Stroke, Ui, epaint::CubicBezierShape, pos2, vec2,
};

use super::findings::place_words;
use super::page::paper;
use crate::desktop::bench::{Ask, Workbench};
use crate::desktop::requests::{Request, Requests};
use crate::desktop::speech::Speaks as _;
use crate::desktop::theme::{self, ACCENT, AGAINST, FAINT, FOR, Face, INK, PAGE, PAPER};
use crate::desktop::typeset::{self, Weight};
use crate::ensemble::way::Point;
use crate::rules::defs::ItemKind;
use crate::rules::holders::Asked;
use crate::rules::ids::ItemId;
use crate::scenario::graph::{AgendaNode, Edge, Graph, Pull};
use crate::scenario::reach::Reach;
use crate::scenario::reading::Good;
use crate::words::Phrase;
use crate::workbench::Bench;

/// The height of a row.
const ROW: f32 = 30.0;
/// More arcs than this tell nobody anything; then only those of the chosen item are drawn.
const MOST_ARCS: usize = 600;

/// Lays out the graph, and the chosen item beside it.
pub(super) fn show(
    ui: &mut Ui,
    bench: &Bench,
    workbench: &mut Workbench,
    requests: &mut Requests,
    narrow: bool,
) {
    let words = ui.words();
    let Some(good) = bench.good() else {
        paper(ui, |ui| {
            typeset::prose(ui, &words.say("bench-never-good"));
        });
        return;
    };
    let chosen = workbench.item.filter(|item| item.index() < good.graph.nodes.len());
    let mut details = |ui: &mut Ui, workbench: &mut Workbench| {
        let salt = ("bench item", chosen);
        ScrollArea::vertical().id_salt(salt).auto_shrink([false, false]).show(ui, |ui| {
            let margin = Margin { left: 18, right: 12, top: 12, bottom: 16 };
            Frame::new().inner_margin(margin).show(ui, |ui| {
                ui.set_width(ui.available_width());
                match chosen {
                    Some(item) => detail(ui, good, item, workbench, requests),
                    None => legend(ui),
                }
            });
        });
    };
    if narrow {
        let height = (ui.available_height() * 0.45).max(90.0);
        Panel::bottom("bench item")
            .frame(Frame::new().fill(PAPER))
            .exact_size(height)
            .resizable(false)
            .show_separator_line(false)
            .show(ui, |ui| details(ui, workbench));
    } else {
        let width = (ui.available_width() * 0.38).clamp(320.0, 520.0);
        Panel::right("bench item")
            .frame(Frame::new().fill(PAPER))
            .exact_size(width)
            .resizable(false)
            .show_separator_line(false)
            .show(ui, |ui| details(ui, workbench));
    }
    CentralPanel::default().frame(Frame::new().fill(PAGE)).show(ui, |ui| {
        graph(ui, good, workbench);
    });
}

/// How far left the arcs may reach.
fn arc_room(width: f32) -> f32 {
    (width * 0.26).clamp(60.0, 190.0)
}

fn graph(ui: &mut Ui, good: &Good, workbench: &mut Workbench) {
    let nodes = &good.graph.nodes;
    let room = arc_room(ui.available_width());
    ui.spacing_mut().item_spacing.y = 0.0;
    ui.add_space(8.0);
    let mut area = ScrollArea::vertical().id_salt("bench graph").auto_shrink([false, false]);
    if core::mem::take(&mut workbench.follow)
        && let Some(item) = workbench.item
    {
        let above = ui.available_height() * 0.4;
        area = area.vertical_scroll_offset((item.index() as f32 * ROW - above).max(0.0));
    }
    area.show_rows(ui, ROW, nodes.len(), |ui, range| {
        typeset::scroll_by_keys(ui, false);
        let top = ui.cursor().top() - range.start as f32 * ROW;
        let x = ui.cursor().left() + room;
        let y_of = |item: ItemId| top + (item.index() as f32 + 0.5) * ROW;
        arcs(ui, &good.graph, workbench.item, (room, x), &y_of);
        for node in &nodes[range] {
            row(ui, good, node, workbench, x);
        }
    });
}

/// The arcs: what comes about above helps, or hinders, what stands below.
fn arcs(
    ui: &Ui,
    graph: &Graph,
    chosen: Option<ItemId>,
    (room, x): (f32, f32),
    y_of: &impl Fn(ItemId) -> f32,
) {
    let clip = ui.clip_rect();
    let painter = ui.painter();
    let farthest = graph.nodes.len().max(2) as f32;
    let draw = |edge: &Edge, strong: bool| {
        let (from, to) = (y_of(edge.from), y_of(edge.to));
        if edge.from == edge.to || from.max(to) < clip.top() || from.min(to) > clip.bottom() {
            return;
        }
        let steps = (edge.to.index() as f32 - edge.from.index() as f32).abs();
        // Far ones bulge more, but not in proportion, or near ones would lie flat.
        let bulge = room * (0.16 + 0.78 * (steps / farthest).sqrt());
        let ink = match edge.pull {
            Pull::For => FOR,
            Pull::Against => AGAINST,
        };
        let (color, width) = if strong {
            (ink, 1.8)
        } else if chosen.is_some() {
            (theme::mix(PAGE, ink, 0.16), 1.0)
        } else {
            (theme::mix(PAGE, ink, 0.42), 1.0)
        };
        let (start, end) = (pos2(x - 9.0, from), pos2(x - 9.0, to));
        let points = [start, pos2(start.x - bulge * 1.3, from), pos2(end.x - bulge * 1.3, to), end];
        let stroke = Stroke::new(width, color);
        painter.add(CubicBezierShape::from_points_stroke(
            points,
            false,
            Color32::TRANSPARENT,
            stroke,
        ));
        if strong {
            arrow(painter, end, color);
        }
    };
    let of_chosen = |edge: &Edge| chosen.is_some_and(|c| edge.from == c || edge.to == c);
    if graph.edges.len() <= MOST_ARCS {
        for edge in graph.edges.iter().filter(|edge| !of_chosen(edge)) {
            draw(edge, false);
        }
    }
    for edge in graph.edges.iter().filter(|edge| of_chosen(edge)) {
        draw(edge, true);
    }
}

fn arrow(painter: &Painter, tip: Pos2, color: Color32) {
    let points = vec![tip, tip + vec2(-7.0, -3.5), tip + vec2(-7.0, 3.5)];
    painter.add(Shape::convex_polygon(points, color, Stroke::NONE));
}

/// Draws whether an item comes up: always a full disc, perhaps a ring, never a cross.
fn sign(painter: &Painter, at: Pos2, reach: Reach, conference: bool) {
    let color = if reach == Reach::Never { AGAINST } else { INK };
    let stroke = Stroke::new(1.6, color);
    match (reach, conference) {
        (Reach::Always, false) => {
            painter.circle_filled(at, 5.0, color);
        }
        (Reach::Perhaps, false) => {
            painter.circle(at, 4.6, PAGE, stroke);
        }
        (Reach::Always | Reach::Perhaps, true) => {
            let rect = Rect::from_center_size(at, vec2(9.5, 9.5));
            let fill = if reach == Reach::Always { color } else { PAGE };
            painter.rect(rect, CornerRadius::ZERO, fill, stroke, egui::StrokeKind::Middle);
        }
        (Reach::Never, _) => {
            for (dx, dy) in [(1.0, 1.0), (1.0, -1.0)] {
                let arm = vec2(4.5 * dx, 4.5 * dy);
                painter.line_segment([at - arm, at + arm], Stroke::new(2.0, color));
            }
        }
    }
}

fn row(ui: &mut Ui, good: &Good, node: &AgendaNode, workbench: &mut Workbench, x: f32) {
    let width = ui.available_width();
    let (rect, response) = ui.allocate_exact_size(vec2(width, ROW), Sense::click());
    let text = good.scenario.item(node.item);
    let chosen = workbench.item == Some(node.item);
    let right = Rect::from_min_max(pos2(x + 10.0, rect.top()), rect.max);
    if chosen || response.hovered() {
        let fill = theme::mix(PAGE, ACCENT, if chosen { 0.12 } else { 0.05 });
        ui.painter().rect_filled(right, CornerRadius::ZERO, fill);
    }
    let conference = matches!(node.kind, ItemKind::Conference(_));
    sign(ui.painter(), pos2(x, rect.center().y), node.reach, conference);
    let painter = ui.painter_at(right);
    let y = rect.center().y;
    let day = text.date.to_string();
    let date =
        painter.text(pos2(x + 18.0, y), Align2::LEFT_CENTER, &day, Face::Label.at(13.0), FAINT);
    // How often it came up stands at the right, where games were played.
    let share = workbench.tried().and_then(|tried| tried.opened.get(&node.item)).copied();
    let mut end = rect.right() - 12.0;
    if let Some(share) = share {
        let bar = Rect::from_min_size(pos2(end - 44.0, rect.top()), vec2(44.0, ROW));
        typeset::paint_bar(ui.painter(), bar, share, FOR);
        end = bar.left() - 8.0;
        let words = typeset::percent(share);
        let shown =
            painter.text(pos2(end, y), Align2::RIGHT_CENTER, words, Face::Label.at(13.0), INK);
        end = shown.left() - 10.0;
    }
    let face = if chosen { Face::LabelBold } else { Face::Label };
    let color = if node.reach == Reach::Never { AGAINST } else { INK };
    let room = Rect::from_min_max(pos2(date.right() + 10.0, rect.top()), pos2(end, rect.bottom()));
    let painter = ui.painter_at(room);
    painter.text(room.left_center(), Align2::LEFT_CENTER, &text.title, face.at(15.0), color);
    let words = format!("{day} {}", text.title);
    response.widget_info(|| {
        egui::WidgetInfo::selected(egui::WidgetType::RadioButton, true, chosen, &words)
    });
    typeset::focus_ring(ui, &response, right);
    if response.on_hover_cursor(CursorIcon::PointingHand).clicked() {
        workbench.item = Some(node.item);
    }
}

/// What the signs mean, before an item is chosen.
fn legend(ui: &mut Ui) {
    let words = ui.words();
    typeset::prose(ui, &words.say("bench-graph-what"));
    ui.add_space(6.0);
    for (reach, conference, key) in [
        (Reach::Always, false, Phrase("bench-reach-always")),
        (Reach::Perhaps, false, Phrase("bench-reach-perhaps")),
        (Reach::Never, false, Phrase("bench-reach-never")),
        (Reach::Always, true, Phrase("bench-sign-conference")),
    ] {
        ui.horizontal_top(|ui| {
            let (rect, _) = ui.allocate_exact_size(vec2(18.0, 21.0), Sense::hover());
            sign(ui.painter(), rect.center(), reach, conference);
            typeset::line(ui, &words.phrase(key));
        });
    }
    for (color, key) in [(FOR, Phrase("bench-arc-for")), (AGAINST, Phrase("bench-arc-against"))] {
        ui.horizontal_top(|ui| {
            let (rect, _) = ui.allocate_exact_size(vec2(18.0, 21.0), Sense::hover());
            ui.painter().hline(
                rect.x_range().shrink(1.0),
                rect.center().y,
                Stroke::new(2.0, color),
            );
            typeset::line(ui, &words.phrase(key));
        });
    }
}

/// One item: whether it comes up, from where to play, what it hangs on.
fn detail(
    ui: &mut Ui,
    good: &Good,
    item: ItemId,
    workbench: &mut Workbench,
    requests: &mut Requests,
) {
    let words = ui.words();
    let node = &good.graph.nodes[item.index()];
    let text = good.scenario.item(item);
    let place = &good.items[item.index()];
    typeset::title(ui, &text.title, 21.0);
    let args = [("date", text.date.to_string().into()), ("id", text.id.as_str().into())];
    typeset::note(ui, &words.say_with("bench-item-line", &args));
    if typeset::small_link(
        ui,
        &words.say_with("bench-show-text", &[("place", place_words(place).into())]),
    )
    .clicked()
    {
        workbench.chosen = None;
        workbench.go_to(place);
    }
    ui.add_space(4.0);
    let key = match node.reach {
        Reach::Always => Phrase("bench-reach-always"),
        Reach::Perhaps => Phrase("bench-reach-perhaps"),
        Reach::Never => Phrase("bench-reach-never"),
    };
    typeset::line(ui, &words.phrase(key));
    if let Some(why) = good.never.get(&item) {
        typeset::note(ui, why);
    }
    if let Some(share) = workbench.tried().and_then(|tried| tried.opened.get(&item)) {
        let args = [("share", typeset::percent(*share).into())];
        typeset::share_bar(ui, *share, &words.say_with("bench-item-share", &args), FOR);
    }
    let points = Point::of(&good.scenario, item);
    typeset::heading(ui, &words.say("bench-points"));
    if points.is_empty() {
        typeset::aside(ui, &words.say("bench-no-points"));
    }
    for point in points {
        let seat = &good.scenario.text.seats[point.seat.index()];
        let what = match point.asked {
            Asked::Move(mv) => good.scenario.mv(mv).question.clone(),
            Asked::Speech(id) => good
                .scenario
                .conference(id)
                .parties
                .iter()
                .find(|party| party.seat.text == seat.id.as_str())
                .map_or_else(String::new, |party| party.delegates.clone()),
        };
        typeset::line(ui, &what);
        let args = [("seat", seat.name.as_str().into())];
        let idle = workbench.busy.is_none() && node.reach != Reach::Never;
        let sentence = words.say_with("bench-play-here", &args);
        let button = typeset::button(ui, &sentence, Weight::Plain, idle);
        if button.on_hover_text(words.say("bench-play-here-hint")).clicked() {
            requests.ask(Request::Bench(Ask::PlayFrom(point)));
        }
        ui.add_space(6.0);
    }
    let asks: Vec<&Edge> = good.graph.to(item).collect();
    edges(ui, good, (Phrase("bench-hangs-on"), item), &asks, |edge| edge.from, workbench);
    let leads: Vec<&Edge> = good.graph.from(item).filter(|edge| edge.to != item).collect();
    edges(ui, good, (Phrase("bench-leads-to"), item), &leads, |edge| edge.to, workbench);
}

fn edges(
    ui: &mut Ui,
    good: &Good,
    (heading, here): (Phrase, ItemId),
    list: &[&Edge],
    other: impl Fn(&Edge) -> ItemId,
    workbench: &mut Workbench,
) {
    let words = ui.words();
    if list.is_empty() {
        return;
    }
    typeset::heading(ui, &words.phrase(heading));
    let mut items: Vec<ItemId> = list.iter().map(|edge| other(edge)).collect();
    items.sort_unstable();
    items.dedup();
    for item in items {
        let title = &good.scenario.item(item).title;
        if item == here {
            typeset::wrapped(
                ui,
                &words.say("bench-within"),
                Face::LabelBold.at(14.0),
                INK,
                f32::INFINITY,
            );
        } else if typeset::link(ui, title).clicked() {
            workbench.item = Some(item);
            workbench.follow = true;
        }
        for edge in list.iter().filter(|edge| other(edge) == item) {
            let (color, sign) = if edge.pull == Pull::For { (FOR, "+") } else { (AGAINST, "−") };
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = 6.0;
                typeset::wrapped(ui, sign, Face::LabelBold.at(14.0), color, 14.0);
                let sentence = crate::words::sentence_case(&edge.words) + ".";
                typeset::wrapped(ui, &sentence, Face::Label.at(14.0), INK, typeset::MEASURE);
            });
        }
        ui.add_space(6.0);
    }
}
