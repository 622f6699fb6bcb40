// Small comforts on top of pages that work without them.
(() => {
  "use strict";

  const each = (selector, act, root = document) => root.querySelectorAll(selector).forEach(act);

  // Two minutes before the session ends the reader may go on. Every request
  // of this page starts the count again.
  const minutes = Number(document.body.dataset.sessionMinutes || 0);
  const warnAhead = 2;
  let sessionTimer = 0;

  const countSession = () => {
    if (minutes <= warnAhead) return;
    clearTimeout(sessionTimer);
    sessionTimer = setTimeout(warnSession, (minutes - warnAhead) * 60000);
  };

  const ask = (address, options = {}) => {
    countSession();
    return fetch(address, { credentials: "same-origin", ...options });
  };

  const stayHere = async (box, text, button) => {
    const answer = await ask(document.body.dataset.sessionUrl || location.href).catch(() => null);
    if (answer && answer.ok && !answer.redirected) { box.remove(); return; }
    text.textContent = "U bent uitgelogd. Kopieer wat u hebt getypt en log opnieuw in.";
    button.remove();
  };

  const warnSession = () => {
    const box = document.createElement("div");
    box.className = "session";
    box.setAttribute("role", "alertdialog");
    box.setAttribute("aria-label", "U wordt bijna uitgelogd");
    const text = document.createElement("p");
    text.textContent = `Over ${warnAhead} minuten wordt u uitgelogd, omdat u een tijd niets hebt gedaan.`;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "nl-button nl-button--primary";
    button.textContent = "Ingelogd blijven";
    button.addEventListener("click", () => stayHere(box, text, button));
    box.append(text, button);
    document.body.append(box);
    button.focus();
  };
  countSession();

  // The menu of who is signed in closes on Escape and on a click elsewhere.
  const closeMenus = (except) =>
    each("details[data-close-outside][open]", (menu) => { if (!menu.contains(except)) menu.open = false; });
  document.addEventListener("click", (event) => closeMenus(event.target));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    each("details[data-close-outside][open]", (menu) => {
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  });

  // The list of errors is read first.
  const errors = document.querySelector("[data-error-summary]");
  if (errors) errors.focus();

  // A row leads where its first link leads. The link stays the way for
  // keyboard and listener; text that is being selected is left alone.
  each(".table tbody tr", (row) => {
    const link = row.querySelector("th a.cell__link");
    if (!link) return;
    row.dataset.rowLink = "";
    row.addEventListener("click", (event) => {
      if (event.target.closest("a, button, input, label, summary") || String(getSelection())) return;
      link.click();
    });
  });

  // Copying a number.
  if (navigator.clipboard) {
    each("[data-copy]", (button) => {
      button.hidden = false;
      button.addEventListener("click", async () => {
        const done = button.parentElement.querySelector(".copy__done");
        try {
          await navigator.clipboard.writeText(button.dataset.copy);
          done.textContent = "Gekopieerd";
        } catch {
          done.textContent = "Kopiëren lukt niet. Selecteer het nummer zelf.";
        }
      });
    });
  }

  // A file that is too large is refused before it travels.
  const tooLarge = (input) =>
    [...input.files].some((file) => file.size > Number(input.dataset.maxBytes));
  each("input[type=file][data-max-bytes]", (input) => {
    const warning = document.createElement("p");
    warning.className = "utrecht-form-field-error-message";
    warning.id = `${input.id}-te-groot`;
    warning.setAttribute("role", "alert");
    input.closest(".field").append(warning);
    const described = [input.getAttribute("aria-describedby"), warning.id].filter(Boolean).join(" ");
    input.setAttribute("aria-describedby", described);
    input.addEventListener("change", () => {
      const wrong = tooLarge(input);
      warning.textContent = wrong
        ? `Dit bestand is groter dan ${input.dataset.maxText}. Kies een kleiner bestand.`
        : "";
      input.setAttribute("aria-invalid", String(wrong));
    });
    input.form.addEventListener("submit", (event) => {
      if (!tooLarge(input)) return;
      event.preventDefault();
      input.focus();
    });
  });

  // Forms: ask before leaving with unsaved text, and keep a draft meanwhile.
  const clock = () => {
    const now = new Date();
    return `${now.getHours()}.${String(now.getMinutes()).padStart(2, "0")}`;
  };

  const draft = (form) => {
    const status = form.querySelector("[data-autosave-status]");
    let changed = false;
    let sending = false;
    let again = false;
    let timer = 0;

    const say = (text, failed) => {
      if (!status) return;
      status.textContent = text;
      status.classList.toggle("saved--failed", failed);
    };

    const body = () => {
      const data = new FormData(form);
      each("input[type=file]", (input) => data.delete(input.name), form);
      data.set("versie", form.dataset.version || "");
      return new URLSearchParams([...data].filter(([, value]) => typeof value === "string"));
    };

    // A form with data-questions reads its page again after saving: questions
    // that an answer calls up come in, idle ones go. What stands in the other
    // fields is left alone.
    const find = (root, name, value) => root.querySelector(`[${name}="${CSS.escape(value)}"]`);
    const missingFrom = (other, root, selector, name) =>
      [...root.querySelectorAll(selector)].filter((part) => !find(other, name, part.getAttribute(name)));

    const renewAside = (here, fresh) => {
      const old = here.querySelector("[data-aside]");
      const aside = fresh.querySelector("[data-aside]");
      if (old && aside && old.innerHTML === aside.innerHTML) return;
      if (old) old.remove();
      if (aside) here.append(document.importNode(aside, true));
    };

    const bringIn = (fresh) => {
      const parts = [["section[data-part]", "data-part"], ["[data-question]", "data-question"]];
      let added = 0;
      for (const [selector, name] of parts) {
        for (const idle of missingFrom(fresh, form, selector, name)) if (!idle.contains(document.activeElement)) idle.remove();
        for (const part of missingFrom(form, fresh, selector, name)) {
          const before = part.previousElementSibling;
          const anchor = before && before.matches(selector) && find(form, name, before.getAttribute(name));
          const home = name === "data-part" ? form : find(form, "data-part", part.closest("[data-part]").dataset.part);
          const first = home.querySelector(`:scope > ${selector}, :scope > .form__end`);
          const copy = document.importNode(part, true);
          if (anchor) anchor.after(copy); else if (first) first.before(copy); else home.append(copy);
          added += copy.matches("[data-question]") ? 1 : copy.querySelectorAll("[data-question]").length;
        }
      }
      each("[data-question]", (here) => {
        const same = find(fresh, "data-question", here.dataset.question);
        if (same) renewAside(here, same);
      }, form);
      return added;
    };

    const refresh = async () => {
      const panel = document.querySelector("[data-refresh-src]");
      const source = form.hasAttribute("data-questions") ? location.pathname : panel && panel.dataset.refreshSrc;
      if (!source) return;
      const answer = await ask(source);
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = panel && page.getElementById(panel.id);
      if (fresh) panel.replaceWith(document.adoptNode(fresh));
      const questions = form.hasAttribute("data-questions") && page.querySelector("form[data-questions]");
      const added = questions ? bringIn(questions) : 0;
      if (added > 0) say(`Bewaard om ${clock()}. Er ${added === 1 ? "is een vraag" : "zijn vragen"} bijgekomen.`, false);
    };

    // What was not kept is said at its question, before somebody presses a button.
    const warn = (problems) => {
      each("[data-not-kept]", (old) => old.remove(), form);
      for (const { vraag, tekst } of problems) {
        const input = form.querySelector(`[name="${CSS.escape(vraag)}"]`);
        if (!input) continue;
        const warning = document.createElement("p");
        warning.className = "utrecht-form-field-error-message";
        warning.dataset.notKept = "";
        warning.setAttribute("role", "alert");
        warning.textContent = `Nog niet bewaard. ${tekst}`;
        (input.closest(".field") || input.parentElement).append(warning);
      }
    };

    const accept = async (answer) => {
      if (answer.status === 409) {
        say("Iemand anders heeft dit formulier intussen gewijzigd. Kopieer uw tekst en laad de pagina opnieuw.", true);
        return;
      }
      if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
      const version = answer.headers.get("X-Versie");
      if (version) {
        form.dataset.version = version;
        each("input[name=versie]", (input) => { input.value = version; }, form);
      }
      const told = (answer.headers.get("Content-Type") || "").startsWith("application/json");
      const problems = told ? await answer.json() : [];
      warn(problems);
      if (!again) changed = problems.length > 0;
      say(problems.length > 0 ? "Niet alles is bewaard. Kijk bij de vraag die rood is." : `Bewaard om ${clock()}`, problems.length > 0);
      await refresh();
    };

    const send = async () => {
      if (sending) { again = true; return; }
      sending = true;
      again = false;
      try {
        await accept(await ask(form.dataset.autosave, { method: "POST", body: body() }));
      } catch {
        say("Bewaren lukt nu niet. Uw tekst staat nog op het scherm; wij proberen het zo weer.", true);
        later(15000);
      } finally {
        sending = false;
        if (again) later(500);
      }
    };

    const later = (wait) => {
      clearTimeout(timer);
      timer = setTimeout(send, wait);
    };

    const touched = (wait) => () => {
      changed = true;
      if (sending) again = true;
      if (form.dataset.autosave) later(wait);
    };
    form.addEventListener("input", touched(1500));
    form.addEventListener("change", touched(200));
    form.addEventListener("submit", () => { changed = false; clearTimeout(timer); });
    window.addEventListener("beforeunload", (event) => { if (changed) event.preventDefault(); });
  };
  each("main form.form[method=post]", draft);

  // A button with data-confirm asks once more, where a page of its own would
  // be too much.
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-confirm]");
    if (button && !confirm(button.dataset.confirm)) event.preventDefault();
  });

})();
