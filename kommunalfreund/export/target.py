"""Where an export goes: standard output, one file, or a folder of reports. Files are complete or not there at all."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from enum import StrEnum
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

from rich.console import Console

from kommunalfreund.analysis import AnalysisResult
from kommunalfreund.errors import KommunalfreundError
from kommunalfreund.export import tabular
from kommunalfreund.export.html import IndexEntry, render_index, render_report
from kommunalfreund.export.records import records_of
from kommunalfreund.export.summary import summarise
from kommunalfreund.export.terminal import WIDTH, print_result

_ASCII = {ord(letter): plain for letter, plain in zip("äöüÄÖÜß", ("ae", "oe", "ue", "Ae", "Oe", "Ue", "ss"), strict=True)}


class Format(StrEnum):
    """Formats of an export."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    HTML = "html"


def check_target(output: Path | None, form: Format, *, many: bool, inputs: Sequence[Path] = ()) -> None:
    """Refuse a target that cannot work, before any work is done.

    Args:
        output: file or folder, None for standard output.
        form: format.
        many: more than one draft.
        inputs: files that are read and must not be overwritten.

    Raises:
        KommunalfreundError: parent folder missing, folder where a file is needed or the other way round, or an input would be overwritten.
    """
    several = form is Format.HTML and many
    if output is None:
        if several:
            raise KommunalfreundError(
                "Mehrere Entwürfe ergeben mehrere HTML-Berichte.", hint="Mit --output einen Ordner angeben, in den sie geschrieben werden."
            )
        return
    if not output.absolute().parent.is_dir():
        raise KommunalfreundError(
            f"Den Ordner „{output.parent}“ gibt es nicht.",
            path=str(output),
            hint="Ordner anlegen oder anderes Ziel wählen.",
        )
    if several and (output.is_file() or (not output.exists() and output.suffix)):
        raise KommunalfreundError(
            "Mehrere Entwürfe ergeben mehrere HTML-Berichte, das Ziel ist aber eine Datei.",
            path=str(output),
            hint="Mit --output einen Ordner angeben.",
        )
    if form is not Format.HTML and output.is_dir():
        raise KommunalfreundError("Das Ziel ist ein Ordner, nötig ist eine Datei.", path=str(output), hint="Dateinamen anhängen.")
    if any(output.exists() and file.exists() and output.samefile(file) for file in inputs):
        raise KommunalfreundError("Die Ausgabe würde eine Eingabedatei überschreiben.", path=str(output), hint="Anderes Ziel wählen.")


def write_results(
    results: Iterable[AnalysisResult],
    output: Path | None,
    form: Format,
    *,
    many: bool,
    all_clauses: bool = False,
    failures: Callable[[], Sequence[str]] = tuple,
    created: str | None = None,
) -> None:
    """Write results in one of the formats, one draft at a time.

    Args:
        results: consumed one by one.
        output: checked by :func:`check_target`; None for standard output.
        form: format.
        many: more than one draft.
        all_clauses: also clauses that are not flagged; the HTML report always shows the whole draft.
        failures: asked after the last result for messages about drafts that failed, for the index.
        created: date shown in reports, ISO 8601; today if None.
    """
    day = date.today().isoformat() if created is None else created
    if form is Format.HTML and output is not None and (many or output.is_dir()):
        _write_folder(results, output, failures, day)
        return
    with open_output(output) as stream:
        _write_stream(results, stream, form, many=many, all_clauses=all_clauses, created=day)


@contextmanager
def open_output(path: Path | None) -> Iterator[TextIO]:
    """Text stream to a file that appears only when it is complete, or to standard output.

    Args:
        path: regular files are replaced atomically, devices and pipes are written to directly; None is standard output.

    Raises:
        KommunalfreundError: not writable.
    """
    if path is None:
        if isinstance(sys.stdout, TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8", newline="")
        yield sys.stdout
        return
    try:
        target = path.resolve()
        if target.exists() and not target.is_file():
            with target.open("w", encoding="utf-8", newline="") as stream:
                yield stream
            return
        draft = target.with_name(f".{target.name}.{os.getpid()}.tmp")
        try:
            with draft.open("w", encoding="utf-8", newline="") as stream:
                yield stream
            draft.replace(target)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        raise KommunalfreundError(f"Die Ausgabe lässt sich nicht schreiben: {error.strerror or error}.", path=str(path)) from error


def write_bytes(path: Path, data: bytes) -> None:
    """Write a binary file that appears only when it is complete.

    Raises:
        KommunalfreundError: not writable.
    """
    draft = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        draft.write_bytes(data)
        draft.replace(path)
    except OSError as error:
        raise KommunalfreundError(f"Die Ausgabe lässt sich nicht schreiben: {error.strerror or error}.", path=str(path)) from error
    finally:
        draft.unlink(missing_ok=True)


def file_name(result: AnalysisResult, taken: set[str]) -> str:
    """Name of a draft's report: from its abbreviation or source, ASCII, not yet taken (and then added to ``taken``).

    Args:
        result: of the draft.
        taken: names in use; "index.html" is never given.
    """
    name = result.draft.abbreviation or Path(result.draft.source).stem
    plain = name.translate(_ASCII)
    stem = re.sub(r"[^A-Za-z0-9]+", "-", plain).strip("-") or "entwurf"
    candidates = (f"{stem}{'' if number == 1 else f'-{number}'}.html" for number in range(1, len(taken) + 3))
    chosen = next(one for one in candidates if one.lower() not in taken and one.lower() != "index.html")
    taken.add(chosen.lower())
    return chosen


def _write_stream(results: Iterable[AnalysisResult], stream: TextIO, form: Format, *, many: bool, all_clauses: bool, created: str) -> None:
    match form:
        case Format.JSON:
            tabular.write_json(results, stream, many=many, all_clauses=all_clauses)
        case Format.JSONL:
            for result in results:
                tabular.write_jsonl(records_of(result, all_clauses=all_clauses), stream)
        case Format.CSV:
            tabular.write_csv_header(stream)
            for result in results:
                tabular.write_csv_rows(records_of(result, all_clauses=all_clauses), stream, title=result.draft.title)
        case Format.HTML:
            for result in results:
                stream.write(render_report(result, created=created))
        case Format.TABLE:
            console = Console(file=stream) if stream.isatty() else Console(file=stream, width=WIDTH, no_color=True)
            for result in results:
                print_result(result, console, all_clauses=all_clauses)


def _write_folder(results: Iterable[AnalysisResult], folder: Path, failures: Callable[[], Sequence[str]], created: str) -> None:
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise KommunalfreundError(f"Der Ordner lässt sich nicht anlegen: {error.strerror or error}.", path=str(folder)) from error
    taken: set[str] = set()
    entries = []
    for result in results:
        name = file_name(result, taken)
        with open_output(folder / name) as stream:
            stream.write(render_report(result, created=created))
        draft = result.draft
        title = draft.short_title or draft.title or draft.source
        entries.append(IndexEntry(title=title, source=draft.source, href=name, summary=summarise(result.findings)))
    with open_output(folder / "index.html") as stream:
        stream.write(render_index(entries, failures=failures(), created=created))
