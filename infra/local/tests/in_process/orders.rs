//! A login and what ends logins, in every order of their calls: each stands behind a proxy of its
//! own, and every call that can decide something waits there until it is its turn. After each order
//! no session lives that was ended, no old password works, and nothing is left half done.

use std::sync::Arc;

use axum::http::Request;
use faults::{Action, Gate, Proxy, Recorded};
use local::Services;
use tests::person::new_password;
use tests::{Answer, Person, check};
use tokio::task::JoinHandle;
use world::{
    World,
    journeys::{WRONG_PASSWORD, session_of},
    opened, posted, services,
    steps::{otp_entry, password_entry},
    stored::ids,
};

const DAY: i64 = 86_400;

/// A login, at one of its steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Login {
    /// With the password alone.
    Alone,
    /// At `substantial`, its first step.
    Opening,
    /// The one-time code of such a login.
    Finishing,
}

/// What ends logins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ending {
    /// The last step of a reset.
    SetPassword,
    /// The one-time code of a change.
    Change,
    /// The one-time code of an unsubscribing.
    Unsubscribe,
    /// A registration act that raises the level.
    HigherAct,
    /// A registration act of the same level: it ends what was opened, and no session.
    SameAct,
    /// The wrong entry that trips the limit: it ends what was opened, and no session.
    SixthWrong,
    /// The opening that is one too many.
    EleventhOpening,
}

/// A call that waits for its turn: its title, and what stands in its update.
#[derive(Clone, Copy)]
struct Point(&'static str, &'static str);

const TAKE: Point = Point("UpdateItem password", "ADD #tries");
const PERSON: Point = Point("GetItem person", "");
const COUNT_LOGIN: Point = Point("UpdateItem password", "lastAccess");
const OPEN: Point = Point("TransactWriteItems password+procedure", "");
const TAKE_OTP: Point = Point("UpdateItem procedure", "ADD #tries");
const TAKE_ENTRY: Point = Point("UpdateItem procedure", "ADD #entries");
const BLOCK: Point = Point("UpdateItem password", "ADD #opened");
const FINISH_LOGIN: Point = Point("TransactWriteItems procedure+person+password+session", "");
const FINISH: Point = Point("TransactWriteItems procedure+person+password", "");
const FINISH_UNSUBSCRIBE: Point = Point("TransactWriteItems procedure+person+password+phone", "");
const RAISE: Point = Point("TransactWriteItems person+phone+password", "");
const REGISTER: Point = Point("TransactWriteItems person+phone", "");

impl Point {
    fn is(self, call: &Recorded) -> bool {
        let update = call.body["UpdateExpression"].as_str().unwrap_or_default();
        call.title() == self.0 && update.contains(self.1)
    }
}

impl Login {
    /// The calls that decide, in their sequence.
    fn points(self, ending: Ending) -> &'static [Point] {
        match self {
            Self::Alone => &[TAKE, COUNT_LOGIN],
            Self::Opening if ending == Ending::EleventhOpening => &[PERSON, TAKE, BLOCK],
            // The person is read beside the try.
            Self::Opening => &[PERSON, TAKE, OPEN],
            Self::Finishing => &[TAKE_OTP, FINISH_LOGIN],
        }
    }
}

impl Ending {
    fn points(self) -> &'static [Point] {
        match self {
            Self::SetPassword => &[TAKE_ENTRY, FINISH],
            Self::Change => &[TAKE_OTP, FINISH],
            Self::Unsubscribe => &[TAKE_OTP, FINISH_UNSUBSCRIBE],
            Self::HigherAct => &[PERSON, RAISE],
            Self::SameAct => &[PERSON, REGISTER],
            Self::SixthWrong => &[TAKE],
            Self::EleventhOpening => &[TAKE, BLOCK],
        }
    }

    /// It ends sessions that were open before it.
    fn ends_sessions(self) -> bool {
        match self {
            Self::SetPassword
            | Self::Change
            | Self::Unsubscribe
            | Self::HigherAct
            | Self::EleventhOpening => true,
            Self::SameAct | Self::SixthWrong => false,
        }
    }

    /// It came to its end.
    fn is_done(self, answer: &Answer) -> bool {
        match self {
            Self::SetPassword | Self::Change | Self::Unsubscribe => answer.status == 200,
            Self::HigherAct | Self::SameAct => answer.status == 201,
            Self::SixthWrong | Self::EleventhOpening => answer.problem() == "password-blocked",
        }
    }
}

/// Every order of so many calls of one with so many of another: `true` is a turn of the first.
fn orders(first: usize, second: usize) -> Vec<Vec<bool>> {
    if first == 0 || second == 0 {
        return vec![vec![second == 0; first + second]];
    }
    let one = orders(first - 1, second)
        .into_iter()
        .map(|rest| (true, rest));
    let other = orders(first, second - 1)
        .into_iter()
        .map(|rest| (false, rest));
    one.chain(other)
        .map(|(turn, rest)| [vec![turn], rest].concat())
        .collect()
}

/// Operations behind a proxy that waits for their turns.
struct Side {
    world: World,
    proxy: Proxy,
}

/// An operation under way, whose calls wait.
struct Waiting {
    gates: Vec<Arc<Gate>>,
    next: usize,
    /// How many of its calls came.
    came: usize,
    running: Option<JoinHandle<Answer>>,
    answer: Option<Answer>,
}

impl Side {
    async fn over(services: &Arc<Services>) -> Self {
        let proxy = Proxy::before(services.dynamodb_url()).expect("a proxy");
        let here = [("AWS_ENDPOINT_URL_DYNAMODB", &*proxy.url())];
        let world = World::patient_over(Arc::clone(services), &here).await;
        Self { world, proxy }
    }

    fn begin(&self, at: &World, points: &'static [Point], request: Request<Vec<u8>>) -> Waiting {
        let gates: Vec<_> = points.iter().map(|_| Arc::new(Gate::shut())).collect();
        let waits = gates.clone();
        self.proxy.rule(move |call| {
            let place = points.iter().position(|point| point.is(call))?;
            Some(Action::Hold(Arc::clone(&waits[place])))
        });
        let world = self.world.at(&at.now().to_string());
        Waiting {
            gates,
            next: 0,
            came: 0,
            running: Some(tokio::spawn(async move { world.send(request).await })),
            answer: None,
        }
    }
}

impl Waiting {
    /// Its next call has been answered; or it has answered already, without that call.
    async fn turn(&mut self) {
        let gate = Arc::clone(&self.gates[self.next]);
        self.next += 1;
        if let Some(running) = &mut self.running {
            tokio::select! {
                arrived = gate.arrived() => assert!(arrived, "call {}", self.next),
                answer = running => {
                    self.answer = Some(answer.expect("it answers"));
                    self.running = None;
                    return;
                }
            }
            self.came += 1;
            gate.open();
            assert!(gate.answered().await);
        }
    }

    async fn answer(self) -> Answer {
        for gate in &self.gates {
            gate.open();
        }
        match (self.answer, self.running) {
            (Some(answer), _) => answer,
            (None, Some(running)) => running.await.expect("it answers"),
            (None, None) => unreachable!("it runs or has answered"),
        }
    }
}

/// A login and an ending that are about to meet.
struct Meeting {
    /// Beside both, at their second.
    world: World,
    login: Login,
    ending: Ending,
    person: Person,
    /// Opened before they meet.
    before: String,
    /// What they are sent.
    login_request: Request<Vec<u8>>,
    ending_request: Request<Vec<u8>>,
    /// The password that the ending sets.
    new: String,
}

impl Meeting {
    async fn of(world: &World, login: Login, ending: Ending) -> Self {
        let mut person = if ending == Ending::HigherAct {
            world.active_as(Person::basic()).await
        } else {
            world.active().await
        };
        let mut world = world.clone();
        if ending == Ending::EleventhOpening {
            for _ in 0..9 {
                opened(&world.login_substantial(&person).await);
            }
            // The cap of a day is over.
            world = world.after(DAY);
            if login != Login::Finishing {
                opened(&world.login_substantial(&person).await);
            }
        }
        let before = world.logged_in(&person).await;
        let login_request = match login {
            Login::Alone => posted("/v1/login", &person.login(&person.password)),
            Login::Opening => posted("/v1/login", &person.substantial_login(&person.password)),
            Login::Finishing => {
                let procedure = opened(&world.login_substantial(&person).await);
                entered_otp(&world, &person, &procedure)
            }
        };
        let new = new_password();
        let ending_request = match ending {
            Ending::SetPassword => {
                let procedure = world.proven(&person).await;
                posted("/v1/set-password", &password_entry(&procedure, &new))
            }
            Ending::Change => {
                let procedure = opened(&world.change(&person, &new).await);
                entered_otp(&world, &person, &procedure)
            }
            Ending::Unsubscribe => {
                let procedure = opened(&world.unsubscribe(&person).await);
                entered_otp(&world, &person, &procedure)
            }
            Ending::HigherAct => {
                (person.level, person.method) = ("advanced", "office");
                world.registration(&person)
            }
            Ending::SameAct => world.registration(&person),
            Ending::SixthWrong => {
                for left in [5, 4, 3, 2, 1] {
                    world.expect_password_tries_left(&person, left).await;
                }
                posted("/v1/login", &person.login(WRONG_PASSWORD))
            }
            Ending::EleventhOpening => {
                posted("/v1/login", &person.substantial_login(&person.password))
            }
        };
        Self {
            world,
            login,
            ending,
            person,
            before,
            login_request,
            ending_request,
            new,
        }
    }

    /// In every order, each from the same beginning.
    async fn check_every_order(&self, sides: &[Side; 2]) {
        let beginning = self.world.keep().await;
        let points = [self.login.points(self.ending), self.ending.points()];
        for order in orders(points[0].len(), points[1].len()) {
            self.world.put_back(&beginning).await;
            let mut login = sides[0].begin(&self.world, points[0], self.login_request.clone());
            let mut ending = sides[1].begin(&self.world, points[1], self.ending_request.clone());
            for turn in &order {
                match turn {
                    true => login.turn().await,
                    false => ending.turn().await,
                }
            }
            // Whoever is alone until it ends makes all of its calls.
            let came = (login.came, ending.came);
            let all = (points[0].len(), points[1].len());
            assert!(!order.is_sorted_by(|one, next| one >= next) || came.0 == all.0);
            assert!(!order.is_sorted() || came.1 == all.1);
            let answers = (login.answer().await, ending.answer().await);
            let story = format!(
                "{:?}, {:?}, {order:?}: {answers:?}",
                self.login, self.ending
            );
            self.check_after(&answers.0, &answers.1, &story).await;
        }
    }

    async fn check_after(&self, login: &Answer, ending: &Answer, story: &str) {
        let Self { world, person, .. } = self;
        assert!(login.status < 500 && ending.status < 500, "{story}");
        let done = self.ending.is_done(ending);
        let tries = ids(&world.password_item(person).await, "tries");
        let now = world.login(person).await;
        match self.ending {
            Ending::SetPassword | Ending::Change => {
                assert!(done && tries <= 1, "{story}");
                assert_eq!(now.problem(), "refused", "{story}");
                let with_new = world.login_with(person, &self.new).await;
                assert_eq!(with_new.status, 200, "{story}");
            }
            Ending::Unsubscribe | Ending::HigherAct => {
                assert!(done && tries <= 1, "{story}");
                assert_eq!(now.problem(), "refused", "{story}");
            }
            Ending::SameAct => assert!(done && tries == 0 && now.status == 200, "{story}"),
            Ending::SixthWrong => {
                // A login that came in empties the set, or the limit holds.
                let blocked = now.problem() == "password-blocked";
                assert!(blocked || now.status == 200, "{story}");
                assert!(!blocked || login.status != 200, "{story}");
                assert_eq!(blocked, tries == 6, "{story}");
            }
            Ending::EleventhOpening if done => check(&now, 403, "password-blocked"),
            Ending::EleventhOpening => {
                assert_eq!((ending.status, now.status), (202, 200), "{story}");
            }
        }
        let ended = done && self.ending.ends_sessions();
        self.check_session(&self.before, ended, story).await;
        match (self.login, login.status) {
            (Login::Alone | Login::Finishing, 200) => {
                self.check_session(&session_of(login), ended, story).await;
            }
            (Login::Opening, 202) => self.check_opened(login, ended, &now, story).await,
            // Which door it found shut depends on the order.
            _ => assert!(
                ["refused", "password-blocked", "procedure-ended"].contains(&login.problem()),
                "{story}"
            ),
        }
    }

    async fn check_session(&self, session: &str, ended: bool, story: &str) {
        let status = self.world.session(session).await.status;
        assert_eq!(status, if ended { 401 } else { 200 }, "{story}");
    }

    /// What was opened finishes with its code, or is over; never after what ended it.
    async fn check_opened(&self, login: &Answer, ended: bool, now: &Answer, story: &str) {
        let procedure = opened(login);
        let finished = self.world.enter_newest_code(&self.person, &procedure).await;
        let over = finished.problem() == "procedure-ended";
        assert!(over || finished.status == 200, "{story}: {finished:?}");
        assert!(over || !ended, "{story}: {finished:?}");
        if self.ending == Ending::SixthWrong {
            assert_eq!(over, now.status != 200, "{story}: {finished:?}");
        }
    }
}

fn entered_otp(world: &World, person: &Person, procedure: &str) -> Request<Vec<u8>> {
    let entry = otp_entry(procedure, &world.newest_code(person));
    posted("/v1/verify-otp", &entry)
}

async fn check_every_order(login: Login, endings: &[Ending]) {
    let services = services();
    let sides = [Side::over(&services).await, Side::over(&services).await];
    let beside = World::over(services, &[]).await;
    for ending in endings {
        let meeting = Meeting::of(&beside, login, *ending).await;
        meeting.check_every_order(&sides).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_login_with_the_password_alone_outlives_nothing_that_ends_it_in_any_order() {
    let endings = [
        Ending::SetPassword,
        Ending::Change,
        Ending::Unsubscribe,
        Ending::HigherAct,
        Ending::SameAct,
        Ending::SixthWrong,
        Ending::EleventhOpening,
    ];
    check_every_order(Login::Alone, &endings).await;
}

/// Who is registered at `basic` reaches no login with a code: a higher act meets none.
const MEET_A_CODE: [Ending; 6] = [
    Ending::SetPassword,
    Ending::Change,
    Ending::Unsubscribe,
    Ending::SameAct,
    Ending::SixthWrong,
    Ending::EleventhOpening,
];

#[tokio::test(flavor = "multi_thread")]
async fn a_login_that_is_being_opened_outlives_nothing_that_ends_it_in_any_order() {
    check_every_order(Login::Opening, &MEET_A_CODE).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_login_that_is_being_finished_outlives_nothing_that_ends_it_in_any_order() {
    check_every_order(Login::Finishing, &MEET_A_CODE).await;
}

#[test]
fn every_order_is_there_once() {
    let mut all = orders(3, 2);
    assert_eq!(all.len(), 10);
    all.sort();
    all.dedup();
    assert_eq!(all.len(), 10);
    assert!(
        all.iter()
            .all(|order| order.iter().filter(|turn| **turn).count() == 3)
    );
}
