#!/usr/bin/python3
"""Sends a file of JSON documents, one a line, through `pathex extract -` on a Dask cluster.

    dask_extract.py SCHEDULER INPUT OUTPUT [--partition BYTES] [--program "pathex …"]

The output is what one process would have written, byte for byte.
"""
import argparse
import collections
import shlex
import subprocess

from distributed import Client

IN_FLIGHT = 3  # partitions a worker


def partitions(path, size):
    """Pieces of about `size` bytes that end at line ends."""
    with open(path, "rb") as lines:
        while piece := lines.read(size):
            yield piece if piece.endswith(b"\n") else piece + lines.readline()


def extract(command, documents):
    """Runs on a worker. Exit status 1 says that a document failed; its record says why."""
    run = subprocess.run(command, input=documents, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    if run.returncode not in (0, 1):
        raise RuntimeError(f"{command[0]} ended with {run.returncode}: {run.stderr.decode(errors='replace')[-500:]}")
    return run.stdout


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("scheduler")
    parser.add_argument("input")
    parser.add_argument("output")
    parser.add_argument("--partition", type=int, default=8 << 20, help="bytes of documents a task")
    parser.add_argument("--program", default="pathex", help="the program and options of its own")
    options = parser.parse_args()
    program, *rest = shlex.split(options.program)
    command = [program, "extract", "-", "-q", "-j", "1", *rest]
    with Client(options.scheduler) as client, open(options.output, "wb") as out:
        most = IN_FLIGHT * max(1, len(client.scheduler_info()["workers"]))
        waiting = collections.deque()
        for documents in partitions(options.input, options.partition):
            # pure=False: the same text twice is two documents.
            waiting.append(client.submit(extract, command, documents, pure=False))
            if len(waiting) >= most:
                out.write(waiting.popleft().result())
        while waiting:
            out.write(waiting.popleft().result())


if __name__ == "__main__":
    main()
