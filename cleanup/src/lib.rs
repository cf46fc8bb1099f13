//! Plans the clean-up of a container registry.
//!
//! Pure: [`plan::plan`] makes a plan of a [`snapshot::Snapshot`], rules and a time, and [`check::check`] compares a plan
//! with a later snapshot. Neither reads, writes or waits, and neither can fail.
//!
//! A registry's API tells neither media types nor subjects. A manifest whose digest is among another manifest's blobs, in
//! the same repository, is that one's child; a tag `sha256-<hex>`, with or without an ending, says that its manifest
//! refers to that digest. Whatever cannot be told is kept.

pub mod check;
mod digests;
mod findings;
pub mod fingerprint;
mod frees;
mod glob;
mod graph;
#[cfg(feature = "js")]
mod js;
mod keep;
mod order;
pub mod plan;
pub mod reader;
mod reasons;
pub mod rules;
pub mod snapshot;
mod time;
mod warnings;
