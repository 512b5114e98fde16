"""Numbers that do not add up to the total their author promised."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

from rbflang.checks.property_missing import lacking
from rbflang.diagnostics import NOTHING, Fault, Kind, Label, Severity
from rbflang.inventory.declared import cells_of
from rbflang.inventory.unresolved import uncertain
from rbflang.quantities import SHARE
from rbflang.ruleset.model import Quantity, Ruleset
from rbflang.ruleset.nouns import QUANTITIES, all_members, begun, set_noun, the_quantities
from rbflang.ruleset.signatures import Inference
from rbflang.ruleset.totals import ONE, Group, as_printed, multiplied_with, promised, spelled
from rbflang.ruleset.unit_words import apart_words
from rbflang.ruleset.values import exact, outside_of
from rbflang.ruleset.written_shares import written_alike
from rbflang.syntax.expressions import Number, Value
from rbflang.wording import Words, counted, in_both, number, plain

KIND = Kind(
    "weights-do-not-add-up",
    Severity.FAULT,
    Words("Tallene er ikke til sammen det de skal være", "The numbers do not add up to what they should"),
    Words(
        "Med «til sammen 100 %» lover regelsettet en sum, og da kan det bevises at alle poengene deles ut. Er summen "
        "av vektene mindre, blir noen poeng aldri delt ut; er den større, deles det ut flere enn det finnes. Gjelder "
        "løftet hver gruppe for seg, skrives «til sammen 100 % per gruppe».",
        "With “totalling 100 %” the ruleset promises a sum, so that it can be proved that all points are handed out. "
        "If the weights add up to less, some points are never handed out; if to more, more are handed out than there "
        "are. Where the promise holds for each group by itself, write “totalling 100 % per group”.",
    ),
    Words(
        "tabell fordelingsnøkkel per region : andel, til sammen 100 % [regelverk tabell 7] {\n"
        "    Nord: 40 %   Vest: 50 %\n}",
        "table allocation_key per region : proportion, totalling 100 % [rulebook table 7] {\n"
        "    North: 40 %   West: 50 %\n"
        "}",
    ),
    Words(
        "tabell fordelingsnøkkel per region : andel, til sammen 100 % [regelverk tabell 7] {\n"
        "    Nord: 40 %   Vest: 60 %\n}",
        "table allocation_key per region : proportion, totalling 100 % [rulebook table 7] {\n"
        "    North: 40 %   West: 60 %\n"
        "}",
    ),
)


def check(ruleset: Ruleset, inference: Inference) -> Iterator[Fault]:
    """A fault for each group of numbers whose sum is not the promised one."""
    amiss = _amiss(ruleset)
    for group in promised(ruleset):
        typing = group.quantity.typing
        if group.quantity.name in amiss:
            continue
        if typing and typing.total is not None and not typing.is_approximate and group.total != exact(typing.total):
            yield _fault(ruleset, group, typing.total)


def _amiss(ruleset: Ruleset) -> frozenset[str]:
    """The quantities with a fault that explains their sum: a value missing, misplaced, given twice or impossible."""
    misplaced, _ = uncertain(ruleset)
    cells = Counter((one.quantity, one.at) for one in cells_of(ruleset))
    twice = {name for (name, _), times in cells.items() if times > 1}
    impossible = {
        name for name, one in ruleset.quantities.items() if outside_of(one) or not written_alike(ruleset, one)
    }
    return frozenset(misplaced | twice | impossible | set(lacking(ruleset)))


def rows_of(group: Group) -> tuple[Label, ...]:
    """Every number of a group, with its member where the line itself does not name it."""
    return tuple(Label(given.value.span, _member(given.value, key[-1])) for key, given in group.cells)


def named(group: Group) -> Words:
    """`vektene`, `vektene i «prosess»`."""
    what = the_quantities(group.quantity.name) if group.quantity.role == "property" else _table(group.quantity)
    inside = ", ".join(group.members)
    return Words(f"{what.nb} i «{inside}»", f"{what.en} in “{inside}”") if inside else what


def are_several(quantity: Quantity) -> bool:
    """True where `named` is a plural."""
    return quantity.role == "property" and quantity.name in QUANTITIES


def _table(quantity: Quantity) -> Words:
    known = QUANTITIES.get(quantity.name)
    return Words(known.the, f"the {known.en}") if known else the_quantities(quantity.name)


def _member(value: Value, name: str) -> Words:
    line = value.span.source.line(value.span.line)
    return NOTHING if name in line else Words(name, name)


def _fault(ruleset: Ruleset, group: Group, total: Value) -> Fault:
    what, found, wanted = begun(named(group)), spelled(group.total, total), spelled(exact(total), total)
    return Fault(
        KIND,
        Words(f"{what.nb} er til sammen {found.nb}, ikke {wanted.nb}", _english(what.en, group, found.en, wanted.en)),
        rows_of(group),
        (_story(ruleset, group, found, exact(total)),),
        _tip(group, total),
        total=as_printed(group),
    )


def _english(what: str, group: Group, found: str, wanted: str) -> str:
    return f"{what} {'add' if are_several(group.quantity) else 'adds'} up to {found}, not {wanted}"


def _story(ruleset: Ruleset, group: Group, found: Words, total: Fraction) -> Words:
    count = len(group.cells)
    lost = _lost(ruleset, group, total)
    known = QUANTITIES.get(group.quantity.name)
    if group.quantity.role == "property" and len(group.quantity.sets) == 1:
        of = all_members(group.quantity.sets[0], count)
        weight = f"{known.the} {found.nb}" if known else found.nb
        english = f"{known.en} {found.en}" if known else found.en
        first = begun(Words(f"{of.nb} har til sammen {weight}.", f"{of.en} have together the {english}."))
    else:
        first = _added_up(count, found)
    return Words(f"{first.nb} {lost.nb}".rstrip(), f"{first.en} {lost.en}".rstrip())


def _added_up(count: int, found: Words) -> Words:
    if count == 1:
        return Words(f"Tabellen har bare ett tall: {found.nb}.", f"The table has one number only: {found.en}.")
    return Words(f"De {counted(count)} tallene er til sammen {found.nb}.", f"The {count} numbers add up to {found.en}.")


def _lost(ruleset: Ruleset, group: Group, total: Fraction) -> Words:
    """The points that are never handed out, or that are handed out too many."""
    points = multiplied_with(ruleset, group.quantity.name, "points")
    if not points or total != ONE or group.members:
        return NOTHING
    pot = exact(points.given[()].value)
    all_points = in_both(lambda language: number(pot, language=language))
    missing = in_both(lambda language: plain(abs(ONE - group.total) * pot, language))
    if group.total < ONE:
        return Words(
            f"Da blir {missing.nb} av de {all_points.nb} poengene aldri delt ut.",
            f"Then {missing.en} of the {all_points.en} points are never handed out.",
        )
    return Words(
        f"Da blir det delt ut {missing.nb} poeng mer enn de {all_points.nb} som finnes.",
        f"Then {missing.en} more points are handed out than the {all_points.en} there are.",
    )


def _tip(group: Group, total: Value) -> Words:
    if isinstance(total, Number) and total.mark != "percent" and group.total == ONE and exact(total) == 100:
        return Words("Mente du 100 %? Skriv «til sammen 100 %».", "Did you mean 100%? Write “totalling 100 %”.")
    known = QUANTITIES.get(group.quantity.name)
    less = group.total < exact(total)
    gap = _gap(abs(exact(total) - group.total), total)
    one = f"én {known.a.partition(' ')[2]}" if known and group.quantity.role == "property" else "ett av tallene"
    one = one.replace("én måltall", "ett måltall") if len(group.cells) > 1 else "tallet"
    which = "One" if len(group.cells) > 1 else "The"
    member = set_noun(group.quantity.sets[-1]) if group.quantity.sets else set_noun("")
    ending = "er ikke kommet med" if less else "er kommet med to ganger"
    english = f"{member.en} is missing" if less else f"{member.en} is there twice"
    amount = f"Det mangler {gap.nb} på" if less else f"Det er {gap.nb} for mye på"
    return Words(
        f"Sammenlign linjene over med tabellen i regelverket. {amount} {one}, eller {member.a} {ending}.",
        f"Compare the lines above with the table of the rulebook. {which} number is {gap.en} too "
        f"{'low' if less else 'high'}, or {'an' if english[0] in 'aeiou' else 'a'} {english}.",
    )


def _gap(gap: Fraction, total: Value) -> Words:
    if isinstance(total, Number) and total.mark == "percent":
        return apart_words(gap, SHARE)
    return spelled(gap, total)
