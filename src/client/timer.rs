//! Waiting by the platform's timers.

use std::{
    future::poll_fn,
    pin::{Pin, pin},
    task::{Context, Poll},
    time::Duration,
};

use js_sys::{Function, Promise};
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = setTimeout)]
    fn set_timeout(callback: &Function, milliseconds: i32) -> JsValue;
    #[wasm_bindgen(js_name = clearTimeout)]
    fn clear_timeout(id: &JsValue);
}

/// A timer that is cleared when it is dropped.
struct Timer {
    id: JsValue,
    resolve: Function,
    elapsed: JsFuture,
}

impl Timer {
    fn new(duration: Duration) -> Self {
        // Platforms take a delay of more than 24 days for no delay at all.
        let milliseconds = i32::try_from(milliseconds(duration)).unwrap_or(i32::MAX);
        let (mut id, mut resolve) = (JsValue::UNDEFINED, Function::default());
        let promise = Promise::new(&mut |resolved, _| {
            id = set_timeout(&resolved, milliseconds);
            resolve = resolved;
        });
        Self {
            id,
            resolve,
            elapsed: JsFuture::from(promise),
        }
    }
}

impl Future for Timer {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        Pin::new(&mut self.elapsed).poll(context).map(|_| ())
    }
}

impl Drop for Timer {
    fn drop(&mut self) {
        clear_timeout(&self.id);
        // A `JsFuture` keeps its callbacks until its promise settles.
        let _ = self.resolve.call0(&JsValue::UNDEFINED);
    }
}

/// Whole milliseconds of a duration, rounded up.
pub(super) fn milliseconds(duration: Duration) -> u128 {
    duration.as_nanos().div_ceil(1_000_000)
}

/// Completes after a duration.
pub(super) async fn sleep(duration: Duration) {
    Timer::new(duration).await;
}

/// The output of a future, or `None` when the limit is over first. The future is dropped then.
pub(super) async fn within<T>(limit: Option<Duration>, future: impl Future<Output = T>) -> Option<T> {
    let Some(limit) = limit else {
        return Some(future.await);
    };
    let mut timer = Timer::new(limit);
    let mut future = pin!(future);
    poll_fn(|context| match future.as_mut().poll(context) {
        Poll::Ready(output) => Poll::Ready(Some(output)),
        Poll::Pending => Pin::new(&mut timer).poll(context).map(|()| None),
    })
    .await
}
