//! The CA certificate of a cluster.

use serde_json::json;

use super::lookup::find;
use crate::base64;
use crate::call::{Answer, Call};
use crate::response::Response;
use crate::route::{Route, route};

#[rustfmt::skip]
pub(crate) const ROUTES: &[Route] = &[
    route("GET", "/v2/databases/{id}/ca", "database:read", get),
];

/// The certificate of the authority that signs for all clusters.
const CERTIFICATE: &str = include_str!("../../data/ca.pem");

fn get(call: &mut Call) -> Answer {
    find(call)?;
    // The PEM is encoded in base64 once more.
    let certificate = base64::encode(CERTIFICATE.as_bytes());
    Ok(Response::ok(&json!({ "ca": { "certificate": certificate } })))
}
