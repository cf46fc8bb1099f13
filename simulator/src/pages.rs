//! Pagination of lists.

use serde_json::{Map, Value, json};

use crate::errors::Error;
use crate::json::{object, with};
use crate::request::Request;

const DEFAULT_PER_PAGE: u64 = 20;
const MAX_PER_PAGE: u64 = 200;

/// Makes tokens opaque.
const MASK: u64 = 0x5be1_d7a4_c093_6f28;

/// The page that a request asks for, of items counted from its start, with `links` and `meta`. Only its items are
/// described.
///
/// An empty list has no `links` at all and a single page has empty ones: both occur.
pub(crate) fn page<T>(
    request: &Request,
    key: &str,
    items: &[T],
    describe: impl Fn(&T) -> Value,
) -> Result<Value, Error> {
    let page = Page::numbered(request, per_page(request)?)?;
    Ok(page.answer(request, key, items, describe, false))
}

/// Like [`page`], where the links to neighbours also carry a `page_token`, which wins over `page`.
pub(crate) fn page_with_tokens<T>(
    request: &Request,
    key: &str,
    items: &[T],
    describe: impl Fn(&T) -> Value,
) -> Result<Value, Error> {
    let per_page = per_page(request)?;
    let page = match request.query("page_token").filter(|token| !token.is_empty()) {
        Some(token) => {
            let start = read_token(&token).filter(|start| *start <= items.len() as u64);
            let start = start.ok_or_else(|| Error::bad_request("page_token is invalid"))?;
            Page { start, per_page }
        }
        None => Page::numbered(request, per_page)?,
    };
    Ok(page.answer(request, key, items, describe, true))
}

struct Page {
    /// The number of items before it.
    start: u64,
    per_page: u64,
}

impl Page {
    fn numbered(request: &Request, per_page: u64) -> Result<Self, Error> {
        let number = parameter(request, "page", 1, u64::MAX)?;
        let start = (number - 1).saturating_mul(per_page);
        Ok(Self { start, per_page })
    }

    fn answer<T>(
        &self,
        request: &Request,
        key: &str,
        items: &[T],
        describe: impl Fn(&T) -> Value,
        with_tokens: bool,
    ) -> Value {
        let total = items.len() as u64;
        let skipped = usize::try_from(self.start).unwrap_or(usize::MAX);
        let shown = items.iter().skip(skipped).zip(0..self.per_page);
        let shown: Vec<_> = shown.map(|(item, _)| describe(item)).collect();
        let answer = with(object(key, shown), "meta", Some(json!({ "total": total })));
        let pages = self.links(request.path(), total, with_tokens);
        with(answer, "links", (total > 0).then(|| json!({ "pages": pages })))
    }

    fn links(&self, path: &str, total: u64, with_tokens: bool) -> Map<String, Value> {
        let Self { start, per_page } = *self;
        let last = (total.div_ceil(per_page).max(1) - 1) * per_page;
        let mut pages = Map::new();
        let mut link = |name: &str, start: u64, with_token: bool| {
            let number = start / per_page + 1;
            let token = if with_token {
                format!("&page_token={}", write_token(start))
            } else {
                String::new()
            };
            let url = format!("https://api.digitalocean.com{path}?page={number}{token}&per_page={per_page}");
            pages.insert(name.to_owned(), url.into());
        };
        if start > 0 {
            link("first", 0, false);
            link("prev", start.saturating_sub(per_page).min(last), with_tokens);
        }
        let next = start.saturating_add(per_page);
        if next < total {
            link("next", next, with_tokens);
            link("last", last, false);
        }
        pages
    }
}

/// Writes a token, which ends in characters that a URL has to escape.
fn write_token(start: u64) -> String {
    format!("{:016x}%3D%3D", start ^ MASK)
}

fn read_token(token: &str) -> Option<u64> {
    let digits = token.strip_suffix("==")?;
    u64::from_str_radix(digits, 16).ok().map(|masked| masked ^ MASK)
}

fn per_page(request: &Request) -> Result<u64, Error> {
    parameter(request, "per_page", DEFAULT_PER_PAGE, MAX_PER_PAGE)
}

fn parameter(request: &Request, name: &str, default: u64, max: u64) -> Result<u64, Error> {
    let Some(text) = request.query(name) else {
        return Ok(default);
    };
    let value = text.parse().ok().filter(|value| (1..=max).contains(value));
    value.ok_or_else(|| Error::unprocessable(format!("{name} is out of range: {text:?}")))
}
