//! A browser without a screen or a script.

use std::{collections::BTreeMap, sync::Arc};

use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use local::Services;
use pages::Pages;
use tests::Person;
use world::{World, env, services};

/// One browser, at one second of one world.
pub(super) struct Browser {
    pub(super) world: World,
    /// Cookies by their names.
    pub(super) jar: BTreeMap<String, String>,
    /// What every request says beside.
    pub(super) headers: Vec<(&'static str, String)>,
    /// Every page that was shown, for a look at all of them.
    pub(super) seen: Vec<Page>,
}

/// What came back.
#[derive(Clone, Debug)]
pub(super) struct Page {
    pub(super) path: String,
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) html: String,
}

/// Operations and pages.
pub(super) async fn world() -> World {
    world_with(&[]).await
}

/// The same, with settings that differ from the runner's.
pub(super) async fn world_with(settings: &[(&str, &str)]) -> World {
    world_over(services(), settings).await
}

/// The same, over these services.
pub(super) async fn world_over(services: Arc<Services>, settings: &[(&str, &str)]) -> World {
    let env = env(&services, settings);
    let operations = local::router(&env).await.expect("the operations start");
    let pages = Pages::over(operations.clone(), &env).expect("the pages start");
    World::of(Arc::clone(&services), operations.beside(pages.with_desk()))
}

impl Browser {
    pub(super) fn new(world: &World) -> Self {
        Self {
            world: world.clone(),
            jar: BTreeMap::new(),
            headers: vec![("accept-language", "en".to_owned())],
            seen: Vec::new(),
        }
    }

    /// So many seconds later.
    pub(super) fn later(&mut self, seconds: i64) {
        self.world = self.world.after(seconds);
    }

    /// Sends a request as it is, and keeps the cookies of the answer.
    pub(super) async fn send(
        &mut self,
        method: Method,
        path: &str,
        content_type: &str,
        body: &[u8],
    ) -> Page {
        let request = Request::builder().method(method).uri(path);
        let mut request = request.header(header::ACCEPT, "text/html,*/*;q=0.8");
        for (name, value) in &self.headers {
            request = request.header(*name, value);
        }
        let cookies: Vec<String> = self
            .jar
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        if !cookies.is_empty() {
            request = request.header(header::COOKIE, cookies.join("; "));
        }
        if !content_type.is_empty() {
            request = request.header(header::CONTENT_TYPE, content_type);
        }
        let request = request.body(body.to_vec()).expect("a request");
        let answer = self.world.router().answer(request, self.world.now()).await;
        let (parts, body) = answer.into_parts();
        for cookie in parts.headers.get_all(header::SET_COOKIE) {
            self.keep(cookie.to_str().expect("a cookie is ASCII"));
        }
        let page = Page {
            path: path.to_owned(),
            status: parts.status,
            headers: parts.headers,
            html: String::from_utf8_lossy(&body).into_owned(),
        };
        self.seen.push(page.clone());
        page
    }

    fn keep(&mut self, cookie: &str) {
        let (pair, attributes) = cookie.split_once(';').expect("attributes");
        let (name, value) = pair.split_once('=').expect("a pair");
        if attributes.contains("Max-Age=0") {
            self.jar.remove(name);
        } else {
            self.jar.insert(name.to_owned(), value.to_owned());
        }
    }

    /// Opens a page, and goes where it leads.
    pub(super) async fn open(&mut self, path: &str) -> Page {
        let page = self.send(Method::GET, path, "", b"").await;
        self.follow(page).await
    }

    async fn follow(&mut self, page: Page) -> Page {
        let mut page = page;
        for _ in 0..5 {
            let Some(place) = page.location() else {
                return page;
            };
            page = self.send(Method::GET, &place, "", b"").await;
        }
        panic!("it leads nowhere: {}", page.path);
    }

    /// Sends a form with what its page hides, and goes where it leads.
    pub(super) async fn submit(&mut self, path: &str, typed: &[(&str, &str)]) -> Page {
        let page = self.press(path, typed).await;
        self.follow(page).await
    }

    /// Sends a form, and stays where it is.
    pub(super) async fn press(&mut self, path: &str, typed: &[(&str, &str)]) -> Page {
        let csrf = self.jar.get("__Host-llave-form").cloned();
        let csrf = csrf.unwrap_or_default();
        let mut fields = vec![("csrf", csrf.as_str())];
        fields.extend_from_slice(typed);
        self.send_form(path, &fields).await
    }

    /// Sends these fields and no others.
    pub(super) async fn send_form(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let body = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(fields)
            .finish();
        let kind = "application/x-www-form-urlencoded";
        self.send(Method::POST, path, kind, body.as_bytes()).await
    }

    /// The first step of activation or reset, with the check of robots done.
    pub(super) async fn prove(&mut self, path: &str, person: &Person, code: &str) -> Page {
        let altcha = self.world.altcha().await;
        self.open(path).await;
        let typed = [
            ("document-type", person.document.kind),
            ("document-number", &person.document.number),
            ("email", &person.email),
            ("activation-code", code),
            ("altcha", &altcha),
        ];
        self.submit(path, &typed).await
    }

    /// The first step of entering.
    pub(super) async fn log_in(&mut self, person: &Person, password: &str) -> Page {
        self.open("/login").await;
        let typed = [
            ("document-number", &*person.document.number),
            ("password", password),
        ];
        self.submit("/login", &typed).await
    }

    /// Enters the newest code that went to the person.
    pub(super) async fn enter_code(&mut self, path: &str, person: &Person) -> Page {
        let code = self.world.newest_code(person);
        self.submit(path, &[("otp", &code)]).await
    }
}

impl Page {
    /// Where it leads.
    pub(super) fn location(&self) -> Option<String> {
        let place = self.headers.get(header::LOCATION)?;
        Some(place.to_str().expect("a path is ASCII").to_owned())
    }

    /// The text of its main heading.
    pub(super) fn title(&self) -> &str {
        let (_, behind) = self.html.split_once("<h1>").unwrap_or_default();
        behind.split_once("</h1>").unwrap_or_default().0
    }

    /// It is this page, at this address, and all is well.
    #[track_caller]
    pub(super) fn is(&self, path: &str, title: &str) {
        assert_eq!((self.status, &*self.path), (StatusCode::OK, path));
        assert_eq!(self.title(), title);
    }

    /// It refuses with this status, and shows this.
    #[track_caller]
    pub(super) fn refuses(&self, status: u16, shown: &str) {
        assert_eq!(self.status, status, "{}", self.html);
        assert!(self.html.contains(shown), "{}", self.html);
    }
}
