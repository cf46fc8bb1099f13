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

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};

use digitalocean_cleanup::check::check;
use digitalocean_cleanup::plan::{Plan, plan};
use digitalocean_cleanup::rules::Rules;
use digitalocean_cleanup::snapshot::{Manifest, Snapshot};
use support::{NOW, Random, registry, rules};

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

/// The registry after a plan and a garbage collection.
fn applied(snapshot: &Snapshot, plan: &Plan) -> Snapshot {
    let mut after = snapshot.clone();
    let deleted: BTreeSet<_> = plan
        .delete
        .iter()
        .map(|one| (one.repository.clone(), one.digest.clone()))
        .collect();
    let untagged: BTreeSet<_> = plan
        .untag
        .iter()
        .map(|one| (one.repository.clone(), one.tag.clone()))
        .collect();
    for repository in &mut after.repositories {
        let name = repository.name.clone();
        repository
            .manifests
            .retain(|one| !deleted.contains(&(name.clone(), snapshot.digests[one.0].clone())));
        for Manifest(.., tags, _) in &mut repository.manifests {
            tags.retain(|tag| !untagged.contains(&(name.clone(), tag.clone())));
        }
    }
    after
}

#[test]
fn every_manifest_is_kept_or_deleted_and_the_parts_of_the_kept_are_kept() {
    each(|_, snapshot, rules| {
        let plan = plan(snapshot, rules);
        for repository in &snapshot.repositories {
            let all: BTreeSet<_> = repository
                .manifests
                .iter()
                .map(|one| &snapshot.digests[one.0])
                .collect();
            let of = |entries: &'_ [digitalocean_cleanup::plan::Entry]| {
                let here = entries.iter().filter(|entry| entry.repository == repository.name);
                here.map(|entry| entry.digest.clone()).collect::<BTreeSet<_>>()
            };
            let (kept, deleted) = (of(&plan.keep), of(&plan.delete));
            assert!(kept.is_disjoint(&deleted));
            if !rules.selects(&repository.name) {
                assert!(kept.is_empty() && deleted.is_empty());
                continue;
            }
            assert_eq!(kept.union(&deleted).collect::<BTreeSet<_>>(), all);
            if !rules.allow_empty && !all.is_empty() {
                assert!(!kept.is_empty());
            }
            for one in repository
                .manifests
                .iter()
                .filter(|one| kept.contains(&snapshot.digests[one.0]))
            {
                for part in one.4.iter().flatten().filter_map(|blob| snapshot.digests.get(*blob)) {
                    assert!(!deleted.contains(part));
                }
            }
        }
        assert!(plan.keep.iter().chain(&plan.delete).all(|entry| !entry.why.is_empty()));
        // The last hour before the time of the snapshots.
        let is_old = |time: &String| time.as_str() <= "2025-12-31T23:00:00.000Z";
        assert!(
            plan.delete
                .iter()
                .all(|entry| entry.updated_at.as_ref().is_some_and(is_old))
        );
        assert!(plan.frees.at_least <= plan.frees.at_most);
    });
}

/// The same registry without circles, which no real digests make.
fn without_circles(snapshot: &Snapshot) -> Snapshot {
    let mut snapshot = snapshot.clone();
    for repository in &mut snapshot.repositories {
        for Manifest(digest, .., blobs) in &mut repository.manifests {
            for blobs in blobs.iter_mut() {
                blobs.retain(|blob| blob > digest);
            }
        }
    }
    snapshot
}

#[test]
fn a_second_plan_has_nothing_to_do() {
    each(|_, snapshot, rules| {
        let snapshot = &without_circles(snapshot);
        let first = plan(snapshot, rules);
        let after = applied(snapshot, &first);
        let second = plan(&after, rules);
        let was = |digest: &str| {
            first
                .keep
                .iter()
                .find(|one| one.digest == digest)
                .map(|one| one.why.clone())
        };
        assert_eq!(
            second
                .delete
                .iter()
                .map(|one| (one, was(&one.digest)))
                .collect::<Vec<_>>(),
            []
        );
        assert_eq!(second.untag, []);
        assert_eq!(check(&first, &after).moved, []);
        assert_eq!(
            (check(&first, &after).delete.len(), check(&first, &after).untag.len()),
            (0, 0)
        );
    });
}

#[test]
fn what_refers_to_another_goes_first() {
    each(|_, snapshot, rules| {
        let plan = plan(snapshot, rules);
        let places: BTreeMap<_, _> = (0..)
            .zip(&plan.delete)
            .map(|(place, one)| ((one.repository.as_str(), one.digest.as_str()), place))
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
                    places.get(&(repository.name.as_str(), digest.as_str()))
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
        snapshot.digests.push("sha256:new".to_owned());
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
        assert!(moved.iter().any(|one| one.name == chosen.digest), "{moved:?}");
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
