// What a reader does on a page, by what the page says. Every function answers
// nothing when it went well, or a sentence that says what is wrong.
var walk = (() => {
  const words = (e) => (e ? e.innerText || e.textContent || "" : "").replace(/\s+/g, " ").trim();
  const seen = (e) => !!(e && (e.offsetParent !== null || e.getClientRects().length) && getComputedStyle(e).visibility !== "hidden");
  // leave tells that another page is to come: soon after a click, later after what is sent.
  const leave = () => {
    const stay = () => { window.passendLeaving = false; };
    window.passendLeaving = true;
    const soon = setTimeout(stay, 2500);
    window.addEventListener("submit", (e) => { if (!e.defaultPrevented) { clearTimeout(soon); setTimeout(stay, 15000); } }, { once: true });
  };
  const best = (list, text) => {
    const wanted = text.toLowerCase();
    const hits = list.filter((e) => words(e).toLowerCase().includes(wanted));
    return hits.find((e) => words(e).toLowerCase() === wanted) || hits.find((e) => words(e).toLowerCase().startsWith(wanted)) || hits[0];
  };
  const all = (selector, root) => [...(root || document).querySelectorAll(selector)];
  const told = (e) => { e.dispatchEvent(new Event("input", { bubbles: true })); e.dispatchEvent(new Event("change", { bubbles: true })); };

  function press(text) {
    const shut = (e) => e.tagName !== "SUMMARY" || !e.parentElement.open;
    let found = best(all("main a, main button, main summary").filter(seen).filter(shut), text) || best(all("nav a, header a, header button, footer a").filter(seen), text);
    if (!found) {
      const closed = best(all("main details:not([open]) a, main details:not([open]) button, details.who a, details.who button"), text);
      if (!closed) return "er is geen link of knop “" + text + "”; wel: " + all("main a, main button").filter(seen).map(words).filter(Boolean).slice(0, 40).join(" | ");
      closed.closest("details").open = true;
      found = closed;
    }
    if (found.tagName === "SUMMARY") { found.click(); return ""; }
    leave();
    found.click();
    return "";
  }

  function labelled(label) {
    const l = best(all("main label").filter(seen), label);
    if (!l) return null;
    return document.getElementById(l.htmlFor) || l.querySelector("input, textarea, select");
  }

  function fill(value, label) {
    const e = labelled(label);
    if (!e) return "er is geen vraag “" + label + "”; wel: " + all("main label, main legend").filter(seen).map(words).join(" | ");
    if (e.type === "checkbox") {
      if (!e.checked) e.click();
    } else if (e.tagName === "SELECT") {
      const o = [...e.options].find((x) => words(x).toLowerCase().includes(value.toLowerCase()));
      if (!o) return "bij “" + label + "” kan “" + value + "” niet worden gekozen; wel: " + [...e.options].map(words).join(" | ");
      e.value = o.value;
    } else {
      e.value = value;
    }
    told(e);
    return "";
  }

  // fileField gives the id of the field in which a file is chosen.
  function fileField(label) {
    const e = labelled(label);
    return e && e.type === "file" ? e.id : "";
  }

  // holds tells whether something was kept in a field.
  function holds(label, value) {
    const e = labelled(label);
    if (!e) return "er is geen vraag “" + label + "”; wel: " + all("main label").filter(seen).map(words).join(" | ");
    return e.value.includes(value) ? "" : "er staat iets anders: " + e.value.slice(0, 300);
  }

  // replace changes a part of what stands in a field.
  function replace(old, now, label) {
    const e = labelled(label);
    if (!e) return "er is geen vraag “" + label + "”; wel: " + all("main label").filter(seen).map(words).join(" | ");
    if (!e.value.includes(old)) return "“" + old + "” staat niet in " + label;
    e.value = e.value.replace(old, now);
    told(e);
    return "";
  }

  function tick(option, question) {
    const groups = all("main fieldset").filter((f) => words(f.querySelector("legend")).toLowerCase().includes(question.toLowerCase()));
    for (const g of groups) {
      const l = best(all("label", g), option);
      const e = l && (document.getElementById(l.htmlFor) || l.querySelector("input"));
      if (e) { if (!e.checked) e.click(); told(e); return ""; }
    }
    return groups.length ? "bij “" + question + "” kan “" + option + "” niet" : fill(option, question);
  }

  const sentence = "Een kleine groep, rust en vaste stappen helpen deze leerling. Wij spraken dit af met de ouders.";
  const past = (days) => {
    const d = new Date(Date.parse(window.passendToday) - days * 86400000);
    return String(d.getDate()).padStart(2, "0") + "-" + String(d.getMonth() + 1).padStart(2, "0") + "-" + d.getFullYear();
  };

  const labelOf = (e) => document.querySelector('label[for="' + CSS.escape(e.id) + '"]') || e.closest("label");
  const optional = (e) => words(labelOf(e)).includes("niet verplicht") || words((e.closest("fieldset") || document.createElement("i")).querySelector("legend")).includes("niet verplicht");

  // fillAll answers every question on the page that must have an answer and has none.
  function fillAll(too) {
    let n = 0;
    const leftOut = (e) => optional(e) && !(too && !/papier|naam van het document|neem een document over/i.test(words(labelOf(e))));
    for (const form of all("main form[method=post]")) {
      for (const e of all("input, textarea, select", form).filter(seen)) {
        if (e.disabled || e.readOnly || ["hidden", "submit", "file", "search", "checkbox", "radio"].includes(e.type)) continue;
        if (e.value || leftOut(e)) continue;
        const asked = words(labelOf(e)).toLowerCase();
        const hint = (e.getAttribute("aria-describedby") || "").split(" ").map((id) => words(document.getElementById(id))).join(" ");
        if (e.tagName === "SELECT") { const o = [...e.options].find((x) => x.value); if (o) e.value = o.value; }
        else if (e.tagName === "TEXTAREA") e.value = sentence;
        else if (hint.includes("dd-mm-jjjj") || /welke dag|datum/.test(asked)) e.value = past(3);
        else if (e.inputMode === "numeric" || e.inputMode === "decimal") e.value = "60";
        else e.value = "zie het verslag";
        told(e);
        n++;
      }
      const groups = new Map();
      for (const e of all("input[type=radio]", form).filter((x) => seen(x) || seen(x.parentElement))) groups.set(e.name, [...(groups.get(e.name) || []), e]);
      for (const list of groups.values()) if (!list.some((x) => x.checked) && !leftOut(list[0])) { list[0].click(); told(list[0]); n++; }
      const boxes = new Map();
      for (const e of all("input[type=checkbox]", form)) boxes.set(e.name, [...(boxes.get(e.name) || []), e]);
      for (const list of boxes.values()) if (!list.some((x) => x.checked) && (!leftOut(list[0]) || list.length === 1 && /gelezen|eens|onderdeel|aanwezig/i.test(words(labelOf(list[0]))))) { list.forEach((x) => x.click()); n++; }
    }
    return n ? "" : "op deze pagina is niets in te vullen";
  }

  function save() {
    const forms = all("main form[method=post]").filter((f) => all("input:not([type=hidden]), textarea, select", f).length > 0);
    const form = forms[0] || all("main form[method=post]")[0];
    if (!form) return "er is hier geen formulier";
    const button = best(all("button", form).filter((b) => b.type === "submit" && b.className.includes("primary")), "") || all("button", form).filter((b) => b.type === "submit")[0];
    if (!button) return "dit formulier heeft geen knop";
    leave();
    button.click();
    return "";
  }

  function see(text) {
    const page = words(document.body).toLowerCase();
    return page.includes(text.toLowerCase()) ? "" : "dat staat er niet; wel: " + words(document.querySelector("main")).slice(0, 1500);
  }
  function seeNot(text) {
    return words(document.querySelector("main")).toLowerCase().includes(text.toLowerCase()) ? "dat staat er wel" : "";
  }
  function notThere() {
    const title = words(document.querySelector("main h1"));
    return /is er niet|niet voor uw functie/.test(title) ? "" : "die pagina is er wel: " + title;
  }

  function enter(swv, member) {
    const form = document.createElement("form");
    form.method = "post";
    form.action = "/inloggen/demonstratie";
    for (const [name, value] of [["tenant", swv], ["context", member]]) {
      const i = document.createElement("input");
      i.type = "hidden"; i.name = name; i.value = value;
      form.append(i);
    }
    document.body.append(form);
    window.passendLeaving = true;
    form.submit();
    return "";
  }

  // follow opens the address that stands in a message as who got it would: signed
  // out, and here where the page is from.
  function follow() {
    const found = words(document.querySelector("main")).match(/https?:\/\/\S+/);
    if (!found) return "in dit bericht staat geen link";
    const there = new URL(found[0].replace(/[.,]$/, ""));
    window.passendLeaving = true;
    fetch("/uitloggen", { method: "POST" }).finally(() => { location.href = there.pathname + there.search; });
    return "";
  }

  // row follows the case of a pupil, in what a search found; one that runs first.
  function row(title, pupil) {
    const has = (e, text) => words(e).toLowerCase().includes(text.toLowerCase());
    const hits = all("main a[href*='/zaken/']").filter((a) => { const r = a.closest("tr, li") || a; return has(r, title) && has(r, pupil); });
    const found = hits.find((a) => !/afgesloten op/i.test(words(a.closest("tr, li")))) || hits[0];
    if (!found) return "er is geen zaak “" + title + "” van " + pupil + "; wel: " + words(document.querySelector("main")).slice(0, 600);
    leave();
    found.click();
    return "";
  }

  // file tells what is wrong with the file that a link or a button leads to.
  async function file(text, kind, start) {
    const found = best(all("main a, main button").filter(seen), text);
    if (!found) return "er is geen link of knop “" + text + "”; wel: " + all("main a, main button").filter(seen).map(words).join(" | ");
    const answer = await (found.form ? sent(found) : fetch(found.href));
    const got = answer.headers.get("Content-Type") || "";
    const head = new TextDecoder("latin1").decode((await answer.arrayBuffer()).slice(0, start.length));
    return answer.ok && got.includes(kind) && head === start ? "" : "dat is geen " + kind + ": " + answer.status + " " + got + " " + head;
  }
  const sent = (button) => fetch(button.form.action, { method: "POST", body: new URLSearchParams(new FormData(button.form, button)) });

  // papers lists where a missing document can be added.
  function papers() {
    return all(".rows__one--missing a").filter(seen).map((a) => a.getAttribute("href"))[0] || "";
  }

  // shape is how the page is built, without what it tells: elements with their
  // attributes, and whether there is text. What repeats counts once.
  const telling = ["class", "role", "type", "aria-hidden", "aria-expanded", "aria-current", "scope", "open", "hidden", "disabled"];
  function shape(e) {
    if (["SCRIPT", "STYLE", "svg", "BR"].includes(e.tagName)) return e.tagName;
    const own = [...e.attributes].map((a) => (telling.includes(a.name) ? a.name + "=" + a.value : a.name)).sort().join(",");
    const text = [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()) ? "t" : "";
    const inside = [...e.children].map(shape);
    return e.tagName + "[" + own + "]" + text + "(" + inside.filter((x, i) => !inside.slice(0, i).includes(x)).join("") + ")";
  }

  // keyboard walks the questions: each has a name, and what is focused is seen.
  function keyboard() {
    const list = all("main input:not([type=hidden]), main textarea, main select, main button, main a[href]").filter(seen);
    if (list.length < 3) return "er is niets om langs te lopen";
    for (const e of list) {
      e.focus();
      if (document.activeElement !== e) return "dit is met het toetsenbord niet te bereiken: " + e.outerHTML.slice(0, 200);
      if (e.tabIndex < 0) return "dit staat buiten de volgorde: " + e.outerHTML.slice(0, 200);
    }
    return "";
  }
  return { press, fill, replace, tick, fillAll, save, see, seeNot, notThere, enter, follow, papers, keyboard, row, file, holds, shape, fileField };
})();
