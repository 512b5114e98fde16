"""Registers and measurements as they are recognised, and what is attached to any declaration: citations and titles.

Called by the parser while it parses. It gives the nodes of `nodes/`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rbflang.syntax import expressions as ex
from rbflang.syntax import hints
from rbflang.syntax.citations import read_citation
from rbflang.syntax.nodes import episode_nodes as nodes
from rbflang.syntax.nodes.attached import Citation, Titles
from rbflang.syntax.shape_expressions import Children, ExpressionShape, Unfinished, find
from rbflang.syntax.vocabulary import BY_NAME

KINDS: dict[str, nodes.Kind] = {
    "PATIENT_KEY": "patient", "UNIT_UNDER": "unit", "DATE": "date", "PERIOD": "period", "ONE_CODE": "code",
    "SEVERAL_CODES": "codes", "YES_NO": "yes_no", "TEXT_TYPE": "words",
}  # fmt: skip


def _type(child: Any) -> str:
    return getattr(child, "type", "")


class CountedShape(ExpressionShape):
    """Builds the nodes of registers and measurements."""

    def citation(self, children: Iterable[Any]) -> Citation | None:
        """The citation that the bracket among the children holds."""
        for child in children:
            if getattr(child, "type", "") == "CITATION":
                citation, found = read_citation(self.span([child]))
                self.faults.extend(found)
                return citation
        return None

    def _string(self, children: Children) -> str:
        return next((self.string(child) for child in children if getattr(child, "type", "") == "STRING"), "")

    def short(self, children: Children) -> Unfinished:
        return self.part("short", self.string(children[1]), children)

    def also(self, children: Children) -> Unfinished:
        return self.part("also", self.string(children[1]), children)

    def in_english(self, children: Children) -> Unfinished:
        return self.part("english", self.string(children[1]), children)

    def titles(self, children: Children) -> Unfinished:
        aliases = tuple(child.value for child in children if isinstance(child, Unfinished) and child.kind == "also")
        short, english = find(children, "short", ""), find(children, "english", "")
        return self.part("titles", Titles(self._string(children), short, aliases, english), children)

    def _titles(self, children: Children) -> Titles:
        titles: Titles = find(children, "titles", Titles())
        return titles

    # registers

    def period_from(self, children: Children) -> nodes.PeriodFrom:
        return nodes.PeriodFrom(self.span(children), self.name_of(children[1]), self.citation(children))

    def codes(self, children: Children) -> Unfinished:
        return self.part("codes", tuple(child for child in children if not _type(child)), children)

    def headings(self, children: Children) -> Unfinished:
        return self.part("headings", tuple(self.string(one) for one in children if _type(one) == "STRING"), children)

    def in_set(self, children: Children) -> Unfinished:
        name = children[0]
        for word in ("DATE", "PERIOD", "PATIENT_KEY"):
            keyword = BY_NAME[word]
            if name.text in (keyword.nb, keyword.en):
                own = keyword.spelled(self.language)
                self.faults.append(hints.mixed(name.span, name.text, own, self.language))
        return self.part("kind", ("member", name, ()), children)

    def in_column(self, children: Children) -> Unfinished:
        return self.part("kind", ("unit", children[1], ()), children)

    def coded(self, children: Children) -> Unfinished:
        return self.part("kind", (KINDS[children[0].type], None, find(children, "codes", ())), children)

    def register_column(self, children: Children) -> nodes.ColumnDecl:
        plain = (KINDS.get(_type(children[1]), "words"), None, ())
        kind, of, codes = find(children, "kind", plain)
        headings, citation = find(children, "headings", ()), self.citation(children)
        return nodes.ColumnDecl(self.span(children), children[0], kind, of, codes, headings, citation)

    def register(self, children: Children) -> nodes.RegisterDecl:
        lines = tuple(one for one in children if isinstance(one, nodes.PeriodFrom | nodes.ColumnDecl))
        name, titles = self.name_of(children[1]), self._titles(children)
        return nodes.RegisterDecl(self.span(children), name, titles, self.citation(children), lines)

    # measurements

    def among(self, children: Children) -> ex.Expression:
        column, *words, last = children
        operator = "among" if _type(words[0]) == "AMONG" else "is_not" if len(words) > 1 else "is"
        codes = last.value if isinstance(last, Unfinished) else (last,)
        return self.build(ex.CodeTest, children, column, operator, codes)

    def counted(self, children: Children) -> nodes.WrittenCount:
        unique = children[1] if _type(children[0]) == "UNIQUE" else None
        at = next((at for at, child in enumerate(children) if _type(child) == "WHERE"), None)
        return nodes.WrittenCount(self.span(children), unique, None if at is None else children[at + 1])

    def counted_key(self, children: Children) -> Unfinished:
        return self.part("key", tuple(self.name_of(one) for one in children if _type(one) == "NAME"), children)

    def counted_row(self, children: Children) -> nodes.CountedRow:
        counts = [one for one in children if isinstance(one, nodes.WrittenCount)]
        key, denominator = find(children, "key", ()), counts[1] if len(counts) > 1 else None
        return nodes.CountedRow(self.span(children), key, counts[0], denominator, self.citation(children))

    def counted_per(self, children: Children) -> nodes.CountedPer:
        return nodes.CountedPer(self.span(children), children[1], self.citation(children))

    def counted_where(self, children: Children) -> nodes.CountedWhere:
        return nodes.CountedWhere(self.span(children), children[1], self.citation(children))

    def measurement(self, children: Children) -> nodes.MeasurementDecl:
        kinds = nodes.CountedPer | nodes.CountedWhere | nodes.CountedRow
        lines = tuple(one for one in children if isinstance(one, kinds))
        name, register = self.name_of(children[1]), self.name_of(children[3])
        return nodes.MeasurementDecl(self.span(children), name, register, self.citation(children), lines)
