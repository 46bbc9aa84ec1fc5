"""What kommunalfreund says about a clause.

The values mean what the annotation guide says; in short in the README, section "Was die Angaben bedeuten".
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kommunalfreund.clause import Clause
from kommunalfreund.draft import Span


class Addressee(StrEnum):
    """By which way the clause reaches municipalities; the earlier value is the closer one."""

    DIREKT = "direkt"
    FUNKTIONAL = "funktional"
    MITTELBAR = "mittelbar"
    KEINE = "keine"

    @property
    def distance(self) -> int:
        """0 (direkt) to 3 (keine)."""
        return list(Addressee).index(self)


class Effect(StrEnum):
    """What the clause does to that addressee."""

    PFLICHT = "pflicht"
    KOSTEN = "kosten"
    ENTLASTUNG = "entlastung"


class DutyKind(StrEnum):
    """Kind of the duty, only where there is one."""

    AUFGABE = "aufgabe"
    INFORMATION = "information"
    STANDARD = "standard"
    VERFAHREN = "verfahren"
    ANSPRUCH = "anspruch"


class Bindingness(StrEnum):
    """How binding the clause is."""

    MUSS = "muss"
    SOLL = "soll"
    KANN = "kann"


class Novelty(StrEnum):
    """What is new against the law in force."""

    NEU = "neu"
    GEAENDERT = "geaendert"
    VERSCHAERFT = "verschaerft"
    ERLEICHTERT = "erleichtert"
    UNVERAENDERT = "unveraendert"
    AUFGEHOBEN = "aufgehoben"
    UNBEKANNT = "unbekannt"


class ActorSource(StrEnum):
    """How the acting body was found."""

    GENANNT = "genannt"
    UEBERNOMMEN = "uebernommen"
    VOLLZUGSTABELLE = "vollzugstabelle"
    DOKUMENT = "dokument"


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """The body that must act, as far as the clause, its context or the statute tells.

    Attributes:
        name: as a reader would call it ("Jugendamt", "nach Landesrecht zuständige Behörde").
        addressee: class of that body.
        source: how it was found.
        detail: German half sentence for the reader: "genannt", "aus § 3 Absatz 1 übernommen", "Vollzug des WoGG: Wohngeldbehörde".
        term_id: id of the vocabulary term, empty if it comes from elsewhere.
        span: where it stands in the clause, None if it is not named there.
    """

    name: str
    addressee: Addressee
    source: ActorSource
    detail: str
    term_id: str = ""
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleMatch:
    """One rule that matched one clause.

    Attributes:
        rule_id: file stem of the rule.
        title: short German title.
        message: why it matters, German, for the reader.
        source: legal source or reason for the rule ("Art. 104a Abs. 5 GG").
        spans: the words that made it match.
        addressee: what the rule says about the addressee.
        effects: what it says about the effect; empty for rules that only exonerate.
        kind: kind of duty, None if it says nothing.
        bindingness: None if it says nothing.
        weight: "sicher" (decides), "stark" or "schwach" (supports).
    """

    rule_id: str
    title: str
    message: str
    source: str
    spans: tuple[Span, ...]
    addressee: Addressee
    effects: tuple[Effect, ...]
    kind: DutyKind | None = None
    bindingness: Bindingness | None = None
    weight: str = "stark"


@dataclass(frozen=True, slots=True, kw_only=True)
class Prediction:
    """What the classifier says about one clause; probabilities are calibrated on held-out laws.

    Attributes:
        score: probability that the clause is to be flagged.
        addressee: probability per addressee.
        effects: probability per effect.
        kind: most probable kind of duty.
        features: names and contributions of the features that moved the score most, for the reader.
    """

    score: float
    addressee: tuple[tuple[Addressee, float], ...]
    effects: tuple[tuple[Effect, float], ...]
    kind: DutyKind
    features: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WordChange:
    """Words of an old sentence and what stands in their place; equal where they were kept, one empty where words came or went."""

    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """How a sentence comes to be: the sentence before, and the commands of the bill.

    Attributes:
        law: name of the amended law, empty when two versions are compared.
        old_text: the sentence before, empty if it is new.
        old_citation: where it stood.
        words: both sentences word by word.
        commands: citations of the commands that made it, in order, each once.
        old_flagged: the sentence before was a duty or a cost.
    """

    law: str = ""
    old_text: str = ""
    old_citation: str = ""
    words: tuple[WordChange, ...] = ()
    commands: tuple[str, ...] = ()
    old_flagged: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """The assessment of one clause, flagged or not.

    Attributes:
        id: id of the clause.
        clause: the clause.
        addressee: closest municipal addressee.
        effects: what the clause does to it.
        kind: kind of the duty, None without ``pflicht``.
        bindingness: None where no duty and no discretion is expressed.
        novelty: against the law in force.
        flagged: addressee is not ``keine`` and there is a duty or cost.
        score: probability that a careful reader would flag it, 0 to 1.
        actor: acting body, None if unknown.
        rules: rules that matched.
        prediction: of the classifier, None if it was not used.
        reasons: German sentences for the reader, the most important first.
        spans: the words to highlight.
        change: what the sentence was before, None if there is nothing to compare it with.
    """

    id: str
    clause: Clause
    addressee: Addressee
    effects: tuple[Effect, ...]
    kind: DutyKind | None
    bindingness: Bindingness | None
    novelty: Novelty
    flagged: bool
    score: float
    actor: Actor | None
    rules: tuple[RuleMatch, ...]
    prediction: Prediction | None
    reasons: tuple[str, ...]
    spans: tuple[Span, ...]
    change: Change | None = None


class Severity(StrEnum):
    """How much a remark on the draft weighs."""

    HINWEIS = "hinweis"
    PRUEFEN = "pruefen"
    WICHTIG = "wichtig"


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftCheck:
    """A remark on the draft as a whole, not on one clause: a hint where to look, never a verdict.

    Attributes:
        id: of the check ("vorblatt-ohne-kommunen").
        title: short German title.
        message: what was found and what to look at, German, for the reader.
        source: legal source or reason ("§ 44 Absatz 2 GGO"), empty if none.
        findings: ids of the findings it rests on.
        place: where in the draft it belongs ("Vorblatt, Abschnitt E.3", "§ 5 Absatz 1"), empty for the draft as a whole.
        severity: how much it weighs.
    """

    id: str
    title: str
    message: str
    source: str = ""
    findings: tuple[str, ...] = ()
    place: str = ""
    severity: Severity = Severity.HINWEIS


def is_flagged(addressee: Addressee, effects: tuple[Effect, ...]) -> bool:
    """The rule of the guide: a municipal addressee, and a duty or a cost."""
    return addressee is not Addressee.KEINE and (Effect.PFLICHT in effects or Effect.KOSTEN in effects)
