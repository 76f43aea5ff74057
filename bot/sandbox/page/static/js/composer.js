// The message input: ordinary text, the list of commands after a slash, and the form of a command.

import { act, ask, toast } from "./act.js";
import { CommandForm } from "./command_form.js";
import { matching, offered, parseLine } from "./commands.js";
import { byId, el } from "./dom.js";
import { isForum } from "./forum.js";
import { upload } from "./socket.js";
import { store } from "./store.js";

const LONGEST = 2000;
const holder = byId("composer");
const draftKey = () => `foley:draft:${store.channel}`;

const text = el("textarea", {
  id: "composer-text", class: "composer-text", rows: 1, dir: "auto", autocomplete: "off", spellcheck: false,
  "aria-label": "Message, or / for commands", "aria-autocomplete": "list", "aria-haspopup": "listbox", "aria-controls": "command-list",
});
const list = el("ul", { id: "command-list", class: "command-list", role: "listbox", "aria-label": "Commands", tabIndex: 0, hidden: true });
const picker = el("input", { type: "file", id: "composer-file", class: "unseen", multiple: true, tabIndex: -1, "aria-hidden": "true" });
const files = el("div", { class: "picked", hidden: true });
const attach = el("button", { type: "button", class: "icon attach", "aria-label": "Attach files", text: "+", on: { click: () => picker.click() } });
const send = el("button", { type: "button", class: "icon send", "aria-label": "Send the message", text: "➤" });
const count = el("span", { class: "count quiet", hidden: true });
const plain = el("div", { class: "plain-line" }, attach, text, count, send, picker);
const form = el("div", { class: "form-holder", hidden: true });

let matches = [];
let active = -1;
let command = null;
let picked = [];
let dismissed = false; // the list of commands was closed with Escape, until something else is typed

function grow() {
  text.style.height = "auto";
  text.style.height = `${Math.min(text.scrollHeight, 240)}px`;
  const left = LONGEST - [...text.value].length;
  count.hidden = left > 200;
  count.textContent = String(left);
  count.classList.toggle("over", left < 0);
}

function keepDraft() {
  const draft = command ? { command: command.draft() } : { text: text.value };
  sessionStorage.setItem(draftKey(), JSON.stringify(draft));
}

function restoreDraft() {
  let draft = {};
  try {
    draft = JSON.parse(sessionStorage.getItem(draftKey()) ?? "{}");
  } catch {
    sessionStorage.removeItem(draftKey());
  }
  leaveCommand({ keep: true });
  text.value = draft.text ?? "";
  grow();
  const wanted = draft.command && offered().find((one) => one.name === draft.command.name);
  if (wanted) enterCommand(wanted, draft.command.values, { focus: false });
  else pendingDraft = draft.command ?? null;
}
let pendingDraft = null;

// --- the list of commands ------------------------------------------------------------------------------------

function mark(at) {
  active = at;
  [...list.children].forEach((node, number) => node.setAttribute("aria-selected", String(number === at)));
  const node = list.children[at];
  if (node) {
    text.setAttribute("aria-activedescendant", node.id);
    node.scrollIntoView({ block: "nearest" });
  } else text.removeAttribute("aria-activedescendant");
}

function showList() {
  const typed = text.value;
  const open = typed.startsWith("/") && !typed.includes("\n") && !command;
  matches = open ? matching(typed.slice(1)) : [];
  list.hidden = !matches.length;
  list.replaceChildren(
    ...matches.map((one, at) =>
      el(
        "li",
        {
          id: `command-${at}`, role: "option", class: "command", "aria-selected": "false",
          on: {
            mousedown: (event) => {
              event.preventDefault();
              enterCommand(one);
            },
            mousemove: () => active !== at && mark(at),
          },
        },
        el("img", { src: "/icon.svg", alt: "", width: 24, height: 24 }),
        el("span", { class: "command-names" }, el("strong", { text: `/${one.label}`, dir: "auto" }), ...one.options.filter((option) => option.required).map((option) => el("span", { class: "taken", text: store.localised(option, "name"), dir: "auto" }))),
        el("span", { class: "quiet", text: one.description, dir: "auto" }),
      ),
    ),
  );
  mark(matches.length ? 0 : -1);
}

function enterCommand(one, values = {}, { focus = true } = {}) {
  command = new CommandForm(one, { onClose: (how) => leaveCommand(how ?? {}), onChange: keepDraft });
  command.fill(values);
  text.value = "";
  list.hidden = true;
  plain.hidden = true;
  files.hidden = true;
  form.hidden = false;
  form.replaceChildren(command.element);
  if (focus) command.focus();
  keepDraft();
}

function leaveCommand({ keep = false } = {}) {
  const had = command !== null;
  command = null;
  form.hidden = true;
  form.replaceChildren();
  plain.hidden = false;
  files.hidden = !picked.length;
  if (!had || keep) return;
  keepDraft();
  text.focus();
  grow();
}

// --- ordinary messages ---------------------------------------------------------------------------------------

function drawPicked() {
  files.hidden = !picked.length;
  files.replaceChildren(
    ...picked.map((one) => el("span", { class: "chip" }, one.name, el("button", { type: "button", class: "icon", "aria-label": `Remove ${one.name}`, text: "✕", on: { click: () => removePicked(one) } }))),
  );
}

function removePicked(one) {
  picked = picked.filter((each) => each !== one);
  drawPicked();
}

async function say() {
  const content = text.value.trim();
  if (content.startsWith("/") && !content.includes("\n")) {
    const parsed = parseLine(content);
    if (parsed) {
      enterCommand(parsed.command, parsed.values);
      return;
    }
  }
  if (!content && !picked.length) return;
  const sent = text.value;
  text.value = "";
  grow();
  const going = picked;
  const done = await act("say", { content: sent.trim(), files: going.map((one) => one.upload) });
  if (done === undefined) {
    text.value = sent;
    grow();
  } else {
    picked = picked.filter((one) => !going.includes(one));
    drawPicked();
  }
  keepDraft();
}

function onKey(event) {
  if (!list.hidden && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    event.preventDefault();
    mark((active + (event.key === "ArrowDown" ? 1 : -1) + matches.length) % matches.length);
    return;
  }
  if (!list.hidden && (event.key === "Tab" || event.key === "Enter") && !event.shiftKey && active >= 0) {
    event.preventDefault();
    const parsed = event.key === "Enter" ? parseLine(text.value) : null;
    if (parsed) enterCommand(parsed.command, parsed.values);
    else enterCommand(matches[active]);
    return;
  }
  if (event.key === "Escape" && !list.hidden) {
    list.hidden = true;
    dismissed = true;
    return;
  }
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    say();
  }
}

function onInput(event) {
  dismissed = false;
  // A space after the full name selects the command, as in Discord.
  if (event.data === " " && text.value.startsWith("/")) {
    const typed = text.value.slice(1, -1);
    const exact = offered().find((one) => one.name === typed || one.label === typed);
    if (exact) {
      enterCommand(exact);
      return;
    }
  }
  grow();
  showList();
  keepDraft();
}

/** Reload what this user may do in this channel. */
async function look() {
  if (!store.channel || !store.user) return;
  const asked = `${store.user}:${store.channel}`;
  try {
    const view = await ask("view");
    if (asked !== `${store.user}:${store.channel}`) return;
    store.view = view;
  } catch {
    return; // the connection is gone; the next snapshot asks again
  }
  store.tell("view");
}

function drawView() {
  const { may_write: mayWrite, reason } = store.view;
  const name = store.here()?.name;
  text.placeholder = isForum(store.here()) ? "Open a post to write in it" : mayWrite ? `Message ${name ? `#${name}` : "Foley"} or type /` : reason || "You can't write here; type / for commands";
  if (document.activeElement === text && !dismissed) showList();
  if (pendingDraft) {
    const wanted = offered().find((one) => one.name === pendingDraft.name);
    if (wanted && !command) enterCommand(wanted, pendingDraft.values, { focus: false });
    pendingDraft = null;
  } else if (command) {
    const now = offered().find((one) => one.name === command.command.name);
    if (!now) leaveCommand();
    else if (JSON.stringify(now) !== JSON.stringify(command.command)) {
      const { values } = command.draft();
      enterCommand(now, values, { focus: form.contains(document.activeElement) });
    }
  }
}

export function startComposer() {
  holder.append(list, files, form, plain);
  text.addEventListener("keydown", onKey);
  text.addEventListener("input", onInput);
  text.addEventListener("blur", () => (list.hidden = true));
  text.addEventListener("focus", showList);
  send.addEventListener("click", say);
  picker.addEventListener("change", async () => {
    for (const file of picker.files) {
      try {
        picked.push({ name: file.name, upload: await upload(file) });
      } catch (error) {
        toast(`${file.name} was not attached: ${error.message}`);
      }
    }
    picker.value = "";
    drawPicked();
  });
  store.on("place", () => {
    picked = [];
    drawPicked();
    restoreDraft();
    look();
  });
  store.on("fill", ({ command: wanted, values }) => enterCommand(wanted, values));
  store.on("look", look);
  store.on("view", drawView);
}
