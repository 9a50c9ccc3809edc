//! How much is counted of a person: the sizes of the sets in the tables, and the SMS.

use policy::{Email, NationalId};
use secrets::Token;
use serde_json::Value;
use tests::Person;
use world::{
    World,
    every::{Kind, Opening, Ready},
    stored::{PROCEDURES, ids},
};

const BY_PASSWORD: &str = "openings by password";
const BY_CODE: &str = "openings by code";
const PAIR: &str = "the pair's tries";

/// The counts at one moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Counts {
    password_tries: usize,
    password_opened: usize,
    password_sms: usize,
    code_tries: usize,
    code_opened: usize,
    code_sms: usize,
    pair_tries: usize,
    otp_tries: usize,
    entries: usize,
    messages: usize,
}

/// What the answer said of the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Said {
    /// What it says without a fault.
    AsEver,
    /// It may have been sent, or not: the procedure is there.
    NotSent,
    /// Nothing is known of it.
    Unavailable,
}

/// What a fault may do to counts.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Leeway {
    /// A copy that lands after the answer may leave a try or an opening.
    pub(crate) late: bool,
    /// What gives back a try meets the fault too.
    pub(crate) kept: bool,
    /// SNS got the message twice.
    pub(crate) two_messages: bool,
}

impl Counts {
    pub(crate) async fn of(world: &World, ready: &Ready, person: &Person) -> Self {
        let password = world.password_item(person).await;
        let code = world.person_item(person).await;
        let pair = world.item(PROCEDURES, &pair(world, person)).await;
        let procedure = match procedure_of(ready) {
            Some(token) => world.item(PROCEDURES, &procedure(&token)).await,
            None => Value::Null,
        };
        Self {
            password_tries: ids(&password, "tries"),
            password_opened: ids(&password, "opened"),
            password_sms: history(&password),
            code_tries: ids(&code, "tries"),
            code_opened: ids(&code, "opened"),
            code_sms: history(&code),
            pair_tries: ids(&pair, "tries"),
            otp_tries: ids(&procedure, "tries"),
            entries: ids(&procedure, "entries"),
            messages: world.sms_count(person),
        }
    }

    /// What is counted is what was said: nothing twice, nothing that was not.
    #[track_caller]
    pub(crate) fn check(self, before: Self, kind: Kind, said: Said, leeway: Leeway) {
        let history = |counts: Self| counts.password_sms + counts.code_sms;
        assert!(
            self.messages == before.messages || history(self) > history(before),
            "a message that was not counted: {self:?}"
        );
        match said {
            Said::AsEver => self.check_as_ever(before, kind, leeway),
            Said::NotSent | Said::Unavailable => self.check_unknown(before, kind, said, leeway),
        }
    }

    #[track_caller]
    fn check_as_ever(self, before: Self, kind: Kind, leeway: Leeway) {
        let expected = before.after(kind);
        let late = usize::from(leeway.late);
        for (name, now, expected) in self.sets(expected) {
            assert!(
                (expected..=expected + late).contains(&now),
                "{name}: {now}, not {expected}; before {before:?}, now {self:?}"
            );
        }
        for (name, now, expected) in [
            (
                "the password's history",
                self.password_sms,
                expected.password_sms,
            ),
            ("the code's history", self.code_sms, expected.code_sms),
        ] {
            assert_eq!(now, expected, "{name}; before {before:?}, now {self:?}");
        }
        let twice = usize::from(leeway.two_messages && expected.messages > before.messages);
        assert_eq!(self.messages, expected.messages + twice, "messages");
    }

    /// It may have happened and it may not, but not twice; a wrong entry empties nothing; and what
    /// can be given back is: no try is lost by a fault, and nothing is open that nobody can name.
    #[track_caller]
    fn check_unknown(self, before: Self, kind: Kind, said: Said, leeway: Leeway) {
        for (name, now, before) in self.sets(before) {
            assert!(now <= before + 1, "{name}: {now} after {before}: {self:?}");
            assert!(
                !is_wrong(kind) || now >= before,
                "{name}: {now} after {before}"
            );
        }
        if !leeway.late && !leeway.kept {
            for (name, now, before) in self.sets(before) {
                let stays = match name {
                    // Both counters have an entry; what is right is given back on the person.
                    PAIR => true,
                    BY_PASSWORD | BY_CODE => said == Said::NotSent,
                    _ => false,
                };
                assert!(
                    stays || now <= before,
                    "{name}: {now} after {before}: {self:?}"
                );
            }
        }
        assert!(self.password_sms <= before.password_sms + 1, "{self:?}");
        assert!(self.code_sms <= before.code_sms + 1, "{self:?}");
        assert!(self.messages <= before.messages + 1, "{self:?}");
    }

    /// What must be counted when this was answered as ever.
    fn after(mut self, kind: Kind) -> Self {
        match kind {
            Kind::Register => (self.code_tries, self.code_opened) = (0, 0),
            Kind::Activate | Kind::Reset => {
                self.code_tries = 0;
                self.code_opened += 1;
                self.code_sms += 1;
                self.pair_tries += 1;
                self.messages += 1;
            }
            Kind::LoginWithCode | Kind::Change | Kind::Unsubscribe => {
                self.password_tries = 0;
                self.password_opened += 1;
                self.password_sms += 1;
                self.messages += 1;
            }
            Kind::SetPassword => {
                (self.code_tries, self.code_opened) = (0, 0);
                (self.password_tries, self.password_opened) = (0, 0);
                self.entries += 1;
            }
            Kind::Login => self.password_tries = 0,
            Kind::Otp(Opening::Activation | Opening::Reset) => self.otp_tries += 1,
            Kind::Otp(Opening::Login | Opening::Change) => {
                (self.password_tries, self.password_opened) = (0, 0);
                self.otp_tries += 1;
            }
            Kind::Otp(Opening::Unsubscribing) => {
                (self.password_tries, self.password_opened) = (0, 0);
                (self.code_tries, self.code_opened) = (0, 0);
                self.otp_tries += 1;
            }
            Kind::ResendByPassword => {
                self.password_sms += 1;
                self.messages += 1;
            }
            Kind::ResendByCode => {
                self.code_sms += 1;
                self.messages += 1;
            }
            Kind::Session | Kind::EndSession => {}
            Kind::WrongPassword | Kind::WrongPasswordBesidePerson => self.password_tries += 1,
            Kind::WrongCode => {
                self.code_tries += 1;
                self.pair_tries += 1;
            }
            Kind::WrongOtp => self.otp_tries += 1,
        }
        self
    }

    fn sets(self, other: Self) -> [(&'static str, usize, usize); 7] {
        [
            ("password tries", self.password_tries, other.password_tries),
            (BY_PASSWORD, self.password_opened, other.password_opened),
            ("code tries", self.code_tries, other.code_tries),
            (BY_CODE, self.code_opened, other.code_opened),
            (PAIR, self.pair_tries, other.pair_tries),
            (
                "tries of the one-time code",
                self.otp_tries,
                other.otp_tries,
            ),
            ("entries of a new password", self.entries, other.entries),
        ]
    }
}

pub(crate) fn is_wrong(kind: Kind) -> bool {
    kind.status() == 403
}

/// The procedure that the request names.
pub(crate) fn procedure_of(ready: &Ready) -> Option<String> {
    let body: Value = serde_json::from_slice(ready.request.body()).ok()?;
    Some(body["procedure"].as_str()?.to_owned())
}

/// The counter of this document and e-mail.
fn pair(world: &World, person: &Person) -> String {
    let document = NationalId::parse(&person.document.number).expect("a document");
    let email = Email::parse(&person.email).expect("an e-mail");
    let pair = world.index().pair(&document, &email);
    format!("stranger#{}", pair.as_str())
}

fn procedure(token: &str) -> String {
    format!("procedure#{}", Token::entered(token).hashed().as_str())
}

/// How many SMS a secret's history holds.
fn history(item: &Value) -> usize {
    let times = &item["sms"]["M"]["times"]["L"];
    times.as_array().map_or(0, Vec::len)
}
