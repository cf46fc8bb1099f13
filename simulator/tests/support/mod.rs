//! A simulator with a clock that the test moves.
#![allow(dead_code, reason = "no test uses all of it")]

use digitalocean_simulator::{Options, Request, Response, Simulator, Time};
use serde_json::{Value, json};

pub const SECOND: u64 = 1_000;
pub const MINUTE: u64 = 60 * SECOND;
pub const HOUR: u64 = 60 * MINUTE;
pub const DAY: u64 = 24 * HOUR;
pub const START: Time = 1_767_225_600_000; // 2026-01-01T00:00:00Z

pub const ALL: &str = "dop_v1_simulator";
pub const READ: &str = "dop_v1_simulator_read";
pub const SEVERAL: &str = "dop_v1_simulator_several";
pub const EMPTY: &str = "dop_v1_simulator_empty";

pub struct Api {
    pub simulator: Simulator,
    pub now: Time,
}

impl Api {
    pub fn new() -> Self {
        Self::with(Options::default())
    }

    pub fn with(options: Options) -> Self {
        Self {
            simulator: Simulator::new(options),
            now: START,
        }
    }

    pub fn send(&mut self, request: &Request) -> Response {
        self.simulator.handle(request, self.now)
    }

    pub fn call_as(&mut self, token: &str, method: &str, target: &str) -> Response {
        self.send(&Request::new(method, target).with_token(token))
    }

    pub fn call(&mut self, method: &str, target: &str) -> Response {
        self.send(&Request::new(method, target).with_token(ALL))
    }

    pub fn call_with(&mut self, method: &str, target: &str, body: &Value) -> Response {
        self.send(&Request::new(method, target).with_token(ALL).with_json(body))
    }

    pub fn get(&mut self, target: &str) -> Value {
        let response = self.call("GET", target);
        assert_eq!(response.status, 200, "{target}: {}", response.body);
        response.json()
    }

    /// The id of a cluster that exists from the start.
    pub fn cluster(&mut self, name: &str) -> String {
        let listed = self.get("/v2/databases");
        let clusters = listed["databases"].as_array().unwrap();
        let found = clusters.iter().find(|cluster| cluster["name"] == name).unwrap();
        found["id"].as_str().unwrap().to_owned()
    }

    /// The path of a cluster that exists from the start.
    pub fn path(&mut self, name: &str) -> String {
        format!("/v2/databases/{}", self.cluster(name))
    }

    /// The path of a new cluster that is being created.
    pub fn created(&mut self, engine: &str) -> String {
        let name = format!("new-{}", engine.replace('_', "-"));
        let num_nodes = if engine == "kafka" { 3 } else { 1 };
        let body = json!({ "name": name, "engine": engine, "num_nodes": num_nodes, "size": "db-s-2vcpu-4gb", "region": "fra1" });
        let created = self.expect(201, "POST", "/v2/databases", &body);
        format!("/v2/databases/{}", created["database"]["id"].as_str().unwrap())
    }

    /// The path of a new cluster that is online.
    pub fn online(&mut self, engine: &str) -> String {
        let path = self.created(engine);
        self.now += 5 * MINUTE;
        path
    }

    /// Sends, and expects that status; returns the body.
    #[track_caller]
    pub fn expect(&mut self, status: u16, method: &str, target: &str, body: &Value) -> Value {
        let response = self.call_with(method, target, body);
        assert_eq!(response.status, status, "{method} {target}: {}", response.body);
        response.json()
    }

    /// Sends, and expects that status without a body.
    #[track_caller]
    pub fn write(&mut self, status: u16, method: &str, target: &str, body: &Value) {
        let response = self.call_with(method, target, body);
        let answer = (response.status, response.body.as_str());
        assert_eq!(answer, (status, ""), "{method} {target}");
    }

    /// Sends a request that is refused with that status; returns the message.
    #[track_caller]
    pub fn refuse(&mut self, status: u16, method: &str, target: &str, body: &Value) -> String {
        let id = match status {
            404 => "not_found",
            412 => "precondition_failed",
            _ => "unprocessable_entity",
        };
        assert_error(&self.call_with(method, target, body), status, id)
    }
}

/// Asserts an error's status and id, and that its body is complete; returns the message.
#[track_caller]
pub fn assert_error(response: &Response, status: u16, id: &str) -> String {
    let body = response.json();
    assert_eq!(
        (response.status, body["id"].as_str()),
        (status, Some(id)),
        "{}",
        response.body
    );
    assert_eq!(body["request_id"].as_str(), response.header("x-request-id"));
    assert_eq!(response.header("content-type"), Some("application/json"));
    body["message"].as_str().unwrap().to_owned()
}
