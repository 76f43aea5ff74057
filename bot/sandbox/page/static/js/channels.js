// The list of channels, with threads below their parents, and the channel's header.

import { byId, el } from "./dom.js";
import { store } from "./store.js";

const TEXT = 0, DM = 1, FORUM = 15;
const THREADS = new Set([10, 11, 12]);

const signOf = (channel) => (channel.type === DM ? "@" : THREADS.has(channel.type) ? "↳" : channel.type === FORUM ? "▤" : "#");
const nameOf = (channel) => (channel.type === DM ? store.world.bot.name : channel.name);

function notes(channel) {
  const found = [];
  if (channel.nsfw) found.push("18+");
  if (channel.type !== FORUM && !channel.bot_may_write) found.push("bot can't post");
  if (channel.archived) found.push("archived");
  return found;
}

function item(channel) {
  const unread = store.unread.get(channel.id) ?? 0;
  const here = channel.id === store.channel;
  return el(
    "button",
    {
      type: "button", class: `channel${here ? " here" : ""}${unread ? " unread" : ""}${THREADS.has(channel.type) ? " thread" : ""}`,
      "aria-current": here ? "page" : undefined, data: { channel: channel.id },
      on: { click: () => store.tell("open-channel", channel.id) },
    },
    el("span", { class: "channel-sign", text: signOf(channel), "aria-hidden": "true" }),
    el("span", { class: "channel-label", text: nameOf(channel), dir: "auto" }),
    ...notes(channel).map((note) => el("span", { class: "note", text: note })),
    unread ? el("span", { class: "badge" }, unread > 99 ? "99+" : String(unread), el("span", { class: "unseen", text: " unread" })) : null,
  );
}

function draw() {
  const { channels, guild } = store.world;
  if (!guild) return;
  byId("server-name").textContent = guild.name;
  const top = channels.filter((one) => one.type !== DM && !one.parent_id);
  const inOrder = top.flatMap((one) => [one, ...channels.filter((each) => each.parent_id === one.id)]);
  const direct = channels.filter((one) => one.type === DM && one.recipients.includes(store.user));
  const focused = byId("channels").contains(document.activeElement) ? document.activeElement.dataset.channel : null;
  byId("channels").replaceChildren(
    ...inOrder.map(item),
    ...(direct.length ? [el("h3", { class: "list-title", text: "Direct messages" }), ...direct.map(item)] : []),
  );
  if (focused) byId("channels").querySelector(`[data-channel="${focused}"]`)?.focus();
  const here = store.here();
  if (!here) return;
  byId("channel-name").replaceChildren(el("span", { class: "channel-sign", text: signOf(here), "aria-hidden": "true" }), el("span", { text: nameOf(here), dir: "auto" }));
  document.title = `${signOf(here)}${nameOf(here)} – Foley sandbox`;
}

export function startChannels() {
  for (const topic of ["world", "place", "unread"]) store.on(topic, draw);
}

/** The channel to show: the last one if it still exists, else the first text channel. */
export function usualChannel() {
  const { channels } = store.world;
  const kept = channels.find((one) => one.id === store.channel && (one.type !== DM || one.recipients.includes(store.user)));
  return (kept ?? channels.find((one) => one.type === TEXT)).id;
}
