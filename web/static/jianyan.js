/* Small comforts. Every page works without this script; nothing here decides anything. */
(() => {
  "use strict";
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const fill = (words, values) => words.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
  const clock = (date) => date.toTimeString().slice(0, 5);
  const make = (tag, attributes = {}, text = "") => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.textContent = text;
    return element;
  };

  /* ── problems: the list at the top takes the focus, its links lead into the box ── */
  document.querySelector("[data-problems]")?.focus();
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".problems a");
    const field = link && document.getElementById(link.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    field.scrollIntoView({ block: "start" });
    (field.querySelector("input:not([type=hidden]), textarea, select") || field).focus({ preventScroll: true });
  });

  /* ── menus close when one looks elsewhere ── */
  const menus = all("details.menu");
  document.addEventListener("click", (event) => {
    for (const menu of menus) if (!menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of menus) {
      if (menu.open && menu.contains(document.activeElement)) menu.querySelector("summary").focus();
      menu.open = false;
    }
  });

  /* ── filters apply when a choice is made; the button is for those without the script ── */
  for (const select of all(".filters select")) select.addEventListener("change", () => select.form.requestSubmit());
  for (const form of all(".filters form")) {
    // an address without empty parts can be read and passed on
    form.addEventListener("formdata", (event) => {
      for (const [name, value] of [...event.formData]) if (value === "") event.formData.delete(name);
    });
  }

  /* ── a long list with a box to narrow it ── */
  for (const pick of all("[data-pick]")) {
    const list = pick.querySelector(".pick-list");
    const rows = all(".choice", list);
    const counter = make("span", { class: "soft small", role: "status" });
    const tell = () => {
      const chosen = rows.filter((row) => row.querySelector("input").checked).length;
      counter.textContent = fill(pick.dataset.chosenLabel, { count: chosen });
    };
    if (rows.length > 8) {
      const tools = make("div", { class: "pick-tools" });
      const box = make("input", {
        class: "form-control", type: "search", autocomplete: "off",
        placeholder: pick.dataset.filterLabel, "aria-label": pick.dataset.filterLabel,
      });
      const none = make("p", { class: "pick-none", hidden: "" }, pick.dataset.noneLabel);
      box.addEventListener("input", () => {
        const wanted = box.value.trim().toLowerCase();
        let found = 0;
        for (const row of rows) {
          row.hidden = !row.textContent.toLowerCase().includes(wanted);
          found += row.hidden ? 0 : 1;
        }
        none.hidden = found > 0;
      });
      box.addEventListener("keydown", (event) => {
        if (event.key === "Enter") event.preventDefault();
      });
      tools.append(box, counter);
      pick.prepend(tools);
      list.append(none);
    }
    // those already chosen stand first
    for (const row of rows.filter((one) => one.querySelector("input").checked).reverse()) list.prepend(row);
    list.addEventListener("change", tell);
    tell();
  }

  /* ── numbered boxes: add and remove without asking the server ── */
  for (const boxes of all("[data-boxes]")) {
    const name = boxes.dataset.boxes;
    const more = document.querySelector(`[data-more="${name}"]`);
    const number = () => {
      all("[data-box]", boxes).forEach((box, place) => {
        box.querySelector("label").textContent = fill(boxes.dataset.label, { no: place + 1 });
        const remove = box.querySelector("button");
        if (remove) {
          remove.setAttribute("aria-label", `${boxes.dataset.remove} ${place + 1}`);
          remove.hidden = boxes.children.length < 2;
        }
      });
    };
    const dress = (box) => {
      const remove = make("button", { type: "button", class: "link-button small" }, boxes.dataset.remove);
      remove.addEventListener("click", () => {
        const near = box.nextElementSibling || box.previousElementSibling;
        box.remove();
        number();
        near?.querySelector("textarea")?.focus();
        boxes.dispatchEvent(new Event("input", { bubbles: true }));
      });
      box.querySelector(".box-head").append(remove);
    };
    all("[data-box]", boxes).forEach(dress);
    number();
    more?.addEventListener("click", (event) => {
      event.preventDefault();
      const last = boxes.lastElementChild;
      const box = last.cloneNode(true);
      const highest = Math.max(...all("textarea", boxes).map((one) => Number(one.name.split("-").pop())));
      const area = box.querySelector("textarea");
      area.id = area.name = `${name}-${highest + 1}`;
      area.value = "";
      box.querySelector("label").htmlFor = area.id;
      all("button, .count-out", box).forEach((one) => one.remove());
      boxes.append(box);
      dress(box);
      number();
      area.focus();
    });
  }

  /* ── how much has been written ── */
  const form = document.querySelector("[data-form]");
  for (const area of all("textarea[data-count]")) {
    const out = make("p", { class: "count-out", hidden: "" });
    const limit = Number(area.dataset.count) || 0;
    const tell = () => {
      const count = [...area.value].length;
      const words = limit ? form?.dataset.wordsOf : form?.dataset.words;
      out.hidden = count === 0 || !words;
      out.classList.toggle("over", limit > 0 && count > limit);
      out.textContent = fill(words || "", { count: count.toLocaleString(), max: limit.toLocaleString() });
    };
    area.after(out);
    area.addEventListener("input", tell);
    tell();
  }

  /* ── one click is one action ── */
  for (const one of all("form[data-form], form[data-plain]")) {
    one.addEventListener("submit", (event) => {
      if (one.dataset.sent) {
        event.preventDefault();
        return;
      }
      one.dataset.sent = "1";
      const button = event.submitter;
      if (button?.classList.contains("btn-primary") && one.dataset.busy) {
        // after the browser has read the form, so that the button's value is sent
        setTimeout(() => { button.disabled = true; button.textContent = one.dataset.busy; }, 0);
      }
    });
  }
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });

  /* ── what has arrived need not stay on this device ── */
  if (document.querySelector(".notice.success")) {
    try {
      for (const place of Object.keys(localStorage).filter((key) => key.startsWith("jianyan:"))) {
        if (JSON.parse(localStorage.getItem(place))?.sent) localStorage.removeItem(place);
      }
    } catch { /* nothing kept here */ }
  }
  if (form?.dataset.draftUrl) keepDrafts(form);

  /* ── autosave: the server keeps the draft; this device only when the server cannot be reached ── */
  function keepDrafts(form) {
    const place = `jianyan:${document.body.dataset.user}:${form.dataset.draftUrl}`;
    const status = form.querySelector("[data-status]");
    let saved = snapshot();
    let waiting = 0;

    function typed() {
      const data = new URLSearchParams();
      for (const [name, value] of new FormData(form)) {
        if (typeof value === "string" && !name.startsWith("_") && name !== "csrf_token") data.append(name, value);
      }
      return data;
    }
    function snapshot() { return typed().toString(); }
    function say(words, warn = false) {
      status.textContent = words;
      status.classList.toggle("warn", warn);
    }
    function keepHere(words, sent = false) {
      const at = new Date();
      try {
        localStorage.setItem(place, JSON.stringify({ at: at.toISOString(), typed: snapshot(), sent }));
        if (words) say(fill(words, { time: clock(at) }), true);
      } catch { /* a private window keeps nothing */ }
    }
    function dropHere() {
      try { localStorage.removeItem(place); } catch { /* nothing to drop */ }
    }

    async function save() {
      const now = snapshot();
      if (now === saved || form.dataset.sent) return;
      let answer;
      try {
        answer = await fetch(form.dataset.draftUrl, {
          method: "POST", body: typed(), redirect: "manual", credentials: "same-origin",
          headers: { "X-CSRFToken": form.elements.csrf_token.value },
        });
      } catch {
        keepHere(form.dataset.kept);
        waiting = setTimeout(save, 15000);
        return;
      }
      if (answer.ok) {
        saved = now;
        dropHere();
        const told = await answer.json().catch(() => ({}));
        say(fill(form.dataset.saved, { time: told.saved || clock(new Date()) }));
      } else {
        keepHere(answer.status >= 500 ? form.dataset.kept : form.dataset.over);
      }
    }

    form.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(save, 1500);
    });
    // kept until a page says that it has arrived: the session may have ended meanwhile
    form.addEventListener("submit", (event) => {
      // reading a Word file in, or one more box: the answer is this form again
      if (event.submitter?.name === "_do") keepHere("", true);
      else dropHere();
    });
    document.addEventListener("visibilitychange", () => { if (document.hidden) save(); });
    window.addEventListener("beforeunload", (event) => {
      if (!form.dataset.sent && snapshot() !== saved) event.preventDefault();
    });

    let found = null;
    try { found = JSON.parse(localStorage.getItem(place)); } catch { found = null; }
    if (found?.typed === saved) dropHere();
    else if (found?.typed) offer(found);

    function offer(copy) {
      const bar = make("div", { class: "notice", role: "status" });
      const words = make("p", {}, fill(form.dataset.found, { time: clock(new Date(copy.at)) }));
      const use = make("button", { type: "button", class: "btn btn-quiet" }, form.dataset.use);
      const drop = make("button", { type: "button", class: "link-button" }, form.dataset.drop);
      use.addEventListener("click", () => { restore(new URLSearchParams(copy.typed)); bar.remove(); });
      drop.addEventListener("click", () => { dropHere(); bar.remove(); });
      bar.append(words, use, drop);
      form.before(bar);
    }
    function restore(data) {
      const more = form.querySelector("[data-more]");
      for (const boxes of all("[data-boxes]", form)) {
        const wanted = [...new Set(data.keys())].filter((key) => key.startsWith(`${boxes.dataset.boxes}-`));
        while (more && boxes.children.length < wanted.length) more.click();
        all("textarea", boxes).forEach((area, place) => { area.value = data.get(wanted[place]) ?? ""; });
      }
      for (const element of form.elements) {
        const { name, type } = element;
        if (!name || name.startsWith("_") || name === "csrf_token" || element.closest("[data-boxes]")) continue;
        if (type === "radio" || type === "checkbox") element.checked = data.getAll(name).includes(element.value);
        else if (type !== "file" && data.has(name)) element.value = data.get(name);
      }
      form.dispatchEvent(new Event("input", { bubbles: true }));
      for (const area of all("textarea", form)) area.dispatchEvent(new Event("input"));
    }
  }
})();
