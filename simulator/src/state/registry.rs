//! The state of a container registry.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::garbage_collection::{GarbageCollection, Kind, Status};
use super::repository::Repository;
use crate::errors::Error;
use crate::time::{Time, rfc3339};

#[derive(Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Registry {
    pub(crate) name: String,
    pub(crate) region: String,
    #[serde(with = "crate::time::text")]
    pub(crate) created_at: Time,
    pub(crate) repositories: Vec<Repository>,
    /// Compressed sizes in bytes, by digest. Blobs stay when the last manifest that refers to
    /// them goes: only a garbage collection removes them.
    pub(crate) blobs: BTreeMap<String, u64>,
    /// The time of the last delete in it.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "crate::time::optional")]
    pub(crate) last_delete: Option<Time>,
    /// The time of the last push to it.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "crate::time::optional")]
    pub(crate) last_push: Option<Time>,
    /// Oldest first.
    pub(crate) garbage_collections: Vec<GarbageCollection>,
}

impl Registry {
    /// A registry without repositories.
    pub(crate) fn new(name: &str, region: &str, created_at: Time) -> Self {
        Self {
            name: name.to_owned(),
            region: region.to_owned(),
            created_at,
            repositories: Vec::new(),
            blobs: BTreeMap::new(),
            last_delete: None,
            last_push: None,
            garbage_collections: Vec::new(),
        }
    }

    pub(crate) fn storage_usage_bytes(&self) -> u64 {
        self.blobs.values().sum()
    }

    /// Usage changes when a collection frees blobs, and when an image is pushed.
    fn storage_usage_updated_at(&self) -> Time {
        let mut newest_first = self.garbage_collections.iter().rev();
        let last = newest_first.find(|collection| collection.has_succeeded());
        let collected_at = last.map_or(self.created_at, |collection| collection.updated_at);
        collected_at.max(self.last_push.unwrap_or_default())
    }

    pub(crate) fn describe(&self) -> Value {
        json!({
            "name": self.name,
            "region": self.region,
            "created_at": rfc3339(self.created_at),
            "storage_usage_bytes": self.storage_usage_bytes(),
            "storage_usage_bytes_updated_at": rfc3339(self.storage_usage_updated_at()),
            "read_only": self.is_read_only(),
        })
    }

    pub(crate) fn repository(&self, name: &str) -> Result<&Repository, Error> {
        let mut repositories = self.repositories.iter();
        let found = repositories.find(|repository| repository.name == name);
        found.ok_or_else(|| Error::not_found("repository"))
    }

    /// The same repository, to change it.
    pub(crate) fn repository_mut(&mut self, name: &str) -> Result<&mut Repository, Error> {
        let mut repositories = self.repositories.iter_mut();
        let found = repositories.find(|repository| repository.name == name);
        found.ok_or_else(|| Error::not_found("repository"))
    }

    /// Whether the registry can only be read, as it is while its garbage is collected.
    pub(crate) fn is_read_only(&self) -> bool {
        let mut collections = self.garbage_collections.iter();
        collections.any(|collection| collection.status.is_active())
    }

    /// The garbage collection under way.
    pub(crate) fn active(&mut self) -> Option<&mut GarbageCollection> {
        self.garbage_collections
            .iter_mut()
            .find(|collection| collection.status.is_active())
    }

    pub(crate) fn advance(&mut self, now: Time) {
        let Some(collection) = self.active() else {
            return;
        };
        collection.advance(now);
        if collection.status == Status::Succeeded {
            let kind = collection.kind;
            let (blobs_deleted, freed_bytes) = self.sweep(kind);
            if let Some(collection) = self.garbage_collections.last_mut() {
                collection.blobs_deleted = blobs_deleted;
                collection.freed_bytes = freed_bytes;
            }
        }
    }

    /// Removes garbage of that kind; returns the number of blobs and bytes removed.
    fn sweep(&mut self, kind: Kind) -> (u64, u64) {
        if kind.takes_manifests() {
            for repository in &mut self.repositories {
                repository.collect();
            }
        }
        let (mut blobs, mut bytes) = (0, 0);
        if kind.takes_blobs() {
            let manifests = self.repositories.iter().flat_map(|repository| &repository.manifests);
            let referenced: BTreeSet<_> = manifests.flat_map(|manifest| &manifest.blobs).collect();
            self.blobs.retain(|digest, size| {
                let kept = referenced.contains(digest);
                if !kept {
                    blobs += 1;
                    bytes += *size;
                }
                kept
            });
        }
        (blobs, bytes)
    }
}
