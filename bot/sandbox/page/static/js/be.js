// The "be" menu: the user to act as, their language, the server's boost tier, and the page's theme.

import { act } from "./act.js";
import { avatar } from "./message.js";
import { byId, el, freshId } from "./dom.js";
import { store } from "./store.js";

const LOCALES = {
  "en-US": "English (US)", "en-GB": "English (UK)", "zh-CN": "简体中文", "zh-TW": "繁體中文", ja: "日本語", ko: "한국어",
  id: "Bahasa Indonesia", de: "Deutsch", fr: "Français", "es-ES": "Español", "pt-BR": "Português (Brasil)",
};
const TIERS = ["no boost", "boost tier 1", "boost tier 2", "boost tier 3"];
const LIMITS = [10, 10, 50, 100];

const menu = el("div", { id: "be-menu", class: "menu", role: "dialog", "aria-label": "Be somebody else", hidden: true });
let opener = null;

function choice(label, value, entries, onChange) {
  const id = freshId("be");
  const control = el("select", { id, class: "select", on: { change: (event) => onChange(event.target.value) } });
  for (const [key, text] of entries) control.append(el("option", { value: key, text, selected: key === String(value) }));
  return el("div", { class: "menu-line" }, el("label", { for: id, text: label }), control);
}

function person(one) {
  const me = one.id === store.user;
  const note = [one.roles.filter((role) => role !== one.name).join(", "), one.locale].filter(Boolean).join(" · ");
  return el(
    "button",
    { type: "button", class: `person${me ? " here" : ""}`, "aria-pressed": String(me), data: { username: one.username }, on: { click: () => become(one.id) } },
    avatar(one),
    el("span", { class: "person-name", text: one.name }),
    el("span", { class: "quiet", text: note }),
  );
}

function become(id) {
  store.keep("user", id);
  store.tell("be");
}

function setTheme(theme) {
  document.documentElement.dataset.theme = theme;
  localStorage.setItem("foley:theme", theme);
}

function drawMenu() {
  const me = store.me();
  const focused = [...menu.querySelectorAll("button, select")].indexOf(document.activeElement);
  const tiers = TIERS.map((text, tier) => [String(tier), `${text} (${LIMITS[tier]} MiB)`]);
  menu.replaceChildren(
    el("h3", { text: "Be" }),
    el("div", { class: "people" }, store.world.users.map(person)),
    choice("Language", me.locale, Object.entries(LOCALES), (locale) => act("locale", { locale })),
    choice("Server", store.world.guild.tier, tiers, (tier) => act("tier", { tier: Number(tier) })),
    choice("Look", document.documentElement.dataset.theme, [["dark", "Dark"], ["light", "Light"]], setTheme),
  );
  if (focused >= 0) menu.querySelectorAll("button, select")[focused]?.focus();
}

function toggle(show) {
  menu.hidden = !show;
  opener?.setAttribute("aria-expanded", String(show));
  if (show) {
    drawMenu();
    menu.querySelector(".person.here")?.focus();
  }
}

function drawMe() {
  const me = store.me();
  if (!me) return;
  if (!opener) {
    opener = el("button", { type: "button", id: "be", class: "be", "aria-haspopup": "dialog", "aria-expanded": "false", "aria-controls": "be-menu", on: { click: () => toggle(menu.hidden) } });
    byId("me").append(opener, menu);
  }
  opener.replaceChildren(
    avatar(me),
    el("span", { class: "me-names" }, el("strong", { text: me.name }), el("span", { class: "quiet", text: [me.roles.find((role) => role !== me.name), LOCALES[me.locale] ?? me.locale].filter(Boolean).join(" · ") })),
    el("span", { class: "quiet", text: "▲", "aria-hidden": "true" }),
  );
  if (!menu.hidden) drawMenu();
}

export function startBe() {
  store.on("world", drawMe);
  store.on("place", drawMe);
  document.addEventListener("pointerdown", (event) => {
    if (!menu.hidden && !byId("me").contains(event.target)) toggle(false);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || menu.hidden) return;
    event.preventDefault(); // the channels stay open
    toggle(false);
    opener.focus();
  });
}
