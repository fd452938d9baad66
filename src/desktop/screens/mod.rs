//! The screens: each is laid out by a system that runs while it is shown.
//!
//! | file | what |
//! |---|---|
//! | `title`, `library`, `seats`, `result`, `debrief`, `crossing`, `class`, `settings`, `curtain`, `games`, `codex` | a screen each |
//! | `table`, `workbench` | a screen each, in several files |
//! | `root` | what stands around every page: the notice, the menu, the keys for all |
//! | `hint` | the strip with a hint for a first game |
//! | `menu` | the menu in the corner |
//! | `page` | the parts of a page that several screens have |
//! | `keys` | keys that several screens read |

#[cfg(feature = "classroom")]
mod class;
mod codex;
mod crossing;
mod curtain;
mod debrief;
mod games;
mod hint;
mod keys;
mod library;
mod menu;
mod page;
mod result;
mod root;
mod seats;
mod settings;
mod table;
mod title;
mod whatif;
mod workbench;

use bevy::prelude::*;
use bevy_egui::EguiPrimaryContextPass;

pub(super) use self::codex::Codex;
pub(super) use self::debrief::KnownYears;
use super::games as games_kept;
use super::screen::Screen;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<games_kept::KeptGames>()
        .init_resource::<Codex>()
        .init_resource::<KnownYears>();
    app.add_systems(OnEnter(Screen::Games), games_kept::read);
    app.add_systems(OnEnter(Screen::Title), title::look_for_last_game).add_systems(
        EguiPrimaryContextPass,
        (
            title::draw.run_if(in_state(Screen::Title)),
            library::draw.run_if(in_state(Screen::Library)),
            seats::draw.run_if(in_state(Screen::Seats)),
            table::draw.run_if(in_state(Screen::Table)),
            result::draw.run_if(in_state(Screen::Result)),
            debrief::draw.run_if(in_state(Screen::Debrief)),
            crossing::draw.run_if(in_state(Screen::Crossing)),
            (games_kept::look, games::draw).chain().run_if(in_state(Screen::Games)),
            codex::draw.run_if(in_state(Screen::Codex)),
            curtain::draw.run_if(in_state(Screen::Curtain)),
            settings::draw.run_if(in_state(Screen::Settings)),
            workbench::draw.run_if(in_state(Screen::Workbench)),
        ),
    );
    #[cfg(feature = "classroom")]
    app.add_systems(EguiPrimaryContextPass, class::draw.run_if(in_state(Screen::Class)));
}
