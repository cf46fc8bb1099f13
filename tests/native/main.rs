//! The crate on the machine that builds it: its models, its requests, its decisions. One module per file.
#![cfg(not(target_family = "wasm"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[cfg(feature = "client")]
mod client;
mod description;
mod http;
mod models;
mod requests;
mod retry;
mod support;

use std::{fs, path::Path};

/// The files below a folder that no `mod` includes.
fn orphans(folder: &Path, index: &str) -> Vec<String> {
    let declarations = fs::read_to_string(folder.join(index)).unwrap();
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let others = entries.filter(|path| path.file_name().is_some_and(|name| name != index));
    let found = others.flat_map(|path| {
        let module = format!("mod {};", path.file_stem().unwrap().to_str().unwrap());
        if !declarations.lines().any(|line| line == module) {
            return vec![path.display().to_string()];
        }
        if path.is_dir() {
            orphans(&path, "mod.rs")
        } else {
            Vec::new()
        }
    });
    found.collect()
}

#[test]
fn every_file_is_a_module() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/native");
    assert_eq!(orphans(&folder, "main.rs"), [""; 0]);
}
