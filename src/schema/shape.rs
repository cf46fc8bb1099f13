//! The shape of a model, as a tree of constants.

use std::collections::BTreeMap;

/// A kind of JSON value.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// Any JSON value.
    Any,
    /// A string.
    String,
    /// A string that is not printed.
    Secret,
    /// A whole number; a `bigint` counts.
    Integer,
    /// A finite number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// An array of one kind.
    List(&'static Kind),
    /// An object with any keys and values of one kind.
    Map(&'static Kind),
    /// An object with these fields; it may hold others.
    Object(&'static [Field]),
}

impl Kind {
    /// The fields of an object; none of anything else.
    pub const fn fields(self) -> &'static [Field] {
        match self {
            Self::Object(fields) => fields,
            _ => &[],
        }
    }
}

/// A field of an object.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// The key, as the API writes it.
    pub name: &'static str,
    /// The kind of its value.
    pub kind: Kind,
    /// Whether it must be there.
    pub required: bool,
    /// Whether it may be `null`.
    pub nullable: bool,
}

/// A type whose shape is known; `#[model]` implements it.
pub trait Shape {
    /// The shape.
    const KIND: Kind;
}

macro_rules! shapes {
    ($($type:ty => $kind:ident),*) => {
        $(impl Shape for $type { const KIND: Kind = Kind::$kind; })*
    };
}

shapes!(String => String, bool => Boolean, i64 => Integer, f64 => Number, serde_json::Value => Any);

impl<T: Shape> Shape for Vec<T> {
    const KIND: Kind = Kind::List(&T::KIND);
}

impl<T: Shape> Shape for BTreeMap<String, T> {
    const KIND: Kind = Kind::Map(&T::KIND);
}
