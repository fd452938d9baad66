//! The words of the game in the window: the resource, and the way to it from a page.
//!
//! The [`WindowWords`] resource is made where the window is. It is handed to the context
//! of egui, as faces and colours are, so that whatever is laid out on a page has its
//! words with the page.

use bevy::prelude::*;
use bevy_egui::{EguiContexts, egui};

use crate::view::odds_words;
use crate::words::{Words, percent};

/// The words in which the window speaks.
#[derive(Resource, Clone, Debug)]
pub struct WindowWords(pub Words);

/// Something that is laid out in the player's language.
pub trait Speaks {
    /// The words of the page that it is on.
    ///
    /// # Panics
    /// If the context of the page was never handed its words.
    fn words(&self) -> Words;

    /// A probability as the player wants it: in words, or in whole per cent.
    fn odds(&self, probability: f64) -> String;
}

impl Speaks for egui::Context {
    fn words(&self) -> Words {
        self.data(|data| data.get_temp(egui::Id::NULL)).expect("a page is handed its words")
    }

    fn odds(&self, probability: f64) -> String {
        let numbers = self.data(|data| data.get_temp(egui::Id::new(NUMBERS)));
        if numbers.unwrap_or(false) {
            format!("{}\u{a0}%", percent(probability))
        } else {
            odds_words(&self.words(), probability)
        }
    }
}

impl Speaks for egui::Ui {
    fn words(&self) -> Words {
        self.ctx().words()
    }

    fn odds(&self, probability: f64) -> String {
        self.ctx().odds(probability)
    }
}

/// Hands the words to a context.
pub fn hand_over(ctx: &egui::Context, words: &Words) {
    ctx.data_mut(|data| data.insert_temp(egui::Id::NULL, words.clone()));
}

/// Where a context keeps whether odds are shown as numbers.
const NUMBERS: &str = "odds as numbers";

/// Tells a context whether odds are shown as numbers.
pub(super) fn hand_over_numbers(ctx: &egui::Context, numbers: bool) {
    ctx.data_mut(|data| data.insert_temp(egui::Id::new(NUMBERS), numbers));
}

/// Hands the words to the window, at the start and when the language changes.
pub(super) fn hand_to_window(mut contexts: EguiContexts, speech: Res<WindowWords>) -> Result {
    hand_over(contexts.ctx_mut()?, &speech.0);
    Ok(())
}

/// The words of the window, where the whole world is at hand.
pub(super) fn words(world: &World) -> Words {
    world.resource::<WindowWords>().0.clone()
}
