"""What an Akoma Ntoso document says about itself: FRBR data and front page."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kommunalfreund.reading.flow import FlowReader, HandlerTable
from kommunalfreund.reading.safe_xml import Element, local_name

_SHORT_INSIDE = re.compile(r"\s*(\([^()]*(?:gesetz|verordnung|buch|ordnung)[^()]*[–—-] ?[^()]+\))$", re.IGNORECASE)
"""Short title and abbreviation printed at the end of the title itself."""

_LONGEST_TITLE = 3000


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What a document says about the draft it belongs to; fields as in Draft, empty if unknown."""

    title: str = ""
    short_title: str = ""
    abbreviation: str = ""
    kind: str = ""
    form: str = ""
    stage: str = ""
    proponent: str = ""
    date: str = ""
    language: str = ""


def child(element: Element, *names: str) -> Element | None:
    """The descendant reached by following the first child of each local name, None if there is none."""
    found: Element | None = element
    for name in names:
        if found is None:
            return None
        found = next((part for part in found if local_name(str(part.tag)) == name), None)
    return found


def attribute(element: Element | None, name: str) -> str:
    """An attribute's value, empty if element or attribute is missing."""
    return "" if element is None else element.get(name, "").strip()


def read_metadata(document: Element) -> Metadata:
    """FRBR data and the front page of a document; LegalDocML.de adds its own."""
    identification = child(document, "meta", "identification")
    preface = child(document, "preface")
    found: dict[str, str] = {}
    if preface is not None:
        for name in ("docTitle", "shortTitle", "docStage", "docProponent"):
            element = next(preface.iter("{*}" + name), None)
            if element is not None:
                found[name] = _plain(element)
        inline = next((part for part in preface.iter("{*}inline") if attribute(part, "refersTo").endswith("amtliche-abkuerzung")), None)
        found["abbreviation"] = "" if inline is None else _plain(inline)
    dates = (
        []
        if identification is None
        else [*identification.iterfind("{*}FRBRExpression/{*}FRBRdate"), *identification.iterfind("{*}FRBRWork/{*}FRBRdate")]
    )
    valid = (attribute(element, "date")[:10] for element in dates)
    language = None if identification is None else identification.find("{*}FRBRExpression/{*}FRBRlanguage")
    title, printed = found.get("docTitle", ""), found.get("shortTitle", "")
    inside = _SHORT_INSIDE.search(title) if len(title) < _LONGEST_TITLE else None
    if inside and not printed:
        title, printed = title[: inside.start()], inside[1]
    short, abbreviation = _short_title(printed, found.get("abbreviation", ""))
    return Metadata(
        title=title,
        short_title=short,
        abbreviation=abbreviation,
        stage=found.get("docStage", ""),
        proponent=found.get("docProponent", ""),
        date=next((date for date in valid if re.fullmatch(r"\d{4}-\d{2}-\d{2}", date) and date > "0001-01-01"), ""),
        language=attribute(language, "language"),
    )


def _short_title(printed: str, abbreviation: str) -> tuple[str, str]:
    """Short title and abbreviation of "(Reparaturstellengesetz – RepStG)"."""
    inner = printed.strip().removeprefix("(").removesuffix(")").strip()
    first, _, second = (part.strip() for part in [*re.split(r"(\s[–—-]\s?)", inner, maxsplit=1), "", ""][:3])
    if not second and inner and sum(char.isupper() for char in inner) >= 2 and " " not in inner:
        return "", abbreviation or inner
    if abbreviation and abbreviation == first and not second:
        return (first, "") if first.islower() or sum(char.isupper() for char in first) < 2 else ("", first)
    return first, abbreviation or second


class _FrontPage(FlowReader):
    """Reads the text of a title without its footnotes."""

    handlers = HandlerTable({"authorialNote": FlowReader.skip, **dict.fromkeys(("br", "eol"), FlowReader.word)})


def _plain(element: Element) -> str:
    return _FrontPage().plain(element, "")
