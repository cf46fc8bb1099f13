//! The argument and the result of every handler.

use std::collections::BTreeMap;

use crate::auth::{AccountKind, Token, VIEW_CREDENTIALS};
use crate::errors::Error;
use crate::ids::Ids;
use crate::parameters::Parameters;
use crate::request::Request;
use crate::response::Response;
use crate::secrets::Secrets;
use crate::state::account::Account;
use crate::time::{Millis, Time};

/// The result of a handler.
pub(crate) type Answer = Result<Response, Error>;

/// An authorized request whose route was found.
pub(crate) struct Call<'a> {
    pub(crate) request: &'a Request,
    pub(crate) parameters: Parameters<'a>,
    pub(crate) token: &'a Token,
    pub(crate) account: &'a mut Account,
    /// All other accounts: some names are taken for everyone.
    pub(crate) others: &'a BTreeMap<AccountKind, Account>,
    pub(crate) ids: &'a mut Ids,
    pub(crate) now: Time,
    /// Time for which a new cluster is not found under its id.
    pub(crate) create_404: Millis,
}

impl Call<'_> {
    /// Whether the token may see credentials.
    pub(crate) fn secrets(&self) -> Secrets {
        if self.token.allows(VIEW_CREDENTIALS) {
            Secrets::Shown
        } else {
            Secrets::Blank
        }
    }
}
