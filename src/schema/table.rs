//! Shapes as bytes, the form of a [`Kind`] that the WebAssembly carries.
//!
//! A tree of constants costs some thirty bytes a field, pointers that do not compress; this costs its name and two.
//! A kind is a byte; behind it stand the kind of a list's items or a map's values, or the length of an object's fields
//! and the fields: length of the name, name, kind.

use super::{Field, Kind};

const REQUIRED: u8 = 0x10;
const NULLABLE: u8 = 0x20;

/// A shape, read as it is walked.
#[derive(Clone, Copy, Debug)]
pub struct Table(&'static [u8]);

/// The first byte of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tag {
    /// Any JSON value.
    Any,
    /// A string.
    String,
    /// A whole number; a `bigint` counts.
    Integer,
    /// A finite number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// An array of [`Table::inner`].
    List,
    /// An object whose values are [`Table::inner`].
    Map,
    /// An object with [`Table::fields`]; it may hold others.
    Object,
}

const TAGS: [Tag; 8] = [
    Tag::Any,
    Tag::String,
    Tag::Integer,
    Tag::Number,
    Tag::Boolean,
    Tag::List,
    Tag::Map,
    Tag::Object,
];

/// A field of an object in a table.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// The key, as the API writes it.
    pub name: &'static str,
    /// The kind of its value.
    pub table: Table,
    /// Whether it must be there.
    pub required: bool,
    /// Whether it may be `null`.
    pub nullable: bool,
}

/// The table of a type that has a shape.
#[macro_export]
#[doc(hidden)]
macro_rules! table {
    ($type:ty) => {{
        const KIND: $crate::schema::Kind = <$type as $crate::schema::Shape>::KIND;
        const BYTES: &[u8] = &$crate::schema::Table::bytes::<{ $crate::schema::Table::length(&KIND) }>(&KIND);
        $crate::schema::Table::new(BYTES)
    }};
}
pub use table;

// At compile time

impl Table {
    /// A table of bytes that [`Table::bytes`] made.
    pub const fn new(bytes: &'static [u8]) -> Self {
        Self(bytes)
    }

    /// How many bytes a kind takes.
    pub const fn length(kind: &Kind) -> usize {
        match kind {
            Kind::List(inner) | Kind::Map(inner) => 1 + Self::length(inner),
            Kind::Object(fields) => 3 + Self::fields_length(fields),
            _ => 1,
        }
    }

    const fn fields_length(mut fields: &[Field]) -> usize {
        let mut length = 0;
        while let [field, rest @ ..] = fields {
            length += 1 + field.name.len() + Self::length(&field.kind);
            fields = rest;
        }
        length
    }

    /// The bytes of a kind.
    pub const fn bytes<const N: usize>(kind: &Kind) -> [u8; N] {
        let mut bytes = [0; N];
        write(kind, 0, &mut bytes);
        bytes
    }
}

/// Writes a kind to the start of `out`; gives what is left of it.
const fn write<'a>(kind: &Kind, flags: u8, out: &'a mut [u8]) -> &'a mut [u8] {
    match kind {
        Kind::Any => byte(flags, out),
        Kind::String | Kind::Secret => byte(flags | 1, out),
        Kind::Integer => byte(flags | 2, out),
        Kind::Number => byte(flags | 3, out),
        Kind::Boolean => byte(flags | 4, out),
        Kind::List(inner) => write(inner, 0, byte(flags | 5, out)),
        Kind::Map(inner) => write(inner, 0, byte(flags | 6, out)),
        Kind::Object(fields) => {
            let [low, high, ..] = Table::fields_length(fields).to_le_bytes();
            let mut out = byte(high, byte(low, byte(flags | 7, out)));
            let mut fields = *fields;
            while let [field, rest @ ..] = fields {
                let [length, ..] = field.name.len().to_le_bytes();
                out = byte(length, out);
                let (name, after) = out.split_at_mut(field.name.len());
                name.copy_from_slice(field.name.as_bytes());
                let required = if field.required { REQUIRED } else { 0 };
                let nullable = if field.nullable { NULLABLE } else { 0 };
                out = write(&field.kind, required | nullable, after);
                fields = rest;
            }
            out
        }
    }
}

const fn byte(value: u8, out: &mut [u8]) -> &mut [u8] {
    match out {
        [first, rest @ ..] => {
            *first = value;
            rest
        }
        [] => out,
    }
}

// At run time

impl Table {
    /// Any JSON value.
    pub const ANY: Self = Self(&[0]);
    /// A string.
    pub const STRING: Self = Self(&[1]);
    /// A finite number.
    pub const NUMBER: Self = Self(&[3]);
    /// `true` or `false`.
    pub const BOOLEAN: Self = Self(&[4]);
    /// A list of anything.
    pub const LIST: Self = Self(&[5, 0]);
    /// An object of anything.
    pub const MAP: Self = Self(&[6, 0]);
    /// An object of which no field is known.
    pub const OBJECT: Self = Self(&[7, 0, 0]);

    /// Its first byte.
    pub fn tag(self) -> Tag {
        let tag = self.0.first().and_then(|byte| TAGS.get(usize::from(byte & 0x0f)));
        tag.copied().unwrap_or(Tag::Any)
    }

    /// The kind of a list's items or of a map's values.
    #[must_use]
    pub fn inner(self) -> Self {
        Self(self.0.get(1..).unwrap_or_default())
    }

    /// The fields of an object; none of anything else.
    pub fn fields(self) -> impl Iterator<Item = Entry> + Clone {
        let (mut bytes, _) = self.split_object();
        std::iter::from_fn(move || {
            let (length, rest) = bytes.split_first()?;
            let (name, rest) = rest.split_at_checked(usize::from(*length))?;
            let (table, flags) = (Self(rest), rest.first()?);
            bytes = table.rest();
            Some(Entry {
                name: std::str::from_utf8(name).unwrap_or_default(),
                table,
                required: flags & REQUIRED != 0,
                nullable: flags & NULLABLE != 0,
            })
        })
    }

    /// The bytes of an object's fields, and those after them.
    fn split_object(self) -> (&'static [u8], &'static [u8]) {
        match (self.tag(), self.0) {
            (Tag::Object, [_, low, high, rest @ ..]) => {
                let length = u16::from_le_bytes([*low, *high]);
                rest.split_at_checked(length.into()).unwrap_or_default()
            }
            _ => Default::default(),
        }
    }

    /// The bytes after this table.
    fn rest(self) -> &'static [u8] {
        match self.tag() {
            Tag::List | Tag::Map => self.inner().rest(),
            Tag::Object => self.split_object().1,
            _ => self.0.get(1..).unwrap_or_default(),
        }
    }
}
