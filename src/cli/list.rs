//! `list`: the scenarios there are.

use super::answer::{Failure, Format, say_err, say_json, say_text};
use crate::scenario::Place;
use crate::scenario::library;
use crate::scenario::pack::short;
use crate::shown::one_line;

pub(super) fn list(format: Format) -> Result<(), Failure> {
    let listings = library::list();
    let mut entries = Vec::new();
    let mut broken = false;
    for (name, listing) in library::names(&listings).into_iter().zip(&listings) {
        let place = listing.place.to_string();
        let mut entry = serde_json::json!({
            "name": name, "slug": listing.slug, "id": listing.id(), "place": place,
            "version": listing.version(), "content": listing.hash(),
        });
        match listing.open() {
            Ok(scenario) => {
                let seats: Vec<&str> =
                    scenario.text.seats.iter().map(|seat| scenario.held_as(seat)).collect();
                let parts = match &scenario.place {
                    Some(Place { campaign, .. }) => campaign.parts.len(),
                    None => 1,
                };
                let edition = scenario.edition();
                let (title, years) = (edition.title, edition.years);
                if format == Format::Human {
                    let held = if parts > 1 {
                        format!("a campaign of {parts} parts, sides: ")
                    } else {
                        "seats: ".to_owned()
                    };
                    say_text(&one_line(&format!(
                        "{name}  {title}  {}-{}  {held}{}  [{} {}]  {place}",
                        years.0,
                        years.1,
                        seats.join(", "),
                        edition.version,
                        short(edition.content)
                    )));
                }
                entry["title"] = title.into();
                entry["parts"] = parts.into();
                entry["years"] = serde_json::json!([years.0, years.1]);
                entry["seats"] = seats.into();
            }
            Err(error) => {
                // One broken pack must not hide the others.
                broken = true;
                let (first, further, see) = (error.first(), error.further(), listing.check_call());
                if format == Format::Human {
                    let more =
                        if further > 0 { format!(" (and {further} more)") } else { String::new() };
                    let line = format!("{name}  cannot be played: {first}{more}  see: {see}");
                    say_text(&one_line(&line));
                }
                entry["broken"] =
                    serde_json::json!({ "first": first, "further": further, "see": see });
            }
        }
        entries.push(entry);
    }
    if format == Format::Json {
        say_json(&serde_json::Value::from(entries).to_string());
    } else if let Some(folder) = library::own_folder() {
        say_err(&format!(
            "scenarios of your own, folders or zips, belong into `{}`",
            folder.display()
        ));
    }
    if broken { Err(Failure::Said) } else { Ok(()) }
}
