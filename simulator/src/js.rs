//! The exports of the npm package: strings of JSON, numbers and bytes.

use js_sys::Array;
use serde::Deserialize;
use serde_json::Value;
use wasm_bindgen::prelude::{JsError, JsValue, wasm_bindgen};

use crate::auth::ALL_SCOPES;
use crate::json;
use crate::push::Image;
use crate::request::Request;
use crate::response::Response;
use crate::seeds::Seed;
use crate::simulator::{Options, Simulator};
use crate::time::{Millis, Time};

/// A simulator.
#[wasm_bindgen]
pub struct Core(Simulator);

/// The options of a new one.
#[derive(Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Given {
    /// The name of a seed, or a state.
    seed: Value,
    rate_limit: bool,
    create_404: Millis,
}

impl Default for Given {
    fn default() -> Self {
        let Options {
            rate_limit, create_404, ..
        } = Options::default();
        Self {
            seed: Value::Null,
            rate_limit,
            create_404,
        }
    }
}

#[wasm_bindgen]
impl Core {
    /// Makes a simulator at a time. The options are an object of `seed`, which is a name or a state, `rate_limit` and
    /// `create_404`; each may be left out.
    #[wasm_bindgen(constructor)]
    pub fn new(options: &str, now: f64) -> Result<Self, JsError> {
        simulator(options, time(now))
            .map(Self)
            .map_err(|message| JsError::new(&message))
    }

    /// Answers a request. The headers are a JSON array of names and values; the answer is an array of the status, the
    /// same kind of headers, and the body.
    pub fn handle(&mut self, method: &str, target: &str, headers: &str, body: &[u8], now: f64) -> Array {
        let request = Request {
            method: method.to_owned(),
            target: target.to_owned(),
            headers: serde_json::from_str(headers).unwrap_or_default(),
            body: body.to_owned(),
        };
        array(&self.0.handle(&request, time(now)))
    }

    /// Answers with an error, in the API's words unless others are given.
    #[allow(clippy::needless_pass_by_value, reason = "wasm-bindgen hands over strings")]
    pub fn fault(&mut self, target: &str, status: u16, id: Option<String>, message: Option<String>, now: f64) -> Array {
        let response = self
            .0
            .error_response(status, id.as_deref(), message.as_deref(), target, time(now));
        array(&response)
    }

    /// The state as JSON.
    pub fn state(&self) -> String {
        json::text(&self.0.store)
    }

    /// Replaces the state. The error names the place of what is wrong, and then nothing is changed.
    pub fn load(&mut self, state: &str) -> Result<(), JsError> {
        let loaded = parse(state).and_then(|state| self.0.load(state));
        loaded.map_err(|message| JsError::new(&message))
    }

    /// Pushes an image to a registry of the account of the seed; returns its digest. The tags have spaces between them.
    pub fn push(
        &mut self,
        registry: &str,
        repository: &str,
        tags: &str,
        platforms: usize,
        now: f64,
    ) -> Result<String, JsError> {
        let image = Image {
            registry,
            repository,
            tags: tags.split_whitespace().map(str::to_owned).collect(),
            platforms,
        };
        let pushed = self.0.push(&image, time(now));
        pushed.map_err(|message| JsError::new(&message))
    }

    /// Adds a token for the account of the seed, with scopes that have spaces between them, or all if there are none.
    pub fn token(&mut self, scopes: &str) -> String {
        let scopes: Vec<_> = scopes.split_whitespace().collect();
        self.0.add_token(if scopes.is_empty() { ALL_SCOPES } else { &scopes })
    }
}

fn simulator(options: &str, now: Time) -> Result<Simulator, String> {
    let Given {
        seed,
        rate_limit,
        create_404,
    } = json::read(parse(options)?, "options")?;
    let (seed, state) = match seed {
        Value::Null => (Seed::default(), None),
        Value::String(name) => (name.parse()?, None),
        state => (Seed::Empty, Some(state)),
    };
    let mut simulator = Simulator::new(Options {
        started_at: now,
        seed,
        rate_limit,
        create_404,
        ..Options::default()
    });
    if let Some(state) = state {
        simulator.load(state)?;
    }
    Ok(simulator)
}

fn parse(text: &str) -> Result<Value, String> {
    serde_json::from_str(text).map_err(|error| format!("not JSON: {error}"))
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a time that is none becomes the nearest that is one"
)]
fn time(milliseconds: f64) -> Time {
    milliseconds as Time
}

fn array(response: &Response) -> Array {
    let headers = json::text(&response.headers);
    let body = response.body.as_str();
    [JsValue::from(response.status), headers.into(), body.into()]
        .into_iter()
        .collect()
}
