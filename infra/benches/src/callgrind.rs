//! Instructions, counted by callgrind: what a program does, however busy the machine is.

use std::{
    env, fs,
    path::Path,
    process::{self, Command as Now, Stdio},
};

use tokio::process::Command;

use crate::{function::Function, stage::Good};

/// There is a callgrind on this machine.
pub(crate) fn is_there() -> bool {
    let mut version = Now::new("valgrind");
    let told = version.arg("--version").stdout(Stdio::null()).status();
    told.is_ok_and(|status| status.success())
}

/// How many instructions a function executes from its exec until it has answered these requests,
/// and asks for the next. `None` if it does not start, or an answer is not good: on a busy machine
/// what it calls is not waited for by a program that is so slow.
pub(crate) async fn instructions(
    binary: &Path,
    settings: &[(String, String)],
    requests: &[Good],
) -> Option<u64> {
    let log = env::temp_dir().join(format!("llave-benches-{}.callgrind", process::id()));
    let mut command = Command::new("valgrind");
    command
        .arg("--tool=callgrind")
        .arg("--callgrind-out-file=/dev/null")
        .arg(format!("--log-file={}", log.display()))
        .arg(binary);
    let mut function = Function::ask(&mut command, settings).await?;
    for good in requests {
        let (_, status) = function.answer(&good.request).await;
        if status != good.status {
            return None;
        }
    }
    // It counts up to its end, and tells then.
    let end = Now::new("kill").arg(function.pid().to_string()).status();
    assert!(end.is_ok_and(|status| status.success()), "it is ended");
    function.ended().await;
    let told = fs::read_to_string(&log).expect("it has told");
    fs::remove_file(&log).ok();
    let collected = told
        .lines()
        .find_map(|line| line.split_once("Collected : "));
    let (_, count) = collected.expect("it has counted");
    Some(count.trim().parse().expect("a number"))
}
