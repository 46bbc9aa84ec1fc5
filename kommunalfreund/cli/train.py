"""``kommunalfreund train``: fit the classifier on our own sentences and, where the laws are at hand, on real ones by reference."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from kommunalfreund.analysis import Analysis
from kommunalfreund.classification.labelled_clauses import load_clauses
from kommunalfreund.classification.model_file import save_classifier
from kommunalfreund.classification.references import load_references, read_archive, read_reference_tables
from kommunalfreund.classification.training import train
from kommunalfreund.classification.training_set import make_training_set
from kommunalfreund.errors import CorpusError
from kommunalfreund.paths import CORPORA, MODEL, SHARED
from kommunalfreund.reading.law import segment_law

app = typer.Typer()


@app.command("train")
def train_command(
    archive: Annotated[
        Path | None, typer.Option("--laws", help="Archiv der Gesetze (tar, laws/<Dokumentnummer>/source.xml); sonst nur eigene Sätze.")
    ] = None,
    output: Annotated[Path, typer.Option("--output", help="Ordner für Modell und Modellkarte.")] = MODEL,
    corpora: Annotated[Path, typer.Option("--corpora", help="Ordner mit clauses/ und references/.")] = CORPORA,
) -> None:
    """Trainiert den Klassifikator neu."""
    console = Console(stderr=True)
    if archive is None:
        archive = next(iter(sorted((SHARED / "corpus").glob("gii-*.tar.xz"))), None)
    if not (corpora / "clauses").is_dir():
        raise CorpusError("Der Ordner mit den eigenen Sätzen fehlt.", path=str(corpora / "clauses"), hint="Mit --corpora angeben.")
    analysis = Analysis.load(use_model=False)
    documents = list(load_clauses(corpora / "clauses"))
    references = read_reference_tables(corpora / "references")
    if archive is None:
        console.print("Kein Archiv der Gesetze gefunden: Trainiert wird nur mit eigenen Sätzen.", style="yellow")
    else:
        wanted = frozenset(reference.bjnr for reference in references)
        documents += load_references(references, read_archive(archive, wanted), segment_law)
    data = make_training_set(documents, lambda document: analysis.interpret(document.draft, document.clauses))
    real, sentences = int((~data.own & ~data.repeated).sum()), int((~data.repeated).sum())
    console.print(f"{sentences} markierte Sätze, davon {real} aus geltendem Recht ({len(set(data.groups))} Gesetze).")
    trained = train(data)
    card = save_classifier(
        trained.classifier,
        output,
        trained_on={
            "saetze": sentences,
            "saetze_geltendes_recht": real,
            "gemeldet": sum(label.flagged for label, again in zip(data.labels, data.repeated, strict=True) if not again),
            "gesetze": len(set(data.groups)),
        },
        settings=asdict(trained.settings),
        metrics=trained.metrics,
    )
    console.print(f"Modell {card.version} geschrieben nach {output}.")
    for name, value in trained.metrics.items():
        console.print(f"  {name:22s} {value:.3f}")
