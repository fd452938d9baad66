//! The setting: everything that is fixed while a game is played.
//!
//! The [definitions](super::defs), and what is computed from them once: the indexes of
//! terms and secrets, the ways in which each option may turn out, the dependencies of
//! measures. A [`Setting`] dereferences to its definitions. The position at the start is
//! not in it.

use core::ops::Deref;

use super::bearing::Bearing;
use super::defs::Defs;
use super::index::DefIndex;
use super::ways::Ways;

/// Everything fixed about a scenario, ready to run.
#[derive(Clone, Debug)]
pub struct Setting {
    defs: Defs,
    /// Which instruments may bind to what, and what may be secret.
    pub index: DefIndex,
    /// How each option may turn out.
    pub ways: Ways,
    /// Which measures rest on what.
    pub bearing: Bearing,
}

impl Setting {
    /// Works out what follows from definitions.
    #[must_use]
    pub fn new(defs: Defs) -> Self {
        let index = DefIndex::of(&defs);
        let ways = Ways::of_defs(&defs);
        let bearing = Bearing::of(&defs, &index, &ways);
        Self { defs, index, ways, bearing }
    }

    /// The definitions.
    #[must_use]
    pub const fn defs(&self) -> &Defs {
        &self.defs
    }
}

impl Deref for Setting {
    type Target = Defs;

    fn deref(&self) -> &Defs {
        &self.defs
    }
}
