"""Opens the HTML export of the chronology of the tests in a headless Chromium and uses it: with the keyboard, with the
mouse, and with JavaScript switched off.

    python3 tests/formats/browser.py target/debug/summits-tui [--pictures DIR]

The exit status is 0 if the page works, 1 otherwise. If no Chromium is installed, nothing is tested: a warning says so,
and the exit status is 0.
"""

import json
import pathlib
import subprocess
import sys
import tempfile

import chromium

CHRONOLOGY = str(pathlib.Path(__file__).parents[1] / "chronology")
SUMMIT = "2003-01-10-koizumi-putin-moscow"
SHOWN = "document.querySelectorAll('.event:not([hidden])').length"
COUNT = "document.getElementById('count').textContent"
FOCUS = "document.activeElement"
# The minimum contrast of text and background, WCAG 2.2 level AA.
CONTRAST = 4.5
# Computes, in the page, the contrast of the selected element with the background of the page.
MEASURE = """(selector) => {
  const light = (colour) => {
    const [r, g, b] = colour.match(/[\\d.]+/g).map((part) => part / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const element = document.querySelector(selector);
  const [a, b] = [getComputedStyle(element).color, getComputedStyle(document.body).backgroundColor].map(light);
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}"""


class Stories:
    """What a reader does with the page. Each method `story_…` is a test."""

    def __init__(self, browser, address, events, pictures):
        self.browser, self.address, self.events, self.pictures = browser, address, events, pictures
        self.failures = []

    def require(self, holds, what):
        if not holds:
            self.failures.append(what)

    def equal(self, found, expected, what):
        self.require(found == expected, f"{what}: found {found!r}, expected {expected!r}")

    def picture(self, name):
        if self.pictures:
            self.browser.screenshot(f"{self.pictures}/{name}.png")

    def counted(self, taking_part=(), involved=()):
        """How many events match these countries."""
        return sum(
            set(taking_part) <= set(event["parties"])
            and set(involved) <= set(event["parties"] + event["concerns"])
            for event in self.events
        )

    def shows(self, number, what):
        """Requires that this many events are shown, and that the count says so."""
        self.require(self.browser.wait(f"{SHOWN} === {number}"), f"{what}: {self.browser.ask(SHOWN)}, not {number}")
        whole = len(self.events)
        words = f"{whole} events" if number == whole else f"{number} of {whole} events"
        self.equal(self.browser.ask(COUNT), words, f"{what}: the count")

    def story_nothing_is_fetched(self):
        asked = [event for event in self.browser.events if event.get("method") == "Network.requestWillBeSent"]
        addresses = [event["params"]["request"]["url"] for event in asked]
        self.equal([a for a in addresses if not a.startswith(("file:", "about:"))], [], "the page uses the network")
        complaints = [event for event in self.browser.events if event.get("method") == "Runtime.exceptionThrown"]
        self.equal(complaints, [], "the script fails")
        self.shows(len(self.events), "at first")
        self.picture("desktop")

    def story_country_keys_filter_in_three_states(self):
        pressed = "document.querySelector('[data-key=K]').getAttribute('aria-pressed')"
        for key, number, state in [
            ("K", self.counted(involved=["KP"]), "mixed"),
            ("K", self.counted(taking_part=["KP"]), "true"),
            ("K", len(self.events), "false"),
        ]:
            self.browser.press(key)
            self.shows(number, f"K, {state}")
            self.equal(self.browser.ask(pressed), state, "the state of the button")
        self.browser.press("J")
        self.browser.press("R")
        self.shows(self.counted(involved=["JP", "RU"]), "J and R together")
        self.browser.click("#all")
        self.shows(len(self.events), "all again")

    def story_buttons_do_what_the_keys_do(self):
        self.browser.click("[data-country=RU]")
        self.shows(self.counted(involved=["RU"]), "the button of Russia")
        self.browser.click("[data-country=RU]")
        self.shows(self.counted(taking_part=["RU"]), "the button, again")
        self.browser.click("#keys")
        self.browser.press("J")
        self.shows(self.counted(taking_part=["RU"]), "a letter key that is switched off")

    def story_search_folds_spellings(self):
        numbers = []
        for words in ('"kim jong il"', '"Kim Jong-il"', "金正日", "김정일"):
            self.browser.press("/")
            self.equal(self.browser.ask(f"{FOCUS}.id"), "find", "the slash leads to the search")
            self.browser.write(words)
            self.browser.wait(f"{SHOWN} < {len(self.events)}")
            numbers.append(self.browser.ask(SHOWN))
            self.browser.press("Escape")
            self.shows(len(self.events), "the search is left")
        self.require(0 < numbers[0] == numbers[1], f"spellings of one name find {numbers}")
        self.require(numbers[3] > 0, f"the name in its own script finds {numbers}")
        self.browser.press("/")
        self.browser.write("no such word anywhere")
        self.shows(0, "a word that is nowhere")
        self.require(self.browser.ask("!document.getElementById('nothing').hidden"), "nothing says that nothing matches")

    def story_an_event_opens_from_the_keyboard(self):
        self.browser.press("/")
        self.browser.write(SUMMIT)
        self.browser.wait(f"{SHOWN} === 1")
        self.browser.ask(f"{FOCUS}.blur()")
        self.browser.press("j")
        row = f"{FOCUS}.closest('.event').id"
        self.equal(self.browser.ask(row), f"event-{SUMMIT}", "j goes to the event")
        outline = f"getComputedStyle({FOCUS}).outlineStyle + getComputedStyle({FOCUS}).outlineWidth"
        self.equal(self.browser.ask(outline), "solid3px", "the focus is seen")
        self.browser.press("Enter")
        self.require(self.browser.ask(f"{FOCUS}.parentElement.open"), "Enter does not open the event")
        event = next(event for event in self.events if event["id"] == SUMMIT)
        quoted = f"[...document.querySelectorAll('#event-{SUMMIT} blockquote')].map((quote) => quote.textContent)"
        excerpts = [excerpt for source in event["source"] for excerpt in source["excerpts"]]
        self.equal(sorted(self.browser.ask(quoted)), sorted(excerpts), "the excerpts are not verbatim")
        seen = f"document.querySelector('#event-{SUMMIT} .difference').checkVisibility()"
        self.require(self.browser.ask(seen), "the difference is not seen")
        self.picture("event")

    def story_a_link_leads_to_the_other_event(self):
        self.browser.press("K")
        self.browser.press("K")
        self.browser.ask(f"location.hash = 'event-{SUMMIT}'")
        self.require(
            self.browser.wait(f"document.getElementById('event-{SUMMIT}').querySelector('details').open"),
            "an address does not open its event, which the filter had hidden",
        )
        self.browser.click(f"#event-{SUMMIT} .detail a[href^='#event-']")
        self.require(
            self.browser.wait(f"{FOCUS}.closest('.event') && {FOCUS}.closest('.event').id !== 'event-{SUMMIT}'"),
            "a link does not lead to the other event",
        )
        self.require(self.browser.ask(f"{FOCUS}.parentElement.open"), "the other event is not open")

    def story_a_screen_reader_finds_its_way(self):
        tree = self.browser.accessible()
        named = {(role, name) for role, name, _ in tree}
        for role, name in [("navigation", "Years"), ("main", "Events"), ("group", "Countries"), ("searchbox", "Search")]:
            self.require((role, name) in named, f"there is no {role} {name}")
        roles = [role for role, _, _ in tree]
        for role in ("banner", "search", "contentinfo"):
            self.equal(roles.count(role), 1, f"the landmark {role}")
        status = next(properties for role, _, properties in tree if role == "status")
        self.equal(status.get("live"), "polite", "the count is not announced")
        buttons = [(name, properties) for role, name, properties in tree if role == "button" and "any" in name]
        self.equal(len(buttons), 3, "the buttons of the countries")
        self.require(all("pressed" in properties for _, properties in buttons), "a button does not tell its state")
        levels = [properties["level"] for role, _, properties in tree if role == "heading"]
        steps = [later - earlier for earlier, later in zip(levels, levels[1:])]
        self.require(levels[0] == 1 and max(steps) == 1, "a level of headings is left out")

    def story_it_fits_a_phone(self):
        self.browser.window(360, 740)
        self.browser.ask(f"location.hash = 'event-{SUMMIT}'")
        self.browser.wait(f"document.getElementById('event-{SUMMIT}').querySelector('details').open")
        self.require(self.browser.ask("document.documentElement.scrollWidth") <= 360, "the page is wider than a phone")
        self.picture("phone-event")
        self.browser.ask("scrollTo(0, 0)")
        self.picture("phone")

    def story_light_and_dark_can_be_read(self):
        for scheme in ("light", "dark"):
            self.browser.media(scheme=scheme)
            for selector in ("body", ".when", ".quiet", ".scope", ".status", ".detail a", ".country-0", ".country-1", ".country-2"):
                contrast = self.browser.ask(f"({MEASURE})({json.dumps(selector)})")
                self.require(contrast >= CONTRAST, f"{selector} has a contrast of {contrast:.1f} in {scheme}")
            dark = self.browser.ask("getComputedStyle(document.body).backgroundColor.match(/\\d+/)[0] < 128")
            self.equal(dark, scheme == "dark", f"the background in {scheme}")
        self.browser.ask(f"document.getElementById('event-{SUMMIT}').querySelector('details').open = true")
        self.browser.ask(f"document.getElementById('event-{SUMMIT}').scrollIntoView()")
        self.picture("dark")

    def story_it_prints_what_is_shown(self):
        self.browser.press("/")
        self.browser.write(SUMMIT)
        self.browser.wait(f"{SHOWN} === 1")
        self.browser.media("print")
        seen = f"document.querySelector('#event-{SUMMIT} blockquote').checkVisibility()"
        self.require(self.browser.ask(seen), "an event is printed closed")
        for left_out in (".countries", ".find", ".strip", ".skip"):
            height = self.browser.ask(f"document.querySelector('{left_out}').getBoundingClientRect().height")
            self.equal(height, 0, f"{left_out} is printed")
        self.require(self.browser.ask("document.getElementById('count').checkVisibility()"), "how many are printed is not said")
        self.picture("print")

    def story_without_a_script_it_is_the_same_document(self):
        self.browser.send("Emulation.setScriptExecutionDisabled", value=True)
        self.browser.open(self.address)
        rows = "[...document.querySelectorAll('.event summary')].filter((row) => row.checkVisibility()).length"
        self.equal(self.browser.ask(rows), len(self.events), "the events that are seen")
        self.require(not self.browser.ask("document.getElementById('tools').checkVisibility()"), "tools that do nothing")
        self.browser.click(f"#event-{SUMMIT} summary")
        self.require(
            self.browser.wait(f"document.querySelector('#event-{SUMMIT} blockquote').checkVisibility()"),
            "an event does not open",
        )
        self.picture("plain")
        self.browser.send("Emulation.setScriptExecutionDisabled", value=False)

    def run(self):
        """Runs every story on a freshly loaded page; returns how many failed."""
        failed = 0
        for name in [name for name in dir(self) if name.startswith("story_")]:
            self.failures = []
            self.browser.window(1200, 900)
            self.browser.media()
            self.browser.open(self.address)
            getattr(self, name)()
            failed += bool(self.failures)
            print(f"{name.removeprefix('story_').replace('_', ' '):50} {'FAILED' if self.failures else 'passed'}")
            for failure in self.failures:
                print(f"    {failure}")
        return failed


def skipped():
    line = "*" * 78
    print(f"{line}\nSKIPPED: no Chromium is installed, so the HTML export is NOT tested.", file=sys.stderr)
    print(f"Install chromium, or name one in the variable CHROMIUM.\n{line}", file=sys.stderr)
    return 0


def main(program, pictures=None):
    found = chromium.installed()
    if not found:
        return skipped()
    if pictures:
        pathlib.Path(pictures).mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as directory:
        page = pathlib.Path(directory) / "page.html"
        for name in ("html", "json"):
            written = page.with_suffix(f".{name}")
            export = [program, "--data", CHRONOLOGY, "export", "--format", name, "-o", written]
            subprocess.run(export, check=True, stderr=subprocess.DEVNULL)
        events = json.loads(page.with_suffix(".json").read_text("utf-8"))
        with chromium.Chromium(found) as browser:
            return 1 if Stories(browser, page.as_uri(), events, pictures).run() else 0


if __name__ == "__main__":
    if len(sys.argv) not in (2, 4):
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1], *sys.argv[3:]))
