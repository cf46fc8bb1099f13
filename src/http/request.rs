//! A request, before and after it is checked.

use std::marker::PhantomData;

use super::{
    Error, Method, Operation, Payload, Result,
    input::Input,
    pages::Parameter,
    path,
    split::{before, split, split_once},
    text::concat,
};

/// A request that is answered with a `T`: an operation and the caller's parameters.
pub struct Request<'a, T> {
    parts: RequestParts<'a>,
    response: PhantomData<fn() -> T>,
}

/// A request, whatever it is answered with. Not generic, so that all operations share the code that checks it.
pub struct RequestParts<'a> {
    /// The operation.
    pub operation: &'static Operation,
    /// The parameters of the path, in its order; then the query or the body, if the operation takes one.
    pub given: [Option<&'a dyn Input>; 3],
}

/// A request that was checked and can be sent.
#[derive(Debug)]
pub struct PreparedRequest {
    /// The operation it belongs to.
    pub operation: &'static Operation,
    /// The HTTP method.
    pub method: Method,
    /// Path and query, percent-encoded.
    pub path: String,
    /// The body, as JSON.
    pub body: Option<String>,
    /// The keys of the query or body that the operation does not have, a line for each.
    pub unknown: String,
}

impl<'a, T> Request<'a, T> {
    /// A request to `operation`: the parameters of its path, in order, then its query or body.
    pub fn new<const N: usize>(
        operation: &'static Operation,
        path: [&'a dyn Input; N],
        payload: Option<&'a dyn Input>,
    ) -> Self {
        let mut given = path.into_iter().chain(payload);
        Self {
            parts: RequestParts {
                operation,
                given: [given.next(), given.next(), given.next()],
            },
            response: PhantomData,
        }
    }

    /// The operation it asks for.
    pub fn operation(&self) -> &'static Operation {
        self.parts.operation
    }

    /// Checks everything the caller gave.
    ///
    /// # Errors
    /// The first thing that cannot be sent.
    pub fn prepare(&self) -> Result<PreparedRequest> {
        self.parts.prepare()
    }
}

impl RequestParts<'_> {
    /// Checks everything the caller gave.
    ///
    /// # Errors
    /// The first thing that cannot be sent.
    pub fn prepare(&self) -> Result<PreparedRequest> {
        let operation = self.operation;
        let mut given = self.given.iter().flatten();
        let mut path = path::fill(operation.pattern, |name| match given.next() {
            Some(value) => value.text(name),
            None => Ok(String::new()),
        })?;
        let (mut body, mut unknown) = (None, String::new());
        if let Some(payload) = given.next() {
            match operation.payload {
                Payload::Nothing => {}
                Payload::Query(table) => path::push_query(&mut path, &payload.query(table, &mut unknown)?),
                Payload::Body(table) | Payload::OptionalBody(table) | Payload::DefaultBody(table) => {
                    body = payload.json(table, &mut unknown)?;
                }
            }
        }
        match operation.payload {
            Payload::Body(_) if body.is_none() => return Err(Error::invalid("body", "missing, expected object")),
            Payload::DefaultBody(_) if body.is_none() => body = Some(concat(&["{}"])),
            _ => {}
        }
        Ok(PreparedRequest {
            operation,
            method: operation.method,
            path,
            body,
            unknown,
        })
    }
}

impl PreparedRequest {
    /// The request of another page of the same list. The page's parameters replace those of the query with their names.
    #[must_use]
    pub fn page(&self, parameters: &[(String, Parameter)]) -> Self {
        let mut page = String::new();
        for (name, value) in parameters {
            path::push_parameter(&mut page, name, &value.to_string());
        }
        let replaced: Vec<_> = split(&page, b'&').map(|pair| before(pair, b'=')).collect();
        let (path, query) = split_once(&self.path, b'?').unwrap_or((&self.path, ""));
        let mut path = concat(&[path]);
        for pair in split(query, b'&').filter(|pair| !replaced.contains(&before(pair, b'='))) {
            path::push_query(&mut path, pair);
        }
        path::push_query(&mut path, &page);
        Self {
            operation: self.operation,
            method: self.method,
            path,
            body: self.body.clone(),
            unknown: String::new(),
        }
    }
}
