"""What is offered where an optional figure is used without asking: a missing supplement takes nothing else away."""

from __future__ import annotations

import pytest

from rbflang.pipeline import checked
from rbflang.source import Source

RULES = """regelsett RBF 2030 "Prøve"
region Nord "Helse Nord RHF"
region Vest "Helse Vest RHF"
fastsatt grunn = 100 kr [antatt: prøve]
tabell tillegg per region : kr, valgfri [antatt: prøve] {{ Nord: 20 kr }}
inndata i_år per region : andel
inndata i_fjor per region : andel, valgfri
formel sum_av per region = {formula} [antatt: prøve]
utbetaling inntekt per region = grunn × i_år avrundet til hele kroner [antatt: prøve]
"""
SLUG = "optional-used-without-asking"


def source_of(formula: str) -> Source:
    return Source("prøve.rbf", RULES.format(formula=formula))


@pytest.mark.parametrize(
    ("formula", "cure"),
    (
        ("grunn + tillegg", "grunn + (hvis finnes(tillegg) så tillegg ellers 0 kr)"),
        ("grunn × i_år + tillegg", "grunn × i_år + (hvis finnes(tillegg) så tillegg ellers 0 kr)"),
        ("grunn − tillegg × 2 + grunn", "grunn − (hvis finnes(tillegg) så tillegg × 2 ellers 0 kr) + grunn"),
        ("i_år − i_fjor", "hvis finnes(i_fjor) så i_år − i_fjor ellers 0 %"),
        ("tillegg × 2", "hvis finnes(tillegg) så tillegg × 2 ellers 0 kr"),
        ("tillegg + tillegg × i_år", "hvis finnes(tillegg) så tillegg + tillegg × i_år ellers 0 kr"),
    ),
)
def test_what_is_offered_is_asked_around_the_term_alone_and_cures(formula: str, cure: str) -> None:
    _, faults = checked(source_of(formula))
    assert [one.paste for one in faults if one.slug == SLUG] == [(cure,)]
    cured, _ = checked(source_of(cure))
    assert cured is not None
