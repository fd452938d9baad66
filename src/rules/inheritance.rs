//! Inheritance: the opening of a game after what earlier games have left.
//!
//! Pure: a position at the start, and what is otherwise, give another position at the
//! start. What earlier games have left at all is the business of a campaign.

use super::defs::InheritanceDef;
use super::effects::Effect;
use super::foresight::Foresight;
use super::instruments::InstrumentState;
use super::position::Position;
use super::setting::Setting;

/// The opening with everything that is inherited, in order. Nothing is drawn.
///
/// An instrument that was never signed does not bind; the acts of recognition that it
/// amounted to stay as the opening has them unless an effect says otherwise.
#[must_use]
pub fn inherit<'d>(
    setting: &Setting,
    opening: &Position,
    inherited: impl IntoIterator<Item = &'d InheritanceDef>,
) -> Position {
    let mut here = opening.clone();
    let mut foresight = Foresight::default();
    for inheritance in inherited {
        for id in &inheritance.unsigned {
            here.instruments.states[id.index()] = InstrumentState::default();
        }
        foresight.see(setting, here.borrow());
        foresight.bring(setting, inheritance.effects.due());
        here.copy(foresight.here());
        for effect in &inheritance.effects {
            // A look ahead does not say who knows.
            if let Effect::Agenda(effect) = effect {
                here.agenda.apply(setting, *effect);
            }
        }
    }
    here
}
