//! `/v2/databases/{clusterId}/ca`

use digitalocean_wasm_derive::resource;

use crate::models::databases::ca::DatabaseCa;

/// Certificate authority of a cluster.
#[resource("databases.ca", parameters(cluster_id = "The cluster's `id`."))]
trait DatabasesCaResource {
    /// Gets the certificate authority of a cluster (CA, `ca-certificate.crt`): drivers verify TLS against it.
    ///
    /// `certificate` is base64 of a PEM, and not secret. `caFile` of `digitalocean-wasm/connect` returns the text of the file,
    /// and `connect` there the options of a driver with it.
    ///
    /// @throws `NotFoundError` when there is no such cluster, or it has no certificate yet.
    /// @example
    /// ```ts
    /// const { certificate } = await client.databases.ca.get(id);
    /// const pem = atob(certificate); // "-----BEGIN CERTIFICATE-----…"
    /// ```
    #[get(
        "/v2/databases/{clusterId}/ca",
        id = "databases_get_ca",
        scope = "database:read",
        key = "ca"
    )]
    fn get(cluster_id: &str) -> DatabaseCa;
}
