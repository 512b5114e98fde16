"""Whatever `check` lets pass runs in every command, or gives a fault: nothing ends in a traceback.

The rulesets are small and odd, the figures zero, missing or on a limit. A draw that `check` refuses is drawn again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from click.testing import CliRunner
from hypothesis import HealthCheck, assume, given, settings
from odd_rulesets import OddRuleset, odd_rulesets

from rbflang.commands import main

ENDINGS = (0, 1)
ANOTHER_YEAR = (("1 000 kr", "900 kr"), ("gir 2 deler", "gir 3 deler"), ("fra 50 %", "fra 40 %"), ("1 del", "2 deler"))


def commands_for(drawn: OddRuleset, rules: str, other: str, figures: str) -> Iterator[list[str]]:
    """The commands that a ruleset with these figures is given to; the settlement finds both rounds by itself."""
    paid, with_figures = drawn.payees[0], [rules, "--data", figures]
    for form in ("terminal", "markdown", "json"):
        yield ["allocate", *with_figures, "--format", form]
    yield ["allocate", *with_figures, "--set", "ramme=0 kr"]
    yield ["explain", *with_figures]
    yield ["explain", *with_figures, "--rhf", paid, "--exact"]
    yield ["explain", *with_figures, "--rhf", paid, "--format", "json", "--lang", "en"]
    for indicator in drawn.indicators[:1]:
        yield ["explain", *with_figures, "--indicator", indicator]
        yield ["explain", *with_figures, "--indicator", indicator, "--rhf", paid, "--exact"]
        yield ["explain", *with_figures, "--indicator", indicator, "--rhf", paid, "--format", "json"]
    for measure in drawn.measures[:1]:
        yield ["explain", *with_figures, "--measure", measure]
        yield ["explain", *with_figures, "--measure", measure, "--rhf", paid, "--lang", "en"]
    yield ["settle", rules]
    yield ["settle", rules, "--rhf", paid]
    yield ["settle", rules, "--format", "json"]
    yield ["sources", rules]
    yield ["sources", rules, "--alternatives"]
    yield ["compare", rules, other, "--data", figures]


def test_whatever_check_lets_pass_runs_or_gives_a_fault() -> None:
    """Forty of them through every command; most are computed, and some of each kind are refused."""
    endings: Counter[tuple[str, int]] = Counter()

    @settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(odd_rulesets())
    def run_them(drawn: OddRuleset) -> None:
        with TemporaryDirectory() as name:
            folder = Path(name)
            rules, other, figures = folder / "r.rbf", folder / "s.rbf", folder / "foreløpig.csv"
            rules.write_text(drawn.text, "utf-8")
            other.write_text(another_year(drawn.text), "utf-8")
            figures.write_text(drawn.provisional, "utf-8")
            (folder / "endelig.csv").write_text(drawn.final, "utf-8")
            assume(CliRunner().invoke(main, ["check", str(rules)]).exit_code == 0)
            for arguments in commands_for(drawn, str(rules), str(other), str(figures)):
                ended = CliRunner().invoke(main, arguments)
                about = f"{arguments}\n{drawn.text}\n{drawn.provisional}\n{drawn.final}"
                assert isinstance(ended.exception, SystemExit | None), about
                assert ended.exit_code in ENDINGS, f"{ended.output}\n{about}"
                endings[arguments[0], ended.exit_code] += 1

    run_them()
    assert endings["allocate", 0] > endings["allocate", 1] > 0, endings
    assert all(endings[command, 0] > 30 for command in ("allocate", "explain", "settle", "compare", "sources")), endings


def another_year(text: str) -> str:
    """The same ruleset with other numbers, to be compared with."""
    for old, new in ANOTHER_YEAR:
        text = text.replace(old, new)
    return text
