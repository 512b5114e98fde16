"""How rounds and rulesets are named in reports."""

from __future__ import annotations

from rbflang.evaluation.computed import Computed
from rbflang.library import SYNTHETIC
from rbflang.nearest import folded
from rbflang.ruleset.model import Measure, Member
from rbflang.wording import Voice


def round_title(computed: Computed, say: Voice) -> str:
    """The title of the round inside a sentence: `foreløpig fordeling`."""
    for round_ in computed.checked.ruleset.rounds.values():
        if folded(round_.name.text) == folded(computed.round):
            titles = round_.titles
            title = titles.english if say.language == "en" and titles.english else titles.title or round_.name.text
            return title[:1].lower() + title[1:]
    return say(f"fordelingen «{computed.round}»", f"round “{computed.round}”")


def notice(computed: Computed, say: Voice) -> str:
    """What stands above every report made from synthetic figures; empty for real ones."""
    return made_up(say) if computed.is_synthetic else ""


def made_up(say: Voice) -> str:
    """That figures are synthetic."""
    return say(
        "Syntetiske data: resultatene er laget for prøving og er ikke virkelige.",
        "Synthetic data: the results were made up for trial and are not real.",
    )


def data_used(computed: Computed) -> str:
    """The option that asks for the same figures again, for a command to go on with; none for the ruleset's own."""
    rules, file = computed.checked.ruleset.source.name, computed.file
    if file is None:
        return ""
    folder, _, _ = rules.rpartition("/")
    lead = f"{folder}/" if folder else ""
    if file.source.name == f"{lead}{SYNTHETIC}-{computed.round}.csv":
        return f" --data {SYNTHETIC}"
    return "" if file.source.name == f"{lead}{computed.round}.csv" else f" --data {file.source.name}"


def called(member: Member, say: Voice) -> str:
    """A member's title in tables: the English one where it has one and English is spoken."""
    return (say.language == "en" and member.titles.english) or member.short


def measure_title(measure: Measure, say: Voice) -> str:
    """A measure's title in the language spoken."""
    return (say.language == "en" and measure.titles.english) or measure.title
