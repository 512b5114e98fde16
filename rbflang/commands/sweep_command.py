"""`rbflang sweep`: what is paid for each of several values of numbers in the rules or the data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import prod

import click

from rbflang.commands import options
from rbflang.commands.asked_ranges import asked_ranges
from rbflang.commands.extras import needs
from rbflang.commands.misuse import Misuse
from rbflang.commands.progress import done
from rbflang.commands.report_file import file_asked, put_content
from rbflang.questions.sweep import SweptPoint, VariedCell, sweep
from rbflang.wording import Words, plain

MOST_POINTS = 100_000
PARQUET = ".parquet"


@click.command("sweep")
@options.ruleset_argument
@click.option(
    "--vary",
    "ranges",
    metavar="ADRESSE=FRA..TIL:TRINN",
    multiple=True,
    required=True,
    help='Gi et tall flere verdier, for eksempel "måltall.video=10 %..20 %:0,5 %". Kan gis flere ganger; da prøves '
    "alle sammen.",
)
@options.common_options(
    options.round_option, options.data_option, options.set_option, options.format_option, options.language_option
)
def command(
    name: str | None,
    ranges: tuple[str, ...],
    round_name: str | None,
    data: tuple[str, ...],
    settings: tuple[str, ...],
    form: str,
    language: str,
) -> None:
    """Hva hver får for hver av flere verdier av tall i reglene eller dataene."""
    from rbflang.reports.sweep.swept_points import columns_of, swept_points

    file = file_asked()
    if file is not None and file.suffix.lower() == PARQUET:
        needs("pyarrow", "parquet")
    computed = options.paid(name, round_name, data, settings, form, language)
    asked = list(asked_ranges(computed, ranges, "--vary", True, form, language))
    count = prod(one.count for one in asked)
    if count > MOST_POINTS:
        raise Misuse(
            Words(
                f"Det blir {plain(Fraction(count))} beregninger. Høyst {plain(Fraction(MOST_POINTS))} prøves om "
                "gangen: bruk lengre trinn, eller rbflang scenarios.",
                f"That is {plain(Fraction(count), 'en')} calculations. At most {plain(Fraction(MOST_POINTS), 'en')} "
                "are tried at a time: take longer steps, or use rbflang scenarios.",
            )
        )
    spoken = computed.checked.ruleset.tree.language
    axes = [
        VariedCell(one.quantity, one.key, one.address, one.is_observed,
             tuple((value, one.setting(value, spoken)) for value in one.numbers))
        for one in asked
    ]  # fmt: skip
    _all_different(axes)

    compute = options.computing(name, round_name, data, form, language)
    points = list(_counted(sweep(lambda texts: compute((*settings, *texts)), axes), count))
    if not any(one.payouts for one in points):
        options.stop(points[0].faults, form, language)
    if file is not None and file.suffix.lower() == PARQUET:
        from rbflang.batch.arrow_columns import as_parquet

        put_content(file, as_parquet(columns_of(computed, axes, points)), language)
        return
    options.show(swept_points(computed, axes, points, language), form)


def _counted(points: Iterator[SweptPoint], count: int) -> Iterator[SweptPoint]:
    for number, point in enumerate(points, 1):
        yield point
        done(Fraction(number, count))


def _all_different(axes: Sequence[VariedCell]) -> None:
    seen: set[object] = set()
    for one in axes:
        if (one.quantity, one.key) in seen:
            raise Misuse(
                Words(f"«{one.address}» har fått verdier to ganger.", f"“{one.address}” is given values twice.")
            )
        seen.add((one.quantity, one.key))
