// The bot's tab: its process, the jobs in its own database, and the end of its log.

import { act } from "./act.js";
import { byId, clock, el } from "./dom.js";
import { store } from "./store.js";

const LINES = 300;
const NOTICES = { none: "", due: "to be posted", sending: "being posted", sent: "posted", held: "held back" };

function state() {
  const { running, connected, exit_code: code, pid } = store.bot;
  if (connected) return ["up", "Online", `process ${pid}`];
  if (running) return ["starting", "Starting", `process ${pid}`];
  return ["down", "Down", code === null || code === undefined ? "not started" : code < 0 ? `killed by signal ${-code}` : `ended with code ${code}`];
}

function drawState(line, buttons) {
  const [kind, word, note] = state();
  line.className = `bot-line ${kind}`;
  line.replaceChildren(el("span", { class: "lamp", "aria-hidden": "true" }), el("strong", { text: word }), el("span", { class: "quiet", text: `${note} · started ${store.bot.starts ?? 0}×` }));
  const down = !store.bot.running;
  buttons.start.hidden = !down;
  buttons.restart.hidden = down;
  buttons.kill.disabled = down;
  const head = byId("bot-state");
  head.className = `bot-state ${kind}`;
  head.replaceChildren(el("span", { class: "lamp", "aria-hidden": "true" }), el("span", { text: `${store.world.bot?.name ?? "Bot"} is ${{ up: "online", starting: "starting", down: "down" }[kind]}` }));
}

function jobItem(job) {
  const ended = job.ended_at ?? store.now();
  const note = [NOTICES[job.delivery_state], job.fault].filter(Boolean).join(" · ");
  return el(
    "li",
    { class: `job ${job.state}`, data: { job: job.id } },
    el("div", { class: "job-line" }, el("span", { class: "kind", text: job.kind }), el("span", { class: `state ${job.state}`, text: job.state }), note ? el("span", { class: "quiet", text: note }) : null, el("span", { class: "quiet age", text: clock(ended - job.created_at), data: job.ended_at ? {} : { since: job.created_at } })),
    el("div", { class: "job-prompt", text: job.prompt, dir: "auto" }),
    el("div", { class: "quiet mono", text: job.id + (job.task_id ? ` · ${job.task_id}` : "") }),
  );
}

function busy(button, name) {
  return async () => {
    button.disabled = true;
    button.setAttribute("aria-busy", "true");
    await act(name);
    button.removeAttribute("aria-busy");
    button.disabled = false;
    store.tell("bot");
  };
}

export function drawBot(holder) {
  const line = el("p", { class: "bot-line" });
  const button = (text, look, name) => {
    const made = el("button", { type: "button", class: `button ${look}`, text });
    made.addEventListener("click", busy(made, name));
    return made;
  };
  const buttons = { start: button("Start", "success", "start_bot"), restart: button("Restart", "secondary", "restart_bot"), kill: button("kill -9", "danger", "kill_bot") };
  const jobs = el("ol", { class: "jobs", tabIndex: 0, "aria-label": "Jobs in the bot's database, newest first" });
  const log = el("pre", { class: "log", tabIndex: 0, role: "region", "aria-label": "The bot's log" });
  holder.append(
    line,
    el("div", { class: "row" }, Object.values(buttons)),
    el("h3", { text: "Jobs in its database" }),
    jobs,
    el("h3", { text: "Log" }),
    log,
  );
  store.on("bot", () => drawState(line, buttons));
  store.on("world", () => drawState(line, buttons));
  store.on("jobs", () => {
    jobs.replaceChildren(...(store.jobs.length ? store.jobs.map(jobItem) : [el("li", { class: "quiet", text: "No job yet." })]));
  });
  let atEnd = true; // kept, because a log behind another tab has no place of its own
  let lastTop = 0;
  const follow = () => atEnd && (log.scrollTop = log.scrollHeight);
  log.addEventListener("scroll", () => {
    if (!log.clientHeight) return;
    const isNear = log.scrollHeight - log.scrollTop - log.clientHeight < 40;
    if (isNear || log.scrollTop < lastTop - 1) atEnd = isNear;
    lastTop = log.scrollTop;
  });
  new ResizeObserver(follow).observe(log);
  store.on("log", () => {
    log.textContent = store.log.slice(-LINES).join("\n") || "Nothing yet.";
    follow();
  });
  setInterval(() => {
    for (const one of jobs.querySelectorAll("[data-since]")) one.textContent = clock(store.now() - Number(one.dataset.since));
  }, 1000);
}
