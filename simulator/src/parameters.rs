//! Parameters of a path.

use crate::request::percent_decode;

/// The segments of a path at which its pattern has `{…}`.
pub(crate) struct Parameters<'a> {
    pub(crate) pattern: &'static str,
    values: Vec<(&'static str, &'a str)>,
}

impl<'a> Parameters<'a> {
    /// The parameters of a path; `None` when it does not match the pattern. Segments are split
    /// first and decoded afterwards, so that `my%2Frepo` is one.
    pub(crate) fn read(pattern: &'static str, path: &'a str) -> Option<Self> {
        let mut values = Vec::new();
        let mut segments = path.split('/');
        for expected in pattern.split('/') {
            let raw = segments.next()?;
            match parameter_name(expected) {
                // A URL parser folds dot segments away: no resource can be named like that.
                Some(_) if matches!(percent_decode(raw)?.as_str(), "" | "." | "..") => return None,
                Some(name) => values.push((name, raw)),
                None if raw == expected => {}
                None if raw.contains('%') && percent_decode(raw)? == expected => {}
                None => return None,
            }
        }
        segments.next().is_none().then_some(Self { pattern, values })
    }

    /// The segment as sent, still percent-encoded; empty when the pattern has no such parameter.
    pub(crate) fn raw(&self, name: &str) -> &'a str {
        let found = self.values.iter().find(|(known, _)| *known == name);
        found.map_or("", |(_, segment)| segment)
    }

    /// The decoded segment.
    pub(crate) fn get(&self, name: &str) -> String {
        percent_decode(self.raw(name)).unwrap_or_default()
    }
}

/// The name in `{name}`; `None` for a fixed segment.
pub(crate) fn parameter_name(segment: &str) -> Option<&str> {
    segment.strip_prefix('{')?.strip_suffix('}')
}
