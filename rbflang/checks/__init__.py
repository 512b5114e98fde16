"""The static checks: one file each, listed in one tuple."""

from __future__ import annotations

from types import ModuleType

from rbflang.checks import (
    declared_twice,
    gate_without_a_consequence,
    key_does_not_add_up,
    member_under_nothing,
    number_without_a_source,
    payout_missing,
    point_shares_do_not_add_up,
    property_missing,
    row_does_not_fit,
    sharing_without_a_case_for_nobody,
    source_not_declared,
    total_is_approximate,
    unknown_name,
    unused_declaration,
    weights_do_not_add_up,
)

CHECKS: tuple[ModuleType, ...] = (
    unknown_name,
    declared_twice,
    member_under_nothing,
    row_does_not_fit,
    source_not_declared,
    number_without_a_source,
    property_missing,
    weights_do_not_add_up,
    total_is_approximate,
    key_does_not_add_up,
    point_shares_do_not_add_up,
    gate_without_a_consequence,
    sharing_without_a_case_for_nobody,
    payout_missing,
    unused_declaration,
)
