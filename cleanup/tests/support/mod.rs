//! Random registries and rules, for the properties and for the fuzz target.

pub mod invariants;

use std::rc::Rc;

use digitalocean_cleanup::rules::{Age, Keep, Pattern, Rules};
use digitalocean_cleanup::snapshot::{Manifest, Repository, Snapshot};

pub const HOUR: i64 = 3_600_000;
pub const NOW: i64 = 1_767_225_600_000;

/// A source of choices.
pub trait Choices {
    /// The next number, any.
    fn next(&mut self) -> u64;

    /// A number below another.
    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end.max(1) as u64).unwrap_or_default()
    }

    /// Whether something of a chance in a hundred happens.
    fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of some.
    fn one_of<'a, T>(&mut self, some: &'a [T]) -> &'a T {
        some.get(self.below(some.len()))
            .unwrap_or_else(|| some.first().expect("some"))
    }
}

pub fn digest(number: usize) -> Rc<str> {
    format!("sha256:{number:064x}").into()
}

/// A registry in which anything may refer to anything: also to itself, in circles, and to what is gone.
pub fn registry(random: &mut impl Choices) -> Snapshot {
    let digests = 3 + random.below(40);
    let repositories = 1 + random.below(3);
    let sizes = (0..digests).map(|_| match random.below(8) {
        0 => None,
        1 => Some(0),
        _ => Some(random.below(1_000) as u64),
    });
    let sizes: Vec<_> = sizes.collect();
    let usage = sizes.iter().flatten().sum::<u64>() + random.below(2) as u64 * 77;
    let names = ["web", "api/v1", "jobs"];
    let repositories = (0..repositories).zip(names).map(|(_, name)| Repository {
        name: name.into(),
        manifests: manifests(random, digests),
    });
    Snapshot {
        registry: "example".to_owned(),
        now: NOW,
        usage,
        digests: (0..digests).map(digest).collect(),
        sizes,
        repositories: repositories.collect(),
    }
}

fn manifests(random: &mut impl Choices, digests: usize) -> Vec<Manifest> {
    let mut tags = 0;
    let length = random.below(14);
    let manifests = (0..length).map(|_| {
        let time = match random.below(12) {
            0 => None,
            1 => Some(0),
            2 => Some(NOW + HOUR),
            3 => Some(NOW - HOUR / 2),
            4 => Some(i64::MIN),
            // Equal times are common.
            _ => Some(NOW - (1 + random.below(12) as i64) * 24 * HOUR),
        };
        let own = match random.below(4) {
            0 => vec![],
            1 => vec![format!(
                "sha256-{:064x}{}",
                random.below(digests + 4),
                random.one_of(&["", ".sig", ".att"])
            )],
            _ => (0..random.below(3))
                .map(|_| format!("{}{}", random.one_of(&["v", "pr-", "é"]), random.below(9)))
                .collect(),
        };
        // A tag names one manifest.
        let own = own.into_iter().map(|tag| {
            tags += 1;
            if tag.contains('-') && tag.len() > 60 {
                tag
            } else {
                format!("{tag}.{tags}")
            }
        });
        let own: Vec<_> = own.collect();
        let most = if random.chance(20) { digests + 3 } else { digests };
        let blobs = (0..random.below(6)).map(|_| random.below(most)).collect();
        let blobs = if random.chance(5) { None } else { Some(blobs) };
        Manifest(random.below(digests), time, random.below(1_000) as u64, own, blobs)
    });
    let mut manifests: Vec<_> = manifests.collect();
    let mut known = std::collections::BTreeSet::new();
    manifests.retain_mut(|Manifest(digest, _, _, tags, _)| {
        tags.retain(|tag| known.insert(format!("tag {tag}")));
        random.chance(5) || known.insert(format!("digest {digest}"))
    });
    manifests
}

fn glob(text: &str) -> Pattern {
    Pattern {
        text: text.to_owned(),
        names: None,
    }
}

pub fn rules(random: &mut impl Choices) -> Rules {
    let names = Some(["api/v1".to_owned()].into());
    let repositories = match random.below(4) {
        0 => vec![glob("w*")],
        1 => vec![Pattern {
            text: "/api/".to_owned(),
            names,
        }],
        _ => vec![],
    };
    let per_repository = match random.below(3) {
        0 => vec![(glob("web"), keep(random))],
        _ => vec![],
    };
    Rules {
        keep: keep(random),
        repositories,
        per_repository,
        allow_empty: random.chance(30),
    }
}

fn keep(random: &mut impl Choices) -> Keep {
    let days = 1 + random.below(10);
    Keep {
        newest: random.chance(50).then(|| 1 + random.below(4) as u64),
        younger_than: random.chance(40).then(|| Age {
            milliseconds: days as i64 * 24 * HOUR,
            text: format!("{days}d"),
        }),
        tags: match random.below(3) {
            0 => vec![glob("v*"), glob("pr-1?*")],
            _ => vec![],
        },
    }
}
