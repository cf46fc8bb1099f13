//! The models by themselves, and against the fixtures.

mod databases;
mod fixtures;
mod model_macro;
mod registry;
mod tables;
