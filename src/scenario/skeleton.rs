//! Skeletons: a new seat or item for a pack, with names that the pack already knows.
//!
//! The texts lie in `assets/skeleton`; here they get the ids of the pack's own seats,
//! powers, places and sources, a free id, and a day on the agenda. A pack without errors
//! has none with the skeleton in it either. Nothing is written to a folder here.

use core::fmt;

use super::draft::Sort;
use super::index::{NameIndex, field, id_of};
use super::naming;
use super::pack::{File, Pack};
use super::sources::Sources;
use super::syntax::{NodeId, PathStep, Tree, read};

/// The texts of the skeletons.
#[derive(rust_embed::RustEmbed)]
#[folder = "assets/skeleton/"]
struct Texts;

/// What a skeleton is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SkeletonKind {
    /// A seat with its leader and a first decision.
    Seat,
    /// A question to a seat.
    Decision,
    /// A treaty that two seats negotiate.
    Conference,
    /// Something that happens.
    Event,
    /// A confrontation over a stretch of frontier.
    Crisis,
}

impl SkeletonKind {
    /// All kinds.
    pub const ALL: [Self; 5] =
        [Self::Seat, Self::Decision, Self::Conference, Self::Event, Self::Crisis];

    /// The word for it, which is also its id as long as it has no other.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Seat => "seat",
            Self::Decision => "decision",
            Self::Conference => "conference",
            Self::Event => "event",
            Self::Crisis => "crisis",
        }
    }
}

/// Why there is no skeleton for a pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoSkeleton {
    /// The id that was asked for is given already, to this.
    Taken(String, &'static str),
    /// The id that was asked for is none.
    BadId(String),
    /// It needs so many seats, and the pack has fewer.
    TooFewSeats(SkeletonKind, usize),
    /// The pack has no head with its first and last day.
    NoDays,
}

impl fmt::Display for NoSkeleton {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Taken(id, what) => write!(f, "there is a {what} `{id}` already; give another id"),
            Self::BadId(id) => write!(
                f,
                "`{id}` is no id: an id has small letters from a to z, digits and hyphens"
            ),
            Self::TooFewSeats(kind, 1) => write!(
                f,
                "a {} needs a seat, and there is none yet; add a `seat` first",
                kind.word()
            ),
            Self::TooFewSeats(kind, n) => write!(
                f,
                "a {} needs {n} seats of different powers, and there are fewer; add a `seat` first",
                kind.word()
            ),
            Self::NoDays => write!(
                f,
                "the scenario has no `scenario: (...)` entry with `opens` and `closes`, so it is not known which days it has"
            ),
        }
    }
}

/// A file with the skeleton of a kind for a pack, under an id that is free; `id` is the one
/// that is wanted, if one is.
///
/// ```
/// use status_quo::scenario::{coefficients, compile::compile, library};
/// use status_quo::scenario::skeleton::{SkeletonKind, skeleton};
/// let pack = library::find("kyakhta").unwrap().listing.pack().unwrap();
/// let file = skeleton(&pack, SkeletonKind::Event, Some("a-flood")).unwrap();
/// assert!(file.path.starts_with("items/") && file.path.ends_with("-a-flood.ron"));
/// assert!(compile(&pack.beside(&[file]), coefficients()).is_ok());
/// ```
///
/// # Errors
/// If the id is none or is taken, or the pack lacks what the skeleton is fitted to.
pub fn skeleton(pack: &Pack, kind: SkeletonKind, id: Option<&str>) -> Result<File, NoSkeleton> {
    let sources = Sources::new(pack);
    let around = Surroundings::of(&sources);
    let id = around.free_id(kind, id)?;
    let text = around.fill(kind, &id)?;
    let path = match kind {
        SkeletonKind::Seat => format!("seat-{id}.ron"),
        _ => format!("items/{:02}-{id}.ron", next_number(pack)),
    };
    let free = |path: &String| pack.text(path).is_none();
    let numbered = (2..).map(|n| path.replace(".ron", &format!("-{n}.ron")));
    let path = core::iter::once(path.clone()).chain(numbered).find(free);
    Ok(File { path: path.expect("a pack has fewer files than there are numbers"), text })
}

/// The item alone of a skeleton, without what stands beside it in its file and what in it
/// refers to that; none for a pack that the kind cannot be fitted to.
#[must_use]
pub fn skeleton_item(pack: &Pack, kind: SkeletonKind) -> Option<String> {
    let sources = Sources::new(pack);
    let around = Surroundings::of(&sources);
    if kind == SkeletonKind::Crisis && around.sector().is_none() {
        return None;
    }
    let id = around.free_id(kind, None).ok()?;
    let effect = format!("effects: [set(\"{id}\", \"changed\")]");
    let text = around.fill(kind, &id).ok()?;
    let text = text.replace(&format!(", {effect}"), "");
    let text = text.replace(&format!("              {effect},\n"), "");
    let text = text.replace(&format!("        instrument: \"{id}\",\n"), "");
    let tree = read(&text);
    let items = tree.step(tree.root()?, PathStep::Field("items"))?;
    let item = tree.children(items).next()?;
    let lines = tree.node(item).span.of(&text).lines();
    // It stands two levels deep in its file.
    Some(lines.map(|line| line.strip_prefix("    ").unwrap_or(line)).collect::<Vec<_>>().join("\n"))
}

/// The number of the next file of the agenda: the items of a pack are read in the order of
/// their files' names.
fn next_number(pack: &Pack) -> usize {
    let number = |file: &File| {
        let name = file.path.strip_prefix("items/")?;
        let digits = name.find(|c: char| !c.is_ascii_digit()).unwrap_or(name.len());
        name[..digits].parse::<usize>().ok()
    };
    pack.files().iter().filter_map(number).max().unwrap_or(0) + 1
}

/// A seat of a pack: its id and the powers that it decides for, its own first.
struct KnownSeat {
    id: String,
    powers: Vec<String>,
}

/// A stretch of frontier: its id and the powers on both sides.
struct KnownSector {
    id: String,
    challenger: String,
    defender: String,
}

/// The names of a pack that a skeleton is fitted to.
struct Surroundings {
    index: NameIndex,
    seats: Vec<KnownSeat>,
    powers: Vec<String>,
    sectors: Vec<KnownSector>,
    /// The day of the last item, or the first of the scenario if it has no item.
    date: Option<String>,
}

/// The values of a list of a pack, over all its files, each with its tree.
fn entries<'s>(
    sources: &'s Sources<'_>,
    list: &'static str,
) -> impl Iterator<Item = (&'s Tree<'s>, NodeId)> {
    let trees = (0..sources.len()).filter_map(|file| sources.tree(file));
    trees.flat_map(move |tree| {
        let root = tree.root();
        let list = root.and_then(|root| tree.step(root, PathStep::Field(list)));
        list.into_iter().flat_map(|list| tree.children(list)).map(move |entry| (tree, entry))
    })
}

/// The text in a field of an entry.
fn text(tree: &Tree<'_>, entry: NodeId, name: &str) -> Option<String> {
    let node = field(tree, entry, name)?;
    tree.plain(node).map(|span| span.of(tree.text()).to_owned())
}

impl Surroundings {
    fn of(sources: &Sources<'_>) -> Self {
        let seat = |(tree, entry): (&Tree<'_>, NodeId)| {
            let controls = field(tree, entry, "controls");
            let controls = controls.into_iter().flat_map(|list| tree.children(list));
            let controls = controls.filter_map(|node| Some(tree.plain(node)?.of(tree.text())));
            let own = text(tree, entry, "power")?;
            let powers = core::iter::once(own).chain(controls.map(str::to_owned)).collect();
            Some(KnownSeat { id: id_of(tree, entry)?, powers })
        };
        let sector = |(tree, entry): (&Tree<'_>, NodeId)| {
            Some(KnownSector {
                id: id_of(tree, entry)?,
                challenger: text(tree, entry, "challenger")?,
                defender: text(tree, entry, "defender")?,
            })
        };
        let last = entries(sources, "items").filter_map(|(tree, entry)| text(tree, entry, "date"));
        let trees = (0..sources.len()).filter_map(|file| sources.tree(file));
        let opens = trees.into_iter().find_map(|tree| {
            text(tree, tree.step(tree.root()?, PathStep::Field("scenario"))?, "opens")
        });
        Self {
            index: NameIndex::new(sources),
            seats: entries(sources, "seats").filter_map(seat).collect(),
            powers: entries(sources, "powers").filter_map(|(t, entry)| id_of(t, entry)).collect(),
            sectors: entries(sources, "sectors").filter_map(sector).collect(),
            // Days are written so that the order of their texts is that of time.
            date: last.max().or(opens),
        }
    }

    /// The first name of a sort.
    fn first(&self, sort: Sort) -> Option<&str> {
        self.index.known(sort, "").next().map(|definition| definition.name.as_str())
    }

    /// What has an id that is the same as this.
    fn taken(&self, id: &str) -> Option<&'static str> {
        let of_id = self.index.definitions.iter().find(|known| known.name == id);
        of_id.map(|known| known.sort.word())
    }

    /// The id that is wanted, or one that is free.
    fn free_id(&self, kind: SkeletonKind, id: Option<&str>) -> Result<String, NoSkeleton> {
        let own = |id: &str| match kind {
            SkeletonKind::Seat => {
                ["", "-leader", "-course"].map(|end| format!("{id}{end}")).to_vec()
            }
            _ => vec![id.to_owned()],
        };
        let taken = |id: &str| own(id).into_iter().find_map(|id| Some((self.taken(&id)?, id)));
        let Some(id) = id else {
            let word = kind.word();
            let numbered = (2..).map(|n| format!("{word}-{n}"));
            let mut all = core::iter::once(word.to_owned()).chain(numbered);
            let free = all.find(|id| taken(id).is_none());
            return Ok(free.expect("a pack has fewer ids than there are numbers"));
        };
        if naming::id_of(id).as_deref() != Some(id) || id.len() > naming::LONGEST_ID {
            return Err(NoSkeleton::BadId(id.to_owned()));
        }
        match taken(id) {
            Some((what, id)) => Err(NoSkeleton::Taken(id, what)),
            None => Ok(id.to_owned()),
        }
    }

    fn seat_of(&self, power: &str) -> Option<&KnownSeat> {
        self.seats.iter().find(|seat| seat.powers.iter().any(|own| own == power))
    }

    /// A sector between two seats, with the seats of both sides.
    fn sector(&self) -> Option<(&KnownSector, &KnownSeat, &KnownSeat)> {
        self.sectors.iter().find_map(|sector| {
            let challenger = self.seat_of(&sector.challenger)?;
            let defender = self.seat_of(&sector.defender)?;
            (challenger.id != defender.id).then_some((sector, challenger, defender))
        })
    }

    /// The text of a skeleton, with the names of the pack in it.
    fn fill(&self, kind: SkeletonKind, id: &str) -> Result<String, NoSkeleton> {
        let needed = match kind {
            SkeletonKind::Seat | SkeletonKind::Event => 0,
            SkeletonKind::Decision => 1,
            SkeletonKind::Conference | SkeletonKind::Crisis => 2,
        };
        if self.seats.len() < needed {
            return Err(NoSkeleton::TooFewSeats(kind, needed));
        }
        let date = self.date.as_deref().ok_or(NoSkeleton::NoDays)?;
        let mut parts = Parts::default();
        parts.put("id", id);
        parts.put("date", date);
        parts.put("name", &name_of(id));
        let mut more = String::new();
        let place = self.first(Sort::Place).unwrap_or_else(|| {
            more += "\n  places: [(place: \"peking\", name: \"Peking\")],";
            "peking"
        });
        parts.put("place", place);
        let source = self.first(Sort::Source).unwrap_or_else(|| {
            more += "\n  sources: [(id: \"GK\", kind: knowledge, title: \"General historiography, not checked again\")],";
            "GK"
        });
        parts.put("source", source);
        parts.put("more", &more);
        let mut seats = self.seats.iter();
        for (seat, power) in [("seat", "power"), ("seat-b", "power-b")] {
            if let Some(known) = seats.next() {
                parts.put(seat, &known.id);
                parts.put(power, &known.powers[0]);
            }
        }
        match kind {
            SkeletonKind::Crisis => self.frontier(&mut parts, id),
            SkeletonKind::Seat => {
                let own = self.powers.iter().find(|power| self.seat_of(power).is_none());
                parts.put("own", own.map_or(id, String::as_str));
                let power = if own.is_none() { parts.filled("power") } else { String::new() };
                parts.put("powers", &power);
            }
            _ => {}
        }
        Ok(parts.filled(kind.word()))
    }

    /// The stretch of frontier of a crisis: one of the pack, or a new one.
    fn frontier(&self, parts: &mut Parts, id: &str) {
        if let Some((sector, challenger, defender)) = self.sector() {
            parts.put("sector", &sector.id);
            parts.put("challenger", &challenger.id);
            parts.put("defender", &defender.id);
            parts.put("sectors", "");
        } else {
            parts.put("sector", id);
            parts.put("challenger", &self.seats[0].id);
            parts.put("defender", &self.seats[1].id);
            let sector = parts.filled("sector");
            parts.put("sectors", &sector);
        }
    }
}

/// What stands for each mark of a skeleton's text.
#[derive(Default)]
struct Parts(Vec<(String, String)>);

impl Parts {
    fn put(&mut self, mark: &str, text: &str) {
        self.0.push((format!("@{mark}@"), text.to_owned()));
    }

    /// A text of the skeletons with its marks filled in.
    fn filled(&self, name: &str) -> String {
        let data = Texts::get(&format!("{name}.ron")).expect("each kind has a text").data;
        let text = String::from_utf8_lossy(&data).replace("\r\n", "\n");
        self.0.iter().fold(text, |text, (mark, part)| text.replace(mark, part))
    }
}

/// A name made of an id: `far-east` is `Far East`.
fn name_of(id: &str) -> String {
    let word = |word: &str| {
        let mut letters = word.chars();
        let first = letters.next().map(|c| c.to_ascii_uppercase());
        first.into_iter().chain(letters).collect::<String>()
    };
    id.split('-').map(word).collect::<Vec<_>>().join(" ")
}
