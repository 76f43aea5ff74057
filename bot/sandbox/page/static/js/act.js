// Calls actions of the sandbox and shows refusals. The connection is passed in once.

import { byId, el } from "./dom.js";
import { store } from "./store.js";

const TOAST_MS = 7000;
let connection = null;

export function useConnection(made) {
  connection = made;
}

/** Call an action with the current user and channel filled in. Rejects with a sentence. */
export function ask(name, args = {}) {
  return connection.call(name, { user: store.user, channel: store.channel, ...args });
}

/** Call an action and show a refusal, in which case it resolves with undefined. */
export async function act(name, args = {}) {
  try {
    return await ask(name, args);
  } catch (error) {
    toast(error.message);
    return undefined;
  }
}

/** Start an interaction and remember that it is ours, so that its modal opens on this page. */
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
