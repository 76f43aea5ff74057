// One option of a command, as a chip with a field for its type.

import { ask } from "./act.js";
import { combobox, fixed } from "./combobox.js";
import { upload } from "./socket.js";
import { bytes, el, freshId } from "./dom.js";
import { selectChoices } from "./components.js";
import { store } from "./store.js";

const STRING = 3, INTEGER = 4, BOOLEAN = 5, USER = 6, CHANNEL = 7, ROLE = 8, MENTIONABLE = 9, NUMBER = 10, ATTACHMENT = 11;
const SELECT_OF = { [USER]: 5, [ROLE]: 6, [MENTIONABLE]: 7, [CHANNEL]: 8 };
const KINDS = {
  [STRING]: "text", [INTEGER]: "whole number", [BOOLEAN]: "true or false", [USER]: "person", [CHANNEL]: "channel",
  [ROLE]: "role", [MENTIONABLE]: "person or role", [NUMBER]: "number", [ATTACHMENT]: "file",
};

/** The constraints of an option as text: type, range, length. */
export function describe(option) {
  const parts = [KINDS[option.type] ?? "value"];
  if (option.choices?.length) parts[0] = "one of the choices";
  if (option.autocomplete) parts.push("suggestions while typing");
  const { min_value: low, max_value: high, min_length: short, max_length: long } = option;
  if (low !== undefined && low !== null && high !== undefined && high !== null) parts.push(`${low} to ${high}`);
  else if (low !== undefined && low !== null) parts.push(`at least ${low}`);
  else if (high !== undefined && high !== null) parts.push(`at most ${high}`);
  if (long) parts.push(short ? `${short} to ${long} characters` : `up to ${long} characters`);
  parts.push(option.required ? "required" : "optional");
  return parts.join(" · ");
}

/** `others()` returns the values of all options, for autocomplete. Returns { option, element, input, get, set, fail }. */
export function optionChip(option, { commandName, others, onFocus, onRemove, onChange, hintId }) {
  const id = freshId("option");
  const field = makeField(option, { id, commandName, others, onChange, hintId });
  const name = store.localised(option, "name");
  const label = el("label", { for: id, class: "chip-name" }, el("span", { text: name, dir: "auto" }), option.required ? el("span", { class: "required", text: " *", title: "required" }) : null);
  const element = el("div", { class: "chip", data: { option: option.name } }, label, field.element);
  if (!option.required) {
    element.append(el("button", { type: "button", class: "icon chip-remove", "aria-label": `Remove ${name}`, text: "✕", on: { click: () => onRemove(option) } }));
  }
  field.input.addEventListener("focus", () => onFocus(option));
  field.input.addEventListener("input", () => chip.fail(false));
  const chip = {
    option,
    element,
    input: field.input,
    get: field.get,
    set: field.set,
    draft: field.draft,
    file: field.file ?? (() => null),
    fail: (wrong) => {
      element.classList.toggle("wrong", wrong);
      if (wrong) field.input.setAttribute("aria-invalid", "true");
      else field.input.removeAttribute("aria-invalid");
    },
  };
  return chip;
}

function makeField(option, about) {
  if (option.type === ATTACHMENT) return fileField(option, about);
  if (option.choices?.length) {
    return listField(fixed(option.choices.map((one) => ({ value: one.value, label: store.localised(one, "name") }))), option, about);
  }
  if (option.type === BOOLEAN) return listField(fixed([{ value: true, label: "True" }, { value: false, label: "False" }]), option, about);
  if (SELECT_OF[option.type]) return listField(fixed(selectChoices({ type: SELECT_OF[option.type], channel_types: option.channel_types })), option, about);
  if (option.autocomplete) return listField((text) => suggestions(option, text, about), option, about, true);
  return textField(option, about);
}

async function suggestions(option, text, { commandName, others }) {
  const options = { ...others(), [option.name]: text };
  const { choices } = await ask("autocomplete", { name: commandName, options, focused: option.name });
  return choices.map((one) => ({ value: one.value, label: store.localised(one, "name") }));
}

function listField(source, option, { id, onChange, hintId }, free = false) {
  const made = combobox({ id, source, free, describedBy: hintId, required: option.required, onChange, maxLength: free ? option.max_length : undefined });
  return {
    element: made.element,
    input: made.input,
    get: made.value,
    set: (value, label) => made.set(value, label ?? String(option.choices?.find((one) => String(one.value) === String(value))?.name ?? value)),
    draft: () => (made.value() === null ? null : [made.value(), made.label()]),
  };
}

function textField(option, { id, onChange, hintId }) {
  const isNumber = option.type === INTEGER || option.type === NUMBER;
  const input = el("input", {
    id, type: "text", class: "combo-input", autocomplete: "off", dir: "auto", inputMode: isNumber ? (option.type === INTEGER ? "numeric" : "decimal") : undefined,
    "aria-describedby": hintId, "aria-required": option.required ? "true" : undefined, on: { input: onChange },
  });
  const get = () => (input.value === "" ? null : input.value);
  return { element: el("div", { class: "combo" }, input), input, get, set: (value) => (input.value = value), draft: () => (get() === null ? null : [get(), get()]) };
}

function fileField(option, { id, onChange, hintId }) {
  const { name } = option;
  const input = el("input", { id, type: "file", class: "file-input", "aria-describedby": hintId });
  const shown = el("span", { class: "quiet", text: "Choose a file" });
  let picked = null;
  let problem = null;
  input.addEventListener("change", () => {
    const file = input.files[0];
    problem = null;
    picked = file ? upload(file).catch((error) => void (problem = error)) : null;
    shown.textContent = file ? `${file.name} (${bytes(file.size)})` : "Choose a file";
    onChange();
  });
  const file = async () => {
    const number = await picked;
    if (problem) throw problem;
    return number ?? null;
  };
  const set = () => {
    problem = new Error(`“${name}” needs a file: pick one, or take this option out.`);
  };
  return { element: el("div", { class: "combo" }, input, shown), input, get: () => null, set, draft: () => null, file };
}
