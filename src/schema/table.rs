//! Shapes as bytes, the form of a [`Kind`] that the WebAssembly carries.
//!
//! A tree of constants costs some thirty bytes a field, pointers that do not compress; this costs its name and one.
//! A kind is a byte beyond ASCII; behind it stand the kind of a list's items or a map's values, or the fields of an
//! object: name, kind. So a kind ends the name before it, and a field without a name the object.

use super::Kind;

const REQUIRED: u8 = 0x10;
const NULLABLE: u8 = 0x20;
/// The bit of bytes that are not of a text, each of which ends the text before it.
pub(crate) const END: u8 = 0x80;

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
    /// A table of bytes that [`Table::bytes`] made. There may be others behind them.
    pub const fn new(bytes: &'static [u8]) -> Self {
        Self(bytes)
    }

    /// How many bytes a kind takes.
    pub const fn length(kind: &Kind) -> usize {
        match kind {
            Kind::List(inner) | Kind::Map(inner) => 1 + Self::length(inner),
            Kind::Object(fields) => {
                let mut fields = *fields;
                let mut length = 2;
                while let [field, rest @ ..] = fields {
                    length += field.name.len() + Self::length(&field.kind);
                    fields = rest;
                }
                length
            }
            _ => 1,
        }
    }

    /// The bytes of a kind.
    pub const fn bytes<const N: usize>(kind: &Kind) -> [u8; N] {
        let mut bytes = [0; N];
        write(kind, END, &mut bytes);
        bytes
    }

    /// Its bytes.
    pub(crate) const fn as_bytes(self) -> &'static [u8] {
        self.0
    }
}

/// Writes a kind to the start of `out`; gives what is left of it.
const fn write<'a>(kind: &Kind, flags: u8, out: &'a mut [u8]) -> &'a mut [u8] {
    match kind {
        Kind::Any => push(&[flags], out),
        Kind::String | Kind::Secret => push(&[flags | 1], out),
        Kind::Integer => push(&[flags | 2], out),
        Kind::Number => push(&[flags | 3], out),
        Kind::Boolean => push(&[flags | 4], out),
        Kind::List(inner) => write(inner, END, push(&[flags | 5], out)),
        Kind::Map(inner) => write(inner, END, push(&[flags | 6], out)),
        Kind::Object(fields) => {
            let mut fields = *fields;
            let mut out = push(&[flags | 7], out);
            while let [field, rest @ ..] = fields {
                let required = if field.required { REQUIRED } else { 0 };
                let nullable = if field.nullable { NULLABLE } else { 0 };
                out = push(field.name.as_bytes(), out);
                out = write(&field.kind, END | required | nullable, out);
                fields = rest;
            }
            push(&[END], out)
        }
    }
}

/// Writes bytes to the start of `out`; gives what is left of it.
pub(crate) const fn push<'a>(bytes: &[u8], out: &'a mut [u8]) -> &'a mut [u8] {
    let (start, rest) = out.split_at_mut(bytes.len());
    start.copy_from_slice(bytes);
    rest
}

// At run time

impl Table {
    /// Any JSON value.
    pub const ANY: Self = Self(&[END]);
    /// A string.
    pub const STRING: Self = Self(&[END | 1]);
    /// A finite number.
    pub const NUMBER: Self = Self(&[END | 3]);
    /// `true` or `false`.
    pub const BOOLEAN: Self = Self(&[END | 4]);
    /// A list of anything.
    pub const LIST: Self = Self(&[END | 5, END]);
    /// An object of anything.
    pub const MAP: Self = Self(&[END | 6, END]);
    /// An object of which no field is known.
    pub const OBJECT: Self = Self(&[END | 7, END]);

    /// Its first byte.
    pub fn tag(self) -> Tag {
        let tag = self.0.first().and_then(|byte| TAGS.get(usize::from(byte & 7)));
        tag.copied().unwrap_or(Tag::Any)
    }

    /// The kind of a list's items or of a map's values.
    #[must_use]
    pub fn inner(self) -> Self {
        Self(self.0.get(1..).unwrap_or_default())
    }

    /// The fields of an object; none of anything else.
    pub fn fields(self) -> Fields {
        Fields(match self.tag() {
            Tag::Object => self.inner().0,
            _ => &[],
        })
    }

    /// The field of a name.
    pub fn field(self, name: &str) -> Option<Entry> {
        let mut fields = self.fields();
        loop {
            let (known, table) = fields.step()?;
            if known == name.as_bytes() {
                return Some(Entry::new(known, table));
            }
        }
    }

    /// The bytes after this table.
    pub(crate) fn rest(self) -> &'static [u8] {
        let inner = self.inner();
        match self.tag() {
            Tag::List | Tag::Map => inner.rest(),
            Tag::Object => {
                let mut fields = Fields(inner.0);
                while fields.step().is_some() {}
                Self(fields.0).inner().0
            }
            _ => inner.0,
        }
    }
}

/// The fields of an object in a table.
#[derive(Clone, Debug)]
pub struct Fields(&'static [u8]);

impl Fields {
    /// The name and the table of the next field.
    fn step(&mut self) -> Option<(&'static [u8], Table)> {
        let (name, rest) = split_text(self.0)?;
        if name.is_empty() {
            return None;
        }
        let table = Table(rest);
        self.0 = table.rest();
        Some((name, table))
    }
}

impl Iterator for Fields {
    type Item = Entry;

    fn next(&mut self) -> Option<Entry> {
        self.step().map(|(name, table)| Entry::new(name, table))
    }
}

impl Entry {
    fn new(name: &'static [u8], table: Table) -> Self {
        let flags = table.0.first().copied().unwrap_or_default();
        Self {
            name: std::str::from_utf8(name).unwrap_or_default(),
            table,
            required: flags & REQUIRED != 0,
            nullable: flags & NULLABLE != 0,
        }
    }
}

/// The text at the start of bytes, and the rest of them, which begins with what ended it.
pub(crate) fn split_text(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let length = bytes.iter().position(|byte| *byte >= END)?;
    bytes.split_at_checked(length)
}
