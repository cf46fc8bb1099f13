//! Everything that must hold of every plan.

use std::collections::BTreeSet;

use digitalocean_cleanup::check::check;
use digitalocean_cleanup::plan::{Entry, Plan, plan};
use digitalocean_cleanup::rules::Rules;
use digitalocean_cleanup::snapshot::{Manifest, Snapshot};

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
        .map(|one| (one.repository.as_str(), one.tag.as_str()))
        .collect();
    for repository in &mut after.repositories {
        let name = repository.name.clone();
        repository
            .manifests
            .retain(|one| !deleted.contains(&(name.clone(), snapshot.digests[one.0].clone())));
        for Manifest(.., tags, _) in &mut repository.manifests {
            tags.retain(|tag| !untagged.contains(&(&*name, tag.as_str())));
        }
    }
    after
}

/// Every manifest is kept or deleted, never both; the parts of what is kept are kept; each has a reason; and a check of
/// the plan finds nothing that moved.
pub fn assert_sound(snapshot: &Snapshot, rules: &Rules) {
    let plan = plan(snapshot, rules);
    for repository in &snapshot.repositories {
        let all: BTreeSet<_> = repository
            .manifests
            .iter()
            .map(|one| &snapshot.digests[one.0])
            .collect();
        let of = |entries: &'_ [Entry]| {
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
    let unchanged = check(&plan, snapshot);
    assert!(unchanged.is_intact && unchanged.moved.is_empty());
    assert_eq!(unchanged.delete.len(), plan.delete.len());
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

/// After a plan was carried out, another has nothing to do.
pub fn assert_final(snapshot: &Snapshot, rules: &Rules) {
    let snapshot = &without_circles(snapshot);
    let first = plan(snapshot, rules);
    let after = applied(snapshot, &first);
    let second = plan(&after, rules);
    let was = |digest: &str| {
        first
            .keep
            .iter()
            .find(|one| &*one.digest == digest)
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
}
