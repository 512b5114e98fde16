"""A measure whose list of point shares leaves out an indicator that it applies to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from rbflang.diagnostics import NOTHING, Fault, Kind, Label, Severity
from rbflang.quantities import POINTS, SHARE
from rbflang.ruleset.applicability import applies_to, point_share
from rbflang.ruleset.model import INDICATOR, POINT_SHARE_NAME, Measure, Ruleset
from rbflang.ruleset.signatures import Inference
from rbflang.ruleset.unit_words import shown
from rbflang.ruleset.values import exact, is_number
from rbflang.source import Span
from rbflang.syntax.expressions import Arithmetic, Expression, Missing, Name, Number, Sharing
from rbflang.syntax.format_words import Spelling
from rbflang.syntax.tree import Clause, MeasureDecl
from rbflang.wording import Words, decimals_needed, listing, number, plain

KIND = Kind(
    "point-share-row-missing",
    Severity.FAULT,
    Words("En indikator mangler i poengandelene til et prestasjonsmål", "A measure's point shares lack an indicator"),
    Words(
        "Gir et prestasjonsmål poengandelen med en rad for hver indikator, må alle indikatorene som målet gjelder for, "
        "ha en rad. En rad som mangler, regnes aldri som 0 %: Da kunne poeng bli borte uten at noe sa fra. Har målet "
        "ingen poeng for indikatoren, skrives det som 0 %, eller indikatoren tas ut med «gjelder».",
        "Where a measure gives its point share with a row for each indicator, every indicator it applies to must have "
        "one. A missing row never counts as 0%: points could be lost and nothing said. If the measure has no points "
        "for the indicator, write 0%, or leave the indicator out with “applies”.",
    ),
    Words(
        'indikator a "A"\nindikator b "B"\nprestasjonsmål nivå {\n    poengandel [regelverk 3] { a: 100 % }\n}',
        'indicator a "A"\nindicator b "B"\nmeasure level {\n    point_share [rulebook 3] { a: 100 % }\n}',
    ),
    Words(
        'indikator a "A"\nindikator b "B"\nprestasjonsmål nivå {\n    poengandel [regelverk 3] { a: 100 %  b: 0 % }\n}',
        'indicator a "A"\nindicator b "B"\nmeasure level {\n    point_share [rulebook 3] { a: 100 %  b: 0 % }\n}',
    ),
)
ONE = Fraction(1)
MOST_TOLD = 3
MOST_DECIMALS = 6


def check(ruleset: Ruleset, inference: Inference) -> Iterator[Fault]:
    """One fault for each measure that lacks rows."""
    offered: dict[str, str] = {}  # the rest of an indicator's points is offered once, where it is lacking first
    for measure, clause in _with_rows(ruleset) if INDICATOR in ruleset.sets else ():
        applying, rows = applies_to(ruleset, measure), _with_share(measure)
        names = [one.name for one in ruleset.sets[INDICATOR].members]
        missing = [name for name in names if name not in rows and (applying is None or name in applying)]
        if missing:
            before = {name: offered[name] for name in missing if name in offered}
            yield _fault(ruleset, measure, clause, missing, before)
            offered |= {
                name: measure.title for name in missing if name not in offered and _left(ruleset, measure, name)
            }


def _with_rows(ruleset: Ruleset) -> Iterator[tuple[Measure, Clause]]:
    """The measures whose point shares are written in rows, all of them for indicators that there are."""
    for measure in ruleset.measures.values():
        clause = _clause(ruleset, measure)
        if clause is not None and clause.rows and not _is_misspelt(ruleset, clause):
            yield measure, clause


def _with_share(measure: Measure) -> frozenset[str]:
    """The indicators that a row gives a share; a dash gives none."""
    return frozenset(key[-1] for key, given in measure.share_rows.items() if not isinstance(given.value, Missing))


def _is_misspelt(ruleset: Ruleset, clause: Clause) -> bool:
    """True if a row is for no indicator: that is a fault of its own, and the row may be the one that is missing."""
    known = {one.name for one in ruleset.sets[INDICATOR].members}
    return any(row.key[0].text not in known for row in clause.rows)


def _clause(ruleset: Ruleset, measure: Measure) -> Clause | None:
    """The rows of a measure's point shares as they are written."""
    for one in ruleset.tree.declarations:
        if isinstance(one, MeasureDecl) and one.name.text == measure.name:
            return next((each for each in one.clauses if each.kind == "point_share"), None)
    return None


def _left(ruleset: Ruleset, measure: Measure, indicator: str) -> Fraction | None:
    """What the other measures leave of an indicator's points; nothing where the share of some is not known."""
    left = ONE
    for other in ruleset.measures.values():
        clause, applying = _clause(ruleset, other), applies_to(ruleset, other)
        if other is measure or not (isinstance(other.points, Sharing) or clause):
            continue
        is_lacking = bool(clause and clause.rows) and indicator not in _with_share(other)
        share = Fraction(0) if is_lacking else point_share(other, applying, indicator)
        if share is None or applying is None or (clause and _is_misspelt(ruleset, clause)):
            return None
        left -= share
    return max(left, Fraction(0))


def _fault(
    ruleset: Ruleset, measure: Measure, clause: Clause, missing: Sequence[str], before: Mapping[str, str]
) -> Fault:
    nb, en = listing([f"«{one}»" for one in missing]), listing([f"“{one}”" for one in missing], "en")
    title = measure.titled
    rest = {name: Fraction(0) if name in before else _left(ruleset, measure, name) for name in missing}
    return Fault(
        KIND,
        Words(f"Poengandelene i «{title.nb}» mangler {nb}", f"The point shares of “{title.en}” lack {en}"),
        tuple(_labels(measure, clause, missing)),
        tuple(_consequence(ruleset, measure, one) for one in missing[:MOST_TOLD]),
        _tip(rest, before, _dashes(measure, missing)),
        tuple(_cures(ruleset, measure, rest)),
        address=measure.share_address(missing[0]),
    )


def _dashes(measure: Measure, missing: Sequence[str]) -> dict[str, Span]:
    """The rows that give no share, where they stand."""
    return {key[-1]: row.value.span for key, row in measure.share_rows.items() if key[-1] in missing}


def _labels(measure: Measure, clause: Clause, missing: Sequence[str]) -> Iterator[Label]:
    """Each dash, and for those that have no row the word that the rows stand behind."""
    dashes = _dashes(measure, missing)
    absent = [name for name in missing if name not in dashes]
    if absent:
        nb, en = listing([f"«{one}»" for one in absent]), listing([f"“{one}”" for one in absent], "en")
        span = Span(clause.span.source, clause.span.start, clause.span.start + len(clause.span.text.split()[0]))
        yield Label(span, Words(f"ingen rad for {nb}", f"no row for {en}"))
    for span in dashes.values():
        yield Label(span, Words("en strek gir ingen andel", "a dash gives no share"))


def _tip(rest: Mapping[str, Fraction | None], before: Mapping[str, str], dashes: Mapping[str, Span]) -> Words:
    """How much to write: the rest where the others leave some, nothing only where they have it all."""
    rows = Words("raden", "the row") if len(rest) == 1 else Words("radene", "the rows")
    place = Words(" i stedet for streken", " in place of the dash") if dashes else Words("", "")
    if None in rest.values():
        return Words(
            f"Skriv {rows.nb} med den andelen målet har{place.nb}:",
            f"Write {rows.en} with the share that the measure has{place.en}:",
        )
    if any(rest.values()):
        return Words(
            f"Skriv {rows.nb}{place.nb}, slik at hver indikator får 100 %:",
            f"Write {rows.en}{place.en}, so that each indicator gets 100%:",
        )
    also = sorted(set(before.values()))
    nb = f"Resten av poengene er foreslått i {listing([f'«{one}»' for one in also])}. " if also else ""
    en = f"The rest of the points is proposed in {listing([f'“{one}”' for one in also], 'en')}. " if also else ""
    indicators = Words("indikatoren", "the indicator") if len(rest) == 1 else Words("indikatorene", "the indicators")
    return Words(
        f"{nb}Skriv {rows.nb} med 0 %{place.nb}. Gjelder ikke målet for {indicators.nb}, så si heller hvem det gjelder "
        "for:",
        f"{en}Write {rows.en} with 0%{place.en}. If the measure does not apply to {indicators.en}, rather say whom it "
        "applies to:",
    )


def _cures(ruleset: Ruleset, measure: Measure, rest: Mapping[str, Fraction | None]) -> Iterator[str]:
    spelling = Spelling(ruleset.tree.language)
    own = next((row.citation for row in measure.share_rows.values() if row.citation), None)
    cited = "" if measure.share_citation else f" {spelling.citation(own)}".rstrip()
    marked = _is_marked(measure)
    yield "  ".join(f"{name}: {_spelled(left, marked, ruleset.tree.language)}{cited}" for name, left in rest.items())
    rows = _with_share(measure)
    with_row = [one.name for one in ruleset.sets[INDICATOR].members if one.name in rows]
    listed = [one.text for one in measure.applies or () if isinstance(one, Name)]
    named = with_row if measure.applies is None else [name for name in with_row if name in listed]
    has_nothing = all(left == 0 for left in rest.values())
    if has_nothing and named and len(listed) == len(measure.applies or ()):
        yield f"{spelling.word('APPLIES')} {', '.join(named)} {spelling.citation(measure.share_citation)}".strip()


def _is_marked(measure: Measure) -> bool:
    """True unless the shares beside it are written without a sign of per cent."""
    numbers = [row.value for row in measure.share_rows.values() if isinstance(row.value, Number)]
    return all(one.mark or not one.value for one in numbers)


def _spelled(share: Fraction | None, marked: bool, language: str) -> str:
    """A share as it is written beside the others; as a fraction where its digits have no end."""
    if share is None:
        return "… %" if marked else "…"
    shown = share * 100 if marked else share
    decimals = decimals_needed(shown)
    if decimals is None or decimals > MOST_DECIMALS:
        return f"{share.numerator}/{share.denominator}"
    return number(shown, decimals, language) + (" %" if marked else "")


# the consequence


def _consequence(ruleset: Ruleset, measure: Measure, indicator: str) -> Words:
    """What nobody has said who gets, in per cent of the indicator's points, and in points where that is known."""
    beside = [one for one in ruleset.measures.values() if one is not measure]
    others = [point_share(one, applies_to(ruleset, one), indicator) for one in beside]
    left = ONE - sum((share for share in others if share is not None), Fraction(0))
    if not beside or left == ONE:
        points = _points_of(ruleset, measure, indicator)
        some = NOTHING if points is None else Words(f"{plain(points)} ", f"{plain(points, 'en')} ")
        return Words(
            f"Ingen andre prestasjonsmål har poeng for «{indicator}». Uten en rad her ville ingen av de "
            f"{some.nb}poengene blitt delt ut.",
            f"No other measure has points for “{indicator}”. Without a row here none of the "
            f"{some.en}points would be handed out.",
        )
    if left <= 0:
        return Words(
            f"De andre prestasjonsmålene har alle poengene for «{indicator}».",
            f"The other measures have all the points for “{indicator}”.",
        )
    points = _points_of(ruleset, measure, indicator)
    amount, have = shown(left, SHARE), shown(ONE - left, SHARE)
    if points is not None:
        size = shown(points * left, POINTS)
        amount = Words(f"{amount.nb} ({size.nb})", f"{amount.en} ({size.en})")
    return Words(
        f"De andre prestasjonsmålene har {have.nb} av poengene for «{indicator}». Uten en rad her ville resten, "
        f"{amount.nb}, aldri blitt delt ut.",
        f"The other measures have {have.en} of the points for “{indicator}”. Without a row here the rest, "
        f"{amount.en}, would never be handed out.",
    )


def _points_of(ruleset: Ruleset, measure: Measure, indicator: str) -> Fraction | None:
    """All points for an indicator, where the points to share are a product of the share and numbers of the rules."""
    if not isinstance(measure.points, Sharing):
        return None
    total = ONE
    for factor in _factors(ruleset, measure.points.points):
        if isinstance(factor, Name) and factor.text == POINT_SHARE_NAME:
            continue
        value = factor.value if isinstance(factor, Number) else _given(ruleset, factor, indicator)
        if value is None:
            return None
        total *= value
    return total


def _factors(ruleset: Ruleset, expression: Expression) -> Iterator[Expression]:
    """The factors of a product, those of the formulas it names too."""
    behind = ruleset.quantities.get(expression.text) if isinstance(expression, Name) else None
    if isinstance(expression, Arithmetic) and expression.operator == "*":
        yield from _factors(ruleset, expression.left)
        yield from _factors(ruleset, expression.right)
    elif behind is not None and behind.role == "formula" and behind.expression is not None and not behind.rounding:
        yield from _factors(ruleset, behind.expression)
    else:
        yield expression


def _given(ruleset: Ruleset, factor: Expression, indicator: str) -> Fraction | None:
    quantity = ruleset.quantities.get(factor.text) if isinstance(factor, Name) else None
    sets = ruleset.space.closure(quantity.sets) if quantity else ()
    cells = [
        given.value
        for key, given in (quantity.given.items() if quantity else ())
        if dict(zip(sets, key, strict=True)).get(INDICATOR, indicator) == indicator
    ]
    return exact(cells[0]) if len(cells) == 1 and is_number(cells[0]) else None
