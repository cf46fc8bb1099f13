//! Log sinks of a cluster: where its logs go.
//!
//! The type of a sink says which settings it has. TypeScript knows a sink as a union told apart by `sink_type`; Rust and
//! the tables know one type with the settings of all.

use digitalocean_wasm_derive::model;
use serde::{Deserialize, Serialize};
#[cfg(feature = "js")]
use wasm_bindgen::prelude::wasm_bindgen;

use crate::schema::{Extra, Field, Kind, Maybe, Secret, Shape};

/// A log sink of a cluster.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DatabaseLogsink {
    /// Identifies the sink.
    pub sink_id: String,
    /// Its name.
    pub sink_name: String,
    /// Kind of receiver.
    pub sink_type: DatabaseLogsinkType,
    /// Connection settings of the receiver.
    pub config: DatabaseLogsinkConfig,
    /// Keys of the response that this version does not name, as they came.
    #[serde(flatten)]
    pub extra: Extra,
}

/// A log sink to create.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DatabaseLogsinkCreate {
    /// Its name.
    pub sink_name: String,
    /// Kind of receiver.
    pub sink_type: DatabaseLogsinkType,
    /// Connection settings of the receiver.
    pub config: DatabaseLogsinkConfig,
    /// Keys that this version does not name.
    #[serde(flatten)]
    pub extra: Extra,
}

/// New settings of a log sink.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DatabaseLogsinkUpdate {
    /// Connection settings of the receiver: all of them, not only those that change.
    pub config: DatabaseLogsinkConfig,
    /// Keys that this version does not name.
    #[serde(flatten)]
    pub extra: Extra,
}

const fn required<T: Shape>(name: &'static str) -> Field {
    Field {
        name,
        kind: T::KIND,
        required: true,
        nullable: false,
    }
}

const ID: Field = required::<String>("sink_id");
const NAME: Field = required::<String>("sink_name");
const TYPE: Field = required::<DatabaseLogsinkType>("sink_type");
const CONFIG: Field = required::<DatabaseLogsinkConfig>("config");

impl Shape for DatabaseLogsink {
    const KIND: Kind = Kind::Object(&[ID, NAME, TYPE, CONFIG]);
}

impl Shape for DatabaseLogsinkCreate {
    const KIND: Kind = Kind::Object(&[NAME, TYPE, CONFIG]);
}

impl Shape for DatabaseLogsinkUpdate {
    const KIND: Kind = Kind::Object(&[CONFIG]);
}

/// Kind of receiver of a cluster's logs.
#[model]
pub enum DatabaseLogsinkType {
    /// An rsyslog server.
    #[serde(rename = "rsyslog")]
    Rsyslog,
    /// An Elasticsearch cluster.
    #[serde(rename = "elasticsearch")]
    Elasticsearch,
    /// An OpenSearch cluster.
    #[serde(rename = "opensearch")]
    Opensearch,
    /// Datadog; MongoDB only. Other engines reach it as an rsyslog server.
    #[serde(rename = "datadog")]
    Datadog,
}

/// The settings of log sinks of all types: a sink has those of its own.
#[model]
pub struct DatabaseLogsinkConfig {
    /// Host name or IPv4 address of the server.
    pub server: Maybe<String>,
    /// Port the server listens on, at most 65535.
    pub port: Maybe<i64>,
    /// Whether logs are sent by TLS. They may hold what others must not read.
    pub tls: Maybe<bool>,
    /// How messages are written.
    pub format: Maybe<RsyslogFormat>,
    /// Template of a message; required when the format is `custom`. It takes rsyslog's tags `%HOSTNAME%`,
    /// `%app-name%`, `%msg%`, `%msgid%`, `%pri%`, `%procid%`, `%structured-data%`, `%timestamp%` and
    /// `%timestamp:::date-rfc3339%`. Receivers that want a key in each message, such as Datadog, get it from here.
    pub logline: Maybe<Secret>,
    /// Structured data of each message, in the format `rfc5424`: often a token.
    pub sd: Maybe<Secret>,
    /// Certificate (PEM) of the authority that the receiver's certificate is checked by.
    pub ca: Maybe<String>,
    /// Private key (PEM) to authenticate with, where the server wants that.
    pub key: Maybe<Secret>,
    /// Certificate (PEM) to authenticate with, where the server wants that.
    pub cert: Maybe<Secret>,
    /// URL of the receiving cluster, with user and password: `https://user:password@host:port`.
    pub url: Maybe<Secret>,
    /// Prefix of the indexes' names.
    pub index_prefix: Maybe<String>,
    /// Days for which indexes are kept: 1 to 10000, 7 by default.
    pub index_days_max: Maybe<i64>,
    /// Seconds after which a request to the receiver is given up: 10, the default, to 120.
    pub timeout: Maybe<f64>,
    /// Host name of Datadog's intake, such as `http-intake.logs.datadoghq.com`.
    pub site: Maybe<String>,
    /// Datadog's API key.
    pub datadog_api_key: Maybe<Secret>,
}

/// How messages for an rsyslog server are written.
#[model]
pub enum RsyslogFormat {
    /// Syslog of today.
    #[serde(rename = "rfc5424")]
    Rfc5424,
    /// Syslog as BSD had it.
    #[serde(rename = "rfc3164")]
    Rfc3164,
    /// As `logline` says.
    #[serde(rename = "custom")]
    Custom,
}

#[cfg(feature = "js")]
#[wasm_bindgen(typescript_custom_section)]
const DECLARATIONS: &str = r#"
/** Settings of a log sink that is an rsyslog server. */
export interface RsyslogLogsinkConfig
  extends Required<Pick<DatabaseLogsinkConfig, "server" | "port" | "tls" | "format">>,
    Pick<DatabaseLogsinkConfig, "logline" | "sd" | "ca" | "key" | "cert"> {}

/** Settings of a log sink that is an Elasticsearch or OpenSearch cluster. */
export interface IndexLogsinkConfig
  extends Required<Pick<DatabaseLogsinkConfig, "url" | "index_prefix">>,
    Pick<DatabaseLogsinkConfig, "index_days_max" | "timeout" | "ca"> {}

/** Settings of a log sink that is Datadog. */
export interface DatadogLogsinkConfig extends Required<Pick<DatabaseLogsinkConfig, "site" | "datadog_api_key">> {}

/** The settings of each type of log sink. */
export interface DatabaseLogsinkConfigs {
  /** An rsyslog server. */
  rsyslog: RsyslogLogsinkConfig;
  /** An Elasticsearch cluster. */
  elasticsearch: IndexLogsinkConfig;
  /** An OpenSearch cluster. */
  opensearch: IndexLogsinkConfig;
  /** Datadog; MongoDB only. Other engines reach it as an rsyslog server. */
  datadog: DatadogLogsinkConfig;
}

/** A log sink to create: its `sink_type` says which settings it takes. */
export type DatabaseLogsinkCreate = {
  [Type in keyof DatabaseLogsinkConfigs]: {
    /** Its name. */
    sink_name: string;
    /** Kind of receiver. */
    sink_type: Type;
    /** How to reach the receiver. */
    config: DatabaseLogsinkConfigs[Type];
  };
}[keyof DatabaseLogsinkConfigs];

/** A log sink of a cluster: its `sink_type` says which settings it has. A newer API may have types not named here. */
export type DatabaseLogsink = DatabaseLogsinkCreate & {
  /** Identifies the sink. */
  sink_id: string;
};

/** New settings of a log sink. */
export interface DatabaseLogsinkUpdate {
  /** How to reach the receiver: all that is set, not only what changes. The type of the sink stays. */
  config: DatabaseLogsinkConfigs[keyof DatabaseLogsinkConfigs];
}
"#;
