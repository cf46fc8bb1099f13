//! CORS headers.
//!
//! Deliberately no more than the real API is known to allow: a client that sends another header,
//! or reads one that is not exposed, fails here as it would there.

use crate::response::Response;

pub(crate) fn preflight() -> Response {
    let mut response = Response::no_content();
    response.set("access-control-allow-methods", "GET, POST, PUT, PATCH, DELETE");
    response.set("access-control-allow-headers", "authorization, content-type");
    response.set("access-control-max-age", &600);
    response
}

pub(crate) fn allow(response: &mut Response) {
    response.set("access-control-allow-origin", "*");
    response.set(
        "access-control-expose-headers",
        "ratelimit-limit, ratelimit-remaining, ratelimit-reset, x-request-id",
    );
}
