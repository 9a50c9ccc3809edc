// Walks every journey in a browser against a running `llave`: with and without JavaScript, in Spanish
// and English, on a phone (360 px) and a desktop (1280 px), by keyboard too. On every page and state it
// looks at WCAG 2.2 A and AA, headers, cookies and addresses; screenshots go to a folder. Then it
// measures how light and how quick the first pages are. What it finds it prints; it ends with 1 if there is any.
//
//   npm ci --ignore-scripts && node journeys.mjs <program, or address of a running one> <screenshots>
//
// A program is started for each way of looking, and keeps nothing. LOOKS (`^es 360`), JOURNEYS
// (`Back`) are patterns that take some; AT_ONCE is how many ways are walked at once (2).

import process from "node:process";
import { launch, open } from "./browser.mjs";
import { budgets } from "./journeys/budgets.mjs";
import * as keyboard from "./journeys/keyboard.mjs";
import { Llave } from "./journeys/llave.mjs";
import * as procedures from "./journeys/procedures.mjs";
import * as surroundings from "./journeys/surroundings.mjs";
import { texts } from "./journeys/texts.mjs";
import * as troubles from "./journeys/troubles.mjs";
import { Visitor } from "./journeys/visitor.mjs";

const [where, folder] = process.argv.slice(2);
const isAddress = /^https?:/.test(where);
const { activates, entersAndLeaves, entersWithCode, cannotEnterWithCode, changes, isBlockedAndResets, unsubscribes } = procedures;
const journeys = [
  activates, entersAndLeaves, entersWithCode, cannotEnterWithCode, changes, isBlockedAndResets, unsubscribes,
  ...Object.values(troubles), ...Object.values(keyboard), ...Object.values(surroundings),
].filter(({ name }) => new RegExp(process.env.JOURNEYS ?? "").test(name));

const looks = ["es", "en"].flatMap((language) => [360, 1280].flatMap((width) => [true, false].map((script) => (
  { language, width, script, folder, texts: texts(language), seen: new Set(), views: 0, waits: 0 }
)))).filter(({ language, width, script }) => new RegExp(process.env.LOOKS ?? "").test(`${language} ${width} ${script ? "with" : "without"}`));

const found = new Set();
const told = (text) => {
  if (!found.has(text)) console.log(text);
  found.add(text);
};
const browser = await launch();
const began = Date.now();
let walked = 0;

const reach = () => (isAddress ? new Llave(where.replace(/\/$/, "")) : Llave.start(where));

async function walk(look) {
  const llave = await reach();
  look.twin = await open(browser, { reducedMotion: "reduce" });
  for (const journey of journeys) {
    const visitor = await Visitor.of(browser, llave, look, journey.name, told);
    try {
      await journey(visitor);
      walked += 1;
    } catch (error) {
      visitor.tell(`${visitor.page.url()}: ${error.message}`);
      await visitor.shoots(`failed-${journey.name}`);
    }
    await visitor.leaves();
  }
  await look.twin.context().close();
  llave.stop();
}

const waiting = [...looks];
const atOnce = isAddress ? 1 : Number(process.env.AT_ONCE ?? 2);
await Promise.all(Array.from({ length: atOnce }, async () => {
  while (waiting.length > 0) await walk(waiting.shift());
}));

// Alone, for it is timed.
if (!process.env.JOURNEYS) {
  const llave = await reach();
  await budgets(browser, llave, told);
  llave.stop();
}

await browser.close();
const views = looks.reduce((sum, look) => sum + look.views, 0);
const waits = looks.reduce((sum, look) => sum + look.waits, 0);
const states = new Set(looks.flatMap((look) => [...look.seen])).size;
console.log(`${walked} journeys, ${views} views of ${states} pages and states, ${found.size} findings, ${waits} times too busy, ${Math.round((Date.now() - began) / 1000)} s`);
process.exit(found.size > 0 ? 1 : 0);
