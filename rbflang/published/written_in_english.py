"""Published figures under English headings, as they are kept: Norwegian numbers, and the Norwegian words for kinds.

Takes the rows of such a file; gives the same rows with the words that all of this shelf reads, and a fault for each
number that can be read in two ways. It must not know what the figures are of.
"""

from __future__ import annotations

import re

from attrs import evolve

from rbflang.data.printed import in_norwegian
from rbflang.diagnostics import Fault
from rbflang.numerals import RUN_OF_DIGITS, Fashion, Misprint, read_digits
from rbflang.observations import Field, ObservationFile, ObservationRow
from rbflang.published.deviations import UNTRUE
from rbflang.published.statements import AS_PRINTED
from rbflang.syntax.misprints import misprint
from rbflang.syntax.vocabulary import kept_name

NUMBERS = ("printed", "ours", "deviation")
WORDS = {
    "kind": {
        "count": "opptelling",
        "count of claims": "opptelling av påstander",
        "claim": "påstand",
        "count of unprinted": "opptelling av ikke trykte",
        "unprinted": "ikke trykt",
    },
    "rounding": {"cut": "avkortet"},
    "deviation": {"untrue": UNTRUE},
}
BOUNDS = {"below ": "under ", "above ": "over ", "at least ": "minst ", "at most ": "høyst "}
CLAIMED = "«"
DIGITS = re.compile(RUN_OF_DIGITS)


def kept(file: ObservationFile) -> ObservationFile:
    """The file as all others are; as it is where what was amiss in reading it stops it."""
    if file.faults:
        return file
    wrong = tuple(one for row in file.rows for one in _misprinted(row, file.fashion))
    return evolve(file, rows=tuple(_kept(row, file.fashion) for row in file.rows), faults=wrong)


def _misprinted(row: ObservationRow, fashion: Fashion) -> list[Fault]:
    texts = [(name, row.text(name)) for name in NUMBERS if CLAIMED not in row.text(name)]
    found = [(name, read_digits(digits.strip(), fashion)) for name, text in texts for digits in DIGITS.findall(text)]
    return [misprint(row.place(name), one) for name, one in found if isinstance(one, Misprint)]


def _kept(row: ObservationRow, fashion: Fashion) -> ObservationRow:
    told = {name: _told(name, field, fashion) for name, field in row.fields.items()}
    return evolve(row, fields={**told, AS_PRINTED: row.fields["printed"]})


def _told(name: str, field: Field, fashion: Fashion) -> Field:
    text = WORDS.get(name, {}).get(field.text, field.text)
    if name == "quantity":
        text = kept_name(text)
    if name in NUMBERS and CLAIMED not in text:
        bound = next((one for one in BOUNDS if text.startswith(one)), "")
        text = BOUNDS.get(bound, "") + in_norwegian(text.removeprefix(bound), fashion)
    return Field(text, field.source, field.start, field.end)
