"""Reads every export of a chronology with other software, and compares the result with the chronology.

    python3 tests/formats/check.py target/debug/summits-tui [--data DIR] [FORMAT]...

The chronology is that of the tests unless `--data` names another; `--data built-in` is the one inside the program.

All formats are compared with the `json` export. The readers are in the modules `read_*.py` in this directory: a
function decorated with `@reads("ris")` takes the `Exports`, and reports differences with `exports.require(...)`. A
format that the program offers and that has no reader is a failure, so that none is forgotten. The exit status is 0 if
everything agrees, 1 otherwise.
"""

import importlib
import json
import pathlib
import re
import subprocess
import sys

READERS = {}
# The chronology of the tests.
CHRONOLOGY = str(pathlib.Path(__file__).parents[1] / "chronology")
# How many examples of one failure are printed.
MOST_EXAMPLES = 5


def reads(*formats):
    """Registers a function as the reader of these formats."""

    def declared(reader):
        for name in formats:
            READERS[name] = reader
        return reader

    return declared


class Exports:
    """The exports of the program, and the failures found in them."""

    def __init__(self, program, data):
        self.program, self.data = program, data
        self.failures = {}
        self._events = None

    def run(self, *arguments, data=None):
        """The standard output of the program, on the checked chronology or on `data`."""
        command = [self.program, "--data", data or self.data, *arguments]
        done = subprocess.run(command, capture_output=True, check=False)
        if done.returncode != 0:
            sys.exit(f"{' '.join(arguments)} ended with {done.returncode}:\n{done.stderr.decode()}")
        return done.stdout

    def bytes(self, name, *query):
        """An export, as bytes."""
        return self.run("export", "--format", name, *query)

    def text(self, name, *query):
        """An export as text. Line ends are not converted."""
        return self.bytes(name, *query).decode("utf-8")

    @property
    def events(self):
        """The events of the `json` export, which everything else is compared with."""
        if self._events is None:
            self._events = json.loads(self.text("json"))
        return self._events

    @property
    def documents(self):
        """The documents that the events cite, by id, each once, in the order of their first citation."""
        found = {}
        for event in self.events:
            for source in event["source"]:
                found.setdefault(source["document"]["id"], source["document"])
        return found

    def formats(self):
        """The formats that the program offers."""
        words = self.run("export", "--help").decode("utf-8")
        part = re.split(r"^ +-o, --output", words.split("--format", 1)[1], maxsplit=1, flags=re.MULTILINE)[0]
        return re.findall(r"^\s+- ([a-z-]+):", part, re.MULTILINE)

    def require(self, holds, message, example=""):
        """Records a failure unless `holds`. Failures with one message are printed together, with some examples."""
        if not holds:
            self.failures.setdefault(message, []).append(str(example))

    def equal(self, found, expected, what, where=""):
        """Records a failure unless the two are equal."""
        self.require(found == expected, what, f"{where}: found {found!r}, expected {expected!r}")


def main(program, data, chosen):
    for module in sorted(pathlib.Path(__file__).parent.glob("read_*.py")):
        importlib.import_module(module.stem)
    exports = Exports(program, data)
    offered = exports.formats()
    failed = not offered
    for name in chosen or offered:
        exports.failures = {}
        reader = READERS.get(name)
        if reader is None:
            exports.require(False, "no reader for this format")
        else:
            reader(exports)
        failed |= bool(exports.failures)
        print(f"{name:12} {'FAILED' if exports.failures else 'agrees'}")
        for message, examples in exports.failures.items():
            print(f"    {message} ({len(examples)})")
            for example in filter(None, examples[:MOST_EXAMPLES]):
                print(f"        {example}")
    return 1 if failed else 0


if __name__ == "__main__":
    # The readers import this module by its name, and must get this instance.
    sys.modules["check"] = sys.modules["__main__"]
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    named, chosen = CHRONOLOGY, sys.argv[2:]
    if chosen[:1] == ["--data"]:
        named, chosen = chosen[1], chosen[2:]
    sys.exit(main(sys.argv[1], named, chosen))
