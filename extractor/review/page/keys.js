// The keys, what they are called in the help, and the switch that turns them off (single letters are
// in the way of speech input).
import {h, byId, isTyping} from "./dom.js";

export const KEYS = [
  ["r", "right", "right: the report says so (of something not found: it does not say it)"],
  ["w", "wrong", "wrong: the report does not say so, nothing takes its place"],
  ["u", "unsure", "unsure"],
  ["c", "correct", "correct: give the value that the report says"],
  ["m", "missing", "missing value: select its words in the report, then choose the field"],
  ["a", "acceptAll", "all values of this record that are still open are right"],
  ["n", "nextRecord", "next record that is open"],
  ["p", "previousRecord", "previous record"],
  ["z", "undo", "undo"],
  ["j", "nextItem", "next value", "ArrowDown"],
  ["k", "previousItem", "previous value", "ArrowUp"],
  ["l", "nextEvidence", "next place of this value in the report", "ArrowRight"],
  ["b", "backToItem", "back to the value", "ArrowLeft"],
  ["i", "why", "why: rule, cue, section, competing values"],
  ["h", "hidden", "show or hide what was read but not used (negated, lost)"],
  ["/", "search", "search"],
  ["f", "filter", "filters"],
  ["q", "queue", "show or hide the list of records"],
  ["?", "help", "this help"],
];

export class Keys {
  // `actions`: name -> function.
  constructor(actions) {
    this.actions = actions;
    this.on = true;
    this.names = new Map(KEYS.flatMap(([key, name, , arrow]) => [[key, name], ...(arrow ? [[arrow, name]] : [])]));
    document.addEventListener("keydown", (event) => this.press(event));
    byId("help").addEventListener("click", () => this.help());
  }

  press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (document.querySelector("dialog[open]")) return;
    if (isTyping(event.target)) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const name = this.names.get(key);
    const arrow = key.startsWith("Arrow");
    // Arrows in the report scroll it, those in the list of records walk it.
    if (!name || (!this.on && !arrow) || (arrow && event.target.closest("#report, #queue") && key !== "ArrowLeft")) return;
    event.preventDefault();
    this.actions[name]();
  }

  help() {
    const dialog = byId("keys");
    const box = h("input", {type: "checkbox", checked: this.on, onchange: (event) => { this.on = event.target.checked; }});
    dialog.replaceChildren(h("form", {method: "dialog"}, h("h2", {id: "keys-title"}, "Keys"),
      h("dl", {class: "keys"}, KEYS.flatMap(([key, , text, arrow]) => [
        h("dt", {}, h("kbd", {}, key), arrow ? [" ", h("kbd", {}, {ArrowDown: "↓", ArrowUp: "↑", ArrowRight: "→", ArrowLeft: "←"}[arrow])] : ""), h("dd", {}, text)])),
      h("p", {}, h("label", {}, box, " letters are keys (turn off for speech input)")),
      h("p", {class: "buttons"}, h("button", {type: "submit", class: "primary"}, "Close ", h("kbd", {}, "Esc")))));
    dialog.showModal();
  }
}
