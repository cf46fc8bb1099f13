//! A fingerprint of a plan, by which a plan that was changed by hand is told.

use crate::plan::{Entry, Plan, Untag};

/// The fingerprint of all that a plan does and relies on. It finds accidents; it is no signature.
pub fn fingerprint(plan: &Plan) -> String {
    let mut hash = Hash(0xcbf2_9ce4_8422_2325, 0x8422_2325_cbf2_9ce4);
    hash.text(&plan.registry);
    hash.text(&plan.taken_at);
    for entries in [&plan.keep, &plan.delete] {
        for entry in entries {
            hash.entry(entry);
        }
        hash.text("");
    }
    for Untag {
        repository,
        digest,
        tag,
        ..
    } in &plan.untag
    {
        for text in [repository, digest, tag] {
            hash.text(text);
        }
    }
    format!("{:016x}{:016x}", hash.0, hash.1)
}

/// Two hashes of the kind FNV-1a, that begin differently.
struct Hash(u64, u64);

impl Hash {
    fn text(&mut self, text: &str) {
        // No text holds this byte, so that two texts are not one.
        for byte in text.bytes().chain([0xff]) {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
            self.1 = (self.1 ^ u64::from(byte))
                .wrapping_mul(0x0000_0100_0000_01b3)
                .rotate_left(5);
        }
    }

    fn entry(&mut self, entry: &Entry) {
        self.text(&entry.repository);
        self.text(&entry.digest);
        self.text(entry.updated_at.as_deref().unwrap_or_default());
        for tag in &entry.tags {
            self.text(tag);
        }
        self.text("");
    }
}
