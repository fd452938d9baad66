//! The codex: people, powers, places, instruments and terms, as far as a seat knows them.
//!
//! It holds what is true on the day: who leads and advises now, what is signed and known.
//! Nothing in it tells what comes later.

use serde::Serialize;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use super::types::{InstrumentView, SeatView};
use super::wording::Wording;
use crate::rules::agenda::Agenda;
use crate::rules::ids::SeatId;
use crate::scenario::draft::{Ink, Native};
use crate::words::{Phrase, Words, sentence_case};

/// What an entry of the codex is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CodexKind {
    /// A term.
    Term,
    /// A person.
    Person,
    /// A power.
    Power,
    /// A place of the map.
    Place,
    /// An instrument that was signed.
    Instrument,
}

impl CodexKind {
    /// All kinds, in the order in which they are listed.
    pub const ALL: [Self; 5] =
        [Self::Term, Self::Person, Self::Power, Self::Place, Self::Instrument];
}

/// An entry of the codex.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CodexEntry {
    /// What it is about.
    pub kind: CodexKind,
    /// Its name.
    pub title: String,
    /// Its name in its own writing.
    pub native: Option<Native>,
    /// Other names by which it is found.
    pub variants: Vec<String>,
    /// The ink of its power, if it has one.
    pub ink: Option<Ink>,
    /// One line under the name: an office, the parties.
    pub line: String,
    /// What is to be known of it, in paragraphs.
    pub text: Vec<String>,
}

impl CodexEntry {
    /// An entry of which nothing but the name is known.
    #[must_use]
    pub const fn new(kind: CodexKind, title: String) -> Self {
        Self {
            kind,
            title,
            native: None,
            variants: Vec::new(),
            ink: None,
            line: String::new(),
            text: Vec::new(),
        }
    }

    /// How well it answers what is looked for, 0 best; none if it does not. A name answers
    /// before another name, that before the text; accents and the case of letters do not
    /// count.
    #[must_use]
    pub fn answers(&self, wanted: &str) -> Option<u8> {
        let wanted = plain(wanted);
        let names = |name: &str| plain(name).contains(&wanted);
        if plain(&self.title).starts_with(&wanted) {
            return Some(0);
        }
        let native = self.native.iter().any(|native| native.text.contains(wanted.trim()));
        if names(&self.title) || native || self.variants.iter().any(|name| names(name)) {
            return Some(1);
        }
        let said = names(&self.line) || self.text.iter().any(|text| names(text));
        said.then_some(2)
    }
}

/// The entries that answer what is looked for, the best first.
#[must_use]
pub fn look_up<'e>(entries: &'e [CodexEntry], wanted: &str) -> Vec<&'e CodexEntry> {
    let answers = entries.iter().filter_map(|entry| Some((entry.answers(wanted)?, entry)));
    let mut found: Vec<(u8, &CodexEntry)> = answers.collect();
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, entry)| entry).collect()
}

/// A text without accents and in small letters, to be compared.
pub(super) fn plain(text: &str) -> String {
    let bare = text.nfd().filter(|sign| !is_combining_mark(*sign));
    bare.flat_map(char::to_lowercase).collect::<String>().trim().to_owned()
}

/// The terms: name, explanation, and other words by which it is looked for.
const TERMS: [(Phrase, Phrase, Phrase); 30] = [
    (Phrase("codex-autonomy"), Phrase("codex-autonomy-is"), Phrase("codex-autonomy-as")),
    (Phrase("codex-banner"), Phrase("codex-banner-is"), Phrase("codex-banner-as")),
    (Phrase("codex-bogd"), Phrase("codex-bogd-is"), Phrase("codex-bogd-as")),
    (Phrase("codex-breach"), Phrase("codex-breach-is"), Phrase("codex-breach-as")),
    (Phrase("codex-concession"), Phrase("codex-concession-is"), Phrase("codex-concession-as")),
    (
        Phrase("codex-constitutive"),
        Phrase("codex-constitutive-is"),
        Phrase("codex-constitutive-as"),
    ),
    (Phrase("codex-declaratory"), Phrase("codex-declaratory-is"), Phrase("codex-declaratory-as")),
    (Phrase("codex-de-facto"), Phrase("codex-de-facto-is"), Phrase("codex-de-facto-as")),
    (Phrase("codex-de-jure"), Phrase("codex-de-jure-is"), Phrase("codex-de-jure-as")),
    (Phrase("codex-demarcation"), Phrase("codex-demarcation-is"), Phrase("codex-demarcation-as")),
    (
        Phrase("codex-denunciation"),
        Phrase("codex-denunciation-is"),
        Phrase("codex-denunciation-as"),
    ),
    (Phrase("codex-deterrence"), Phrase("codex-deterrence-is"), Phrase("codex-deterrence-as")),
    (Phrase("codex-extra"), Phrase("codex-extra-is"), Phrase("codex-extra-as")),
    (Phrase("codex-guarantee"), Phrase("codex-guarantee-is"), Phrase("codex-guarantee-as")),
    (Phrase("codex-incident"), Phrase("codex-incident-is"), Phrase("codex-incident-as")),
    (Phrase("codex-mandate"), Phrase("codex-mandate-is"), Phrase("codex-mandate-as")),
    (Phrase("codex-no-treaty"), Phrase("codex-no-treaty-is"), Phrase("codex-no-treaty-as")),
    (Phrase("codex-notes"), Phrase("codex-notes-is"), Phrase("codex-notes-as")),
    (Phrase("codex-open-door"), Phrase("codex-open-door-is"), Phrase("codex-open-door-as")),
    (Phrase("codex-protocol"), Phrase("codex-protocol-is"), Phrase("codex-protocol-as")),
    (
        Phrase("codex-ratification"),
        Phrase("codex-ratification-is"),
        Phrase("codex-ratification-as"),
    ),
    (Phrase("codex-reading"), Phrase("codex-reading-is"), Phrase("codex-reading-as")),
    (Phrase("codex-red-line"), Phrase("codex-red-line-is"), Phrase("codex-red-line-as")),
    (Phrase("codex-reservation"), Phrase("codex-reservation-is"), Phrase("codex-reservation-as")),
    (Phrase("codex-side-letter"), Phrase("codex-side-letter-is"), Phrase("codex-side-letter-as")),
    (Phrase("codex-sovereignty"), Phrase("codex-sovereignty-is"), Phrase("codex-sovereignty-as")),
    (Phrase("codex-sphere"), Phrase("codex-sphere-is"), Phrase("codex-sphere-as")),
    (Phrase("codex-status-quo"), Phrase("codex-status-quo-is"), Phrase("codex-status-quo-as")),
    (Phrase("codex-suzerainty"), Phrase("codex-suzerainty-is"), Phrase("codex-suzerainty-as")),
    (Phrase("codex-tension"), Phrase("codex-tension-is"), Phrase("codex-tension-as")),
];

/// The terms alone, where no game is played.
#[must_use]
pub fn codex_terms(words: &Words) -> Vec<CodexEntry> {
    TERMS.iter().map(|term| self::term(words, term)).collect()
}

/// The entries of the codex for who holds a view, by kind and name.
pub(super) fn entries(
    words: Wording<'_>,
    agenda: &Agenda,
    seat: Option<SeatId>,
    view: &SeatView,
) -> Vec<CodexEntry> {
    let mut entries: Vec<CodexEntry> = codex_terms(&words);
    entries.extend(people(words, agenda, seat));
    entries.extend(powers(words));
    entries.extend(places(words));
    entries.extend(view.instruments.iter().map(instrument));
    entries.sort_by(|one, two| (one.kind, &one.title).cmp(&(two.kind, &two.title)));
    entries
}

fn term(words: &Words, (title, text, variants): &(Phrase, Phrase, Phrase)) -> CodexEntry {
    CodexEntry {
        variants: words.phrase(*variants).split(", ").map(str::to_owned).collect(),
        text: vec![words.phrase(*text)],
        ..CodexEntry::new(CodexKind::Term, words.phrase(*title))
    }
}

/// Who leads each seat now, and who advises the seat of the reader.
fn people(words: Wording<'_>, agenda: &Agenda, own: Option<SeatId>) -> Vec<CodexEntry> {
    let scenario = words.scenario;
    let seats = SeatId::up_to(scenario.text.seats.len());
    let ink = |seat: SeatId| {
        let power = scenario.setting.seats[seat.index()].power;
        Some(scenario.text.powers[power.index()].ink)
    };
    let leaders = seats.map(|seat| {
        let id = agenda.leader(seat);
        let leader = &scenario.text.leaders[id.index()];
        CodexEntry {
            native: leader.native.clone(),
            ink: ink(seat),
            line: format!("{} · {}", words.seat(seat), leader.office),
            text: vec![scenario.leader_note(id)],
            ..CodexEntry::new(CodexKind::Person, leader.name.clone())
        }
    });
    let day = agenda.clock;
    let advisers = own.into_iter().flat_map(|seat| {
        let all = &scenario.text.seats[seat.index()].advisers;
        all.iter().filter(move |who| who.is_there(day)).map(move |who| CodexEntry {
            ink: ink(seat),
            line: format!("{} · {}", words.seat(seat), who.office),
            ..CodexEntry::new(CodexKind::Person, who.name.clone())
        })
    });
    leaders.chain(advisers).collect()
}

fn powers(words: Wording<'_>) -> impl Iterator<Item = CodexEntry> {
    words.scenario.text.powers.iter().map(|power| CodexEntry {
        native: power.native.clone(),
        variants: vec![power.short.clone()],
        ink: Some(power.ink),
        ..CodexEntry::new(CodexKind::Power, sentence_case(&power.name))
    })
}

fn places(words: Wording<'_>) -> impl Iterator<Item = CodexEntry> {
    words.scenario.text.places.iter().map(|place| CodexEntry {
        native: place.native.clone(),
        variants: place.variants.clone(),
        ..CodexEntry::new(CodexKind::Place, place.name.clone())
    })
}

fn instrument(of: &InstrumentView) -> CodexEntry {
    CodexEntry {
        line: format!("{} · {}", of.parties, of.state),
        text: vec![of.text.clone()],
        ..CodexEntry::new(CodexKind::Instrument, of.title.clone())
    }
}
