"""What the commands print as JSON, held to the schemas in the documents: nothing missing, nothing not named there."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner

from rbflang import library
from rbflang.commands import main
from rbflang.library import Shelf
from rbflang.reports.catalogue import KINDS
from rbflang.syntax.vocabulary import KEYWORDS

SCHEMAS = Path(__file__).parent.parent / "docs" / "schemas"
RULESETS = ("rbf2022", "rbf2025", "kbf2021")
each_language = pytest.mark.parametrize("language", ["nb", "en"])
each_ruleset = pytest.mark.parametrize("name", RULESETS)


def closed(schema: Any) -> Any:
    """The schema, where objects whose fields are named have no others, and each of those is required."""
    if isinstance(schema, list):
        return [closed(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    inner = {name: closed(one) for name, one in schema.items()}
    if schema.get("type") != "object" or "properties" not in schema:
        return inner
    return inner | {"additionalProperties": False, "required": list(schema["properties"])}


@cache
def schema_of(name: str) -> Any:
    return json.loads((SCHEMAS / f"{name}.json").read_text("utf-8"))


@cache
def validators_of(name: str) -> tuple[jsonschema.Draft202012Validator, ...]:
    """What holds data to a schema, and to the same closed; both are schemas themselves."""
    both = schema_of(name), closed(schema_of(name))
    for one in both:
        jsonschema.Draft202012Validator.check_schema(one)
    return tuple(map(jsonschema.Draft202012Validator, both))


def printed(schema: str, *words: str, status: int = 0) -> Any:
    """What a command prints as JSON, after it is held to its schema."""
    result = CliRunner().invoke(main, [*words, "--format", "json"])
    assert result.exit_code == status, result.output
    data = json.loads(result.stdout)
    for one in validators_of(schema):
        one.validate(data)
    return data


def refused(schema: str, data: Any) -> bool:
    return not jsonschema.Draft202012Validator(schema_of(schema)).is_valid(data)


def shelf_of(name: str) -> Shelf:
    shelf = library.find(name)
    assert shelf
    return shelf


def changed(folder: Path, name: str, old: str, new: str) -> Path:
    """A ruleset of the shelf with one thing written otherwise."""
    text = shelf_of(name).path.read_text("utf-8")
    assert old in text
    path = folder / f"{name}.rbf"
    path.write_text(text.replace(old, new, 1), "utf-8")
    return path


def written_at(path: Path, label: Any) -> str:
    """What a label points at, by its lines and columns; the same as by its offsets."""
    text = path.read_text("utf-8")
    lines = text.split("\n")[label["line"] - 1 : label["end_line"]]
    lines[-1] = lines[-1][: label["end_column"] - 1]
    lines[0] = lines[0][label["column"] - 1 :]
    assert "\n".join(lines) == text[label["start"] : label["end"]]
    return "\n".join(lines)


@each_language
@pytest.mark.parametrize("missing", [("video;;;Vest",), (";PHV;;",), ("video", "skjema")], ids=["1", "4", "8"])
def test_before_all_figures(missing: tuple[str, ...], language: str, tmp_path: Path) -> None:
    lines = (shelf_of("rbf2025").path.parent / "forelopig.csv").read_text("utf-8").splitlines()
    starts = {";".join(("måloppnåelse", one)) if one[0] != ";" else one for one in missing}
    gone = [line for line in lines if line.startswith("måloppnåelse;") and any(one in line for one in starts)]
    kept = [line for line in lines if line not in gone]
    (tmp_path / "forelopig.csv").write_text("\n".join(kept), "utf-8")
    file = str(tmp_path / "forelopig.csv")
    data = printed("partial", "allocate", "rbf2025", "--partial", "--data", file, "--lang", language)
    assert len(data["missing"]) == len(gone)
    assert {one["reached"] for one in data["payouts"].values()} == {data["ways"] is not None} == {len(gone) < 8}
    assert refused("partial", data | {"ways": 0})


@each_language
@pytest.mark.parametrize("more", [(), ("--worth", "15 mill. kr"), ("--worth", "900 mill. kr")], ids=len)
def test_next_step(more: tuple[str, ...], language: str) -> None:
    data = printed("next_step", "next-step", "rbf2025", "--for", "Vest", *more, "--lang", language)
    nexts = [one["next"] for one in data["results"] if one["next"]]
    assert [one["change"] for one in nexts] == [31_431_846, 12_441_057, 5_217_250, 3_919_249, 3_676_551]
    assert {sum(one["changes"].values()) for one in nexts} == {0}
    assert [one["indicator"] for one in data["results"] if one["full"]].count("epikrisetid") == 3
    assert refused("next_step", data | {"payee": None})


@each_language
def test_simulate(language: str) -> None:
    range_ = "måloppnåelse.video.Vest=10 %..13 %"
    data = printed("simulation", "simulate", "rbf2025", "--between", range_, "--draws", "500", "--lang", language)
    assert data["drawn"] == {"printed": 43, "bounds": 0, "intervals": 1, "counts": 0}
    assert sum(data["payouts"]["Vest"]["bars"]) == data["draws"] == 500
    assert refused("simulation", data | {"draws": 0})


@each_language
@pytest.mark.parametrize("name", ["rbf2022", "rbf2025"])
def test_goal(name: str, language: str) -> None:
    data = printed("goal", "goal", name, "--for", "Vest", "--more", "5 mill. kr", "--lang", language)
    reached = [one["reached"] for one in data["results"] if one["reached"]]
    assert reached and all(one["change"] >= 5_000_000 and sum(one["changes"].values()) == 0 for one in reached)
    assert refused("goal", data | {"wanted": None})


@each_language
def test_what_if(language: str, tmp_path: Path) -> None:
    path = changed(tmp_path, "rbf2025", "video:              24,0 %", "video:              22,0 %")
    text = path.read_text("utf-8").replace("epikrisetid:        24,0 %", "epikrisetid:        26,0 %")
    path.write_text(text, "utf-8")
    result = "måloppnåelse.video.Vest=12,1 %"
    for words in (("--set", result), ("--set", "vekt.video=20 %", "--set", "vekt.epikrisetid=28 %", "--set", result),
                  ("--with", str(path)), ("--with", str(path), "--set", result)):  # fmt: skip
        data = printed("what_if", "whatif", "rbf2025", *words, "--lang", language)
        assert sum(data["change"].values()) == 0 != data["change"]["Vest"]
        assert (data["changes"] is None) == ("--with" in words)
        assert refused("what_if", data | {"payees": []})


@each_language
def test_sweep(language: str) -> None:
    ranges = ("--vary", "vekt.video=20 %..24 %:4 %", "--vary", "måloppnåelse.video.Vest=10 %..12 %:1 %")
    data = printed("sweep", "sweep", "rbf2025", *ranges, "--lang", language)
    assert [bool(one["payouts"]) for one in data["points"]] == [False] * 3 + [True] * 3
    assert refused("sweep", data | {"varied": []})


@each_language
def test_check(language: str) -> None:
    data = printed("check", "check", *RULESETS, "--lang", language)
    assert [one["ruleset"] for one in data["rulesets"]] == list(RULESETS)
    for one in data["rulesets"]:
        assert one["in_order"]
        assert one["proofs"]["assertions"]
    warned = {
        one["ruleset"]: {(fault["slug"], fault["severity"]) for fault in one["faults"]} for one in data["rulesets"]
    }
    assert ("division-can-be-by-zero", "warning") in warned["kbf2021"]
    assert {severity for found in warned.values() for _, severity in found} == {"warning"}
    assert refused("check", data | {"schema": "rbflang.check/2"})
    data["rulesets"][0]["proofs"]["assertions"][0]["verdict"] = "perhaps"
    assert refused("check", data)


@each_language
def test_check_of_a_ruleset_with_faults(language: str, tmp_path: Path) -> None:
    path = changed(tmp_path, "rbf2025", "24,0 %", "25,0 %")
    (one,) = printed("check", "check", str(path), "--lang", language, status=1)["rulesets"]
    assert (one["in_order"], one["proofs"]) == (False, None)
    (fault,) = [fault for fault in one["faults"] if fault["severity"] == "fault"]
    assert fault["slug"] == "weights-do-not-add-up"
    assert "25,0 %" in [written_at(path, label) for label in fault["labels"]]


@each_language
def test_check_of_a_ruleset_with_a_warning(language: str, tmp_path: Path) -> None:
    path = changed(tmp_path, "rbf2025", "fastsatt bevilgning ", 'kilde brev "Brev"\nfastsatt bevilgning ')
    (one,) = printed("check", "check", str(path), "--lang", language)["rulesets"]
    assert one["in_order"]
    (fault,) = one["faults"]
    assert (fault["slug"], fault["severity"]) == ("unused-declaration", "warning")
    assert [written_at(path, label) for label in fault["labels"]] == ["brev"]


@each_language
@pytest.mark.parametrize(
    "words",
    [("allocate",), ("explain", "--rhf", "Vest"), ("sources",), ("verify",), ("compare", "rbf2025")],
    ids=lambda words: words[0],
)
def test_faults_in_place_of_a_report(words: tuple[str, ...], language: str, tmp_path: Path) -> None:
    path = changed(tmp_path, "rbf2025", "24,0 %", "25,0 %")
    for table in shelf_of("rbf2025").path.parent.glob("*.csv"):
        (tmp_path / table.name).write_bytes(table.read_bytes())
    data = printed("faults", *words, str(path), "--lang", language, status=1)
    assert [one["slug"] for one in data["faults"] if one["severity"] == "fault"] == ["weights-do-not-add-up"]
    assert refused("faults", data["faults"])
    assert refused("faults", data | {"faults": []})
    data["faults"][0]["labels"][0]["line"] = 0
    assert refused("faults", data)


def test_a_fault_is_the_same_wherever_it_stands() -> None:
    parts = ("fault", "label", "severity", "slug")
    assert [schema_of("check")["$defs"][one] for one in parts] == [schema_of("faults")["$defs"][one] for one in parts]


@each_language
@each_ruleset
def test_verify(name: str, language: str) -> None:
    data = printed("verification", "verify", name, "--lang", language)
    (one,) = data["rulesets"]
    assert (data["holds"], one["ruleset"]) == (True, name)
    for kind in ("figures", "claims", "unprinted"):
        rows = [row["verdict"] for row in one["rows"] if row["kind"] == kind]
        assert data[kind] == {verdict: rows.count(verdict) for verdict in data[kind]}
        assert len(rows) == sum(count["found"] for count in one["counts"] if count["kind"] == kind)
    one["rows"][0]["exact"] = [0.5]
    assert refused("verification", data)


@each_language
@each_ruleset
def test_coverage(name: str, language: str) -> None:
    data = printed("coverage", "sources", name, "--coverage", "--lang", language)
    about = {section["covered_by"] for one in data["documents"] for section in one["sections"]}
    assert about == (set() if name == "kbf2021" else {"rule", "note"})
    assert refused("coverage", data | {"documents": [{"name": "a", "title": "", "sections": [{"place": "1"}]}]})


@each_language
def test_alternatives_of_a_year_without_observations(language: str) -> None:
    data = printed("alternatives", "sources", "kbf2021", "--alternatives", "--lang", language)
    assert (data["declared"], data["combinations"]) == ([], {"paying": 0, "payouts": {}})


@each_language
def test_list(language: str) -> None:
    data = printed("list", "list", "--lang", language)
    assert [one["name"] for one in data["rulesets"]] == [shelf.name for shelf in library.shelves()]
    assert [one["name"] for one in data["rulesets"] if one["newest"]] == ["rbf2025"]
    assert [one["rounds"] for one in data["rulesets"] if one["name"] in ("kbf2021", "rbf2022")] == [[], ["forelopig"]]


@each_language
def test_describe(language: str) -> None:
    listed = printed("kinds", "describe", "--lang", language)["kinds"]
    assert len(listed) == len(KINDS)
    for one in listed:
        kind = printed("kind", "describe", one["slug"], "--lang", language)
        assert {name: kind[name] for name in one} == one
    words = printed("kinds", "describe", "--lang", language)["words"]
    assert len(words) == len({word.spelled(language) for word in KEYWORDS})
    for one in words:
        page = printed("word", "describe", one, "--lang", language)
        assert one in [word[language] for word in page["words"]]
    severities = {one["slug"]: one["severity"] for one in listed}
    assert (severities["weights-do-not-add-up"], severities["unused-declaration"]) == ("fault", "warning")
