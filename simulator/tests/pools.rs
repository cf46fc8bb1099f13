#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod support;

use digitalocean_simulator::Request;
use serde_json::{Value, json};
use support::{Api, READ, assert_error};

fn pool() -> Value {
    json!({ "name": "reporting", "mode": "session", "size": 20, "db": "defaultdb", "user": "doadmin" })
}

fn with(key: &str, value: Value) -> Value {
    let mut body = pool();
    body[key] = value;
    body
}

#[test]
fn pools_come_change_and_go() {
    let mut api = Api::new();
    let path = api.path("backend");
    let pools = format!("{path}/pools");
    let listed = |api: &mut Api| {
        let pools = api.get(&pools)["pools"].clone();
        let pools = pools.as_array().unwrap().iter();
        pools.map(|pool| pool["name"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(listed(&mut api), ["backend-pool"]);
    let created = api.expect(201, "POST", &pools, &pool())["pool"].clone();
    for (key, value) in pool().as_object().unwrap() {
        assert_eq!(created[key], *value, "{key}");
    }
    assert_eq!(listed(&mut api), ["backend-pool", "reporting"]);
    let one = format!("{pools}/reporting");
    assert_eq!(api.get(&one)["pool"], created);

    api.call_with("POST", &format!("{path}/dbs"), &json!({ "name": "app" }));
    let body = json!({ "mode": "statement", "size": 5, "db": "app" });
    api.write(204, "PUT", &one, &body);
    let changed = api.get(&one)["pool"].clone();
    assert_eq!((&changed["mode"], &changed["size"]), (&json!("statement"), &json!(5)));
    assert_eq!((&changed["db"], changed.get("user")), (&json!("app"), None));

    assert_eq!(api.call("DELETE", &one).status, 204);
    for method in ["GET", "PUT", "DELETE"] {
        api.refuse(404, method, &one, &body);
    }
    assert_eq!(listed(&mut api), ["backend-pool"]);
}

#[test]
fn a_pool_is_connected_to_by_its_name() {
    let mut api = Api::new();
    let path = api.path("backend");
    let cluster = api.get(&path)["database"].clone();
    let pool = api.get(&format!("{path}/pools/backend-pool"))["pool"].clone();
    for key in [
        "connection",
        "private_connection",
        "standby_connection",
        "standby_private_connection",
    ] {
        let [host, password] = ["host", "password"].map(|field| cluster[key][field].as_str().unwrap());
        let uri = format!("postgresql://doadmin:{password}@{host}:25061/backend-pool?sslmode=require");
        assert_eq!(
            pool[key],
            json!({
                "protocol": "postgresql", "uri": uri, "database": "backend-pool", "host": host, "port": 25061,
                "user": "doadmin", "password": password, "ssl": true,
            })
        );
    }

    let one = format!("{path}/pools/of-anyone");
    let body = json!({ "name": "of-anyone", "mode": "session", "size": 1, "db": "defaultdb", "user": "" });
    assert_eq!(api.call_with("POST", &format!("{path}/pools"), &body).status, 201);
    let pool = api.get(&one)["pool"].clone();
    assert_eq!((pool.get("user"), &pool["connection"]["user"]), (None, &json!("")));
    assert!(
        pool["connection"]["uri"]
            .as_str()
            .unwrap()
            .starts_with("postgresql://backend-")
    );

    let single = api.online("pg");
    assert_eq!(api.call_with("POST", &format!("{single}/pools"), &body).status, 201);
    let pool = api.get(&format!("{single}/pools/of-anyone"))["pool"].clone();
    assert_eq!(pool.get("standby_connection"), None);
}

#[test]
fn a_password_is_that_of_the_user_or_blank() {
    let mut api = Api::new();
    let path = api.path("backend");
    let user = api
        .call_with("POST", &format!("{path}/users"), &json!({ "name": "app" }))
        .json();
    let password = user["user"]["password"].as_str().unwrap();
    let pools = format!("{path}/pools");
    api.call_with("POST", &pools, &with("user", json!("app")));
    let shown = api.get(&format!("{pools}/reporting"))["pool"]["connection"].clone();
    assert_eq!((&shown["user"], &shown["password"]), (&json!("app"), &json!(password)));

    for target in [pools.clone(), format!("{pools}/reporting")] {
        let response = api.send(&Request::new("GET", &target).with_token(READ));
        assert_eq!(response.status, 200);
        assert!(!response.body.contains(password));
        assert!(response.body.contains("postgresql://app:@backend-"));
    }
    assert_eq!(
        api.refuse(422, "DELETE", &format!("{path}/users/app"), &json!({})),
        "a connection pool is of this user"
    );
}

#[test]
fn invalid_bodies_are_refused() {
    let mut api = Api::new();
    let pools = format!("{}/pools", api.path("backend"));
    let name = "name must be 3 to 60 letters, digits, hyphens and underscores";
    for (body, complaint) in [
        (with("name", json!("ab")), name),
        (with("name", json!("x".repeat(61))), name),
        (with("name", json!("a/b/c")), name),
        (
            with("name", json!("backend-pool")),
            "connection pool name is not available",
        ),
        (with("mode", json!("fast")), "mode is unknown"),
        (with("size", json!("20")), "size must be an integer"),
        (with("size", json!(0)), "size must be positive"),
        (with("db", json!("nope")), "db is not a database of this cluster"),
        (with("user", json!("nope")), "user is not a user of this cluster"),
        // 4 GiB make 97, of which the pool there is has 10.
        (
            with("size", json!(88)),
            "size must be at most 87: no more connections are left",
        ),
    ] {
        assert_eq!(api.refuse(422, "POST", &pools, &body), complaint);
    }
    for key in ["name", "mode", "size", "db"] {
        let mut body = pool();
        body.as_object_mut().unwrap().remove(key);
        assert_eq!(api.refuse(422, "POST", &pools, &body), format!("{key} is required"));
    }
    let one = format!("{pools}/backend-pool");
    assert_eq!(
        api.refuse(422, "PUT", &one, &json!({ "size": 1, "db": "defaultdb" })),
        "mode is required"
    );
    api.write(204, "PUT", &one, &with("size", json!(97)));
    assert_error(&api.call("GET", "/v2/databases/nope/pools"), 404, "not_found");
}

#[test]
fn only_postgresql_has_pools() {
    let mut api = Api::new();
    for name in ["orders", "events", "sessions"] {
        let pools = format!("{}/pools", api.path(name));
        for (method, target) in [
            ("GET", pools.clone()),
            ("POST", pools.clone()),
            ("GET", format!("{pools}/x")),
            ("PUT", format!("{pools}/x")),
            ("DELETE", format!("{pools}/x")),
        ] {
            assert_eq!(
                api.refuse(422, method, &target, &pool()),
                "connection pools are not available for this engine"
            );
        }
    }
}
