// Somebody at a browser: opens pages, types, presses, and looks at what comes.

import path from "node:path";
import { listen, open } from "../browser.mjs";
import { answer } from "./question.mjs";
import { examine } from "./examine.mjs";

export class Visitor {
  // `look`: language, width, whether scripts run. `told` takes what is wrong.
  static async of(browser, llave, look, journey, told) {
    const page = await open(browser, {
      javaScriptEnabled: look.script,
      locale: look.language === "en" ? "en-GB" : look.language,
      viewport: { width: look.width, height: look.width < 600 ? 740 : 800 },
      reducedMotion: "reduce",
    });
    const visitor = new Visitor();
    Object.assign(visitor, { llave, look, page, journey, told, at: "", secrets: new Set(), typed: {}, proved: false });
    await visitor.watch();
    return visitor;
  }

  // What goes wrong anywhere on the way: requests to others, addresses that tell, refused cookies.
  async watch() {
    const { page } = this;
    const tell = (text) => this.tell(text);
    listen(page, tell, (response) => this.isPage(response));
    page.on("request", (request) => this.judge(request));
    page.on("response", (response) => {
      if (!this.isPage(response)) return;
      if (response.status() !== 303) this.answered = response;
    });
    const devtools = await page.context().newCDPSession(page);
    devtools.on("Audits.issueAdded", ({ issue }) => tell(`the browser says ${issue.code} ${JSON.stringify(issue.details)}`));
    await devtools.send("Audits.enable");
  }

  tell(text) {
    const { language, width, script } = this.look;
    this.told(`${language} ${width} ${script ? "with" : "without"} script: ${this.journey}: after ${this.at}: ${text}`);
  }

  isPage(response) {
    const request = response.request();
    return request.isNavigationRequest() && request.frame() === this.page.mainFrame();
  }

  judge(request) {
    const url = new URL(request.url());
    if (url.origin !== this.llave.url && url.protocol !== "blob:") this.tell(`asks ${url.origin}`);
    if (!/^(\?lang=[a-z-]+)?$/.test(url.search)) this.tell(`${url.search} is in an address`);
    for (const secret of this.secrets) {
      if (request.url().includes(secret)) this.tell(`a secret is in the address ${url.pathname}`);
    }
  }

  async opens(address) {
    await this.page.goto(this.llave.url + address);
  }

  // Whatever `act` does, until the page has come that it leads to.
  async arrives(act) {
    const loaded = this.page.waitForEvent("load");
    await Promise.all([loaded, act()]);
  }

  async follows(address) {
    await this.arrives(() => this.page.locator(`main a[href="${address}"]`).first().click());
  }

  async speaks(language) {
    await this.arrives(() => this.page.click(`.languages a[hreflang="${language}"]`));
  }

  // Values by the names of fields. True ticks a box.
  async types(fields) {
    for (const [name, value] of Object.entries(fields)) {
      if (value === true) await this.page.check(`#${name}`);
      else await this.page.fill(`#${name}`, value);
      this.typed[name] = value;
      if (/password|otp|activation-code|token/.test(name)) this.secrets.add(value);
    }
  }

  // A machine that is busy says "try again": so a person does, a few times.
  async presses(button = "main form button.main") {
    const { typed, proved } = this;
    await this.arrives(() => this.page.click(button));
    for (let tries = 0; this.answered.status() === 503 && tries < 3; tries += 1) {
      this.look.waits += 1;
      await this.page.waitForTimeout(2_000);
      await this.types(typed);
      if (proved) await this.proves();
      await this.arrives(() => this.page.click(button));
    }
    Object.assign(this, { typed: {}, proved: false });
  }

  async enters(fields) {
    await this.types(fields);
    await this.presses();
  }

  // The check that this is no robot: by the widget, or by the question.
  async proves() {
    const { page, look } = this;
    this.proved = true;
    if (!look.script) return page.fill("#answer", await this.questionAnswered());
    await page.waitForFunction(() => document.querySelector("input[name=altcha]")?.value);
  }

  // What is right for the question.
  async questionAnswered() {
    return answer(await this.page.textContent("#question"), this.look.language);
  }

  async entersCode(person) {
    await this.enters({ otp: await this.llave.otp(person) });
  }

  async goesBack() {
    await this.arrives(() => this.page.goBack());
  }

  // What has come is the page at `at` with this title: the name of a message, or a text.
  async sees(name, { at, title, status = 200, refused = false }) {
    this.at = name;
    const { page, look } = this;
    const is = (what, found, expected) => found === expected || this.tell(`${what} is ${found}, not ${expected}`);
    is("the address", new URL(page.url()).pathname, at);
    is("the status", this.answered?.status(), status);
    is("the heading", await page.textContent("h1"), look.texts[title] ?? title);
    is("a refusal", await page.locator("[data-summary]").count() > 0, refused);
    await examine(this, name);
  }

  // It stands on the page, in the words of a message or in these.
  async reads(selector, message) {
    const text = await this.page.locator(selector).first().textContent().catch(() => "nothing");
    const expected = this.look.texts[message] ?? message;
    if (!text.includes(expected)) this.tell(`${selector} says ${text.trim()}, not ${expected}`);
  }

  // Why something stops here: the same words as at the problem's own address.
  async isStopped(name, { at, problem, status }) {
    const page = await fetch(`${this.llave.url}/problems/${problem}?lang=${this.look.language}`);
    const title = (await page.text()).match(/<h1>(.*?)<\/h1>/)[1];
    await this.sees(name, { at, title, status });
  }

  async shoots(name) {
    const { folder, language, width, script } = this.look;
    const where = path.join(folder, `${language}-${width}${script ? "" : "-without-script"}`, `${name}.png`);
    await this.page.screenshot({ path: where, fullPage: true });
  }

  async leaves() {
    await this.page.context().close();
  }
}
