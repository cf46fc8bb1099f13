//! Credentials for the metrics endpoints of all clusters of an account.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::body::{self, Fields};
use crate::call::{Answer, Call};
use crate::ids::Ids;
use crate::response::Response;
use crate::route::{Route, route};
use crate::state::extensions::Extension;

#[rustfmt::skip]
pub(crate) const ROUTES: &[Route] = &[
    route("GET", "/v2/databases/metrics/credentials", "database:update database:view_credentials", get),
    route("PUT", "/v2/databases/metrics/credentials", "database:update", update),
];

#[derive(Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MetricsCredentials {
    #[serde(rename = "basic_auth_username")]
    username: String,
    #[serde(rename = "basic_auth_password")]
    password: String,
}

impl MetricsCredentials {
    pub(crate) fn new(ids: &mut Ids) -> Self {
        Self {
            username: "metrics".to_owned(),
            password: ids.password(),
        }
    }
}

impl Extension for MetricsCredentials {
    const NAME: &'static str = "metrics_credentials";

    fn defaults(_: &Value, ids: &mut Ids) -> Value {
        json!({ "basic_auth_username": "metrics", "basic_auth_password": ids.password() })
    }
}

/// Answers on one level, where the description has two.
fn get(call: &mut Call) -> Answer {
    let credentials = call.account.extensions.get::<MetricsCredentials>();
    let credentials = credentials.map(|MetricsCredentials { username, password }| {
        json!({ "basic_auth_username": username, "basic_auth_password": password })
    });
    Ok(Response::ok(&json!({ "credentials": credentials })))
}

fn update(call: &mut Call) -> Answer {
    let body = body::parse(&call.request.body)?;
    let fields = Fields::of(&body);
    let credentials = fields.required("credentials", fields.object("credentials")?)?;
    let credentials = Fields::inside("credentials.", credentials);
    let word = |key| credentials.required(key, credentials.string(key)?).map(str::to_owned);
    *call.account.extensions.get_mut() = MetricsCredentials {
        username: word("basic_auth_username")?,
        password: word("basic_auth_password")?,
    };
    Ok(Response::no_content())
}
