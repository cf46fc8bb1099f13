//! What the platform offers, imported so that whatever it throws comes back as an error.

use js_sys::{Array, Function, JsString, Object, Promise, Reflect};
use wasm_bindgen::{
    JsCast, JsValue,
    prelude::{Closure, wasm_bindgen},
};

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
    pub fn set_timeout(callback: &Function, milliseconds: u32, argument: &JsValue) -> JsValue;
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

    type Parsed;
    #[wasm_bindgen(method, structural, indexing_getter)]
    fn field_of(this: &Parsed, key: &str) -> JsValue;

    /// A response of any realm or library, each part of which may throw.
    pub type ResponseLike;
    #[wasm_bindgen(method, catch)]
    fn text(this: &ResponseLike) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch, getter)]
    fn headers(this: &ResponseLike) -> Result<HeadersLike, JsValue>;
    #[wasm_bindgen(method, catch, getter)]
    fn status(this: &ResponseLike) -> Result<JsValue, JsValue>;

    /// How a promise was settled.
    type Settled;
    #[wasm_bindgen(method, getter)]
    fn value(this: &Settled) -> JsValue;
    #[wasm_bindgen(method, getter)]
    fn reason(this: &Settled) -> JsValue;

    type Thenable;
    #[wasm_bindgen(method)]
    fn then(this: &Thenable, resolved: &JsValue, rejected: &JsValue) -> JsValue;

    #[wasm_bindgen(js_namespace = Array, js_name = isArray)]
    pub fn is_array(value: &JsValue) -> bool;
    // `Array.of` takes engines microseconds.
    #[wasm_bindgen(js_name = Array)]
    fn pair(first: &JsValue, second: &JsValue) -> Array;

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

/// Calls the caller's `fetch`, or the platform's as it is now, and reads the body of its answer: a promise of how the
/// response and its text were settled. Either `fetch` may be a mock that gives no promise.
pub fn exchange(own: Option<&Function>, url: &str, init: &Init, read: &Reader) -> Result<Promise, JsValue> {
    let called = match own {
        None => global_fetch(url, init),
        Some(own) => own.call2(&JsValue::UNDEFINED, &url.into(), init),
    };
    let response = Promise::resolve(&called?);
    let text = response
        .unchecked_ref::<Thenable>()
        .then(read.as_ref(), &JsValue::UNDEFINED);
    Ok(Promise::all_settled(&pair(&response, &text)))
}

/// A callback that reads the body of a response. A client makes one for all its calls, for making one is dear.
pub type Reader = Closure<dyn FnMut(JsValue) -> JsValue>;

/// A callback that reads the body of a response; `undefined` of what has none.
pub fn reader() -> Reader {
    Closure::new(
        |response: JsValue| match response.unchecked_ref::<ResponseLike>().text() {
            Ok(text) => text,
            Err(thrown) if is_function(&response, "text") => Promise::reject(&thrown).into(),
            Err(_) => JsValue::UNDEFINED,
        },
    )
}

/// Calls `then` with what a promise resolves to.
pub fn pass_on(promise: &Promise, then: &Function) -> JsValue {
    promise.unchecked_ref::<Thenable>().then(then, &JsValue::UNDEFINED)
}

/// Other headers with the same fields.
pub fn copy_headers(headers: &web_sys::Headers) -> web_sys::Headers {
    HeadersLike::copied(headers).unchecked_into()
}

/// The response, its status and its body's text, of what an [`exchange`] gave, if `fetch` gave what is read of a
/// response. It may be of another realm or library.
///
/// # Errors
/// What `fetch`, or reading the body, threw.
pub fn response(exchanged: JsValue) -> Result<Result<(ResponseLike, u16, JsValue)>, JsValue> {
    let exchanged = exchanged.unchecked_into::<Array>();
    let [response, text] = [0, 1].map(|index| exchanged.get(index).unchecked_into::<Settled>());
    let failed = || !Reflect::has(&text, &"value".into()).unwrap_or_default();
    let value = text.value();
    // Where there is no response, its text failed likewise.
    if value.is_undefined() && failed() {
        return Err(text.reason());
    }
    let (response, text) = (response.value(), value);
    // The platform's own needs no looking at.
    if let Some(own) = response.dyn_ref::<web_sys::Response>().filter(|_| text.is_string()) {
        let status = own.status();
        return Ok(Ok((response.unchecked_into(), status, text)));
    }
    let response = response.unchecked_into::<ResponseLike>();
    let status = response.status().ok().and_then(|status| status.as_f64());
    let has_headers = response.headers().is_ok_and(|headers| is_function(&headers, "get"));
    Ok(match status {
        Some(status) if text.is_string() && has_headers => {
            // Statuses have three digits; what has not is none of them.
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            let status = status as u16;
            Ok((response, status, text))
        }
        _ => Err(Error::Connection {
            message: "`fetch` resolved to something that is not a Response".to_owned(),
            cause: JsValue::UNDEFINED,
        }),
    })
}

/// A header of a response, if it has it and gives it.
pub fn header(response: &ResponseLike, name: &str) -> Option<String> {
    let headers = response.headers().ok()?;
    headers.get(name).ok()?.as_string()
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
        && is_function(value, "addEventListener")
        && is_function(value, "removeEventListener")
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

/// Whether a property of a value that may be anything is a function.
fn is_function(value: &JsValue, key: &str) -> bool {
    get(value, key).is_some_and(|property| property.is_function())
}

/// A field of what was parsed from JSON; `undefined` of what has none.
pub fn field(parsed: &JsValue, key: &str) -> JsValue {
    if parsed.is_null_or_undefined() {
        return JsValue::UNDEFINED;
    }
    parsed.unchecked_ref::<Parsed>().field_of(key)
}

/// A property of a value that may be anything.
pub fn get(value: &JsValue, key: &str) -> Option<JsValue> {
    // What has no properties throws.
    value.unchecked_ref::<Anything>().property_of(key).ok()
}
