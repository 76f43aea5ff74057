// Renders the embeds of a message.

import { el } from "./dom.js";
import { inline, markdown } from "./markdown.js";
import { picture } from "./attachment.js";
import { shortTime } from "./timestamps.js";

const PLAIN_COLOUR = 0x80848e;

/** Only files of the sandbox itself are shown; nothing is loaded from other hosts. */
const isOurs = (url) => typeof url === "string" && url.startsWith("/cdn/");

export function embed(given) {
  const made = el("article", { class: "embed" });
  made.style.setProperty("--colour", `#${(given.color ?? PLAIN_COLOUR).toString(16).padStart(6, "0")}`);
  const body = el("div", { class: "embed-body" });
  if (given.author?.name) body.append(el("div", { class: "embed-author", text: given.author.name, dir: "auto" }));
  if (given.title) body.append(el("div", { class: "embed-title", dir: "auto" }, inline(given.title)));
  if (given.description) body.append(el("div", { class: "text", dir: "auto" }, markdown(given.description)));
  if (given.fields?.length) body.append(el("dl", { class: "embed-fields" }, given.fields.map(field)));
  if (isOurs(given.image?.url)) body.append(picture({ ...given.image, filename: "in the embed" }));
  if (isOurs(given.thumbnail?.url)) body.append(picture({ ...given.thumbnail, filename: "thumbnail" }));
  const foot = el("div", { class: "embed-footer", dir: "auto" });
  if (given.footer?.text) foot.append(given.footer.text);
  if (given.timestamp) foot.append(given.footer?.text ? " · " : "", shortTime(given.timestamp));
  if (foot.childNodes.length) body.append(foot);
  made.append(body);
  return made;
}

function field(given) {
  return el(
    "div",
    { class: given.inline ? "field inline" : "field" },
    el("dt", { dir: "auto" }, inline(given.name)),
    el("dd", { dir: "auto" }, markdown(given.value)),
  );
}
