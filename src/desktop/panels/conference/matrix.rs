//! The clauses with everything they can say: a row each, whose cells are its values.

use std::sync::Arc;

use bevy_egui::egui::{
    Color32, CornerRadius, CursorIcon, Galley, Rect, Sense, Stroke, StrokeKind, Ui, WidgetInfo,
    WidgetType, pos2, text::LayoutJob, vec2,
};

use super::columns::Columns;
use super::worth::{self, Scale, WorthBreakdown};
use super::{article, marks};
use crate::desktop::drafting::Drafting;
use crate::desktop::speech::Speaks as _;
use crate::desktop::theme::{self, ACCENT, AGAINST, FAINT, FOR, Face, INK, PAGE, RULE, SHADE, mix};
use crate::desktop::typeset;
use crate::rules::ids::ClauseValueId;
use crate::view::{Assessment, ClauseView, ConferenceView, ShownClause};
use crate::words::percent;

/// The values that have a cell: the author's. Those with a reservation are shown
/// in the cell of the value they are a version of.
#[must_use]
pub fn cells(clause: &ClauseView) -> Vec<ClauseValueId> {
    let authored = clause.numbered().filter(|(_, value)| value.reserved.is_none());
    authored.map(|(value, _)| value).collect()
}

/// The line above the matrix: whose draft is shown, and the names of the lines.
pub fn caption(ui: &mut Ui, table: &ConferenceView, pen: &Drafting, columns: &Columns) {
    let words = ui.words();
    let (sentence, color) = match &pen.preview {
        Some(preview) => {
            let ink = preview.by.map_or(ACCENT, |party| theme::ink(table.party(party).ink));
            (preview.words.clone(), ink)
        }
        None if !pen.differs(table) => (words.say("conference-caption-standing"), FAINT),
        None => (words.say("conference-caption-draft"), ACCENT),
    };
    let room = columns.worth_at() - 50.0;
    let mut job = typeset::capitals_job(&sentence, 11.5, color);
    job.wrap.max_width = room.max(80.0);
    let galley = ui.painter().layout_job(job);
    let height = galley.size().y.max(29.0);
    let (rect, _) = ui.allocate_exact_size(vec2(columns.total, height), Sense::hover());
    let at = pos2(rect.left(), rect.bottom() - galley.size().y - 3.0);
    ui.painter().galley(at, galley, color);
    if let Some(assessment) = table.desk.assess(pen.shown()) {
        let scale = Scale::of(columns, rect.left());
        worth::line_names(ui.painter(), scale, rect.top(), &assessment);
    }
    ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, RULE));
}

/// The rows as they will be set, before it is known how much room they get.
#[derive(Debug)]
pub struct Rows(Vec<MatrixRow>);

#[derive(Debug)]
struct MatrixRow {
    values: Vec<ClauseValueId>,
    /// The words of each cell, plain and bold.
    labels: Vec<[Arc<Galley>; 2]>,
    name: Arc<Galley>,
    /// What stands above the cells.
    above: f32,
    cell: f32,
    height: f32,
}

impl Rows {
    /// Sets the words of all rows.
    #[must_use]
    pub fn measure(ui: &Ui, table: &ConferenceView, pen: &Drafting, columns: &Columns) -> Self {
        let measure = |(number, clause): (ShownClause, &ClauseView)| {
            let values = cells(clause);
            let wide = columns.cells / values.len() as f32;
            let labels: Vec<[Arc<Galley>; 2]> = values
                .iter()
                .map(|value| {
                    let label = clause.value(*value).label.clone();
                    [Face::Label, Face::LabelBold].map(|face| {
                        let room = (wide - 16.0).max(40.0);
                        ui.painter().layout(label.clone(), face.at(columns.size), INK, room)
                    })
                })
                .collect();
            let tall = labels.iter().flatten().map(|galley| galley.size().y).fold(0.0, f32::max);
            let cell = (tall + 24.0).max(42.0);
            let name = name(ui, clause, number, pen.clause == number, columns);
            let beside = columns.name > 0.0;
            let above = if beside { 0.0 } else { name.size().y + 5.0 };
            let cell = if beside { cell.max(name.size().y) } else { cell };
            let height = cell + above + 6.0;
            MatrixRow { values, labels, name, above, cell, height }
        };
        Self(table.numbered().map(measure).collect())
    }

    /// How tall they are together.
    #[must_use]
    pub fn height(&self) -> f32 {
        self.0.iter().map(|row| row.height).sum()
    }

    /// Shares out more room among them, as much as suits them.
    pub fn stretch(&mut self, by: f32) {
        let each = (by / self.0.len().max(1) as f32).clamp(0.0, 28.0);
        for row in &mut self.0 {
            row.cell += each;
            row.height += each;
        }
    }
}

/// Lays out the rows.
pub fn show(
    ui: &mut Ui,
    table: &ConferenceView,
    pen: &mut Drafting,
    columns: &Columns,
    rows: Rows,
) {
    let Some(assessment) = table.desk.assess(pen.shown()) else { return };
    let account = worth::account(&assessment.why, table.clauses.len());
    let reveal = core::mem::take(&mut pen.reveal);
    let usual = ui.spacing().item_spacing.y;
    ui.spacing_mut().item_spacing.y = 0.0;
    let mut run = account.ideal;
    for ((clause, _), set) in table.numbered().zip(rows.0) {
        let rect = row(ui, table, pen, columns, clause, set, &assessment, &account, run);
        run += account.clauses[clause.index()];
        if reveal && clause == pen.clause {
            ui.scroll_to_rect(rect.expand(4.0), None);
        }
    }
    ui.spacing_mut().item_spacing.y = usual;
}

/// One clause; answers where it stands.
fn row(
    ui: &mut Ui,
    table: &ConferenceView,
    pen: &mut Drafting,
    columns: &Columns,
    clause: ShownClause,
    set: MatrixRow,
    assessment: &Assessment,
    account: &WorthBreakdown,
    run: i64,
) -> Rect {
    let view = table.clause(clause);
    let here = pen.clause == clause;
    let MatrixRow { values, labels, name, above, cell: cell_height, height } = set;
    let wide = columns.cells / values.len() as f32;
    let (rect, _) = ui.allocate_exact_size(vec2(columns.total, height), Sense::hover());
    let id = ui.id().with(("clause", clause));
    if here {
        let room = Rect::from_min_max(
            pos2(rect.left() - 10.0, rect.top()),
            pos2(rect.left() + columns.worth_at() - 8.0, rect.bottom()),
        );
        ui.painter().rect_filled(room, CornerRadius::ZERO, SHADE);
        let bar = Rect::from_min_size(room.min, vec2(4.0, room.height()));
        ui.painter().rect_filled(bar, CornerRadius::ZERO, ACCENT);
    }
    let name_at = if columns.name > 0.0 {
        pos2(rect.left() + 2.0, rect.center().y - name.size().y / 2.0)
    } else {
        pos2(rect.left() + 8.0, rect.top() + 5.0)
    };
    let name_rect = Rect::from_min_size(name_at, name.size());
    ui.painter().galley(name_at, name, INK);
    let named = ui.interact(name_rect, id, Sense::CLICK).on_hover_cursor(CursorIcon::PointingHand);
    if named.clicked() {
        pen.clause = clause;
    }
    named.on_hover_ui(|ui| about(ui, view));
    let left = rect.left() + columns.cells_at();
    let top = rect.top() + 3.0 + above;
    let place = |at: usize| {
        let min = pos2(left + wide * at as f32, top);
        Rect::from_min_size(min, vec2(wide, cell_height)).shrink2(vec2(1.5, 0.0))
    };
    let letters = marks::letters(&table.parties);
    for (at, (value, galleys)) in values.iter().zip(labels).enumerate() {
        let cell = place(at);
        let shown = view.base(pen.shown()[clause.index()]) == *value;
        let in_hand = view.base(pen.draft[clause.index()]) == *value;
        let sense = Sense::CLICK | Sense::DRAG;
        let response = ui.interact(cell, id.with(*value), sense);
        response.widget_info(|| {
            let label = &view.value(*value).label;
            WidgetInfo::selected(WidgetType::RadioButton, true, in_hand, label)
        });
        let mut to = response.clicked().then_some(*value);
        if response.dragged()
            && let Some(pointer) = response.interact_pointer_pos()
        {
            let n = ((pointer.x - left) / wide).floor().max(0.0) as usize;
            to = values.get(n).or(values.last()).copied();
        }
        paint_cell(ui, table, pen, clause, *value, cell, galleys, response.hovered(), &letters);
        let toggled = reservation(ui, table, pen, clause, *value, cell, shown);
        let response = response.on_hover_cursor(CursorIcon::PointingHand);
        response.on_hover_ui(|ui| article::show(ui, table, clause, *value));
        if let Some(to) = to.filter(|_| !toggled) {
            pen.write(table, clause, to);
        }
    }
    let scale = Scale::of(columns, rect.left());
    worth::lines(ui.painter(), scale, rect.y_range(), assessment);
    worth::step(ui.painter(), scale, rect, run, account.clauses[clause.index()], here);
    if !here {
        ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(0.6, mix(PAGE, RULE, 0.6)));
    }
    rect
}

/// The number, the heading, how much it weighs, and whether it is secret.
fn name(
    ui: &Ui,
    clause: &ClauseView,
    number: ShownClause,
    here: bool,
    columns: &Columns,
) -> Arc<Galley> {
    let words = ui.words();
    let mut job = LayoutJob::default();
    job.wrap.max_width = if columns.name > 0.0 { columns.name } else { columns.worth_at() - 20.0 };
    let title = if here { ACCENT } else { INK };
    let mut say_in = |sentence: &str, face: Face, size: f32, color: Color32| {
        let format = bevy_egui::egui::TextFormat {
            font_id: face.at(size),
            color,
            line_height: Some((size * 1.25).round()),
            ..Default::default()
        };
        job.append(sentence, 0.0, format);
    };
    say_in(
        &format!("{}  {}", number.index() + 1, clause.title),
        Face::TextBold,
        columns.size + 1.5,
        title,
    );
    let break_ = if columns.name > 0.0 { "\n" } else { "   " };
    let weight = words.say_with("conference-weight", &[("percent", percent(clause.weight).into())]);
    say_in(
        &format!("{break_}{}", weight.replace(" %", "\u{a0}%")),
        Face::Label,
        columns.size - 0.5,
        FAINT,
    );
    if let Some(secret) = &clause.secret {
        say_in(&format!("{break_}{secret}"), Face::LabelBold, columns.size - 0.5, AGAINST);
    }
    ui.painter().layout_job(job)
}

/// What is to be said of a clause beside its values.
fn about(ui: &mut Ui, clause: &ClauseView) {
    let words = ui.words();
    typeset::wrapped(ui, &clause.title, Face::TextBold.at(16.0), INK, 360.0);
    let weight = words.say_with("conference-weight", &[("percent", percent(clause.weight).into())]);
    typeset::wrapped(ui, &weight, Face::Label.at(14.0), FAINT, 360.0);
    if let Some(secret) = &clause.secret {
        typeset::wrapped(ui, secret, Face::LabelBold.at(14.0), AGAINST, 360.0);
    }
    if clause.ordered {
        typeset::wrapped(ui, &words.say("conference-ordered"), Face::Label.at(14.0), FAINT, 360.0);
    }
}

/// The paper, the words and the signs of one value.
fn paint_cell(
    ui: &Ui,
    table: &ConferenceView,
    pen: &Drafting,
    clause: ShownClause,
    value: ClauseValueId,
    cell: Rect,
    [plain, bold]: [Arc<Galley>; 2],
    hovered: bool,
    letters: &[String],
) {
    let view = table.clause(clause);
    let entry = view.value(value);
    let painter = ui.painter();
    let shown = view.base(pen.shown()[clause.index()]) == value;
    let in_hand = view.base(pen.draft[clause.index()]) == value;
    let mut probe = pen.shown().to_vec();
    if !shown {
        probe[clause.index()] = value;
    }
    let with = table.desk.assess(&probe);
    let passes = with.as_ref().map(|with| with.why.ratification >= 0.5);
    let asks_home = !table.ratification.is_empty();
    let ink = match &pen.preview {
        Some(preview) => preview.by.map_or(ACCENT, |party| theme::ink(table.party(party).ink)),
        None => ACCENT,
    };
    let ground = if asks_home && passes == Some(true) { mix(PAGE, FOR, 0.09) } else { PAGE };
    let (fill, stroke) = match (shown, hovered) {
        (true, _) => (mix(ground, ink, 0.17), Stroke::new(2.5, ink)),
        (false, true) => (ground, Stroke::new(1.5, ACCENT)),
        (false, false) if in_hand => (ground, Stroke::new(1.2, ACCENT)),
        (false, false) => (ground, Stroke::new(1.0, RULE)),
    };
    painter.rect(cell, CornerRadius::ZERO, fill, stroke, StrokeKind::Inside);
    if asks_home && let Some(passes) = passes {
        marks::home(painter, cell.shrink(1.5), passes);
    }
    if entry.red_line.is_some() {
        let hard =
            with.is_some_and(|with| with.why.hard.iter().any(|(k, v)| (*k, *v) == (clause, value)));
        marks::red_line(painter, cell, hard);
    }
    let galley = if shown { bold } else { plain };
    let color = if entry.absent && !shown { FAINT } else { INK };
    painter.galley_with_override_text_color(cell.min + vec2(9.0, 3.0), galley, color);
    let mut center = pos2(cell.left() + 16.0, cell.bottom() - 11.5);
    let mut next = || {
        let at = center;
        center.x += marks::SIDE + 3.0;
        at
    };
    if let Some(standing) = &table.standing
        && view.base(standing.draft[clause.index()]) == value
    {
        marks::pennant(painter, next(), theme::ink(table.party(standing.by).ink));
    }
    if view.ideal == value {
        marks::star(painter, next(), theme::ink(table.party(table.you).ink));
    }
    for (party, letters) in table.party_ids().zip(letters) {
        let ink = theme::ink(table.party(party).ink);
        if party == table.you {
            continue;
        }
        if entry.refused_by.contains(&party) {
            marks::never(painter, next(), ink, letters);
        } else if entry.places.get(party.index()).is_some_and(|place| *place >= 1.0) {
            marks::best(painter, next(), ink, letters);
        }
    }
}

/// The little box that puts a reservation to a value in or takes it out; answers
/// whether it was struck.
fn reservation(
    ui: &Ui,
    table: &ConferenceView,
    pen: &mut Drafting,
    clause: ShownClause,
    value: ClauseValueId,
    cell: Rect,
    shown: bool,
) -> bool {
    let words = ui.words();
    let view = table.clause(clause);
    let version =
        |at: ClauseValueId| view.value(at).reserved.filter(|reserved| reserved.of == value);
    let in_hand = view.base(pen.draft[clause.index()]) == value;
    let now = if shown { version(pen.shown()[clause.index()]) } else { None };
    let standing = table.standing.as_ref();
    let standing = standing.and_then(|standing| version(standing.draft[clause.index()]));
    let mut versions = view.numbered().filter_map(|(at, _)| version(at));
    let own = versions.any(|reserved| reserved.party == table.you);
    let Some(party) = now
        .or(standing)
        .map(|reserved| reserved.party)
        .or_else(|| (own && shown && in_hand).then_some(table.you))
    else {
        return false;
    };
    let ink = theme::ink(table.party(party).ink);
    let side = 13.0;
    let mark = Rect::from_center_size(
        cell.right_bottom() - vec2(side * 0.5 + 7.0, 12.0),
        vec2(side, side),
    );
    let id = ui.id().with(("reservation", clause, value));
    let response = ui.interact(mark.expand(5.0), id, Sense::CLICK);
    let painter = ui.painter();
    let stroke = Stroke::new(1.4, ink);
    painter.rect(mark, CornerRadius::ZERO, PAGE, stroke, StrokeKind::Inside);
    if now.is_some() {
        marks::tick(painter, mark.center(), ink);
    }
    let name =
        painter.layout_no_wrap(words.say("conference-reserve-short"), Face::Label.at(11.5), ink);
    if cell.width() > 130.0 {
        let at = pos2(mark.left() - name.size().x - 4.0, mark.center().y - name.size().y / 2.0);
        painter.galley(at, name, ink);
    }
    let sentence = words.say_with(
        "conference-reserve-hint",
        &[("seat", table.party(party).called.as_str().into())],
    );
    let struck = response.clicked() && pen.preview.is_none();
    response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text(sentence);
    if struck {
        pen.clause = clause;
        // Someone else's reservation stands or falls as a whole version of the article.
        let of_party = |at: ClauseValueId| version(at).is_some_and(|by| by.party == party);
        let other = view.numbered().find(|(at, entry)| entry.open && of_party(*at));
        let in_draft = &mut pen.draft[clause.index()];
        if *in_draft != value {
            *in_draft = value;
        } else if let Some((other, _)) = other {
            *in_draft = other;
        }
    }
    struck
}
