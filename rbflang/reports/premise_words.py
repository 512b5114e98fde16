"""The names of what a payout rests on, in words: by the titles of things and not by their names in the rules.

Takes premises; gives a phrase for each, with the places or the reasons behind it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rbflang.explanation.basis import COUNTING
from rbflang.explanation.premises import MEMBER_KINDS, Premise
from rbflang.reports.document import Line
from rbflang.reports.titles import called, measure_title, title
from rbflang.ruleset.model import INDICATOR, MEASURE, SUBAREA, Ruleset
from rbflang.ruleset.nouns import set_noun
from rbflang.wording import Voice, counted, lowered

SHORT = 40
MOST_MEMBERS = 3
ABOUT_POINTS = (INDICATOR, SUBAREA, MEASURE)
_PARTS = {
    "deler": "parts",
    "poeng": "points",
    "delområder": "sub-areas",
    "krav": "requirement",
    "poengandel": "share of the points",
    "avrunding": "rounding",
    COUNTING: "counting",
}
_KINDS = {"rounding": "avrunding", "gate": "krav", "share": "poengandel", "subareas": "delområder",
          "counting": COUNTING}  # fmt: skip


def told_premises(
    ruleset: Ruleset, found: Sequence[Premise], say: Voice, are_counted: bool = False
) -> Iterator[str]:  # fmt: skip
    """Each with the places it is taken from; of what is assumed, each reason with all that it stands on.

    Where they `are_counted`, each place of each premise stands by itself.
    """
    assumed: dict[str, list[Premise]] = {}
    members: dict[tuple[str, str, str], list[Premise]] = {}
    rows: dict[tuple[str, str], list[Premise]] = {}
    others: dict[str, list[str]] = {}
    for one in found:
        for why in one.reasons:
            if one.status == "assumed":
                assumed.setdefault(why or one.name, []).append(one)
            elif one.kind in MEMBER_KINDS:
                members.setdefault((one.kind, one.name, why), []).append(one)
            elif one.row:
                rows.setdefault((one.name, why), []).append(one)
            else:
                others.setdefault(premise_name(ruleset, one, say), []).append(
                    say.cited(why) + _at_most(ruleset, one, say)
                )
    for why, those in assumed.items():
        told = say.listing(list(_names(ruleset, those, say)))
        yield f"{told} ({written(ruleset, why, say)}{_at_most(ruleset, those[0], say)})"
    yield from (f"{_members(ruleset, those, say)} ({say.cited(why)})" for (_, _, why), those in members.items())
    yield from (
        _rows(ruleset, those, say) + (f" ({place})" if (place := say.cited(why.partition(":")[0])) else "")
        for (_, why), those in rows.items()
    )
    if are_counted:
        each = ((name, why) for name, places in others.items() for why in dict.fromkeys(places))
        yield from (f"{name} ({why})" for name, why in each)
        return
    together: dict[tuple[str, ...], list[str]] = {}
    for name, places in others.items():
        together.setdefault(tuple(dict.fromkeys(places)), []).append(name)
    for reasons, same in together.items():
        yield from (f"{name} ({_reasons(reasons)})" for name in joined_premises(same, say))


def written(ruleset: Ruleset, why: str, say: Voice) -> str:
    """A reason as its author wrote it, which is a quotation in another language; places of a document are none."""
    document, _, rest = why.partition(" ")
    place, colon, reason = why.partition(": ")
    if document not in ruleset.sources:
        return say(why, say.quoted(why))
    return say(why, f"{say.cited(place)}: {say.quoted(reason)}" if colon else say.cited(why)) if rest else why


def status_lines(label: str, status: str, told: Sequence[str]) -> Iterator[Line]:
    """The premises of a status on one line; each assumption on a line of its own, for they are counted."""
    yield from (Line(label, text) for text in (told if status == "assumed" else ["; ".join(told)]))


def _names(ruleset: Ruleset, found: Sequence[Premise], say: Voice) -> Iterator[str]:
    """What one reason stands on, each once."""
    of_members = [one for one in found if one.kind in MEMBER_KINDS]
    if of_members:
        yield _members(ruleset, of_members, say)
    formulas = [one.name for one in found if one.kind == "formula"]
    others = [one for one in found if one.kind not in MEMBER_KINDS]
    others = [one for one in others if one.kind != "rounding" or one.name not in formulas]
    yield from joined_premises(list(dict.fromkeys(premise_name(ruleset, one, say) for one in others)), say)


def _rows(ruleset: Ruleset, found: Sequence[Premise], say: Voice) -> str:
    """Figures of the data that are there for one reason, by whom they are of: `deler for Nord og Vest`."""
    name = premise_name(ruleset, found[0], say)
    sets = ruleset.space.domain(ruleset.quantities[found[0].name].sets).sets
    of = [at for one in found for at in zip(sets, one.key, strict=True) if at[0] not in ABOUT_POINTS]
    whose = [called(one, say) for each in sets for one in ruleset.sets[each].members if (each, one.name) in of]
    return say(f"{name} for {say.listing(whose)}", f"{name} of {say.listing(whose)}") if whose else name


def _members(ruleset: Ruleset, found: Sequence[Premise], say: Voice) -> str:
    """`at ni av indikatorene er med`; a few by their titles."""
    set_name, noun = found[0].name, set_noun(found[0].name)
    names = [lowered(called(ruleset.sets[set_name].by_name[one.key[0]], say)) for one in found]
    who = say(f"{counted(len(names))} av {noun.them}", f"{len(names)} of the {noun.en_many}")
    who = say.listing(names) if len(names) <= MOST_MEMBERS else who
    return say(f"at {who} er med", f"that {who} {'is' if len(names) == 1 else 'are'} there") if _exist(found) else who


def _exist(found: Sequence[Premise]) -> bool:
    return found[0].kind == "member"


def premise_name(ruleset: Ruleset, one: Premise, say: Voice) -> str:
    """What a premise stands on; of members, only of which set they are."""
    if one.kind in MEMBER_KINDS:
        noun = set_noun(one.name)
        return say(f"hvilke {noun.many} som er med", f"which {noun.en_many} there are")
    part = _KINDS.get(one.kind)
    return named_premise(ruleset, f"{one.name}, {part}" if part else one.name, say)


def _reasons(reasons: tuple[str, ...]) -> str:
    """Several reasons inside brackets: a semicolon between them where one of them is a clause with its own commas."""
    return ("; " if any(len(one) > SHORT for one in reasons) else ", ").join(reasons)


def _at_most(ruleset: Ruleset, one: Premise, say: Voice) -> str:
    """What another way of rounding the payout could move at most: whole units are the ones right above and below."""
    payout = ruleset.payout
    rounding = payout.rounding if payout and one.kind == "rounding" and one.name == payout.name else None
    if rounding is None:
        return ""
    unit = say.money(say.plain(rounding.unit))
    return say(f"; betyr høyst {unit}", f"; means at most {unit}")


def joined_premises(names: list[str], say: Voice) -> Iterator[str]:
    """The same part of several things as one: `poengandel for datakompletthet og plassering`."""
    of_part: dict[str, list[str]] = {}
    for name in names:
        titled, _, part = name.rpartition(", ")
        of_part.setdefault(part if titled else "", []).append(titled or name)
    for part, found in of_part.items():
        if not part or len(found) == 1:
            yield from (f"{one}, {part}" if part else one for one in found)
        else:
            yield f"{part} for {say.listing(found)}"


def named_premise(ruleset: Ruleset, name: str, say: Voice) -> str:
    """What a citation stands on, by its title and not by its name in the rules: `RBF-inntekt, avrunding`."""
    whole, _, part = name.partition(", ")
    measure, _, common = whole.rpartition(".")
    titled = _title(ruleset, measure or common, say)
    of = _title(ruleset, common, say) if measure else say(part, _PARTS.get(part, part))
    return f"{titled}, {of}" if of else titled


def _title(ruleset: Ruleset, name: str, say: Voice) -> str:
    """The title of a quantity, a staircase, a measure or an indicator inside a sentence."""
    if name in ruleset.measures:
        return lowered(measure_title(ruleset.measures[name], say))
    if name in ruleset.quantities:
        return say(lowered(title(ruleset.quantities[name], say)),
                   _PARTS.get(name) or lowered(title(ruleset.quantities[name], say)))  # fmt: skip
    if name in ruleset.staircases:
        titles = ruleset.staircases[name].titles
        return lowered((say.language == "en" and titles.english) or titles.title or name)
    one = ruleset.sets[INDICATOR].by_name.get(name) if INDICATOR in ruleset.sets else None
    return lowered(called(one, say)) if one else name
