//! The fields of one object of a file: which are there, and which nobody asked for.

use super::fault::{DomainFault, Note};
use super::node::Node;

/// An object of a file, where it stands, and who hears of what is passed over.
pub(super) struct Fields<'a> {
    /// The object.
    pub(super) node: &'a Node,
    /// Where it stands, in words.
    pub(super) place: String,
}

impl<'a> Fields<'a> {
    /// The last part of its type: `NegMAS` writes the module before it or leaves it out.
    pub(super) fn type_name(&self) -> Result<&'a str, DomainFault> {
        let text = self.node.get("type").and_then(Node::text);
        let text = text.ok_or_else(|| self.missing("text", "type"))?;
        Ok(text.rsplit('.').next().unwrap_or(text))
    }

    /// The value of a field; none if it is not there or null.
    pub(super) fn get(&self, field: &str) -> Option<&'a Node> {
        self.node.get(field).filter(|node| !node.is_null())
    }

    /// A field that holds a number; this one if it is not there.
    pub(super) fn number(&self, field: &str, without: Option<f64>) -> Result<f64, DomainFault> {
        match self.get(field) {
            None => without,
            Some(node) => node.number(),
        }
        .ok_or_else(|| self.missing("number", field))
    }

    /// A field that holds a list.
    pub(super) fn list(&self, field: &str) -> Result<&'a [Node], DomainFault> {
        self.get(field).and_then(Node::list).ok_or_else(|| self.missing("list", field))
    }

    /// A field that holds numbers.
    pub(super) fn numbers(&self, field: &str) -> Result<Vec<f64>, DomainFault> {
        let number = |node: &Node| node.number().ok_or_else(|| self.missing("number", field));
        self.list(field)?.iter().map(number).collect()
    }

    /// The fault that a field is not there or of another kind.
    pub(super) fn missing(&self, what: &'static str, field: &str) -> DomainFault {
        DomainFault::Missing { place: self.place.clone(), what, field: field.to_owned() }
    }

    /// The fault that a field means something that is not read, if it is there and says
    /// more than these.
    pub(super) fn refuse(
        &self,
        field: &'static str,
        harmless: &[f64],
        why: &'static str,
    ) -> Result<(), DomainFault> {
        let Some(node) = self.get(field) else { return Ok(()) };
        let nothing = node.identity() == "false"
            || node.number().is_some_and(|n| harmless.iter().any(|h| h.total_cmp(&n).is_eq()));
        if nothing {
            return Ok(());
        }
        let (place, value) = (self.place.clone(), node.name());
        Err(DomainFault::Meaning { place, field, value, why })
    }

    /// Tells of all fields but these.
    pub(super) fn note_others(&self, known: &[&str], notes: &mut Vec<Note>) {
        let Node::Map(entries) = self.node else { return };
        let others: Vec<String> = entries
            .iter()
            .filter(|(_, value)| !value.is_null())
            .map(|(key, _)| key.name())
            .filter(|name| !known.contains(&name.as_str()))
            .map(|name| format!("`{name}`"))
            .collect();
        if let [first @ .., last] = others.as_slice() {
            let names = if first.is_empty() {
                format!("the field {last} is")
            } else {
                format!("the fields {} and {last} are", first.join(", "))
            };
            let text = format!("{names} not known and passed over in {}", self.place);
            notes.push(Note { file: String::new(), text });
        }
    }
}
