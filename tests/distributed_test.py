"""The recipe of samples/distributed on Dask: a scheduler and two workers on loopback, the bytes of one process.

Needs the Debian package python3-distributed.
"""
import json
import pathlib
import shlex
import shutil
import subprocess
import sys
import tempfile
import time

from distributed import Client

program, root = sys.argv[1], pathlib.Path(sys.argv[2])
knowledge = ["--lexicons", str(root / "lexicons"), "--schemas", str(root / "schemas")]
python = [sys.executable, "-B"]


def documents(count):
    """The project's own samples, again and again, each time another report."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((root / "samples" / "en").glob("*/report.txt"))]
    return [json.dumps({"id": f"d{n:05d}", "text": f"Case {n}.\n" + texts[n % len(texts)]}) + "\n"
            for n in range(count)]


def wait_for(condition, what):
    for _ in range(600):
        if condition():
            return
        time.sleep(0.1)
    raise AssertionError("waited in vain for " + what)


def main(here):
    lines = documents(200)
    lines.insert(100, '{"id": "broken", "text": \n')  # its record must stand where it stands
    (here / "documents.ndjson").write_text("".join(lines), encoding="utf-8")
    address_file = here / "scheduler.json"
    processes = [subprocess.Popen(
        [*python, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard",
         "--scheduler-file", str(address_file)], cwd=here, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)]
    try:
        wait_for(address_file.exists, "the scheduler")
        address = json.loads(address_file.read_text())["address"]
        assert address.startswith("tcp://127.0.0.1:"), address
        for _ in range(2):
            processes.append(subprocess.Popen(
                [*python, "-m", "distributed.cli.dask_worker", address, "--nthreads", "1", "--no-dashboard",
                 "--no-nanny", "--local-directory", str(here)],
                cwd=here, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
        with Client(address) as client:
            client.wait_for_workers(2, timeout=60)
        command = shlex.join([program, *knowledge])
        subprocess.run([*python, str(root / "samples/distributed/dask_extract.py"), address,
                        str(here / "documents.ndjson"), str(here / "records.ndjson"), "--partition", "20000",
                        "--program", command], check=True)
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait()
    with open(here / "documents.ndjson", "rb") as stream:
        one = subprocess.run([program, "extract", "-", "-q", *knowledge], stdin=stream, stdout=subprocess.PIPE,
                             check=False)
    assert one.returncode == 1, one.returncode
    many = (here / "records.ndjson").read_bytes()
    assert many == one.stdout, "the cluster's bytes are not those of one process"
    records = [json.loads(line) for line in many.splitlines()]
    assert len(records) == 201 and records[100]["diagnostics"][0]["code"] == "S034", len(records)
    assert sum(bool(record["mentions"]) for record in records) == 200
    print(f"{len(records)} records from two workers are those of one process")


folder = pathlib.Path(tempfile.mkdtemp(prefix="pathex-dask-"))
try:
    main(folder)
finally:
    shutil.rmtree(folder, ignore_errors=True)
