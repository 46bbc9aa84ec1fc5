"""What a sentence does: duty, discretion, prohibition, claim, competence, cost rule, definition, reference, empowerment …

German duties are often plain indicatives ("Die Meldebehörde übermittelt …"), so the kind is read from the main clause: first from the fixed
formulas of ``formulas``, then from the finite verb and what completes it.
"""

from __future__ import annotations

import re

from kommunalfreund.clause import Clause, ClauseKind
from kommunalfreund.finding import Bindingness
from kommunalfreund.language import morphology as m
from kommunalfreund.language.amending import AMENDMENT, QUOTED
from kommunalfreund.language.formulas import KNOWN_VERBS, formulas_for
from kommunalfreund.language.halves import half_start
from kommunalfreund.language.interpretation import SentenceKind, Token
from kommunalfreund.language.syntax import Frame

_COORDINATORS = frozenset({"und", "oder", "sowie"})
_CLOSERS = _COORDINATORS | {",", ".", ";", ":"}
_CELL = " | "
"""Stands between the cells of a row of a table, which is no sentence."""
_PRONOUNS = frozenset({"er", "sie", "es", "sich", "dies", "diese", "man"})
_PARTICIPLE = re.compile(r"\b[a-zäöüß]{3,}(?:t|en|rn)(?= (?:[.,:]|und\b|oder\b)|$)")
_BINDING = {
    SentenceKind.MUSS: Bindingness.MUSS,
    SentenceKind.HAT_ZU: Bindingness.MUSS,
    SentenceKind.IST_ZU: Bindingness.MUSS,
    SentenceKind.VERPFLICHTET: Bindingness.MUSS,
    SentenceKind.INDIKATIV: Bindingness.MUSS,
    SentenceKind.DARF_NUR: Bindingness.MUSS,
    SentenceKind.DARF_NICHT: Bindingness.MUSS,
    SentenceKind.ANSPRUCH: Bindingness.MUSS,
    SentenceKind.ZUSTAENDIGKEIT: Bindingness.MUSS,
    SentenceKind.KOSTENREGEL: Bindingness.MUSS,
    SentenceKind.SOLL: Bindingness.SOLL,
    SentenceKind.KANN: Bindingness.KANN,
}


def classify(clause: Clause, tokens: tuple[Token, ...], frame: Frame) -> tuple[SentenceKind, Bindingness | None]:
    """Kind and bindingness of a sentence.

    Args:
        clause: the clause; its kind and heading are used.
        tokens: its tokens.
        frame: its syntactic skeleton.
    """
    kind = kind_of(clause, tokens, frame)
    return kind, _BINDING.get(kind)


def main_verb(tokens: tuple[Token, ...], frame: Frame) -> int:
    """Index of the finite verb of the main clause.

    A verb that closes its part of the sentence belongs to a subordinate clause if another one opens a later part: "…, die er kennen musste,
    hat es anzuzeigen".
    """
    finite = frame.finite
    if finite < 0:
        return next((i for i, token in enumerate(tokens) if i and frame.main[i] and token.text in KNOWN_VERBS), -1)
    if finite and tokens[finite - 1].text in _COORDINATORS:
        start = half_start(frame.words, finite) + 1
        first = next((i for i in range(start, finite - 1) if frame.main[i] and tokens[i].text in KNOWN_VERBS), finite)
        return first if all(token.text != "," for token in tokens[first:finite]) else finite
    if all(token.text != "," for token in tokens[finite + 1 : finite + 3]):
        return finite
    for i in range(finite + 2, len(tokens) - 2):
        if tokens[i].text == ";":
            break
        opens = tokens[i - 1].text == "," or (tokens[i - 1].text in {"so", "dann"} and tokens[i - 2].text == ",")
        if opens and _opens_main(tokens[i].text, tokens[i + 1].text):
            return i
    return finite


def _opens_main(word: str, following: str) -> bool:
    if word in m.CLOSED_FINITE:
        return following not in _CLOSERS
    if word in m.RELATIVES | m.SUBORDINATORS | m.PREPOSITIONS or not m.is_lexical_finite(word):
        return False
    return m.is_determiner(following) or following in _PRONOUNS or (following[:1].isupper() and word.endswith("t"))


def core_of(tokens: tuple[Token, ...], frame: Frame, finite: int) -> str:
    """The main clause between the semicolons around its finite verb.

    The finite verb stands in angle brackets; of subordinate clauses behind it only the first word is kept.
    """
    start = half_start(frame.words, finite)
    words = [tokens[i].text for i in range(start, finite) if frame.main[i]]
    if start and words:
        words[0] = words[0][:1].upper() + words[0][1:]
    if words and words[0] in {"So", "so"}:
        del words[0]
    if finite >= 0:
        words.append(f"‹{tokens[finite].text.lower()}›")
    inside = True
    for token, is_main in zip(tokens[finite + 1 :], frame.main[finite + 1 :], strict=False):
        if token.text == ";":
            break
        if is_main or inside:  # of a subordinate clause only its first word
            words.append(token.text)
        inside = is_main
    return " ".join(words)


def kind_of(clause: Clause, tokens: tuple[Token, ...], frame: Frame) -> SentenceKind:
    """Kind of a sentence by its leading main clause; arguments as for ``classify``."""
    if clause.kind is ClauseKind.AENDERUNGSBEFEHL or AMENDMENT.match(QUOTED.sub("„“", clause.text)):
        return SentenceKind.AENDERUNGSBEFEHL
    verb = main_verb(tokens, frame)
    if _CELL in clause.text and (verb < 0 or not clause.text.endswith(".")):
        return SentenceKind.FESTSTELLUNG
    finite = tokens[verb].text.lower() if verb >= 0 else ""
    core, heading = core_of(tokens, frame, verb), clause.heading
    lowered = core.lower()
    for formula in formulas_for(finite):
        if formula.stems and not any(map(lowered.__contains__, formula.stems)):
            continue
        if formula.heading is not None and not (heading and formula.heading.search(heading)):
            continue
        if formula.pattern.search(core) and (formula.text is None or formula.text.search(clause.text)):
            return formula.kind
    if finite in m.WERDEN:
        return SentenceKind.INDIKATIV if frame.participle or _PARTICIPLE.search(core) else SentenceKind.FESTSTELLUNG
    if finite not in m.FINITE_FORMS and clause.text.endswith("."):  # a sentence has a verb, known to the lexicon or not
        return SentenceKind.INDIKATIV
    return SentenceKind.FESTSTELLUNG
