// The operator's tab: the bot's readiness and metrics, and where the operator's commands are.

import { ask } from "./act.js";
import { el } from "./dom.js";
import { store } from "./store.js";

const LOOK_AGAIN_MS = 2000;

function check([name, finding]) {
  return el(
    "li",
    { class: finding.ok ? "check good" : "check bad" },
    el("span", { class: "check-sign", text: finding.ok ? "✓" : "✗", "aria-label": finding.ok ? "fine" : "not fine" }),
    el("span", {}, el("strong", { text: name }), finding.detail ? el("span", { class: "quiet", text: ` ${finding.detail}` }) : null),
  );
}

export function drawOperator(holder) {
  const told = el("p", { class: "panel-line" });
  const checks = el("ul", { class: "checks", "aria-label": "/readyz" });
  const filter = el("input", { type: "search", class: "window-input", placeholder: "Show only metrics with…", "aria-label": "Show only metrics with" });
  const metrics = el("pre", { class: "json metrics", tabIndex: 0, role: "region", "aria-label": "/metrics" });
  const again = el("button", { type: "button", class: "button secondary", text: "Look again" });
  const note = el("p", { class: "quiet" });
  let lines = [];
  let timer = 0;
  const show = () => {
    const wanted = filter.value.trim().toLowerCase();
    metrics.textContent = lines.filter((line) => !wanted || line.toLowerCase().includes(wanted)).join("\n");
  };
  const look = async () => {
    clearTimeout(timer);
    again.disabled = true;
    let isReady = false;
    try {
      const found = await ask("health");
      told.replaceChildren(el("strong", { text: found.readyz.status }), el("span", { class: "quiet", text: `${found.status} from ${found.url}/readyz` }));
      checks.replaceChildren(...Object.entries(found.readyz.checks).map(check));
      lines = found.metrics.split("\n");
      isReady = found.status === 200;
    } catch (error) {
      told.replaceChildren(el("span", { text: error.message }));
      checks.replaceChildren();
      lines = [];
    }
    again.disabled = false;
    show();
    // While the bot is not ready, poll again for as long as the tab is visible.
    if (!isReady && holder.offsetParent) timer = setTimeout(look, LOOK_AGAIN_MS);
  };
  filter.addEventListener("input", show);
  again.addEventListener("click", look);
  holder.append(told, el("div", { class: "row" }, again), note, el("h3", { text: "/readyz" }), checks, el("h3", { text: "/metrics" }), filter, metrics);
  store.on("view", () => {
    const has = store.view.commands.some((one) => one.name === "operator");
    note.textContent = has ? "You are an operator here: type /operator." : "The operator's commands, /operator, are for the admin of this server: be Admin.";
  });
  return look;
}
