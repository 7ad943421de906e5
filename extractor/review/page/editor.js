// The dialog for a value: the choices are those of the report's schema.
import {h, byId} from "./dom.js";
import {words} from "./format.js";
import {faults, resolve, schemaAt} from "./schema.js";

const FEW = 12;  // choices shown as a list to pick from; more are typed with suggestions
let lists = 0;

// An input for one value: {element, read() -> value | undefined, focus()}.
function input(schema, node, name, value) {
  node = resolve(schema, node);
  if (node.type === "array") return arrayInput(schema, node, name, value);
  if (node.type === "boolean" || (node.enum && node.enum.length <= FEW)) {
    const choices = node.enum ?? [true, false];
    const select = h("select", {name}, h("option", {value: ""}, "–"),
      choices.map((choice) => h("option", {value: JSON.stringify(choice), selected: choice === value}, words(choice))));
    return {element: select, read: () => (select.value === "" ? undefined : JSON.parse(select.value))};
  }
  if (node.enum) return typedChoice(node, name, value);
  const number = node.type === "number" || node.type === "integer";
  const text = h("input", {name, value: value ?? "", autocomplete: "off", inputmode: number ? "decimal" : null, size: number ? 8 : 24});
  return {element: text, read: () => {
    const written = text.value.trim();
    if (written === "") return undefined;
    return number ? Number(written.replace(",", ".")) : written;
  }};
}

// Of many choices: typed, with the browser's suggestions.
function typedChoice(node, name, value) {
  const id = `choices-${++lists}`;
  const text = h("input", {name, list: id, value: value === undefined ? "" : words(value), autocomplete: "off", size: 24});
  const list = h("datalist", {id}, node.enum.map((choice) => h("option", {value: words(choice)})));
  return {element: h("span", {}, text, list), read: () => {
    const written = text.value.trim().toLowerCase();
    if (written === "") return undefined;
    return node.enum.find((choice) => words(choice).toLowerCase() === written || String(choice) === written) ?? text.value.trim();
  }};
}

function arrayInput(schema, node, name, value = []) {
  const member = resolve(schema, node.items);
  if (member.enum && member.enum.length <= 24) {
    const boxes = member.enum.map((choice) => h("input", {type: "checkbox", value: choice, checked: value.includes(choice)}));
    return {element: h("fieldset", {class: "boxes"}, h("legend", {class: "unseen"}, words(name)),
      boxes.map((box) => h("label", {}, box, " " + words(box.value)))), read: () => {
      const chosen = boxes.filter((box) => box.checked).map((box) => box.value);
      return chosen.length > 0 ? chosen : undefined;
    }};
  }
  const id = `choices-${++lists}`;
  const text = h("input", {name, value: value.map(words).join(", "), autocomplete: "off", size: 30, list: member.enum ? id : null,
                           placeholder: "several with commas between"});
  const list = member.enum ? h("datalist", {id}, member.enum.map((choice) => h("option", {value: words(choice)}))) : null;
  return {element: h("span", {}, text, list), read: () => {
    const written = text.value.split(/[,;×x](?![a-z])/i).map((piece) => piece.trim()).filter(Boolean);
    if (written.length === 0) return undefined;
    if (member.type === "number") return written.map(Number);
    return written.map((piece) => member.enum?.find((choice) => words(choice) === piece.toLowerCase()) ?? piece);
  }};
}

// The inputs for the value at a field; keys that are fields of their own are left out.
function form(schema, table, pattern, value) {
  const node = schemaAt(schema, pattern);
  if (node.type !== "object") {
    const one = input(schema, node, "value", value ?? undefined);
    return {rows: [h("label", {}, h("span", {}, "value"), one.element)], read: one.read, node};
  }
  const own = (key) => !table.fields.some((field) => field.pointer === `${pattern}/${key}` || field.pointer.startsWith(`${pattern}/${key}/`));
  const inputs = Object.entries(node.properties).filter(([key]) => own(key))
    .map(([key, member]) => ({key, ...input(schema, member, key, value?.[key])}));
  return {
    rows: inputs.map(({key, element}) => h(element.tagName === "FIELDSET" ? "div" : "label", {class: "pair"}, h("span", {}, words(key)), element)),
    node,
    read: () => {
      const out = {};
      for (const {key, read} of inputs) {
        const member = read();
        if (member !== undefined) out[key] = member;
      }
      return Object.keys(out).length > 0 ? out : undefined;
    },
  };
}

export class Editor {
  constructor(deck) {
    this.schema = deck.schema;
    this.table = deck.table;
    this.dialog = byId("editor");
  }

  get open() { return this.dialog.open; }

  // Correct the value at `pointer`; save({value, note}) is called with what fits the schema.
  correct({title, pattern, value, note, save}) {
    const parts = form(this.schema, this.table, pattern, value);
    const words = h("input", {name: "note", value: note ?? "", maxlength: 1000, size: 30});
    this.draw(`Correct: ${title}`, [...parts.rows, h("label", {class: "pair"}, h("span", {}, "note"), words)], () => {
      const fresh = parts.read();
      if (fresh === undefined) return ["nothing was entered; to take the value out, close this and press w"];
      const wrong = faults(this.schema, parts.node, fresh);
      if (wrong.length === 0) save({value: fresh, note: words.value.trim()});
      return wrong;
    });
  }

  // Add a value: choose the field, then its value. choices: [{pointer, pattern, label}].
  add({quote, choices, save}) {
    const select = h("select", {name: "field"}, choices.map((choice, i) => h("option", {value: i}, choice.label)));
    const place = h("div", {});
    let parts = null;
    const draw = () => {
      parts = form(this.schema, this.table, choices[select.value].pattern, undefined);
      place.replaceChildren(...parts.rows);
    };
    select.addEventListener("change", draw);
    draw();
    const head = quote ? h("p", {}, "In the report: ", h("q", {dir: "auto"}, quote.text))
                       : h("p", {class: "quiet"}, "Nothing is selected in the report: the value gets no quotation.");
    this.draw("Missing value", [head, h("label", {class: "pair"}, h("span", {}, "field"), select), place], () => {
      const value = parts.read();
      if (value === undefined) return ["nothing was entered"];
      const wrong = faults(this.schema, parts.node, value);
      if (wrong.length === 0) save({choice: choices[select.value], value});
      return wrong;
    });
  }

  draw(title, rows, submit) {
    const problem = h("p", {class: "problem", role: "alert"});
    const back = document.activeElement;
    const close = () => { this.dialog.close(); back?.focus?.({preventScroll: true}); };
    const dialog = h("form", {method: "dialog", onsubmit: (event) => {
      event.preventDefault();
      const wrong = submit();
      problem.textContent = wrong.join("; ");
      if (wrong.length === 0) close();
    }}, h("h2", {id: "editor-title"}, title), rows, problem,
      h("p", {class: "buttons"}, h("button", {type: "submit", class: "primary"}, "Save ", h("kbd", {}, "Enter")),
        h("button", {type: "button", onclick: close}, "Cancel ", h("kbd", {}, "Esc"))));
    this.dialog.replaceChildren(dialog);
    this.dialog.showModal();
    dialog.querySelector("select, input")?.focus();
  }
}
