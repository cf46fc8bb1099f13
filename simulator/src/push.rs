//! Pushing of images, which goes to the registry's own host in practice, and not through the API.

use crate::auth::AccountKind;
use crate::seeds::images::Images;
use crate::simulator::Simulator;
use crate::state::repository::{Manifest, Repository};
use crate::store::Store;
use crate::time::Time;

/// An image to push.
#[derive(Clone, Debug)]
pub struct Image<'a> {
    /// The name of a registry of the first token's account.
    pub registry: &'a str,
    /// The name of the repository, which need not exist yet.
    pub repository: &'a str,
    /// The tags that it gets; whichever image has them loses them.
    pub tags: Vec<String>,
    /// The platforms of its index, with an untagged manifest and an attestation for each. At 0, it is a manifest alone.
    pub platforms: usize,
}

impl Simulator {
    /// Pushes an image; returns its digest.
    pub fn push(&mut self, image: &Image, now: Time) -> Result<String, String> {
        let Store {
            accounts, ids, tokens, ..
        } = &mut self.store;
        let kind = tokens.first().map_or(AccountKind::Main, |token| token.account);
        let account = accounts.entry(kind).or_default();
        account.advance(now);
        let mut registries = account.registries.iter_mut();
        let found = registries.find(|registry| registry.name == image.registry);
        let registry = found.ok_or_else(|| format!("there is no registry {:?}", image.registry))?;
        if registry.is_read_only() {
            return Err("the registry is read-only while its garbage is collected".to_owned());
        }
        registry.last_push = Some(now);
        let mut images = Images::of(std::mem::take(registry), image.platforms, ids);
        let manifests = images.pushed(image.tags.clone(), now);
        *registry = images.registry;

        let digest = manifests.first().map(|manifest| manifest.digest.clone());
        let repositories = &mut registry.repositories;
        let known = repositories
            .iter()
            .position(|repository| repository.name == image.repository);
        let index = known.unwrap_or_else(|| {
            repositories.push(Repository {
                name: image.repository.to_owned(),
                manifests: Vec::new(),
            });
            repositories.len() - 1
        });
        if let Some(repository) = repositories.get_mut(index) {
            for Manifest { tags, .. } in &mut repository.manifests {
                tags.retain(|tag| !image.tags.contains(tag));
            }
            repository.manifests.splice(0..0, manifests);
        }
        Ok(digest.unwrap_or_default())
    }
}
