//! The binary, over a real connection.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, ChildStdout, Command, Output, Stdio};

struct Server {
    process: Child,
    stdout: BufReader<ChildStdout>,
    address: String,
}

impl Server {
    fn start(arguments: &[&str]) -> Self {
        Self::spawn(command(arguments).arg("--exit-with-stdin"))
    }

    fn spawn(command: &mut Command) -> Self {
        let mut process = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let mut stdout = BufReader::new(process.stdout.take().unwrap());
        let mut line = String::new();
        stdout.read_line(&mut line).unwrap();
        let address = line.trim_end().strip_prefix("listening on http://").unwrap().to_owned();
        assert!(address.starts_with("127.0.0.1:"), "{address}");
        Self {
            process,
            stdout,
            address,
        }
    }

    /// Ends by closing its input; returns what else it printed.
    fn end(mut self) -> String {
        drop(self.process.stdin.take());
        assert!(self.process.wait().unwrap().success());
        let mut rest = String::new();
        self.stdout.read_to_string(&mut rest).unwrap();
        rest
    }
}

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_digitalocean-simulator"));
    command.args(arguments);
    command
}

fn run(arguments: &[&str]) -> Output {
    command(arguments).output().unwrap()
}

/// Sends one request on a connection that stays open; returns status, headers and body.
fn exchange(connection: &mut BufReader<TcpStream>, request: &str) -> (u16, String, String) {
    connection.get_mut().write_all(request.as_bytes()).unwrap();
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        assert!(connection.read_line(&mut head).unwrap() > 0, "closed after {head:?}");
    }
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
    let mut body = vec![0; length.map_or(0, |length| length.parse().unwrap())];
    connection.read_exact(&mut body).unwrap();
    (status, head, String::from_utf8(body).unwrap())
}

fn get(target: &str) -> String {
    format!("GET {target} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer dop_v1_simulator\r\n\r\n")
}

#[test]
fn it_serves_on_one_connection_and_ends_with_its_parent() {
    let server = Server::start(&["--no-rate-limit"]);
    let mut connection = BufReader::new(TcpStream::connect(&server.address).unwrap());

    let digests = get("/v2/registry/example/repositories/my%2Frepo/digests?per_page=1");
    let (status, head, body) = exchange(&mut connection, &digests);
    assert_eq!(status, 200);
    assert!(head.contains("\r\ncontent-type: application/json\r\n"), "{head}");
    assert!(head.contains("\r\naccess-control-allow-origin: *\r\n"), "{head}");
    assert!(body.contains(r#""total":45"#), "{body}");
    assert!(
        body.contains("/repositories/my%2Frepo/digests?page=2&per_page=1"),
        "{body}"
    );

    let split = get("/v2/registry/example/repositories/my/repo/digests");
    assert_eq!(exchange(&mut connection, &split).0, 404);

    let body = r#"{"name":"over-http","engine":"pg","num_nodes":1,"size":"db-s-1vcpu-1gb","region":"fra1"}"#;
    let create = format!(
        "POST /v2/databases HTTP/1.1\r\nhost: x\r\nAuthorization: Bearer dop_v1_simulator\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    );
    let (status, _, created) = exchange(&mut connection, &create);
    assert_eq!(status, 201, "{created}");
    assert!(exchange(&mut connection, &get("/v2/databases")).2.contains("over-http"));
    for _ in 0..300 {
        assert_eq!(exchange(&mut connection, &get("/v2/registry/options")).0, 200);
    }
    assert_eq!(server.end(), "", "one line is all it prints");
}

#[test]
fn a_long_body_is_refused() {
    let server = Server::start(&[]);
    let mut connection = BufReader::new(TcpStream::connect(&server.address).unwrap());
    let head = "POST /v2/databases HTTP/1.1\r\nhost: x\r\nauthorization: Bearer dop_v1_simulator\r\n";
    let body = " ".repeat((1 << 20) + 1);
    let request = format!("{head}content-length: {}\r\n\r\n{body}", body.len());
    assert_eq!(exchange(&mut connection, &request).0, 413);
    server.end();
}

#[test]
fn its_clock_can_run_faster() {
    let server = Server::start(&["--port", "0", "--speed", "100000"]);
    let mut connection = BufReader::new(TcpStream::connect(&server.address).unwrap());
    // Five minutes pass in three thousandths of a second.
    std::thread::sleep(std::time::Duration::from_millis(50));
    let (_, _, body) = exchange(&mut connection, &get("/v2/databases"));
    assert!(body.contains("sessions") && !body.contains("creating"), "{body}");
    server.end();
}

#[test]
fn it_begins_with_a_seed() {
    let server = Server::start(&["--port", "0", "--seed", "small-team"]);
    let mut connection = BufReader::new(TcpStream::connect(&server.address).unwrap());
    let (_, _, body) = exchange(&mut connection, &get("/v2/registries"));
    assert!(body.contains("sandbox") && !body.contains("example"), "{body}");
    server.end();
}

#[cfg(unix)]
#[test]
fn it_ends_when_terminated() {
    let mut server = Server::start(&[]);
    let id = server.process.id().to_string();
    assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
    assert!(server.process.wait().unwrap().success());
}

#[cfg(unix)]
#[test]
fn it_goes_on_when_there_are_too_many_connections() {
    let program = env!("CARGO_BIN_EXE_digitalocean-simulator");
    let mut limited = Command::new("sh");
    limited.args(["-c", "ulimit -n 64 && exec \"$0\"", program]);
    let mut server = Server::spawn(limited.stderr(Stdio::piped()));
    let idle: Vec<_> = (0..200).map(|_| TcpStream::connect(&server.address).unwrap()).collect();
    let mut log = BufReader::new(server.process.stderr.take().unwrap());
    let mut line = String::new();
    log.read_line(&mut line).unwrap();
    assert!(line.starts_with("cannot accept a connection: "), "{line}");
    drop(idle);
    let mut connection = BufReader::new(TcpStream::connect(&server.address).unwrap());
    assert_eq!(exchange(&mut connection, &get("/v2/databases")).0, 200);
    server.process.kill().unwrap();
    server.process.wait().unwrap();
}

#[test]
fn wrong_arguments_are_refused() {
    for (arguments, complaint) in [
        (&["--fast"][..], "unknown option: --fast"),
        (&["--port"], "--port needs a number"),
        (&["--port", "70000"], "--port needs a number, not \"70000\""),
        (&["--speed", "0"], "--speed must be at least 1"),
        (
            &["--seed", "huge"],
            "unknown seed: \"huge\", which must be one of example, empty",
        ),
        (&["--seed"], "unknown seed: \"\""),
    ] {
        let output = run(arguments);
        assert_eq!(output.status.code(), Some(2));
        assert!(
            String::from_utf8_lossy(&output.stderr).starts_with(complaint),
            "{output:?}"
        );
        assert!(output.stdout.is_empty());
    }
    let help = run(&["--help"]);
    assert!(help.status.success());
    assert!(String::from_utf8_lossy(&help.stdout).contains("--no-rate-limit"));
}
