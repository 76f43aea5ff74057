// Discord's timestamps, <t:1700000000:R>, and the times of messages. Relative ones are kept up to date.

import { el } from "./dom.js";
import { store } from "./store.js";

const STYLES = {
  t: { timeStyle: "short" },
  T: { timeStyle: "medium" },
  d: { dateStyle: "short" },
  D: { dateStyle: "long" },
  f: { dateStyle: "long", timeStyle: "short" },
  F: { dateStyle: "full", timeStyle: "short" },
};
const STEPS = [
  ["year", 31557600],
  ["month", 2629800],
  ["day", 86400],
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
];
const formats = new Map();

function format(style) {
  const key = `${store.locale()}:${style}`;
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(store.locale(), STYLES[style]));
  return formats.get(key);
}

function relative(seconds) {
  const away = seconds - store.now();
  const [unit, size] = STEPS.find(([, length]) => Math.abs(away) >= length) ?? STEPS.at(-1);
  return new Intl.RelativeTimeFormat(store.locale(), { numeric: "auto" }).format(Math.round(away / size), unit);
}

export function timestamp(seconds, style = "f") {
  const moment = new Date(seconds * 1000);
  if (Number.isNaN(moment.getTime())) return document.createTextNode(`<t:${seconds}>`);
  const text = style === "R" ? relative(seconds) : format(style).format(moment);
  const made = el("time", { class: "stamp", dateTime: moment.toISOString(), title: format("F").format(moment), text });
  if (style === "R") made.dataset.relative = seconds;
  return made;
}

export function shortTime(iso) {
  const moment = new Date(iso);
  const today = new Date().toDateString() === moment.toDateString();
  return el("time", { dateTime: iso, title: format("F").format(moment), text: today ? format("t").format(moment) : `${format("d").format(moment)} ${format("t").format(moment)}` });
}

setInterval(() => {
  for (const one of document.querySelectorAll("time[data-relative]")) {
    const text = relative(Number(one.dataset.relative));
    if (one.textContent !== text) one.textContent = text;
  }
}, 1000);
