// Buttons and selects of a message, and the layout components (components v2).

import { interact, toast } from "./act.js";
import { attachment, picture } from "./attachment.js";
import { el } from "./dom.js";
import { markdown } from "./markdown.js";
import { selectMenu } from "./select_menu.js";
import { store } from "./store.js";

const BUTTON_STYLES = { 1: "primary", 2: "secondary", 3: "success", 4: "danger", 5: "link-button" };
const AUTOMATIC = { 5: "users", 6: "roles", 7: "mentionables", 8: "channels" };

export function component(given, message) {
  switch (given.type) {
    case 1:
      return el("div", { class: "row" }, given.components.map((one) => component(one, message)));
    case 2:
      return button(given, message);
    case 3:
    case 5:
    case 6:
    case 7:
    case 8:
      return select(given, message);
    case 9:
      return el("div", { class: "section" }, el("div", {}, given.components.map((one) => component(one, message))), component(given.accessory, message));
    case 10:
      return el("div", { class: "text", dir: "auto" }, markdown(given.content));
    case 11:
      return picture({ ...given.media, description: given.description });
    case 12:
      return el("div", { class: "gallery" }, given.items.map((item) => attachment({ ...fileOf(item.media, message), description: item.description })));
    case 13:
      return attachment(fileOf(given.file, message));
    case 14:
      return el("hr");
    case 17:
      return el("div", { class: "embed container" }, el("div", { class: "embed-body" }, given.components.map((one) => component(one, message))));
    default:
      return null;
  }
}

function fileOf(media, message) {
  return message.attachments.find((one) => one.url === media.url) ?? { ...media, filename: "file", size: 0 };
}

/** Show that a button press is pending until the bot has responded. */
function waiting(control, started, message) {
  const settle = () => {
    const now = store.interactions.get(started.id);
    if (!now || now.state === "sent") return;
    control.classList.remove("busy");
    control.removeAttribute("aria-busy");
    if (now.state === "failed") store.tell("press-failed", message.id);
  };
  store.pending.set(started.id, settle);
  settle();
}

async function run(control, message, name, args) {
  control.classList.add("busy");
  control.setAttribute("aria-busy", "true");
  try {
    const started = await interact(name, { message: message.id, ...args });
    waiting(control, started, message);
  } catch (error) {
    control.classList.remove("busy");
    control.removeAttribute("aria-busy");
    toast(error.message);
  }
}

function button(given, message) {
  const inside = [];
  if (given.emoji?.name) inside.push(el("span", { class: "sign", text: given.emoji.name, "aria-hidden": given.label ? "true" : undefined }));
  if (given.label) inside.push(el("span", { text: given.label, dir: "auto" }));
  const look = `button ${BUTTON_STYLES[given.style] ?? "secondary"}`;
  if (given.style === 5) {
    if (!/^https?:\/\//.test(given.url)) return null;
    return el("a", { class: look, href: given.url, target: "_blank", rel: "noopener noreferrer" }, inside, el("span", { class: "sign", text: "↗", "aria-hidden": "true" }));
  }
  const made = el("button", { type: "button", class: look, disabled: Boolean(given.disabled) }, inside);
  made.addEventListener("click", () => {
    if (!made.classList.contains("busy")) run(made, message, "press", { custom_id: given.custom_id });
  });
  return made;
}

/** The choices of a select of any type: value and label. */
export function selectChoices(given) {
  const { users, channels, guild } = store.world;
  const people = [...users, store.world.bot].map((one) => ({ value: one.id, label: `@${one.name}` }));
  const roles = Object.entries(guild.roles).map(([value, role]) => ({ value, label: role.name.startsWith("@") ? role.name : `@${role.name}` }));
  switch (AUTOMATIC[given.type]) {
    case "users":
      return people;
    case "roles":
      return roles;
    case "mentionables":
      return [...people, ...roles];
    case "channels": {
      const fitting = channels.filter((one) => one.name && (!given.channel_types?.length || given.channel_types.includes(one.type)));
      return fitting.map((one) => ({ value: one.id, label: `#${one.name}` }));
    }
    default:
      return given.options.map((one) => ({ value: one.value, label: one.label, description: one.description, chosen: one.default }));
  }
}

function select(given, message) {
  const preset = new Set((given.default_values ?? []).map((one) => one.id));
  const menu = selectMenu({
    name: given.placeholder || "Make a selection",
    placeholder: given.placeholder,
    choices: selectChoices(given).map((one) => ({ ...one, chosen: Boolean(one.chosen) || preset.has(one.value) })),
    least: given.min_values ?? 1,
    most: given.max_values ?? 1,
    disabled: Boolean(given.disabled),
    onChoose: (values) => run(menu.element, message, "select", { custom_id: given.custom_id, values }),
  });
  menu.element.dataset.same = JSON.stringify(given); // see replace() of messages.js
  return menu.element;
}
