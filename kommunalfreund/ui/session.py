"""What the pages share: the loaded analysis, the draft that is open, the clause that is selected."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from kommunalfreund.amendment.bill import is_law_in_force
from kommunalfreund.amendment.commands import read_commands
from kommunalfreund.amendment.consolidation import amendments_of, find_laws
from kommunalfreund.analysis import Analysis, AnalysisResult
from kommunalfreund.assessment.compliance_cost import Assumptions, load_assumptions
from kommunalfreund.errors import KommunalfreundError, ModelFileError
from kommunalfreund.finding import Finding
from kommunalfreund.paths import DRAFTS
from kommunalfreund.reading import DraftSource, discover, read_draft
from kommunalfreund.reading.law_folder import LawFile, law_files

_RESULT = "result"
_CLAUSE = "c"
_EXAMPLE = "beispiel"


@st.cache_resource(show_spinner="Regeln und Modell werden geladen …")
def load_analysis() -> tuple[Analysis, str]:
    """Rules and classifier, once per server; with a German notice if the classifier cannot be used."""
    try:
        return Analysis.load(), ""
    except ModelFileError as error:
        return Analysis.load(use_model=False), f"Es wird nur mit Regeln gearbeitet. {error}"


def example_names() -> tuple[str, ...]:
    """Folders of the fictional example drafts."""
    return (
        tuple(sorted(path.name for path in DRAFTS.iterdir() if (path / "rechtsetzungsdokument-1.xml").is_file())) if DRAFTS.is_dir() else ()
    )


def analyse(source: DraftSource, laws: Sequence[LawFile] = ()) -> AnalysisResult:
    """Read and analyse one draft; raises KommunalfreundError.

    Args:
        source: of the draft.
        laws: laws in force that it amends, as far as the user has them.
    """
    analysis, _ = load_analysis()
    draft = read_draft(source)
    if not laws or is_law_in_force(draft):
        return analysis.run(draft)
    commands = read_commands(draft)
    return analysis.run(draft, amendments_of(draft, commands, find_laws(commands, laws)))


def open_example(name: str) -> None:
    """Open a fictional example draft by its folder name; the address keeps it, so that a link opens it again."""
    folder = DRAFTS / name
    base = folder / "stammgesetze"
    set_result(analyse(example_source(folder), tuple(law_files([base])) if base.is_dir() else ()))
    st.session_state[_EXAMPLE] = name
    st.query_params[_EXAMPLE] = name


def example_source(folder: Path) -> DraftSource:
    """The draft in an example folder (base laws beside it are drafts of their own)."""
    return discover([folder])[0]


def example_assumptions() -> Assumptions | None:
    """The cost assumptions that come with the open example, if any."""
    path = DRAFTS / str(st.session_state.get(_EXAMPLE, "")) / "annahmen.yaml"
    return load_assumptions(path) if st.session_state.get(_EXAMPLE) and path.is_file() else None


def set_result(result: AnalysisResult) -> None:
    """Make a result the open one."""
    st.session_state[_RESULT] = result
    st.session_state.pop(_CLAUSE, None)
    st.session_state.pop(_EXAMPLE, None)
    for name in (_CLAUSE, _EXAMPLE):
        st.query_params.pop(name, None)


def current_result() -> AnalysisResult | None:
    """The open result; reopens an example named in the address, and says what to do if nothing is open."""
    wanted = st.query_params.get(_EXAMPLE, "")
    if _RESULT not in st.session_state and wanted in example_names():
        clause = st.query_params.get(_CLAUSE, "")
        try:
            open_example(wanted)
        except KommunalfreundError as error:
            show_error(error)
        if clause:
            select(clause)
    result: AnalysisResult | None = st.session_state.get(_RESULT)
    if result is not None and _EXAMPLE in st.session_state:
        st.query_params[_EXAMPLE] = st.session_state[_EXAMPLE]
    return result


def require_result() -> AnalysisResult:
    """The open result, or a notice and the end of the page."""
    result = current_result()
    if result is None:
        st.info("Es ist noch kein Entwurf geöffnet. Auf der Seite „Entwurf“ eine Datei hochladen oder ein Beispiel öffnen.")
        st.stop()
    return result


def select(clause_id: str) -> None:
    """Select a clause; the address keeps it."""
    st.session_state[_CLAUSE] = clause_id
    st.query_params[_CLAUSE] = clause_id


def selected(findings: Sequence[Finding]) -> Finding | None:
    """The selected finding among these, if any."""
    wanted = st.session_state.get(_CLAUSE) or st.query_params.get(_CLAUSE, "")
    return next((finding for finding in findings if finding.id == wanted), None)


def show_error(error: KommunalfreundError) -> None:
    """An error with its place and what to do."""
    text = error.message
    if error.place:
        text += f"\n\nStelle: `{error.place}`"
    if error.hint:
        text += f"\n\n{error.hint}"
    st.error(text, icon=":material/error:")
