// Help that JavaScript can give on the pages of Llave. Every page works without it: whatever this
// finds in a page was written there by the server, texts too, and the server has the last word.
// It asks nothing of anybody, stores nothing, and says nothing of what is typed.
(function () {
  "use strict";

  function each(selector, act) {
    Array.prototype.forEach.call(document.querySelectorAll(selector), act);
  }

  // A page that answers a form is asked for by its address when somebody comes back to it or loads it
  // again: the browser would send the form once more, or say that the page is gone.
  if (document.body.dataset.here) { history.replaceState(null, "", document.body.dataset.here); }

  // A place that a screen reader speaks from. One for the page.
  var voice;
  function speak(text) {
    if (!voice) {
      voice = document.createElement("p");
      voice.className = "unseen";
      voice.setAttribute("role", "status");
      document.body.appendChild(voice);
    }
    voice.textContent = "";
    setTimeout(function () { voice.textContent = text; }, 50);
  }

  // The summary of what is wrong takes focus; its links lead into the fields.
  each("[data-summary]", function (summary) {
    summary.focus();
    Array.prototype.forEach.call(summary.querySelectorAll("a"), function (link) {
      link.addEventListener("click", function (event) {
        var field = document.getElementById(link.getAttribute("href").slice(1));
        if (field) {
          event.preventDefault();
          (field.closest(".field") || field).scrollIntoView();
          field.focus();
        }
      });
    });
  });

  // A password can be looked at. It is hidden again before it is sent.
  each("[data-toggle]", function (button) {
    var input = document.getElementById(button.dataset.toggle);
    function set(shown) {
      input.type = shown ? "text" : "password";
      button.textContent = shown ? button.dataset.hide : button.dataset.show;
      button.setAttribute("aria-label", shown ? button.dataset.hideLabel : button.dataset.showLabel);
    }
    button.addEventListener("click", function () {
      var shown = input.type === "password";
      set(shown);
      speak(shown ? button.dataset.shown : button.dataset.hidden);
      input.focus();
    });
    input.form.addEventListener("submit", function () { set(false); });
    set(false);
    button.hidden = false;
  });

  // The rules of a password that can be told without knowing the person: those of `policy`, with
  // the numbers that the page carries. A browser without these classes of characters shows the
  // list as it is.
  function judge(rules, text) {
    var kinds = [
      new RegExp("\\p{Lowercase}", "u"),
      new RegExp("\\p{Uppercase}", "u"),
      /[0-9]/,
      new RegExp("[^\\p{Alphabetic}\\p{Number}]", "u")
    ];
    var marked = new RegExp("^[aeiouAEIOU]\\p{Mark}+$", "u");
    var letters = Array.from(text.normalize("NFC"));
    var short = letters.length < Number(rules.free);
    var classes = kinds.filter(function (kind) { return letters.some(function (letter) { return kind.test(letter); }); });
    return {
      length: letters.length >= Number(rules.min) && letters.length <= Number(rules.max),
      classes: letters.length > 0 && (!short || classes.length >= Number(rules.classes)),
      alphabet: letters.length > 0 && (!short || letters.every(function (letter) {
        return /^[A-Za-z0-9ñÑçÇ]$/.test(letter) || rules.symbols.indexOf(letter) >= 0 || marked.test(letter.normalize("NFD"));
      }))
    };
  }

  each("[data-rules]", function (list) {
    var input = document.getElementById("new-password");
    var verdict = list.querySelector("[data-verdict]");
    var items = list.querySelectorAll("[data-rule]");
    var soon;
    try { judge(list.dataset, "a"); } catch (unsupported) { return; }
    Array.prototype.forEach.call(items, function (item) {
      var state = document.createElement("span");
      state.className = "unseen";
      item.appendChild(state);
    });
    function look() {
      var found = judge(list.dataset, input.value);
      var met = 0;
      Array.prototype.forEach.call(items, function (item) {
        var good = found[item.dataset.rule];
        met += good ? 1 : 0;
        item.classList.toggle("met", good);
        item.lastChild.textContent = " (" + (good ? list.dataset.met : list.dataset.unmet) + ")";
      });
      return list.dataset.count.replace("##", items.length).replace("#", met);
    }
    look();
    input.addEventListener("input", function () {
      var text = look();
      clearTimeout(soon);
      soon = setTimeout(function () { verdict.textContent = text; }, 1000);
    });
  });

  // What passes with time is counted by the time that the server said was left, not by the clock
  // of the device.
  var start = Date.now();
  function passed() { return Math.floor((Date.now() - start) / 1000); }

  each("[data-ends]", function (notice) {
    var ends = Number(notice.dataset.ends);
    var said = "";
    var timer;
    function say(text) {
      if (said !== text) {
        said = text;
        notice.hidden = false;
        // Shown first, said then: a region must be there before its text changes.
        setTimeout(function () { notice.textContent = text; }, 50);
      }
    }
    function look() {
      var left = ends - passed();
      if (left <= 0) {
        say(notice.dataset.over);
        clearInterval(timer);
      } else if (left <= Number(notice.dataset.before)) {
        say(notice.dataset.warning);
      }
    }
    timer = setInterval(look, 1000);
    look();
  });

  // Another code: the wait is shown, and its end is said once.
  each("[data-wait]", function (line) {
    var wait = Number(line.dataset.wait);
    var rest = line.querySelector("span");
    var button = line.parentNode.querySelector("button");
    button.setAttribute("aria-disabled", "true");
    button.form.addEventListener("submit", function (event) {
      if (button.getAttribute("aria-disabled") === "true") {
        event.preventDefault();
        speak(rest.textContent);
      }
    }, true);
    var timer = setInterval(function () {
      var left = wait - passed();
      if (left > 0) {
        rest.textContent = rest.textContent.replace(/[0-9]+/, left);
        return;
      }
      clearInterval(timer);
      button.removeAttribute("aria-disabled");
      line.textContent = line.dataset.now;
      speak(line.dataset.now);
    }, 1000);
  });

  // An activation code is shown in its groups, unless somebody is at work in the middle of it.
  each("[data-groups]", function (input) {
    var size = Number(input.dataset.groups);
    input.addEventListener("input", function (event) {
      var deleting = event.inputType && event.inputType.indexOf("delete") === 0;
      if (deleting || input.selectionStart !== input.value.length) { return; }
      var bare = input.value.replace(/[^A-Za-z0-9]/g, "").toUpperCase();
      input.value = bare.replace(new RegExp("(.{" + size + "})(?=.)", "g"), "$1-");
    });
  });

  // A form is sent once, but for one whose answer leaves the page. Coming back to the page frees it.
  each("form:not([data-again])", function (form) {
    form.addEventListener("submit", function (event) {
      if (event.defaultPrevented) { return; }
      if (form.dataset.sent) { event.preventDefault(); return; }
      form.dataset.sent = "yes";
      setTimeout(function () { delete form.dataset.sent; }, 10000);
    });
  });
  window.addEventListener("pageshow", function () {
    each("form", function (form) { delete form.dataset.sent; });
  });

  // ALTCHA's widget in place of the simple question, once it works here. It is fetched behind the
  // page, which can be used meanwhile; a form that is sent too early waits for it.
  function fetched(kind, values) {
    var element = document.createElement(kind);
    Object.keys(values).forEach(function (name) { element[name] = values[name]; });
    document.head.appendChild(element);
  }

  each("[data-robot]", function (box) {
    if (!window.customElements || !window.Worker) { return; }
    fetched("link", { rel: "stylesheet", href: box.dataset.style });
    fetched("script", { type: "module", src: box.dataset.script });
    customElements.whenDefined("altcha-widget").then(function () {
      var widget = box.querySelector("altcha-widget");
      var form = widget.closest("form");
      var texts = widget.dataset;
      var altcha = window.$altcha;
      var state, sent;
      if (!altcha) { return; }
      altcha.algorithms.set("PBKDF2/SHA-256", function () { return new Worker(box.dataset.worker, { type: "module" }); });
      altcha.i18n.set(widget.getAttribute("language"), Object.assign({}, altcha.i18n.get("en"), {
        label: texts.label, verifying: texts.verifying, verified: texts.verified, error: texts.error, expired: texts.expired
      }));
      function choose(works) {
        box.hidden = !works;
        each("[data-question]", function (question) {
          question.hidden = works;
          question.disabled = works;
        });
      }
      form.addEventListener("submit", function (event) {
        if (state !== "verifying") { return; }
        event.preventDefault();
        sent = true;
        speak(texts.verifying);
      }, true);
      widget.addEventListener("statechange", function (event) {
        state = event.detail.state;
        // What cannot be checked here can still be asked.
        if (state === "error" && document.querySelector("[data-question]")) {
          choose(false);
        } else if (state === "verified" && sent) {
          sent = false;
          delete form.dataset.sent;
          // Behind the widget, which has yet to put its answer into the form.
          setTimeout(function () { form.querySelector("button.main").click(); }, 0);
        }
      });
      choose(true);
    });
  });
})();
