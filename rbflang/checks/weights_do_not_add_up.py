"""Numbers that do not add up to the total their author promised."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

from rbflang.checks.property_missing import lacking
from rbflang.diagnostics import NOTHING, Fault, Kind, Label, Severity
from rbflang.inventory.declared import cells_of
from rbflang.inventory.unresolved import uncertain
from rbflang.ruleset.model import Quantity, Ruleset
from rbflang.ruleset.nouns import QUANTITIES, all_members, begun, set_noun, the_quantities
from rbflang.ruleset.signatures import Inference
from rbflang.ruleset.totals import ONE, Group, as_printed, multiplied_with, promised, spelled
from rbflang.ruleset.values import exact, outside_of
from rbflang.ruleset.written_shares import written_alike
from rbflang.syntax.expressions import Number, Value
from rbflang.wording import Words, counted, number, plain

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
    "tabell fordelingsnøkkel per region : andel, til sammen 100 % [regelverk tabell 7] {\n"
    "    Nord: 40 %   Vest: 50 %\n}",
    "tabell fordelingsnøkkel per region : andel, til sammen 100 % [regelverk tabell 7] {\n"
    "    Nord: 40 %   Vest: 60 %\n}",
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
        Words(f"{what.nb} er til sammen {found}, ikke {wanted}", _english(what.en, group, found, wanted)),
        rows_of(group),
        (_story(ruleset, group, found, exact(total)),),
        _tip(group, total),
        total=as_printed(group),
    )


def _english(what: str, group: Group, found: str, wanted: str) -> str:
    verb = "add" if group.quantity.role == "property" and group.quantity.name in QUANTITIES else "adds"
    return f"{what} {verb} up to {found}, not {wanted}"


def _story(ruleset: Ruleset, group: Group, found: str, total: Fraction) -> Words:
    count = len(group.cells)
    lost = _lost(ruleset, group, total)
    known = QUANTITIES.get(group.quantity.name)
    if group.quantity.role == "property" and len(group.quantity.sets) == 1:
        of = all_members(group.quantity.sets[0], count)
        weight = f"{known.the} {found}" if known else found
        english = f"{known.en} {found}" if known else found
        first = begun(Words(f"{of.nb} har til sammen {weight}.", f"{of.en} have together the {english}."))
    else:
        first = _added_up(count, found)
    return Words(f"{first.nb} {lost.nb}".rstrip(), f"{first.en} {lost.en}".rstrip())


def _added_up(count: int, found: str) -> Words:
    if count == 1:
        return Words(f"Tabellen har bare ett tall: {found}.", f"The table has one number only: {found}.")
    return Words(f"De {counted(count)} tallene er til sammen {found}.", f"The {count} numbers add up to {found}.")


def _lost(ruleset: Ruleset, group: Group, total: Fraction) -> Words:
    """The points that are never handed out, or that are handed out too many."""
    points = multiplied_with(ruleset, group.quantity.name, "points")
    if not points or total != ONE or group.members:
        return NOTHING
    pot = exact(points.given[()].value)
    all_points, missing = number(pot), plain(abs(ONE - group.total) * pot)
    if group.total < ONE:
        return Words(
            f"Da blir {missing} av de {all_points} poengene aldri delt ut.",
            f"Then {missing} of the {all_points} points are never handed out.",
        )
    return Words(
        f"Da blir det delt ut {missing} poeng mer enn de {all_points} som finnes.",
        f"Then {missing} more points are handed out than the {all_points} there are.",
    )


def _tip(group: Group, total: Value) -> Words:
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
        return Words(f"{plain(gap * 100)} prosentpoeng", f"{plain(gap * 100)} percentage points")
    return Words(spelled(gap, total), spelled(gap, total))
