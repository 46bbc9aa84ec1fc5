"""Tokens of German legal text: spaCy's rule-based German tokenizer, lemmas from simplemma.

No statistical model is loaded, so nothing has to be downloaded and the result is the same everywhere.

>>> [t.text for t in tokenize("Die Gemeinde hat nach § 3 Abs. 2 Pläne aufzustellen.")]
['Die', 'Gemeinde', 'hat', 'nach', '§', '3', 'Abs.', '2', 'Pläne', 'aufzustellen', '.']
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, cast

import simplemma
import spacy

from kommunalfreund.language.interpretation import Token

if TYPE_CHECKING:
    from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]


_ABBREVIATIONS = ("Abs.", "Nr.", "Nrn.", "Art.", "Buchst.", "BGBl.", "ABl.", "Halbs.", "Unterabs.")
"""What spaCy's German tokenizer does not know as one token."""


@cache
def _tokenizer() -> Tokenizer:
    tokenizer = cast("Tokenizer", spacy.blank("de").tokenizer)
    for abbreviation in _ABBREVIATIONS:
        tokenizer.add_special_case(abbreviation, [{"ORTH": abbreviation}])
    tokenizer.vocab.lex_attr_getters = {}  # shape, norm and the like of every new word: nobody asks for them
    return tokenizer


_VERBS = (
    "abschalten achten befristen beibehalten beitreten bereithalten bewirtschaften einigen einschalten entwerten fertigen reichen runden "
    "unterbreiten voraussetzen vornehmen wahren weisen weiterübermitteln"
).split()
_IRREGULAR = {"fällt": "fallen", "bedarf": "bedürfen"} | {verb: verb for verb in _VERBS}
_IRREGULAR |= {"entschieden": "entscheiden", "entbunden": "entbinden", "verschlossen": "verschließen", "erwiesen": "erweisen"}
_IRREGULAR |= {"eingebürgert": "einbürgern", "umgedeutet": "umdeuten", "wiederholt": "wiederholen", "aufbereitet": "aufbereiten"}
_IRREGULAR |= {"bemißt": "bemessen", "umfaßt": "umfassen", "erfaßt": "erfassen", "läßt": "lassen", "erläßt": "erlassen", "gefaßt": "fassen"}
_IRREGULAR |= {"verstorben": "versterben", "verloren": "verlieren", "verstrichen": "verstreichen", "weggefallen": "wegfallen"}
"""Verb forms whose lexicon entry is wrong or names a noun."""
_NO_VERBS = frozenset("bekannt bereit befugt beliebt entgegengesetzt erst erneut überzeugt übernächst unbefugt verwandt vertraut".split())
_REGULAR_VERB = re.compile(r"^(?:(?:be(?!reit)|ent(?!gegen)|er|über|unter|ver|zer)\w{3,}|\w{3,}(?:(?<!berecht)ig|ier))t$")
"""Regular verbs that the lexicon lacks ("verwahrt", "berichtigt"), unlike adjectives such as "wahlberechtigt"."""
_SEPARABLE_PARTICIPLE = re.compile(r"^(ab|an|auf|aus|ein|entgegen|herbei|hin|mit|nach|um|vor|weiter|zurück|zusammen)(ge\w{3,}(?:t|en))$")
"""Participles of separable verbs that the lexicon lacks ("herbeigeführt")."""


@lru_cache(maxsize=200_000)
def lemma(word: str) -> str:
    """Lower-cased lemma of a word form; unknown words stay as they are.

    >>> lemma("Gemeinden"), lemma("übermittelt"), lemma("bezuschusst"), lemma("herbeigeführt")
    ('gemeinde', 'übermitteln', 'bezuschussen', 'herbeiführen')
    """
    found = str(simplemma.lemmatize(word, lang="de")).lower()
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if found == word and word not in _NO_VERBS and _REGULAR_VERB.match(word):
        stem = word[:-2] if word.endswith("et") else word[:-1]
        return stem + ("n" if stem.endswith(("el", "er")) and not stem.endswith(("ier", "eer")) else "en")
    if found == word and (parts := _SEPARABLE_PARTICIPLE.match(word)):
        simple = str(simplemma.lemmatize(parts[2], lang="de")).lower()
        return parts[1] + simple if simple != parts[2] and simple.endswith("n") else word
    return found


@lru_cache(maxsize=200_000)
def is_known(word: str) -> bool:
    """Whether the lexicon holds a word form.

    >>> is_known("übermitteln"), is_known("auskunftspflichtigen")
    (True, False)
    """
    return word in _IRREGULAR or bool(simplemma.is_known(word, lang="de"))


@lru_cache(maxsize=200_000)
def is_noun(word: str) -> bool:
    """Whether a capitalised word is a noun and not merely the first word of a sentence.

    >>> is_noun("Anbieter"), is_noun("Dabei")
    (True, False)
    """
    return word[:1].isupper() and str(simplemma.lemmatize(word, lang="de"))[:1].isupper() and word.lower() not in _NO_NOUNS


_NO_NOUNS = frozenset("er sie es wer was satz absatz nummer ferner zudem buchstabe artikel § abweichend vorbehaltlich unbeschadet".split())


def tokenize(text: str) -> tuple[Token, ...]:
    """Split a text into tokens with lemma and character offsets; white space is dropped."""
    tokens: list[Token] = []
    end = 0
    for run in text.split():
        at = text.index(run, end)
        end = at + len(run)
        tokens += [Token(word, base, at + start, at + stop) for word, base, start, stop in _pieces(run)]
    return tuple(tokens)


@lru_cache(maxsize=200_000)
def _pieces(run: str) -> tuple[Token, ...]:
    """Tokens of a run without white space; spaCy splits each run without a look at the others, and most come again and again."""
    tokenizer = _tokenizer()
    if run.isalpha() and run not in tokenizer.rules:  # spaCy cuts at signs and digits only; making a Doc takes its time
        return (Token(run, lemma(run), 0, len(run)),)
    tokens, start = [], 0
    for token in tokenizer(run):
        tokens.append(Token(token.text, lemma(token.text), start, start + len(token.text)))
        start += len(token.text)
    return tuple(tokens)
