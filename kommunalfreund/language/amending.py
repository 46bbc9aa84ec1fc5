"""Commands of an amending law ("In § 3 wird … ersetzt"), told from other sentences by their wording."""

from __future__ import annotations

import re

from kommunalfreund.language.formula_words import UNIT

QUOTED = re.compile(r"[„‚»][^“‘«]*(?:[“‘«]|$)")
"""Quoted text of an amendment, which says nothing about the command itself."""

AMENDMENT = re.compile(
    r"^(?:[\da-z]{1,3}[.)] )*(?:(?:In|Nach|Vor|[Dd]e[rmn]|[Dd]ie|[Dd]as|Im|Hinter|[Ff]olgende[rsn]?|Am Ende|Am|Bei|Es"
    r"|[Bb]isherigen?|[Nn]euen?|[A-Z][a-zäöü]+(?:ten|te)) ){0,3}"
    rf"(?:{UNIT}|Überschrift|Inhaltsübersicht|Eingangssatz|Wort\w*|Wörtern?|Angaben?|Punkt|Komma|Semikolon|Zeile|Tabelle|Abschnitt"
    rf"|Kapitel|Teil"
    r"|Unterabschnitt|Satzteil|Bezeichnung|\w*(?:[Gg]esetz|[Oo]rdnung|gesetzbuch)(?:e?s)?\b.* (?:vom|in der Fassung)\b|Fußnote"
    r"|Spalte|Gliederung|Satzteil|[„]).*?"
    r"(?:\b(?:wird|werden|ist|sind)\b.*\b(?:geändert|gefasst|ersetzt|ersetzen|eingefügt|einzufügen|gestrichen|streichen|angefügt"
    r"|vorangestellt"
    r"|angehängt|aufgehoben|umbenannt|eingeführt)(?: ?[.:;,„]| und\b|$)"
    r"|\berh(?:ält|alten)\b.*\bFassung\b|\b(?:wird|werden) (?:(?:der|die|zu|zum) )?(?:neue )?(?:Absatz|Absätze|Satz|Sätze|Nummern?"
    r"|Buchstaben?|§§?|Artikel)\b)"
)
"""A command to change another text; looked for where quoted text has been taken out."""
