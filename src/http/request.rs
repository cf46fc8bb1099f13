//! A request, ready to be sent.

use std::marker::PhantomData;

use super::{Method, Operation, Result, path};

/// A request whose answer is an `Answer`.
#[derive(Debug)]
pub struct Request<Answer> {
    /// The operation it belongs to.
    pub operation: &'static Operation,
    /// The HTTP method.
    pub method: Method,
    /// Path and query, percent-encoded.
    pub path: String,
    /// The body, as JSON.
    pub body: Option<String>,
    answer: PhantomData<Answer>,
}

impl<Answer> Request<Answer> {
    /// A request to `operation`, its path parameters given in order.
    ///
    /// # Errors
    /// A path parameter that cannot be sent.
    pub fn new(operation: &'static Operation, parameters: &[&str]) -> Result<Self> {
        let path = path::fill(operation.path, parameters)?;
        Ok(Self::at(operation, operation.method, path))
    }

    /// A request to a path that is already encoded.
    pub fn at(operation: &'static Operation, method: Method, path: String) -> Self {
        Self {
            operation,
            method,
            path,
            body: None,
            answer: PhantomData,
        }
    }

    /// Adds a query.
    #[must_use]
    pub fn query<T>(mut self, query: &Query<T>) -> Self {
        if !query.text.is_empty() {
            self.path.push(if self.path.contains('?') { '&' } else { '?' });
            self.path.push_str(&query.text);
        }
        self
    }

    /// Adds a body, unless there is none.
    #[must_use]
    pub fn body<T>(mut self, body: impl Into<Option<Body<T>>>) -> Self {
        self.body = body.into().map(|body| body.text);
        self
    }

    /// The same request, whatever its answer is.
    pub fn untyped(self) -> Request<()> {
        Request {
            operation: self.operation,
            method: self.method,
            path: self.path,
            body: self.body,
            answer: PhantomData,
        }
    }
}

/// A body that was checked to be a `T`, as JSON.
#[derive(Debug)]
pub struct Body<T> {
    text: String,
    model: PhantomData<T>,
}

impl<T> Body<T> {
    /// A body whose text is known to be a `T`.
    pub fn checked(text: String) -> Self {
        Self {
            text,
            model: PhantomData,
        }
    }
}

impl<T: serde::Serialize> Body<T> {
    /// The body that a model is.
    ///
    /// # Errors
    /// A model that cannot be JSON, such as one that holds infinity.
    pub fn of(model: &T) -> serde_json::Result<Self> {
        serde_json::to_string(model).map(Self::checked)
    }
}

/// A query that was checked to be a `T`, percent-encoded, without its question mark.
#[derive(Debug)]
pub struct Query<T> {
    text: String,
    model: PhantomData<T>,
}

impl<T> Query<T> {
    /// A query whose text is known to be a `T`.
    pub fn checked(text: String) -> Self {
        Self {
            text,
            model: PhantomData,
        }
    }
}

impl<T> Default for Query<T> {
    fn default() -> Self {
        Self::checked(String::new())
    }
}
