"""Parts or requirements of a measure whose sum over sub-areas takes all indicators together without saying so."""

from __future__ import annotations

from collections.abc import Iterator

from rbflang.diagnostics import Fault, Kind, Label, Severity
from rbflang.inventory.set_origins import spelled
from rbflang.ruleset.model import INDICATOR, Measure, Ruleset
from rbflang.ruleset.nouns import set_noun
from rbflang.ruleset.signatures import Inference
from rbflang.syntax.expressions import Aggregate, Expression, Rank
from rbflang.syntax.traversal import every
from rbflang.syntax.vocabulary import BY_NAME
from rbflang.wording import Words

KIND = Kind(
    "sum-over-all-indicators",
    Severity.WARNING,
    Words("Alle indikatorene legges sammen i ett", "All indicators are taken together"),
    Words(
        "«sum x over delområde» legger sammen alle delområdene til alle indikatorene, og gir ett tall. I et "
        "prestasjonsmål får da alle indikatorene de samme delene. Med «per indikator» bak blir det ett tall for hver.",
        "“sum x over subarea” adds all sub-areas of all indicators and gives one number. In a measure all indicators "
        "then have the same parts. With “per indicator” behind it there is one number for each.",
    ),
    Words(
        "deler = sum uttelling(måloppnåelse / måltall) over delområde [regelverk 4]",
        "parts = sum credit(achievement / target) over subarea [rulebook 4]",
    ),
    Words(
        "deler = sum uttelling(måloppnåelse / måltall) over delområde per indikator [regelverk 4]",
        "parts = sum credit(achievement / target) over subarea per indicator [rulebook 4]",
    ),
)


def check(ruleset: Ruleset, inference: Inference) -> Iterator[Fault]:
    """A warning for each such sum, mean or rank in the parts or the requirements of a measure."""
    for measure in ruleset.measures.values():
        for one in _gatherings(measure):
            lost = [name.text for name in one.over if _takes_indicators(ruleset, one, name.text)]
            if lost:
                yield _fault(ruleset, one, lost[0])


def _gatherings(measure: Measure) -> Iterator[Aggregate | Rank]:
    lines: list[Expression] = [gate.condition for gate in measure.gates]
    if measure.parts is not None:
        lines.append(measure.parts)
    for line in lines:
        yield from (part for part in every(line) if isinstance(part, Aggregate | Rank))


def _takes_indicators(ruleset: Ruleset, one: Aggregate | Rank, name: str) -> bool:
    """True if the set lies under the indicators, and neither `over` nor `per` names them."""
    axes = ruleset.space.axes
    said = {said.text for said in (*one.over, *one.per)}
    return name in axes and INDICATOR in axes[name].above and INDICATOR not in said


def _fault(ruleset: Ruleset, one: Aggregate | Rank, name: str) -> Fault:
    low, upper = spelled(ruleset, name), spelled(ruleset, INDICATOR)
    per = BY_NAME["PER"].spelled(ruleset.tree.language)
    text = " ".join(one.span.text.split())
    kept = ", ".join([*(spelled(ruleset, said.text) for said in one.per), upper])
    bare = text[: text.rindex(f" {per} ")] if one.per else text
    noun = set_noun(INDICATOR)
    return Fault(
        KIND,
        Words(f"«over {low}» tar også alle {noun.them} sammen", f"“over {low}” takes all {noun.en_many} together too"),
        (Label(one.span, Words(f"ett tall for alle {noun.them}", f"one number for all {noun.en_many}")),),
        (
            Words(
                f"Slik den står, er svaret det samme for alle {noun.them}, regnet ut av resultatene for dem alle.",
                f"As it stands, the answer is the same for all {noun.en_many}, computed from the results of all.",
            ),
        ),
        Words(f"Skal det være ett tall for hver {upper}, så skriv det:", f"For one number for each {noun.en}, say so:"),
        (f"{bare} {per} {kept}",),
    )
