"""Limits of a staircase for shares that look like per cent, but have no per cent sign.

Those that no value reaches are a fault of their own, for then all values are given the same.
"""

from __future__ import annotations

from collections.abc import Iterator

from rbflang.diagnostics import Fault, Kind, Label, Severity
from rbflang.proofs.calls import Use, gives_all_the_same, lacks_percent, uses_of_staircases
from rbflang.quantities import SHARE
from rbflang.ruleset.model import Ruleset
from rbflang.ruleset.signatures import Inference
from rbflang.ruleset.unit_words import figure, shown
from rbflang.ruleset.values import exact
from rbflang.wording import Words

KIND = Kind(
    "limits-without-percent",
    Severity.WARNING,
    Words("En grense for andeler er skrevet uten %", "A limit for shares has no %"),
    Words(
        "En andel er et tall der 1 er 100 %. Uten prosenttegn er grensen 20 derfor 2 000 %, og knapt noen resultater "
        "kommer så høyt. Da gir trappen det samme til nesten alle.",
        "A share is a number where 1 is 100%. Without a per cent sign the limit 20 is therefore 2,000%, and hardly any "
        "result gets that far. Then the staircase gives nearly everyone the same.",
    ),
    Words(
        "inndata nådd per region : andel fra 0 % til 5 000 %\n"
        "trapp måltrapp [regelverk 4] { fra 0 gir 0 deler  fra 20 gir 1 del }\n"
        "formel uttelt per region = måltrapp(nådd) [regelverk 4]",
        "input reached per region : proportion from 0 % to 5,000 %\n"
        "staircase target_steps [rulebook 4] { from 0 gives 0 parts  from 20 gives 1 part }\n"
        "formula credited per region = target_steps(reached) [rulebook 4]",
    ),
    Words(
        "inndata nådd per region : andel fra 0 % til 5 000 %\n"
        "trapp måltrapp [regelverk 4] { fra 0 % gir 0 deler  fra 20 % gir 1 del }\n"
        "formel uttelt per region = måltrapp(nådd) [regelverk 4]",
        "input reached per region : proportion from 0 % to 5,000 %\n"
        "staircase target_steps [rulebook 4] { from 0 % gives 0 parts  from 20 % gives 1 part }\n"
        "formula credited per region = target_steps(reached) [rulebook 4]",
    ),
)


def check(ruleset: Ruleset, inference: Inference) -> Iterator[Fault]:
    """A warning for each staircase, at the first use of it on a share."""
    told: set[str] = set()
    for use in uses_of_staircases(ruleset, inference):
        if use.staircase.name.text not in told and lacks_percent(use) and not gives_all_the_same(use):
            told.add(use.staircase.name.text)
            yield _fault(ruleset, use)


def _fault(ruleset: Ruleset, use: Use) -> Fault:
    limits = [step.limit for step in use.staircase.steps]
    limit = next(one for one in limits if exact(one) > 0)
    name, written, means = use.staircase.name.text, limit.span.text, shown(exact(limit), SHARE)
    percent, hundredth = figure(exact(limit) / 100, SHARE, ruleset.tree.language), shown(exact(limit) / 100, SHARE)
    return Fault(
        KIND,
        Words(
            f"Grensene i trappen «{name}» er skrevet uten %",
            f"The limits of the staircase “{name}” are written without %",
        ),
        (
            Label(limit.span, Words(f"dette er {means.nb}", f"this is {means.en}")),
            Label(use.call.argument.span, Words("dette er en andel", "this is a share")),
        ),
        (
            Words(
                f"I en andel er 1 det samme som 100 %. Grensen {written} er derfor {means.nb}.",
                f"In a share 1 is the same as 100%. The limit “{written}” is therefore {means.en}.",
            ),
        ),
        Words(
            f"Er grensen {means.nb}, så skriv det. Er den {hundredth.nb}, så skriv prosenttegnet bak den og de andre "
            "grensene:",
            f"If the limit is {means.en}, write that. If it is {hundredth.en}, write the per cent sign behind it and "
            "the others:",
        ),
        (percent,),
    )
