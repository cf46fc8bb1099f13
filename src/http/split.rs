//! Splitting text at ASCII characters. The searches of the standard library are several times as large, whatever they
//! look for.

/// `text` before and after the first `separator`.
pub fn split_once(text: &str, separator: u8) -> Option<(&str, &str)> {
    let at = text.bytes().position(|byte| byte == separator)?;
    Some((text.get(..at)?, text.get(at + 1..)?))
}

/// `text` before the first `separator`, or all of it.
pub fn before(text: &str, separator: u8) -> &str {
    split_once(text, separator).map_or(text, |(before, _)| before)
}

/// The parts of `text` between separators.
pub fn split(text: &str, separator: u8) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let (part, after) = split_once(text, separator).map_or((text, None), |(part, after)| (part, Some(after)));
        rest = after;
        Some(part)
    })
}
