//! What a registry can be created with.

use super::refuse_several;
use crate::call::{Answer, Call};
use crate::response::Response;

pub(crate) fn get(call: &mut Call) -> Answer {
    refuse_several(call.account)?;
    let body = include_str!("../../data/registry_options.json");
    Ok(Response::with_json(200, body.to_owned()))
}
