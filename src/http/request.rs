//! What is asked, before and after it is checked.

use std::marker::PhantomData;

use super::{Content, Error, Method, Operation, Result, input::Input, path};

/// A request whose answer is an `Answer`: an operation and what the caller gave for it.
pub struct Request<'a, Answer> {
    parts: Parts<'a>,
    answer: PhantomData<fn() -> Answer>,
}

/// A request, whatever its answer is. Not generic, so that all operations share the code that checks it.
pub struct Parts<'a> {
    /// The operation.
    pub operation: &'static Operation,
    /// The parameters of the path, in its order; then the query or the body, if the operation takes one.
    pub given: [Option<&'a dyn Input>; 3],
}

/// A request that was checked and can be sent.
#[derive(Debug)]
pub struct Prepared {
    /// The operation it belongs to.
    pub operation: &'static Operation,
    /// The HTTP method.
    pub method: Method,
    /// Path and query, percent-encoded.
    pub path: String,
    /// The body, as JSON.
    pub body: Option<String>,
}

impl<'a, Answer> Request<'a, Answer> {
    /// A request to `operation`: the parameters of its path, in order, and what goes with it.
    pub fn new<const N: usize>(
        operation: &'static Operation,
        path: [&'a dyn Input; N],
        content: Option<&'a dyn Input>,
    ) -> Self {
        let mut given = path.into_iter().chain(content);
        Self {
            parts: Parts {
                operation,
                given: [given.next(), given.next(), given.next()],
            },
            answer: PhantomData,
        }
    }

    /// Checks everything the caller gave.
    ///
    /// # Errors
    /// The first thing that cannot be sent.
    pub fn prepare(&self) -> Result<Prepared> {
        self.parts.prepare()
    }
}

impl Parts<'_> {
    /// Checks everything the caller gave.
    ///
    /// # Errors
    /// The first thing that cannot be sent.
    pub fn prepare(&self) -> Result<Prepared> {
        let operation = self.operation;
        let mut given = self.given.iter().flatten();
        let mut path = path::fill(operation.path, |name| match given.next() {
            Some(value) => value.text(name),
            None => Ok(String::new()),
        })?;
        let mut body = None;
        if let Some(content) = given.next() {
            match operation.content {
                Content::Nothing => {}
                Content::Query(table) => path::push_query(&mut path, &content.query(table)?),
                Content::Body(table) | Content::OptionalBody(table) => body = content.json(table)?,
            }
        }
        if body.is_none() && matches!(operation.content, Content::Body(_)) {
            return Err(Error::invalid("body", "missing, expected object"));
        }
        Ok(Prepared {
            operation,
            method: operation.method,
            path,
            body,
        })
    }
}
