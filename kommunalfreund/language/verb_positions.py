"""Where finite verbs and infinitives stand in the parts of a sentence.

German verb forms are ambiguous: the third person singular looks like a participle, the plural like an infinitive or an adjective. Position
and neighbours decide.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kommunalfreund.language import morphology as m
from kommunalfreund.language.interpretation import Token

CONJUNCTIONS = frozenset({"und", "oder", "sowie", "sondern", "aber", "denn", "doch", "jedoch"})
OPENS_INFINITIVE = frozenset({"um", "ohne", "anstatt", "statt"})
_ELLIPTIC = frozenset("erforderlich möglich nötig zulässig notwendig geboten zweckmäßig vorhanden anwendbar bekannt zutreffend".split())
"""Predicates of subordinate clauses without verb ("soweit erforderlich")."""
_OPENS_CONDITIONAL = frozenset(
    """befinden beginnen beruhen bestehen beteiligen betragen betreffen betreuen beziehen bilden dienen entfallen entsprechen entstehen
    enthalten erfolgen erfordern erfüllen ergeben erhalten erheben erlöschen erreichen erstrecken fehlen fordern führen gehen gehören
    handeln kommen lagen lassen legen liegen machen nehmen reichen scheiden sprechen stehen steigen stimmen treffen treten
    überschreiten übersteigen übertragen unterbleiben unterliegen unterschreiten vereinbaren verfügen verlangen verlegen vermindern
    verstoßen verweigern verzichten vorliegen weichen weigern wenden widersprechen wirken ziehen ändern""".split()
)
"""Plural verbs that open a conditional clause ("Liegen Gründe vor, …"); of the many nouns that look like verbs none is among them."""
_GENITIVE_BEHIND = frozenset({"des", "der", ",", "und", "oder", "sowie"})
_PARTICIPLE_FORM = re.compile(
    r"^(?:(?P<ge>(?:ab|an|auf|aus|bei|dar|durch|ein|fest|her|hin|mit|nach|um|vor|weiter|zu|zurück|zusammen)?ge)|be|ent|er|ver|über|unter"
    r")\w+t$"
)
_LINKS = frozenset({"und", "oder", "sowie"})


class VerbPositions:
    """Finds verbs in a sentence; positions are token indexes, ends are exclusive."""

    def __init__(self, tokens: Sequence[Token], words: Sequence[str]) -> None:
        self.tokens, self.words = tokens, words

    def is_finite(self, i: int, end: int) -> bool:
        """Whether a word can be a finite verb where it stands."""
        text, word = self.tokens[i].text, self.words[i]
        if word in m.FINITE_FORMS:
            return text[0].islower() or i == 0 or self.words[i - 1] in {";", ":"}
        if not m.is_lexical_finite(word) or (text[0].isupper() and not (i == 0 and word.endswith("t"))):
            return False
        if i and (self.words[i - 1] == "zu" or m.is_zu_infinitive(word)):
            return False
        if word.endswith("n") and i + 1 < end and self.tokens[i + 1].text[0].isupper() and i:
            return not (m.is_determiner(self.words[i - 1]) or self.words[i - 1] in m.PREPOSITIONS or self.words[i - 1] in m.FUSED)
        return True

    def opens_conditional(self, i: int, end: int) -> bool:
        """Whether a verb that stands first makes its part a condition ("Liegen Gründe vor, …", "Ist der Antrag gestellt, …")."""
        word = self.words[i]
        following = self.words[i + 1] if i + 1 < end else ""
        if i == 0 and word.endswith("n") and word not in m.FINITE_FORMS:
            return word in _OPENS_CONDITIONAL and following not in _GENITIVE_BEHIND
        if i == 0 and word == "bedarf":
            return following == "es" or m.is_determiner(following)
        # "Berechtigt ist, wer …": a predicate in front of its verb
        return self.is_finite(i, end) and not (word not in m.FINITE_FORMS and following in m.FINITE_FORMS)

    def opens_main(self, i: int, end: int) -> bool:
        """Whether a part begins with the finite verb of a main clause and not with a participle that closes an earlier part."""
        if not self.is_finite(i, end):
            return False
        if self.words[i] in m.FINITE_FORMS:
            return True
        following = self.words[i + 1] if i + 1 < end else ""
        form = _PARTICIPLE_FORM.match(self.words[i])
        if not form:
            return True
        return following not in m.FINITE_FORMS and following not in _LINKS and not (form["ge"] and following in {",", ""})

    def finite_in(self, start: int, end: int, *, verb_first: bool = False) -> int:
        """Index of the finite verb of a main clause between two positions, -1 if there is none."""
        for i in range(start if verb_first else start + (self.words[start] not in m.CLOSED_FINITE), end):
            if not self.is_finite(i, end):
                continue
            if self.words[i] in m.CLOSED_FINITE:
                return i
            following = self.words[i + 1] if i + 1 < end else ""
            # "zuständig und verpflichtet ist", "genehmigte und bestimmt geltende": a closed form behind it is the finite verb
            if following in m.CLOSED_FINITE or (self.words[i].endswith("n") and self._closed_finite_behind(i, end)):
                continue
            return i
        return -1

    def _closed_finite_behind(self, i: int, end: int) -> bool:
        """ "einem zur Übernahme bereiten Betreuer hat": what looks like a plural verb is an adjective."""
        for k in range(i + 1, self.last_word(i, end)):
            if self.words[k] in CONJUNCTIONS:
                return False
            if self.words[k] in m.CLOSED_FINITE:
                return True
        return False

    def last_word(self, start: int, end: int) -> int:
        """Index of the last word, punctuation and trailing conjunctions aside."""
        last = end - 1
        while last > start and (not self.tokens[last].text[0].isalpha() or self.words[last] in {"und", "oder", "sowie"}):
            last -= 1
        return last

    def ends_in_finite(self, start: int, end: int) -> bool:
        """Whether the last word is a finite verb, as in a subordinate clause."""
        last = self.last_word(start, end)
        word = self.tokens[last].text
        if word in m.FINITE_FORMS:
            return True
        return m.is_lexical_finite(word) and not (last > start and self.words[last - 1] == "zu") and not m.is_zu_infinitive(word)

    def closes(self, start: int, end: int) -> bool:
        """Whether a subordinate clause that opens here also has its verb here."""
        if self.words[start] in OPENS_INFINITIVE:
            return self.ends_in_infinitive(start, end) or self.ends_in_finite(start, end)
        last = self.last_word(start, end)
        if self.words[last] in _ELLIPTIC:
            return True
        # "dass die Tiere abgesondert und, soweit nötig, bewacht werden": the verb is still to come
        if (
            self.words[end - 1] == ","
            and last + 3 == end
            and self.words[last + 1] in CONJUNCTIONS
            and self.words[last] not in m.FINITE_FORMS
        ):
            return False
        return self.ends_in_finite(start, end) or any(self.words[i] in m.FINITE_FORMS for i in range(start + 1, end))

    def ends_in_infinitive(self, start: int, end: int) -> bool:
        """Whether the last word is an infinitive with zu."""
        last = self.last_word(start, end)
        return m.is_zu_infinitive(self.words[last]) or (last > start and self.words[last - 1] == "zu")

    def has_zu_infinitive(self, start: int, end: int) -> bool:
        """Whether there is an infinitive with zu."""
        return any(self.words[i] == "zu" or m.is_zu_infinitive(self.words[i]) for i in range(start, end))

    def is_zu_infinitive(self, i: int) -> bool:
        """Whether an infinitive with zu begins here ("zu prüfen", "vorzulegen"), no attribute ("die zu prüfenden Pläne")."""
        if self.words[i] == "zu":
            return i + 1 < len(self.words) and m.is_infinitive(self.tokens[i + 1].text) and not m.is_gerundive(self.words[i + 1])
        return m.is_zu_infinitive(self.words[i])

    def separated_verb(self) -> int:
        """A verb that the lexicon does not know as such, found by the prefix that closes the sentence ("gleichen die Bestände ab")."""
        tokens, words = self.tokens, self.words
        if not tokens or words[self.last_word(0, len(tokens))] not in m.SEPARABLE_PREFIXES:
            return -1
        verbs = (
            i for i in range(1, len(tokens) - 1) if tokens[i].text[0].islower() and words[i].endswith(("t", "en")) and len(words[i]) > 3
        )
        return next((i for i in verbs if m.is_determiner(words[i + 1]) and tokens[i - 1].text[0].isupper()), -1)
