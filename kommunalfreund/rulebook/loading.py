"""Rule files -> rulebook. Everything that can be wrong with a file is refused here, with file, line and what to do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from hashlib import sha256
from pathlib import Path

from pydantic import ConfigDict, RootModel

from kommunalfreund.errors import RulebookError
from kommunalfreund.rulebook.conditions import ActorCondition, Condition, ExecutionCondition, MentionCondition, VerbList
from kommunalfreund.rulebook.coverage import FILE_NAME as COVERAGE_FILE
from kommunalfreund.rulebook.coverage import check_coverage, load_coverage
from kommunalfreund.rulebook.execution import ExecutionTable, load_execution
from kommunalfreund.rulebook.markers import read_markers
from kommunalfreund.rulebook.phrases import PhraseError, compile_phrase
from kommunalfreund.rulebook.rule import Burden, Example, Rule, Rulebook
from kommunalfreund.rulebook.schema import RULE_MODELS, ConditionModel, ContextModel, RuleModel
from kommunalfreund.rulebook.vocabulary import Vocabulary, load_vocabulary
from kommunalfreund.rulebook.yaml_file import Key, YamlFile, content_hash, read_yaml, yaml_files

VERBS_FILE = "verben.yaml"
MONEY_FILE = "geld.yaml"
VOCABULARY = "vocabulary"
EXECUTION = "execution"
_OTHER_FOLDERS = frozenset({VOCABULARY, EXECUTION, "legal_checks"})
_OTHER_FILES = frozenset({COVERAGE_FILE, VERBS_FILE, MONEY_FILE})


class _VerbsModel(RootModel[dict[str, tuple[str, ...]]]):
    """Name of a list -> infinitives."""

    model_config = ConfigDict(frozen=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """What rules may refer to."""

    verbs: Mapping[str, tuple[str, ...]]
    vocabulary: Vocabulary
    term_ids: tuple[str, ...]


def load_rulebook(directories: Sequence[Path]) -> Rulebook:
    """Load rules, verb lists, vocabulary, statute table and coverage.

    Args:
        directories: the shipped folder first, then folders of the user, which may add rules, terms, verb lists and laws.

    Raises:
        RulebookError: with file and line if a file is malformed, a key, term or verb list unknown, an id used twice or not the name of
            its file, an example malformed.
    """
    for directory in directories:
        if not directory.is_dir():
            raise RulebookError("Der Ordner mit den Regeln fehlt.", path=str(directory), hint="Den Pfad prüfen (Option --rules).")
    vocabulary = load_vocabulary(_folders(directories, VOCABULARY))
    execution = load_execution(_folders(directories, EXECUTION))
    verb_files = tuple(read_yaml(directory / VERBS_FILE) for directory in directories if (directory / VERBS_FILE).exists())
    money_files = tuple(read_yaml(directory / MONEY_FILE) for directory in directories[:1] if (directory / MONEY_FILE).exists())
    words = _Words(verbs=_verb_lists(verb_files), vocabulary=vocabulary, term_ids=tuple(term.id for term in vocabulary.terms))
    files = tuple((directory, read_yaml(path)) for directory in directories for path in rule_files(directory))
    rules: dict[str, Rule] = {}
    for directory, file in files:
        rule = load_rule(file, directory, words)
        if rule.id in rules:
            raise file.error(f"Die Regel „{rule.id}“ gibt es schon in {rules[rule.id].path}.", ("id",), "Datei und id umbenennen.")
        rules[rule.id] = rule
    burdens: list[Burden] = []
    for directory in directories:
        found, coverage_file = load_coverage(directory)
        if coverage_file is not None:
            check_coverage(coverage_file, found, rules)
        burdens += found
    return Rulebook(
        rules=tuple(rules[rule_id] for rule_id in sorted(rules)),
        vocabulary=vocabulary,
        execution=execution,
        coverage=tuple(burdens),
        version=_version(verb_files + money_files + tuple(file for _, file in files), vocabulary, execution),
    )


def rule_files(directory: Path) -> tuple[Path, ...]:
    """The rule files of a folder: every YAML file except vocabulary, statute table, legal checks, word lists and coverage."""
    return tuple(
        path
        for path in yaml_files([directory])
        if path.relative_to(directory).parts[0] not in _OTHER_FOLDERS and path.relative_to(directory).as_posix() not in _OTHER_FILES
    )


def load_rule(file: YamlFile, directory: Path, words: _Words) -> Rule:
    """Turn one file into a rule.

    Raises:
        RulebookError: see ``load_rulebook``.
    """
    kind = file.data.get("kind") if isinstance(file.data, dict) else None
    if kind not in RULE_MODELS:
        raise file.error(
            f"Die Art der Regel („kind“) {f'„{kind}“ gibt es nicht' if kind else 'fehlt'}.",
            ("kind",),
            f"Möglich sind: {', '.join(RULE_MODELS)}.",
        )
    model: RuleModel = file.validate(RULE_MODELS[kind])
    if model.id != file.path.stem:
        raise file.error(
            f"Die id „{model.id}“ ist nicht der Name der Datei „{file.path.stem}“.", ("id",), "Beide müssen gleich sein; eine davon ändern."
        )
    family = file.path.parent.name if file.path.parent != directory else "eigene"
    return Rule(
        id=model.id,
        family=family,
        kind=model.kind,
        title=model.title,
        message=model.message,
        source=model.source,
        weight=model.weight,
        effects=model.effects,
        duty_kind=model.duty_kind,
        bindingness=model.bindingness,
        addressee=model.addressee,
        when=_condition(file, ("when",), model.when, words),
        unless=tuple(_condition(file, ("unless", index), part, words) for index, part in enumerate(model.unless)),
        match=tuple(_example(file, ("examples", "match", index), entry) for index, entry in enumerate(model.examples.match)),
        no_match=tuple(_example(file, ("examples", "no_match", index), entry) for index, entry in enumerate(model.examples.no_match)),
        path=file.path,
    )


def _condition(file: YamlFile, place: tuple[Key, ...], model: ConditionModel, words: _Words) -> Condition:
    phrases = []
    for index, source in enumerate(model.phrases):
        try:
            phrases.append(compile_phrase(source, words.verbs, words.term_ids))
        except PhraseError as error:
            raise file.error(
                str(error), (*place, "phrases", index), "Die Schreibweise steht in kommunalfreund/rulebook/phrases.py."
            ) from error
    verbs = []
    for index, name in enumerate(model.verbs):
        try:
            phrase = compile_phrase(f"{{verb:{name}}}", words.verbs, ())
        except PhraseError as error:
            raise file.error(str(error), (*place, "verbs", index), f"Die Listen stehen in {VERBS_FILE}.") from error
        verbs.append(VerbList(name=name, verbs=frozenset(words.verbs[name]), phrase=phrase))
    for key in ("actor", "mention"):
        part = getattr(model, key)
        for index, term in enumerate(part.terms if part is not None else ()):
            if term not in words.vocabulary:
                raise file.error(
                    f"Den Begriff „{term}“ gibt es im Vokabular nicht.",
                    (*place, key, "terms", index),
                    f"Ähnlich: {_similar(term, words.term_ids)}.",
                )
    return Condition(
        sentence_kind=model.sentence_kind,
        bindingness=model.bindingness,
        agentless=model.agentless,
        foreign_subject=model.foreign_subject,
        has_actor=model.has_actor,
        passive=model.passive,
        municipal_execution=model.municipal_execution,
        heading=_pattern(model.heading),
        law=_pattern(model.law),
        previous=_pattern(model.previous),
        subject=_pattern(model.subject),
        text=_pattern(model.text),
        actor=ActorCondition(**dict(model.actor)) if model.actor is not None else None,
        mention=MentionCondition(**dict(model.mention)) if model.mention is not None else None,
        execution=ExecutionCondition(**dict(model.execution)) if model.execution is not None else None,
        phrases=tuple(phrases),
        verbs=tuple(verbs),
    )


def _pattern(text: str | None) -> re.Pattern[str] | None:
    return None if text is None else re.compile(text)


def _example(file: YamlFile, place: tuple[Key, ...], entry: str | ContextModel) -> Example:
    context = entry if isinstance(entry, ContextModel) else ContextModel(text=entry)
    try:
        text, spans = read_markers(context.text)
    except ValueError as error:
        raise file.error(str(error), place, "Die Fundstelle so zeigen: „Die [[Gemeinde stellt]] einen Plan auf.“") from error
    matching = place[1] == "match"
    if matching and not spans:
        raise file.error("Dem Beispiel unter match fehlt die Markierung [[…]].", place, "Die Wörter markieren, die die Regel finden soll.")
    if not matching and spans:
        raise file.error("Ein Beispiel unter no_match darf keine Markierung [[…]] haben.", place, "Die Markierung löschen.")
    return Example(
        text=text,
        spans=spans,
        reason=getattr(context, "reason", ""),
        law=context.law,
        heading=context.heading,
        previous=context.previous,
        line=file.line_of(place),
    )


def _verb_lists(files: Iterable[YamlFile]) -> dict[str, tuple[str, ...]]:
    lists: dict[str, tuple[str, ...]] = {}
    for file in files:
        for name, verbs in file.validate(_VerbsModel).root.items():
            if name in lists:
                raise file.error(f"Die Verbliste „{name}“ gibt es schon.", (name,), "Einen anderen Namen wählen.")
            for index, verb in enumerate(verbs):
                if not re.fullmatch(r"[a-zäöüß]+n", verb):
                    raise file.error(
                        f"„{verb}“ ist kein Verb in der Grundform.", (name, index), "Nur Grundformen angeben, etwa „mitteilen“."
                    )
            lists[name] = verbs
    return lists


def _folders(directories: Sequence[Path], name: str) -> tuple[Path, ...]:
    return tuple(directory / name for directory in directories if (directory / name).is_dir())


def _version(files: Iterable[YamlFile], vocabulary: Vocabulary, execution: ExecutionTable) -> str:
    return sha256("".join((content_hash(files), vocabulary.content_hash, execution.content_hash)).encode()).hexdigest()[:8]


def _similar(term: str, known: Iterable[str]) -> str:
    return ", ".join(get_close_matches(term, list(known), n=3, cutoff=0.4)) or "nichts"
