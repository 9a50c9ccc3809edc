//! One method for each call of the contract, named after it.

use serde_json::{Value, json};

use crate::{Answer, Llave, Person};

impl Llave {
    /// `GET /v1/challenge`
    pub async fn challenge(&self) -> Answer {
        self.get("/v1/challenge").await
    }

    /// `POST /v1/register` with this body, as a registrar.
    pub async fn try_register(&self, body: &Value) -> Answer {
        let token = self.registrar_token().await;
        self.send(
            self.request("POST", "/v1/register")
                .bearer_auth(token)
                .json(body),
        )
        .await
    }

    /// `POST /v1/activate` with the person's own code.
    pub async fn activate(&self, person: &Person) -> Answer {
        self.activate_with(person, &person.activation_code).await
    }

    /// `POST /v1/activate` with this code.
    pub async fn activate_with(&self, person: &Person, code: &str) -> Answer {
        self.post("/v1/activate", &person.proof(code, &self.altcha().await))
            .await
    }

    /// `POST /v1/reset` with the person's own code.
    pub async fn reset(&self, person: &Person) -> Answer {
        self.reset_with(person, &person.activation_code).await
    }

    /// `POST /v1/reset` with this code.
    pub async fn reset_with(&self, person: &Person, code: &str) -> Answer {
        self.post("/v1/reset", &person.proof(code, &self.altcha().await))
            .await
    }

    /// `POST /v1/verify-otp`
    pub async fn verify_otp(&self, procedure: &str, otp: &str) -> Answer {
        self.post(
            "/v1/verify-otp",
            &json!({"procedure": procedure, "otp": otp}),
        )
        .await
    }

    /// `POST /v1/resend-otp`
    pub async fn resend_otp(&self, procedure: &str) -> Answer {
        self.post("/v1/resend-otp", &json!({"procedure": procedure}))
            .await
    }

    /// `POST /v1/set-password`
    pub async fn set_password(&self, procedure: &str, password: &str) -> Answer {
        self.post(
            "/v1/set-password",
            &json!({"procedure": procedure, "password": password}),
        )
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

    /// `GET /v1/session`
    pub async fn session(&self, token: &str) -> Answer {
        self.send(self.request("GET", "/v1/session").bearer_auth(token))
            .await
    }

    /// `DELETE /v1/session`
    pub async fn end_session(&self, token: &str) -> Answer {
        self.send(self.request("DELETE", "/v1/session").bearer_auth(token))
            .await
    }

    /// `POST /v1/change` from the person's own password to this one.
    pub async fn change(&self, person: &Person, new_password: &str) -> Answer {
        self.change_from(person, &person.password, new_password)
            .await
    }

    /// `POST /v1/change` from this password to that one.
    pub async fn change_from(&self, person: &Person, current: &str, new: &str) -> Answer {
        let document = person.document.entry();
        let body = json!({"document": document, "currentPassword": current, "newPassword": new});
        self.post("/v1/change", &body).await
    }

    /// `POST /v1/unsubscribe` with the person's own password.
    pub async fn unsubscribe(&self, person: &Person) -> Answer {
        self.unsubscribe_with(person, &person.password).await
    }

    /// `POST /v1/unsubscribe` with this password.
    pub async fn unsubscribe_with(&self, person: &Person, password: &str) -> Answer {
        self.post("/v1/unsubscribe", &person.login(password)).await
    }
}
