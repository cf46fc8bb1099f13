//! The parameters of a list's next page.

use std::fmt;

use serde::Serialize;

use super::{
    split::{before, split, split_once},
    text::decimal,
};
use crate::schema::{Table, Tag};

/// A query parameter: a number where it is written as one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Parameter {
    /// Such as `page`.
    Number(u32),
    /// Such as `page_token`.
    Text(String),
}

impl Parameter {
    fn new(table: Table, name: &str, text: String) -> Self {
        // A token may consist of digits, and is a text all the same.
        let is_text = table.field(name).is_some_and(|field| field.table.tag() == Tag::String);
        let number = text.bytes().try_fold(0_u32, |number, byte| {
            number.checked_mul(10)?.checked_add(byte.wrapping_sub(b'0').into())
        });
        match number {
            // Letters, leading zeros and whatever else a number would not give back are a text.
            Some(number) if !is_text && decimal(number) == text => Self::Number(number),
            _ => Self::Text(text),
        }
    }
}

impl fmt::Display for Parameter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => number.fmt(f),
            Self::Text(text) => text.fmt(f),
        }
    }
}

/// The query parameters in the URL of a next page, decoded, as the operation's query has them.
///
/// Nothing else is taken from it: following its host would send the token wherever it points. `decode` decodes a name or
/// a value.
pub fn next(url: &str, query: Table, decode: fn(&str) -> String) -> Vec<(String, Parameter)> {
    let given = split_once(before(url, b'#'), b'?').map_or("", |(_, query)| query);
    let mut parameters = Vec::new();
    for (name, value) in split(given, b'&').filter_map(|pair| split_once(pair, b'=')) {
        let name = decode(name);
        let value = Parameter::new(query, &name, decode(value));
        parameters.push((name, value));
    }
    parameters
}
