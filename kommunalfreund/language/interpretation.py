"""What the language stages say about a clause: tokens, sentence kind, actors with their roles, the law's executing body.

These are the only values that rules, classifier and assessment see of the text; spaCy objects stay inside ``language``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from kommunalfreund.clause import Clause
from kommunalfreund.draft import Span
from kommunalfreund.finding import Actor, Addressee, Bindingness


class Token(NamedTuple):
    """One token of a clause: text, lower-cased lemma, character offsets."""

    text: str
    lemma: str
    start: int
    end: int


class Role(StrEnum):
    """Role of a body in the sentence."""

    SUBJEKT = "subjekt"
    AGENS = "agens"
    ZUSTAENDIG = "zustaendig"
    EMPFAENGER = "empfaenger"
    BEGUENSTIGT = "beguenstigt"
    INHABER = "inhaber"
    ERWAEHNT = "erwaehnt"


ACTING_ROLES = frozenset({Role.SUBJEKT, Role.AGENS, Role.ZUSTAENDIG})
"""Roles in which a body is the one that must act."""


class SentenceKind(StrEnum):
    """What the sentence does, by its main clause."""

    MUSS = "muss"
    HAT_ZU = "hat_zu"
    IST_ZU = "ist_zu"
    VERPFLICHTET = "verpflichtet"
    INDIKATIV = "indikativ"
    SOLL = "soll"
    KANN = "kann"
    DARF_NUR = "darf_nur"
    DARF_NICHT = "darf_nicht"
    ANSPRUCH = "anspruch"
    ZUSTAENDIGKEIT = "zustaendigkeit"
    KOSTENREGEL = "kostenregel"
    DEFINITION = "definition"
    GELTUNGSBEREICH = "geltungsbereich"
    VERWEISUNG = "verweisung"
    ERMAECHTIGUNG = "ermaechtigung"
    BUSSGELD = "bussgeld"
    INKRAFTTRETEN = "inkrafttreten"
    UEBERGANG = "uebergang"
    AENDERUNGSBEFEHL = "aenderungsbefehl"
    FESTSTELLUNG = "feststellung"


class Mention(NamedTuple):
    """A body named in the clause.

    ``term_id`` is the id of the vocabulary term; ``addressee`` its class (``keine`` for bodies that are not municipal:
    federal authorities, courts, insurers, private parties). ``generic`` terms ("zuständige Behörde") name whoever is competent: document
    and statute table decide who that is. ``category`` is the vocabulary's kind of body ("kommune", "bund", "privat" …).
    """

    term_id: str
    name: str
    addressee: Addressee
    role: Role
    span: Span
    certain: bool
    generic: bool = False
    category: str = ""


class MoneyKind(StrEnum):
    """What a sentence says about money, or about relief that is not money."""

    KOSTENTRAGUNG = "kostentragung"
    ERSTATTUNG = "erstattung"
    UMLAGE = "umlage"
    LEISTUNGSHOEHE = "leistungshoehe"
    LEISTUNGSANSPRUCH = "leistungsanspruch"
    ANRECHNUNG_KUERZUNG = "anrechnung_kuerzung"
    GEBUEHR = "gebuehr"
    GEBUEHRENFREIHEIT = "gebuehrenfreiheit"
    FOERDERUNG = "foerderung"
    STEUER_MINDERUNG = "steuer_minderung"
    STEUER_MEHRUNG = "steuer_mehrung"
    STEUERANTEIL = "steueranteil"
    HAFTUNG = "haftung"
    ENTFALL = "entfall"
    VEREINFACHUNG = "vereinfachung"
    DATENLIEFERUNG = "datenlieferung"


class MoneyDirection(StrEnum):
    """What comes out of it for the municipal side."""

    BELASTUNG = "belastung"
    ENTLASTUNG = "entlastung"
    NEUTRAL = "neutral"
    UNKLAR = "unklar"


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """One rule about money or relief in a clause.

    Attributes:
        kind: what is regulated.
        payer: the body named as paying, delivering or owing, None if none is named.
        payee: the body named as receiving, None if none is named.
        direction: as seen from the municipal side, given who acts or executes the law.
        span: the words that say it, from the first to the last.
    """

    kind: MoneyKind
    payer: Mention | None
    payee: Mention | None
    direction: MoneyDirection
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class ExecutionProfile:
    """Who executes a law, from the statute table.

    Attributes:
        law: abbreviation ("WoGG").
        body: executing body ("Wohngeldbehörde").
        level: "gemeinde", "kreis", "gemischt", "hoeher", "land", "bund".
        typical: "fast_immer", "meist", "teils", "selten", "nie".
        addressee: class that agentless sentences of the law inherit.
        source: provision of the law or Land law on which this rests.
        confidence: "verifiziert", "teilverifiziert", "allgemeinwissen".
        binds: on whom the law mainly lays duties: "verwaltung", "private", "beide", empty if not recorded.
        funding: who pays its benefits and compensation: "kommune", "geteilt", "land", "bund", "private", empty if not recorded.
    """

    law: str
    body: str
    level: str
    typical: str
    addressee: Addressee
    source: str
    confidence: str
    binds: str = ""
    funding: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentProfile:
    """What the document itself says about who acts in it; the only source for bills that no table knows.

    Attributes:
        shares: of the sentences with a known acting body, the shares in which it is direkt, funktional, mittelbar, keine (sum 1, or all 0).
        dominant: the municipal or generic body that acts most often, None if none acts at least twice.
        competent: the body that a competence or definition sentence names as responsible, None if there is none.
        chapter: shares within the chapter alone.
        competent_for_all: the competence holds for the whole law or expressly for this norm, not only for some matter.
    """

    shares: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    dominant: Mention | None = None
    competent: Mention | None = None
    chapter: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    competent_for_all: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Interpretation:
    """A clause with everything the language stages found out about it.

    Attributes:
        clause: the clause.
        tokens: its tokens, item labels included.
        sentence_kind: by the main clause that speaks for the sentence (``leading_clause``).
        bindingness: None where nothing is commanded or allowed.
        mentions: bodies named in it, in order.
        actor: the body that must act (named, inherited or from the statute table); None if unknown or not municipal.
        foreign_subject: someone else (private party, court, federal body) is the one who must act.
        agentless: no one is named as acting ("ist zu erteilen", "wird gezahlt").
        execution: who executes the law, None if no table knows it.
        previous: text of the clause before it in the same norm, empty if it is the first.
        subject: lower-cased lemma of the subject's head noun or the pronoun itself, empty if there is none.
        predicate: lower-cased lemma of the main verb (not of auxiliaries and modals), empty if unknown.
        passive: the main clause is passive or "ist … zu".
        profile: what the whole document says about who acts in it.
        money: what it says about money or relief, and what that means for the municipal side.
        refers_to_previous: it says that another sentence holds ("Dies gilt auch, wenn …", "Satz 1 gilt nicht …").
        main: for each token, whether it stands in a main clause; empty if the sentence was not divided.
        negated: the main clause is negated ("nicht", "kein").
        restricted: "nur" or "ausschließlich" restricts the main clause.
        new_law: the sentence belongs to a bill and no table knows its law; in a law in force ``execution`` None means rather that
            no municipality executes it.
    """

    clause: Clause
    tokens: tuple[Token, ...]
    sentence_kind: SentenceKind
    bindingness: Bindingness | None
    mentions: tuple[Mention, ...]
    actor: Actor | None
    foreign_subject: bool
    agentless: bool
    execution: ExecutionProfile | None
    previous: str = ""
    subject: str = ""
    predicate: str = ""
    passive: bool = False
    profile: DocumentProfile = DocumentProfile()
    money: tuple[Money, ...] = ()
    refers_to_previous: bool = False
    main: tuple[bool, ...] = ()
    negated: bool = False
    restricted: bool = False
    new_law: bool = False
