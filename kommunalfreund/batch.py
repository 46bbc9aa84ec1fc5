"""Many drafts, one after the other or in several processes: one result or one error per draft, always in the same order."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from pathlib import Path

from kommunalfreund.amendment.bill import is_law_in_force
from kommunalfreund.amendment.consolidation import LawSource, consolidate
from kommunalfreund.analysis import Analysis, AnalysisResult
from kommunalfreund.errors import KommunalfreundError
from kommunalfreund.reading import DraftSource, read_draft

_log = logging.getLogger(__name__)
_WAITING_PER_JOB = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How to load the analysis, in this process or in another.

    Attributes:
        rule_directories: further rule folders of the user.
        use_rules: apply the rules.
        use_model: apply the classifier.
        laws: where the laws in force that a bill amends may be found.
    """

    rule_directories: tuple[Path, ...] = ()
    use_rules: bool = True
    use_model: bool = True
    laws: LawSource = field(default_factory=LawSource)

    def load(self) -> Analysis:
        """Load rules and classifier; raises RulebookError or ModelFileError."""
        return Analysis.load(rule_directories=self.rule_directories, use_rules=self.use_rules, use_model=self.use_model)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of one draft: exactly one of result and error."""

    source: DraftSource
    result: AnalysisResult | None = None
    error: KommunalfreundError | None = None


def analyse_all(sources: Sequence[DraftSource], settings: Settings, *, jobs: int = 1) -> Iterator[Outcome]:
    """Analyse drafts in their order; a broken draft yields its error and does not stop the others.

    Args:
        sources: from ``discover``.
        settings: how to load the analysis.
        jobs: number of processes.

    Raises:
        RulebookError: before the first draft, if a rule file is malformed.
        ModelFileError: before the first draft, if the classifier is missing or does not fit.
    """
    analysis = settings.load()
    if jobs == 1 or len(sources) < 2:
        return (_analyse(source, analysis, settings.laws) for source in sources)
    return _analyse_in_processes(sources, settings, min(jobs, len(sources)))


def _analyse(source: DraftSource, analysis: Analysis, laws: LawSource) -> Outcome:
    try:
        draft = read_draft(source)
        amendments = consolidate(draft, laws) if laws and not is_law_in_force(draft) else None
        result = analysis.run(draft) if amendments is None else analysis.run(draft, amendments)
        return Outcome(source=source, result=result)
    except KommunalfreundError as error:
        return Outcome(source=source, error=error)
    except Exception as error:  # a fault of ours in one draft must not cost the user all the others
        _log.debug("analysis of %s failed", source.path, exc_info=True)
        return Outcome(source=source, error=_unexpected(source, error))


def _unexpected(source: DraftSource, error: Exception) -> KommunalfreundError:
    return KommunalfreundError(
        f"Unerwarteter Fehler bei der Prüfung: {type(error).__name__}: {error}.",
        path=source.path,
        hint="Das ist ein Fehler von kommunalfreund; bitte mit der Datei melden.",
    )


def _analyse_in_processes(sources: Sequence[DraftSource], settings: Settings, jobs: int) -> Iterator[Outcome]:
    """Keep a few drafts per process waiting, so that neither sources nor results pile up."""
    left = iter(sources)
    waiting: deque[tuple[DraftSource, Future[Outcome]]] = deque()
    with ProcessPoolExecutor(jobs, initializer=_load_in_process, initargs=(settings,)) as pool:
        try:
            while True:
                while len(waiting) < jobs * _WAITING_PER_JOB and (source := next(left, None)) is not None:
                    waiting.append((source, pool.submit(_analyse_in_process, source)))
                if not waiting:
                    return
                source, future = waiting.popleft()
                yield _outcome(source, future)
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _outcome(source: DraftSource, future: Future[Outcome]) -> Outcome:
    try:
        return future.result()
    except BrokenProcessPool:
        message = "Der Prozess, der den Entwurf prüfen sollte, wurde beendet, vermutlich aus Mangel an Speicher."
        return Outcome(source=source, error=KommunalfreundError(message, path=source.path, hint="Mit kleinerem --jobs erneut versuchen."))


_process: list[tuple[Analysis, LawSource]] = []


def _load_in_process(settings: Settings) -> None:
    _process[:] = [(settings.load(), settings.laws)]


def _analyse_in_process(source: DraftSource) -> Outcome:
    return _analyse(source, *_process[0])
