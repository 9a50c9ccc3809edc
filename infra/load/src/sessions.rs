//! Sessions: live until something ends them, and over from then on.

use tests::Answer;

use crate::{
    client::{Heard, Step},
    person::{Life, SESSIONS, TRIES},
};

impl Life {
    /// Every session that lives is live, under the same subject; every one that is over is over.
    ///
    /// # Errors
    /// [`Stop`](crate::client::Stop)
    pub async fn look_at_sessions(&mut self) -> Step<()> {
        if self.sessions.len() > SESSIONS {
            let oldest = self.sessions.remove(0);
            self.end_session(oldest).await?;
        }
        for token in self.sessions.clone() {
            let answer = self.session(&token).await?;
            let subject = answer["subject"].as_str().map(str::to_owned);
            let same = self.subject.is_none() || self.subject == subject;
            if answer.status != 200 || subject.is_none() || !same {
                return self.client.violated(format!("a live session: {answer:?}"));
            }
            self.subject = subject;
        }
        for token in self.ended.clone() {
            let answer = self.session(&token).await?;
            if answer.status != 401 {
                return self
                    .client
                    .violated(format!("a session that is over: {answer:?}"));
            }
        }
        Ok(())
    }

    async fn session(&mut self, token: &str) -> Step<Answer> {
        for _ in 0..TRIES {
            let request = self.client.place.llave.request("GET", "/v1/session");
            let Heard { answer, .. } = self
                .client
                .call("session", request.bearer_auth(token))
                .await?;
            if answer.status != 503 {
                return Ok(answer);
            }
            self.client.wait_for(&answer).await;
        }
        self.unfinished("session")
    }

    async fn end_session(&mut self, token: String) -> Step<()> {
        for _ in 0..TRIES {
            let request = self.client.place.llave.request("DELETE", "/v1/session");
            let Heard { answer, .. } = self
                .client
                .call("session", request.bearer_auth(&token))
                .await?;
            match answer.status {
                204 => {
                    self.ended.push(token);
                    return Ok(());
                }
                503 => self.client.wait_for(&answer).await,
                _ => return self.client.violated(format!("a session's end: {answer:?}")),
            }
        }
        self.unfinished("session")
    }
}
