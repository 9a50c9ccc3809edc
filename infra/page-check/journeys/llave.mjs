// A running `llave`, and the world around it: a telephone, a registrar, a clock.

import { spawn } from "node:child_process";
import { act, somebody } from "./people.mjs";

export class Llave {
  constructor(url, child) {
    this.url = url;
    this.child = child;
  }

  // One that keeps nothing.
  static async start(program) {
    const child = spawn(program, ["--ephemeral", "--port", "0"], { stdio: ["ignore", "pipe", "ignore"] });
    const url = await new Promise((listens, fails) => {
      let said = "";
      child.on("error", fails);
      child.on("exit", () => fails(new Error(`${program} has ended: ${said}`)));
      child.stdout.on("data", (bytes) => {
        said += bytes;
        const [, url] = said.match(/(http:\/\/\S+)\n/) ?? [];
        if (url) listens(url);
      });
    });
    return new Llave(url, child);
  }

  stop() {
    this.child?.kill();
  }

  async call(path, body, headers = {}) {
    const response = await fetch(this.url + path, {
      method: body === undefined ? "GET" : "POST",
      headers: { accept: "application/json", "content-type": "application/json", ...headers },
      body: body && JSON.stringify(body),
    });
    const answer = await response.json();
    if (!response.ok) throw new Error(`${path} answers ${JSON.stringify(answer)}`);
    return answer;
  }

  async registrarsToken() {
    return (await this.call("/dev/registrar-token", { subject: "officer-1" })).token;
  }

  // Somebody who has an activation code, and nothing else yet.
  async registered(changes = {}) {
    const person = somebody();
    const authorization = `Bearer ${await this.registrarsToken()}`;
    const answer = await this.call("/v1/register", { ...act(person), ...changes }, { authorization });
    return { ...person, code: answer.activationCode };
  }

  // Somebody who has a password.
  async active(changes = {}) {
    const person = await this.registered(changes);
    const { altcha } = await this.call("/dev/altcha");
    const { document, email, code, password } = person;
    const { procedure } = await this.call("/v1/activate", { document, email, activationCode: code, altcha });
    await this.call("/v1/verify-otp", { procedure, otp: await this.otp(person) });
    await this.call("/v1/set-password", { procedure, password });
    return person;
  }

  // The newest code on a person's telephone.
  async otp(person) {
    const messages = await this.call(`/dev/sms?to=${person.phone}`);
    return messages.at(-1).body.match(/#([0-9]+)/)[1];
  }

  // The clock goes forward.
  async later(seconds) {
    await this.call("/dev/clock", { advanceSeconds: seconds });
  }
}
