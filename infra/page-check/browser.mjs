// The browser, and what is looked at on any page: WCAG 2.2 A and AA by axe-core with the contrast of AAA
// (7 to 1), the room that spaced text needs, and whatever goes wrong while it loads.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const require = createRequire(import.meta.url);
const axe = await readFile(require.resolve("axe-core/axe.min.js"), "utf8");
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

export function launch() {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium" });
}

export async function open(browser, options) {
  const context = await browser.newContext({ bypassCSP: false, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  return page;
}

// Tells whatever goes wrong on `page`. `isExpected` tells which of the answers of 400 and more are.
export function listen(page, tell, isExpected = () => false) {
  page.on("pageerror", (error) => tell(error.message));
  page.on("console", (message) => {
    if (!["error", "warning"].includes(message.type())) return;
    // Said of every answer of 400 and more, which is judged below.
    if (message.text().startsWith("Failed to load resource: the server responded")) return;
    tell(message.text());
  });
  // What the page itself lets go of, as a worker that is not needed any more, is no failure.
  page.on("requestfailed", (request) => {
    const { errorText } = request.failure();
    if (errorText !== "net::ERR_ABORTED") tell(`${request.url()} ${errorText}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400 && !isExpected(response)) tell(`${response.url()} ${response.status()}`);
  });
}

export async function accessible(page, tell) {
  await page.evaluate(axe);
  const result = await page.evaluate((values) => axe.run(document, {
    runOnly: { type: "tag", values },
    rules: { "color-contrast-enhanced": { enabled: true } },
  }), tags);
  for (const violation of result.violations) {
    for (const node of violation.nodes) tell(`${violation.id}: ${node.target.join(" ")}: ${node.failureSummary}`);
  }
}

// Nothing is wider than the screen, nor with the spacing of WCAG 1.4.12.
export async function fits(page, tell) {
  const over = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (await over() > 0) tell(`wider than the screen by ${await over()}`);
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }");
    document.adoptedStyleSheets = [sheet];
  });
  if (await over() > 0) tell(`wider than the screen by ${await over()} with spaced text`);
  await page.evaluate(() => { document.adoptedStyleSheets = []; });
}
