//! Any request, for the parts of the API that have no function.

use crate::http::{Body, Error, Method, Operation, Query, Request, Result, path};

static RAW: Operation = Operation {
    // Nothing is known of the answer, so its integers are read exactly.
    wide: true,
    ..Operation::new("request", Method::Get, "")
};

/// A request to `path` as it stands. Its answer is the whole body.
///
/// # Errors
/// A method that is none, or a path that would reach something else.
pub fn request(
    method: &str,
    path: &str,
    query: &Query<serde_json::Value>,
    body: Option<Body<serde_json::Value>>,
) -> Result<Request<serde_json::Value>> {
    let method =
        Method::parse(method).ok_or_else(|| Error::invalid("method", "must be GET, POST, PUT, PATCH or DELETE"))?;
    if method == Method::Get && body.is_some() {
        return Err(Error::invalid("body", "must be left out of a GET"));
    }
    path::check(path)?;
    Ok(Request::at(&RAW, method, path.to_owned()).query(query).body(body))
}
