//! Container registries: `/v2/registries/…`, and `/v2/registry/…` from when an account had one.

pub(crate) mod docker_credentials;
pub(crate) mod garbage_collections;
pub(crate) mod manifests;
pub(crate) mod options;
pub(crate) mod registries;
pub(crate) mod repositories;
pub(crate) mod subscription;
pub(crate) mod tags;

use std::collections::{BTreeMap, HashSet};

use crate::account::Account;
use crate::errors::Error;
use crate::routes::Parameters;
use crate::time::Time;

use garbage_collections::{GarbageCollection, Kind, Status};
use repositories::Repository;

pub(crate) struct Registry {
    pub(crate) name: String,
    pub(crate) region: String,
    pub(crate) created_at: Time,
    pub(crate) repositories: Vec<Repository>,
    /// Compressed sizes in bytes, by digest. Blobs stay when the last manifest that refers to
    /// them goes: only a garbage collection removes them.
    pub(crate) blobs: BTreeMap<String, u64>,
    /// When something was last deleted from it.
    pub(crate) last_delete: Option<Time>,
    /// Oldest first.
    pub(crate) garbage_collections: Vec<GarbageCollection>,
}

/// The registry the path names, or the only one where it names none.
pub(crate) fn find<'a>(account: &'a mut Account, parameters: &Parameters) -> Result<&'a mut Registry, Error> {
    refuse_several(account, parameters)?;
    let name = parameters.get("registry");
    let mut registries = account.registries.iter_mut();
    registries
        .find(|registry| name.is_empty() || registry.name == name)
        .ok_or_else(|| Error::not_found("registry"))
}

/// The registry, to take something from it.
pub(crate) fn find_writable<'a>(account: &'a mut Account, parameters: &Parameters) -> Result<&'a mut Registry, Error> {
    let registry = find(account, parameters)?;
    if registry.is_read_only() {
        let message = "registry is read-only while garbage collection runs";
        return Err(Error::precondition_failed(message));
    }
    Ok(registry)
}

/// Whether the path is one under `/v2/registry`.
pub(crate) fn is_from_before_several(parameters: &Parameters) -> bool {
    parameters.pattern.split('/').nth(2) == Some("registry")
}

/// Those paths cannot tell which of several registries is meant.
pub(crate) fn refuse_several(account: &Account, parameters: &Parameters) -> Result<(), Error> {
    if is_from_before_several(parameters) && account.registries.len() > 1 {
        return Err(Error::precondition_failed("the account has several registries"));
    }
    Ok(())
}

impl Registry {
    pub(crate) fn repository(&mut self, name: &str) -> Result<&mut Repository, Error> {
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

    /// Removes what a collection of that kind removes; returns how many blobs and bytes went.
    fn sweep(&mut self, kind: Kind) -> (u64, u64) {
        if kind.takes_manifests() {
            for repository in &mut self.repositories {
                repository.manifests.retain(|manifest| !manifest.tags.is_empty());
            }
        }
        let (mut blobs, mut bytes) = (0, 0);
        if kind.takes_blobs() {
            let manifests = self.repositories.iter().flat_map(|repository| &repository.manifests);
            let referenced: HashSet<_> = manifests.flat_map(|manifest| &manifest.blobs).collect();
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
