import pytest
import spacy

from kommunalfreund.language.german import tokenize


@pytest.mark.parametrize(
    "text",
    [
        "Die Gemeinde hat zum 1. Januar 2027, spätestens jedoch z. B. (ggf.) die „Pläne“ aufzustellen.",
        "  Kreise\tund\u00a0Städte\nberichten: 1.\u2009Namen, 2. Anschriften (i. V. m. § 5a), 10.000,50 Euro/Monat; e-mail@amt.de",
        "Stroh- und Heuballen usw. bzw. Wohnungs-/Hausnummer, 5km, °C. §§4f. Dr. Meier's Amt evtl zB uU",
    ],
)
def test_tokens_are_those_of_spacy(text: str) -> None:
    expected = [(token.text, token.idx) for token in spacy.blank("de")(text) if not token.is_space]
    assert [(token.text, token.start) for token in tokenize(text)] == expected
    assert all(text[token.start : token.end] == token.text for token in tokenize(text))
