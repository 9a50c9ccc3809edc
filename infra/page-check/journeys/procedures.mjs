// The procedures, walked from their first page to a good end, with a wrong turn or two on the way.

export const otherPassword = "dos faros y una tormenta";

// From the home page to the first password.
export async function activates(v) {
  const { llave } = v;
  const ana = await llave.registered();
  await v.opens("/");
  await v.sees("home", { at: "/", title: "home-title" });
  await v.follows("/activate");
  await v.sees("activate", { at: "/activate", title: "activate-title" });
  await v.presses();
  await v.sees("activate-empty", { at: "/activate", title: "activate-title", status: 400, refused: true });
  const details = { "document-number": ana.document.number.toLowerCase(), email: ` ${ana.email.toUpperCase()} ` };
  await v.types({ ...details, "activation-code": "0000-0000-0000-0000" });
  await v.proves();
  await v.presses();
  await v.sees("activate-wrong", { at: "/activate", title: "activate-title", status: 403, refused: true });
  // Nothing typed is lost but secrets.
  for (const [name, expected] of [["document-number", details["document-number"]], ["email", details.email.trim()], ["activation-code", ""]]) {
    const kept = await v.page.inputValue(`#${name}`);
    if (kept.trim() !== expected) v.tell(`${name} comes back as ${kept}`);
  }
  await v.types({ "activation-code": ana.code.toLowerCase().replaceAll("-", " ") });
  await v.proves();
  await v.presses();
  await v.sees("activate-code", { at: "/activate/code", title: "otp-title" });
  await v.presses();
  await v.sees("code-empty", { at: "/activate/code", title: "otp-title", status: 400, refused: true });
  const otp = await llave.otp(ana);
  await v.enters({ otp: wrong(otp) });
  await v.sees("code-wrong", { at: "/activate/code", title: "otp-title", status: 403, refused: true });
  await v.enters({ otp: ` ${otp.slice(0, 3)}-${otp.slice(3)} ` });
  await v.sees("activate-password", { at: "/activate/password", title: "new-password-title" });
  await v.enters({ "new-password": "lopez1" });
  await v.sees("password-weak", { at: "/activate/password", title: "new-password-title", status: 422, refused: true });
  await v.enters({ "new-password": ana.password });
  await v.sees("activate-done", { at: "/activate/done", title: "activated-title" });
  await v.follows("/login");
  await enters(v, ana);
}

// With the password alone; out again, and not in by the back button.
export async function entersAndLeaves(v) {
  const ana = await v.llave.active();
  await v.opens("/login");
  await v.sees("login", { at: "/login", title: "login-title" });
  await v.presses();
  await v.sees("login-empty", { at: "/login", title: "login-title", status: 400, refused: true });
  await v.enters({ "document-number": ana.document.number, password: otherPassword });
  await v.sees("login-wrong", { at: "/login", title: "login-title", status: 403, refused: true });
  await enters(v, ana);
  await v.reads("dl", "session-last-none");
  await v.reads("dl", "session-low");
  await v.presses();
  await v.sees("logged-out", { at: "/logout", title: "logged-out-title" });
  await v.goesBack();
  await v.isStopped("session-none", { at: "/session", problem: "unauthenticated", status: 401 });
  await v.opens("/login");
  await enters(v, ana);
  await v.reads("main", "session-not-you");
}

// With a code by SMS beside the password.
export async function entersWithCode(v) {
  const ana = await v.llave.active();
  await v.opens("/login");
  await v.enters({ "document-number": ana.document.number, password: ana.password, "with-code": true });
  await v.sees("login-code", { at: "/login/code", title: "otp-title" });
  await v.entersCode(ana);
  await v.sees("session-substantial", { at: "/session", title: "session-title" });
  await v.reads("dl", "session-substantial");
}

// A person of a basic registration can't have what a code by SMS gives.
export async function cannotEnterWithCode(v) {
  const ana = await v.llave.active({ registrationLevel: "basic", method: "letter" });
  await v.opens("/login");
  await v.enters({ "document-number": ana.document.number, password: ana.password, "with-code": true });
  await v.isStopped("login-not-reachable", { at: "/login", problem: "assurance-not-reachable", status: 403 });
}

// Another password for the one in force, from within a session, which it ends.
export async function changes(v) {
  const ana = await v.llave.active();
  await v.opens("/login");
  await enters(v, ana);
  await v.follows("/change");
  await v.sees("change", { at: "/change", title: "change-title" });
  await v.enters({ "document-number": ana.document.number, "current-password": ana.password, "new-password": ana.password });
  await v.sees("change-same", { at: "/change", title: "change-title", status: 422, refused: true });
  await v.enters({ "current-password": ana.password, "new-password": otherPassword });
  await v.sees("change-code", { at: "/change/code", title: "otp-title" });
  await v.entersCode(ana);
  await v.sees("change-done", { at: "/change/done", title: "changed-title" });
  await v.opens("/session");
  await v.isStopped("session-none", { at: "/session", problem: "unauthenticated", status: 401 });
  await v.follows("/login");
  await enters(v, { ...ana, password: otherPassword });
}

// The password is guessed at until it is blocked; the way out is another one, by the activation code.
export async function isBlockedAndResets(v) {
  const ana = await v.llave.active();
  await v.opens("/login");
  for (const left of [5, 4, 3, 2, 1]) {
    await v.enters({ "document-number": ana.document.number, password: `guess number ${left}` });
    await v.sees("login-wrong", { at: "/login", title: "login-title", status: 403, refused: true });
    // The last one is said in a word.
    if (left > 1) await v.reads("[data-summary]", String(left));
  }
  await v.enters({ password: otherPassword });
  await v.isStopped("login-blocked", { at: "/login", problem: "password-blocked", status: 403 });
  await v.follows("/reset");
  await v.sees("reset", { at: "/reset", title: "reset-title" });
  await v.types({ "document-number": ana.document.number, email: ana.email, "activation-code": ana.code });
  // Who is quicker than the widget need not press again.
  if (v.look.script) await v.page.waitForSelector("[data-robot]", { state: "visible" });
  else await v.proves();
  await v.presses();
  await v.sees("reset-code", { at: "/reset/code", title: "otp-title" });
  await v.entersCode(ana);
  await v.sees("reset-password", { at: "/reset/password", title: "new-password-title" });
  await v.enters({ "new-password": otherPassword });
  await v.sees("reset-done", { at: "/reset/done", title: "reset-done-title" });
  await v.follows("/login");
  await enters(v, { ...ana, password: otherPassword });
}

// For good. Afterwards she is a stranger.
export async function unsubscribes(v) {
  const ana = await v.llave.active();
  await v.opens("/login");
  await enters(v, ana);
  await v.follows("/unsubscribe");
  await v.sees("unsubscribe", { at: "/unsubscribe", title: "unsubscribe-title" });
  await v.enters({ "document-number": ana.document.number, password: ana.password });
  await v.sees("unsubscribe-not-understood", { at: "/unsubscribe", title: "unsubscribe-title", status: 400, refused: true });
  await v.enters({ password: ana.password, understood: true });
  await v.sees("unsubscribe-code", { at: "/unsubscribe/code", title: "otp-title" });
  await v.entersCode(ana);
  await v.sees("unsubscribe-done", { at: "/unsubscribe/done", title: "unsubscribed-title" });
  await v.opens("/session");
  await v.isStopped("session-none", { at: "/session", problem: "unauthenticated", status: 401 });
  await v.opens("/login");
  await v.enters({ "document-number": ana.document.number, password: ana.password });
  await v.sees("login-wrong", { at: "/login", title: "login-title", status: 403, refused: true });
}

// The end of every login.
export async function enters(v, person) {
  await v.enters({ "document-number": person.document.number, password: person.password });
  await v.sees("session", { at: "/session", title: "session-title" });
}

// Another code than this.
export function wrong(otp) {
  return otp.replace(/^./, (first) => (first === "9" ? "0" : String(Number(first) + 1)));
}
