//! What lies before a player at a negotiating table: the draft in hand, and what is
//! looked at.
//!
//! It is laid out in [`conference`](super::panels::conference).

use crate::rules::ids::{ClauseValueId, PartyId};
use crate::view::{ConferenceView, ShownClause, SpeechKind, StageView};

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
    pub asks: Option<TableAction>,
    /// The page of papers that lies open.
    pub page: Page,
    /// Which of the papers are folded out.
    pub open: [bool; 5],
    /// Another draft that is looked at for the moment.
    pub preview: Option<Preview>,
    /// Whether the row of the clause should be scrolled into sight.
    pub reveal: bool,
    /// Whether what is new should be scrolled into sight.
    pub listen: bool,
    /// Where the papers are.
    pub papers: PapersPlace,
    /// Whether anything in the table was touched since the turn began.
    pub touched: bool,
}

/// Where the papers are on the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PapersPlace {
    /// They can be read.
    #[default]
    InSight,
    /// They lie below the draft.
    Below,
    /// They should be scrolled into sight.
    Sought,
}

/// A draft that is looked at without being taken up.
#[derive(Clone, Debug, PartialEq)]
pub struct Preview {
    /// The value of each clause shown.
    pub draft: Vec<ClauseValueId>,
    /// Whose it is; none if it is a mediator's.
    pub by: Option<PartyId>,
    /// Whose draft it is, as a caption.
    pub words: String,
}

/// A speech that this seat can make at the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableAction {
    /// Table the draft in hand.
    Table,
    /// Accept what stands.
    Accept,
    /// Ask the mediator.
    Mediate,
    /// Adjourn.
    Adjourn,
    /// Walk out.
    WalkOut,
}

/// A page of the papers beside the table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Page {
    /// What was said at the table.
    #[default]
    Said,
    /// Situation, instructions, parties.
    Papers,
}

impl Page {
    /// The other of the two pages.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Said => Self::Papers,
            Self::Papers => Self::Said,
        }
    }
}

impl Drafting {
    /// What lies before the player when it is its turn: its last draft, or its
    /// own best; the papers on the first turn, what was said on later ones.
    #[must_use]
    pub fn at(stage: &StageView, before: &Self) -> Self {
        let StageView::Conference(table) = stage else { return Self::default() };
        let begins = table.speeches.iter().all(|speech| speech.party != table.you);
        let known = before.conference == table.id;
        // Who adjourns goes on with the draft that lay before him.
        let last = table.speeches.last();
        let adjourned =
            last.is_some_and(|it| it.kind == SpeechKind::Adjourn && it.party == table.you);
        let kept = known && adjourned && before.draft.len() == table.clauses.len();
        Self {
            conference: table.id.clone(),
            draft: if kept { before.draft.clone() } else { table.start.clone() },
            clause: if known {
                before.clause.min(last_clause(table))
            } else {
                ShownClause::default()
            },
            asks: None,
            page: if begins { Page::Papers } else { Page::Said },
            open: if known && !begins {
                before.open
            } else {
                [begins, begins, begins, begins, false]
            },
            preview: None,
            reveal: false,
            listen: true,
            papers: PapersPlace::InSight,
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
    pub fn write(&mut self, table: &ConferenceView, clause: ShownClause, value: ClauseValueId) {
        self.clause = clause;
        self.touched = true;
        let in_draft = &mut self.draft[clause.index()];
        if table.clause(clause).base(*in_draft) != value {
            *in_draft = value;
        }
    }

    /// Takes up a whole draft. A reservation that this seat cannot write falls out.
    pub fn take_up(&mut self, table: &ConferenceView, draft: &[ClauseValueId]) {
        for ((own, clause), value) in self.draft.iter_mut().zip(&table.clauses).zip(draft) {
            *own = if clause.value(*value).open { *value } else { clause.base(*value) };
        }
    }

    /// Takes up what this seat would like best.
    pub fn take_best(&mut self, table: &ConferenceView) {
        self.draft = table.clauses.iter().map(|clause| clause.ideal).collect();
    }

    /// Puts this seat's reservation to the clause at hand in, or takes it out.
    pub fn reserve(&mut self, table: &ConferenceView) {
        if let Some(draft) = table.reserve(&self.draft, self.clause) {
            self.draft = draft;
        }
    }

    /// Whether the draft says something else than what stands; true if nothing does.
    #[must_use]
    pub fn differs(&self, table: &ConferenceView) -> bool {
        table.standing.as_ref().is_none_or(|standing| standing.draft != self.draft)
    }
}

/// The last clause of a table.
pub(super) fn last_clause(table: &ConferenceView) -> ShownClause {
    table.numbered().last().map_or(ShownClause::default(), |(clause, _)| clause)
}
