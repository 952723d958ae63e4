"""Reads every export of a chronology back with software that is not ours, and compares what is found.

    python3 tests/formats/check.py target/debug/summits-tui [--data DIR] [FORMAT]...

The chronology is that of the tests unless another is named; with `--data built-in` it is the one inside the program.

What all formats are compared with is the `json` export. The readers stand in the modules `read_*.py` beside this one: a
function decorated with `@reads("ris")` takes the `Exports` and answers with nothing; what it finds wrong it says with
`exports.require(...)`. A format that the program offers and that has no reader is itself a fault, so that none is
forgotten. Ends with 0 if everything agrees, with 1 otherwise.
"""

import importlib
import json
import pathlib
import re
import subprocess
import sys

READERS = {}
# The chronology that the tests stand on.
CHRONOLOGY = str(pathlib.Path(__file__).parents[1] / "chronology")
# A fault that repeats for every event is told so many times.
MOST_TOLD = 5


def reads(*formats):
    """Declares that a function reads these formats back."""

    def declared(reader):
        for name in formats:
            READERS[name] = reader
        return reader

    return declared


class Exports:
    """What the program exports, each format asked for once and kept, and the faults found in it."""

    def __init__(self, program, data):
        self.program, self.data = program, data
        self.faults = {}
        self._events = None

    def run(self, *arguments, data=None):
        """The standard output of the program, on the chronology that is checked or on another one."""
        command = [self.program, "--data", data or self.data, *arguments]
        done = subprocess.run(command, capture_output=True, check=False)
        if done.returncode != 0:
            sys.exit(f"{' '.join(arguments)} ended with {done.returncode}:\n{done.stderr.decode()}")
        return done.stdout

    def bytes(self, name, *query):
        """An export, as it was written."""
        return self.run("export", "--format", name, *query)

    def text(self, name, *query):
        """An export as text. Line ends stay as they were written."""
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
        """Notes a fault unless `holds`. Faults with one message are told together, with a few examples."""
        if not holds:
            self.faults.setdefault(message, []).append(str(example))

    def equal(self, found, expected, what, where=""):
        """Notes a fault unless the two are equal."""
        self.require(found == expected, what, f"{where}: found {found!r}, expected {expected!r}")


def main(program, data, chosen):
    for module in sorted(pathlib.Path(__file__).parent.glob("read_*.py")):
        importlib.import_module(module.stem)
    exports = Exports(program, data)
    offered = exports.formats()
    failed = not offered
    for name in chosen or offered:
        exports.faults = {}
        reader = READERS.get(name)
        if reader is None:
            exports.require(False, "nothing here reads this format back")
        else:
            reader(exports)
        failed |= bool(exports.faults)
        print(f"{name:12} {'FAULTS' if exports.faults else 'agrees'}")
        for message, examples in exports.faults.items():
            print(f"    {message} ({len(examples)})")
            for example in filter(None, examples[:MOST_TOLD]):
                print(f"        {example}")
    return 1 if failed else 0


if __name__ == "__main__":
    # The readers import this module by its name: it must be this very one.
    sys.modules["check"] = sys.modules["__main__"]
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    named, chosen = CHRONOLOGY, sys.argv[2:]
    if chosen[:1] == ["--data"]:
        named, chosen = chosen[1], chosen[2:]
    sys.exit(main(sys.argv[1], named, chosen))
