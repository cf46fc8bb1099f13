//! What a cluster can be created with: the answer of the API, and the rules of the simulator.

use std::sync::LazyLock;

use serde_json::Value;

use crate::call::{Answer, Call};
use crate::response::Response;

const OPTIONS: &str = include_str!("../../data/database_options.json");

static PARSED: LazyLock<Value> = LazyLock::new(|| serde_json::from_str(OPTIONS).unwrap_or_default());

pub(crate) fn get(_: &mut Call) -> Answer {
    Ok(Response::with_json(200, OPTIONS.to_owned()))
}

/// What an engine offers; `None` for an engine there is not.
pub(crate) fn of(engine: &str) -> Option<&'static Value> {
    PARSED.get("options")?.get(engine)
}

/// Whether one of the engine's lists, `regions` or `versions`, has that word.
pub(crate) fn lists(offer: &Value, list: &str, word: &str) -> bool {
    strings(offer.get(list)).any(|known| known == word)
}

/// Where a version stands among those the engine offers, oldest first.
pub(crate) fn place_of_version(offer: &Value, version: &str) -> Option<usize> {
    strings(offer.get("versions")).position(|known| known == version)
}

pub(crate) fn default_version(offer: &Value) -> &str {
    let default = offer.get("default_version").and_then(Value::as_str);
    default
        .or_else(|| strings(offer.get("versions")).last())
        .unwrap_or_default()
}

/// The sizes to be had with so many nodes; `None` when there is no such layout.
pub(crate) fn sizes(offer: &Value, num_nodes: i64) -> Option<impl Iterator<Item = &str>> {
    let mut layouts = offer.get("layouts")?.as_array()?.iter();
    let layout = layouts.find(|layout| layout.get("num_nodes") == Some(&num_nodes.into()))?;
    Some(strings(layout.get("sizes")))
}

/// When a version ends: `end_of_life` or `end_of_availability`, when that is known.
pub(crate) fn end(engine: &str, version: &str, which: &str) -> Option<&'static str> {
    let mut versions = PARSED.get("version_availability")?.get(engine)?.as_array()?.iter();
    let named = |entry: &&Value| entry.get("version").and_then(Value::as_str) == Some(version);
    versions.find(named)?.get(which)?.as_str()
}

fn strings(list: Option<&Value>) -> impl Iterator<Item = &str> {
    list.and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
}
