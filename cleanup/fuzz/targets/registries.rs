//! Any registries and rules: every plan must be sound. The properties are those of the crate's tests.
#![no_main]

#[path = "../../tests/support/mod.rs"]
mod support;

use libfuzzer_sys::fuzz_target;
use support::invariants::{assert_final, assert_sound};
use support::{Choices, registry, rules};

/// Choices that bytes make, two for each; 0 when there are no more.
struct Bytes<'a>(&'a [u8]);

impl Choices for Bytes<'_> {
    fn next(&mut self) -> u64 {
        let (taken, rest) = self.0.split_at(self.0.len().min(2));
        self.0 = rest;
        taken.iter().fold(0, |number, byte| number << 8 | u64::from(*byte))
    }
}

fuzz_target!(|bytes: &[u8]| {
    let mut choices = Bytes(bytes);
    let (rules, snapshot) = (rules(&mut choices), registry(&mut choices));
    assert_sound(&snapshot, &rules);
    assert_final(&snapshot, &rules);
});
