// The side panel: tabs for the bot, Tencent Cloud and the operator.

import { byId, el } from "./dom.js";
import { drawBot } from "./bot.js";
import { drawOperator } from "./operator.js";
import { drawTencent } from "./tencent.js";
import { store } from "./store.js";

const TABS = { bot: "Bot", tencent: "Tencent Cloud", operator: "Operator" };
const WIDE = matchMedia("(min-width: 1100px)");
const panel = byId("panel");
const opener = byId("open-panel");
const bodies = {};
let lookAtHealth = () => {};
const buttons = {};

function choose(name, { focus = false } = {}) {
  localStorage.setItem("foley:tab", name);
  for (const key of Object.keys(TABS)) {
    buttons[key].setAttribute("aria-selected", String(key === name));
    buttons[key].tabIndex = key === name ? 0 : -1;
    bodies[key].hidden = key !== name;
  }
  if (focus) buttons[name].focus();
  if (name === "operator" && store.connected) lookAtHealth();
}

export function togglePanel(show, { keep = true } = {}) {
  panel.hidden = !show;
  opener.setAttribute("aria-expanded", String(show));
  document.body.classList.toggle("with-panel", show);
  if (keep) localStorage.setItem("foley:panel", show ? "open" : "closed");
}

export function startPanel() {
  const names = Object.keys(TABS);
  const tabs = el("div", { class: "tabs", role: "tablist", "aria-label": "Behind the scenes" });
  for (const name of names) {
    buttons[name] = el("button", { type: "button", role: "tab", id: `tab-${name}`, class: "tab", "aria-controls": `panel-${name}`, text: TABS[name], on: { click: () => choose(name) } });
    bodies[name] = el("section", { id: `panel-${name}`, class: "panel-body", role: "tabpanel", "aria-labelledby": `tab-${name}` });
    tabs.append(buttons[name]);
  }
  tabs.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowRight" && event.key !== "ArrowLeft") return;
    const at = names.findIndex((name) => !bodies[name].hidden);
    const step = event.key === "ArrowRight" ? 1 : names.length - 1;
    choose(names[(at + step) % names.length], { focus: true });
  });
  const close = el("button", { type: "button", class: "icon", "aria-label": "Close the panel", text: "✕", on: { click: () => togglePanel(false) } });
  panel.append(el("div", { class: "panel-head" }, tabs, close), ...Object.values(bodies));
  drawBot(bodies.bot);
  drawTencent(bodies.tencent);
  lookAtHealth = drawOperator(bodies.operator);
  choose(store.kept("tab") in TABS ? store.kept("tab") : "bot");
  store.on("bot", () => !bodies.operator.hidden && lookAtHealth());
  opener.addEventListener("click", () => togglePanel(panel.hidden));
  const kept = store.kept("panel");
  togglePanel(WIDE.matches ? kept !== "closed" : false, { keep: false });
}
