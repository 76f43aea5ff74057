// Doing something through the sandbox and saying so when it was refused. The connection is handed in once.

import { byId, el } from "./dom.js";
import { store } from "./store.js";

const TOAST_MS = 7000;
let connection = null;

export function useConnection(made) {
  connection = made;
}

/** Ask, with the present person and channel filled in. Rejects with a sentence. */
export function ask(name, args = {}) {
  return connection.call(name, { user: store.user, channel: store.channel, ...args });
}

/** Ask, and show the refusal; resolves with undefined then. */
export async function act(name, args = {}) {
  try {
    return await ask(name, args);
  } catch (error) {
    toast(error.message);
    return undefined;
  }
}

/** Start an interaction: remember that it is ours, so that its window opens on this page. */
export async function interact(name, args) {
  const started = await ask(name, args);
  store.mine.add(started.id);
  store.tell("interaction", store.interactions.get(started.id) ?? started);
  return started;
}

export function toast(text) {
  const close = el("button", { type: "button", class: "icon", "aria-label": "Dismiss", text: "✕", on: { click: () => made.remove() } });
  const made = el("div", { class: "toast", role: "alert" }, el("span", { text, dir: "auto" }), close);
  byId("toasts").append(made);
  setTimeout(() => made.remove(), TOAST_MS);
}
