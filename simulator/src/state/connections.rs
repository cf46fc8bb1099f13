//! Connections to a cluster, engine by engine.

use serde_json::{Map, Value, json};

use crate::json::with;
use crate::secrets::Secrets;

/// A cluster or replica, as far as its connections go.
#[derive(Clone, Copy)]
pub(crate) struct Server<'a> {
    pub(crate) engine: &'a str,
    pub(crate) name: &'a str,
    /// The password of `doadmin`.
    pub(crate) password: &'a str,
    pub(crate) has_standby: bool,
}

/// A user and their password.
pub(crate) struct Login<'a> {
    pub(crate) user: &'a str,
    pub(crate) password: &'a str,
}

/// An endpoint: the database, or a pool in front of it.
struct Endpoint<'a> {
    protocol: &'static str,
    port: u16,
    user: &'a str,
    password: &'a str,
    database: &'a str,
    query: &'static str,
}

fn endpoint<'a>(server: &Server<'a>, secrets: Secrets) -> Endpoint<'a> {
    let (protocol, port, user, database, query) = match server.engine {
        "pg" | "advanced_pg" => ("postgresql", 25060, "doadmin", "defaultdb", "?sslmode=require"),
        "mysql" | "advanced_mysql" => ("mysql", 25060, "doadmin", "defaultdb", "?ssl-mode=REQUIRED"),
        "mongodb" => ("mongodb+srv", 27017, "doadmin", "admin", "?tls=true&authSource=admin"),
        "kafka" => ("kafka", 25073, "doadmin", "", ""),
        "opensearch" => ("https", 25060, "doadmin", "", ""),
        _ => ("rediss", 25061, "default", "", ""),
    };
    Endpoint {
        protocol,
        port,
        user,
        password: secrets.show(server.password),
        database,
        query,
    }
}

/// Every connection of the server, under the keys of its answer.
pub(crate) fn describe(server: &Server, secrets: Secrets) -> Value {
    let mut all = connections(server, &endpoint(server, secrets));
    let mut add = |key: &str, connection: Value| all.insert(key.to_owned(), connection);
    match server.engine {
        "kafka" => add("schema_registry_connection", web(server, 25065, secrets)),
        "opensearch" => add("ui_connection", web(server, 443, secrets)),
        _ => None,
    };
    Value::Object(all)
}

/// Every connection to a pool, which looks like a database of its name. Without a login, the
/// pool's sessions are those of the user who connects.
pub(crate) fn describe_pool(server: &Server, pool: &str, login: Option<&Login>, secrets: Secrets) -> Value {
    let endpoint = Endpoint {
        port: 25061,
        user: login.map_or("", |login| login.user),
        password: login.map_or("", |login| secrets.show(login.password)),
        database: pool,
        ..endpoint(server, secrets)
    };
    Value::Object(connections(server, &endpoint))
}

fn connections(server: &Server, endpoint: &Endpoint) -> Map<String, Value> {
    let primary = [("connection", ""), ("private_connection", "private-")];
    let standby = [
        ("standby_connection", "replica-"),
        ("standby_private_connection", "private-replica-"),
    ];
    let standby = standby.into_iter().filter(|_| server.has_standby);
    let all = primary.into_iter().chain(standby);
    all.map(|(key, prefix)| (key.to_owned(), connection(server, endpoint, prefix)))
        .collect()
}

fn connection(server: &Server, endpoint: &Endpoint, prefix: &str) -> Value {
    let Endpoint {
        protocol,
        port,
        user,
        password,
        database,
        query,
    } = endpoint;
    let host = server.host(prefix);
    let login = if user.is_empty() {
        String::new()
    } else {
        format!("{user}:{password}@")
    };
    let uri = match *protocol {
        "kafka" => format!("{host}:{port}"),
        "mongodb+srv" => format!("{protocol}://{login}{host}/{database}{query}"),
        _ => format!("{protocol}://{login}{host}:{port}/{database}{query}"),
    };
    let connection = json!({
        "protocol": protocol,
        "uri": uri,
        "database": database,
        "host": host,
        "port": port,
        "user": user,
        "password": password,
        "ssl": true,
    });
    let ports = json!({ "read_write": port, "read_only": port + 1 });
    let is_advanced = server.engine.starts_with("advanced_");
    with(connection, "application_ports", is_advanced.then_some(ports))
}

/// A service next to the database, over HTTPS.
fn web(server: &Server, port: u16, secrets: Secrets) -> Value {
    let (host, user) = (server.host(""), "doadmin");
    let password = secrets.show(server.password);
    json!({
        "uri": format!("https://{user}:{password}@{host}:{port}"),
        "host": host,
        "port": port,
        "user": user,
        "password": password,
        "ssl": true,
    })
}

impl Server<'_> {
    pub(crate) fn host(&self, prefix: &str) -> String {
        format!("{prefix}{}-do-user-10000001-0.db.ondigitalocean.com", self.name)
    }
}
