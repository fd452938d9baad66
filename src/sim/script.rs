//! Scripts: the intent that a line means for the seat that is asked, and the check of
//! the outcomes that it expects.

use bevy::ecs::world::World;

use super::admission::articles;
use super::game::Game;
use super::timeline::position;
use crate::rules::conference::Speech;
use crate::rules::holders::Asked;
use crate::rules::ids::{ConferenceId, OutcomeId, PartyId};
use crate::rules::intents::Intent;

/// The reason why a line of a script cannot be followed, in a sentence for its author.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ScriptError {
    /// No documented treaty is known of the conference with this id.
    #[error("the record knows of no treaty of `{0}`")]
    NoTreaty(String),
    /// A word of an offer that is no article.
    #[error("`{0}` is no article; write `clause=value`")]
    NoArticle(String),
    /// Words that are no speech at the conference that meets.
    #[error(
        "`{conference}` is a conference: write `offer record`, `offer clause=value ...`, `accept`, `walk-out`, `adjourn` or `mediate`, not `{words}`"
    )]
    NoSpeech {
        /// The conference.
        conference: String,
        /// The words.
        words: String,
    },
    /// There is no outcome with this id.
    #[error("there is no outcome `{0}`")]
    NoOutcome(String),
    /// An outcome came to another value.
    #[error("`{outcome}` came to `{came}`, not to `{expected}`")]
    Differs {
        /// The outcome.
        outcome: String,
        /// The value it came to.
        came: String,
        /// The value that was expected.
        expected: String,
    },
    /// The outcome with this id was not read yet.
    #[error("`{0}` has not come to anything yet")]
    NotYet(String),
}

/// The intent that a line of a script means for the seat that is asked.
///
/// # Errors
/// If it is no speech where a conference meets.
pub fn intent(game: &Game, world: &World, words: &str) -> Result<Intent, ScriptError> {
    match game.asked(world) {
        Some((_, Asked::Speech(id))) => speech(game, world, id, words),
        Some((_, Asked::Move(mv))) => {
            let question = game.scenario().move_name(mv);
            Ok(Intent::Choose { question, option: words.to_owned() })
        }
        None => Ok(Intent::Choose { question: String::new(), option: words.to_owned() }),
    }
}

/// Whether an outcome has come to a value.
///
/// # Errors
/// If it has not.
pub fn expect(game: &Game, world: &World, outcome: &str, value: &str) -> Result<(), ScriptError> {
    let outcomes = &game.scenario().text.outcomes;
    let Some(index) = outcomes.iter().position(|text| text.id == outcome) else {
        return Err(ScriptError::NoOutcome(outcome.to_owned()));
    };
    match game.outcome(world, OutcomeId::new(index)) {
        Some(came) if came == value => Ok(()),
        Some(came) => Err(ScriptError::Differs {
            outcome: outcome.to_owned(),
            came: came.to_owned(),
            expected: value.to_owned(),
        }),
        None => Err(ScriptError::NotYet(outcome.to_owned())),
    }
}

fn speech(
    game: &Game,
    world: &World,
    id: ConferenceId,
    words: &str,
) -> Result<Intent, ScriptError> {
    let scenario = game.scenario();
    let conference = scenario.conference_name(id).to_owned();
    let mut spoken = words.split_whitespace();
    let speech = match (spoken.next().unwrap_or(""), spoken.next()) {
        ("accept", None) => Speech::Accept,
        ("walk-out", None) => Speech::WalkOut,
        ("adjourn", None) => Speech::Adjourn,
        ("mediate", None) => Speech::Mediate,
        ("offer", first) => {
            let def = &scenario.setting.conferences[id.index()];
            let talk = position(world, game.timeline()).talks.of(id);
            let party = talk.table.turn_of().unwrap_or(PartyId(0));
            let standing = talk.standing();
            let mut draft = standing.unwrap_or_else(|| def.completed(def.blank(), party, None));
            if first == Some("record") {
                draft =
                    def.documented().ok_or_else(|| ScriptError::NoTreaty(conference.clone()))?;
            }
            let mut articles = articles(scenario, id, party, draft);
            for word in words.split_whitespace().skip(1).filter(|word| *word != "record") {
                let (clause, value) =
                    word.split_once('=').ok_or_else(|| ScriptError::NoArticle(word.to_owned()))?;
                articles.insert(clause.to_owned(), value.to_owned());
            }
            Speech::Offer(articles)
        }
        _ => {
            return Err(ScriptError::NoSpeech { conference, words: words.to_owned() });
        }
    };
    Ok(Intent::Speak { conference, speech })
}
