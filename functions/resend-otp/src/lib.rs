//! `POST /v1/resend-otp`: another code for a procedure that awaits one. Only the newest is good.

use http::Method;
use policy::{
    Flaw, Profile,
    procedure::{ResendRefusal, may_resend},
    sms_caps,
};
use procedures::{Sender, sender::too_many};
use secrets::Token;
use serde_json::json;
use storage::{Again, Procedure, SentAgain};
use web::{Answer, Call, Env, Operation, Problem, Route, StartupError};

/// How often it looks again when others write beside it.
const ROUNDS: u32 = 8;

/// The operation.
pub struct ResendOtp(Sender);

impl Operation for ResendOtp {
    const ROUTE: Route = Route {
        name: "resend-otp",
        path: "/v1/resend-otp",
        methods: &[Method::POST],
    };

    async fn start(env: &Env) -> Result<Self, StartupError> {
        Sender::start(env).map(Self)
    }

    async fn handle(&self, mut call: Call) -> Result<Answer, Problem> {
        let token = read(&call)?;
        for _ in 0..ROUNDS {
            if let Some(answer) = self.resend(&mut call, &token).await? {
                return Ok(answer);
            }
        }
        Err(storage::Error::Contended.into())
    }
}

impl ResendOtp {
    /// `None` if the procedure or its secret changed meanwhile.
    async fn resend(&self, call: &mut Call, token: &Token) -> Result<Option<Answer>, Problem> {
        let Self(sender) = self;
        let (storage, profile) = (&sender.storage, &sender.profile);
        let procedure = storage
            .procedure(&token.hashed())
            .await?
            .ok_or(Problem::ProcedureEnded)?;
        may_follow(&procedure, call, profile)?;
        let purpose = procedure.purpose;
        let behind = storage.behind(&procedure, sender.limits(purpose)).await?;
        if !behind.holds {
            return Err(Problem::ProcedureEnded);
        }
        let times = sms_caps::admit(&behind.times, call.now, &profile.sms)
            .map_err(|next| too_many(next, call.now))?;
        let phone = behind.person.phone.clone();
        let drawn = sender.draw(call, token, purpose, procedure.ends_at);
        let again = Again {
            otp: &drawn.hash,
            times: &times,
            sent_at: call.now,
            otp_ends_at: drawn.ends_at,
            max_wrong: profile.otp.max_wrong,
            limits: sender.limits(purpose),
            spending: sender.spending(call, purpose),
        };
        let sent_again = storage
            .send_again(&procedure, behind, &again, &mut call.rng)
            .await?;
        let unsent = match sent_again {
            SentAgain::Counted(unsent) => unsent,
            SentAgain::Changed => return Ok(None),
        };
        sender
            .send(call, token, &drawn, purpose, &phone, unsent)
            .await?;
        let codes_left = profile.resend.max_codes - (procedure.codes + 1);
        Ok(Some(Answer::accepted(json!({
            "otp": sender.otp_member(call.now, &drawn),
            "codesLeft": codes_left,
        }))))
    }
}

/// Whether another code may follow.
fn may_follow(procedure: &Procedure, call: &Call, profile: &Profile) -> Result<(), Problem> {
    if !procedure.awaits_otp(call.now, profile.otp.max_wrong) {
        return Err(Problem::ProcedureEnded);
    }
    may_resend(
        call.now,
        procedure.sent_at,
        procedure.codes,
        &profile.resend,
    )
    .map_err(|refusal| match refusal {
        ResendRefusal::TooSoon { seconds } => Problem::TooSoon { seconds },
        ResendRefusal::NoneLeft => Problem::TooManyMessages { seconds: None },
    })
}

fn read(call: &Call) -> Result<Token, Problem> {
    let body = call.body()?;
    let token = body
        .members()
        .text("procedure", |text| Ok::<_, Flaw>(Token::entered(text)));
    token.ok_or_else(|| body.refused())
}
