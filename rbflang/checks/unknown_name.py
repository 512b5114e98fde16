"""A name that nothing in the ruleset has.

Names in formulas are found where formulas are inferred, all others in the declarations; both are worded here, with
the names that are most like them, what those are, and where they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, partial

from attrs import frozen

from rbflang.diagnostics import NOTHING, Fault, Kind, Label, Severity
from rbflang.inventory.measured_texts import written_registers
from rbflang.inventory.near_names import NearNames
from rbflang.inventory.unresolved import COLUMN, Among, unresolved
from rbflang.nearest import Names
from rbflang.ruleset.findings import UnknownName
from rbflang.ruleset.model import INDICATOR, TAKING_PART_NAME, Ruleset
from rbflang.ruleset.nouns import SETS, begun, per_sets, set_noun, what_it_is
from rbflang.ruleset.said import is_for
from rbflang.ruleset.signatures import Inference
from rbflang.source import Span
from rbflang.syntax.vocabulary import BY_NAME
from rbflang.wording import Words, listing

KIND = Kind(
    "unknown-name",
    Severity.FAULT,
    Words("Et navn finnes ikke", "A name does not exist"),
    Words(
        "Alt som brukes i en formel, en tabell eller en blokk, må stå et sted i regelsettet. Rekkefølgen er fri. "
        "Store og små bokstaver er forskjellige, og det samme er «å» og «aa».",
        "Whatever a formula, a table or a block uses must be declared somewhere in the ruleset, in any order. "
        "Capital and small letters differ.",
    ),
    Words(
        "formel vektede_poeng per region = fordelingsnøkel × poengsum [regelverk 4.2]",
        "formula weighted_points per region = allocation_ky × total_points [rulebook 4.2]",
    ),
    Words(
        "formel vektede_poeng per region = fordelingsnøkkel × poengsum [regelverk 4.2]",
        "formula weighted_points per region = allocation_key × total_points [rulebook 4.2]",
    ),
)
Known = Mapping[str, tuple[Words, Span | None]]
FEW, MOST_LOOKED_FOR = 12, 30


@frozen(eq=False, repr=False)
class MeantNames:
    """What may stand in the place of an unknown name: what each name is, and where, and the search among them."""

    among: Among
    known: Known
    near: NearNames


_HYPHENED = re.compile(r"[^\W\d]\w*(?:-\w+)+")
_GREATEST = Words("Skriv «største av (a; b)».", "Write “greatest of (a; b)”.")
_LEAST = Words("Skriv «minste av (a; b)».", "Write “least of (a; b)”.")
_ROUNDED = Words(
    "Avrunding skrives sist i formelen: «avrundet til 2 desimaler, halve opp».",
    "Rounding ends a formula: “rounded to 2 decimals, halves up”.",
)
_CHOSEN = Words("Et valg skrives «hvis … så … ellers …».", "A choice is written “if … then … else …”.")
_MEAN = Words("Skriv «gjennomsnitt x over region».", "Write “mean x over region”.")
FUNCTIONS: dict[str, Words] = {
    **dict.fromkeys(("abs", "absolutt", "absoluttverdi"),
                    Words("Skriv «største av (x; −x)».", "Write “greatest of (x; −x)”.")),
    **dict.fromkeys(("max", "maks", "maksimum", "største", "greatest"), _GREATEST),
    **dict.fromkeys(("min", "minimum", "minste", "least"), _LEAST),
    **dict.fromkeys(("avrund", "rund", "round", "rundopp", "rundned", "int", "heltall", "floor", "ceil"), _ROUNDED),
    **dict.fromkeys(("if", "hvis", "dersom"), _CHOSEN),
    **dict.fromkeys(("avg", "average", "gjennomsnitt", "mean"), _MEAN),
    **dict.fromkeys(("sqrt", "rot", "kvadratrot", "pow", "exp", "log", "ln", "potens"), Words(
        "Språket regner bare med +, −, × og /. En kurve kan skrives som en trapp.",
        "The language computes by +, −, × and / alone. A curve may be written as a staircase.")),
}  # fmt: skip

_ONE = Words("Skriv «én kode» eller «flere koder».", "Write “one code” or “several codes”.")
_DAY = Words("Skriv «dato».", "Write “date”.")
COLUMN_KINDS: dict[str, Words] = {
    **dict.fromkeys(("kode", "koder", "én", "en", "flere", "code", "codes", "one", "several", "kategori"), _ONE),
    **dict.fromkeys(("dag", "dager", "tid", "tidspunkt", "day", "time", "timestamp", "datetime"), _DAY),
    **dict.fromkeys(("måned", "tertial", "år", "month", "year", "third"), Words("Skriv «periode».", "Write “period”.")),
    **dict.fromkeys(("bool", "boolean", "boolsk", "logisk"), Words("Skriv «ja/nei».", "Write “yes/no”.")),
    **dict.fromkeys(("streng", "string", "ord"), Words("Skriv «tekst».", "Write “text”.")),
    **dict.fromkeys(("pasient", "person", "id", "nøkkel", "patient", "key"),
                    Words("Skriv «pasientnøkkel».", "Write “patient key”.")),
    **dict.fromkeys(("enhet", "unit"), Words("Skriv «enhet under region».", "Write “unit under region”.")),
}  # fmt: skip


def check(ruleset: Ruleset, inference: Inference) -> Iterator[Fault]:
    """A fault for each name that means nothing."""
    found = [(name.span, name.text, among) for name, among in unresolved(ruleset)]
    found += [(one.span, one.name, _among(one)) for one in inference.found(UnknownName)]
    lacking: dict[str, list[Span]] = {}
    possible = cache(partial(_possible, ruleset))
    for at, (span, name, among) in enumerate(found):
        if among.what == "sets" and name in SETS and name not in ruleset.sets:
            lacking.setdefault(name, []).append(span)
        elif not (among.what == "properties" and _is_per_no_set(ruleset, name)):
            yield _fault(ruleset, span, name, possible(among), at < MOST_LOOKED_FOR)
    yield from (_without_members(name, spans) for name, spans in lacking.items())


def _is_per_no_set(ruleset: Ruleset, name: str) -> bool:
    """True for a property of members whose set is misspelt where it is declared; that alone is told."""
    quantity = ruleset.quantities.get(name)
    return quantity is not None and not ruleset.sets.keys() >= set(quantity.sets)


def _possible(ruleset: Ruleset, among: Among) -> MeantNames:
    known = _known(ruleset, among)
    return MeantNames(among, known, NearNames(ruleset, Names(tuple(known))))


def _without_members(name: str, spans: list[Span]) -> Fault:
    """A set that the language knows, but the ruleset has no member of."""
    noun = set_noun(name)
    article, _, one = noun.a.partition(" ")
    nothing = f"ikke noe {one}" if article == "et" else f"ingen {one}"
    return Fault(
        KIND,
        Words(f"Regelsettet har {nothing}", f"The ruleset has no {noun.en}"),
        tuple(Label(span, Words(f"her brukes «{name}»", f"“{name}” is used here")) for span in spans),
        (),
        Words(
            f"Legg inn {noun.a}, eller ta bort «{name}» der det er brukt.",
            f"Declare one, or take “{name}” away where it is used.",
        ),
    )


def _among(finding: UnknownName) -> Among:
    if finding.among == "indicators":
        return Among("members", (INDICATOR,))
    return Among(finding.among, words=finding.words)


def _fault(ruleset: Ruleset, span: Span, name: str, possible: MeantNames, is_looked_for: bool) -> Fault:
    among, known = possible.among, possible.known
    if name == TAKING_PART_NAME and among.what == "quantities":
        return _in_which_measure(ruleset, span)
    if among.what == "staircases" and name.lower() in FUNCTIONS:
        return _no_function(span, name)
    other = _elsewhere(ruleset, name, among)
    if other:
        return _misplaced(span, name, other, _place(among, known))
    hyphened = _hyphened(span, known)
    if hyphened:
        return _written_with_a_hyphen(*hyphened)
    near = possible.near.of(name) if is_looked_for else ()
    label = Words(f"mente du «{near[0]}»?", f"did you mean “{near[0]}”?") if near else _unknown(among)
    return Fault(
        KIND,
        _title(ruleset, name, among),
        (Label(span, label),),
        (_story(name, among, {one: known[one] for one in near}),),
        _codes_parted(span, among) or _tip(ruleset, name, among, known, bool(near)),
        cause=f"{among.what} {name}",
    )


_AMONG_CODES = re.compile(r"\b(?:blant|among)\s[^\[\]]*\b(?:og|eller|and|or)\s+$")


def _codes_parted(span: Span, among: Among) -> Words | None:
    """What is written where a code stands behind `og` or `eller`, as if it were another column."""
    before = span.source.line(span.line)[: span.column - 1]
    if among.what != "columns" or not _AMONG_CODES.search(before):
        return None
    return Words(
        f"Er «{span.text}» en kode, så skriv komma foran den: blant A, {span.text}.",
        f"If “{span.text}” is a code, write a comma before it: among A, {span.text}.",
    )


def _hyphened(span: Span, known: Known) -> tuple[Span, str] | None:
    """The words around a name with hyphens between them, and the known name that they are with underscores."""
    text = span.source.line(span.line)
    for found in _HYPHENED.finditer(text):
        start = span.start - (span.column - 1)
        whole = Span(span.source, start + found.start(), start + found.end())
        name = found[0].replace("-", "_")
        if whole.start <= span.start < whole.end and name in known:
            return whole, name
    return None


def _written_with_a_hyphen(whole: Span, name: str) -> Fault:
    return Fault(
        KIND,
        Words(f"«{whole.text}» leses som en differanse", f"“{whole.text}” is read as a difference"),
        (Label(whole, Words(f"mente du «{name}»?", f"did you mean “{name}”?")),),
        (),
        Words(f"Skriv {name}. En bindestrek i en formel er et minus.",
              f"Write “{name}”. A hyphen in a formula is a minus."),
        cause=whole.text,
    )  # fmt: skip


def _no_function(span: Span, name: str) -> Fault:
    """A function of spreadsheets before a parenthesis, where only a staircase may stand."""
    return Fault(
        KIND,
        Words(f"Språket har ikke funksjonen «{name}»", f"The language has no function “{name}”"),
        (Label(span, Words("foran en parentes står det bare trapper", "only staircases stand before a parenthesis")),),
        (),
        FUNCTIONS[name.lower()],
        cause=name,
    )


def _in_which_measure(ruleset: Ruleset, span: Span) -> Fault:
    """`deltar` outside a measure, where it must be said in which."""
    word = BY_NAME["TAKING_PART"].spelled(ruleset.tree.language)
    return Fault(
        KIND,
        Words(f"«{word}» må si i hvilket prestasjonsmål", f"“{word}” must say in which measure"),
        (Label(span, Words("deltar i hva?", "taking part in what?")),),
        (
            Words(
                "Hvem som deltar, følger av kravene i et prestasjonsmål. Utenfor det må navnet på prestasjonsmålet "
                "stå foran.",
                "Who takes part follows from the requirements of a measure. Outside it, the name of the measure stands "
                "before.",
            ),
        ),
        Words("Skriv navnet foran:", "Write its name before:")
        if ruleset.measures
        else Words("Regelsettet har ikke noe prestasjonsmål.", "The ruleset has no measure."),
        tuple(f"{name}.{word}" for name in ruleset.measures),
    )


def _misplaced(span: Span, name: str, other: Words, tip: Words) -> Fault:
    return Fault(
        KIND,
        Words(f"«{name}» kan ikke stå her", f"“{name}” cannot stand here"),
        (Label(span, Words("dette er noe annet", "this is something else")),),
        (other,),
        tip,
    )


def _unknown(among: Among) -> Words:
    return Words("ukjent ord", "unknown word") if among.what == "words" else Words("ukjent navn", "unknown name")


def _known(ruleset: Ruleset, among: Among) -> Known:
    if among.what == "quantities":
        return {one.name: (what_it_is(one), one.span) for one in ruleset.quantities.values()}
    if among.what == "properties":
        properties = [one for one in ruleset.quantities.values() if one.role == "property"]
        fitting = [one for one in properties if is_for(ruleset.space, one, among.sets)]
        return {one.name: (what_it_is(one), one.span) for one in fitting}
    if among.what == "staircases":
        return {one.name.text: (Words("en trapp", "a staircase"), one.name.span) for one in ruleset.staircases.values()}
    if among.what == "rounds":
        return {one.name.text: (Words("en fordeling", "a round"), one.name.span) for one in ruleset.rounds.values()}
    if among.what == "sets":
        return {one.name: (Words("en inndeling", "a set"), one.span) for one in ruleset.sets.values()}
    if among.what == "registers":
        return {
            one.name.text: (Words("et register", "a register"), one.name.span) for one in written_registers(ruleset)
        }
    if among.what == "columns":
        columns = (
            column for one in written_registers(ruleset) if one.name.text in among.sets for column in one.columns
        )
        return {one.name.text: (Words("en kolonne", "a column"), one.name.span) for one in columns}
    if among.what == "words":
        return {word: (Words("et ord", "a word"), None) for word in among.words}
    members = [one for name in among.sets if name in ruleset.sets for one in ruleset.sets[name].members if one.name]
    return {one.name: (Words(f"«{one.title}»", f"“{one.title}”"), one.span) for one in members}


def _title(ruleset: Ruleset, name: str, among: Among) -> Words:
    if among.what == "properties":
        per = per_sets(among.sets)
        return Words(f"«{name}» er ikke en egenskap{per.nb}", f"“{name}” is not a property{per.en}")
    if among.what == "words":
        return Words(f"Ordet «{name}» er ikke i bruk", f"The word “{name}” is not in use")
    lead = {
        "staircases": Words("trappen ", "the staircase "),
        "rounds": Words("fordelingen ", "the round "),
        "sets": Words("inndelingen ", "the set "),
        "registers": Words("registeret ", "the register "),
        "columns": Words("kolonnen ", "the column "),
    }.get(among.what, Words("", ""))
    if among.what == "members" and among.sets:
        noun = set_noun(among.sets[0])
        lead = Words(f"{noun.the} ", f"the {noun.en} ")
    return begun(Words(f"{lead.nb}«{name}» finnes ikke", f"{lead.en}“{name}” does not exist"))


def _story(name: str, among: Among, near: Known) -> Words:
    none = Words(f"Regelsettet har {_nothing(among)} som heter «{name}».", f"Nothing here is called “{name}”.")
    if among.what == "columns":
        (register,) = among.sets
        none = Words(f"Registeret «{register}» har ingen kolonne som heter «{name}».",
                     f"The register “{register}” has no column called “{name}”.")  # fmt: skip
    if among.what == "words":
        none = Words(f"«{name}» sammenlignes med ord, men ingen har ordet «{name}».", f"Nothing has the word “{name}”.")
    if not near:
        return none
    shown = [(one, what, f", linje {span.line}" if span else "") for one, (what, span) in near.items()]
    nb = listing([f"«{one}» ({what.nb}{line})" for one, what, line in shown])
    en = listing([f"“{one}” ({what.en}{line.replace('linje', 'line')})" for one, what, line in shown], "en")
    return Words(f"{none.nb} Det som ligner mest, er {nb}.", f"{none.en} Most like it: {en}.")


def _nothing(among: Among) -> str:
    """`ingen trapp`, `ikke noe delområde`."""
    named = {"registers": "ikke noe register", "staircases": "ingen trapp", "rounds": "ingen fordeling",
             "sets": "ingen inndeling", "properties": f"ingen egenskap{per_sets(among.sets).nb}"}  # fmt: skip
    if among.what == "members" and among.sets:
        article, _, noun = set_noun(among.sets[0]).a.partition(" ")
        return f"ikke noe {noun}" if article == "et" else f"ingen {noun}"
    return named.get(among.what, "ikke noe")


def _elsewhere(ruleset: Ruleset, name: str, among: Among) -> Words | None:
    """What a name is where it should have been something else."""
    if among.what != "staircases" and name in ruleset.staircases:
        return Words(
            f"«{name}» er en trapp. Det den skal slå opp, skrives i parentes: {name}(…).",
            f"“{name}” is a staircase. What it looks up stands in parentheses: {name}(…).",
        )
    if among.what != "quantities" and name in ruleset.quantities:
        what = what_it_is(ruleset.quantities[name])
        return Words(f"«{name}» er {what.nb}.", f"“{name}” is {what.en}.")
    if among.what != "sets" and name in ruleset.sets:
        return Words(f"«{name}» er en inndeling.", f"“{name}” is a set.")
    if among.what in ("quantities", "staircases"):
        for one in ruleset.sets.values():
            if any(member.name == name for member in one.members):
                noun = set_noun(one.name)
                return Words(
                    f"«{name}» er {noun.a}, og har ingen verdi selv.", f"“{name}” is a {noun.en}, not a value."
                )
    return None


def _tip(ruleset: Ruleset, name: str, among: Among, known: Known, is_near: bool) -> Words:
    if COLUMN in among.words and name.lower() in COLUMN_KINDS:
        return COLUMN_KINDS[name.lower()]
    if is_near:
        return Words(
            f"Rett skrivemåten, eller legg inn «{name}» hvis det skal være noe nytt.",
            f"Correct the spelling, or declare “{name}” if it is to be something new.",
        )
    if among.what == "quantities" or len(known) > FEW:
        return Words(
            f"Ingen navn ligner. Legg inn «{name}», eller bruk et navn som finnes. Alle navn: {_all_names(ruleset)}",
            f"No name is like it. Declare “{name}”, or use a name that is there. All names: {_all_names(ruleset)}",
        )
    if known:
        all_ = _listed(known)
        return Words(f"Ingen navn ligner. {all_.nb}", f"No name is like it. {all_.en}")
    return Words(f"Legg inn «{name}», eller ta bort linjen.", f"Declare “{name}”, or take the line away.")


def _all_names(ruleset: Ruleset) -> str:
    """The command that shows all names."""
    return f"rbflang sources {ruleset.argument}"


def _listed(known: Known) -> Words:
    """`De som finnes, er video og epikrise.`"""
    nb, en = listing(list(known)), listing([f"“{one}”" for one in known], "en")
    return Words(f"{'De som finnes, er' if len(known) > 1 else 'Det eneste som finnes, er'} {nb}.", f"Known: {en}.")


def _place(among: Among, known: Known) -> Words:
    """What belongs where a name of something else stands."""
    if among.what == "quantities":
        return Words(
            "Skriv navnet på et tall, en tabell, en egenskap, inndata eller en formel.",
            "Write the name of a number, a table, a property, an input or a formula.",
        )
    return _listed(known) if 0 < len(known) <= FEW else NOTHING
