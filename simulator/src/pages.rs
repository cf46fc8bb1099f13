//! Lists that come in pages.

use serde_json::{Map, Value, json};

use crate::call::Call;
use crate::errors::Error;
use crate::json::merge;

const DEFAULT_PER_PAGE: u64 = 20;
const MAX_PER_PAGE: u64 = 200;

/// The page a call asks for, of items counted from its start, with `links` and `meta`.
///
/// An empty list has no `links` at all and a single page has empty ones: both occur.
pub(crate) fn page(call: &Call, key: &str, items: &[Value]) -> Result<Value, Error> {
    let number = parameter(call, "page", 1, u64::MAX)?;
    let per_page = parameter(call, "per_page", DEFAULT_PER_PAGE, MAX_PER_PAGE)?;
    let total = items.len() as u64;
    let last = total.div_ceil(per_page).max(1);

    let skipped = usize::try_from((number - 1).saturating_mul(per_page)).unwrap_or(usize::MAX);
    let shown = items
        .iter()
        .skip(skipped)
        .zip(0..per_page)
        .map(|(item, _)| item.clone());

    let mut pages = Map::new();
    let mut link = |name: &str, number: u64| {
        let path = call.request.path();
        let url = format!("https://api.digitalocean.com{path}?page={number}&per_page={per_page}");
        pages.insert(name.to_owned(), url.into());
    };
    if number > 1 {
        link("first", 1);
        link("prev", (number - 1).min(last));
    }
    if number < last {
        link("next", number + 1);
        link("last", last);
    }

    let answer = json!({ key: shown.collect::<Vec<_>>(), "meta": { "total": total } });
    Ok(if total == 0 {
        answer
    } else {
        merge(answer, json!({ "links": { "pages": pages } }))
    })
}

fn parameter(call: &Call, name: &str, default: u64, max: u64) -> Result<u64, Error> {
    let Some(text) = call.request.query(name) else {
        return Ok(default);
    };
    let value = text.parse().ok().filter(|value| (1..=max).contains(value));
    value.ok_or_else(|| Error::unprocessable(format!("{name} is out of range: {text:?}")))
}
