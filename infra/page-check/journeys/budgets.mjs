// How light and how quick the pages are where a person comes in: what goes over the wire, whether the
// style is there after one round trip, and when the page can be used on a slow phone.

import { open } from "../browser.mjs";

const KIB = 1024;
const MAX_BYTES = 60 * KIB;
const MAX_MILLISECONDS = 2_000;
const ROUNDS = 5;
// 400 kbit/s both ways, 400 ms from there and back: a poor mobile network.
const NETWORK = { offline: false, downloadThroughput: 50_000, uploadThroughput: 50_000, latency: 400 };
const CPU = 4;
// The robot check comes after the page and is not waited for.
const PAGES = { "/": MAX_BYTES, "/login": MAX_BYTES, "/activate": 2 * MAX_BYTES };

export async function budgets(browser, llave, told) {
  for (const [address, most] of Object.entries(PAGES)) {
    const rounds = [];
    for (let round = 0; round < ROUNDS; round += 1) rounds.push(await visit(browser, llave.url + address));
    // Whatever else the machine does makes a round slower, never quicker.
    const usable = Math.min(...rounds.map((round) => round.usable));
    const { bytes, styles, chained } = rounds[0];
    console.log(`${address}: ${bytes} bytes over the wire, usable after ${Math.round(usable)} ms on a slow phone (of ${rounds.map((round) => Math.round(round.usable)).join(", ")})`);
    if (bytes > most) told(`${address}: ${bytes} bytes over the wire`);
    if (usable > MAX_MILLISECONDS) told(`${address}: usable after ${usable} ms`);
    if (chained) told(`${address}: its style takes more than one round trip: ${styles}`);
  }
}

async function visit(browser, url) {
  const page = await open(browser, { viewport: { width: 360, height: 740 } });
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Network.enable");
  await devtools.send("Network.emulateNetworkConditions", NETWORK);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: CPU });
  let bytes = 0;
  const initiators = {};
  devtools.on("Network.loadingFinished", ({ encodedDataLength }) => { bytes += encodedDataLength; });
  devtools.on("Network.requestWillBeSent", ({ request, initiator, type }) => {
    if (type === "Stylesheet") initiators[request.url] = initiator;
  });
  await page.goto(url, { waitUntil: "networkidle" });
  // Painted, and the script has run: from now on what is typed or pressed is heard.
  const usable = await page.evaluate(() => {
    const [painted] = performance.getEntriesByName("first-contentful-paint");
    const [visit] = performance.getEntriesByType("navigation");
    return Math.max(painted.startTime, visit.domContentLoadedEventEnd);
  });
  // What a stylesheet asks for comes a round trip later than what the page asks for.
  const styles = Object.keys(initiators);
  const chained = styles.length === 0 || Object.values(initiators).some(({ type }) => type !== "parser" );
  await page.context().close();
  return { bytes, usable, styles, chained };
}
