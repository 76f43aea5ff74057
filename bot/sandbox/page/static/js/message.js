// Renders one message.

import { act } from "./act.js";
import { attachment } from "./attachment.js";
import { component } from "./components.js";
import { el } from "./dom.js";
import { embed } from "./embed.js";
import { hasMenu, openMenu } from "./message_menu.js";
import { markdown, plain } from "./markdown.js";
import { store } from "./store.js";
import { shortTime } from "./timestamps.js";

const LOADING = 1 << 7;
const VOICE = 1 << 13;
const TOGETHER_MS = 7 * 60 * 1000;
const PALETTE = 6;

/** Whether a message continues the one above it, so that its header is not repeated. */
export function continues(message, above) {
  return (
    above &&
    above.author.id === message.author.id &&
    !message.message_reference &&
    !message.interaction_metadata &&
    !message.ephemeral_to &&
    !above.ephemeral_to &&
    Date.parse(message.timestamp) - Date.parse(above.timestamp) < TOGETHER_MS
  );
}

export function avatar(user) {
  const colour = Number(BigInt(user.id) % BigInt(PALETTE));
  if (user.bot) return el("img", { class: "avatar", src: "/icon.svg", alt: "" });
  return el("span", { class: `avatar colour-${colour}`, text: [...(user.global_name ?? user.name ?? user.username)][0].toUpperCase(), "aria-hidden": "true" });
}

const nameOf = (user) => store.userById(user.id)?.name ?? user.global_name ?? user.username;

function above(message) {
  if (message.referenced_message) {
    const target = message.referenced_message;
    const go = () => store.tell("go", { channel: message.channel_id, message: target.id });
    return el(
      "div",
      { class: "reply" },
      el("span", { class: "reply-name", text: nameOf(target.author), dir: "auto" }),
      el("button", { type: "button", class: "reply-text", dir: "auto", title: "Go to the message replied to", on: { click: go } }, plain(target.content).slice(0, 120) || "Press to see the attachment"),
    );
  }
  const about = message.interaction;
  if ((message.type === 20 || message.type === 23) && about) {
    const name = message.type === 20 ? `/${about.name}` : about.name;
    return el("div", { class: "reply" }, el("span", { class: "reply-name", text: nameOf(about.user), dir: "auto" }), " used ", el("span", { class: "mention", text: name }));
  }
  return null;
}

function thinking() {
  return el("div", { class: "thinking", role: "status" }, el("span", { class: "dots", "aria-hidden": "true" }, el("i"), el("i"), el("i")), "Bot is thinking…");
}

function body(message) {
  const made = el("div", { class: "body" });
  if (message.flags & LOADING) {
    made.append(thinking());
    return made;
  }
  made.append(...contents(message));
  for (const one of message.message_snapshots ?? []) {
    const label = el("span", { class: "quiet", text: "↪ Forwarded" });
    made.append(el("blockquote", { class: "forwarded" }, label, ...contents({ ...one.message, id: message.id })));
  }
  return made;
}

/** Text, files, embeds and components of a message, or of the message it forwards. */
function contents(message) {
  const made = [];
  if (message.content) {
    const onlyEmoji = /^(?:\p{Extended_Pictographic}[\p{Emoji_Modifier}\u200d\ufe0f]*\s*){1,12}$/u.test(message.content);
    const text = el("div", { class: onlyEmoji ? "text large" : "text", dir: "auto" }, markdown(message.content));
    if (message.edited_timestamp) text.append(el("span", { class: "quiet edited", text: " (edited)" }));
    made.push(text);
  }
  const shownInEmbeds = new Set(message.embeds.flatMap((one) => [one.image?.url, one.thumbnail?.url]));
  for (const file of message.attachments) if (!shownInEmbeds.has(file.url)) made.push(attachment(file));
  for (const one of message.embeds) made.push(embed(one));
  for (const one of message.components) {
    const shown = component(one, message);
    if (shown) made.push(shown);
  }
  return made;
}

function onlyYou(message) {
  return el(
    "div",
    { class: "only-you" },
    el("span", { text: "👁", "aria-hidden": "true" }),
    " Only you can see this • ",
    el("button", { type: "button", class: "link", text: "Dismiss message", on: { click: () => act("delete", { message: message.id }) } }),
  );
}

function tools(message) {
  if (!hasMenu(message)) return null;
  const made = el("button", { type: "button", class: "icon tool", "aria-label": `More for this message by ${nameOf(message.author)}`, "aria-haspopup": "menu", text: "⋯" });
  made.addEventListener("click", () => openMenu(message, made));
  return made;
}

/** The list item of a message; `before` is the message above it, if any. */
export function messageItem(message, before) {
  const joined = continues(message, before);
  const forMe = message.pinged.includes(store.user) || message.mention_everyone;
  const kinds = ["message", joined && "joined", message.ephemeral_to && "ephemeral", forMe && "for-me", message.flags & VOICE && "is-voice"];
  const made = el("li", { class: kinds.filter(Boolean).join(" "), data: { id: message.id } });
  const top = above(message);
  if (top) made.append(top);
  const main = el("div", { class: "main" });
  if (!joined) {
    const name = el("span", { class: "author", text: nameOf(message.author), dir: "auto" });
    const head = el("div", { class: "head" }, name, message.author.bot ? el("span", { class: "tag", text: "APP" }) : null, shortTime(message.timestamp));
    made.append(avatar(message.author));
    main.append(head);
  }
  main.append(body(message));
  if (message.ephemeral_to) main.append(onlyYou(message));
  made.append(main);
  const tool = tools(message);
  if (!tool) return made;
  made.append(tool);
  made.addEventListener("contextmenu", (event) => {
    if (event.target.closest("a, img, video, audio, input, textarea, .popup") || !getSelection().isCollapsed) return;
    event.preventDefault();
    openMenu(message, { x: event.clientX, y: event.clientY }, made);
  });
  return made;
}

/** The placeholder for a command between sending it and the bot's first response. */
export function interactionItem(interaction) {
  const failed = interaction.state === "failed";
  const made = el("li", { class: failed ? "message ephemeral" : "message", data: { interaction: interaction.id } });
  const used = el("div", { class: "reply" }, el("span", { class: "reply-name", text: store.me().name }), " used ", el("span", { class: "mention", text: `/${interaction.name}` }));
  const main = el("div", { class: "main" }, el("div", { class: "head" }, el("span", { class: "author", text: store.world.bot.name }), el("span", { class: "tag", text: "APP" })));
  main.append(
    failed
      ? el("div", { class: "body failed", role: "alert", text: interaction.error || "The application did not respond" })
      : el("div", { class: "body thinking" }, "Sending command…"),
  );
  if (failed) {
    const dismiss = () => {
      interaction.dismissed = true;
      made.remove();
    };
    main.append(el("div", { class: "only-you" }, "Only you can see this • ", el("button", { type: "button", class: "link", text: "Dismiss message", on: { click: dismiss } })));
  }
  made.append(used, avatar(store.world.bot), main);
  return made;
}
