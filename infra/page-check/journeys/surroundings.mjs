// What is around the procedures: languages, pages to read, problems, no such page, the registrar's desk.

import { readFileSync } from "node:fs";
import { somebody } from "./people.mjs";

const LANGUAGES = ["es", "ca", "gl", "eu", "ca-valencia", "en"];
const READINGS = { "/help/password": "advice-title", "/help/requirements": "requirements-title", "/accessibility": "accessibility-title", "/privacy": "privacy-title" };

// The browser's language comes first; what is chosen is kept, on every page and for another visit.
export async function choosesLanguages(v) {
  const { page, llave } = v;
  await v.opens("/login");
  await v.sees("login", { at: "/login", title: "login-title" });
  for (const language of LANGUAGES.filter((other) => other !== v.look.language)) {
    await v.speaks(language);
    const shown = await page.getAttribute("html", "lang");
    if (shown !== language) v.tell(`${language} is shown as ${shown}`);
    await v.presses();
    const kept = await page.getAttribute("html", "lang");
    if (kept !== language) v.tell(`${language} is forgotten by a form: ${kept}`);
  }
  await v.speaks(v.look.language);
  const another = v.look.language === "es" ? "en" : "es";
  await v.speaks(another);
  await page.goto("about:blank");
  await v.opens("/");
  const kept = await page.getAttribute("html", "lang");
  if (kept !== another) v.tell(`${another} is not remembered, but ${kept}`);
  const [cookie] = (await page.context().cookies(llave.url)).filter(({ name }) => name.endsWith("language"));
  const days = (cookie.expires - Date.now() / 1000) / 86_400;
  if (days < 180) v.tell(`a language is remembered for ${days} days`);
}

export async function reads(v) {
  for (const [address, title] of Object.entries(READINGS)) {
    await v.opens("/");
    await v.arrives(() => v.page.click(`footer a[href="${address}"]`));
    await v.sees(title, { at: address, title });
  }
}

// Every problem that docs/problems.md names has a page; and so has what is no page.
export async function looksUpProblems(v) {
  const documented = readFileSync(new URL("../../../docs/problems.md", import.meta.url), "utf8");
  const names = [...documented.matchAll(/^\| \[`([a-z-]+)`\]/gm)].map(([, name]) => name);
  if (names.length < 20) v.tell(`docs/problems.md names ${names.length} problems`);
  for (const name of names) {
    await v.opens(`/problems/${name}`);
    await v.isStopped(`problem-${name}`, { at: `/problems/${name}`, problem: name, status: 200 });
  }
  await v.opens("/no/such/page");
  await v.isStopped("not-found", { at: "/no/such/page", problem: "not-found", status: 404 });
  await v.opens("/login/resend");
  await v.isStopped("not-that-method", { at: "/login/resend", problem: "method-not-allowed", status: 405 });
}

// A registrar signs in, mistypes, registers a person, and goes.
export async function registers(v) {
  const { llave, page } = v;
  const ana = somebody();
  await v.opens("/desk");
  await v.sees("desk", { at: "/desk", title: "desk-title" });
  await v.enters({ "registrar-token": "no-token-of-anybody" });
  await v.sees("desk-refused", { at: "/desk", title: "desk-title", status: 401, refused: true });
  await v.enters({ "registrar-token": await llave.registrarsToken() });
  await v.sees("desk-register", { at: "/desk/register", title: "desk-form-title" });
  await v.presses();
  await v.sees("desk-register-empty", { at: "/desk/register", title: "desk-form-title", status: 400, refused: true });
  await v.types({
    "document-number": ana.document.number, "valid-until": "2199-12-31", "given-name": "Ana", "first-surname": "López",
    phone: ana.phone, email: ana.email, terms: true,
  });
  await v.presses();
  v.shows = (await page.textContent(".code")).trim();
  if (!/^([0-9A-Z]{4}-){3}[0-9A-Z]{4}$/.test(v.shows)) v.tell(`the activation code is ${v.shows}`);
  await v.sees("desk-result", { at: "/desk/register", title: "desk-result-title", status: 201 });
  const [document] = await Promise.all([page.waitForEvent("download"), page.click("form[action='/desk/document'] button")]);
  const start = readFileSync(await document.path()).subarray(0, 5).toString("latin1");
  if (start !== "%PDF-" || document.suggestedFilename() !== "llave.pdf") v.tell(`the document is ${document.suggestedFilename()}: ${start}`);
  await v.presses("form[action='/desk/leave'] button");
  await v.sees("desk", { at: "/desk", title: "desk-title" });
  await v.opens("/desk/register");
  await v.sees("desk", { at: "/desk", title: "desk-title" });
}
