//! Games taken up again from their journals.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use bevy::ecs::world::World;

use super::admission::round;
use super::game::Game;
use super::journal::{self, Header, Journal, JournalLine, Recovered};
use super::journals;
use super::misfit::{self, Misfit, NoSeat};
use super::timeline::position;
use crate::rules::holders::Holder;
use crate::scenario::Scenario;

/// The other journal in which a game goes on whose own can only be used in part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Elsewhere {
    /// The journal in which it goes on.
    pub path: PathBuf,
    /// The number of decisions of the old journal that do not count there.
    pub aside: usize,
    /// Whether that journal was there already.
    pub again: bool,
}

impl Game {
    /// Goes on in the journal at `path`, of which this game is the replay. Where a
    /// line of it was damaged, a decision no longer fits the scenario, or the scenario
    /// is another than the journal's first line says, the game goes on in another
    /// file and the old one stays as it is: in the one in which it went on before,
    /// with all that was decided there, or else in a new one. Answers that file, if
    /// there is one.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn continue_in(
        &mut self,
        world: &mut World,
        path: &Path,
        recovered: &Recovered,
    ) -> std::io::Result<Option<Elsewhere>> {
        let standing = recovered.standing().len();
        // What is decided from here on is decided in this scenario, and a journal names
        // only one.
        let decided = self.lines(world);
        let fits = decided.len() == standing
            && recovered.header.content == self.scenario().edition().content;
        if fits && !recovered.is_broken() {
            self.go_on(world, Journal::reopen(path, recovered)?);
            return Ok(None);
        }
        let broken = if recovered.is_broken() { recovered.lost } else { 0 };
        let aside = standing - decided.len() + broken;
        let (header, entries) = if fits {
            (recovered.header.clone(), recovered.entries.clone())
        } else {
            (self.header(world), decided)
        };
        for (place, further) in journal::continuations(path, &header, &entries) {
            let Ok((game, misfit)) = Self::resume(world, self.opened_with(), &further) else {
                continue;
            };
            let reopened = if misfit.is_none() {
                Journal::reopen(&place, &further).map(Some)
            } else {
                Ok(None)
            };
            match reopened {
                Ok(Some(journal)) => {
                    game.go_on(world, journal);
                    core::mem::replace(self, game).put_away(world);
                    return Ok(Some(Elsewhere { path: place, aside, again: true }));
                }
                other => {
                    game.put_away(world);
                    other?;
                }
            }
        }
        if fits {
            self.go_on(world, Journal::reopen(path, recovered)?);
        } else {
            let fresh = journals::continuation_name(path);
            self.keep(world, Journal::create(&fresh, &header)?)?;
        }
        let path = self.journal(world).map_or(path, Journal::path).to_owned();
        Ok(Some(Elsewhere { path, aside, again: false }))
    }

    /// Takes up a journal where it ended: replays it and goes on writing to it.
    ///
    /// Returns the game and, if there is one, the first decision that no longer fits the
    /// scenario; the game then stands before it.
    ///
    /// # Errors
    /// If players held seats, and none of them is there any more.
    pub fn resume(
        world: &mut World,
        scenario: Arc<Scenario>,
        recovered: &Recovered,
    ) -> Result<(Self, Option<Misfit>), NoSeat> {
        let Header { seats, others, after, seed, record, level, from, .. } = &recovered.header;
        let scenario = if after.is_empty() {
            scenario
        } else {
            Arc::new(Scenario::clone(&scenario).after(after.clone(), None))
        };
        let named = scenario.text.seats.iter().map(|seat| scenario.held_as(seat));
        let named: Vec<&str> = named.collect();
        if !seats.is_empty() && !seats.iter().any(|seat| named.contains(&seat.as_str())) {
            return Err(NoSeat {
                held: seats.clone(),
                scenario: scenario.head.id.as_str().to_owned(),
                seats: named.into_iter().map(str::to_owned).collect(),
            });
        }
        let holder = |seat: &&str| match others.get(*seat) {
            _ if seats.iter().any(|held| held == seat) => Holder::Player,
            other => other.copied().unwrap_or_default(),
        };
        let holders = named.iter().map(holder).collect();
        // Where the item is gone, the first decision that no longer fits is told.
        let from = from.as_deref().and_then(|item| scenario.item_by_id(item));
        let mut game =
            Self::start_at(world, Arc::clone(&scenario), *seed, holders, from).with_record(*record);
        game = game.with_level(*level);
        let of = recovered.decisions().len();
        let mut number = 0;
        for (line, entry) in recovered.standing() {
            match entry {
                JournalLine::Decided { seat, intent } => {
                    number += 1;
                    if let Err(error) = game.decide_by_name(world, seat, intent.clone()) {
                        let here = position(world, game.timeline());
                        let scenario = game.scenario();
                        let misfit = Misfit {
                            line,
                            number,
                            of,
                            date: here.agenda.clock,
                            round: round(scenario, here),
                            seat: seat.clone(),
                            intent: intent.clone(),
                            why: misfit::reason(scenario, seat, intent, error),
                        };
                        return Ok((game, Some(misfit)));
                    }
                }
                // Where an edited part does not come to its end here, the next decision is
                // one that does not fit.
                JournalLine::Part { seed, opening } => {
                    if let Some(next) = game.next_part(world) {
                        let scenario = next.opened(*opening);
                        let how = (*opening, *seed);
                        let begun = game.begin(world, scenario, next.end.clone(), how);
                        core::mem::replace(&mut game, begun).put_away(world);
                    }
                }
                JournalLine::BackTo { .. } => {}
            }
        }
        Ok((game, None))
    }

    /// What a journal of this game is resumed with: in a campaign its first part.
    fn opened_with(&self) -> Arc<Scenario> {
        match &self.scenario().place {
            Some(place) => Arc::new(place.campaign.first()),
            None => Arc::clone(self.scenario()),
        }
    }
}
