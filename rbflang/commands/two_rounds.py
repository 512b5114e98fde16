"""Two rounds of a ruleset, or two sets of figures for one of them: which are asked for, and both computed."""

from __future__ import annotations

from pathlib import Path

import click
from attrs import evolve, frozen

from rbflang import library
from rbflang.commands import options
from rbflang.commands.chosen import chosen_round
from rbflang.commands.misuse import Misuse
from rbflang.data.between_rounds import round_of
from rbflang.data.computed import Computed
from rbflang.library import Shelf
from rbflang.pipeline import Faults, Prepared, as_far_as_known, compute, prepare
from rbflang.questions.round_without_observations import earlier_missing, later_missing
from rbflang.ruleset.model import Ruleset
from rbflang.syntax.tree import RoundDecl
from rbflang.wording import Words

later_option = click.option(
    "--data",
    "data",
    metavar="FIL",
    multiple=True,
    help="Observasjoner for den siste fordelingen fra en egen fil, eller «syntetisk». Kan gis flere ganger.",
)
earlier_option = click.option(
    "--earlier", "earlier", metavar="FIL", help="Observasjoner for den første fordelingen fra en egen fil."
)
from_option = click.option(
    "--from", "from_round", metavar="FORDELING", help="Fordelingen det regnes fra. Uten: den før den siste."
)
to_option = click.option("--to", "to_round", metavar="FORDELING", help="Fordelingen det regnes til. Uten: den siste.")
both_options = options.common_options(from_option, to_option, later_option, earlier_option)


@frozen(repr=False)
class TwoAsked:
    """What the command line says of both rounds, and how the answer is to be told."""

    from_round: str | None
    to_round: str | None
    data: tuple[str, ...]
    earlier: str | None
    form: str
    language: str


def two_rounds(name: str | None, asked: TwoAsked) -> tuple[Computed, Computed]:
    """Two rounds computed, the earlier first: those asked for, else the last two that the rules declare."""
    prepared = _prepared(name, asked)
    ruleset = prepared.checked.ruleset
    _must_pay(ruleset, "avregne", "settle")
    return _both(prepared, _rounds(ruleset, asked, "avregne", "settle"), asked)


def with_the_round_before(name: str | None, computed: Computed, asked: TwoAsked) -> tuple[Computed, Computed] | None:
    """A round that is computed already, and the one before it; nothing where that is none, or has no figures beside."""
    rounds, shelf = [*computed.checked.ruleset.rounds.values()], options.chosen_shelf(name)
    later = round_of(computed.checked.ruleset, computed.round)
    if later is None or later is rounds[0]:
        return None
    earlier = rounds[rounds.index(later) - 1]
    if asked.data and options.is_of_the_library(asked.data[0]):
        has_figures = library.round_name(earlier.name.text) in shelf.synthetic_rounds
    else:
        has_figures = _file(shelf, asked.data, earlier, is_last=False) is not None
    both = evolve(asked, from_round=earlier.name.text, to_round=later.name.text)
    return two_rounds(name, both) if has_figures else None


def two_data_sets(name: str | None, asked: TwoAsked) -> tuple[Computed, Computed]:
    """Two rounds, or one round computed on two sets of figures: where the first file is called after no round."""
    prepared = _prepared(name, asked)
    ruleset = prepared.checked.ruleset
    _must_pay(ruleset, "forklare", "explain")
    same = _one_round(ruleset, asked)
    if same is None:
        return _both(prepared, _rounds(ruleset, asked, "sammenligne", "compare"), asked)
    chosen, files = options.chosen_figures(prepared.shelf, same, asked.data)
    before = compute(prepared, chosen, Path(asked.earlier or ""))
    after = compute(prepared, chosen, next(iter(files), None), beside=files[1:])
    return _or_stopped(before, asked), _or_stopped(after, asked)


def _prepared(name: str | None, asked: TwoAsked) -> Prepared:
    shelf = options.chosen_shelf(name)
    found = prepare(shelf, next(iter(options.chosen_figures(shelf, None, asked.data)[1]), None))
    if isinstance(found, tuple):
        options.stop(found, asked.form, asked.language)
    return found


def _must_pay(ruleset: Ruleset, verb: str, english: str) -> None:
    """Wrong usage where a ruleset pays nothing."""
    if ruleset.payout is None:
        raise Misuse(
            Words(
                f"{ruleset.title} har ingen utbetaling, og da er det ingen beløp å {verb}.",
                f"{ruleset.title} has no payout, so there are no amounts to {english}.",
            )
        )


def _one_round(ruleset: Ruleset, asked: TwoAsked) -> str | None:
    """The round that both sets of figures are for; none where two rounds are asked for."""
    if asked.earlier is None:
        return None
    first = _asked_for(ruleset, asked.from_round, asked.earlier)
    later = _asked_for(ruleset, asked.to_round, next(iter(asked.data), None)) or _last(ruleset)
    if first is not None and first is not later:
        return None
    return later.name.text if later else library.round_of_file(Path(next(iter(asked.data), asked.earlier)))


def _last(ruleset: Ruleset) -> RoundDecl | None:
    return next(reversed([*ruleset.rounds.values()]), None)


def _rounds(ruleset: Ruleset, asked: TwoAsked, verb: str, english: str) -> tuple[RoundDecl, RoundDecl]:
    """Both rounds, each by the name or by the file given, else the last two that the rules declare.

    Wrong usage where there are not two, or where they are not in order.
    """
    rounds = tuple(ruleset.rounds.values())
    if len(rounds) < 2:
        raise Misuse(
            Words(
                f"{ruleset.title} har ikke både en foreløpig og en endelig fordeling, og da er det ingenting å {verb}.",
                f"{ruleset.title} has not two rounds, so there is nothing to {english}.",
            )
        )
    later = _asked_for(ruleset, asked.to_round, next(iter(asked.data), None)) or rounds[-1]
    before = rounds[: rounds.index(later)]
    earlier = _asked_for(ruleset, asked.from_round, asked.earlier) or (before[-1] if before else None)
    if earlier in before:
        return earlier, later
    order = " → ".join(one.name.text for one in rounds)
    last_name = later.name.text
    what = Words(f"«{last_name}» er den første fordelingen", f"“{last_name}” is the first round")
    if earlier:
        what = Words(
            f"«{last_name}» kommer ikke etter «{earlier.name.text}»",
            f"“{last_name}” does not come after “{earlier.name.text}”",
        )
    raise Misuse(
        Words(
            f"{what.nb}, og da er det ingenting å {verb}. Fordelingene i {ruleset.title}: {order}. Velg den "
            "tidligste med --from og den seneste med --to.",
            f"{what.en}, so there is nothing to {english}. The rounds of {ruleset.title}: {order}. Choose the "
            "earliest with --from and the latest with --to.",
        )
    )


def _asked_for(ruleset: Ruleset, name: str | None, file: str | None) -> RoundDecl | None:
    """The round that is named, else the one that the file given is called after."""
    if name is not None:
        return chosen_round(ruleset, name)
    if file is None or options.is_of_the_library(file):
        return None
    return round_of(ruleset, library.round_of_file(Path(file)))


def _both(prepared: Prepared, rounds: tuple[RoundDecl, RoundDecl], asked: TwoAsked) -> tuple[Computed, Computed]:
    """Both rounds computed, the earlier first; where faults stop one, they are printed and the run ends."""
    shelf, names = prepared.shelf, [library.round_name(one.name.text) for one in rounds]
    verb = click.get_current_context().info_name or ""
    first = Path(asked.earlier) if asked.earlier else _file(shelf, asked.data, rounds[0], is_last=False)
    if first is None:
        known = as_far_as_known(prepared)
        fault = earlier_missing(*rounds, shelf, None if isinstance(known, tuple) else known, verb)
        options.stop((fault,), asked.form, asked.language)
    before = _or_stopped(compute(prepared, names[0], first), asked)
    last = _file(shelf, asked.data, rounds[1], is_last=True)
    if last is None:
        options.stop((later_missing(before, rounds[1], shelf, verb),), asked.form, asked.language)
    more = tuple(map(Path, asked.data[1:]))
    return before, _or_stopped(compute(prepared, names[1], last, earlier={names[0]: first}, beside=more), asked)


def _or_stopped(found: Computed | Faults, asked: TwoAsked) -> Computed:
    """What was computed; where faults stop it, they are printed and the run ends."""
    minded = options.minded(found)
    if isinstance(minded, tuple):
        options.stop(minded, asked.form, asked.language)
    return minded


def _file(shelf: Shelf, data: tuple[str, ...], one: RoundDecl, is_last: bool) -> Path | None:
    """The observations of a round: made up for both, the file given for the last, else those that go with it."""
    if data and options.is_of_the_library(data[0]):
        return next(iter(options.chosen_figures(shelf, one.name.text, data[:1])[1]), None)
    if data and is_last:
        return Path(data[0])
    return shelf.beside(library.round_name(one.name.text), Path(data[0]) if data else None)
