"""What the classifier sees of an interpreted clause: named features from the language stages, and masked words.

Names of laws, offices and places would let the model learn single statutes by heart; bodies are therefore replaced by their class and
role in the word features.
"""

from __future__ import annotations

from collections.abc import Sequence

from kommunalfreund.finding import Addressee
from kommunalfreund.language.interpretation import ACTING_ROLES, Interpretation, Mention, SentenceKind

_MODAL_WORDS = (
    "nicht",
    "nur",
    "kein",
    "unverzüglich",
    "spätestens",
    "innerhalb",
    "entsprechend",
    "auf antrag",
    "insbesondere",
    "soweit",
    "rechtsverordnung",
)
_THIRD_PARTY_VERBS = frozenset(
    {"anzeigen", "beantragen", "mitteilen", "vorlegen", "nachweisen", "anmelden", "einreichen", "beifügen", "abgeben"}
)


def dense(interpretation: Interpretation) -> dict[str, float]:
    """Named features of one clause on its own; the names are shown to the reader in explanations."""
    it, clause = interpretation, interpretation.clause
    kind = it.sentence_kind.value
    actor = it.actor.addressee.value if it.actor else ("fremd" if it.foreign_subject else "unbekannt")
    source = it.actor.source.value if it.actor else "-"
    unknown = "offen" if it.new_law else "unbekannt"
    body = f"{it.execution.addressee.value}/{it.execution.typical}" if it.execution else unknown
    executed = it.execution.addressee.value if it.execution else unknown
    binds = (it.execution.binds or "-") if it.execution else unknown
    voice = "passiv" if it.passive else "aktiv"
    features: dict[str, float] = {
        f"satzart={kind}": 1,
        f"handelnde Stelle={actor}": 1,
        f"handelnde Stelle={actor}, {source}": 1,
        f"handelnde Stelle={actor}, satzart={kind}": 1,
        f"Vollzug={body}": 1,
        f"Vollzug={executed}, satzart={kind}": 1,
        f"Vollzug={executed}, handelnde Stelle={actor}": 1,
        f"Vollzug={executed}, ohne handelnde Stelle={it.agentless}": 1,
        f"Gesetz bindet={binds}": 1,
        f"Gesetz bindet={binds}, Vollzug={executed}": 1,
        f"Gesetz bindet={binds}, Vollzug={executed}, satzart={kind}": 1,
        f"Gesetz bindet={binds}, Vollzug={executed}, ohne handelnde Stelle={it.agentless}": 1,
        f"Subjekt={it.subject}": 1,
        f"Verb={it.predicate}": 1,
        f"Verb={it.predicate}, {voice}": 1,
        f"Verb={it.predicate}, handelnde Stelle={actor}": 1,
        f"Genus verbi={voice}": 1,
        f"Bindung={it.bindingness.value if it.bindingness else '-'}": 1,
        f"Bindung={it.bindingness.value if it.bindingness else '-'}, handelnde Stelle={actor}": 1,
        f"Teil={clause.part.value}": 1,
        "Länge": min(len(it.tokens), 120) / 60,
        "Satz > 1": float(clause.satz > 1),
        "Aufzählung": float(bool(clause.items) or "1." in clause.text),
    }
    features |= _verb_and_subject(it, kind, voice, executed, binds)
    features |= _negation(it, kind)
    features |= _money(it, executed)
    for mention in it.mentions:
        klass = _class_of(mention)
        features[f"{klass} als {mention.role.value}"] = 1
        features[f"{mention.term_id} als {mention.role.value}"] = 1
        if mention.generic:
            features[f"Vollzug={executed}, offene Stelle als {mention.role.value}"] = 1
        if mention.role not in ACTING_ROLES and it.predicate in _THIRD_PARTY_VERBS:
            features[f"{klass} nur Gegenüber"] = 1
    if not it.mentions:
        features["keine Stelle genannt"] = 1
        features[f"keine Stelle genannt, Vollzug={executed}"] = 1
        features[f"keine Stelle genannt, Vollzug={executed}, satzart={kind}"] = 1
    text = clause.text.lower()
    for word in _MODAL_WORDS:
        if word in text:
            features[f"Wort: {word}"] = 1
    return features


def _verb_and_subject(it: Interpretation, kind: str, voice: str, executed: str, binds: str) -> dict[str, float]:
    """Who usually does such a thing: offices grant ("erteilen"), applicants enclose ("beifügen"); it tells where nobody is named."""
    names = (
        f"Verb={it.predicate}, Subjekt={it.subject}",
        f"Verb={it.predicate}, Vollzug={executed}",
        f"Verb={it.predicate}, {voice}, Gesetz bindet={binds}",
        f"Subjekt={it.subject}, satzart={kind}",
        f"Subjekt={it.subject}, Vollzug={executed}",
        f"{voice}, satzart={kind}",
        f"{voice}, satzart={kind}, Vollzug={executed}, Gesetz bindet={binds}",
    )
    return dict.fromkeys(names, 1)


def _negation(it: Interpretation, kind: str) -> dict[str, float]:
    """ "Kann nicht abgelehnt werden" and "darf nur abgelehnt werden" bind the office, "kann abgelehnt werden" does not."""
    names = [
        name
        for name, found in (("verneint", it.negated), ("eingeschränkt", it.restricted))
        if found
        for name in (name, f"{name}, satzart={kind}", f"{name}, Verb={it.predicate}")
    ]
    return dict.fromkeys(names, 1)


def _money(it: Interpretation, executed: str) -> dict[str, float]:
    """What the sentence says about money or relief, who pays and who receives, and who funds the law."""
    funding = (it.execution.funding or "-") if it.execution else "-"
    funded = f"Mittel={funding}, satzart={it.sentence_kind.value}"
    if not it.money:
        return {"kein Geld": 1, f"kein Geld, {funded}": 1}
    features: dict[str, float] = {f"Mittel={funding}": 1, funded: 1}
    for money in it.money:
        kind, direction = money.kind.value, money.direction.value
        features |= dict.fromkeys(
            (
                f"Geld={kind}",
                f"Geld: {direction}",
                f"Geld={kind}, {direction}",
                f"Geld={kind}, Vollzug={executed}",
                f"Geld={kind}, Mittel={funding}",
                f"Geld: {direction}, Mittel={funding}",
                f"Geld={kind}, satzart={it.sentence_kind.value}",
                f"Geld zahlt={_class_of(money.payer)}",
                f"Geld erhält={_class_of(money.payee)}",
            ),
            1,
        )
    return features


def _class_of(mention: Mention | None) -> str:
    """Class of a municipal body, category of any other ("bund", "privat"), "-" if there is none."""
    if mention is None:
        return "-"
    return mention.addressee.value if mention.addressee is not Addressee.KEINE else mention.category or "andere"


def context(interpretations: Sequence[Interpretation], index: int) -> dict[str, float]:
    """Features of the neighbours in the same norm: what the sentences before and behind do, and who acts there."""
    features: dict[str, float] = {}
    here = interpretations[index].clause
    for offset, name in ((-1, "davor"), (1, "danach")):
        other = index + offset
        if not 0 <= other < len(interpretations):
            continue
        it = interpretations[other]
        if (it.clause.norm, it.clause.document) != (here.norm, here.document):
            continue
        actor = it.actor.addressee.value if it.actor else ("fremd" if it.foreign_subject else "unbekannt")
        features[f"{name}: satzart={it.sentence_kind.value}"] = 1
        features[f"{name}: handelnde Stelle={actor}"] = 1
        features[f"{name}: Subjekt={it.subject}"] = 1
        if it.clause.absatz == here.absatz:
            features[f"{name} im selben Absatz: handelnde Stelle={actor}"] = 1
    return features


def document(interpretation: Interpretation) -> dict[str, float]:
    """What the whole document says about who acts in it.

    Where a sentence names nobody, careful readers look at the law: duties in a law that speaks of the Standesamt throughout are the
    Standesamt's. These features help to tell the addressee, and only that: for the flag they merely describe single laws.
    """
    it, profile = interpretation, interpretation.profile
    actor = it.actor.addressee.value if it.actor else ("fremd" if it.foreign_subject else "unbekannt")
    dominant, competent = _class_of(profile.dominant), _class_of(profile.competent)
    features: dict[str, float] = {
        f"Dokument: meist handelt={dominant}": 1,
        f"Dokument: meist handelt={dominant}, handelnde Stelle={actor}": 1,
        f"Dokument: zuständig={competent}, handelnde Stelle={actor}": 1,
    }
    for place, shares in (("Dokument", profile.shares), ("Kapitel", profile.chapter)):
        features |= {f"{place}: Anteil {addressee.value}": share for addressee, share in zip(Addressee, shares, strict=True)}
    return features


def masked_words(interpretation: Interpretation, *, main_only: bool = False) -> str:
    """Lemmas of the clause with bodies replaced by class and role, numbers by a sign; input of the word vectorisers.

    Args:
        interpretation: of the clause.
        main_only: only what stands in main clauses: what is ordered, not under which conditions.
    """
    words: list[str] = []
    mentions = sorted(interpretation.mentions, key=lambda mention: mention.span.start)
    position = 0
    tokens = interpretation.tokens
    for token in (token for token, main in zip(tokens, interpretation.main, strict=False) if main) if main_only else tokens:
        while position < len(mentions) and mentions[position].span.end <= token.start:
            position += 1
        if position < len(mentions) and mentions[position].span.start <= token.start < mentions[position].span.end:
            mention = mentions[position]
            name = f"stelle_{_class_of(mention)}_{mention.role.value}"
            if not words or words[-1] != name:
                words.append(name)
            continue
        if token.text[:1].isdigit():
            if not words or words[-1] != "zahl":
                words.append("zahl")
        elif token.text[:1].isalpha() or token.text == "§":
            words.append(token.lemma)
    return " ".join(words)


def relations(interpretation: Interpretation, main_words: str) -> str:
    """Pairs of the verb or the subject with every noun or body of the main clause ("erteilen|genehmigung"), for a vectoriser of their own.

    Args:
        interpretation: of the clause.
        main_words: its masked words in main clauses.
    """
    nouns = {token.lemma for token in interpretation.tokens[1:] if token.text[:1].isupper()}
    others = dict.fromkeys(word for word in main_words.split() if word in nouns or word.startswith("stelle_"))
    return " ".join(
        f"{mark}{head}|{other}" for mark, head in (("v:", interpretation.predicate), ("s:", interpretation.subject)) for other in others
    )


def heading_words(interpretation: Interpretation) -> str:
    """Heading of the norm and of the levels above it, for its own word vectoriser."""
    return " ".join((interpretation.clause.heading, *interpretation.clause.headings)).lower()


def is_command(interpretation: Interpretation) -> bool:
    """An amendment command is never a duty itself; the classifier is not asked about it."""
    return interpretation.sentence_kind is SentenceKind.AENDERUNGSBEFEHL
