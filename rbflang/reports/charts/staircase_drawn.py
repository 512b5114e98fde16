"""A staircase with all who stand on it as a chart, and how far each is from the limits beside.

Takes a climbed staircase; gives a block. Distances are from the figures as they are printed.
"""

from __future__ import annotations

from fractions import Fraction

from rbflang.explanation.indicator.limits_beside import StepLimit
from rbflang.explanation.indicator.standings_on_staircases import ClimbedStaircase, StandingOn
from rbflang.quantities import PARTS
from rbflang.reports.cell_words import worded
from rbflang.reports.charts.pictures import Climb, Climber, Tread
from rbflang.reports.document import Chart, Column, Table
from rbflang.reports.explain.on_the_staircase import bound_cell, placing_cell
from rbflang.reports.titles import called, measure_title, spoken
from rbflang.reports.typed_cells import DASH, Cell, Phrase, plain_cell, share_cell
from rbflang.wording import Voice, decimals_that_tell

MOST_CLIMBERS = 60


def staircase_chart(found: ClimbedStaircase, say: Voice) -> Chart | None:
    """The staircase, those on it from the greatest result to the least; nothing where they are too many to be seen."""
    if len(found.standings) > MOST_CLIMBERS:
        return None
    first = found.standings[0].placing
    treads = tuple(Tread(one.interval.low, one.interval.high, plain_cell(one.result, PARTS)) for one in found.stairs)
    limits = [one.interval.low for one in found.stairs if one.interval.low is not None]
    along = say("av måltallet", "of the target") if first.has_target else ""
    cells = tuple((limit, share_cell(limit) if first.has_target else bound_cell(limit, first.unit)) for limit in limits)
    in_order = sorted(found.standings, key=lambda one: (one.place is None, -(one.place or Fraction(0))))
    picture = Climb(treads, cells, along, tuple(_climber(one, say) for one in in_order))
    headings = (say("Resultat", "Result"), say("Deler", "Parts"), say("Trinnet begynner", "The step begins"),
                say("Neste trinn", "Next step"))  # fmt: skip
    table = Table(
        (Column("", "left"), *map(Column, headings)),
        tuple(
            (Phrase(called(one.payee, say)), placing_cell(one.placing), _parts(one), _limit(one.lower, one),
             _limit(one.upper, one))
            for one in found.standings
        ),
    )  # fmt: skip
    note = say("Trappen viser hvor mange deler et resultat gir, og feltet under hvert navn er trinnet resultatet står "
               "på. Avstandene er fra resultatene slik de er trykt.",
               "The staircase shows how many parts a result gives, and the field below each name is the step that the "
               "result is on. Distances are from the results as they are printed.")  # fmt: skip
    if any(one.placing.row is not None and one.placing.row.status == "assumed" for one in found.standings):
        note += say(" Resultater her er antatt.", " Results here are assumed.")
    return Chart(staircase_sentence(found, say), picture, table, note)


def staircase_name(found: ClimbedStaircase, say: Voice) -> str:
    """The indicator, its sub-area where it has several, and the measure where there are more than one."""
    several = len(found.measures) > 1
    measure = measure_title(found.measure, say) if several else ""
    return ", ".join(filter(None, (called(found.indicator, say), found.subarea, measure)))


def staircase_sentence(found: ClimbedStaircase, say: Voice) -> str:
    """Who is nearest to the next step; nobody is named where somebody's distance is not known."""
    name, below_top = staircase_name(found, say), [one for one in found.standings if not one.placing.is_on_top]
    missing = [(one, one.along(one.upper.at) - one.place, one.upper.at - one.placing.value) for one in below_top
               if one.upper and one.place is not None and one.placing.value is not None and _is_told(one)]  # fmt: skip
    if not below_top:
        return say(f"{name}: Alle står på øverste trinn.", f"{name}: All are on the top step.")
    if len(missing) < len(below_top) or any(apart <= 0 for _, apart, _ in missing):
        return say(f"{name}: Slik står resultatene på trappen.", f"{name}: Where the results are on the staircase.")
    nearest = min(apart for _, apart, _ in missing)
    those = [one for one, apart, _ in missing if apart == nearest]
    far = next(_distance(own, one, say) for one, apart, own in missing if apart == nearest)
    if len(those) > 1 and len(those) == len(found.standings):
        return say(f"{name}: Alle mangler {far} på neste trinn.", f"{name}: All are {far} from the next step.")
    whose, be = say.listing([spoken(one.payee, say) for one in those]), "is" if len(those) == 1 else "are"
    return say(f"{name}: {whose} er nærmest neste trinn og mangler {far}.",
               f"{name}: {whose} {be} nearest to the next step, {far} away.")  # fmt: skip


def _is_told(one: StandingOn) -> bool:
    """True unless the figure is printed with less than is known of it: then how far off it is would mislead."""
    return one.placing.row is None or not one.placing.row.narrowing


def _climber(one: StandingOn, say: Voice) -> Climber:
    within = one.within
    ends = (within.low, within.high) if within is not None else (None, None)
    return Climber(
        called(one.payee, say),
        placing_cell(one.placing),
        _told(one, say),
        one.place,
        one.along(one.lower.at) if one.lower else None,
        one.along(one.upper.at) if one.upper else None,
        (ends[0], ends[1]) if ends[0] is not None and ends[1] is not None else None,
    )


def _told(one: StandingOn, say: Voice) -> str:
    """The parts, and how far it is to both limits: `3 deler. 0,4 prosentpoeng over grensen, 1,1 under neste trinn.`"""
    placing = one.placing
    if placing.parts is None:
        return say("Deler er ikke kjent.", "The parts are not known.")
    is_one = placing.parts == 1
    parts = say.plain(placing.parts) + say(" del" if is_one else " deler", " part" if is_one else " parts")
    told = [text for limit, nb, en, sign in (
        (one.lower, "over grensen", "above the limit", 1), (one.upper, "under neste trinn", "below the next step", -1),
    ) if (text := _beside(one, limit, say(nb, en), sign, say))]  # fmt: skip
    if placing.is_on_top:
        told.append(say("øverste trinn", "top step"))
    return f"{parts}. {', '.join(told)}".rstrip(" .") + "." if told else f"{parts}."


def _beside(one: StandingOn, limit: StepLimit | None, words: str, sign: int, say: Voice) -> str:
    """How far off a limit is; that the result is on it where the figure as printed is no further."""
    value = one.placing.value
    if limit is None or value is None or not _is_told(one):
        return ""
    apart = (value - limit.at) * sign
    if apart > 0:
        return f"{_distance(apart, one, say)} {words}"
    return say("på grensen", "on the limit") if sign > 0 else ""


def _distance(apart: Fraction, one: StandingOn, say: Voice) -> str:
    """How far apart two results are: `0,4 prosentpoeng`."""
    if not one.placing.unit.is_share:
        return worded(plain_cell(apart, one.placing.unit, is_named=True), say.language)
    told = say.number(apart * 100, decimals_that_tell(apart * 100, bool))
    return say(f"{told} prosentpoeng", f"{told} percentage points")


def _parts(one: StandingOn) -> Cell:
    return DASH if one.placing.parts is None else plain_cell(one.placing.parts, PARTS)


def _limit(limit: StepLimit | None, one: StandingOn) -> Cell:
    return DASH if limit is None else bound_cell(limit.at, one.placing.unit)
