// The page's state, in one place; components subscribe to the topics they show.

const KEPT = { user: "foley:user", channel: "foley:channel", panel: "foley:panel", tab: "foley:tab" };

class Store {
  world = { guild: null, channels: [], users: [], bot: null };
  bot = { running: false, connected: false };
  log = [];
  jobs = [];
  tencent = { tasks: [], faults: [], switches: [], speed: 1, now: 0 };
  calls = [];
  interactions = new Map();
  messages = new Map(); // channel id -> { byId: Map, more: bool, loaded: bool }
  unread = new Map();
  view = { commands: [], may_write: false, may_manage: false, limit_bytes: 0, reason: "" };
  pending = new Map(); // interaction id -> what to do when it moves
  mine = new Set(); // interactions this very page started: only those open windows here
  connected = false;
  clockOffset = 0;
  #listeners = new Map();

  user = localStorage.getItem(KEPT.user);
  channel = localStorage.getItem(KEPT.channel);

  on(topic, listener) {
    if (!this.#listeners.has(topic)) this.#listeners.set(topic, new Set());
    this.#listeners.get(topic).add(listener);
  }

  tell(topic, detail) {
    for (const listener of this.#listeners.get(topic) ?? []) listener(detail);
  }

  keep(name, value) {
    this[name] = value;
    localStorage.setItem(KEPT[name], value);
  }

  kept(name) {
    return localStorage.getItem(KEPT[name]);
  }

  /** Unix seconds on the sandbox's clock. */
  now() {
    return Date.now() / 1000 + this.clockOffset;
  }

  me() {
    return this.world.users.find((one) => one.id === this.user) ?? this.world.users[0];
  }

  userById(id) {
    if (id === this.world.bot?.id) return this.world.bot;
    return this.world.users.find((one) => one.id === id);
  }

  channelById(id) {
    return this.world.channels.find((one) => one.id === id);
  }

  here() {
    return this.channelById(this.channel);
  }

  sees(message) {
    return !message.ephemeral_to || message.ephemeral_to === this.user;
  }

  channelMessages(id) {
    if (!this.messages.has(id)) this.messages.set(id, { byId: new Map(), more: true, loaded: false });
    return this.messages.get(id);
  }

  locale() {
    return this.me()?.locale ?? "en-US";
  }

  /** The name or description of a command, option or choice in the user's language. */
  localised(record, key) {
    return record[`${key}_localizations`]?.[this.locale()] ?? record[key];
  }
}

export const store = new Store();
