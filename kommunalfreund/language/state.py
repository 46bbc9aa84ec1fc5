"""Duties of the Länder that no municipality meets for them: what they report and repay to the federation, what they legislate and agree.

"Die Länder stellen die Beratung sicher" means someone on the spot; "Die Länder berichten dem Bundesministerium" means a ministry.
"""

from __future__ import annotations

from collections.abc import Iterable

from kommunalfreund.language.interpretation import Mention, Role, SentenceKind
from kommunalfreund.rulebook.term import Category

_LAENDER = frozenset({"laender", "land"})
_LEGISLATING = frozenset(
    "regeln erlassen vereinbaren anpassen abweichen abführen zurückzahlen berichten nachweisen festlegen abschließen vorsehen".split()
)
"""What a Land does itself, towards the federation or as legislator."""
_GIVING = frozenset(
    """mitteilen melden übermitteln vorlegen übersenden unterrichten stellen zuleiten erstatten zahlen zurückerstatten zuweisen benennen
    nachweisen berichten informieren""".split()
)
_RECEIVES = frozenset({Role.EMPFAENGER, Role.BEGUENSTIGT})


def acts_itself(mention: Mention, mentions: Iterable[Mention], kind: SentenceKind, predicate: str) -> bool:
    """Whether a Land is called upon as such, and not the offices that execute the law in it.

    Args:
        mention: the acting body.
        mentions: all bodies of the sentence.
        kind: kind of the sentence.
        predicate: lemma of its main verb.
    """
    if mention.term_id == "landesbehoerde":
        return True
    if mention.term_id not in _LAENDER:
        return False
    if kind is SentenceKind.KANN:  # leave to deviate may reach the municipalities
        return False
    if kind is SentenceKind.ERMAECHTIGUNG or predicate in _LEGISLATING:
        return True
    return predicate in _GIVING and any(item.category == Category.BUND and item.role in _RECEIVES for item in mentions)
