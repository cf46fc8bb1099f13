//! Reads a registry page by page, and keeps each digest once.

use std::iter::repeat;
use std::rc::Rc;

use serde::Deserialize;

use crate::digests::DigestMap;
use crate::snapshot::{Manifest, Repository, Snapshot};

/// A registry that is being read.
#[derive(Default)]
pub struct Reader {
    snapshot: Snapshot,
    /// The numbers of digests.
    numbers: DigestMap<Rc<str>>,
}

/// A page of a repository's manifests. Its digests have numbers of their own.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Page {
    /// The name of the repository.
    pub repository: Rc<str>,
    /// Whether the reading begins, or begins again: earlier pages do not count.
    pub is_first: bool,
    /// The digests of the page's manifests and blobs, by their numbers.
    pub digests: Vec<Rc<str>>,
    /// The compressed bytes of blobs, by the numbers of their digests, if they are known.
    pub sizes: Vec<Option<u64>>,
    /// The manifests.
    pub manifests: Vec<Manifest>,
}

impl Reader {
    /// Begins with a snapshot, which states the registry and the time.
    pub fn new(snapshot: Snapshot) -> Self {
        let numbers = snapshot.digests.iter().cloned().zip(0..).collect();
        Self { snapshot, numbers }
    }

    /// Takes a page.
    pub fn add(&mut self, page: Page) {
        let sizes = page.sizes.into_iter().chain(repeat(None));
        let numbers = page.digests.into_iter().zip(sizes);
        let numbers: Vec<_> = numbers.map(|(digest, size)| self.number(digest, size)).collect();
        let repositories = &mut self.snapshot.repositories;
        let known = repositories.iter().position(|one| one.name == page.repository);
        let position = known.unwrap_or(repositories.len());
        if known.is_none() {
            repositories.push(Repository {
                name: page.repository,
                manifests: Vec::new(),
            });
        }
        let Some(repository) = repositories.get_mut(position) else {
            return;
        };
        if page.is_first {
            repository.manifests.clear();
        }
        // A number that the page does not have stays one that no digest has.
        let renumber = |number: &mut usize| *number = numbers.get(*number).copied().unwrap_or(usize::MAX);
        for mut manifest in page.manifests {
            renumber(&mut manifest.0);
            manifest.4.iter_mut().flatten().for_each(renumber);
            repository.manifests.push(manifest);
        }
    }

    /// The registry as it was read.
    pub fn finish(self) -> Snapshot {
        self.snapshot
    }

    /// The number of a digest. One that has two sizes has the larger one.
    fn number(&mut self, digest: Rc<str>, size: Option<u64>) -> usize {
        let Snapshot { digests, sizes, .. } = &mut self.snapshot;
        let number = *self.numbers.entry(digest).or_insert_with_key(|digest| {
            digests.push(Rc::clone(digest));
            sizes.push(None);
            digests.len() - 1
        });
        if let Some(known) = sizes.get_mut(number) {
            *known = size.max(*known);
        }
        number
    }
}
