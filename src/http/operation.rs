//! The operations of the API, as data.

#[cfg(not(target_family = "wasm"))]
use std::fmt::Debug;

#[cfg(not(target_family = "wasm"))]
use serde::{Serialize, de::DeserializeOwned};

use super::Envelope;
use crate::schema::Table;
#[cfg(not(target_family = "wasm"))]
use crate::schema::{Kind, Shape};

/// An HTTP method.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Reads.
    Get,
    /// Creates or starts.
    Post,
    /// Replaces or changes.
    Put,
    /// Changes what is named.
    Patch,
    /// Removes.
    Delete,
}

impl Method {
    /// Every method, in the order of their numbers.
    pub const ALL: [Self; 5] = [Self::Get, Self::Post, Self::Put, Self::Patch, Self::Delete];

    /// The method as HTTP writes it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }

    /// The method of a name, in upper or lower case.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|method| method.as_str().eq_ignore_ascii_case(name))
    }
}

/// The query or body of a request.
#[derive(Clone, Copy, Debug)]
pub enum Payload {
    /// Nothing.
    Nothing,
    /// A query, always optional, of this shape.
    Query(Table),
    /// A body of this shape.
    Body(Table),
    /// A body of this shape that may be left out.
    OptionalBody(Table),
    /// A body of this shape that is sent as `{}` when it is left out.
    DefaultBody(Table),
}

/// One operation of the API: what does not change from call to call.
#[derive(Debug)]
pub struct Operation {
    /// The HTTP method.
    pub method: Method,
    /// The path, its parameters in braces.
    #[cfg(not(target_family = "wasm"))]
    pub path: &'static str,
    /// The path with the rules for its parameters: `{name+characters}` to keep unescaped, `{name!words}` to refuse.
    pub pattern: &'static str,
    /// Its query or body.
    pub payload: Payload,
    /// Where its response holds the resource.
    pub envelope: Envelope,
    /// Keys, separated by spaces, under which some responses nest the resource again; unwrapped.
    pub unwrap: &'static str,
    /// Whether a response may lack the resource.
    pub optional: bool,
    /// Whether a response can hold integers beyond 2^53, which are read exactly.
    pub exact_integers: bool,
    /// Documentation and names. The shell has the part that JavaScript needs, so the WebAssembly does without.
    #[cfg(not(target_family = "wasm"))]
    pub about: About,
}

/// Documentation and names of an operation: the source of the package's `operations.json` and of its declarations.
#[cfg(not(target_family = "wasm"))]
#[derive(Debug)]
pub struct About {
    /// How JavaScript calls it on a client, such as `databases.create`.
    pub call: &'static str,
    /// Its `operationId` in the published description.
    pub id: &'static str,
    /// The scopes a token needs for it.
    pub scopes: &'static [&'static str],
    /// The call that replaces it, if it is deprecated.
    pub replaced_by: Option<&'static str>,
    /// Whether its list comes in pages.
    pub paged: bool,
    /// Whether the API takes one call at a time of those that have this, for the same first parameter.
    pub queued: bool,
    /// For a create: the field of the body, and of the resource, that holds the name.
    pub named_by: Option<&'static str>,
    /// Hints for its error responses, before those of its resource.
    pub hints: &'static [&'static Hint],
    /// Its documentation.
    pub docs: &'static str,
    /// The type of its query or body.
    pub payload: Option<Model>,
    /// The type of its resource, or of a list's items.
    pub response: Option<Model>,
    /// The signature of its method in TypeScript, where it does not follow from the above.
    pub typescript: Option<&'static str>,
}

#[cfg(not(target_family = "wasm"))]
impl About {
    /// A request that belongs to no operation.
    pub const NONE: Self = Self {
        call: "request",
        id: "",
        scopes: &[],
        replaced_by: None,
        paged: false,
        queued: false,
        named_by: None,
        hints: &[],
        docs: "",
        payload: None,
        response: None,
        typescript: None,
    };
}

/// A model as a value.
#[cfg(not(target_family = "wasm"))]
#[derive(Clone, Copy, Debug)]
pub struct Model {
    /// Its name, in TypeScript too.
    pub name: &'static str,
    /// Its shape.
    pub kind: Kind,
    /// Reads a value as that type; gives it as written again, in which nothing is lost, and as `Debug` shows it.
    pub through: fn(&serde_json::Value) -> serde_json::Result<(serde_json::Value, String)>,
}

#[cfg(not(target_family = "wasm"))]
impl Model {
    /// A type by its name.
    pub const fn of<T: Shape + Serialize + DeserializeOwned + Debug>(name: &'static str) -> Self {
        Self {
            name,
            kind: T::KIND,
            through: |value| {
                let model = T::deserialize(value)?;
                Ok((serde_json::to_value(&model)?, format!("{model:?}")))
            },
        }
    }
}

/// The operations of one resource.
#[derive(Debug)]
pub struct Resource {
    /// Its operations.
    pub operations: &'static [Operation],
    /// Documentation and names.
    #[cfg(not(target_family = "wasm"))]
    pub about: AboutResource,
}

/// Documentation and names of a resource.
#[cfg(not(target_family = "wasm"))]
#[derive(Debug)]
pub struct AboutResource {
    /// How JavaScript reaches it on a client, such as `databases.users`.
    pub path: &'static str,
    /// Name of its TypeScript interface.
    pub interface: &'static str,
    /// The parameters of its paths, with their documentation.
    pub parameters: &'static [(&'static str, &'static str)],
    /// Hints for error responses to its operations.
    pub hints: &'static [&'static Hint],
    /// Its documentation.
    pub docs: &'static str,
}

/// A more specific code and hint for an error response.
#[cfg(not(target_family = "wasm"))]
#[derive(Debug)]
pub struct Hint {
    /// The statuses it is for.
    pub statuses: &'static [u16],
    /// The stable name of the error; that of the status by default.
    pub code: Option<&'static str>,
    /// Whether it is for operations that change something, and not for those that only read.
    pub changes_only: bool,
    /// The next step for the caller.
    pub text: &'static str,
}
