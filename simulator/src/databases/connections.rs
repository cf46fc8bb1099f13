//! How a cluster is reached, engine by engine.

use serde_json::{Map, Value, json};

use super::clusters::Cluster;
use crate::call::Secrets;
use crate::json::merge;

/// What differs between engines.
struct Endpoint {
    protocol: &'static str,
    port: u16,
    user: &'static str,
    database: &'static str,
    query: &'static str,
}

fn endpoint(engine: &str) -> Endpoint {
    let (protocol, port, user, database, query) = match engine {
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
        database,
        query,
    }
}

/// Every connection the cluster has, under the keys of its answer.
pub(crate) fn describe(cluster: &Cluster, secrets: Secrets) -> Value {
    let endpoint = endpoint(&cluster.engine);
    let mut all = Map::new();
    let mut add = |key: &str, connection: Value| all.insert(key.to_owned(), connection);
    add("connection", connection(cluster, &endpoint, "", secrets));
    add(
        "private_connection",
        connection(cluster, &endpoint, "private-", secrets),
    );
    if cluster.has_standby() {
        add(
            "standby_connection",
            connection(cluster, &endpoint, "replica-", secrets),
        );
        let private = connection(cluster, &endpoint, "private-replica-", secrets);
        add("standby_private_connection", private);
    }
    match cluster.engine.as_str() {
        "kafka" => add("schema_registry_connection", web(cluster, 25065, secrets)),
        "opensearch" => add("ui_connection", web(cluster, 443, secrets)),
        _ => None,
    };
    Value::Object(all)
}

fn connection(cluster: &Cluster, endpoint: &Endpoint, prefix: &str, secrets: Secrets) -> Value {
    let Endpoint {
        protocol,
        port,
        user,
        database,
        query,
    } = endpoint;
    let password = secrets.show(&cluster.password);
    let host = cluster.host(prefix);
    let uri = match *protocol {
        "kafka" => format!("{host}:{port}"),
        "mongodb+srv" => format!("{protocol}://{user}:{password}@{host}/{database}{query}"),
        _ => format!("{protocol}://{user}:{password}@{host}:{port}/{database}{query}"),
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
