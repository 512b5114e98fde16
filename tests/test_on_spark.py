"""Spark pays what one process pays. Runs where pyspark and Java are installed."""

from __future__ import annotations

import sys
from typing import Any

import numpy as np
import pytest

import rbflang
from rbflang.batch.named_columns import ColumnsRefused, named_scenarios
from rbflang.data.computed import Computed
from rbflang.data.figures import address_of


def computed() -> Computed:
    shelf = rbflang.find("rbf2025")
    assert shelf
    prepared = rbflang.prepare(shelf)
    assert isinstance(prepared, rbflang.Prepared)
    found = rbflang.compute(prepared, "forelopig")
    assert isinstance(found, Computed)
    return found


@pytest.fixture(scope="module")
def spark(spark_session: Any) -> Any:
    from pyspark import cloudpickle

    cloudpickle.register_pickle_by_value(sys.modules[__name__])  # the workers cannot import a test
    return spark_session


def rows() -> tuple[list[str], list[list[float | None]]]:
    one = computed()
    quantity = one.checked.ruleset.quantities["måloppnåelse"]
    names = [address_of(quantity, one.checked, key) for key in one.valuation.of("måloppnåelse")]
    figures = np.round(np.random.default_rng(3).random((400, len(names))) * 0.3, 3).tolist()
    figures[7][5] = None
    return names, figures


def test_every_partition_pays_what_one_process_pays(spark: Any) -> None:
    from rbflang.batch.on_spark import paid

    names, figures = rows()
    table = spark.createDataFrame(
        [(f"s{at}", *row) for at, row in enumerate(figures)],
        "id string, " + ", ".join(f"c{at} double" for at in range(len(names))),
    )
    found = paid(table.toDF("id", *names).repartition(3), computed, kept=["id"])
    one = named_scenarios(computed(), names)
    columns = np.array(figures, dtype=float).T
    expected = one.payouts(dict(zip(names, columns, strict=True)))
    assert found.columns == ["id", *one.paid]
    amounts = {row[0]: tuple(row)[1:] for row in found.collect()}
    assert len(amounts) == len(figures)
    for at, whole in enumerate(zip(*expected.values(), strict=True)):
        assert amounts[f"s{at}"] == tuple(None if np.isnan(value) else int(value) for value in whole)
    assert amounts["s7"] == (None,) * 4
    assert sum(amounts["s0"]) == 671_631_000


def test_a_column_that_names_no_figure_is_refused_before_anything_runs(spark: Any) -> None:
    from rbflang.batch.on_spark import paid

    table = spark.createDataFrame([(0.1,)], "c0 double").toDF("måloppnåelse.vidoe.Vest")
    with pytest.raises(ColumnsRefused, match="måloppnåelse\\.vidoe\\.Vest"):
        paid(table, computed)
