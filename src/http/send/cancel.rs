//! Ending a wait early: by the caller's signal, or because its time is over.
//!
//! The platform never sees the caller's signal: its reason may be anything, and it may come from another realm.

use std::{
    cell::RefCell,
    future::poll_fn,
    rc::Rc,
    task::{Poll, Waker},
};

use js_sys::{Function, Promise};
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};

use super::platform::{self, AbortSignalLike};
use crate::http::{Error, Result};

/// A signal of the caller's.
pub struct Signal(AbortSignalLike);

/// Why a wait ended without a value.
pub enum Interruption {
    /// The caller's signal was aborted; its reason.
    Aborted(JsValue),
    /// The time was over; how much there was, in milliseconds.
    TimedOut(u32),
    /// What was waited for threw.
    Failed(JsValue),
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
            return Err(Error::Abort { reason: self.reason() });
        }
        Ok(())
    }

    /// Its reason; none where asking for it throws.
    fn reason(&self) -> JsValue {
        self.0.reason().unwrap_or(JsValue::UNDEFINED)
    }
}

fn not_a_signal() -> Error {
    Error::invalid("signal", "must be an AbortSignal, such as `controller.signal`")
}

/// Waits for what `start` promises, an array, or for an interruption if that comes first, even when nobody stops what
/// was started. What is promised must not be rejected.
///
/// All that can end the wait calls the same callback, because making one is dear.
///
/// # Errors
/// The signal cannot be listened to; nothing is started then.
pub async fn wait(
    signal: Option<&Signal>,
    timeout: Option<u32>,
    start: impl FnOnce() -> std::result::Result<Promise, JsValue>,
) -> Result<std::result::Result<JsValue, Interruption>> {
    let state = Rc::new(RefCell::new(State::default()));
    let callback = callback(Rc::clone(&state));
    let function = callback.as_ref().unchecked_ref::<Function>();
    if let Some(Signal(signal)) = signal {
        let listening = signal.add_event_listener("abort", function);
        listening.map_err(|_| not_a_signal())?;
    }
    let started = start().map(|promise| platform::pass_on(&promise, function));
    let timer = timeout.map(|milliseconds| platform::set_timeout(function, milliseconds, &JsValue::NULL));
    let ended = match started {
        Err(thrown) => Err(thrown),
        Ok(_) => Ok(ended(&state).await),
    };
    if let Some(timer) = &timer {
        platform::clear_timeout(timer);
    }
    if let Some(Signal(signal)) = signal {
        // What was added can be removed.
        let _ = signal.remove_event_listener("abort", function);
    }
    let interruption = match ended {
        Err(thrown) => return Ok(Err(Interruption::Failed(thrown))),
        Ok(value) if platform::is_array(&value) => return Ok(Ok(value)),
        // An event, or whatever else the signal calls its listeners with.
        Ok(value) if !value.is_null() => Interruption::Aborted(signal.map_or(JsValue::UNDEFINED, Signal::reason)),
        Ok(_) => Interruption::TimedOut(timeout.unwrap_or_default()),
    };
    // What was started calls it later.
    callback.into_js_value();
    Ok(Err(interruption))
}

#[derive(Default)]
struct State {
    value: Option<JsValue>,
    waker: Option<Waker>,
}

/// A callback that keeps the first value it is called with, and wakes who waits for it.
fn callback(state: Rc<RefCell<State>>) -> Closure<dyn FnMut(JsValue)> {
    Closure::new(move |value| {
        let waker = {
            let mut state = state.borrow_mut();
            state.value.get_or_insert(value);
            state.waker.take()
        };
        if let Some(waker) = waker {
            waker.wake();
        }
    })
}

/// The first value.
async fn ended(state: &RefCell<State>) -> JsValue {
    poll_fn(|context| {
        let mut state = state.borrow_mut();
        if let Some(value) = state.value.take() {
            return Poll::Ready(value);
        }
        state.waker = Some(context.waker().clone());
        Poll::Pending
    })
    .await
}
