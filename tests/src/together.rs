//! Many requests at once, and how often each answer came.

use std::collections::BTreeMap;

use serde_json::Value;
use tokio::task::JoinSet;

use crate::{Answer, Llave};

impl Llave {
    /// Posts all of the bodies at once; the answers are in their order.
    pub async fn at_once(&self, path: &'static str, bodies: Vec<Value>) -> Vec<Answer> {
        all(bodies.into_iter().map(|body| {
            let llave = self.clone();
            async move { llave.post(path, &body).await }
        }))
        .await
    }

    /// Performs all of the registration acts at once; the answers are in their order.
    pub async fn register_at_once(&self, bodies: Vec<Value>) -> Vec<Answer> {
        let token = self.registrar_token().await;
        all(bodies.into_iter().map(|body| {
            let request = self
                .request("POST", "/v1/register")
                .bearer_auth(&token)
                .json(&body);
            let llave = self.clone();
            async move { llave.send(request).await }
        }))
        .await
    }
}

/// How many answers there are of each status and problem; no problem is the empty one.
pub fn count(answers: &[Answer]) -> BTreeMap<(u16, String), usize> {
    let mut counts = BTreeMap::new();
    for answer in answers {
        let kind = (answer.status, answer.problem().to_owned());
        *counts.entry(kind).or_default() += 1;
    }
    counts
}

async fn all<F>(sends: impl Iterator<Item = F>) -> Vec<Answer>
where
    F: Future<Output = Answer> + Send + 'static,
{
    let mut running = JoinSet::new();
    for (index, send) in sends.enumerate() {
        running.spawn(async move { (index, send.await) });
    }
    let mut answers = running.join_all().await;
    answers.sort_by_key(|(index, _)| *index);
    answers.into_iter().map(|(_, answer)| answer).collect()
}
