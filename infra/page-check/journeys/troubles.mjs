// What goes wrong on the way, and the way on from it.

import { enters, otherPassword, wrong } from "./procedures.mjs";

const MINUTE = 60;
const RESEND = "form[action$=resend] button";

// No SMS: another code after a minute, then a third one, and no more.
export async function asksForOtherCodes(v) {
  const { llave, page, look } = v;
  const ana = await llave.active();
  await login(v, ana);
  if (look.script) {
    // The button says that it is too early, and how long.
    await page.press(RESEND, "Enter");
    await v.sees("login-code", { at: "/login/code", title: "otp-title" });
  } else {
    await v.presses(RESEND);
    await v.sees("resend-early", { at: "/login/resend", title: "otp-title", status: 429, refused: true });
  }
  const first = await llave.otp(ana);
  await llave.later(MINUTE);
  await v.opens("/login/code");
  await v.sees("resend-possible", { at: "/login/code", title: "otp-title" });
  await v.presses(RESEND);
  await v.sees("resent", { at: "/login/code", title: "otp-title" });
  await v.reads(".notice", "otp-resent");
  await v.enters({ otp: first });
  await v.sees("code-wrong", { at: "/login/code", title: "otp-title", status: 403, refused: true });
  await llave.later(MINUTE);
  await v.opens("/login/code");
  await v.presses(RESEND);
  await v.sees("resent-last", { at: "/login/code", title: "otp-title" });
  if (await page.locator(RESEND).count() > 0) v.tell("a fourth code may be asked for");
  await v.entersCode(ana);
  await v.sees("session-substantial", { at: "/session", title: "session-title" });
}

// The fourth wrong code ends the procedure; it is begun again.
export async function guessesCodes(v) {
  const ana = await v.llave.active();
  await login(v, ana);
  const otp = wrong(await v.llave.otp(ana));
  for (const left of [3, 2, 1]) {
    await v.enters({ otp });
    await v.sees("code-wrong", { at: "/login/code", title: "otp-title", status: 403, refused: true });
    if (left > 1) await v.reads("[data-summary]", String(left));
  }
  await v.enters({ otp });
  await v.isStopped("procedure-ended", { at: "/login/code", problem: "procedure-ended", status: 410 });
  await v.follows("/login");
  await v.enters({ "document-number": ana.document.number, password: ana.password, "with-code": true });
  await v.entersCode(ana);
  await v.sees("session-substantial", { at: "/session", title: "session-title" });
}

// The sixth wrong activation code blocks it.
export async function guessesActivationCodes(v) {
  const ana = await v.llave.registered();
  await v.opens("/activate");
  for (const left of [5, 4, 3, 2, 1, 0]) {
    await v.types({ "document-number": ana.document.number, email: ana.email, "activation-code": "0000-0000-0000-0000" });
    await v.proves();
    await v.presses();
    if (left > 0) {
      await v.sees("activate-wrong", { at: "/activate", title: "activate-title", status: 403, refused: true });
      if (left > 1) await v.reads("[data-summary]", String(left));
    }
  }
  await v.isStopped("activate-blocked", { at: "/activate", problem: "activation-code-blocked", status: 403 });
}

// A code is good for ten minutes; another one may follow.
export async function isLateWithCode(v) {
  const ana = await v.llave.active();
  await login(v, ana);
  const otp = await v.llave.otp(ana);
  await v.llave.later(10 * MINUTE);
  await v.enters({ otp });
  await v.sees("code-expired", { at: "/login/code", title: "otp-title", status: 410, refused: true });
  await v.presses(RESEND);
  await v.sees("resent", { at: "/login/code", title: "otp-title" });
  await v.entersCode(ana);
  await v.sees("session-substantial", { at: "/session", title: "session-title" });
}

// A procedure lasts half an hour, the choice of a password a quarter, a session without use half an hour.
export async function isLateWithProcedure(v) {
  const { llave } = v;
  const ana = await llave.active();
  await login(v, ana);
  await llave.later(31 * MINUTE);
  await v.enters({ otp: "123456" });
  await v.isStopped("procedure-ended", { at: "/login/code", problem: "procedure-ended", status: 410 });

  const eva = await llave.registered();
  await v.opens("/activate");
  await provesWho(v, eva);
  await v.entersCode(eva);
  await llave.later(16 * MINUTE);
  await v.enters({ "new-password": eva.password });
  await v.isStopped("password-too-late", { at: "/activate/password", problem: "procedure-ended", status: 410 });
  await v.follows("/activate");
  await provesWho(v, eva);
  await v.entersCode(eva);
  await v.enters({ "new-password": eva.password });
  await v.sees("activate-done", { at: "/activate/done", title: "activated-title" });

  await v.opens("/login");
  await enters(v, ana);
  await llave.later(31 * MINUTE);
  await v.opens("/session");
  await v.isStopped("session-over", { at: "/session", problem: "unauthenticated", status: 401 });
}

// After two years a password opens its own change and nothing else.
export async function isLateWithPassword(v) {
  const ana = await v.llave.active();
  await v.llave.later(731 * 24 * 60 * MINUTE);
  await v.opens("/login");
  await v.enters({ "document-number": ana.document.number, password: ana.password });
  await v.isStopped("password-expired", { at: "/login", problem: "password-expired", status: 403 });
  await v.follows("/change");
  const password = "dos faros y una tormenta";
  await v.enters({ "document-number": ana.document.number, "current-password": ana.password, "new-password": password });
  await v.entersCode(ana);
  await v.sees("change-done", { at: "/change/done", title: "changed-title" });
  await v.opens("/login");
  await enters(v, { ...ana, password });
}

// With every step pressed twice: nothing reads as a failure, and all is done once. It is the script
// that keeps the second press back.
export async function pressesTwice(v) {
  const { llave, look } = v;
  if (!look.script) return;
  const ana = await llave.registered();
  await v.opens("/activate");
  await v.types({ "document-number": ana.document.number, email: ana.email, "activation-code": ana.code });
  await v.proves();
  await twice(v);
  await v.sees("activate-code", { at: "/activate/code", title: "otp-title" });
  await v.types({ otp: await llave.otp(ana) });
  await twice(v);
  await v.sees("activate-password", { at: "/activate/password", title: "new-password-title" });
  await v.types({ "new-password": ana.password });
  await twice(v);
  await v.sees("activate-done", { at: "/activate/done", title: "activated-title" });
  await v.opens("/login");
  await v.types({ "document-number": ana.document.number, password: ana.password });
  await twice(v);
  await v.sees("session", { at: "/session", title: "session-title" });
}

// Back through a finished procedure, and every step pressed once more.
export async function goesBack(v) {
  const { llave, page } = v;
  const ana = await llave.registered();
  await v.opens("/activate");
  await provesWho(v, ana);
  await v.entersCode(ana);
  await v.sees("activate-password", { at: "/activate/password", title: "new-password-title" });
  // Before the end: back leads on to where the procedure stands.
  await v.goesBack();
  await v.sees("activate-password", { at: "/activate/password", title: "new-password-title" });
  // Two windows: the other one has the form still.
  const other = await page.context().newPage();
  await other.goto(page.url());
  await other.fill("#new-password", ana.password);
  await v.enters({ "new-password": ana.password });
  await v.sees("activate-done", { at: "/activate/done", title: "activated-title" });
  await other.click("main form button.main");
  await other.waitForLoadState("load");
  const said = await other.textContent("main");
  if (!said.includes(v.look.texts["done-again"])) v.tell(`a step pressed again says ${said}`);
  await other.close();
  for (const address of ["/activate/password", "/activate/code"]) {
    await v.opens(address);
    await v.sees("activate-done-again", { at: address, title: "activated-title" });
    await v.reads(".good", "done-again");
  }
  await v.opens("/activate/done");
  await v.sees("activate-done", { at: "/activate/done", title: "activated-title" });
}

// Back over forms that were refused: they are asked for, and never sent again. It is the script that makes
// them so; without it the browser itself asks whether to send them.
export async function goesBackToRefusals(v) {
  if (!v.look.script) return;
  const ana = await v.llave.registered();
  await v.opens("/activate");
  await provesWho(v, ana);
  await v.entersCode(ana);
  await v.enters({ "new-password": "ana" });
  await v.sees("password-weak", { at: "/activate/password", title: "new-password-title", status: 422, refused: true });
  await v.enters({ "new-password": ana.password });
  await v.sees("activate-done", { at: "/activate/done", title: "activated-title" });
  await v.goesBack();
  await v.sees("activate-done-again", { at: "/activate/password", title: "activated-title" });
  await v.reads(".good", "done-again");
  await v.opens("/login");
  await v.enters({ "document-number": ana.document.number, password: otherPassword });
  await v.sees("login-wrong", { at: "/login", title: "login-title", status: 403, refused: true });
  await v.arrives(() => v.page.reload());
  await v.sees("login", { at: "/login", title: "login-title" });
  await v.enters({ "document-number": ana.document.number, password: otherPassword });
  await enters(v, ana);
  await v.goesBack();
  await v.sees("login", { at: "/login", title: "login-title" });
}

// A form whose cookie is gone does nothing, and keeps what was typed.
export async function losesCookies(v) {
  const ana = await v.llave.active();
  await v.opens("/login");
  await v.types({ "document-number": ana.document.number, password: ana.password });
  await v.page.context().clearCookies();
  await v.presses();
  await v.sees("login-stale", { at: "/login", title: "login-title", status: 403, refused: true });
  await v.reads("[data-summary]", "stale-title");
  await v.enters({ password: ana.password });
  await v.sees("session", { at: "/session", title: "session-title" });
}

async function login(v, person) {
  await v.opens("/login");
  await v.enters({ "document-number": person.document.number, password: person.password, "with-code": true });
  await v.sees("login-code", { at: "/login/code", title: "otp-title" });
}

async function provesWho(v, person) {
  await v.types({ "document-number": person.document.number, email: person.email, "activation-code": person.code });
  await v.proves();
  await v.presses();
  await v.sees("activate-code", { at: "/activate/code", title: "otp-title" });
}

// A double click, as impatient people do, until all that it causes has come.
async function twice(v) {
  await v.arrives(() => v.page.dblclick("main form button.main", { delay: 40 }));
  await v.page.waitForTimeout(500);
  await v.page.waitForLoadState("networkidle");
}
