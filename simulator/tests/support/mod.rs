//! A simulator with a clock the test moves.
#![allow(dead_code, reason = "no test uses all of it")]

use digitalocean_simulator::{Options, Request, Response, Simulator, Time};
use serde_json::Value;

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
    simulator: Simulator,
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

    /// The id of a cluster there is from the start.
    pub fn cluster(&mut self, name: &str) -> String {
        let listed = self.get("/v2/databases");
        let clusters = listed["databases"].as_array().unwrap();
        let found = clusters.iter().find(|cluster| cluster["name"] == name).unwrap();
        found["id"].as_str().unwrap().to_owned()
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
