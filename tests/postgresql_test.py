"""Records in PostgreSQL: a real server, started in a folder of its own on a socket, and stopped again.

Needs the Debian package postgresql-15. As root the server runs as the user "postgres", or "nobody".
"""
import json
import os
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

from postgresql_server import Server, binary

program, root = sys.argv[1], pathlib.Path(sys.argv[2])
knowledge = ["--lexicons", str(root / "lexicons"), "--schemas", str(root / "schemas")]

def check(condition, *what):
    if not condition:
        raise AssertionError(what)


def corpus(folder, count):
    for number in range(count):
        path = folder / f"r{number:05d}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"Report {number}\nDiagnosis\nLeiomyosarcoma of the left thigh. FNCLCC grade {number % 3 + 1}.\n"
                        f"Tumor size: {number % 17 + 1} cm.\tDesmin and SMA are positive, S100 is negative.\n"
                        f'The deep margin is involved. The "medial" margin\\n is clear at {number % 9 + 1} mm.\n',
                        encoding="utf-8")
    return folder


def extract(here, *arguments):
    return subprocess.run([program, "extract", *map(str, arguments), *knowledge], capture_output=True, cwd=here)


def rows(server, database="registry"):
    """All rows of all tables as text, without the numbers of reports, which depend on what was there before."""
    tables = [row[0] for row in server.query(
        "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1", database)]
    out = {}
    for table in tables:
        if table == "pathex_schema":
            continue
        columns = [row[0] for row in server.query(
            "SELECT column_name FROM information_schema.columns WHERE table_schema = 'public' AND "
            f"table_name = '{table}' AND column_name <> 'report_id' ORDER BY ordinal_position", database)]
        if table == "report":
            sql = f"SELECT {', '.join(columns)} FROM report"
        else:
            sql = (f"SELECT r.source_id, r.sha256, {', '.join('t.' + c for c in columns)} "
                   f"FROM {table} t JOIN report r USING (report_id)")
        out[table] = sorted(server.query(sql, database))
    return out


def same_as_sqlite(server, path, database="registry", without=""):
    base = sqlite3.connect(path)
    for table, in base.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' "
                               "AND name <> 'pathex_schema'").fetchall():
        names = [row[1] for row in base.execute(f"PRAGMA table_info({table})") if row[1] != without]
        types = {row[0]: row[1] for row in server.query(
            "SELECT column_name, data_type FROM information_schema.columns WHERE table_schema = 'public' AND "
            f"table_name = '{table}' AND column_name <> '{without}'", database)}
        check(set(names) == set(types), table, names, types)
        theirs = server.query(f"SELECT {', '.join(names)} FROM {table}", database)
        ours = base.execute(f"SELECT {', '.join(names)} FROM {table}").fetchall()

        def plain(name, value):
            if value is None:
                return ""
            if types[name] == "boolean":
                return "t" if value else "f"
            if types[name] == "double precision":
                return repr(value).removesuffix(".0")
            return str(value)

        ours = sorted([plain(n, v) for n, v in zip(names, row)] for row in ours)
        check(sorted(theirs) == ours, table, sorted(theirs)[:1], ours[:1])


def main(here):
    server = Server(here / "server")
    try:
        feed = corpus(here / "feed", 400)
        url = server.url()
        run = extract(here, feed, "-o", url)
        check(run.returncode == 0, run.stderr)
        check(server.number("SELECT count(*) FROM report") == 400)
        check(not (here / "registry.journal").exists())
        extract(here, feed, "-o", here / "same.sqlite", "-q")
        same_as_sqlite(server, here / "same.sqlite")
        print("ok      the same rows as in SQLite", flush=True)

        before = rows(server)
        ids = server.query("SELECT report_id, source_id FROM report ORDER BY 1")
        check(extract(here, feed, "-o", url, "-q").returncode == 0)
        check(rows(server) == before and server.query("SELECT report_id, source_id FROM report ORDER BY 1") == ids)
        twice = extract(here, feed, feed, "-o", url, "-q")
        check(twice.returncode == 0 and rows(server) == before, twice.stderr)
        print("ok      loading again changes nothing", flush=True)

        for table in ["tumor", "margin", "ihc"]:
            check(server.number(f"SELECT count(*) FROM {table}") > 0, table)
            check(server.number(f"SELECT count(*) FROM {table} t WHERE NOT EXISTS (SELECT FROM quoted q WHERE "
                                "q.report_id = t.report_id AND q.row_pointer = t.pointer)") == 0, table)
        keys = server.number("SELECT count(*) FROM pg_constraint WHERE contype = 'f'")
        check(keys >= 10 and server.number("SELECT count(*) FROM pg_constraint WHERE contype = 'f' AND NOT "
                                           "convalidated") == 0, keys)
        for view in ["case_summary", "to_review", "not_read", "stains_by_histology", "grades_by_histology",
                     "margins_by_histology"]:
            server.query(f"SELECT * FROM {view} LIMIT 1")
        print("ok      keys, views, evidence", flush=True)

        killed_in_the_middle(here, server, before)
        fails_clearly(here, server, feed)
        from_records(here, server, feed, before)
    finally:
        server.stop()


def killed_in_the_middle(here, server, before):
    """The server dies while rows come in, is started again, and the run goes on."""
    server.run(binary / "createdb", "-h", server.folder, "-U", "pathex", "killed")
    url = server.url("killed")
    lines = [json.dumps({"id": path.stem, "text": path.read_text(encoding="utf-8")}).encode() + b"\n"
             for path in sorted((here / "feed").iterdir())]
    run = subprocess.Popen([program, "extract", "-", "-o", url, "-j", "1", *knowledge], cwd=here,
                           stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    journal = here / "killed.journal"
    sent = 0
    for _ in range(300):  # until the first rows are there for good
        run.stdin.write(b"".join(lines[sent:sent + 1]))
        run.stdin.flush()
        sent = min(sent + 1, 300)
        if journal.exists() and b'"mark"' in journal.read_bytes():
            break
        time.sleep(0.03)
    there = server.number("SELECT count(*) FROM report", "killed")
    check(0 < there < 400, there)
    server.kill()
    try:
        run.stdin.write(b"".join(lines[sent:]))
    except BrokenPipeError:
        pass
    said = run.communicate()[1]
    check(run.returncode == 1 and b"--resume" in said and b"error[U016]" in said, run.returncode, said)
    check(journal.exists(), said)
    stream = b"".join(lines)
    gone = subprocess.run([program, "extract", "-", "-o", url, "--resume", *knowledge], cwd=here, input=stream,
                          capture_output=True)
    check(gone.returncode == 1 and b"error[U011]" in gone.stderr, gone.stderr)
    server.start()
    again = subprocess.run([program, "extract", "-", "-o", url, "--resume", *knowledge], cwd=here, input=stream,
                           capture_output=True)
    check(again.returncode == 0 and b"400 records" in again.stderr, again.stderr)
    check(server.number("SELECT count(*) FROM report", "killed") == 400)
    extract_lines = subprocess.run([program, "extract", "-", "-o", here / "lines.sqlite", "-q", *knowledge], cwd=here,
                                   input=stream, capture_output=True)
    check(extract_lines.returncode == 0, extract_lines.stderr)
    same_as_sqlite(server, here / "lines.sqlite", "killed", "report_id")
    print("ok      the server was killed after", there, "of 400 reports, and came back", flush=True)
    killed_in_a_copy(here, server, before)


def killed_in_a_copy(here, server, before):
    """The server dies in the middle of a COPY."""
    feed = [str(here / "feed")] * 12
    server.run(binary / "dropdb", "-h", server.folder, "-U", "pathex", "--force", "killed")
    server.run(binary / "createdb", "-h", server.folder, "-U", "pathex", "killed")
    url = server.url("killed")
    run = subprocess.Popen([program, "extract", *feed, "-o", url, *knowledge], cwd=here, stderr=subprocess.PIPE)
    copying = "SELECT count(*) FROM pg_stat_activity WHERE datname = 'killed' AND state = 'active' AND query LIKE 'COPY%'"
    seen = False
    while not seen and run.poll() is None:
        seen = server.number(copying) > 0
    server.kill()
    said = run.communicate()[1]
    check(run.returncode == 1 and b"error[U016]" in said, run.returncode, said)
    server.start()
    check(extract(here, *feed, "-o", url, "--resume").returncode == 0)
    check(rows(server, "killed") == before, "rows differ after the server was killed")
    print(f"ok      killed in a COPY (seen: {seen}), and back", flush=True)
    # The program dies instead of the server.
    for pause in [0.2, 0.4]:
        server.run(binary / "dropdb", "-h", server.folder, "-U", "pathex", "--force", "killed")
        server.run(binary / "createdb", "-h", server.folder, "-U", "pathex", "killed")
        run = subprocess.Popen([program, "extract", str(here / "feed"), "-o", url, "-q", *knowledge], cwd=here)
        time.sleep(pause)
        run.kill()
        run.wait()
        check(extract(here, here / "feed", "-o", url, "--resume", "-q").returncode == 0)
        check(rows(server, "killed") == before, "rows differ after the program was killed")
    print("ok      the program was killed, and went on", flush=True)


def fails_clearly(here, server, feed):
    secret = server.url().replace("pathex@", "pathex:secret@").replace("registry?", "nowhere?")
    run = extract(here, feed, "-o", secret)
    check(run.returncode == 1 and b"error[U011]" in run.stderr and b"secret" not in run.stderr, run.stderr)
    server.query("UPDATE pathex_schema SET version = 999")
    run = extract(here, feed, "-o", server.url())
    check(run.returncode == 1 and b"version 999" in run.stderr, run.stderr)
    server.query("UPDATE pathex_schema SET version = " + str(json.loads(
        (root / "schemas/database/tables.json").read_text())["version"]))
    print("ok      no connection, newer tables", flush=True)


def from_records(here, server, feed, before):
    extract(here, feed, "-o", here / "out.ndjson.zst", "-q")
    server.run(binary / "createdb", "-h", server.folder, "-U", "pathex", "loaded")
    run = subprocess.run([program, "load", here / "out.ndjson.zst", server.url("loaded"), "--schemas",
                          str(root / "schemas")], capture_output=True, cwd=here)
    check(run.returncode == 0 and b"400 records loaded" in run.stderr, run.stderr)
    check(rows(server, "loaded") == before)
    missing = feed / "r00007.txt"
    text = missing.read_text(encoding="utf-8")
    missing.unlink()
    missing.symlink_to("nothing")
    run = extract(here, feed, "-o", server.url("loaded"))
    check(run.returncode == 1 and (here / "loaded.failed.ndjson").exists(), run.stderr)
    check(server.number("SELECT count(*) FROM report", "loaded") == 401)  # the old report, and the failed one
    missing.unlink()
    missing.write_text(text, encoding="utf-8")
    run = extract(here, "--only-failed", "-o", server.url("loaded"))
    check(run.returncode == 0, run.stderr)
    check(rows(server, "loaded") == before)
    print("ok      load, --only-failed", flush=True)


temporary = pathlib.Path(tempfile.mkdtemp(prefix="pathex-pg-"))
os.chmod(temporary, 0o755)
(temporary / "server").mkdir()
try:
    main(temporary)
finally:
    shutil.rmtree(temporary, ignore_errors=True)
