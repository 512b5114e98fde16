"""How shares without a per cent sign were read: what the foot of a report says of them.

Takes the figures of a round and what was set, gives sentences; nothing where every share has its sign.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from rbflang.data.figures import OPTION, Figures, Observation
from rbflang.data.share_signs import bare_number, is_signed_text
from rbflang.graph.nodes import Figure
from rbflang.numerals import CERTAIN
from rbflang.ruleset.model import CheckedRuleset
from rbflang.wording import Voice


def shares_read(figures: Figures, settings: Sequence[Observation], say: Voice) -> Iterator[str]:
    """One sentence for a file without any sign, else one for each quantity without; and one for what was set so."""
    checked = figures.checked
    rows = [*figures.observations.values(), *figures.pins.values()]
    ours = [one for one in rows if one.source != OPTION and _is_share(checked, one.quantity)]
    bare = {name: _bare(ours, name) for name in dict.fromkeys(one.quantity for one in ours)}
    without = {name: found for name, found in bare.items() if found}
    unknown = next((name for one in ours if (name := _without_formats(one))), "")
    if without and unknown:
        shown = _shown(next(iter(without.values())), say)
        yield say(f"Tallformatene i {unknown} kan ikke leses: {shown[0]} er lest som {shown[1]}.",
                  f"The number formats of {unknown} cannot be read: {shown[0]} is read as {shown[1]}.")  # fmt: skip
    elif without and not any(is_signed_text(one.printed) for one in ours):
        shown = _shown(next(iter(without.values())), say)
        yield say(f"Prosenttegn mangler i hele filen: {shown[0]} er lest som {shown[1]}.",
                  f"There is no per cent sign in the whole file: {shown[0]} is read as {shown[1]}.")  # fmt: skip
    else:
        for name, found in without.items():
            shown = _shown(found, say)
            yield say(f"Prosenttegn mangler for «{name}»: {shown[0]} er lest som {shown[1]}.",
                      f"There is no per cent sign for “{name}”: {shown[0]} is read as {shown[1]}.")  # fmt: skip
    own = [one for one in settings if _is_share(checked, one.quantity) and bare_number(one.printed, CERTAIN)]
    if own:
        told = say.listing([say(f"{a} er lest som {b}", f"{a} is read as {b}") for a, b in
                            dict.fromkeys(_shown(one, say) for one in own)])  # fmt: skip
        yield say(f"Satt uten prosenttegn: {told}.", f"Set without a per cent sign: {told}.")


def _without_formats(one: Observation) -> str:
    """The name of the workbook that a figure stands in, where its number formats are not known."""
    source = one.span.source
    return source.name if source.sheet and not source.sheet.has_formats else ""


def _bare(rows: Sequence[Observation], quantity: str) -> Observation | None:
    """The first figure of a quantity without a sign."""
    return next((one for one in rows if one.quantity == quantity and bare_number(one.printed, CERTAIN)), None)


def _shown(one: Observation, say: Voice) -> tuple[str, str]:
    value = one.cell.printed if isinstance(one.cell, Figure) else one.cell
    return say.printed(one.printed), say.percent(value) if isinstance(value, Fraction) else ""


def _is_share(checked: CheckedRuleset, quantity: str) -> bool:
    signature = checked.inference.signatures.get(quantity)
    return signature is not None and signature.kind.what == "number" and signature.kind.unit.is_share
