//! The template: the scenario that an author begins with.
//!
//! A small true piece of history with remarks, built into the program from
//! `assets/template`. Here it gets the author's id and title; writing it to a
//! folder is the business of [`library`](super::library).

use super::pack::File;

/// The files of the template.
#[derive(rust_embed::RustEmbed)]
#[folder = "assets/template/"]
struct Template;

/// The id and the title as they stand in the template's head, once each.
const ID: &str = "id: \"halha-truce\"";
const TITLE: &str = "title: \"A Truce on the Halha\"";

/// The files of a new scenario with this id, in order of their paths; with
/// another title, if one is given.
///
/// # Panics
/// Never: a title is text, and every text can be written as RON.
#[must_use]
pub fn files(id: &str, title: Option<&str>) -> Vec<File> {
    let mut paths: Vec<_> = Template::iter().collect();
    paths.sort();
    let read = |path: std::borrow::Cow<'static, str>| {
        let data = Template::get(&path)?.data;
        let mut text = String::from_utf8_lossy(&data).replace("\r\n", "\n");
        if path == "scenario.ron" {
            text = text.replacen(ID, &format!("id: \"{id}\""), 1);
            if let Some(title) = title {
                let title = ron::to_string(title).expect("a text can be written");
                text = text.replacen(TITLE, &format!("title: {title}"), 1);
            }
        }
        Some(File { path: path.into_owned(), text })
    };
    paths.into_iter().filter_map(read).collect()
}
