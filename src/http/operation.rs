//! The operations of the API, as data.

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

    /// The method that HTTP writes so.
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Get, Self::Post, Self::Put, Self::Patch, Self::Delete]
            .into_iter()
            .find(|method| method.as_str() == name)
    }
}

/// What an answer holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Nothing that is read.
    Nothing,
    /// Anything, or nothing.
    Anything,
    /// The resource itself.
    Whole,
    /// The resource under this key.
    Resource(&'static str),
    /// A list under this key.
    List(&'static str),
}

/// One operation of the API: what does not change from call to call.
#[derive(Debug)]
pub struct Operation {
    /// The HTTP method.
    pub method: Method,
    /// The path, its parameters in braces.
    pub path: &'static str,
    /// What its answer holds.
    pub answer: Answer,
    /// Whether the answer can hold integers beyond 2^53, which must be read exactly.
    pub wide: bool,
    /// What is said of it. The shell knows what of it JavaScript needs, so the WebAssembly does without.
    #[cfg(not(target_family = "wasm"))]
    pub about: About,
}

/// What is said of an operation: the source of the package's `operations.json`.
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
}

impl Operation {
    /// An operation with everything optional left out.
    pub const fn new(method: Method, path: &'static str) -> Self {
        Self {
            method,
            path,
            answer: Answer::Nothing,
            wide: false,
            #[cfg(not(target_family = "wasm"))]
            about: About::of("request"),
        }
    }
}

impl About {
    /// What is said at least.
    pub const fn of(call: &'static str) -> Self {
        Self {
            call,
            id: "",
            scopes: &[],
            replaced_by: None,
            paged: false,
        }
    }
}

/// Declares operations as statics, and `OPERATIONS`, the list of them.
///
/// ```ignore
/// operations! {
///     LIST = Get "/v2/databases" { answer: Answer::List("databases") }
///         as "databases.list" { id: "databases_list_clusters", scopes: &["database:read"] }
/// }
/// ```
#[macro_export]
#[doc(hidden)]
macro_rules! operations {
    ($($name:ident = $method:ident $path:literal { $($field:ident: $value:expr),* $(,)? }
        as $call:literal { $($said:ident: $what:expr),* $(,)? })*) => {
        $(static $name: $crate::http::Operation = $crate::http::Operation {
            $($field: $value,)*
            #[cfg(not(target_family = "wasm"))]
            about: $crate::http::About { $($said: $what,)* ..$crate::http::About::of($call) },
            ..$crate::http::Operation::new($crate::http::Method::$method, $path)
        };)*

        /// The operations of this resource.
        pub static OPERATIONS: &[&$crate::http::Operation] = &[$(&$name),*];
    };
}
pub use operations;
