// A text field with a list of suggestions (ARIA combobox): arrows move, Enter selects, Escape closes.

import { el, freshId } from "./dom.js";

const PAUSE_MS = 120;

/**
 * `source(text)` returns (a promise of) [{ value, label, note }]. With `free`, any typed text is a valid value.
 * Returns { input, element, value(), set(value, label) }.
 */
export function combobox({ id, source, free = false, placeholder = "", describedBy, required = false, onChange = () => {}, maxLength }) {
  const listId = freshId("list");
  const input = el("input", {
    id, type: "text", class: "combo-input", autocomplete: "off", placeholder, maxLength, spellcheck: false, dir: "auto",
    role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": listId,
    "aria-describedby": describedBy, "aria-required": required ? "true" : undefined,
  });
  const box = el("ul", { id: listId, class: "suggestions", role: "listbox", "aria-label": "Suggestions", hidden: true });
  const element = el("div", { class: "combo" }, input, box);
  let items = [];
  let active = -1;
  let chosen = null;
  let asked = 0;
  let timer = 0;

  const close = () => {
    asked++;
    clearTimeout(timer);
    box.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const mark = (at) => {
    active = at;
    [...box.children].forEach((node, number) => node.setAttribute("aria-selected", String(number === at)));
    const node = box.children[at];
    if (node) {
      input.setAttribute("aria-activedescendant", node.id);
      node.scrollIntoView({ block: "nearest" });
    } else input.removeAttribute("aria-activedescendant");
  };
  const take = (item) => {
    chosen = item;
    input.value = item.label;
    close();
    onChange();
  };
  const note = (text) => {
    items = [];
    active = -1;
    input.removeAttribute("aria-activedescendant");
    box.replaceChildren(el("li", { class: "note", role: "option", "aria-disabled": "true", "aria-selected": "false", text }));
    box.hidden = false;
    input.setAttribute("aria-expanded", "true");
  };
  const show = async () => {
    const mine = ++asked;
    let found;
    try {
      found = await source(chosen ? "" : input.value);
    } catch (error) {
      if (mine === asked) note(error.message);
      return;
    }
    if (mine !== asked || document.activeElement !== input) return;
    if (!found.length) {
      note("No options match your search.");
      return;
    }
    items = found;
    box.replaceChildren(
      ...found.map((item, at) =>
        el(
          "li",
          {
            id: `${listId}-${at}`, role: "option", "aria-selected": "false", class: "suggestion",
            on: {
              mousedown: (event) => {
                event.preventDefault();
                take(item);
              },
              mousemove: () => active !== at && mark(at),
            },
          },
          el("span", { text: item.label, dir: "auto" }),
          item.note ? el("span", { class: "quiet", text: item.note, dir: "auto" }) : null,
        ),
      ),
    );
    box.hidden = false;
    input.setAttribute("aria-expanded", "true");
    mark(free || (!required && !input.value) ? -1 : 0);
  };

  input.addEventListener("focus", show);
  input.addEventListener("input", () => {
    chosen = null;
    onChange();
    clearTimeout(timer);
    timer = setTimeout(show, PAUSE_MS);
  });
  input.addEventListener("blur", () => {
    close();
    if (chosen || free || !input.value) return;
    const exact = items.find((item) => item.label.toLowerCase() === input.value.trim().toLowerCase());
    if (exact) chosen = exact;
  });
  input.addEventListener("keydown", (event) => {
    const open = !box.hidden && items.length > 0;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!open) show();
      else mark((active + (event.key === "ArrowDown" ? 1 : -1) + items.length) % items.length);
    } else if ((event.key === "Enter" || event.key === "Tab") && open && active >= 0 && !event.shiftKey) {
      if (event.key === "Enter") event.preventDefault();
      take(items[active]);
    } else if (event.key === "Escape" && !box.hidden) {
      event.preventDefault();
      event.stopPropagation();
      close();
    }
  });
  return {
    input,
    element,
    label: () => input.value,
    value: () => chosen?.value ?? (input.value === "" ? null : input.value),
    set: (value, label) => {
      chosen = { value, label };
      input.value = label;
    },
  };
}

/** A source over a fixed list: entries that begin with the text first, then those that contain it. */
export function fixed(items) {
  return (text) => {
    const wanted = text.trim().toLowerCase();
    const holding = items.filter((item) => item.label.toLowerCase().includes(wanted));
    const first = holding.filter((item) => item.label.toLowerCase().startsWith(wanted));
    return [...first, ...holding.filter((item) => !first.includes(item))].slice(0, 25);
  };
}
