from pathlib import Path

import pytest
from pydantic import BaseModel, ConfigDict

from kommunalfreund.errors import RulebookError
from kommunalfreund.rulebook.yaml_file import YamlFile, content_hash, read_yaml, yaml_files


def write(folder: Path, text: str, name: str = "regel.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


class Inner(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    name: str


class Outer(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    inner: Inner
    words: list[str] = []


def test_keeps_the_line_of_every_value(tmp_path: Path) -> None:
    file = read_yaml(write(tmp_path, "# Kopf\na: 1\nb:\n  - x\n  - y: z\n"))
    assert file.data == {"a": 1, "b": ["x", {"y": "z"}]}
    assert file.line_of(("a",)) == 2
    assert file.line_of(("b", 1, "y")) == 5
    assert file.line_of(("b", 1, "unbekannt")) == 5


def test_yes_and_no_stay_text_and_true_is_a_boolean(tmp_path: Path) -> None:
    assert read_yaml(write(tmp_path, "a: yes\nb: true\nc: no\nd: 1.5\ne: ~\n")).data == {
        "a": "yes",
        "b": True,
        "c": "no",
        "d": 1.5,
        "e": None,
    }


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, "zweimal"),
        ("x:\n  k: 1\n  k: 2\n", 3, "zweimal"),
        ("a: [1, 2\nb: 3\n", 2, "YAML"),
        ("a: &m {k: 1}\nb: *m\n", 1, "Verweise"),
        ("a: 2024-01-31\n", 1, "Typ"),
        ("", 1, "leer"),
        ("? [a, b]\n: 1\n", 1, "Schlüssel"),
        ("a: !!python/object:os.system x\n", 1, "Typ"),
    ],
)
def test_refuses_with_the_line(tmp_path: Path, text: str, line: int, word: str) -> None:
    path = write(tmp_path, text)
    with pytest.raises(RulebookError, match=word) as caught:
        read_yaml(path)
    assert (caught.value.path, caught.value.line) == (str(path), line)
    assert caught.value.hint


def test_missing_file_and_wrong_encoding(tmp_path: Path) -> None:
    with pytest.raises(RulebookError, match="lesen"):
        read_yaml(tmp_path / "fehlt.yaml")
    latin = tmp_path / "latin.yaml"
    latin.write_bytes("a: Ämter".encode("latin-1"))
    with pytest.raises(RulebookError, match="UTF-8"):
        read_yaml(latin)


def test_validation_points_to_the_line_and_names_known_keys(tmp_path: Path) -> None:
    file = read_yaml(write(tmp_path, "inner:\n  name: a\nwords:\n  - a\n  - 7\n"))
    with pytest.raises(RulebookError, match="muss Text sein") as caught:
        file.validate(Outer)
    assert caught.value.line == 5
    file = read_yaml(write(tmp_path, "inner:\n  name: a\nwort: x\n"))
    with pytest.raises(RulebookError, match="kein bekannter Schlüssel") as caught:
        file.validate(Outer)
    assert caught.value.line == 3
    assert "inner, words" in (caught.value.hint or "")
    file = read_yaml(write(tmp_path, "words: [a]\n"))
    with pytest.raises(RulebookError, match="„inner“ fehlt"):
        file.validate(Outer)


def test_validates_a_part(tmp_path: Path) -> None:
    file = read_yaml(write(tmp_path, "liste:\n  - name: a\n  - name: 1\n"))
    assert file.validate(Inner, ("liste", 0)) == Inner(name="a")
    with pytest.raises(RulebookError) as caught:
        file.validate(Inner, ("liste", 1))
    assert caught.value.line == 3


def test_files_in_stable_order_and_missing_directory(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("z.yaml", "b/a.yml", "a.yaml", "notiz.txt"):
        write(tmp_path, "a: 1\n", name)
    assert [p.name for p in yaml_files([tmp_path])] == ["a.yaml", "a.yml", "z.yaml"]
    assert yaml_files([tmp_path / "z.yaml"]) == (tmp_path / "z.yaml",)
    with pytest.raises(RulebookError, match="fehlt"):
        yaml_files([tmp_path / "nichts"])


def test_content_hash_follows_values_not_layout(tmp_path: Path) -> None:
    def file(text: str) -> YamlFile:
        return read_yaml(write(tmp_path, text))

    assert content_hash([file("a: 1\nb: [x]\n")]) == content_hash([file("# neu\na: 1\n\nb:\n- x\n")])
    assert content_hash([file("a: 1\n")]) != content_hash([file("a: 2\n")])
    assert content_hash([file("a: 1\n"), file("b: 1\n")]) == content_hash([file("b: 1\n"), file("a: 1\n")])
