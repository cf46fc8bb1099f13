//! Manifests: what a digest in a repository stands for.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{find, find_writable};
use crate::call::{Answer, Call};
use crate::errors::Error;
use crate::pages;
use crate::response::Response;
use crate::time::{Time, rfc3339};

pub(crate) struct Manifest {
    pub(crate) digest: String,
    pub(crate) size_bytes: u64,
    pub(crate) updated_at: Time,
    pub(crate) tags: Vec<String>,
    /// Digests; the registry knows their sizes.
    pub(crate) blobs: Vec<String>,
}

pub(crate) fn list(call: &mut Call) -> Answer {
    let registry = find(call.account, &call.parameters)?;
    let registry_name = registry.name.clone();
    let sizes = registry.blobs.clone();
    let repository = registry.repository(&call.parameters.get("repository"))?;
    let manifests = repository.manifests.iter();
    let items: Vec<_> = manifests
        .map(|manifest| manifest.describe(&registry_name, &repository.name, &sizes))
        .collect();
    Ok(Response::ok(&pages::page(call, "manifests", &items)?))
}

/// The tags of the manifest go with it; its blobs stay.
pub(crate) fn delete(call: &mut Call) -> Answer {
    let digest = digest(call.parameters.raw("digest"))?;
    let registry = find_writable(call.account, &call.parameters)?;
    let repository = registry.repository(&call.parameters.get("repository"))?;
    let mut manifests = repository.manifests.iter();
    let position = manifests.position(|manifest| manifest.digest == digest);
    let position = position.ok_or_else(|| Error::not_found("manifest"))?;
    repository.manifests.remove(position);
    registry.last_delete = Some(call.now);
    Ok(Response::no_content())
}

/// The real API does not decode this segment: an encoded colon makes it no digest.
fn digest(raw: &str) -> Result<&str, Error> {
    match raw.split_once(':') {
        Some((algorithm, hex)) if !algorithm.is_empty() && !hex.is_empty() => Ok(raw),
        _ => Err(Error::bad_request("invalid digest: invalid checksum digest format")),
    }
}

impl Manifest {
    pub(crate) fn compressed_size_bytes(&self, sizes: &BTreeMap<String, u64>) -> u64 {
        self.blobs.iter().filter_map(|digest| sizes.get(digest)).sum()
    }

    pub(crate) fn describe(&self, registry: &str, repository: &str, sizes: &BTreeMap<String, u64>) -> Value {
        let size = |digest| sizes.get(digest).copied().unwrap_or_default();
        let blobs = self.blobs.iter();
        let blobs = blobs
            .map(|digest| json!({ "digest": digest, "compressed_size_bytes": size(digest) }))
            .collect::<Vec<_>>();
        json!({
            "digest": self.digest,
            "registry_name": registry,
            "repository": repository,
            "compressed_size_bytes": self.compressed_size_bytes(sizes),
            "size_bytes": self.size_bytes,
            "updated_at": rfc3339(self.updated_at),
            "tags": self.tags,
            "blobs": blobs,
        })
    }
}
