//! Compares a plan with the registry as it is now.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::fingerprint::fingerprint;
use crate::graph::{Graph, Id};
use crate::plan::{Entry, Plan};
use crate::snapshot::Snapshot;
use crate::time::rfc3339;

/// The outcome of a comparison.
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Check {
    /// Whether the plan is as it was made.
    pub is_intact: bool,
    /// Everything that the plan relies on and that moved.
    pub moved: Vec<Moved>,
    /// The positions in `untag` of the tags that are still to be removed.
    pub untag: Vec<usize>,
    /// The positions in `delete` of the manifests that are still to be deleted.
    pub delete: Vec<usize>,
}

/// Something that moved since the plan was made.
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize)]
pub struct Moved {
    /// The repository.
    pub repository: String,
    /// The digest or the tag that moved.
    pub name: String,
    /// The event, in words.
    pub what: String,
}

/// Compares a plan with a later snapshot. Repositories that are not in the snapshot are not looked at.
pub fn check(plan: &Plan, snapshot: &Snapshot) -> Check {
    let graph = Graph::new(snapshot);
    let mut comparison = Comparison::new(plan, &graph);
    comparison.untags();
    comparison.kept();
    comparison.deleted();
    comparison.news();
    Check {
        is_intact: fingerprint(plan) == plan.fingerprint,
        ..comparison.check
    }
}

struct Comparison<'a> {
    plan: &'a Plan,
    graph: &'a Graph<'a>,
    /// The numbers of repositories, and the manifests in each by digest and by tag.
    repositories: BTreeMap<&'a str, usize>,
    by_digest: BTreeMap<(usize, &'a str), Id>,
    by_tag: BTreeMap<(usize, &'a str), Id>,
    /// Tags that the plan removes, and that are gone.
    untagged: BTreeSet<(&'a str, &'a str)>,
    check: Check,
}

impl<'a> Comparison<'a> {
    fn new(plan: &'a Plan, graph: &'a Graph<'a>) -> Self {
        let names = graph.snapshot.repositories.iter().map(|one| &*one.name);
        let (mut by_digest, mut by_tag) = (BTreeMap::new(), BTreeMap::new());
        for (id, node) in (0..).zip(&graph.nodes) {
            by_digest.insert((node.repository, graph.digest(node.digest)), id);
            by_tag.extend(node.tags.iter().map(|&tag| ((node.repository, tag), id)));
        }
        Self {
            plan,
            graph,
            repositories: names.zip(0..).collect(),
            by_digest,
            by_tag,
            untagged: BTreeSet::new(),
            check: Check::default(),
        }
    }

    fn moved(&mut self, repository: &str, name: &str, what: &str) {
        self.check.moved.push(Moved {
            repository: repository.to_owned(),
            name: name.to_owned(),
            what: what.to_owned(),
        });
    }

    fn digest_of(&self, id: Id) -> &'a str {
        self.graph
            .nodes
            .get(id)
            .map_or("", |node| self.graph.digest(node.digest))
    }

    fn untags(&mut self) {
        for (position, one) in self.plan.untag.iter().enumerate() {
            let Some(&repository) = self.repositories.get(&*one.repository) else {
                continue;
            };
            match self.by_tag.get(&(repository, one.tag.as_str())) {
                None => {
                    self.untagged.insert((&one.repository, &one.tag));
                }
                Some(&id) if self.digest_of(id) == one.digest => self.check.untag.push(position),
                Some(_) => self.moved(&one.repository, &one.tag, "the tag was moved"),
            }
        }
    }

    fn kept(&mut self) {
        for entry in &self.plan.keep {
            let Some(&repository) = self.repositories.get(&*entry.repository) else {
                continue;
            };
            let Some(&id) = self.by_digest.get(&(repository, &*entry.digest)) else {
                self.moved(&entry.repository, &entry.digest, "it was to be kept, and is gone");
                continue;
            };
            for tag in &entry.tags {
                let is_expected = self.untagged.contains(&(&*entry.repository, tag.as_str()));
                if !is_expected && self.by_tag.get(&(repository, tag.as_str())) != Some(&id) {
                    self.moved(&entry.repository, tag, "the tag was moved or removed");
                }
            }
        }
    }

    fn deleted(&mut self) {
        for (position, entry) in self.plan.delete.iter().enumerate() {
            let Some(&repository) = self.repositories.get(&*entry.repository) else {
                continue;
            };
            let Some(&id) = self.by_digest.get(&(repository, &*entry.digest)) else {
                self.elsewhere(repository, entry);
                continue;
            };
            let Some(node) = self.graph.nodes.get(id) else { continue };
            let before: BTreeSet<_> = entry.tags.iter().map(String::as_str).collect();
            let now: BTreeSet<_> = node.tags.iter().copied().collect();
            for tag in before.symmetric_difference(&now) {
                let what = if now.contains(tag) {
                    "the tag was given to a manifest that was to be deleted"
                } else {
                    "the tag was moved or removed"
                };
                self.moved(&entry.repository, tag, what);
            }
            if node.time.map(rfc3339) != entry.updated_at {
                self.moved(
                    &entry.repository,
                    &entry.digest,
                    "it was to be deleted, and was pushed again",
                );
            }
            self.check.delete.push(position);
        }
    }

    /// Tags of a manifest that is deleted already must not be those of another one.
    fn elsewhere(&mut self, repository: usize, entry: &Entry) {
        for tag in &entry.tags {
            if self.by_tag.contains_key(&(repository, tag.as_str())) {
                self.moved(&entry.repository, tag, "the tag was moved");
            }
        }
    }

    /// Manifests that were pushed since must not need one that is to be deleted.
    fn news(&mut self) {
        let planned = self.plan.keep.iter().chain(&self.plan.delete);
        let planned: BTreeSet<_> = planned.map(|entry| (&*entry.repository, &*entry.digest)).collect();
        let deleted = self.plan.delete.iter();
        let deleted: BTreeSet<_> = deleted.map(|entry| (&*entry.repository, &*entry.digest)).collect();
        for node in &self.graph.nodes {
            let (repository, digest) = (self.graph.repository(node), self.graph.digest(node.digest));
            if planned.contains(&(repository, digest)) {
                continue;
            }
            let subjects = node.subjects.iter().flat_map(|subject| &subject.nodes);
            let subjects = subjects.map(|&id| self.digest_of(id));
            let blobs = node.blobs.iter().flatten().map(|&blob| self.graph.digest(blob));
            let needed: Vec<_> = blobs
                .chain(subjects)
                .filter(|&other| deleted.contains(&(repository, other)))
                .collect();
            for other in needed {
                self.moved(
                    repository,
                    other,
                    &format!("it was to be deleted, and {digest}, which is new, needs it"),
                );
            }
        }
        self.subjects(&planned);
    }

    /// Signatures that were to be deleted may have their image back.
    fn subjects(&mut self, planned: &BTreeSet<(&str, &str)>) {
        for position in self.check.delete.clone() {
            let Some(entry) = self.plan.delete.get(position) else {
                continue;
            };
            let repository = self.repositories.get(&*entry.repository);
            let id = repository.and_then(|&repository| self.by_digest.get(&(repository, &*entry.digest)));
            let Some(node) = id.and_then(|&id| self.graph.nodes.get(id)) else {
                continue;
            };
            let subjects = node.subjects.iter().flat_map(|subject| subject.nodes.clone());
            for subject in subjects.collect::<Vec<_>>() {
                let Some(image) = self.graph.nodes.get(subject) else {
                    continue;
                };
                let name = (self.graph.repository(image), self.digest_of(subject));
                if !planned.contains(&name) {
                    self.moved(
                        &entry.repository,
                        &entry.digest,
                        "it was to be deleted, and its image is new",
                    );
                }
            }
        }
    }
}
