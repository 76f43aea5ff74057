// What is shown when a channel has no messages: the posts of a forum, or examples to try.

import { offered } from "./commands.js";
import { byId, el } from "./dom.js";
import { store } from "./store.js";

const FORUM = 15;
// One of each kind, as a new user would ask for it.
const EXAMPLES = [
  { name: "tts", option: "text", value: "Hello there, and welcome!" },
  { name: "sfx", option: "prompt", value: "a heavy door creaks open" },
  { name: "music", option: "prompt", value: "calm rain on a tin roof, soft piano" },
];

export const isForum = (channel) => channel?.type === FORUM;

/** The posts of a forum, newest first. */
export function posts(forum) {
  const found = store.world.channels.filter((one) => one.parent_id === forum.id).sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? 1 : -1));
  if (!found.length) return [el("li", { class: "post-none quiet", text: "Nobody has posted here yet." })];
  return found.map((post) =>
    el(
      "li",
      {},
      el(
        "button",
        { type: "button", class: "post", on: { click: () => store.tell("open-channel", post.id) } },
        el("strong", { text: post.name, dir: "auto" }),
        el("span", { class: "quiet", text: post.archived ? "Archived post" : "Open this post" }),
      ),
    ),
  );
}

/** Show examples to try in a channel without messages; nothing elsewhere. */
export function drawExamples(isEmpty) {
  const holder = byId("examples");
  const here = store.here();
  const known = isEmpty && here?.bot_may_write && !isForum(here) ? offered() : [];
  const found = EXAMPLES.map((one) => ({ ...one, command: known.find((each) => each.name === one.name) })).filter((one) => one.command);
  holder.hidden = !found.length;
  holder.replaceChildren(
    el("p", { class: "quiet", text: "Try one of these:" }),
    ...found.map((one) =>
      el(
        "button",
        { type: "button", class: "example", on: { click: () => store.tell("fill", { command: one.command, values: { [one.option]: one.value } }) } },
        el("strong", { text: `/${one.command.label}`, dir: "auto" }),
        " ",
        el("span", { text: one.value }),
      ),
    ),
  );
}
