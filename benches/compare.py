#!/usr/bin/env python3
"""Compares the cost of the same operations in other programs, on the same rows.

    cargo build --release
    for n in 1000 10000 100000 1000000; do
        cargo run --release --example generate -- --events $n --form csv /tmp/rows-$n
    done
    python3 benches/compare.py --svg docs/scale.svg /tmp/rows-*

Each program is run in a pseudo-terminal of 140 × 40 on the rows of each directory: summits-tui on the directory, the
others on its table. A time ends with the last byte that the program writes before it is quiet. The script needs pyte
from PyPI, a terminal emulator, and measures the programs that it finds on the path: lnav, vd (VisiData), csvlens, less.

In a copy, the last row of the table gets five words and an id that occur nowhere else, so that a search has to go
through everything. The search is over when the screen shows the row: for summits-tui, the word; for the others, the id,
since they also show the word in their prompt.
"""

import argparse
import json
import os
import pty
import re
import select
import shutil
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import time
from fcntl import ioctl
from pathlib import Path
from termios import TIOCSWINSZ

import pyte

COLUMNS, ROWS = 140, 40
LAST = "2999-the-last-row"
WORDS = ["Zanzibar", "Timbuktu", "Samarkand", "Valparaiso", "Ouagadougou"]
# A program is quiet when it has written nothing for this many seconds, which are not counted. VisiData redraws its
# cursor every eighth of a second.
QUIET = 0.08
PATIENCE = 120.0
# A search that takes longer, in milliseconds, is not repeated.
ENOUGH = 5000.0
QUESTIONS = {b"\x1b[c": b"\x1b[?62;22c", b"\x1b[0c": b"\x1b[?62;22c", b"\x1b[6n": b"\x1b[1;1R"}


class Silent(Exception):
    """A program did not show the expected text in time."""


class Program:
    """A program in a pseudo-terminal."""

    def __init__(self, command, home):
        self.screen = pyte.Screen(COLUMNS, ROWS)
        self.stream = pyte.ByteStream(self.screen)
        self.begun = time.perf_counter()
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            environment = {"TERM": "xterm-256color", "HOME": home, "LANG": "C.UTF-8", "PATH": os.environ["PATH"]}
            ioctl(0, TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
            os.execvpe(command[0], command, environment)
        ioctl(self.terminal, TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))

    def text(self):
        rows = self.screen.buffer
        return "\n".join("".join(rows[y][x].data for x in range(COLUMNS)) for y in range(ROWS))

    def read(self, wait):
        """What arrives within `wait` seconds, and when."""
        if not select.select([self.terminal], [], [], wait)[0]:
            return None
        try:
            written = os.read(self.terminal, 1 << 16)
        except OSError:
            raise Silent("it ended") from None
        at = time.perf_counter()
        # Some programs query the terminal at the start, and wait for the answer.
        for question, answer in QUESTIONS.items():
            if question in written:
                os.write(self.terminal, answer)
        return at, written

    def feed(self, written):
        # pyte does not understand these sequences; none of them draws anything.
        written = re.sub(rb"\x1b\[[<=>?][0-9;]*[a-zA-Z]|\x1bP.*?\x1b\\|\x1b\].*?(\x07|\x1b\\)", b"", written, flags=re.S)
        self.stream.feed(written)

    def until(self, shown=None, gone=None, since=None, quiet=QUIET):
        """Waits for a quiet screen with `shown` and without `gone`; returns the time until its last byte, in ms."""
        since = since or time.perf_counter()
        last, unread = None, b""
        while time.perf_counter() - since < PATIENCE:
            heard = self.read(quiet)
            if heard:
                last = heard[0]
                unread += heard[1]
                continue
            # The screen is updated afterwards, because that takes longer than most answers.
            self.feed(unread)
            unread = b""
            text = self.text()
            if last and (shown is None or shown in text) and (gone is None or gone not in text):
                return (last - since) * 1000
        raise Silent(f"{shown or 'an answer'} did not appear within {PATIENCE:.0f} s")

    def press(self, keys, **until):
        since = time.perf_counter()
        os.write(self.terminal, keys.encode())
        return self.until(since=since, **until)

    def ticks(self):
        fields = Path(f"/proc/{self.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return int(fields[11]) + int(fields[12])

    def until_idle(self):
        """Waits until it uses no processor time any more; returns the time from its start, in ms."""
        before, since = self.ticks(), time.perf_counter()
        while time.perf_counter() - self.begun < PATIENCE:
            heard = self.read(0.02)
            if heard:
                self.feed(heard[1])
            now = self.ticks()
            if now - before > 0:
                before, since = now, time.perf_counter()
            elif time.perf_counter() - since > 0.5:
                return (since - self.begun) * 1000
        raise Silent(f"it was still busy after {PATIENCE:.0f} s")

    def memory(self):
        status = Path(f"/proc/{self.pid}/status").read_text()
        return int(re.search(r"VmHWM:\s+(\d+)", status)[1]) / 1024

    def end(self):
        try:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        except OSError:
            pass
        os.close(self.terminal)


# For each program: its command, what its first screen shows, its keys, and how it searches.
PROGRAMS = {
    "summits-tui": {
        "command": lambda browser, rows, table: [browser, "--data", str(rows)],
        "version": lambda browser: [browser, "--version"],
        "ready": "all events",
        "keys": {"move": ("j", "k"), "page": ("\x1b[6~", "\x1b[5~")},
        "search": lambda program, word: search_typed(program, word),
    },
    "less": {
        "command": lambda browser, rows, table: ["less", "-S", str(table)],
        "version": lambda browser: ["less", "--version"],
        "ready": "id,date",
        "keys": {"move": ("j", "k"), "page": ("f", "b")},
        "search": lambda program, word: search_entered(program, "/", word, "g"),
    },
    "lnav": {
        "command": lambda browser, rows, table: ["lnav", str(table)],
        "version": lambda browser: ["lnav", "-V"],
        "ready": "View Help",
        "keys": {"move": ("j", "k"), "page": (" ", "b")},
        "start": "g",
        "search": lambda program, word: search_entered(program, "/", word, "g"),
    },
    "csvlens": {
        "command": lambda browser, rows, table: ["csvlens", str(table)],
        "version": lambda browser: ["csvlens", "--version"],
        "ready": "title",
        "keys": {"move": ("j", "k"), "page": ("\x1b[6~", "\x1b[5~")},
        "search": lambda program, word: search_entered(program, "/", word, "g"),
    },
    "VisiData": {
        "command": lambda browser, rows, table: ["vd", str(table)],
        "version": lambda browser: ["vd", "--version"],
        "ready": "title",
        "keys": {"move": ("j", "k"), "page": ("\x06", "\x02")},
        # In all columns.
        "search": lambda program, word: search_entered(program, "g/", word, "gk"),
    },
}


def search_typed(program, word):
    """Types the word into the prompt, which searches at once; waits until the count is complete."""
    program.press("/")
    taken = program.press(word.lower(), shown=word, gone="so far")
    program.press("\x1b")
    return taken


def search_entered(program, key, word, back):
    """Types the word and enter into the prompt; waits for the row. Some programs search while typing."""
    program.press(key)
    taken = program.press(word + "\r", shown=LAST)
    program.press(back, gone=LAST)
    return taken


def measure(name, browser, rows, table, home):
    """Every time of one program on one directory."""
    about = PROGRAMS[name]
    found = {}
    program = Program(about["command"](browser, rows, table), home)
    try:
        found["open"] = program.until(shown=about["ready"], since=program.begun)
        found["load"] = program.until_idle()
        if "start" in about:
            program.press(about["start"])
        for what, (there, back) in about["keys"].items():
            times = [program.press(there) for _ in range(8)] + [program.press(back) for _ in range(7)]
            found[what] = statistics.median(times)
        times = []
        for word in WORDS:
            times.append(about["search"](program, word))
            if times[-1] > ENOUGH:
                break
        found["search"] = statistics.median(times)
    except (Silent, OSError) as reason:
        found["failed"] = str(reason)
    finally:
        try:
            found["memory"] = program.memory()
        except (OSError, TypeError):
            pass
        program.end()
    return found


def with_words(rows, scratch):
    """A copy of the rows in which the last one has a unique id and the words in its title."""
    copy = scratch / rows.name
    shutil.copytree(rows, copy)
    table = sorted((copy / "events").glob("*.csv"))[-1]
    with open(table, "r+b") as file:
        end = file.seek(0, os.SEEK_END)
        file.seek(max(0, end - 20_000))
        tail = file.read()
        begin = tail.rstrip(b"\n").rindex(b"\n") + 1
        parts = tail[begin:].split(b",", 3)
        quote = parts[3].startswith(b'"')
        title = parts[3][1:] if quote else parts[3]
        parts[0] = LAST.encode()
        parts[3] = (b'"' if quote else b"") + " ".join(WORDS).encode() + b" " + title
        file.seek(end - len(tail) + begin)
        file.write(b",".join(parts))
        file.truncate()
    # The other programs get one table.
    tables = sorted((copy / "events").glob("*.csv"))
    return copy, tables[0] if len(tables) == 1 else joined(tables, scratch / f"{rows.name}.csv")


def joined(tables, path):
    with open(path, "wb") as out:
        for number, table in enumerate(tables):
            lines = open(table, "rb")
            if number:
                lines.readline()
            shutil.copyfileobj(lines, out)
    return path


def events_of(table):
    """How many rows a table has: their ids begin a line with a year."""
    with open(table, "rb") as file:
        return sum(1 for line in file if re.match(rb'"?\d{4}-', line))


def version(name, browser):
    command = PROGRAMS[name]["version"](browser)
    try:
        answer = subprocess.run(command, capture_output=True, text=True, timeout=20)
    except (OSError, subprocess.TimeoutExpired):
        return None
    lines = (answer.stdout + answer.stderr).strip().splitlines()
    return lines[0].strip() if lines else ""


WHAT = {
    "open": "to the first screen",
    "load": "to everything loaded",
    "move": "a step",
    "page": "a page",
    "search": "search for a word in the last row",
}


def table_of(results):
    """The results as a table of Markdown."""
    sizes = sorted({int(size) for of_program in results.values() for size in of_program})
    lines = []
    for what, words in WHAT.items():
        lines.append(f"| {words}, ms | " + " | ".join(f"{size:,}" for size in sizes) + " |")
        lines.append("| --- |" + " ---: |" * len(sizes))
        for name, of_program in results.items():
            cells = [cell(of_program.get(str(size), {}), what) for size in sizes]
            lines.append(f"| {name} | " + " | ".join(cells) + " |")
        lines.append("")
    return "\n".join(lines)


def cell(found, what):
    if what not in found:
        return "—"
    return f"{found[what]:,.0f}" if found[what] >= 100 else f"{found[what]:.1f}"


COLOURS = {"summits-tui": "#e0702a", "less": "#8a8a8a", "lnav": "#3f8fd0", "csvlens": "#35a06a", "VisiData": "#b06fc0"}


def plot(results):
    """Three log-log plots of time against number of events, for dark and light backgrounds."""
    width, height, left, top, gap = 250, 260, 62, 34, 138
    out = []
    shown = [("load", "everything loaded"), ("page", "a page down or up"), ("search", "a word in the last row")]
    for panel, (what, title) in enumerate(shown):
        x0 = left + panel * (width + gap)
        values = [found[what] for of_program in results.values() for found in of_program.values() if what in found]
        low, high = 0, 5
        if values:
            low = min(powers(value)[0] for value in values)
            high = max(powers(value)[1] for value in values)
        x = lambda size: x0 + (power(size) - 3) / 3 * width
        y = lambda value: top + height - (power(value) - low) / max(1, high - low) * height
        out.append(f'<text class="title" x="{x0}" y="{top - 14}">{title}</text>')
        for exponent in range(low, high + 1):
            at = y(10**exponent)
            out.append(f'<line class="grid" x1="{x0}" x2="{x0 + width}" y1="{at:.1f}" y2="{at:.1f}"/>')
            out.append(f'<text class="tick" x="{x0 - 6}" y="{at + 4:.1f}" text-anchor="end">{duration(exponent)}</text>')
        for exponent in range(3, 7):
            at = x(10**exponent)
            name = {3: "1,000", 4: "10,000", 5: "100,000", 6: "1,000,000"}[exponent]
            out.append(f'<text class="tick" x="{at:.1f}" y="{top + height + 18}" text-anchor="middle">{name}</text>')
        ends = []
        for name, of_program in results.items():
            points = sorted((int(size), found[what]) for size, found in of_program.items() if what in found)
            if not points:
                continue
            colour = COLOURS.get(name, "#888888")
            path = " ".join(f"{x(size):.1f},{y(value):.1f}" for size, value in points)
            heavy = 3 if name == "summits-tui" else 1.6
            out.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="{heavy}"/>')
            out += [f'<circle cx="{x(size):.1f}" cy="{y(value):.1f}" r="{heavy}" fill="{colour}"/>' for size, value in points]
            ends.append([y(points[-1][1]), x(points[-1][0]), name, colour])
        # Labels that would overlap are moved apart.
        ends.sort()
        for before, after in zip(ends, ends[1:]):
            after[0] = max(after[0], before[0] + 13)
        for at, x1, name, colour in ends:
            out.append(f'<text class="name" x="{x1 + 6:.1f}" y="{at + 4:.1f}" fill="{colour}">{name}</text>')
    whole = left + 3 * (width + gap)
    style = (
        "text{font-family:system-ui,sans-serif;font-size:12px;fill:#7a7a7a}.title{font-size:14px;font-weight:600}"
        ".name{font-weight:600}.grid{stroke:#8885;stroke-width:1}"
    )
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {whole} {top + height + 46}" role="img" '
        'aria-label="Time against number of events, on logarithmic scales, for five programs">'
        f"<style>{style}</style>"
    )
    legend = "events, on a logarithmic scale; each line is one program"
    foot = f'<text class="tick" x="{left}" y="{top + height + 40}">{legend}</text>'
    names = "\n".join(out)
    names = re.sub(r'(class="name"[^>]*) fill="(#\w+)"', r'\1 style="fill:\2"', names)
    return f"{head}\n{names}\n{foot}\n</svg>\n"


def power(value):
    from math import log10

    return log10(max(value, 0.01))


def powers(value):
    from math import ceil, floor

    return floor(power(value)), ceil(power(value))


def duration(exponent):
    return f"{10**exponent:g} ms" if exponent < 3 else f"{10 ** (exponent - 3):g} s"


def main():
    parser = argparse.ArgumentParser(description="Compares summits-tui with other programs on the same rows.")
    parser.add_argument("rows", nargs="*", type=Path, help="directories that `generate --form csv` has written")
    parser.add_argument("--browser", default="target/release/summits-tui", help="the release build of summits-tui")
    parser.add_argument("--programs", default=",".join(PROGRAMS), help="the programs to measure, separated by commas")
    parser.add_argument("--results", type=Path, help="save the results in this file, and continue with those in it")
    parser.add_argument("--svg", type=Path, help="draw the plot into this file")
    given = parser.parse_args()
    browser = str(Path(given.browser).resolve())
    results = json.loads(given.results.read_text()) if given.results and given.results.exists() else {}
    names = [name for name in given.programs.split(",") if name]
    for name in list(names):
        known = version(name, browser)
        print(f"{name}: {known or 'not found'}", file=sys.stderr)
        if known is None:
            names.remove(name)
    with tempfile.TemporaryDirectory(prefix="summits-tui-compare-") as scratch:
        for rows in given.rows:
            copy, table = with_words(rows, Path(scratch))
            events = events_of(table)
            for name in names:
                found = measure(name, browser, copy, table, scratch)
                results.setdefault(name, {})[str(events)] = found
                print(f"{events:>9,}  {name:<12} {found}", file=sys.stderr, flush=True)
                if given.results:
                    given.results.write_text(json.dumps(results, indent=1))
            shutil.rmtree(copy)
    print(table_of(results))
    if given.svg:
        given.svg.write_text(plot(results))


if __name__ == "__main__":
    main()
