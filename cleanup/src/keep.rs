//! Decides what is kept: by rules, by guards, and for the sake of what is kept.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::findings::{Content, content};
use crate::graph::{Graph, Id, Node};
use crate::reasons::Reason;
use crate::rules::{Keep, Rules};
use crate::snapshot::Time;
use crate::time::HOUR;

/// A manifest that is kept.
#[derive(Clone, Copy)]
pub(crate) struct Kept<'a> {
    pub(crate) reason: Reason<'a>,
    /// Whether its tags stay: it is kept for its own sake, or as a part of something tagged.
    pub(crate) with_tags: bool,
}

/// The decisions about a registry.
pub(crate) struct Decisions<'a> {
    /// By the number of the node; none is deleted.
    pub(crate) kept: Vec<Option<Kept<'a>>>,
    pub(crate) contents: Vec<Content>,
    /// Whether a repository is to be cleaned up.
    pub(crate) selected: Vec<bool>,
}

/// Decides about every manifest.
pub(crate) fn decide<'a>(graph: &Graph<'a>, rules: &'a Rules) -> Decisions<'a> {
    let repositories = &graph.snapshot.repositories;
    let mut decisions = Decisions {
        kept: vec![None; graph.nodes.len()],
        contents: graph.nodes.iter().map(|node| content(graph, node)).collect(),
        selected: repositories.iter().map(|one| rules.selects(&one.name)).collect(),
    };
    let mut seeds = Vec::new();
    for nodes in by_repository(graph) {
        seeds.extend(decisions.seeds(graph, rules, &nodes));
    }
    decisions.spread(graph, seeds);
    if !rules.allow_empty {
        let last: Vec<_> = by_repository(graph)
            .filter_map(|nodes| decisions.last(graph, &nodes))
            .collect();
        decisions.spread(graph, last);
    }
    decisions
}

/// The nodes of each repository that has some.
fn by_repository<'g, 'a>(graph: &'g Graph<'a>) -> impl Iterator<Item = Vec<(Id, &'g Node<'a>)>> {
    let mut nodes = (0..).zip(&graph.nodes).peekable();
    std::iter::from_fn(move || {
        let repository = nodes.peek()?.1.repository;
        Some(std::iter::from_fn(|| nodes.next_if(|(_, node)| node.repository == repository)).collect())
    })
}

impl<'a> Decisions<'a> {
    fn keeps(&self, id: Id) -> bool {
        self.kept.get(id).is_some_and(Option::is_some)
    }

    /// Whether a manifest is kept with its tags.
    pub(crate) fn keeps_tags(&self, id: Id) -> bool {
        self.kept.get(id).copied().flatten().is_some_and(|kept| kept.with_tags)
    }

    /// The manifests of a repository that are kept for their own sake.
    fn seeds(&self, graph: &Graph<'a>, rules: &'a Rules, nodes: &[(Id, &Node<'a>)]) -> Vec<(Id, Reason<'a>)> {
        let Some((_, first)) = nodes.first() else {
            return Vec::new();
        };
        if !self.selected.get(first.repository).copied().unwrap_or_default() {
            return nodes.iter().map(|&(id, _)| (id, Reason::NotSelected)).collect();
        }
        let keep = rules.numbered(rules.number_for(graph.repository(first)));
        let newer = self.newer(nodes);
        let has_images = nodes.iter().any(|(_, node)| node.is_image() && !node.tags.is_empty());
        let reason = |&(id, node): &(Id, &Node<'a>)| {
            let rule = by_rule(keep, graph.snapshot.now, node, &newer);
            Some((id, rule.or_else(|| self.by_guard(graph, id, node, has_images))?))
        };
        nodes.iter().filter_map(reason).collect()
    }

    /// The number of images that are newer, for each time of one. Broken images take no place, and those of the same
    /// time share theirs.
    fn newer(&self, nodes: &[(Id, &Node)]) -> BTreeMap<Reverse<Time>, u64> {
        let mut counts = BTreeMap::new();
        for &(id, node) in nodes {
            if let (Some(time), false, true) = (node.time, node.tags.is_empty(), node.is_top_level()) {
                let takes_place = self.contents.get(id).is_some_and(|content| content.takes_place);
                *counts.entry(Reverse(time)).or_default() += u64::from(takes_place);
            }
        }
        let mut newer = 0;
        for count in counts.values_mut() {
            (newer, *count) = (newer + *count, newer);
        }
        counts
    }

    fn by_guard(&self, graph: &Graph<'a>, id: Id, node: &Node<'a>, has_images: bool) -> Option<Reason<'a>> {
        let Some(time) = node.time else {
            return Some(Reason::UnknownTime);
        };
        if age(graph.snapshot.now, time) < HOUR {
            return Some(Reason::Recent);
        }
        if self.contents.get(id).is_some_and(|content| !content.is_known) {
            return Some(Reason::UnknownKind);
        }
        (node.is_orphan() && !has_images).then_some(Reason::SubjectElsewhere)
    }

    /// Keeps these, and whatever they need or what refers to them. Tagged ones go first, so that their parts keep tags.
    fn spread(&mut self, graph: &Graph<'a>, seeds: Vec<(Id, Reason<'a>)>) {
        let is_tagged = |id: Id| graph.nodes.get(id).is_some_and(|node| !node.tags.is_empty());
        let (mut tagged, untagged): (Vec<_>, Vec<_>) = seeds.into_iter().partition(|&(id, _)| is_tagged(id));
        // The first reason counts: those of their own before those that are borrowed.
        for &(id, reason) in tagged.iter().chain(&untagged) {
            self.keep(id, reason, is_tagged(id));
        }
        // Untagged ones may have become parts of tagged ones, with which they are visited.
        let untagged = untagged.into_iter().map(|(id, _)| (id, false));
        let mut unvisited: Vec<_> = untagged.chain(tagged.drain(..).map(|(id, _)| (id, true))).collect();
        while let Some((id, with_tags)) = unvisited.pop() {
            let Some(node) = graph.nodes.get(id) else { continue };
            let children = node.children.iter().map(|&child| (child, Reason::ChildOf(id)));
            let referrers = node.referrers.iter().map(|&referrer| (referrer, Reason::RefersTo(id)));
            for (other, reason) in children.chain(referrers) {
                if self.keep(other, reason, with_tags) {
                    unvisited.push((other, with_tags));
                }
            }
        }
    }

    /// Keeps a manifest; returns whether that is news.
    fn keep(&mut self, id: Id, reason: Reason<'a>, with_tags: bool) -> bool {
        let Some(kept) = self.kept.get_mut(id) else {
            return false;
        };
        match kept {
            Some(known) if known.with_tags || !with_tags => false,
            Some(known) => {
                known.with_tags = true;
                if known.reason.is_borrowed() {
                    known.reason = reason;
                }
                true
            }
            None => {
                *kept = Some(Kept { reason, with_tags });
                true
            }
        }
    }

    /// The newest image of a repository that would lose all of them, or all that have tags.
    fn last(&self, graph: &Graph<'a>, nodes: &[(Id, &Node<'a>)]) -> Option<(Id, Reason<'a>)> {
        let is_tagged = |node: &Node| node.is_image() && !node.tags.is_empty();
        let has_tagged = nodes.iter().any(|(_, node)| is_tagged(node));
        let has_images = nodes.iter().any(|(_, node)| node.is_image());
        // A part of something else that is kept is no image of its own.
        let is_root = |node: &Node| !node.parents.iter().any(|&parent| self.keeps(parent));
        let is_left = |&(id, node): &(Id, &Node)| match (has_tagged, has_images) {
            (true, _) => is_tagged(node) && self.keeps_tags(id),
            (false, true) => node.is_image() && self.keeps(id) && is_root(node),
            (false, false) => self.keeps(id),
        };
        if nodes.iter().any(is_left) {
            return None;
        }
        let newest_first = |&&(id, node): &&(Id, &Node<'a>)| {
            let is_broken = self.contents.get(id).is_none_or(|content| content.broken.is_some());
            let class = (!node.is_image(), node.tags.is_empty(), !node.is_top_level(), is_broken);
            (class, Reverse(node.time), graph.digest(node.digest))
        };
        nodes.iter().min_by_key(newest_first).map(|&(id, _)| (id, Reason::Last))
    }
}

fn age(now: Time, time: Time) -> Time {
    now.saturating_sub(time)
}

/// The first rule that keeps a manifest.
fn by_rule<'a>(keep: &'a Keep, now: Time, node: &Node<'a>, newer: &BTreeMap<Reverse<Time>, u64>) -> Option<Reason<'a>> {
    let is_tagged = !node.tags.is_empty();
    if let (Some(newest), Some(time), true, true) = (keep.newest, node.time, is_tagged, node.is_top_level()) {
        let newer = newer.get(&Reverse(time)).copied().unwrap_or_default();
        if newer < newest {
            return Some(Reason::Newest(newer + 1, newest));
        }
    }
    // Parts and signatures go with their image, unless they have names of their own.
    let has_age = node.is_top_level() || node.is_orphan() || (is_tagged && node.is_image());
    if let (Some(limit), Some(time), true) = (&keep.younger_than, node.time, has_age)
        && age(now, time) < limit.milliseconds
    {
        return Some(Reason::Younger(&limit.text));
    }
    let fits = |tag: &&'a str| {
        let pattern = keep.tags.iter().find(|pattern| pattern.matches(tag))?;
        Some(Reason::Tag(tag, &pattern.text))
    };
    node.tags.iter().find_map(fits)
}
