//! Manifests and their ties: an index and its children, an image and what refers to it.

use crate::digests::DigestMap;
use crate::snapshot::{Manifest, Snapshot, Time};
use crate::time::FIRST;

/// The number of a node.
pub(crate) type Id = usize;

/// A manifest in a repository.
pub(crate) struct Node<'a> {
    pub(crate) repository: usize,
    /// The number of its digest.
    pub(crate) digest: usize,
    pub(crate) time: Option<Time>,
    pub(crate) bytes: u64,
    pub(crate) tags: Vec<&'a str>,
    /// Its blobs, without the manifest itself, if the API states them.
    pub(crate) blobs: Option<Vec<usize>>,
    pub(crate) children: Vec<Id>,
    pub(crate) parents: Vec<Id>,
    /// The digests that its tags say it refers to.
    pub(crate) subjects: Vec<Subject<'a>>,
    /// The manifests that refer to it.
    pub(crate) referrers: Vec<Id>,
    /// Whether a tagged manifest has it among its children, or their children; not if that one goes and this one stays.
    pub(crate) is_below_tag: bool,
}

/// A digest that a tag names, and the manifests of it anywhere in the registry.
pub(crate) struct Subject<'a> {
    /// The hexadecimal digits.
    pub(crate) hex: &'a str,
    pub(crate) nodes: Vec<Id>,
}

/// All manifests of a registry.
pub(crate) struct Graph<'a> {
    pub(crate) snapshot: &'a Snapshot,
    /// In the order of their repositories.
    pub(crate) nodes: Vec<Node<'a>>,
    /// The nodes of each digest.
    of_digest: Vec<Vec<Id>>,
}

impl Node<'_> {
    /// Whether rules see it as an image: it is more than a signature or an attestation.
    pub(crate) fn is_image(&self) -> bool {
        self.tags.is_empty() || self.tags.iter().any(|tag| subject(tag).is_none())
    }

    /// Whether it is an image of its own, rather than a part of another.
    pub(crate) fn is_top_level(&self) -> bool {
        let is_part = if self.tags.is_empty() {
            !self.parents.is_empty()
        } else {
            self.is_below_tag
        };
        self.is_image() && !is_part
    }

    /// Whether it refers to manifests of which none is in the registry.
    pub(crate) fn is_orphan(&self) -> bool {
        !self.is_image() && self.subjects.iter().all(|subject| subject.nodes.is_empty())
    }
}

impl<'a> Graph<'a> {
    pub(crate) fn new(snapshot: &'a Snapshot) -> Self {
        let mut graph = Self {
            snapshot,
            nodes: Vec::new(),
            of_digest: vec![Vec::new(); snapshot.digests.len()],
        };
        for (repository, content) in snapshot.repositories.iter().enumerate() {
            for manifest in &content.manifests {
                graph.add(repository, manifest);
            }
        }
        graph.tie_children();
        graph.tie_referrers();
        let is_below = below(&graph, |_| true);
        for (node, is_below) in graph.nodes.iter_mut().zip(is_below) {
            node.is_below_tag = is_below;
        }
        graph
    }

    /// The digest of a number. A number that is none has an empty one.
    pub(crate) fn digest(&self, number: usize) -> &'a str {
        self.snapshot.digests.get(number).map_or("", |digest| digest)
    }

    pub(crate) fn repository(&self, node: &Node) -> &'a str {
        let repository = self.snapshot.repositories.get(node.repository);
        repository.map_or("", |repository| &repository.name)
    }

    /// The manifest of a digest in a repository.
    pub(crate) fn find(&self, repository: usize, digest: usize) -> Option<Id> {
        let mut nodes = self.anywhere(digest).iter().copied();
        nodes.find(|&id| self.nodes.get(id).is_some_and(|node| node.repository == repository))
    }

    /// The manifests of a digest in all repositories.
    pub(crate) fn anywhere(&self, digest: usize) -> &[Id] {
        self.of_digest.get(digest).map_or(&[], Vec::as_slice)
    }

    /// The size of a blob; 0 if it is gone.
    pub(crate) fn size(&self, digest: usize) -> Option<u64> {
        self.snapshot.sizes.get(digest).copied().flatten()
    }

    /// Adds a manifest, or what it says to one that is there already.
    fn add(&mut self, repository: usize, manifest: &'a Manifest) {
        let Manifest(digest, time, bytes, tags, blobs) = manifest;
        let tags = tags.iter().map(String::as_str);
        let time = time.filter(|time| *time >= FIRST);
        let blobs = blobs.as_ref().map(|blobs| {
            let others = blobs.iter().copied().filter(|blob| blob != digest);
            others.collect::<Vec<_>>()
        });
        let known = self.find(repository, *digest);
        let Some(node) = known.and_then(|id| self.nodes.get_mut(id)) else {
            if let Some(ids) = self.of_digest.get_mut(*digest) {
                ids.push(self.nodes.len());
            }
            self.nodes.push(Node {
                repository,
                digest: *digest,
                time,
                bytes: *bytes,
                tags: tags.collect(),
                blobs,
                children: Vec::new(),
                parents: Vec::new(),
                subjects: Vec::new(),
                referrers: Vec::new(),
                is_below_tag: false,
            });
            return;
        };
        for tag in tags {
            if !node.tags.contains(&tag) {
                node.tags.push(tag);
            }
        }
        node.time = node.time.max(time);
        match (&mut node.blobs, blobs) {
            (Some(known), Some(more)) => known.extend(more),
            (known @ None, more) => *known = more,
            _ => {}
        }
    }

    fn tie_children(&mut self) {
        for id in 0..self.nodes.len() {
            let Some(node) = self.nodes.get(id) else { continue };
            let blobs = node.blobs.iter().flatten();
            let mut children: Vec<_> = blobs.filter_map(|&blob| self.find(node.repository, blob)).collect();
            children.sort_unstable();
            children.dedup();
            for &child in &children {
                if let Some(child) = self.nodes.get_mut(child) {
                    child.parents.push(id);
                }
            }
            if let Some(node) = self.nodes.get_mut(id) {
                node.children = children;
            }
        }
    }

    fn tie_referrers(&mut self) {
        let tags = |node: &Node<'a>| node.tags.iter().filter_map(|tag| subject(tag)).collect::<Vec<_>>();
        let named: Vec<_> = (0..).zip(&self.nodes).map(|(id, node)| (id, tags(node))).collect();
        let named: Vec<(Id, Vec<_>)> = named.into_iter().filter(|(_, tags)| !tags.is_empty()).collect();
        if named.is_empty() {
            return;
        }
        let digests = (0..).zip(&self.snapshot.digests);
        let digests = digests.filter(|&(number, _)| !self.anywhere(number).is_empty());
        let numbers: DigestMap<_> = digests
            .filter_map(|(number, digest)| Some((digest.split_once(':')?, number)))
            .collect();
        for (id, tags) in named {
            for (algorithm, hex) in tags {
                let number = numbers.get(&(algorithm, hex));
                let nodes = number.map_or_else(Vec::new, |&number| self.anywhere(number).to_vec());
                for &subject in &nodes {
                    if let Some(subject) = self.nodes.get_mut(subject) {
                        subject.referrers.push(id);
                    }
                }
                if let Some(node) = self.nodes.get_mut(id) {
                    node.subjects.push(Subject { hex, nodes });
                }
            }
        }
    }

    /// Makes images of their own of those parts that stay without anything tagged that they are parts of; returns
    /// whether there are some. They count among the newest, now and after the clean-up.
    pub(crate) fn free_parts(&mut self, stays: impl Fn(Id) -> bool) -> bool {
        let is_below = below(self, &stays);
        let mut is_changed = false;
        for (id, (node, is_below)) in self.nodes.iter_mut().zip(is_below).enumerate() {
            if node.is_below_tag && !is_below && !node.tags.is_empty() && stays(id) {
                node.is_below_tag = false;
                is_changed = true;
            }
        }
        is_changed
    }
}

/// Whether each node is a child, or a child of a child, of a tagged one of those that `counts` names.
fn below(graph: &Graph, counts: impl Fn(Id) -> bool) -> Vec<bool> {
    let mut is_below = vec![false; graph.nodes.len()];
    let tagged = (0..)
        .zip(&graph.nodes)
        .filter(|(id, node)| !node.tags.is_empty() && counts(*id));
    let mut unvisited: Vec<_> = tagged.flat_map(|(_, node)| &node.children).copied().collect();
    while let Some(id) = unvisited.pop() {
        if let (Some(mark @ false), Some(node)) = (is_below.get_mut(id), graph.nodes.get(id)) {
            *mark = true;
            unvisited.extend(&node.children);
        }
    }
    is_below
}

/// The algorithm and digits of the digest that a tag such as `sha256-<hex>.sig` names, in the way of cosign and of
/// registries without an API for referrers.
pub(crate) fn subject(tag: &str) -> Option<(&str, &str)> {
    let (algorithm, rest) = tag.split_once('-')?;
    let hex = rest.split_once('.').map_or(rest, |(hex, _)| hex);
    let length = match algorithm {
        "sha256" => 64,
        "sha512" => 128,
        _ => return None,
    };
    (hex.len() == length && hex.bytes().all(|byte| byte.is_ascii_hexdigit())).then_some((algorithm, hex))
}
