//! Properties of plans for random registries. `CLEANUP_RUNS` is the number of registries, `CLEANUP_SEED` the first.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs
)]
#![allow(clippy::cast_possible_wrap)]

mod support;

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use digitalocean_cleanup::check::check;
use digitalocean_cleanup::plan::plan;
use digitalocean_cleanup::reader::{Page, Reader};
use digitalocean_cleanup::rules::Rules;
use digitalocean_cleanup::snapshot::{Manifest, Snapshot};
use support::invariants::{assert_final, assert_sound};
use support::{Choices, NOW, digest, registry, rules};

/// A generator of numbers, the same for a seed.
struct Random(u64);

impl Choices for Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}

fn number(name: &str, default: u64) -> u64 {
    std::env::var(name).map_or(default, |value| value.parse().expect("a number"))
}

/// Does something with as many random registries as are asked for.
fn each(test: impl Fn(&mut Random, &Snapshot, &Rules)) {
    let first = number("CLEANUP_SEED", 1);
    for seed in first..first + number("CLEANUP_RUNS", 3_000) {
        let mut random = Random(seed);
        let (snapshot, rules) = (registry(&mut random), rules(&mut random));
        let run = AssertUnwindSafe(|| test(&mut random, &snapshot, &rules));
        assert!(catch_unwind(run).is_ok(), "seed {seed}: {snapshot:?} {rules:?}");
    }
}

#[test]
fn every_manifest_is_kept_or_deleted_and_the_parts_of_the_kept_are_kept() {
    each(|_, snapshot, rules| assert_sound(snapshot, rules));
}

#[test]
fn a_second_plan_has_nothing_to_do() {
    each(|_, snapshot, rules| assert_final(snapshot, rules));
}

#[test]
fn what_refers_to_another_goes_first() {
    each(|_, snapshot, rules| {
        let plan = plan(snapshot, rules);
        let places: BTreeMap<_, _> = (0..)
            .zip(&plan.delete)
            .map(|(place, one)| ((&*one.repository, &*one.digest), place))
            .collect::<BTreeMap<_, i32>>();
        for repository in &snapshot.repositories {
            // In a circle, nothing can go first.
            let later = |one: &&Manifest| one.4.iter().flatten().all(|blob| *blob > one.0);
            if !repository
                .manifests
                .iter()
                .all(|one| later(&one) && one.3.iter().all(|tag| tag.len() < 60))
            {
                continue;
            }
            for one in &repository.manifests {
                let place = |digest: &usize| {
                    let digest = snapshot.digests.get(*digest)?;
                    places.get(&(&*repository.name, &**digest))
                };
                for blob in one.4.iter().flatten() {
                    if let (Some(own), Some(other)) = (place(&one.0), place(blob)) {
                        assert!(own < other);
                    }
                }
            }
        }
    });
}

#[test]
fn a_plan_is_intact_unless_it_was_changed() {
    each(|random, snapshot, rules| {
        let mut plan = plan(snapshot, rules);
        let unchanged = check(&plan, snapshot);
        assert!(unchanged.is_intact && unchanged.moved.is_empty());
        assert_eq!(unchanged.delete.len(), plan.delete.len());
        if plan.keep.is_empty() {
            return;
        }
        let moved = plan.keep.remove(random.below(plan.keep.len()));
        plan.delete.push(moved);
        assert!(!check(&plan, snapshot).is_intact);
    });
}

#[test]
fn whatever_is_pushed_since_and_needs_a_deleted_manifest_is_told() {
    each(|random, snapshot, rules| {
        let plan = plan(snapshot, rules);
        let mut snapshot = snapshot.clone();
        if plan.delete.is_empty() {
            return;
        }
        let chosen = &plan.delete[random.below(plan.delete.len())];
        let number = snapshot
            .digests
            .iter()
            .position(|digest| *digest == chosen.digest)
            .unwrap();
        snapshot.digests.push("sha256:new".into());
        let new = snapshot.digests.len() - 1;
        let repository = snapshot
            .repositories
            .iter_mut()
            .find(|one| one.name == chosen.repository)
            .unwrap();
        repository
            .manifests
            .push(Manifest(new, Some(NOW), 1, vec!["new".to_owned()], Some(vec![number])));
        let moved = check(&plan, &snapshot).moved;
        assert!(moved.iter().any(|one| *one.name == *chosen.digest), "{moved:?}");
    });
}

/// The pages of a snapshot, each with numbers of its own.
fn pages(random: &mut Random, snapshot: &Snapshot) -> Vec<Page> {
    let mut pages = Vec::new();
    for repository in &snapshot.repositories {
        for (first, manifests) in repository.manifests.chunks(1 + random.below(4)).enumerate() {
            // A digest with another number: as many of them precede it.
            let shift = random.below(3);
            let mut page = Page {
                repository: repository.name.clone(),
                is_first: first == 0,
                digests: (0..shift).map(|_| digest(0)).chain(snapshot.digests.clone()).collect(),
                sizes: (0..shift).map(|_| None).chain(snapshot.sizes.clone()).collect(),
                manifests: manifests.to_vec(),
            };
            for Manifest(number, .., blobs) in &mut page.manifests {
                *number += shift;
                blobs.iter_mut().flatten().for_each(|blob| *blob += shift);
            }
            pages.push(page);
        }
    }
    pages
}

#[test]
fn a_registry_that_is_read_page_by_page_is_the_same() {
    each(|random, snapshot, rules| {
        let mut reader = Reader::new(Snapshot {
            digests: Vec::new(),
            sizes: Vec::new(),
            repositories: Vec::new(),
            ..snapshot.clone()
        });
        let pages = pages(random, snapshot);
        // The first page lets go of all that was read before it.
        let again = pages.first().cloned().into_iter();
        again.chain(pages).for_each(|page| reader.add(page));
        let read = reader.finish();
        let mut snapshot = snapshot.clone();
        snapshot.repositories.retain(|one| !one.manifests.is_empty());
        assert_eq!(plan(&read, rules), plan(&snapshot, rules));
    });
}

#[test]
fn no_bytes_make_it_panic() {
    each(|random, snapshot, rules| {
        let mut bytes = serde_json::to_vec(snapshot).unwrap();
        for _ in 0..=random.below(4) {
            let at = random.below(bytes.len());
            bytes[at] = *random.one_of(b"0123456789,[]{}\"-.enul*");
        }
        let Ok(mutated) = serde_json::from_slice::<Snapshot>(&bytes) else {
            return;
        };
        let plan = plan(&mutated, rules);
        check(&plan, &mutated);
        check(&plan, snapshot);
    });
}
