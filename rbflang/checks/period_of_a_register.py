"""A register of which it is not known which of its rows belong to a round."""

from __future__ import annotations

from collections.abc import Iterator

from rbflang.diagnostics import Fault, Kind, Label, Severity
from rbflang.inventory.measured_texts import written_registers
from rbflang.nearest import nearest
from rbflang.ruleset.model import Ruleset
from rbflang.ruleset.signatures import Inference
from rbflang.syntax.nodes.episode_nodes import RegisterDecl
from rbflang.syntax.vocabulary import BY_NAME
from rbflang.wording import Words, listing

KIND = Kind(
    "period-of-a-register",
    Severity.FAULT,
    Words("Det er ikke kjent hvilke rader som hører til en fordeling", "It is not known which rows belong to a round"),
    Words(
        "Et register sier hvilket datagrunnlag det er («datagrunnlag NPR»), og har én kolonne med dato eller periode. "
        'Fordelingen sier hvilken periode som gjelder for det datagrunnlaget: «datagrunnlag NPR "1. tertial 2024"».',
        "A register says which data basis it is (“data_basis NPR”), and has one column with a date or a period. The "
        'round says which period of that data basis counts: “data_basis NPR "January to April 2024"”.',
    ),
    Words(
        "register episoder [antatt: vår tabell] {\n    region : region\n    avsluttet : dato\n}",
        "register episodes [assumed: our table] {\n    region : region\n    ended : date\n}",
    ),
    Words(
        "register episoder [antatt: vår tabell] {\n    datagrunnlag NPR\n    region : region\n    avsluttet : dato\n}",
        "register episodes [assumed: our table] {\n    data_basis NPR\n    region : region\n    ended : date\n}",
    ),
)


def check(ruleset: Ruleset, inference: Inference) -> Iterator[Fault]:
    """A fault for each register without one basis that a round has, or without one column that tells the time."""
    known = tuple(dict.fromkeys(name.text for one in ruleset.rounds.values() for name, _ in one.basis))
    for one in written_registers(ruleset):
        yield from _basis(ruleset, one, known)
        yield from _column(ruleset, one)


def _basis(ruleset: Ruleset, one: RegisterDecl, known: tuple[str, ...]) -> Iterator[Fault]:
    word = BY_NAME["DATA_BASIS"].spelled(ruleset.tree.language)
    if not one.periods_from:
        yield Fault(
            KIND,
            Words(
                f"Det er ikke sagt hvilket datagrunnlag «{one.name.text}» er",
                f"It is not said which data basis “{one.name.text}” is",
            ),
            (Label(one.name.span, Words("har ingen linje om datagrunnlaget", "has no line about the data basis")),),
            (),
            Words("Skriv det i blokken:", "Say so in the block:"),
            tuple(f"{word} {name}" for name in known) or (f"{word} …",),
        )
    for line in one.periods_from[1:]:
        yield Fault(
            KIND,
            Words("Datagrunnlaget er sagt to ganger", "The data basis is said twice"),
            (
                Label(line.span, Words("andre gang", "the second time")),
                Label(one.periods_from[0].span, Words("første gang", "the first time")),
            ),
            (),
            Words("Slett den som ikke gjelder.", "Delete the one that does not hold."),
        )
    for line in one.periods_from[:1]:
        if line.basis.text not in known:
            near = nearest(line.basis.text, known)
            story = Words(
                f"Fordelingene har data fra {listing(known)}.", f"The rounds have data from {listing(known, 'en')}."
            )
            none = Words("Ingen fordeling sier hva dataene er fra.", "No round says what its data are from.")
            yield Fault(
                KIND,
                Words(
                    f"Ingen fordeling har data fra «{line.basis.text}»", f"No round has data from “{line.basis.text}”"
                ),
                (
                    Label(
                        line.basis.span,
                        Words(f"mente du «{near[0]}»?", f"did you mean “{near[0]}”?")
                        if near
                        else Words("ukjent", "unknown"),
                    ),
                ),
                (story if known else none,),
                Words("Skriv et av dem:", "Write one of them:")
                if known
                else Words(
                    f'Si det i fordelingen: «{word} {line.basis.text} "…"».',
                    f'Say so in the round: “{word} {line.basis.text} "…"”.',
                ),
                near[:1] or known,
            )


def _column(ruleset: Ruleset, one: RegisterDecl) -> Iterator[Fault]:
    times = [column for column in one.columns if column.kind in ("date", "period")]
    if not times:
        cures = tuple(
            f"{name} : {BY_NAME[word].spelled(ruleset.tree.language)}"
            for name, word in (("…", "DATE"), ("…", "PERIOD"))
        )
        yield Fault(
            KIND,
            Words(
                f"«{one.name.text}» har ingen kolonne med tid", f"“{one.name.text}” has no column that tells the time"
            ),
            (Label(one.name.span, Words("ingen dato og ingen periode", "no date and no period")),),
            (),
            Words("Legg inn kolonnen som sier når oppholdet var:", "Declare the column that says when the stay was:"),
            cures,
        )
    for column in times[1:]:
        yield Fault(
            KIND,
            Words("Registeret har to kolonner med tid", "The register has two columns that tell the time"),
            (Label(column.name.span, Words("og denne", "and this")), Label(times[0].name.span, Words("denne", "this"))),
            (
                Words(
                    "Bare én av dem kan si om en rad hører til fordelingen.",
                    "Only one of them can say whether a row belongs to the round.",
                ),
            ),
            Words(
                "Ta bort kolonnen som ikke avgjør det. En fil kan ha flere kolonner enn registeret.",
                "Take away the column that does not decide it. A file may have more columns than the register.",
            ),
        )
