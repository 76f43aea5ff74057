// The soundboard of the server: its sounds, each played by a click, and the number of free slots.

import { toast } from "./act.js";
import { byId, el } from "./dom.js";
import { store } from "./store.js";

let player = null;

async function play(sound) {
  player?.pause();
  player = new Audio(sound.url);
  try {
    await player.play();
  } catch {
    toast(`The browser can't play “${sound.name}”.`);
  }
}

function entry(sound) {
  const sign = el("span", { class: "sound-sign", text: sound.emoji ?? "🔊", "aria-hidden": "true" });
  const name = el("span", { class: "sound-name", text: sound.name, dir: "auto" });
  const press = { click: () => play(sound) };
  return el("li", {}, el("button", { type: "button", class: "board-sound", title: `Play “${sound.name}”`, data: { sound: sound.id }, on: press }, sign, name));
}

function draw() {
  const board = store.world.guild?.soundboard;
  if (!board) return;
  const count = `${board.sounds.length} of ${board.slots}`;
  byId("soundboard").replaceChildren(
    el("h3", { class: "list-title" }, "Soundboard ", el("span", { class: "quiet", text: count })),
    el("ul", { class: "board" }, board.sounds.map(entry)),
  );
}

export function startSoundboard() {
  store.on("world", draw);
}
