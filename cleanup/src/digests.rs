//! Finding digests fast.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Numbers of digests, by these or their parts.
pub(crate) type DigestMap<Key> = HashMap<Key, usize, BuildHasherDefault<DigestHasher>>;

/// A quick hash of digests, which are random already.
#[derive(Default)]
pub(crate) struct DigestHasher(u64);

impl Hasher for DigestHasher {
    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks();
        let last = rest.iter().fold(0, |word, byte| word << 8 | u64::from(*byte));
        for word in words.iter().map(|word| u64::from_le_bytes(*word)).chain([last]) {
            self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}
