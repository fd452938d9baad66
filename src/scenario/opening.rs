//! The two ways in which a part of a campaign opens.

use serde::{Deserialize, Serialize};

/// How a part of a campaign opens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Opening {
    /// With what was made of the parts before.
    #[default]
    Carried,
    /// As documented, whatever was made of them.
    Documented,
}
