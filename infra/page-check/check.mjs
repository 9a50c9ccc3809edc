// Looks at every page of the preview in a browser: WCAG 2.2 A and AA by axe-core, and the contrast
// of AAA (7 to 1); nothing wider than a phone of 320 px, spaced text included; the skip link first;
// no error, no failed request, no report of the content security policy; ALTCHA's widget and the
// script at work; the live list of password rules in agreement with `policy`. Screenshots go to a folder. What it finds
// it prints; it ends with 1 if there is any.
//
//   cargo run -p html --example preview -- <preview>
//   npm ci --ignore-scripts && node check.mjs <preview> <screenshots> [language…]
//
// Spanish and English are looked at in four ways, the others on a phone in the light. CHROMIUM names
// the browser (/usr/bin/chromium); PAGES, a pattern, the pages.

import { createServer } from "node:http";
import { mkdir, readFile, readdir } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import * as browsing from "./browser.mjs";

const require = createRequire(import.meta.url);
const [preview, screenshots, ...languages] = process.argv.slice(2);
const altcha = path.dirname(require.resolve("altcha/external"));
const policy = await readFile(path.join(preview, "content-security-policy"), "utf8");
const types = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml" };
const widget = {
  "/assets/altcha.js": path.join(altcha, "altcha.min.js"),
  "/assets/altcha.css": path.join(altcha, "altcha.css"),
  "/assets/altcha-pbkdf2.js": path.join(altcha, "../workers/pbkdf2.js"),
};
// One that takes a moment to solve, in the form of `GET /v1/challenge`.
const challenge = JSON.stringify({
  parameters: { algorithm: "PBKDF2/SHA-256", nonce: "00".repeat(16), salt: "11".repeat(16), cost: 100, keyLength: 32, keyPrefix: "0" },
  signature: "22".repeat(32),
});
const only = new RegExp(process.env.PAGES ?? "");
const found = new Set();

// What is served is the package's own.
const served = path.join(import.meta.dirname, "../../shared/html/assets/altcha");
for (const file of [...Object.values(widget), path.join(altcha, "../../LICENSE.txt")]) {
  const [ours, theirs] = await Promise.all([readFile(path.join(served, path.basename(file))), readFile(file)]);
  if (!ours.equals(theirs)) found.add(`${path.basename(file)} is not that of the package`);
}

const server = createServer(async (request, response) => {
  const { pathname } = new URL(request.url, "http://localhost");
  if (pathname === "/v1/challenge") {
    response.writeHead(200, { "content-type": "application/json" }).end(challenge);
    return;
  }
  try {
    const bytes = await readFile(widget[pathname] ?? path.join(preview, pathname));
    const type = types[path.extname(pathname)] ?? "application/octet-stream";
    response.writeHead(200, { "content-type": type, "content-security-policy": policy });
    response.end(bytes);
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
const origin = `http://127.0.0.1:${server.address().port}`;
const browser = await browsing.launch();
const open = (options) => browsing.open(browser, options);

// Tells of what is open.
const told = (where) => (text) => found.add(`${where}: ${text}`);
const listen = (page, where) => browsing.listen(page, (text) => told(where())(text));
const accessible = (page, where) => browsing.accessible(page, told(where));
const fits = (page, where) => browsing.fits(page, told(where));

async function skipsFirst(page, where) {
  const summary = await page.$("[data-summary]");
  const focused = () => page.evaluate(() => document.activeElement.className);
  if (summary) {
    if (!(await focused()).includes("summary")) found.add(`${where}: the summary has no focus`);
    return;
  }
  await page.keyboard.press("Tab");
  if (await focused() !== "skip") found.add(`${where}: the skip link is not first, but ${await focused()}`);
}

// ALTCHA's widget appears, in the page's words, solves the challenge and puts its answer into the
// form; the simple question goes.
async function solves(page, where) {
  try {
    await page.waitForFunction(() => document.querySelector("input[name=altcha]")?.value);
  } catch {
    found.add(`${where}: the widget has not solved its challenge`);
  }
  if (await page.locator("[data-question]:visible").count() > 0) found.add(`${where}: the question stays beside the widget`);
}

// The list of rules marks what the verdicts of `policy` say.
async function agrees(page, where, verdicts) {
  for (const verdict of verdicts) {
    await page.fill("#new-password", verdict.password);
    for (const item of await page.$$("[data-rule]")) {
      const rule = await item.getAttribute("data-rule");
      const met = (await item.getAttribute("class"))?.includes("met") ?? false;
      if (met !== verdict[rule]) found.add(`${where}: ${JSON.stringify(verdict.password)}: ${rule} is ${verdict[rule]}, shown as ${met}`);
    }
  }
}

// What the script does, done by a person with a keyboard.
async function helps(language) {
  const says = (where, right) => right || found.add(`${language}: ${where}`);
  const page = await open({ viewport: { width: 360, height: 740 } });
  await page.clock.install();
  listen(page, () => `${language}/helps`);
  const sent = [];
  await page.route("**/*", (route) => {
    // Without the widget the question stays, and its button.
    if (route.request().url().endsWith("/assets/altcha.js")) return route.fulfill({ contentType: "text/javascript", body: "" });
    if (route.request().method() !== "POST") return route.continue();
    sent.push(route.request().postData());
    return route.fulfill({ status: 204 });
  });
  // Time for what may have been sent to arrive.
  const arrive = () => new Promise((arrived) => setTimeout(arrived, 1_000));

  await page.goto(`${origin}/${language}/login.html`);
  await page.focus("#password");
  await page.keyboard.type("secreta 1");
  await page.keyboard.press("Tab");
  const before = await page.getAttribute(":focus", "aria-label");
  await page.keyboard.press("Enter");
  says("the password is not shown", await page.getAttribute("#password", "type") === "text");
  says("the button does not change its name", await page.getAttribute("[data-toggle]", "aria-label") !== before);
  await page.clock.runFor(100);
  says("nothing is spoken", (await page.textContent("body > [role=status]")).length > 0);
  says("the focus is not back in the field", await page.evaluate(() => document.activeElement.id) === "password");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await page.clock.runFor(100);
  await arrive();
  says(`a form pressed twice is sent ${sent.length} times`, sent.length === 1);
  says("what is sent is not what was typed", sent[0]?.includes("password=secreta+1"));
  says("the password is sent while it is shown", await page.getAttribute("#password", "type") === "password");

  await page.goto(`${origin}/${language}/activate.html`);
  await page.locator("#activation-code").pressSequentially("7k3m 9qxt-4b2vhw8z");
  const code = await page.inputValue("#activation-code");
  says(`the code is shown as ${code}`, code === "7K3M-9QXT-4B2V-HW8Z");
  await page.keyboard.press("Enter");
  await arrive();
  says("the enter key asks for another question", !sent[1]?.includes("other-question"));

  await page.goto(`${origin}/${language}/code-login.html`);
  const resend = page.locator("form[action$=resend] button");
  says("another code may be asked for at once", await resend.getAttribute("aria-disabled") === "true");
  await resend.press("Enter");
  await page.clock.runFor(58_000);
  says("the wait is not counted", /\b[12]\b/.test(await page.textContent("[data-wait] span")));
  await page.clock.runFor(4_000);
  await arrive();
  says("the wait does not end", await resend.getAttribute("aria-disabled") === null);
  says("a code is asked for while it is too early", sent.length === 2);
  await resend.press("Enter");
  await arrive();
  says("no other code is asked for", sent.length === 3);
  const warning = page.locator("[data-ends]");
  says("it is warned too early", !(await warning.isVisible()));
  await page.clock.runFor(485_000);
  says("no warning comes", await warning.textContent() === await warning.getAttribute("data-warning"));
  await page.clock.runFor(60_000);
  says("no end is told", await warning.textContent() === await warning.getAttribute("data-over"));

  await page.goto(`${origin}/${language}/activate-refused.html`);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  says("the summary does not lead into the field", await page.evaluate(() => document.activeElement.id) === "document-number");
  await page.context().close();
}

const verdicts = JSON.parse(await readFile(path.join(preview, "passwords.json"), "utf8"));
const looks = [
  { name: "phone-light", viewport: { width: 360, height: 740 }, colorScheme: "light" },
  { name: "phone-dark", viewport: { width: 360, height: 740 }, colorScheme: "dark" },
  { name: "desktop-light", viewport: { width: 1280, height: 800 }, colorScheme: "light" },
  { name: "desktop-dark", viewport: { width: 1280, height: 800 }, colorScheme: "dark" },
];
const spoken = languages.length > 0 ? languages : ["es", "en", "ca", "ca-valencia", "gl", "eu"];
let seen = 0;
for (const language of spoken) {
  const names = (await readdir(path.join(preview, language))).map((file) => path.basename(file, ".html")).filter((name) => only.test(name));
  for (const look of ["es", "en"].includes(language) ? looks : looks.slice(0, 1)) {
    const { name: lookName, ...options } = look;
    const page = await open({ ...options, reducedMotion: "reduce" });
    let name;
    listen(page, () => `${language}/${name} ${lookName}`);
    await mkdir(path.join(screenshots, lookName, language), { recursive: true });
    for (name of names) {
      const where = `${language}/${name} ${lookName}`;
      await page.goto(`${origin}/${language}/${name}.html`);
      seen += 1;
      if (await page.$("altcha-widget")) await solves(page, where);
      await page.screenshot({ path: path.join(screenshots, lookName, language, `${name}.png`), fullPage: true });
      await accessible(page, where);
      await skipsFirst(page, where);
    }
    await page.context().close();
  }
  const forced = await open({ viewport: { width: 360, height: 740 }, forcedColors: "active" });
  await mkdir(path.join(screenshots, "forced-colors", language), { recursive: true });
  for (const name of names.filter((name) => /^(home|activate-refused|unsubscribe|activate-password)$/.test(name))) {
    await forced.goto(`${origin}/${language}/${name}.html`);
    await forced.keyboard.press("Tab");
    await forced.screenshot({ path: path.join(screenshots, "forced-colors", language, `${name}.png`), fullPage: true });
  }
  await forced.context().close();
  const small = await open({ viewport: { width: 320, height: 640 } });
  for (const name of names) {
    await small.goto(`${origin}/${language}/${name}.html`);
    await fits(small, `${language}/${name}`);
  }
  await small.context().close();
  const bare = await open({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } });
  for (const name of names) {
    await bare.goto(`${origin}/${language}/${name}.html`);
    const dead = await bare.locator("button[data-toggle]:visible, [data-ends]:visible, .robot[data-robot]:visible").count();
    if (dead > 0) found.add(`${language}/${name}: shows what needs JavaScript`);
  }
  await bare.context().close();
}
await helps(spoken[0]);
const page = await open({});
await page.goto(`${origin}/${spoken[0]}/activate-password.html`);
await agrees(page, "clave", verdicts.clave);
await page.goto(`${origin}/${spoken[0]}/modern-activate-password.html`);
await agrees(page, "modern", verdicts.modern);

await browser.close();
server.close();
for (const line of found) console.log(line);
console.log(`${seen} views of pages, ${found.size} findings`);
process.exit(found.size > 0 ? 1 : 0);
