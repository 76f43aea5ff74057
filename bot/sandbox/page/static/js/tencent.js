// Tencent Cloud's tab: the clock's speed, fault switches, tasks as they age, and every call.

import { act, ask } from "./act.js";
import { clock, el } from "./dom.js";
import { store } from "./store.js";

const SPEEDS = [1, 10, 100];
const ROWS = 150;
const MODES = { off: "Off", once: "Once", on: "On" };
const SCOPES = { creates: "create calls", polls: "status calls", all: "every call" };
const scopes = {};

function speeds(holder) {
  const buttons = SPEEDS.map((speed) => el("button", { type: "button", class: "segment", text: `${speed}×`, on: { click: () => act("speed", { speed }) } }));
  holder.append(el("div", { class: "segments", role: "group", "aria-label": "Speed of the tasks' clock" }, buttons));
  return () => buttons.forEach((button, at) => button.setAttribute("aria-pressed", String(store.tencent.speed === SPEEDS[at])));
}

function switchLine(one) {
  const mode = el("div", { class: "segments small", role: "group", "aria-label": `${one.label}: when` });
  for (const [key, text] of Object.entries(MODES)) {
    mode.append(el("button", { type: "button", class: "segment", text, "aria-pressed": String(one.mode === key), data: { mode: key }, on: { click: () => act("switch", { name: one.name, mode: key, scope: scopes[one.name] ?? one.scope }) } }));
  }
  const scope = one.scope
    ? el("select", { class: "select small", "aria-label": `${one.label}: on which calls`, on: { change: (event) => (scopes[one.name] = event.target.value) } }, Object.entries(SCOPES).map(([key, text]) => el("option", { value: key, text, selected: (scopes[one.name] ?? one.scope) === key })))
    : el("span", { class: "quiet", text: "next task" });
  return el("li", { class: `switch ${one.mode}`, data: { fault: one.name } }, el("span", { class: "switch-name", text: one.label, title: one.help }), scope, mode);
}

const ageOf = (task) => `${clock(task.age_seconds)} old`;

function taskItem(task) {
  const open = task.state === "waiting" || task.state === "running";
  const button = (text, what, label) => el("button", { type: "button", class: "tiny", text, "aria-label": `${label} task ${task.task_id}`, on: { click: () => act("task", { task: task.task_id, what }) } });
  return el(
    "li",
    { class: "task" },
    el("div", { class: "job-line" }, el("span", { class: "kind", text: task.kind }), el("span", { class: `state ${task.state}`, text: task.state }), el("span", { class: "quiet", text: [task.model, task.version].filter(Boolean).join(" ") }), el("span", { class: "quiet age", text: ageOf(task) })),
    open ? el("progress", { max: 100, value: task.progress, "aria-label": `Progress of task ${task.task_id}` }) : null,
    el("div", { class: "job-line" }, el("span", { class: "quiet mono", text: task.task_id }), open ? [button("finish", "finish", "Finish"), button("fail", "fail", "Fail")] : task.state === "done" ? button("expire link", "expire", "expire link of") : null),
  );
}

/** Keep the rows of tasks by id and update only what changed, so that a tick never loses a click or the focus. */
function taskRows(tasks) {
  const rows = new Map();
  const none = el("li", { class: "quiet", text: "No task yet." });
  const rowOf = (task) => {
    const known = rows.get(task.task_id);
    if (known?.state === task.state) {
      known.node.querySelector(".age").textContent = ageOf(task);
      const bar = known.node.querySelector("progress");
      if (bar) bar.value = task.progress;
      return known.node;
    }
    const row = { state: task.state, node: taskItem(task) };
    const focused = known?.node.contains(document.activeElement);
    rows.set(task.task_id, row);
    known?.node.replaceWith(row.node);
    if (focused) tasks.focus({ preventScroll: true });
    return row.node;
  };
  return (newest) => {
    const wanted = newest.length ? newest.map(rowOf) : [none];
    const ids = new Set(newest.map((task) => task.task_id));
    for (const [id, { node }] of rows) {
      if (ids.has(id)) continue;
      node.remove();
      rows.delete(id);
    }
    if (newest.length) none.remove();
    wanted.forEach((node, at) => tasks.children[at] !== node && tasks.insertBefore(node, tasks.children[at] ?? null));
  };
}

function json(value) {
  return typeof value === "string" ? value : JSON.stringify(value, null, 2);
}

function callItem(call) {
  const good = call.verdict === "ok" || call.verdict === "-";
  const status = call.http_status === 0 ? "cut" : call.error_code || call.http_status;
  const failed = call.http_status === 0 || call.http_status >= 400 || call.error_code;
  const bodies = el("div", { class: "call-bodies" });
  const made = el(
    "details",
    { class: "call", data: { number: call.number } },
    el(
      "summary",
      {},
      el("span", { class: "call-name", text: call.action || call.service }),
      el("span", { class: good ? "verdict good" : "verdict bad", text: call.verdict === "-" ? "unsigned" : good ? "signed ✓" : call.verdict }),
      el("span", { class: failed ? "status bad" : "status", text: status }),
      call.fault ? el("span", { class: "verdict bad", text: `fault: ${call.fault}` }) : null,
      el("span", { class: "quiet", text: `${call.milliseconds.toFixed(0)} ms` }),
    ),
    bodies,
  );
  made.addEventListener("toggle", async () => {
    if (!made.open || bodies.childNodes.length) return;
    const told = await ask("call", { number: call.number }).catch((error) => ({ request: error.message, answer: "" }));
    const part = (title, value) => [el("h4", { text: title }), el("pre", { class: "json", tabIndex: 0, text: json(value) })];
    bodies.append(
      el("p", { class: "quiet mono", text: `${call.service} · key ${call.credential || "none"} · ${call.request_id}` }),
      ...part("Request", told.request),
      ...part("Answer", told.answer),
    );
  });
  return el("li", {}, made);
}

export function drawTencent(holder) {
  const told = el("span");
  const clockLine = el("div", { class: "panel-line" }, told);
  const drawSpeed = speeds(clockLine);
  const switches = el("ul", { class: "switches", "aria-label": "Faults" });
  const clear = el("button", { type: "button", class: "tiny", text: "clear all", "aria-label": "clear all faults", on: { click: () => act("clear_faults") } });
  const tasks = el("ol", { class: "jobs", tabIndex: 0, "aria-label": "Tasks, newest first" });
  const calls = el("ol", { class: "calls", tabIndex: 0, "aria-label": "Calls, newest first" });
  holder.append(clockLine, el("div", { class: "panel-line" }, el("h3", { text: "Faults" }), clear), switches, el("h3", { text: "Tasks" }), tasks, el("h3", { text: "Calls" }), calls);
  const drawTasks = taskRows(tasks);
  let shownSwitches = "";
  store.on("tencent", () => {
    drawSpeed();
    told.textContent = `Tasks run ${store.tencent.speed}× as fast`;
    const wanted = JSON.stringify(store.tencent.switches);
    if (wanted !== shownSwitches) {
      shownSwitches = wanted;
      const focused = [...switches.querySelectorAll("button, select")].indexOf(document.activeElement);
      switches.replaceChildren(...store.tencent.switches.map(switchLine));
      if (focused >= 0) switches.querySelectorAll("button, select")[focused]?.focus();
    }
    drawTasks(store.tencent.tasks.slice(-30).reverse());
  });
  store.on("calls", () => calls.replaceChildren(...store.calls.slice(-ROWS).reverse().map(callItem)));
  const arrived = [];
  store.on("call", (call) => {
    arrived.push(call);
    if (arrived.length > 1) return;
    requestAnimationFrame(() => {
      calls.prepend(...arrived.splice(0).reverse().map(callItem));
      while (calls.children.length > ROWS) calls.lastElementChild.remove();
    });
  });
}
