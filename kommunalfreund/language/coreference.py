"""What a pronoun or "die Behörde" stands for: bodies introduced before, in the sentence itself or in the same norm.

A pronoun agrees in number and gender with what it takes up. Personal pronouns rather take up the subject, "dieser" and "letzterer" what was
named last; a thing ("Sie [die Erlaubnis] erlischt") acts as little as its pronoun.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kommunalfreund.finding import Actor
from kommunalfreund.language import morphology as m
from kommunalfreund.language.agreement import ANY_FORM, NEAREST_PRONOUNS, Form, is_body, noun_form, pronoun_form, verb_form
from kommunalfreund.language.interpretation import ACTING_ROLES, Mention, Role, SentenceKind, Token
from kommunalfreund.language.morphology import Case
from kommunalfreund.language.noun_phrases import NounPhrase
from kommunalfreund.language.syntax import Frame

_OTHER_PRONOUNS = {"derselbe": "er", "dieselbe": "sie", "dieselben": "sie", "ersterer": "er", "erstere": "sie", "ersteres": "es"}
"""Pronouns that the syntax does not know, and the one they agree like."""
_SENTENCES_BACK = 3
_RANK = {Role.SUBJEKT: 0, Role.ZUSTAENDIG: 0, Role.AGENS: 1, Role.EMPFAENGER: 2, Role.BEGUENSTIGT: 3, Role.ERWAEHNT: 4, Role.INHABER: 5}
_THING_PREDICATES = frozenset(
    """enthalten umfassen gelten betragen enden beginnen erlöschen bedürfen dienen bestehen entfallen ergehen erfolgen lauten richten ruhen
    verjähren wirken genügen entsprechen verlängern verkürzen erhöhen verringern müssen dürfen sollen können sein werden""".split()
)
"""Verbs whose pronoun subject is mostly a thing; a bare modal or "sein" is left where a state is described ("muss abgefasst sein")."""
_BODY_PREDICATIVES = frozenset(
    "zuständig verpflichtet berechtigt befugt verantwortlich gehalten ermächtigt beteiligt gebunden frei".split()
)
_OFFICIAL_VERBS = frozenset(
    """entscheiden bescheiden prüfen überprüfen erteilen versagen genehmigen widerrufen zurücknehmen bewilligen festsetzen zahlen auszahlen
    gewähren untersagen anordnen anhören hören bekanntmachen zustellen bestätigen bescheinigen begründen befristen erheben ablehnen
    feststellen festlegen überwachen unterrichten beraten eintragen löschen nachfordern ausstellen einziehen veröffentlichen auslegen
    zulassen verlängern ermitteln zurückfordern erstatten aufnehmen""".split()
)


class Introduced(NamedTuple):
    """Something a sentence names: a body (with its mention), a body no vocabulary knows, or a thing.

    Attributes:
        mention: the body, None for what the vocabulary does not know.
        noun: lemma of its head noun.
        form: numbers and genders it can have.
        acts: it is the subject or acts.
        main: it stands in a main clause.
        body: it can act.
        position: index of its head noun in the sentence.
    """

    mention: Mention | None
    noun: str
    form: Form
    acts: bool
    main: bool
    body: bool
    position: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What later sentences of the norm can take up of one sentence.

    Attributes:
        introduced: everything it names.
        acting: the mention of its acting body, municipal or not; None if there is none.
        actor: its actor as resolved.
        foreign: somebody who is not municipal acts.
        agentless: nobody is named as acting.
        kind: its sentence kind.
        citation: where it stands.
        absatz: its Absatz.
        satz: its number there.
    """

    introduced: tuple[Introduced, ...]
    acting: Mention | None
    actor: Actor | None
    foreign: bool
    agentless: bool
    kind: SentenceKind
    citation: str
    absatz: str
    satz: int

    @property
    def private(self) -> bool:
        """A private party acts, or somebody unknown."""
        return self.foreign and (self.acting is None or self.acting.category == "privat")

    def names(self, noun: str) -> bool:
        """Whether the sentence names the thing."""
        return any(item.noun == noun for item in self.introduced)


@dataclass(frozen=True, slots=True, kw_only=True)
class Antecedent:
    """What was found: the mention and the sentence it stands in (None: the sentence itself); without mention a thing or an unknown body."""

    mention: Mention | None
    entry: Entry | None


def introduce(tokens: Sequence[Token], frame: Frame, mentions: Sequence[Mention]) -> tuple[Introduced, ...]:
    """Collect what a sentence names.

    Args:
        tokens: of the sentence.
        frame: its skeleton.
        mentions: bodies found in it.
    """
    several = sum(mention.role in ACTING_ROLES for mention in mentions) > 1
    plural = frame.finite >= 0 and verb_form(tokens[frame.finite].text.lower()) == Form.PLURAL
    found: list[Introduced] = []
    named, subject = _heads(tokens, frame, mentions), frame.subject
    spans = [mention.span for mention in mentions]
    for phrase in frame.phrases:
        noun = tokens[phrase.head]
        mention = named.get(phrase.head)
        if mention is None and any(start <= noun.start < end for start, end in spans):
            continue  # another noun of a name ("Träger der Sozialhilfe")
        acts = phrase == subject or (mention is not None and mention.role in ACTING_ROLES)
        form = _form(phrase, noun)
        if acts and (several or (plural and phrase == subject)):
            form |= Form.PLURAL
        body = mention is not None or is_body(noun.text)
        found.append(Introduced(mention, noun.lemma, form, acts, phrase.main, body, phrase.head))
    return tuple(found)


def _heads(tokens: Sequence[Token], frame: Frame, mentions: Sequence[Mention]) -> dict[int, Mention]:
    """For each body, its head noun: the first of its name that stands in the clause, not within an attribute ("nach Landesrecht …")."""
    found: dict[int, Mention] = {}
    for mention in mentions:
        inside = [phrase for phrase in frame.phrases if mention.span.start <= tokens[phrase.head].start < mention.span.end]
        if inside:
            attribute = inside[0].preposition in {"nach", "für"} or not inside[0].main
            chosen = next((phrase for phrase in inside if phrase.main), inside[-1]) if attribute else inside[0]
            found.setdefault(chosen.head, mention)
    return found


def taken_up(tokens: Sequence[Token], frame: Frame, mention: Mention) -> Introduced:
    """The body that the subject of a sentence stands for, as the sentences behind it can take it up."""
    pronoun = subject_pronoun(tokens, frame)
    form = ANY_FORM
    if pronoun and frame.finite >= 0:
        form = pronoun_form(_OTHER_PRONOUNS.get(pronoun, pronoun), tokens[frame.finite].text.lower()) or ANY_FORM
    elif frame.subject is not None:
        form = frame.subject.form
    noun = mention.name.split()[0].lower()
    return Introduced(mention=mention, noun=noun, form=form, acts=True, main=True, body=True, position=-1)


def _form(phrase: NounPhrase, noun: Token) -> Form:
    if phrase.determiner or noun.lemma != noun.text.lower():
        return phrase.form
    return phrase.form & (Form.FEMININE if m.is_feminine(noun.lemma) else noun_form("dem", noun.text)) or phrase.form


def subject_pronoun(tokens: Sequence[Token], frame: Frame) -> str:
    """Pronoun that is the subject, those included that agree like another one ("dieselbe")."""
    first = tokens[0].text.lower() if tokens else ""
    if first in _OTHER_PRONOUNS and frame.finite == 1:
        return first
    return frame.subject_pronoun


def find_antecedent(
    pronoun: str, tokens: Sequence[Token], frame: Frame, inside: Sequence[Introduced], entries: Sequence[Entry]
) -> Antecedent | None:
    """Find what a subject pronoun stands for; None if nothing agrees with it.

    Args:
        pronoun: lower-cased.
        tokens: of its sentence.
        frame: skeleton of its sentence.
        inside: what its sentence names.
        entries: sentences before it in the norm, in order.
    """
    verb = tokens[frame.finite].text.lower()
    form = pronoun_form(_OTHER_PRONOUNS.get(pronoun, pronoun), verb)
    if not form:
        return None
    own = _inside(tokens, frame, inside, form)
    if own is not None:
        return Antecedent(mention=own.mention, entry=None)
    of_thing = _describes_thing(tokens, frame)
    for entry in reversed(entries[-_SENTENCES_BACK:]):
        agreeing = [item for item in entry.introduced if item.form & form]
        if not agreeing:
            continue
        if of_thing:
            return Antecedent(mention=None, entry=entry)
        return Antecedent(mention=_choose(pronoun, agreeing, frame.predicate).mention, entry=entry)
    return None


def find_agent(form: Form, inside: Sequence[Introduced], entries: Sequence[Entry]) -> Introduced | None:
    """Find the body that the agent of a passive stands for ("ist von ihm zu erstatten").

    Args:
        form: what its pronoun can stand for.
        inside: what its own sentence names in front.
        entries: sentences before it in the norm, in order.
    """
    own = next((item for item in reversed(inside) if item.body and not item.main and item.form & form), None)
    if own is not None:
        return own
    for entry in reversed(entries[-_SENTENCES_BACK:]):
        bodies = [item for item in entry.introduced if item.body and item.form & form]
        if bodies:
            return _subject_first(bodies, "")
    return None


def _choose(pronoun: str, items: Sequence[Introduced], predicate: str) -> Introduced:
    if pronoun.startswith(("letzter", "erster")):
        bodies = [item for item in items if item.body] or items
        return bodies[-1 if pronoun.startswith("letzter") else 0]
    return (_nearest_first if pronoun in NEAREST_PRONOUNS else _subject_first)(items, predicate)


def _inside(tokens: Sequence[Token], frame: Frame, inside: Sequence[Introduced], form: Form) -> Introduced | None:
    """The body of a subordinate clause in front: its subject ("Hat die Gemeinde …, so kann sie …"), else its dative."""
    fronted = {
        phrase.head: Case.NOM in phrase.case
        for phrase in frame.phrases
        if not (phrase.main or phrase.preposition)
        and (Case.NOM in phrase.case or (Case.DAT in phrase.case and (phrase.start < 2 or tokens[phrase.start - 1].text[0].islower())))
    }
    found = [item for item in inside if item.mention and item.position in fronted and item.position < frame.finite and item.form & form]
    official = frame.predicate in _OFFICIAL_VERBS or frame.predicate not in _THING_PREDICATES
    return next((item for item in found if fronted[item.position]), found[0] if found and official else None)


def _describes_thing(tokens: Sequence[Token], frame: Frame) -> bool:
    if frame.predicate not in _THING_PREDICATES:
        return False
    return not any(token.text in _BODY_PREDICATIVES for token in tokens)


def _subject_first(items: Sequence[Introduced], predicate: str) -> Introduced:
    bodies = [item for item in items if item.body]
    if not bodies:
        return items[0]
    official = predicate in _OFFICIAL_VERBS

    def rank(item: Introduced) -> tuple[bool, bool, int, int]:
        private = item.mention is None or item.mention.category == "privat"
        role = item.mention.role if item.mention is not None else Role.ERWAEHNT
        return (official and private, not item.main, 0 if item.acts else _RANK[role], item.position)

    return min(bodies, key=rank)


def _nearest_first(items: Sequence[Introduced], predicate: str) -> Introduced:
    others = [item for item in items if not item.acts and item.main]
    bodies = [item for item in others if item.body]
    known = [item for item in bodies if item.mention is not None]
    if known:
        return known[-1]
    if predicate in _OFFICIAL_VERBS and any(item.acts and item.body for item in items):
        return _subject_first(items, predicate)
    return (bodies or others or [_subject_first(items, predicate)])[-1]


def is_official(verb: str) -> bool:
    """Whether a verb names what only authorities do."""
    return verb in _OFFICIAL_VERBS
