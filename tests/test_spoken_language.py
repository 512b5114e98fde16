"""Which language is spoken: the one asked for, that of the ruleset, that of the locale."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from rbflang.commands import main
from rbflang.commands.spoken import of_locale, of_words
from rbflang.source import Source

ENGLISH = """# a scheme
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
    path.write_text(ENGLISH, "utf-8")
    words = [str(path) if one == "RULES" else one for one in arguments]
    result = CliRunner().invoke(main, words)
    assert said in result.output, result.output


def test_without_a_ruleset_the_locale_speaks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_MESSAGES", "en_GB.UTF-8")
    assert "A name does not exist" in CliRunner().invoke(main, ["describe", "unknown-name"]).output
    assert "Publiserte tall" in CliRunner().invoke(main, ["verify", "rbf2025"]).output


def test_words_that_cannot_be_read_tell_the_language_too(tmp_path: Path) -> None:
    path = tmp_path / "vbp.rbf"
    path.write_text(ENGLISH, "utf-8")
    assert of_words(("check", str(path), "--bad")) == "en"
    assert of_words(("check", str(path), "--lang", "nb")) == "nb"
    assert of_words(("check", "rbf2025", "--lang=en")) == "en"
    assert of_words(("describe", str(path))) == of_words(("explain", "--lang", "fr")) == "nb"
