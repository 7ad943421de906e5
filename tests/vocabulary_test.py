"""Every value that a record may hold is expected by some sample, list by list of schemas/report.schema.json. The lists
of names that have no end (tumours, stains, operations …) are not asked in full: AT_LEAST so many of their values must
occur, and a run prints the others."""
import json
import pathlib
import sys

root = pathlib.Path(sys.argv[2])
schema = json.loads((root / "schemas" / "report.schema.json").read_text(encoding="utf-8"))
AT_LEAST = {
    "chemotherapy.agents": 42,
    "histology_type": 240,
    "layer": 12,
    "margin.tissue": 9,
    "marker": 180,
    "metastasis.site": 31,
    "organ": 51,
    "procedure": 103,
    "relation": 3,  # "=" is the absence of the key
    "variant": 32,
}


def used_values(node, value, where, used):
    """Adds to `used[list]` the values of `value` that stand in a list of the schema."""
    while "$ref" in node:
        where = node["$ref"].removeprefix("#/$defs/")
        node = schema["$defs"][where]
    if "enum" in node:
        used.setdefault(where, set()).add(value)
    for key, inner in node.get("properties", {}).items():
        if isinstance(value, dict) and key in value:
            used_values(inner, value[key], f"{where}.{key}", used)
    if isinstance(value, list) and "items" in node:
        for each in value:
            used_values(node["items"], each, where, used)


def lists(node, where):
    """(name, values) of every list of the schema."""
    if "enum" in node:
        yield where, node["enum"]
    for key, inner in node.get("properties", {}).items():
        yield from lists(inner, f"{where}.{key}")
    if "items" in node:
        yield from lists(node["items"], where)


used = {}
samples = sorted(root.glob("samples/*/*/expected.json"))
assert len(samples) > 100, len(samples)
for path in samples:
    used_values(schema, json.loads(path.read_text(encoding="utf-8"))["report"], "report", used)
every = dict(lists(schema, "report"))
for name, node in schema["$defs"].items():
    every.update(lists(node, name))
assert set(used) <= set(every), set(used) - set(every)
assert set(AT_LEAST) <= set(every), set(AT_LEAST) - set(every)
faults = 0
for name, values in sorted(every.items()):
    unused = [value for value in values if value not in used.get(name, ())]
    if not unused:
        continue
    occur = len(values) - len(unused)
    print(f"{name}: {occur} of {len(values)} occur; in no sample: {', '.join(map(str, unused))}")
    if occur < AT_LEAST.get(name, len(values)):
        print(f"  FAULT: {AT_LEAST.get(name, len(values))} must occur; write a sample that holds one of them")
        faults += 1
print(f"{len(samples)} samples, {len(every)} lists of values")
sys.exit(1 if faults else 0)
