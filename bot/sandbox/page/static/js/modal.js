// Modals the bot opens: fields, their limits, submitting, and errors.

import { interact, toast } from "./act.js";
import { selectChoices } from "./components.js";
import { el, freshId } from "./dom.js";
import { markdown } from "./markdown.js";
import { selectMenu } from "./select_menu.js";
import { store } from "./store.js";
import { upload } from "./socket.js";

const TEXT_INPUT = 4, FILE_UPLOAD = 19, RADIO_GROUP = 21, CHECKBOX_GROUP = 22, CHECKBOX = 23;
const LONG = 2;
let open = null;

function textInput(given, id) {
  const counter = el("span", { class: "quiet counter" });
  const control = el(given.style === LONG ? "textarea" : "input", {
    id, class: "window-input", value: given.value ?? "", placeholder: given.placeholder ?? "", rows: given.style === LONG ? 6 : undefined,
    dir: "auto", "aria-required": given.required === false ? undefined : "true",
  });
  const most = given.max_length ?? 4000;
  const tell = () => (counter.textContent = `${[...control.value].length} / ${most}`);
  control.addEventListener("input", tell);
  tell();
  return { nodes: [control, counter], control, value: () => control.value };
}

function selectInput(given, id) {
  const preset = new Set((given.default_values ?? []).map((one) => one.id));
  const menu = selectMenu({
    id,
    placeholder: given.placeholder,
    choices: selectChoices(given).map((one) => ({ ...one, chosen: Boolean(one.chosen) || preset.has(one.value) })),
    least: given.min_values ?? 1,
    most: given.max_values ?? 1,
  });
  return { nodes: [menu.element], control: menu.element, value: menu.values };
}

function groupInput(given, id, label) {
  const type = given.type === RADIO_GROUP ? "radio" : "checkbox";
  const boxes = (given.options ?? []).map((one, at) => {
    const box = el("input", { type, name: id, id: `${id}-${at}`, value: one.value, checked: Boolean(one.default) });
    return [box, el("label", { for: box.id, class: "choice" }, box, el("span", { text: one.label, dir: "auto" }), one.description ? el("span", { class: "quiet", text: one.description }) : null)];
  });
  const group = el("div", { id, role: type === "radio" ? "radiogroup" : "group", "aria-label": label }, boxes.map(([, node]) => node));
  return { nodes: [group], control: boxes[0]?.[0] ?? group, value: () => boxes.filter(([box]) => box.checked).map(([box]) => box.value) };
}

function checkInput(given, id) {
  const control = el("input", { type: "checkbox", id, checked: Boolean(given.default) });
  return { nodes: [control], control, value: () => control.checked };
}

function fileInput(given, id) {
  const control = el("input", { type: "file", id, multiple: (given.max_values ?? 1) > 1 });
  return { nodes: [control], control, value: () => undefined, files: async () => Promise.all([...control.files].map((one) => upload(one))) };
}

function input(given, id, label) {
  switch (given.type) {
    case TEXT_INPUT:
      return textInput(given, id);
    case FILE_UPLOAD:
      return fileInput(given, id);
    case RADIO_GROUP:
    case CHECKBOX_GROUP:
      return groupInput(given, id, label);
    case CHECKBOX:
      return checkInput(given, id);
    default:
      return selectInput(given, id);
  }
}

function field(given, label, description, fields) {
  const id = freshId("field");
  const made = { ...input(given, id, label), id: given.custom_id, label };
  fields.push(made);
  const star = given.required === false || given.type === CHECKBOX ? null : el("span", { class: "required", text: " *", title: "required" });
  return el(
    "div",
    { class: "field", data: { field: given.custom_id } },
    el("label", { for: id, class: "field-name" }, el("span", { text: label, dir: "auto" }), star),
    description ? el("p", { class: "quiet", text: description, dir: "auto" }) : null,
    ...made.nodes,
  );
}

function draw(components, fields) {
  return components.flatMap((one) => {
    if (one.type === 1) return one.components.map((inner) => field(inner, inner.label ?? "", null, fields));
    if (one.type === 18) return [field(one.component, one.label, one.description, fields)];
    if (one.type === 10) return [el("div", { class: "text", dir: "auto" }, markdown(one.content))];
    return [];
  });
}

function close() {
  open?.dialog.close();
}

function openWindow(interaction) {
  close();
  const fields = [];
  const error = el("p", { class: "form-error", role: "alert", hidden: true });
  const submit = el("button", { type: "submit", class: "button primary", text: "Submit" });
  const titleId = freshId("title");
  const cancel = el("button", { type: "button", class: "button secondary", text: "Cancel", on: { click: close } });
  const form = el("form", { method: "dialog", noValidate: true }, draw(interaction.modal.components, fields), error, el("div", { class: "window-buttons" }, cancel, submit));
  const dialog = el("dialog", { class: "window", "aria-labelledby": titleId }, el("h2", { id: titleId, text: interaction.modal.title, dir: "auto" }), form);
  const before = document.activeElement;
  open = { dialog, interaction, submitted: null };
  const fail = (text) => {
    error.hidden = false;
    error.textContent = text;
    submit.disabled = false;
    const named = fields.find((one) => one.label && text.includes(`“${one.label}”`));
    named?.control.focus();
  };
  open.fail = fail;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (submit.disabled) return;
    submit.disabled = true;
    error.hidden = true;
    try {
      const values = {};
      const files = {};
      for (const one of fields) {
        if (one.files) files[one.id] = await one.files();
        else values[one.id] = one.value();
      }
      open.submitted = "on its way";
      const sent = await interact("submit", { interaction: interaction.id, values, files });
      if (open?.dialog !== dialog) return;
      open.submitted = sent.id;
      moved(store.interactions.get(sent.id) ?? sent);
    } catch (problem) {
      fail(problem.message);
    }
  });
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (open?.dialog === dialog) open = null;
    if (before?.isConnected) before.focus();
  });
  document.body.append(dialog);
  dialog.showModal();
  (fields[0]?.control ?? submit).focus();
}

/** Handle a changed interaction: open a modal of ours, or finish the submitted one. */
function moved(interaction) {
  if (open?.submitted === interaction.id) {
    if (interaction.state === "failed") open.fail("Something went wrong. Try again.");
    else if (interaction.state !== "sent") close();
  }
  if (!interaction.modal || interaction.shownWindow || !store.mine.has(interaction.id)) return;
  interaction.shownWindow = true;
  store.windowsShown.add(interaction.id);
  openWindow(interaction);
}

export function startWindows() {
  store.windowsShown = new Set();
  store.on("interaction", (interaction) => {
    if (interaction.modal && store.windowsShown.has(interaction.id)) interaction.shownWindow = true;
    moved(interaction);
  });
  store.on("connection", (on) => {
    if (!on && open) toast("The sandbox went away; the form may not be accepted any more.");
  });
}
