// The choices that report.schema.json gives for a value, and a check of what was chosen. Pure; knows
// the part of JSON Schema that the report's schema uses.
import {words} from "./format.js";

export function resolve(schema, node) {
  while (node && node.$ref) {
    const steps = node.$ref.replace(/^#\//, "").split("/");
    node = steps.reduce((at, step) => at?.[step], schema);
  }
  return node;
}

// The schema of the place a pointer or pattern names; undefined when there is none.
export function schemaAt(schema, pointer) {
  let node = schema;
  for (const step of pointer.split("/").slice(1)) {
    node = resolve(schema, node);
    if (!node) return undefined;
    node = /^(\d+|\*)$/.test(step) && node.items ? node.items : node.properties?.[step];
  }
  return resolve(schema, node);
}

// What is wrong with `value`, as a list of sentences; empty when it fits.
export function faults(schema, node, value, name = "") {
  node = resolve(schema, node);
  const say = (text) => [`${name ? words(name) + " " : ""}${text}`];
  if (node.enum) return node.enum.includes(value) ? [] : say("is none of the choices");
  if (node.type === "number" || node.type === "integer") {
    if (typeof value !== "number" || Number.isNaN(value)) return say("is no number");
    if (node.type === "integer" && !Number.isInteger(value)) return say("is no whole number");
    if (value < (node.minimum ?? -Infinity)) return say(`is less than ${node.minimum}`);
    if (value > (node.maximum ?? Infinity)) return say(`is more than ${node.maximum}`);
  } else if (node.type === "string") {
    if (typeof value !== "string" || value.length < (node.minLength ?? 0)) return say("is empty");
    if (node.pattern && !new RegExp(node.pattern).test(value)) return say("is not written as it must be");
  } else if (node.type === "boolean") {
    if (typeof value !== "boolean") return say("is yes or no");
  } else if (node.type === "array") {
    if (!Array.isArray(value) || value.length < (node.minItems ?? 0)) return say("is empty");
    return value.flatMap((member) => faults(schema, node.items, member, name));
  } else if (node.type === "object") {
    const out = (node.required ?? []).filter((key) => !(key in value)).map((key) => `${words(key)} is needed`);
    for (const [key, needs] of Object.entries(node.dependencies ?? {})) {
      for (const need of key in value ? needs : []) {
        if (!(need in value)) out.push(`${words(key)} needs ${words(need)}`);
      }
    }
    for (const [key, member] of Object.entries(value)) {
      out.push(...(node.properties?.[key] ? faults(schema, node.properties[key], member, key) : [`${key} is unknown`]));
    }
    return out;
  }
  return [];
}
