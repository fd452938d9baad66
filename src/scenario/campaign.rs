//! Campaigns: scenarios that are played one after the other, each opening with what was
//! made of those before.
//!
//! A campaign stands in a pack of its own, which names its parts. Here it is read and
//! joined with them; how it is played is the business of [`sim`](crate::sim).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use sha2::{Digest, Sha256};

use super::draft::CampaignHead;
use super::finding::{Finding, TextPlace, nearest};
use super::naming::{LONGEST_ID, is_slug};
use super::pack::{Pack, hex};
use super::sources::Sources;
use super::syntax::PathStep;
use super::testplan;
use super::{Campaign, CampaignPart, Scenario};

/// A part that was looked for: the scenario, and the text of its `record.testplan`.
pub type FoundPart = Result<(Scenario, Option<String>), String>;

impl Campaign {
    /// Joins the campaign of a pack with its parts, which `find` looks up by their ids.
    ///
    /// # Errors
    /// The findings, if at least one of them is an error.
    pub fn join(pack: &Pack, find: impl Fn(&str) -> FoundPart) -> Result<Self, Vec<Finding>> {
        let sources = Sources::new(pack);
        let (parts, findings) = pack.parts(&sources);
        if !findings.is_empty() {
            return Err(findings);
        }
        let heads = parts.into_iter().filter_map(|(file, part)| Some((file, part.campaign?)));
        let mut heads = heads.collect::<Vec<_>>().into_iter();
        let Some((file, head)) = heads.next() else {
            let message = "the `campaign` entry of this pack holds nothing".to_owned();
            let help = "write `campaign: (id: ..., title: ..., parts: [...], sides: [...])`";
            let finding = Finding::error("campaign", sources.top(0), message);
            return Err(vec![finding.with_help(Some(help.to_owned()))]);
        };
        let mut joiner = Joiner { sources: &sources, file, findings: Vec::new() };
        if let Some((second, _)) = heads.next() {
            let message = "a pack has one `campaign: (...)` entry, this is a second".to_owned();
            joiner.report("two-heads", sources.top(second), message, "keep the one that is meant");
        }
        joiner.check_ids(&head);
        let parts = joiner.parts(&head, find);
        if let (Some(parts), true) = (&parts, joiner.findings.is_empty()) {
            joiner.check_days(&head, parts);
            joiner.check_sides(&head, parts);
            joiner.check_legacies(parts);
        }
        match parts {
            Some(parts) if joiner.findings.is_empty() => {
                let warnings = joiner.unused(&parts);
                let hash = content_hash(pack, &parts);
                Ok(Self { head, parts, hash, warnings })
            }
            _ => Err(joiner.findings),
        }
    }

    /// The place where the head of a campaign names a part.
    #[must_use]
    pub fn place_of_part(pack: &Pack, part: usize) -> TextPlace {
        let sources = Sources::new(pack);
        let is_head = |file: &usize| {
            let tree = sources.tree(*file);
            tree.and_then(|tree| tree.step(tree.root()?, PathStep::Field("campaign"))).is_some()
        };
        let file = (0..sources.len()).find(is_head).unwrap_or(0);
        Joiner { sources: &sources, file, findings: Vec::new() }.part_place(part)
    }
}

fn content_hash(pack: &Pack, parts: &[CampaignPart]) -> String {
    let mut hasher = Sha256::new();
    hasher.update(pack.hash().as_bytes());
    for part in parts {
        hasher.update(part.scenario.hash.as_bytes());
    }
    hex(&hasher.finalize())
}

/// The joining of a campaign with its parts, with the findings so far.
struct Joiner<'p> {
    sources: &'p Sources<'p>,
    /// The file with the head.
    file: usize,
    findings: Vec<Finding>,
}

impl Joiner<'_> {
    /// The place of something in the head.
    fn place(&self, way: &[PathStep<'_>]) -> TextPlace {
        let found = self.sources.tree(self.file).and_then(|tree| {
            let head = tree.step(tree.root()?, PathStep::Field("campaign"))?;
            let node = way.iter().try_fold(head, |from, step| tree.step(from, *step))?;
            self.sources.place(self.file, tree.inside(node))
        });
        found.unwrap_or_else(|| self.sources.whole(self.file))
    }

    fn part_place(&self, part: usize) -> TextPlace {
        self.place(&[PathStep::Field("parts"), PathStep::Index(part)])
    }

    fn report(&mut self, code: &'static str, place: TextPlace, message: String, help: &str) {
        let finding = Finding::error(code, place, message);
        self.findings.push(finding.with_help(Some(help.to_owned())));
    }

    /// Reports ids that cannot be the name of a file, and sides of one id.
    fn check_ids(&mut self, head: &CampaignHead) {
        let sides = head.sides.iter().enumerate().map(|(index, side)| {
            let way = [PathStep::Field("sides"), PathStep::Index(index), PathStep::Field("id")];
            (&side.id, way.to_vec())
        });
        let own = (&head.id, vec![PathStep::Field("id")]);
        for (id, way) in core::iter::once(own).chain(sides) {
            if !is_slug(id) || id.len() > LONGEST_ID {
                let message = format!(
                    "the id `{id}` may hold only lower-case letters, digits and hyphens, at most {LONGEST_ID}"
                );
                self.report("bad-id", self.place(&way), message, "choose a short name");
            }
        }
        for (index, side) in head.sides.iter().enumerate() {
            if head.sides[..index].iter().any(|other| other.id == side.id) {
                let way = [PathStep::Field("sides"), PathStep::Index(index), PathStep::Field("id")];
                let message = format!("two sides are called `{}`", side.id);
                self.report("twice", self.place(&way), message, "give one of them another id");
            }
        }
    }

    fn parts(
        &mut self,
        head: &CampaignHead,
        find: impl Fn(&str) -> FoundPart,
    ) -> Option<Vec<CampaignPart>> {
        if head.parts.len() < 2 {
            let place = self.place(&[PathStep::Field("parts")]);
            let message = "a campaign has two parts or more".to_owned();
            self.report("campaign", place, message, "name the scenarios in `parts`, in order");
            return None;
        }
        let mut parts = Vec::new();
        for (index, id) in head.parts.iter().enumerate() {
            if head.parts[..index].contains(id) {
                let message = format!("`{id}` is a part of this campaign already");
                self.report("twice", self.part_place(index), message, "name each part once");
                continue;
            }
            // A name that is no id could lead to any folder of the machine.
            let found =
                if is_slug(id) { find(id) } else { Err("that is no id of a scenario".to_owned()) };
            match found {
                Err(why) => {
                    let message = format!("the part `{id}` cannot be played: {why}");
                    let help = "put its folder beside this one, and mend it first";
                    self.report("campaign", self.part_place(index), message, help);
                }
                Ok((scenario, plan)) => {
                    let plan = plan.as_deref().map(testplan::read);
                    let Some(Ok(record)) = plan else {
                        let why = match plan {
                            Some(Err(why)) => {
                                format!("its `record.testplan` cannot be read: {why}")
                            }
                            _ => "it has no `record.testplan`".to_owned(),
                        };
                        let message = format!("what `{id}` leaves cannot be told: {why}");
                        let help = "write a testplan that plays it by the record to its end: only what comes out otherwise is carried on";
                        self.report("campaign", self.part_place(index), message, help);
                        continue;
                    };
                    let scenario = Arc::new(scenario);
                    parts.push(CampaignPart { scenario, record, by_record: OnceLock::new() });
                }
            }
        }
        (parts.len() == head.parts.len()).then_some(parts)
    }

    /// Reports parts that do not come one after the other, and other days of the whole.
    fn check_days(&mut self, head: &CampaignHead, parts: &[CampaignPart]) {
        for (index, pair) in parts.windows(2).enumerate() {
            let (one, next) = (&pair[0].scenario.head, &pair[1].scenario.head);
            if next.opens < one.opens || next.closes < one.closes {
                let message = format!("`{}` comes before `{}`", next.id, one.id);
                let help = "put the parts in the order of their years";
                self.report("dates", self.part_place(index + 1), message, help);
            }
        }
        let first = parts.first().map(|part| part.scenario.head.opens);
        let last = parts.last().map(|part| part.scenario.head.closes);
        for (field, given, is) in [("opens", head.opens, first), ("closes", head.closes, last)] {
            if let Some(is) = is.filter(|is| *is != given) {
                let message =
                    format!("the campaign {field} on `{is}` with its parts, not on `{given}`");
                let place = self.place(&[PathStep::Field(field)]);
                self.report("dates", place, message, &format!("write `{field}: \"{is}\"`"));
            }
        }
    }

    /// Reports sides whose seats are not those of the parts.
    fn check_sides(&mut self, head: &CampaignHead, parts: &[CampaignPart]) {
        for (index, side) in head.sides.iter().enumerate() {
            let way = [PathStep::Field("sides"), PathStep::Index(index), PathStep::Field("seats")];
            if side.seats.len() != parts.len() {
                let message = format!(
                    "the side `{}` has {} seats, and the campaign {} parts",
                    side.id,
                    side.seats.len(),
                    parts.len()
                );
                let place = self.place(&way);
                self.report("wrong-count", place, message, "name its seat in each part, in order");
                continue;
            }
            for (part, seat) in side.seats.iter().enumerate() {
                let scenario = &parts[part].scenario;
                let place = self.place(&[way[0], way[1], way[2], PathStep::Index(part)]);
                if scenario.seat_by_id(seat).is_none() {
                    let known = scenario.text.seats.iter().map(|seat| seat.id.as_str());
                    let like = nearest(seat, known.clone());
                    let all: Vec<&str> = known.collect();
                    let named = if like.is_empty() { all } else { like };
                    let message = format!("`{}` has no seat `{seat}`", scenario.head.id);
                    let help = format!("write `{}`", named.join("` or `"));
                    self.report("unknown-name", place, message, &help);
                } else if head.sides[..index].iter().any(|o| o.seats.get(part) == Some(seat)) {
                    let message =
                        format!("two sides hold the seat `{seat}` of `{}`", scenario.head.id);
                    self.report("twice", place, message, "leave it to one of them");
                }
            }
        }
        for (part, CampaignPart { scenario, .. }) in parts.iter().enumerate() {
            let is_held = |seat: &str| {
                head.sides.iter().any(|side| side.seats.get(part).is_some_and(|s| s == seat))
            };
            for seat in scenario.text.seats.iter().filter(|seat| !is_held(&seat.id)) {
                let message =
                    format!("no side holds the seat `{}` of `{}`", seat.id, scenario.head.id);
                let place = self.place(&[PathStep::Field("sides")]);
                self.report("campaign", place, message, "let one side hold it, or add a side");
            }
        }
    }

    /// Reports what a part takes over that none before it leaves.
    fn check_legacies(&mut self, parts: &[CampaignPart]) {
        let mut left: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (index, CampaignPart { scenario, .. }) in parts.iter().enumerate() {
            for name in scenario.known_legacies() {
                let (pack, legacy) = name.split_once('/').unwrap_or((name, ""));
                let Some(known) = left.get(pack) else { continue };
                if !known.contains(&legacy) {
                    let message = format!(
                        "`{}` takes over `{name}`, and `{pack}` leaves nothing of that name",
                        scenario.head.id
                    );
                    let like = nearest(legacy, known.iter().copied());
                    let help = match like.first() {
                        Some(like) => format!("write `{pack}/{like}` there"),
                        None => format!("add it to the `legacies` of `{pack}`"),
                    };
                    self.report("unknown-name", self.part_place(index), message, &help);
                }
            }
            let own = scenario.text.legacies.iter().map(|legacy| legacy.id.as_str()).collect();
            left.insert(scenario.head.id.as_str(), own);
        }
    }

    /// The warnings about what a part leaves and none after it takes over.
    fn unused(&self, parts: &[CampaignPart]) -> Vec<Finding> {
        let taken: BTreeSet<&str> =
            parts.iter().flat_map(|part| part.scenario.known_legacies()).collect();
        let mut findings = Vec::new();
        for (index, CampaignPart { scenario, .. }) in parts.iter().enumerate() {
            if index + 1 == parts.len() {
                continue;
            }
            for legacy in &scenario.text.legacies {
                let name = format!("{}/{}", scenario.head.id, legacy.id);
                if !taken.contains(name.as_str()) {
                    let message = format!("no later part takes over `{name}`");
                    let help = "add an entry to the `inherits` of a later part, or delete it";
                    findings.push(
                        Finding::warning("unused-legacy", self.part_place(index), message)
                            .with_help(Some(help.to_owned())),
                    );
                }
            }
        }
        findings
    }
}
