"""`rbflang simulate`: draws of uncertain figures, how likely each step is, and how the payouts are distributed."""

from __future__ import annotations

import os
from fractions import Fraction
from pathlib import Path

import click

from rbflang.commands import options
from rbflang.commands.asked_ranges import asked_ranges
from rbflang.commands.extras import needs
from rbflang.commands.misuse import Misuse
from rbflang.commands.progress import done
from rbflang.commands.report_file import put_content
from rbflang.data.computed import Computed
from rbflang.wording import Words, plain

MOST_AMOUNTS = 100_000_000


@click.command("simulate")
@options.ruleset_argument
@click.option("--draws", "size", metavar="ANTALL", type=click.IntRange(1), default=100_000, help="Antall trekninger.")
@click.option("--seed", metavar="TALL", type=click.IntRange(0), default=1, help="Frøet: samme frø, samme trekninger.")
@click.option("--workers", metavar="ANTALL", type=click.IntRange(1), help="Antall tråder. Svaret er det samme.")
@click.option(
    "--between",
    "ranges",
    metavar="ADRESSE=FRA..TIL",
    multiple=True,
    help='Trekk et tall fra et intervall, for eksempel "måloppnåelse.video.Vest=10,2 %..11,3 %".',
)
@click.option(
    "--counts",
    metavar="TELLER/NEVNER",
    multiple=True,
    help="Trekk telleren når begge er observasjoner: like mange av nevneren som observert, binomisk fordelt.",
)
@click.option("--picture", metavar="FIL.svg", help="Skriv et bilde av fordelingene til en fil.")
@options.common_options(
    options.round_option, options.data_option, options.set_option, options.format_option, options.language_option
)
def command(
    name: str | None,
    size: int,
    seed: int,
    workers: int | None,
    ranges: tuple[str, ...],
    counts: tuple[str, ...],
    picture: str | None,
    round_name: str | None,
    data: tuple[str, ...],
    settings: tuple[str, ...],
    form: str,
    language: str,
) -> None:
    """Hvor sannsynlig hvert trinn er, og hvordan beløpene fordeler seg, når tallene er usikre."""
    needs("numpy", "batch")
    from rbflang.batch.draws import Same, draws
    from rbflang.batch.simulation import simulate
    from rbflang.reports.simulate.simulation_report import simulation_report

    computed = options.paid(name, round_name, data, settings, form, language)
    asked = list(asked_ranges(computed, ranges, "--between", False, form, language))
    for one in asked:
        if not one.is_observed:
            raise Misuse(_of_the_rules(one.address))
    pairs = [_pair(computed, text) for text in counts]
    drawn = draws(computed, {(one.quantity, one.key): one.interval for one in asked}, pairs)
    if all(isinstance(one, Same) for one in drawn.values()):
        raise Misuse(NOTHING_TO_DRAW)
    paid = len(computed.valuation.graph.named[computed.checked.ruleset.payout.name].domain.keys)  # type: ignore[union-attr]
    if size * paid > MOST_AMOUNTS:
        nb, en = (plain(Fraction(MOST_AMOUNTS // paid), language) for language in ("nb", "en"))
        raise Misuse(Words(f"Høyst {nb} trekninger får plass.", f"There is room for {en} draws at most."))
    found = simulate(computed, drawn, size, seed, workers or os.cpu_count() or 1, done)
    if picture is not None:
        from rbflang.render.charts.chart import standing_alone
        from rbflang.reports.simulate.picture import picture as drawing

        put_content(Path(picture), standing_alone(drawing(computed, found, language), language).encode(), language)
    options.show(simulation_report(computed, drawn, found, language), form)


NOTHING_TO_DRAW = Words(
    "Alle tallene utbetalingen bygger på, er nøyaktige, så det er ingenting å trekke. Gi et intervall med --between, "
    "eller teller og nevner med --counts.",
    "All figures that the payout rests on are exact, so there is nothing to draw. Give an interval by --between, or "
    "numerator and denominator by --counts.",
)


def _of_the_rules(address: str) -> Words:
    return Words(
        f"«{address}» står i reglene, og de trekkes ikke. Prøv verdier for den med rbflang sweep --vary.",
        f"“{address}” stands in the rules, which are not drawn. Try values for it by rbflang sweep --vary.",
    )


def _pair(computed: Computed, text: str) -> tuple[str, str]:
    """Two observed quantities over the same sets."""
    over, _, under = (one.strip() for one in text.partition("/"))
    known = computed.checked.ruleset.quantities
    both = [known[one] for one in (over, under) if one in known and known[one].role == "input"]
    if len(both) < 2 or both[0].sets != both[1].sets:
        raise Misuse(
            Words(
                f"«{text}» er ikke to observasjoner for de samme mengdene. Skriv --counts teller/nevner, med navnene "
                "regelsettet har på dem.",
                f"“{text}” is not two observations of the same sets. Write --counts numerator/denominator, with the "
                "names the ruleset has for them.",
            )
        )
    return over, under
