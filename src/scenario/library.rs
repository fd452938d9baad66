//! The library: where packs are found. The only module of this layer that touches files.
//!
//! Packs come from three places: folders beside the game, the player's own
//! folder, and those built into the program. A folder with the same name as a
//! built-in pack stands in for it, so that an author can change it and play.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::compile::compile;
use super::pack::{File, MOST_BYTES, MOST_FILES, Pack};
use super::{Scenario, coefficients};

/// The packs built into the program.
#[derive(rust_embed::RustEmbed)]
#[folder = "scenarios/"]
#[include = "*.ron"]
struct BuiltIn;

/// How deep folders of a pack may nest.
const DEEPEST: usize = 4;

/// Why a scenario could not be opened; each says what to do.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// No pack has that name.
    #[error("there is no scenario `{slug}`{}\n  `status-quo list` shows what there is; a path to a folder works too", hint(.like))]
    Unknown {
        /// What was asked for.
        slug: String,
        /// Names like it.
        like: Vec<String>,
    },
    /// A file or folder could not be read.
    #[error("`{path}` cannot be read: {why}")]
    Unreadable {
        /// What.
        path: String,
        /// Why.
        why: String,
    },
    /// A file could not be written.
    #[error("`{path}` cannot be written: {why}")]
    Unwritable {
        /// What.
        path: String,
        /// Why.
        why: String,
    },
    /// The pack has faults.
    #[error("the scenario `{name}` has {count} fault{} and cannot be played\n\n{rendered}\nrepair the file{} and try again", plural(*.count), plural(*.count))]
    Faulty {
        /// Its name.
        name: String,
        /// How many faults.
        count: usize,
        /// All of them, with their lines.
        rendered: String,
    },
}

fn hint(like: &[String]) -> String {
    if like.is_empty() {
        String::new()
    } else {
        format!("; did you mean `{}`?", like.join("` or `"))
    }
}

const fn plural(count: usize) -> &'static str {
    if count == 1 { "" } else { "s" }
}

/// A pack the library knows.
#[derive(Clone, Debug)]
pub struct Listing {
    /// Its slug: the folder's name.
    pub slug: String,
    /// The folder; none for a built-in pack.
    pub folder: Option<PathBuf>,
}

impl Listing {
    /// Reads and compiles it.
    ///
    /// # Errors
    /// If it cannot be read or has faults.
    pub fn open(&self) -> Result<Scenario, OpenError> {
        let pack = match &self.folder {
            Some(folder) => read_folder(folder)?,
            None => built_in(&self.slug),
        };
        compile_pack(&self.slug, &pack)
    }
}

/// All packs there are, in order of their slugs.
#[must_use]
pub fn list() -> Vec<Listing> {
    let mut found: Vec<Listing> = Vec::new();
    for root in roots() {
        let Ok(entries) = fs::read_dir(&root) else { continue };
        for entry in entries.flatten() {
            let folder = entry.path();
            let Some(slug) = folder.file_name().and_then(|n| n.to_str()).map(str::to_owned) else {
                continue;
            };
            if folder.join("scenario.ron").is_file() && !found.iter().any(|l| l.slug == slug) {
                found.push(Listing { slug, folder: Some(folder) });
            }
        }
    }
    for path in BuiltIn::iter() {
        if let Some(slug) = path.strip_suffix("/scenario.ron")
            && !slug.contains('/')
            && !found.iter().any(|l| l.slug == slug)
        {
            found.push(Listing { slug: slug.to_owned(), folder: None });
        }
    }
    found.sort_by(|a, b| a.slug.cmp(&b.slug));
    found
}

/// Opens a scenario by slug, or by the path of its folder.
///
/// # Errors
/// If there is none, it cannot be read, or it has faults.
pub fn open(name: &str) -> Result<Scenario, OpenError> {
    let path = Path::new(name);
    if path.components().count() > 1 || path.is_dir() {
        let slug = path.file_name().and_then(|n| n.to_str()).unwrap_or(name);
        return compile_pack(slug, &read_folder(path)?);
    }
    let all = list();
    if let Some(listing) = all.iter().find(|l| l.slug == name) {
        return listing.open();
    }
    let like = super::finding::nearest(name, all.iter().map(|l| l.slug.as_str()));
    Err(OpenError::Unknown {
        slug: name.to_owned(),
        like: like.into_iter().map(str::to_owned).collect(),
    })
}

fn compile_pack(name: &str, pack: &Pack) -> Result<Scenario, OpenError> {
    compile(pack, coefficients()).map_err(|findings| OpenError::Faulty {
        name: name.to_owned(),
        count: findings.len(),
        rendered: pack.render(&findings),
    })
}

/// The folders that may hold packs: beside the working folder, beside the
/// program, and the player's own.
fn roots() -> Vec<PathBuf> {
    let mut roots = vec![PathBuf::from("scenarios")];
    if let Some(beside) =
        std::env::current_exe().ok().and_then(|p| Some(p.parent()?.join("scenarios")))
    {
        roots.push(beside);
    }
    if let Some(dirs) = directories::ProjectDirs::from("", "", "status-quo") {
        roots.push(dirs.data_dir().join("scenarios"));
    }
    roots
}

fn built_in(slug: &str) -> Pack {
    let prefix = format!("{slug}/");
    let files = BuiltIn::iter()
        .filter_map(|path| {
            let inside = path.strip_prefix(&prefix)?.to_owned();
            let data = BuiltIn::get(&path)?.data;
            Some(File { path: inside, text: String::from_utf8_lossy(&data).into_owned() })
        })
        .collect();
    Pack::new(files)
}

/// Reads the files of a pack from its folder.
///
/// # Errors
/// If the folder or a file cannot be read, or a limit is passed.
pub fn read_folder(folder: &Path) -> Result<Pack, OpenError> {
    let mut files = Vec::new();
    collect(folder, folder, 0, &mut files)?;
    if files.is_empty() {
        return Err(OpenError::Unreadable {
            path: folder.display().to_string(),
            why: "it holds no `.ron` file, so it is no scenario".to_owned(),
        });
    }
    Ok(Pack::new(files))
}

fn collect(
    root: &Path,
    folder: &Path,
    depth: usize,
    files: &mut Vec<File>,
) -> Result<(), OpenError> {
    let unreadable =
        |path: &Path, why: String| OpenError::Unreadable { path: path.display().to_string(), why };
    if depth > DEEPEST {
        return Err(unreadable(folder, format!("folders of a pack nest at most {DEEPEST} deep")));
    }
    let entries = fs::read_dir(folder).map_err(|e| unreadable(folder, e.to_string()))?;
    for entry in entries {
        let entry = entry.map_err(|e| unreadable(folder, e.to_string()))?;
        let path = entry.path();
        let meta = fs::symlink_metadata(&path).map_err(|e| unreadable(&path, e.to_string()))?;
        if meta.is_dir() {
            collect(root, &path, depth + 1, files)?;
        } else if meta.is_file() && path.extension().is_some_and(|e| e == "ron") {
            if meta.len() > MOST_BYTES {
                let why = format!("it is larger than {MOST_BYTES} bytes; part it into several");
                return Err(unreadable(&path, why));
            }
            if files.len() == MOST_FILES {
                return Err(unreadable(root, format!("a pack has at most {MOST_FILES} files")));
            }
            let text = fs::read_to_string(&path).map_err(|e| unreadable(&path, e.to_string()))?;
            let inside = path.strip_prefix(root).unwrap_or(&path);
            let parts: Vec<&str> =
                inside.components().filter_map(|c| c.as_os_str().to_str()).collect();
            files.push(File { path: parts.join("/"), text });
        }
    }
    Ok(())
}

/// Writes those files of a pack that are not as they were. Each is written beside
/// the old one and then put in its place, so that none is ever half written.
///
/// # Errors
/// If a file cannot be written.
pub fn write_changes(folder: &Path, before: &Pack, after: &Pack) -> Result<(), OpenError> {
    for file in after.files() {
        if before.text(&file.path) == Some(file.text.as_str()) {
            continue;
        }
        let path = folder.join(&file.path);
        let beside = path.with_extension("ron.new");
        let written = fs::write(&beside, &file.text).and_then(|()| fs::rename(&beside, &path));
        written.map_err(|error| OpenError::Unwritable {
            path: path.display().to_string(),
            why: error.to_string(),
        })?;
    }
    Ok(())
}

/// Writes the files of a new scenario into a folder that is not there yet or is
/// empty. No file is ever overwritten; if one cannot be written, those written
/// before it are taken away again.
///
/// # Errors
/// If the folder holds something, or a file cannot be written.
pub fn write_new(folder: &Path, files: &[File]) -> Result<(), OpenError> {
    let unwritable =
        |path: &Path, why: String| OpenError::Unwritable { path: path.display().to_string(), why };
    match fs::read_dir(folder).map(|mut entries| entries.next().is_some()) {
        Ok(true) => {
            return Err(unwritable(folder, "it is not empty; name another folder".to_owned()));
        }
        Err(_) if folder.exists() => {
            return Err(unwritable(folder, "it is no folder that can be read".to_owned()));
        }
        _ => {}
    }
    let mut written = Vec::new();
    for file in files {
        let path = folder.join(&file.path);
        let inside = path.parent().unwrap_or(folder);
        let made = fs::create_dir_all(inside)
            .and_then(|()| fs::OpenOptions::new().write(true).create_new(true).open(&path));
        let done = made.and_then(|mut out| {
            written.push(path.clone());
            out.write_all(file.text.as_bytes())
        });
        if let Err(error) = done {
            for path in &written {
                let _ = fs::remove_file(path);
            }
            return Err(unwritable(&path, error.to_string()));
        }
    }
    Ok(())
}

/// Reads the `.yml` files of a folder with a negotiation domain: names and
/// texts, for [`super::interchange::read`].
///
/// # Errors
/// If the folder or a file cannot be read, or a limit is passed.
pub fn read_domain(folder: &Path) -> Result<Vec<(String, String)>, OpenError> {
    let unreadable =
        |path: &Path, why: String| OpenError::Unreadable { path: path.display().to_string(), why };
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(|e| unreadable(folder, e.to_string()))? {
        let path = entry.map_err(|e| unreadable(folder, e.to_string()))?.path();
        let Some(name) = path.file_name().and_then(|n| n.to_str()).map(str::to_owned) else {
            continue;
        };
        let meta = fs::symlink_metadata(&path).map_err(|e| unreadable(&path, e.to_string()))?;
        if !meta.is_file() || path.extension().is_none_or(|e| e != "yml") {
            continue;
        }
        if meta.len() > MOST_BYTES {
            return Err(unreadable(&path, format!("it is larger than {MOST_BYTES} bytes")));
        }
        if files.len() == MOST_FILES {
            return Err(unreadable(folder, format!("a folder has at most {MOST_FILES} files")));
        }
        let text = fs::read_to_string(&path).map_err(|e| unreadable(&path, e.to_string()))?;
        files.push((name, text));
    }
    files.sort();
    Ok(files)
}

/// Writes the files of a negotiation domain, as [`super::interchange::write`]
/// gives them, into a folder that is made if it is not there.
///
/// # Errors
/// If the folder or a file cannot be written.
pub fn write_domain(folder: &Path, files: &[(String, String)]) -> std::io::Result<()> {
    fs::create_dir_all(folder)?;
    for (name, text) in files {
        fs::write(folder.join(name), text)?;
    }
    Ok(())
}
