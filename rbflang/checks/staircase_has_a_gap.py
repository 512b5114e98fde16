"""A staircase that says nothing for some results it can be used on.

With rows that only say `fra` a gap can be in one place, at the bottom; with `til under` also between two rows and at
the top, and with `til og med` at the top.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rbflang.diagnostics import Fault, Kind, Label, Severity
from rbflang.intervals import Interval
from rbflang.proofs.calls import Use, arguments, reached
from rbflang.quantities import PARTS, Unit
from rbflang.ruleset.model import Ruleset
from rbflang.ruleset.nouns import begun, the_staircase
from rbflang.ruleset.signatures import Inference
from rbflang.ruleset.staircases import amiss, gaps, interval_of, limit_of, limit_unit, result_unit
from rbflang.ruleset.unit_words import figure, shown, span_of
from rbflang.ruleset.values import ZERO
from rbflang.syntax.tree import StaircaseDecl
from rbflang.syntax.vocabulary import BY_NAME
from rbflang.wording import Words

KIND = Kind(
    "staircase-has-a-gap",
    Severity.FAULT,
    Words("Trappen har ikke et trinn for alle resultater", "The staircase has no step for some results"),
    Words(
        "En trapp må si hva alle mulige resultater gir, også de laveste. Gir lave resultater ingenting, er det et "
        "eget trinn: «fra 0 % gir 0 deler». Står et resultat ikke på noe trinn, kan poengene ikke deles for noen.",
        "A staircase must say what every possible result gives, the lowest too. If low results give nothing, that is "
        "a step of its own: “from 0 % gives 0 parts”. If a result stands on no step, the points cannot be shared by "
        "anyone.",
    ),
    Words(
        "trapp uttelling [regelverk tabell 4] {\n    fra 20 % gir 1 del\n    fra 80 % gir 5 deler\n}",
        "staircase credit [rulebook table 4] {\n    from 20 % gives 1 part\n    from 80 % gives 5 parts\n}",
    ),
    Words(
        "trapp uttelling [regelverk tabell 4] {\n    fra  0 % gir 0 deler\n    fra 20 % gir 1 del\n    fra 80 % gir 5 "
        "deler\n}",
        "staircase credit [rulebook table 4] {\n"
        "    from  0 % gives 0 parts\n"
        "    from 20 % gives 1 part\n"
        "    from 80 % gives 5 parts\n"
        "}",
    ),
)


def check(ruleset: Ruleset, inference: Inference) -> Iterator[Fault]:
    """A fault for each gap, the lowest first; gaps between rows whatever the staircase is used on."""
    known = arguments(ruleset, inference)
    for staircase in ruleset.staircases.values():
        if not staircase.steps:
            yield _no_points(ruleset, staircase) if staircase.is_ramp else _empty(ruleset, staircase)
        elif not staircase.is_ramp and not amiss(staircase):
            uses = known.get(staircase.name.text, ())
            for gap in gaps(staircase):
                inner = gap.low is not None and gap.high is not None
                cut = gap if inner or not uses else gap.within(reached(uses))
                if inner or (uses and not cut.is_empty):
                    yield _fault(ruleset, staircase, gap, cut, uses)


def _no_points(ruleset: Ruleset, ramp: StaircaseDecl) -> Fault:
    at, gives = (BY_NAME[one].spelled(ruleset.tree.language) for one in ("AT", "GIVES"))
    what = begun(the_staircase(ramp))
    return Fault(
        KIND,
        Words(f"{what.nb} har ingen punkter", f"{what.en} has no points"),
        (Label(ramp.name.span, Words("ingen punkter", "no points")),),
        (),
        Words("Skriv ett punkt på hver linje, det laveste først:", "Write one point a line, the lowest first:"),
        (f"{at} 0 % {gives} 0",),
    )


def _empty(ruleset: Ruleset, staircase: StaircaseDecl) -> Fault:
    first, gives = (BY_NAME[one].spelled(ruleset.tree.language) for one in ("FROM", "GIVES"))
    parts = figure(ZERO, PARTS, ruleset.tree.language)
    name = staircase.name.text
    return Fault(
        KIND,
        Words(f"Trappen «{name}» har ingen trinn", f"The staircase “{name}” has no steps"),
        (Label(staircase.name.span, Words("ingen trinn", "no steps")),),
        (),
        Words("Skriv ett trinn på hver linje, det laveste først:", "Write one step a line, the lowest first:"),
        (f"{first} 0 % {gives} {parts}",),
    )


def _fault(ruleset: Ruleset, staircase: StaircaseDecl, gap: Interval, cut: Interval, uses: Sequence[Use]) -> Fault:
    if gap.low is not None and gap.high is not None:
        return _hole(staircase, gap)
    return _bottom(ruleset, staircase, cut, uses) if gap.low is None else _top(ruleset, staircase, cut, uses)


def _bottom(ruleset: Ruleset, staircase: StaircaseDecl, cut: Interval, uses: Sequence[Use]) -> Fault:
    unit, name, first = limit_unit(staircase), staircase.name.text, staircase.steps[0]
    edge = interval_of(staircase.steps, 0)
    assert edge.low is not None
    limit = shown(edge.low, unit)
    return Fault(
        KIND,
        Words(
            f"Trappen «{name}» sier ikke hva som gjelder under {limit.nb}",
            f"The staircase “{name}” says nothing below {limit.en}",
        ),
        (
            Label(staircase.name.span, Words("denne trappen", "this staircase")),
            Label(first.span, Words("første trinn begynner her", "the first step begins here")),
            *_where_used(uses, cut, unit),
        ),
        (_low(uses, cut, unit, limit),),
        Words(
            "Gir lave resultater ingen uttelling, så skriv det som et eget trinn, øverst:",
            "If low results give nothing, write that as a step of its own, at the top:",
        ),
        (_lowest_step(ruleset, staircase, cut),),
    )


def _low(uses: Sequence[Use], cut: Interval, unit: Unit | None, limit: Words) -> Words:
    text = _argument(next(use for use in uses if use.range.low == cut.low))
    if cut.low is None:
        return Words(
            f"Uttrykket «{text}» har ingen nedre grense. Under {limit.nb} finnes det ikke noe trinn.",
            f"“{text}” has no lower bound. Below {limit.en} there is no step.",
        )
    low = shown(cut.low, unit)
    return Words(
        f"Uttrykket «{text}» kan være så lavt som {low.nb}. Fra {low.nb} og opp til {limit.nb} finnes det ikke noe "
        "trinn.",
        f"“{text}” can be as low as {low.en}. From {low.en} up to {limit.en} there is no step.",
    )


def _argument(one: Use) -> str:
    return " ".join(one.call.argument.span.text.split())


def _where_used(uses: Sequence[Use], cut: Interval, unit: Unit | None) -> Iterator[Label]:
    for use in uses:
        if not use.range.within(cut).is_empty:
            span = span_of(use.range, unit)
            yield Label(use.call.argument.span, Words(f"kan være {span.nb}", f"can be {span.en}"))


def _lowest_step(ruleset: Ruleset, staircase: StaircaseDecl, cut: Interval) -> str:
    """`fra 0 % gir 0 deler`, or `under 20 % gir 0 deler` where there is no lowest number."""
    language = ruleset.tree.language
    nothing = figure(ZERO, result_unit(staircase), language)
    gives = BY_NAME["GIVES"].spelled(language)
    unit = limit_unit(staircase)
    if cut.low is not None and cut.low_included:
        return f"{BY_NAME['FROM'].spelled(language)} {figure(cut.low, unit, language)} {gives} {nothing}"
    limit = interval_of(staircase.steps, 0).low
    assert limit is not None
    return f"{BY_NAME['UNDER'].spelled(language)} {figure(limit, unit, language)} {gives} {nothing}"


def _top(ruleset: Ruleset, staircase: StaircaseDecl, cut: Interval, uses: Sequence[Use]) -> Fault:
    unit, name, last = limit_unit(staircase), staircase.name.text, staircase.steps[-1]
    edge = interval_of(staircase.steps, len(staircase.steps) - 1)
    assert edge.high is not None
    limit = shown(edge.high, unit)
    over = "over" if edge.high_included else "fra"
    language = ruleset.tree.language
    word = BY_NAME["OVER" if edge.high_included else "FROM"].spelled(language)
    text = _argument(next(use for use in uses if use.range.high == cut.high))
    high = shown(cut.high, unit) if cut.high is not None else None
    story = (
        Words(f"Uttrykket «{text}» kan være så høyt som {high.nb}.", f"“{text}” can be as high as {high.en}.")
        if high
        else Words(f"Uttrykket «{text}» har ingen øvre grense.", f"“{text}” has no upper bound.")
    )
    above = "above" if edge.high_included else "from"
    return Fault(
        KIND,
        Words(
            f"Trappen «{name}» sier ikke hva som gjelder {over} {limit.nb}",
            f"The staircase “{name}” says nothing {above} {limit.en}",
        ),
        (
            Label(staircase.name.span, Words("denne trappen", "this staircase")),
            Label(last.span, Words("siste trinn slutter her", "the last step ends here")),
            *_where_used(uses, cut, unit),
        ),
        (story,),
        Words(
            "Avslutt trappen med et trinn for høyere resultater:", "Close the staircase with a step for higher results:"
        ),
        (f"{word} {figure(edge.high, unit, language)} {BY_NAME['GIVES'].spelled(language)} …",),
    )


def _hole(staircase: StaircaseDecl, gap: Interval) -> Fault:
    unit, name = limit_unit(staircase), staircase.name.text
    at = next(at for at in range(len(staircase.steps)) if interval_of(staircase.steps, at).high == gap.low)
    before, after = staircase.steps[at], staircase.steps[at + 1]
    assert gap.low is not None
    assert gap.high is not None
    low, high = shown(gap.low, unit), shown(gap.high, unit)
    row = " ".join(limit_of(before).text.split())
    return Fault(
        KIND,
        Words(
            f"Trappen «{name}» har et hull fra {low.nb} til {high.nb}",
            f"The staircase “{name}” has a hole from {low.en} to {high.en}",
        ),
        (
            Label(before.span, Words(f"slutter på {low.nb}", f"ends at {low.en}")),
            Label(after.span, Words(f"begynner på {high.nb}", f"begins at {high.en}")),
        ),
        (
            Words(
                f"Trinnet «{row}» slutter på {low.nb}, og neste trinn begynner på {high.nb}. Resultater fra {low.nb} "
                f"til {high.nb} får ikke noe trinn.",
                f"The step “{row}” ends at {low.en}, and the next begins at {high.en}. Results from {low.en} to "
                f"{high.en} get no step.",
            ),
        ),
        Words(
            "La neste trinn begynne der dette slutter. Skriver du bare «fra», kan det ikke bli hull.",
            "Let the next step begin where this one ends. With “from” alone there can be no hole.",
        ),
    )
