// Converts the common part of Discord's markdown to nodes. Unknown syntax stays text.

import { el } from "./dom.js";
import { store } from "./store.js";
import { timestamp } from "./timestamps.js";

const DEEPEST = 8;
const INLINE = [
  [/^```(?:([a-z0-9_+\-.#]+)\n)?\n?([^]*?)\n*```/i, (m) => el("pre", {}, el("code", { text: m[2] }))],
  [/^(`+)([^]*?[^`])\1(?!`)/, (m) => el("code", { text: m[2] })],
  [/^\\([^0-9A-Za-z\s])/, (m) => m[1]],
  [/^<t:(-?\d{1,13})(?::([tTdDfFR]))?>/, (m) => timestamp(Number(m[1]), m[2])],
  [/^<@!?(\d{5,20})>/, (m) => mention(`@${store.userById(m[1])?.name ?? "unknown-user"}`, m[1] === store.user)],
  [/^<@&(\d{5,20})>/, (m) => mention(`@${store.world.guild?.roles[m[1]]?.name ?? "deleted-role"}`)],
  [/^<#(\d{5,20})>/, (m) => channelLink(m[1])],
  [/^<\/([^:>\n]{1,100}):\d{1,20}>/, (m) => mention(`/${m[1]}`)],
  [/^<a?:(\w{2,32}):\d{5,20}>/, (m) => `:${m[1]}:`],
  [/^\[((?:[^\][\\]|\\.|\[[^\]]*\])+)\]\(<?(https?:\/\/[^\s)>]+)>?(?:\s+"[^"]*")?\)/, (m, deep) => link(m[2], m[1], deep)],
  [/^<(https?:\/\/[^\s>]+)>/, (m) => link(m[1])],
  [/^https?:\/\/[^\s<>]*[^\s<>.,:;"'\])]/, (m) => link(m[0])],
  [/^\*\*\*(?=\S)([^]+?\S)\*\*\*(?!\*)|^\*\*\*(\S)\*\*\*(?!\*)/, (m, deep) => el("strong", {}, el("em", {}, inline(m[1] ?? m[2], deep)))],
  [/^\*\*([^]+?)\*\*(?!\*)/, (m, deep) => el("strong", {}, inline(m[1], deep))],
  [/^__([^]+?)__(?!_)/, (m, deep) => el("u", {}, inline(m[1], deep))],
  [/^~~([^]+?)~~/, (m, deep) => el("s", {}, inline(m[1], deep))],
  [/^\|\|([^]+?)\|\|/, (m, deep) => spoiler(inline(m[1], deep))],
  [/^\*(?=\S)((?:\*\*|[^*])*?[^\s*])\*(?!\*)/, (m, deep) => el("em", {}, inline(m[1], deep))],
  [/^_((?:__|[^_])+?)_(?![A-Za-z0-9_])/, (m, deep) => el("em", {}, inline(m[1], deep))],
  [/^@(?:everyone|here)(?![\w])/, (m) => m[0]],
];
const PLAIN = /^[^\\`<[h*_~|@]+/; // no mark can begin here, so it may be taken in one step

function mention(text, me = false) {
  return el("span", { class: me ? "mention me-mentioned" : "mention", text, dir: "auto" });
}

function channelLink(id) {
  const channel = store.channelById(id);
  if (!channel) return mention("#unknown");
  return el("button", { type: "button", class: "mention", text: `#${channel.name}`, on: { click: () => store.tell("go", { channel: id }) } });
}

function spoiler(nodes) {
  const show = (event) => {
    event.currentTarget.classList.add("shown");
    event.currentTarget.removeAttribute("aria-label");
  };
  return el("button", { type: "button", class: "spoiler", "aria-label": "Spoiler, press to show", on: { click: show } }, nodes);
}

function link(url, label = null, deep = 0) {
  let target;
  try {
    target = new URL(url);
  } catch {
    return url;
  }
  const inside = target.hostname === "discord.com" && target.pathname.match(/^\/channels\/\d+\/(\d+)(?:\/(\d+))?$/);
  const shown = label === null ? [url] : inline(label, deep);
  if (inside) {
    const go = () => store.tell("go", { channel: inside[1], message: inside[2] });
    return el("button", { type: "button", class: "link", on: { click: go } }, label === null ? "#message" : shown);
  }
  return el("a", { href: target.href, target: "_blank", rel: "noopener noreferrer" }, shown);
}

/** The nodes of inline text. */
export function inline(text, deep = 0) {
  if (deep > DEEPEST) return [text];
  const found = [];
  let plain = "";
  let rest = text;
  let before = "";
  while (rest) {
    const run = rest.match(PLAIN)?.[0];
    if (run) {
      plain += run;
      before = run.at(-1);
      rest = rest.slice(run.length);
      continue;
    }
    let hit = null;
    for (const [pattern, make] of INLINE) {
      hit = rest.match(pattern);
      // snake_case is not emphasis
      if (hit && hit[0][0] === "_" && /[A-Za-z0-9]/.test(before)) hit = null;
      if (!hit) continue;
      if (plain) found.push(plain);
      plain = "";
      found.push(make(hit, deep + 1));
      break;
    }
    const taken = hit ? hit[0].length : 1;
    if (!hit) plain += rest[0];
    before = rest[taken - 1];
    rest = rest.slice(taken);
  }
  if (plain) found.push(plain);
  return found.flat();
}

const BLOCKS = [
  [/^```[^]*?```/, (m) => inline(m[0])],
  [/^(#{1,3}) +([^\n]+)(?:\n|$)/, (m) => [el("p", { class: `heading h${m[1].length}`, role: "heading", "aria-level": m[1].length + 3 }, inline(m[2]))]],
  [/^-# +([^\n]+)(?:\n|$)/, (m) => [el("small", { class: "subtext" }, inline(m[1]))]],
  [/^>>> ([^]*)$/, (m) => [el("blockquote", {}, inline(m[1]))]],
  [/^(?:> ?[^\n]*(?:\n|$))+/, (m) => [el("blockquote", {}, inline(m[0].replace(/^> ?/gm, "").replace(/\n$/, "")))]],
  [/^(?:[-*] +[^\n]+(?:\n|$))+/, (m) => [el("ul", {}, m[0].trim().split("\n").map((line) => el("li", {}, inline(line.replace(/^[-*] +/, "")))))]],
  [/^(?:\d{1,4}\. +[^\n]+(?:\n|$))+/, (m) => [el("ol", { start: parseInt(m[0], 10) }, m[0].trim().split("\n").map((line) => el("li", {}, inline(line.replace(/^\d+\. +/, "")))))]],
];

/** The nodes of a whole text: headings, quotes, lists, code blocks, and the lines between them. */
export function markdown(text) {
  const found = [];
  let rest = text;
  let lines = "";
  const flush = () => {
    if (lines) found.push(...inline(lines.replace(/\n$/, "")));
    lines = "";
  };
  while (rest) {
    const block = BLOCKS.map(([pattern, make]) => [rest.match(pattern), make]).find(([hit]) => hit);
    if (block) {
      flush();
      found.push(...block[1](block[0]));
      rest = rest.slice(block[0][0].length);
      continue;
    }
    // A fence that begins within a line is left to `inline`, which gets all of it.
    const fence = rest.match(/^[^\n]*?```[^]*?```/)?.[0] ?? "";
    const end = rest.indexOf("\n", fence.length);
    const taken = end < 0 ? rest.length : end + 1;
    lines += rest.slice(0, taken);
    rest = rest.slice(taken);
  }
  flush();
  return found;
}

/** Text without any markup, for names and labels. */
export function plain(text) {
  return el("span", {}, inline(text)).textContent;
}
