"""A figure that may be missing, used where nobody has asked whether it is there."""

from __future__ import annotations

from collections.abc import Iterator

from rbflang.diagnostics import Fault, Kind, Label, Severity
from rbflang.ruleset.findings import OptionalUsed
from rbflang.ruleset.model import Quantity, Ruleset
from rbflang.ruleset.order import target_of
from rbflang.ruleset.signatures import Inference
from rbflang.ruleset.unit_words import can_be_written, figure
from rbflang.ruleset.values import ZERO
from rbflang.syntax.expressions import Aggregate, Arithmetic, Choice, Expression, Name, Rank
from rbflang.syntax.traversal import every, names_read
from rbflang.syntax.vocabulary import BY_NAME
from rbflang.wording import Words

KIND = Kind(
    "optional-used-without-asking",
    Severity.FAULT,
    Words("Et valgfritt tall brukes uten å spørre", "An optional figure is used without asking"),
    Words(
        "Et tall som er «valgfri», kan mangle, og et tall som mangler, regnes aldri som 0. Derfor må regelen spørre "
        "med «finnes(…)» og si hva som gjelder ellers. En formel som bare gjengir et valgfritt tall, er valgfri selv.",
        "An “optional” figure may be missing, and a missing figure is never counted as zero. The rule must ask with "
        "“exists(…)” and say what holds otherwise. A formula that merely repeats an optional figure is optional "
        "itself.",
    ),
    Words(
        "inndata fjor per region : andel, valgfri\nformel forbedring per region = i_år − fjor [regelverk 4]",
        "input last_year per region : proportion, optional\n"
        "formula improvement per region = this_year − last_year [rulebook 4]",
    ),
    Words(
        "inndata fjor per region : andel, valgfri\n"
        "formel forbedring per region = hvis finnes(fjor) så i_år − fjor ellers 0 % [regelverk 4]",
        "input last_year per region : proportion, optional\n"
        "formula improvement per region = if exists(last_year) then this_year − last_year else 0 % [rulebook 4]",
    ),
)
LONGEST = 80


def check(ruleset: Ruleset, inference: Inference) -> Iterator[Fault]:
    """A fault for each use; the second use in one formula is the same fault as the first."""
    told: set[tuple[str, str]] = set()
    for finding in inference.found(OptionalUsed):
        name = finding.name
        if isinstance(name, Name) and (name.text, finding.within) not in told:
            told.add((name.text, finding.within))
            yield _fault(ruleset, inference, finding, name)


def _fault(ruleset: Ruleset, inference: Inference, finding: OptionalUsed, name: Name) -> Fault:
    user = ruleset.quantities.get(finding.within)
    target = target_of(ruleset, name.text, user.measure if user else None)
    quantity = ruleset.quantities[target or name.text]
    labels = (
        Label(name.span, Words("brukes her, uten å spørre", "used here without asking")),
        Label(quantity.span, Words(f"«{name.text}» kan mangle", f"“{name.text}” may be missing")),
    )
    return Fault(
        KIND,
        Words(f"«{name.text}» kan mangle, og det er ikke spurt", f"“{name.text}” may be missing, and nobody asks"),
        labels,
        (
            Words(
                "Et tall som mangler, regnes aldri som 0. Regelen må si hva som gjelder når det mangler.",
                "A missing figure is never counted as zero. The rule must say what holds when it is missing.",
            ),
        ),
        *_cure(ruleset, inference, name, user),
    )


def _cure(ruleset: Ruleset, inference: Inference, name: Name, user: Quantity | None) -> tuple[Words, tuple[str, ...]]:
    """Where it is summed or ranked: leave out those without a figure. Else ask around the term that it stands in."""
    language = ruleset.tree.language
    whole = user.expression if user else None
    gathered = _gathered(whole, name) if whole is not None else None
    if gathered is not None:
        leave_out = Words("Hold dem som mangler tall, utenfor:", "Leave out those without a figure:")
        return leave_out, (_filtered(gathered, name, language),)
    term = _term(inference, whole, name) if whole is not None else None
    asked = _asked(inference, term, name, language)
    if whole is not None and term is not None and term is not whole:
        text = whole.span.source.text
        formula = f"{text[whole.span.start : term.span.start]}({asked}){text[term.span.end : whole.span.end]}"
        asked = " ".join(formula.split()) if len(formula) <= LONGEST else f"({asked})"
    return Words("Spør først, og velg hva som gjelder ellers:", "Ask first, and choose what holds otherwise:"), (asked,)


def _term(inference: Inference, one: Expression, name: Name) -> Expression:
    """The term of a sum that falls away with the figure; a difference of shares is an improvement, and falls whole."""
    while isinstance(one, Arithmetic) and (one.operator == "+" or (one.operator == "-" and _is_amount(inference, one))):
        reading = [side for side in (one.left, one.right) if any(read.text == name.text for read in names_read(side))]
        if len(reading) > 1:
            break
        one = reading[0]
    return one


def _is_amount(inference: Inference, one: Arithmetic) -> bool:
    found = inference.expressions.get(id(one))
    return found is not None and not found[1].kind.unit.is_dimensionless


def _asked(inference: Inference, one: Expression | None, name: Name, language: str) -> str:
    """`hvis finnes(x) så x ellers 0 kr`."""
    words = {word: BY_NAME[word].spelled(language) for word in ("IF", "EXISTS", "THEN", "ELSE")}
    text = " ".join(one.span.text.split()) if one is not None else "…"
    shown = "…" if len(text) > LONGEST else f"({text})" if isinstance(one, Choice) else text
    found = inference.expressions.get(id(one))
    is_written = found is not None and found[1].kind.what == "number" and can_be_written(found[1].kind.unit)
    otherwise = figure(ZERO, found[1].kind.unit, language) if found and is_written else "…"
    return f"{words['IF']} {words['EXISTS']}({name.text}) {words['THEN']} {shown} {words['ELSE']} {otherwise}"


def _gathered(expression: Expression, name: Name) -> Aggregate | Rank | None:
    """The innermost sum or rank without `der` that the name stands in."""
    found = None
    for one in every(expression):
        inside = isinstance(one, Aggregate | Rank) and one.where is None and one.operand is not None
        if inside and any(part is name for part in names_read(one)):
            found = one
    return found  # type: ignore[return-value]


def _filtered(one: Aggregate | Rank, name: Name, language: str) -> str:
    """`sum x der finnes(x) over region`."""
    text = one.span.source.text
    over = text.rindex(BY_NAME["OVER"].spelled(language), one.span.start, one.over[0].span.start)
    asked = f"{BY_NAME['WHERE'].spelled(language)} {BY_NAME['EXISTS'].spelled(language)}({name.text}) "
    return " ".join((text[one.span.start : over] + asked + text[over : one.span.end]).split())
