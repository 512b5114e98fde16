"""A formula that says it varies over other sets than it does.

One word short, `fordelingsnøkkel × poeng` pays as many budgets as there are indicators; so what is said must equal what
is inferred, and each extra or missing set is shown where it comes from.
"""

from __future__ import annotations

from collections.abc import Iterator

from rbflang.diagnostics import Fault, Kind, Label, Severity
from rbflang.inventory.set_origins import lowest, named, origin, per, said_at, spelled, taken_away
from rbflang.ruleset.findings import FormulaVaries, MeasureVaries
from rbflang.ruleset.model import Quantity, Ruleset
from rbflang.ruleset.nouns import per_sets, set_noun
from rbflang.ruleset.signatures import Inference
from rbflang.source import Span
from rbflang.syntax.expressions import Aggregate, Expression
from rbflang.syntax.vocabulary import BY_NAME
from rbflang.wording import Words

KIND = Kind(
    "sets-differ",
    Severity.FAULT,
    Words("En formel varierer over noe annet enn den sier", "A formula varies over something else than it says"),
    Words(
        "En formel sier hva den gjelder per: per region, per indikator og region, eller ingenting. Det må stemme med "
        "det formelen leser. Leser den noe per indikator uten å summere over indikator, blir det ett tall for hver "
        "indikator, og en utbetaling ville blitt betalt like mange ganger.",
        "A formula says what it is per: per region, per indicator and region, or nothing. That must agree with what it "
        "reads. If it reads something per indicator without a sum over indicator, it gives one number per indicator, "
        "and a payout would be paid as many times.",
    ),
    Words(
        "formel vektede_poeng per region = fordelingsnøkkel × poeng [regelverk 4.2]",
        "formula weighted_points per region = allocation_key × points [rulebook 4.2]",
    ),
    Words(
        "formel vektede_poeng per region = fordelingsnøkkel × (sum poeng over indikator, prestasjonsmål) "
        "[regelverk 4.2]",
        "formula weighted_points per region = allocation_key × (sum points over indicator, measure) [rulebook 4.2]",
    ),
)


def check(ruleset: Ruleset, inference: Inference) -> Iterator[Fault]:
    """A fault for each formula, and each line of a measure, whose sets are not the ones said."""
    yield from (_formula(ruleset, inference, finding) for finding in inference.found(FormulaVaries))
    yield from (_in_a_measure(ruleset, inference, finding) for finding in inference.found(MeasureVaries))


def _formula(ruleset: Ruleset, inference: Inference, finding: FormulaVaries) -> Fault:
    quantity, said, found = finding.quantity, finding.said, finding.found
    extra = lowest(ruleset, [name for name in found if name not in said])
    missing = lowest(ruleset, [name for name in said if name not in found])
    if not extra and len(missing) == 1 and quantity.expression is not None:
        swept = taken_away(ruleset, inference, quantity.expression, missing[0])
        if swept:
            return _taken_along(ruleset, quantity, finding.span, swept, missing[0])
    labels = [Label(finding.span, _as_said(ruleset, said))]
    labels += [_comes_from(ruleset, inference, quantity.expression, name) for name in extra]
    labels += [_never_varies(ruleset, quantity, name, finding.span) for name in missing]
    return Fault(
        KIND,
        _title(ruleset, quantity.name, extra, missing),
        tuple(labels),
        (_story(ruleset, quantity, extra, missing),),
        _tip(ruleset, extra, missing, quantity.role == "payout"),
        () if quantity.role == "payout" else (_head(ruleset, quantity, found),),
    )


def _taken_along(ruleset: Ruleset, quantity: Quantity, said: Span, swept: Aggregate, name: str) -> Fault:
    """The formula sums over a set, and so over the one above it that it is to vary over."""
    text, upper = " ".join(swept.span.text.split()), named(ruleset, (name,))
    kept = f", {spelled(ruleset, name)}" if swept.per else f" {per(ruleset, (name,))}"
    over, end = (text[:-1], ")") if text.startswith("(") else (text, "")
    return Fault(
        KIND,
        _title(ruleset, quantity.name, (), (name,)),
        (
            Label(said, _as_said(ruleset, quantity.sets)),
            Label(
                swept.span,
                Words(f"dette er ett tall for alle, uansett {upper.nb}", f"this is one number whatever the {upper.en}"),
            ),
        ),
        (
            Words(
                f"Det som regnes ut over en inndeling, regnes ut over inndelingene over den også. Da er det bare ett "
                f"tall, uansett {upper.nb}.",
                f"What is computed over a set is computed over the sets above it too. Then there is one number, "
                f"whatever the {upper.en}.",
            ),
        ),
        Words(
            f"Skal det være ett tall for {_each((name,))} {upper.nb}, så skriv:",
            f"For one number for each {upper.en}, write:",
        ),
        (over + kept + end,),
    )


def _title(ruleset: Ruleset, name: str, extra: tuple[str, ...], missing: tuple[str, ...]) -> Words:
    more, less = named(ruleset, extra), named(ruleset, missing)
    if extra and missing:
        return Words(
            f"«{name}» varierer over {more.nb}, ikke over {less.nb}",
            f"“{name}” varies over {more.en}, not over {less.en}",
        )
    if extra:
        return Words(
            f"«{name}» varierer også over {more.nb}, men sier det ikke",
            f"“{name}” also varies over {more.en}, but does not say so",
        )
    return Words(f"«{name}» varierer ikke over {less.nb}", f"“{name}” does not vary over {less.en}")


def _as_said(ruleset: Ruleset, said: tuple[str, ...]) -> Words:
    words = per_sets(lowest(ruleset, said))
    return (
        Words(f"gjelder{words.nb}", f"is{words.en}") if said else Words("gjelder alle samlet", "is one number for all")
    )


def _comes_from(ruleset: Ruleset, inference: Inference, expression: Expression | None, name: str) -> Label:
    assert expression is not None
    part = origin(inference, expression, name)
    text = " ".join(part.span.text.split())
    words = per_sets((name,))
    return Label(part.span, Words(f"«{text}» gjelder{words.nb}", f"“{text}” is{words.en}"))


def _never_varies(ruleset: Ruleset, quantity: Quantity, name: str, otherwise: Span) -> Label:
    span = said_at(ruleset, quantity.name, name) or otherwise
    words = per_sets((name,))
    return Label(span, Words(f"ingenting i formelen gjelder{words.nb}", f"nothing in the formula is{words.en}"))


def _story(ruleset: Ruleset, quantity: Quantity, extra: tuple[str, ...], missing: tuple[str, ...]) -> Words:
    if not extra:
        less = named(ruleset, missing)
        return Words(
            f"Formelen gir det samme tallet uansett {less.nb}. Sies det at den varierer, blir tallet talt flere "
            "ganger når det summeres.",
            f"The formula gives the same number whatever the {less.en}. Said to vary, it is counted several times in "
            "a sum.",
        )
    times = 1
    for name in extra:
        times *= max(1, len(ruleset.sets[name].members))
    more = named(ruleset, extra)
    paid = quantity.role == "payout"
    return Words(
        f"Slik den står, gir formelen ett tall for {_each(extra)} {more.nb}"
        + (f", {times} i alt, der det skal være ett." if times > 1 else ".")
        + (" Det ville blitt betalt for hver av dem." if paid else ""),
        f"As it stands, the formula gives one number for each {more.en}"
        + (f", {times} in all, where there should be one." if times > 1 else ".")
        + (" Each of them would be paid." if paid else ""),
    )


def _each(extra: tuple[str, ...]) -> str:
    """`hver indikator`, `hvert prestasjonsmål`."""
    return "hvert" if set_noun(extra[0]).a.startswith("et ") else "hver"


def _tip(ruleset: Ruleset, extra: tuple[str, ...], missing: tuple[str, ...], is_paid: bool) -> Words:
    if not extra:
        less = named(ruleset, missing)
        if is_paid:
            return Words(
                f"En utbetaling varierer over dem som får den. Bruk noe i formelen som varierer over {less.nb}, for "
                "eksempel en fordelingsnøkkel.",
                f"A payout varies over those who are paid. Use something in the formula that varies over {less.en}, "
                "such as an allocation key.",
            )
        return Words(
            f"Ta bort {less.nb}, eller bruk noe som varierer over det:",
            f"Take {less.en} away, or use something that varies over it:",
        )
    total, more = _sum_over(ruleset, extra), named(ruleset, extra)
    if is_paid:
        return Words(f"Summer over {more.nb}: «{total}».", f"Sum over {more.en}: “{total}”.")
    return Words(
        f"Skal det være ett tall, så summer over {more.nb} («{total}»). Skal det være ett for "
        f"{_each(extra)}, så skriv det:",
        f"For one number, sum over {more.en} (“{total}”). For one each, say so:",
    )


def _sum_over(ruleset: Ruleset, extra: tuple[str, ...]) -> str:
    total, over = (BY_NAME[one].spelled(ruleset.tree.language) for one in ("SUM", "OVER"))
    return f"{total} … {over} {', '.join(spelled(ruleset, name) for name in extra)}"


def _head(ruleset: Ruleset, quantity: Quantity, found: tuple[str, ...]) -> str:
    word = BY_NAME["PAYOUT" if quantity.role == "payout" else "FORMULA"].spelled(ruleset.tree.language)
    return " ".join(filter(None, (word, quantity.name, per(ruleset, lowest(ruleset, found)), "= …")))


def _in_a_measure(ruleset: Ruleset, inference: Inference, finding: MeasureVaries) -> Fault:
    """Parts, points and requirements vary over the indicator and those the points are shared between, at most."""
    found, extra = finding.found, lowest(ruleset, [name for name in finding.found if name not in finding.most])
    more, most = named(ruleset, extra), named(ruleset, finding.most)
    total = _sum_over(ruleset, extra)
    here = Words(f"varierer over {named(ruleset, found).nb}", f"varies over {named(ruleset, found).en}")
    origins = [_comes_from(ruleset, inference, finding.expression, name) for name in extra]
    return Fault(
        KIND,
        Words(f"Prestasjonsmålet kan ikke variere over {more.nb} her", f"The measure cannot vary over {more.en} here"),
        (Label(finding.span, here), *(one for one in origins if one.span != finding.span)),
        (
            Words(
                f"Denne linjen kan variere over {most.nb}, ikke over mer. Ellers ville det bli flere svar enn det er "
                "bruk for.",
                f"This line may vary over {most.en} and no more; else there would be more answers than are needed.",
            ),
        ),
        Words(
            f"Legg sammen, eller ta gjennomsnittet, over {more.nb}: «{total}».",
            f"Add up, or take the mean, over {more.en}: “{total}”.",
        ),
    )
