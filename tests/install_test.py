#!/usr/bin/env python3
"""The installed program finds its data, and the Debian package holds what a user needs.

    install_test.py PROGRAM SOURCE      (PROGRAM lies in the build folder)
"""
import os
import subprocess
import sys
import tempfile
import unittest

PROGRAM, SOURCE = sys.argv[1:3]
BUILD = os.path.dirname(PROGRAM)
REPORT = "FINAL DIAGNOSIS\nThigh, excision: leiomyosarcoma, FNCLCC grade 2. Margins are free.\n"


def run(*command, **options):
    """Standard output; what went wrong is in the failure."""
    environment = {key: value for key, value in os.environ.items() if key != "PATHEX_DATA"}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, **options)
    if done.returncode != 0:
        raise AssertionError(f"{command} exited with {done.returncode}:\n{done.stdout}{done.stderr}")
    return done.stdout


class Install(unittest.TestCase):
    def test_installed_program_finds_its_data(self):
        with tempfile.TemporaryDirectory() as folder:
            prefix = os.path.join(folder, "prefix")
            run("cmake", "--build", BUILD, "--target", "pathex_man")
            run("cmake", "--install", BUILD, "--prefix", prefix)
            program = os.path.join(prefix, "bin", "pathex")
            report = os.path.join(folder, "report.txt")
            with open(report, "w", encoding="utf-8") as out:
                out.write(REPORT)
            installed = run(program, "extract", "-q", report, cwd=folder)
            self.assertIn('"leiomyosarcoma"', installed)
            self.assertEqual(installed, run(PROGRAM, "extract", "-q", report, cwd=folder))
            for part in ("share/man/man1/pathex.1.gz", "share/doc/pathex/LICENSE", "share/doc/pathex/NOTICE",
                         "share/pathex/schemas/record.schema.json", "share/pathex/lexicons/en/language.jsonc"):
                self.assertTrue(os.path.exists(os.path.join(prefix, part)), part)


class Package(unittest.TestCase):
    def test_deb(self):
        with tempfile.TemporaryDirectory() as folder:
            run("cpack", "--config", os.path.join(BUILD, "CPackConfig.cmake"), "-G", "DEB", "-B", folder)
            packages = [name for name in os.listdir(folder) if name.endswith(".deb")]
            self.assertEqual(len(packages), 1)
            package = os.path.join(folder, packages[0])
            self.assertRegex(packages[0], r"^pathex_[0-9.]+_[a-z0-9]+\.deb$")
            description = run("dpkg-deb", "--field", package, "Description").splitlines()
            self.assertGreater(len(description), 3)
            self.assertEqual(len(set(line.strip() for line in description)), len(description), "a line twice")
            depends = run("dpkg-deb", "--field", package, "Depends")
            for library in ("libc6", "libstdc++6", "libre2-", "libicu", "libpugixml", "libsqlite3-0", "libcpp-httplib"):
                self.assertIn(library, depends)
            names = run("dpkg-deb", "--contents", package)
            for part in ("./usr/bin/pathex", "./usr/share/man/man1/pathex.1.gz", "./usr/share/doc/pathex/NOTICE",
                         "./usr/share/pathex/lexicons/en/", "./usr/share/pathex/schemas/report.schema.json"):
                self.assertIn(part, names)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
