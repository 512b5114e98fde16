"""A test of a column of a register that its kind has no answer to, or patients counted by what is no key of one."""

from __future__ import annotations

from collections.abc import Iterator

from rbflang.diagnostics import Fault, Kind, Label, Severity
from rbflang.inventory.measured_texts import MeasuredText, measured_texts, tested_column, tests_of
from rbflang.register.definitions import ColumnKind, RegisterColumn
from rbflang.ruleset.measured.columns import TESTED_BY_CODES
from rbflang.ruleset.model import Ruleset
from rbflang.ruleset.signatures import Inference
from rbflang.syntax import expressions as ex
from rbflang.syntax.vocabulary import BY_NAME, written_name
from rbflang.wording import Words

KIND = Kind(
    "test-does-not-fit",
    Severity.FAULT,
    Words("Et vilkår passer ikke til kolonnen", "A condition does not fit its column"),
    Words(
        "En kolonne med koder eller tekst prøves med «er» eller «blant» og koder. En kolonne med ja/nei prøves med "
        "navnet alene. Andre kolonner kan ikke prøves: perioden følger av fordelingen, og regionen og foretaket av hva "
        "som telles. Bare pasientnøkkelen kan telles med «antall unike».",
        "A column of codes or text is tested by “is” or “among” and codes, a column of yes/no by its name alone. Other "
        "columns cannot be tested: the period follows from the round, and region and trust from what is counted. Only "
        "the patient key can be counted by “count of unique”.",
    ),
    Words(
        "måling av måloppnåelse fra episoder {\n"
        "    telles per foretak [regelverk 5]\n"
        "    der tellende blant A, B [regelverk 5]\n"
        "    video: antall der kontakt / antall [regelverk 5]\n"
        "}",
        "measurement of achievement from episodes {\n"
        "    counted per trust [rulebook 5]\n"
        "    where counting among A, B [rulebook 5]\n"
        "    video: count where contact / count [rulebook 5]\n"
        "}",
    ),
    Words(
        "måling av måloppnåelse fra episoder {\n"
        "    telles per foretak [regelverk 5]\n"
        "    der tellende [regelverk 5]\n"
        "    video: antall der kontakt blant video, telefon / antall [regelverk 5]\n"
        "}",
        "measurement of achievement from episodes {\n"
        "    counted per trust [rulebook 5]\n"
        "    where counting [rulebook 5]\n"
        "    video: count where contact among video, telephone / count [rulebook 5]\n"
        "}",
    ),
)
HOLDS: dict[ColumnKind, Words] = {
    ColumnKind.PATIENT: Words("pasientnøkler", "patient keys"),
    ColumnKind.MEMBER: Words("medlemmer av en inndeling", "members of a set"),
    ColumnKind.UNIT: Words("navn på enheter", "names of units"),
    ColumnKind.DATE: Words("datoer", "dates"),
    ColumnKind.PERIOD: Words("perioder", "periods"),
    ColumnKind.CODE: Words("koder", "codes"),
    ColumnKind.CODES: Words("flere koder i hver rad", "several codes in each row"),
    ColumnKind.YES_NO: Words("ja eller nei", "yes or no"),
    ColumnKind.WORDS: Words("tekst", "text"),
}


def check(ruleset: Ruleset, inference: Inference) -> Iterator[Fault]:
    """A fault for each test that its column has no answer to, and for each count of different values of no key."""
    for one in measured_texts(ruleset):
        for test in (test for condition in one.conditions for test in tests_of(condition)):
            column = one.columns.get(tested_column(test).text)
            if column and not _fits(test, column):
                yield _fault(ruleset, test, column)
        for _, count in one.counts:
            column = one.columns.get(count.unique.text) if count.unique else None
            if count.unique and column and column.kind is not ColumnKind.PATIENT:
                yield _no_key(one, count.unique, column)


def _fits(test: ex.Name | ex.CodeTest, column: RegisterColumn) -> bool:
    return column.kind is ColumnKind.YES_NO if isinstance(test, ex.Name) else column.kind in TESTED_BY_CODES


def _fault(ruleset: Ruleset, test: ex.Name | ex.CodeTest, column: RegisterColumn) -> Fault:
    name, holds, language = written_name(column.name, ruleset.tree.language), HOLDS[column.kind], ruleset.tree.language
    cures: tuple[str, ...] = ()
    tip = Words(
        "Ta bort vilkåret. Det kan ikke spørres etter denne kolonnen.",
        "Take the condition away: this column cannot be asked for.",
    )
    if column.kind is ColumnKind.YES_NO:
        cures = (name, f"{BY_NAME['NOT'].spelled(language)} {name}")
        tip = Words("Skriv bare navnet, eller «ikke» foran det:", "Write the name alone, or “not” before it:")
    elif column.kind in TESTED_BY_CODES:
        cures = (f"{name} {BY_NAME['AMONG'].spelled(language)} {', '.join(column.codes) or '…'}",)
        tip = Words("Skriv hvilke koder som er ment:", "Write which codes are meant:")
    return Fault(
        KIND,
        Words(f"«{test.span.text}» passer ikke til kolonnen", f"“{test.span.text}” does not fit the column"),
        (Label(test.span, Words(f"«{name}» har {holds.nb}", f"“{name}” holds {holds.en}")),),
        (),
        tip,
        cures,
    )


def _no_key(one: MeasuredText, name: ex.Name, column: RegisterColumn) -> Fault:
    keys = [known.name for known in one.columns.values() if known.kind is ColumnKind.PATIENT]
    holds = HOLDS[column.kind]
    tip = Words(
        "Legg inn kolonnen med pasientnøkkelen i registeret, og tell den.",
        "Declare the column with the patient key in the register, and count that.",
    )
    if keys:
        tip = Words("Tell nøkkelen til pasienten:", "Count the key of the patient:")
    return Fault(
        KIND,
        Words(f"«{name.text}» er ingen pasientnøkkel", f"“{name.text}” is no patient key"),
        (Label(name.span, Words(f"har {holds.nb}", f"holds {holds.en}")),),
        (
            Words(
                "«antall unike» teller forskjellige pasienter. Uten nøkkel kan ingen vite om to rader er samme "
                "pasient.",
                "“count of unique” counts different patients. Without a key nobody can know whether two rows are the "
                "same patient.",
            ),
        )
        if not keys
        else (),
        tip,
        tuple(keys),
    )
