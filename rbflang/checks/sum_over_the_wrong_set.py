"""A sum, mean or rank over a set that what is summed does not vary over, or that lies above one it varies over."""

from __future__ import annotations

from collections.abc import Iterator

from rbflang.diagnostics import Fault, Kind, Label, Severity
from rbflang.inventory.set_origins import lowest, named, spelled
from rbflang.ruleset.findings import GatheredOverOther, KeptWithoutNeed
from rbflang.ruleset.model import MEASURE, Ruleset
from rbflang.ruleset.nouns import per_sets
from rbflang.ruleset.signatures import Inference
from rbflang.syntax.expressions import Aggregate, Rank
from rbflang.syntax.vocabulary import BY_NAME
from rbflang.wording import Words

KIND = Kind(
    "sum-over-the-wrong-set",
    Severity.FAULT,
    Words("Det summeres over noe som ikke varierer", "The sum is over something that does not vary"),
    Words(
        "«sum x over S» krever at x varierer over S, ellers ville det samme tallet bli lagt sammen flere ganger. "
        "Varierer x over en inndeling under S, er det den som skal stå: «over delområde» tar bort både delområde og "
        "indikator, og «per indikator» beholder indikatoren.",
        "“sum x over S” requires that x varies over S; else one number would be added several times. If x varies over "
        "a set below S, that set must be written: “over subarea” removes both sub-area and indicator, and “per "
        "indicator” keeps the indicator.",
    ),
    Words(
        "formel nøkkel_i_alt = sum fordelingsnøkkel over indikator [regelverk 4.2]",
        "formula whole_key = sum allocation_key over indicator [rulebook 4.2]",
    ),
    Words(
        "formel nøkkel_i_alt = sum fordelingsnøkkel over region [regelverk 4.2]",
        "formula whole_key = sum allocation_key over region [rulebook 4.2]",
    ),
)


def check(ruleset: Ruleset, inference: Inference) -> Iterator[Fault]:
    """A fault for each set behind `over` or `per` that does not fit."""
    yield from (_over(ruleset, finding) for finding in inference.found(GatheredOverOther))
    yield from (_keeping(ruleset, finding) for finding in inference.found(KeptWithoutNeed))


def _over(ruleset: Ruleset, finding: GatheredOverOther) -> Fault:
    one, have, below, name = finding.gathering, finding.have, finding.below, _set_at(ruleset, finding)
    text = finding.span.text
    what = " ".join(one.operand.span.text.split()) if one.operand is not None else ""
    it = Words(f"«{what}»", f"“{what}”") if what else Words("Det som telles", "What is counted")
    label = Label(finding.span, Words(f"«{text}» passer ikke her", f"“{text}” does not fit here"))
    varies = per_sets(have)
    user = ruleset.quantities.get(finding.within)
    if finding.span.text == spelled(ruleset, MEASURE) and user and user.measure:
        return _this_measure(it, label)
    if below:
        return Fault(
            KIND,
            Words(
                f"{it.nb} varierer over {named(ruleset, below).nb}, som ligger under {name.nb}",
                f"{it.en} varies over {named(ruleset, below).en}, which lies under {name.en}",
            ),
            (label, *_operand(one, varies)),
            (
                Words(
                    f"Det finnes ett tall for hvert medlem av {named(ruleset, below).nb}, ikke bare ett for hver "
                    f"{name.nb}.",
                    f"There is a number for every {named(ruleset, below).en}, not one for every {name.en}.",
                ),
            ),
            Words("Skriv den laveste inndelingen:", "Write the lowest set:"),
            (_written(ruleset, below),),
        )
    choices = () if _is_one_of_each(ruleset, finding) else lowest(ruleset, have)
    alone = (what,) if have and not choices else ()
    return Fault(
        KIND,
        Words(f"{it.nb} varierer ikke over {name.nb}", f"{it.en} does not vary over {name.en}"),
        (label, *([Label(one.span, INSTEAD)] if alone else _operand(one, varies))),
        (_story(it, have, varies, name),),
        _tip(choices, alone, varies),
        tuple(_written(ruleset, (choice,)) for choice in choices) or alone,
    )


INSTEAD = Words("her skal bare tallet stå", "only the number belongs here")


def _is_one_of_each(ruleset: Ruleset, finding: GatheredOverOther) -> bool:
    """True if what is gathered varies over just the sets of the formula that gathers it: it needs no gathering."""
    user = ruleset.quantities.get(finding.within)
    is_formula = user is not None and finding.gathering.operand is not None and finding.gathering.where is None
    return is_formula and user is not None and {*ruleset.space.closure(user.sets)} >= {*finding.have} != set()


def _tip(choices: tuple[str, ...], alone: tuple[str, ...], varies: Words) -> Words:
    if choices:
        return Words("Skriv en inndeling det varierer over:", "Write a set that it varies over:")
    if alone:
        return Words(
            f"Formelen gjelder{varies.nb}, som tallet. Bruk tallet som det er:",
            f"The formula is{varies.en}, as the number is. Use the number as it is:",
        )
    return Words("Ta bort summen, for det er ett tall fra før.", "Take the sum away; it is one number already.")


def _this_measure(it: Words, label: Label) -> Fault:
    """Inside a measure a quantity per measure is this measure's alone."""
    return Fault(
        KIND,
        Words(f"{it.nb} er bare dette prestasjonsmålets her", f"{it.en} is this measure's alone here"),
        (label,),
        (
            Words(
                "Inne i et prestasjonsmål betyr en størrelse per prestasjonsmål alltid den som gjelder dette.",
                "Inside a measure, a quantity per measure always means the one of this measure.",
            ),
        ),
        Words(
            "Ta bort summen, eller legg den i en formel utenfor.", "Take the sum away, or put it in a formula outside."
        ),
    )


def _story(it: Words, have: tuple[str, ...], varies: Words, name: Words) -> Words:
    if not have:
        return Words(
            f"{it.nb} er ett tall. Lagt sammen over {name.nb} ville det bli talt én gang for hvert medlem.",
            f"{it.en} is one number. Summed over {name.en} it would be counted once for every member.",
        )
    return Words(
        f"{it.nb} gjelder{varies.nb}. Lagt sammen over {name.nb} ville hvert tall bli talt én gang for hvert medlem.",
        f"{it.en} is{varies.en}. Summed over {name.en}, each number would be counted once for every member.",
    )


def _operand(one: Aggregate | Rank, varies: Words) -> tuple[Label, ...]:
    if one.operand is None:
        return ()
    text = Words(f"gjelder{varies.nb}", f"is{varies.en}") if varies.nb else Words("er ett tall", "is one number")
    return (Label(one.operand.span, text),)


def _keeping(ruleset: Ruleset, finding: KeptWithoutNeed) -> Fault:
    text, name, gone = finding.span.text, _set_at(ruleset, finding), [one.text for one in finding.gathering.over]
    over = named(ruleset, gone)
    is_kept = text in finding.have
    why = (
        Words(
            f"Summen tar bare bort {over.nb} og det som ligger over. {name.nb.capitalize()} blir stående av seg selv.",
            f"The sum removes {over.en} and what lies above it. {name.en.capitalize()} stays by itself.",
        )
        if is_kept
        else Words(
            f"{name.nb.capitalize()} ligger ikke over {over.nb}.",
            f"{name.en.capitalize()} does not lie above {over.en}.",
        )
    )
    return Fault(
        KIND,
        Words(
            f"«per {text}» passer ikke når det summeres over {over.nb}",
            f"“per {text}” does not fit a sum over {over.en}",
        ),
        (Label(finding.span, Words("beholder en inndeling som ligger over", "keeps a set that lies above")),),
        (why,),
        Words(f"Ta bort «per {text}».", f"Take “per {text}” away."),
    )


def _set_at(ruleset: Ruleset, finding: GatheredOverOther | KeptWithoutNeed) -> Words:
    """The set that the finding is about."""
    names = (*finding.gathering.over, *finding.gathering.per)
    return named(ruleset, (next(one.text for one in names if one.span == finding.span),))


def _written(ruleset: Ruleset, sets: tuple[str, ...]) -> str:
    return f"{BY_NAME['OVER'].spelled(ruleset.tree.language)} {', '.join(spelled(ruleset, one) for one in sets)}"
