//! Integers beyond 2^53.

use serde::{Deserialize, Serialize};

use super::{Kind, Shape};

/// An integer of up to 64 bits, signed or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WideInteger(pub i128);

impl Shape for WideInteger {
    const KIND: Kind = Kind::Integer;
}

#[cfg(feature = "js")]
const _: () = {
    /// An integer of up to 64 bits. Read: a `number` when it is a safe integer, else a `bigint`, never rounded.
    /// Written: either; a `number` that is not a safe integer is refused.
    #[derive(tsify::Tsify)]
    #[tsify(type = "number | bigint")]
    #[allow(dead_code)]
    struct WideInteger(i128);
};
