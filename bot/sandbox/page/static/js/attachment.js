// Files of a message: images, audio and video players, voice messages with their waveform, other files.

import { bytes, clock, el } from "./dom.js";

const BARS = 48;
const QUIETEST = 0.12;

export function attachment(file) {
  const kind = (file.content_type ?? "").split("/")[0];
  if (kind === "audio" && file.waveform) return voiceMessage(file);
  if (kind === "audio") return sound(file);
  if (kind === "video") return video(file);
  if (kind === "image") return picture(file);
  return plainFile(file);
}

function caption(file) {
  return el(
    "figcaption",
    {},
    el("a", { href: file.url, download: file.filename, text: file.title || file.filename, dir: "auto" }),
    el("span", { class: "quiet", text: bytes(file.size) }),
  );
}

function sound(file) {
  const player = el("audio", { controls: true, preload: "metadata", src: file.url, "aria-label": `Sound: ${file.filename}` });
  return el("figure", { class: "file sound" }, caption(file), player);
}

function video(file) {
  const player = el("video", { controls: true, preload: "metadata", playsInline: true, src: file.url, "aria-label": `Video: ${file.filename}` });
  return el("figure", { class: "file video" }, player, caption(file));
}

export function picture(file) {
  const image = el("img", { src: file.url, alt: file.description || `Picture: ${file.filename ?? "embedded"}`, loading: "lazy", decoding: "async" });
  if (file.width && file.height) {
    image.width = file.width;
    image.height = file.height;
  }
  return el("figure", { class: "file picture" }, image);
}

function plainFile(file) {
  return el("figure", { class: "file plain" }, el("span", { class: "file-sign", text: "📄", "aria-hidden": "true" }), caption(file));
}

function heights(waveform) {
  let raw;
  try {
    raw = Uint8Array.from(atob(waveform), (character) => character.charCodeAt(0));
  } catch {
    raw = new Uint8Array([128]);
  }
  return Array.from({ length: BARS }, (_, bar) => {
    const from = Math.floor((bar * raw.length) / BARS);
    const to = Math.max(from + 1, Math.floor(((bar + 1) * raw.length) / BARS));
    return Math.max(QUIETEST, Math.max(...raw.slice(from, to)) / 255);
  });
}

function voiceMessage(file) {
  const player = el("audio", { preload: "metadata", src: file.url });
  const total = () => (Number.isFinite(player.duration) ? player.duration : (file.duration_secs ?? 0));
  const time = el("span", { class: "voice-time", text: clock(file.duration_secs ?? 0) });
  const button = el("button", { type: "button", class: "voice-play", "aria-label": "Play the voice message", text: "▶" });
  const bars = heights(file.waveform).map((height) => {
    const bar = el("i");
    bar.style.height = `${Math.round(height * 100)}%`;
    return bar;
  });
  const wave = el("span", { class: "wave", role: "slider", tabIndex: 0, "aria-label": "Place in the voice message", "aria-valuemin": "0" }, bars);
  const draw = () => {
    const share = total() ? player.currentTime / total() : 0;
    bars.forEach((bar, at) => bar.classList.toggle("played", at / BARS < share));
    wave.setAttribute("aria-valuemax", total().toFixed(1));
    wave.setAttribute("aria-valuenow", player.currentTime.toFixed(1));
    wave.setAttribute("aria-valuetext", `${clock(player.currentTime)} of ${clock(total())}`);
    time.textContent = clock(player.paused && !player.currentTime ? total() : player.currentTime);
    button.textContent = player.paused ? "▶" : "❚❚";
    button.setAttribute("aria-label", player.paused ? "Play the voice message" : "Pause the voice message");
  };
  for (const event of ["play", "pause", "timeupdate", "ended", "loadedmetadata"]) player.addEventListener(event, draw);
  button.addEventListener("click", () => (player.paused ? player.play() : player.pause()));
  wave.addEventListener("click", (event) => {
    const box = wave.getBoundingClientRect();
    player.currentTime = (total() * (event.clientX - box.left)) / box.width;
  });
  wave.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    player.currentTime = Math.min(total(), Math.max(0, player.currentTime + step * Math.max(0.5, total() / 20)));
  });
  draw();
  return el("figure", { class: "file voice", role: "group", "aria-label": "Voice message" }, button, wave, time, player);
}
