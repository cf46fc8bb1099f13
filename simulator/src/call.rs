//! All a handler gets to see.

use std::collections::HashMap;

use crate::account::Account;
use crate::auth::{Token, VIEW_CREDENTIALS};
use crate::errors::Error;
use crate::ids::Ids;
use crate::request::Request;
use crate::response::Response;
use crate::routes::Parameters;
use crate::seed::AccountKind;
use crate::time::{Millis, Time};

/// What a handler returns.
pub(crate) type Answer = Result<Response, Error>;

/// One authorised request that found its route.
pub(crate) struct Call<'a> {
    pub(crate) request: &'a Request,
    pub(crate) parameters: Parameters<'a>,
    pub(crate) token: &'a Token,
    pub(crate) account: &'a mut Account,
    /// All accounts but this: some names are taken for everyone.
    pub(crate) others: &'a HashMap<AccountKind, Account>,
    pub(crate) ids: &'a mut Ids,
    pub(crate) now: Time,
    pub(crate) create_404: Millis,
}

impl Call<'_> {
    pub(crate) fn secrets(&self) -> Secrets {
        if self.token.allows(VIEW_CREDENTIALS) {
            Secrets::Shown
        } else {
            Secrets::Blank
        }
    }
}

/// Whether an answer carries its credentials.
#[derive(Clone, Copy, Eq, PartialEq)]
pub(crate) enum Secrets {
    Shown,
    Blank,
}

impl Secrets {
    pub(crate) fn show(self, secret: &str) -> &str {
        if self == Self::Shown { secret } else { "" }
    }
}
