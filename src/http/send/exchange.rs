//! Waiting for an answer, unless the caller's signal or the time ends it; `exchange.js` does the waiting.
//!
//! `fetch` never sees the caller's signal: its reason may be anything, and it may come from another realm.

use std::{
    cell::RefCell,
    future::poll_fn,
    rc::Rc,
    task::{Poll, Waker},
};

use js_sys::Function;
use wasm_bindgen::{
    JsCast, JsValue,
    prelude::{Closure, wasm_bindgen},
};

use super::platform::{self, AbortSignalLike, ResponseLike};
use crate::http::{Error, Kind, Prepared, Result};

#[wasm_bindgen(module = "/src/http/send/exchange.js")]
extern "C" {
    #[wasm_bindgen(catch, js_name = exchange)]
    fn start(
        fetch: Option<&Function>,
        url: &str,
        method: &str,
        headers: &web_sys::Headers,
        body: Option<&str>,
        signal: Option<&AbortSignalLike>,
        milliseconds: Option<u32>,
        done: &JsValue,
    ) -> Result<(), JsValue>;
}

/// A signal of the caller's.
pub struct Signal(AbortSignalLike);

/// What `fetch` gave.
pub struct Exchanged {
    /// The response, if it is one.
    pub response: ResponseLike,
    /// Its status; `None` of what is no response.
    pub status: Option<u16>,
    /// The text of its body.
    pub text: JsValue,
}

impl Signal {
    /// A value that is a signal.
    ///
    /// # Errors
    /// One that is not.
    pub fn new(value: JsValue) -> Result<Self> {
        if platform::is_signal(&value) {
            Ok(Self(value.unchecked_into()))
        } else {
            Err(not_a_signal())
        }
    }

    /// Nothing, unless it is aborted.
    ///
    /// # Errors
    /// It is aborted.
    pub fn check(&self) -> Result<()> {
        if self.0.aborted().unwrap_or_default() {
            return Err(aborted(self.reason()));
        }
        Ok(())
    }

    /// Its reason; none where asking for it throws.
    fn reason(&self) -> JsValue {
        self.0.reason().unwrap_or(JsValue::UNDEFINED)
    }
}

fn aborted(reason: JsValue) -> Error {
    Error::thrown(Kind::Abort, "the call was aborted".to_owned(), reason)
}

fn not_a_signal() -> Error {
    Error::invalid("signal", "must be an AbortSignal, such as `controller.signal`")
}

/// Calls `fetch` and reads the body of its answer, unless it is interrupted.
///
/// # Errors
/// The interruption; or the signal cannot be listened to, and nothing is sent.
pub async fn exchange(
    fetch: Option<&Function>,
    base_url: &str,
    request: &Prepared,
    headers: &web_sys::Headers,
    signal: Option<&Signal>,
    timeout: Option<u32>,
) -> Result<Exchanged> {
    let state = Rc::new(RefCell::new(State::default()));
    let listener = signal.map(|Signal(signal)| signal);
    let (method, body) = (request.method.as_str(), request.body.as_deref());
    let done = done(Rc::clone(&state));
    let url = format!("{base_url}{}", request.path);
    start(fetch, &url, method, headers, body, listener, timeout, &done).map_err(|_| not_a_signal())?;
    let (how, value, status, text) = ended(&state).await;
    match how {
        0 => Ok(Exchanged {
            response: value.unchecked_into(),
            // Statuses have three digits; what has not is none of them.
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            status: status.as_f64().map(|status| status as u16),
            text,
        }),
        1 => {
            let message = format!("no whole answer from {base_url}: {}", platform::describe(&value));
            Err(Error::thrown(Kind::Connection, message, value))
        }
        2 => Err(aborted(signal.map_or(JsValue::UNDEFINED, Signal::reason))),
        _ => {
            let message = format!("no whole answer within {} ms", timeout.unwrap_or_default());
            Err(Error::new(Kind::Timeout, message))
        }
    }
}

/// What `done` is called with.
type Ended = (u32, JsValue, JsValue, JsValue);

#[derive(Default)]
struct State {
    ended: Option<Ended>,
    waker: Option<Waker>,
}

/// A callback that keeps what it is called with, and wakes who waits for it.
fn done(state: Rc<RefCell<State>>) -> JsValue {
    Closure::once_into_js(move |how, value, status, text| {
        let waker = {
            let mut state = state.borrow_mut();
            state.ended = Some((how, value, status, text));
            state.waker.take()
        };
        if let Some(waker) = waker {
            waker.wake();
        }
    })
}

async fn ended(state: &RefCell<State>) -> Ended {
    poll_fn(|context| {
        let mut state = state.borrow_mut();
        if let Some(ended) = state.ended.take() {
            return Poll::Ready(ended);
        }
        state.waker = Some(context.waker().clone());
        Poll::Pending
    })
    .await
}
