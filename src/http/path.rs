//! Paths and queries of URLs.

use super::{
    Error, Result,
    split::{before, split, split_once},
    text::{concat, digit},
};

/// The path of `pattern`, each placeholder filled with the result of `value` for its name. A placeholder may have rules
/// after its name: `+` and characters that stay unescaped, or `!` and words that are refused.
///
/// # Errors
/// A value that is empty, `.`, `..` or a refused word: the call would reach another resource.
pub fn fill(pattern: &str, mut value: impl FnMut(&str) -> Result<String>) -> Result<String> {
    let mut path = String::new();
    let mut rest = pattern;
    while let Some((before, after)) = split_once(rest, b'{') {
        path.push_str(before);
        let (placeholder, after) = split_once(after, b'}').unwrap_or((after, ""));
        rest = after;
        let (placeholder, reserved) = split_once(placeholder, b'!').unwrap_or((placeholder, ""));
        let (name, unescaped) = split_once(placeholder, b'+').unwrap_or((placeholder, ""));
        let value = value(name)?;
        match value.as_str() {
            "" => return Err(Error::invalid(name, "must not be empty")),
            "." | ".." => return Err(Error::invalid(name, "must not be \".\" or \"..\"")),
            value if split(reserved, b' ').any(|word| word == value) => {
                return Err(Error::invalid(
                    name,
                    &concat(&[
                        "must not be \"",
                        value,
                        "\", which has another meaning in this place of the API's paths",
                    ]),
                ));
            }
            value => encode(value, unescaped, &mut path),
        }
    }
    path.push_str(rest);
    Ok(path)
}

/// The path of `pattern` for people: its placeholders without their rules.
pub fn readable(pattern: &str) -> String {
    let parts = pattern
        .split_inclusive('}')
        .map(|part| match part.split_once(['+', '!']) {
            Some((placeholder, _)) => concat(&[placeholder, "}"]),
            None => part.to_owned(),
        });
    parts.collect()
}

/// Appends a query to a path, unless it is empty.
pub fn push_query(path: &mut String, query: &str) {
    if !query.is_empty() {
        path.push_str(if path.bytes().any(|byte| byte == b'?') {
            "&"
        } else {
            "?"
        });
        path.push_str(query);
    }
}

/// Appends a parameter to a query.
pub fn push_parameter(query: &mut String, name: &str, value: &str) {
    if !query.is_empty() {
        query.push_str("&");
    }
    encode(name, "", query);
    query.push_str("=");
    encode(value, "", query);
}

/// Checks a path that the caller wrote in full.
///
/// # Errors
/// One that does not begin with `/`, has characters that belong encoded, or has dot segments.
pub fn check(path: &str) -> Result<()> {
    if !path.starts_with('/') {
        return Err(Error::invalid("path", "must begin with \"/\", such as \"/v2/account\""));
    }
    if !path
        .bytes()
        .all(|byte| byte.is_ascii_graphic() && !b"\\#".contains(&byte))
    {
        return Err(Error::invalid("path", "holds a character that must be percent-encoded"));
    }
    if split(before(path, b'?'), b'/').any(is_dots) {
        return Err(Error::invalid("path", "must not hold \".\" or \"..\""));
    }
    Ok(())
}

/// Whether a segment is `.` or `..` as a URL parser reads it, encoded or not.
fn is_dots(segment: &str) -> bool {
    let mut rest = segment.as_bytes();
    let mut dots = 0;
    while let [b'.', after @ ..] | [b'%', b'2', b'e' | b'E', after @ ..] = rest {
        rest = after;
        dots += 1;
    }
    rest.is_empty() && matches!(dots, 1 | 2)
}

/// Appends `text` to `out`, percent-encoding all but unreserved characters and those in `keep`.
pub fn encode(text: &str, keep: &str, out: &mut String) {
    for (at, byte) in text.bytes().enumerate() {
        if byte.is_ascii_alphanumeric()
            || matches!(byte, b'-' | b'.' | b'_' | b'~')
            || keep.bytes().any(|kept| kept == byte)
        {
            out.push_str(text.get(at..at + 1).unwrap_or_default());
        } else {
            out.push_str("%");
            out.push_str(digit(usize::from(byte >> 4)));
            out.push_str(digit(usize::from(byte & 15)));
        }
    }
}

/// Percent-decodes; what is no valid encoding stays as it is.
pub fn decode(text: &str) -> String {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let (byte, after) = match first {
            b'+' => (b' ', after),
            b'%' => decode_byte(after).unwrap_or((b'%', after)),
            byte => (*byte, after),
        };
        out.push(byte);
        rest = after;
    }
    String::from_utf8(out).unwrap_or_else(|_| text.to_owned())
}

/// The byte that two hexadecimal digits stand for, and what is behind them.
fn decode_byte(digits: &[u8]) -> Option<(u8, &[u8])> {
    let [high, low, rest @ ..] = digits else { return None };
    let hex = |digit: &u8| char::from(*digit).to_digit(16);
    let byte = hex(high)? << 4 | hex(low)?;
    Some((u8::try_from(byte).ok()?, rest))
}
