//! The certificate authority of a cluster.

use digitalocean_wasm_derive::model;

/// The authority that signed the certificates of a cluster's nodes.
#[model]
pub struct DatabaseCa {
    /// Its certificate, which is no secret: base64 of a PEM. `atob(certificate)` is the text of a `ca.crt`.
    pub certificate: String,
}
