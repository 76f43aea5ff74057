// The connection to the sandbox: calls with replies, events in order, and reconnecting.

const FIRST_WAIT_MS = 400;
const LONGEST_WAIT_MS = 5000;

export class Refused extends Error {}

export class Connection {
  #socket = null;
  #next = 1;
  #open = new Map();
  #wait = FIRST_WAIT_MS;
  #onEvent;
  #onState;

  constructor(onEvent, onState) {
    this.#onEvent = onEvent;
    this.#onState = onState;
  }

  start() {
    const socket = new WebSocket(`ws://${location.host}/events`);
    this.#socket = socket;
    socket.addEventListener("message", (message) => this.#take(JSON.parse(message.data)));
    socket.addEventListener("open", () => {
      this.#wait = FIRST_WAIT_MS;
      this.#onState(true);
    });
    socket.addEventListener("close", () => {
      for (const { reject } of this.#open.values()) reject(new Refused("The sandbox is not running any more."));
      this.#open.clear();
      this.#onState(false);
      setTimeout(() => this.start(), this.#wait);
      this.#wait = Math.min(LONGEST_WAIT_MS, this.#wait * 2);
    });
  }

  #take(frame) {
    if (frame.event) {
      this.#onEvent(frame.event, frame.data);
      return;
    }
    const waiting = this.#open.get(frame.reply);
    if (!waiting) return;
    this.#open.delete(frame.reply);
    if (frame.error === undefined) waiting.resolve(frame.value);
    else waiting.reject(new Refused(frame.error));
  }

  /** Call an action of the sandbox; rejects with `Refused` and a sentence for the user. */
  call(name, args = {}) {
    if (this.#socket?.readyState !== WebSocket.OPEN) return Promise.reject(new Refused("The sandbox is not running."));
    const number = this.#next++;
    return new Promise((resolve, reject) => {
      this.#open.set(number, { resolve, reject });
      this.#socket.send(JSON.stringify({ call: number, name, args }));
    });
  }
}

/** Upload a picked file; returns the id that refers to it in an action. */
export async function upload(file) {
  const headers = { "Content-Type": file.type || "application/octet-stream" };
  const answer = await fetch(`/upload?name=${encodeURIComponent(file.name)}`, { method: "POST", body: file, headers });
  const told = await answer.json();
  if (!answer.ok) throw new Refused(told.error);
  return told.upload;
}
