//! Repositories of a registry, and the manifests in them.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::json::with;
use crate::time::{Time, rfc3339};

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Repository {
    pub(crate) name: String,
    /// Newest first.
    pub(crate) manifests: Vec<Manifest>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Manifest {
    pub(crate) digest: String,
    pub(crate) size_bytes: u64,
    #[serde(with = "crate::time::text")]
    pub(crate) updated_at: Time,
    pub(crate) tags: Vec<String>,
    /// Digests; the registry knows their sizes.
    pub(crate) blobs: Vec<String>,
}

/// A tag, and the manifest that it names.
pub(crate) struct Tag<'a> {
    name: &'a str,
    manifest: &'a Manifest,
}

impl Repository {
    fn tag_count(&self) -> usize {
        self.manifests.iter().map(|manifest| manifest.tags.len()).sum()
    }

    pub(crate) fn describe(&self, registry: &str, sizes: &BTreeMap<String, u64>) -> Value {
        let answer = json!({
            "registry_name": registry,
            "name": self.name,
            "tag_count": self.tag_count(),
        });
        let latest = self.tags().next();
        let latest = latest.map(|tag| tag.describe(registry, &self.name, sizes));
        with(answer, "latest_tag", latest)
    }

    pub(crate) fn describe_v2(&self, registry: &str, sizes: &BTreeMap<String, u64>) -> Value {
        let answer = json!({
            "registry_name": registry,
            "name": self.name,
            "tag_count": self.tag_count(),
            "manifest_count": self.manifests.len(),
        });
        let latest = self.manifests.first();
        let latest = latest.map(|manifest| manifest.describe(registry, &self.name, sizes));
        with(answer, "latest_manifest", latest)
    }

    /// Removes all manifests but those with a tag, and those that one of them refers to, as an index to its children.
    pub(crate) fn collect(&mut self) {
        let by_digest: BTreeMap<_, _> = self
            .manifests
            .iter()
            .map(|manifest| (&manifest.digest, manifest))
            .collect();
        let tagged = self.manifests.iter().filter(|manifest| !manifest.tags.is_empty());
        let mut unvisited: Vec<_> = tagged.collect();
        let mut kept = BTreeSet::new();
        while let Some(manifest) = unvisited.pop() {
            if kept.insert(manifest.digest.clone()) {
                unvisited.extend(
                    manifest
                        .blobs
                        .iter()
                        .filter_map(|digest| by_digest.get(digest).copied()),
                );
            }
        }
        self.manifests.retain(|manifest| kept.contains(&manifest.digest));
    }

    /// The tags, of the newest manifest first.
    pub(crate) fn tags(&self) -> impl Iterator<Item = Tag<'_>> {
        self.manifests.iter().flat_map(|manifest| {
            let tags = manifest.tags.iter();
            tags.map(move |name| Tag { name, manifest })
        })
    }
}

impl Tag<'_> {
    pub(crate) fn describe(&self, registry: &str, repository: &str, sizes: &BTreeMap<String, u64>) -> Value {
        json!({
            "registry_name": registry,
            "repository": repository,
            "tag": self.name,
            "manifest_digest": self.manifest.digest,
            "compressed_size_bytes": self.manifest.compressed_size_bytes(sizes),
            "size_bytes": self.manifest.size_bytes,
            "updated_at": rfc3339(self.manifest.updated_at),
        })
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
