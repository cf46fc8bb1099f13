//! Fields that may be left out of a state that is written by hand, with their defaults.

use serde_json::{Value, json};

use super::extension_types;

use crate::auth::{ALL_SCOPES, AccountKind, tokens};
use crate::ids::Ids;
use crate::json::{fill as add, merge, read, write};
use crate::seeds::{self, Seed};
use crate::state::account::Account;
use crate::state::cluster::Cluster;
use crate::state::engines;
use crate::state::event::EventKind;
use crate::state::maintenance_window::MaintenanceWindow;
use crate::state::new_cluster::NewCluster;
use crate::state::registry::Registry;
use crate::state::tier::{Obstacles, tiers};
use crate::time::{DAY, MINUTE, Time, rfc3339};

/// Adds all of it. A value of another type than expected is left as it is, for the reader to refuse.
pub(super) fn fill(state: &mut Value, now: Time) {
    let mut ids = Ids::new(1);
    let given = state.get("ids").cloned();
    add(state, || json!({ "accounts": {}, "tokens": write(&tokens()) }));
    add_accounts(state, &mut ids, now);
    if let Some(tokens) = state.get_mut("tokens") {
        add(
            tokens,
            || json!({ "account": AccountKind::Main.name(), "scopes": ALL_SCOPES }),
        );
    }
    for account in members(state.get_mut("accounts")) {
        fill_account(account, &mut ids, now);
    }
    if let Some(state) = state.as_object_mut() {
        // Last, since what was added took its ids from the generator.
        state.insert("ids".to_owned(), given.unwrap_or_else(|| write(&ids)));
    }
}

/// Adds the accounts that only tokens name.
fn add_accounts(state: &mut Value, ids: &mut Ids, now: Time) {
    let tokens = state.get("tokens").and_then(Value::as_array);
    let named: Vec<_> = tokens
        .into_iter()
        .flatten()
        .map(|token| token.get("account").cloned().unwrap_or(AccountKind::Main.name().into()))
        .collect();
    for kind in AccountKind::ALL {
        let accounts = state.get_mut("accounts").and_then(Value::as_object_mut);
        if let Some(accounts) = accounts.filter(|_| named.contains(&kind.name().into())) {
            let account = || write(&seeds::account(kind, Seed::Empty, ids, now));
            accounts.entry(kind.name()).or_insert_with(account);
        }
    }
}

fn fill_account(account: &mut Value, ids: &mut Ids, now: Time) {
    add(account, || json!({ "metrics_credentials": {} }));
    for extension in extension_types() {
        (extension.fill)(account, ids);
    }
    for registry in members(account.get_mut("registries")) {
        fill_registry(registry, ids, now);
    }
    for cluster in members(account.get_mut("clusters")) {
        fill_cluster(cluster, ids, now);
    }
    let created_at = rfc3339(now.saturating_sub(30 * DAY));
    let dates = json!({ "created_at": created_at, "updated_at": created_at });
    match account.get_mut("subscription") {
        Some(subscription) => add(subscription, || dates.clone()),
        None => add_subscription(account, dates),
    }
}

/// An account with registries pays for them: the smallest tier that fits.
fn add_subscription(account: &mut Value, dates: Value) {
    let Ok(known) = read::<Account>(account.clone(), "") else {
        return;
    };
    let registries = known.registries.len();
    let mut fitting = tiers()
        .iter()
        .filter(|tier| !Obstacles::to(tier, &known, registries).any());
    if let Some(slug) = fitting.next().and_then(|tier| tier.get("slug"))
        && registries > 0
    {
        let subscription = merge(dates, json!({ "tier": slug }));
        add(account, || json!({ "subscription": subscription }));
    }
}

fn fill_registry(registry: &mut Value, ids: &mut Ids, now: Time) {
    add(registry, || {
        write(&Registry::new("", "nyc3", now.saturating_sub(30 * DAY)))
    });
    remove_empty_name(registry);
    let (name, created_at) = (registry.get("name").cloned(), registry.get("created_at").cloned());
    if let Some(collections) = registry.get_mut("garbage_collections") {
        add(collections, || {
            json!({
                "uuid": ids.uuid(),
                "registry_name": name,
                "type": "unreferenced blobs only",
                "status": "requested",
                "after_delete": false,
                "created_at": created_at,
                "updated_at": created_at,
                "blobs_deleted": 0,
                "freed_bytes": 0,
            })
        });
    }
    for repository in members(registry.get_mut("repositories")) {
        add(repository, || json!({ "manifests": [] }));
        if let Some(manifests) = repository.get_mut("manifests") {
            add(
                manifests,
                || json!({ "digest": ids.digest(), "size_bytes": 0, "updated_at": created_at, "tags": [], "blobs": [] }),
            );
        }
    }
}

/// A name cannot be left out.
fn remove_empty_name(registry: &mut Value) {
    if registry.get("name") == Some(&json!(""))
        && let Some(registry) = registry.as_object_mut()
    {
        registry.remove("name");
    }
}

/// A cluster that says no more than its name and engine is the smallest one of the engine's default version, and has
/// been online for a while.
fn fill_cluster(cluster: &mut Value, ids: &mut Ids, now: Time) {
    let engine = cluster.get("engine").and_then(Value::as_str).unwrap_or_default();
    let offer = engines::offer(engine).unwrap_or(&Value::Null);
    let (num_nodes, size) = engines::smallest(offer).unwrap_or_default();
    let version = engines::default_version(offer);
    let window = MaintenanceWindow::at(ids.time_of_day() / MINUTE * MINUTE);
    if let Some(given) = cluster.get_mut("maintenance_window") {
        add(given, || write(&window));
    }
    let start = json!({
        "id": ids.uuid(),
        "version": version,
        "num_nodes": num_nodes,
        "size": size,
        "region": "nyc3",
        "created_at": rfc3339(now.saturating_sub(30 * DAY)),
        "private_network_uuid": ids.uuid(),
        "project_id": ids.uuid(),
        "maintenance_window": write(&window),
        "password": ids.password(),
    });
    let start = merge(start, cluster.clone());
    let Ok(new) = read::<NewCluster>(start, "") else {
        return;
    };
    let mut whole = Cluster::new(new);
    whole.record(EventKind::Created, ids, whole.created_at);
    let created_at = rfc3339(whole.created_at);
    add(cluster, || write(&whole));
    if let Some(users) = cluster.get_mut("users") {
        fill_users(users, ids);
    }
    if let Some(events) = cluster.get_mut("events") {
        add(
            events,
            || json!({ "id": ids.uuid(), "event_type": "cluster_update", "create_time": created_at }),
        );
    }
    if let Some(rules) = cluster.get_mut("rules") {
        add(
            rules,
            || json!({ "uuid": ids.uuid(), "cluster_uuid": whole.id, "type": "ip_addr", "created_at": created_at }),
        );
    }
    for extension in extension_types() {
        (extension.fill)(cluster, ids);
    }
}

/// Only `doadmin` is without a password of its own.
fn fill_users(users: &mut Value, ids: &mut Ids) {
    for user in members(users) {
        let is_admin = user.get("name") == Some(&json!("doadmin"));
        add(user, || json!({ "certified": ids.uuid() }));
        if !is_admin {
            add(user, || json!({ "password": ids.password() }));
        }
    }
}

/// The items of an array, or the values of an object; none of anything else.
fn members<'a>(value: impl Into<Option<&'a mut Value>>) -> Vec<&'a mut Value> {
    match value.into() {
        Some(Value::Array(items)) => items.iter_mut().collect(),
        Some(Value::Object(fields)) => fields.values_mut().collect(),
        _ => Vec::new(),
    }
}
