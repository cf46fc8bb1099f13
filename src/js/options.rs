//! Reading options: the client's and a call's.

use wasm_bindgen::JsValue;

use super::arguments::{entries, is_missing, mistyped, unknown};
use crate::http::{
    Config, Input, RequestConfig, Result, config, headers,
    send::{Sender, Signal, function},
};

/// What a client is told.
///
/// # Errors
/// The first option that is unknown or cannot be used.
pub fn client(options: &JsValue) -> Result<Sender> {
    let mut token = String::new();
    let mut base_url = None;
    let mut fetch = None;
    let mut request = RequestConfig {
        timeout: Some(Config::TIMEOUT),
        headers: Vec::new(),
    };
    for (key, value) in entries("options", options)? {
        match key.as_str() {
            "token" => token = value.text("token")?,
            "baseUrl" => base_url = Some(value.text("baseUrl")?),
            "fetch" => fetch = Some(function(&value).ok_or_else(|| mistyped("fetch", "function", &value))?),
            "timeout" => request.timeout = timeout(&value)?,
            "headers" => request.headers = header_fields(&value)?,
            other => return Err(unknown("options", other, "token, baseUrl, timeout, fetch and headers")),
        }
    }
    let config = Config::new(&token, base_url.as_deref(), request)?;
    Ok(Sender::new(config, fetch))
}

/// What a call is told, over what its client was told.
///
/// # Errors
/// The first option that is unknown or cannot be used.
pub fn request(options: &JsValue, client: &RequestConfig) -> Result<(RequestConfig, Option<Signal>)> {
    if is_missing(options) {
        return Ok((client.clone(), None));
    }
    let mut own = RequestConfig {
        timeout: client.timeout,
        headers: Vec::new(),
    };
    let mut signal = None;
    for (key, value) in entries("options", options)? {
        match key.as_str() {
            "signal" => signal = Some(Signal::new(value)?),
            "timeout" => own.timeout = timeout(&value)?,
            "headers" => own.headers = header_fields(&value)?,
            other => return Err(unknown("options", other, "signal, timeout and headers")),
        }
    }
    Ok((own.over(client), signal))
}

fn timeout(value: &JsValue) -> Result<Option<u32>> {
    let milliseconds = value.as_f64().ok_or_else(|| mistyped("timeout", "number", value))?;
    config::timeout(milliseconds)
}

fn header_fields(value: &JsValue) -> Result<Vec<(String, String)>> {
    let mut fields = Vec::new();
    for (name, value) in entries("headers", value)? {
        let value = value.text(&format!("headers[\"{name}\"]"))?;
        headers::header(&name, &value)?;
        fields.push((name, value));
    }
    Ok(fields)
}
