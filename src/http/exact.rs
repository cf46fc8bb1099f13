//! Integers that JavaScript's numbers cannot hold.
//!
//! Engines round them while parsing, so they are turned into marked strings first and into `bigint`s after.

/// `text` with every integer beyond 2^53 as a string of `mark` and its digits; `None` if there is none.
pub fn quote(text: &str, mark: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let mut out = String::new();
    let mut copied = 0;
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let start = at;
        if byte == b'"' {
            at = end_of_string(bytes, at + 1);
        } else if byte == b'-' || byte.is_ascii_digit() {
            at += 1;
            while matches!(bytes.get(at), Some(b'0'..=b'9' | b'.' | b'e' | b'E' | b'+' | b'-')) {
                at += 1;
            }
            let number = text.get(start..at).unwrap_or_default();
            if is_wide(number) {
                out.push_str(text.get(copied..start).unwrap_or_default());
                out.push('"');
                out.push_str(mark);
                out.push_str(number);
                out.push('"');
                copied = at;
            }
        } else {
            at += 1;
        }
    }
    if copied == 0 {
        return None;
    }
    out.push_str(text.get(copied..).unwrap_or_default());
    Some(out)
}

/// A mark that no string of `text` begins with.
pub fn mark(text: &str) -> String {
    let longest = text.split('"').map(tildes).max().unwrap_or_default();
    "~".repeat(longest + 1)
}

/// How many tildes a string begins with, escaped or not.
fn tildes(mut text: &str) -> usize {
    let mut count = 0;
    while let Some(rest) = ["~", "\\u007e", "\\u007E"]
        .iter()
        .find_map(|tilde| text.strip_prefix(tilde))
    {
        text = rest;
        count += 1;
    }
    count
}

/// Whether a JSON number is an integer that is no safe integer of JavaScript.
fn is_wide(number: &str) -> bool {
    const SAFE: &str = "9007199254740991";
    let digits = number.trim_start_matches('-');
    digits.bytes().all(|byte| byte.is_ascii_digit())
        && (digits.len() > SAFE.len() || (digits.len() == SAFE.len() && digits > SAFE))
}

/// The index after the string whose text begins at `at`.
fn end_of_string(bytes: &[u8], mut at: usize) -> usize {
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'"' => return at + 1,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    at
}
