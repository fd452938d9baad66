//! The negotiating table: the clauses and what they can say, a draft that is
//! edited, what it is worth, what was said, what can be done.
//!
//! | part | what |
//! |---|---|
//! | `head` | title, round, the parties and what they think of the draft, as far as it shows |
//! | [`matrix`] | one row a clause, its values as cells, with the account of the draft beside it |
//! | [`worth`] | the account itself: numbers that sum exactly, and their bars |
//! | [`papers`] | what was said; instructions, situation, parties |
//! | `article` | one value in full |
//! | [`actions`] | the foot: speeches that can be made, and the question before each |
//! | [`marks`] | the signs of the parties |
//!
//! Not here: what a draft is worth. The view's desk says so, with the functions
//! that decide.

pub mod actions;
mod article;
mod head;
pub mod marks;
pub mod matrix;
pub mod papers;
pub mod speech;
pub mod worth;

use bevy_egui::egui::{
    CentralPanel, CornerRadius, Frame, Key, Margin, Modifiers, Panel, ScrollArea, Stroke, Ui,
};

use self::actions::Act;
pub(in crate::desktop) use self::article::versions;
use self::papers::Page;
use crate::desktop::speech::Speaks as _;
use crate::desktop::theme::{PAGE, PAPER, RULE};
use crate::desktop::typeset;
use crate::rules::ids::{ClauseValueId, PartyId};
use crate::view::{Conference, SeatView, ShownClause, StageView};

/// What lies before a player at a negotiating table: the draft in hand, and what is
/// looked at.
#[derive(Clone, Debug, Default)]
pub struct Drafting {
    /// The conference it belongs to.
    pub conference: String,
    /// The draft: the value of each clause shown.
    pub draft: Vec<ClauseValueId>,
    /// The clause the keyboard is at.
    pub clause: ShownClause,
    /// What the player is asked to confirm.
    pub asks: Option<Act>,
    /// The page of papers that lies open.
    pub page: Page,
    /// Which of the papers are folded out.
    pub open: [bool; 4],
    /// Another draft that is looked at for the moment.
    pub preview: Option<Preview>,
    /// Whether the row of the clause should be scrolled into sight.
    pub reveal: bool,
    /// Whether what is new should be scrolled into sight.
    pub listen: bool,
    /// Whether anything in the table was touched since the turn began.
    pub touched: bool,
}

/// A draft that is looked at without being taken up.
#[derive(Clone, Debug, PartialEq)]
pub struct Preview {
    /// The values.
    pub draft: Vec<ClauseValueId>,
    /// Whose it is; none if it is a mediator's.
    pub by: Option<PartyId>,
    /// What it is, in words.
    pub words: String,
}

impl Drafting {
    /// What lies before the player when it is its turn: its last draft, or its
    /// own best; the papers on the first turn, what was said on later ones.
    #[must_use]
    pub fn at(stage: &StageView, before: &Self) -> Self {
        let StageView::Conference(table) = stage else { return Self::default() };
        let begins = table.speeches.iter().all(|speech| speech.party != table.you);
        let known = before.conference == table.id;
        Self {
            conference: table.id.clone(),
            draft: table.start.clone(),
            clause: if known { before.clause.min(last(table)) } else { ShownClause::default() },
            asks: None,
            page: if begins { Page::Papers } else { Page::Said },
            open: if known && !begins { before.open } else { [begins; 4] },
            preview: None,
            reveal: false,
            listen: true,
            touched: false,
        }
    }

    /// The draft that is shown: the one looked at, else the one in hand.
    #[must_use]
    pub fn shown(&self) -> &[ClauseValueId] {
        self.preview.as_ref().map_or(&self.draft, |preview| &preview.draft)
    }

    /// Writes one of the author's values into the draft; a reservation made to it
    /// before stays.
    pub fn write(&mut self, table: &Conference, clause: ShownClause, value: ClauseValueId) {
        self.clause = clause;
        self.touched = true;
        let in_draft = &mut self.draft[clause.index()];
        if table.clause(clause).base(*in_draft) != value {
            *in_draft = value;
        }
    }

    /// Takes up a whole draft. A reservation that this seat cannot write falls out.
    pub fn take_up(&mut self, table: &Conference, draft: &[ClauseValueId]) {
        for ((own, clause), value) in self.draft.iter_mut().zip(&table.clauses).zip(draft) {
            *own = if clause.value(*value).open { *value } else { clause.base(*value) };
        }
    }

    /// Takes up what this seat would like best.
    pub fn take_best(&mut self, table: &Conference) {
        self.draft = table.clauses.iter().map(|clause| clause.ideal).collect();
    }

    /// Puts this seat's reservation to the clause at hand in, or takes it out.
    pub fn reserve(&mut self, table: &Conference) {
        if let Some(draft) = table.reserve(&self.draft, self.clause) {
            self.draft = draft;
        }
    }

    /// Whether the draft says something else than what stands; true if nothing does.
    #[must_use]
    pub fn differs(&self, table: &Conference) -> bool {
        table.standing.as_ref().is_none_or(|(_, standing)| *standing != self.draft)
    }
}

/// The last clause of a table.
fn last(table: &Conference) -> ShownClause {
    table.numbered().last().map_or(ShownClause::default(), |(clause, _)| clause)
}

/// The conference, if this seat is to speak at one.
#[must_use]
pub fn table_of(view: &SeatView) -> Option<&Conference> {
    match &view.stage {
        StageView::Conference(table) => Some(table),
        _ => None,
    }
}

/// The keys that move in the table: up and down through the clauses, left and
/// right through the values, digits to a clause, `r` for a reservation.
pub fn keys(ui: &Ui, table: &Conference, pen: &mut Drafting) {
    if table.clauses.is_empty() {
        return;
    }
    let pressed = |key: Key| {
        ui.input_mut(|input| !input.modifiers.shift && input.consume_key(Modifiers::NONE, key))
    };
    let mut to = pen.clause;
    if pressed(Key::ArrowDown) {
        to = ShownClause(pen.clause.0 + 1).min(last(table));
    }
    if pressed(Key::ArrowUp) {
        to = ShownClause(pen.clause.0.saturating_sub(1));
    }
    for ((clause, _), key) in table.numbered().zip(DIGITS) {
        if pressed(key) {
            to = clause;
        }
    }
    let mut moved = to != pen.clause;
    pen.clause = to;
    let values = matrix::cells(table.clause(to));
    let now = table.clause(to).base(pen.draft[to.index()]);
    let at = values.iter().position(|value| *value == now).unwrap_or(0);
    if pressed(Key::ArrowRight) {
        pen.write(table, to, values[(at + 1).min(values.len() - 1)]);
        moved = true;
    }
    if pressed(Key::ArrowLeft) {
        pen.write(table, to, values[at.saturating_sub(1)]);
        moved = true;
    }
    if pressed(Key::R) {
        pen.reserve(table);
        moved = true;
    }
    if pressed(Key::P) {
        pen.page = pen.page.other();
    }
    if pressed(Key::S)
        && let Some((_, standing)) = &table.standing
    {
        pen.take_up(table, standing);
    }
    if pressed(Key::B) {
        pen.take_best(table);
    }
    if moved {
        pen.reveal = true;
        pen.touched = true;
        pen.preview = None;
        // The keyboard is at the table again and no longer on a button.
        ui.memory_mut(|memory| {
            if let Some(id) = memory.focused() {
                memory.surrender_focus(id);
            }
        });
    }
}

const DIGITS: [Key; 8] =
    [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7, Key::Num8];

/// Below this width everything stands in one column.
const TWO_COLUMNS: f32 = 1000.0;

/// Lays out the table on the whole page.
pub fn show(ui: &mut Ui, view: &SeatView, table: &Conference, pen: &mut Drafting, leaf: u64) {
    if pen.draft.len() != table.clauses.len() {
        return;
    }
    pen.preview = actions::preview(&ui.words(), table, pen.asks);
    if ui.available_width() < TWO_COLUMNS {
        one_column(ui, view, table, pen, leaf);
        return;
    }
    papers_beside(ui, table, pen, leaf);
    CentralPanel::default()
        .frame(Frame::new().fill(PAGE))
        .show(ui, |ui| draft_page(ui, view, table, pen, leaf));
}

/// The papers, in a column at the right of the page.
fn papers_beside(ui: &mut Ui, table: &Conference, pen: &mut Drafting, leaf: u64) {
    let width = (ui.available_width() * 0.31).clamp(350.0, 600.0);
    Panel::right("papers")
        .frame(Frame::new().fill(PAPER))
        .exact_size(width)
        .resizable(false)
        .show_separator_line(false)
        .show(ui, |ui| {
            let rect = ui.max_rect();
            ui.painter().vline(rect.left(), rect.y_range(), Stroke::new(1.0, RULE));
            // What was answered, and the papers on the first turn, are read on the whole
            // height until the table is touched.
            if pen.touched {
                at_hand(ui, table, pen);
            }
            let margin = Margin { left: 20, right: 6, top: 2, bottom: 0 };
            Panel::top("papers strip")
                .frame(Frame::new().inner_margin(margin))
                .resizable(false)
                .show_separator_line(false)
                .show(ui, |ui| papers::strip(ui, table, pen));
            ScrollArea::vertical()
                .id_salt(("papers", leaf, pen.page))
                .auto_shrink([false, false])
                .show(ui, |ui| {
                    typeset::scroll_by_keys(ui, false);
                    Frame::new()
                        .inner_margin(Margin { left: 20, right: 14, top: 6, bottom: 16 })
                        .show(ui, |ui| {
                            ui.set_width(ui.available_width());
                            papers::show(ui, table, pen);
                        });
                });
        });
}

/// The draft: head, rows, and the account that closes them.
fn draft_page(ui: &mut Ui, view: &SeatView, table: &Conference, pen: &mut Drafting, leaf: u64) {
    let mut columns = matrix::Columns::of(ui.available_width() - 20.0 - 22.0);
    if ui.available_height() > 96.0 * table.clauses.len() as f32 + 240.0 {
        columns = columns.roomy();
    }
    let margin = Margin { left: 20, right: 22, top: 6, bottom: 0 };
    Panel::top("conference head")
        .frame(Frame::new().inner_margin(margin))
        .resizable(false)
        .show_separator_line(false)
        .show(ui, |ui| {
            head::show(ui, view, table, pen);
            matrix::caption(ui, table, pen, &columns);
        });
    // Where there is room for all rows the account closes them; where not it stays
    // in sight below them.
    let mut rows = matrix::Rows::measure(ui, table, pen, &columns);
    let spare = ui.available_height() - rows.height() - 96.0;
    if spare > 0.0 {
        rows.stretch(spare);
        Frame::new().inner_margin(Margin { left: 20, ..Margin::ZERO }).show(ui, |ui| {
            ui.set_max_width(columns.total);
            matrix::show(ui, table, pen, &columns, rows);
            worth::balance(ui, table, pen, &columns);
            if ui.available_height() > 60.0 {
                ui.add_space(8.0);
                marks::legend(ui, table);
            }
        });
        return;
    }
    let margin = Margin { left: 20, right: 22, top: 0, bottom: 3 };
    Panel::bottom("balance")
        .frame(Frame::new().inner_margin(margin))
        .resizable(false)
        .show_separator_line(false)
        .show(ui, |ui| worth::balance(ui, table, pen, &columns));
    ScrollArea::vertical().id_salt(("matrix", leaf)).auto_shrink([false, false]).show(ui, |ui| {
        Frame::new().inner_margin(Margin { left: 20, ..Margin::ZERO }).show(ui, |ui| {
            matrix::show(ui, table, pen, &columns, rows);
        });
    });
}

/// The value the keyboard is at, in full, at the foot of the papers.
fn at_hand(ui: &mut Ui, table: &Conference, pen: &Drafting) {
    let height = (ui.available_height() * 0.36).clamp(120.0, 320.0);
    Panel::bottom("article")
        .frame(Frame::new().fill(PAGE))
        .exact_size(height)
        .resizable(false)
        .show_separator_line(false)
        .show(ui, |ui| {
            let rect = ui.max_rect();
            ui.painter().hline(rect.x_range(), rect.top(), Stroke::new(1.0, RULE));
            ui.painter().vline(rect.left(), rect.y_range(), Stroke::new(1.0, RULE));
            let value = pen.shown()[pen.clause.index()];
            ScrollArea::vertical()
                .id_salt(("article", pen.clause, value))
                .auto_shrink([false, false])
                .show(ui, |ui| {
                    Frame::new()
                        .inner_margin(Margin { left: 20, right: 14, top: 8, bottom: 10 })
                        .show(ui, |ui| {
                            ui.set_width(ui.available_width());
                            article::show(ui, table, pen.clause, value);
                        });
                });
        });
}

fn one_column(ui: &mut Ui, view: &SeatView, table: &Conference, pen: &mut Drafting, leaf: u64) {
    ui.painter().rect_filled(ui.available_rect_before_wrap(), CornerRadius::ZERO, PAGE);
    ScrollArea::vertical().id_salt(("conference", leaf)).auto_shrink([false, false]).show(
        ui,
        |ui| {
            typeset::scroll_by_keys(ui, false);
            Frame::new().inner_margin(Margin { left: 20, right: 14, top: 10, bottom: 20 }).show(
                ui,
                |ui| {
                    ui.set_width(ui.available_width());
                    let columns = matrix::Columns::of(ui.available_width());
                    // The papers come below, but what is looked at there is shown above.
                    let before = pen.preview.clone();
                    if before.is_none() {
                        pen.preview = ui.data(|data| data.get_temp(looked_at())).flatten();
                    }
                    head::show(ui, view, table, pen);
                    matrix::caption(ui, table, pen, &columns);
                    let rows = matrix::Rows::measure(ui, table, pen, &columns);
                    matrix::show(ui, table, pen, &columns, rows);
                    worth::balance(ui, table, pen, &columns);
                    article::show(ui, table, pen.clause, pen.shown()[pen.clause.index()]);
                    pen.preview = before;
                    ui.add_space(10.0);
                    papers::strip(ui, table, pen);
                    typeset::rule(ui);
                    papers::show(ui, table, pen);
                    ui.data_mut(|data| data.insert_temp(looked_at(), pen.preview.clone()));
                },
            );
        },
    );
}

/// Where the one-column page keeps what was looked at in the frame before.
fn looked_at() -> bevy_egui::egui::Id {
    bevy_egui::egui::Id::new("conference looked at")
}
