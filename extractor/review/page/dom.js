// Elements from names, attributes and children. Text only ever becomes text nodes: there is no way
// from here to HTML.

// h("li", {class: "row", onclick: f, "aria-label": "x"}, "text", child, null)
export function h(name, attributes, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

export const byId = (id) => document.getElementById(id);

// In a field where keys write text.
export function isTyping(target) {
  return target instanceof HTMLElement && (target.isContentEditable ||
      /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

let liveTimer = 0;
// Says it to screen readers.
export function announce(text) {
  clearTimeout(liveTimer);
  const live = byId("live");
  live.textContent = "";
  liveTimer = setTimeout(() => { live.textContent = text; }, 30);
}
