"""The project's own words: no rule example, sample or test repeats eight words in a row of a text that pathex is
measured on. Of those texts only hashes lie here (own_words/reference.hashes: every run of eight words, six bytes each,
sorted), so that the test runs without them. PATHEX_REFERENCE_TEXTS=FOLDER[:FOLDER] compares with more texts and names
the one that holds the words; with BLESS=1 it writes the hashes of these folders instead."""
import bisect
import collections
import hashlib
import os
import pathlib
import re
import sys
import tempfile
import unicodedata

root = pathlib.Path(sys.argv[2])  # ctest gives the program first, like every test here
committed = root / "tests" / "own_words" / "reference.hashes"
RUN, BYTES, SPANS = 8, 6, re.compile(r"[a-z0-9]+")
SCANNED = ("README.md", "extractor", "lexicons", "samples", "schemas", "tests")
# In every reference, so that the committed file can be seen to catch something (backwards: this file is scanned too).
CANARY = "stork a by counted were margins striped seven that says gazette invented This".split()[::-1]

Shared = collections.namedtuple("Shared", "file line words origin")


def fold(text):
    """Lower case without accents, one character for each of the text's: places stay what they are."""
    return "".join(unicodedata.normalize("NFKD", letter)[:1].lower()[:1] or " " for letter in text)


def runs(text):
    """(place, words) of every run of eight words; punctuation and line ends do not count."""
    words = [(found.start(), found.group()) for found in SPANS.finditer(fold(text))]
    for at in range(len(words) - RUN + 1):
        yield words[at][0], " ".join(word for _, word in words[at:at + RUN])


def digest(words):
    return hashlib.blake2b(words.encode(), digest_size=BYTES).digest()


def blank(pattern, text):
    """The text with blanks instead of what the pattern finds."""
    return re.sub(pattern, lambda found: re.sub(r"[^\n]", " ", found.group()), text)


def pieces(path, text):
    """(place, text) of each piece of a file in which words can follow each other."""
    if path.suffix == ".jsonc":  # each string by itself, without the marks of an example
        for found in re.finditer(r'"((?:[^"\\\n]|\\.)*)"', text):
            yield found.start(1), blank(r"\\[ntr]|\]\([^)]*\)", found.group(1))
    elif path.suffix in (".cc", ".h", ".json", ".jsonl", ".ndjson", ".py"):
        yield 0, blank(r"\\[ntr]", text)
    else:
        yield 0, blank(r"<[^>]*>", text)


def files(project):
    for name in SCANNED:
        top = project / name
        for path in [top] if top.is_file() else sorted(top.rglob("*")):
            if path.is_file() and "node_modules" not in path.parts:
                data = path.read_bytes()
                if b"\0" not in data:
                    yield path, data.decode("utf-8", "replace")


def shared_runs(project, origins):
    """Every run of the project that a reference holds; one for words that stand in one place."""
    for path, text in files(project):
        end = -1
        for start, piece in pieces(path, text):
            for place, words in runs(piece):
                origin = origins(words)
                if origin and start + place > end:
                    end = start + place + len(words)
                    line = text.count("\n", 0, start + place) + 1
                    yield Shared(path.relative_to(project), line, words, origin)


def hashes(data):
    assert len(data) % BYTES == 0, "the file of hashes is cut off"
    table = [data[at:at + BYTES] for at in range(0, len(data), BYTES)]
    assert table == sorted(set(table)), "the file of hashes is not sorted"
    return table


def hashed_origins(table):
    def origins(words):
        wanted = digest(words)
        at = bisect.bisect_left(table, wanted)
        return "a reference text" if at < len(table) and table[at] == wanted else None
    return origins


def reference_texts(folders):
    for folder in folders:
        assert folder.is_dir(), f"{folder}: PATHEX_REFERENCE_TEXTS names no folder"
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                yield path, path.read_text(encoding="utf-8", errors="replace")


def written(texts):
    wanted = {digest(words) for text in [" ".join(CANARY), *texts] for _, words in runs(text)}
    return b"".join(sorted(wanted))


def invented_project(folder, sample, example):
    (folder / "samples").mkdir(parents=True)
    (folder / "lexicons").mkdir()
    (folder / "samples" / "report.txt").write_text(f"DIAGNOSIS:\n{sample}\n", encoding="utf-8")
    (folder / "lexicons" / "topic.jsonc").write_text(f'{{\n  "match": ["{example}"]\n}}\n', encoding="utf-8")
    return folder


def check_the_check(scratch):
    """What a shared run is: eight words, whatever stands between them; seven are none."""
    text = "The pear-shaped lump lay between two ribs, of which the lower was déjà vu."
    origins = hashed_origins(hashes(written([text])))
    copied = invented_project(scratch / "copied", "A lump lay between\ntwo RIBS of which the lower one was grey.",
                              "The [pear-shaped lump](size=3) lay between two [ribs]().")
    found = list(shared_runs(copied, origins))
    assert [(str(each.file), each.line) for each in found] == [
        ("lexicons/topic.jsonc", 2), ("samples/report.txt", 2)], found
    assert found[1].words == "lump lay between two ribs of which the", found
    accented = invented_project(scratch / "accented", "Two ribs, of which the lower was deja seen.", "x")
    assert len(list(shared_runs(accented, origins))) == 1
    own = invented_project(scratch / "own", "A lump lay between two ribs of what the", "pear shaped lump lay between two")
    assert not list(shared_runs(own, origins))
    canary = invented_project(scratch / "canary", " ".join(CANARY), "x")
    table = hashes(committed.read_bytes())
    assert len(list(shared_runs(canary, hashed_origins(table)))) == 1, f"{committed} does not hold the canary"
    return table


folders = [pathlib.Path(name) for name in os.environ.get("PATHEX_REFERENCE_TEXTS", "").split(":") if name]
if os.environ.get("BLESS") and folders:
    committed.parent.mkdir(exist_ok=True)
    committed.write_bytes(written(text for _, text in reference_texts(folders)))
with tempfile.TemporaryDirectory() as scratch:
    table = check_the_check(pathlib.Path(scratch))
assert len(table) > 10000, f"{committed} holds {len(table)} runs only"
assert sum(1 for _ in files(root)) > 300, "the project's files were not found"
faults = list(shared_runs(root, hashed_origins(table)))
if folders and not os.environ.get("BLESS"):
    named = {words: path for path, text in reference_texts(folders) for _, words in runs(text)}
    faults += shared_runs(root, named.get)
for fault in faults:
    print(f"{fault.file}:{fault.line}: '{fault.words}' also stands in {fault.origin}: say it in your own words")
print(f"{len(faults)} shared runs of {RUN} words, {len(table)} in the reference")
sys.exit(1 if faults else 0)
