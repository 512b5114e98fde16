"""What is proved of a ruleset, beyond the line that a check ends with: each assertion, and who can lose by improving.

Takes a checked ruleset; gives the sentences about assertions that are not proved, and all of it as data.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from rbflang.proofs.guarantees import Guarantee, Proof, guarantee, prove
from rbflang.proofs.improvement import prove_improvements
from rbflang.proofs.provisos import Condition
from rbflang.proofs.unfolding import before_rounding, unfolded
from rbflang.reports.check.verdict import certain_of
from rbflang.ruleset.model import CheckedRuleset
from rbflang.ruleset.payouts import payouts_summed, written_total
from rbflang.syntax.vocabulary import BY_NAME
from rbflang.tables.algebra import TooLarge, number_in
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


def total_to_say(checked: CheckedRuleset) -> tuple[Words, ...]:
    """The assertion that would say how much is handed out, where nothing proves it and no assertion is about it.

    A fixed amount is named in it only where that is proved of the payouts before they are rounded: there may be others.
    """
    ruleset, known = checked.ruleset, guarantee(checked)
    summed = (payouts_summed(ruleset, side) for one in ruleset.assertions for side in (one.left, one.right))
    told = frozenset(name for names in summed for name in names)
    if known.is_whole_proved or told.issuperset(one.name for one in ruleset.payouts):
        return ()
    language = ruleset.tree.language
    words = {name: BY_NAME[name].spelled(language) for name in ("ASSERTION", "BEFORE_ROUNDING")}
    fixed = [name for name, one in ruleset.quantities.items() if one.role == "fixed" and _is_amount(checked, name)]
    rounded = any(one.rounding is not None and one.rounding.mode != "largest_remainder" for one in ruleset.payouts)
    ending = words["BEFORE_ROUNDING"] if rounded else ""
    cure = f"{words['ASSERTION']} {written_total(ruleset)} = "
    cure += next((name for name in fixed if _is_the_whole(checked, name)), "…") + ending
    return (
        Words(
            f"Er det gitt hvor mye som deles ut, så skriv det, for eksempel «{cure}».",
            f"If it is given how much is handed out, say so, for instance “{cure}”.",
        ),
    )


def _is_the_whole(checked: CheckedRuleset, name: str) -> bool:
    """True if the payouts certainly add up to this number before they are rounded."""
    rules = unfolded(checked)
    fixed, paid = rules.named(name), [rules.named(one.name) for one in checked.ruleset.payouts]
    try:
        sums = [number_in(rules.forms.sum_of(one, rules.form_of(before_rounding(one)))) for one in paid if one]
    except TooLarge:
        return False
    known = [total for total in sums if total is not None]
    if fixed is None or len(known) < len(paid):
        return False
    return sum(known, Fraction(0)) == number_in(rules.form_of(fixed))


def _is_amount(checked: CheckedRuleset, name: str) -> bool:
    kind = checked.inference.signatures[name].kind
    return kind.what == "number" and kind.unit.is_money


def proofs_as_data(checked: CheckedRuleset, language: str) -> dict[str, Any]:
    """The proof of each assertion with what it rests on, and each claim that a region does not lose by improving."""
    claims = prove_improvements(checked)
    return {
        "total": _total(certain_of(checked), language) if checked.ruleset.payout else None,
        "assertions": [_assertion(one, language) for one in prove(checked)],
        "improvements": [
            {"quantity": one.quantity, "indicator": one.indicator, "better": one.better, "proved": one.is_proved}
            for one in claims
        ],
    }


def _total(known: Guarantee, language: str) -> dict[str, Any]:
    """Whether it is proved what all payouts add up to, or only of what they are before each is rounded, and as long
    as what."""
    kroner, before = (None if one is None else str(one) for one in (known.kroner, known.before_rounding))
    return {
        "proved": known.is_whole_proved,
        "kroner": kroner,
        "before_rounding": {"proved": known.is_proved_before_rounding, "kroner": before},
        "conditions": [_condition(one, language) for one in known.total_rests_on],
    }


def _condition(one: Condition, language: str) -> dict[str, Any]:
    return {"line": one.span.line, "words": one.words.say(language), "proved": one.is_proved}


def _assertion(proof: Proof, language: str) -> dict[str, Any]:
    return {
        "line": proof.span.line,
        "text": " ".join(proof.span.text.split()),
        "verdict": proof.verdict,
        "conditions": [_condition(one, language) for one in proof.conditions],
    }
