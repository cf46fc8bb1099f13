//! Tokens, and the scopes they allow.

use serde::{Deserialize, Serialize};

use crate::errors::Error;
use crate::request::Request;

/// The scopes of all operations.
pub const ALL_SCOPES: &[&str] = &[
    "database:read",
    "database:create",
    "database:update",
    "database:delete",
    "database:write",
    VIEW_CREDENTIALS,
    "registry:read",
    "registry:create",
    "registry:update",
    "registry:delete",
];

/// The scopes of a token that can only read, and sees no credentials.
pub const READ_SCOPES: &[&str] = &["database:read", "registry:read"];

pub(crate) const VIEW_CREDENTIALS: &str = "database:view_credentials";

/// The accounts of a simulator.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AccountKind {
    /// The account of the seed.
    Main,
    /// Two registries, which `/v2/registry/…` refuses to serve.
    Several,
    /// An account without registries and clusters.
    Empty,
}

impl AccountKind {
    pub(crate) const ALL: [Self; 3] = [Self::Main, Self::Several, Self::Empty];

    /// Its name in a state.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Main => "main",
            Self::Several => "several",
            Self::Empty => "empty",
        }
    }
}

/// A token: its account and the scopes it allows.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Token {
    /// The value in the `authorization` header.
    pub value: String,
    /// The account. Tokens of one kind share that account.
    pub account: AccountKind,
    /// The scopes it allows.
    pub scopes: Vec<String>,
}

impl Token {
    /// A token for an account with the given scopes.
    pub fn new(value: &str, account: AccountKind, scopes: &[&str]) -> Self {
        let scopes = scopes.iter().map(|&scope| scope.to_owned()).collect();
        Self {
            value: value.to_owned(),
            account,
            scopes,
        }
    }

    pub(crate) fn allows(&self, scope: &str) -> bool {
        self.scopes.iter().any(|allowed| allowed == scope)
    }
}

/// The tokens of a new simulator.
pub(crate) fn tokens() -> Vec<Token> {
    vec![
        Token::new("dop_v1_simulator", AccountKind::Main, ALL_SCOPES),
        Token::new("dop_v1_simulator_read", AccountKind::Main, READ_SCOPES),
        Token::new("dop_v1_simulator_several", AccountKind::Several, ALL_SCOPES),
        Token::new("dop_v1_simulator_empty", AccountKind::Empty, ALL_SCOPES),
    ]
}

pub(crate) fn authenticate<'a>(tokens: &'a [Token], request: &Request) -> Result<&'a Token, Error> {
    let (scheme, value) = request
        .header("authorization")
        .and_then(|header| header.trim().split_once(' '))
        .ok_or_else(Error::unauthorized)?;
    tokens
        .iter()
        .find(|token| scheme.eq_ignore_ascii_case("bearer") && token.value == value.trim())
        .ok_or_else(Error::unauthorized)
}
