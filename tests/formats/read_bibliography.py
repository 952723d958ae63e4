"""The bibliographies: biblatex with bibtexparser, ris with rispy, csl-json with citeproc-py and against the
names and types of its schema."""

import json
import re
import warnings

import bibtexparser
import jsonschema
import rispy
from bibtexparser.middlewares import LatexDecodingMiddleware
from check import reads
from citeproc.source.json import CiteProcJSON

# The variables of CSL 1.0.2 that hold text, a name or a date. No other key is allowed in an item, except `custom`.
TEXTS = """abstract annote archive archive_collection archive_location archive-place authority call-number citation-label
    collection-title container-title container-title-short dimensions DOI event event-place event-title genre ISBN ISSN
    jurisdiction keyword language medium note original-publisher original-publisher-place original-title PMCID PMID
    publisher publisher-place references reviewed-title scale section source status title title-short URL version
    year-suffix""".split()
NAMES = """author chair collection-editor compiler composer container-author contributor curator director editor
    editorial-director executive-producer guest host illustrator interviewer narrator organizer original-author performer
    producer recipient reviewed-author script-writer series-creator translator""".split()
DATES = "accessed available-date event-date issued original-date submitted".split()
TYPES = """article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection
    dataset document entry entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case
    legislation manuscript map motion_picture musical_score pamphlet paper-conference patent performance periodical
    personal_communication post post-weblog regulation report review review-book software song speech standard thesis
    treaty webpage""".split()
DATE = {
    "type": "object",
    "additionalProperties": False,
    "minProperties": 1,
    "properties": {
        "date-parts": {
            "type": "array",
            "minItems": 1,
            "maxItems": 2,
            "items": {"type": "array", "minItems": 1, "maxItems": 3, "items": {"type": "integer"}},
        },
        "circa": {"type": "boolean"},
        "literal": {"type": "string", "minLength": 1},
        "raw": {"type": "string", "minLength": 1},
        "season": {"type": "integer"},
    },
}
NAME = {
    "type": "object",
    "additionalProperties": False,
    "minProperties": 1,
    "properties": {
        **{part: {"type": "string", "minLength": 1} for part in ("family", "given", "suffix", "literal")},
        "static-ordering": {"type": "boolean"},
    },
}
ITEMS = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["type", "id"],
        "additionalProperties": False,
        "properties": {
            "type": {"enum": TYPES},
            "id": {"type": "string", "minLength": 1},
            "custom": {"type": "object"},
            **{name: {"type": "string", "minLength": 1} for name in TEXTS},
            **{name: {"type": "array", "minItems": 1, "items": NAME} for name in NAMES},
            **{name: DATE for name in DATES},
        },
    },
}

# The fields that the manual of biblatex 3.19 lists for the types used here.
FIELDS = """author title titleaddon organization institution type note entrysubtype journaltitle howpublished eventdate venue
    date url urldate langid keywords addendum""".split()
# EDTF of levels 0 and 1: a date or an interval; an end may be uncertain, open or unknown.
EDTF_DATE = r"[0-9X]{4}(-[0-9X]{2}(-[0-9X]{2})?)?[?~%]?"
EDTF = re.compile(rf"{EDTF_DATE}(/({EDTF_DATE}|\.\.)?)?")


def plain_date(literal):
    """The numbers of a date that they express completely; `None` for any other date."""
    if not re.fullmatch(r"\d{4}(-\d{2}){0,2}(/\d{4}(-\d{2}){0,2})?", literal or ""):
        return None
    return [[int(number) for number in end.split("-")] for end in literal.split("/")]


@reads("biblatex")
def biblatex(exports):
    written = exports.text("biblatex")
    exports.equal(exports.text("biblatex"), written, "a second export differs")
    # pylatexenc resolves escapes as LaTeX would. The address is a verbatim field.
    raw = bibtexparser.parse_string(written)
    library = bibtexparser.parse_string(written, append_middleware=[LatexDecodingMiddleware()])
    exports.require(not library.failed_blocks, "a block cannot be read", library.failed_blocks[:1])
    exports.equal([entry.key for entry in library.entries], list(exports.documents), "the keys are not the ids in order")
    types = {"official": ("online", "misc"), "state-agency": ("article",), "news": ("article",), "reference": ("online",)}
    for entry, verbatim in zip(library.entries, raw.entries):
        document, where = exports.documents[entry.key], entry.key
        field = {name: field.value for name, field in entry.fields_dict.items()}
        # A tilde is a blank in LaTeX, and means approximate in a date.
        field |= {name: verbatim[name] for name in ("date", "urldate", "eventdate") if name in field}
        exports.require(
            entry.entry_type in types.get(document["class"], ("online", "article", "report")), "a wrong type", where
        )
        exports.require(not set(field) - set(FIELDS), "a field that the type does not have", (where, sorted(field)))
        title = " ".join(filter(None, [field["title"], field.get("titleaddon")]))
        exports.equal(title, document["title"], "the title differs", where)
        exports.equal(verbatim["url"], document["url"], "the address differs", where)
        archived = re.search(r"\\url\{(.*)\}", verbatim.fields_dict["addendum"].value) if "addendum" in field else None
        archived = re.sub(r"\\([%#])", r"\1", archived.group(1)) if archived else ""
        exports.equal(archived, document["archived_url"], "the archived address differs", where)
        for name, expected in (("date", document["published"]), ("urldate", document["accessed"])):
            exports.equal(field.get(name), expected, f"the {name} differs", where)
            exports.require(name not in field or EDTF.fullmatch(field[name]), f"the {name} is not EDTF", where)
        bodies = " ".join(field.get(name, "") for name in ("author", "organization", "journaltitle", "howpublished"))
        exports.require(
            document["publisher"]["name"] in bodies or document["publisher"]["name"] in document["as_named"],
            "no publisher",
            (where, bodies),
        )
        for name in ("author", "organization", "institution", "howpublished"):
            value = verbatim.fields_dict[name].value if name in field else "{}"
            exports.require(value.startswith("{") and value.endswith("}"), f"no braces around the {name}", where)


@reads("ris")
def ris(exports):
    written = exports.bytes("ris")
    exports.equal(exports.bytes("ris"), written, "a second export differs")
    lines = written.decode("utf-8").split("\r\n")
    exports.equal(lines.pop(), "", "the last line does not end")
    for line in lines:
        exports.require(re.fullmatch(r"[A-Z][A-Z0-9]  - [^\r\n]*", line), "a line is not a tag and a value", line)
    # rispy splits an address at a semicolon, which an address may contain.
    records = rispy.loads("\n".join(lines), enforce_list_tags=True)
    exports.equal([record["id"] for record in records], list(exports.documents), "the ids are not those of the documents")
    types = {"official": ("ELEC", "RPRT"), "state-agency": ("NEWS",), "news": ("NEWS",), "reference": ("ELEC",)}
    for record in records:
        document, where = exports.documents[record["id"]], record["id"]
        kind = record["type_of_reference"]
        exports.require(kind in types.get(document["class"], ("ELEC", "JOUR", "RPRT")), "a wrong type", (where, kind))
        exports.equal(record.get("title"), document["title"], "the title differs", where)
        exports.equal(record["publisher"], document["publisher"]["name"], "the publisher differs", where)
        exports.equal(record.get("language", ""), document["language"], "the language differs", where)
        exports.equal(";".join(record["urls"]), document["url"], "the address differs", where)
        archived = [note[len("Archived: ") :] for note in record.get("notes", []) if note.startswith("Archived: ")]
        exports.equal("".join(archived), document["archived_url"], "the archived address differs", where)
        for tag, literal in (("date", document["published"]), ("access_date", document["accessed"])):
            if literal is None:
                exports.require(tag not in record, f"a {tag} that is not known", where)
                continue
            year, month, day, words = record[tag].split("/", 3)
            numbers = plain_date(literal)
            exports.equal(words == "", numbers is not None and len(numbers) == 1, f"the {tag} says too little", where)
            if numbers:
                found = [int(number) for number in (year, month, day) if number]
                exports.equal(found, numbers[0], f"the {tag} differs", where)
            exports.require(literal[:4] in year + words, f"the {tag} lacks the year", where)


def processed(exports, items):
    """Checks the items as a processor of the Citation Style Language reads them."""
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        references = CiteProcJSON(items)
    for warning in said:
        exports.require(False, "the processor warns", warning.message)
    for item in items:
        reference = references[item["id"].lower()]
        exports.equal(str(reference.type), item["type"], "the processor reads another type", item["id"])
        exports.equal(str(reference.title), item["title"], "the processor reads another title", item["id"])
        if "issued" in item:
            # A date is a dictionary: of its numbers, of two dates for a span, or with a literal text.
            date = reference.issued
            found = dict.get(dict.get(date, "begin", date), "year") or vars(date).get("text")
            expected = item["issued"]["date-parts"][0][0] if "date-parts" in item["issued"] else item["issued"]["literal"]
            exports.equal(found, expected, "the processor reads another year", item["id"])


@reads("csl-json")
def csl_json(exports):
    written = exports.text("csl-json")
    exports.equal(exports.text("csl-json"), written, "a second export differs")
    items = json.loads(written)
    for error in jsonschema.Draft7Validator(ITEMS).iter_errors(items):
        exports.require(False, "does not match the schema", f"{list(error.absolute_path)}: {error.message}")
    processed(exports, items)
    exports.equal([item["id"] for item in items], list(exports.documents), "the ids are not those of the documents")
    types = {"official": ("webpage", "treaty", "document"), "reference": ("webpage",)}
    for item in items:
        document, where = exports.documents[item["id"]], item["id"]
        fit = types.get(document["class"], ("article-newspaper", "webpage", "article-journal", "report"))
        exports.require(item["type"] in fit, "a wrong type", (where, item["type"]))
        exports.equal(item["title"], document["title"], "the title differs", where)
        exports.equal(item["publisher"], document["publisher"]["name"], "the publisher differs", where)
        exports.equal(item.get("language", ""), document["language"], "the language differs", where)
        exports.equal(item["URL"], document["url"], "the address differs", where)
        archived = document["archived_url"]
        exports.equal(item.get("archive_location", ""), archived, "the archived address differs", where)
        exports.equal("archive" in item, archived != "", "the archive has no name", where)
        exports.require(archived in item.get("note", ""), "the note lacks the archived address", where)
        exports.require(all(set(name) == {"literal"} for name in item.get("author", [])), "a body is split up", where)
        for name, literal in (("issued", document["published"]), ("accessed", document["accessed"])):
            expected = None
            if literal is not None:
                numbers = plain_date(literal.rstrip("?~%"))
                expected = {"date-parts": numbers} if numbers else {"literal": literal, "circa": True}
                if numbers and literal[-1] in "?~%":
                    expected |= {"raw": literal, "circa": True}
            exports.equal(item.get(name), expected, f"the date {name} differs", where)
