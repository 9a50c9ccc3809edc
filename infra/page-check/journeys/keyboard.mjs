// With the keyboard alone: every stop shows where it is, and nothing holds the keyboard fast.

export async function activatesByKeyboard(v) {
  const { llave, look } = v;
  const ana = await llave.registered();
  await v.opens("/");
  await reaches(v, (stop) => stop.skip);
  await v.page.keyboard.press("Enter");
  await reaches(v, (stop) => stop.href === "/activate");
  await presses(v);
  await v.sees("activate", { at: "/activate", title: "activate-title" });
  await writes(v, "document-number", ana.document.number);
  await writes(v, "email", ana.email);
  await writes(v, "activation-code", ana.code);
  if (look.script) await v.proves();
  else await writes(v, "answer", await v.questionAnswered());
  await reaches(v, (stop) => stop.main);
  await presses(v);
  await v.sees("activate-code", { at: "/activate/code", title: "otp-title" });
  await writes(v, "otp", await llave.otp(ana));
  await presses(v);
  await v.sees("activate-password", { at: "/activate/password", title: "new-password-title" });
  await writes(v, "new-password", ana.password);
  await presses(v);
  await v.sees("activate-done", { at: "/activate/done", title: "activated-title" });
  await reaches(v, (stop) => stop.href === "/login");
  await presses(v);
  await entersByKeyboard(v, ana);
}

// A wrong password first: the summary has the focus and leads into the field.
async function entersByKeyboard(v, ana) {
  await writes(v, "document-number", ana.document.number);
  await writes(v, "password", "no such password");
  await presses(v);
  await v.sees("login-wrong", { at: "/login", title: "login-title", status: 403, refused: true });
  if (!(await stop(v)).summary) v.tell("the summary has no focus");
  await writes(v, "password", ana.password);
  await reaches(v, (stop) => stop.id === "with-code");
  await v.page.keyboard.press("Space");
  await reaches(v, (stop) => stop.main);
  await presses(v, "Space");
  await v.sees("login-code", { at: "/login/code", title: "otp-title" });
  await writes(v, "otp", await v.llave.otp(ana));
  await presses(v);
  await v.sees("session-substantial", { at: "/session", title: "session-title" });
  await reaches(v, (stop) => stop.main);
  await presses(v);
  await v.sees("logged-out", { at: "/logout", title: "logged-out-title" });
}

// The tabulator, until `found`. Wherever it stops can be seen.
async function reaches(v, found) {
  for (let stops = 0; stops < 60; stops += 1) {
    await v.page.keyboard.press("Tab");
    const here = await stop(v);
    if (!here.shown) v.tell(`nobody sees that the keyboard is at ${here.id || here.href || here.tag}`);
    if (found(here)) return;
  }
  throw new Error("the keyboard does not get there");
}

async function writes(v, id, text) {
  await reaches(v, (stop) => stop.id === id);
  await v.page.keyboard.type(text);
}

async function presses(v, key = "Enter") {
  await v.arrives(() => v.page.keyboard.press(key));
}

// Where the keyboard is.
function stop(v) {
  return v.page.evaluate(() => {
    const here = document.activeElement;
    const box = here.getBoundingClientRect();
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(here);
    const hasRing = (outlineStyle !== "none" && parseFloat(outlineWidth) > 0) || boxShadow !== "none";
    const isOnScreen = box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    return {
      id: here.id, href: here.getAttribute("href"), tag: here.tagName,
      skip: here.className === "skip", summary: here.hasAttribute("data-summary"),
      main: here.matches("main form button.main"), shown: here !== document.body && hasRing && isOnScreen,
    };
  });
}
