//! The shell for a class: one laptop, its teacher, students with any browser.
//!
//! | module | what it is |
//! |---|---|
//! | [`session`] | the class: tables, seats, members, and all that may be done |
//! | [`record`] | all that happened, as lines in one file |
//! | [`lesson`] | stages and the clock |
//! | [`agenda`] | what a lesson has time for |
//! | [`export`] | what a teacher takes away |
//! | [`pages`] | what each sees, as HTML made from views |
//! | [`wire`] | what goes over the live link, with its version |
//! | [`host`] | the thread that holds the session, and the one that waits for the disk |
//! | [`server`] | sockets, addresses, limits |
//!
//! A page is whole without scripts: forms are posted and answered by another page. One
//! script adds the live link. Nothing is asked of any other host. No name is asked, and
//! none is kept.

pub mod agenda;
pub mod export;
pub mod host;
pub mod ids;
pub mod keys;
pub mod lesson;
pub mod pages;
pub mod record;
pub mod server;
pub mod session;
pub mod wire;
