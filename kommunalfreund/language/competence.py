"""Who acts in a document according to the document itself: competence norms, definitions, the body that most duties name.

A competence norm holds for the whole law, or for the §§ that it names ("zuständig für die Aufgaben nach den §§ 5 bis 8").
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kommunalfreund.finding import Addressee
from kommunalfreund.language.interpretation import DocumentProfile, Mention, Role, SentenceKind
from kommunalfreund.rulebook.term import Category

_WHOLE_LAW = re.compile(
    r"\b(?:dieses|diesem) (?:Gesetz|Buch)(?:e?s)?\b|\bdieser Verordnung\b|"
    r"\b(?:Ausführung|Durchführung|Vollzug)(?:e?s)? (?:dieses|dieser|des Gesetzes|der Verordnung)"
)
_LIMITED = re.compile(
    r"\bGeschäftsbereich\b|\bVerkehr mit\b|\b(?:soweit|sofern|wenn)\b(?! (?:in|nach) (?:diesem|dieser) \w+| nichts| nicht\b)"
    r"|\b(?:ist|sind|gilt|gelten) auch\b|\bim Fall|\bin den Fällen\b|\b[Nn]ummern? \d"
)
"""Words by which a competence holds for some matters only, whatever law it names."""
_EXECUTES = re.compile(
    r"\b(?:führ(?:en|t)|vollzieh(?:en|t)) (?:\w+ ){0,3}(?:dieses|dieser|dieses Gesetz|diese Verordnung)\b|"
    r"\b(?:führ(?:en|t)|vollzieh(?:en|t)) (?:dieses Gesetz|diese Verordnung|die Vorschriften dieses Gesetzes)\b|"
    r"\b(?:dieses Gesetz|diese Verordnung) (?:wird|ist) (?:[^.;]{0,60} )?(?:ausgeführt|vollzogen|auszuführen|durchgeführt)|"
    r"\b(?:Ausführung|Durchführung|Vollzug) (?:dieses|dieser) \w+ (?:obliegt|ist Aufgabe|ist Sache)"
)
_LANDESRECHT = re.compile(
    r"[Zz]uständige\w* (?:Behörden?|Stellen?)\b[^.;]{0,80}\bLandesrecht|\bLandesrecht bestimmt\b[^.;]{0,60}\bzuständig"
)
_NORMS = re.compile(
    r"§§? ?(\d+)([a-z]?)(?:(?: Absatz \d+| Abs\. \d+)?(?: (?:bis|und|sowie) |, )(?:§ ?)?(\d+)([a-z]?)\b(?! (?:Absatz|Satz)))?"
)
_OTHER_LAW = re.compile(r"[^.;§]{0,40}?\b(?:des|der) (?!Absatz|Satz|Nummer)[\w-]*(?:[Gg]esetz(?:e?s|buch(?:e?s)?)?|[Oo]rdnung|Buches)\b")
"""Behind a norm: it is one of another law ("§ 36 des Gesetzes über Ordnungswidrigkeiten")."""
_PART_OF_NORM = re.compile(r"(?: Absatz| Abs\.| Satz| Nummer| Nr\.)")
_LEAST_SHARE = 10
_NO_EXECUTORS = frozenset({Category.PRIVAT, Category.GERICHT, Category.EUROPA})
"""Kinds of bodies whose definition or jurisdiction says nothing about who executes a law ("Öffentlichkeit im Sinne dieses Gesetzes")."""
_SCOPED = re.compile(r"\b(?:nach|gemäß|aus|der|im Sinne) (?:den |des |der |dem )?(?=§)")
_NORM = re.compile(r"(\d+)\s*([a-z]?)")

Norm = tuple[int, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActingBody:
    """The body that must act in one sentence.

    Attributes:
        mention: it.
        chapter: headings above the norm.
    """

    mention: Mention
    chapter: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Competence:
    """What one competence norm says.

    Attributes:
        mention: who is competent.
        general: it speaks of the whole law, not of some matter.
        norms: ranges of norms it is limited to; empty if it names none.
    """

    mention: Mention
    general: bool
    norms: tuple[tuple[Norm, Norm], ...] = ()

    def covers(self, norm: str) -> bool:
        """Whether it is limited to norms and names this one."""
        match = _NORM.search(norm)
        if match is None:
            return False
        number = (int(match[1]), match[2])
        return any(first <= number <= last for first, last in self.norms)


@dataclass(frozen=True, slots=True, kw_only=True)
class LawProfile:
    """Profile of a law or of the part of a draft that amends one law.

    Attributes:
        whole: for the law without regard to chapters.
        chapters: headings, shares and dominant body of each chapter.
        competences: all competence norms in order.
    """

    whole: DocumentProfile
    chapters: dict[tuple[str, ...], DocumentProfile]
    competences: tuple[Competence, ...]

    def at(self, norm: str, chapter: tuple[str, ...]) -> DocumentProfile:
        """Profile for one norm: limited competences and the chapter it stands in are taken into account."""
        found = self.chapters.get(chapter, self.whole)
        limited = next((item for item in self.competences if item.norms and item.covers(norm)), None)
        if limited is None:
            return found
        return DocumentProfile(
            shares=found.shares, dominant=found.dominant, competent=limited.mention, chapter=found.chapter, competent_for_all=True
        )


def read_competence(text: str, kind: SentenceKind, acting: Mention | None, mentions: Sequence[Mention]) -> Competence | None:
    """Read a sentence as a competence norm.

    Args:
        text: the sentence.
        kind: its kind.
        acting: the municipally closest body that acts in it.
        mentions: all bodies in it.
    """
    if "andesrecht" in text and _LANDESRECHT.search(text):
        land = next((mention for mention in mentions if mention.generic), None)
        return Competence(mention=land, general=True) if land is not None else None
    executes = _EXECUTES.search(text) is not None
    if acting is None or not (executes or kind in {SentenceKind.ZUSTAENDIGKEIT, SentenceKind.DEFINITION}):
        return None
    if (acting.generic and not executes) or acting.category in _NO_EXECUTORS:
        return None
    if kind is SentenceKind.DEFINITION and not executes and acting.role is not Role.ZUSTAENDIG:
        return None
    outside = acting.addressee is Addressee.KEINE
    norms = _norms(text, outside) if kind is SentenceKind.ZUSTAENDIGKEIT else ()
    general = executes or _WHOLE_LAW.search(text) is not None
    if outside and (_LIMITED.search(text) if general else "§" in text and not norms):
        return None  # one matter of a federal authority takes the rest of the law from nobody
    return Competence(mention=acting, general=general, norms=norms)


def _norms(text: str, whole: bool) -> tuple[tuple[Norm, Norm], ...]:
    """Norms of its own law that a competence is limited to; with ``whole`` only those that it covers as a whole."""
    opener = _SCOPED.search(text)
    if opener is None:
        return ()
    ranges: list[tuple[Norm, Norm]] = []
    for match in _NORMS.finditer(text, opener.end()):
        if _OTHER_LAW.match(text, match.end()) or (whole and _PART_OF_NORM.match(text, match.end())):
            continue
        first = (int(match[1]), match[2])
        last = (int(match[3]), match[4]) if match[3] else first
        if "bis" in match[0] or not match[3]:
            ranges.append((first, last))
        else:
            ranges += [(first, first), (last, last)]
    return tuple(ranges)


def profile_law(acting: Sequence[ActingBody], competences: Sequence[Competence]) -> LawProfile:
    """Count who acts in a law and choose who is competent.

    Args:
        acting: the acting body of each sentence that has one.
        competences: its competence norms.
    """
    general = _choose([item for item in competences if not item.norms and item.general])
    competent = general or _choose([item for item in competences if not item.norms])
    whole = _count(acting, competent, general is not None, None)
    grouped: dict[tuple[str, ...], list[ActingBody]] = {}
    for body in acting:
        grouped.setdefault(body.chapter, []).append(body)
    chapters = {chapter: _count(bodies, competent, general is not None, whole) for chapter, bodies in grouped.items()}
    return LawProfile(whole=whole, chapters=chapters, competences=tuple(competences))


def _choose(competences: Sequence[Competence]) -> Mention | None:
    """The named municipal body that most norms call competent; else a named other body, else a generic one ("die Länder")."""
    named = [item.mention for item in competences if not item.mention.generic]
    municipal = Counter(mention.term_id for mention in named if mention.addressee is not Addressee.KEINE)
    wanted = municipal.most_common(1)[0][0] if municipal else ""
    found = next((mention for mention in named if not wanted or mention.term_id == wanted), None)
    return found or next((item.mention for item in competences), None)


def _count(bodies: Iterable[ActingBody], competent: Mention | None, general: bool, whole: DocumentProfile | None) -> DocumentProfile:
    counts = Counter[Addressee]()
    terms = Counter[str]()
    first: dict[str, Mention] = {}
    for body in bodies:
        mention = body.mention
        counts[mention.addressee] += 1
        if mention.addressee is not Addressee.KEINE:
            terms[mention.term_id] += 1
            first.setdefault(mention.term_id, mention)
    total = counts.total()
    direct, functional, indirect, none = ((counts[addressee] / total if total else 0.0) for addressee in Addressee)
    shares = (direct, functional, indirect, none)
    top = terms.most_common(1)
    # two sentences out of hundreds say nothing about the others
    dominant = first[top[0][0]] if top and top[0][1] >= 2 and top[0][1] * _LEAST_SHARE >= total else None
    if whole is not None:
        return DocumentProfile(
            shares=whole.shares,
            dominant=dominant or whole.dominant,
            competent=competent,
            chapter=shares,
            competent_for_all=general,
        )
    return DocumentProfile(shares=shares, dominant=dominant, competent=competent, chapter=shares, competent_for_all=general)
