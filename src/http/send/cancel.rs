//! Ending a wait early: by the caller's signal, or because its time is over.
//!
//! The platform never sees the caller's signal: its reason may be anything, and it may come from another realm.

use js_sys::Promise;
use wasm_bindgen::{JsCast, JsValue};
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
/// was started.
///
/// All that can end the wait is given the same `resolve`, so that no callback of ours lives as long as the wait.
///
/// # Errors
/// The signal cannot be listened to; nothing is started then.
pub async fn wait(
    signal: Option<&Signal>,
    timeout: Option<u32>,
    start: &mut dyn FnMut() -> std::result::Result<Promise, JsValue>,
) -> Result<std::result::Result<JsValue, Interruption>> {
    let (mut timer, mut listener, mut listening) = (None, None, Ok(()));
    let first = Promise::new(&mut |resolve, reject| {
        if let Some(Signal(signal)) = signal {
            listening = signal.add_event_listener("abort", &resolve);
            listener = Some(resolve.clone());
        }
        // What the platform made `resolve` and `reject` for cannot fail.
        let _ = match listening.is_ok().then(&mut *start) {
            None => resolve.call0(&JsValue::UNDEFINED),
            Some(Err(thrown)) => reject.call1(&JsValue::UNDEFINED, &thrown),
            Some(Ok(promise)) => {
                timer = timeout.map(|milliseconds| platform::set_timeout(&resolve, milliseconds, &JsValue::NULL));
                Ok(platform::pass_on(&promise, &resolve, &reject))
            }
        };
    });
    let ended = JsFuture::from(first).await;
    if let Some(timer) = &timer {
        platform::clear_timeout(timer);
    }
    listening.map_err(|_| not_a_signal())?;
    if let (Some(Signal(signal)), Some(listener)) = (signal, &listener) {
        // What was added can be removed.
        let _ = signal.remove_event_listener("abort", listener);
    }
    Ok(match (ended, signal) {
        (Err(thrown), _) => Err(Interruption::Failed(thrown)),
        (Ok(value), _) if platform::is_array(&value) => Ok(value),
        // An event, or whatever else the signal calls its listeners with.
        (Ok(value), Some(signal)) if !value.is_null() => Err(Interruption::Aborted(signal.reason())),
        _ => Err(Interruption::TimedOut(timeout.unwrap_or_default())),
    })
}
