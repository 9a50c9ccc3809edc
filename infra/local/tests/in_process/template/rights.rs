//! Each function may do to the tables what its operation does, and nothing else. Every operation
//! is started over a proxy of its own; then people live, and what each proxy saw must be what the
//! function's statements allow: a right too few and a right too many both fail.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use local::{Services, SnsRefusal};
use pages::Pages;
use serde_json::{Value, json};
use tests::{Person, person::new_password};
use web::{Env, Operation, Router, Site};

use super::reading::{Template, texts};
use faults::Proxy;
use world::{
    World, env,
    every::{Kind, READY_AFTER},
    journeys::{WRONG_CODE, WRONG_PASSWORD},
    opened, services,
};

const DAY: i64 = 86_400;
const TABLES: [(&str, &str); 2] = [
    ("Accounts", "llave-accounts"),
    ("Procedures", "llave-procedures"),
];

/// What may be done: IAM's action on keys of a table that begin so.
type Rights = BTreeSet<(String, String, String)>;

#[tokio::test]
async fn each_function_may_do_what_its_operation_does_and_nothing_else() {
    let observed = Observed::start().await;
    observed.live().await;
    let mut seen: BTreeMap<&str, Rights> = observed
        .proxies
        .keys()
        .map(|operation| (*operation, observed.of(operation)))
        .collect();
    // The pages ask operations, and do nothing else.
    let env = env(&services(), &[]);
    let asked = pages::operations::of_people(&env).await;
    let asked = asked.expect("the operations start");
    let of_pages = asked
        .routes()
        .flat_map(|route| seen[route.name].clone())
        .collect();
    seen.insert(Pages::NAME, of_pages);
    let template = Template::read();
    let functions = template.functions();
    assert_eq!(functions.len(), seen.len());
    for function in functions {
        let statements = function.statements();
        let allowed: Rights = statements
            .into_iter()
            .filter_map(|statement| Some((table(statement)?, statement)))
            .flat_map(|(table, statement)| allowed(table, statement))
            .collect();
        assert_eq!(
            allowed, seen[&*function.operation],
            "{}: what the template allows (left) is not what the operation does",
            function.operation
        );
    }
}

/// The table that a statement is about, if it is about one.
pub(super) fn table(statement: &Value) -> Option<&'static str> {
    let resource = statement["Resource"]["Fn::GetAtt"].as_str()?;
    let (name, _) = resource.split_once('.')?;
    let mut tables = TABLES.iter().map(|(table, _)| *table);
    tables.find(|table| *table == name)
}

/// What a statement allows, which must be one of the form that this test understands.
fn allowed(table: &str, statement: &Value) -> Rights {
    assert_eq!(statement["Effect"], "Allow", "{statement}");
    assert_eq!(
        statement["Resource"],
        json!({"Fn::GetAtt": format!("{table}.Arn")}),
        "{statement}"
    );
    let keys = texts(&statement["Condition"]["ForAllValues:StringLike"]["dynamodb:LeadingKeys"]);
    // `ForAllValues` holds where there is no key at all, which no call of ours is.
    assert_eq!(
        statement["Condition"],
        json!({
            "ForAllValues:StringLike": {"dynamodb:LeadingKeys": keys},
            "Null": {"dynamodb:LeadingKeys": "false"},
        }),
        "{statement}"
    );
    let pair = |action: &str| {
        keys.iter()
            .map(|key| (table.to_owned(), action.to_owned(), (*key).to_owned()))
            .collect::<Vec<_>>()
    };
    let actions = texts(&statement["Action"]);
    actions.into_iter().flat_map(pair).collect()
}

/// Every operation over a proxy of its own.
struct Observed {
    world: World,
    proxies: BTreeMap<&'static str, Proxy>,
}

impl Observed {
    async fn start() -> Self {
        let services = services();
        let mut each = Each {
            services: &services,
            proxies: BTreeMap::new(),
        };
        let router = Router::new()
            .mount(each.start::<challenge::Challenge>().await)
            .mount(each.start::<register::Register>().await)
            .mount(each.start::<activate::Activate>().await)
            .mount(each.start::<reset::Reset>().await)
            .mount(each.start::<verify_otp::VerifyOtp>().await)
            .mount(each.start::<resend_otp::ResendOtp>().await)
            .mount(each.start::<set_password::SetPassword>().await)
            .mount(each.start::<login::Login>().await)
            .mount(each.start::<session::Session>().await)
            .mount(each.start::<change::Change>().await)
            .mount(each.start::<unsubscribe::Unsubscribe>().await);
        let proxies = each.proxies;
        Self {
            world: World::of(Arc::clone(&services), router),
            proxies,
        }
    }

    /// Everything happens once: what goes well, what is wrong, what is taken back.
    async fn live(&self) {
        let world = &self.world;
        for kind in Kind::ALL {
            let ready = kind.ready(world).await;
            let answer = world.after(READY_AFTER).send(ready.request.clone()).await;
            ready.check(&answer);
        }
        self.register_again().await;
        self.refuse_what_is_right().await;
        self.take_back().await;
        self.open_too_many().await;
    }

    /// Another phone, another level, a level too low, somebody else's phone.
    async fn register_again(&self) {
        let world = &self.world;
        let mut person = world.active_as(Person::basic()).await;
        person.phone = Person::new().phone;
        world.register(&mut person).await;
        (person.level, person.method) = ("advanced", "office");
        world.register(&mut person).await;
        let mut other = Person::new();
        other.phone.clone_from(&person.phone);
        assert_eq!(world.try_register(&other).await.status, 409);
        (person.level, person.method) = ("basic", "letter");
        assert_eq!(world.try_register(&person).await.status, 409);
    }

    /// A password that may not be set, one past its day, a level that is not reached.
    async fn refuse_what_is_right(&self) {
        let world = &self.world;
        let person = world.active().await;
        assert_eq!(world.change(&person, &person.password).await.status, 422);
        let procedure = opened(&world.login_substantial(&person).await);
        let basic = world.active_as(Person::basic()).await;
        assert_eq!(world.login_substantial(&basic).await.status, 403);
        let registered = world.registered().await;
        let proven = world.proven(&registered).await;
        assert_eq!(world.set_password(&proven, "short").await.status, 422);
        let expired = world.after(731 * DAY);
        assert_eq!(expired.login(&person).await.status, 403);
        assert_eq!(expired.unsubscribe(&person).await.status, 403);
        assert_eq!(expired.verify_otp(&procedure, "000000").await.status, 410);
        assert_eq!(expired.resend_otp(&procedure).await.status, 410);
        for _ in 0..7 {
            world.login_with(&person, WRONG_PASSWORD).await;
            world.reset_with(&person, WRONG_CODE).await;
        }
    }

    /// SNS refuses: what was counted is taken back, and the budget put back.
    async fn take_back(&self) {
        let world = &self.world;
        let (person, registered) = (world.active().await, world.registered().await);
        let later = world.after(READY_AFTER);
        let again = opened(&world.login_substantial(&person).await);
        let code_again = opened(&world.reset(&person).await);
        world.sns_refuses(Some(SnsRefusal::OptedOut));
        for answer in [
            later.resend_otp(&again).await,
            later.resend_otp(&code_again).await,
            world.login_substantial(&person).await,
            world.change(&person, &new_password()).await,
            world.unsubscribe(&person).await,
            world.reset(&person).await,
            world.activate(&registered).await,
        ] {
            assert_eq!(answer.problem(), "message-not-sent");
        }
        world.sns_refuses(None);
    }

    /// The cap on SMS, then the opening that is one too many.
    async fn open_too_many(&self) {
        let world = &self.world;
        let person = world.active().await;
        for _ in 0..11 {
            world.login_substantial(&person).await;
            world.reset(&person).await;
        }
        let later = world.after(DAY);
        for _ in 0..2 {
            later.reset(&person).await;
            later.change(&person, &new_password()).await;
        }
    }

    /// What was seen of an operation.
    fn of(&self, operation: &str) -> Rights {
        let proxy = &self.proxies[operation];
        let mut rights = Rights::new();
        for call in proxy.take_calls() {
            for (table, action, kind) in call.rights() {
                let (sid, _) = TABLES
                    .iter()
                    .find(|(_, name)| table.starts_with(name))
                    .expect("one of the tables");
                let action = format!("dynamodb:{action}");
                rights.insert(((*sid).to_owned(), action, format!("{kind}#*")));
            }
        }
        rights
    }
}

/// Starts operations, each over a proxy of its own.
struct Each<'s> {
    services: &'s Services,
    proxies: BTreeMap<&'static str, Proxy>,
}

impl Each<'_> {
    async fn start<O: Operation>(&mut self) -> O {
        let proxy = Proxy::before(self.services.dynamodb_url()).expect("a proxy");
        let settings = [("AWS_ENDPOINT_URL_DYNAMODB", &*proxy.url())];
        let env: Env = env(self.services, &settings);
        self.proxies.insert(O::ROUTE.name, proxy);
        O::start(&env).await.expect("it starts")
    }
}
