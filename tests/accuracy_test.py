"""The samples, scored against their reviewed records: no field may be worse than tests/accuracy/<language>.json
(bin/accuracy --bless writes these), and a changed look of the same reports may not cost more than it is allowed to."""
import pathlib
import subprocess
import sys
import tempfile

program, root = sys.argv[1], pathlib.Path(sys.argv[2])


def run(*arguments):
    return subprocess.run([program, *map(str, arguments)], capture_output=True, text=True)


languages = sorted({path.parent.parent for path in root.glob("samples/*/*/expected.json")})
assert languages, "no sample has an expected.json"
documents = 0
with tempfile.TemporaryDirectory() as scratch:
    for folder in languages:
        cases = {path.parent.name for path in folder.glob("*/expected.json")}
        for case in cases:
            assert (folder / case / "origin.md").is_file(), f"{folder / case}: origin.md is missing"
        documents += len(cases)
        records = pathlib.Path(scratch) / f"{folder.name}.ndjson"
        extracted = run("extract", folder, "--quiet", "-o", records)
        assert extracted.returncode in (0, 1), extracted.stderr
        baseline = root / "tests" / "accuracy" / f"{folder.name}.json"
        assert baseline.is_file(), f"{baseline} is missing: bin/accuracy --bless writes it"
        scored = run("evaluate", folder, records, "--baseline", baseline)
        assert scored.returncode == 0, f"{folder.name}:\n{scored.stderr}{scored.stdout}"
        # A baseline that nothing can fall below proves nothing.
        empty = pathlib.Path(scratch) / "empty.ndjson"
        empty.write_text("")
        fallen = run("evaluate", folder, empty, "--baseline", baseline)
        assert fallen.returncode == 1 and "dropped" in fallen.stderr, fallen.stderr
        if folder.name == "en":
            changed = run("evaluate", folder, "--perturb", "all", "--rounds", "2")
            assert changed.returncode == 0, f"{changed.stderr}{changed.stdout}"
            print(changed.stdout)
print(f"{documents} samples in {len(languages)} languages")
