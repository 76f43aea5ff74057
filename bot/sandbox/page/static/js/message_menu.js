// The menu of a message: what the app offers for it, and deleting it.

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

function entries(message) {
  const made = [];
  const offered = message.ephemeral_to ? [] : commands();
  if (offered.length) made.push(el("div", { class: "menu-title", text: "Apps" }));
  for (const one of offered) made.push(item(store.localised(one, "name"), () => use(one, message)));
  if (message.author.id === store.user || store.view.may_manage) made.push(item("Delete message", () => act("delete", { message: message.id }), "danger"));
  return made;
}

/** Whether anything can be done with a message. */
export function hasMenu(message) {
  return !message.ephemeral_to && (commands().length > 0 || message.author.id === store.user || store.view.may_manage);
}

/** Open the menu beside a button, or where the pointer is inside the message. */
export function openMenu(message, anchor, within = anchor) {
  const items = entries(message);
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
