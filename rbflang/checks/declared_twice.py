"""Two things with the same name, or two values for the same cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from rbflang.diagnostics import Fault, Kind, Label, Severity
from rbflang.inventory.declared import Cell, Named, cells_of, names_of
from rbflang.ruleset.model import Ruleset
from rbflang.ruleset.nouns import begun, set_noun, the_quantity
from rbflang.ruleset.signatures import Inference
from rbflang.wording import Words, counted

KIND = Kind(
    "declared-twice",
    Severity.FAULT,
    Words("Et navn eller en verdi er gitt to ganger", "A name or a value is given twice"),
    Words(
        "Alle størrelser har forskjellige navn, og det har også medlemmene i hver inndeling, trappene, kildene, "
        "fordelingene, registrene og kolonnene i hvert register. Hver verdi gis ett sted.",
        "All quantities have different names, and so have the members of each set, the staircases, the sources, the "
        "rounds, the registers and the columns of each. Each value is given in one place.",
    ),
    Words(
        'indikator team "Teambasert oppfølging (PHV/TSB)" {}\nindikator team "Teambasert oppfølging (somatikk)" {}',
        'indicator team "Follow-up by teams (mental health)" {}\nindicator team "Follow-up by teams (somatic care)" {}',
    ),
    Words(
        'indikator team_phv_tsb "Teambasert oppfølging (PHV/TSB)" {}\n'
        'indikator team_somatikk "Teambasert oppfølging (somatikk)" {}',
        'indicator team_mental "Follow-up by teams (mental health)" {}\n'
        'indicator team_somatic "Follow-up by teams (somatic care)" {}',
    ),
)
TIMES = (Words("første gang", "the first time"), Words("andre gang", "the second time"),
         Words("tredje gang", "the third time"))  # fmt: skip
KINDS: dict[str, Words] = {
    "quantity": Words("størrelser", "quantities"),
    "source": Words("kilder", "sources"),
    "round": Words("fordelinger", "rounds"),
    "staircase": Words("trapper", "staircases"),
    "set": Words("inndelinger", "sets"),
    "register": Words("registre", "registers"),
    "column": Words("kolonner i et register", "columns of a register"),
}
MEANT: dict[str, Words] = {
    "quantity": Words("en formel mener", "a formula means"),
    "source": Words("en henvisning gjelder", "a citation is to"),
    "member": Words("tallene i datafilen gjelder", "the figures in the data file are for"),
    "staircase": Words("en formel mener", "a formula means"),
    "round": Words("en datafil gjelder", "a data file is for"),
    "set": Words("en størrelse varierer over", "a quantity varies over"),
    "register": Words("en måling gjelder", "a measurement is for"),
    "column": Words("et vilkår spør etter", "a condition asks for"),
}


def check(ruleset: Ruleset, inference: Inference) -> Iterator[Fault]:
    """A fault for each name or value that is declared more than once."""
    names = list(names_of(ruleset.tree))
    taken = {one.name.text for one in names}
    same_names = list(_repeated(names, lambda one: (one.what, one.set_name, one.inside, one.name.text)))
    yield from (_name(same, taken) for same in same_names)
    members = {same[0].name.text for same in same_names if same[0].what == "member"}
    cells = [one for one in cells_of(ruleset) if not members.intersection(one.members)]
    twice = list(_repeated(cells, lambda one: (one.quantity, one.at)))
    rows = list(_repeated(twice, _places))
    yield from (_row(row) for row in rows)
    yield from (_cell(same) for same in twice if not any(same in row for row in rows))


def _repeated(things: Sequence, key) -> Iterator[list]:  # type: ignore[no-untyped-def, type-arg]
    """The things that have the same key as another, together."""
    groups: dict[object, list] = {}  # type: ignore[type-arg]
    for one in things:
        groups.setdefault(key(one), []).append(one)
    yield from (group for group in groups.values() if len(group) > 1)


def _places(same: Sequence[Cell]) -> tuple[object, ...]:
    """The lines on which the members have values: several values on the same lines are a row that stands twice."""
    return same[0].at, *(one.span.line for one in same)


def _time(at: int) -> Words:
    return TIMES[at] if at < len(TIMES) else Words("og her", "and here")


def _many_times(count: int) -> Words:
    english = {2: "twice", 3: "three times"}.get(count, f"{count} times")
    return Words(f"{counted(count)} ganger", english)


def _name(same: Sequence[Named], taken: Iterable[str]) -> Fault:
    first, second = same[0], same[1]
    name, times = first.name.text, _many_times(len(same))
    kinds = KINDS.get(first.what) or Words(set_noun(first.set_name).many, set_noun(first.set_name).en_many)
    meant = MEANT[first.what]
    labels = [
        Label(one.name.span, Words(_time(at).nb + _titled(one, "«»"), _time(at).en + _titled(one, "“”")))
        for at, one in enumerate(same)
    ]
    suggested = _suggested(second, taken)
    return Fault(
        KIND,
        Words(f"«{name}» er brukt som navn {times.nb}", f"“{name}” is declared {times.en}"),
        tuple(labels),
        (
            Words(
                f"To {kinds.nb} kan ikke ha samme navn, for da er det ikke mulig å vite hvilken av dem {meant.nb}.",
                f"Two {kinds.en} cannot have the same name: nobody could know which of them {meant.en}.",
            ),
        ),
        Words(
            f"Gi den ene et annet navn, for eksempel «{suggested}». Er blokken limt inn to ganger ved et uhell, så "
            "slett den ene.",
            f"Give one of them another name, for example “{suggested}”. If the block was pasted twice by accident, "
            "delete one.",
        ),
    )


def _titled(one: Named, quotes: str) -> str:
    return f", {quotes[0]}{one.title}{quotes[1]}" if one.title else ""


def _suggested(one: Named, taken: Iterable[str]) -> str:
    """A name made of the first and the last word of the title, or the name with a number behind."""
    words = [word for word in re.findall(r"\w+", one.title.lower()) if not word[0].isdigit()]
    made = f"{words[0]}_{words[-1]}" if len(words) > 1 else ""
    return made if made and made not in taken else f"{one.name.text}_2"


def _row(row: Sequence[Sequence[Cell]]) -> Fault:
    """Rows with the same name, each with values side by side."""
    times, members = _many_times(len(row[0])), ", ".join(row[0][0].members)
    return Fault(
        KIND,
        Words(f"Verdiene for «{members}» er gitt {times.nb}", f"The values of “{members}” are given {times.en}"),
        tuple(
            Label(one.span.to(last.span), _time(at)) for at, (one, last) in enumerate(zip(row[0], row[-1], strict=True))
        ),
        (Words("Regelsettet må si hvilken av radene som gjelder.", "The ruleset must say which of the rows holds."),),
        Words(
            "Slett den som ikke gjelder, eller rett navnet på den ene.",
            "Delete the one that does not hold, or correct the name of one.",
        ),
        address=".".join((row[0][0].quantity, *row[0][0].members)),
    )


def _cell(cells: Sequence[Cell]) -> Fault:
    what, times = the_quantity(cells[0].quantity), _many_times(len(cells))
    members = ", ".join(cells[0].members)
    title = Words(f"{what.nb} for «{members}» er gitt {times.nb}", f"{what.en} of “{members}” is given {times.en}")
    return Fault(
        KIND,
        begun(title),
        tuple(Label(one.span, _time(at)) for at, one in enumerate(cells)),
        (
            Words(
                "Regelsettet må si hvilken av verdiene som gjelder.", "The ruleset must say which of the values holds."
            ),
        ),
        Words("Slett den som ikke gjelder.", "Delete the one that does not hold."),
        address=".".join((cells[0].quantity, *cells[0].members)),
    )
