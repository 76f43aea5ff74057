// The menu of a message: the app's commands for it, forwarding and deleting.

import { act, interact, toast } from "./act.js";
import { el } from "./dom.js";
import { closePopup, openPopup } from "./popup.js";
import { store } from "./store.js";

const MESSAGE_COMMAND = 3;

function commands() {
  return store.view.commands.filter((one) => one.type === MESSAGE_COMMAND);
}

async function use(command, message) {
  try {
    await interact("message_command", { message: message.id, name: command.name });
  } catch (error) {
    toast(error.message);
  }
}

function item(text, onPress, look = "") {
  const press = () => {
    closePopup();
    onPress();
  };
  return el("button", { type: "button", role: "menuitem", class: `menu-item ${look}`, text, dir: "auto", on: { click: press } });
}

const WRITABLE = new Set([0, 5, 10, 11, 12]);

/** The channels a message can be forwarded to; forwarding to one without write permission is refused later. */
function targets(message) {
  const found = store.world.channels.filter((one) => WRITABLE.has(one.type));
  const to = (channel) => act("forward", { message: message.id, channel: channel.id });
  return [el("div", { class: "menu-title", text: "Forward to" }), ...found.map((one) => item(`#${one.name}`, () => to(one)))];
}

function entries(message) {
  const made = [];
  const offered = message.ephemeral_to ? [] : commands();
  if (offered.length) made.push(el("div", { class: "menu-title", text: "Apps" }));
  for (const one of offered) made.push(item(store.localised(one, "name"), () => use(one, message)));
  if (!message.ephemeral_to) made.push(item("Forward…", () => show(targets(message), ...last)));
  if (message.author.id === store.user || store.view.may_manage) made.push(item("Delete message", () => act("delete", { message: message.id }), "danger"));
  return made;
}

/** Whether a message has a menu. */
export function hasMenu(message) {
  return !message.ephemeral_to;
}

/** Open the menu beside a button, or at the pointer inside the message. */
export function openMenu(message, anchor, within = anchor) {
  last = [anchor, within];
  show(entries(message), anchor, within);
}

let last = [];

function show(items, anchor, within) {
  if (!items.length) return;
  const before = document.activeElement;
  const box = el("div", { class: "popup message-menu", role: "menu", "aria-label": "What can be done with this message" }, items);
  const buttons = items.filter((one) => one.tagName === "BUTTON");
  box.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape" || event.key === "Tab") closePopup();
    else if (step) buttons[(buttons.indexOf(document.activeElement) + step + buttons.length) % buttons.length].focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  openPopup(box, anchor, { within, onClose: () => before?.isConnected && before.focus({ preventScroll: true }) });
  buttons[0].focus();
}
