"""``kommunalfreund evaluate``: measure everything anew and write figures, report and plots."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import Progress

from kommunalfreund.classification.evaluation import parse_gold
from kommunalfreund.classification.labelled_clauses import load_clauses
from kommunalfreund.classification.model_file import load_card
from kommunalfreund.classification.references import read_archive, read_reference_tables
from kommunalfreund.classification.stages import STAGE_FILES
from kommunalfreund.errors import CorpusError, KommunalfreundError
from kommunalfreund.export.quality_report import render_plots, render_quality
from kommunalfreund.paths import CORPORA, MODEL, SHARED
from kommunalfreund.quality.measurement import Material, measure_quality

FIGURES_FILE = "metrics.json"
REPORT_FILE = "guete.md"
COMMITTED_FILE = "guete.json"
_GOLD_SETS = CORPORA.parent / "tests" / "language"

app = typer.Typer()


@app.command("evaluate")
def evaluate_command(
    shared: Annotated[Path, typer.Option("--shared", help="Ordner mit annotation/dev.jsonl und corpus/gii-*.tar.xz.")] = SHARED,
    output: Annotated[Path, typer.Option("--output", help="Ordner für Kennzahlen, Bericht und Bilder.")] = Path("build/guete"),
    quick: Annotated[bool, typer.Option("--quick", help="Ohne Abschaltversuch und Lernkurve.")] = False,
    commit: Annotated[
        bool, typer.Option("--commit", help="Kennzahlen auch als guete.json neben das Modell legen (Maßstab der Tests).")
    ] = False,
    jobs: Annotated[int, typer.Option("--jobs", min=1, help="Zahl der Prozesse.", show_default="Zahl der Kerne")] = os.cpu_count() or 1,
) -> None:
    """Misst die Güte von Regeln und Modell neu und schreibt Kennzahlen, Bericht und Bilder."""
    if quick and commit:
        raise KommunalfreundError("Mit --quick fehlen Kennzahlen, die guete.json enthalten muss.", hint="Eine der Optionen weglassen.")
    console = Console(stderr=True)
    card = load_card(MODEL)
    material = _read_material(shared)
    if not material.stage_sets:
        console.print(f"Die Prüfsätze der Stufen fehlen ({_GOLD_SETS}); sie liegen nur im Quellverzeichnis.", style="yellow")
    with Progress(console=console) as progress:
        metrics = measure_quality(material, card, quick=quick, jobs=jobs, track=progress.track)
    output.mkdir(parents=True, exist_ok=True)
    written = {FIGURES_FILE: _as_json(metrics), REPORT_FILE: render_quality(metrics), **render_plots(metrics)}
    for name, content in written.items():
        (output / name).write_text(content, encoding="utf-8")
    if commit:
        (MODEL / COMMITTED_FILE).write_text(_as_json(metrics), encoding="utf-8")
    both, trained = metrics["dev"]["both"], metrics["cross_validation"]
    console.print(
        f"Ungesehene Gesetze: F1 {both['f1']:.3f}, mittlere Genauigkeit {both['average_precision']:.3f}. "
        f"Kreuzvalidiert: F1 {trained['f1']:.3f}, mittlere Genauigkeit {trained['average_precision']:.3f}.",
        highlight=False,
    )
    console.print(f"Geschrieben nach {output}: {', '.join(written)}.", highlight=False)


def _as_json(metrics: dict[str, Any]) -> str:
    return json.dumps(metrics, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def _read_material(shared: Path) -> Material:
    gold_path = shared / "annotation" / "dev.jsonl"
    archive = next(iter(sorted((shared / "corpus").glob("gii-*.tar.xz"))), None)
    if not gold_path.is_file() or archive is None:
        missing = gold_path if not gold_path.is_file() else shared / "corpus" / "gii-*.tar.xz"
        raise CorpusError(
            "Die markierten Sätze oder das Archiv der Gesetze fehlen.", path=str(missing), hint="Den Ordner mit --shared angeben."
        )
    if not (CORPORA / "clauses").is_dir():
        raise CorpusError("Der Ordner mit den eigenen Sätzen fehlt.", path=str(CORPORA / "clauses"), hint="Im Quellverzeichnis ausführen.")
    gold = parse_gold(gold_path.read_text(encoding="utf-8").splitlines(), str(gold_path))
    references = read_reference_tables(CORPORA / "references")
    wanted = frozenset(sentence.law for sentence in gold) | frozenset(reference.bjnr for reference in references)
    return Material(
        gold=gold,
        references=references,
        laws=dict(read_archive(archive, wanted)),
        own=load_clauses(CORPORA / "clauses"),
        stage_sets={
            stage: [json.loads(line) for line in (_GOLD_SETS / name).read_text(encoding="utf-8").splitlines()]
            for stage, name in STAGE_FILES.items()
            if (_GOLD_SETS / name).is_file()
        },
    )
