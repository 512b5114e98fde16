"""The columns of a register that a file of episodes does not have, all of them in one fault.

It names columns and headings. Where the first line may be a row about a patient, it is given no heading that is not
known.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rbflang.diagnostics import Fault
from rbflang.measuring.episode_faults import EPISODES, HOLDS, MOST_HEADINGS
from rbflang.nearest import nearest
from rbflang.register.definitions import RegisterColumn
from rbflang.wording import Words, counted, listed


def columns_missing(
    name: str, columns: Sequence[RegisterColumn], shown: Sequence[str], free: Sequence[str], is_all: bool = True
) -> Fault:
    """The columns that are asked for and that a file does not have.

    `shown` are the headings that it has, or those known alone; `free` are those of them that no column is read from.
    """
    likely = {one.headings[0]: (*nearest(one.headings[0], free), "")[0] for one in columns}
    told = _one(name, columns[0], likely) if len(columns) == 1 else _several(name, columns, likely)
    title, expected, tip, paste = told
    return Fault(EPISODES, title, (), (expected, _has(shown, is_all)), tip, paste)


def _one(name: str, column: RegisterColumn, likely: Mapping[str, str]) -> tuple[Words, Words, Words, tuple[Words, ...]]:
    """The title, what the register expects, the tip and what to write, for a column alone."""
    heading, headings = column.headings[0], listed(_quoted(column.headings))
    near = likely[heading]
    asked = Words(f"Mente du «{near}»? ", f"Did you mean “{near}”? ") if near else Words("", "")
    return (
        Words(f"{name} har ingen kolonne «{heading}»", f"{name} has no column “{heading}”"),
        Words(f"Registeret kjenner kolonnen som {headings.nb}.", f"The register knows the column as {headings.en}."),
        Words(
            f"{asked.nb}Rett overskriften i filen, eller nevn den i registeret:",
            f"{asked.en}Correct the heading of the file, or name it in the register:",
        ),
        (_also_called(near),),
    )


def _several(
    name: str, columns: Sequence[RegisterColumn], likely: Mapping[str, str]
) -> tuple[Words, Words, Words, tuple[Words, ...]]:
    """The same for several columns; what to write is a line for each, as it stands in the register."""
    headings = listed(_quoted([one.headings[0] for one in columns]))
    expected = listed([_expected(one) for one in columns])
    meant = listed([Words(f"«{near}» for «{one}»", f"“{near}” for “{one}”") for one, near in likely.items() if near])
    asked = Words(f"Mente du {meant.nb}? ", f"Did you mean {meant.en}? ") if meant.nb else meant
    return (
        Words(
            f"{name} mangler {counted(len(columns))} kolonner: {headings.nb}",
            f"{name} lacks {len(columns)} columns: {headings.en}",
        ),
        Words(f"Registeret kjenner dem som {expected.nb}.", f"The register knows them as {expected.en}."),
        Words(
            f"{asked.nb}Rett overskriftene i filen, eller nevn dem i registeret, sist i linjen til hver kolonne:",
            f"{asked.en}Correct the headings of the file, or name them in the register, last in the line of each:",
        ),
        tuple(Words(f"{one} : … {_also_called(near).nb}", f"{one} : … {_also_called(near).en}")
              for one, near in likely.items()),
    )  # fmt: skip


def _expected(column: RegisterColumn) -> Words:
    """The headings that a column may have, and what it holds."""
    quoted, holds = _quoted(column.headings), HOLDS[column.kind]
    return Words(
        f"{' eller '.join(one.nb for one in quoted)} ({holds.nb})",
        f"{' or '.join(one.en for one in quoted)} ({holds.en})",
    )


def _has(shown: Sequence[str], is_all: bool) -> Words:
    headings = listed(_quoted([one for one in shown if not one.isdigit()][:MOST_HEADINGS]))
    if is_all:
        return Words(f"Filen har {headings.nb}.", f"The file has {headings.en}.")
    return Words(
        f"Av registerets kolonner har filen bare {headings.nb}.",
        f"Of the columns of the register the file has only {headings.en}.",
    )


def _also_called(heading: str) -> Words:
    return Words(f'også kalt "{heading or "…"}"', f'also called "{heading or "…"}"')


def _quoted(headings: Sequence[str]) -> list[Words]:
    return [Words(f"«{one}»", f"“{one}”") for one in headings]
