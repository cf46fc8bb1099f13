//! What is asked, before and after it is checked.

use std::marker::PhantomData;

use super::{Error, Method, Operation, Result, input::Input, path};
use crate::models::{Field, Kind, Shape};

/// A request whose answer is an `Answer`: an operation and what the caller gave for it.
pub struct Request<'a, Answer> {
    parts: Parts<'a>,
    answer: PhantomData<fn() -> Answer>,
}

/// A request, whatever its answer is. Not generic, so that all operations share the code that checks it.
pub struct Parts<'a> {
    operation: &'static Operation,
    path: [Option<&'a dyn Input>; 3],
    query: Option<(&'static [Field], &'a dyn Input)>,
    body: Option<(Kind, &'a dyn Input)>,
    needs_body: bool,
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
    /// A request to `operation`, its path parameters given in order.
    pub fn new<const N: usize>(operation: &'static Operation, path: [&'a dyn Input; N]) -> Self {
        let mut given = path.into_iter();
        Self {
            parts: Parts {
                operation,
                path: [given.next(), given.next(), given.next()],
                query: None,
                body: None,
                needs_body: false,
            },
            answer: PhantomData,
        }
    }

    /// Adds a query, which is always optional.
    #[must_use]
    pub fn query<T: Shape>(mut self, query: &'a dyn Input) -> Self {
        let fields = match T::KIND {
            Kind::Object(fields) => fields,
            _ => &[],
        };
        self.parts.query = Some((fields, query));
        self
    }

    /// Adds a body.
    #[must_use]
    pub fn body<T: Shape>(mut self, body: &'a dyn Input) -> Self {
        self.parts.needs_body = true;
        self.optional_body::<T>(body)
    }

    /// Adds a body that may be left out.
    #[must_use]
    pub fn optional_body<T: Shape>(mut self, body: &'a dyn Input) -> Self {
        self.parts.body = Some((T::KIND, body));
        self
    }

    /// The request without its type.
    pub fn parts(self) -> Parts<'a> {
        self.parts
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
        let mut given = self.path.iter().flatten();
        let mut path = path::fill(operation.path, |name| match given.next() {
            Some(value) => value.text(name),
            None => Ok(String::new()),
        })?;
        if let Some((fields, query)) = self.query {
            path::push_query(&mut path, &query.query(fields)?);
        }
        let body = match self.body {
            Some((kind, body)) => body.json(kind)?,
            None => None,
        };
        if self.needs_body && body.is_none() {
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
