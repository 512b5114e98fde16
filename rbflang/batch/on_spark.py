"""Scenarios on Spark: each worker compiles the rules once, and pays its partitions as they come.

Takes a table with a column for each figure and a function that computes the ruleset; gives a table of what is paid. The
amounts are those of one process. The one door to pyspark; Spark carries the function to the workers, where `rbflang`
and what the function reads must be installed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from rbflang.batch.arrow_columns import paid_batches
from rbflang.batch.named_columns import NamedScenarios, named_scenarios
from rbflang.data.computed import Computed

if TYPE_CHECKING:
    from pyspark.sql import DataFrame


def paid(table: DataFrame, computed: Callable[[], Computed], kept: Sequence[str] = ()) -> DataFrame:
    """What each row of a table pays, beside the columns that are kept.

    Every other column names a figure, as `måloppnåelse.video.Vest`, in doubles. Raises `ColumnsRefused` before anything
    runs. An amount is a whole number of kroner where they are paid, else a double, and null where nothing can be paid.
    """
    from pyspark.cloudpickle import dumps
    from pyspark.sql.types import DoubleType, LongType, StructField, StructType

    names = tuple(one for one in table.columns if one not in kept)
    made: bytes = dumps(computed)
    here = _compiled(made, names)
    amount = LongType() if here.is_whole else DoubleType()
    kinds = {field.name: field.dataType for field in table.schema.fields}
    given, found = tuple(table.columns), (*kept, *here.paid)
    types = [*(kinds[one] for one in kept), *(amount for _ in here.paid)]

    def work(batches: Iterable[Any]) -> Iterator[Any]:
        own = (batch.rename_columns(given) for batch in batches)
        for batch in paid_batches(_compiled(made, names), own, kept):
            yield batch.rename_columns(_plain(batch.num_columns))

    schema = StructType([StructField(name, kind) for name, kind in zip(_plain(len(types)), types, strict=True)])
    return table.toDF(*_plain(len(given))).mapInArrow(work, schema).toDF(*found)


def _plain(count: int) -> list[str]:
    """Names without points, which Spark takes for fields of a field."""
    return [f"c{at}" for at in range(count)]


@cache
def _compiled(computed: bytes, names: tuple[str, ...]) -> NamedScenarios:
    """Once in each process, however many partitions come to it."""
    from pyspark.cloudpickle import loads

    return named_scenarios(loads(computed)(), names)
