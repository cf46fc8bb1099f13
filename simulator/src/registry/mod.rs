//! Container registries: `/v2/registry/…`.

pub(crate) mod garbage_collections;
pub(crate) mod manifests;
pub(crate) mod options;

use std::collections::{BTreeMap, HashSet};

use crate::account::Account;
use crate::errors::Error;
use crate::time::Time;

use garbage_collections::{GarbageCollection, Kind, Status};
use manifests::Manifest;

pub(crate) struct Registry {
    pub(crate) name: String,
    pub(crate) repositories: Vec<Repository>,
    /// Compressed sizes in bytes, by digest. Blobs stay when the last manifest that refers to
    /// them goes: only a garbage collection removes them.
    pub(crate) blobs: BTreeMap<String, u64>,
    /// Oldest first.
    pub(crate) garbage_collections: Vec<GarbageCollection>,
}

pub(crate) struct Repository {
    pub(crate) name: String,
    /// Newest first.
    pub(crate) manifests: Vec<Manifest>,
}

/// The registry of that name. These paths are from when an account had one: with several they
/// are refused.
pub(crate) fn find<'a>(account: &'a mut Account, name: &str) -> Result<&'a mut Registry, Error> {
    refuse_several(account)?;
    let mut registries = account.registries.iter_mut();
    registries
        .find(|registry| registry.name == name)
        .ok_or_else(|| Error::not_found("registry"))
}

pub(crate) fn refuse_several(account: &Account) -> Result<(), Error> {
    if account.registries.len() > 1 {
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

    /// The garbage collection under way, during which the registry can only be read.
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
