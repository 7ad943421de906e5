"""Bulk runs from outside: what is killed, cut off or full goes on and gives the same bytes.

PATHEX_FULL=1 runs the long form: 20 kills in a run of 20,000 reports.
"""
import gzip
import json
import os
import pathlib
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

program, root = sys.argv[1], pathlib.Path(sys.argv[2])
only = sys.argv[3:]
full = os.environ.get("PATHEX_FULL") == "1"
knowledge = ["--lexicons", str(root / "lexicons"), "--schemas", str(root / "schemas")]
random.seed(7)

SENTENCES = [
    "Tumor size: {n} x {m} x 2 cm.", "FNCLCC grade {g}.", "Resection margins are free of tumor.",
    "The deep margin is involved.", "Mitoses: {n} per 10 HPF.", "Desmin and SMA are positive, S100 is negative.",
    "Necrosis is present in {n}0 % of the tumor.", "Leiomyosarcoma of the left thigh.",
    "No lymphovascular invasion.", "The closest margin is the medial one at {m} mm."]


def report(number):
    pick = random.Random(number)
    lines = [s.format(n=pick.randint(1, 9), m=pick.randint(1, 9), g=pick.randint(1, 3))
             for s in pick.sample(SENTENCES, 5)]
    return f"Report {number}\nDiagnosis\n" + "\n".join(lines) + "\n"


def corpus(folder, count, length=1):
    """So many files, each of so many small reports."""
    for number in range(count):
        path = folder / f"{number // 1000:03d}" / f"r{number:06d}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(report(number * length + n) for n in range(length)), encoding="utf-8")
    return folder


def extract(*arguments, **keywords):
    keywords.setdefault("capture_output", True)
    return subprocess.run([program, "extract", *map(str, arguments), *knowledge], **keywords)


def lines_of(path):
    return path.read_bytes().splitlines()


def check(condition, *what):
    if not condition:
        raise AssertionError(what)


def start(*arguments):
    return subprocess.Popen([program, "extract", *map(str, arguments), *knowledge], stdout=subprocess.DEVNULL,
                            stderr=subprocess.DEVNULL)


def dump(path):
    """All rows of a database, in order."""
    base = sqlite3.connect(path)
    tables = [name for name, in base.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name")]
    return {table: sorted(base.execute(f"SELECT * FROM {table}"), key=repr) for table in tables}


def test_killed_runs_go_on(here):
    """kill -9 at random moments, then --resume: nothing is lost, nothing is twice, the same bytes."""
    count, kills = (20000, 20) if full else (3000, 4)
    feed = corpus(here / "feed", count)
    began = time.monotonic()
    whole = extract(feed, "-o", here / "whole.ndjson", "-q")
    whole_seconds = time.monotonic() - began
    check(whole.returncode == 0, whole.stderr)
    for ending in ["ndjson", "csv"] if not full else ["ndjson"]:
        out = here / f"killed.{ending}"
        reference = here / "whole.ndjson"
        if ending != "ndjson":
            reference = here / f"whole.{ending}"
            extract(feed, "-o", reference, "-q")
        done = 0
        while done < kills:
            run = start(feed, "-o", out, "--resume", "-q")
            time.sleep(0.05 + random.random() * (2 * whole_seconds / kills if full else whole_seconds))
            if run.poll() is None:
                run.send_signal(signal.SIGKILL)
                done += 1
            run.wait()
            if out.exists():  # it came to its end: begin a new one
                check(out.read_bytes() == reference.read_bytes(), "resumed", ending, done)
                out.unlink()
                # Killed between the two last steps it leaves the journal of what is gone now.
                pathlib.Path(f"{out}.journal").unlink(missing_ok=True)
        last = extract(feed, "-o", out, "--resume")
        check(last.returncode == 0, last.stderr)
        check(out.read_bytes() == reference.read_bytes(), "resumed", ending)
        check(f"{count} records".encode() in last.stderr, last.stderr)
        check(not list(here.glob("killed*.journal")) and not list(here.glob("killed*unfinished")), list(here.iterdir()))
    print(f"  {kills} kills in runs of {count} reports ({whole_seconds:.1f} s undisturbed)")


def test_a_killed_database_goes_on(here):
    feed = corpus(here / "feed", 2000)
    began = time.monotonic()
    extract(feed, "-o", here / "whole.sqlite", "-q")
    whole_seconds = time.monotonic() - began
    out = here / "out.sqlite"
    killed = 0
    for _ in range(4):
        run = start(feed, "-o", out, "--resume", "-q")
        time.sleep(0.3 * whole_seconds)
        killed += run.poll() is None
        run.kill()
        run.wait()
    check(killed > 0, "no run was stopped in its middle")
    check(extract(feed, "-o", out, "--resume", "-q").returncode == 0)
    check(dump(out) == dump(here / "whole.sqlite"), "rows differ")
    check(len(dump(out)["report"]) == 2000)


def test_memory_is_flat(here):
    """Ten times as many reports need no more memory, whatever they are written to."""
    def peak(count, ending):
        lines = "".join(json.dumps({"id": f"r{n}", "text": report(n)}) + "\n" for n in range(count))
        (here / "in.ndjson").write_text(lines)
        run = start(here / "in.ndjson", "-o", here / f"out.{ending}", "-q", "-j", "2")
        most = 0
        while run.poll() is None:  # what wait4 says counts this process, too
            try:
                status = pathlib.Path(f"/proc/{run.pid}/status").read_text()
            except OSError:
                continue
            most = max([most] + [int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")])
            time.sleep(0.01)
        check(run.returncode == 0, ending)
        (here / f"out.{ending}").unlink()
        return most / 1024

    peak(10, "ndjson")  # compiles the lexicons
    for ending in ["ndjson", "ndjson.zst", "ndjson.gz", "sqlite", "csv"]:
        few, many = peak(1500, ending), peak(15000, ending)
        print(f"  {ending}: {few:.0f} and {many:.0f} MB")
        check(many < few + 40, ending, few, many)


def test_killed_between_the_last_steps(here):
    """The files have their names, some of them or all, and the journal is still there: --resume ends the run."""
    feed = corpus(here / "feed", 60)
    for output, files in [("out.ndjson", 1), ("out.csv", 1), ("tables/", 12)]:
        out, kept = here / output, here / "kept"
        journal = here / f"{output.strip('/')}.journal"
        kept.unlink(missing_ok=True)
        run = start(feed, "-o", f"{here}/{output}", "-q")
        while run.poll() is None and not kept.exists():
            try:
                os.link(journal, kept)  # written on until the run removes its own name of it
            except FileNotFoundError:
                pass
        check(run.wait() == 0 and kept.exists(), output)
        folder = out if out.is_dir() else here
        whole = {path: path.read_bytes() for path in (sorted(out.iterdir()) if out.is_dir() else [out])}
        check(len(whole) == files, whole.keys())
        for renamed in {files, files // 2}:
            shutil.copy(kept, journal)
            for path in list(whole)[renamed:]:
                path.rename(f"{path}.unfinished")
            again = extract(feed, "-o", f"{here}/{output}", "--resume", "-q")
            check(again.returncode == 0, output, renamed, again.stderr)
            check(all(path.exists() and path.read_bytes() == whole[path] for path in whole), output, renamed)
            check(not journal.exists() and not list(folder.glob("*.unfinished")), output, renamed)


def test_changed_inputs_are_run_again(here):
    """Done is known by path, size, time and content hash."""
    out = here / "out.ndjson"
    journal = here / "out.ndjson.journal"
    for count in (2000, 8000, 32000):  # until one run is slow enough to be stopped behind its first mark
        for left in (out, journal):  # of a run that was stopped in its last steps
            left.unlink(missing_ok=True)
        feed = corpus(here / "feed", count, 30)
        run = start(feed, "-o", out, "-q", "-j", "1")
        while run.poll() is None and (not journal.exists() or b'"mark"' not in journal.read_bytes()):
            time.sleep(0.02)
        run.kill()
        run.wait()
        if not out.exists():
            break
    check(not out.exists(), "no run was stopped in its middle")
    check(journal.exists())
    first = feed / "000" / "r000001.txt"
    os.utime(first, (1, 1))  # another time, the same content: still done
    second = feed / "000" / "r000002.txt"
    second.write_text(report(999999), encoding="utf-8")  # another content
    check(extract(feed, "-o", out, "--resume", "-q").returncode == 0)
    extract(feed, "-o", here / "whole.ndjson", "-q")
    check(out.read_bytes() == (here / "whole.ndjson").read_bytes())
    check(len(lines_of(out)) == count)


def test_a_journal_of_another_run_is_refused(here):
    feed = corpus(here / "feed", 40)
    (here / "out.ndjson.journal").write_text('{"pathex_journal":1,"run":"other"}\n')
    run = extract(feed, "-o", here / "out.ndjson", "--resume")
    check(run.returncode == 2 and b"error[U014]" in run.stderr, run.stderr)
    check(extract(feed, "-o", here / "out.ndjson", "-q").returncode == 0)


def test_disk_full(here):
    """A file that may not grow stands for a full disk where no small disk can be mounted."""
    feed = corpus(here / "feed", 300)
    extract(feed, "-o", here / "whole.ndjson", "-q")
    size = (here / "whole.ndjson").stat().st_size
    for ending in ["ndjson", "sqlite", "csv"]:
        out = here / f"out.{ending}"

        def small():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            limit = size // 3 if ending != "csv" else 4000
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

        run = extract(feed, "-o", out, preexec_fn=small)
        check(run.returncode == 1 and b"error[U012]" in run.stderr and b"--resume" in run.stderr, ending, run.stderr)
        check(b"File too large" in run.stderr or b"disk" in run.stderr or b"full" in run.stderr, run.stderr)
        again = extract(feed, "-o", out, "--resume", "-q")
        check(again.returncode == 0, ending, again.stderr)
    check((here / "out.ndjson").read_bytes() == (here / "whole.ndjson").read_bytes())
    check(len(dump(here / "out.sqlite")["report"]) == 300)
    small_disk(here, feed)


def small_disk(here, feed):
    mounted = here / "small"
    mounted.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", mounted], capture_output=True).returncode != 0:
        print("  (no small disk can be mounted here; the limit on file sizes stood for it)")
        return
    try:
        run = extract(feed, "-o", mounted / "out.ndjson")
        check(run.returncode == 1 and b"No space left" in run.stderr, run.stderr)
        subprocess.run(["mount", "-o", "remount,size=64m", mounted], check=True)
        check(extract(feed, "-o", mounted / "out.ndjson", "--resume", "-q").returncode == 0)
        check((mounted / "out.ndjson").read_bytes() == (here / "whole.ndjson").read_bytes())
        print("  on a full tmpfs, too")
    finally:
        subprocess.run(["umount", mounted], check=True)


def test_output_that_cannot_be_written(here):
    feed = corpus(here / "feed", 3)
    for out in [here / "nowhere" / "out.ndjson", here / "nowhere" / "out.sqlite", pathlib.Path("/proc/out.ndjson")]:
        run = extract(feed, "-o", out)
        check(run.returncode == 1 and b"error[U011]" in run.stderr, out, run.stderr)
    (here / "other.sqlite").write_text("this is no database, but it is long enough to be looked at" * 50)
    run = extract(feed, "-o", here / "other.sqlite")
    check(run.returncode == 1 and b"error[U011]" in run.stderr, run.stderr)
    check("no database" in (here / "other.sqlite").read_text(), "a file that is no database was touched")


def test_read_only_output(here):
    """Nothing is begun where nothing can be written; once it can, the run completes."""
    feed = corpus(here / "feed", 30)
    extract(feed, "-o", here / "whole.ndjson", "-q")
    mounted = here / "disk"
    mounted.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m,ro", "tmpfs", mounted],
                      capture_output=True).returncode != 0:
        if os.geteuid() == 0:
            print("  (no read-only disk can be mounted here)")
            return
        mounted.chmod(0o500)  # stands for it; means nothing to the superuser
    try:
        for ending in ["ndjson", "sqlite", "csv"]:
            out = mounted / f"out.{ending}"
            for more in [[], ["--resume"]]:
                run = extract(feed, "-o", out, *more)
                check(run.returncode == 1 and b"error[U011]" in run.stderr, out, more, run.stderr)
                check(b"Read-only" in run.stderr or b"denied" in run.stderr or b"unable to open" in run.stderr, run.stderr)
                check(not list(mounted.iterdir()), "something was begun", list(mounted.iterdir()))
        if os.path.ismount(mounted):
            subprocess.run(["mount", "-o", "remount,rw", mounted], check=True)
        else:
            mounted.chmod(0o700)
        run = extract(feed, "-o", mounted / "out.ndjson", "--resume", "-q")
        check(run.returncode == 0 and (mounted / "out.ndjson").read_bytes() == (here / "whole.ndjson").read_bytes())
    finally:
        if os.path.ismount(mounted):
            subprocess.run(["umount", mounted], check=True)


def test_closed_pipe(here):
    feed = corpus(here / "feed", 200)
    run = subprocess.Popen([program, "extract", str(feed), *knowledge], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    run.stdout.readline()
    run.stdout.close()
    said = run.stderr.read()
    check(run.wait() == 1 and b"closed pipe" in said, run.returncode, said)


def test_failed_inputs_run_again(here):
    """Vanished inputs and cut archives are listed with reason and place, and run again in place."""
    feed = corpus(here / "feed", 30)
    damaged = feed / "000" / "r000010.txt.gz"
    packed = gzip.compress(report(77).encode() * 50)
    damaged.write_bytes(packed[: len(packed) // 2])
    missing = feed / "000" / "r000020.txt"
    saved = missing.read_text()
    missing.unlink()
    missing.symlink_to(here / "not-there")
    for ending in ["ndjson", "ndjson.zst", "sqlite"]:
        out = here / f"out.{ending}"
        run = extract(feed, "-o", out)
        check(run.returncode == 1 and b"2 failed" in run.stderr, run.stderr)
        failed = [json.loads(line) for line in lines_of(here / f"out.{ending}.failed.ndjson")]
        check([f["code"] for f in failed] == ["S052", "S001"], failed)
        check(failed[0]["input"].endswith("r000010.txt.gz") and failed[0]["message"], failed)
        still = extract("--only-failed", "-o", out, "-q")
        check(still.returncode == 1 and len(lines_of(here / f"out.{ending}.failed.ndjson")) == 2, still.stderr)
        damaged.write_bytes(packed)
        missing.unlink()
        missing.write_text(saved, encoding="utf-8")
        again = extract("--only-failed", "-o", out)
        check(again.returncode == 0, again.stderr)
        check(not (here / f"out.{ending}.failed.ndjson").exists())
        whole = here / f"whole.{ending}"
        extract(feed, "-o", whole, "-q")
        if ending == "ndjson":
            check(out.read_bytes() == whole.read_bytes())
        elif ending == "sqlite":
            first, second = dump(out)["report"], dump(whole)["report"]
            check(sorted(r[1:] for r in first) == sorted(r[1:] for r in second))
        damaged.write_bytes(packed[: len(packed) // 2])
        missing.unlink()
        missing.symlink_to(here / "not-there")


def test_filter(here):
    """One JSON document with text in, one record out; the same bytes whatever stands around a line."""
    documents = [{"id": f"d{n}", "text": report(n)} for n in range(50)] + [{"text": report(51)}]
    stream = "".join(json.dumps(d) + "\n" for d in documents).encode()
    whole = extract("-", "-q", input=stream)
    check(whole.returncode == 0, whole.stderr)
    records = [json.loads(line) for line in whole.stdout.splitlines()]
    check([r["source"]["id"] for r in records[:-1]] == [d["id"] for d in documents[:-1]])
    check(records[-1]["source"]["id"] == records[-1]["source"]["sha256"][:16], records[-1]["source"])
    check(all(r["mentions"] for r in records))
    parts = b"".join(extract("-", "-q", input=b"".join(stream.splitlines(True)[i:i + 7])).stdout for i in range(0, 51, 7))
    check(parts == whole.stdout, "a record depends on its place in the stream")
    for record, line in zip(records, stream.splitlines()):
        check(record["source"]["bytes"] == len(line))
    bad = extract("-", input=b'{"id":"a","text":"FNCLCC grade 2."}\n{"id": broken\n\n{"id":"c","text":"Size: 3 cm."}\n')
    got = [json.loads(line) for line in bad.stdout.splitlines()]
    check(bad.returncode == 1 and len(got) == 3 and got[1]["diagnostics"][0]["code"] == "S034", bad.stdout, bad.stderr)


def test_line_buffered(here):
    """The answer to a line comes before the next line is sent."""
    run = subprocess.Popen([program, "extract", "-", "--line-buffered", *knowledge], stdin=subprocess.PIPE,
                           stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    for number in range(5):
        run.stdin.write(json.dumps({"id": f"d{number}", "text": report(number)}).encode() + b"\n")
        run.stdin.flush()
        check(json.loads(run.stdout.readline())["source"]["id"] == f"d{number}")
    run.stdin.close()
    check(run.wait() == 0 and b"5 records from 1 file" in run.stderr.read())


def test_load_is_extract(here):
    """What extract writes into a table, load writes from the records; twice changes nothing."""
    feed = corpus(here / "feed", 60)
    extract(feed, "-o", here / "out.ndjson", "-q")
    extract(feed, "-o", here / "out.ndjson.gz", "-q")
    extract(feed, "-o", here / "a.sqlite", "-q")
    extract(feed, "-o", str(here / "a") + "/", "-q")
    extract(feed, "-o", here / "a.csv", "-q")
    schemas = ["--schemas", str(root / "schemas")]
    for records in ["out.ndjson", "out.ndjson.gz", "out.ndjson"]:
        run = subprocess.run([program, "load", here / records, here / "b.sqlite", *schemas], capture_output=True)
        check(run.returncode == 0 and b"60 records loaded" in run.stderr, run.stderr)
        check(dump(here / "a.sqlite") == dump(here / "b.sqlite"))
    subprocess.run([program, "load", here / "out.ndjson", str(here / "b") + "/", "-q", *schemas], check=True)
    for path in (here / "a").iterdir():
        check(path.read_bytes() == (here / "b" / path.name).read_bytes(), path.name)
    subprocess.run([program, "load", here / "out.ndjson", here / "b.csv", "-q", *schemas], check=True)
    check((here / "a.csv").read_bytes() == (here / "b.csv").read_bytes())
    (here / "bad.ndjson").write_bytes(b"no record\n" + lines_of(here / "out.ndjson")[0] + b"\n")
    run = subprocess.run([program, "load", here / "bad.ndjson", here / "c.sqlite", *schemas], capture_output=True)
    check(run.returncode == 1 and b"bad.ndjson:1: error[D001]" in run.stderr, run.stderr)
    check(len(dump(here / "c.sqlite")["report"]) == 1)
    cut = (here / "out.ndjson.gz").read_bytes()
    (here / "cut.ndjson.gz").write_bytes(cut[: len(cut) // 2])
    run = subprocess.run([program, "load", here / "cut.ndjson.gz", here / "d.sqlite", *schemas], capture_output=True)
    check(run.returncode == 1 and b"error[S052]" in run.stderr, run.stderr)


def test_rows_join_to_their_evidence(here):
    extract(root / "samples" / "en", "-o", here / "out.sqlite", "-q")
    base = sqlite3.connect(here / "out.sqlite")
    check(not base.execute("PRAGMA foreign_key_check").fetchall())
    check(base.execute("PRAGMA integrity_check").fetchone() == ("ok",))
    for table in ["tumor", "margin", "ihc", "specimen"]:
        rows, = base.execute(f"SELECT count(*) FROM {table}").fetchone()
        without, = base.execute(
            f"SELECT count(*) FROM {table} t WHERE NOT EXISTS (SELECT 1 FROM quoted q "
            "WHERE q.report_id = t.report_id AND q.row_pointer = t.pointer)").fetchone()
        check(without == 0, table, rows, without)
        check(rows > 0 or table == "specimen", table)
    lost, = base.execute("SELECT count(*) FROM evidence e LEFT JOIN mention m USING (report_id, mention) "
                         "WHERE m.report_id IS NULL").fetchone()
    check(lost == 0)
    for view in ["case_summary", "to_review", "not_read", "stains_by_histology", "grades_by_histology",
                 "margins_by_histology"]:
        base.execute(f"SELECT * FROM {view}").fetchall()
    run = extract(root / "samples" / "en", "-q")
    records = [json.loads(line) for line in run.stdout.splitlines()]
    check(base.execute("SELECT count(*) FROM mention").fetchone()[0] == sum(len(r["mentions"]) for r in records))
    check(base.execute("SELECT count(*) FROM ihc").fetchone()[0] ==
          sum(len(t.get("immunohistochemistry", [])) for r in records for t in r["report"].get("tumors", [])))


def test_shards(here):
    """The outputs of all shards, one behind the other, are the output of one run."""
    feed = corpus(here / "feed", 101)
    extract(feed, "-o", here / "whole.ndjson", "-q")
    for parts in [1, 3]:
        joined = b""
        sizes = []
        for number in range(1, parts + 1):
            run = extract(feed, "--shard", f"{number}/{parts}", "-q", "-j", "1")
            check(run.returncode == 0, run.stderr)
            sizes.append(len(run.stdout.splitlines()))
            joined += run.stdout
        check(joined == (here / "whole.ndjson").read_bytes(), parts)
        check(max(sizes) - min(sizes) <= 4, sizes)
    check(extract(feed, "--shard", "3/2").returncode == 2)


def test_watch(here):
    """Files are read when they are whole; a restart does not read them again."""
    feed = here / "incoming"
    feed.mkdir()
    (feed / "early.txt").write_text(report(1))
    out = here / "out.ndjson"
    command = [program, "extract", "--watch", str(feed), "-o", str(out), "--resume", *knowledge]

    def wait_for(count):
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            if out.exists() and len(lines_of(out)) == count:
                return
            time.sleep(0.05)
        raise AssertionError(("waited for", count, len(lines_of(out)) if out.exists() else None))

    run = subprocess.Popen(command, stderr=subprocess.PIPE)
    wait_for(1)
    (feed / ".hidden.txt").write_text(report(2))
    (feed / ".moved.txt").write_text(report(3))
    os.rename(feed / ".moved.txt", feed / "moved.txt")
    wait_for(2)
    with open(feed / "slow.txt", "w", encoding="utf-8") as slow:
        slow.write(report(4))
        slow.flush()
        time.sleep(0.5)
        check(len(lines_of(out)) == 2, "a file was read while it was written")
        slow.write("The end.\n")
    wait_for(3)
    (feed / "below").mkdir()
    time.sleep(0.3)
    (feed / "below" / "deep.txt").write_text(report(5))
    wait_for(4)
    run.kill()
    run.wait()
    (feed / "later.txt").write_text(report(6))
    run = subprocess.Popen(command, stderr=subprocess.PIPE)
    wait_for(5)
    time.sleep(0.3)
    run.send_signal(signal.SIGTERM)
    check(run.wait(60) == 0 and b"5 records from 5 files" in run.stderr.read())
    paths = [pathlib.Path(json.loads(line)["source"]["path"]).name for line in lines_of(out)]
    check(paths == ["early.txt", "moved.txt", "slow.txt", "deep.txt", "later.txt"], paths)


def test_time_limit(here):
    """A report that takes too long is set aside with the stage that took the time; the others go on."""
    feed = corpus(here / "feed", 3)
    run = extract(feed, "--time-limit", "0.0000001", "-o", here / "out.ndjson")
    check(run.returncode == 1 and b"3 failed" in run.stderr, run.stderr)
    failed = [json.loads(line) for line in lines_of(here / "out.ndjson.failed.ndjson")]
    check(all(f["code"] == "D040" and 'stage "' in f["message"] for f in failed), failed)
    check(len(lines_of(here / "out.ndjson")) == 3)
    check(extract(feed, "--time-limit", "0", "-q").returncode == 0)


def test_two_runs_do_not_mix(here):
    feed = corpus(here / "feed", 400)
    out = here / "out.ndjson"
    first = start(feed, "-o", out, "-q", "-j", "1")
    while not (here / "out.ndjson.journal").exists() and first.poll() is None:
        time.sleep(0.005)
    second = extract(feed, "-o", out)
    if first.poll() is None or second.returncode == 1:
        check(second.returncode == 1 and b"error[U015]" in second.stderr, second.returncode, second.stderr)
    check(first.wait() == 0)
    check(len(lines_of(out)) == 400)


tests = {name: test for name, test in list(globals().items()) if name.startswith("test_")}
failures = 0
for name, test in tests.items():
    if only and not any(word in name for word in only):
        continue
    folder = pathlib.Path(tempfile.mkdtemp(prefix="pathex-bulk-"))
    began = time.monotonic()
    try:
        test(folder)
        print(f"ok      {name} ({time.monotonic() - began:.1f} s)", flush=True)
    except Exception as fault:  # pylint: disable=broad-except
        failures += 1
        print(f"FAILED  {name}: {type(fault).__name__}: {str(fault)[:2000]}", flush=True)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
sys.exit(1 if failures else 0)
