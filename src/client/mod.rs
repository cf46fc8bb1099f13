//! A client for Rust programs in browsers, such as those made with Leptos or Yew.
//!
//! ```toml
//! [dependencies]
//! digitalocean-wasm = { version = "0.1", default-features = false, features = ["client"] }
//! ```
//!
//! The default features are those of the npm package. Without them nothing of it gets into your module: no exports, no
//! TypeScript, no allocator.
//!
//! ```no_run
//! use digitalocean_wasm::{
//!     client::{Client, Result},
//!     http::{ABSENT, Native},
//!     models::databases::dbs::DatabaseDb,
//!     requests::databases::{clusters, dbs},
//! };
//!
//! # async fn example() -> Result<()> {
//! let client = Client::new("dop_v1_…")?;
//! for cluster in client.send(&clusters::list(&ABSENT)).await? {
//!     println!("{} runs {}", cluster.name, cluster.engine.as_str());
//!     let id = Native(cluster.id);
//!     let orders = Native(DatabaseDb { name: "orders".to_owned(), extra: Default::default() });
//!     client.send(&dbs::create(&id, &orders)).await?;
//!     client.send(&dbs::delete(&id, &Native("orders"))).await?;
//! }
//! # Ok(())
//! # }
//! ```
//!
//! Each operation of the API is a function in [`requests`](crate::requests), which makes a request of its parameters:
//! [`Native`](crate::http::Native) values, or [`ABSENT`](crate::http::ABSENT) where an optional one is left out. The
//! types they hold and return are in [`models`](crate::models). A list comes whole with [`Client::send`] where the API
//! has no pages, else page by page: see [`Client::send_page`], [`Client::send_all`] and [`Client::pages`].
//!
//! # Retries, timeouts and errors
//! A request that fails is retried as the npm package does it: up to two times, after a growing random delay or the one
//! that the API asks for, and only where a second request does no harm. An attempt may take 30 seconds. [`Client`] has
//! the options. Dropping the future of a call aborts its request.
//!
//! An [`Error`] has the API's own words, and is `Send`, `Sync` and `Clone`, so that it can be kept in a signal.
//! In pages, browsers hide the `retry-after` header from the client; `ratelimit-reset` stands in for it after a 429.
//!
//! # Leptos
//! ```ignore
#![doc = include_str!("example.rs")]
//! ```
//!
//! # Where it runs
//! In pages and workers of browsers, and in Node. It sends with [`gloo_net`] and waits with [`wasm_bindgen_futures`], so
//! its futures belong to the thread that made them: give them to `LocalResource`, `Action::new_local`
//! or `spawn_local`. The code compiles for servers too, where no call may be made.
//!
//! A `fetch` that a page puts in place of the browser's must reject with an `Error` and resolve to a `Response`, as
//! gloo-net panics otherwise.

mod attempt;
mod call;
mod check;
mod error;
mod json;
mod options;
mod page;
mod send;
mod timer;

pub use error::{Error, ErrorFields, Result};
pub use options::Client;
pub use page::{NextPage, Page, Pages};
