//! Clients, and a `fetch` in place of the platform's.

use std::time::Duration;

use digitalocean_wasm::client::Client;
use js_sys::{Function, Math, Reflect, global};
use wasm_bindgen::JsValue;

/// A token of the simulator that may do everything.
pub const TOKEN: &str = "dop_v1_simulator";

/// Where a server is; the tests do not run without.
fn server(url: Option<&'static str>) -> &'static str {
    url.expect("`npm test` starts the servers and says where they are")
}

/// A client of the simulator.
pub fn client() -> Client {
    simulated(TOKEN)
}

/// A client of the simulator with another token.
pub fn simulated(token: &str) -> Client {
    let url = server(option_env!("SIMULATOR_URL"));
    Client::new(token).unwrap().with_base_url(url).unwrap()
}

/// A client whose requests meet a fault of `tests/support/faults.mjs`. It waits briefly.
pub fn faulty(fault: &str) -> Client {
    let url = server(option_env!("FAULTS_URL"));
    let url = format!("{url}/{fault}/{}", unique("key"));
    client()
        .with_base_url(&url)
        .unwrap()
        .with_timeout(Some(Duration::from_secs(5)))
}

/// A name that no other test or run has.
pub fn unique(start: &str) -> String {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let number = (Math::random() * 1e9) as u64;
    format!("{start}-{number}")
}

/// The value of a JavaScript expression.
pub fn js(expression: &str) -> JsValue {
    Function::new_no_args(&format!("return ({expression})"))
        .call0(&JsValue::NULL)
        .unwrap()
}

/// A global that has another value until this is dropped.
pub struct Stub {
    name: &'static str,
    original: JsValue,
}

impl Stub {
    /// Puts the value of an expression in place of a global.
    pub fn new(name: &'static str, expression: &str) -> Self {
        let original = Reflect::get(&global(), &name.into()).unwrap();
        Reflect::set(&global(), &name.into(), &js(expression)).unwrap();
        Self { name, original }
    }

    /// A `fetch` that resolves to a response: arguments of its constructor.
    pub fn response(arguments: &str) -> Self {
        Self::new("fetch", &format!("async () => new Response({arguments})"))
    }
}

impl Drop for Stub {
    fn drop(&mut self) {
        Reflect::set(&global(), &self.name.into(), &self.original).unwrap();
    }
}
