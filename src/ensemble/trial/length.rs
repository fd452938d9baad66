//! The length of a game for the player of a seat.
//!
//! Reading and thinking, no more: talk between pupils, breaks and the debrief are
//! the teacher's to add.

use crate::rules::defs::ItemKind;
use crate::rules::ids::{ItemId, MoveId, SeatId};
use crate::scenario::Scenario;

/// Words of non-fiction that an adult reads silently in a minute (Brysbaert 2019,
/// a mean over 190 studies, in English). Signs of Chinese and Japanese are read at
/// about the same number a minute, and count as a word each.
const WORDS_A_MINUTE: u64 = 238;

/// Seconds to think about one question. A judgement.
const SECONDS_A_QUESTION: u64 = 40;

/// Seconds to weigh a draft and answer it at a conference. A judgement.
const SECONDS_A_SPEECH: u64 = 45;

/// The length of one game for one player, and its parts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Length {
    /// Questions answered.
    pub questions: u64,
    /// Speeches made at conferences.
    pub speeches: u64,
    /// Seconds.
    pub seconds: u64,
}

/// The amount of text to read, in words, for each seat.
pub(super) struct ReadingLoad {
    /// Of each seat: the introduction and its brief.
    start: Vec<u64>,
    /// Of each item, for each seat: what it reads when the item comes up.
    items: Vec<Vec<u64>>,
    /// Of each move: the question and its answers.
    moves: Vec<u64>,
    /// Of each conference, for each seat: positions, instructions and articles.
    conferences: Vec<Vec<u64>>,
}

/// The words of a text.
fn words(text: &str) -> u64 {
    let wide = |c: char| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}');
    let signs = text.chars().filter(|c| wide(*c)).count();
    let plain = text.split_whitespace().filter(|word| !word.chars().all(wide)).count();
    u64::try_from(signs + plain).unwrap_or(u64::MAX)
}

impl ReadingLoad {
    pub(super) fn of(scenario: &Scenario) -> Self {
        let setting = &scenario.setting;
        let seats = || (0..setting.seats.len()).map(SeatId::new);
        let introduction = words(&scenario.introduction().join(" "));
        let start = scenario.text.seats.iter().enumerate().map(|(index, seat)| {
            let id = SeatId::new(index);
            let (hook, brief) = (scenario.hook(id), scenario.brief(id).join(" "));
            let wants = seat.objectives.iter().map(|o| words(&o.text)).sum::<u64>();
            let lines = seat.red_lines.iter().map(|line| words(&line.text)).sum::<u64>();
            introduction + words(&hook) + words(&brief) + wants + lines
        });
        let item = |(index, item): (usize, &crate::scenario::draft::Item)| -> Vec<u64> {
            let known_to = setting.items[index].known_to;
            let of_seat = |seat: SeatId| {
                if !known_to.includes(Some(seat)) {
                    return 0;
                }
                let id = &scenario.text.seats[seat.index()].id;
                let private = item.private.iter().filter(|private| *id == private.seat.text);
                words(&item.title)
                    + words(&item.briefing.whole())
                    + private.map(|private| words(&private.text.whole())).sum::<u64>()
            };
            seats().map(of_seat).collect()
        };
        let of_move = |mv: MoveId| {
            let mv = scenario.mv(mv);
            let options = mv.options.iter().map(|option| {
                let advice =
                    option.advice.iter().map(|advice| words(&advice.says.whole())).sum::<u64>();
                words(&option.label) + words(&option.text.whole()) + advice
            });
            words(&mv.question) + options.sum::<u64>()
        };
        let conference = |item: ItemId| -> Option<Vec<u64>> {
            let ItemKind::Conference(id) = setting.items[item.index()].kind else { return None };
            let def = &setting.conferences[id.index()];
            let text = scenario.conference(id);
            let articles = text.clauses.iter().flat_map(|clause| &clause.values);
            let public = text.parties.iter().map(|party| words(&party.position)).sum::<u64>()
                + articles.map(|value| words(&value.label) + words(&value.text)).sum::<u64>();
            let of_seat = |seat: SeatId| {
                def.party_of(seat).map_or(0, |party| {
                    public + words(&text.parties[party.index()].instructions.whole())
                })
            };
            Some(seats().map(of_seat).collect())
        };
        Self {
            start: start.collect(),
            items: scenario.text.items.iter().enumerate().map(item).collect(),
            moves: (0..setting.moves.len()).map(|mv| of_move(MoveId::new(mv))).collect(),
            conferences: (0..setting.items.len()).map(ItemId::new).filter_map(conference).collect(),
        }
    }

    /// How long a game took a seat: the items that came up, the moves that were
    /// asked, and for each conference how often the seat spoke there.
    pub(super) fn length(
        &self,
        scenario: &Scenario,
        seat: SeatId,
        opened: &[bool],
        asked: &[MoveId],
        spoken: &[Vec<u64>],
    ) -> Length {
        let mut words = self.start[seat.index()];
        let items = self.items.iter().zip(opened).filter(|(_, opened)| **opened);
        words += items.map(|(of, _)| of[seat.index()]).sum::<u64>();
        let own = asked.iter().filter(|mv| scenario.setting.moves[mv.index()].seat == seat);
        let mut length = Length::default();
        for mv in own {
            words += self.moves[mv.index()];
            length.questions += 1;
        }
        for (of, spoken) in self.conferences.iter().zip(spoken) {
            if spoken.iter().any(|n| *n > 0) {
                words += of[seat.index()];
            }
            length.speeches += spoken[seat.index()];
        }
        length.seconds = words * 60 / WORDS_A_MINUTE
            + length.questions * SECONDS_A_QUESTION
            + length.speeches * SECONDS_A_SPEECH;
        length
    }
}
