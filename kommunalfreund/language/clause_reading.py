"""One clause as it reads without its context: what the discourse stages start from."""

from __future__ import annotations

from dataclasses import dataclass

from kommunalfreund.clause import Clause
from kommunalfreund.finding import Addressee, Bindingness
from kommunalfreund.language import coreference
from kommunalfreund.language.interpretation import ACTING_ROLES, Mention, SentenceKind, Token
from kommunalfreund.language.leading_clause import PERSONAL_PRONOUNS
from kommunalfreund.language.noun_phrases import NounPhrase
from kommunalfreund.language.syntax import Frame


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One clause read on its own, before the discourse is known; the values are those of ``Interpretation``.

    Attributes:
        agent: who acts in a passive without being a known body: a noun phrase or a pronoun.
    """

    clause: Clause
    tokens: tuple[Token, ...]
    frame: Frame
    kind: SentenceKind
    mentions: tuple[Mention, ...]
    predicate: str
    passive: bool
    bindingness: Bindingness | None
    law: str
    agent: NounPhrase | str | None = None

    @property
    def agentless(self) -> bool:
        """No one is named as acting, in a passive."""
        return self.passive and not self.acting and self.agent is None

    @property
    def acting(self) -> tuple[Mention, ...]:
        """Bodies that act in the leading main clause; what it leaves open ("sie ist zu versagen") is done by those of the others."""
        acting = tuple(mention for mention in self.mentions if mention.role in ACTING_ROLES)
        if not self.frame.lead:
            return acting
        own = {self.tokens[i].start for i in self.frame.leading.own}
        here = tuple(mention for mention in acting if mention.span.start in own)
        if not here and ((self.passive and self.agent is None) or self.frame.subject_pronoun in PERSONAL_PRONOUNS):
            return tuple(mention for mention in acting if mention.addressee is not Addressee.KEINE)
        return here

    @property
    def subject(self) -> str:
        """Pronoun or lemma of the subject, empty if there is none."""
        if pronoun := coreference.subject_pronoun(self.tokens, self.frame):
            return pronoun
        return self.tokens[self.frame.subject.head].lemma if self.frame.subject else ""
