//! How a cluster is reached, engine by engine.

use serde_json::{Map, Value, json};

use super::clusters::Cluster;
use super::users::User;
use crate::call::Secrets;
use crate::json::merge;

/// What differs between engines, and between what is reached: the database, or a pool before it.
struct Endpoint<'a> {
    protocol: &'static str,
    port: u16,
    user: &'a str,
    password: &'a str,
    database: &'a str,
    query: &'static str,
}

fn endpoint(cluster: &Cluster, secrets: Secrets) -> Endpoint<'_> {
    let (protocol, port, user, database, query) = match cluster.engine.as_str() {
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
        password: secrets.show(&cluster.password),
        database,
        query,
    }
}

/// Every connection the cluster has, under the keys of its answer.
pub(crate) fn describe(cluster: &Cluster, secrets: Secrets) -> Value {
    let mut all = connections(cluster, &endpoint(cluster, secrets));
    let mut add = |key: &str, connection: Value| all.insert(key.to_owned(), connection);
    match cluster.engine.as_str() {
        "kafka" => add("schema_registry_connection", web(cluster, 25065, secrets)),
        "opensearch" => add("ui_connection", web(cluster, 443, secrets)),
        _ => None,
    };
    Value::Object(all)
}

/// Every connection to a pool, which looks like a database of its name. A pool of no user takes
/// whoever comes.
pub(crate) fn describe_pool(cluster: &Cluster, pool: &str, user: Option<&User>, secrets: Secrets) -> Value {
    let endpoint = Endpoint {
        port: 25061,
        user: user.map_or("", User::name),
        password: user.map_or("", |user| secrets.show(user.password(cluster))),
        database: pool,
        ..endpoint(cluster, secrets)
    };
    Value::Object(connections(cluster, &endpoint))
}

fn connections(cluster: &Cluster, endpoint: &Endpoint) -> Map<String, Value> {
    let of_primary = [("connection", ""), ("private_connection", "private-")];
    let of_standby = [
        ("standby_connection", "replica-"),
        ("standby_private_connection", "private-replica-"),
    ];
    let of_standby = of_standby.into_iter().filter(|_| cluster.has_standby());
    let all = of_primary.into_iter().chain(of_standby);
    all.map(|(key, prefix)| (key.to_owned(), connection(cluster, endpoint, prefix)))
        .collect()
}

fn connection(cluster: &Cluster, endpoint: &Endpoint, prefix: &str) -> Value {
    let Endpoint {
        protocol,
        port,
        user,
        password,
        database,
        query,
    } = endpoint;
    let host = cluster.host(prefix);
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
    if cluster.engine.starts_with("advanced_") {
        let ports = json!({ "read_write": port, "read_only": port + 1 });
        return merge(connection, json!({ "application_ports": ports }));
    }
    connection
}

/// A service beside the database that is reached with a browser's protocol.
fn web(cluster: &Cluster, port: u16, secrets: Secrets) -> Value {
    let (host, user) = (cluster.host(""), "doadmin");
    let password = secrets.show(&cluster.password);
    json!({
        "uri": format!("https://{user}:{password}@{host}:{port}"),
        "host": host,
        "port": port,
        "user": user,
        "password": password,
        "ssl": true,
    })
}
