//! A conference by text: the table of clauses, a draft that is edited, what is said.
//!
//! Layout and commands only; the worth of a draft comes from the view's desk.

use std::io::{self, BufRead, Write};

use super::layout::{heading, help, indented, list, signed, write};
use super::line::{self, Terminal, as_typed};
use super::pages;
use crate::rules::ids::ClauseValueId;
use crate::shown::Page;
use crate::view::{ConferenceView, SeatView, ShownClause, SpeechView, StageView};
use crate::words::{Phrase, Words, percent, sentence_case};

impl<R: BufRead, W: Write> Terminal<'_, R, W> {
    /// Lets the seat at the terminal speak once; returns false if the player leaves.
    pub(super) fn confer(&mut self, view: &SeatView, table: &ConferenceView) -> io::Result<bool> {
        page(&mut self.output, &self.words, view, table)?;
        let mut draft = table.start.clone();
        drafted(&mut self.output, &self.words, table, &draft)?;
        let mut leaving = false;
        loop {
            let Some(line) = self.read_line()? else { return Ok(false) };
            let typed = as_typed(&line);
            let mut words = typed.split_whitespace();
            let (first, second) = (words.next().unwrap_or("").to_lowercase(), words.next());
            let sure = core::mem::replace(&mut leaving, false);
            let intent = match (first.as_str(), second) {
                ("", _) => continue,
                ("offer" | "o", None) => table.offer(&draft),
                ("accept" | "a", None) if table.standing.is_some() => table.accept(),
                ("accept" | "a", None) => {
                    write(&mut self.output, &self.words.say("term-nothing-tabled"))?;
                    continue;
                }
                ("adjourn", None) => table.adjourn(),
                ("mediate", None) => table.mediate(),
                ("walk-out", None) if sure => table.walk_out(),
                ("walk-out", None) => {
                    leaving = true;
                    write(&mut self.output, &self.words.say("term-walk-out-sure"))?;
                    continue;
                }
                ("draft", None) => {
                    drafted(&mut self.output, &self.words, table, &draft)?;
                    continue;
                }
                ("table" | "question", None) => {
                    page(&mut self.output, &self.words, view, table)?;
                    drafted(&mut self.output, &self.words, table, &draft)?;
                    continue;
                }
                ("said", None) => {
                    said(&mut self.output, &self.words, &table.speeches)?;
                    continue;
                }
                ("instructions", None) => {
                    instructions(&mut self.output, &self.words, table)?;
                    continue;
                }
                ("undo" | "u", None) => {
                    if self.take_back()? {
                        return Ok(true);
                    }
                    continue;
                }
                ("quit" | "exit" | "q", None) => return Ok(false),
                ("help" | "h" | "?", None) => {
                    help(&mut self.output, &self.words.say("term-conference-help"))?;
                    continue;
                }
                (other, second) => {
                    let command = line::parse(&line);
                    if matches!(command, line::PlayerCommand::Page("ahead")) {
                        self.look_ahead()?;
                    } else if let line::PlayerCommand::Codex(wanted) = command {
                        self.look_up(&wanted)?;
                    } else if let line::PlayerCommand::Page(page) = command {
                        pages::page(&mut self.output, &self.words, page, view)?;
                    } else if !self.edit(table, &mut draft, other, second)? {
                        let args = [("word", line.trim().into())];
                        write(&mut self.output, &self.words.say_with("term-unknown", &args))?;
                    }
                    continue;
                }
            };
            if self.send(view, intent)? {
                self.answers(table)?;
                return Ok(true);
            }
        }
    }

    /// `3` shows a clause, `3b` or `3 b` writes its second value into the draft,
    /// `reserve 3` puts a reservation in or takes it out. Answers whether it was
    /// one of these.
    fn edit(
        &mut self,
        table: &ConferenceView,
        draft: &mut Vec<ClauseValueId>,
        first: &str,
        second: Option<&str>,
    ) -> io::Result<bool> {
        if first == "reserve" {
            let number = second.and_then(line::number).unwrap_or(0);
            let reserved = number
                .checked_sub(1)
                .filter(|index| *index < table.clauses.len())
                .and_then(|index| table.reserve(draft, ShownClause::new(index)));
            match reserved {
                Some(reserved) => {
                    *draft = reserved;
                    drafted(&mut self.output, &self.words, table, draft)?;
                }
                None => write(&mut self.output, &self.words.say("term-no-reservation"))?,
            }
            return Ok(true);
        }
        // `3`, `3.`, `3)`, `(3)`, and with a letter `3b`, `3.b`, `3 b)`.
        let first = first.trim_start_matches('(');
        let digits: String = first.chars().take_while(char::is_ascii_digit).collect();
        let Some(index) = digits.parse::<usize>().ok().and_then(|n| n.checked_sub(1)) else {
            return Ok(false);
        };
        let letters = line::without_marks(&first[digits.len()..]);
        let second = second.map(line::without_marks);
        let letter = if letters.is_empty() { second.unwrap_or("") } else { letters };
        let Some(clause) = table.clauses.get(index) else {
            let args = [("from", 1_u32.into()), ("to", table.clauses.len().into())];
            write(&mut self.output, &self.words.say_with("term-number-please", &args))?;
            return Ok(true);
        };
        let value = match letter.bytes().next() {
            None => {
                let number = ShownClause::new(index);
                self::clause(&mut self.output, &self.words, table, draft, number)?;
                return Ok(true);
            }
            Some(byte) => usize::from(byte.to_ascii_lowercase().wrapping_sub(b'a')),
        };
        match clause.values.get(value) {
            Some(entry) if entry.open && letter.len() == 1 => {
                draft[index] = ClauseValueId::new(value);
                drafted(&mut self.output, &self.words, table, draft)?;
            }
            _ => write(&mut self.output, &self.words.say("term-no-such-value"))?,
        }
        Ok(true)
    }

    /// Shows the answers of the others to the speech that was just made.
    fn answers(&mut self, before: &ConferenceView) -> io::Result<()> {
        let view = self.view();
        let said = match &view.stage {
            StageView::Conference(table) if table.id == before.id => table.speeches.clone(),
            _ => {
                let closed = view.results.iter().rev().find(|result| result.id == before.id);
                let treaty = closed.and_then(|result| result.treaty.as_ref());
                treaty.map(|treaty| treaty.speeches.clone()).unwrap_or_default()
            }
        };
        let new = said.get(before.speeches.len()..).unwrap_or_default();
        self::said(&mut self.output, &self.words, new)
    }
}

/// The page of the table: parties, round, the clauses with the values that stand and
/// those that others prefer.
fn page(
    out: &mut Page<impl Write>,
    words: &Words,
    view: &SeatView,
    table: &ConferenceView,
) -> io::Result<()> {
    heading(out, &format!("{}: {}", view.date, table.title))?;
    // Whoever speaks second reads first what it is about, too.
    if table.speeches.iter().all(|speech| speech.party != table.you) {
        for paragraph in &table.briefing {
            writeln!(out)?;
            write(out, paragraph)?;
        }
        if !table.background.is_empty() {
            write(out, &words.say("term-more-hint"))?;
        }
        if !table.private.is_empty() {
            heading(out, &words.say("table-private"))?;
            table.private.iter().try_for_each(|text| write(out, text))?;
        }
        list(out, &table.so_far)?;
        heading(out, &words.say("conference-parties"))?;
        for party in &table.parties {
            let line = format!("{} ({}): {}", party.seat, party.delegates, party.position);
            indented(out, "  - ", &line)?;
        }
        instructions(out, words, table)?;
        if !table.speeches.is_empty() {
            said(out, words, &table.speeches)?;
        }
    }
    let manners = table.parties.iter().filter_map(|party| party.manner.as_ref());
    let manners: Vec<String> = manners.map(|manner| manner.line.clone()).collect();
    list(out, &manners)?;
    let args = [("round", table.round.number.into()), ("rounds", table.round.total.into())];
    heading(out, &words.say_with("conference-round", &args))?;
    for (number, clause) in table.numbered() {
        let secret = clause.secret.as_ref().map(|s| format!(" [{s}]")).unwrap_or_default();
        let weight =
            words.say_with("conference-weight", &[("percent", percent(clause.weight).into())]);
        indented(out, "", &format!("{}. {}{secret} ({weight})", number.index() + 1, clause.title))?;
        for (letter, (value, entry)) in ('a'..).zip(clause.numbered()) {
            if !entry.open {
                continue;
            }
            let mut marks = Vec::new();
            let standing = table.standing.as_ref();
            if standing.is_some_and(|standing| standing.draft[number.index()] == value) {
                marks.push(words.say("conference-stands"));
            }
            if clause.ideal == value {
                marks.push(words.say("conference-your-best"));
            }
            for (party, place) in table.party_ids().zip(&entry.places) {
                if party != table.you && *place >= 1.0 {
                    let seat = (&table.party(party).called).into();
                    marks.push(words.say_with("conference-best-of", &[("seat", seat)]));
                }
            }
            for party in &entry.refused_by {
                if *party != table.you {
                    let seat = (&table.party(*party).called).into();
                    marks.push(words.say_with("conference-refused-by", &[("seat", seat)]));
                }
            }
            let marks =
                if marks.is_empty() { String::new() } else { format!(" ({})", marks.join("; ")) };
            indented(out, "     ", &format!("{letter}) {}{marks}", entry.label))?;
        }
    }
    if let Some(standing) = &table.standing {
        let seat = (&table.party(standing.by).called).into();
        write(out, &words.say_with("conference-standing", &[("seat", seat)]))?;
    } else {
        write(out, &words.say("conference-nothing-stands"))?;
    }
    write(out, &words.say("term-conference-hint"))
}

fn instructions(
    out: &mut Page<impl Write>,
    words: &Words,
    table: &ConferenceView,
) -> io::Result<()> {
    heading(out, &words.say("conference-instructions"))?;
    table.instructions.iter().try_for_each(|text| write(out, text))?;
    list(out, &table.ratification)?;
    write(out, &words.say("conference-without"))?;
    for other in &table.alternatives {
        let args = [
            ("text", (&other.text).into()),
            ("chance", percent(other.probability).into()),
            ("worth", percent(other.worth).into()),
        ];
        indented(out, "  - ", &words.say_with("conference-alternative", &args))?;
    }
    Ok(())
}

/// One clause in full.
fn clause(
    out: &mut Page<impl Write>,
    words: &Words,
    table: &ConferenceView,
    draft: &[ClauseValueId],
    number: ShownClause,
) -> io::Result<()> {
    let clause = table.clause(number);
    heading(out, &format!("{}. {}", number.index() + 1, clause.title))?;
    for (letter, (value, entry)) in ('a'..).zip(clause.numbered()) {
        if !entry.open {
            continue;
        }
        let in_draft = draft[number.index()] == value;
        let chosen = if in_draft { words.say("conference-in-draft") } else { String::new() };
        let worth = words.say_with("conference-worth", &[("percent", percent(entry.worth).into())]);
        let line = format!("{letter}) {} — {} ({worth}) {chosen}", entry.label, entry.text);
        indented(out, "  ", line.trim_end())?;
        for version in &entry.versions {
            let line = format!("{}, {}: {}", version.seat, version.language, version.text);
            indented(out, "      ", &line)?;
        }
        for line in entry.red_line.iter().chain(&entry.consequences) {
            indented(out, "      ", line)?;
        }
    }
    Ok(())
}

/// The current draft and its worth.
fn drafted(
    out: &mut Page<impl Write>,
    words: &Words,
    table: &ConferenceView,
    draft: &[ClauseValueId],
) -> io::Result<()> {
    heading(out, &words.say("conference-draft"))?;
    let Some(assessment) = table.desk.assess(draft) else { return Ok(()) };
    let why = &assessment.why;
    for factor in &why.factors {
        let clause = table.clause(factor.clause);
        let line = format!(
            "{}: {} ({})",
            clause.title,
            clause.value(factor.value).label,
            signed(factor.effect)
        );
        indented(out, "  - ", &line)?;
    }
    let amounts = [
        (Phrase("conference-sum-ideal"), why.ideal),
        (Phrase("conference-sum-home"), why.ratification_effect),
        (Phrase("conference-sum-lines"), -why.crossings.iter().map(|c| c.cost).sum::<f64>()),
        (Phrase("conference-sum-worth"), why.expected),
        (Phrase("conference-sum-without"), assessment.reservation),
        (Phrase("conference-sum-target"), why.target),
    ];
    for (key, amount) in amounts {
        if amount != 0.0 {
            let amount = format!("{:.1}", amount * 100.0);
            indented(out, "  = ", &words.phrase_with(key, &[("amount", amount.into())]))?;
        }
    }
    if !table.ratification.is_empty() {
        let args = [("percent", percent(why.ratification).into())];
        indented(out, "  = ", &words.say_with("conference-sum-consent", &args))?;
    }
    for (clause, _) in &why.hard {
        let title = table.clauses.get(clause.index()).map(|clause| clause.title.as_str());
        let args = [("clause", title.unwrap_or_default().into())];
        indented(out, "  ! ", &words.say_with("conference-hard", &args))?;
    }
    for (party, place) in table.party_ids().zip(&assessment.places) {
        if party == table.you {
            continue;
        }
        let args =
            [("seat", (&table.party(party).called).into()), ("percent", percent(*place).into())];
        indented(out, "  ~ ", &sentence_case(&words.say_with("conference-place", &args)))?;
    }
    for party in &assessment.refused_by {
        let args = [("seat", (&table.party(*party).called).into())];
        indented(out, "  ! ", &sentence_case(&words.say_with("conference-would-refuse", &args)))?;
    }
    Ok(())
}

fn said(out: &mut Page<impl Write>, words: &Words, speeches: &[SpeechView]) -> io::Result<()> {
    if speeches.is_empty() {
        return Ok(());
    }
    heading(out, &words.say("conference-said"))?;
    for speech in speeches {
        indented(out, "  - ", &format!("{}: {}", speech.date, speech.words.join(" ")))?;
    }
    Ok(())
}
