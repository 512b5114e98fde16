"""A member written in the rules, of a set whose members come with the data."""

from __future__ import annotations

from collections.abc import Iterator

from rbflang.diagnostics import Fault, Kind, Label, Severity
from rbflang.ruleset.model import Ruleset
from rbflang.ruleset.nouns import begun, set_noun
from rbflang.ruleset.signatures import Inference
from rbflang.syntax.tree import MemberDecl
from rbflang.wording import Words

KIND = Kind(
    "member-beside-data",
    Severity.FAULT,
    Words("Et medlem står i regelsettet, men skal komme fra data", "A member stands in the rules, but comes with data"),
    Words(
        "Kommer medlemmene av en inndeling fra data, står de i medlemmer.csv og ingen andre steder. Ellers ville det "
        "avhenge av regelsettet hvem som var med når dataene ble byttet ut.",
        "Where the members of a set come with the data, they stand in members.csv and nowhere else. Else it would "
        "depend on the rules who is there when the data are exchanged.",
    ),
    Words(
        'inndeling foretak under region fra data\nforetak UNN "Universitetssykehuset Nord-Norge HF" under Nord',
        'set trust under region from data\ntrust UNN "University Hospital of North Norway" under North',
    ),
    Words(
        'foretak UNN "Universitetssykehuset Nord-Norge HF" under Nord',
        'trust UNN "University Hospital of North Norway" under North',
    ),
)


def check(ruleset: Ruleset, inference: Inference) -> Iterator[Fault]:
    """A fault for each member that stands in the rules of a set from data."""
    for one in ruleset.tree.declarations:
        if isinstance(one, MemberDecl) and ruleset.sets[one.set_name].from_data:
            yield _fault(ruleset, one)


def _fault(ruleset: Ruleset, one: MemberDecl) -> Fault:
    found, noun = ruleset.sets[one.set_name], set_noun(one.set_name)
    assert found.span is not None
    return Fault(
        KIND,
        begun(
            Words(
                f"{noun.the} «{one.name.text}» står i regelsettet, men {noun.them} skal komme fra data",
                f"the {noun.en} “{one.name.text}” stands in the rules, but the {noun.en_many} come with the data",
            )
        ),
        (
            Label(one.name.span, Words("skrevet her", "written here")),
            Label(found.span, Words("medlemmene skal komme fra data", "the members come with the data")),
        ),
        (),
        Words(
            "Flytt linjen til medlemmer.csv, eller skriv alle medlemmene i regelsettet og ta bort «fra data».",
            "Move the line to members.csv, or write all the members in the rules and take away “from data”.",
        ),
    )
