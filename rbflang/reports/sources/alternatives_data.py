"""What `sources --alternatives` gives as data: the alternatives of «rbflang.sources/1»."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from rbflang.data.computed import Computed
from rbflang.published.combined_alternatives import Combined, Reach
from rbflang.published.number_ranges import NumberRange
from rbflang.published.parts_patterns import Patterns
from rbflang.published.statements import PublishedRow
from rbflang.published.trial import Prints, Trial
from rbflang.ruleset.alternative_text import alternatives_of, counts_otherwise
from rbflang.ruleset.model import Ruleset
from rbflang.syntax.tree import AlternativeDecl
from rbflang.uncertainty.other_readings import Alternative

SCHEMA = "rbflang.alternatives/1"


def tried_data(
    computed: Computed,
    prints: Prints,
    declared: Sequence[tuple[AlternativeDecl, Trial]],
    combined: Combined,
    readings: Sequence[tuple[Alternative, Trial]],
    ranges: Sequence[NumberRange],
    patterns: Sequence[Patterns],
    language: str,
) -> dict[str, Any]:
    """Every alternative, with the published figures that it misses or gives alone."""
    return {
        "schema": SCHEMA,
        "ruleset": computed.checked.ruleset.name,
        "round": computed.written_round,
        "synthetic": computed.is_synthetic,
        "published": {"computable": len(prints.rows), "agreeing": sum(prints.given)},
        "declared": [
            {"title": one.titles.title, "file": one.span.source.name, "line": one.span.line, **_trial(made, language)}
            for one, made in declared
        ],
        "counting": counting_otherwise(computed.checked.ruleset),
        "combinations": {
            "paying": combined.paying,
            "payouts": {".".join(filter(None, key)): _reach(one) for key, one in combined.reaches.items()},
        },
        "readings": [
            {
                "chosen": one.is_chosen,
                "figures": [
                    {
                        "address": ".".join((reading.row.quantity, *filter(None, reading.row.key))),
                        "printed": reading.row.printed,
                        "from": str(reading.part.low),
                        "to": str(reading.part.high),
                        "from_included": reading.part.low_included,
                        "to_included": reading.part.high_included,
                    }
                    for reading in one.readings
                ],
                "values": {".".join(filter(None, key)): str(value) for key, value in one.values.items()},
                **_trial(made, language),
            }
            for one, made in readings
        ],
        "parts": [_patterns(one) for one in patterns],
        "numbers": [_range(one) for one in ranges],
    }


def nothing_tried(ruleset: Ruleset) -> dict[str, Any]:
    """The same of a year without observations: nothing is tried."""
    return {
        "schema": SCHEMA,
        "ruleset": ruleset.name,
        "round": "",
        "synthetic": False,
        "published": {"computable": 0, "agreeing": 0},
        "declared": [],
        "counting": counting_otherwise(ruleset),
        "combinations": {"paying": 0, "payouts": {}},
        "readings": [],
        "parts": [],
        "numbers": [],
    }


def counting_otherwise(ruleset: Ruleset) -> list[dict[str, Any]]:
    """The alternatives that count in another way: only episodes can try them."""
    return [
        {"title": one.titles.title, "file": one.span.source.name, "line": one.span.line}
        for one in alternatives_of(ruleset)
        if counts_otherwise(one)
    ]


def _reach(one: Reach) -> dict[str, Any]:
    return {
        "least": str(one.least),
        "greatest": str(one.greatest),
        "least_with": [each.titles.title for each in one.least_with],
        "greatest_with": [each.titles.title for each in one.greatest_with],
    }


def _trial(made: Trial, language: str) -> dict[str, Any]:
    return {
        "computed": made.computed is not None,
        "agrees": made.agrees,
        "missed": [_row(one) for one in made.missed],
        "gained": [_row(one) for one in made.gained],
        "payouts": {".".join(filter(None, key)): str(value) for key, value in made.payouts.items()},
        "faults": [fault.title.say(language) for fault in made.faults],
    }


def _row(row: PublishedRow) -> dict[str, str]:
    return {name: row.text(name) for name in ("label", "document", "place", "line", "column", "printed", "unit")}


def _patterns(one: Patterns) -> dict[str, Any]:
    return {
        "measure": one.measure,
        "indicator": one.indicator,
        "regions": list(one.members),
        "given": _numbers(one.given),
        "found": [
            {"subareas": count, "patterns": [_numbers(pattern) for pattern in patterns]}
            for count, patterns in enumerate(one.found, 1)
        ],
    }


def _numbers(values: Sequence[Fraction]) -> list[str]:
    return [str(value) for value in values]


def _range(one: NumberRange) -> dict[str, Any]:
    return {
        "address": ".".join((one.quantity, *filter(None, one.key))),
        "written": " ".join(one.given.value.span.text.split()),
        "stretches": [{"from": str(part.low), "to": str(part.high), "giving": part.giving} for part in one.stretches],
    }
