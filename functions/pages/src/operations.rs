//! Every operation by its route. A function that serves the pages has those that a person asks for;
//! registering is for registrars, and for the runner.

use web::{Env, Operation, Router, StartupError};

/// Starts all of them from the same settings.
///
/// # Errors
/// [`StartupError`] names the setting that is wrong.
pub async fn router(env: &Env) -> Result<Router, StartupError> {
    let people = of_people(env).await?;
    Ok(people.mount(register::Register::start(env).await?))
}

/// Starts those that a person asks for: all but `register`.
///
/// # Errors
/// [`StartupError`] names the setting that is wrong.
pub async fn of_people(env: &Env) -> Result<Router, StartupError> {
    Ok(Router::new()
        .mount(challenge::Challenge::start(env).await?)
        .mount(activate::Activate::start(env).await?)
        .mount(reset::Reset::start(env).await?)
        .mount(verify_otp::VerifyOtp::start(env).await?)
        .mount(resend_otp::ResendOtp::start(env).await?)
        .mount(set_password::SetPassword::start(env).await?)
        .mount(login::Login::start(env).await?)
        .mount(session::Session::start(env).await?)
        .mount(change::Change::start(env).await?)
        .mount(unsubscribe::Unsubscribe::start(env).await?))
}
