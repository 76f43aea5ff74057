// The form of a command: its options as chips, their constraints, and the errors Discord would show.

import { interact } from "./act.js";
import { el, freshId } from "./dom.js";
import { describe, optionChip } from "./options.js";
import { store } from "./store.js";

const FILE = 11;

export class CommandForm {
  #chips = new Map();
  #onClose;
  #onChange;

  constructor(command, { onClose, onChange }) {
    this.command = command;
    this.#onClose = onClose;
    this.#onChange = onChange;
    const hintId = freshId("hint");
    this.hint = el("p", { id: hintId, class: "hint", text: command.description, dir: "auto" });
    this.row = el("div", { class: "chips" });
    this.more = el("div", { class: "more", role: "group", "aria-label": "Further options" });
    this.error = el("p", { class: "form-error", role: "alert", hidden: true });
    this.send = el("button", { type: "submit", class: "button primary", text: "Send" });
    const cancel = el("button", { type: "button", class: "icon", "aria-label": "Cancel the command", text: "✕", on: { click: () => this.#onClose() } });
    const head = el("div", { class: "command-head" }, el("strong", { text: `/${command.label}`, dir: "auto" }), el("span", { class: "quiet", text: command.description, dir: "auto" }), cancel);
    this.element = el("form", { class: "command-form", "aria-label": `Command /${command.label}`, noValidate: true, tabIndex: -1 }, head, this.row, this.more, this.hint, this.error, this.send);
    this.hintId = hintId;
    for (const option of command.options) if (option.required) this.add(option);
    this.#drawMore();
    this.element.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
    });
    this.element.addEventListener("keydown", (event) => {
      if (event.key === "Escape") {
        event.preventDefault();
        this.#onClose();
      }
      // A command without options has no field to press Enter in.
      if (event.key === "Enter" && event.target === this.element) this.#submit();
    });
  }

  add(option, { focus = false } = {}) {
    if (this.#chips.has(option.name)) return this.#chips.get(option.name);
    const chip = optionChip(option, {
      commandName: this.command.name,
      others: () => this.values(),
      hintId: this.hintId,
      onFocus: (one) => (this.hint.textContent = `${store.localised(one, "description")} (${describe(one)})`),
      onChange: () => {
        this.#objection(null);
        this.#onChange();
      },
      onRemove: (one) => {
        this.#chips.get(one.name).element.remove();
        this.#chips.delete(one.name);
        this.#drawMore();
        this.focus();
        this.#onChange();
      },
    });
    this.#chips.set(option.name, chip);
    this.row.append(chip.element);
    this.#drawMore();
    if (focus) chip.input.focus();
    return chip;
  }

  #drawMore() {
    const left = this.command.options.filter((one) => !this.#chips.has(one.name));
    this.more.hidden = !left.length;
    this.more.replaceChildren(
      ...left.map((one) =>
        el("button", { type: "button", class: "add", title: store.localised(one, "description"), data: { add: one.name }, on: { click: () => this.add(one, { focus: true }) } }, "+ ", el("span", { text: store.localised(one, "name"), dir: "auto" })),
      ),
    );
  }

  /** Focus the first empty option, else the first one. Typing there never sends the command. */
  focus() {
    const chips = [...this.#chips.values()];
    const first = chips.find((chip) => chip.get() === null && chip.option.type !== FILE) ?? chips[0];
    if (first) first.input.focus();
    else if (this.command.options.length) this.add(this.command.options[0], { focus: true });
    else this.element.focus();
  }

  /** The values filled in, by option name, except files. */
  values() {
    const found = {};
    for (const chip of this.#chips.values()) if (chip.get() !== null) found[chip.option.name] = chip.get();
    return found;
  }

  fill(values) {
    for (const [name, value] of Object.entries(values)) {
      const option = this.command.options.find((one) => one.name === name);
      if (!option) continue;
      const [real, label] = Array.isArray(value) ? value : [value, undefined];
      const chip = this.add(option);
      chip.set(real, label);
      if (option.type === FILE) this.#refuse(chip, `“${name}” takes a file, not “${real}”: pick one, or take this option out.`);
    }
  }

  #refuse(chip, text) {
    this.#objection(text);
    chip.fail(true);
  }

  /** The state kept across a reload. */
  draft() {
    const values = {};
    for (const chip of this.#chips.values()) if (chip.draft()) values[chip.option.name] = chip.draft();
    return { name: this.command.name, values };
  }

  #objection(text) {
    this.error.hidden = !text;
    this.error.textContent = text ?? "";
    if (!text) for (const chip of this.#chips.values()) chip.fail(false);
  }

  async #submit() {
    if (this.send.disabled) return;
    this.#objection(null);
    this.send.disabled = true;
    try {
      const files = {};
      for (const chip of this.#chips.values()) {
        const number = await chip.file();
        if (number) files[chip.option.name] = number;
      }
      await interact("command", { name: this.command.name, options: this.values(), files });
      this.#onClose({ sent: true });
    } catch (error) {
      this.#objection(error.message);
      const named = [...this.#chips.values()].find((chip) => error.message.includes(`“${chip.option.name}”`));
      named?.fail(true);
      named?.input.focus();
    } finally {
      this.send.disabled = false;
    }
  }
}
