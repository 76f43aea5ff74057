// Wires the page: events from the sandbox go into the store, and components render from it.

import { toast, useConnection } from "./act.js";
import { startBe } from "./be.js";
import { startChannels, usualChannel } from "./channels.js";
import { startComposer } from "./composer.js";
import { byId } from "./dom.js";
import { startMessages } from "./messages.js";
import { startWindows } from "./modal.js";
import { startPanel } from "./panel.js";
import { Connection } from "./socket.js";
import { startSoundboard } from "./soundboard.js";
import { store } from "./store.js";

const KEPT_LINES = 600;
const KEPT_CALLS = 300;

function tellBanner() {
  const banner = byId("banner");
  const down = store.connected && !store.bot.connected;
  banner.hidden = store.connected && !down;
  banner.classList.toggle("lost", !store.connected);
  banner.textContent = !store.connected
    ? "The sandbox is not running. Start it again with “make sandbox”; this page comes back by itself."
    : "The bot is down: commands will not be answered until it is started again (Behind the scenes → Bot).";
}

function snapshot(data) {
  store.clockOffset = data.now - Date.now() / 1000;
  store.world = data.world;
  store.bot = data.bot;
  store.log = data.log;
  store.jobs = data.jobs;
  store.tencent = data.tencent;
  store.calls = data.calls;
  store.messages.clear();
  store.unread.clear();
  store.interactions = new Map(data.interactions.map((one) => [one.id, one]));
  for (const one of store.interactions.values()) if (one.state === "failed") one.dismissed = true;
  if (!store.userById(store.user)) store.keep("user", (store.world.users.find((one) => one.username === "member") ?? store.world.users[0]).id);
  store.keep("channel", usualChannel());
  store.connected = true;
  for (const topic of ["world", "bot", "log", "jobs", "tencent", "calls", "place"]) store.tell(topic);
  tellBanner();
}

function interaction(data) {
  const known = store.interactions.get(data.id);
  store.interactions.set(data.id, { ...data, dismissed: known?.dismissed, shownWindow: known?.shownWindow });
  store.pending.get(data.id)?.();
  if (data.state !== "sent") store.pending.delete(data.id);
  store.tell("interaction", store.interactions.get(data.id));
}

const takers = {
  snapshot,
  interaction,
  world: (data) => {
    store.world = data;
    store.tell("world");
    store.tell("look");
    if (!store.here()) openChannel(usualChannel());
  },
  commands: () => store.tell("look"),
  bot: (data) => {
    store.bot = data;
    store.tell("bot");
    store.tell("look");
    tellBanner();
  },
  log: (lines) => {
    store.log = [...store.log, ...lines].slice(-KEPT_LINES);
    store.tell("log");
  },
  jobs: (data) => {
    store.jobs = data;
    store.tell("jobs");
  },
  tencent: (data) => {
    store.clockOffset = data.now - Date.now() / 1000;
    store.tencent = data;
    store.tell("tencent");
  },
  call: (data) => {
    store.calls = [...store.calls, data].slice(-KEPT_CALLS);
    store.tell("call", data);
  },
};

function openChannel(id) {
  if (!store.channelById(id)) {
    toast("This channel is not here.");
    return;
  }
  store.keep("channel", id);
  store.tell("place");
  toggleSidebar(false);
}

function toggleSidebar(show) {
  document.body.classList.toggle("with-sidebar", show);
  byId("open-sidebar").setAttribute("aria-expanded", String(show));
  byId("shade").hidden = !show;
}

function startNarrow() {
  byId("open-sidebar").addEventListener("click", () => toggleSidebar(!document.body.classList.contains("with-sidebar")));
  byId("shade").addEventListener("click", () => toggleSidebar(false));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented) toggleSidebar(false);
  });
}

const connection = new Connection(
  (kind, data) => (takers[kind] ? takers[kind](data) : store.tell(kind, data)),
  (on) => {
    if (!on) {
      store.connected = false;
      tellBanner();
    }
    store.tell("connection", on);
  },
);
useConnection(connection);
startMessages();
startChannels();
startSoundboard();
startBe();
startWindows();
startComposer();
startPanel();
startNarrow();
store.on("open-channel", openChannel);
store.on("be", () => {
  store.keep("channel", usualChannel());
  store.tell("world");
  store.tell("place");
});
connection.start();
