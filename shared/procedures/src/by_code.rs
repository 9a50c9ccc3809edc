//! What `activate` and `reset` have in common, which is all but their names: either accepts anyone
//! whose document, e-mail and code are right.

use jiff::SignedDuration;
use measures::Secret;
use policy::{ActivationCode, Email, Flaw, NationalId, Purpose};
use proof::{Challenges, Shown};
use secrets::{EntryId, Hasher, Index};
use storage::{Compared, Kept, Limits, RightCode, Taken};
use web::{Answer, Call, Env, Members, Problem, StartupError};

use crate::{Right, Sender, wrong_entry};

/// What an operation needs that the activation code opens.
pub struct ByCode {
    sender: Sender,
    challenges: Challenges,
    hasher: Hasher,
    index: Index,
}

struct Entry {
    document: NationalId,
    email: Email,
    code: ActivationCode,
}

impl ByCode {
    /// Builds what it uses.
    ///
    /// # Errors
    /// [`StartupError`] for a setting that is missing or wrong.
    pub fn start(env: &Env) -> Result<Self, StartupError> {
        Ok(Self {
            sender: Sender::start(env)?,
            challenges: env.challenges()?,
            hasher: env.hasher()?,
            index: env.index()?,
        })
    }

    /// Spends the challenge, takes the try, compares, opens, sends.
    ///
    /// # Errors
    /// Those of the contract.
    pub async fn handle(&self, mut call: Call, purpose: Purpose) -> Result<Answer, Problem> {
        let (entry, shown) = self.read(&call)?;
        self.spend_challenge(&mut call, shown).await?;
        let right = self.right_code(&mut call, &entry).await?;
        self.sender
            .open(
                &mut call,
                Right::Code(&right),
                &right.person,
                purpose,
                Kept::Nothing,
            )
            .await
    }

    fn read(&self, call: &Call) -> Result<(Entry, Shown), Problem> {
        let symbols = self.sender.profile.code.symbols;
        let body = call.body()?;
        let members = body.members();
        let (Some(document), Some(email), Some(code), Some(shown)) = (
            members.document(),
            members.text("email", Email::parse),
            members.text("activationCode", |text| {
                ActivationCode::parse(text, symbols)
            }),
            self.shown(&members),
        ) else {
            return Err(body.refused());
        };
        let entry = Entry {
            document,
            email,
            code,
        };
        Ok((entry, shown))
    }

    /// The solved challenge or the answered question: never both. Neither is a challenge that
    /// failed.
    fn shown(&self, members: &Members<'_>) -> Option<Shown> {
        if !members.has("answer") {
            return Some(Shown::Solved(members.any_text("altcha").to_owned()));
        }
        if members.has("altcha") || !self.challenges.asks() {
            members.refuse("answer", Flaw::NotAllowed);
            return None;
        }
        let answered = members.object("answer");
        let token = answered.text("token", |text| Ok(text.to_owned()));
        let answer = answered.text("text", proof::Answer::parse);
        Some(Shown::Answered {
            token: token?,
            answer: answer?,
        })
    }

    /// An answer is compared once it is spent, right or wrong: of many at once, one is.
    async fn spend_challenge(&self, call: &mut Call, shown: Shown) -> Result<(), Problem> {
        let challenge = self
            .challenges
            .unspent(shown, call.now)
            .map_err(|_| Problem::ChallengeFailed)?;
        let me = EntryId::draw(&mut call.rng);
        let id = challenge.id();
        let spent = self
            .sender
            .storage
            .spend_challenge(&id.nonce, id.ends_at, me)
            .await?;
        if spent && challenge.is_right() {
            Ok(())
        } else {
            Err(Problem::ChallengeFailed)
        }
    }

    async fn right_code(&self, call: &mut Call, entry: &Entry) -> Result<RightCode, Problem> {
        let profile = &self.sender.profile;
        let key = self.index.person(&entry.document);
        let email = self.index.email(&key, &entry.email);
        let pair = self.index.pair(&entry.document, &entry.email);
        let kept = SignedDuration::from_hours(24 * i64::from(profile.stranger.keep_days));
        let taken = self
            .sender
            .storage
            .take_code_try(
                &key,
                &email,
                &pair,
                EntryId::draw(&mut call.rng),
                Limits::of_code(profile),
                call.now + kept,
            )
            .await?;
        let Taken::Held(held) = taken else {
            return Err(Problem::ActivationCodeBlocked);
        };
        let compared = self
            .sender
            .storage
            .compare_code(held, &self.hasher, &entry.code, &mut call.rng)
            .await?;
        match compared {
            Compared::Right(right) => {
                measures::compared(Secret::ActivationCode, true);
                Ok(right)
            }
            Compared::Wrong { counted } => Err(wrong_entry(
                Secret::ActivationCode,
                profile.code.max_wrong,
                counted,
                Problem::ActivationCodeBlocked,
            )),
        }
    }
}
