//! `client.databases.config`

use js_sys::Promise;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::{
    js::{
        client::Client,
        types::{RequestOptions, Text},
    },
    requests::databases::config,
};

/// Configuration of a cluster's engine.
#[wasm_bindgen(skip_typescript)]
pub struct DatabaseConfiguration(Client);

impl DatabaseConfiguration {
    pub(super) fn new(client: &Client) -> Self {
        Self(client.clone())
    }
}

#[wasm_bindgen]
impl DatabaseConfiguration {
    /// Gets the configuration of a cluster. Declared below, because its type depends on the engine.
    ///
    /// @param id - The cluster's `id`.
    /// @param options - How to send it.
    #[wasm_bindgen(skip_typescript)]
    pub fn get(&self, id: &Text, options: Option<RequestOptions>) -> Promise {
        self.0.send(config::get(id), options)
    }
}

#[wasm_bindgen(typescript_custom_section)]
const DECLARATION: &str = r#"
/** Configuration of a cluster's engine. */
export interface DatabaseConfiguration {
  /**
   * Gets the configuration of a cluster. Say the engine to get its type: `config.get<"pg">(id)`.
   *
   * Integers beyond 2^53 are `bigint`s, exact.
   *
   * `GET /v2/databases/{id}/config` · scope `database:read`
   * @param id - The cluster's `id`.
   * @param options - How to send it.
   * @throws `NotFoundError` when there is no such cluster, `PreconditionFailedError` while it is created.
   */
  get<Engine extends DatabaseEngine = keyof DatabaseConfigs>(
    id: string,
    options?: RequestOptions | null,
  ): ApiPromise<DatabaseConfig<Engine>>;
}
"#;
