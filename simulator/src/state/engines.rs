//! The engines on offer, with their versions, regions and sizes.

use std::sync::LazyLock;

use serde_json::Value;

/// The answer of the API, from which the rules follow.
pub(crate) const OPTIONS: &str = include_str!("../../data/database_options.json");

static PARSED: LazyLock<Value> = LazyLock::new(|| serde_json::from_str(OPTIONS).unwrap_or_default());

/// The offer for an engine; `None` for an unknown one.
pub(crate) fn offer(engine: &str) -> Option<&'static Value> {
    PARSED.get("options")?.get(engine)
}

/// Whether one of the engine's lists, `regions` or `versions`, has that word.
pub(crate) fn lists(offer: &Value, list: &str, word: &str) -> bool {
    strings(offer.get(list)).any(|known| known == word)
}

/// The position of a version among those the engine offers, oldest first.
pub(crate) fn position_of_version(offer: &Value, version: &str) -> Option<usize> {
    strings(offer.get("versions")).position(|known| known == version)
}

pub(crate) fn default_version(offer: &Value) -> &str {
    let default = offer.get("default_version").and_then(Value::as_str);
    default
        .or_else(|| strings(offer.get("versions")).last())
        .unwrap_or_default()
}

/// The sizes on offer for so many nodes; `None` when there is no such layout.
pub(crate) fn sizes(offer: &Value, num_nodes: i64) -> Option<impl Iterator<Item = &str>> {
    let mut layouts = offer.get("layouts")?.as_array()?.iter();
    let layout = layouts.find(|layout| layout.get("num_nodes") == Some(&num_nodes.into()))?;
    Some(strings(layout.get("sizes")))
}

/// The least number of nodes, and the smallest size for it.
pub(crate) fn smallest(offer: &Value) -> Option<(i64, &str)> {
    let layout = offer.get("layouts")?.as_array()?.first()?;
    let num_nodes = layout.get("num_nodes")?.as_i64()?;
    Some((num_nodes, strings(layout.get("sizes")).next()?))
}

/// The end of a version, `end_of_life` or `end_of_availability`, when it is known.
pub(crate) fn end_of_version(engine: &str, version: &str, which: &str) -> Option<&'static str> {
    let mut versions = PARSED.get("version_availability")?.get(engine)?.as_array()?.iter();
    let named = |entry: &&Value| entry.get("version").and_then(Value::as_str) == Some(version);
    versions.find(named)?.get(which)?.as_str()
}

/// The disk that comes with a size, in MiB: 15 GiB for each GiB of memory.
pub(crate) fn included_storage(size: &str) -> i64 {
    memory_gib(size) * 15 * 1024
}

/// The memory of each node, with which a size's name ends.
pub(crate) fn memory_gib(size: &str) -> i64 {
    let memory = size.rsplit('-').next().and_then(|last| last.strip_suffix("gb"));
    memory.and_then(|gib| gib.parse().ok()).unwrap_or(1)
}

fn strings(list: Option<&Value>) -> impl Iterator<Item = &str> {
    list.and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
}
