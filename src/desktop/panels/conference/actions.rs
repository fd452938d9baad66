//! What can be done at the table, at its foot: each speech is one key, and each
//! that cannot be unsaid is asked about before it is made.

use bevy_egui::egui::{Align, Frame, Key, Layout, Margin, Modifiers, Panel, Stroke, Ui};

use super::marks;
use super::worth::{self, hundredths};
use crate::desktop::desk::Desk;
use crate::desktop::drafting::{Drafting, Preview, TableAction};
use crate::desktop::requests::{Request, Requests};
use crate::desktop::speech::Speaks as _;
use crate::desktop::tab::GameTab;
use crate::desktop::theme::{AGAINST, Face, INK, RULE, SHADE};
use crate::desktop::typeset::{self, Weight};
use crate::rules::ids::ClauseValueId;
use crate::rules::intents::Intent;
use crate::view::{ConferenceView, StandingDraft};
use crate::words::{Phrase, Words};

impl TableAction {
    const ALL: [Self; 5] = [Self::Table, Self::Accept, Self::Mediate, Self::Adjourn, Self::WalkOut];

    const fn key(self) -> (Key, &'static str) {
        match self {
            Self::Table => (Key::T, "T"),
            Self::Accept => (Key::A, "A"),
            Self::Mediate => (Key::M, "M"),
            Self::Adjourn => (Key::J, "J"),
            Self::WalkOut => (Key::W, "W"),
        }
    }

    fn words(self, words: &Words, short: bool) -> String {
        words.phrase(match (self, short) {
            (Self::Table, false) => Phrase("conference-act-table"),
            (Self::Accept, false) => Phrase("conference-act-accept"),
            (Self::Mediate, false) => Phrase("conference-act-mediate"),
            (Self::Table, true) => Phrase("conference-act-table-short"),
            (Self::Accept, true) => Phrase("conference-act-accept-short"),
            (Self::Mediate, true) => Phrase("conference-act-mediate-short"),
            (Self::Adjourn, _) => Phrase("conference-act-adjourn"),
            (Self::WalkOut, _) => Phrase("conference-act-walk-out"),
        })
    }

    /// Whether it can be done now; else why not.
    fn open(self, words: &Words, table: &ConferenceView) -> Result<(), String> {
        match self {
            Self::Accept if table.standing.is_none() => Err(words.say("conference-nothing-stands")),
            Self::Adjourn => table.recess.as_ref().map(|_| ()).map_err(Clone::clone),
            Self::Mediate => match &table.mediator {
                Some(mediator) if mediator.draft.is_some() => Ok(()),
                _ => Err(words.say("conference-no-mediation")),
            },
            _ => Ok(()),
        }
    }

    fn intent(self, table: &ConferenceView, draft: &[ClauseValueId]) -> Intent {
        match self {
            Self::Table => table.offer(draft),
            Self::Accept => table.accept(),
            Self::Mediate => table.mediate(),
            Self::Adjourn => table.adjourn(),
            Self::WalkOut => table.walk_out(),
        }
    }
}

/// The draft that a speech is about, to be looked at while the player is asked whether to
/// make it.
#[must_use]
pub fn preview(
    words: &Words,
    table: &ConferenceView,
    asks: Option<TableAction>,
) -> Option<Preview> {
    match asks? {
        TableAction::Accept => {
            let StandingDraft { by, draft } = table.standing.clone()?;
            let seat = table.party(by).called.as_str().into();
            let sentence = words.say_with("conference-standing", &[("seat", seat)]);
            Some(Preview { draft, by: Some(by), words: sentence })
        }
        TableAction::Mediate => {
            let mediator = table.mediator.as_ref()?;
            let draft = mediator.draft.clone()?;
            let sentence =
                words.say_with("conference-caption-mediator", &[("name", (&mediator.name).into())]);
            Some(Preview { draft, by: None, words: sentence })
        }
        TableAction::Table | TableAction::Adjourn | TableAction::WalkOut => None,
    }
}

/// Whether the draft can be tabled without a question: it was changed, or it is the first that
/// this seat tables.
fn says_itself(table: &ConferenceView, pen: &Drafting) -> bool {
    pen.draft != table.start || table.speeches.iter().all(|speech| speech.party != table.you)
}

/// The keys of the foot, and the Escape that takes a question back. Enter tables a draft
/// that was changed, and answers yes where something is asked; nothing else is said by one
/// key alone.
pub fn keys(ui: &Ui, table: &ConferenceView, pen: &mut Drafting, requests: &mut Requests) {
    let words = ui.words();
    for act in TableAction::ALL {
        let (key, _) = act.key();
        let pressed = ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        if pressed && act.open(&words, table).is_ok() {
            pen.asks = Some(act);
            pen.preview = preview(&words, table, pen.asks);
        }
    }
    // Within one slow frame a question and its Escape may come together.
    if pen.asks.is_some() && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
        pen.asks = None;
        pen.preview = None;
    }
    let free = ui.memory(|memory| memory.focused().is_none());
    if !free || !ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter)) {
        return;
    }
    match pen.asks {
        Some(act) => requests.ask(Request::Speak(act.intent(table, &pen.draft))),
        None if pen.differs(table) && says_itself(table, pen) => {
            requests.ask(Request::Speak(table.offer(&pen.draft)));
        }
        // Nothing was changed: a draft of one's own is asked about, and what
        // stands already need not be tabled again.
        None if pen.differs(table) => pen.asks = Some(TableAction::Table),
        None => {}
    }
}

/// Lays out the foot.
pub fn foot(ui: &mut Ui, table: &ConferenceView, desk: &mut Desk, requests: &mut Requests) {
    let frame = Frame::new().fill(SHADE).inner_margin(Margin::symmetric(16, 7));
    Panel::bottom("conference foot").frame(frame).resizable(false).show_separator_line(false).show(
        ui,
        |ui| {
            let top = ui.max_rect().top() - 7.0;
            let sides = ui.max_rect().x_range().expand(16.0);
            ui.painter().hline(sides, top, Stroke::new(1.0, RULE));
            ui.spacing_mut().item_spacing.y = 4.0;
            match desk.drafting.asks {
                Some(act) => asked(ui, table, act, desk, requests),
                None => acts(ui, table, desk, requests),
            }
        },
    );
}

/// Below this height the foot has what there is no key for.
const LOW: f32 = 440.0;

fn acts(ui: &mut Ui, table: &ConferenceView, desk: &mut Desk, requests: &mut Requests) {
    let words = ui.words();
    let short = ui.available_width() < 900.0;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        for act in TableAction::ALL {
            if act == TableAction::Mediate && table.mediator.is_none() {
                continue;
            }
            let open = act.open(&words, table);
            let changed = desk.drafting.differs(table);
            let weight = match act {
                TableAction::Table if changed => Weight::Main,
                TableAction::Accept if !changed => Weight::Main,
                _ => Weight::Plain,
            };
            let enabled = open.is_ok() && (act != TableAction::Table || changed);
            let enter = act == TableAction::Table && changed && says_itself(table, &desk.drafting);
            let key =
                if enter { words.say("conference-key-enter") } else { act.key().1.to_owned() };
            let button =
                typeset::keyed_button(ui, &act.words(&words, short), &key, weight, enabled);
            let clicked = button.clicked();
            if let Err(why) = open {
                button.on_hover_text(why);
            } else if act == TableAction::Table && !changed {
                button.on_hover_text(words.say("conference-unchanged"));
            }
            if clicked {
                desk.tab = GameTab::Briefing;
                if enter {
                    requests.ask(Request::Speak(table.offer(&desk.drafting.draft)));
                } else {
                    desk.drafting.asks = Some(act);
                    // The answers stand where the pointer is: they are laid out before it acts.
                    ui.ctx().request_repaint();
                }
            }
        }
        if short {
            return;
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 14.0;
            if typeset::small_link(ui, &words.say("undo"))
                .on_hover_text(words.say("undo-hint"))
                .clicked()
            {
                requests.ask(Request::GoBack);
            }
            hints(ui, table, requests);
            takes(ui, table, &mut desk.drafting);
        });
    });
    if short {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 14.0;
            worth::summary(ui, table, &desk.drafting);
            // On a low window the keys for these must do.
            if ui.ctx().content_rect().height() >= LOW {
                takes(ui, table, &mut desk.drafting);
                hints(ui, table, requests);
            }
            if typeset::small_link(ui, &words.say("undo"))
                .on_hover_text(words.say("undo-hint"))
                .clicked()
            {
                requests.ask(Request::GoBack);
            }
        });
    }
}

/// A link under which keys and signs are explained.
fn hints(ui: &mut Ui, table: &ConferenceView, requests: &mut Requests) {
    let words = ui.words();
    let link = typeset::small_link(ui, &words.say("conference-hints"));
    if link.clicked() {
        requests.ask(Request::Settings);
    }
    link.on_hover_ui(|ui| {
        ui.set_max_width(420.0);
        typeset::wrapped(ui, &words.say("conference-keys"), Face::Label.at(14.0), INK, 420.0);
        marks::legend(ui, table);
    });
}

/// Links to whole drafts that can be taken up, and the reservation to the clause at hand.
fn takes(ui: &mut Ui, table: &ConferenceView, pen: &mut Drafting) {
    let words = ui.words();
    if typeset::small_link(ui, &words.say("conference-take-best")).clicked() {
        pen.take_best(table);
    }
    if let Some(standing) = &table.standing
        && typeset::small_link(ui, &words.say("conference-take-standing")).clicked()
    {
        pen.take_up(table, &standing.draft);
    }
    if table.reserve(&pen.draft, pen.clause).is_some()
        && typeset::small_link(ui, &words.say("conference-take-reserve")).clicked()
    {
        pen.reserve(table);
    }
}

/// What is to be known before a speech is made, and the two answers.
fn asked(
    ui: &mut Ui,
    table: &ConferenceView,
    act: TableAction,
    desk: &mut Desk,
    requests: &mut Requests,
) {
    let words = ui.words();
    let pen = &mut desk.drafting;
    let assess = |draft: &[ClauseValueId]| table.desk.assess(draft);
    let without = assess(&pen.draft).map_or(0.0, |assessment| assessment.reservation);
    let mut lines = Vec::new();
    match act {
        TableAction::Table => lines.push(words.phrase(if pen.draft == table.start {
            Phrase("conference-ask-table")
        } else {
            Phrase("conference-ask-table-changed")
        })),
        TableAction::Accept => {
            if let Some(StandingDraft { by, draft }) = &table.standing {
                let worth = assess(draft).map_or(0.0, |assessment| assessment.why.expected);
                let args = [
                    ("seat", table.party(*by).called.as_str().into()),
                    ("worth", hundredths(worth).into()),
                    ("without", hundredths(without).into()),
                ];
                lines.push(words.say_with("conference-ask-accept", &args));
                let others = table.party_ids().filter(|party| {
                    *party != table.you && party != by && !table.accepted.contains(party)
                });
                let others: Vec<&str> =
                    others.map(|party| table.party(party).seat.as_str()).collect();
                lines.push(if others.is_empty() {
                    words.say("conference-ask-accept-last")
                } else {
                    words.say_with(
                        "conference-ask-accept-others",
                        &[("seats", others.join(", ").into())],
                    )
                });
            }
        }
        TableAction::Mediate => {
            if let Some(mediator) = &table.mediator {
                let draft = mediator.draft.as_deref().unwrap_or_default();
                let worth = assess(draft).map_or(0.0, |assessment| assessment.why.expected);
                let args = [("name", (&mediator.name).into()), ("worth", hundredths(worth).into())];
                lines.push(words.say_with("conference-ask-mediate", &args));
            }
        }
        TableAction::Adjourn => {
            let until = table.recess.clone().unwrap_or_default();
            lines.push(words.say_with("conference-ask-adjourn", &[("date", until.into())]));
        }
        TableAction::WalkOut => {
            let args = [("without", hundredths(without).into())];
            lines.push(words.say_with("conference-ask-walk-out", &args));
        }
    }
    let grave = matches!(act, TableAction::WalkOut);
    let ink = if grave { AGAINST } else { INK };
    for line in &lines {
        typeset::wrapped(ui, line, Face::Text.at(16.0), ink, 900.0);
    }
    let enter = words.say("conference-key-enter");
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        let sentence = act.words(&words, false);
        if typeset::keyed_button(ui, &sentence, &enter, Weight::Main, true).clicked() {
            requests.ask(Request::Speak(act.intent(table, &pen.draft)));
        }
        let escape = words.say("conference-key-escape");
        if typeset::keyed_button(ui, &words.say("back"), &escape, Weight::Plain, true).clicked() {
            pen.asks = None;
        }
    });
}
