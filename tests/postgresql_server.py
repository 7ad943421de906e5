"""A PostgreSQL server of its own for tests and bench: a folder, a socket, no network.

Needs the Debian package postgresql-15. As root the server runs as the user "postgres", or "nobody".
"""
import glob
import os
import pathlib
import pwd
import shutil
import signal
import subprocess
import sys
import time

binaries = sorted(glob.glob("/usr/lib/postgresql/*/bin"))
if not binaries:
    sys.exit("there is no PostgreSQL server: apt-get install postgresql-15")
binary = pathlib.Path(binaries[-1])


class Server:
    """A server on a socket in its own folder, without network."""

    def __init__(self, folder):
        self.folder = folder
        self.data = folder / "data"
        self.process = None
        self.user = None
        if os.geteuid() == 0:  # initdb refuses root
            names = {entry.pw_name for entry in pwd.getpwall()}
            self.user = "postgres" if "postgres" in names else "nobody"
            shutil.chown(folder, self.user)
        self.run(binary / "initdb", "-D", self.data, "-U", "pathex", "-A", "trust", "--no-sync")
        self.start()
        self.run(binary / "createdb", "-h", folder, "-U", "pathex", "registry")

    def run(self, *command):
        return subprocess.run([str(word) for word in command], user=self.user, check=True, capture_output=True,
                              cwd=self.folder)

    def start(self):
        self.process = subprocess.Popen(
            [str(binary / "postgres"), "-D", str(self.data), "-k", str(self.folder), "-c", "listen_addresses=",
             "-c", "fsync=on", "-c", "shared_buffers=64MB"],
            user=self.user, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=self.folder)
        for _ in range(300):
            ready = subprocess.run([str(binary / "pg_isready"), "-h", str(self.folder)], capture_output=True)
            if ready.returncode == 0:
                return
            time.sleep(0.1)
        raise AssertionError("the server did not start")

    def kill(self):
        """As a power cut would."""
        self.process.send_signal(signal.SIGQUIT)
        self.process.wait()

    def stop(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(60)

    def url(self, database="registry"):
        return f"postgresql://pathex@/{database}?host={self.folder}"

    def query(self, sql, database="registry"):
        out = self.run(binary / "psql", "-h", self.folder, "-U", "pathex", "-d", database, "-AtX", "-F", "\x1f", "-R",
                       "\x1e", "-c", sql).stdout.decode()
        out = out.removesuffix("\n")
        return [row.split("\x1f") for row in out.split("\x1e")] if out else []

    def number(self, sql, database="registry"):
        return int(self.query(sql, database)[0][0])
