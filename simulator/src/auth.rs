//! Who asks, and what they may do.

use crate::errors::Error;
use crate::request::Request;
use crate::seed::AccountKind;

/// Every scope the simulated operations know.
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

/// The scopes of a token that can only look, and sees no credentials.
pub const READ_SCOPES: &[&str] = &["database:read", "registry:read"];

pub(crate) const VIEW_CREDENTIALS: &str = "database:view_credentials";

/// A token: whose it is and what it allows.
#[derive(Clone, Debug)]
pub struct Token {
    /// What the `authorization` header carries.
    pub value: String,
    /// The account it opens. Tokens of one kind share that account.
    pub account: AccountKind,
    /// What it allows.
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
