"""What a payout rests on, in words: how much comes from the sources, what is derived, interpreted or assumed."""

from __future__ import annotations

from collections.abc import Iterator

from rbflang.evaluation.computed import Computed
from rbflang.explanation.basis import Basis, basis_of, payout_places
from rbflang.explanation.roles import Roles
from rbflang.reports.document import Line
from rbflang.wording import Voice, counted


def foundations(computed: Computed, roles: Roles, say: Voice) -> Iterator[Line]:
    """A line per status."""
    basis = basis_of(computed, payout_places(computed))
    documented = [one for one in basis.observations if one.status == "documented"]
    values = [(quantity, one) for quantity, one in basis.given]
    figures = say(f"{len(documented)} resultater", f"{len(documented)} results")
    numbers = say(f"{len(values)} tall i reglene", f"{len(values)} numbers of the rules")
    sources = sorted({one.source.partition(":")[0] for one in documented if one.source})
    places = f" ({'; '.join(sources)})" if sources else ""
    yield Line(say("Fra kildene", "From the sources"), f"{figures}{places}, {numbers}")
    for status, nb, en in (
        ("derived", "Utledet", "Derived"),
        ("interpreted", "Tolket", "Interpreted"),
        ("assumed", "Antatt", "Assumed"),
        ("unconfirmed", "Ubekreftet", "Unconfirmed"),
    ):
        found = list(_with_status(basis, status, say))
        if found or status == "assumed":
            yield Line(say(nb, en), "; ".join(found) or say("ingenting", "nothing"))


def _with_status(basis: Basis, status: str, say: Voice) -> Iterator[str]:
    rows = [one for one in basis.observations if one.status == status]
    if rows:
        count = counted(len(rows)) if say.language == "nb" else str(len(rows))
        cells = sorted({f"{one.quantity}" for one in rows})
        yield say(f"{count} rader i dataene ({', '.join(cells)})", f"{count} rows of the data ({', '.join(cells)})")
    names: dict[str, list[str]] = {}
    for name, citation in basis.citations():
        for entry in citation.entries:
            if entry.status == status:
                place = " ".join(filter(None, (entry.source, ", ".join(entry.places))))
                names.setdefault(name, []).append(place or entry.reasoning)
    for name, found in names.items():
        yield f"{name} ({', '.join(dict.fromkeys(found))})"
