//! The answers: cards, of which the one looked at opens.
//!
//! Everything that decides a number stands beside the number.

use bevy_egui::egui::{
    self, Align, Color32, CornerRadius, CursorIcon, Frame, Margin, Rect, Sense, Stroke, Ui, vec2,
};

use super::ahead;
use super::brief::bullet;
use crate::desktop::desk::Desk;
use crate::desktop::requests::{Request, Requests};
use crate::desktop::speech::Speaks as _;
use crate::desktop::theme::{ACCENT, AGAINST, FAINT, FOR, Face, INK, PAGE, RULE, SHADE};
use crate::desktop::typeset::{self, MEASURE, Weight};
use crate::view::{OptionView, Question, ReplyView};

/// Lays out the answers.
pub fn show(ui: &mut Ui, question: &Question, desk: &mut Desk, requests: &mut Requests) {
    let words = ui.words();
    ahead::line(ui, &mut desk.lookahead);
    let reveal = core::mem::take(&mut desk.reveal);
    for (index, option) in question.options.iter().enumerate() {
        let picked = desk.picked == Some(index);
        let fill = if picked { SHADE } else { Color32::TRANSPARENT };
        let margin = Margin { left: 12, right: 12, top: 2, bottom: if picked { 12 } else { 2 } };
        let shown = Frame::new().fill(fill).inner_margin(margin).show(ui, |ui| {
            ui.set_width(ui.available_width());
            if head(ui, index, option, picked).clicked() && option.open {
                desk.picked = Some(index);
                desk.reveal = true;
            }
            let looked = ahead::of_option(&desk.lookahead, &option.id);
            if let Some(looked) = looked {
                ahead::aims(ui, looked.aims, 34.0);
            }
            if picked {
                details(ui, option);
                if let Some(looked) = looked {
                    let note = desk.lookahead.shown.as_ref().map_or("", |view| &view.note);
                    ahead::details(ui, looked, note);
                }
                ui.add_space(8.0);
                let sentence = words.say_with("table-decide", &[("label", (&option.label).into())]);
                if typeset::button(ui, &sentence, Weight::Main, option.open).clicked() {
                    requests.ask(decision(question, option));
                }
            }
        });
        let rect = shown.response.rect;
        if picked {
            let bar = Rect::from_min_size(rect.min, vec2(4.0, rect.height()));
            ui.painter().rect_filled(bar, CornerRadius::ZERO, ACCENT);
            if reveal {
                ui.scroll_to_rect(
                    rect,
                    Some(if rect.height() < ui.clip_rect().height() {
                        Align::Center
                    } else {
                        Align::TOP
                    }),
                );
            }
        }
        ui.painter().hline(rect.x_range(), rect.bottom() + 2.5, Stroke::new(1.0, RULE));
    }
    if desk.picked.is_none() {
        ui.add_space(4.0);
        typeset::aside(ui, &words.say("table-pick"));
    }
}

/// The request that answers a question with an option.
#[must_use]
pub fn decision(question: &Question, option: &OptionView) -> Request {
    Request::Decide { question: question.id.clone(), option: option.id.clone() }
}

/// The room at the right of an answer for what it does to one's aims.
const WORTH: f32 = 46.0;

/// The line of an answer: its digit, its words, what it does to one's aims, why it is not open.
fn head(ui: &mut Ui, index: usize, option: &OptionView, picked: bool) -> egui::Response {
    let color = if option.open { INK } else { FAINT };
    let width = ui.available_width();
    let mut job = egui::text::LayoutJob::single_section(
        option.label.clone(),
        typeset::format(Face::TextBold.at(17.0), color),
    );
    job.wrap.max_width = width - 34.0 - 10.0 - WORTH;
    let galley = ui.painter().layout_job(job);
    // Below it, why it is not open.
    let why = option.closed.as_ref().map(|why| {
        ui.painter().layout(why.clone(), Face::TextItalic.at(14.5), FAINT, width - 34.0 - 10.0)
    });
    let height = galley.size().y + why.as_ref().map_or(0.0, |why| why.size().y) + 14.0;
    let sense = if option.open { Sense::click() } else { Sense::hover() };
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), sense);
    response.widget_info(|| {
        egui::WidgetInfo::selected(
            egui::WidgetType::RadioButton,
            option.open,
            picked,
            &option.label,
        )
    });
    let painter = ui.painter();
    if option.open {
        let color = match option.total {
            total if total.abs() < 0.0005 => FAINT,
            total if total < 0.0 => AGAINST,
            _ => FOR,
        };
        let at = rect.right_top() + vec2(-6.0, 19.0);
        let worth = typeset::signed(option.total);
        painter.text(at, egui::Align2::RIGHT_CENTER, worth, Face::LabelBold.at(15.0), color);
    }
    let digit = Rect::from_min_size(rect.min + vec2(2.0, 8.0), vec2(21.0, 21.0));
    let (fill, ink) = if picked {
        (ACCENT, PAGE)
    } else {
        (Color32::TRANSPARENT, if option.open { ACCENT } else { FAINT })
    };
    let stroke = Stroke::new(1.0, if option.open { ACCENT } else { RULE });
    painter.rect(digit, CornerRadius::ZERO, fill, stroke, egui::StrokeKind::Inside);
    painter.text(
        digit.center(),
        egui::Align2::CENTER_CENTER,
        (index + 1).to_string(),
        Face::LabelBold.at(14.0),
        ink,
    );
    let words_at = rect.min + vec2(34.0, 7.0);
    if let Some(why) = why {
        painter.galley(words_at + vec2(0.0, galley.size().y), why, FAINT);
    }
    let ink = if response.hovered() && option.open && !picked { ACCENT } else { color };
    painter.galley_with_override_text_color(words_at, galley, ink);
    typeset::focus_ring(ui, &response, rect);
    let cursor = if option.open { CursorIcon::PointingHand } else { CursorIcon::Default };
    response.on_hover_cursor(cursor)
}

fn details(ui: &mut Ui, option: &OptionView) {
    let words = ui.words();
    typeset::prose(ui, &option.text);
    typeset::heading(ui, &words.say("table-consequences"));
    if option.consequences.is_empty() {
        typeset::aside(ui, &words.say("table-consequences-none"));
    }
    for text in &option.consequences {
        bullet(ui, text);
    }
    if !option.chances.is_empty() {
        typeset::heading(ui, &words.say("table-chances"));
        for chance in &option.chances {
            typeset::wrapped(ui, &chance.text, Face::Text.at(15.5), INK, MEASURE);
            for branch in &chance.branches {
                typeset::odds_line(ui, branch.probability, &branch.text, FAINT);
            }
        }
    }
    if let Some(ReplyView { seat, answers }) = &option.reply {
        typeset::heading(ui, &words.say_with("desktop-next-other", &[("seat", seat.into())]));
        for answer in answers {
            typeset::odds_line(ui, answer.probability, &answer.label, FAINT);
        }
    }
    typeset::heading(ui, &words.say("table-changes"));
    changes(ui, &option.changes, option.total);
    if !option.advice.is_empty() {
        typeset::heading(ui, &words.say("table-advice"));
        for advice in &option.advice {
            ui.horizontal_top(|ui| {
                let (sentence, color) = if advice.favours {
                    (words.say("table-advice-for"), FOR)
                } else {
                    (words.say("table-advice-against"), AGAINST)
                };
                typeset::figure(ui, &sentence, 54.0, color);
                ui.vertical(|ui| {
                    ui.spacing_mut().item_spacing.y = 1.0;
                    typeset::wrapped(
                        ui,
                        &format!("“{}”", advice.says),
                        Face::TextItalic.at(16.0),
                        INK,
                        MEASURE,
                    );
                    typeset::note(ui, &format!("{}, {}", advice.name, advice.office));
                });
            });
        }
    }
}

/// Signed terms with their bars, and their sum.
pub fn changes(ui: &mut Ui, terms: &[crate::view::UtilityChange], total: f64) {
    let words = ui.words();
    if terms.is_empty() {
        typeset::aside(ui, &words.say("table-change-none"));
        return;
    }
    let full = terms.iter().map(|term| term.amount.abs()).fold(total.abs(), f64::max).max(0.05);
    for term in terms {
        typeset::signed_line(ui, term.amount, full, &term.text);
    }
    if terms.len() > 1 {
        typeset::signed_line(ui, total, full, &words.say("desktop-sum"));
    }
}
