//! Waiting for an answer or for time to pass, unless the caller's signal or the deadline ends it; `wait.js` does it.

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

use super::{Call, platform};
use crate::http::{Error, Kind, Result, retry::Told};

#[wasm_bindgen(module = "/src/http/send/wait.js")]
extern "C" {
    #[wasm_bindgen(catch)]
    #[allow(clippy::too_many_arguments)]
    fn exchange(
        fetch: Option<&Function>,
        hooks: &JsValue,
        url: &str,
        method: &str,
        headers: &web_sys::Headers,
        body: Option<&str>,
        signal: &JsValue,
        timeout: f64,
        until: f64,
        done: &JsValue,
    ) -> Result<(), JsValue>;
    #[wasm_bindgen(catch)]
    fn pause(hooks: &JsValue, milliseconds: u32, signal: &JsValue, until: f64, done: &JsValue) -> Result<(), JsValue>;
}

/// What `fetch` gave.
pub struct Exchanged {
    /// The response.
    pub response: web_sys::Response,
    /// Its status.
    pub status: u16,
    /// The text of its body.
    pub text: JsValue,
    /// What it says of when to come back.
    pub told: Told,
}

fn not_a_signal() -> Error {
    Error::invalid("signal", "must be an AbortSignal, such as `controller.signal`")
}

fn aborted(reason: JsValue) -> Error {
    Error::thrown(Kind::Abort, "the call was aborted".to_owned(), reason)
}

/// Calls `fetch` and reads the body of its answer; counts that as an attempt, if it came to it.
///
/// # Errors
/// What ended it early; or the signal cannot be listened to, and nothing is sent.
pub async fn answer(call: &mut Call, headers: &web_sys::Headers) -> Result<Exchanged> {
    let Call { sender, request, .. } = call;
    let base_url = &sender.base_url;
    let url = format!("{base_url}{}", request.path);
    let state = State::default();
    let started = exchange(
        sender.fetch.as_ref(),
        &call.hooks,
        &url,
        request.method.as_str(),
        headers,
        request.body.as_deref(),
        &call.options.signal,
        call.options.timeout,
        call.until,
        &state.done(),
    );
    started.map_err(|_| not_a_signal())?;
    let Ended {
        how,
        is_sent,
        value,
        status,
        text,
        told,
    } = state.ended().await;
    call.attempts += u32::from(is_sent);
    match how {
        0 => {
            let status = status.as_f64().ok_or_else(|| {
                let message = "`fetch` resolved to something that is not a Response";
                Error::new(Kind::Misdirected, message.to_owned())
            })?;
            Ok(Exchanged {
                response: value.unchecked_into(),
                // Statuses have three digits; what has not is none of them.
                #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
                status: status as u16,
                text,
                told,
            })
        }
        1 => {
            let message = format!("no whole answer from {base_url}");
            Err(Error::thrown(Kind::Connection, message, value))
        }
        2 => Err(aborted(value)),
        3 => {
            let (name, time) = if platform::now() >= call.until {
                ("deadline", call.options.deadline)
            } else {
                ("timeout", call.options.timeout)
            };
            // The shell has seen to it that it is a whole number in range.
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            let time = time as u32;
            let message = format!("no whole answer within {time} ms, the {name}");
            Err(Error::new(Kind::Timeout, message))
        }
        _ => {
            let message = "token: the function that gives it failed";
            Err(Error::thrown(Kind::InvalidRequest, message.to_owned(), value))
        }
    }
}

/// Lets time pass.
///
/// # Errors
/// The signal ended it early.
pub async fn time(call: &Call, milliseconds: u32) -> Result<()> {
    let state = State::default();
    let started = pause(
        &call.hooks,
        milliseconds,
        &call.options.signal,
        call.until,
        &state.done(),
    );
    started.map_err(|_| not_a_signal())?;
    let ended = state.ended().await;
    if ended.how == 2 {
        Err(aborted(ended.value))
    } else {
        Ok(())
    }
}

/// What `done` is called with.
struct Ended {
    how: u32,
    is_sent: bool,
    value: JsValue,
    status: JsValue,
    text: JsValue,
    told: Told,
}

/// What a wait ended with, and who waits for that.
#[derive(Clone, Default)]
struct State(Rc<RefCell<(Option<Ended>, Option<Waker>)>>);

impl State {
    /// A callback that keeps what it is called with, and wakes who waits for it.
    fn done(&self) -> JsValue {
        let Self(state) = self.clone();
        Closure::once_into_js(
            move |how, is_sent, value, status, text, retry_after: Option<f64>, reset: Option<f64>| {
                let number = |told: Option<f64>| told.filter(|told| !told.is_nan());
                let told = Told {
                    retry_after: number(retry_after),
                    reset: number(reset),
                };
                let waker = {
                    let mut state = state.borrow_mut();
                    state.0 = Some(Ended {
                        how,
                        is_sent,
                        value,
                        status,
                        text,
                        told,
                    });
                    state.1.take()
                };
                if let Some(waker) = waker {
                    waker.wake();
                }
            },
        )
    }

    async fn ended(&self) -> Ended {
        poll_fn(|context| {
            let mut state = self.0.borrow_mut();
            if let Some(ended) = state.0.take() {
                return Poll::Ready(ended);
            }
            state.1 = Some(context.waker().clone());
            Poll::Pending
        })
        .await
    }
}
