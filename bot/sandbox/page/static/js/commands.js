// The bot's commands as a flat list of what can be typed, and matching typed text against them.

import { store } from "./store.js";

const SUB = 1;
const GROUP = 2;
const CHAT_INPUT = 1;
const MAKERS = ["tts", "sfx", "music", "video"];

/** Every command or sub command: name, localised name and description, options. */
export function offered() {
  const found = [];
  const add = (record, names, shown) => {
    const inner = (record.options ?? []).filter((one) => one.type === SUB || one.type === GROUP);
    const name = [...names, record.name];
    const label = [...shown, store.localised(record, "name")];
    if (inner.length) for (const one of inner) add(one, name, label);
    else found.push({ name: name.join(" "), label: label.join(" "), description: store.localised(record, "description"), options: record.options ?? [] });
  };
  for (const record of store.view.commands) if (record.type === CHAT_INPUT) add(record, [], []);
  // The commands that generate something come first, as they are the ones people look for.
  const place = (one) => (MAKERS.indexOf(one.name) + MAKERS.length + 1) % (MAKERS.length + 1);
  return found.sort((a, b) => place(a) - place(b) || a.label.localeCompare(b.label));
}

/** The commands that match the text after the slash, best match first. */
export function matching(typed) {
  const wanted = typed.trimStart().toLowerCase();
  const rank = (one) => {
    const label = one.label.toLowerCase();
    if (label.startsWith(wanted) || one.name.startsWith(wanted)) return 0;
    if (label.includes(wanted)) return 1;
    return one.description.toLowerCase().includes(wanted) && wanted.length > 2 ? 2 : 3;
  };
  const ranked = offered().map((one) => [rank(one), one]);
  return ranked.filter(([value]) => value < 3).sort((a, b) => a[0] - b[0]).map(([, one]) => one);
}

/** Parse a whole line such as `/music prompt:calm rain model:GL` into the command and its option texts, or null. */
export function parseLine(line) {
  const text = line.replace(/^\//, "");
  const fits = (one, label) => text === label || text.startsWith(`${label} `);
  const command = offered().filter((one) => fits(one, one.name) || fits(one, one.label)).sort((a, b) => b.name.length - a.name.length)[0];
  if (!command) return null;
  const label = fits(command, command.name) ? command.name : command.label;
  const rest = text.slice(label.length);
  const aliases = new Map();
  for (const option of command.options) {
    aliases.set(option.name, option.name);
    aliases.set(store.localised(option, "name"), option.name);
  }
  const values = {};
  if (!aliases.size) return { command, values };
  const escaped = [...aliases.keys()].map((one) => one.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).sort((a, b) => b.length - a.length);
  const marks = [...rest.matchAll(new RegExp(`(?:^|\\s)(${escaped.join("|")}):`, "g"))];
  marks.forEach((mark, at) => {
    const end = at + 1 < marks.length ? marks[at + 1].index : rest.length;
    const value = rest.slice(mark.index + mark[0].length, end).trim();
    values[aliases.get(mark[1])] = value.replace(/^(["'])([^]*)\1$/, "$2");
  });
  const lead = (marks.length ? rest.slice(0, marks[0].index) : rest).trim();
  const firstText = command.options.find((one) => one.type === 3 && one.required && !(one.name in values));
  if (lead && firstText) values[firstText.name] = lead;
  return { command, values };
}
