//! Ids, digests and passwords from one seeded generator, so that a run can be repeated.

use serde::{Deserialize, Serialize};

use crate::time::{DAY, Millis};

/// `SplitMix64`: small, and good enough to look random. It is written in hexadecimal digits: JavaScript would round it.
#[derive(Clone, Deserialize, Serialize)]
#[serde(into = "String", try_from = "String")]
pub(crate) struct Ids(u64);

impl From<Ids> for String {
    fn from(ids: Ids) -> Self {
        format!("{:016x}", ids.0)
    }
}

impl TryFrom<String> for Ids {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let state = u64::from_str_radix(&text, 16);
        state
            .map(Self)
            .map_err(|_| format!("not the state of a generator, 16 hexadecimal digits: {text:?}"))
    }
}

impl Ids {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from `low` up to, not including, `high`.
    pub(crate) fn between(&mut self, low: u64, high: u64) -> u64 {
        low + self.next() % high.saturating_sub(low).max(1)
    }

    /// Version 4, variant 1, as a checker of ids expects.
    pub(crate) fn uuid(&mut self) -> String {
        let (high, low) = (self.next(), self.next());
        format!(
            "{:08x}-{:04x}-4{:03x}-{:04x}-{:012x}",
            high >> 32,
            (high >> 16) & 0xffff,
            high & 0xfff,
            0x8000 | ((low >> 48) & 0x3fff),
            low & 0xffff_ffff_ffff,
        )
    }

    /// `sha256:` and 64 hexadecimal digits.
    pub(crate) fn digest(&mut self) -> String {
        format!("sha256:{}", self.hex_64())
    }

    /// 64 hexadecimal digits.
    pub(crate) fn hex_64(&mut self) -> String {
        let [first, second, third, fourth] = [(); 4].map(|()| self.next());
        format!("{first:016x}{second:016x}{third:016x}{fourth:016x}")
    }

    pub(crate) fn password(&mut self) -> String {
        self.word()
    }

    /// A time of day.
    pub(crate) fn time_of_day(&mut self) -> Millis {
        self.between(0, DAY)
    }

    /// 16 hexadecimal digits.
    pub(crate) fn word(&mut self) -> String {
        format!("{:016x}", self.next())
    }
}
