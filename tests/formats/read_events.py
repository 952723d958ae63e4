"""The formats that hold the events themselves: text, json, jsonl, csv."""

import csv
import io
import json

from check import reads


@reads("text")
def text(exports):
    # Titles may be wrapped.
    words = " ".join(exports.text("text").split())
    for event in exports.events:
        for what in ("title", "id"):
            exports.require(" ".join(event[what].split()) in words, f"the {what} of an event is missing", event["id"])
        for source in event["source"]:
            exports.require(source["document"]["url"] in words, "the address of a document is missing", event["id"])


@reads("json")
def json_array(exports):
    ids = [event["id"] for event in exports.events]
    exports.require(len(ids) > 0, "there are no events")
    exports.equal(len(set(ids)), len(ids), "duplicate event")
    days = [(event["earliest"], event["latest"] or "9999") for event in exports.events]
    exports.require(all(earliest <= latest for earliest, latest in days), "a date ends before it begins")
    exports.equal(days, sorted(days, key=lambda day: day[0]), "the events are not in chronological order")
    exports.equal(exports.text("json"), exports.text("json"), "a second export differs")


@reads("jsonl")
def json_lines(exports):
    lines = exports.text("jsonl").splitlines()
    exports.equal([json.loads(line) for line in lines], exports.events, "the lines are not the events of the array")


@reads("csv")
def table(exports):
    rows = list(csv.DictReader(io.StringIO(exports.text("csv"), newline=""), strict=True))
    exports.equal(len(rows), len(exports.events), "the number of events differs")
    for row, event in zip(rows, exports.events):
        where = event["id"]
        for field in ("id", "date", "title", "kind", "status", "mode", "setting", "summary", "note"):
            exports.equal(row[field], event[field], f"the field {field} differs", where)
        for field in ("level", "confidence"):
            exports.equal(row[field], event[field] or "", f"the field {field} differs", where)
        for field in ("parties", "concerns", "others", "topics"):
            exports.equal(row[field].split(";") if row[field] else [], event[field], f"the list {field} differs", where)
        documents = [source["document"]["id"] for source in event["source"]]
        exports.equal(row["documents"].split(";") if row["documents"] else [], documents, "the documents differ", where)
        venue = event["venue"] or {"id": "", "lat": None, "lon": None}
        exports.equal(row["venue"], venue["id"], "the venue differs", where)
        for column, field in (("venue_lat", "lat"), ("venue_lon", "lon")):
            found = float(row[column]) if row[column] else None
            exports.equal(found, venue[field], f"{column} differs", where)
