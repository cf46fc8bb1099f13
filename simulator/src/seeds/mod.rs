//! The accounts as they are at the start.

mod clusters;
mod example;
pub(crate) mod images;
mod large;
mod small_team;

use std::str::FromStr;

use crate::auth::AccountKind;
use crate::databases::metrics_credentials::MetricsCredentials;
use crate::ids::Ids;
use crate::state::account::Account;
use crate::state::subscription::Subscription;
use crate::state::tier;
use crate::time::{DAY, Time};

/// The account that `dop_v1_simulator` is a token of.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Seed {
    /// One registry and four clusters, as the README lists them.
    #[default]
    Example,
    /// Neither registries nor clusters.
    Empty,
    /// Two registries, which `/v2/registry/…` refuses to serve.
    Several,
    /// Three registries, and eight clusters, of which most need attention.
    SmallTeam,
    /// 200 clusters, and 50 repositories of 400 tags.
    Large,
}

impl Seed {
    /// Their names.
    pub const NAMES: [(&str, Self); 5] = [
        ("example", Self::Example),
        ("empty", Self::Empty),
        ("several", Self::Several),
        ("small-team", Self::SmallTeam),
        ("large", Self::Large),
    ];

    /// Its account. Two seeds are the accounts that are there with every seed.
    pub(crate) fn account(self) -> AccountKind {
        match self {
            Self::Empty => AccountKind::Empty,
            Self::Several => AccountKind::Several,
            _ => AccountKind::Main,
        }
    }
}

impl FromStr for Seed {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let found = Self::NAMES.iter().find(|(known, _)| *known == name);
        found.map(|(_, seed)| *seed).ok_or_else(|| {
            let names = Self::NAMES.map(|(name, _)| name).join(", ");
            format!("unknown seed: {name:?}, which must be one of {names}")
        })
    }
}

/// An account of that kind; `seed` is that of the main one.
pub(crate) fn account(kind: AccountKind, seed: Seed, ids: &mut Ids, now: Time) -> Account {
    let mut account = match (kind, seed) {
        (AccountKind::Several, _) => example::several(ids, now),
        (AccountKind::Main, Seed::Example) => example::account(ids, now),
        (AccountKind::Main, Seed::SmallTeam) => small_team::account(ids, now),
        (AccountKind::Main, Seed::Large) => large::account(ids, now),
        (AccountKind::Empty | AccountKind::Main, _) => Account::default(),
    };
    *account.extensions.get_mut() = MetricsCredentials::new(ids);
    account
}

fn subscription(slug: &str, now: Time) -> Option<Subscription> {
    let since = now.saturating_sub(120 * DAY);
    Some(Subscription {
        tier: tier::tier(slug)?,
        created_at: since,
        updated_at: since,
    })
}
