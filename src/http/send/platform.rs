//! What the platform offers, imported so that whatever it throws comes back as an error.

use js_sys::{Function, JsString, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};

use crate::http::{Error, Result};

#[wasm_bindgen]
extern "C" {
    /// The second argument of `fetch`: a plain object, which every implementation and wrapper understands.
    #[wasm_bindgen(extends = js_sys::Object)]
    pub type Init;
    #[wasm_bindgen(method, setter)]
    pub fn set_method(this: &Init, method: &str);
    #[wasm_bindgen(method, setter)]
    pub fn set_headers(this: &Init, headers: &web_sys::Headers);
    #[wasm_bindgen(method, setter)]
    pub fn set_body(this: &Init, body: &str);
    #[wasm_bindgen(method, setter)]
    pub fn set_signal(this: &Init, signal: &web_sys::AbortSignal);
    #[wasm_bindgen(method, setter)]
    pub fn set_redirect(this: &Init, redirect: &str);
    #[wasm_bindgen(method, setter)]
    pub fn set_credentials(this: &Init, credentials: &str);

    /// An abort signal of any realm.
    #[derive(Clone)]
    pub type AbortSignalLike;
    #[wasm_bindgen(method, catch, getter)]
    pub fn aborted(this: &AbortSignalLike) -> Result<bool, JsValue>;
    #[wasm_bindgen(method, catch, getter)]
    pub fn reason(this: &AbortSignalLike) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch, js_name = addEventListener)]
    pub fn add_event_listener(this: &AbortSignalLike, kind: &str, listener: &Function) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch, js_name = removeEventListener)]
    pub fn remove_event_listener(this: &AbortSignalLike, kind: &str, listener: &Function) -> Result<(), JsValue>;

    #[wasm_bindgen(js_name = setTimeout)]
    pub fn set_timeout(callback: &Function, milliseconds: u32) -> JsValue;
    #[wasm_bindgen(js_name = clearTimeout)]
    pub fn clear_timeout(timer: &JsValue);

    #[wasm_bindgen(catch, js_name = fetch)]
    fn global_fetch(url: &str, init: &Init) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(js_name = Headers)]
    type HeadersLike;
    #[wasm_bindgen(constructor, js_class = "Headers")]
    fn copied(headers: &web_sys::Headers) -> HeadersLike;
    #[wasm_bindgen(method, catch)]
    fn get(this: &HeadersLike, name: &str) -> Result<JsValue, JsValue>;

    type Anything;
    #[wasm_bindgen(method, structural, catch, indexing_getter)]
    fn property_of(this: &Anything, key: &str) -> Result<JsValue, JsValue>;

    /// A response of any realm or library, each part of which may throw.
    pub type ResponseLike;
    #[wasm_bindgen(method, catch)]
    fn text(this: &ResponseLike) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch, getter)]
    fn headers(this: &ResponseLike) -> Result<HeadersLike, JsValue>;

    #[wasm_bindgen(catch, js_namespace = JSON, js_name = parse)]
    fn parse_json(text: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = JSON, js_name = parse)]
    fn parse_json_with(text: &str, reviver: &mut dyn FnMut(JsValue, JsValue) -> JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(catch, js_name = BigInt)]
    fn bigint(digits: &str) -> Result<JsValue, JsValue>;
}

impl Init {
    /// An empty one.
    pub fn new() -> Self {
        Object::new().unchecked_into()
    }

    /// Another one with the same fields.
    pub fn copy(&self) -> Self {
        Object::assign(&Object::new(), self).unchecked_into()
    }
}

/// Calls the caller's `fetch`, or the platform's as it is now. Either may be a mock that gives no promise.
pub fn fetch(own: Option<&Function>, url: &str, init: &Init) -> Result<Promise, JsValue> {
    let called = match own {
        None => global_fetch(url, init),
        Some(own) => own.call2(&JsValue::UNDEFINED, &url.into(), init),
    };
    called.map(|answer| Promise::resolve(&answer))
}

/// Other headers with the same fields.
pub fn copy_headers(headers: &web_sys::Headers) -> web_sys::Headers {
    HeadersLike::copied(headers).unchecked_into()
}

/// What `fetch` gave and its status, if it has what is read of a response. It may be of another realm or library.
pub fn response(value: JsValue) -> Result<(ResponseLike, u16)> {
    let is_function = |object: &JsValue, key: &str| get(object, key).is_some_and(|value| value.is_function());
    let status = get(&value, "status").and_then(|status| status.as_f64());
    let headers = get(&value, "headers").unwrap_or(JsValue::UNDEFINED);
    match status {
        Some(status) if is_function(&value, "text") && is_function(&headers, "get") => {
            // Statuses have three digits; what has not is none of them.
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            let status = status as u16;
            Ok((value.unchecked_into(), status))
        }
        _ => Err(not_a_response()),
    }
}

/// A header of a response, if it has it and gives it.
pub fn header(response: &ResponseLike, name: &str) -> Option<String> {
    let headers = response.headers().ok()?;
    headers.get(name).ok()?.as_string()
}

/// The caller's `fetch` does not do what `fetch` does.
pub fn not_a_response() -> Error {
    Error::Connection {
        message: "`fetch` resolved to something that is not a Response".to_owned(),
        cause: JsValue::UNDEFINED,
    }
}

/// The body as a JavaScript string.
pub fn text(response: &ResponseLike) -> Result<Promise, JsValue> {
    let text = response.text()?;
    Ok(Promise::resolve(&text))
}

/// Whether a body has nothing to parse.
pub fn is_blank(text: &JsValue) -> bool {
    text.unchecked_ref::<JsString>().trim().length() == 0
}

/// Parses JSON as the engine does.
pub fn parse(text: &JsValue) -> Result<JsValue, JsValue> {
    parse_json(text)
}

/// Parses JSON; strings that begin with `mark` become `bigint`s of what follows.
pub fn parse_marked(text: &str, mark: &str) -> Result<JsValue, JsValue> {
    parse_json_with(text, &mut |_, value| {
        let digits = value.as_string();
        let digits = digits.as_deref().and_then(|text| text.strip_prefix(mark));
        digits.and_then(|digits| bigint(digits).ok()).unwrap_or(value)
    })
}

/// Whether a value has all that is used of an abort signal.
pub fn is_signal(value: &JsValue) -> bool {
    get(value, "aborted").is_some_and(|aborted| aborted.as_bool().is_some())
        && get(value, "addEventListener").is_some_and(|add| add.is_function())
        && get(value, "removeEventListener").is_some_and(|remove| remove.is_function())
}

/// Whether requests here have a `credentials` field.
pub fn knows_credentials() -> bool {
    let prototype = get(&js_sys::global(), "Request").and_then(|request| get(&request, "prototype"));
    prototype.is_some_and(|prototype| Reflect::has(&prototype, &"credentials".into()).unwrap_or(false))
}

/// What was thrown, in a line: its message, and its cause's code or message (Node hides the reason there).
pub fn describe(thrown: &JsValue) -> String {
    let text = |key: &str, of: &JsValue| get(of, key).and_then(|value| value.as_string());
    let message = text("message", thrown).or_else(|| thrown.as_string());
    let message = message.unwrap_or_else(|| "the request failed".to_owned());
    let reason = get(thrown, "cause").and_then(|cause| text("code", &cause).or_else(|| text("message", &cause)));
    match reason {
        Some(reason) if !reason.is_empty() => format!("{message} ({reason})"),
        _ => message,
    }
}

/// A property of a value that may be anything.
pub fn get(value: &JsValue, key: &str) -> Option<JsValue> {
    // What has no properties throws.
    value.unchecked_ref::<Anything>().property_of(key).ok()
}
