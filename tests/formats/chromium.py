"""Drives a headless Chromium over a pipe with its DevTools protocol. Needs nothing but Python."""

import base64
import fcntl
import itertools
import json
import os
import select
import shutil
import subprocess
import tempfile
import time

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# How long to wait for anything, in seconds.
PATIENCE = 60


def installed():
    """The path of a Chromium, or None. The environment variable CHROMIUM overrides the search."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


class Chromium:
    """A browser with one page. Use it in a `with` statement, which ends it."""

    def __init__(self, program):
        self._profile = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        commands, self._out = os.pipe()
        self._in, answers = os.pipe()
        # The browser reads commands from descriptor 3 and writes answers to descriptor 4, which may be in use here.
        spare = [fcntl.fcntl(descriptor, fcntl.F_DUPFD, 10) for descriptor in (commands, answers)]

        def descriptors():
            os.dup2(spare[0], 3)
            os.dup2(spare[1], 4)

        flags = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run"]
        flags += ["--disable-dev-shm-usage", f"--user-data-dir={self._profile.name}", "--remote-debugging-pipe"]
        self._process = subprocess.Popen(
            [program, *flags, "about:blank"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=(3, 4),
            preexec_fn=descriptors,
        )
        for descriptor in (commands, answers, *spare):
            os.close(descriptor)
        self._numbers = itertools.count(1)
        self._unread = b""
        self._session = None
        self.events = []
        target = self.send("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Network", "Accessibility", "Runtime"):
            self.send(f"{domain}.enable")
        self.send("Page.setLifecycleEventsEnabled", enabled=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._process.kill()
        self._process.wait()
        os.close(self._out)
        os.close(self._in)
        self._profile.cleanup()

    def send(self, method, **parameters):
        """Sends a command and waits for its result."""
        number = next(self._numbers)
        message = {"id": number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._out, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._next()
            if answer.get("id") != number:
                self.events.append(answer)
            elif "error" in answer:
                raise RuntimeError(f"{method}: {answer['error']['message']}")
            else:
                return answer["result"]

    def _next(self):
        """The next message of the browser."""
        end = time.monotonic() + PATIENCE
        while b"\0" not in self._unread:
            ready, _, _ = select.select([self._in], [], [], max(0, end - time.monotonic()))
            part = os.read(self._in, 1 << 20) if ready else b""
            if not part:
                raise RuntimeError("the browser does not answer")
            self._unread += part
        message, self._unread = self._unread.split(b"\0", 1)
        return json.loads(message)

    def open(self, address):
        """Loads a page and waits until it is loaded. `events` collects the events from then on."""
        self._load("about:blank")
        self.events.clear()
        self._load(address)

    def _load(self, address):
        loader = self.send("Page.navigate", url=address)["loaderId"]

        def loaded(event):
            params = event.get("params", {})
            ended = event.get("method") == "Page.lifecycleEvent" and params["name"] == "load"
            return ended and params["loaderId"] == loader

        while not any(map(loaded, self.events)):
            self.events.append(self._next())

    def ask(self, expression):
        """The value of an expression in the page."""
        answer = self.send("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(f"{expression}: {answer['exceptionDetails']}")
        return answer["result"].get("value")

    def wait(self, expression):
        """Waits until an expression in the page is true; returns whether it did in time."""
        end = time.monotonic() + PATIENCE / 4
        while not self.ask(expression):
            if time.monotonic() > end:
                return False
            time.sleep(0.05)
        return True

    def press(self, key):
        """Presses a key: a character, or `Enter`, `Tab`, `Escape`."""
        codes = {"Enter": 13, "Tab": 9, "Escape": 27}
        parameters = {"key": key, "windowsVirtualKeyCode": codes.get(key) or ord(key.upper())}
        text = {"Enter": "\r"}.get(key, key if len(key) == 1 else "")
        if text:
            parameters["text"] = text
        if len(key) == 1 and key.isupper():
            parameters["modifiers"] = 8
        self.send("Input.dispatchKeyEvent", type="keyDown", **parameters)
        parameters.pop("text", None)
        self.send("Input.dispatchKeyEvent", type="keyUp", **parameters)

    def write(self, text):
        """Types into the focused field."""
        self.send("Input.insertText", text=text)

    def click(self, selector):
        """Clicks on the middle of the first element that matches a selector."""
        place = self.ask(
            f"(() => {{ const e = document.querySelector({json.dumps(selector)}); e.scrollIntoView({{block: 'center'}});"
            " const r = e.getClientRects()[0]; return [r.x + r.width / 2, r.y + r.height / 2]; })()"
        )
        for kind in ("mousePressed", "mouseReleased"):
            self.send("Input.dispatchMouseEvent", type=kind, x=place[0], y=place[1], button="left", clickCount=1)

    def window(self, width, height):
        """Resizes the window."""
        self.send(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 600
        )

    def media(self, kind="", scheme="light"):
        """Sets the medium, `screen` or `print`, and whether light or dark is preferred."""
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self.send("Emulation.setEmulatedMedia", media=kind, features=features)

    def accessible(self):
        """The accessibility tree: role, name and properties of everything on the page."""
        found = []
        for node in self.send("Accessibility.getFullAXTree")["nodes"]:
            if node.get("ignored"):
                continue
            properties = {each["name"]: each["value"].get("value") for each in node.get("properties", [])}
            name = node.get("name", {}).get("value", "")
            found.append((node.get("role", {}).get("value", ""), name, properties))
        return found

    def screenshot(self, path):
        """Saves a screenshot of the window."""
        with open(path, "wb") as file:
            file.write(base64.b64decode(self.send("Page.captureScreenshot")["data"]))
