//! Serves the simulator over HTTP/1.1, on this machine only.

use std::cell::RefCell;
use std::io::{self, Read, Write};
use std::net::Ipv4Addr;
use std::process::ExitCode;
use std::rc::Rc;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use digitalocean_simulator::{MAX_BODY_BYTES, Options, Request, Response, Seed, Simulator, Time};
use http_body_util::{BodyExt, Full};
use hyper::body::{Bytes, Incoming};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::sync::oneshot;
use tokio::task::{LocalSet, spawn_local};
use tokio::time::sleep;

/// Connections that may wait to be accepted.
const BACKLOG: u32 = 1_024;

/// Pause after a connection could not be accepted.
const ACCEPT_PAUSE: Duration = Duration::from_millis(100);

const HELP: &str = "\
A stand-in for DigitalOcean's Container Registry and Managed Databases API.

Usage: digitalocean-simulator [options]

  --port N            listen on this port of 127.0.0.1 (default: any free one)
  --speed N           simulated time runs N times as fast as real time (default: 1)
  --seed NAME         begin with this account: example (default), empty, several, small-team, large
  --no-rate-limit     take any number of requests
  --exit-with-stdin   end when standard input does
  --help              show this

Tokens: dop_v1_simulator, dop_v1_simulator_read, dop_v1_simulator_several, dop_v1_simulator_empty
";

fn main() -> ExitCode {
    let arguments = match Arguments::parse(std::env::args().skip(1)) {
        Ok(arguments) => arguments,
        Err(message) => {
            eprintln!("{message}\n\n{HELP}");
            return ExitCode::from(2);
        }
    };
    if arguments.help {
        print!("{HELP}");
        return ExitCode::SUCCESS;
    }
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

struct Arguments {
    port: u16,
    speed: u64,
    seed: Seed,
    rate_limit: bool,
    exit_with_stdin: bool,
    help: bool,
}

impl Arguments {
    fn parse(mut given: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut arguments = Self {
            port: 0,
            speed: 1,
            seed: Seed::default(),
            rate_limit: true,
            exit_with_stdin: false,
            help: false,
        };
        while let Some(flag) = given.next() {
            match flag.as_str() {
                "--port" => arguments.port = number(&flag, given.next())?,
                "--speed" => arguments.speed = number(&flag, given.next())?,
                "--seed" => arguments.seed = given.next().unwrap_or_default().parse()?,
                "--no-rate-limit" => arguments.rate_limit = false,
                "--exit-with-stdin" => arguments.exit_with_stdin = true,
                "--help" => arguments.help = true,
                _ => return Err(format!("unknown option: {flag}")),
            }
        }
        if arguments.speed == 0 {
            return Err("--speed must be at least 1".to_owned());
        }
        Ok(arguments)
    }
}

fn number<T: std::str::FromStr>(flag: &str, value: Option<String>) -> Result<T, String> {
    let value = value.ok_or_else(|| format!("{flag} needs a number"))?;
    value
        .parse()
        .map_err(|_| format!("{flag} needs a number, not {value:?}"))
}

fn run(arguments: &Arguments) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    LocalSet::new().block_on(&runtime, async {
        let end = end_requested(arguments.exit_with_stdin)?;
        tokio::select! {
            served = serve(arguments) => served,
            () = end => Ok(()),
        }
    })
}

async fn serve(arguments: &Arguments) -> io::Result<()> {
    let clock = Clock::start(arguments.speed);
    let options = Options {
        started_at: clock.now(),
        seed: arguments.seed,
        rate_limit: arguments.rate_limit,
        ..Options::default()
    };
    let simulator = Rc::new(RefCell::new(Simulator::new(options)));

    let listener = listen(arguments.port)?;
    println!("listening on http://{}", listener.local_addr()?);
    io::stdout().flush()?;
    loop {
        match listener.accept().await {
            Ok((stream, _)) => drop(spawn_local(serve_connection(stream, Rc::clone(&simulator), clock))),
            Err(error) => {
                // Mostly too many open files: connections that close meanwhile make room.
                let _ = writeln!(io::stderr(), "cannot accept a connection: {error}");
                sleep(ACCEPT_PAUSE).await;
            }
        }
    }
}

fn listen(port: u16) -> io::Result<TcpListener> {
    let socket = TcpSocket::new_v4()?;
    // On Windows it would let two programs have the same port.
    #[cfg(unix)]
    socket.set_reuseaddr(true)?;
    socket.bind((Ipv4Addr::LOCALHOST, port).into())?;
    socket.listen(BACKLOG)
}

async fn serve_connection(stream: TcpStream, simulator: Rc<RefCell<Simulator>>, clock: Clock) {
    let service = service_fn(|request| async {
        let request = read(request).await?;
        let response = simulator.borrow_mut().handle(&request, clock.now());
        Ok::<_, hyper::Error>(encode(response))
    });
    // Errors of a connection concern only its peer, who is gone.
    let _ = stream.set_nodelay(true);
    let _ = http1::Builder::new()
        .timer(TokioTimer::new())
        .serve_connection(TokioIo::new(stream), service)
        .await;
}

/// Reads a request. A body over the limit is read just far enough for the simulator to refuse it.
async fn read(request: hyper::Request<Incoming>) -> Result<Request, hyper::Error> {
    let (head, mut incoming) = request.into_parts();
    let mut body = Vec::new();
    while body.len() <= MAX_BODY_BYTES {
        let Some(frame) = incoming.frame().await else {
            break;
        };
        if let Ok(data) = frame?.into_data() {
            body.extend_from_slice(&data);
        }
    }
    let target = head.uri.path_and_query().map_or("/", |target| target.as_str());
    let mut request = Request::new(head.method.as_str(), target);
    for (name, value) in &head.headers {
        request = request.with_header(name.as_str(), &String::from_utf8_lossy(value.as_bytes()));
    }
    request.body = body;
    Ok(request)
}

fn encode(response: Response) -> hyper::Response<Full<Bytes>> {
    let mut builder = hyper::Response::builder().status(response.status);
    for (name, value) in response.headers {
        builder = builder.header(name, value);
    }
    // Fails only for a status or header that HTTP forbids; the simulator sends none.
    builder.body(Full::from(response.body)).unwrap_or_default()
}

/// Simulated time. It starts at the real time and may run faster.
#[derive(Clone, Copy)]
struct Clock {
    epoch: Time,
    started: Instant,
    speed: u64,
}

impl Clock {
    fn start(speed: u64) -> Self {
        let since_epoch = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let epoch = Time::try_from(since_epoch.as_millis()).unwrap_or_default();
        Self {
            epoch,
            started: Instant::now(),
            speed,
        }
    }

    fn now(&self) -> Time {
        let elapsed = u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX);
        self.epoch.saturating_add(elapsed.saturating_mul(self.speed))
    }
}

/// Completes on a signal, or when standard input ends. Signals are caught as soon as this returns,
/// before it is polled.
fn end_requested(with_stdin: bool) -> io::Result<impl Future<Output = ()>> {
    let signalled = signalled()?;
    Ok(async move {
        tokio::select! {
            () = signalled => {}
            () = stdin_ended(), if with_stdin => {}
        }
    })
}

#[cfg(unix)]
fn signalled() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminated = signal(SignalKind::terminate())?;
    let mut interrupted = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = terminated.recv() => {}
            _ = interrupted.recv() => {}
        }
    })
}

#[cfg(windows)]
fn signalled() -> io::Result<impl Future<Output = ()>> {
    let mut interrupted = tokio::signal::windows::ctrl_c()?;
    Ok(async move {
        let _ = interrupted.recv().await;
    })
}

/// Reads standard input on a thread of its own, as a read cannot be cancelled.
async fn stdin_ended() {
    let (ended, end) = oneshot::channel();
    std::thread::spawn(move || {
        let mut ignored = [0; 1024];
        while io::stdin().read(&mut ignored).is_ok_and(|read| read > 0) {}
        ended.send(())
    });
    let _ = end.await;
}
