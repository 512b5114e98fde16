"""Mutants that no test can kill, each with the reason: what they change is never seen, or comes to the same."""

from __future__ import annotations

WHERE_LINES_MEET = "where two lines meet, both give the same"
EQUAL_BEFORE = "the two are not equal here, which is asked first"
SHORT_CUT = "a short cut: the longer way gives the same"
UNLIKE_THE_OTHERS = "any number that is none of the others tells that nothing is known"
SIGN = "a sign is 1 or -1, which is looked at, or multiplied by, as a sign"
FAR = "asked of numbers beyond 2^4000 or within 2^-4000 of zero alone"
NO_SHIFT = "nothing is shifted, to either side"
IN_ORDER = "signs are only put in order"
TWICE = "twice a number has its sign"
WHOLE_BELOW = "a whole number that is not zero is below 1 if it is below zero"
ANY_CELL = "of a node that may be reached, which cell is looked at makes no difference"
ONE_OPERAND = "there is one operand, the first and the last"
UNFILTERED = "nothing is promised of a sum with a second operand; else there is one, the first and the last"
FEWER_LEFT = "fewer units are left than there are to hand them to"
ALIKE = "of what is alike, the last is the first"
NO_POWER = "a power is a whole number, and not zero"
EVEN = "a power that is even and below zero is below -1"
BELOW_ALONE = "what has several terms stands below the line alone"
ONE_POT = "all cells of a group read the same points"
UNBOUNDED = "of an end that is not there, nothing is looked at but its sign"

EQUIVALENT: dict[str, str] = {
    "explanation.indicator.climbed:all_climbed: 0 -> 1": ANY_CELL,
    "explanation.indicator.climbed:all_climbed: 0 -> -1": ANY_CELL,
    "explanation.indicator.climbed:_own_first: 0 -> 1 (4)": "every staircase is written somewhere",
    "explanation.indicator.climbed:_own_first: 0 -> -1 (4)": "every staircase is written somewhere",
    "explanation.indicator.climbed:_carrying: 1 -> 0": "a condition is yes or no, and no staircase gives that",
    "explanation.indicator.climbed:_stands_on: 0 -> -1": ONE_OPERAND,
    "explanation.indicator.climbed:_named: 0 -> -1": ONE_OPERAND,
    "graph.operators:gathered: 1 -> 0": SHORT_CUT,
    "tables.straight_lines:_share: 0 -> 1 (2)": ONE_POT,
    "tables.straight_lines:_share: 0 -> -1 (2)": ONE_POT,
    "graph.operators:gathered: 0 -> 1": "only a median comes without a place, and reads none",
    "graph.operators:gathered: 0 -> -1": "only a median comes without a place, and reads none",
    "graph.operators:gathered: 0 -> -1 (2)": "there is one value, the first and the last",
    "tables.ramps:on_the_line: value <= points[0][0] -> value < points[0][0]": WHERE_LINES_MEET,
    "tables.ramps:on_the_line: value <= high -> value < high": WHERE_LINES_MEET,
    "tables.ramps:_exactly: True -> False": WHERE_LINES_MEET,
    "intervals:Interval.is_empty: self.low > self.high -> self.low >= self.high": EQUAL_BEFORE,
    "proofs.positivity:: 1 -> 2": IN_ORDER,
    "proofs.positivity:: 1 -> 2 (2)": IN_ORDER,
    "proofs.positivity:sign_of: number > 0 -> number >= 0": "no term is nothing",
    "proofs.positivity:_sign_of_sum: 1 -> 2": TWICE,
    "intervals:add: low is not None -> low is None": SHORT_CUT,
    "intervals:multiply: b.low > 0 -> b.low >= 0": "it is not zero, which is asked first",
    "intervals:multiply: 0 -> 1": SHORT_CUT,
    "intervals:divide: b.low > 0 -> b.low >= 0": "it is not zero, which is asked first",
    "intervals:divide: 0 -> 1": SHORT_CUT,
    "intervals:greatest: 1 -> 0": "the first beside itself changes nothing",
    "intervals:_short_end: end > 0 -> end >= 0": FAR,
    "intervals:_short_end: down > 0 -> down >= 0": SIGN,
    "intervals:_short_end: 0 -> -1 (2)": SIGN,
    "intervals:_short_end: size > 0 -> size >= 0": FAR,
    "intervals:_short_end: 0 -> 1 (3)": FAR,
    "intervals:_short_end: 0 -> -1 (3)": FAR,
    "intervals:_short_end: end * down -> end / down": SIGN,
    "intervals:_short_end: shift >= 0 -> shift > 0": NO_SHIFT,
    "intervals:_short_end: 0 -> 1 (4)": NO_SHIFT,
    "intervals:_short_end: shift >= 0 -> shift > 0 (2)": NO_SHIFT,
    "intervals:_short_end: 0 -> 1 (5)": NO_SHIFT,
    "intervals:_ends: 1 -> 2": UNBOUNDED,
    "intervals:_ends: False -> True": UNBOUNDED,
    "intervals:_ends: 1 -> 2 (2)": UNBOUNDED,
    "intervals:_ends: False -> True (3)": UNBOUNDED,
    "intervals:_hull: value < 0 -> value <= 0": UNBOUNDED,
    "intervals:_hull: value > 0 -> value >= 0": UNBOUNDED,
    "intervals:_stricter: a > b -> a >= b": EQUAL_BEFORE,
    "intervals:_is_as_wide: beyond < 0 -> beyond <= 0": EQUAL_BEFORE,
    "intervals:_is_as_wide: 0 -> 1": WHOLE_BELOW,
    "intervals:_wider: beyond > 0 -> beyond >= 0": EQUAL_BEFORE,
    "intervals:_wider: 0 -> -1": "a whole number that is not zero is above -1 if it is above zero",
    "intervals:_lower: beyond < 0 -> beyond <= 0": EQUAL_BEFORE,
    "intervals:_lower: 0 -> 1": WHOLE_BELOW,
    "proofs.all_data:_leaves: total is not None and isinstance(node, Observed) -> "
    "total is not None or isinstance(node, Observed)": "a total is promised of figures alone, and none is no limit",
    "proofs.all_data:_leaves: 0 -> -1": UNFILTERED,
    "proofs.improvement:_Paid._of_product: 0 -> -1": NO_POWER,
    "proofs.improvement:_Paid._of_product: power > 0 -> power >= 0": NO_POWER,
    "proofs.improvement:_parts_of_a_fixed_sum: 0 -> -1": "parts of a sum below zero have a number below zero, "
    "which is asked as well",
    "proofs.improvement:_parts_of_a_fixed_sum: 0 -> 1 (2)": NO_POWER,
    "proofs.improvement:_parts_of_a_fixed_sum: one[1] < 0 -> one[1] <= 0": NO_POWER,
    "proofs.positivity:sign_of_power: 0 -> 1 (2)": NO_POWER,
    "proofs.positivity:sign_of_power: power < 0 -> power <= 0": NO_POWER,
    "proofs.positivity:sign_of_product: 0 -> -1 (2)": EVEN,
    "proofs.positivity:sign_of_product: 0 -> 1 (2)": NO_POWER,
    "proofs.positivity:sign_of_product: power < 0 -> power <= 0": NO_POWER,
    "proofs.provisos:_not_zero: 1 -> 2": TWICE,
    "proofs.unfolding:before_rounding: 0 -> -1": ONE_OPERAND,
    "tables.algebra:Algebra._added_up: 0 -> 1": NO_POWER,
    "tables.algebra:Algebra._added_up: power < 0 -> power <= 0": NO_POWER,
    "tables.algebra:Algebra._is_divisor: 0 -> -1": NO_POWER,
    "tables.algebra:Algebra._is_divisor: power > 0 -> power >= 0": NO_POWER,
    "tables.algebra:Algebra._powered: 0 -> 1": NO_POWER,
    "tables.algebra:Algebra._powered: power < 0 -> power <= 0": NO_POWER,
    "tables.algebra:Algebra.cleared: 0 -> -1": BELOW_ALONE,
    "tables.algebra:Algebra.cleared: 0 -> 1": BELOW_ALONE,
    "tables.algebra:Algebra.form_of: 0 -> -1": ALIKE,
    "tables.algebra:Algebra.form_of: 0 -> -1 (2)": ALIKE,
    "tables.algebra:_joined: not a or not b -> not a and (not b)": SHORT_CUT,
    "tables.certain_values:certain_values: 0 -> 1 (2)": NO_POWER,
    "tables.certain_values:certain_values: power < 0 -> power <= 0": NO_POWER,
    "tables.forms:Forms.where: 0 -> -1": NO_POWER,
    "tables.forms:Forms.where: power > 0 -> power >= 0": NO_POWER,
    "tables.apportion:apportion: 0 -> -1": ONE_OPERAND,
    "tables.apportion:is_decided_by_order: 0 < left < len(exact) -> 0 < left <= len(exact)": FEWER_LEFT,
    "tables.rounding:round_to_whole: value > 0 -> value >= 0": "zero is no half",
    "tables.rounding:round_to_whole: rest > Fraction(1, 2) -> rest >= Fraction(1, 2)": EQUAL_BEFORE,
    "tables.rounding:_just_inside: end * 2 * direction -> end * 2 / direction": SIGN,
    "tables.rounding:_just_inside: Fraction(doubled.numerator // doubled.denominator + 1, 2) * direction -> "
    "Fraction(doubled.numerator // doubled.denominator + 1, 2) / direction": SIGN,
    "tables.apportion:share: False -> True": "no counts as 0 where it is added up",
    "tables.bounds:enclose.cells: 0 -> -1": ONE_OPERAND,
    "tables.bounds:_share: 0 -> -1 (2)": ONE_POT,
    "tables.exact:_logic: 0 -> -1": ONE_OPERAND,
    "tables.exact:_copied: 0 -> -1": ONE_OPERAND,
    "tables.exact:_staircase: 0 -> -1": ONE_OPERAND,
    "tables.exact:_exists: 0 -> -1": ONE_OPERAND,
    "tables.exact:_round: 0 -> -1": ONE_OPERAND,
    "tables.node_ranges:all_ranges.cells: columns and guards.is_guarded(node) -> "
    "columns or guards.is_guarded(node)": SHORT_CUT,
    "tables.node_ranges:_conditions_first: -1 -> 1": "what is not worked out yet is when somebody asks for it",
    "tables.node_ranges:_exists: 0 -> -1": ONE_OPERAND,
    "tables.node_ranges:_exists: 0 -> -1 (2)": ONE_OPERAND,
    "tables.node_ranges:_both: not isinstance(cell, Interval) or not isinstance(other, Interval) -> "
    "not isinstance(cell, Interval) and (not isinstance(other, Interval))": "only sums of figures are given as well",
    "tables.node_ranges:_compare.compared: isinstance(a, Interval) and isinstance(b, Interval) -> "
    "isinstance(a, Interval) or isinstance(b, Interval)": "two of a kind are compared",
    "tables.changes:: 9 -> 10": UNLIKE_THE_OTHERS,
    "tables.changes:: 9 -> 8": UNLIKE_THE_OTHERS,
    "tables.guards:Numbers._number: 0 -> -1": ONE_OPERAND,
    "tables.guards:Numbers._shape: 0 -> -1": ALIKE,
    "tables.guards:Guards.implied: 0 -> -1": ONE_OPERAND,
    "tables.guards:Guards.implied: 0 -> -1 (2)": ONE_OPERAND,
    "tables.guards:_is_repeated: 0 -> -1": ONE_OPERAND,
    "tables.guards:_is_repeated: 0 -> -1 (2)": ONE_OPERAND,
    "tables.group_ranges:shared: 0 -> -1 (2)": ONE_POT,
    "tables.promises:Promises._shared: 0 -> -1 (2)": ONE_POT,
    "tables.promises:Promises._shared: 0 -> -1 (4)": ONE_POT,
    "tables.promises:Promises._summed: 0 -> -1": UNFILTERED,
    "tables.promises:Promises._summed: 0 -> -1 (2)": UNFILTERED,
    "tables.promises:Promises._summed: 0 -> -1 (4)": UNFILTERED,
    "tables.promises:_taken: 0 -> -1": "what is taken to several places is the same in each",
    "tables.changes:scaled: move * sign -> move / sign": "a sign is 1 or -1, and nothing is scaled by 0",
}
"""By the mutant's name."""
