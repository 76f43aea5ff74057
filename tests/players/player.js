// Plays every file of /list to its end, muted and as fast as it goes, and tells the server what became of each.
const LATE_MS = 40_000;
const AT_ONCE = 3;

const event = (element, name) => new Promise((done) => element.addEventListener(name, done, { once: true }));

const middle = (element) => {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [element.videoWidth, element.videoHeight];
  const context = canvas.getContext("2d");
  context.drawImage(element, 0, 0);
  return [...context.getImageData(canvas.width >> 1, canvas.height >> 1, 1, 1).data].slice(0, 3);
};

async function play(file) {
  const element = document.createElement(file.type.startsWith("video/") ? "video" : "audio");
  element.muted = true;
  element.preload = "auto";
  document.body.append(element);
  const failed = event(element, "error").then(() => { throw new Error(element.error.message || element.error.code); });
  const late = new Promise((_, no) => setTimeout(() => no(new Error(`still at ${element.currentTime}`)), LATE_MS));
  const told = { name: file.name, shown: null, ended: null, colour: null, error: "" };
  try {
    element.src = file.url;
    await Promise.race([event(element, "loadedmetadata"), failed, late]);
    told.shown = Number.isFinite(element.duration) ? element.duration : null;
    const end = event(element, "ended");
    element.playbackRate = file.rate;
    await Promise.race([element.play(), failed, late]);
    await Promise.race([end, failed, late]);
    told.ended = element.currentTime;
    if (element.videoWidth > 0) {
      const drawn = new Promise((done) => element.requestVideoFrameCallback(done));
      element.currentTime = element.duration / 2;
      await Promise.race([drawn, failed, late]);
      told.colour = middle(element);
    }
  } catch (error) {
    told.error = String(error.message || error);
  }
  element.removeAttribute("src");
  element.remove();
  return told;
}

const waiting = await (await fetch("/list")).json();
const worker = async () => {
  while (waiting.length > 0) {
    const told = await play(waiting.shift());
    await fetch("/played", { method: "POST", body: JSON.stringify(told) });
  }
};
await Promise.all(Array.from({ length: AT_ONCE }, worker));
