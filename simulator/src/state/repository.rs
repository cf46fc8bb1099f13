//! Repositories of a registry, and the manifests in them.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::json::merge;
use crate::time::{Time, rfc3339};

pub(crate) struct Repository {
    pub(crate) name: String,
    /// Newest first.
    pub(crate) manifests: Vec<Manifest>,
}

pub(crate) struct Manifest {
    pub(crate) digest: String,
    pub(crate) size_bytes: u64,
    pub(crate) updated_at: Time,
    pub(crate) tags: Vec<String>,
    /// Digests; the registry knows their sizes.
    pub(crate) blobs: Vec<String>,
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
        match self.tags(registry, sizes).next() {
            Some(tag) => merge(answer, json!({ "latest_tag": tag })),
            None => answer,
        }
    }

    pub(crate) fn describe_v2(&self, registry: &str, sizes: &BTreeMap<String, u64>) -> Value {
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

    /// The tags, of the newest manifest first.
    pub(crate) fn tags<'a>(
        &'a self,
        registry: &'a str,
        sizes: &'a BTreeMap<String, u64>,
    ) -> impl Iterator<Item = Value> + 'a {
        self.manifests.iter().flat_map(move |manifest| {
            manifest.tags.iter().map(move |tag| {
                json!({
                    "registry_name": registry,
                    "repository": self.name,
                    "tag": tag,
                    "manifest_digest": manifest.digest,
                    "compressed_size_bytes": manifest.compressed_size_bytes(sizes),
                    "size_bytes": manifest.size_bytes,
                    "updated_at": rfc3339(manifest.updated_at),
                })
            })
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
