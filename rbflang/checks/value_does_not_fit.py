"""Values of a table or a property that are of another kind than their type says: text for a number, kroner for a share.

Takes a ruleset, gives one fault for each such value, with the value as it would be written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rbflang.diagnostics import NOTHING, Fault, Kind, Label, Severity
from rbflang.numerals import Digits, Fashion, read_digits
from rbflang.ruleset.model import Given, Quantity, Ruleset
from rbflang.ruleset.nouns import begun, the_quantity
from rbflang.ruleset.signatures import Inference, ValueKind
from rbflang.ruleset.unit_words import can_be_written, figure, is_what
from rbflang.ruleset.values import exact, fits_type, quantity_kind, unit_of
from rbflang.syntax.expressions import Name, Number, Text, YesNo
from rbflang.wording import Words

KIND = Kind(
    "value-does-not-fit",
    Severity.FAULT,
    Words("En verdi er av et annet slag enn typen sier", "A value is of another kind than its type says"),
    Words(
        "Det som står etter kolon når en tabell eller en egenskap innføres, sier hva slags verdier den har. Et tall "
        "står uten anførselstegn og med enheten sin, en tekst står i anførselstegn, og et ord står alene.",
        "What stands after the colon where a table or a property is introduced says what kind of values it has. A "
        "number stands without quotation marks and with its unit, a text in quotation marks, and a word alone.",
    ),
    Words(
        'egenskap dekning per region : andel\ntabell per region {\n    dekning [regelverk 2]\n    Nord: "15 %"\n}',
        "property coverage per region : proportion\n"
        "table per region {\n"
        "    coverage [rulebook 2]\n"
        '    North: "15 %"\n'
        "}",
    ),
    Words(
        "egenskap dekning per region : andel\ntabell per region {\n    dekning [regelverk 2]\n    Nord: 15 %\n}",
        "property coverage per region : proportion\ntable per region {\n    coverage [rulebook 2]\n    North: 15 %\n}",
    ),
)
_NUMBER_AS_TEXT = re.compile(r"[−-]?(\d[\d., ]*?)( ?%| kr| mill\. kr| million kr| poeng| points?| deler?| parts?)?")


def check(ruleset: Ruleset, inference: Inference) -> Iterator[Fault]:
    """A fault for each value of another kind than its quantity, or in another unit."""
    for quantity in ruleset.quantities.values():
        if quantity.typing and quantity.role in ("table", "property"):
            for key, given in quantity.written:
                if not fits_type(given.value, quantity_kind(quantity)):
                    yield _fault(ruleset, quantity, key, given)


def _fault(ruleset: Ruleset, quantity: Quantity, key: tuple[str, ...], given: Given) -> Fault:
    kind, found = quantity_kind(quantity), _found(given)
    state, should = is_what(found), is_what(kind)
    wanted = Words(should.nb.removeprefix("er "), should.en.removeprefix("is "))
    what, members = the_quantity(quantity.name), ", ".join(filter(None, key))
    paste = _cure(ruleset, kind, given)
    return Fault(
        KIND,
        begun(
            Words(
                f"{what.nb} for «{members}» {state.nb}, men skal være {wanted.nb}",
                f"{what.en} of “{members}” {state.en}, but should be {wanted.en}",
            )
        ),
        (Label(given.value.span, Words(f"skal være {wanted.nb}", f"should be {wanted.en}")),),
        (),
        Words("Skriv verdien slik:", "Write the value like this:") if paste else NOTHING,
        (paste,) if paste else (),
        address=".".join((quantity.name, *key)),
        cause=f"{quantity.name} {state.en}",
    )


def _found(given: Given) -> ValueKind:
    value = given.value
    if isinstance(value, Text):
        return ValueKind("text")
    if isinstance(value, YesNo):
        return ValueKind("yes_no")
    return (
        ValueKind("word")
        if isinstance(value, Name)
        else ValueKind("number", unit_of(value) or ValueKind("number").unit)
    )


def _cure(ruleset: Ruleset, kind: ValueKind, given: Given) -> str:
    """The value as it would be written, where only the quotation marks or the unit are amiss."""
    value = given.value
    if isinstance(value, Text):
        is_number = kind.what == "number" and _is_number(value.text, ruleset.tree.language)
        return value.text if is_number or (kind.what == "word" and value.text.isidentifier()) else ""
    if isinstance(value, Name) and kind.what == "text":
        return f'"{value.text}"'
    if isinstance(value, Number) and not value.mark and kind.what == "number" and can_be_written(kind.unit):
        return figure(exact(value), kind.unit, ruleset.tree.language)
    return ""


def _is_number(text: str, language: str) -> bool:
    """True if a text is a number as the ruleset spells numbers."""
    match = _NUMBER_AS_TEXT.fullmatch(text)
    return match is not None and isinstance(read_digits(match[1], Fashion(language)), Digits)
