"""Which language is spoken: the one asked for, that of the ruleset, that of the locale."""

from __future__ import annotations

import re
from importlib import import_module
from inspect import cleandoc
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from rbflang.commands import COMMANDS, main, module_of
from rbflang.commands.help_words import ENGLISH, ENGLISH_CLICK
from rbflang.commands.spoken import of_locale, of_words
from rbflang.source import Source

SCHEME = """# a scheme
ruleset VBP 2031 "Payment for quality 2031"
source rules "The rules"
region A "A"
region B "B"
table key per region : proportion, totalling 100 % [rules 1] { A: 50 %  B: 50 % }
fixed budget = 10 kr [rules 1]
payout paid per region = budget × key [rules 2]
assertion sum paid over region = budget
"""


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "nb"), ({"LANG": "en_GB.UTF-8"}, "en"), ({"LANG": "nb_NO.UTF-8"}, "nb"), ({"LANG": "C"}, "nb"),
        ({"LANG": "C.UTF-8"}, "nb"), ({"LANG": "POSIX"}, "nb"), ({"LANG": "en"}, "en"), ({"LANG": "enm_GB"}, "nb"),
        ({"LC_MESSAGES": "en_US", "LANG": "nb_NO"}, "en"), ({"LC_ALL": "nb_NO", "LC_MESSAGES": "en_US"}, "nb"),
        ({"LC_ALL": "", "LC_MESSAGES": "en_US"}, "en"), ({"LC_ALL": "C", "LANG": "en_US"}, "nb"),
    ],
)  # fmt: skip
def test_the_locale_is_english_or_norwegian(environment: dict[str, str], language: str) -> None:
    assert of_locale(environment) == language


@pytest.mark.parametrize(
    ("text", "language"),
    [("ruleset A 2031", "en"), ("regelsett A 2031", "nb"), ("\n# ruleset\n  ruleset A", "en"), ("# x", "nb"),
     ("", "nb"), ("rulesets", "nb"), ("ruleset# so\nA", "en")],
)  # fmt: skip
def test_the_first_word_chooses(text: str, language: str) -> None:
    assert Source("", text).language == language


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("check", "RULES"), "is in order"), (("check", "RULES", "--lang", "nb"), "er i orden"),
        (("allocate", "RULES"), "Budget"), (("explain", "RULES", "--for", "A"), "A gets 5 kr"),
        (("compare", "RULES", "RULES"), "There is no difference"), (("verify", "rbf2025"), "Publiserte tall"),
        (("verify", "rbf2025", "--lang", "en"), "Published figures"), (("list",), "Regelsett"),
    ],
)  # fmt: skip
def test_a_report_speaks_as_its_ruleset(arguments: tuple[str, ...], said: str, tmp_path: Path) -> None:
    path = tmp_path / "vbp.rbf"
    path.write_text(SCHEME, "utf-8")
    words = [str(path) if one == "RULES" else one for one in arguments]
    result = CliRunner().invoke(main, words)
    assert said in result.output, result.output


def test_without_a_ruleset_the_locale_speaks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_MESSAGES", "en_GB.UTF-8")
    assert "A name does not exist" in CliRunner().invoke(main, ["describe", "unknown-name"]).output
    assert "Publiserte tall" in CliRunner().invoke(main, ["verify", "rbf2025"]).output


def test_words_that_cannot_be_read_tell_the_language_too(tmp_path: Path) -> None:
    path = tmp_path / "vbp.rbf"
    path.write_text(SCHEME, "utf-8")
    assert of_words(("check", str(path), "--bad")) == "en"
    assert of_words(("check", str(path), "--lang", "nb")) == "nb"
    assert of_words(("check", "rbf2025", "--lang=en")) == "en"
    assert of_words(("describe", str(path))) == of_words(("explain", "--lang", "fr")) == "nb"


IN_ENGLISH = [
    (["allocate", "rbf25"], "Fault: There is no ruleset called “rbf25”. Did you mean rbf2025? The rulesets are "),
    (["explain", "--rhf", "Vset"], "Fault: There is no region “Vset”. Did you mean Vest? "),
    (["allocate", "--round", "mars"], "Fault: rbf2025 has no observations for “mars”. "),
    (["alocate"], "Fault: There is no command called “alocate”. Did you mean allocate?"),
    (["allocate", "--dta", "x"], "Fault: There is no option called --dta. Did you mean --data?"),
    (["allocate", "--data"], "Fault: --data must have a value."),
    (["allocate", "--data", ""], "Fault: --data is given, but is empty."),
    (["allocate", "--format", "sv"], "Fault: --format must be terminal, markdown, json, csv, html or xlsx."),
    (["fmt"], "Fault: RULESET is missing."),
    (["explain", "--depth", "x"], "Fault: --depth must be a whole number from 1 to 12."),
    (["explain", "--rhf", "Vest", "--depth", "4"], "Fault: --depth is at most 3, which is the whole explanation."),
    (["explain", "--indicator", "video", "--depth", "1"], "Fault: --depth is for the whole explanation."),
    (["allocate", "--round", "a", "--round", "b"], "Fault: --round is given 2 times. Write only the one that counts."),
    (["explain", "--exact=3"], "Fault: --exact takes no value."),
    (["settle", "rbf2025", "--indicator", "video"], "Fault: Choose who it is about too, with --for."),
    (["allocate", "rbf2025", "rbf2022"], "Fault: This does not belong here: rbf2022"),
    (["describe", "unknow-name"], "Fault: There is neither a word of the language nor a fault called “unknow-name”."),
    (["describe", "zzzzzzzzzzz"], "Fault: There is neither a word of the language nor a fault called “zzzzzzzzzzz”."),
    (["new", "x", "--from", "rbf2025"], "Fault: A ruleset cannot be called “x”. The year is missing."),
    (["figures", "rbf2025", "-o", "x.doc"], "Fault: The ending .doc"),
    (["allocate", "rbf2025", "-o", "x.doc"], "Fault: The ending .doc does not say which format the report is to have."),
    (["allocate", "rbf2025", "-o", "no/such/x.csv"], "Fault: no/such/x.csv cannot be written: "),
    (["verify", "rbf2023x"], "Fault: There is no ruleset called “rbf2023x”."),
]  # fmt: skip


@pytest.mark.parametrize(("arguments", "line"), IN_ENGLISH, ids=[" ".join(one) for one, _ in IN_ENGLISH])
def test_wrong_usage_is_told_in_english(arguments: list[str], line: str) -> None:
    asked = (
        [arguments[0], "--lang", "en", *arguments[1:]] if arguments[0] != "alocate" else [*arguments, "--lang", "en"]
    )
    result = CliRunner().invoke(main, asked)
    told = (result.stderr or result.output).split("\n")
    assert told[0].startswith(line), told
    assert not NORWEGIAN.search("\n".join(told).replace("SørØst", "")), told
    assert result.exit_code == 2


NORWEGIAN = re.compile(r"[æøåÆØÅ«]|\b(?:Bruk|Hjelp|Valg|Feil|VALG|REGELSETT|FIL|og|eller|ikke|som|til|med|av|det|en)\b")


@pytest.mark.parametrize("name", ["", *(name for name, _ in COMMANDS)])
def test_help_is_english_where_english_is_spoken(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_MESSAGES", "en_GB.UTF-8")
    help_ = CliRunner().invoke(main, [*filter(None, [name]), "--help"]).output
    assert help_.startswith("Usage: ") and "Options:" in help_
    assert not NORWEGIAN.search(help_.replace("nb|en", "")), help_


def test_every_help_has_its_english() -> None:
    for name, about in COMMANDS:
        command = import_module(module_of(name)).command
        told = [about, *cleandoc(command.help).split("\n\n")]
        told += [one.help for one in command.params if isinstance(one, click.Option) and one.name != "help"]
        for text in told:
            assert " ".join(text.split()) in {*ENGLISH, *ENGLISH_CLICK}, text


def test_the_version_is_told_in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_MESSAGES", "en_GB.UTF-8")
    assert "edition 2 of the language" in CliRunner().invoke(main, ["--version"]).output


def test_members_of_a_set_from_data_may_stand_in_members_csv(tmp_path: Path) -> None:
    path = tmp_path / "vbp.rbf"
    text = SCHEME.replace('region A "A"\nregion B "B"\n', "set hospital from data\n").replace("region", "hospital")
    text = text.replace("table key per hospital : proportion, totalling 100 % [rules 1] { A: 50 %  B: 50 % }",
                        "input key per hospital : proportion, totalling 100 %")  # fmt: skip
    path.write_text(text, "utf-8")
    (tmp_path / "members.csv").write_text(
        "set;member;under;title;source\nhospital;A;;;list\nhospital;B;;;list\n", "utf-8"
    )
    (tmp_path / "provisional.csv").write_text("quantity;hospital;value\nkey;A;12/24\nkey;B;12/24\n", "utf-8")
    told = CliRunner().invoke(main, ["explain", str(path), "--for", "A"]).output
    assert told.startswith("A gets 5 kr in the round “provisional” of VBP 2031."), told


def test_made_up_figures_are_asked_for_in_either_language() -> None:
    asked = [
        CliRunner().invoke(main, ["settle", "rbf2025", "--data", word]).output for word in ("syntetisk", "synthetic")
    ]
    assert asked[0].partition("\nLaget med")[0] == asked[1].partition("\nLaget med")[0] != ""
