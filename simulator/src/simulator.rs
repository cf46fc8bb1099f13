//! The simulator: one request in, one response out.

use serde_json::Value;

use crate::auth::{self, AccountKind, Token};
use crate::call::{Answer, Call};
use crate::cors;
use crate::errors::Error;
use crate::faults::{Fault, fault};
use crate::json;
use crate::limits::{Limits, RateLimit};
use crate::request::{MAX_BODY_BYTES, Request, path};
use crate::response::Response;
use crate::routes;
use crate::seeds::Seed;
use crate::store::Store;
use crate::time::{Millis, Time};

/// Options of a simulator.
#[derive(Clone, Debug)]
pub struct Options {
    /// The simulated time at which it starts. The accounts as they are at the start are dated from here.
    pub started_at: Time,
    /// The main account as it is at the start.
    pub seed: Seed,
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
            seed: Seed::Example,
            tokens: auth::tokens(),
            rate_limit: true,
            create_404: 0,
        }
    }
}

/// A stand-in for the API. Its state is in memory, and nothing reaches outside.
pub struct Simulator {
    pub(crate) store: Store,
    create_404: Millis,
    limits: Limits,
    /// The time of the last request.
    now: Time,
}

impl Simulator {
    /// A simulator in its starting state.
    pub fn new(options: Options) -> Self {
        Self {
            store: Store::new(options.seed, options.tokens, options.started_at),
            create_404: options.create_404,
            limits: Limits::new(options.rate_limit),
            now: options.started_at,
        }
    }

    /// All accounts, the tokens and the generator of ids, to be loaded again. Requests that count for the limits are
    /// not part of it.
    pub fn state(&self) -> Value {
        json::write(&self.store)
    }

    /// Replaces the state by one of [`Self::state`], or by one that is written by hand and leaves out what has a
    /// default. The error names the place of what is wrong, and then nothing is changed.
    pub fn load(&mut self, state: Value) -> Result<(), String> {
        self.store = Store::read(state, self.now)?;
        Ok(())
    }

    /// Adds a token for the account of the first token, which is that of the seed; returns its value.
    pub fn add_token(&mut self, scopes: &[&str]) -> String {
        let account = self
            .store
            .tokens
            .first()
            .map_or(AccountKind::Main, |token| token.account);
        let value = format!("dop_v1_{}", self.store.ids.hex_64());
        self.store.tokens.push(Token::new(&value, account, scopes));
        value
    }

    /// The error of that status for a request to `target`, which is not looked at any further. Without an id and a
    /// message it is in the API's words, and 408, 502, 503 and 504 are the web page of the servers in front of it. With
    /// 429, the id may be `minute` or `hour` and chooses the limit.
    pub fn error_response(
        &mut self,
        status: u16,
        id: Option<&str>,
        message: Option<&str>,
        target: &str,
        now: Time,
    ) -> Response {
        let mut response = match fault(status, id, message, path(target), now) {
            Fault::Error(error, rate_limit) => finish(target, Err(error), &rate_limit, self.store.ids.uuid()),
            Fault::Page(response) => response,
        };
        cors::allow(&mut response);
        response
    }

    /// Answers a request that arrives at `now`. Time should not run backwards between calls.
    pub fn handle(&mut self, request: &Request, now: Time) -> Response {
        self.now = now;
        let mut response = if request.method == "OPTIONS" {
            let mut response = cors::preflight();
            response.set("x-request-id", &self.store.ids.uuid());
            response
        } else {
            let request_id = self.store.ids.uuid();
            let (rate_limit, answer) = self.admit(request, now);
            finish(request.path(), answer, &rate_limit, request_id)
        };
        cors::allow(&mut response);
        response
    }

    fn admit(&mut self, request: &Request, now: Time) -> (RateLimit, Answer) {
        let token = match auth::authenticate(&self.store.tokens, request) {
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
        let Store { accounts, ids, .. } = &mut self.store;
        let mut account = accounts.remove(&token.account).unwrap_or_default();
        account.advance(now);
        let answer = (route.handle)(&mut Call {
            request,
            parameters,
            token,
            account: &mut account,
            others: accounts,
            ids,
            now,
            create_404: self.create_404,
        });
        accounts.insert(token.account, account);
        answer
    }
}

/// Adds the headers of the API.
fn finish(target: &str, answer: Answer, rate_limit: &RateLimit, request_id: String) -> Response {
    let shown_id = Some(request_id).filter(|_| answer.is_ok() || !is_about_registries(target));
    let mut response = answer.unwrap_or_else(|error| error.response(shown_id.as_deref()));
    rate_limit.describe(&mut response);
    if let Some(request_id) = shown_id {
        response.set("x-request-id", &request_id);
    }
    response
}

/// Whether the path is served by the registry, whose errors carry no request id.
fn is_about_registries(target: &str) -> bool {
    let family = path(target).split('/').nth(2);
    matches!(family, Some("registry" | "registries"))
}
