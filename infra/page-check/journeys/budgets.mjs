// How light and how quick the pages are where a person comes in: what goes over the wire, whether the
// style is there after one round trip, and when the page can be used on a slow phone.

import { open } from "../browser.mjs";

const PAGES = ["/", "/login", "/activate"];
const MAX_BYTES = 60 * 1024;
const MAX_MILLISECONDS = 2_000;
const ROUNDS = 5;
// 400 kbit/s both ways, 400 ms from there and back: a poor mobile network.
const NETWORK = { offline: false, downloadThroughput: 50_000, uploadThroughput: 50_000, latency: 400 };
const CPU = 4;

export async function budgets(browser, llave, told) {
  for (const address of PAGES) {
    const rounds = [];
    for (let round = 0; round < ROUNDS; round += 1) rounds.push(await visit(browser, llave.url + address));
    // Whatever else the machine does makes a round slower, never quicker.
    const usable = Math.min(...rounds.map((round) => round.usable));
    const { bytes, behind, styles } = rounds[0];
    console.log(`${address}: ${bytes} bytes over the wire, ${behind} behind them, usable after ${usable} ms on a slow phone (of ${rounds.map((round) => round.usable).join(", ")})`);
    if (bytes > MAX_BYTES) told(`${address}: ${bytes} bytes over the wire`);
    if (usable > MAX_MILLISECONDS) told(`${address}: usable after ${usable} ms`);
    // One, that the page itself asks for: what a style asks for comes another round trip later.
    if (styles.length !== 1 || styles[0] !== llave.url + address) told(`${address}: styles are asked for by ${styles}`);
  }
}

async function visit(browser, url) {
  const page = await open(browser, { viewport: { width: 360, height: 740 } });
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Network.enable");
  await devtools.send("Network.emulateNetworkConditions", NETWORK);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: CPU });
  // What the script fetches comes behind a page that can be used, as the robot check does.
  const isBehind = new Set();
  const styles = [];
  const sum = { bytes: 0, behind: 0 };
  devtools.on("Network.requestWillBeSent", ({ requestId, initiator, type }) => {
    if (initiator.type === "script") isBehind.add(requestId);
    else if (type === "Stylesheet") styles.push(initiator.url);
  });
  devtools.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    sum[isBehind.has(requestId) ? "behind" : "bytes"] += encodedDataLength;
  });
  page.setDefaultTimeout(120_000);
  await page.goto(url);
  await page.waitForFunction(() => performance.getEntriesByName("first-contentful-paint").length > 0
    && (!document.querySelector("[data-robot]") || document.querySelector("input[name=altcha]")?.value));
  // Painted, and the script has run: from now on what is typed or pressed is heard.
  const usable = await page.evaluate(() => {
    const [painted] = performance.getEntriesByName("first-contentful-paint");
    const [visit] = performance.getEntriesByType("navigation");
    return Math.round(Math.max(painted.startTime, visit.domContentLoadedEventEnd));
  });
  await page.context().close();
  return { ...sum, styles, usable };
}
