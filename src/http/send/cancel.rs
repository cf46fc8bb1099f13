//! Ending an attempt early: by the caller's signal, or because its time is over.
//!
//! The platform never sees the caller's signal: its reason may be anything, and it may come from another realm.

use std::{
    cell::RefCell,
    future::poll_fn,
    pin::pin,
    rc::Rc,
    task::{Poll, Waker},
};

use js_sys::Promise;
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use wasm_bindgen_futures::JsFuture;

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

/// Ends what is waited for when it must, and takes its timer and listener away when dropped.
pub struct Cancel {
    controller: web_sys::AbortController,
    state: Rc<RefCell<State>>,
    timer: Option<(JsValue, Closure<dyn FnMut()>)>,
    listener: Option<(AbortSignalLike, Closure<dyn FnMut()>)>,
}

#[derive(Default)]
struct State {
    interruption: Option<Interruption>,
    waker: Option<Waker>,
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
}

/// A signal's reason; none where asking for it throws.
fn reason(signal: &AbortSignalLike) -> JsValue {
    signal.reason().unwrap_or(JsValue::UNDEFINED)
}

fn not_a_signal() -> Error {
    Error::invalid("signal", "must be an AbortSignal, such as `controller.signal`")
}

impl Cancel {
    /// Begins to watch the signal and the clock.
    ///
    /// # Errors
    /// The signal is aborted already.
    pub fn new(signal: Option<&Signal>, timeout: Option<u32>) -> Result<Self> {
        if let Some(Signal(signal)) = signal
            && signal.aborted().unwrap_or_default()
        {
            return Err(Error::Abort { reason: reason(signal) });
        }
        let controller = web_sys::AbortController::new().map_err(|cause| Error::Connection {
            message: "this platform has no AbortController".to_owned(),
            cause,
        })?;
        let mut cancel = Self {
            controller,
            state: Rc::default(),
            timer: None,
            listener: None,
        };
        if let Some(milliseconds) = timeout {
            let end = cancel.ending(move || Interruption::TimedOut(milliseconds));
            let timer = platform::set_timeout(end.as_ref().unchecked_ref(), milliseconds);
            cancel.timer = Some((timer, end));
        }
        if let Some(Signal(signal)) = signal {
            let source = signal.clone();
            let end = cancel.ending(move || Interruption::Aborted(reason(&source)));
            let listening = signal.add_event_listener("abort", end.as_ref().unchecked_ref());
            listening.map_err(|_| not_a_signal())?;
            cancel.listener = Some((signal.clone(), end));
        }
        Ok(cancel)
    }

    /// The signal to give to the platform.
    pub fn signal(&self) -> web_sys::AbortSignal {
        self.controller.signal()
    }

    /// Waits for a promise, or for the interruption if that comes first, even when the promise ignores the signal.
    pub async fn or(&self, promise: std::result::Result<Promise, JsValue>) -> Result<JsValue, Interruption> {
        let mut future = pin!(JsFuture::from(promise.map_err(Interruption::Failed)?));
        poll_fn(|context| {
            let mut state = self.state.borrow_mut();
            if let Some(interruption) = state.interruption.take() {
                return Poll::Ready(Err(interruption));
            }
            state.waker = Some(context.waker().clone());
            drop(state);
            future.as_mut().poll(context).map_err(Interruption::Failed)
        })
        .await
    }

    /// A callback that ends the wait for a reason.
    fn ending(&self, reason: impl Fn() -> Interruption + 'static) -> Closure<dyn FnMut()> {
        let state = Rc::clone(&self.state);
        let controller = self.controller.clone();
        Closure::new(move || {
            let waker = {
                let mut state = state.borrow_mut();
                state.interruption.get_or_insert_with(&reason);
                state.waker.take()
            };
            if let Some(waker) = waker {
                waker.wake();
            }
            controller.abort();
        })
    }
}

impl Drop for Cancel {
    fn drop(&mut self) {
        if let Some((timer, _)) = &self.timer {
            platform::clear_timeout(timer);
        }
        if let Some((signal, end)) = &self.listener {
            // What was added can be removed.
            let _ = signal.remove_event_listener("abort", end.as_ref().unchecked_ref());
        }
    }
}
