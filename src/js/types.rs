//! Arguments as TypeScript names them. All are handles: nothing is checked or copied on the way in, so that a wrong
//! type is a rejected promise and not an exception.

use wasm_bindgen::prelude::wasm_bindgen;

use crate::models::Typed;

/// A model, as JavaScript gives it.
pub type Js<Model> = <Model as Typed>::Js;

#[wasm_bindgen]
extern "C" {
    /// A string.
    #[wasm_bindgen(typescript_type = "string")]
    pub type Text;

    /// How a call is sent.
    #[wasm_bindgen(typescript_type = "RequestOptions")]
    pub type RequestOptions;
}
