"""The formats for people and for other programs: markdown, toml, ics, timelinejs, html."""

import datetime
import html.parser
import json
import pathlib
import re
import tempfile
import tomllib

import html5lib
import icalendar
import jsonschema
import markdown_it

from check import reads


class Words(html.parser.HTMLParser):
    """The text of a piece of HTML."""

    def __init__(self, markup):
        super().__init__()
        self.found = []
        self.feed(markup)

    def handle_data(self, data):
        self.found.append(data)

    def __str__(self):
        return "".join(self.found)


def words(text):
    """A text with every run of whitespace replaced by one blank."""
    return " ".join(text.split())


def inline_text(token):
    """What an inline token of Markdown shows."""
    shown = {"softbreak": " ", "hardbreak": " "}
    return "".join(shown.get(child.type, child.content) for child in token.children)


@reads("markdown")
def markdown(exports):
    tokens = markdown_it.MarkdownIt("commonmark").parse(exports.text("markdown"))
    headings, quotations, depth, everything = [], [], 0, []
    for place, token in enumerate(tokens):
        depth += {"blockquote_open": 1, "blockquote_close": -1}.get(token.type, 0)
        if token.type == "blockquote_open":
            quotations.append([])
        if token.type in ("code_block", "html_block", "fence", "hr"):
            exports.require(False, f"a text was read as markup: {token.type}", token.content)
        if token.type == "inline":
            shown = inline_text(token)
            everything.append(shown)
            if depth:
                quotations[-1].append(shown)
            if tokens[place - 1].type == "heading_open" and tokens[place - 1].tag == "h2":
                headings.append(shown)
    exports.equal(headings, [event["title"] for event in exports.events], "the headings are not the titles")
    excerpts = [
        excerpt
        for event in exports.events
        for source in sorted(event["source"], key=lambda source: not source["excerpts"])
        for excerpt in source["excerpts"]
    ]
    found = [words(" ".join(quotation)) for quotation in quotations]
    exports.equal(len(found), len(excerpts), "the number of block quotes is not that of the excerpts")
    for quotation, excerpt in zip(found, excerpts):
        exports.equal(quotation, words(excerpt), "an excerpt is changed")
    everything = words(" ".join(everything))
    for event in exports.events:
        exports.require(words(event["summary"]) in everything, "a summary is missing", event["id"])
        for source in event["source"]:
            account = words(source["account"])
            exports.require(account in everything, "what a document says is missing", event["id"])


@reads("toml")
def chronology(exports):
    with tempfile.TemporaryDirectory() as directory:
        new = pathlib.Path(directory) / "new"
        exports.run("export", "--format", "toml", "--output", str(new))
        events = [
            event
            for path in sorted((new / "events").glob("*.toml"))
            for event in tomllib.loads(path.read_text("utf-8"))["event"]
        ]
        again = exports.run("export", "--format", "json", data=str(new)).decode("utf-8")
    exports.equal(again, exports.text("json"), "the loaded chronology differs")
    found = {event["id"]: event for event in events}
    exports.equal(len(events), len(exports.events), "the number of events differs")
    for event in exports.events:
        where, written = event["id"], found.get(event["id"], {})
        for field in ("date", "title", "kind", "summary", "setting", "note"):
            exports.equal(written.get(field, ""), event[field], f"the field {field} differs", where)
        for field in ("parties", "concerns", "others", "topics", "outcome", "links"):
            exports.equal(written.get(field, []), event[field], f"the list {field} differs", where)
        excerpts = [source.get("excerpts", []) for source in written.get("source", [])]
        exports.equal(excerpts, [source["excerpts"] for source in event["source"]], "the excerpts differ", where)


@reads("ics")
def calendar(exports):
    written = exports.bytes("ics")
    exports.require(written.endswith(b"END:VCALENDAR\r\n"), "the calendar does not end")
    lines = written.split(b"\r\n")
    exports.require(not any(b"\n" in line or b"\r" in line for line in lines), "a line ends without CRLF")
    exports.require(all(len(line) <= 75 for line in lines), "a line has more than 75 octets")
    for line in lines:
        try:
            line.decode("utf-8")
        except UnicodeDecodeError:
            exports.require(False, "a character is split over two lines", line)
    entries = {str(entry["UID"]): entry for entry in icalendar.Calendar.from_ical(written).walk("VEVENT")}
    day = re.compile(r"\d{4}-\d{2}-\d{2}")
    for event in exports.events:
        where = event["id"]
        entry = entries.pop(f"{where}@summits-tui", None)
        parts = [part for part in re.split(r"[/\[\],]|\.\.", event["date"]) if part]
        known = all(day.fullmatch(part.rstrip("?~%")) for part in parts)
        exports.equal(entry is not None, known, "an entry for an unknown day, or none for a known one", where)
        if entry is None:
            continue
        exports.equal(entry.errors, [], "icalendar finds errors", where)
        first = datetime.date.fromisoformat(event["earliest"])
        last = datetime.date.fromisoformat(event["latest"] or event["earliest"])
        exports.equal(entry["DTSTART"].dt, first, "the first day differs", where)
        after = last + datetime.timedelta(days=1) if last > first else None
        exports.equal(entry["DTEND"].dt if "DTEND" in entry else None, after, "the end differs", where)
        exports.equal(str(entry["SUMMARY"]), event["title"], "the title differs", where)
        exports.require(event["summary"] in str(entry["DESCRIPTION"]), "the summary is missing", where)
        exports.equal(str(entry["X-SUMMITS-EDTF"]).replace("\\,", ","), event["date"], "the EDTF date differs", where)
        exports.require("ATTENDEE" not in entry and "DTSTAMP" in entry, "an attendee, or no stamp", where)
        venue = event["venue"]
        if venue and venue["lat"] is not None:
            exports.equal((entry["GEO"].latitude, entry["GEO"].longitude), (venue["lat"], venue["lon"]), "GEO", where)
        certain = event["status"] == "held" and event["latest"] and re.fullmatch(r"[\d/-]+", event["date"])
        exports.equal(str(entry.get("STATUS", "")), "" if certain else "TENTATIVE", "the status differs", where)
    exports.equal(list(entries), [], "entries without an event")


MOMENT = {
    "type": "object",
    "required": ["year"],
    "properties": {
        "year": {"type": "integer"},
        "month": {"type": "integer", "minimum": 1, "maximum": 12},
        "day": {"type": "integer", "minimum": 1, "maximum": 31},
    },
    "dependentRequired": {"day": ["month"]},
    "additionalProperties": False,
}
TEXT = {
    "type": "object",
    "required": ["headline", "text"],
    "properties": {"headline": {"type": "string"}, "text": {"type": "string"}},
    "additionalProperties": False,
}
# The part that is used of https://timeline.knightlab.com/docs/json-format.html.
TIMELINE = {
    "type": "object",
    "required": ["title", "events"],
    "additionalProperties": False,
    "properties": {
        "title": {"type": "object", "required": ["text"], "properties": {"text": TEXT}, "additionalProperties": False},
        "events": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["start_date", "text", "unique_id"],
                "additionalProperties": False,
                "properties": {
                    "start_date": MOMENT,
                    "end_date": MOMENT,
                    "text": TEXT,
                    "group": {"type": "string"},
                    "display_date": {"type": "string"},
                    "unique_id": {"type": "string"},
                    "media": {
                        "type": "object",
                        "required": ["url"],
                        "properties": {"url": {"type": "string", "pattern": "^https?://"}, "credit": {"type": "string"}},
                        "additionalProperties": False,
                    },
                },
            },
        },
    },
}


@reads("timelinejs")
def timeline(exports):
    written = json.loads(exports.text("timelinejs"))
    for error in jsonschema.Draft202012Validator(TIMELINE).iter_errors(written):
        exports.require(False, "the timeline is not valid for TimelineJS", f"{error.json_path}: {error.message}")
    exports.equal([slide["unique_id"] for slide in written["events"]], [event["id"] for event in exports.events], "ids")
    for slide, event in zip(written["events"], exports.events):
        where = event["id"]
        exports.equal(str(Words(slide["text"]["headline"])), event["title"], "the title differs", where)
        shown = str(Words(slide["text"]["text"]))
        exports.require(event["summary"].replace("\n", "") in shown, "the summary is missing", where)
        start = slide["start_date"]
        given = re.match(r"\[?(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", event["date"]).groups()
        found = tuple(start.get(part) for part in ("year", "month", "day"))
        exports.equal(found, tuple(part and int(part) for part in given), "the date says more or less than is known", where)


def texts(page, selector):
    """The texts of the elements of a class and name, `blockquote.` or `li.event`."""
    name, _, kind = selector.partition(".")
    found = (element for element in page.iter(name) if not kind or kind in element.get("class", "").split())
    return ["".join(element.itertext()) for element in found]


@reads("html")
def page(exports):
    written = exports.text("html")
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False)
    found = parser.parse(written)
    for place, error, _ in parser.errors:
        exports.require(False, f"the page is not valid HTML: {error}", place)
    ids = [element.get("id") for element in found.iter() if element.get("id")]
    exports.equal(len(ids), len(set(ids)), "duplicate id")
    # A year without events is an anchor without an address.
    for target in [link.get("href") for link in found.iter("a") if link.get("href") is not None]:
        inside = target.startswith("#") and target[1:] in ids
        exports.require(inside or re.match("https?://", target), "a link leads nowhere", target)
    rows = [event["title"] if event["status"] == "held" else f"{event['status']}: {event['title']}" for event in exports.events]
    exports.equal(texts(found, "h3."), rows, "the rows are not the titles")
    excerpts = [
        excerpt
        for event in exports.events
        for source in sorted(event["source"], key=lambda source: not source["excerpts"])
        for excerpt in source["excerpts"]
    ]
    exports.equal(texts(found, "blockquote."), excerpts, "the quotations are not the excerpts")
    graphs = [script for script in found.iter("script") if script.get("type") == "application/ld+json"]
    exports.equal(len(graphs), 1, "the number of graphs")
    graph(exports, json.loads(graphs[0].text)["@graph"])


def graph(exports, nodes):
    """The events as JSON-LD."""
    for node, event in zip(nodes, exports.events, strict=True):
        where = event["id"]
        exports.equal((node["@type"], node["@id"]), ("Event", f"#event-{where}"), "another node", where)
        exports.equal(node["name"], event["title"], "the name differs", where)
        bounds = (node["startDate"], node.get("endDate"))
        exports.equal(bounds, (event["earliest"], event["latest"]), "the bounds differ", where)
        edtf = {"@type": "http://id.loc.gov/datatypes/edtf/EDTF", "@value": event["date"]}
        exports.equal(node["dcterms:date"], edtf, "the EDTF date differs", where)
        people = [(role["attendee"]["name"], role.get("roleName")) for role in node.get("attendee", [])]
        exports.equal(people, [(one["name"], one["office"]) for one in event["people"]], "the people differ", where)
        cited = [bearing_and_document(cited) for cited in node.get("subjectOf", [])]
        documents = [(bearing, document["url"], document["identifier"]) for bearing, document in cited]
        expected = [
            (source["bearing"], source["document"]["url"], source["document"]["id"]) for source in event["source"]
        ]
        exports.equal(documents, expected, "the documents differ", where)
        quoted = [[part["text"] for part in document.get("hasPart", [])] for _, document in cited]
        exports.equal(quoted, [source["excerpts"] for source in event["source"]], "the quotations differ", where)


def bearing_and_document(cited):
    """How a document bears on its event, and the document; only a direct one stands without a role."""
    if cited["@type"] == "Role":
        return cited["roleName"], cited["subjectOf"]
    return "direct", cited
