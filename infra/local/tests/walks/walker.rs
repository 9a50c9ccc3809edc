//! Who walks: each step is asked of the real operations, and the answer and all that is stored
//! must be what the model can come to.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use aws_config::{Region, timeout::TimeoutConfig};
use aws_credential_types::Credentials;
use axum::http::{Method, Request};
use faults::Proxy;
use jiff::Timestamp;
use local::{Services, SnsRefusal};
use model::{
    Answer, Asked, Assurance, Call, Document, Fact, Level, Mail, Model, Name, Numbers, Phone,
    Purpose, Question, Second, Word, explain, state::Stage,
};
use policy::Otp;
use secrets::{Cost, Keyring, OtpHash, OtpHasher, Token};
use serde_json::{Value, json};
use tests::Person;
use tokio::task::JoinSet;
use web::Env;
use world::{
    WORK, World,
    journeys::WRONG_CODE,
    posted,
    steps::{otp_entry, password_entry},
    with_bearer,
};

use crate::{
    step::{Entry, Intent, Mishap, New, PHONES, Step, Wait, Walk, What},
    stored::Names,
    words,
};

/// What a hash costs here: as little as Argon2id can.
const CHEAP: Cost = Cost {
    memory_kib: 8,
    passes: 1,
    lanes: 1,
};
/// More than a machine is ever busy for.
const PATIENCE: Duration = Duration::from_secs(60);
/// A procedure, a session or a code that no call has made.
const NOBODYS: Call = Call(u32::MAX);

/// What a walk has come to.
pub(crate) struct Walker {
    world: World,
    services: Arc<Services>,
    /// Before the tables, if any call to them is to fail.
    tables: Option<Proxy>,
    settings: Vec<(String, String)>,
    numbers: Numbers,
    people: Vec<Person>,
    phones: Vec<String>,
    mails: Vec<String>,
    names: Names,
    /// All that may be stored.
    models: BTreeSet<Model>,
    calls: u32,
    began: Instant,
    /// What callers were given, by the call that gave it.
    given: Given,
    /// What happened, for who reads a failure.
    told: Vec<String>,
    tally: BTreeMap<String, u32>,
}

#[derive(Default)]
struct Given {
    activation_codes: BTreeMap<Call, (Document, String)>,
    procedures: BTreeMap<Call, (Document, Purpose, String)>,
    otps: BTreeMap<Call, (Call, String)>,
    sessions: BTreeMap<Call, (Document, String)>,
    subjects: BTreeMap<Document, String>,
}

/// A call that was answered.
struct Answered {
    call: Call,
    question: Question,
    unsent: bool,
    faulty: bool,
    answer: tests::Answer,
    began: u128,
    ended: u128,
}

impl Walker {
    /// Goes the whole way, from tables that hold nothing. Gives what was asked and answered, and
    /// how often.
    pub(crate) async fn goes(walk: &Walk) -> Result<BTreeMap<String, u32>, String> {
        let mut walker = Self::new(walk).await;
        let starts = (0_u8..)
            .zip(&walk.starts)
            .flat_map(|(who, start)| start.steps(who));
        for step in starts.chain(walk.steps.iter().cloned()) {
            if let Err(found) = walker.step(&step).await {
                return Err(format!("{}\n{found}", walker.told.join("\n")));
            }
        }
        Ok(walker.tally)
    }

    async fn new(walk: &Walk) -> Self {
        let services = world::services();
        let numbers = if walk.narrow {
            Numbers::NARROW
        } else {
            Numbers::CLAVE
        };
        let mut settings = vec![("LLAVE_RULES".to_owned(), numbers.as_rules())];
        let tables = walk
            .has_mishaps()
            .then(|| Proxy::before(services.dynamodb_url()).expect("a proxy"));
        if let Some(proxy) = &tables {
            settings.push(("AWS_ENDPOINT_URL_DYNAMODB".to_owned(), proxy.url()));
        }
        let world = over(&services, &settings).await.at(walk.beginning);
        let people: Vec<_> = (0..walk.starts.len()).map(|_| Person::new()).collect();
        let strangers = (0..PHONES).map(|_| Person::new());
        let (phones, mails): (Vec<_>, Vec<_>) =
            strangers.map(|person| (person.phone, person.email)).unzip();
        let names = Names::of(&world, &people, &phones, &mails);
        Self {
            world,
            services,
            tables,
            settings,
            numbers,
            people,
            phones,
            mails,
            names,
            models: BTreeSet::from([Model::default()]),
            calls: 0,
            began: Instant::now(),
            given: Given::default(),
            told: Vec::new(),
            tally: BTreeMap::new(),
        }
    }

    async fn step(&mut self, step: &Step) -> Result<(), String> {
        match step {
            Step::Restart => {
                let now = self.world.now();
                self.world = over(&self.services, &self.settings).await.at_second(now);
                self.told.push("restart".to_owned());
                Ok(())
            }
            Step::Wait(wait) => {
                let seconds = self.seconds(*wait);
                self.world = self.world.after(seconds);
                self.told.push(format!("{seconds} s pass"));
                Ok(())
            }
            Step::Calls(intents) => self.ask(intents).await,
        }
    }

    fn now(&self) -> Second {
        self.world.now().as_second()
    }

    fn seconds(&self, wait: Wait) -> Second {
        match wait {
            Wait::Seconds(seconds) => seconds,
            Wait::Edge(nth, off) => {
                let edges = self.model().edges_after(self.now(), &self.numbers);
                let edge = edges.get(nth).or(edges.last()).copied();
                edge.map_or(0, |edge| (edge + off - self.now()).max(0))
            }
        }
    }

    /// One of those that it may be, to choose by what to do.
    fn model(&self) -> &Model {
        self.models.first().expect("what is stored is explained")
    }
}

/// Asking, and holding the answers against the model.
impl Walker {
    async fn ask(&mut self, intents: &[Intent]) -> Result<(), String> {
        let unsent = intents.iter().any(|intent| intent.unsent);
        let refusal = unsent.then_some(SnsRefusal::OptedOut);
        self.world.sns_refuses(refusal);
        let sms = self.services.outbox().all().len();
        let mut calls = JoinSet::new();
        for intent in intents {
            self.calls += 1;
            let call = Call(self.calls);
            let question = self.question(intent);
            let request = self.request(question).await;
            let met = self.prepare(intent.mishap);
            let (world, began, delay) = (self.world.clone(), self.began, intent.delay);
            calls.spawn(async move {
                tokio::time::sleep(Duration::from_millis(delay)).await;
                let from = began.elapsed();
                let answer = world.send(request).await;
                Answered {
                    call,
                    question,
                    unsent,
                    faulty: met.load(Ordering::Relaxed) > 0,
                    answer,
                    began: from.as_nanos(),
                    ended: began.elapsed().as_nanos(),
                }
            });
        }
        let mut answered = calls.join_all().await;
        answered.sort_by_key(|it| it.call);
        self.world.sns_refuses(None);
        if let Some(proxy) = &self.tables {
            proxy.heal();
            proxy.settled().await;
        }
        self.explain(&answered, sms).await
    }

    async fn explain(&mut self, answered: &[Answered], sms: usize) -> Result<(), String> {
        let mut asked = Vec::new();
        for it in answered {
            let answer = read(&it.answer)?;
            let mishap = if it.faulty { " (faulty)" } else { "" };
            self.told.push(format!(
                "{}{mishap} {:?} → {} {} {:?}",
                it.call.0, it.question, answer.status, answer.problem, answer.facts
            ));
            let question = format!("{:?}", it.question);
            let name = question.split([' ', '(']).next().unwrap_or_default();
            let title = format!("{name} {} {}", answer.status, answer.problem);
            *self.tally.entry(title).or_default() += 1;
            asked.push(Asked {
                call: it.call,
                question: it.question,
                now: self.now(),
                unsent: it.unsent,
                faulty: it.faulty,
                answer,
                began: it.began,
                ended: it.ended,
            });
        }
        let mut models = explain(&self.models, &asked, &self.numbers);
        if models.is_empty() {
            return Err(self.unexplained(&asked));
        }
        let (lines, procedures) = self.names.lines(&self.world).await;
        let nearest = models.first().map(Model::lines).unwrap_or_default();
        models.retain(|model| self.counted(model.lines()) == self.counted(lines.clone()));
        if models.is_empty() {
            return Err(format!("stored: {}", difference(&lines, &nearest)));
        }
        self.models = models;
        self.take(answered, &procedures, sms)
    }

    /// What happens to the calls to the tables from now on, and how often it has. Repetitions have
    /// the same body.
    fn prepare(&self, mishap: Option<Mishap>) -> Arc<AtomicUsize> {
        let met = Arc::new(AtomicUsize::new(0));
        let (Some(proxy), Some(mishap)) = (&self.tables, mishap) else {
            return met;
        };
        let came = Mutex::new((Vec::new(), Arc::clone(&met)));
        proxy.rule(move |call| {
            let mut came = came.lock().expect("nobody has panicked with it");
            let (bodies, met) = &mut *came;
            if !bodies.contains(&call.body) {
                bodies.push(call.body.clone());
            }
            let is_it = bodies.get(mishap.nth) == Some(&call.body);
            let has_met = met.load(Ordering::Relaxed) > 0;
            if !is_it || !mishap.fault.suits(call) || (has_met && !mishap.lasts) {
                return None;
            }
            met.fetch_add(1, Ordering::Relaxed);
            Some(mishap.fault.into())
        });
        met
    }

    /// The day's budget is approximate where calls fail.
    fn counted(&self, mut lines: Vec<String>) -> Vec<String> {
        if self.tables.is_some() {
            lines.retain(|line| !line.starts_with("budget"));
        }
        lines
    }

    /// What one call alone would have been answered, or that several have no order.
    fn unexplained(&self, asked: &[Asked]) -> String {
        let [one] = asked else {
            return "no order explains these answers".to_owned();
        };
        let mut run = model::Run::new(one.call, one.question, one.now, one.unsent);
        let mut model = self.model().clone();
        while !run.todo().is_empty() {
            run.make(0, &mut model, &self.numbers);
        }
        format!("answered {:#?}\nnot {:#?}", one.answer, run.answer())
    }

    /// What callers were given.
    fn take(
        &mut self,
        answered: &[Answered],
        procedures: &[Value],
        sms: usize,
    ) -> Result<(), String> {
        let new_codes: Vec<String> = self.services.outbox().all()[sms..]
            .iter()
            .filter_map(|sms| Some(sms.body.rsplit_once('#')?.1.to_owned()))
            .collect();
        for it in answered {
            let text = |member: &str| it.answer[member].as_str().map(str::to_owned);
            if let (Question::Register { who, .. }, Some(code)) =
                (it.question, text("activationCode"))
            {
                self.given.activation_codes.insert(it.call, (who, code));
            }
            if let (Some((who, purpose)), Some(token)) = (opens(it.question), text("procedure")) {
                self.given.procedures.insert(it.call, (who, purpose, token));
            }
            if let Some(token) = text("session") {
                let who = self.who(it.question);
                self.given.sessions.insert(it.call, (who, token));
            }
            if let Some(subject) = text("subject") {
                let who = self.who(it.question);
                let known = self.given.subjects.entry(who).or_insert(subject.clone());
                if *known != subject {
                    return Err(format!("the subject of {who:?} changed"));
                }
            }
            if it.answer.status == 202 {
                self.take_code(it, procedures, &new_codes)?;
            }
        }
        Ok(())
    }

    /// Which of the codes that were sent meanwhile is the one of this call.
    fn take_code(
        &mut self,
        answered: &Answered,
        procedures: &[Value],
        codes: &[String],
    ) -> Result<(), String> {
        let id = if let Question::ResendOtp { procedure } = answered.question {
            procedure
        } else {
            answered.call
        };
        let (_, purpose, token) = &self.given.procedures[&id];
        let token = Token::entered(token).hashed();
        let pk = format!("procedure#{}", token.as_str());
        let item = procedures.iter().find(|item| item["pk"]["S"] == pk);
        let item = item.ok_or("the procedure is not stored")?;
        let stored = OtpHash {
            key_mark: item["otpKey"]["S"].as_str().unwrap_or_default().to_owned(),
            tag: bytes(&item["otp"]["B"]),
        };
        let hasher = self.otp_hasher();
        let code = codes.iter().find(|code| {
            let otp = Otp::parse(code, 6).expect("a code");
            let matches = hasher.matches(&stored, &token, purpose_of(*purpose), &otp);
            matches.expect("the pepper is known")
        });
        let code = code.ok_or("no SMS has the code that is stored")?;
        self.given.otps.insert(answered.call, (id, code.clone()));
        Ok(())
    }

    fn otp_hasher(&self) -> OtpHasher {
        let settings = self.services.settings();
        let peppers = settings
            .iter()
            .find(|(name, _)| name == "LLAVE_PEPPER_KEYS");
        let (_, keys) = peppers.expect("the peppers");
        OtpHasher::new(Keyring::parse(keys).expect("keys"))
    }

    /// Whose session an answer is about.
    fn who(&self, question: Question) -> Document {
        if let Question::VerifyOtp { procedure, .. } = question {
            self.given.procedures[&procedure].0
        } else if let Question::Session(session) = question {
            self.given.sessions[&session].0
        } else if let Question::Login { who, .. } = question {
            who
        } else {
            panic!("{question:?} has no session");
        }
    }
}

/// What is meant, in the model's words.
impl Walker {
    fn question(&self, intent: &Intent) -> Question {
        let who = Document(intent.who);
        let person = self.model().people.get(&who);
        let own_mail = person.map_or(intent.who, |person| person.mail.0);
        match intent.what {
            What::Register {
                level,
                phone,
                mail,
                name,
            } => Question::Register {
                who,
                level,
                phone: Phone((intent.who + phone) % PHONES),
                mail: Mail((intent.who + mail) % PHONES),
                name: Name(name),
            },
            What::Prove {
                purpose,
                code,
                mail,
            } => Question::Prove {
                who,
                mail: Mail((own_mail + mail) % PHONES),
                code: self.activation_code(who, code),
                purpose,
            },
            What::Login(entry, assurance) => Question::Login {
                who,
                word: self.word(who, entry),
                assurance,
            },
            What::Change(entry, new) => Question::Change {
                who,
                word: self.word(who, entry),
                new: self.new_word(who, new),
            },
            What::Unsubscribe(entry) => Question::Unsubscribe {
                who,
                word: self.word(who, entry),
            },
            What::Otp(recent, entry) => {
                let procedure = self.procedure(who, recent, Stage::Otp);
                Question::VerifyOtp {
                    procedure,
                    otp: self.otp(procedure, entry),
                }
            }
            What::Resend(recent) => Question::ResendOtp {
                procedure: self.procedure(who, recent, Stage::Otp),
            },
            What::SetPassword(recent, new) => Question::SetPassword {
                procedure: self.procedure(who, recent, Stage::Password),
                word: self.new_word(who, new),
            },
            What::Session(recent) => Question::Session(self.session(who, recent)),
            What::EndSession(recent) => Question::EndSession(self.session(who, recent)),
        }
    }

    fn activation_code(&self, who: Document, entry: Entry) -> Option<Call> {
        let given = self.given.activation_codes.iter();
        let mut theirs = given.filter(|(_, (of, _))| *of == who);
        let held = self.model().people.get(&who).and_then(|it| it.code);
        match entry {
            Entry::Right => theirs
                .map(|(call, _)| *call)
                .find(|call| Some(*call) == held),
            Entry::Older => theirs.next().map(|(call, _)| *call),
            Entry::Wrong => None,
        }
    }

    fn word(&self, who: Document, entry: Entry) -> Word {
        let held = self.model().passwords.get(&who).and_then(|it| it.word);
        let held = held.unwrap_or(words::good(0));
        match entry {
            Entry::Right => held,
            Entry::Older => words::good(held.id + 1),
            Entry::Wrong => words::wrong(),
        }
    }

    fn new_word(&self, who: Document, new: New) -> Word {
        match new {
            New::Good(id) => words::good(id),
            New::Current => self.word(who, Entry::Right),
            New::Bad(id) => words::bad(id),
        }
    }

    /// The newest that waits for this; the others follow.
    fn procedure(&self, who: Document, recent: usize, stage: Stage) -> Call {
        let given = self.given.procedures.iter().rev();
        let mut theirs: Vec<Call> = given
            .filter(|(_, (of, ..))| *of == who)
            .map(|(call, _)| *call)
            .collect();
        let model = self.model();
        let waits = |call: &Call| {
            model
                .procedures
                .get(call)
                .is_some_and(|it| it.stage == stage)
        };
        theirs.sort_by_key(|call| !waits(call));
        theirs.get(recent).copied().unwrap_or(NOBODYS)
    }

    fn session(&self, who: Document, recent: usize) -> Call {
        let given = self.given.sessions.iter().rev();
        let mut theirs = given.filter(|(_, (of, _))| *of == who);
        theirs.nth(recent).map_or(NOBODYS, |(call, _)| *call)
    }

    fn otp(&self, procedure: Call, entry: Entry) -> Option<Call> {
        let given = self.given.otps.iter();
        let mut theirs = given.filter(|(_, (of, _))| *of == procedure);
        match entry {
            Entry::Right => theirs.next_back().map(|(call, _)| *call),
            Entry::Older => theirs.next().map(|(call, _)| *call),
            Entry::Wrong => None,
        }
    }
}

/// What is meant, as it is sent.
impl Walker {
    async fn request(&self, question: Question) -> Request<Vec<u8>> {
        match question {
            Question::Register {
                who,
                level,
                phone,
                mail,
                name,
            } => {
                let (given_name, first_surname) = words::PEOPLE[usize::from(name.0)];
                let (level, method) = match level {
                    Level::Basic => ("basic", "letter"),
                    Level::Advanced => ("advanced", "office"),
                };
                self.world.registration(&Person {
                    given_name: given_name.to_owned(),
                    first_surname: first_surname.to_owned(),
                    phone: self.phones[usize::from(phone.0)].clone(),
                    email: self.mails[usize::from(mail.0)].clone(),
                    level,
                    method,
                    ..self.person(who).clone()
                })
            }
            Question::Prove {
                who,
                mail,
                code,
                purpose,
            } => {
                let path = if purpose == Purpose::Activation {
                    "/v1/activate"
                } else {
                    "/v1/reset"
                };
                let given = code.and_then(|code| self.given.activation_codes.get(&code));
                let code = given.map_or(WRONG_CODE, |(_, code)| code);
                let person = Person {
                    email: self.mails[usize::from(mail.0)].clone(),
                    ..self.person(who).clone()
                };
                posted(path, &person.proof(code, &self.world.altcha().await))
            }
            Question::Login {
                who,
                word,
                assurance,
            } => {
                let (person, word) = (self.person(who), words::text(word));
                let body = match assurance {
                    Assurance::Low => person.login(word),
                    Assurance::Substantial => person.substantial_login(word),
                };
                posted("/v1/login", &body)
            }
            Question::Change { who, word, new } => posted(
                "/v1/change",
                &json!({
                    "document": self.person(who).document.entry(),
                    "currentPassword": words::text(word),
                    "newPassword": words::text(new),
                }),
            ),
            Question::Unsubscribe { who, word } => {
                let body = self.person(who).login(words::text(word));
                posted("/v1/unsubscribe", &body)
            }
            Question::VerifyOtp { procedure, otp } => {
                let otp = otp.and_then(|otp| self.given.otps.get(&otp));
                let otp = otp.map_or_else(|| self.wrong_otp(), |(_, otp)| otp.clone());
                posted("/v1/verify-otp", &otp_entry(self.token(procedure), &otp))
            }
            Question::ResendOtp { procedure } => posted(
                "/v1/resend-otp",
                &json!({"procedure": self.token(procedure)}),
            ),
            Question::SetPassword { procedure, word } => posted(
                "/v1/set-password",
                &password_entry(self.token(procedure), words::text(word)),
            ),
            Question::Session(session) => self.with_session(Method::GET, session),
            Question::EndSession(session) => self.with_session(Method::DELETE, session),
        }
    }

    fn person(&self, who: Document) -> &Person {
        &self.people[usize::from(who.0)]
    }

    fn token(&self, procedure: Call) -> &str {
        let given = self.given.procedures.get(&procedure);
        given.map_or("nobody's", |(_, _, token)| token)
    }

    fn with_session(&self, method: Method, session: Call) -> Request<Vec<u8>> {
        let given = self.given.sessions.get(&session);
        let token = given.map_or("nobody's", |(_, token)| token);
        with_bearer(method, "/v1/session", token)
    }

    /// A code that nobody was sent.
    fn wrong_otp(&self) -> String {
        let sent: BTreeSet<&String> = self.given.otps.values().map(|(_, otp)| otp).collect();
        let mut codes = (0..1_000_000).map(|code| format!("{code:06}"));
        codes.find(|code| !sent.contains(code)).expect("a code")
    }
}

/// The operations, which wait for their tables however busy the machine is.
#[expect(
    clippy::disallowed_methods,
    reason = "walks make hundreds of thousands of hashes"
)]
async fn over(services: &Arc<Services>, settings: &[(String, String)]) -> World {
    let work = WORK.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let own = services.settings().into_iter().chain(work);
    let settings = own.chain(settings.iter().cloned());
    let credentials = Credentials::new("test", "test", None, None, "test");
    let patient = web::aws::config(Some(Region::from_static("eu-south-2")), credentials)
        .to_builder()
        .timeout_config(TimeoutConfig::builder().operation_timeout(PATIENCE).build())
        .build();
    let env = Env::new(settings, patient).hashing_at(CHEAP);
    let router = local::router(&env).await.expect("the operations start");
    World::of(Arc::clone(services), router)
}

/// Whose procedure this call opens, and what for.
fn opens(question: Question) -> Option<(Document, Purpose)> {
    match question {
        Question::Prove { who, purpose, .. } => Some((who, purpose)),
        Question::Login { who, .. } => Some((who, Purpose::Login)),
        Question::Change { who, .. } => Some((who, Purpose::Change)),
        Question::Unsubscribe { who, .. } => Some((who, Purpose::Unsubscribe)),
        Question::Register { .. }
        | Question::VerifyOtp { .. }
        | Question::ResendOtp { .. }
        | Question::SetPassword { .. }
        | Question::Session(_)
        | Question::EndSession(_) => None,
    }
}

fn purpose_of(purpose: Purpose) -> policy::Purpose {
    match purpose {
        Purpose::Activation => policy::Purpose::Activation,
        Purpose::Reset => policy::Purpose::Reset,
        Purpose::Login => policy::Purpose::Login,
        Purpose::Change => policy::Purpose::Change,
        Purpose::Unsubscribe => policy::Purpose::Unsubscribe,
    }
}

/// A real answer in the model's words.
fn read(answer: &tests::Answer) -> Result<Answer, String> {
    let problem = answer.problem();
    if !problem.is_empty() {
        tests::check(answer, answer.status, problem);
    }
    let mut facts = BTreeMap::new();
    for (path, value) in members(&answer.body, "") {
        if let Some((name, fact)) = fact(&path, &value)? {
            facts.insert(name, fact);
        }
    }
    let retry_after = answer.header("retry-after");
    Ok(Answer {
        status: answer.status,
        problem: known(problem)?,
        facts,
        retry_after: retry_after.parse().ok(),
    })
}

/// Every member that is no object, by its path.
fn members(value: &Value, above: &str) -> Vec<(String, Value)> {
    let Value::Object(object) = value else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for (name, value) in object {
        let path = format!("{above}{name}");
        match value {
            Value::Object(_) => found.extend(members(value, &format!("{path}/"))),
            Value::Array(violations) => found.extend(violations.iter().map(|violation| {
                let code = violation["code"].as_str().unwrap_or_default();
                (code.to_owned(), json!("broken"))
            })),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
                found.push((path, value.clone()));
            }
        }
    }
    found
}

/// `None` for what only people read.
fn fact(path: &str, value: &Value) -> Result<Option<(&'static str, Fact)>, String> {
    if ["type", "title", "detail", "status"].contains(&path) {
        return Ok(None);
    }
    let fact = if ["procedure", "session", "activationCode", "subject"].contains(&path) {
        Fact::Opaque
    } else if let Some(number) = value.as_i64() {
        Fact::Count(number)
    } else {
        let text = value.as_str().unwrap_or_default();
        match text.parse::<Timestamp>() {
            Ok(time) => Fact::At(time.as_second()),
            Err(_) => Fact::Says(known(text)?),
        }
    };
    Ok(Some((known(path)?, fact)))
}

/// The words of the contract.
fn known(word: &str) -> Result<&'static str, String> {
    const WORDS: [&str; 48] = [
        "",
        "activation-code-blocked",
        "activationCode",
        "advanced",
        "assurance",
        "assurance-not-reachable",
        "attemptsLeft",
        "basic",
        "broken",
        "characters",
        "codesLeft",
        "done",
        "expiresAt",
        "history",
        "lastAccess",
        "letter",
        "level-held",
        "low",
        "message-not-sent",
        "method",
        "next",
        "office",
        "openedAt",
        "otp-expired",
        "otp/digits",
        "otp/expiresAt",
        "otp/resendAt",
        "password-blocked",
        "password-expired",
        "password-rejected",
        "passwordExpiresAt",
        "personal-data",
        "phone-in-use",
        "procedure",
        "procedure-ended",
        "refused",
        "registeredAt",
        "registrationLevel",
        "session",
        "set-password",
        "subject",
        "substantial",
        "temporarily-unavailable",
        "too-few-classes",
        "too-many-messages",
        "too-short",
        "too-soon",
        "unauthenticated",
    ];
    let found = WORDS.into_iter().find(|known| *known == word);
    found.ok_or_else(|| format!("{word:?} is no word that is expected here"))
}

fn bytes(value: &Value) -> Vec<u8> {
    use base64::{Engine, engine::general_purpose::STANDARD};
    let text = value.as_str().unwrap_or_default();
    STANDARD.decode(text).expect("base64")
}

fn difference(found: &[String], expected: &[String]) -> String {
    let only = |these: &[String], those: &[String], mark: &str| -> Vec<String> {
        let these = these.iter().filter(|line| !those.contains(line));
        these.map(|line| format!("{mark} {line}")).collect()
    };
    [
        only(found, expected, "is:     "),
        only(expected, found, "must be:"),
    ]
    .concat()
    .join("\n")
}
