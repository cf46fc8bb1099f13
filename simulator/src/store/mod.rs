//! Everything that a simulator keeps, and how it is written and read as JSON.

mod defaults;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::auth::{AccountKind, Token};
use crate::databases::{self, engine_config};
use crate::ids::Ids;
use crate::json;
use crate::registry;
use crate::seeds::{self, Seed};
use crate::state::account::Account;
use crate::state::cluster::Cluster;
use crate::state::extensions::{ExtensionType, Extensions};
use crate::time::Time;

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Store {
    pub(crate) tokens: Vec<Token>,
    pub(crate) accounts: BTreeMap<AccountKind, Account>,
    pub(crate) ids: Ids,
}

impl Store {
    /// The tokens that are given, and the accounts as they are at the start.
    pub(crate) fn new(seed: Seed, mut tokens: Vec<Token>, now: Time) -> Self {
        let mut ids = Ids::new(1);
        let main = seed.account();
        for token in &mut tokens {
            if token.account == AccountKind::Main {
                token.account = main;
            }
        }
        let kinds = AccountKind::ALL.into_iter();
        let kinds = kinds.filter(|&kind| kind != AccountKind::Main || kind == main);
        let accounts = kinds.map(|kind| (kind, seeds::account(kind, seed, &mut ids, now)));
        Self {
            accounts: accounts.collect(),
            tokens,
            ids,
        }
    }

    /// Reads a store, in which much may be left out. The error begins with the place of what is wrong.
    pub(crate) fn read(mut state: Value, now: Time) -> Result<Self, String> {
        defaults::fill(&mut state, now);
        let mut store: Self = json::read(state, "")?;
        for (kind, account) in &mut store.accounts {
            let place = format!("accounts.{}", kind.name());
            read_extensions(&mut account.extensions, &place)?;
            for (index, cluster) in account.clusters.iter_mut().enumerate() {
                let place = format!("{place}.clusters[{index}]");
                read_extensions(&mut cluster.extensions, &place)?;
                check_config(cluster, &place)?;
            }
        }
        Ok(store)
    }
}

fn extension_types() -> impl Iterator<Item = &'static ExtensionType> {
    databases::EXTENSIONS.iter().chain(registry::EXTENSIONS)
}

fn read_extensions(extensions: &mut Extensions, place: &str) -> Result<(), String> {
    for extension in extension_types() {
        (extension.read)(extensions).map_err(|error| format!("{place}.{error}"))?;
    }
    match extensions.unread() {
        Some(key) => Err(format!("{place}.{key}: unknown field")),
        None => Ok(()),
    }
}

/// Settings that their engine does not have would be seen in answers.
fn check_config(cluster: &Cluster, place: &str) -> Result<(), String> {
    let defaults = engine_config::defaults(&cluster.engine);
    engine_config::check(&defaults, &cluster.config, "config.").map_err(|error| format!("{place}.{}", error.message()))
}
