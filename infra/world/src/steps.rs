//! One method for each call of the contract, named after it.

use http::{HeaderValue, Method, Request, header};
use serde_json::{Value, json};
use tests::{Answer, Person};

use crate::world::{World, posted, with_bearer};

impl World {
    /// `POST /v1/register`
    pub async fn try_register(&self, person: &Person) -> Answer {
        self.send(self.registration(person)).await
    }

    /// A registration act by the runner's registrar.
    pub fn registration(&self, person: &Person) -> Request<Vec<u8>> {
        let registrar = self.services().registrar();
        let token = registrar.token("officer-1", "register", self.now());
        self.registration_by(&token, person)
    }

    /// A registration act by whoever holds this token.
    pub fn registration_by(&self, token: &str, person: &Person) -> Request<Vec<u8>> {
        let mut request = posted("/v1/register", &person.registration());
        let value = HeaderValue::from_str(&format!("Bearer {token}")).expect("a header");
        request.headers_mut().insert(header::AUTHORIZATION, value);
        request
    }

    /// A fresh challenge, solved.
    pub async fn altcha(&self) -> String {
        let request = Request::get("/v1/challenge").body(Vec::new());
        let answer = self.send(request.expect("a request")).await;
        proof::solve(&answer.body).expect("a challenge is solved")
    }

    /// `POST /v1/activate` with the person's own code.
    pub async fn activate(&self, person: &Person) -> Answer {
        self.prove_code("/v1/activate", person, &person.activation_code)
            .await
    }

    /// `POST /v1/reset` with the person's own code.
    pub async fn reset(&self, person: &Person) -> Answer {
        self.reset_with(person, &person.activation_code).await
    }

    /// `POST /v1/reset` with this code.
    pub async fn reset_with(&self, person: &Person, code: &str) -> Answer {
        self.prove_code("/v1/reset", person, code).await
    }

    async fn prove_code(&self, path: &str, person: &Person, code: &str) -> Answer {
        let body = person.proof(code, &self.altcha().await);
        self.post(path, &body).await
    }

    /// `POST /v1/verify-otp`
    pub async fn verify_otp(&self, procedure: &str, otp: &str) -> Answer {
        self.post("/v1/verify-otp", &otp_entry(procedure, otp))
            .await
    }

    /// `POST /v1/resend-otp`
    pub async fn resend_otp(&self, procedure: &str) -> Answer {
        self.post("/v1/resend-otp", &json!({"procedure": procedure}))
            .await
    }

    /// `POST /v1/set-password`
    pub async fn set_password(&self, procedure: &str, password: &str) -> Answer {
        self.post("/v1/set-password", &password_entry(procedure, password))
            .await
    }

    /// `POST /v1/login` with the person's own password.
    pub async fn login(&self, person: &Person) -> Answer {
        self.login_with(person, &person.password).await
    }

    /// `POST /v1/login` with this password.
    pub async fn login_with(&self, person: &Person, password: &str) -> Answer {
        self.post("/v1/login", &person.login(password)).await
    }

    /// `POST /v1/login` that asks for a one-time code.
    pub async fn login_substantial(&self, person: &Person) -> Answer {
        self.post("/v1/login", &person.substantial_login(&person.password))
            .await
    }

    /// `POST /v1/change` from the person's own password to this one.
    pub async fn change(&self, person: &Person, new: &str) -> Answer {
        self.post("/v1/change", &change_entry(person, new)).await
    }

    /// `POST /v1/unsubscribe`
    pub async fn unsubscribe(&self, person: &Person) -> Answer {
        self.post("/v1/unsubscribe", &person.login(&person.password))
            .await
    }

    /// `GET /v1/session`
    pub async fn session(&self, token: &str) -> Answer {
        self.send(with_bearer(Method::GET, "/v1/session", token))
            .await
    }

    /// `DELETE /v1/session`
    pub async fn end_session(&self, token: &str) -> Answer {
        self.send(with_bearer(Method::DELETE, "/v1/session", token))
            .await
    }
}

/// The body of `verify-otp`.
pub fn otp_entry(procedure: &str, otp: &str) -> Value {
    json!({"procedure": procedure, "otp": otp})
}

/// The body of `set-password`.
pub fn password_entry(procedure: &str, password: &str) -> Value {
    json!({"procedure": procedure, "password": password})
}

/// The body of `change`, from the person's own password.
pub fn change_entry(person: &Person, new: &str) -> Value {
    json!({
        "document": person.document.entry(),
        "currentPassword": person.password,
        "newPassword": new,
    })
}
