"""Declarations as they are recognised: each grammar rule becomes a tree node.

Called by the parser while it parses. It gives the nodes of `tree.py`; comments are laid on afterwards.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any

from attrs import evolve

from rbflang.numerals import MOST_DIGITS
from rbflang.syntax import declared_currency, hints, text_faults, tree
from rbflang.syntax import expressions as ex
from rbflang.syntax.counting.shape_counted import CountedShape
from rbflang.syntax.nodes.episode_nodes import MeasurementDecl
from rbflang.syntax.shape_expressions import SET_WORDS, Children, Unfinished, find
from rbflang.syntax.vocabulary import BY_NAME
from rbflang.wording import KRONE

MOST_DECIMALS = 6
_YEAR = re.compile(r"\d{4}")
_TYPES = ("KR", "POINTS", "PARTS", "COUNT", "SHARE_TYPE", "NUMBER_TYPE", "YES_NO", "WORD_TYPE", "TEXT_TYPE")
TYPE_WORDS = {name: BY_NAME[name].nb for name in _TYPES}
ROUND_TO = {"ROUND_KRONER": "kroner", "ROUND_POINTS": "points", "ROUND_TO": "decimals", "ROUND_NEAREST": "nearest"}
VALUES = (ex.Number, ex.Ratio, ex.Between, ex.Missing, ex.Name, ex.Text, ex.YesNo, ex.Negative)


class Shape(CountedShape):
    """Builds the nodes of declarations."""

    # header, the unit of money, sources, titles

    def header(self, children: Children) -> tree.Header:
        scheme = self.name_of(children[1]).text
        if not _YEAR.fullmatch(children[2]):
            self.faults.append(hints.year_not_understood(self.span(children[2:3])))
        return tree.Header(self.span(children), scheme, str(children[2]), self._string(children))

    def currency(self, children: Children) -> tree.CurrencyDecl:
        span, decimals = self.span(children), self.literal(children[-2:-1])
        if decimals.value.denominator > 1 or decimals.value > MOST_DECIMALS:
            self.faults.append(declared_currency.decimals_of_unit(decimals.span, MOST_DECIMALS))
        if self.declared and span.start != self.declared.start:
            self.faults.append(declared_currency.declared_again(span, self.declared))
        name = ex.Name(self.span(children[1:2]), str(children[1]))
        currency = self.declared.currency if self.declared else KRONE
        return tree.CurrencyDecl(span, name, currency)

    def publisher(self, children: Children) -> Unfinished:
        return self.part("fact", ("publisher", self.string(children[1])), children)

    def issued(self, children: Children) -> Unfinished:
        return self.part("fact", ("issued", self.string(children[1])), children)

    def contents(self, children: Children) -> Unfinished:
        texts = [ex.Text(self.span([one]), self.string(one)) for one in children if one.type == "STRING"]
        return self.part("contents", tuple(texts), children)

    def source_decl(self, children: Children) -> tree.SourceDecl:
        facts = tuple(child.value for child in children if isinstance(child, Unfinished) and child.kind == "fact")
        lists = [child.value for child in children if isinstance(child, Unfinished) and child.kind == "contents"]
        contents = tuple(text for one in lists for text in one)
        name, title = self.name_of(children[1]), self.string(children[2])
        return tree.SourceDecl(self.span(children), name, title, facts, contents)

    def upper(self, children: Children) -> Unfinished:
        return self.part("upper", self.name_of(children[1]), children)

    def upper_set(self, children: Children) -> Unfinished:
        return self.part("upper", children[1], children)

    # sets and members

    def member_block(self, children: Children) -> Unfinished:
        return self.part("lines", tuple(one for one in children if not hasattr(one, "type")), children)

    def setting(self, children: Children) -> tree.Setting:
        name, value = self.name_of(children[0]), children[1]
        return tree.Setting(self.span(children), name, value, self.citation(children))

    def settings(self, children: Children) -> Unfinished:
        return self.member_block(children)

    def subarea(self, children: Children) -> tree.MemberDecl:
        return self._member(children, "", children[0])

    def subareas(self, children: Children) -> tree.SubareaList:
        areas = tuple(one for one in children if isinstance(one, tree.MemberDecl))
        return tree.SubareaList(self.span(children), areas, self.citation(children))

    def _member(self, children: Children, set_name: str, name: Any) -> tree.MemberDecl:
        lines = find(children, "lines", ())
        titles, upper = self._titles(children), find(children, "upper")
        citation = self.citation(children)
        return tree.MemberDecl(self.span(children), set_name, self.name_of(name), titles, upper, citation, lines)

    def member(self, children: Children) -> tree.MemberDecl:
        word = children[0]
        set_name = SET_WORDS.get(word.type, str(word))
        return self._member(children, set_name, children[1])

    def set_member(self, children: Children) -> tree.MemberDecl:
        return self._member(children, "", children[0])

    def set_members(self, children: Children) -> Unfinished:
        return self.part("members", tuple(one for one in children if not hasattr(one, "type")), children)

    def set(self, children: Children) -> tree.SetDecl:
        members = find(children, "members")
        titles, upper = self._titles(children), find(children, "upper")
        from_data = any(getattr(child, "type", "") == "FROM_DATA" for child in children)
        return tree.SetDecl(self.span(children), self.name_of(children[1]), titles, upper, from_data, members or ())

    def basis_text(self, children: Children) -> Unfinished:
        text = ex.Text(self.span(children[1:]), self.string(children[1]))
        return self.part("basis", (self.name_of(children[0]), text), children)

    def basis_same(self, children: Children) -> Unfinished:
        return self.part("basis", (self.name_of(children[0]), self.name_of(children[2])), children)

    def round_block(self, children: Children) -> Unfinished:
        return self.part("basis_list", tuple(one.value for one in children if isinstance(one, Unfinished)), children)

    def round(self, children: Children) -> tree.RoundDecl:
        basis = find(children, "basis_list", ())
        name, titles = self.name_of(children[1]), self._titles(children)
        return tree.RoundDecl(self.span(children), name, titles, self.citation(children), basis)

    # quantities that are given

    def unit_type(self, children: Children) -> Unfinished:
        return self.part("type", tuple(TYPE_WORDS[child.type] for child in children), children)

    def range(self, children: Children) -> Unfinished:
        return self.part("range", (children[1], children[3]), children)

    def rounded(self, children: Children) -> Unfinished:
        return self.part("rounded", True, children)

    def optional(self, children: Children) -> Unfinished:
        return self.part("optional", True, children)

    def exact(self, children: Children) -> Unfinished:
        return self.part("exact", True, children)

    def shown_from(self, children: Children) -> Unfinished:
        return self.part("shown_from", children[1], children)

    def totalling(self, children: Children) -> Unfinished:
        per = tuple(child for child in children[2:] if isinstance(child, ex.Name))
        approximate = getattr(children[-1], "type", "") == "APPROXIMATELY"
        return self.part("total", (children[1], per, approximate), children)

    def typing(self, children: Children) -> Unfinished:
        first = children[0]
        words = first.value if isinstance(first, Unfinished) else (TYPE_WORDS[first.type],)
        low, high = find(children, "range", (None, None))
        total, per, approximate = find(children, "total", (None, (), False))
        rounded, optional = find(children, "rounded", False), find(children, "optional", False)
        span = self.span(children)
        shown_from, exact = find(children, "shown_from"), find(children, "exact", False)
        currency = self.declared.currency if self.declared and "kr" in words else KRONE
        if currency != KRONE:
            self.refuse_undeclared(span)
        typing = tree.Typing(
            span, words, low, high, rounded, optional, total, per, approximate, shown_from, exact, currency
        )
        return self.part("typing", typing, children)

    def cell(self, children: Children) -> Unfinished:
        return self.part("cell", (children[0], self.citation(children)), children)

    def row(self, children: Children) -> tree.Row:
        key = tuple(self.name_of(one) for one in children if getattr(one, "type", "") == "NAME")
        cells = tuple(one.value for one in children if isinstance(one, Unfinished))
        return tree.Row(self.span(children), key, cells)

    def rows(self, children: Children) -> Unfinished:
        return self.part("rows", tuple(one for one in children if isinstance(one, tree.Row)), children)

    def column(self, children: Children) -> Unfinished:
        return self.part("column", (self.name_of(children[0]), self.citation(children)), children)

    def columns(self, children: Children) -> tree.ColumnsDecl:
        columns = tuple(one.value for one in children if isinstance(one, Unfinished) and one.kind == "column")
        rows = tuple(one for one in children if isinstance(one, tree.Row))
        return tree.ColumnsDecl(self.span(children), find(children, "per"), columns, rows, self.citation(children))

    def _quantity(self, children: Children, kind: Any) -> tree.QuantityDecl:
        value = next((one for one in children if isinstance(one, VALUES)), None)
        name, titles, per = self.name_of(children[1]), self._titles(children), find(children, "per", ())
        typing, rows, citation = find(children, "typing"), find(children, "rows", ()), self.citation(children)
        return tree.QuantityDecl(self.span(children), kind, name, titles, per, typing, value, rows, citation)

    def fixed(self, children: Children) -> tree.QuantityDecl:
        return self._quantity(children, "fixed")

    def table(self, children: Children) -> tree.QuantityDecl:
        return self._quantity(children, "table")

    def property(self, children: Children) -> tree.QuantityDecl:
        return self._quantity(children, "property")

    def input(self, children: Children) -> tree.QuantityDecl:
        return self._quantity(children, "input")

    # formulas, staircases, measures

    def round_to(self, children: Children) -> Unfinished:
        to, number = ROUND_TO[children[0].type], children[1] if len(children) > 1 else None
        if to == "decimals":
            number = self.literal([number])
            if number.value.denominator > 1 or number.value > MOST_DIGITS:
                self.faults.append(text_faults.decimals_not_understood(number.span))
        elif number is not None and not number.value:
            self.faults.append(text_faults.rounded_to_nothing(number.span))
            number = evolve(number, value=Fraction(1))
        return self.part("to", (to, number), children)

    def round_mode(self, children: Children) -> Unfinished:
        return self.part("mode", (children[0].type.lower(), find(children, "per", ())), children)

    def rounding(self, children: Children) -> tree.Rounding:
        to, number = children[0].value
        mode, per = find(children, "mode", (None, ()))
        span, currency = self.span(children), self.declared.currency if self.declared else KRONE
        return tree.Rounding(span, to, number, mode, self.citation(children), per, currency)

    def formula(self, children: Children) -> tree.FormulaDecl:
        kind: Any = "payout" if children[0].type == "PAYOUT" else "formula"
        at = next(i for i, child in enumerate(children) if getattr(child, "type", "") == "EQUALS")
        rounding = next((child for child in children if isinstance(child, tree.Rounding)), None)
        own = [child for child in children if child is not rounding]
        citation = self.citation(own) or (rounding.citation if rounding else None)
        name, titles, per = self.name_of(children[1]), self._titles(children), find(children, "per", ())
        explanation = self._string(children[at:])
        return tree.FormulaDecl(
            self.span(children), kind, name, titles, per, children[at + 1], rounding, citation, explanation
        )

    def _step(self, children: Children, kind: Any) -> tree.Step:
        values = [child for child in children if isinstance(child, VALUES)]
        until = values[1] if kind == "from_to_under" else None
        return tree.Step(self.span(children), kind, values[0], until, values[-1], self.citation(children))

    def step_from(self, children: Children) -> tree.Step:
        return self._step(children, "from")

    def step_from_to(self, children: Children) -> tree.Step:
        return self._step(children, "from_to_under")

    def step_up_to(self, children: Children) -> tree.Step:
        return self._step(children, "up_to")

    def step_over(self, children: Children) -> tree.Step:
        return self._step(children, "over")

    def step_under(self, children: Children) -> tree.Step:
        return self._step(children, "under")

    def staircase(self, children: Children) -> tree.StaircaseDecl:
        steps = tuple(child for child in children if isinstance(child, tree.Step))
        name, titles = self.name_of(children[1]), self._titles(children)
        return tree.StaircaseDecl(self.span(children), name, titles, steps, self.citation(children))

    def point(self, children: Children) -> tree.Step:
        return self._step(children, "at")

    def ramp(self, children: Children) -> tree.StaircaseDecl:
        return evolve(self.staircase(children), is_ramp=True)

    def _clause(
        self, children: Children, kind: Any, value: Any, rows: Any = (), consequence: Any = None
    ) -> tree.Clause:
        return tree.Clause(self.span(children), kind, value, rows, consequence, self.citation(children))

    def point_share(self, children: Children) -> tree.Clause:
        value = children[1] if isinstance(children[1], VALUES) else None
        return self._clause(children, "point_share", value, find(children, "rows", ()))

    def applies(self, children: Children) -> tree.Clause:
        asked = [self.name_of(one) if getattr(one, "type", "") == "NAME" else one for one in children[1:]]
        return self._clause(children, "applies", tuple(one for one in asked if not hasattr(one, "type")))

    def gate(self, children: Children) -> tree.Clause:
        words = {"ELSE_LAPSE": "lapse", "ELSE_NO_PARTS": "no_parts"}
        consequence = next((words[one.type] for one in children[2:] if getattr(one, "type", "") in words), None)
        return self._clause(children, "gate", children[1], (), consequence)

    def parts(self, children: Children) -> tree.Clause:
        return self._clause(children, "parts", children[2])

    def points(self, children: Children) -> tree.Clause:
        return self._clause(children, "points", children[2])

    def sharing(self, children: Children) -> ex.Expression:
        last = getattr(children[-1], "type", "")
        nobody = {"NOBODY_EQUALLY": "equally", "NOBODY_LAPSE": "lapse"}.get(last)
        return self.build(ex.Sharing, children, children[1], children[3], children[5], nobody)

    def explanation(self, children: Children) -> tree.Clause:
        return self._clause(children, "explanation", ex.Text(self.span(children[1:]), self.string(children[1])))

    def measure(self, children: Children) -> tree.MeasureDecl:
        clauses = tuple(child for child in children if isinstance(child, tree.Clause))
        name, titles = self.name_of(children[1]), self._titles(children)
        return tree.MeasureDecl(self.span(children), name, titles, clauses, self.citation(children))

    # the rest

    def assertion(self, children: Children) -> tree.AssertionDecl:
        unrounded = any(getattr(child, "type", "") == "BEFORE_ROUNDING" for child in children)
        return tree.AssertionDecl(self.span(children), children[1], children[3], self.citation(children), unrounded)

    def side_calculation(self, children: Children) -> tree.SideCalculationDecl:
        formulas = tuple(child for child in children if isinstance(child, tree.FormulaDecl))
        titles = self._titles(children)
        return tree.SideCalculationDecl(self.span(children), titles, formulas, self.citation(children))

    def alternative(self, children: Children) -> tree.AlternativeDecl:
        kinds = (tree.QuantityDecl, tree.FormulaDecl, tree.StaircaseDecl, tree.MeasureDecl, MeasurementDecl)
        rules = tuple(child for child in children if isinstance(child, kinds))
        return tree.AlternativeDecl(self.span(children), self._titles(children), rules, self.citation(children))

    def note(self, children: Children) -> tree.NoteDecl:
        return tree.NoteDecl(self.span(children), self.citation(children), self._string(children))

    def ruleset(self, children: Children) -> tuple[Any, ...]:
        return tuple(children)
