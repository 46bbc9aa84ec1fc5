"""What a stage is worth: replace what it found by a neutral value and see how much worse the classifier gets.

The value that a stage found is taken out of the interpreted clause; what other stages made of it is put back to what they would have
said without it, as far as one clause alone tells.
"""

from __future__ import annotations

from dataclasses import fields, replace
from enum import StrEnum

from kommunalfreund.finding import Actor, ActorSource
from kommunalfreund.language.actors import closest
from kommunalfreund.language.interpretation import ACTING_ROLES, DocumentProfile, Interpretation, Role, SentenceKind

_MONEY = "money"


class Stage(StrEnum):
    """A stage that can be switched off."""

    ROLLEN = "rollen"
    SATZART = "satzart"
    ZUSAMMENHANG = "zusammenhang"
    VOLLZUGSTABELLE = "vollzugstabelle"
    GELD = "geld"
    REGELN = "regeln"


def available_stages() -> tuple[Stage, ...]:
    """The stages whose findings an interpretation carries; rules are none of them, they only speak when decisions are made."""
    money = any(field.name == _MONEY for field in fields(Interpretation))
    return tuple(stage for stage in Stage if stage is not Stage.REGELN and (stage is not Stage.GELD or money))


def neutralise(interpretation: Interpretation, stage: Stage) -> Interpretation:
    """The clause as it would be interpreted if the stage had found nothing.

    Args:
        interpretation: with all stages.
        stage: to be switched off; ``regeln`` changes nothing here.
    """
    match stage:
        case Stage.ROLLEN:
            return _without_roles(interpretation)
        case Stage.SATZART:
            return replace(interpretation, sentence_kind=SentenceKind.FESTSTELLUNG, bindingness=None, negated=False, restricted=False)
        case Stage.ZUSAMMENHANG:
            return _without_discourse(interpretation)
        case Stage.VOLLZUGSTABELLE:
            return without_execution(interpretation)
        case Stage.GELD if stage in available_stages():
            return replace(interpretation, **{_MONEY: ()})  # type: ignore[arg-type]
        case _:
            return interpretation


def _without_roles(it: Interpretation) -> Interpretation:
    """All bodies are merely mentioned, and nobody in the sentence acts."""
    return replace(
        it,
        mentions=tuple(mention._replace(role=Role.ERWAEHNT) for mention in it.mentions),
        actor=it.actor if it.actor is not None and it.actor.span is None else None,
        foreign_subject=False,
    )


def _without_discourse(it: Interpretation) -> Interpretation:
    """Only who is named in the sentence acts; the sentences around it and the rest of the document say nothing."""
    actor, foreign = it.actor, it.foreign_subject
    if actor is not None and actor.span is None:
        actor = None
    elif _decided_by_document(it):
        actor, foreign = _named(it), False
    elif foreign and it.subject != "wer" and not any(mention.role in ACTING_ROLES for mention in it.mentions):
        foreign = False  # a pronoun that stood for somebody in the sentence before
    return replace(it, actor=actor, foreign_subject=foreign, profile=DocumentProfile(), previous="")


def _decided_by_document(it: Interpretation) -> bool:
    """ "Die zuständige Behörde" is named, and the document's competence norm says who that is."""
    if it.actor is not None:
        return it.actor.source is ActorSource.DOKUMENT
    named = _named_generic(it)
    return named and it.execution is None and it.profile.competent is not None


def without_execution(it: Interpretation) -> Interpretation:
    """The sentence as if it stood in a bill whose law no table knows.

    "Die zuständige Behörde" stays what its words say, and nobody acts where nobody is named.

    Args:
        it: an interpreted clause.
    """
    actor, foreign = it.actor, it.foreign_subject
    if actor is not None and actor.source is ActorSource.VOLLZUGSTABELLE:
        actor = _named(it) if actor.span is not None else None
    elif actor is None and foreign and it.execution is not None and _named_generic(it):
        actor, foreign = _named(it), False
    return replace(it, execution=None, new_law=True, actor=actor, foreign_subject=foreign)


def _named(it: Interpretation) -> Actor | None:
    mention = closest(mention for mention in it.mentions if mention.role in ACTING_ROLES)
    if mention is None:
        return None
    return Actor(
        name=mention.name,
        addressee=mention.addressee,
        source=ActorSource.GENANNT,
        detail="im Satz genannt",
        term_id=mention.term_id,
        span=mention.span,
    )


def _named_generic(it: Interpretation) -> bool:
    mention = closest(mention for mention in it.mentions if mention.role in ACTING_ROLES)
    return mention is not None and mention.generic
