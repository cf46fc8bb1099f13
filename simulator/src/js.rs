//! Exports (stub).
use crate::{Options, Request, Response, Simulator};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
pub struct Core(Simulator);

#[wasm_bindgen]
impl Core {
    #[wasm_bindgen(constructor)]
    pub fn new(_options: &str, now: f64) -> Result<Core, JsError> {
        Ok(Core(Simulator::new(Options { started_at: now as u64, ..Options::default() })))
    }
    pub fn handle(&mut self, method: &str, target: &str, headers: &str, body: &[u8], now: f64) -> js_sys::Array {
        let mut request = Request::new(method, target);
        request.headers = serde_json::from_str(headers).unwrap_or_default();
        request.body = body.to_vec();
        answer(&self.0.handle(&request, now as u64))
    }
    pub fn fault(&mut self, _target: &str, status: u16, _id: Option<String>, _message: Option<String>, _now: f64) -> js_sys::Array {
        answer(&Response { status, headers: vec![], body: "{\"id\":\"x\",\"message\":\"y\"}".into() })
    }
    pub fn state(&self) -> String { "{}".into() }
    pub fn load(&mut self, _state: &str) -> Result<(), JsError> { Ok(()) }
    pub fn token(&mut self, _scopes: &str) -> String { "dop_v1_simulator".into() }
}
fn answer(response: &Response) -> js_sys::Array {
    js_sys::Array::of3(&response.status.into(), &serde_json::to_string(&response.headers).unwrap_or_default().into(), &response.body.as_str().into())
}
