"""Every record of the samples: valid by an independent JSON Schema validator, the same for any number of
threads, and every span quotes the input to the byte and to the character."""
import json
import pathlib
import subprocess
import sys

import jsonschema

program, root = sys.argv[1], pathlib.Path(sys.argv[2])
samples = root / "samples" / "en"


def extract(*options):
    run = subprocess.run([program, "extract", str(samples), "--quiet", *options], capture_output=True)
    assert run.returncode in (0, 1), run.stderr.decode()
    return run.stdout


def resolver(schema):
    store = {}
    for path in (root / "schemas").glob("*.schema.json"):
        loaded = json.loads(path.read_text(encoding="utf-8"))
        store[path.name] = loaded
        if "$id" in loaded:
            store[loaded["$id"]] = loaded
    return jsonschema.RefResolver(schema.get("$id", ""), schema, store=store)


def check_span(where, span, quote, data):
    begin, end = span["byte"]
    assert data[begin:end].decode("utf-8") == quote, (where, span, quote)
    text = data.decode("utf-8")
    first, last = span["char"]
    assert text[first:last] == quote, (where, span, quote)


one = extract("--jobs", "1")
assert one == extract("--jobs", "8"), "the output depends on the number of threads"
schema = json.loads((root / "schemas" / "record.schema.json").read_text(encoding="utf-8"))
validator = jsonschema.Draft7Validator(schema, resolver=resolver(schema))
spans = 0
records = [json.loads(line) for line in one.splitlines()]
assert len(records) >= 30, len(records)
for record in records:
    path = record["source"]["path"]
    for error in validator.iter_errors(record):
        raise AssertionError(f"{path}: {error.json_path}: {error.message}")
    if record["source"].get("format") != "text":
        continue
    data = pathlib.Path(path).read_bytes()
    for mention in record["mentions"]:
        check_span(path, mention["span"], mention["text"], data)
        spans += 1
    ids = {mention["id"] for mention in record["mentions"]}
    for pointer, supporting in record["evidence"].items():
        assert supporting and set(supporting) <= ids, (path, pointer)
assert spans > 500, spans
print(f"{len(records)} records, {spans} spans")
