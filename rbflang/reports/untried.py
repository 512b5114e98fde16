"""That some figures were not tried, since too many amounts would have to be computed again; in a sentence."""

from __future__ import annotations

from rbflang.wording import Voice, counted


def untried_text(count: int, cure: str, say: Voice) -> str:
    """How many were not tried, why, and an option by which fewer are asked about; none where `cure` is empty."""
    many, is_one = counted(count).capitalize(), count == 1
    text = say(
        f"{many} tall er ikke prøvd: Da måtte over en million beløp regnes ut på nytt.",
        f"{count} {'figure is' if is_one else 'figures are'} not tried: more than a million amounts would have to be "
        "computed again.",
    )
    return text + say(f" Spør om færre med {cure}.", f" Ask about fewer with {cure}.") if cure else text
