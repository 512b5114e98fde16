"""A code in a condition that is not among those which the column of the register is said to hold."""

from __future__ import annotations

from collections.abc import Iterator

from rbflang.diagnostics import Fault, Kind, Label, Severity
from rbflang.inventory.measured_texts import measured_texts
from rbflang.nearest import nearest
from rbflang.register.definitions import RegisterColumn
from rbflang.ruleset.model import Ruleset
from rbflang.ruleset.signatures import Inference
from rbflang.syntax import expressions as ex
from rbflang.wording import Words, listing

KIND = Kind(
    "code-not-declared",
    Severity.FAULT,
    Words("En kode er ikke blant dem kolonnen har", "A code is not among those of its column"),
    Words(
        "Sier registeret hvilke koder en kolonne har («én kode av …»), kan et vilkår bare spørre etter dem. Ellers "
        "ville en skrivefeil telle ingen.",
        "Where the register says which codes a column holds (“one code of …”), a condition can only ask for those. "
        "Else a misspelt code would count nobody.",
    ),
    Words(
        "register episoder [antatt: vår tabell] { område : én kode av somatikk, PHV, TSB }\n"
        "måling av måloppnåelse fra episoder { samarbeid: antall der område blant PVH, TSB / antall [regelverk 5] }",
        "register episodes [assumed: our table] { field : one code of somatic, mental, addiction }\n"
        "measurement of achievement from episodes { team: count where field among metal / count [rulebook 5] }",
    ),
    Words(
        "register episoder [antatt: vår tabell] { område : én kode av somatikk, PHV, TSB }\n"
        "måling av måloppnåelse fra episoder { samarbeid: antall der område blant PHV, TSB / antall [regelverk 5] }",
        "register episodes [assumed: our table] { field : one code of somatic, mental, addiction }\n"
        "measurement of achievement from episodes { team: count where field among mental / count [rulebook 5] }",
    ),
)


def check(ruleset: Ruleset, inference: Inference) -> Iterator[Fault]:
    """A fault for each code that its column does not hold."""
    for one in measured_texts(ruleset):
        for condition in one.conditions:
            yield from (_fault(column, code) for column, code in one.undeclared_codes(condition))


def _fault(column: RegisterColumn, code: ex.Name | ex.Text) -> Fault:
    near = nearest(code.text, column.codes)
    quoted = isinstance(code, ex.Text)
    cures = tuple(f'"{one}"' if quoted or not one.isidentifier() else one for one in near[:1] or column.codes)
    known = Words(
        f"«{column.name}» har {listing(column.codes)}.", f"“{column.name}” holds {listing(column.codes, 'en')}."
    )
    return Fault(
        KIND,
        Words(f"Kolonnen har ikke koden «{code.text}»", f"The column has no code “{code.text}”"),
        (
            Label(
                code.span,
                Words(f"mente du «{near[0]}»?", f"did you mean “{near[0]}”?")
                if near
                else Words("ukjent kode", "unknown code"),
            ),
        ),
        (known,),
        Words(
            "Skriv en av kodene, eller legg koden til i registeret:",
            "Write one of the codes, or add it to the register:",
        ),
        cures,
        cause=code.text,
    )
