//! A request, before and after it is checked.

use std::marker::PhantomData;

use super::{Error, Method, Operation, Payload, Result, input::Input, path};

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
        let mut body = None;
        if let Some(payload) = given.next() {
            match operation.payload {
                Payload::Nothing => {}
                Payload::Query(table) => path::push_query(&mut path, &payload.query(table)?),
                Payload::Body(table) | Payload::OptionalBody(table) => body = payload.json(table)?,
            }
        }
        if body.is_none() && matches!(operation.payload, Payload::Body(_)) {
            return Err(Error::invalid("body", "missing, expected object"));
        }
        Ok(PreparedRequest {
            operation,
            method: operation.method,
            path,
            body,
        })
    }
}
