//! What is signed, and known to this seat.

use bevy_egui::egui::Ui;

use crate::desktop::speech::Speaks as _;
use crate::desktop::theme::{AGAINST, FAINT, Face, INK};
use crate::desktop::typeset::{self, MEASURE};
use crate::view::SeatView;
use crate::words::sentence_case;

/// Lays out the treaties.
pub fn show(ui: &mut Ui, view: &SeatView) {
    let words = ui.words();
    if view.instruments.is_empty() {
        typeset::aside(ui, &words.say("treaties-none"));
    }
    for treaty in &view.instruments {
        let color = if treaty.in_force { INK } else { FAINT };
        typeset::wrapped(ui, &treaty.title, Face::TextBold.at(17.0), color, MEASURE);
        let mut state = sentence_case(&treaty.state);
        if treaty.secret {
            state = format!("{state} · {}", words.say("treaty-secret"));
        }
        let ink = if treaty.secret || !treaty.in_force { AGAINST } else { FAINT };
        typeset::wrapped(ui, &state, Face::LabelBold.at(14.0), ink, MEASURE);
        typeset::note(ui, &treaty.parties);
        typeset::wrapped(ui, &treaty.text, Face::Text.at(15.5), color, MEASURE);
        for article in &treaty.articles {
            super::brief::bullet(ui, &format!("{}: {}", article.title, article.text));
        }
        for line in &treaty.contradicts {
            typeset::wrapped(ui, line, Face::TextItalic.at(15.0), AGAINST, MEASURE);
        }
        typeset::rule(ui);
    }
}
