"""Which main clause speaks for a sentence that has several.

It is the first, unless that merely allows or states, or nobody municipal acts in it, and one in a later half commands ("Die Zulassung kann
erteilt werden; sie ist zu versagen, wenn …", "Wer …, hat dies anzuzeigen; die Gemeinde unterrichtet das Finanzamt"). What others must do
on demand of an office does not outweigh what the office may demand ("Das Amt kann Nachweise verlangen; der Halter hat sie vorzulegen").
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kommunalfreund.clause import Clause
from kommunalfreund.finding import Addressee
from kommunalfreund.language.agreement import is_body
from kommunalfreund.language.halves import half_start
from kommunalfreund.language.interpretation import ACTING_ROLES, Mention, SentenceKind, Token
from kommunalfreund.language.sentence_kind import kind_of
from kommunalfreund.language.syntax import Frame

PERSONAL_PRONOUNS = frozenset({"er", "sie", "es"})
"""Subjects that take up who was spoken of; "diese" rather means somebody else."""
_ALLOWING = frozenset({SentenceKind.KANN, SentenceKind.FESTSTELLUNG, SentenceKind.DEFINITION, SentenceKind.VERWEISUNG})
_COMMANDING = frozenset(
    {
        SentenceKind.MUSS,
        SentenceKind.HAT_ZU,
        SentenceKind.IST_ZU,
        SentenceKind.VERPFLICHTET,
        SentenceKind.SOLL,
        SentenceKind.DARF_NUR,
        SentenceKind.DARF_NICHT,
    }
)
_COMMANDING_BODIES = frozenset({SentenceKind.INDIKATIV, SentenceKind.ZUSTAENDIGKEIT, SentenceKind.KOSTENREGEL})
"""Kinds that command only if a municipal body acts ("die Kreise erlassen die Bescheide", not "die Frist wird gehemmt")."""


def let_command_lead(clause: Clause, tokens: tuple[Token, ...], frame: Frame, mentions: Iterable[Mention]) -> Frame:
    """The frame with the main clause in the lead that speaks for the sentence.

    Args:
        clause: the clause; its kind and heading are used.
        tokens: its tokens.
        frame: its syntactic skeleton.
        mentions: bodies named in it with their roles.
    """
    if len(frame.clauses) < 2 or ";" not in frame.words:
        return frame
    starts = {mention.span.start for mention in mentions if mention.role in ACTING_ROLES and mention.addressee is not Addressee.KEINE}
    acting = [any(tokens[i].start in starts for i in part.own) for part in frame.clauses]
    first = kind_of(clause, tokens, frame)
    for number, later in enumerate(frame.clauses[1:], start=1):
        if later.finite < 0 or not half_start(frame.words, later.finite):
            continue
        other = replace(frame, lead=number)
        kind = kind_of(clause, tokens, other)
        if kind not in _COMMANDING and not (acting[number] and kind in _COMMANDING_BODIES):
            continue
        if acting[0] and not acting[number] and _somebody_else_acts(tokens, other):
            continue
        if first in _ALLOWING or (acting[number] and not acting[0]):
            return other
    return frame


def _somebody_else_acts(tokens: tuple[Token, ...], frame: Frame) -> bool:
    if frame.passive:
        return False
    if frame.subject is None:
        return frame.subject_pronoun not in PERSONAL_PRONOUNS
    return is_body(tokens[frame.subject.head].text)
