//! The simulator: one request in, one response out.

use std::collections::HashMap;

use crate::auth::{self, ALL_SCOPES, AccountKind, READ_SCOPES, Token};
use crate::call::{Answer, Call};
use crate::cors;
use crate::errors::Error;
use crate::ids::Ids;
use crate::limits::{Limits, RateLimit};
use crate::request::{MAX_BODY_BYTES, Request};
use crate::response::Response;
use crate::routes;
use crate::seed;
use crate::state::account::Account;
use crate::time::{Millis, Time};

/// Options of a simulator.
#[derive(Clone, Debug)]
pub struct Options {
    /// The simulated time at which it starts. The accounts as they are at the start are dated from here.
    pub started_at: Time,
    /// The tokens it accepts.
    pub tokens: Vec<Token>,
    /// Whether it keeps to the limits of 250 requests a minute and 5,000 an hour.
    pub rate_limit: bool,
    /// Time in milliseconds for which a new cluster is not found under its id, as in the real API.
    pub create_404: Millis,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            started_at: 1_767_225_600_000, // 2026-01-01T00:00:00Z
            tokens: vec![
                Token::new("dop_v1_simulator", AccountKind::Example, ALL_SCOPES),
                Token::new("dop_v1_simulator_read", AccountKind::Example, READ_SCOPES),
                Token::new("dop_v1_simulator_several", AccountKind::Several, ALL_SCOPES),
                Token::new("dop_v1_simulator_empty", AccountKind::Empty, ALL_SCOPES),
            ],
            rate_limit: true,
            create_404: 0,
        }
    }
}

/// A stand-in for the API. Its state is in memory, and nothing reaches outside.
pub struct Simulator {
    tokens: Vec<Token>,
    create_404: Millis,
    accounts: HashMap<AccountKind, Account>,
    limits: Limits,
    ids: Ids,
}

impl Simulator {
    /// A simulator in its starting state.
    pub fn new(options: Options) -> Self {
        let mut ids = Ids::new(1);
        let kinds = [AccountKind::Example, AccountKind::Several, AccountKind::Empty];
        let account = |kind| (kind, seed::account(kind, &mut ids, options.started_at));
        Self {
            accounts: kinds.map(account).into(),
            tokens: options.tokens,
            create_404: options.create_404,
            limits: Limits::new(options.rate_limit),
            ids,
        }
    }

    /// Answers a request that arrives at `now`. Time should not run backwards between calls.
    pub fn handle(&mut self, request: &Request, now: Time) -> Response {
        let request_id = self.ids.uuid();
        let (mut response, shown_id) = if request.method == "OPTIONS" {
            (cors::preflight(), Some(request_id))
        } else {
            let (rate_limit, answer) = self.admit(request, now);
            let shown_id = Some(request_id).filter(|_| answer.is_ok() || !is_about_registries(request));
            let mut response = answer.unwrap_or_else(|error| error.response(shown_id.as_deref()));
            rate_limit.describe(&mut response);
            (response, shown_id)
        };
        if let Some(request_id) = shown_id {
            response.set("x-request-id", &request_id);
        }
        cors::allow(&mut response);
        response
    }

    fn admit(&mut self, request: &Request, now: Time) -> (RateLimit, Answer) {
        let token = match auth::authenticate(&self.tokens, request) {
            Ok(token) => token.clone(),
            Err(error) => return (RateLimit::untouched(now), Err(error)),
        };
        let (rate_limit, admitted) = self.limits.admit(&token.value, now);
        (rate_limit, admitted.and_then(|()| self.answer(request, &token, now)))
    }

    fn answer(&mut self, request: &Request, token: &Token, now: Time) -> Answer {
        if request.body.len() > MAX_BODY_BYTES {
            return Err(Error::too_large());
        }
        let (route, parameters) = routes::find(&request.method, request.path())?;
        if !route.scope.split(' ').all(|scope| token.allows(scope)) {
            return Err(Error::forbidden());
        }
        let mut account = self.accounts.remove(&token.account).unwrap_or_default();
        account.advance(now);
        let answer = (route.handle)(&mut Call {
            request,
            parameters,
            token,
            account: &mut account,
            others: &self.accounts,
            ids: &mut self.ids,
            now,
            create_404: self.create_404,
        });
        self.accounts.insert(token.account, account);
        answer
    }
}

/// Whether the path is served by the registry, whose errors carry no request id.
fn is_about_registries(request: &Request) -> bool {
    let family = request.path().split('/').nth(2);
    matches!(family, Some("registry" | "registries"))
}
