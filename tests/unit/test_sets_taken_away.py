"""A formula that sums over a set, and so over the one above it, is offered the word that keeps it."""

from __future__ import annotations

import pytest

from rbflang.pipeline import checked
from rbflang.source import Source

TEXT = """regelsett RBF 2031
region Nord "Nord"
region Vest "Vest"
foretak A "A" under Nord
foretak B "B" under Vest
inndeling behandlingssted "Behandlingssted" under foretak {{
    a "a" under A
    b "b" under B
}}
inndata x per indikator, delområde, behandlingssted : antall
indikator video "Video" {{ delområder PHV "PHV", TSB "TSB" [antatt: prøve] }}
formel f {} [antatt: prøve]
"""


@pytest.mark.parametrize(
    ("formula", "cured"),
    [
        ("per region = sum x over behandlingssted, delområde", "sum x over behandlingssted, delområde per region"),
        (
            "per indikator, region = 2 × (sum x over delområde, behandlingssted per region)",
            "(sum x over delområde, behandlingssted per region, indikator)",
        ),
    ],
)
def test_the_cure_is_offered_and_cures(formula: str, cured: str) -> None:
    _, faults = checked(Source("a.rbf", TEXT.format(formula)))
    (fault,) = [one for one in faults if one.slug == "sets-differ"]
    assert fault.paste == (cured,)
    old = fault.labels[1].span.text
    _, faults = checked(Source("a.rbf", TEXT.format(formula.replace(old, cured))))
    assert not [one for one in faults if one.slug in ("sets-differ", "sum-over-the-wrong-set")]
