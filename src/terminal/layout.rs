//! The forms in which text is laid out: paragraphs, indented lines, headings, lists, signs.

use std::io::{self, Write};

use crate::shown::Page;
use crate::view::Citation;

/// Writes a text, its lines broken, as a paragraph of its own.
pub(super) fn write(out: &mut Page<impl Write>, text: &str) -> io::Result<()> {
    indented(out, "", text)
}

pub(super) fn indented(out: &mut Page<impl Write>, indent: &str, text: &str) -> io::Result<()> {
    out.write_broken(indent, if indent.is_empty() { "" } else { "    " }, text)
}

pub(super) fn heading(out: &mut Page<impl Write>, text: &str) -> io::Result<()> {
    writeln!(out)?;
    write(out, &format!("== {text} =="))
}

/// The commands there are, each with what it does beside it.
pub(super) fn help(out: &mut Page<impl Write>, text: &str) -> io::Result<()> {
    out.write_broken("", "            ", text)
}

pub(super) fn list(out: &mut Page<impl Write>, lines: &[String]) -> io::Result<()> {
    lines.iter().try_for_each(|line| indented(out, "  - ", line))
}

pub(super) fn cited(sources: &[Citation]) -> String {
    let names: Vec<&str> = sources.iter().map(|source| source.cited.as_str()).collect();
    format!("[{}]", names.join("; "))
}

pub(super) fn signed(amount: f64) -> String {
    let points = amount * 100.0;
    // What is not nothing is not shown as nothing.
    if amount != 0.0 && points.abs() < 0.05 {
        return if amount < 0.0 { "-<0.1" } else { "+<0.1" }.to_owned();
    }
    format!("{points:+.1}")
}
