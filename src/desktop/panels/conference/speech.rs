//! What was said at a table: by whom, in sentences, with the articles it changed.

use bevy_egui::egui::{
    Align2, Color32, CornerRadius, CursorIcon, Frame, Margin, Rect, Response, Sense, Stroke,
    StrokeKind, Ui, WidgetInfo, WidgetType, vec2,
};

use super::marks;
use super::worth::{self, hundredths};
use crate::desktop::speech::Speaks as _;
use crate::desktop::theme::{self, AGAINST, FAINT, Face, INK, PAGE, RULE, mix};
use crate::desktop::typeset::{self, MEASURE};
use crate::rules::ids::ClauseValueId;
use crate::rules::negotiation::explanation::Explanation;
use crate::view::{PartyView, ShownClause, SpeechKind, SpeechView};
use crate::words::{Phrase, percent};

/// Lays out a speech. `before` is the draft that stood, `titles` are the clauses.
/// Answers the strip of articles, if a draft was tabled.
pub fn show(
    ui: &mut Ui,
    parties: &[PartyView],
    titles: &[&str],
    speech: &SpeechView,
    before: Option<&[ClauseValueId]>,
    new: bool,
) -> Option<Response> {
    let party = &parties[speech.party.index()];
    let ink = theme::ink(party.ink);
    let fill = if new { mix(PAGE, ink, 0.06) } else { Color32::TRANSPARENT };
    let margin = Margin { left: 12, right: 8, top: 5, bottom: 7 };
    let mut strip = None;
    let framed = Frame::new().fill(fill).inner_margin(margin).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 2.0;
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 7.0;
            head_mark(ui, speech.kind, ink);
            typeset::wrapped(ui, &party.seat, Face::LabelBold.at(14.5), ink, MEASURE);
            typeset::wrapped(ui, &speech.date, Face::Label.at(13.0), FAINT, MEASURE);
        });
        for words in &speech.words {
            typeset::wrapped(ui, words, Face::Text.at(14.5), INK, MEASURE);
        }
        if let Some(draft) = &speech.draft {
            strip = Some(articles(ui, titles, draft, before, ink));
        }
    });
    let rect = framed.response.rect;
    let bar = Rect::from_min_size(rect.min, vec2(if new { 4.0 } else { 2.0 }, rect.height()));
    ui.painter().rect_filled(bar, CornerRadius::ZERO, ink);
    ui.add_space(2.0);
    strip
}

/// What kind of speech it was, by a sign.
fn head_mark(ui: &mut Ui, kind: SpeechKind, ink: Color32) {
    let (rect, _) = ui.allocate_exact_size(vec2(15.0, 19.0), Sense::hover());
    let (painter, center) = (ui.painter(), rect.center());
    match kind {
        SpeechKind::Offer | SpeechKind::Mediation => marks::pennant(painter, center, ink),
        SpeechKind::Accept => marks::tick(painter, center, ink),
        SpeechKind::WalkOut => {
            for way in [vec2(4.5, 4.5), vec2(4.5, -4.5)] {
                painter.line_segment([center - way, center + way], Stroke::new(2.2, AGAINST));
            }
        }
        SpeechKind::Adjourn => {
            for x in [-3.0, 3.0] {
                let x = center.x + x;
                painter.vline(x, center.y - 5.0..=center.y + 5.0, Stroke::new(2.4, ink));
            }
        }
    }
}

/// A box for each article, filled where the draft says something new.
fn articles(
    ui: &mut Ui,
    titles: &[&str],
    draft: &[ClauseValueId],
    before: Option<&[ClauseValueId]>,
    ink: Color32,
) -> Response {
    let words = ui.words();
    ui.add_space(2.0);
    let side = 20.0;
    let count = draft.len();
    let size = vec2((side + 3.0) * count as f32 + 4.0, side);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let changed = |k: usize| before.is_none_or(|before| before.get(k) != draft.get(k));
    let named: Vec<&str> = (0..count.min(titles.len()))
        .filter(|k| before.is_some() && changed(*k))
        .map(|k| titles[k])
        .collect();
    let sentence = if named.is_empty() {
        words.say("conference-strip-whole")
    } else {
        words.say_with("conference-strip-changed", &[("clauses", named.join(", ").into())])
    };
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, &sentence));
    for k in 0..count {
        let min = rect.min + vec2((side + 3.0) * k as f32, 0.0);
        let box_ = Rect::from_min_size(min, vec2(side, side));
        let (fill, stroke, color) = if changed(k) {
            (ink, Stroke::new(1.0, ink), PAGE)
        } else {
            (PAGE, Stroke::new(1.0, RULE), FAINT)
        };
        ui.painter().rect(box_, CornerRadius::ZERO, fill, stroke, StrokeKind::Inside);
        let figure = Face::LabelBold.at(12.5);
        ui.painter().text(box_.center(), Align2::CENTER_CENTER, (k + 1).to_string(), figure, color);
    }
    typeset::focus_ring(ui, &response, rect);
    response.on_hover_text(sentence)
}

/// Shows by the pointer that the draft of a strip can be taken up.
#[must_use]
pub fn can_be_taken_up(strip: Response) -> Response {
    strip.on_hover_cursor(CursorIcon::PointingHand)
}

/// Lays out the reasons of a speech in numbers: the account of the draft that stood, and
/// what was asked of it.
pub fn why(ui: &mut Ui, why: &Explanation<ShownClause>, titles: &[&str]) {
    let words = ui.words();
    let account = worth::account(why, titles.len());
    let full = 0.25;
    ui.spacing_mut().item_spacing.y = 1.0;
    let part = |tenths: i64| tenths as f64 / 1000.0;
    let amount = |tenths: i64| worth::tenths(tenths).into();
    let plain = |ui: &mut Ui, key: Phrase, amount: crate::words::Arg<'_>| {
        typeset::line(ui, &words.phrase_with(key, &[("amount", amount)]));
    };
    plain(ui, Phrase("conference-why-ideal"), amount(account.ideal));
    for (clause, title) in account.clauses.iter().zip(titles) {
        if *clause != 0 {
            typeset::signed_line(ui, part(*clause), full, title);
        }
    }
    if account.ratification != 0 {
        let consent = [("percent", percent(why.ratification).into())];
        let sentence = words.say_with("conference-sum-consent", &consent);
        typeset::signed_line(ui, part(account.ratification), full, &sentence);
    }
    if account.lines != 0 {
        typeset::signed_line(ui, part(account.lines), full, &words.say("conference-row-lines"));
    }
    plain(ui, Phrase("conference-why-worth"), amount(account.worth));
    plain(ui, Phrase("conference-why-target"), hundredths(why.target).into());
    for (clause, _) in &why.hard {
        let title = titles.get(clause.index()).copied().unwrap_or_default();
        let sentence = words.say_with("conference-why-hard", &[("clause", title.into())]);
        typeset::wrapped(ui, &sentence, Face::LabelBold.at(14.0), AGAINST, MEASURE);
    }
    let chance = [("percent", percent(why.acceptance).into())];
    typeset::line(ui, &words.say_with("conference-why-chance", &chance));
}
