//! Any request, for the parts of the API that have no function.

#[cfg(not(target_family = "wasm"))]
use crate::http::About;
use crate::{
    http::{Envelope, Error, Input, Method, Operation, Payload, PreparedRequest, Result, path},
    schema::Table,
};

/// The operation of a request to any path.
pub static RAW: Operation = Operation {
    method: Method::Get,
    #[cfg(not(target_family = "wasm"))]
    path: "",
    pattern: "",
    payload: Payload::Nothing,
    envelope: Envelope::Anything,
    unwrap: "",
    optional: true,
    // Nothing is known of the answer, so its integers are read exactly.
    exact_integers: true,
    #[cfg(not(target_family = "wasm"))]
    about: About::NONE,
};

/// A request to `path` as it stands. Its answer is the whole body.
///
/// # Errors
/// A method that is none, a path that would reach something else, a query or body that cannot be sent.
pub fn request(method: &dyn Input, path: &dyn Input, query: &dyn Input, body: &dyn Input) -> Result<PreparedRequest> {
    let method = Method::parse(&method.text("method")?)
        .ok_or_else(|| Error::invalid("method", "must be GET, POST, PUT, PATCH or DELETE"))?;
    let mut path = path.text("path")?;
    path::check(&path)?;
    // Nothing is known of it, so no key is unknown.
    let mut unknown = String::new();
    path::push_query(&mut path, &query.query(Table::OBJECT, &mut unknown)?);
    let body = body.json(Table::ANY, &mut unknown)?;
    if method == Method::Get && body.is_some() {
        return Err(Error::invalid("body", "must be left out of a GET"));
    }
    Ok(PreparedRequest {
        operation: &RAW,
        method,
        path,
        body,
        unknown,
    })
}
