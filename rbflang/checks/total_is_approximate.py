"""A total that is promised only approximately."""

from __future__ import annotations

from collections.abc import Iterator

from rbflang.checks.weights_do_not_add_up import named, rows_of
from rbflang.diagnostics import Fault, Kind, Severity
from rbflang.ruleset.model import Ruleset
from rbflang.ruleset.nouns import begun
from rbflang.ruleset.signatures import Inference
from rbflang.ruleset.totals import Group, as_printed, promised, spelled
from rbflang.ruleset.values import exact
from rbflang.syntax.expressions import Value
from rbflang.wording import Words

KIND = Kind(
    "total-is-approximate",
    Severity.WARNING,
    Words("En sum er bare omtrent den som er lovet", "A total is only approximately the promised one"),
    Words(
        "Med «omtrent» sier regelsettet at de trykte tallene ikke har nøyaktig den summen de skulle ha. Det regnes med "
        "tallene som de står, og ingenting kan bevises om summen.",
        "With “approximately” the ruleset says that the printed numbers do not have exactly the sum they should "
        "have. They are used as they stand, and nothing can be proved about the sum.",
    ),
    Words(
        "tabell fordelingsnøkkel per region : andel, til sammen 100 % omtrent [regelverk tabell 2] {\n"
        "    Midt: 0,1434   Nord: 0,1281   SørØst: 0,5387   Vest: 0,1897\n}",
        "table allocation_key per region : proportion, totalling 100 % approximately [rulebook table 2] {\n"
        "    Central: 0.1434   North: 0.1281   SouthEast: 0.5387   West: 0.1897\n"
        "}",
    ),
    Words(
        "tabell fordelingsnøkkel per region : andel, avrundet [regelverk tabell 2] {\n"
        "    Midt: 0,1434   Nord: 0,1281   SørØst: 0,5387   Vest: 0,1897\n}",
        "table allocation_key per region : proportion, rounded [rulebook table 2] {\n"
        "    Central: 0.1434   North: 0.1281   SouthEast: 0.5387   West: 0.1897\n"
        "}",
    ),
)


def check(ruleset: Ruleset, inference: Inference) -> Iterator[Fault]:
    """A warning with the sum for each approximate promise."""
    for group in promised(ruleset):
        typing = group.quantity.typing
        if typing and typing.total is not None and typing.is_approximate:
            yield _fault(group, typing.total)


def _fault(group: Group, total: Value) -> Fault:
    what, found, wanted = begun(named(group)), spelled(group.total, total), spelled(exact(total), total)
    if group.total == exact(total):
        title = Words(f"{what.nb} er til sammen nøyaktig {wanted.nb}", f"{what.en}: the total is exactly {wanted.en}")
        tip = Words("Ta bort «omtrent», så kan summen bevises.", "Take “approximately” away; the sum can be proved.")
    else:
        title = Words(
            f"{what.nb} er til sammen {found.nb}, omtrent {wanted.nb}", f"{what.en}: {found.en}, about {wanted.en}"
        )
        tip = Words(
            "Finnes tallene uavrundet, så skriv dem som brøk, og ta bort «omtrent».",
            "If the numbers exist unrounded, write them as fractions, and take “approximately” away.",
        )
    story = Words("Det regnes med tallene som de står.", "The numbers are used as they stand.")
    return Fault(KIND, title, rows_of(group), (story,), tip, total=as_printed(group))
