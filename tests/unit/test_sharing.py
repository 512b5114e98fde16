"""Counts that are told to others: no small one, and none that follows from what is told.

What follows is found here by trying every table that could stand behind what is told: so many rows, or patients, of
each kind in each trust. It knows nothing of how the counts were hidden.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import product

import pytest
from attrs import frozen
from hand_counted import QUALITY

from rbflang.data.counts.counts_written import CountRange
from rbflang.measuring.counts_found import CountedEpisodes, UnitCounts
from rbflang.measuring.sharing.implied import kinds_of_rows
from rbflang.measuring.sharing.relations import AtMost, relations
from rbflang.measuring.sharing.share import SharedCounts, in_full, shared
from rbflang.measuring.sharing.told_counts import CountPlace
from rbflang.register.definitions import (
    ALWAYS,
    AllOf,
    AnyOf,
    ColumnKind,
    EpisodeCount,
    IsYes,
    MeasuredCell,
    Measurement,
    Negated,
    OneOf,
    Register,
    RegisterColumn,
)  # fmt: skip

REGISTER = Register(
    "episoder",
    "Episoder",
    (
        RegisterColumn("pasient", ColumnKind.PATIENT, ("pasient",)),
        RegisterColumn("region", ColumnKind.MEMBER, ("region",), "region"),
        RegisterColumn("foretak", ColumnKind.UNIT, ("foretak",), "region"),
        RegisterColumn("kontakt", ColumnKind.CODE, ("kontakt",)),
        RegisterColumn("stg", ColumnKind.CODES, ("stg",)),
        RegisterColumn("telles", ColumnKind.YES_NO, ("telles",)),
    ),
)
VISITS, VIDEO, PHONE, BOTH = (
    EpisodeCount(one)
    for one in (ALWAYS, *(OneOf("kontakt", codes) for codes in (("video",), ("telefon",), ("telefon", "video"))))
)
PATIENTS, WITH_A, WITH_B, WITH_ANY = (
    EpisodeCount(one, "pasient") for one in (ALWAYS, *(OneOf("stg", codes) for codes in (("A",), ("B",), ("A", "B"))))
)


@frozen
class Scheme:
    """Cells that are counted, and how much one thing of each kind adds to each count.

    Where kinds are not all that there can be, `agrees` says which counts can stand beside each other.
    """

    cells: tuple[tuple[EpisodeCount, EpisodeCount | None], ...]
    counts: tuple[EpisodeCount, ...]
    kinds: tuple[tuple[int, ...], ...]
    agrees: Callable[[Sequence[int]], bool] | None = None


SCHEMES = {
    "one share": Scheme(((VIDEO, VISITS),), (VIDEO, VISITS), ((0, 1), (1, 1))),
    "parts of a whole": Scheme(
        ((VIDEO, VISITS), (PHONE, VISITS), (BOTH, VISITS)), (VIDEO, PHONE, BOTH, VISITS),
        ((0, 0, 0, 1), (1, 0, 1, 1), (0, 1, 1, 1)),
    ),
    "codes beside each other": Scheme(
        ((WITH_A, PATIENTS), (WITH_B, PATIENTS), (WITH_ANY, PATIENTS)), (WITH_A, WITH_B, WITH_ANY, PATIENTS),
        ((0, 0, 0, 1), (1, 0, 1, 1), (0, 1, 1, 1), (1, 1, 1, 1)),
    ),
    "patients and their visits": Scheme(((PATIENTS, VISITS),), (PATIENTS, VISITS), ((1, 1), (1, 2), (1, 3)),
        lambda counts: min(1, counts[1]) <= counts[0] <= counts[1],
    ),
}  # fmt: skip


def measurement(scheme: Scheme) -> Measurement:
    cells = tuple(MeasuredCell((str(at),), over, under) for at, (over, under) in enumerate(scheme.cells))
    return Measurement("måloppnåelse", REGISTER, "region", "foretak", ALWAYS, cells)


def counted(scheme: Scheme, units: Mapping[str, Sequence[int]]) -> CountedEpisodes:
    """What was counted in the trusts of one region; `units` says how many there are of each kind."""
    found = tuple(
        UnitCounts("Vest", name, {count: sum(many * kind[at] for many, kind in zip(kinds, scheme.kinds, strict=True))
                                  for at, count in enumerate(scheme.counts)})
        for name, kinds in units.items()
    )  # fmt: skip
    return CountedEpisodes(measurement(scheme), None, found, (), QUALITY, "", False)


def told(scheme: Scheme, found: SharedCounts, unit: str) -> list[CountRange]:
    return [found.told["Vest", CountPlace(unit, in_full(measurement(scheme), one))] for one in scheme.counts]


def holds(told: CountRange, value: int) -> bool:
    return told.least <= value and (told.most is None or value <= told.most)


# what somebody can work out


def possible(
    scheme: Scheme, found: SharedCounts, units: Mapping[str, Sequence[int]], limit: int
) -> dict[str, set[tuple[int, ...]]]:
    """The counts of each trust in all tables that agree with what is told."""
    whole = told(scheme, found, "")
    each = {name: set(_alone(scheme, told(scheme, found, name), kinds, limit, whole)) for name, kinds in units.items()}
    return {name: _with_the_others(each, name, whole) for name in each}


def _alone(
    scheme: Scheme, said: Sequence[CountRange], kinds: Sequence[int], limit: int, whole: Sequence[CountRange]
) -> Iterator[tuple[int, ...]]:
    """What a trust can have by its own row. A bound is not told of 0 but where the whole may be small itself."""
    least = [one.least if one.most is None or one.is_exact or (not all_of.is_exact and all_of.least < limit) else 1
             for one, all_of in zip(said, whole, strict=True)]  # fmt: skip
    for counts in _drawn(scheme, said, kinds, limit):
        if all(holds(one, count) and count >= low for one, count, low in zip(said, counts, least, strict=True)):
            yield counts


def _drawn(scheme: Scheme, said: Sequence[CountRange], kinds: Sequence[int], limit: int) -> Iterator[tuple[int, ...]]:
    """What counts can be at all, about as far from the truth as hidden ones need be."""
    own = [sum(a * kind[at] for a, kind in zip(kinds, scheme.kinds, strict=True)) for at in range(len(said))]
    if scheme.agrees:
        near = (range(max(0, one - 4 * limit), one + 4 * limit) for one in own)
        yield from filter(scheme.agrees, product(*near))
        return
    for many in product(*(range(max(0, one - 2 * limit), one + 2 * limit) for one in kinds)):
        yield tuple(sum(a * kind[at] for a, kind in zip(many, scheme.kinds, strict=True)) for at in range(len(said)))


def _with_the_others(
    each: Mapping[str, set[tuple[int, ...]]], name: str, whole: Sequence[CountRange]
) -> set[tuple[int, ...]]:
    rest: set[tuple[int, ...]] = {(0,) * len(whole)}
    for other, counts in each.items():
        if other != name:
            rest = {tuple(map(sum, zip(one, two, strict=True))) for one in rest for two in counts}
    return {
        own for own in each[name]
        if any(all(holds(all_of, a + b) for all_of, a, b in zip(whole, own, others, strict=True)) for others in rest)
    }  # fmt: skip


def worked_out(scheme: Scheme, units: Mapping[str, Sequence[int]], limit: int) -> list[str]:
    """The small counts that somebody knows more of than that they are small."""
    episodes = counted(scheme, units)
    found, known = shared([episodes], limit), []
    tables = possible(scheme, found, units, limit)
    for unit in episodes.units:
        for at, count in enumerate(scheme.counts):
            if 0 < unit.counts[count] < limit:
                values = {table[at] for table in tables[unit.unit]}
                known += [f"{unit.unit} {at}: {sorted(values)}"] * (not set(range(1, limit)) <= values)
    return known


@pytest.mark.parametrize("name", SCHEMES)
@pytest.mark.parametrize("trusts", [1, 2, 3])
def test_no_small_count_follows_from_what_is_told(name: str, trusts: int) -> None:
    scheme, dice = SCHEMES[name], random.Random(f"{name} {trusts}")
    for _ in range((0, 20, 12, 2)[trusts]):
        many = {f"HF {at}": [dice.choice((0, 1, 2, 3, 5, 8)) for _ in scheme.kinds] for at in range(trusts)}
        assert not worked_out(scheme, many, 3), many


def test_somebody_would_notice() -> None:
    # nothing hidden but the small one: 2 is 10 − 8
    scheme = SCHEMES["one share"]
    units = {"A": [10, 2], "B": [20, 8]}
    found = shared([counted(scheme, units)], 3)
    assert told(scheme, found, "B")[0] == CountRange(8, None), "10 and at most 2"
    shown = SharedCounts(
        {**found.told, ("Vest", CountPlace("B", in_full(measurement(scheme), VIDEO))): CountRange(8, 8)}, 1, 0, ()
    )
    assert {one[0] for one in possible(scheme, shown, units, 3)["A"]} == {2}
    assert {one[0] for one in possible(scheme, found, units, 3)["A"]} == {1, 2}


# how much is hidden


def of_video(units: Mapping[str, tuple[int, int]], limit: int = 5) -> tuple[SharedCounts, dict[str, list[str]]]:
    scheme = SCHEMES["one share"]
    found = shared([counted(scheme, {name: (all_of - part, part) for name, (part, all_of) in units.items()})], limit)
    return found, {name: [one.written() for one in told(scheme, found, name)] for name in ("", *units)}


def test_the_smallest_second_count_is_hidden_and_the_total_stays() -> None:
    # 3 is told as below 5; 40, the smaller of the two that could hide it, as at least 443 − 400 − 4
    found, said = of_video({"A": (3, 1000), "B": (400, 2000), "C": (40, 800)})
    assert said == {"": ["443", "3800"], "A": ["under 5", "1000"], "B": ["400", "2000"], "C": ["minst 39", "800"]}
    assert (found.small, found.hidden, found.totals) == (1, 1, ())


def test_two_small_counts_may_hide_each_other() -> None:
    # 5 of two that are 1 to 4: 1 and 4, 2 and 3, 3 and 2, 4 and 1
    _, said = of_video({"A": (3, 1000), "B": (2, 2000), "C": (40, 800)})
    assert [one[0] for one in said.values()] == ["45", "under 5", "under 5", "40"]


def test_small_counts_that_must_be_what_they_are_are_told_as_hidden() -> None:
    # 8 of two that are 1 to 4 is 4 and 4; of two of which nothing is told, 1 to 7
    _, said = of_video({"A": (4, 1000), "B": (4, 2000)})
    assert [one[0] for one in said.values()] == ["8", "minst 1", "minst 1"]


def test_many_small_counts_leave_room_for_each_other_where_some_may_be_none() -> None:
    # 7 of five that are 1 to 4: the others of one are at least 4 together, so that it is 3 at most. Where two of them
    # may be 0, one is up to 4 beside three that are 1: 4 + 1 + 1 + 1, and so is each of the two
    _, said = of_video({"A": (0, 900), "B": (1, 900), "C": (1, 900), "D": (2, 900), "E": (1, 900), "F": (2, 900)})
    assert sorted(one[0] for one in said.values()) == ["0", "7", "minst 0", "minst 0", "under 5", "under 5", "under 5"]
    assert said["A"][0] == "0" and all(one[1] == "900" for name, one in said.items() if name)


def test_what_has_nothing_to_do_with_a_small_count_is_told() -> None:
    # 3 of A follows from 11 − 8 unless 8 is hidden; all denominators are told
    scheme = SCHEMES["parts of a whole"]
    units = {"A": [90, 3, 40], "B": [80, 8, 30], "C": [70, 0, 20]}
    found = shared([counted(scheme, units)])
    said = {name: [one.written() for one in told(scheme, found, name)] for name in ("", *units)}
    assert said[""] == ["11", "90", "101", "341"]
    assert [one[3] for name, one in said.items() if name] == ["133", "118", "90"]
    assert said["C"] == ["0", "20", "20", "90"]
    assert said["A"][0] == "under 5" and said["B"][0] == "minst 7"
    # of 43 visits by video or telephone 40 were by telephone: one of the two is hidden too
    assert [one == "minst" for one in (said["A"][1].split()[0], said["A"][2].split()[0])].count(True) >= 1


def test_nought_is_told_and_hides_nothing() -> None:
    _, said = of_video({"A": (0, 1000), "B": (400, 2000)})
    assert [one[0] for one in said.values()] == ["400", "0", "400"]
    _, beside = of_video({"A": (0, 1000), "B": (3, 2000), "C": (50, 500), "D": (90, 500)})
    assert [one[0] for one in beside.values()] == ["143", "0", "under 5", "minst 49", "90"]


def test_a_total_that_is_small_is_a_bound_and_so_are_all_its_parts() -> None:
    found, said = of_video({"A": (0, 1000), "B": (3, 2000)})
    assert said == {"": ["under 5", "3000"], "A": ["under 5", "1000"], "B": ["under 5", "2000"]}
    assert found.totals == ()


def test_a_full_denominator_leaves_no_room_so_that_more_is_hidden() -> None:
    # all of B's 400 are counted: with B's denominator told A would be at least 3, for B cannot have more than 400
    scheme = SCHEMES["one share"]
    units = {"A": [997, 3], "B": [0, 400]}
    found = shared([counted(scheme, units)])
    assert told(scheme, found, "")[0].is_exact
    assert not worked_out(scheme, {"A": [9, 2], "B": [0, 6]}, 3)
    assert not all(one.is_exact for name in units for one in told(scheme, found, name)[1:])


def test_patients_counted_for_the_region_alone_are_small_or_told() -> None:
    scheme = SCHEMES["one share"]
    per_region = Measurement("måloppnåelse", REGISTER, "region", "region", ALWAYS, measurement(scheme).cells)
    units = (UnitCounts("Vest", "", {VIDEO: 3, VISITS: 60}), UnitCounts("Nord", "", {VIDEO: 30, VISITS: 600}))
    found = shared([CountedEpisodes(per_region, None, units, (), QUALITY, "", False)])
    said = [found.of(per_region, payee, "", per_region.cells[0]).written() for payee in ("Vest", "Nord")]
    assert said == ["under 5/60", "30/600"]


def test_a_count_of_two_measurements_is_told_in_one_way() -> None:
    scheme = SCHEMES["one share"]
    first = counted(scheme, {"A": [997, 3], "B": [600, 400], "C": [760, 40]})
    second = CountedEpisodes(
        Measurement("annet", REGISTER, "region", "foretak", ALWAYS, (MeasuredCell((), VIDEO, None),)),
        None,
        tuple(UnitCounts("Vest", one.unit, {VIDEO: one.counts[VIDEO]}) for one in first.units),
        (), QUALITY, "", False,
    )  # fmt: skip
    found = shared([first, second])
    for name in "ABC":
        own = found.of(first.measurement, "Vest", name, first.measurement.cells[0])
        assert found.of(second.measurement, "Vest", name, second.measurement.cells[0]).numerator == own.numerator


# what holds whatever was counted


def test_what_holds_between_counts_is_found_from_their_conditions() -> None:
    found = set(relations(REGISTER, ALWAYS, (VISITS, VIDEO, PHONE, BOTH)))
    assert AtMost((VIDEO,), (VISITS,)) in found and AtMost((VIDEO,), (BOTH,)) in found
    assert AtMost((VIDEO, PHONE), (BOTH,)) in found or AtMost((PHONE, VIDEO), (BOTH,)) in found
    assert AtMost((BOTH,), (VIDEO, PHONE)) in found or AtMost((BOTH,), (PHONE, VIDEO)) in found
    assert AtMost((VISITS,), (VIDEO,)) not in found


def test_patients_are_no_more_than_visits_and_may_have_several_codes() -> None:
    found = set(relations(REGISTER, ALWAYS, (VISITS, PATIENTS, WITH_A, WITH_B, WITH_ANY)))
    assert AtMost((PATIENTS,), (VISITS,)) in found and AtMost((VISITS,), (PATIENTS,)) not in found
    assert not [one for one in found if len(one.less) > 1 and one.more == (WITH_ANY,)], "a patient may have both"
    assert any(one.less == (WITH_ANY,) and set(one.more) == {WITH_A, WITH_B} for one in found)


def test_a_whole_is_the_sum_of_any_number_of_parts_that_are_apart() -> None:
    each = tuple(EpisodeCount(OneOf("kontakt", (code,))) for code in "abc")
    whole, other = EpisodeCount(OneOf("kontakt", tuple("abc"))), EpisodeCount(OneOf("kontakt", ("c", "d")))
    found = relations(REGISTER, ALWAYS, (*each, whole, other))
    sides = {(frozenset(one.less), frozenset(one.more)) for one in found}
    assert (frozenset(each), frozenset({whole})) in sides and (frozenset({whole}), frozenset(each)) in sides
    assert (frozenset({whole}), frozenset((each[0], each[1], other))) not in sides, "three are parts of the whole"
    assert (frozenset({whole}), frozenset((each[0], other))) not in sides
    two = EpisodeCount(OneOf("kontakt", ("a", "b")))
    sides = {(frozenset(one.less), frozenset(one.more)) for one in relations(REGISTER, ALWAYS, (two, whole, other))}
    assert (frozenset({whole}), frozenset((two, other))) in sides, "covered by a part and by one that is none"
    assert (frozenset((two, other)), frozenset({whole})) not in sides


def test_patients_cover_patients_and_visits_cover_both() -> None:
    a, b = (EpisodeCount(OneOf("kontakt", (code,))) for code in "ab")
    any_of = OneOf("kontakt", ("a", "b"))
    both, of_patients = EpisodeCount(any_of), EpisodeCount(any_of, "pasient")
    pa, pb = (EpisodeCount(one.where, "pasient") for one in (a, b))
    found = relations(REGISTER, ALWAYS, (a, b, both, of_patients, pa, pb))
    sides = {(frozenset(one.less), frozenset(one.more)) for one in found}
    assert (frozenset({of_patients}), frozenset((pa, pb))) in sides
    assert (frozenset({of_patients}), frozenset((a, b))) in sides
    assert (frozenset({both}), frozenset((pa, pb))) not in sides, "a patient may have several visits"
    assert (frozenset((pa, pb)), frozenset({of_patients})) not in sides, "a patient may have both"
    assert (frozenset((pa, pb)), frozenset({both})) in sides and (frozenset((a, b)), frozenset({both})) in sides


@pytest.mark.parametrize("seed", range(20))
def test_what_is_found_to_hold_holds_whatever_was_counted(seed: int) -> None:
    """Random episodes of a few patients, counted one by one."""
    dice = random.Random(seed)
    tests = [OneOf("kontakt", tuple(dice.sample("vto", dice.randint(1, 2)))) for _ in range(3)]
    tests += [OneOf("stg", tuple(dice.sample("ABC", dice.randint(1, 2)))) for _ in range(2)]
    wheres = [*tests, AllOf(tuple(tests[2:4])), AnyOf((tests[0], tests[4])), Negated(tests[1]), ALWAYS]
    counts = tuple(dict.fromkeys(EpisodeCount(dice.choice(wheres), dice.choice(("", "pasient"))) for _ in range(7)))
    found = relations(REGISTER, ALWAYS, counts)
    for _ in range(60):
        rows = [
            {"pasient": dice.randint(1, 4), "kontakt": frozenset(dice.choice("vto")), "telles": True,
             "stg": frozenset(code for code in "ABC" if dice.random() < 0.4)} for _ in range(dice.randint(1, 6))
        ]  # fmt: skip
        met = {one: [row["pasient"] for row in rows if meets(one.where, row)] for one in counts}
        number = {one: len(set(own)) if one.distinct else len(own) for one, own in met.items()}
        for one in found:
            assert sum(number[each] for each in one.less) <= sum(number[each] for each in one.more)


def test_too_many_kinds_of_rows_are_not_tried() -> None:
    many = tuple(OneOf("stg", (f"T{at}",)) for at in range(15))
    assert kinds_of_rows(REGISTER, many[:14]) is not None and kinds_of_rows(REGISTER, many) is None


def test_the_limit_itself_is_no_small_number() -> None:
    # 5 is the smallest that can hide 4: of 415, with 400 and 6 told, the two are 9 together
    _, said = of_video({"A": (5, 1000), "B": (400, 2000), "C": (4, 90), "D": (6, 90)})
    assert [one[0] for one in said.values()] == ["415", "minst 5", "400", "under 5", "6"]


@pytest.mark.parametrize("seed", range(30))
def test_kinds_of_rows_are_those_that_rows_can_be(seed: int) -> None:
    """Whether a condition holds for some kind of row, by trying rows themselves."""
    dice = random.Random(seed)

    def drawn(depth: int) -> object:
        if depth == 0 or dice.random() < 0.3:
            return dice.choice((
                OneOf("kontakt", tuple(dice.sample(("v", "t", "o"), dice.randint(1, 2)))),
                OneOf("stg", tuple(dice.sample(("A", "B", "C"), dice.randint(1, 2)))), IsYes("telles"),
            ))  # fmt: skip
        if dice.random() < 0.3:
            return Negated(drawn(depth - 1))  # type: ignore[arg-type]
        return dice.choice((AllOf, AnyOf))(tuple(drawn(depth - 1) for _ in range(2)))  # type: ignore[arg-type]

    one, other = drawn(2), drawn(2)
    found = kinds_of_rows(REGISTER, (one, other))  # type: ignore[arg-type]
    assert found is not None
    some = [
        frozenset(name for name, has in zip("ABC", picks, strict=True) if has) for picks in product((0, 1), repeat=3)
    ]
    each = product(((), ("v",), ("t",), ("o",)), some, (False, True))
    rows = [{"kontakt": frozenset(contact), "stg": held, "telles": is_told} for contact, held, is_told in each]
    implied = all(meets(other, row) for row in rows if meets(one, row))
    a, b = found.meeting(one), found.meeting(other)  # type: ignore[arg-type]
    assert (not a & ~b) == implied
    assert bool(a & b) == any(meets(one, row) and meets(other, row) for row in rows)


def meets(condition: object, row: Mapping[str, object]) -> bool:
    if isinstance(condition, OneOf):
        return not frozenset(condition.codes).isdisjoint(row[condition.column])  # type: ignore[arg-type]
    if isinstance(condition, IsYes):
        return bool(row[condition.column])
    if isinstance(condition, Negated):
        return not meets(condition.part, row)
    assert isinstance(condition, AllOf | AnyOf)
    return (all if isinstance(condition, AllOf) else any)(meets(part, row) for part in condition.parts)
