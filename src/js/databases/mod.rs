//! `client.databases`

pub mod config;

use js_sys::Promise;
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

use super::{
    client::Client,
    types::{Js, RequestOptions, Text},
};
use crate::{
    models::databases::clusters::{DatabaseClusterCreate, DatabaseListQuery},
    requests::databases::{clusters, options},
};
use config::DatabaseConfiguration;

/// Database clusters.
#[wasm_bindgen]
pub struct Databases(Client);

impl Databases {
    pub(super) fn new(client: &Client) -> Self {
        Self(client.clone())
    }
}

#[wasm_bindgen]
impl Databases {
    /// Configuration of a cluster's engine.
    #[wasm_bindgen(getter)]
    pub fn config(&self) -> DatabaseConfiguration {
        DatabaseConfiguration::new(&self.0)
    }

    /// Gets the regions, versions and sizes each engine offers, and how long its versions live.
    ///
    /// `GET /v2/databases/options` · scope `database:read`
    ///
    /// @param options - How to send it.
    #[wasm_bindgen(unchecked_return_type = "ApiPromise<DatabaseOptionsAnswer>")]
    pub fn options(&self, options: Option<RequestOptions>) -> Promise {
        self.0.send(options::options(), options)
    }

    /// Lists the clusters, all of them in one request.
    ///
    /// `GET /v2/databases` · scope `database:read`
    ///
    /// @param query - Which clusters.
    /// @param options - How to send it.
    #[wasm_bindgen(unchecked_return_type = "PagePromise<DatabaseCluster>")]
    pub fn list(&self, query: Option<Js<DatabaseListQuery>>, options: Option<RequestOptions>) -> Promise {
        self.0.send(clusters::list(&JsValue::from(query)), options)
    }

    /// Creates a cluster, empty or, with `backup_restore`, from another cluster's backup.
    ///
    /// Resolves at once; the cluster is `creating` for about five minutes, then `online`. It costs money from then on.
    /// When the answer is lost (`ConnectionError`, `TimeoutError`) the cluster may exist: list before creating again.
    ///
    /// `POST /v2/databases` · scope `database:create`
    ///
    /// @param body - The cluster to create.
    /// @param options - How to send it.
    /// @throws `UnprocessableEntityError` when the name is taken, or the engine has no such version, size or region.
    #[wasm_bindgen(unchecked_return_type = "ApiPromise<DatabaseCluster>")]
    pub fn create(&self, body: &Js<DatabaseClusterCreate>, options: Option<RequestOptions>) -> Promise {
        self.0.send(clusters::create(body), options)
    }

    /// Gets a cluster.
    ///
    /// `GET /v2/databases/{id}` · scope `database:read`
    ///
    /// @param id - The cluster's `id`.
    /// @param options - How to send it.
    /// @throws `NotFoundError` when there is no such cluster, which may also be so for two minutes after its creation.
    #[wasm_bindgen(unchecked_return_type = "ApiPromise<DatabaseCluster>")]
    pub fn get(&self, id: &Text, options: Option<RequestOptions>) -> Promise {
        self.0.send(clusters::get(id), options)
    }

    /// Deletes a cluster and all that is in it, backups included.
    ///
    /// `DELETE /v2/databases/{id}` · scope `database:delete`
    ///
    /// @param id - The cluster's `id`.
    /// @param options - How to send it.
    /// @throws `NotFoundError` when there is no such cluster.
    #[wasm_bindgen(unchecked_return_type = "ApiPromise<void>")]
    pub fn delete(&self, id: &Text, options: Option<RequestOptions>) -> Promise {
        self.0.send(clusters::delete(id), options)
    }
}
