//! Reading of JSON, with errors that begin with the place of what is wrong, such as `clusters[0].name`.

use std::fmt::{self, Display};

use serde::de::{self, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Unexpected, Visitor};
use serde::forward_to_deserialize_any;
use serde_json::{Value, map};

/// A value to be read.
pub(crate) struct Located(pub(crate) Value);

#[derive(Debug)]
pub(crate) struct Error {
    /// Empty for the value itself.
    place: String,
    message: String,
}

impl Error {
    /// The error, seen from the value that holds the one at `step`.
    pub(crate) fn within(self, step: &str) -> Self {
        let separator = if step.is_empty() || self.place.is_empty() || self.place.starts_with('[') {
            ""
        } else {
            "."
        };
        let place = format!("{step}{separator}{}", self.place);
        Self { place, ..self }
    }
}

impl Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let separator = if self.place.is_empty() { "" } else { ": " };
        write!(formatter, "{}{separator}{}", self.place, self.message)
    }
}

impl std::error::Error for Error {}

impl de::Error for Error {
    fn custom<T: Display>(message: T) -> Self {
        Self {
            place: String::new(),
            message: message.to_string(),
        }
    }
}

impl<'de> Deserializer<'de> for Located {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::Null => visitor.visit_unit(),
            Value::Bool(value) => visitor.visit_bool(value),
            Value::Number(value) => value.deserialize_any(visitor).map_err(de::Error::custom),
            Value::String(value) => visitor.visit_string(value),
            Value::Array(items) => visitor.visit_seq(Items {
                items: items.into_iter(),
                index: 0,
            }),
            Value::Object(fields) => visitor.visit_map(Fields {
                fields: fields.into_iter(),
                next: None,
            }),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    /// A list of values is none, though serde would take it for one.
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match self.0 {
            Value::Array(_) => Err(de::Error::invalid_type(Unexpected::Seq, &visitor)),
            _ => self.deserialize_any(visitor),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let read = self.0.deserialize_enum(name, variants, visitor);
        read.map_err(de::Error::custom)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct
        newtype_struct seq tuple tuple_struct map identifier ignored_any
    }
}

struct Items {
    items: std::vec::IntoIter<Value>,
    index: usize,
}

impl<'de> SeqAccess<'de> for Items {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Error> {
        let Some(item) = self.items.next() else {
            return Ok(None);
        };
        let index = self.index;
        self.index += 1;
        let read = seed.deserialize(Located(item));
        read.map(Some).map_err(|error| error.within(&format!("[{index}]")))
    }
}

struct Fields {
    fields: map::IntoIter,
    next: Option<(String, Value)>,
}

impl<'de> MapAccess<'de> for Fields {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        self.next = self.fields.next();
        let key = self.next.as_ref().map(|(key, _)| key.clone());
        key.map(|key| seed.deserialize(Located(key.into()))).transpose()
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        let (key, value) = self.next.take().unwrap_or_default();
        let read = seed.deserialize(Located(value));
        read.map_err(|error| error.within(&key))
    }
}
