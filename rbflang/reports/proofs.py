"""What is proved of a ruleset, beyond the line that a check ends with: each assertion, and who can lose by improving.

Takes a checked ruleset; gives the sentences about assertions that are not proved, and all of it as data.
"""

from __future__ import annotations

from typing import Any

from rbflang.ruleset.improvement import prove_improvements
from rbflang.ruleset.model import CheckedRuleset
from rbflang.ruleset.proofs import Proof, prove
from rbflang.wording import Words


def not_proved(checked: CheckedRuleset) -> tuple[Words, ...]:
    """A sentence for each assertion that is left to the run, but for those with a warning of their own."""
    return tuple(
        Words(
            f"Kontrollen på linje {one.span.line} er ikke bevist. Den prøves hver gang regelsettet kjøres.",
            f"The assertion in line {one.span.line} is not proved. It is checked in every run.",
        )
        for one in prove(checked)
        if not one.is_proved and not one.with_lapsed
    )


def proofs_as_data(checked: CheckedRuleset, language: str) -> dict[str, Any]:
    """The proof of each assertion with what it rests on, and each claim that a region does not lose by improving."""
    claims = prove_improvements(checked)
    return {
        "assertions": [_assertion(one, language) for one in prove(checked)],
        "improvements": [
            {"quantity": one.quantity, "indicator": one.indicator, "better": one.better, "proved": one.is_proved}
            for one in claims
        ],
    }


def _assertion(proof: Proof, language: str) -> dict[str, Any]:
    conditions = [
        {"line": one.span.line, "words": one.words.say(language), "proved": one.is_proved} for one in proof.conditions
    ]
    return {
        "line": proof.span.line,
        "text": " ".join(proof.span.text.split()),
        "verdict": proof.verdict,
        "conditions": conditions,
    }
