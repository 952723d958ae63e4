// Filters, searches and moves. Without it the page is the same document, with every event in it.
(() => {
  "use strict";

  const find = document.getElementById("find");
  const all = document.getElementById("all");
  const count = document.getElementById("count");
  const nothing = document.getElementById("nothing");
  const keys = document.getElementById("keys");
  const buttons = [...document.querySelectorAll("[data-country]")];
  const years = [...document.querySelectorAll(".year")];
  const labels = [...document.querySelectorAll("[data-year]")];
  const bars = new Map([...document.querySelectorAll("[data-month]")].map((bar) => [bar.dataset.month, bar]));
  const events = [...document.querySelectorAll(".event")].map((item) => ({
    item,
    month: item.dataset.in,
    parties: new Set(item.dataset.parties.split(" ")),
    involved: new Set(`${item.dataset.parties} ${item.dataset.concerns}`.split(" ")),
    text: null,
  }));

  // A country is not asked for, involved, or taking part.
  const STATES = [
    { pressed: "false", words: "any" },
    { pressed: "mixed", words: "involved" },
    { pressed: "true", words: "took part" },
  ];
  const asked = new Map(buttons.map((button) => [button.dataset.country, 0]));

  /** Case, diacritics, hyphens, apostrophes and blanks make no difference. */
  const fold = (text) =>
    text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
      .replace(/['’‘ʼ`´]/g, "").replace(/[-‐‑‒–—―]/g, " ").replace(/\s+/g, " ").trim();

  const textOf = (event) => {
    event.text ??= ` ${fold(`${event.item.textContent} ${event.item.dataset.names} ${event.item.id}`)} `;
    return event.text;
  };

  const wanted = () =>
    (find.value.match(/-?"[^"]*"?|\S+/g) ?? []).map((word) => {
      const excludes = word.length > 1 && word.startsWith("-");
      return { excludes, word: fold((excludes ? word.slice(1) : word).replaceAll('"', " ")) };
    }).filter(({ word }) => word);

  const matches = (event, words) =>
    [...asked].every(([country, state]) =>
      state === 0 || (state === 1 ? event.involved : event.parties).has(country)) &&
    words.every(({ excludes, word }) => textOf(event).includes(word) !== excludes);

  const update = () => {
    const words = wanted();
    const shares = new Map();
    let shown = 0;
    for (const event of events) {
      const match = matches(event, words);
      event.item.hidden = !match;
      if (match) {
        shown += 1;
        shares.set(event.month, (shares.get(event.month) ?? 0) + 1);
      }
    }
    for (const year of years) year.hidden = !year.querySelector(".event:not([hidden])");
    for (const [month, bar] of bars) bar.style.setProperty("--share-of", shares.get(month) ?? 0);
    for (const label of labels) {
      const within = events.filter((event) => event.month.startsWith(`${label.dataset.year}-`));
      label.textContent = `: ${within.filter((event) => !event.item.hidden).length} of ${within.length} events`;
    }
    nothing.hidden = shown > 0;
    all.disabled = shown === events.length && words.length === 0 && [...asked.values()].every((state) => state === 0);
    count.textContent = shown === events.length
      ? `${events.length} events`
      : `${shown} of ${events.length} events`;
  };

  const show = (button) => {
    const state = STATES[asked.get(button.dataset.country)];
    button.setAttribute("aria-pressed", state.pressed);
    button.querySelector(".state").textContent = state.words;
  };

  const press = (button) => {
    const country = button.dataset.country;
    asked.set(country, (asked.get(country) + 1) % STATES.length);
    show(button);
    update();
  };

  const reset = () => {
    find.value = "";
    for (const button of buttons) {
      asked.set(button.dataset.country, 0);
      show(button);
    }
    update();
  };

  /** Moves the focus to the next or previous event that is shown. */
  const move = (step) => {
    const rows = [...document.querySelectorAll(".event:not([hidden]) > details > summary")];
    const here = document.activeElement?.closest(".event")?.querySelector("summary");
    const place = here ? rows.indexOf(here) + step : rows.findIndex((row) => row.getBoundingClientRect().top >= 0);
    const row = rows[Math.min(Math.max(place, 0), rows.length - 1)];
    row?.focus({ preventScroll: true });
    row?.scrollIntoView({ block: "nearest" });
  };

  /** Opens the event that the address names, even if the filter hides it. */
  const arrive = () => {
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const row = target && target.querySelector(":scope > details > summary");
    if (!row) return;
    if (target.hidden) reset();
    row.parentElement.open = true;
    target.scrollIntoView();
    row.focus({ preventScroll: true });
  };

  const typing = (target) => target.matches("input:not([type=checkbox]), textarea, select, [contenteditable]");

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && event.target === find) {
      find.value = "";
      update();
      find.blur();
      return;
    }
    if (typing(event.target) || !keys.checked) return;
    const button = buttons.find((button) => button.dataset.key === event.key);
    if (button) press(button);
    else if (event.key === "/") find.focus();
    else if (event.key === "j") move(1);
    else if (event.key === "k") move(-1);
    else return;
    event.preventDefault();
  });

  // What is printed is what is shown, with everything open.
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll(".event:not([hidden]) > details:not([open])")];
    for (const details of closed) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of closed) details.open = false;
  });

  let waiting = 0;
  find.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(update, 120);
  });
  for (const button of buttons) button.addEventListener("click", () => press(button));
  all.addEventListener("click", reset);
  addEventListener("hashchange", arrive);

  // A browser may bring back what stood in the field before the page was left.
  find.value = "";
  document.getElementById("tools").hidden = false;
  update();
  arrive();
})();
