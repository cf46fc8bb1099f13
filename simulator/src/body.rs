//! Checks of bodies. Every error names the field.

use serde_json::{Map, Value};

use crate::errors::Error;

/// The fields of a body, or of an object inside one.
#[derive(Clone, Copy)]
pub(crate) struct Fields<'a> {
    values: &'a Map<String, Value>,
    /// The path of the object, such as `rules[0].`; empty for the body itself.
    path: &'a str,
}

/// Parses a body, which must be an object.
pub(crate) fn parse(body: &[u8]) -> Result<Map<String, Value>, Error> {
    match serde_json::from_slice(body) {
        Ok(Value::Object(values)) => Ok(values),
        Ok(_) => Err(Error::unprocessable("the body must be an object")),
        Err(_) => Err(Error::bad_request("error parsing request body")),
    }
}

impl<'a> Fields<'a> {
    pub(crate) fn of(values: &'a Map<String, Value>) -> Self {
        Self { values, path: "" }
    }

    /// The fields of an object at `path`, which ends in a dot.
    pub(crate) fn inside(path: &'a str, values: &'a Map<String, Value>) -> Self {
        Self { values, path }
    }

    pub(crate) fn string(self, key: &str) -> Result<Option<&'a str>, Error> {
        self.typed(key, "a string", Value::as_str)
    }

    /// Like [`Self::string`], for a field that may also be `null`.
    pub(crate) fn string_or_null(self, key: &str) -> Result<Option<&'a str>, Error> {
        if self.is_null(key) { Ok(None) } else { self.string(key) }
    }

    pub(crate) fn integer(self, key: &str) -> Result<Option<i64>, Error> {
        self.typed(key, "an integer", Value::as_i64)
    }

    /// Like [`Self::integer`], for a field that may also be `null`.
    pub(crate) fn integer_or_null(self, key: &str) -> Result<Option<i64>, Error> {
        if self.is_null(key) { Ok(None) } else { self.integer(key) }
    }

    /// Whether a field is there and `null`.
    pub(crate) fn is_null(self, key: &str) -> bool {
        self.values.get(key).is_some_and(Value::is_null)
    }

    pub(crate) fn boolean(self, key: &str) -> Result<Option<bool>, Error> {
        self.typed(key, "a boolean", Value::as_bool)
    }

    pub(crate) fn object(self, key: &str) -> Result<Option<&'a Map<String, Value>>, Error> {
        self.typed(key, "an object", Value::as_object)
    }

    /// Like [`Self::object`], for a field that may also be `null`.
    pub(crate) fn object_or_null(self, key: &str) -> Result<Option<&'a Map<String, Value>>, Error> {
        if self.is_null(key) { Ok(None) } else { self.object(key) }
    }

    pub(crate) fn array(self, key: &str) -> Result<Option<&'a Vec<Value>>, Error> {
        self.typed(key, "an array", Value::as_array)
    }

    pub(crate) fn strings(self, key: &str) -> Result<Option<Vec<String>>, Error> {
        self.typed(key, "an array of strings", |value| {
            let strings = value.as_array()?.iter().map(|item| item.as_str().map(str::to_owned));
            strings.collect()
        })
    }

    /// Like [`Self::strings`], for a field that may also be `null`.
    pub(crate) fn strings_or_null(self, key: &str) -> Result<Option<Vec<String>>, Error> {
        if self.is_null(key) { Ok(None) } else { self.strings(key) }
    }

    /// A string that is one of the known words.
    pub(crate) fn one_of(self, key: &str, known: &[&str]) -> Result<Option<&'a str>, Error> {
        match self.string(key)? {
            Some(word) if !known.contains(&word) => Err(self.wrong(key, "is unknown")),
            word => Ok(word),
        }
    }

    /// An array of objects; `read` is called with each.
    pub(crate) fn objects<T>(
        self,
        key: &str,
        mut read: impl FnMut(Fields) -> Result<T, Error>,
    ) -> Result<Option<Vec<T>>, Error> {
        let Some(items) = self.array(key)? else {
            return Ok(None);
        };
        let items = items.iter().enumerate().map(|(index, item)| {
            let place = format!("{key}[{index}]");
            let item = item.as_object();
            let item = item.ok_or_else(|| self.wrong(&place, "must be an object"))?;
            read(Fields::inside(&format!("{}{place}.", self.path), item))
        });
        items.collect::<Result<_, _>>().map(Some)
    }

    /// Fails when a field is missing.
    pub(crate) fn required<T>(self, key: &str, value: Option<T>) -> Result<T, Error> {
        value.ok_or_else(|| self.wrong(key, "is required"))
    }

    /// Fails when an integer is outside of `min..=max`.
    pub(crate) fn integer_within(self, key: &str, min: i64, max: i64) -> Result<(), Error> {
        match self.integer(key)? {
            Some(value) if !(min..=max).contains(&value) => {
                Err(self.wrong(key, &format!("must be from {min} to {max}")))
            }
            _ => Ok(()),
        }
    }

    /// The error for a field, with the reason.
    pub(crate) fn wrong(self, key: &str, reason: &str) -> Error {
        Error::unprocessable(format!("{}{key} {reason}", self.path))
    }

    fn typed<T>(
        self,
        key: &str,
        expected: &str,
        read: impl FnOnce(&'a Value) -> Option<T>,
    ) -> Result<Option<T>, Error> {
        let Some(value) = self.values.get(key) else {
            return Ok(None);
        };
        read(value)
            .map(Some)
            .ok_or_else(|| self.wrong(key, &format!("must be {expected}")))
    }
}
