// What is looked at on every page and state that anybody meets.

import { accessible, fits } from "../browser.mjs";

const POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
const HEADERS = {
  "content-type": "text/html; charset=utf-8",
  "content-security-policy": POLICY,
  "referrer-policy": "same-origin",
  "strict-transport-security": "max-age=63072000",
  "x-frame-options": "DENY",
  "x-content-type-options": "nosniff",
  "cache-control": "no-store",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
};

// Each state is looked at closely once in a look: `look.seen` remembers.
export async function examine(visitor, name) {
  const { page, look } = visitor;
  const tell = (text) => visitor.tell(text);
  headers(visitor, tell);
  await cookies(visitor, tell);
  await keeps(visitor, tell);
  look.views += 1;
  if (look.seen.has(name)) return;
  look.seen.add(name);
  await visitor.shoots(name);
  // Of what is wide or narrow, nothing hangs on scripts.
  if (!look.script && look.width > 600) return;
  const legible = look.script ? page : await twin(visitor);
  await accessible(legible, tell);
  await zoomed(visitor, legible, name, tell);
  if (look.script && look.language === "es") {
    await page.emulateMedia({ colorScheme: "dark" });
    if (look.width < 600) await accessible(page, (text) => tell(`in the dark: ${text}`));
    await visitor.shoots(`${name}-dark`);
    await page.emulateMedia({ colorScheme: "light" });
  }
}

function headers({ answered, look }, tell) {
  const found = answered.headers();
  for (const [name, value] of Object.entries({ ...HEADERS, "content-language": look.language })) {
    if (found[name] !== value) tell(`${name} is ${found[name]}`);
  }
}

async function cookies({ page, llave }, tell) {
  for (const cookie of await page.context().cookies()) {
    const { name, httpOnly, secure, sameSite, domain, path } = cookie;
    const isOurs = name.startsWith("__Host-llave-") && httpOnly && secure && path === "/" && domain === new URL(llave.url).hostname;
    const isStrict = /-(activate|reset|login|change|unsubscribe|registrar)$/.test(name);
    if (!isOurs || sameSite !== (isStrict ? "Strict" : "Lax")) tell(`a cookie is ${JSON.stringify({ ...cookie, value: "" })}`);
  }
}

// Nothing that was typed and is secret, and no token, is on the page or left in the browser.
async function keeps({ page, secrets, shows }, tell) {
  const html = await page.content();
  for (const { name, value } of await page.context().cookies()) {
    const [token] = value.split(".").filter((part) => part.length > 30);
    if (token && !name.endsWith("-form") && html.includes(token)) tell(`the page holds what ${name} holds`);
  }
  for (const secret of secrets) {
    if (secret !== shows && html.includes(secret)) tell("the page gives a secret back");
  }
  const stored = await page.evaluate(() => localStorage.length + sessionStorage.length);
  if (stored > 0) tell(`${stored} things are stored in the browser`);
}

// At 320 px, and at 200 % on a desktop, which is half as wide.
async function zoomed(visitor, page, name, tell) {
  const { look } = visitor;
  const width = look.width < 600 ? 320 : look.width / 2;
  const before = page.viewportSize();
  await page.setViewportSize({ width, height: 640 });
  await fits(page, (text) => tell(`at ${width} px: ${text}`));
  if (look.script && look.language === "es" && width > 320) await visitor.shoots(`${name}-zoomed`);
  await page.setViewportSize(before);
}

// Where no script runs, none can look at the page: its twin is the same page, as a browser
// without scripts reads it, in one that runs those that look.
async function twin({ page, look, answered }) {
  const html = (await page.content()).replace(/<script[^]*?<\/script>/g, "").replace(/<\/?noscript>/g, "");
  const { "content-security-policy": policy } = answered.headers();
  await look.twin.unrouteAll();
  await look.twin.route(page.url(), (route) => route.fulfill({
    contentType: "text/html; charset=utf-8", headers: { "content-security-policy": policy }, body: html,
  }));
  await look.twin.setViewportSize(page.viewportSize());
  await look.twin.goto(page.url());
  return look.twin;
}
