//! The account of a draft: from the best treaty down to what it is worth.
//!
//! The numbers shown sum exactly to the number that decides, tenths included.

use bevy_egui::egui::{
    Align2, Color32, CornerRadius, Painter, Rangef, Rect, Sense, Stroke, Ui, pos2, vec2,
};

use super::columns::Columns;
use crate::desktop::drafting::Drafting;
use crate::desktop::speech::Speaks as _;
use crate::desktop::theme::{self, ACCENT, AGAINST, FAINT, FOR, Face, INK, PAGE, RULE};
use crate::desktop::typeset;
use crate::rules::negotiation::explanation::Explanation;
use crate::view::{Assessment, ConferenceView, ShownClause};
use crate::words::Phrase;

/// An account in tenths of a hundredth of worth.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorthBreakdown {
    /// What the best treaty would be worth.
    pub ideal: i64,
    /// What each clause shown takes off, mostly negative.
    pub clauses: Vec<i64>,
    /// What the risk of ratification takes off.
    pub ratification: i64,
    /// What crossing one's own lines takes off.
    pub lines: i64,
    /// What is left.
    pub worth: i64,
}

/// Rounds parts so that they sum to their rounded sum: each is cut down, and what
/// is left over goes to those that lost most (largest remainders).
///
/// ```
/// use status_quo::desktop::panels::conference::worth::apportion;
/// assert_eq!(apportion(&[0.4, 0.4, 0.4]), [1, 0, 0]);
/// assert_eq!(apportion(&[10.0, -3.6, -1.7]), [10, -3, -2]);
/// ```
#[must_use]
pub fn apportion(parts: &[f64]) -> Vec<i64> {
    let total = parts.iter().sum::<f64>().round() as i64;
    let mut whole: Vec<i64> = parts.iter().map(|part| part.floor() as i64).collect();
    let left = (total - whole.iter().sum::<i64>()).max(0) as usize;
    let mut order: Vec<usize> = (0..parts.len()).collect();
    let lost = |k: usize| parts[k] - parts[k].floor();
    order.sort_by(|a, b| lost(*b).total_cmp(&lost(*a)));
    for k in order.into_iter().take(left) {
        whole[k] += 1;
    }
    whole
}

/// The account of an explanation over so many clauses.
#[must_use]
pub fn account(why: &Explanation<ShownClause>, clauses: usize) -> WorthBreakdown {
    let mut effects = vec![0.0; clauses];
    for factor in &why.factors {
        if let Some(effect) = effects.get_mut(factor.clause.index()) {
            *effect += factor.effect;
        }
    }
    let lines: f64 = why.crossings.iter().map(|crossing| crossing.cost).sum();
    let parts: Vec<f64> = core::iter::once(why.ideal)
        .chain(effects)
        .chain([why.ratification_effect, -lines])
        .map(|part| part * 1000.0)
        .collect();
    let whole = apportion(&parts);
    WorthBreakdown {
        ideal: whole[0],
        clauses: whole[1..=clauses].to_vec(),
        ratification: whole[clauses + 1],
        lines: whole[clauses + 2],
        worth: whole.iter().sum(),
    }
}

/// A number of an account: `61.3`.
#[must_use]
pub fn tenths(amount: i64) -> String {
    let sign = if amount < 0 { "−" } else { "" };
    format!("{sign}{}.{}", amount.abs() / 10, amount.abs() % 10)
}

/// A change in an account: `−4.2`; nothing is a dash.
#[must_use]
pub fn change(amount: i64) -> String {
    match amount {
        0 => "–".to_owned(),
        1.. => format!("+{}", tenths(amount)),
        _ => tenths(amount),
    }
}

/// A worth in [0, 1] as it is shown in an account.
#[must_use]
pub fn hundredths(worth: f64) -> String {
    tenths((worth * 1000.0).round() as i64)
}

/// The scale of the bars: 0 to 100 over a stretch of the page.
#[derive(Clone, Copy, Debug)]
pub struct Scale {
    left: f32,
    width: f32,
}

impl Scale {
    /// The scale in the column of the account, where a row begins at `left`.
    #[must_use]
    pub fn of(columns: &Columns, left: f32) -> Self {
        let figure = FIGURE.min(columns.worth);
        let left = left + columns.worth_at() + figure + 6.0;
        Self { left, width: (columns.worth - figure - 8.0).max(0.0) }
    }

    fn at(self, tenths: i64) -> f32 {
        self.left + self.width * (tenths as f32 / 1000.0).clamp(0.0, 1.0)
    }

    fn range(self) -> Rangef {
        Rangef::new(self.left, self.left + self.width)
    }
}

/// Room for a figure in front of a bar.
const FIGURE: f32 = 42.0;

/// The lines through the whole account: what no treaty is worth, what the mandate
/// holds out for.
pub fn lines(painter: &Painter, scale: Scale, y: Rangef, assessment: &Assessment) {
    let reservation = scale.at((assessment.reservation * 1000.0).round() as i64);
    let target = scale.at((assessment.why.target * 1000.0).round() as i64);
    let mut from = y.min;
    while from < y.max {
        let to = (from + 3.0).min(y.max);
        painter.vline(reservation, from..=to, Stroke::new(1.2, AGAINST));
        from += 6.0;
    }
    painter.vline(target, y, Stroke::new(1.2, FOR));
    for tenths in [0, 1000] {
        painter.vline(scale.at(tenths), y, Stroke::new(0.6, RULE));
    }
}

/// The names of these lines, above the account.
pub fn line_names(painter: &Painter, scale: Scale, top: f32, assessment: &Assessment) {
    let words = painter.ctx().words();
    let rows = [
        (Phrase("conference-line-target"), assessment.why.target, FOR, top + 7.0),
        (Phrase("conference-line-without"), assessment.reservation, AGAINST, top + 21.0),
    ];
    for (key, worth, color, y) in rows {
        let sentence = words.phrase_with(key, &[("amount", hundredths(worth).into())]);
        let galley = painter.layout_no_wrap(sentence, Face::Label.at(12.0), color);
        let range = scale.range();
        let room = range.min - FIGURE..=(range.max - galley.size().x).max(range.min - FIGURE);
        let x = (scale.at((worth * 1000.0).round() as i64) - galley.size().x / 2.0)
            .clamp(*room.start(), *room.end());
        painter.galley(pos2(x, y - galley.size().y / 2.0), galley, color);
    }
}

/// One step of the account in its row: the figure, and the piece of the way down.
pub fn step(painter: &Painter, scale: Scale, row: Rect, before: i64, amount: i64, strong: bool) {
    let y = row.center().y;
    let color = match amount {
        ..0 => AGAINST,
        0 => FAINT,
        1.. => FOR,
    };
    let face = if strong { Face::LabelBold } else { Face::Label };
    let at = pos2(scale.left - 6.0, y);
    painter.text(at, Align2::RIGHT_CENTER, change(amount), face.at(14.0), color);
    let (from, to) = (scale.at(before), scale.at(before + amount));
    let thread = Stroke::new(1.0, theme::mix(PAGE, INK, 0.55));
    painter.vline(from, row.top()..=y - 5.0, thread);
    painter.vline(to, y + 5.0..=row.bottom(), thread);
    if amount == 0 {
        painter.vline(from, y - 5.0..=y + 5.0, thread);
    }
    let piece = Rect::from_x_y_ranges(from.min(to)..=from.max(to), y - 5.0..=y + 5.0);
    painter.rect_filled(piece, CornerRadius::ZERO, color);
}

/// The foot of the account: the risk at home, own lines, what is left.
pub fn balance(ui: &mut Ui, table: &ConferenceView, pen: &Drafting, columns: &Columns) {
    let words = ui.words();
    let Some(assessment) = table.desk.assess(pen.shown()) else { return };
    let why = &assessment.why;
    let account = account(why, table.clauses.len());
    let mut run = account.ideal + account.clauses.iter().sum::<i64>();
    typeset::rule(ui);
    let usual = ui.spacing().item_spacing.y;
    ui.spacing_mut().item_spacing.y = 0.0;
    if !table.ratification.is_empty() || account.ratification != 0 {
        let consent = [("percent", crate::words::percent(why.ratification).into())];
        let sentence = words.say_with("conference-sum-consent", &consent);
        let groups = table.ratification.join("\n");
        row(ui, columns, &sentence, Face::Label, &groups, |painter, scale, rect| {
            lines(painter, scale, rect.y_range(), &assessment);
            step(painter, scale, rect, run, account.ratification, false);
        });
        run += account.ratification;
    }
    if account.lines != 0 {
        row(
            ui,
            columns,
            &words.say("conference-row-lines"),
            Face::Label,
            "",
            |painter, scale, rect| {
                lines(painter, scale, rect.y_range(), &assessment);
                step(painter, scale, rect, run, account.lines, false);
            },
        );
    }
    let sum = [("ideal", tenths(account.ideal).into()), ("worth", tenths(account.worth).into())];
    let sentence = words.say_with("conference-row-worth", &sum);
    row(ui, columns, &sentence, Face::LabelBold, "", |painter, scale, rect| {
        let y = rect.center().y;
        let at = pos2(scale.left - 6.0, y);
        let figure = Face::LabelBold.at(16.0);
        painter.text(at, Align2::RIGHT_CENTER, tenths(account.worth), figure, INK);
        let bar = Rect::from_x_y_ranges(scale.left..=scale.at(account.worth), y - 6.0..=y + 6.0);
        painter.rect_filled(bar, CornerRadius::ZERO, ACCENT);
        lines(painter, scale, rect.y_range(), &assessment);
    });
    ui.spacing_mut().item_spacing.y = usual;
    for (clause, _) in &why.hard {
        let title = table.clause(*clause).title.as_str();
        let sentence = words.say_with("conference-hard", &[("clause", title.into())]);
        typeset::wrapped(ui, &sentence, Face::LabelBold.at(14.0), AGAINST, f32::INFINITY);
    }
}

/// The account in one line, where the page has no room to keep it in sight.
pub fn summary(ui: &mut Ui, table: &ConferenceView, pen: &Drafting) {
    let words = ui.words();
    let Some(assessment) = table.desk.assess(pen.shown()) else { return };
    let account = account(&assessment.why, table.clauses.len());
    let args = [
        ("worth", tenths(account.worth).into()),
        ("without", hundredths(assessment.reservation).into()),
        ("target", hundredths(assessment.why.target).into()),
    ];
    let sentence = words.say_with("conference-summary", &args);
    typeset::wrapped(ui, &sentence, Face::LabelBold.at(13.0), INK, f32::INFINITY);
}

/// A row of the balance: words on the left, a piece of the account on the right.
fn row(
    ui: &mut Ui,
    columns: &Columns,
    words: &str,
    face: Face,
    hint: &str,
    paint: impl FnOnce(&Painter, Scale, Rect),
) {
    let color: Color32 = if face == Face::LabelBold { INK } else { FAINT };
    let room = columns.worth_at() - 10.0;
    let galley = ui.painter().layout(words.to_owned(), face.at(14.0), color, room);
    let height = galley.size().y.max(16.0) + 6.0;
    let (rect, response) = ui.allocate_exact_size(vec2(columns.total, height), Sense::hover());
    ui.painter().galley(pos2(rect.left(), rect.center().y - galley.size().y / 2.0), galley, color);
    paint(ui.painter(), Scale::of(columns, rect.left()), rect);
    if !hint.is_empty() {
        response.on_hover_text(hint);
    }
}
