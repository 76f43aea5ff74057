// The list of messages: loaded in pages, drawn in small batches so that typing is never delayed, kept at the bottom.

import { ask, toast } from "./act.js";
import { byId, el } from "./dom.js";
import { continues, interactionItem, messageItem } from "./message.js";
import { drawExamples, isForum, posts } from "./forum.js";
import { plain } from "./markdown.js";
import { store } from "./store.js";

const FRAME_MS = 4;
const NEAR_PX = 120;
const LOAD_AT_PX = 700;

const list = byId("messages");
const scroller = byId("scroller");
const newest = byId("newest");
const nodes = new Map(); // message id -> list item
const queue = []; // what is still to be drawn
let drawing = false;
let atBottom = true;
let lastTop = 0;
let loading = false;
let generation = 0;

const order = (a, b) => (BigInt(a) < BigInt(b) ? -1 : 1);
const shown = () => [...store.channelMessages(store.channel).byId.values()].filter((one) => store.sees(one));

/** Draw the queue in batches, for a few milliseconds per frame. */
function draw() {
  if (drawing) return;
  drawing = true;
  const step = () => {
    const until = performance.now() + FRAME_MS;
    const mine = generation;
    while (queue.length && mine === generation && performance.now() < until) queue.shift()();
    if (queue.length) requestAnimationFrame(step);
    else drawing = false;
    follow();
    if (!drawing) wantOlder();
  };
  requestAnimationFrame(step);
}

function follow() {
  if (atBottom) scroller.scrollTop = scroller.scrollHeight;
}

/** Track whether the end is in view. Only scrolling up leaves it; content that grows below does not. */
function scrolled() {
  const isNear = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_PX;
  if (isNear) atBottom = true;
  else if (scroller.scrollTop < lastTop - 1) atBottom = false;
  lastTop = scroller.scrollTop;
  if (atBottom) newest.hidden = true;
  wantOlder();
}

/** The drawn message directly above an id. */
function neighbour(id) {
  const first = list.firstElementChild;
  if (!first || order(id, first.dataset.id ?? first.dataset.interaction) < 0) return null; // usual while older ones come in
  let node = list.lastElementChild;
  while (node && (order(id, node.dataset.id ?? node.dataset.interaction) < 0 || node.dataset.id === id)) node = node.previousElementSibling;
  return node;
}

function place(message) {
  const old = nodes.get(message.id);
  const aboveNode = old ? old.previousElementSibling : neighbour(message.id);
  const above = aboveNode?.dataset.id ? store.channelMessages(store.channel).byId.get(aboveNode.dataset.id) : null;
  const made = messageItem(message, above);
  nodes.set(message.id, made);
  if (old) replace(old, made);
  else if (aboveNode) aboveNode.after(made);
  else list.prepend(made);
  return made;
}

/** Draw a message above existing ones; the one below it may now continue it. */
function settle(message) {
  const below = place(message).nextElementSibling;
  const next = below?.dataset.id && store.channelMessages(store.channel).byId.get(below.dataset.id);
  if (next && continues(next, message)) place(next);
}

/** Replace the old item by the new one; players and an open select are moved over, not replaced. */
function replace(old, made) {
  const controls = (node) => [...node.querySelectorAll("button, a, select")];
  const active = document.activeElement;
  const hadFocus = old.contains(active);
  const wanted = active === old ? Number(old.dataset.wanted ?? -1) : controls(old).indexOf(active);
  for (const player of old.querySelectorAll("audio, video")) {
    const twin = [...made.querySelectorAll(player.tagName)].find((one) => one.getAttribute("src") === player.getAttribute("src"));
    if (twin) (twin.closest(".file") ?? twin).replaceWith(player.closest(".file") ?? player);
  }
  const open = old.querySelector('.select[aria-expanded="true"]');
  const menus = open ? [...made.querySelectorAll(".select")] : [];
  const same = menus.find((one) => one.dataset.same === open.dataset.same);
  const changed = same ? null : menus.find((one) => one.getAttribute("aria-label") === open.getAttribute("aria-label"));
  same?.replaceWith(open);
  old.replaceWith(made);
  changed?.click(); // opens its current list
  if (!hadFocus) return;
  const again = controls(made)[wanted];
  if (again && !again.disabled) {
    again.focus();
    return;
  }
  // A button that is disabled while busy can't be focused: the message keeps the focus until it is enabled again.
  made.dataset.wanted = String(wanted);
  made.tabIndex = -1;
  made.focus({ preventScroll: true });
}

/** Redraw the channel: the newest messages immediately, older ones as frames allow. */
function redraw() {
  generation++;
  queue.length = 0;
  nodes.clear();
  list.replaceChildren();
  atBottom = true;
  newest.hidden = true;
  drawInteractions();
  const all = shown().sort((a, b) => order(a.id, b.id));
  // From the newest up, so that the visible ones come first; headers are final once the message above is drawn.
  for (const message of all.reverse()) {
    queue.push(() => settle(message));
  }
  draw();
  older();
}

function drawInteractions() {
  for (const node of list.querySelectorAll("[data-interaction]")) node.remove();
  const waiting = [...store.interactions.values()].filter(
    (one) => one.type === 2 && one.user_id === store.user && one.channel_id === store.channel && !one.message_id && !one.dismissed && ["sent", "failed"].includes(one.state),
  );
  for (const one of waiting) {
    const above = neighbour(one.id);
    const made = interactionItem(one);
    if (above) above.after(made);
    else list.prepend(made);
  }
  follow();
}

function older() {
  const channel = store.channelMessages(store.channel);
  const mark = byId("older");
  mark.hidden = false;
  drawExamples(channel.loaded && !channel.more && !shown().length);
  const name = store.here()?.name ?? "this conversation";
  mark.textContent = channel.more ? "Loading older messages…" : `This is the beginning of #${name}.`;
  mark.className = channel.more ? "older" : "older beginning";
}

function openForum() {
  generation++;
  queue.length = 0;
  nodes.clear();
  newest.hidden = true;
  drawExamples(false);
  const mark = byId("older");
  mark.hidden = false;
  mark.textContent = `Posts in ${store.here().name}`;
  mark.className = "older beginning";
  list.replaceChildren(...posts(store.here()));
}

/** Load a page of messages; those already received by an event are newer than the response and are kept. */
async function load(before = null) {
  const channel = store.channel;
  const known = store.channelMessages(channel);
  if (loading || (before && !known.more)) return;
  loading = true;
  try {
    const page = await ask("messages", { before });
    const fresh = page.messages.filter((one) => !known.byId.has(one.id));
    for (const one of fresh) known.byId.set(one.id, one);
    known.more = page.more;
    known.loaded = true;
    if (channel !== store.channel) return;
    if (before) {
      // Scroll anchoring does not work at the very top; one pixel below it does.
      if (scroller.scrollTop === 0 && !atBottom) scroller.scrollTop = 1;
      for (const one of fresh.filter((each) => store.sees(each)).reverse()) queue.push(() => settle(one));
      draw();
      older();
    } else redraw();
  } catch (error) {
    toast(error.message);
  } finally {
    loading = false;
    if (channel !== store.channel && !store.channelMessages(store.channel).loaded) load();
  }
}

/** Load older messages when the view is near the top. */
function wantOlder() {
  const { loaded, more } = store.channelMessages(store.channel);
  if (isForum(store.here())) return;
  if (loaded && more && !loading && !queue.length && scroller.scrollTop < LOAD_AT_PX) load(oldest());
}

function oldest() {
  const ids = [...store.channelMessages(store.channel).byId.keys()];
  return ids.length ? ids.reduce((a, b) => (order(a, b) < 0 ? a : b)) : null;
}

async function go({ channel, message }) {
  if (channel !== store.channel) store.tell("open-channel", channel);
  if (!message) return;
  for (let tries = 0; tries < 40 && !nodes.has(message); tries++) {
    if (!queue.length && !loading && store.channelMessages(channel).more) await load(oldest());
    await new Promise((done) => requestAnimationFrame(done));
  }
  const target = nodes.get(message);
  if (!target) {
    toast("This message is not here any more.");
    return;
  }
  target.scrollIntoView({ block: "center" });
  target.classList.add("flash");
  target.tabIndex = -1;
  target.focus({ preventScroll: true });
  setTimeout(() => target.classList.remove("flash"), 2000);
}

function announce(message) {
  const line = [plain(message.content), ...message.embeds.map((one) => plain(one.description ?? one.title ?? ""))].join(" ");
  byId("announce").textContent = `${message.author.global_name ?? message.author.username}: ${line.slice(0, 200)}`;
}

function arrived(message, isNew) {
  const channel = store.channelMessages(message.channel_id);
  if (channel.loaded && (isNew || channel.byId.has(message.id))) channel.byId.set(message.id, message);
  if (!store.sees(message)) return;
  if (message.channel_id !== store.channel) {
    if (isNew) {
      store.unread.set(message.channel_id, (store.unread.get(message.channel_id) ?? 0) + 1);
      store.tell("unread");
    }
    return;
  }
  if (!channel.byId.has(message.id)) return;
  queue.push(() => {
    if (store.channelMessages(message.channel_id).byId.get(message.id) !== message || message.channel_id !== store.channel) return;
    place(message);
    drawInteractions();
  });
  draw();
  if (isNew) {
    announce(message);
    newest.hidden = atBottom;
    older();
  }
}

function gone({ id, channel_id: channelId }) {
  store.channelMessages(channelId).byId.delete(id);
  if (channelId !== store.channel) return;
  const below = nodes.get(id)?.nextElementSibling;
  nodes.get(id)?.remove();
  nodes.delete(id);
  // The message below may now need a header of its own.
  const next = below?.dataset.id && store.channelMessages(channelId).byId.get(below.dataset.id);
  if (next) place(next);
}

export function startMessages() {
  store.on("message_create", (message) => arrived(message, true));
  store.on("message_update", (message) => arrived(message, false));
  store.on("message_delete", gone);
  store.on("go", go);
  store.on("interaction", drawInteractions);
  store.on("view", () => (isForum(store.here()) ? null : older()));
  store.on("world", () => isForum(store.here()) && openForum());
  store.on("place", () => {
    store.unread.delete(store.channel);
    store.tell("unread");
    if (isForum(store.here())) openForum();
    else if (store.channelMessages(store.channel).loaded) redraw();
    else {
      generation++;
      queue.length = 0;
      nodes.clear();
      list.replaceChildren();
      load();
    }
  });
  store.on("press-failed", (id) => {
    const body = nodes.get(id)?.querySelector(".body");
    if (body && !body.querySelector(".failed")) body.append(el("div", { class: "failed", role: "alert", text: "This interaction failed" }));
  });
  scroller.addEventListener("scroll", scrolled, { passive: true });
  newest.addEventListener("click", () => {
    atBottom = true;
    newest.hidden = true;
    follow();
  });
  const sizes = new ResizeObserver(follow);
  sizes.observe(list);
  sizes.observe(scroller);
}
