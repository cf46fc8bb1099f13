//! Enums whose variants are words of the API.

/// Declares an enum with the word of each variant, which is also how a state is written.
macro_rules! words {
    ($(#[$attribute:meta])* $name:ident { $($variant:ident = $word:literal),* $(,)? }) => {
        $(#[$attribute])*
        #[derive(Clone, Copy, Debug, Eq, PartialEq, serde::Deserialize, serde::Serialize)]
        pub(crate) enum $name {
            $(#[serde(rename = $word)] $variant),*
        }

        impl $name {
            pub(crate) fn name(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }
        }
    };
}
