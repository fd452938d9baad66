//! The tabs of the table: each lays out one part of the view.

pub mod articles;
pub mod borders;
pub mod brief;
pub mod briefing;
pub mod chronicle;
pub mod conference;
pub mod deterrence;
pub mod options;
pub mod recognition;
pub mod treaties;

use bevy_egui::egui::{CornerRadius, CursorIcon, Sense, Stroke, Ui, vec2};

use super::theme::{ACCENT, FAINT, INK};
use super::typeset;
use crate::desktop::speech::Speaks as _;
use crate::words::{Phrase, Words};

/// A tab of the table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    /// What is asked, and the answers.
    #[default]
    Briefing,
    /// Who treats whom as what.
    Recognition,
    /// Who dares what.
    Deterrence,
    /// Where the line runs.
    Borders,
    /// What is signed.
    Treaties,
    /// What has happened.
    Chronicle,
    /// The seat's brief and aims.
    Brief,
    /// The map, where there is no room for it beside the tabs.
    Map,
}

impl Tab {
    const BESIDE_MAP: [Self; 7] = [
        Self::Briefing,
        Self::Recognition,
        Self::Deterrence,
        Self::Borders,
        Self::Treaties,
        Self::Chronicle,
        Self::Brief,
    ];
    const ALONE: [Self; 8] = [
        Self::Briefing,
        Self::Map,
        Self::Recognition,
        Self::Deterrence,
        Self::Borders,
        Self::Treaties,
        Self::Chronicle,
        Self::Brief,
    ];

    /// The tabs there are, with the map among them or beside them.
    #[must_use]
    pub const fn all(narrow: bool) -> &'static [Self] {
        if narrow { &Self::ALONE } else { &Self::BESIDE_MAP }
    }

    /// The tab some steps on, around the end.
    #[must_use]
    pub fn turned(self, by: isize, narrow: bool) -> Self {
        let all = Self::all(narrow);
        let at = all.iter().position(|tab| *tab == self).unwrap_or(0);
        all[(at + all.len()).wrapping_add_signed(by) % all.len()]
    }

    fn words(self, words: &Words, conferring: bool) -> String {
        words.phrase(match self {
            Self::Briefing if conferring => Phrase("table-tab-conference"),
            Self::Briefing => Phrase("table-tab-briefing"),
            Self::Recognition => Phrase("table-tab-recognition"),
            Self::Deterrence => Phrase("table-tab-deterrence"),
            Self::Borders => Phrase("table-tab-borders"),
            Self::Treaties => Phrase("table-tab-treaties"),
            Self::Chronicle => Phrase("table-tab-chronicle"),
            Self::Brief => Phrase("table-tab-brief"),
            Self::Map => Phrase("table-legend"),
        })
    }
}

/// The strip of tabs; answers which was clicked. At a conference the first is its
/// table.
pub fn tab_strip(ui: &mut Ui, open: Tab, narrow: bool, conferring: bool) -> Option<Tab> {
    let words = ui.words();
    let names: Vec<String> =
        Tab::all(narrow).iter().map(|tab| tab.words(&words, conferring)).collect();
    let at = Tab::all(narrow).iter().position(|tab| *tab == open);
    strip(ui, &names, at).map(|index| Tab::all(narrow)[index])
}

/// A strip of words of which one is underlined; answers which was clicked.
pub fn strip(ui: &mut Ui, words: &[String], open: Option<usize>) -> Option<usize> {
    let mut clicked = None;
    // The largest size at which all words stand on one line, or else the line breaks.
    let width = |size: f32| -> f32 {
        let each = words.iter().map(|word| {
            ui.painter().layout_job(typeset::capitals_job(word, size, FAINT)).size().x + 12.0
        });
        each.sum()
    };
    let room = ui.available_width();
    let size =
        [11.5, 11.0, 10.5, 10.0].into_iter().find(|size| width(*size) <= room).unwrap_or(11.0);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(2.0, 0.0);
        for (index, word) in words.iter().enumerate() {
            let chosen = open == Some(index);
            let color = if chosen { INK } else { FAINT };
            let mut job = typeset::capitals_job(word, size, color);
            job.wrap.max_width = f32::INFINITY;
            let galley = ui.painter().layout_job(job);
            let size = galley.size() + vec2(10.0, 16.0);
            let wide = galley.size().x;
            let (rect, response) = ui.allocate_exact_size(size, Sense::click());
            response.widget_info(|| {
                bevy_egui::egui::WidgetInfo::selected(
                    bevy_egui::egui::WidgetType::RadioButton,
                    true,
                    chosen,
                    word,
                )
            });
            let ink = if response.hovered() && !chosen { ACCENT } else { color };
            ui.painter().galley_with_override_text_color(rect.min + vec2(0.0, 8.0), galley, ink);
            if chosen {
                ui.painter().hline(
                    rect.left()..=rect.left() + wide,
                    rect.bottom() - 2.0,
                    Stroke::new(2.5, ACCENT),
                );
            }
            if response.has_focus() {
                ui.painter().rect_stroke(
                    rect,
                    CornerRadius::ZERO,
                    Stroke::new(2.0, ACCENT),
                    bevy_egui::egui::StrokeKind::Inside,
                );
            }
            if response.on_hover_cursor(CursorIcon::PointingHand).clicked() {
                clicked = Some(index);
            }
        }
    });
    clicked
}
