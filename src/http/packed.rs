//! The table of operations as a text, the form that the WebAssembly carries: rows with pointers do not compress.
//!
//! An operation is four texts and what ends each, as in tables: the pattern, a byte for the method and flags; the key, a
//! byte for the envelope; the sibling, a byte for the payload; `unwrap` and the table of the payload.

#[cfg(not(target_family = "wasm"))]
use super::About;
use super::{Envelope, Method, Operation, Payload, Resource};
use crate::schema::{Table, push, split_name};

const OPTIONAL: u8 = 0x08;
const EXACT_INTEGERS: u8 = 0x10;

// At compile time

/// The bytes of all operations.
pub const fn pack<const N: usize>(mut resources: &[&Resource]) -> [u8; N] {
    let mut bytes = [0; N];
    let mut out: &mut [u8] = &mut bytes;
    while let [resource, rest @ ..] = resources {
        let mut operations = resource.operations;
        while let [operation, rest @ ..] = operations {
            let [pattern, key, sibling] = texts(operation);
            let (payload, table) = payload(operation);
            out = push(&[method(operation)], push(pattern.as_bytes(), out));
            out = push(&[envelope(operation)], push(key.as_bytes(), out));
            out = push(&[payload], push(sibling.as_bytes(), out));
            out = push(table.as_bytes(), push(operation.unwrap.as_bytes(), out));
            operations = rest;
        }
        resources = rest;
    }
    bytes
}

/// How many bytes those are.
pub const fn length(mut resources: &[&Resource]) -> usize {
    let mut length = 0;
    while let [resource, rest @ ..] = resources {
        let mut operations = resource.operations;
        while let [operation, rest @ ..] = operations {
            let [pattern, key, sibling] = texts(operation);
            let (_, table) = payload(operation);
            length += pattern.len() + key.len() + sibling.len() + 3;
            length += operation.unwrap.len() + table.as_bytes().len();
            operations = rest;
        }
        resources = rest;
    }
    length
}

const fn texts(operation: &Operation) -> [&'static str; 3] {
    let (key, sibling) = match operation.envelope {
        Envelope::Nothing | Envelope::Anything | Envelope::Whole => ("", ""),
        Envelope::Resource(key) | Envelope::List(key) => (key, ""),
        Envelope::Merged(key, sibling) => (key, sibling),
    };
    [operation.pattern, key, sibling]
}

const fn method(operation: &Operation) -> u8 {
    let optional = if operation.optional { OPTIONAL } else { 0 };
    let exact_integers = if operation.exact_integers { EXACT_INTEGERS } else { 0 };
    operation.method as u8 | optional | exact_integers
}

const fn envelope(operation: &Operation) -> u8 {
    match operation.envelope {
        Envelope::Nothing => 0,
        Envelope::Anything => 1,
        Envelope::Whole => 2,
        Envelope::Resource(_) => 3,
        Envelope::Merged(..) => 4,
        Envelope::List(_) => 5,
    }
}

const fn payload(operation: &Operation) -> (u8, Table) {
    match operation.payload {
        Payload::Nothing => (0, Table::ANY),
        Payload::Query(table) => (1, table),
        Payload::Body(table) => (2, table),
        Payload::OptionalBody(table) => (3, table),
        Payload::DefaultBody(table) => (4, table),
    }
}

// At run time

/// The operations of a text that [`pack`] made. Outside of the WebAssembly they lack what is about them only.
pub fn unpack(mut text: &'static str) -> Vec<Operation> {
    let mut operations = Vec::new();
    while let Some(operation) = next(&mut text) {
        operations.push(operation);
    }
    operations
}

fn next(text: &mut &'static str) -> Option<Operation> {
    let (pattern, method) = name(text)?;
    let (key, envelope) = name(text)?;
    let (sibling, payload) = name(text)?;
    let (unwrap, table) = split_name(text)?;
    let table = Table::new(table);
    *text = table.rest();
    Some(Operation {
        method: *Method::ALL.get(usize::from(method & 7))?,
        #[cfg(not(target_family = "wasm"))]
        path: "",
        pattern,
        payload: match payload & 7 {
            0 => Payload::Nothing,
            1 => Payload::Query(table),
            2 => Payload::Body(table),
            3 => Payload::OptionalBody(table),
            _ => Payload::DefaultBody(table),
        },
        envelope: match envelope & 7 {
            0 => Envelope::Nothing,
            1 => Envelope::Anything,
            2 => Envelope::Whole,
            3 => Envelope::Resource(key),
            4 => Envelope::Merged(key, sibling),
            _ => Envelope::List(key),
        },
        unwrap,
        optional: method & OPTIONAL != 0,
        exact_integers: method & EXACT_INTEGERS != 0,
        #[cfg(not(target_family = "wasm"))]
        about: About::NONE,
    })
}

/// Takes a name, and the byte that ends it.
fn name(text: &mut &'static str) -> Option<(&'static str, u8)> {
    let (name, rest) = split_name(text)?;
    let end = rest.bytes().next()?;
    *text = rest.get(1..)?;
    Some((name, end))
}
