"""A step that no possible result stands on."""

from __future__ import annotations

from collections.abc import Iterator

from rbflang.diagnostics import Fault, Kind, Label, Severity
from rbflang.proofs.calls import Use, arguments, lacks_percent
from rbflang.quantities import Unit
from rbflang.ruleset.model import Ruleset
from rbflang.ruleset.signatures import Inference
from rbflang.ruleset.staircases import amiss, interval_of, limit_of, limit_unit
from rbflang.ruleset.unit_words import span_of
from rbflang.wording import Words

KIND = Kind(
    "step-never-reached",
    Severity.WARNING,
    Words("Et trinn kan aldri nås", "A step can never be reached"),
    Words(
        "En andel ligger fra 0 til 100 %, og det som deles på måltallet, kan ikke bli hva som helst. Et trinn som "
        "ingen mulige resultater står på, har ingen virkning. Ofte er det målt mot feil tall, eller grensen er "
        "skrevet feil.",
        "A share lies from 0 to 100%, and what is divided by a target cannot be just anything. A step that no "
        "possible result stands on has no effect. Often the measure is the wrong one, or the limit is misprinted.",
    ),
    Words(
        "inndata datakompletthet per region : andel\n"
        "trapp rapporteringstrapp [regelverk 4] { fra 0 % gir 0 deler  fra 120 % gir 5 deler }\n"
        "formel uttelt per region = rapporteringstrapp(datakompletthet) [regelverk 4]",
        "input completeness per region : proportion\n"
        "staircase reporting_steps [rulebook 4] { from 0 % gives 0 parts  from 120 % gives 5 parts }\n"
        "formula credited per region = reporting_steps(completeness) [rulebook 4]",
    ),
    Words(
        "inndata datakompletthet per region : andel\n"
        "trapp rapporteringstrapp [regelverk 4] { fra 0 % gir 0 deler  fra 90 % gir 5 deler }\n"
        "formel uttelt per region = rapporteringstrapp(datakompletthet) [regelverk 4]",
        "input completeness per region : proportion\n"
        "staircase reporting_steps [rulebook 4] { from 0 % gives 0 parts  from 90 % gives 5 parts }\n"
        "formula credited per region = reporting_steps(completeness) [rulebook 4]",
    ),
)


def check(ruleset: Ruleset, inference: Inference) -> Iterator[Fault]:
    """A warning for each step that none of the uses of its staircase can reach."""
    known = arguments(ruleset, inference)
    for staircase in ruleset.staircases.values():
        uses = known.get(staircase.name.text, ())
        if not uses or staircase.is_ramp or amiss(staircase) or any(map(lacks_percent, uses)):
            continue
        unit = limit_unit(staircase)
        for at, step in enumerate(staircase.steps):
            interval = interval_of(staircase.steps, at)
            if all(interval.within(use.range).is_empty for use in uses):
                limit, can = " ".join(limit_of(step).text.split()), span_of(uses[0].range, unit)
                text = " ".join(uses[0].call.argument.span.text.split())
                yield Fault(
                    KIND,
                    Words(
                        f"Trinnet «{limit}» i trappen «{staircase.name.text}» kan aldri nås",
                        f"The step “{limit}” of the staircase “{staircase.name.text}” can never be reached",
                    ),
                    (
                        Label(step.span, Words("ingen resultater står her", "no result stands here")),
                        *(_used(use, unit) for use in uses),
                    ),
                    (Words(f"«{text}» kan være {can.nb}.", f"“{text}” can be {can.en}."),),
                    Words(
                        "Rett grensen, eller det trappen brukes på. Er trinnet overflødig, så slett det.",
                        "Correct the limit, or what the staircase is used on; or delete the step.",
                    ),
                )


def _used(use: Use, unit: Unit | None) -> Label:
    can = span_of(use.range, unit)
    return Label(use.call.argument.span, Words(f"kan være {can.nb}", f"can be {can.en}"))
