//! `POST /v1/register`: the registration act. A registrar, or a system, vouches for a person; the
//! answer has the activation code, which is shown this once: as JSON, or as the document to hand over,
//! for a caller who would rather read a PDF.

mod entry;
mod handed_over;
mod registrar;
mod signatures;

use http::Method;
use policy::{ActivationCode, Profile, levels};
use rand::RngExt;
use secrets::{Act, Hasher, Index, PersonKey, Sealer, StoredHash, Subject};
use storage::{Registered, Registration, Storage};
use web::{Answer, Call, Env, Operation, Problem, Route, StartupError};
use zeroize::Zeroizing;

use crate::{entry::Entry, handed_over::HandedOver, registrar::Registrars};

/// How often it looks again when another act for the same person comes between.
const ROUNDS: u32 = 8;

/// The operation.
pub struct Register {
    storage: Storage,
    profile: Profile,
    index: Index,
    hasher: Hasher,
    sealer: Sealer,
    registrars: Option<Registrars>,
    handed_over: HandedOver,
}

impl Operation for Register {
    const ROUTE: Route = Route {
        name: "register",
        path: "/v1/register",
        methods: &[Method::POST],
    };

    async fn start(env: &Env) -> Result<Self, StartupError> {
        Ok(Self {
            storage: env.storage()?,
            profile: env.profile()?,
            index: env.index()?,
            hasher: env.hasher()?,
            sealer: env.sealer()?,
            registrars: Registrars::start(env)?,
            handed_over: HandedOver::start(env)?,
        })
    }

    async fn handle(&self, mut call: Call) -> Result<Answer, Problem> {
        call.expect_json()?;
        let registrar = self.registrar(&call)?;
        let entry = Entry::read(&call, &self.profile)?;
        let code = self.draw_code(&mut call);
        let code_hash = self.hasher.hash(code.canonical(), &mut call.rng).await?;
        // What can't be handed over is not registered.
        let answer = self.handed_over.answer(&call, &entry, &code)?;
        let key = self.index.person(&entry.document);
        self.register(&mut call, &key, &entry, &registrar, &code_hash)
            .await?;
        Ok(answer)
    }
}

impl Register {
    /// Who vouches: the `sub` of the token.
    fn registrar(&self, call: &Call) -> Result<String, Problem> {
        let registrars = self.registrars.as_ref().ok_or(Problem::Unauthenticated)?;
        let token = call.bearer().ok_or(Problem::Unauthenticated)?;
        registrars.verify(token, call.now)
    }

    fn draw_code(&self, call: &mut Call) -> ActivationCode {
        let mut random = Zeroizing::new([0_u8; 32]);
        call.rng.fill(&mut random[..]);
        ActivationCode::from_random(&random[..self.profile.code.symbols as usize])
    }

    async fn register(
        &self,
        call: &mut Call,
        key: &PersonKey,
        entry: &Entry,
        registrar: &str,
        code_hash: &StoredHash,
    ) -> Result<(), Problem> {
        let registration = Registration {
            key,
            subject: &Subject::draw(&mut call.rng),
            act: Act::draw(&mut call.rng),
            document: &self.sealer.seal(&entry.document, key, &mut call.rng)?,
            contrast: &entry.contrast,
            given_name: entry.given_name.as_str(),
            first_surname: entry.first_surname.as_str(),
            second_surname: entry.second_surname.as_ref().map(policy::Name::as_str),
            phone: entry.phone.as_e164(),
            phone_key: &self.index.phone(&entry.phone),
            email: entry.email.as_str(),
            email_key: &self.index.email(key, &entry.email),
            level: entry.level,
            method: entry.method,
            terms_version: entry.terms_version.as_str(),
            registrar,
            now: call.now,
            code_hash,
        };
        for _ in 0..ROUNDS {
            let known = self.storage.person(key).await?;
            let held = known.as_ref().and_then(storage::Person::level_held);
            let raises = match levels::act(held, entry.level) {
                levels::Act::Refused => return Err(Problem::LevelHeld),
                levels::Act::First | levels::Act::Same => false,
                levels::Act::Raised => true,
            };
            let registered = self
                .storage
                .register(&registration, known.as_ref(), raises, &mut call.rng)
                .await?;
            match registered {
                Registered::Done => return Ok(()),
                Registered::PhoneInUse => return Err(Problem::PhoneInUse),
                Registered::Superseded => {}
            }
        }
        Err(storage::Error::Contended.into())
    }
}
