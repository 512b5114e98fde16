"""Limits that look like per cent, but have no per cent sign: in a staircase for shares, or beside a share compared.

A number that a share is compared with lacks the sign where it lies above all that the share can be, and a hundredth of
it does not: then the comparison has the same answer for all.
"""

from __future__ import annotations

from collections.abc import Iterator

from rbflang.diagnostics import Fault, Kind, Label, Severity
from rbflang.quantities import SHARE
from rbflang.ruleset.calls import Use, lacks_percent, uses_of_staircases
from rbflang.ruleset.model import Ruleset
from rbflang.ruleset.signatures import Inference, Signature
from rbflang.ruleset.unit_words import figure, shown
from rbflang.ruleset.values import exact
from rbflang.syntax.expressions import Comparison, Expression, Number
from rbflang.wording import Words

KIND = Kind(
    "limits-without-percent",
    Severity.WARNING,
    Words("En grense for andeler er skrevet uten %", "A limit for shares has no %"),
    Words(
        "En andel er et tall der 1 er 100 %. Uten prosenttegn er grensen 20 derfor 2 000 %, og knapt noen resultater "
        "kommer så høyt. Da gir trappen det samme til alle. Det samme gjelder et krav: ingen oppfyller «minst 50».",
        "A share is a number where 1 is 100%. Without a per cent sign the limit 20 is therefore 2,000%, and hardly any "
        "result gets that far. Then the staircase gives everyone the same. So with requirements: nobody meets “at "
        "least 50”.",
    ),
    "inndata nådd per region : andel fra 0 % til 500 %\n"
    "trapp måltrapp [regelverk 4] { fra 0 gir 0 deler  fra 20 gir 1 del }\n"
    "formel uttelt per region = måltrapp(nådd) [regelverk 4]",
    "inndata nådd per region : andel fra 0 % til 500 %\n"
    "trapp måltrapp [regelverk 4] { fra 0 % gir 0 deler  fra 20 % gir 1 del }\n"
    "formel uttelt per region = måltrapp(nådd) [regelverk 4]",
)


def check(ruleset: Ruleset, inference: Inference) -> Iterator[Fault]:
    """A warning for each staircase, at the first use of it on a share."""
    told: set[str] = set()
    for use in uses_of_staircases(ruleset, inference):
        if use.staircase.name.text not in told and lacks_percent(use):
            told.add(use.staircase.name.text)
            yield _fault(ruleset, use)
    for expression, _ in inference.expressions.values():
        if isinstance(expression, Comparison):
            for number, share in ((expression.left, expression.right), (expression.right, expression.left)):
                found = inference.expressions.get(id(share))
                if isinstance(number, Number) and found and _is_beyond(number, found[1]):
                    yield _compared(ruleset, number, share, found[1])


def _is_beyond(number: Number, share: Signature) -> bool:
    """True if the number has no sign, and lies above a share that it would be possible for with one."""
    high = share.range.high
    bare = not number.mark and share.kind.what == "number" and share.kind.unit.is_share and not share.bare
    return bare and high is not None and number.value > high and share.range.holds(number.value / 100)


def _compared(ruleset: Ruleset, number: Number, share: Expression, found: Signature) -> Fault:
    assert found.range.high is not None
    written, means, most = number.span.text, shown(number.value, SHARE), shown(found.range.high, SHARE)
    percent = figure(number.value / 100, SHARE, ruleset.tree.language)
    name = " ".join(share.span.text.split())
    return Fault(
        KIND,
        Words(f"Grensen {written} er {means.nb}", f"The limit {written} is {means.en}"),
        (
            Label(number.span, Words(f"dette er {means.nb}", f"this is {means.en}")),
            Label(share.span, Words("dette er en andel", "this is a share")),
        ),
        (
            Words(
                f"«{name}» kan ikke være over {most.nb}. Svaret blir derfor det samme for alle.",
                f"“{name}” cannot be above {most.en}. The answer is therefore the same for all.",
            ),
        ),
        Words(f"Skriv {percent}:", f"Write {percent}:"),
        (percent,),
    )


def _fault(ruleset: Ruleset, use: Use) -> Fault:
    limits = [step.limit for step in use.staircase.steps]
    limit = next(one for one in limits if exact(one) > 0)
    name, written, means = use.staircase.name.text, limit.span.text, shown(exact(limit), SHARE)
    percent = figure(exact(limit) / 100, SHARE, ruleset.tree.language)
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
                f"In a share 1 is the same as 100%. The limit {written} is therefore {means.en}.",
            ),
        ),
        Words(
            f"Er grensen {percent}, så skriv prosenttegnet bak den og de andre grensene. Er den {means.nb}, så skriv "
            "det.",
            f"If the limit is {percent}, write the per cent sign behind it and the others. If it is {means.en}, write "
            "that.",
        ),
        (percent,),
    )
