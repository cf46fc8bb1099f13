//! Plans.

use std::rc::Rc;

use serde::{Deserialize, Serialize};

use crate::findings::Broken;
use crate::fingerprint::fingerprint;
pub use crate::frees::Frees;
use crate::frees::frees;
use crate::graph::{Graph, Id, Node, subject};
use crate::keep::{Decisions, decide};
use crate::order::deletions;
use crate::reasons::deleted;
use crate::rules::Rules;
use crate::snapshot::Snapshot;
use crate::time::rfc3339;
use crate::warnings::warnings;

/// A plan. The npm package adds the rules as they were given.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Plan {
    /// The name of the registry.
    pub registry: String,
    /// The time at which the registry was read.
    pub taken_at: String,
    /// Tells a plan that was changed.
    pub fingerprint: String,
    /// The manifests to keep, of the repositories that are cleaned up.
    pub keep: Vec<Entry>,
    /// The manifests to delete, in this order.
    pub delete: Vec<Entry>,
    /// Tags to remove of manifests that stay.
    pub untag: Vec<Untag>,
    /// Broken images.
    pub findings: Vec<Finding>,
    /// Rules that stand for nothing.
    pub warnings: Vec<String>,
    /// The bytes that will be freed.
    pub frees: Frees,
}

/// A manifest, and why it is kept or deleted.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Entry {
    /// The name of its repository.
    pub repository: Rc<str>,
    /// Its digest.
    pub digest: Rc<str>,
    /// Its tags.
    pub tags: Vec<String>,
    /// Its compressed bytes; others may share them.
    pub bytes: u64,
    /// When it was last pushed, if that can be told.
    pub updated_at: Option<String>,
    /// The reason, in words.
    pub why: String,
}

/// A tag to remove.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(default)]
pub struct Untag {
    /// The name of its repository.
    pub repository: String,
    /// The digest of its manifest, which stays.
    pub digest: String,
    /// The tag.
    pub tag: String,
    /// The reason, in words.
    pub why: String,
}

/// A broken image.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(default)]
pub struct Finding {
    /// `ghost`, `partial` or `orphaned`.
    pub kind: String,
    /// The name of its repository.
    pub repository: String,
    /// Its digest.
    pub digest: String,
    /// Its tags.
    pub tags: Vec<String>,
    /// The evidence, in words.
    pub why: String,
}

/// Makes a plan.
pub fn plan(snapshot: &Snapshot, rules: &Rules) -> Plan {
    let mut graph = Graph::new(snapshot);
    let mut decisions = decide(&graph, rules);
    while graph.free_parts(|id| decisions.keeps_tags(id)) {
        decisions = decide(&graph, rules);
    }
    let mut plan = Plan {
        registry: snapshot.registry.clone(),
        taken_at: rfc3339(snapshot.now),
        findings: findings(&graph, &decisions),
        warnings: warnings(&graph, rules, &decisions),
        frees: frees(&graph, &decisions),
        keep: Vec::with_capacity(decisions.kept.iter().flatten().count()),
        ..Plan::default()
    };
    for ((id, node), decision) in (0..).zip(&graph.nodes).zip(&decisions.kept) {
        let is_selected = decisions.selected.get(node.repository) == Some(&true);
        let Some(kept) = decision.filter(|_| is_selected) else {
            continue;
        };
        let why = kept.reason.words(&graph);
        if !kept.with_tags {
            plan.untag.extend(untag(&graph, node, &why));
        }
        plan.keep.push(entry(&graph, id, why));
    }
    let deletions = deletions(&graph, &decisions).into_iter().map(|id| {
        let repository = graph.nodes.get(id).map_or("", |node| graph.repository(node));
        let keep = rules.numbered(rules.number_for(repository));
        entry(&graph, id, deleted(&graph, id, keep))
    });
    plan.delete = deletions.collect();
    plan.fingerprint = fingerprint(&plan);
    plan
}

fn entry(graph: &Graph, id: Id, why: String) -> Entry {
    let Some(node) = graph.nodes.get(id) else {
        return Entry::default();
    };
    let Snapshot {
        repositories, digests, ..
    } = graph.snapshot;
    Entry {
        // They are shared with the snapshot.
        repository: repositories
            .get(node.repository)
            .map(|one| Rc::clone(&one.name))
            .unwrap_or_default(),
        digest: digests.get(node.digest).cloned().unwrap_or_default(),
        tags: owned(&node.tags),
        bytes: node.bytes,
        updated_at: node.time.map(rfc3339),
        why,
    }
}

/// The tags of a manifest that stays without them. Those that say to what it refers are needed.
fn untag<'a>(graph: &'a Graph, node: &'a Node, why: &'a str) -> impl Iterator<Item = Untag> {
    let tags = node.tags.iter().filter(|tag| subject(tag).is_none());
    tags.map(move |tag| Untag {
        repository: graph.repository(node).to_owned(),
        digest: graph.digest(node.digest).to_owned(),
        tag: (*tag).to_owned(),
        why: format!("no rule keeps it; its manifest stays: {why}"),
    })
}

/// The broken images of the repositories that are cleaned up.
fn findings(graph: &Graph, decisions: &Decisions) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (node, content) in graph.nodes.iter().zip(&decisions.contents) {
        let (kind, why) = match content.broken {
            _ if decisions.selected.get(node.repository) != Some(&true) => continue,
            Some(Broken::Ghost) => ("ghost", "nothing that it refers to is there"),
            Some(Broken::Partial) => ("partial", "a part of what it refers to is not there"),
            None if node.is_orphan() => ("orphaned", "the image that it refers to is not in the registry"),
            None => continue,
        };
        findings.push(Finding {
            kind: kind.to_owned(),
            repository: graph.repository(node).to_owned(),
            digest: graph.digest(node.digest).to_owned(),
            tags: owned(&node.tags),
            why: why.to_owned(),
        });
    }
    findings
}

fn owned(tags: &[&str]) -> Vec<String> {
    tags.iter().map(|&tag| tag.to_owned()).collect()
}
