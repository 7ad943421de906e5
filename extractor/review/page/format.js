// Values as people write them, by the templates of review.json. Pure.

let written = {};
// How words are written that are no plain words: {"fnclcc": "FNCLCC"}, from the table.
export function setWritten(table) { written = table; }

export function words(value) {
  if (typeof value === "string") return Object.hasOwn(written, value) ? written[value] : value.replaceAll("_", " ");
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (Array.isArray(value)) return value.map(words).join(", ");
  if (value !== null && typeof value === "object") {
    return Object.entries(value).map(([key, member]) => `${words(key)}: ${words(member)}`).join(", ");
  }
  return String(value);
}

// "[{relation} ]{mm} mm[ ({all| × })]": pieces in [ ] are left out when a key in them is absent; keys of
// the value that the template does not name follow; `skip` is the key that is the label.
export function formatValue(template, value, skip) {
  if (value === null || value === undefined) return "";
  const object = typeof value === "object" && !Array.isArray(value);
  const used = new Set(skip === undefined ? [] : [skip]);
  const fill = (piece) => {
    let complete = true;
    const text = piece.replace(/\{([^}|]+)(?:\|([^}]*))?\}/g, (_, key, between) => {
      const member = key === "." ? value : object ? value[key] : undefined;
      if (member === undefined) { complete = false; return ""; }
      used.add(key);
      return Array.isArray(member) && between !== undefined ? member.map(words).join(between) : words(member);
    });
    return {text, complete};
  };
  let out = "";
  for (const [, optional, plain] of template.matchAll(/\[([^\]]*)\]|([^[]+)/g)) {
    const {text, complete} = fill(optional ?? plain);
    if (complete || optional === undefined) out += text;
  }
  out = out.replace(/^[\s,·–]+/, "").trim();
  if (!object) return out || words(value);
  const rest = Object.keys(value).filter((key) => !used.has(key));
  const more = rest.map((key) => `${words(key)} ${words(value[key])}`).join(", ");
  return [out, more].filter(Boolean).join(more && out ? "; " : "");
}
