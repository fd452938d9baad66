//! What an author asks for at the workbench.
//!
//! It is carried out in `work`.

use crate::ensemble::way::Point;
use crate::scenario::finding::Finding;
use crate::scenario::library::Listing;
use crate::scenario::skeleton::SkeletonKind;

/// Something an author asks for at the workbench.
#[derive(Clone, Debug, PartialEq)]
pub enum Ask {
    /// Lay a pack on the bench.
    Lay(Box<Listing>),
    /// Write a small whole scenario to begin with, and lay it on the bench.
    Begin,
    /// Make the fix of this finding in the files.
    Mend(Box<Finding>),
    /// Make all fixes that need no thought.
    MendAll,
    /// Play from this point.
    PlayFrom(Point),
    /// Choose a seat and play from the start.
    Play,
    /// Play many games and see what that shows.
    Try,
    /// Write the pages to print.
    Pages,
    /// Add the skeleton of a seat or an item to the pack, and show it.
    Add(SkeletonKind),
    /// Copy the pack to the author's own folder, and lay the copy on the bench.
    Copy,
}
