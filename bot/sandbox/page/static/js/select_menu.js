// A select as Discord shows it: one line that opens a list. Any entry can be chosen, including the current one;
// with several allowed, they are ticked one by one and sent together when the list closes.

import { el, freshId } from "./dom.js";
import { closePopup, openPopup } from "./popup.js";

/** `choices`: { value, label, description, chosen }. `onChoose(values)`. Returns { element, values }. */
export function selectMenu({ id, name, placeholder, choices, least = 1, most = 1, disabled = false, onChoose = () => {} }) {
  const listId = freshId("choices");
  const many = most > 1;
  let chosen = new Set(choices.filter((one) => one.chosen).map((one) => one.value));
  let sent = [...chosen];
  let active = -1;
  const shown = el("span", { class: "menu-text", dir: "auto" });
  const button = el(
    "button",
    { id, type: "button", class: "select menu-line-button", role: "combobox", disabled, "aria-label": name, "aria-haspopup": "listbox", "aria-expanded": "false" },
    shown,
    el("span", { class: "menu-arrow", text: "▾", "aria-hidden": "true" }),
  );
  const items = choices.map((choice, at) =>
    el(
      "li",
      { id: `${listId}-${at}`, role: "option", class: "suggestion choice-line", on: { click: () => take(at), mousemove: () => mark(at) } },
      el("span", { class: "choice-words" }, el("span", { text: choice.label, dir: "auto" }), choice.description ? el("span", { class: "quiet", text: choice.description, dir: "auto" }) : null),
      el("span", { class: "tick", "aria-hidden": "true" }),
    ),
  );
  const box = el("ul", { id: listId, class: `popup choice-list${many ? " many" : ""}`, role: "listbox", "aria-label": name ?? placeholder, "aria-multiselectable": many ? "true" : undefined }, items);

  box.addEventListener("mousedown", (event) => event.preventDefault()); // the keys stay with the line

  const isOpen = () => box.isConnected;
  const draw = () => {
    const labels = choices.filter((one) => chosen.has(one.value)).map((one) => one.label);
    shown.textContent = labels.length ? labels.join(", ") : placeholder || "Make a selection";
    shown.classList.toggle("quiet", !labels.length);
    items.forEach((node, at) => {
      const ticked = chosen.has(choices[at].value);
      node.setAttribute("aria-selected", String(ticked));
      node.classList.toggle("off", many && !ticked && chosen.size >= most);
    });
  };
  const mark = (at) => {
    active = at;
    items.forEach((node, number) => node.classList.toggle("active", number === at));
    if (items[at]) {
      button.setAttribute("aria-activedescendant", items[at].id);
      items[at].scrollIntoView({ block: "nearest" });
    } else button.removeAttribute("aria-activedescendant");
  };
  const choose = (values) => {
    sent = values;
    onChoose(values);
  };
  const take = (at) => {
    const { value } = choices[at];
    if (!many) {
      // Choosing the current entry sends it again, or clears it when no choice is required.
      chosen = new Set(least === 0 && chosen.has(value) ? [] : [value]);
      draw();
      closePopup();
      choose([...chosen]);
      return;
    }
    if (chosen.has(value)) chosen.delete(value);
    else if (chosen.size < most) chosen.add(value);
    draw();
  };
  const closed = () => {
    button.setAttribute("aria-expanded", "false");
    button.removeAttribute("aria-controls");
    mark(-1);
    if (!many || !button.isConnected) return;
    const values = choices.map((one) => one.value).filter((value) => chosen.has(value));
    if (values.length < least) {
      chosen = new Set(sent);
      draw();
    } else if (values.join("\n") !== sent.join("\n")) choose(values);
  };
  const show = () => {
    button.setAttribute("aria-expanded", "true");
    button.setAttribute("aria-controls", listId);
    openPopup(box, button, { onClose: closed });
    box.style.minWidth = `${button.offsetWidth}px`;
    mark(Math.max(0, choices.findIndex((one) => chosen.has(one.value))));
  };
  const keys = {
    ArrowDown: () => mark(Math.min(items.length - 1, active + 1)),
    ArrowUp: () => mark(Math.max(0, active - 1)),
    Home: () => mark(0),
    End: () => mark(items.length - 1),
    Enter: () => take(active),
    " ": () => take(active),
    Escape: closePopup,
  };
  button.addEventListener("click", () => (isOpen() ? closePopup() : show()));
  button.addEventListener("keydown", (event) => {
    if (event.key === "Tab") closePopup();
    const opens = ["ArrowDown", "ArrowUp", "Enter", " "].includes(event.key);
    if (!(isOpen() ? event.key in keys : opens)) return;
    event.preventDefault();
    event.stopPropagation();
    if (isOpen()) keys[event.key]();
    else show();
  });
  draw();
  return { element: button, values: () => [...chosen] };
}
