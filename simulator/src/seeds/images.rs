//! Images as buildx and cosign push them: an index with an untagged manifest for each platform and for its attestation,
//! and signatures under tags of their own.

use crate::ids::Ids;
use crate::state::registry::Registry;
use crate::state::repository::{Manifest, Repository};
use crate::time::{DAY, SECOND, Time};

/// The bounds of a blob's size.
type Bounds = (u64, u64);

const BASE: Bounds = (24_000_000, 31_000_000);
const DEPENDENCIES: Bounds = (40_000_000, 80_000_000);
const APPLICATION: Bounds = (400_000, 6_000_000);
const CONFIG: Bounds = (1_500, 7_500);
const MANIFEST: Bounds = (500, 2_500);
const ATTESTATION: Bounds = (2_000, 90_000);

/// A registry to which images are pushed.
pub(crate) struct Images<'a> {
    pub(super) ids: &'a mut Ids,
    pub(crate) registry: Registry,
    /// The base of each platform, under all images of it.
    bases: Vec<String>,
}

impl<'a> Images<'a> {
    /// An empty registry, for images of so many platforms.
    pub(super) fn new(name: &str, region: &str, platforms: usize, ids: &'a mut Ids, now: Time) -> Self {
        Self::of(
            Registry::new(name, region, now.saturating_sub(120 * DAY)),
            platforms,
            ids,
        )
    }

    /// A registry, for more images of so many platforms.
    pub(crate) fn of(registry: Registry, platforms: usize, ids: &'a mut Ids) -> Self {
        let mut images = Self {
            ids,
            registry,
            bases: Vec::new(),
        };
        images.bases = (0..platforms).map(|_| images.blob(BASE)).collect();
        images
    }

    /// Adds a blob; returns its digest.
    pub(super) fn blob(&mut self, (low, high): Bounds) -> String {
        let digest = self.ids.digest();
        self.registry.blobs.insert(digest.clone(), self.ids.between(low, high));
        digest
    }

    /// A layer for each platform, to be shared by several images.
    pub(super) fn dependencies(&mut self) -> Vec<String> {
        self.bases.clone().iter().map(|_| self.blob(DEPENDENCIES)).collect()
    }

    /// A manifest of these blobs, untagged. As DigitalOcean's example has it, it is one of its own blobs.
    pub(super) fn manifest(&mut self, mut blobs: Vec<String>, pushed_at: Time) -> Manifest {
        let digest = self.blob(MANIFEST);
        blobs.push(digest.clone());
        let mut manifest = Manifest {
            digest,
            size_bytes: 0,
            updated_at: pushed_at,
            tags: Vec::new(),
            blobs,
        };
        manifest.size_bytes = manifest.compressed_size_bytes(&self.registry.blobs) * 5 / 2;
        manifest
    }

    /// An index, followed by its children. It names them among its blobs, with the sizes of the manifests themselves.
    pub(super) fn image(&mut self, dependencies: &[String], tags: Vec<String>, pushed_at: Time) -> Vec<Manifest> {
        let mut children = Vec::new();
        for (base, dependency) in self.bases.clone().into_iter().zip(dependencies) {
            let (config, application) = (self.blob(CONFIG), self.blob(APPLICATION));
            let layers = vec![config, base, dependency.clone(), application];
            children.push(self.manifest(layers, pushed_at));
            children.push(self.attestation(pushed_at));
        }
        let digests: Vec<_> = children.iter().map(|child| child.digest.clone()).collect();
        let size_bytes = children.iter().map(|child| child.size_bytes).sum();
        let index = self.manifest(digests, pushed_at.saturating_add(SECOND));
        let index = Manifest {
            size_bytes,
            tags,
            ..index
        };
        std::iter::once(index).chain(children).collect()
    }

    /// An image of its own: an index with its children or, without platforms, a manifest alone.
    pub(crate) fn pushed(&mut self, tags: Vec<String>, now: Time) -> Vec<Manifest> {
        if self.bases.is_empty() {
            let blobs = vec![self.blob(CONFIG), self.blob(BASE), self.blob(APPLICATION)];
            let manifest = self.manifest(blobs, now);
            return vec![Manifest { tags, ..manifest }];
        }
        let dependencies = self.dependencies();
        let mut manifests = self.image(&dependencies, tags, now);
        for manifest in &mut manifests {
            manifest.updated_at = now;
        }
        manifests
    }

    fn attestation(&mut self, pushed_at: Time) -> Manifest {
        let blobs = vec![self.blob(CONFIG), self.blob(ATTESTATION)];
        self.manifest(blobs, pushed_at)
    }

    /// The signature of a manifest.
    pub(super) fn signature(&mut self, signed: &Manifest) -> Manifest {
        let blobs = vec![self.blob(CONFIG), self.blob(CONFIG)];
        let signature = self.manifest(blobs, signed.updated_at.saturating_add(2 * SECOND));
        let tag = format!("{}.sig", signed.digest.replace(':', "-"));
        Manifest {
            tags: vec![tag],
            ..signature
        }
    }

    /// Adds a repository, in which the first manifest is the newest.
    pub(super) fn push(&mut self, name: &str, manifests: Vec<Manifest>) {
        self.registry.repositories.push(Repository {
            name: name.to_owned(),
            manifests,
        });
    }
}

/// The usual tags of a release: its version and its commit, and `latest` for the newest.
pub(super) fn release_tags(ids: &mut Ids, age: u64, version: &str) -> Vec<String> {
    let commit: String = ids.word().chars().take(7).collect();
    let latest = (age == 0).then(|| "latest".to_owned());
    latest.into_iter().chain([version.to_owned(), commit]).collect()
}
