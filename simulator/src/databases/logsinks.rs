//! Logsinks: forwarding of a cluster's logs.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::lookup::{find, find_mut};
use crate::body::{self, Fields};
use crate::call::{Answer, Call};
use crate::errors::Error;
use crate::ids::Ids;
use crate::response::Response;
use crate::route::{Route, route};
use crate::secrets::Secrets;
use crate::state::cluster::Cluster;
use crate::state::extensions::Extension;

#[rustfmt::skip]
pub(crate) const ROUTES: &[Route] = &[
    route("GET", "/v2/databases/{id}/logsink", "database:read", list),
    route("POST", "/v2/databases/{id}/logsink", "database:create", create),
    route("GET", "/v2/databases/{id}/logsink/{logsink_id}", "database:read", get),
    route("PUT", "/v2/databases/{id}/logsink/{logsink_id}", "database:update", update),
    route("DELETE", "/v2/databases/{id}/logsink/{logsink_id}", "database:delete", delete),
];

const FORMATS: [&str; 3] = ["rfc5424", "rfc3164", "custom"];
const DEFAULT_INDEX_DAYS_MAX: i64 = 7;

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Logsink {
    #[serde(rename = "sink_id")]
    pub(crate) id: String,
    #[serde(rename = "sink_name")]
    pub(crate) name: String,
    #[serde(rename = "sink_type")]
    pub(crate) kind: String,
    pub(crate) config: Map<String, Value>,
}

impl Extension for Vec<Logsink> {
    const NAME: &'static str = "logsinks";

    fn defaults(_: &Value, ids: &mut Ids) -> Value {
        json!({ "sink_id": ids.uuid(), "config": {} })
    }
}

fn list(call: &mut Call) -> Answer {
    let sinks = find(call)?.extensions.list::<Logsink>().iter();
    let sinks: Vec<_> = sinks.map(|sink| sink.describe(call.secrets())).collect();
    Ok(Response::ok(&json!({ "sinks": sinks })))
}

fn create(call: &mut Call) -> Answer {
    let secrets = call.secrets();
    let cluster = find_mut(call.account, &call.parameters, call.now)?;
    let body = body::parse(&call.request.body)?;
    let fields = Fields::of(&body);
    let name = fields.required("sink_name", fields.string("sink_name")?)?;
    let kind = fields.required("sink_type", fields.string("sink_type")?)?;
    let config = config(fields, kind)?;
    // Only MongoDB forwards to Datadog, and it forwards nowhere else.
    if (kind == "datadog") != (cluster.engine == "mongodb") {
        return Err(fields.wrong("sink_type", "is not available for this engine"));
    }
    if name.is_empty() {
        return Err(fields.wrong("sink_name", "must not be empty"));
    }
    if cluster
        .extensions
        .list::<Logsink>()
        .iter()
        .any(|sink| sink.name == name)
    {
        return Err(Error::unprocessable("logsink name is not available"));
    }
    let sink = Logsink {
        id: call.ids.uuid(),
        name: name.to_owned(),
        kind: kind.to_owned(),
        config,
    };
    let answer = json!({ "sink": sink.describe(secrets) });
    cluster.extensions.list_mut::<Logsink>().push(sink);
    Ok(Response::created(&answer))
}

/// Answers with the logsink itself, without a key around it.
fn get(call: &mut Call) -> Answer {
    let sink = with_id(find(call)?, &call.parameters.get("logsink_id"))?;
    Ok(Response::ok(&sink.describe(call.secrets())))
}

/// Replaces the configuration: a sink keeps its name and kind.
fn update(call: &mut Call) -> Answer {
    let id = call.parameters.get("logsink_id");
    let cluster = find_mut(call.account, &call.parameters, call.now)?;
    let kind = &with_id(cluster, &id)?.kind;
    let body = body::parse(&call.request.body)?;
    let config = config(Fields::of(&body), kind)?;
    if let Some(sink) = cluster
        .extensions
        .list_mut::<Logsink>()
        .iter_mut()
        .find(|sink| sink.id == id)
    {
        sink.config = config;
    }
    Ok(Response::empty(200))
}

fn delete(call: &mut Call) -> Answer {
    let id = call.parameters.get("logsink_id");
    let cluster = find_mut(call.account, &call.parameters, call.now)?;
    with_id(cluster, &id)?;
    cluster.extensions.list_mut::<Logsink>().retain(|sink| sink.id != id);
    Ok(Response::empty(200))
}

fn with_id<'a>(cluster: &'a Cluster, id: &str) -> Result<&'a Logsink, Error> {
    let mut sinks = cluster.extensions.list::<Logsink>().iter();
    sinks
        .find(|sink| sink.id == id)
        .ok_or_else(|| Error::not_found("logsink"))
}

/// Checks a configuration for its kind; returns it with its default added.
fn config(fields: Fields, kind: &str) -> Result<Map<String, Value>, Error> {
    let values = fields.required("config", fields.object("config")?)?;
    let config = Fields::inside("config.", values);
    let required = |key| config.required(key, config.string(key)?);
    let strings = |keys: &[&str]| keys.iter().try_for_each(|key| config.string(key).map(drop));
    let mut kept = values.clone();
    match kind {
        "rsyslog" => {
            required("server")?;
            config.required("port", config.integer("port")?)?;
            config.integer_within("port", 1, 65_535)?;
            config.required("tls", config.boolean("tls")?)?;
            let format = config.required("format", config.one_of("format", &FORMATS)?)?;
            if format == "custom" {
                required("logline")?;
            }
            strings(&["logline", "sd", "ca", "key", "cert"])?;
        }
        "elasticsearch" | "opensearch" => {
            required("url")?;
            required("index_prefix")?;
            config.integer_within("index_days_max", 1, 10_000)?;
            let timeout = values.get("timeout").map_or(Some(10.0), Value::as_f64);
            if !timeout.is_some_and(|seconds| (10.0..=120.0).contains(&seconds)) {
                return Err(config.wrong("timeout", "must be a number from 10 to 120"));
            }
            strings(&["ca"])?;
            kept.entry("index_days_max").or_insert(DEFAULT_INDEX_DAYS_MAX.into());
        }
        "datadog" => {
            required("site")?;
            required("datadog_api_key")?;
        }
        _ => return Err(fields.wrong("sink_type", "is unknown")),
    }
    Ok(kept)
}

impl Logsink {
    fn describe(&self, secrets: Secrets) -> Value {
        let mut config = self.config.clone();
        for (key, value) in &mut config {
            let Some(text) = value.as_str() else { continue };
            let shown = match key.as_str() {
                "key" | "datadog_api_key" => secrets.show(text).to_owned(),
                "url" if secrets == Secrets::Blank => without_password(text),
                _ => continue,
            };
            *value = shown.into();
        }
        json!({
            "sink_id": self.id,
            "sink_name": self.name,
            "sink_type": self.kind,
            "config": config,
        })
    }
}

fn without_password(url: &str) -> String {
    let blank = url.split_once("://").and_then(|(scheme, rest)| {
        let (credentials, host) = rest.rsplit_once('@')?;
        let (user, _) = credentials.split_once(':')?;
        Some(format!("{scheme}://{user}:@{host}"))
    });
    blank.unwrap_or_else(|| url.to_owned())
}
