//! The life of a person as the policy's table tells it, walked: every step from every state, and
//! from every state the way to a working login.
//!
//! A state is told by what it shows: what a login and what an activation code are answered. (Who
//! is unknown and who has unsubscribed look the same; that is a promise.)

use policy::lifecycle::{Outcome, State, Step, outcome, way_out};
use tests::{Answer, Person, person::new_password};
use tokio::task::JoinSet;
use world::{
    World,
    journeys::{WRONG_CODE, WRONG_PASSWORD},
};

/// Small limits: the table is the same; a stranger may still be looked at a few times.
const RULES: &str = r#"{"code": {"maxWrong": 2}, "password": {"maxWrong": 4}}"#;
const WRONG_CODES: usize = 3;
const WRONG_PASSWORDS: usize = 5;
const TWO_YEARS: i64 = 731 * 86_400;

/// Somebody in a state, and when.
struct Walker {
    world: World,
    person: Person,
}

impl Walker {
    /// Brings a person into a state.
    async fn in_state(world: &World, state: State) -> Self {
        let mut walker = Self {
            world: world.clone(),
            person: Person::new(),
        };
        let (registered, active) = match state {
            State::Unknown => (false, false),
            State::Registered | State::RegisteredCodeBlocked => (true, false),
            State::Active
            | State::CodeBlocked
            | State::Expired
            | State::ExpiredCodeBlocked
            | State::PasswordBlocked
            | State::BothBlocked
            | State::Unsubscribed => (true, true),
        };
        if registered {
            walker.world.register(&mut walker.person).await;
        }
        if active {
            assert_eq!(walker.take(Step::Activate).await, None);
        }
        match state {
            State::Unknown | State::Registered | State::Active => {}
            State::RegisteredCodeBlocked | State::CodeBlocked => walker.block_code().await,
            State::Expired => walker.expire(),
            State::ExpiredCodeBlocked => {
                walker.block_code().await;
                walker.expire();
            }
            State::PasswordBlocked => walker.block_password().await,
            State::BothBlocked => {
                walker.block_code().await;
                walker.block_password().await;
            }
            State::Unsubscribed => assert_eq!(walker.take(Step::Unsubscribe).await, None),
        }
        walker
    }

    fn expire(&mut self) {
        self.world = self.world.after(TWO_YEARS);
    }

    async fn block_code(&self) {
        for _ in 0..WRONG_CODES {
            self.world.reset_with(&self.person, WRONG_CODE).await;
        }
    }

    async fn block_password(&self) {
        for _ in 0..WRONG_PASSWORDS {
            self.world.login_with(&self.person, WRONG_PASSWORD).await;
        }
    }

    /// Takes a step to its end, with the right secrets; the problem that refused it, if one did.
    async fn take(&mut self, step: Step) -> Option<String> {
        let Self { world, person } = self;
        // Who was never registered has a code that is nobody's.
        if person.activation_code.is_empty() {
            person.activation_code = tests::person::new_activation_code();
        }
        let new = new_password();
        let answer = match step {
            Step::Register => world.try_register(person).await,
            Step::Activate => world.activate(person).await,
            Step::Reset => world.reset(person).await,
            Step::Login => world.login(person).await,
            Step::Change => world.change(person, &new).await,
            Step::Unsubscribe => world.unsubscribe(person).await,
        };
        if answer.status >= 400 {
            return Some(answer.problem().to_owned());
        }
        match step {
            Step::Register => {
                answer
                    .text("activationCode")
                    .clone_into(&mut person.activation_code);
            }
            Step::Activate | Step::Reset => {
                person.password = new;
                let procedure = answer.text("procedure");
                world.finish_setting_password(person, procedure).await;
            }
            Step::Login => {
                let session = answer.text("session");
                assert_eq!(world.session(session).await.status, 200);
            }
            Step::Change => {
                world.finish(person, answer.text("procedure")).await;
                person.password = new;
            }
            Step::Unsubscribe => {
                world.finish(person, answer.text("procedure")).await;
            }
        }
        None
    }

    /// What the state shows: the answers to a right password and to a right code.
    async fn shows(&self) -> (String, String) {
        let shown = |answer: Answer| match answer.status {
            200 | 202 => "good".to_owned(),
            _ => answer.problem().to_owned(),
        };
        let login = shown(self.world.login(&self.person).await);
        (login, shown(self.world.reset(&self.person).await))
    }
}

/// What a state shows, as the table has it.
fn shown_in(state: State) -> (String, String) {
    let shown = |step| match outcome(state, step) {
        Outcome::Becomes(_) => "good".to_owned(),
        Outcome::Refused(problem) => problem.to_owned(),
    };
    (shown(Step::Login), shown(Step::Reset))
}

/// The refused steps come first, one after another: that the next step leads on shows that they
/// changed nothing. Each of the others begins in the state.
async fn check_steps(world: World, state: State) {
    let mut begun = Walker::in_state(&world, state).await;
    let mut taken = Vec::new();
    for step in Step::ALL {
        match outcome(state, step) {
            Outcome::Becomes(then) => taken.push((step, then)),
            Outcome::Refused(problem) => {
                let refused = begun.take(step).await;
                assert_eq!(refused.as_deref(), Some(problem), "{step:?} from {state:?}");
            }
        }
    }
    let mut begun = Some(begun);
    for (step, then) in taken {
        let mut walker = match begun.take() {
            Some(walker) => walker,
            None => Walker::in_state(&world, state).await,
        };
        assert_eq!(walker.take(step).await, None, "{step:?} from {state:?}");
        let shown = walker.shows().await;
        assert_eq!(shown, shown_in(then), "{step:?} from {state:?}");
    }
}

async fn check_way_out(world: World, state: State) {
    let mut walker = Walker::in_state(&world, state).await;
    for step in way_out(state) {
        assert_eq!(walker.take(step).await, None, "{step:?} from {state:?}");
    }
    // The last of them was a login; an advanced one works too.
    let procedure = walker.world.login_substantial(&walker.person).await;
    let procedure = procedure.text("procedure").to_owned();
    walker.world.finish(&walker.person, &procedure).await;
}

async fn world() -> World {
    World::with(&[("LLAVE_RULES", RULES)]).await
}

#[tokio::test(flavor = "multi_thread")]
async fn every_step_from_every_state_leads_where_the_table_says() {
    let world = world().await;
    let mut walks = JoinSet::new();
    for state in State::ALL {
        walks.spawn(check_steps(world.clone(), state));
    }
    walks.join_all().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn from_every_state_there_is_a_way_to_a_working_login() {
    let world = world().await;
    let mut walks = JoinSet::new();
    for state in State::ALL {
        walks.spawn(check_way_out(world.clone(), state));
    }
    walks.join_all().await;
}

/// Unfinished openings block as wrong entries do, and the same ways lead out.
#[tokio::test]
async fn a_person_blocked_by_unfinished_openings_of_both_kinds_is_led_out() {
    let rules = r#"{"openings": {"maxUnfinished": 3}}"#;
    let world = World::with(&[("LLAVE_RULES", rules)]).await;
    let mut walker = Walker::in_state(&world, State::Active).await;
    for _ in 0..4 {
        world.login_substantial(&walker.person).await;
        world.reset(&walker.person).await;
    }
    assert_eq!(walker.shows().await, shown_in(State::BothBlocked));
    for step in way_out(State::BothBlocked) {
        assert_eq!(walker.take(step).await, None);
    }
}

/// A registered person's password may be blocked before there is one; the first one is good.
#[tokio::test]
async fn wrong_passwords_for_a_registered_person_do_not_outlive_the_first_password() {
    let world = world().await;
    let mut walker = Walker::in_state(&world, State::Registered).await;
    walker.block_password().await;
    let (login, code) = walker.shows().await;
    assert_eq!((&*login, &*code), ("password-blocked", "good"));
    assert_eq!(walker.take(Step::Activate).await, None);
    assert_eq!(walker.take(Step::Login).await, None);
}
