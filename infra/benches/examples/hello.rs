//! A function that does nothing: what `lambda_http` alone takes to start, beside which the benches
//! put the functions. It is built as they are.

use std::process::ExitCode;

use lambda_http::{Body, Error, Request, Response, run, service_fn};
use tokio::runtime::Builder;

fn main() -> ExitCode {
    let Ok(runtime) = Builder::new_current_thread().enable_all().build() else {
        return ExitCode::FAILURE;
    };
    match runtime.block_on(run(service_fn(hello))) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

async fn hello(_: Request) -> Result<Response<Body>, Error> {
    Ok(Response::new("hello".into()))
}
