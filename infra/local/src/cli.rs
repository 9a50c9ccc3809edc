//! The command line: `cargo run -- --help`.

use std::{
    io::{self, Write},
    net::{IpAddr, Ipv4Addr},
    path::PathBuf,
    process::ExitCode,
};

use clap::{Parser, Subcommand};
use policy::guesses;

use crate::{DataFolder, Options, Runner, ServicesOnly, StartError};

/// Llave, the whole of it in one process, on this machine and for nobody else.
#[derive(Debug, Parser)]
#[command(name = "llave", version, args_conflicts_with_subcommands = true)]
struct Cli {
    #[command(subcommand)]
    instead: Option<Instead>,
    /// Where it listens; 0 is any free port
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// The folder that keeps data and keys
    #[arg(long, default_value = ".llave", value_name = "FOLDER")]
    data: PathBuf,
    /// Keep nothing: all is gone when it stops
    #[arg(long, conflicts_with = "data")]
    ephemeral: bool,
    /// Serve only DynamoDB, SNS, Secrets Manager and /dev/…, for functions that run elsewhere
    #[arg(long)]
    services_only: bool,
    /// Use the DynamoDB that answers there, which is no AWS, in place of the embedded one
    #[arg(long, value_name = "URL")]
    dynamodb_url: Option<String>,
    /// Ask the SNS that answers there, which is no AWS, and keep what it takes
    #[arg(long, value_name = "URL")]
    sns_url: Option<String>,
    /// Where DynamoDB listens with --services-only
    #[arg(
        long,
        default_value_t = 8000,
        requires = "services_only",
        conflicts_with = "dynamodb_url",
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
    /// Where Secrets Manager listens with --services-only
    #[arg(
        long,
        default_value_t = 8002,
        requires = "services_only",
        value_name = "PORT"
    )]
    secrets_port: u16,
    /// The address that --services-only listens on; containers need another than 127.0.0.1
    #[arg(
        long,
        default_value_t = Ipv4Addr::LOCALHOST.into(),
        requires = "services_only",
        value_name = "ADDRESS"
    )]
    bind: IpAddr,
}

/// What it does instead of running.
#[derive(Clone, Copy, Debug, Subcommand)]
enum Instead {
    /// Print how often an attacker may guess by the rules in force, and end
    ///
    /// The rules are those of LLAVE_PROFILE and LLAVE_RULES, as for a function.
    Guesses,
}

/// Runs until it is told to stop.
#[must_use]
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    if let Some(Instead::Guesses) = cli.instead {
        return print_guesses();
    }
    web::log::start();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(StartError::Threads);
    match runtime.and_then(|runtime| runtime.block_on(serve(&cli))) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            complain(&error.to_string());
            ExitCode::FAILURE
        }
    }
}

/// What `docs/guesses.md` says, of the rules in force.
fn print_guesses() -> ExitCode {
    let env = web::Env::new(environment(), aws_config::SdkConfig::builder().build());
    match env.profile() {
        Ok(profile) => {
            say(&guesses::as_markdown(&profile));
            ExitCode::SUCCESS
        }
        Err(error) => {
            complain(&error.to_string());
            ExitCode::FAILURE
        }
    }
}

async fn serve(cli: &Cli) -> Result<(), StartError> {
    let options = cli.options(environment());
    if cli.services_only {
        let services = ServicesOnly::start(&options)?;
        if !options.bind.is_loopback() {
            warn(options.bind);
        }
        say(&services_banner(&services, &options));
        stop().await;
    } else {
        let runner = Runner::start(options.clone()).await?;
        say(&banner(&runner.url(), &options));
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
            bind: self.bind,
            port: self.port,
            dynamodb_port: only(self.dynamodb_port),
            sns_port: only(self.sns_port),
            secrets_port: only(self.secrets_port),
            dynamodb_url: self.dynamodb_url.clone(),
            sns_url: self.sns_url.clone(),
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

fn banner(url: &str, options: &Options) -> String {
    format!(
        r#"Llave listens on {url}
{kept}
Open the pages:    {url}/ and, as a registrar with a token of those below, {url}/desk
Its SMS show at:   {url}/dev/sms, as a page or by curl as JSON
Begin by registering a person:

curl {url}/v1/register -H 'content-type: application/json' \
  -H "authorization: Bearer $(curl -s {url}/dev/registrar-token -d '{{"subject":"officer-1"}}' | cut -d '"' -f 4)" \
  -d '{{"document":{{"type":"DNI","number":"12345678Z","validUntil":"2099-12-31"}},"givenName":"Ana","firstSurname":"García","phone":"600000001","email":"ana@example.org","registrationLevel":"advanced","method":"office","termsVersion":"1"}}'
"#,
        kept = kept(options),
    )
}

/// Lines that a shell can read: what a function needs, then what a person wants to know.
fn services_banner(services: &ServicesOnly, options: &Options) -> String {
    let exports = services.environment().iter().map(|(name, value)| {
        let value = quoted(value);
        format!("export {name}={value}\n")
    });
    let url = services.dev_url();
    let kept = kept(options);
    format!(
        "{exports}# {kept}\n# SMS, registrar's tokens and solved challenges: {url}/dev/…\n",
        exports = exports.collect::<String>(),
    )
}

/// The value as one word of a shell.
fn quoted(value: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "_./:=@%+,-".contains(c);
    if !value.is_empty() && value.chars().all(is_plain) {
        return value.to_owned();
    }
    format!("'{}'", value.replace('\'', r"'\''"))
}

fn kept(options: &Options) -> String {
    match (&options.data, &options.dynamodb_url) {
        (DataFolder::Memory, None) => "Nothing is kept: all is gone when it stops".to_owned(),
        (DataFolder::Memory, Some(url)) => format!(
            "The DynamoDB at {url} keeps data that nobody can read when this stops: its keys are gone"
        ),
        (DataFolder::At(folder), None) => format!(
            "Data, SMS (outbox.jsonl) and keys (keys.json) are kept in {}",
            folder.display()
        ),
        (DataFolder::At(folder), Some(url)) => format!(
            "SMS (outbox.jsonl) and keys (keys.json) are kept in {}, data by the DynamoDB at {url}",
            folder.display()
        ),
    }
}

fn warn(bind: IpAddr) {
    complain(&format!(
        "warning: it listens on {bind}, and whoever reaches that address reads its keys and SMS"
    ));
}

/// One line to the person at the terminal.
fn complain(line: &str) {
    // Nobody is left to hear that this can't be written.
    writeln!(io::stderr(), "llave: {line}").ok();
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
        check("--services-only --port 1 --secrets-port 2", true);
        check("--services-only --bind 0.0.0.0", true);
        check("--services-only --bind ::1", true);
        check("--services-only --bind localhost", false);
        check("--bind 0.0.0.0", false);
        check("--sns-port 2", false);
        check("--secrets-port 2", false);
        check("--dynamodb-url http://a --sns-url http://b", true);
        check("--services-only --dynamodb-url http://a", true);
        check(
            "--services-only --dynamodb-url http://a --dynamodb-port 1",
            false,
        );
        check("--port 65536", false);
        check("guesses", true);
        check("--port 1 guesses", false);
        check("guesses --ephemeral", false);
    }

    #[test]
    fn a_value_is_one_word_of_a_shell_whatever_it_holds() {
        #[track_caller]
        fn check(value: &str, expected: &str) {
            assert_eq!(quoted(value), expected);
        }
        check("secret:llave/index-keys", "secret:llave/index-keys");
        check("http://127.0.0.1:8000", "http://127.0.0.1:8000");
        check("", "''");
        check(r#"{"a":"b c"}"#, r#"'{"a":"b c"}'"#);
        check("it's $HOME", r"'it'\''s $HOME'");
        check("two\nlines", "'two\nlines'");
    }
}
