#!/usr/bin/env python3
"""pathex review and pathex verdicts as programs: the server's answers and refusals, verdicts that survive
everything, the page that is one file, and the loop extract -> review -> gold -> evaluate.

    review_test.py PROGRAM SOURCE
"""
import hashlib
import http.client
import json
import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.parse

PROGRAM, SOURCE = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2])
REPORT = """FINAL DIAGNOSIS
Right thigh, wide excision: leiomyosarcoma, FNCLCC grade 2.
Tumor size: 6.2 cm. Margins are free. pT2 pN0
IMMUNOHISTOCHEMISTRY
Desmin: positive. S100: negative.
"""


def run(*arguments, code=0, **options):
    done = subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True, **options)
    if done.returncode != code:
        raise AssertionError(f"{arguments} exited with {done.returncode}:\n{done.stdout}{done.stderr}")
    return done


class Server:
    """A running pathex review, and one browser's worth of requests to it."""

    def __init__(self, *arguments, cwd):
        self.process = subprocess.Popen([PROGRAM, "review", *map(str, arguments)], stdout=subprocess.PIPE,
                                        stderr=subprocess.PIPE, text=True, cwd=cwd)
        line = self.process.stdout.readline()
        if not line.startswith("http://127.0.0.1:"):
            raise AssertionError("no address:\n" + self.process.stderr.read())
        self.url = line.strip()
        self.address = urllib.parse.urlsplit(self.url)
        self.nonce = 0

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(timeout=30)
        self.process.stdout.close()
        self.process.stderr.close()

    def ask(self, path, method="GET", body=None, headers=None, root=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.address.port, timeout=60)
        connection.putrequest(method, (self.address.path if root is None else root) + path, skip_host=True)
        sent = {"Host": self.address.netloc, **(headers or {})}
        if body is not None:
            body = json.dumps(body).encode() if not isinstance(body, bytes) else body
            sent["Content-Length"] = str(len(body))
        for name, value in sent.items():
            if value is not None:
                connection.putheader(name, value)
        connection.endheaders(body)
        answer = connection.getresponse()
        data = answer.read()
        connection.close()
        return answer.status, data, answer.headers

    def json(self, path):
        status, data, _ = self.ask(path)
        assert status == 200, (path, status, data)
        return json.loads(data)

    def post(self, verdict, base=0, nonce=None, headers=None):
        self.nonce += 1
        body = {"base": base, "nonce": nonce or f"n{os.getpid()}-{self.nonce}-{time.time()}", **verdict}
        status, data, _ = self.ask("api/verdict", "POST", body, {
            "Origin": f"http://{self.address.netloc}", "Content-Type": "application/json", **(headers or {})})
        return status, json.loads(data)

    def judge(self, verdict, base=0):
        status, answer = self.post(verdict, base)
        assert status == 200, (status, answer)
        return answer["verdict"]


class Case(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = pathlib.Path(temporary.name)

    def extract(self, reports, *options):
        for name, text in reports.items():
            path = self.folder / "in" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
        run("extract", "in", "-q", "-o", "records.ndjson", *options, cwd=self.folder)
        return [json.loads(line) for line in (self.folder / "records.ndjson").read_text().splitlines()]

    def review(self, *arguments):
        return Server("records.ndjson", *arguments, cwd=self.folder)


class Serving(Case):
    def setUp(self):
        super().setUp()
        self.extract({"a.txt": REPORT})

    def test_the_page_and_its_headers(self):
        with self.review() as server:
            for path, kind in (("", "text/html"), ("app.js", "text/javascript"), ("app.css", "text/css")):
                status, data, headers = server.ask(path)
                self.assertEqual(status, 200)
                self.assertTrue(headers["Content-Type"].startswith(kind))
                self.assertGreater(len(data), 1000)
                policy = headers["Content-Security-Policy"]
                self.assertIn("default-src 'none'", policy)
                self.assertNotIn("unsafe", policy)
                self.assertEqual(headers["X-Content-Type-Options"], "nosniff")
                self.assertEqual(headers["Referrer-Policy"], "no-referrer")
                self.assertEqual(headers["Cache-Control"], "no-store")

    def test_is_not_slowed_by_compression(self):
        with self.review() as server:
            for path in ("app.js", "api/deck"):
                _, data, headers = server.ask(path, headers={"Accept-Encoding": "gzip, deflate, br"})
                self.assertIsNone(headers["Content-Encoding"], path)
                self.assertEqual(int(headers["Content-Length"]), len(data))

    def test_refuses_all_but_its_page(self):
        with self.review() as server:
            good = {"Origin": f"http://{server.address.netloc}", "Content-Type": "application/json"}
            refused = [
                (404, "GET", {}, "/"), (404, "GET", {}, "/api/deck"), (404, "GET", {}, "/" + "0" * 32 + "/"),
                (403, "GET", {"Host": "evil.example:%d" % server.address.port}, None),
                (403, "GET", {"Host": "127.0.0.1:1"}, None), (403, "GET", {"Host": None}, None),
                (403, "GET", {"Origin": "http://evil.example"}, None),
                (403, "GET", {"Sec-Fetch-Site": "cross-site"}, None),
                (403, "POST", {**good, "Origin": "http://evil.example"}, None),
                (403, "POST", {**good, "Origin": None}, None),
                (415, "POST", {**good, "Content-Type": "text/plain"}, None),
                (405, "DELETE", {}, None), (405, "PUT", {}, None), (405, "OPTIONS", {}, None),
            ]
            for status, method, headers, root in refused:
                body = b"{}" if method in ("POST", "PUT") else None
                got, data, answered = server.ask("api/verdict" if method == "POST" else "", method, body, headers, root)
                # A request without Host may also be refused by the HTTP library itself.
                self.assertIn(got, (status, 400) if headers.get("Host", "") is None else (status,), (method, headers, root))
                self.assertNotIn(b"leiomyosarcoma", data)
                self.assertIsNone(answered["Access-Control-Allow-Origin"])

    def test_has_no_route_to_files(self):
        with self.review() as server:
            for path in ("records.ndjson", "in/a.txt", "../records.ndjson", "..%2f..%2fetc%2fpasswd", "%2e%2e/records.ndjson",
                         "/etc/passwd", "api/sheet?n=../0", "api/sheet?n=99", "api/sheet?n=-1", "api/sheet", "app.js/../records.ndjson"):
                status, data, _ = server.ask(path)
                self.assertEqual(status, 404, path)
                self.assertNotIn(b"root:", data)

    def test_listens_on_loopback_only(self):
        with self.review() as server:
            port = "%04X" % server.address.port
            listening = [line.split()[1] for line in pathlib.Path("/proc/net/tcp").read_text().splitlines()[1:] if line.split()[3] == "0A"]
            self.assertEqual([a for a in listening if a.endswith(":" + port)], ["0100007F:" + port])

    def test_a_port_that_is_taken(self):
        with self.review() as server:
            done = run("review", "records.ndjson", "--port", server.address.port, code=1, cwd=self.folder)
            self.assertIn("R004", done.stderr)

    def test_a_script_in_a_report_is_text(self):
        self.extract({"a.txt": REPORT + "<script>alert(1)</script><img src=x onerror=alert(2)></script><!--\n"})
        with self.review() as server:
            sheet = server.json("api/sheet?n=0")
            self.assertIn("<script>alert(1)</script>", sheet["parts"][0]["text"])
        run("review", "records.ndjson", "--html", "page.html", cwd=self.folder)
        page = (self.folder / "page.html").read_text()
        self.assertNotIn("<script>alert", page)
        self.assertNotIn("<img", page)
        self.assertIn("\\u003cscript>alert(1)", page)

    def test_bad_verdicts_are_refused(self):
        with self.review() as server:
            deck = server.json("api/deck")
            record = deck["records"][0][0]
            size = {"record": record, "pointer": "/tumors/0/size"}
            for verdict, status in (
                    ({**size, "verdict": "perhaps"}, 422), ({**size, "verdict": "corrected"}, 422),
                    ({"record": "0" * 64, "pointer": "/kind", "verdict": "right"}, 404),
                    ({"record": record, "pointer": "/nothing", "verdict": "right"}, 422),
                    ({"record": record, "pointer": "/nothing/0", "verdict": "missing", "correction": 3}, 422),
                    ({**size, "verdict": "corrected", "correction": {"greatest_mm": "long"}}, 422),
                    ({**size, "verdict": "corrected", "correction": {"width": 3}}, 422)):
                got, answer = server.post(verdict)
                self.assertEqual(got, status, (verdict, answer))
                self.assertIn("error", answer)
            got, _, _ = server.ask("api/verdict", "POST", b"{", {
                "Origin": f"http://{server.address.netloc}", "Content-Type": "application/json"})
            self.assertEqual(got, 422)
            self.assertEqual(server.json("api/changes?since=0")["verdicts"], [])


class Lasting(Case):
    def setUp(self):
        super().setUp()
        self.extract({"a.txt": REPORT})

    def test_survives_kill(self):
        with self.review("--reviewer", "ann") as server:
            record = server.json("api/deck")["records"][0][0]
            pointers = [item["pointer"] for item in server.json("api/sheet?n=0")["items"]]
            for pointer in pointers:
                server.judge({"record": record, "pointer": pointer, "verdict": "right"})
            server.process.kill()  # right after the last answer
            server.process.wait(timeout=30)
        with self.review("--reviewer", "ann") as server:
            rows = server.json("api/changes?since=0")["verdicts"]
            self.assertEqual([row[2] for row in rows], pointers)
            self.assertEqual({row[3] for row in rows}, {"right"})

    def test_two_tabs(self):
        with self.review() as server:
            record = server.json("api/deck")["records"][0][0]
            kind = {"record": record, "pointer": "/kind"}
            first = server.judge({**kind, "verdict": "right"})
            status, answer = server.post({**kind, "verdict": "wrong"}, base=0)  # a tab that has not seen it
            self.assertEqual(status, 409)
            self.assertEqual(answer["verdict"][3], "right")
            self.assertEqual(server.json("api/changes?since=0")["verdicts"][0][3], "right")
            server.judge({**kind, "verdict": "wrong"}, base=first[0])
            changes = server.json(f"api/changes?since={first[0]}")["verdicts"]
            self.assertEqual([row[3] for row in changes], ["wrong"])

    def test_a_request_sent_twice_counts_once(self):
        with self.review() as server:
            record = server.json("api/deck")["records"][0][0]
            verdict = {"record": record, "pointer": "/kind", "verdict": "right"}
            one, two = server.post(verdict, nonce="same"), server.post(verdict, nonce="same")
            self.assertEqual((one[0], one[1]), (two[0], two[1]))

    def test_export(self):
        with self.review("--reviewer", "ann") as server:
            record = server.json("api/deck")["records"][0][0]
            server.judge({"record": record, "pointer": "/tumors/0/size", "verdict": "corrected",
                          "correction": {"greatest_mm": 26}, "note": "2.6 é", "quote": {"part": "/", "char": [3, 9], "text": "2.6 cm"}})
            withdrawn = server.judge({"record": record, "pointer": "/kind", "verdict": "wrong"})
            server.judge({"record": record, "pointer": "/kind", "verdict": "none"}, base=withdrawn[0])
            _, data, headers = server.ask("api/verdicts.ndjson")
            self.assertIn("attachment", headers["Content-Disposition"])
        lines = [json.loads(line) for line in data.decode().splitlines()]
        self.assertEqual(lines, [json.loads(line) for line in run("verdicts", "review.sqlite", "--as", "ndjson", cwd=self.folder).stdout.splitlines()])
        self.assertEqual(len(lines), 1)
        line = (self.folder / "records.ndjson").read_text().splitlines()[0]
        self.assertEqual(lines[0]["record"], hashlib.sha256(line.encode()).hexdigest())
        self.assertEqual(lines[0]["pointer"], "/tumors/0/size")
        self.assertEqual(lines[0]["value"]["greatest_mm"], 62)
        self.assertEqual(lines[0]["correction"], {"greatest_mm": 26})
        self.assertEqual((lines[0]["reviewer"], lines[0]["verdict"], lines[0]["field"]), ("ann", "corrected", "Size"))
        self.assertRegex(lines[0]["time"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$")

    def test_a_new_run_keeps_what_has_not_changed(self):
        with self.review() as server:
            record = server.json("api/deck")["records"][0][0]
            for pointer in ("/kind", "/tumors/0/size"):
                server.judge({"record": record, "pointer": pointer, "verdict": "right"})
        path = self.folder / "records.ndjson"
        path.write_text(path.read_text().replace('"greatest_mm":62', '"greatest_mm":63'))
        with self.review() as server:
            fresh = server.json("api/deck")["records"][0][0]
            rows = [row for row in server.json("api/changes?since=0")["verdicts"] if row[1] == fresh]
            self.assertEqual([row[2] for row in rows], ["/kind"])


class Showing(Case):
    """What the page gets to show: exact places, whatever the format and the letters."""

    def check(self, server, n):
        sheet = server.json(f"api/sheet?n={n}")
        checked = 0
        for mention in sheet["mentions"]:
            self.assertNotIn("misplaced", mention, (sheet["source"]["path"], mention["id"]))
            if mention["part"] < 0 or not mention["spans"]:
                continue
            begin, end = mention["spans"][0]
            units = sheet["parts"][mention["part"]]["text"].encode("utf-16-le")
            self.assertEqual(units[2 * begin:2 * end].decode("utf-16-le"), mention["text"], sheet["source"]["path"])
            checked += 1
        return sheet, checked

    def test_letters_beyond_ascii(self):
        text = ("Diagnose: Größe des Tumors – naïve 👩‍⚕️ 😀\r\n\r\nFINAL DIAGNOSIS\r\nÉpaule 😀 – Leiomyosarcoma, FNCLCC gra\u0301de… grade 2.\r\n"
                "Tumor size 6.2 × 4 cm 😀😀. Margins are free (≥ 3 mm).\r\n𝓢100: negative. Desmin: positive 👍🏽.\r\n")
        self.extract({"a.txt": text.encode(), "b.txt": text.replace("𝓢", "S").encode("utf-16"), "c.txt": REPORT.replace("thigh", "thigh\u00e9").encode("latin-1")})
        with self.review() as server:
            total = 0
            for n in range(3):
                sheet, checked = self.check(server, n)
                self.assertEqual(sheet["problem"], "")
                total += checked
            self.assertGreater(total, 20)

    def test_every_format_of_the_samples(self):
        subprocess.run([PROGRAM, "extract", "samples", "-q", "-o", self.folder / "records.ndjson"], cwd=SOURCE, capture_output=True)
        with self.review("--texts", SOURCE) as server:
            deck = server.json("api/deck")
            formats, total = set(), 0
            for n in range(len(deck["records"])):
                sheet, checked = self.check(server, n)
                failed = any(one["severity"] == "error" for one in sheet["diagnostics"]) and not sheet["mentions"]
                self.assertEqual(sheet["problem"] != "", failed, (sheet["source"]["path"], sheet["problem"]))
                if not failed:
                    self.assertTrue(sheet["parts"])
                    formats.add(sheet["source"]["format"])
                total += checked
            self.assertGreater(total, 1000)
            for name in ("text", "cda", "csv", "fhir", "naaccr", "obds", "hl7v2", "rtf"):
                self.assertIn(name, formats)

    def test_a_text_that_is_gone_or_changed(self):
        self.extract({"a.txt": REPORT, "b.txt": REPORT.replace("thigh", "calf")})
        (self.folder / "in/a.txt").unlink()
        (self.folder / "in/b.txt").write_text("something else")
        with self.review() as server:
            problems = [server.json(f"api/sheet?n={n}")["problem"] for n in range(2)]
        self.assertTrue(any("no file in/a.txt" in problem for problem in problems))
        self.assertTrue(any("is not the one that was read" in problem for problem in problems))

    def test_search(self):
        self.extract({"a.txt": REPORT, "b.txt": REPORT.replace("leiomyosarcoma", "liposarcoma")})
        with self.review() as server:
            deck = server.json("api/deck")
            found = server.json("api/search?q=" + urllib.parse.quote("Lower  LIMB liposarcoma"))["found"]
            self.assertEqual([deck["records"][n][1] for n in found], ["b"])
            self.assertEqual(server.json("api/search?q=nothing%20like%20it")["found"], [])


class OneFile(Case):
    def test_needs_nothing_else(self):
        self.extract({"a.txt": REPORT})
        run("review", "records.ndjson", "--html", "page.html", cwd=self.folder)
        self.assertFalse((self.folder / "review.sqlite").exists())
        page = (self.folder / "page.html").read_text()
        self.assertNotRegex(page, r"<(link|img|iframe)\b|<script[^>]*\bsrc=|@import|url\(")
        policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page).group(1)
        for name, body in (("script-src", re.findall(r"<script>(.*?)</script>", page, re.S)), ("style-src", re.findall(r"<style>(.*?)</style>", page, re.S))):
            self.assertEqual(len(body), 1)
            digest = __import__("base64").b64encode(hashlib.sha256(body[0].encode()).digest()).decode()
            self.assertIn(f"{name} 'sha256-{digest}'", policy)
        self.assertNotIn("connect-src", policy)  # so default-src 'none' forbids every connection
        sheet = json.loads(re.search(r'id="sheet-0">(.*?)</script>', page, re.S).group(1))
        self.assertEqual(sheet["parts"][0]["text"], REPORT)

    def test_sample(self):
        self.extract({f"{i:03}.txt": REPORT.replace("6.2", f"{i % 9 + 1}.{i // 9}") for i in range(40)})
        decks = []
        for seed in (7, 7, 8):
            run("review", "records.ndjson", "--html", "page.html", "--sample", 10, "--seed", seed, cwd=self.folder)
            decks.append(json.loads(re.search(r'id="deck">(.*?)</script>', (self.folder / "page.html").read_text(), re.S).group(1)))
        self.assertEqual(decks[0]["records"], decks[1]["records"])
        self.assertNotEqual(decks[0]["records"], decks[2]["records"])
        self.assertEqual([record[6] for record in decks[0]["records"]], ["doubtful"] * 5 + ["random"] * 5)
        self.assertEqual(decks[0]["design"], {"records": 40, "doubtful": 5, "random": 5, "rest": 35, "seed": 7})


class Loop(Case):
    def test_extract_review_gold_evaluate(self):
        self.extract({"S1.txt": REPORT, "S2.txt": REPORT.replace("6.2", "7.7"), "S3.txt": REPORT})
        with self.review("--reviewer", "ann") as server:
            deck = server.json("api/deck")
            for n, row in enumerate(deck["records"]):
                if row[1] == "S3":
                    continue  # not finished
                for item in server.json(f"api/sheet?n={n}")["items"]:
                    value, verdict = item["value"], {"verdict": "right"}
                    if row[1] == "S2" and item["pointer"] == "/tumors/0/size":
                        verdict = {"verdict": "corrected", "correction": {"greatest_mm": 80}}
                    if row[1] == "S2" and value and value.get("marker") == "s100" if isinstance(value, dict) else False:
                        verdict = {"verdict": "wrong"}
                    server.judge({"record": row[0], "pointer": item["pointer"], **verdict})
            s2 = next(row for row in deck["records"] if row[1] == "S2")
            stains = sum("/immunohistochemistry/" in item["pointer"] for item in server.json(f"api/sheet?n={deck['records'].index(s2)}")["items"])
            server.judge({"record": s2[0], "pointer": f"/tumors/0/immunohistochemistry/{stains}", "verdict": "missing",
                          "correction": {"marker": "cd34", "result": "negative"}})
        done = run("verdicts", "review.sqlite", "--as", "gold", "-o", "gold", cwd=self.folder)
        self.assertEqual(sorted(os.listdir(self.folder / "gold")), ["S1.json", "S2.json"])
        gold = json.loads((self.folder / "gold/S2.json").read_text())
        self.assertEqual(gold["report"]["tumors"][0]["size"], {"greatest_mm": 80})
        self.assertEqual([stain["marker"] for stain in gold["report"]["tumors"][0]["immunohistochemistry"]], ["desmin", "cd34"])
        self.assertIn("2 reports", done.stderr)

        scores = json.loads(run("evaluate", "gold", "records.ndjson", "--json", cwd=self.folder).stdout)
        fields = {field["field"] if "field" in field else field["name"]: field for field in scores["fields"]} \
            if isinstance(scores["fields"], list) else scores["fields"]
        counts = lambda name: tuple(fields[name][key] for key in ("tp", "fp", "fn"))
        self.assertEqual(counts("size_mm"), (1, 1, 1))
        self.assertEqual(counts("ihc"), (3, 1, 1))
        self.assertEqual(counts("grade"), (2, 0, 0))

        summary = json.loads(run("verdicts", "review.sqlite", "--as", "summary", "--json", cwd=self.folder).stdout)
        size = next(field for field in summary["fields"] if field["field"] == "Size")
        self.assertEqual((size["right"], size["corrected"], size["precision"]), (1, 1, 0.5))
        self.assertEqual(summary["complete"], 2)
        self.assertIn("Size", run("verdicts", "review.sqlite", cwd=self.folder).stdout)

        # The lines of an export do as well as the ledger, with the records beside them.
        (self.folder / "v.ndjson").write_text(run("verdicts", "review.sqlite", "--as", "ndjson", cwd=self.folder).stdout)
        run("verdicts", "v.ndjson", "--records", "records.ndjson", "--as", "gold", "-o", "gold2", cwd=self.folder)
        for name in ("S1.json", "S2.json"):
            self.assertEqual((self.folder / "gold" / name).read_text(), (self.folder / "gold2" / name).read_text())
        self.assertIn("R005", run("verdicts", "v.ndjson", "--as", "gold", "-o", "gold3", code=1, cwd=self.folder).stderr)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
