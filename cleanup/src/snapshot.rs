//! A registry as it was read.

use std::rc::Rc;

use serde::{Deserialize, Serialize};

/// Milliseconds since 1970.
pub type Time = i64;

/// A registry at one time. Digests are numbers, because each occurs in many places.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct Snapshot {
    /// The name of the registry.
    pub registry: String,
    /// The time at which it was read.
    pub now: Time,
    /// The bytes that the registry says it stores.
    pub usage: u64,
    /// The digests of manifests and blobs, by their numbers.
    pub digests: Vec<Rc<str>>,
    /// The compressed bytes of blobs, by the numbers of their digests; 0 for a blob that is gone, absent if not known.
    pub sizes: Vec<Option<u64>>,
    /// The repositories.
    pub repositories: Vec<Repository>,
}

/// A repository and the manifests in it.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct Repository {
    /// Its name, slashes included.
    pub name: Rc<str>,
    /// Its manifests. If one is there twice, what both say counts.
    pub manifests: Vec<Manifest>,
}

/// A manifest, as an array of its fields.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Manifest(
    /// The number of its digest.
    pub usize,
    /// When it was last pushed, if that can be read.
    pub Option<Time>,
    /// Its compressed bytes.
    pub u64,
    /// Its tags.
    pub Vec<String>,
    /// The numbers of its blobs, if the API states them.
    pub Option<Vec<usize>>,
);
