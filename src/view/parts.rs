//! Parts that many views hold.

use core::ops::Deref;
use std::sync::Arc;

use serde::{Serialize, Serializer};

/// A part of a view that several views hold together. It cannot be changed.
#[derive(Debug, PartialEq, Eq)]
pub struct Shared<T>(Arc<T>);

impl<T> Shared<T> {
    pub(in crate::view) fn new(part: T) -> Self {
        Self(Arc::new(part))
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: Serialize> Serialize for Shared<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (**self).serialize(serializer)
    }
}

/// A citation and what it refers to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Citation {
    /// As cited: `S1§8`.
    pub cited: String,
    /// The source's title; only where the game is over, for a title may tell of later
    /// years.
    pub title: Option<String>,
}

impl Citation {
    /// The citation with the title, as far as it may be read.
    #[must_use]
    pub fn line(&self) -> String {
        match &self.title {
            Some(title) => format!("{}  {title}", self.cited),
            None => self.cited.clone(),
        }
    }
}

/// A source as it is listed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SourceView {
    /// Its id, as it is cited.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What kind of source it is, in words.
    pub kind: String,
}
