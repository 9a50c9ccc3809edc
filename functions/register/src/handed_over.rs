//! What the registrar hands over: the code, as JSON or as a document.

use document::Handover;
use http::{HeaderValue, header};
use policy::ActivationCode;
use serde_json::json;
use web::{Answer, Call, Env, Problem, StartupError, accept};

use crate::entry::Entry;

/// What stands in every document.
pub(crate) struct HandedOver {
    host: String,
    help_phone: String,
}

impl HandedOver {
    /// What the document can't say stops the start.
    pub(crate) fn start(env: &Env) -> Result<Self, StartupError> {
        let written = |name, text: &str| {
            document::can_write(text)
                .then(|| text.to_owned())
                .ok_or_else(|| StartupError::new(name, "can't be written in the document"))
        };
        Ok(Self {
            host: written("LLAVE_HOST", env.host()?)?,
            help_phone: written("LLAVE_HELP_PHONE", env.help_phone())?,
        })
    }

    /// The good answer.
    pub(crate) fn answer(
        &self,
        call: &Call,
        entry: &Entry,
        code: &ActivationCode,
    ) -> Result<Answer, Problem> {
        let code = code.shown();
        if !accept::prefers(&call.headers, document::MEDIA_TYPE) {
            return Ok(Answer::created(json!({
                "registrationLevel": entry.level.as_str(),
                "method": entry.method.as_str(),
                "registeredAt": call.now.to_string(),
                "activationCode": code.as_str(),
            })));
        }
        let handover = Handover {
            language: call.language,
            activation_code: &code,
            level: entry.level,
            registered_at: call.now,
            host: &self.host,
            help_phone: &self.help_phone,
        };
        let pdf = document::pdf(&handover)
            .map_err(|error| Problem::temporarily_unavailable(error.to_string()))?;
        let name = HeaderValue::from_static(document::DISPOSITION);
        Ok(Answer::created_document(document::MEDIA_TYPE, pdf)
            .in_language(call.language)
            .header(header::CONTENT_DISPOSITION, name))
    }
}
