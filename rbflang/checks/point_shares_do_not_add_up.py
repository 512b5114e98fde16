"""Measures whose point shares do not add up to the whole of an indicator's points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from rbflang.diagnostics import Fault, Kind, Label, Severity
from rbflang.quantities import SHARE
from rbflang.ruleset.applicability import applies_to, point_share
from rbflang.ruleset.model import INDICATOR, Measure, Ruleset
from rbflang.ruleset.nouns import begun
from rbflang.ruleset.signatures import Inference
from rbflang.ruleset.unit_words import shown
from rbflang.source import Span
from rbflang.syntax.expressions import Sharing
from rbflang.wording import Words, counted, listing

KIND = Kind(
    "point-shares-do-not-add-up",
    Severity.FAULT,
    Words("Poengandelene er ikke til sammen 100 %", "The point shares do not add up to 100%"),
    Words(
        "Hvert prestasjonsmål har en andel av poengene til indikatoren. For hver indikator må andelene til de "
        "prestasjonsmålene som gjelder for den, være 100 % til sammen, ellers blir noen poeng aldri delt ut, eller det "
        "deles ut for mange.",
        "Each measure has a share of an indicator's points. For each indicator the shares of the measures that apply "
        "to it must add up to 100%; else some points are never handed out, or too many are.",
    ),
    Words("poengandel 90 % [regelverk 4.1.2]", "point_share 90 % [rulebook 4.1.2]"),
    Words("poengandel 100 % [regelverk 4.1.2]", "point_share 100 % [rulebook 4.1.2]"),
)
Shares = tuple[tuple[Measure, Fraction], ...]


def check(ruleset: Ruleset, inference: Inference) -> Iterator[Fault]:
    """One fault for each group of indicators with the same shares, where these are not 100 % together."""
    indicators = ruleset.sets.get(INDICATOR)
    sharing = [one for one in ruleset.measures.values() if isinstance(one.points, Sharing) or _has_share(one)]
    applying = {measure.name: applies_to(ruleset, measure) for measure in sharing}
    together: dict[Shares, list[str]] = {}
    for name in [one.name for one in indicators.members] if indicators and sharing else []:
        shares = [(measure, point_share(measure, applying[measure.name], name)) for measure in sharing]
        if all(_has_share(measure) for measure in sharing) and all(share is not None for _, share in shares):
            together.setdefault(tuple((one, share) for one, share in shares if share), []).append(name)
    for known, names in together.items():
        total = sum((share for _, share in known), Fraction(0))
        if total != 1:
            yield _fault(known, names, total, indicators.members if indicators else (), ruleset)


def _has_share(measure: Measure) -> bool:
    return measure.share is not None or bool(measure.share_rows)


def _fault(known: Shares, names: Sequence[str], total: Fraction, members: Sequence[object], ruleset: Ruleset) -> Fault:
    everyone = len(names) == len(members)
    many = len(names) > 3
    of = (
        ""
        if everyone
        else f" for {counted(len(names)) + ' indikatorer' if many else listing([f'«{n}»' for n in names])}"
    )
    quoted = listing([f"“{n}”" for n in names], "en")
    en_of = "" if everyone else f" of {f'{len(names)} indicators' if many else quoted}"
    gap, sum_ = shown(abs(1 - total), SHARE), shown(total, SHARE)
    less = total < 1
    nb = "hver indikator" if everyone else "disse indikatorene" if len(names) > 1 else "den"
    each = begun(Words(nb, "each indicator" if everyone else "each of these" if len(names) > 1 else "it"))
    return Fault(
        KIND,
        Words(
            f"Poengandelene{of} er til sammen {sum_.nb}, ikke 100 %",
            f"The point shares{en_of} add up to {sum_.en}, not 100%",
        ),
        tuple(_labels(known, names, ruleset)),
        (
            Words(
                f"{each.nb} har prestasjonsmål med {sum_.nb} av poengene til sammen. "
                + (f"Da blir {gap.nb} av poengene aldri delt ut." if less else f"Da deles det ut {gap.nb} for mye."),
                f"{each.en} has measures with {sum_.en} of the points together. "
                + (
                    f"Then {gap.en} of the points are never handed out."
                    if less
                    else f"Then {gap.en} too much is handed out."
                ),
            ),
        ),
        Words(
            "Rett andelene, eller linjen «gjelder», slik at hver indikator får 100 %.",
            "Correct the shares, or the line “applies”, so that each indicator gets 100%.",
        ),
    )


def _labels(known: Shares, names: Sequence[str], ruleset: Ruleset) -> Iterator[Label]:
    for measure, share in known:
        has = shown(share, SHARE)
        yield Label(
            _place(measure, names[0]), Words(f"«{measure.name}» har {has.nb}", f"“{measure.name}” has {has.en}")
        )
    if not known and INDICATOR in ruleset.sets:
        span = ruleset.sets[INDICATOR][names[0]].span
        yield Label(span, Words("ingen prestasjonsmål gjelder for denne", "no measure applies to this one"))


def _place(measure: Measure, indicator: str) -> Span:
    row = next((one for key, one in measure.share_rows.items() if key[-1] == indicator), None)
    return row.value.span if row else measure.share.span if measure.share else measure.span
