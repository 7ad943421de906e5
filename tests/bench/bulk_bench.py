"""Bulk figures: sinks against plain lines, one core against two, memory, and a load of a million rows.

    bin/bench bulk [--reports N] [--many N] [--rounds N]

Ratios of CPU time (user + system of the program, and of the database server where there is one) of interleaved
rounds; of the clock for one core against two, which means something only on a quiet machine. Peak memory is that of the
program's process. `--many` is the number of short reports of the memory run (default 200,000; 1,000,000 is the goal).
"""
import argparse
import json
import os
import pathlib
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

program, corpus, root = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
sys.path.insert(0, str(root / "tests"))
parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("--reports", type=int, default=2000)
parser.add_argument("--many", type=int, default=200_000)
parser.add_argument("--rounds", type=int, default=3)
parser.add_argument("--rows", type=int, default=1_000_000)
options = parser.parse_args(sys.argv[4:])
knowledge = ["--lexicons", str(root / "lexicons"), "--schemas", str(root / "schemas")]


# Runs programs from a process that stays small: the peak that the system reports of a program is at least what the
# process was that it was forked from, and this one reads outputs.
STARTER = """
import json, os, subprocess, sys, time
for line in sys.stdin:
    job = json.loads(line)
    began = time.monotonic()
    process = subprocess.Popen(job["command"], cwd=job["cwd"], stdout=subprocess.DEVNULL if job["silent"] else None,
                               stdin=subprocess.DEVNULL, stderr=subprocess.PIPE)
    said = process.stderr.read().decode(errors="replace")
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    print(json.dumps([process.returncode, said, usage.ru_utime + usage.ru_stime, time.monotonic() - began,
                      usage.ru_maxrss / 1024]), flush=True)
"""
starter = subprocess.Popen([sys.executable, "-c", STARTER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def run(command, cwd=None, silent=False):
    """CPU seconds, seconds on the clock, peak megabytes."""
    words = [str(word) for word in command]
    print(json.dumps({"command": words, "cwd": cwd and str(cwd), "silent": silent}), file=starter.stdin, flush=True)
    code, said, cpu, wall, peak = json.loads(starter.stdout.readline())
    if code != 0:
        sys.exit(f"{' '.join(words)}: {code}\n{said}")
    return cpu, wall, peak


def show(what, value, unit="", goal=""):
    print(f"  {what:<58} {value:>12} {unit:<10} {goal}", flush=True)


def sinks(here, documents):
    """Every sink on the same reports, in interleaved rounds."""
    outs = {"lines": here / "out.ndjson", "zstd": here / "out.ndjson.zst", "gzip": here / "out.ndjson.gz",
            "csv folder": str(here / "tables") + "/", "sqlite": here / "out.sqlite"}
    cpu = {name: [] for name in [*outs, "postgresql"]}
    clock = {name: [] for name in cpu}
    server = postgresql(here)
    for _ in range(options.rounds):
        for name, out in outs.items():
            if name == "sqlite":
                pathlib.Path(out).unlink(missing_ok=True)
            seconds, wall, _ = run([program, "extract", documents, "-q", "-o", out, *knowledge])
            cpu[name].append(seconds)
            clock[name].append(wall)
        if server is not None:
            server.query("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
            before = server_seconds(server)
            seconds, wall, _ = run([program, "extract", documents, "-q", "-o", server.url(), *knowledge], cwd=here)
            cpu["postgresql"].append(seconds + server_seconds(server) - before)
            clock["postgresql"].append(wall)
    print("sinks: speed against plain lines")
    base, base_clock = statistics.median(cpu["lines"]), statistics.median(clock["lines"])
    show("lines", f"{options.reports / base:.0f}", "reports/s of CPU time")
    goals = {"sqlite": "(goal: at least 0.7)", "postgresql": "(goal: at least 0.5; the server's time counted, too)"}
    for name, seconds in cpu.items():
        if name != "lines" and seconds:
            show(name, f"{base / statistics.median(seconds):.2f}", "x (CPU)",
                 f"{base_clock / statistics.median(clock[name]):.2f} x (clock)  {goals.get(name, '')}")
    return server


def postgresql(here):
    """The server of the tests, or None."""
    try:
        sys.argv[1:] = [program, str(root)]
        import postgresql_server  # pylint: disable=import-outside-toplevel
        folder = here / "server"
        folder.mkdir()
        return postgresql_server.Server(folder)
    except (ImportError, OSError, SystemExit) as fault:
        print("  (no PostgreSQL server:", fault, ")")
        return None


def server_seconds(server):
    """CPU seconds of the server and all it started, ended ones too."""
    hertz = os.sysconf("SC_CLK_TCK")
    total = 0
    for path in pathlib.Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        pid, parent = int(path.parent.name), int(fields[1])
        if pid == server.process.pid:
            total += sum(map(int, fields[11:15]))
        elif parent == server.process.pid:
            total += sum(map(int, fields[11:13]))
    return total / hertz


def cores(here, documents):
    """One core against two, with the start (loading the lexicons, once a run) and without."""
    one = here / "one.ndjson"
    with open(documents, "rb") as lines:
        one.write_bytes(lines.readline())
    rates, alone, spent = {1: [], 2: []}, {1: [], 2: []}, {1: [], 2: []}
    for _ in range(options.rounds):
        for jobs in rates:
            words = ["-q", "-j", jobs, *knowledge]
            start_cpu, start, _ = run([program, "extract", one, *words], silent=True)
            cpu, wall, _ = run([program, "extract", documents, *words], silent=True)
            rates[jobs].append(options.reports / wall)
            alone[jobs].append(options.reports / (wall - start))
            spent[jobs].append(cpu - start_cpu)
    print("cores")
    show("two against one, by the clock", f"{statistics.median(alone[2]) / statistics.median(alone[1]):.2f}", "x",
         "(goal: at least 1.9 on a quiet machine)")
    show("  with the start, which a long run does not feel",
         f"{statistics.median(rates[2]) / statistics.median(rates[1]):.2f}", "x")
    show("CPU time of two against one", f"{statistics.median(spent[2]) / statistics.median(spent[1]):.2f}", "x",
         "(1.00: nothing is spent on the second core but work)")


def memory(here):
    """Short reports, so that a million of them take minutes, as lines and as an archive-like stream."""
    print("memory")
    peaks = []
    for count in [10_000, options.many]:
        path = here / f"short-{count}.ndjson"
        with open(path, "w", encoding="utf-8") as out:
            for number in range(count):
                out.write(f'{{"id":"s{number}","text":"Leiomyosarcoma of the thigh, {number % 29 + 1} cm, FNCLCC grade '
                          f'{number % 3 + 1}. Margins clear by {number % 13} mm. Desmin positive."}}\n')
        _, wall, peak = run([program, "extract", path, "-q", "-o", here / "short.ndjson.zst", *knowledge])
        peaks.append(peak)
        show(f"peak with {count:,} short reports", f"{peak:.0f}", "MB", "(goal: under 250)")
        show("  rate by the clock", f"{count / wall:.0f}", "reports/s")
    show("more for the many", f"{peaks[1] - peaks[0]:.0f}", "MB", "(goal: flat)")


def million_rows(here, server):
    print("a load of a million rows")
    records = here / "out.ndjson"
    _, _, _ = run([program, "load", records, here / "count.sqlite", "-q", "--schemas", root / "schemas"])
    import sqlite3  # pylint: disable=import-outside-toplevel
    base = sqlite3.connect(here / "count.sqlite")
    tables = [name for name, in base.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'")]
    rows = sum(base.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in tables)
    copies = -(-options.rows // rows)
    many = here / "many.ndjson"
    with open(records, "rb") as lines, open(many, "wb") as out:
        once = lines.read()
        for copy in range(copies):  # other ids: other reports
            out.write(once.replace(b'"source":{"id":"', b'"source":{"id":"c%d-' % copy))
    for name, out in [("SQLite", here / "many.sqlite"), ("PostgreSQL", server and server.url())]:
        if out is None:
            continue
        if server is not None:
            server.query("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
        _, wall, peak = run([program, "load", many, out, "-q", "--schemas", root / "schemas"])
        show(f"{name}: {rows * copies:,} rows", f"{rows * copies / wall:.0f}", "rows/s", f"{wall:.1f} s, {peak:.0f} MB")


def main():
    here = pathlib.Path(tempfile.mkdtemp(prefix="pathex-bench-"))
    os.chmod(here, 0o755)
    server = None
    try:
        documents = here / "documents.ndjson"
        with open(documents, "wb") as out:
            subprocess.run([corpus, str(options.reports), "41"], stdout=out, check=True)
        print(f"{options.reports} invented reports of {documents.stat().st_size / options.reports:.0f} bytes, "
              f"{options.rounds} rounds, load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
        server = sinks(here, documents)
        cores(here, documents)
        million_rows(here, server)
        memory(here)
    finally:
        if server is not None:
            server.stop()
        shutil.rmtree(here, ignore_errors=True)


main()
