//! The certificate authority of a cluster.

use digitalocean_wasm_derive::model;

/// The authority that signed the certificates of a cluster's nodes.
#[model]
pub struct DatabaseCa {
    /// Certificate of the authority: base64 of a PEM. `atob(certificate)` is the text of a `ca.crt`. It is not secret.
    pub certificate: String,
}
