//! The command line: `cargo run -- --help`.

use std::{
    io::{self, Write},
    path::PathBuf,
    process::ExitCode,
};

use clap::Parser;

use crate::{DataFolder, Options, Runner, Services, StartError};

/// Llave, the whole of it in one process, on this machine and for nobody else.
#[derive(Debug, Parser)]
#[command(name = "llave", version)]
struct Cli {
    /// Where it listens, on 127.0.0.1; 0 is any free port
    #[arg(long, default_value_t = 8080, conflicts_with = "services_only")]
    port: u16,
    /// The folder that keeps data and keys
    #[arg(long, default_value = ".llave", value_name = "FOLDER")]
    data: PathBuf,
    /// Keep nothing: all is gone when it stops
    #[arg(long, conflicts_with = "data")]
    ephemeral: bool,
    /// Serve only DynamoDB and SNS, for functions that run elsewhere
    #[arg(long)]
    services_only: bool,
    /// Where DynamoDB listens with --services-only
    #[arg(
        long,
        default_value_t = 8000,
        requires = "services_only",
        value_name = "PORT"
    )]
    dynamodb_port: u16,
    /// Where SNS listens with --services-only
    #[arg(
        long,
        default_value_t = 8001,
        requires = "services_only",
        value_name = "PORT"
    )]
    sns_port: u16,
}

/// Runs until it is told to stop.
#[must_use]
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    web::log::start();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(StartError::Threads);
    match runtime.and_then(|runtime| runtime.block_on(serve(&cli))) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Nobody is left to hear that this can't be written.
            writeln!(io::stderr(), "llave: {error}").ok();
            ExitCode::FAILURE
        }
    }
}

async fn serve(cli: &Cli) -> Result<(), StartError> {
    let options = cli.options(environment());
    if cli.services_only {
        let services = Services::start(&options)?;
        say(&services_banner(&services, &options.data));
        stop().await;
    } else {
        let runner = Runner::start(options.clone()).await?;
        say(&banner(&runner.url(), &options.data));
        stop().await;
    }
    Ok(())
}

impl Cli {
    fn options(&self, settings: Vec<(String, String)>) -> Options {
        let data = if self.ephemeral {
            DataFolder::Memory
        } else {
            DataFolder::At(self.data.clone())
        };
        let only = |port| if self.services_only { port } else { 0 };
        Options {
            port: self.port,
            dynamodb_port: only(self.dynamodb_port),
            sns_port: only(self.sns_port),
            data,
            settings,
        }
    }
}

/// Llave's own settings in the environment of the process. What points the SDK somewhere else is for
/// other programs.
#[expect(
    clippy::disallowed_methods,
    reason = "this is the runner's edge: what it reads here becomes the operations' web::Env"
)]
fn environment() -> Vec<(String, String)> {
    std::env::vars_os()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
        .filter(|(name, _)| name.starts_with("LLAVE_"))
        .collect()
}

fn banner(url: &str, data: &DataFolder) -> String {
    format!(
        r#"Llave listens on {url}
{kept}
Its SMS show at:   curl {url}/dev/sms
Begin by registering a person:

curl {url}/v1/register -H 'content-type: application/json' \
  -H "authorization: Bearer $(curl -s {url}/dev/registrar-token -d '{{"subject":"officer-1"}}' | cut -d '"' -f 4)" \
  -d '{{"document":{{"type":"DNI","number":"12345678Z","validUntil":"2099-12-31"}},"givenName":"Ana","firstSurname":"García","phone":"600000001","email":"ana@example.org","registrationLevel":"advanced","method":"office","termsVersion":"1"}}'
"#,
        kept = kept(data),
    )
}

fn services_banner(services: &Services, data: &DataFolder) -> String {
    let shown = ["AWS_ENDPOINT_URL_", "LLAVE_ACCOUNTS_", "LLAVE_PROCEDURES_"];
    let mut banner = format!("# {}\n", kept(data));
    for (name, value) in services.settings() {
        if shown.iter().any(|start| name.starts_with(start)) {
            banner.push_str(&format!("export {name}={value}\n"));
        }
    }
    banner
}

fn kept(data: &DataFolder) -> String {
    match data {
        DataFolder::Memory => "Nothing is kept: all is gone when it stops".to_owned(),
        DataFolder::At(folder) => format!(
            "Data, SMS (outbox.jsonl) and keys (keys.json) are kept in {}",
            folder.display()
        ),
    }
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
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut told) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = told.recv() => {}
                _ = tokio::signal::ctrl_c() => {}
            }
            return;
        }
    }
    tokio::signal::ctrl_c().await.ok();
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
    fn what_does_not_go_together_is_refused() {
        #[track_caller]
        fn check(arguments: &str, good: bool) {
            let read = Cli::try_parse_from(std::iter::once("llave").chain(arguments.split(' ')));
            assert_eq!(read.is_ok(), good, "{arguments}");
        }
        check("--port 0 --ephemeral", true);
        check("--data here", true);
        check("--data here --ephemeral", false);
        check("--services-only --dynamodb-port 1 --sns-port 2", true);
        check("--services-only --port 1", false);
        check("--sns-port 2", false);
        check("--port 65536", false);
    }
}
