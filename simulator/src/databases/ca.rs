//! The certificate by which a client knows a cluster.

use serde_json::json;

use super::clusters::find;
use crate::call::{Answer, Call};
use crate::response::Response;

/// One authority signs for all clusters. Base64 of a PEM, which is base64 itself.
const CERTIFICATE: &str = include_str!("../../data/ca.b64");

pub(crate) fn get(call: &mut Call) -> Answer {
    find(call)?;
    Ok(Response::ok(
        &json!({ "ca": { "certificate": CERTIFICATE.trim_end() } }),
    ))
}
