"""Formulas that go in a circle: each needs the one before it, and none can be computed first."""

from __future__ import annotations

from collections.abc import Iterator

from rbflang.diagnostics import Fault, Kind, Label, Severity
from rbflang.ruleset.findings import CircularFormulas
from rbflang.ruleset.model import TAKING_PART_NAME, Ruleset
from rbflang.ruleset.nouns import quoted
from rbflang.ruleset.order import Reading
from rbflang.ruleset.signatures import Inference
from rbflang.wording import Words, listed, same

KIND = Kind(
    "circular-formulas",
    Severity.FAULT,
    Words("Formler går i ring", "Formulas go in a circle"),
    Words(
        "Rekkefølgen på formlene i teksten er fri, men hver formel må kunne regnes ut av det den leser. Leser de "
        "hverandre i ring, finnes det ingen å begynne med.",
        "Formulas may stand in any order, but each must follow from what it reads. If they read one another in a "
        "circle, there is none to begin with.",
    ),
    Words(
        "formel a = b × 2 [antatt: en prøve]\nformel b = a / 2 [antatt: en prøve]",
        "formula a = b × 2 [assumed: a trial]\nformula b = a / 2 [assumed: a trial]",
    ),
    Words(
        "formel a = b × 2 [antatt: en prøve]\nfastsatt b = 3 [antatt: en prøve]",
        "formula a = b × 2 [assumed: a trial]\nfixed b = 3 [assumed: a trial]",
    ),
)

MOST = 6


def check(ruleset: Ruleset, inference: Inference) -> Iterator[Fault]:
    """A fault for each circle, with one label for each reading in it."""
    for finding in inference.found(CircularFormulas):
        yield _fault(finding.circle)


def _fault(circle: tuple[Reading, ...]) -> Fault:
    names = [quoted(one.reader) for one in circle]
    first, more = names[0], len(names) - MOST
    if len(circle) == 1:
        title = Words(f"{first.nb} leser seg selv", f"{first.en} reads itself")
        story = Words(
            f"{first.nb} kan ikke regnes ut før {first.nb} er kjent.",
            f"{first.en} cannot be computed before {first.en} is known.",
        )
    else:
        others = Words(f"{more + 1} formler til", f"{more + 1} more formulas")
        told = listed(names if more <= 0 else [*names[: MOST - 1], others])
        title = Words(f"{told.nb} går i ring", f"{told.en} go in a circle")
        way = [*(names if more <= 0 else [*names[:MOST], same("…")]), first]
        story = Words(
            f"Hver av dem trenger den neste: {' → '.join(one.nb for one in way)}. Ingen av dem kan regnes ut først.",
            f"Each needs the next: {' → '.join(one.en for one in way)}. None of them can be computed first.",
        )
    labels = tuple(
        Label(one.span, Words(f"«{one.reader}» leser «{one.read}»", f"“{one.reader}” reads “{one.read}”"))
        for one in circle
    )
    return Fault(
        KIND,
        title,
        labels,
        (story, *_who_takes_part(circle)),
        Words(
            "Bryt ringen: Én av dem må bygge på noe annet, for eksempel fjorårets tall som inndata.",
            "Break the circle: one of them must rest on something else, such as last year's figure as an input.",
        ),
    )


def _who_takes_part(circle: tuple[Reading, ...]) -> Iterator[Words]:
    """Why a requirement cannot ask who takes part."""
    if any(one.reader.endswith(f".{TAKING_PART_NAME}") for one in circle):
        yield Words(
            "Hvem som deltar, følger av kravene som ender på «ellers ingen deler». Derfor kan ikke et slikt krav "
            "bygge på hvem som deltar i det samme prestasjonsmålet.",
            "Who takes part follows from the requirements that end with “otherwise no parts”. So such a requirement "
            "cannot rest on who takes part in the same measure.",
        )
