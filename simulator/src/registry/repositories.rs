//! Repositories: what a registry keeps images of one name in.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::manifests::Manifest;
use super::{find, find_writable, tags};
use crate::call::{Answer, Call};
use crate::json::merge;
use crate::pages;
use crate::response::Response;

pub(crate) struct Repository {
    pub(crate) name: String,
    /// Newest first.
    pub(crate) manifests: Vec<Manifest>,
}

pub(crate) fn list(call: &mut Call) -> Answer {
    let registry = find(call.account, &call.parameters)?;
    let repositories = registry.repositories.iter();
    let items: Vec<_> = repositories
        .map(|repository| repository.describe(&registry.name, &registry.blobs))
        .collect();
    Ok(Response::ok(&pages::page(call, "repositories", &items)?))
}

/// Tells the latest manifest in place of the latest tag.
pub(crate) fn list_v2(call: &mut Call) -> Answer {
    let registry = find(call.account, &call.parameters)?;
    let repositories = registry.repositories.iter();
    let items: Vec<_> = repositories
        .map(|repository| repository.describe_v2(&registry.name, &registry.blobs))
        .collect();
    Ok(Response::ok(&pages::page_with_tokens(call, "repositories", &items)?))
}

/// All manifests and tags go with it; their blobs stay.
pub(crate) fn delete(call: &mut Call) -> Answer {
    let registry = find_writable(call.account, &call.parameters)?;
    let name = registry.repository(&call.parameters.get("repository"))?.name.clone();
    registry.repositories.retain(|repository| repository.name != name);
    registry.last_delete = Some(call.now);
    Ok(Response::no_content())
}

impl Repository {
    fn tag_count(&self) -> usize {
        self.manifests.iter().map(|manifest| manifest.tags.len()).sum()
    }

    fn describe(&self, registry: &str, sizes: &BTreeMap<String, u64>) -> Value {
        let answer = json!({
            "registry_name": registry,
            "name": self.name,
            "tag_count": self.tag_count(),
        });
        match tags::of(self, registry, sizes).next() {
            Some(tag) => merge(answer, json!({ "latest_tag": tag })),
            None => answer,
        }
    }

    fn describe_v2(&self, registry: &str, sizes: &BTreeMap<String, u64>) -> Value {
        let answer = json!({
            "registry_name": registry,
            "name": self.name,
            "tag_count": self.tag_count(),
            "manifest_count": self.manifests.len(),
        });
        match self.manifests.first() {
            Some(manifest) => {
                let manifest = manifest.describe(registry, &self.name, sizes);
                merge(answer, json!({ "latest_manifest": manifest }))
            }
            None => answer,
        }
    }
}
