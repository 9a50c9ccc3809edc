//! The command line: `llave-gateway --help`.

use std::{
    io::{self, Write},
    net::Ipv4Addr,
    path::PathBuf,
    process::ExitCode,
};

use clap::Parser;
use tokio::net::TcpListener;

use crate::{
    Clock, Front, Functions, StartError,
    functions::{Source, client},
};

/// API Gateway and Lambda on this machine: Llave's functions under AWS's runtime interface emulator.
///
/// What begins with LLAVE_, RUST_, AWS_ENDPOINT_URL_ or AWS_LAMBDA_LOG_ in the environment reaches
/// the functions.
#[derive(Debug, Parser)]
#[command(name = "llave-gateway", version)]
struct Cli {
    /// The folder of the functions, as `cargo build --release` or `sam build` makes it
    #[arg(long, value_name = "FOLDER")]
    functions: PathBuf,
    /// The program aws-lambda-rie
    #[arg(long, value_name = "PROGRAM")]
    rie: PathBuf,
    /// Where it listens, on 127.0.0.1; 0 is any free port
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// The services that answer /dev/…, as `llave --services-only` prints them
    #[arg(long, value_name = "URL")]
    dev: Option<String>,
    /// How many instances a function may have
    #[arg(long, default_value_t = 4, value_parser = clap::value_parser!(u16).range(1..))]
    instances: u16,
    /// libfaketime, if it is not where Debian, Fedora or Arch put it
    #[arg(long, value_name = "LIBRARY")]
    faketime: Option<PathBuf>,
}

/// Runs until it is told to stop.
#[must_use]
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(StartError::Threads);
    match runtime.and_then(|runtime| runtime.block_on(serve(&cli))) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Nobody is left to hear that this can't be written.
            writeln!(io::stderr(), "llave-gateway: {error}").ok();
            ExitCode::FAILURE
        }
    }
}

async fn serve(cli: &Cli) -> Result<(), StartError> {
    let library = cli.faketime.clone().or_else(Clock::library);
    let folder = std::env::temp_dir().join(format!("llave-gateway-{}", std::process::id()));
    let clock = library
        .map(|library| Clock::new(&library, &folder))
        .transpose()?;
    let source = Source {
        folder: cli.functions.clone(),
        emulator: cli.rie.clone(),
        instances: cli.instances.into(),
        settings: environment(),
    };
    let functions = Functions::find(&source, clock.as_ref())?;

    let in_the_way = |reason| StartError::Port {
        port: cli.port,
        reason,
    };
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, cli.port)).await;
    let listener = listener.map_err(in_the_way)?;
    let address = listener.local_addr().map_err(in_the_way)?;
    say(&banner(&format!("http://{address}"), clock.is_some()));
    let dev = cli.dev.as_ref().map(|url| url.trim_end_matches('/').into());
    let front = Front::new(functions, clock, dev, client()?);
    tokio::select! {
        served = front.serve(listener) => served.map_err(in_the_way),
        () = stop() => Ok(()),
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the edge: what is read here becomes the functions' environment"
)]
fn environment() -> Vec<(String, String)> {
    std::env::vars_os()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
        .collect()
}

fn banner(url: &str, has_clock: bool) -> String {
    let clock = if has_clock {
        "moves with POST /dev/clock"
    } else {
        "is the machine's: libfaketime is not installed"
    };
    format!("Functions listen on {url}\nTheir clock {clock}\n")
}

fn say(text: &str) {
    let mut out = io::stdout();
    // Whoever does not listen is served all the same.
    out.write_all(text.as_bytes())
        .and_then(|()| out.flush())
        .ok();
}

/// Waits for Ctrl-C, or for being told to end.
async fn stop() {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut told) = signal(SignalKind::terminate()) else {
        tokio::signal::ctrl_c().await.ok();
        return;
    };
    tokio::select! {
        _ = told.recv() => {}
        _ = tokio::signal::ctrl_c() => {}
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn a_function_has_an_instance_at_least() {
        let read = |instances| {
            Cli::try_parse_from([
                "llave-gateway",
                "--functions=here",
                "--rie=there",
                instances,
            ])
        };
        assert!(read("--instances=1").is_ok());
        assert!(read("--instances=0").is_err());
    }
}
