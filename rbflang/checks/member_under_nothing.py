"""A member that lies under no other, in a set that lies under another set."""

from __future__ import annotations

from collections.abc import Iterator

from rbflang.diagnostics import Fault, Kind, Label, Severity
from rbflang.ruleset.model import SUBAREA, Member, MemberSet, Ruleset
from rbflang.ruleset.nouns import begun, set_noun
from rbflang.ruleset.signatures import Inference
from rbflang.syntax.vocabulary import BY_NAME
from rbflang.wording import Words

KIND = Kind(
    "member-under-nothing",
    Severity.FAULT,
    Words("Et medlem ligger ikke under noe", "A member lies under no other"),
    Words(
        "Ligger en inndeling under en annen, ligger hvert medlem under ett av medlemmene i den. Ellers ville det "
        "falle ut av alle summer.",
        "Where a set lies under another, each of its members lies under one of the other's members. Else it would drop "
        "out of every sum.",
    ),
    Words('foretak UNN "Universitetssykehuset Nord-Norge HF"', 'trust UNN "University Hospital of North Norway"'),
    Words(
        'foretak UNN "Universitetssykehuset Nord-Norge HF" under Nord',
        'trust UNN "University Hospital of North Norway" under North',
    ),
)


def check(ruleset: Ruleset, inference: Inference) -> Iterator[Fault]:
    """A fault for each member without an upper one."""
    for one in ruleset.sets.values():
        if one.above and one.name != SUBAREA:
            for member in one.members:
                if member.above is None:
                    yield _fault(ruleset, one, one.above, member)


def _fault(ruleset: Ruleset, one: MemberSet, upper: str, member: Member) -> Fault:
    own, above = set_noun(one.name), set_noun(upper)
    word = BY_NAME["UNDER"].spelled(ruleset.tree.language)
    example = ruleset.sets[upper].members[0].name if ruleset.sets[upper].members else "…"
    return Fault(
        KIND,
        begun(
            Words(
                f"{own.the} «{member.name}» ligger ikke under {above.a}",
                f"the {own.en} “{member.name}” lies under no {above.en}",
            )
        ),
        (Label(member.span, Words(f"under hvilken {_bare(above.a)}?", f"under which {above.en}?")),),
        (
            Words(
                f"Inndelingen «{one.name}» ligger under «{upper}», og da gjør alle medlemmene det.",
                f"The set “{one.name}” lies under “{upper}”, so all its members do.",
            ),
        ),
        Words(
            f"Skriv hvilken det er, etter titlene, for eksempel «{word} {example}».",
            f"Say which, behind the titles, for example “{word} {example}”.",
        ),
    )


def _bare(noun: str) -> str:
    return noun.partition(" ")[2]
