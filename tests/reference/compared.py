"""The engine beside the reference: the same text and figures, cell by cell."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from attrs import frozen

from rbflang.data.computed import Computed
from rbflang.data.rows import figures_of
from rbflang.diagnostics import Fault
from rbflang.graph.nodes import Failure
from rbflang.graph.nodes import Figure as EngineFigure
from rbflang.library import Shelf
from rbflang.observations import read_rows
from rbflang.pipeline import Prepared, compute, prepare
from rbflang.proofs.guarantees import prove
from rbflang.ruleset.model import CheckedRuleset
from rbflang.source import Source
from rbflang.tables.valuation import run

from .drawing import Case
from .figures import Figure, Refused
from .meaning import Outcome, meaning

HEADINGS = {
    "quantity": "størrelse", "value": "verdi", "narrowing": "presisering", "source": "kilde", "set": "inndeling",
    "indicator": "indikator", "subarea": "delområde", "measure": "prestasjonsmål", "group": "gruppe",
    "trust": "foretak", "member": "medlem",
}  # fmt: skip


# Why nothing is paid, in kinds that both tell apart: what is no figure of its quantity, what is not given, what cannot
# be computed, what cannot be paid, and what does not agree.
REASONS = {
    "figure": ("figure-out-of-range", "value-out-of-range", "narrowing-empty", "pin-not-allowed"),
    "not given": ("figure-missing", "known-only-by-a-bound", "bound-does-not-settle"),
    "computation": (
        "denominator-is-zero", "division-by-zero", "negative-parts", "parts-below-zero", "nothing-to-aggregate",
        "too-few-to-aggregate", "points-do-not-rise", "not-ranked", "no-step", "sum-is-not-whole",
    ),
    "payment": ("payout-not-rounded",),
    "promise": ("figures-do-not-add-up",),
    "assertion": ("assertion-failed",),
}  # fmt: skip
REASON_OF = {slug: reason for reason, slugs in REASONS.items() for slug in slugs}


def rows_of(text: str) -> Iterator[dict[str, str]]:
    """The rows of a file with `;` between its fields, by their Norwegian headings."""
    headings, *rows = [*csv.reader(text.splitlines(), delimiter=";")] or [[]]
    for row in rows:
        named = {HEADINGS.get(name, name): field for name, field in zip(headings, row, strict=True)}
        yield {"presisering": "", "status": "", **named, "decimal sign": "." if "value" in headings else ","}


def reference(text: str, data: str, members: str = "") -> Outcome:
    """What the reference says of a text and its files."""
    from_data = [(row["inndeling"], row["medlem"], row["under"]) for row in rows_of(members)]
    return meaning(text, rows_of(data), from_data)


@frozen
class Compared:
    """How a case went: why `check` refused it, else why each of the two paid nothing, and where they differ.

    `proved` is how many assertions are proved without a condition; one that does not hold all the same differs too.
    """

    refused: tuple[str, ...] = ()
    engine: str = ""
    reference: str = ""
    differing: tuple[str, ...] = ()
    proved: int = 0


def compared(case: Case) -> Compared:
    """Both on the same case, through the front door of each."""
    with tempfile.TemporaryDirectory() as folder:
        path, data = Path(folder) / "regelsett.rbf", Path(folder) / "forelopig.csv"
        path.write_text(case.text, "utf-8")
        data.write_text(case.data, "utf-8")
        if case.members:
            (Path(folder) / "medlemmer.csv").write_text(case.members, "utf-8")
        prepared = prepare(Shelf("prøve", path), data)
        if isinstance(prepared, tuple):
            return Compared(refused=tuple(one.slug for one in prepared if one.is_fatal))
        found = compute(prepared, "forelopig", data)
        told = reference(case.text, case.data, case.members)
        engine = tuple(one.slug for one in found if one.is_fatal) if isinstance(found, tuple) else ()
        differing = list(_outcomes(engine, told))
        proved = proved_lines(prepared.checked)
        if told.cells:
            computed = found if isinstance(found, Computed) else _without_verdict(prepared, data)
            differing += _cells(computed, told)
            differing += () if computed.figures.pins else _false_proofs(proved, found, told)
        return Compared((), engine[0] if engine else "", told.refused, tuple(differing), len(proved))


def proved_lines(checked: CheckedRuleset) -> frozenset[int]:
    """The lines of the assertions that are proved without a condition."""
    return frozenset(one.span.line for one in prove(checked) if one.is_proved and not one.open_conditions)


def _false_proofs(proved: frozenset[int], found: Computed | tuple[Fault, ...], told: Outcome) -> Iterator[str]:
    """The assertions that are proved and do not hold; pinned figures are outside every proof."""
    faults = found if isinstance(found, tuple) else ()
    failed = {one.labels[0].span.line for one in faults if one.slug == "assertion-failed"}
    yield from (f"line {line} is proved, and fails in the engine" for line in sorted(proved & failed))
    yield from (f"line {line} is proved, and not so by the reference" for line in sorted(proved & told.lines_not_held))


def _without_verdict(prepared: Prepared, data: Path) -> Computed:
    """All that was computed, although nothing is paid."""
    file = read_rows(Source(data.name, data.read_text("utf-8")))
    figures = figures_of(prepared.checked, file)
    valuation = run(prepared.graph, figures.given(), figures.pinned())
    return Computed(prepared.checked, "forelopig", figures, valuation, (), file)


def _outcomes(engine: tuple[str, ...], told: Outcome) -> Iterator[str]:
    """Where one pays and the other does not, or where the reference has a reason of no kind that the engine has."""
    reasons = {REASON_OF.get(slug, slug) for slug in engine}
    agree = REASON_OF.get(told.refused, told.refused) in reasons if told.refused else not reasons
    if not agree:
        ours, theirs = (f"refuses: {why}" if why else "pays" for why in (", ".join(engine), told.refused))
        yield f"the engine {ours}, the reference {theirs}"


def _cells(computed: Computed, told: Outcome) -> Iterator[str]:
    """The cells that differ: in value, or in whether there is one."""
    named = computed.valuation.graph.named
    for name, cells in told.cells.items():
        sets = named[name].domain.sets
        ours = {
            frozenset(zip(sets, key, strict=True)): _plain(cell) for key, cell in computed.valuation.of(name).items()
        }
        for key in ours.keys() | cells.keys():
            theirs = _plain(cells.get(key))
            if ours.get(key) != theirs:
                at = ".".join(member for _, member in sorted(key))
                yield f"{name}.{at}: the engine {ours.get(key)}, the reference {theirs} ({cells.get(key)!r})"


def _plain(cell: Any) -> Any:
    """A cell without what it may stand for; `None` where it has no value."""
    if isinstance(cell, Figure | EngineFigure):
        return cell.printed
    return None if isinstance(cell, Refused | Failure) or cell == "" else cell
