"""The steps that go group by group: aggregates, ranks, and points shared by parts."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from attrs import evolve

from rbflang.batch.arithmetic import added, divided, multiplied, selected
from rbflang.batch.cellwise import least_or_greatest
from rbflang.batch.decisions import compared
from rbflang.batch.making import Lowering, Made, as_truth, counted, let_in, one_if, small_enough
from rbflang.batch.one_in_order import one_in_order
from rbflang.batch.symbols import ONE, ZERO, Numeric, Truth, bare, constant
from rbflang.graph.operators import IN_ORDER


def reduced(at: Lowering, asked: Sequence[int]) -> Made:
    """The aggregate of each group."""
    return {cell: _reduced_group(at, at.node.groups[cell]) for cell in asked}


def _reduced_group(at: Lowering, group: Sequence[int]) -> Numeric:
    program, node = at.program, at.node
    inside = let_in(at, group)
    doubt = program.either(*(one.doubt for one in inside))
    count = counted(program, inside)
    if node.kind == "count":
        return evolve(count, doubt=program.either(doubt, count.doubt))
    numbers = at.member(group, 0)
    if node.kind in ("sum", "mean"):
        zero = constant(program, ZERO)
        total = zero
        for one, number in zip(inside, numbers, strict=True):
            total = added(program, total, selected(program, one, number, zero))
        found = total if node.kind == "sum" else divided(program, total, count)
        return evolve(found, doubt=program.either(doubt, found.doubt))
    if node.kind in IN_ORDER:
        return one_in_order(at, numbers, inside)
    return least_or_greatest(at, numbers, inside)


def ranked(at: Lowering, asked: Sequence[int]) -> Made:
    """The place of each member of each group."""
    found: Made = {}
    for number in dict.fromkeys(at.node.group_of[cell] for cell in asked if cell in at.node.group_of):
        group = at.node.groups[number]
        small_enough(at, group)
        places = _placed(at, at.member(group, 0), let_in(at, group))
        found.update(zip(group, places, strict=True))
    return found


def _placed(at: Lowering, figures: Sequence[Numeric], inside: Sequence[Truth]) -> list[Numeric]:
    program, node = at.program, at.node
    tie = {"best": ZERO, "worst": ONE, "middle": Fraction(1, 2)}[node.ties]
    found = []
    everybody = program.either(*(one.doubt for one in inside))
    figures = [evolve(figure, ends=None) for figure in figures]  # places are given by what is printed
    for own, figure in enumerate(figures):
        place, doubt = constant(program, ONE), program.either(everybody, program.opposite(inside[own].bit))
        for other, against in enumerate(figures):
            if other == own:
                continue
            better = compared(program, "more_than" if node.highest_first else "less_than", against, figure)
            place = added(program, place, one_if(program, program.both(inside[other].bit, better.bit), ONE))
            doubt = program.either(doubt, program.both(inside[other].bit, better.doubt))
            if tie:
                equal = compared(program, "is", against, figure)
                place = added(program, place, one_if(program, program.both(inside[other].bit, equal.bit), tie))
                doubt = program.either(doubt, program.both(inside[other].bit, equal.doubt))
        found.append(evolve(place, doubt=doubt))
    return found


def shared_out(at: Lowering, asked: Sequence[int]) -> Made:
    """The points of each group, shared."""
    found: Made = {}
    for number in dict.fromkeys(at.node.group_of[cell] for cell in asked if cell in at.node.group_of):
        group = at.node.groups[number]
        found.update(zip(group, _shared_group(at, group), strict=True))
    return found


def _shared_group(at: Lowering, group: Sequence[int]) -> list[Numeric]:
    program, zero = at.program, constant(at.program, ZERO)
    points: Numeric = at.columns[0][group[0]]  # type: ignore[assignment]
    taking = [as_truth(program, one) for one in at.member(group, 2)]
    parts = [selected(program, take, part, zero) for take, part in zip(taking, at.member(group, 1), strict=True)]
    below = [Truth(False) if one.is_positive else compared(program, "less_than", bare(one), zero) for one in parts]
    doubt = program.either(*(bit for one in below for bit in (one.bit, one.doubt)))
    total = zero
    for part in parts:
        total = added(program, total, part)
    nobody = compared(program, "is", bare(total), zero)
    doubt = program.either(doubt, nobody.doubt, *(one.doubt for one in taking), total.doubt)
    missing = program.either(points.missing, total.missing)
    each = bare(divided(program, bare(points), bare(total)))
    takers = counted(program, taking)
    equal = bare(divided(program, bare(points), takers)) if at.node.nobody == "equally" else zero
    found = []
    for take, part in zip(taking, parts, strict=True):
        shared = multiplied(program, each, bare(part))
        otherwise = selected(program, Truth(take.bit), equal, zero)
        chosen = selected(program, Truth(nobody.bit), otherwise, shared)
        found.append(evolve(chosen, doubt=program.either(doubt, points.doubt), missing=missing))
    return found
