"""The panel that says everything about one finding."""

from __future__ import annotations

import streamlit as st

from kommunalfreund import highlighting, labels_de
from kommunalfreund.assessment.suggestions import suggest
from kommunalfreund.export.pages import stylesheet
from kommunalfreund.export.summary import stated_probability
from kommunalfreund.export.synopsis import words_html
from kommunalfreund.finding import Effect, Finding, Novelty

_ESCAPED = str.maketrans({character: f"\\{character}" for character in "\\`*_{}[]()<>#+-!|$~:"})


def plain(text: str) -> str:
    """Text that Markdown shows as it is, so that nothing of a draft can become markup."""
    return text.translate(_ESCAPED)


def show_detail(finding: Finding) -> None:
    """Show labels, reasons, rules and the model's view of a finding."""
    clause = finding.clause
    st.markdown(f"#### {plain(clause.citation)}")
    if clause.heading:
        st.caption(plain(clause.heading))
    st.html(
        f"<style>{highlighting.stylesheet()}</style><p>{highlighting.highlight_clause(clause, highlighting.highlights_of(finding))}</p>"
    )
    if finding.change is not None and finding.change.old_text and finding.novelty is not Novelty.AUFGEHOBEN:
        st.markdown("**Änderung**")
        style = stylesheet("synopsis")
        st.html(f'<style>{style}</style><p class="synopse">{words_html(finding.change.words)}</p>')
    _labels(finding)
    if finding.reasons:
        st.markdown("**Warum?**" if finding.flagged else "**Was dafür und dagegen spricht**")
        st.markdown("\n".join(f"- {plain(reason)}" for reason in finding.reasons))
    for rule in finding.rules:
        with st.expander(f"Regel „{plain(rule.title)}“"):
            st.markdown(plain(rule.message))
            st.markdown(f"*Quelle:* {plain(rule.source)}  \n*Kennung:* `{rule.rule_id}` · Gewicht: {rule.weight}")
            if not {Effect.PFLICHT, Effect.KOSTEN} & set(rule.effects):
                st.caption("Diese Regel spricht gegen eine Last oder für eine Entlastung.")
    alternatives = suggest(finding)
    if alternatives:
        with st.expander("Formulierungsvorschläge"):
            st.caption("Anregungen zum Abwägen, kein Teil des Befunds.")
            for one in alternatives:
                st.markdown(f"**{plain(one.title)}**  \n„{plain(one.text)}“  \n:small[{plain(one.reason)}]")
    prediction = finding.prediction
    if prediction is not None and prediction.features:
        with st.expander("Was das trainierte Modell gesehen hat"):
            st.caption("Beitrag der stärksten Merkmale: + spricht für, − gegen eine kommunale Pflicht oder Last.")
            rows = [
                {"Merkmal": name, "Beitrag": f"{weight:+.2f}".replace(".", ",").replace("-", "−")} for name, weight in prediction.features
            ]
            st.dataframe(rows, hide_index=True, width="stretch")


def _labels(finding: Finding) -> None:
    rows = [("Adressat", labels_de.short(finding.addressee), labels_de.explain(finding.addressee))]
    rows += [("Wirkung", labels_de.short(effect), labels_de.explain(effect)) for effect in finding.effects]
    if finding.kind is not None:
        rows.append(("Art", labels_de.short(finding.kind), labels_de.explain(finding.kind)))
    if finding.bindingness is not None:
        rows.append(("Bindung", labels_de.short(finding.bindingness), labels_de.explain(finding.bindingness)))
    if finding.novelty is not Novelty.UNBEKANNT:
        rows.append(("Neuheit", labels_de.short(finding.novelty), labels_de.explain(finding.novelty)))
    if finding.actor is not None:
        rows.append(("Handelnde Stelle", finding.actor.name, f"Gefunden: {finding.actor.detail}"))
    likely = stated_probability(finding)
    rows.append(("Einschätzung", labels_de.score_in_words(likely), f"Wahrscheinlichkeit {likely:.0%}".replace("%", " %")))
    if not finding.flagged:
        st.caption("Dieser Satz ist nicht gemeldet.")
    st.markdown("\n".join(f"- **{name}:** {plain(value)}  \n  :small[{plain(meaning)}]" for name, value, meaning in rows))
