//! Tags: names of manifests, which outlive them.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::repositories::Repository;
use super::{find, find_writable};
use crate::call::{Answer, Call};
use crate::errors::Error;
use crate::pages;
use crate::response::Response;
use crate::time::rfc3339;

pub(crate) fn list(call: &mut Call) -> Answer {
    let registry = find(call.account, &call.parameters)?;
    let (registry_name, sizes) = (registry.name.clone(), registry.blobs.clone());
    let repository = registry.repository(&call.parameters.get("repository"))?;
    let items: Vec<_> = of(repository, &registry_name, &sizes).collect();
    Ok(Response::ok(&pages::page(call, "tags", &items)?))
}

/// The manifest stays, if need be without any tag.
pub(crate) fn delete(call: &mut Call) -> Answer {
    let tag = call.parameters.get("tag");
    let registry = find_writable(call.account, &call.parameters)?;
    let repository = registry.repository(&call.parameters.get("repository"))?;
    let mut manifests = repository.manifests.iter_mut();
    let manifest = manifests.find(|manifest| manifest.tags.contains(&tag));
    let manifest = manifest.ok_or_else(|| Error::not_found("tag"))?;
    manifest.tags.retain(|known| *known != tag);
    registry.last_delete = Some(call.now);
    Ok(Response::no_content())
}

/// The tags of a repository, newest first.
pub(crate) fn of<'a>(
    repository: &'a Repository,
    registry: &'a str,
    sizes: &'a BTreeMap<String, u64>,
) -> impl Iterator<Item = Value> + 'a {
    repository.manifests.iter().flat_map(move |manifest| {
        manifest.tags.iter().map(move |tag| {
            json!({
                "registry_name": registry,
                "repository": repository.name,
                "tag": tag,
                "manifest_digest": manifest.digest,
                "compressed_size_bytes": manifest.compressed_size_bytes(sizes),
                "size_bytes": manifest.size_bytes,
                "updated_at": rfc3339(manifest.updated_at),
            })
        })
    })
}
