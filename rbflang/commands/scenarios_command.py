"""`rbflang scenarios`: what each scenario of a file pays, read and written some rows at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rbflang.commands import options, wrong_usage
from rbflang.commands.extras import needs
from rbflang.commands.misuse import Misuse
from rbflang.commands.progress import done
from rbflang.commands.report_file import file_asked, output_option, written_whole
from rbflang.harmless import harmless
from rbflang.wording import Words

if TYPE_CHECKING:
    from rbflang.batch.column_files import ColumnFile, Paid
    from rbflang.batch.named_columns import NamedScenarios

ARROW, ENDINGS = (".parquet", ".arrow"), (".csv", ".parquet", ".arrow")


@click.command("scenarios")
@options.ruleset_argument
@click.option("--in", "source", metavar="FIL", required=True, help="Scenarioene: CSV, Parquet eller Arrow.")
@click.option("--keep", metavar="KOLONNE", multiple=True, help="Ta med en kolonne urørt i svaret.")
@click.option("--rest-of-data", is_flag=True, help="Ta tall uten kolonne fra dataene.")
@options.common_options(
    output_option, options.round_option, options.data_option, options.set_option, options.language_option
)
def command(
    name: str | None,
    source: str,
    keep: tuple[str, ...],
    rest_of_data: bool,
    round_name: str | None,
    data: tuple[str, ...],
    settings: tuple[str, ...],
    language: str,
) -> None:
    """Hva hver får i hvert scenario i en fil med en kolonne for hvert tall."""
    target = file_asked()
    if target is None:
        raise Misuse(Words("Gi filen som skal skrives, med -o.", "Give the file to write by -o."))
    needs("numpy", "batch")
    for path in (Path(source), target):
        _known_ending(path)
    computed, shown = options.paid(name, round_name, data, settings, "terminal", language), harmless(source)
    from rbflang.batch.named_columns import ColumnsRefused, named_scenarios

    try:
        file = _opened(Path(source))
        absent = [one for one in keep if one not in file.names]
        if absent:
            raise Misuse(_not_there(source, absent, file.names))
        named = named_scenarios(computed, (one for one in file.names if one not in keep), rest_of_data)
        counted: Counter[str] = Counter()
        with written_whole(target) as beside:
            _write(beside, target.suffix.lower(), _paid(file, named, keep, counted), named.is_whole)
            if not counted["rows"]:
                raise Misuse(Words(f"{shown} har ingen scenarioer.", f"{shown} holds no scenarios."))
    except ColumnsRefused as refused:
        raise Misuse(refused.words) from None
    wrong_usage.tell(_told(target, counted["rows"], counted["unpaid"]).say(language))


def _known_ending(path: Path) -> None:
    if path.suffix.lower() not in ENDINGS:
        raise Misuse(
            Words(
                f"{harmless(path.name)}: filen må ende på .csv, .parquet eller .arrow.",
                f"{harmless(path.name)}: the file must end in .csv, .parquet or .arrow.",
            )
        )
    if path.suffix.lower() in ARROW:
        needs("pyarrow", "parquet")


def _opened(path: Path) -> ColumnFile:
    shown = harmless(str(path))
    if not path.is_file():
        raise Misuse(Words(f"Filen {shown} finnes ikke.", f"There is no file {shown}."))
    if path.suffix.lower() in ARROW:
        from rbflang.batch.arrow_columns import opened

        return opened(path)
    from rbflang.batch.column_files import opened_csv

    return opened_csv(path)


def _paid(file: ColumnFile, named: NamedScenarios, keep: Sequence[str], counted: Counter[str]) -> Iterator[Paid]:
    """The answer, some rows at a time; how many there are, and how many are not paid, is counted."""
    for part in file.parts(named.names, keep):
        paid = named.payouts(part.given)
        counted["rows"] += part.rows
        first = next(iter(paid.values()))
        counted["unpaid"] += int((first != first).sum())
        if file.rows:
            done(Fraction(counted["rows"], file.rows))
        yield part.kept, paid


def _write(path: Path, ending: str, parts: Iterable[Paid], is_whole: bool) -> None:
    if ending in ARROW:
        from rbflang.batch.arrow_columns import written

        written(path, parts, is_whole, ending == ".parquet")
    else:
        from rbflang.batch.column_files import written_csv

        written_csv(path, parts, is_whole)


def _not_there(source: str, absent: Sequence[str], names: Sequence[str]) -> Words:
    shown = ", ".join(names[:8])
    return Words(
        f"{harmless(source)} har ingen kolonne «{absent[0]}». Kolonnene er {shown}.",
        f"{harmless(source)} has no column “{absent[0]}”. The columns are {shown}.",
    )


def _told(target: Path, rows: int, unpaid: int) -> Words:
    shown = harmless(str(target))
    nb, en = (f" {unpaid} kan ikke betales.", f" {unpaid} cannot be paid.") if unpaid else ("", "")
    return Words(f"{rows} scenarioer er skrevet til {shown}.{nb}", f"{rows} scenarios are written to {shown}.{en}")
