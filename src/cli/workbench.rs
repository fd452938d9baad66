//! `workbench`: a pack in a window, while its author changes it.

use clap::Args;

use super::answer::Failure;
use crate::scenario::library;
use crate::words::Words;

/// Opens a pack on the workbench: its text with what is wrong, agenda, numbers and trials.
#[derive(Debug, Args)]
pub(super) struct WorkbenchArgs {
    /// The pack: a name from `list`, or the path of a folder or a zip.
    pack: String,
}

pub(super) fn workbench(words: &Words, call: &WorkbenchArgs) -> Result<(), Failure> {
    let found = library::find(&call.pack)?;
    // A pack that exists and cannot be read is shown with the reason; a missing one is not.
    if found.listing.place.path().is_some_and(|path| !path.exists()) {
        found.listing.pack()?;
    }
    #[cfg(feature = "desktop")]
    {
        let launch = crate::desktop::Launch::Workbench { listing: Box::new(found.listing) };
        crate::desktop::run(words, launch).map_err(Failure::Message)
    }
    #[cfg(not(feature = "desktop"))]
    {
        let _ = words;
        let call = found.listing.check_call();
        let why = "the workbench is a window, and this program was built without windows";
        Err(Failure::Message(format!("{why}; see: {call}")))
    }
}
