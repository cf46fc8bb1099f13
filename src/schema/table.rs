//! Shapes as text, the form of a [`Kind`] that the WebAssembly carries.
//!
//! A tree of constants costs some thirty bytes a field, pointers that do not compress; this costs its name and one.
//! A kind is a control character; behind it stand the kind of a list's items or a map's values, or the fields of an
//! object: name, kind. So a kind ends the name before it, and a field without a name the object.

use super::Kind;

const REQUIRED: u8 = 0x08;
const NULLABLE: u8 = 0x10;
/// Bytes below this one are no part of a name: each ends the name before it.
const PRINTABLE: u8 = 0x20;

/// A shape, read as it is walked.
#[derive(Clone, Copy, Debug)]
pub struct Table(&'static str);

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
        $crate::schema::Table::new($crate::schema::text(BYTES))
    }};
}
pub use table;

// At compile time

impl Table {
    /// A table of a text that [`Table::bytes`] made. There may be others behind it.
    pub const fn new(text: &'static str) -> Self {
        Self(text)
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
        write(kind, 0, &mut bytes);
        bytes
    }

    /// Its bytes.
    pub(crate) const fn as_bytes(self) -> &'static [u8] {
        self.0.as_bytes()
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
        Kind::List(inner) => write(inner, 0, push(&[flags | 5], out)),
        Kind::Map(inner) => write(inner, 0, push(&[flags | 6], out)),
        Kind::Object(fields) => {
            let mut fields = *fields;
            let mut out = push(&[flags | 7], out);
            while let [field, rest @ ..] = fields {
                let required = if field.required { REQUIRED } else { 0 };
                let nullable = if field.nullable { NULLABLE } else { 0 };
                out = push(field.name.as_bytes(), out);
                out = write(&field.kind, required | nullable, out);
                fields = rest;
            }
            push(&[0], out)
        }
    }
}

/// Writes bytes to the start of `out`; gives what is left of it.
pub(crate) const fn push<'a>(bytes: &[u8], out: &'a mut [u8]) -> &'a mut [u8] {
    let (start, rest) = out.split_at_mut(bytes.len());
    start.copy_from_slice(bytes);
    rest
}

/// Bytes that were made of names and control characters, as a text: at run time, nothing has to check them.
///
/// # Panics
/// At compile time, if they are no text.
#[allow(clippy::panic, reason = "it is called at compile time only")]
pub const fn text(bytes: &[u8]) -> &str {
    match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(_) => panic!("a name is no text"),
    }
}

// At run time

impl Table {
    /// Any JSON value.
    pub const ANY: Self = Self("\0");
    /// A string.
    pub const STRING: Self = Self("\u{1}");
    /// A finite number.
    pub const NUMBER: Self = Self("\u{3}");
    /// `true` or `false`.
    pub const BOOLEAN: Self = Self("\u{4}");
    /// A list of anything.
    pub const LIST: Self = Self("\u{5}\0");
    /// An object of anything.
    pub const MAP: Self = Self("\u{6}\0");
    /// An object of which no field is known.
    pub const OBJECT: Self = Self("\u{7}\0");

    /// Its first byte.
    pub fn tag(self) -> Tag {
        let tag = TAGS.get(usize::from(self.first() & 7));
        tag.copied().unwrap_or(Tag::Any)
    }

    fn first(self) -> u8 {
        self.0.bytes().next().unwrap_or_default()
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
            _ => "",
        })
    }

    /// The field of a name.
    pub fn field(self, name: &str) -> Option<Entry> {
        let mut fields = self.fields();
        loop {
            let (known, table) = fields.step()?;
            if known == name {
                return Some(Entry::new(known, table));
            }
        }
    }

    /// The bytes after this table.
    pub(crate) fn rest(self) -> &'static str {
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
pub struct Fields(&'static str);

impl Fields {
    /// The name and the table of the next field.
    fn step(&mut self) -> Option<(&'static str, Table)> {
        let (name, rest) = split_name(self.0)?;
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
    fn new(name: &'static str, table: Table) -> Self {
        let flags = table.first();
        Self {
            name,
            table,
            required: flags & REQUIRED != 0,
            nullable: flags & NULLABLE != 0,
        }
    }
}

/// The name at the start of a text, and the rest of it, which begins with what ended it.
pub(crate) fn split_name(text: &str) -> Option<(&str, &str)> {
    let length = text.bytes().position(|byte| byte < PRINTABLE)?;
    text.split_at_checked(length)
}
