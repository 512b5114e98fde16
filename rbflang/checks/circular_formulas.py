"""Formulas that go in a circle: each needs the one before it, and none can be computed first."""

from __future__ import annotations

from collections.abc import Iterator

from rbflang.diagnostics import Fault, Kind, Label, Severity
from rbflang.ruleset.findings import CircularFormulas
from rbflang.ruleset.model import TAKING_PART_NAME, Ruleset
from rbflang.ruleset.order import Reading
from rbflang.ruleset.signatures import Inference
from rbflang.wording import Words, listing

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
    "formel a = b × 2 [antatt: en prøve]\nformel b = a / 2 [antatt: en prøve]",
    "formel a = b × 2 [antatt: en prøve]\nfastsatt b = 3 [antatt: en prøve]",
)

MOST = 6


def check(ruleset: Ruleset, inference: Inference) -> Iterator[Fault]:
    """A fault for each circle, with one label for each reading in it."""
    for finding in inference.found(CircularFormulas):
        yield _fault(finding.circle)


def _fault(circle: tuple[Reading, ...]) -> Fault:
    names = [f"«{one.reader}»" for one in circle]
    if len(circle) == 1:
        title = Words(f"{names[0]} leser seg selv", f"{names[0]} reads itself")
        story = Words(
            f"{names[0]} kan ikke regnes ut før {names[0]} er kjent.",
            f"{names[0]} cannot be computed before {names[0]} is known.",
        )
    else:
        shown = names if len(names) <= MOST else [*names[: MOST - 1], f"{len(names) - MOST + 1} formler til"]
        title = Words(
            f"{listing(shown)} går i ring",
            f"{listing(shown, 'en').replace('formler til', 'more formulas')} go in a circle",
        )
        way = " → ".join([*(names if len(names) <= MOST else [*names[:MOST], "…"]), names[0]])
        story = Words(
            f"Hver av dem trenger den neste: {way}. Ingen av dem kan regnes ut først.",
            f"Each needs the next: {way}. None of them can be computed first.",
        )
    labels = tuple(
        Label(one.span, Words(f"«{one.reader}» leser «{one.read}»", f"“{one.reader}” reads “{one.read}”"))
        for one in circle
    )
    return Fault(
        KIND,
        Words(title.nb, title.en.replace("«", "“").replace("»", "”")),
        labels,
        (Words(story.nb, story.en.replace("«", "“").replace("»", "”")), *_who_takes_part(circle)),
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
