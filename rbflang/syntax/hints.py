"""What to say where a text cannot be read: a table from what stands there and what could have stood there.

Takes the place, the terminal found and the terminals that were possible; gives a fault in whole sentences. No
terminal's name reaches the reader.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from rbflang.characters import end_before, is_foreign_digit
from rbflang.diagnostics import Fault, Kind, Label, Severity
from rbflang.nearest import nearest
from rbflang.sign_faults import other_digit, two_signs
from rbflang.source import Span
from rbflang.syntax import typical
from rbflang.syntax.comments import blanked
from rbflang.syntax.doubled_signs import foreign_number, signs_before, value_at
from rbflang.syntax.misprints import instead_of
from rbflang.syntax.segments import STARTERS
from rbflang.syntax.unclosed import CLOSERS, has_open_quotation, not_closed, parenthesis_open, quotation_not_closed
from rbflang.syntax.vocabulary import BY_NAME, RESERVED
from rbflang.wording import Words

NOT_UNDERSTOOD = Kind(
    "not-understood",
    Severity.FAULT,
    Words("Teksten kan ikke leses her", "The text cannot be read here"),
    Words(
        "Noe står på et sted der språket venter noe annet. Meldingen peker på det første ordet som ikke passer.",
        "Something stands where the language expects something else. The message points at the first word that does "
        "not fit.",
    ),
)
UNKNOWN_DECLARATION = Kind(
    "unknown-declaration",
    Severity.FAULT,
    Words(
        "Linjen begynner med et ord som språket ikke kjenner", "The line begins with a word the language does not know"
    ),
    Words(
        "Hver regel begynner med et ord som forteller hva den er: «formel», «tabell», «indikator» og så videre.",
        "Every rule begins with a word that says what it is: “formula”, “table”, “indicator” and so on.",
    ),
    Words("fomel x = 1 [regelverk 4.2]", "fomula x = 1 [rulebook 4.2]"),
    Words("formel x = 1 [regelverk 4.2]", "formula x = 1 [rulebook 4.2]"),
)
MIXED_WORDS = Kind(
    "mixed-words",
    Severity.FAULT,
    Words("Norske og engelske ord er blandet", "Norwegian and English words are mixed"),
    Words(
        "Det første ordet i filen («regelsett» eller «ruleset») velger språk, og resten skrives med ordene i det "
        "språket.",
        "The first word of the file (“regelsett” or “ruleset”) chooses the language; the rest uses that language's "
        "words.",
    ),
    Words("formula x = 1 [regelverk 4.2]", "formel x = 1 [rulebook 4.2]"),
    Words("formel x = 1 [regelverk 4.2]", "formula x = 1 [rulebook 4.2]"),
)
BLOCK_NOT_CLOSED = Kind(
    "block-not-closed",
    Severity.FAULT,
    Words("En blokk er ikke avsluttet", "A block is not closed"),
    Words(
        "En blokk begynner med { og slutter med }. En blokk kan ikke stå inne i en annen.",
        "A block begins with { and ends with }. A block cannot stand inside another.",
    ),
)
BLOCK_NOT_OPENED = Kind(
    "block-not-opened",
    Severity.FAULT,
    Words("En blokk er ikke åpnet", "A block is not opened"),
    Words(
        "Linjer som hører til en indikator, en region eller noe annet, står i en blokk mellom { og }. Tegnet { står på "
        "slutten av linjen foran.",
        "Lines that belong to an indicator, a region or something else stand in a block between { and }. The { stands "
        "at the end of the line before.",
    ),
    Words(
        'indikator video "Video"\n    måltall 15 % [regelverk 2]\n}',
        'indicator video "Video"\n    target 15 % [rulebook 2]\n}',
    ),
    Words(
        'indikator video "Video" {\n    måltall 15 % [regelverk 2]\n}',
        'indicator video "Video" {\n    target 15 % [rulebook 2]\n}',
    ),
)
HEADER_MISSING = Kind(
    "header-missing",
    Severity.FAULT,
    Words("Regelsettet har ingen overskrift", "The ruleset has no heading"),
    Words(
        'Den første linjen navngir regelsettet: regelsett RBF 2026 "Resultatbasert finansiering 2026".',
        'The first line names the ruleset: ruleset RBF 2026 "Resultatbasert finansiering 2026".',
    ),
)

HEADER = Words('regelsett RBF 2026 "Resultatbasert finansiering 2026"', 'ruleset RBF 2026 "Paid by results 2026"')
_OF_A_MEASURE = Words(
    "Linjen hører til et prestasjonsmål, mellom { og }.", "The line belongs to a measure, between { and }."
)
_OF_AN_INDICATOR = Words(
    'Delområder skrives i indikatorens blokk: delområder PHV "…", TSB "…".',
    'Sub-areas stand in the block of their indicator: subareas a "…", b "…".',
)
# words that begin a line of a block and no rule
IN_A_BLOCK: dict[str, Words] = {
    **dict.fromkeys(("krav", "deler", "poeng", "gjelder", "poengandel", "gate", "parts", "points", "applies",
                     "point_share"), _OF_A_MEASURE),
    **dict.fromkeys(("delområde", "delområder", "subarea", "subareas"), _OF_AN_INDICATOR), **typical.CONTINUING,
}  # fmt: skip
# a unit as it is not written, where it was taken for the name that begins the next row of a table
_UNIT_BEFORE = re.compile(r"\d[ \t]*(prosent|percent|pst|pct|kroner|nok|pts)\s*$", re.IGNORECASE)
LONGEST_UNIT = 200
_NEXT_ROW = re.compile(r"\s*(?:\}|\||[^\W\d][\w, ]*:)")
_DASH = Words("Skriv én strek, –, der det ikke gjelder.", "Write one dash, –, where it does not apply.")
# what stands behind the word that a line of a set begins with: a name and a title
_MEMBER = re.compile(r'[ \t]+[^\W\d]\w*[ \t]+"')
_FIRST_WORDS = re.compile(r"\s*(\S+(?:[ \t]+\w+)?)")

# (what is found or `*`, a terminal that was possible) -> what is said; the first row that fits is used.
HINTS: tuple[tuple[str, str, Words], ...] = (
    ("COLON", "DIVIDE", Words("Deletegnet er /.", "The sign of division is /.")),
    (
        "COMMA",
        "LARGEST_REMAINDER",
        Words(
            "Skriv «, etter største rest», «, halve opp», «, halve til partall», «, nedover» eller «, oppover».",
            "Write “, by largest remainder”, “, halves up”, “, halves to even”, “, downwards” or “, upwards”.",
        ),
    ),
    (
        "NAME",
        "EQUALS",
        Words("Her ventes «=» eller en av opplysningene som hører til foran den.", "Here “=” is expected."),
    ),
    (
        "EQUALS",
        "COLON",
        Words(
            "Her ventes kolon og hva slags tall det er, for eksempel «: andel».",
            "Here a colon and a type are expected.",
        ),
    ),
    (
        "*",
        "GIVES",
        Words(
            "Et trinn sier fra hvilken grense det gjelder og hva det gir: fra 20 % gir 1 del.",
            "A step says from where it holds and what it gives: from 20 % gives 1 part.",
        ),
    ),
    (
        "*",
        "CLOSE",
        Words(
            "Her kan blokken avsluttes med }, eller en ny linje i blokken begynne.",
            "Here the block may end with }, or a new line of it begin.",
        ),
    ),
    (
        "*",
        "OVER",
        Words(
            "Her mangler det hva det summeres over: «over region».",
            "Here it is missing what is summed over: “over region”.",
        ),
    ),
    ("*", "STRING", Words("Her ventes en tekst i anførselstegn.", "Here a text in quotation marks is expected.")),
    (
        "*",
        "NUMBER",
        Words("Her ventes et tall, et navn eller et uttrykk.", "Here a number, a name or an expression is expected."),
    ),
    ("*", "NAME", Words("Her ventes et navn.", "Here a name is expected.")),
    ("*", "COLON", Words("Her ventes kolon.", "Here a colon is expected.")),
    ("*", "EQUALS", Words("Her ventes «=».", "Here “=” is expected.")),
)


def for_word(
    span: Span, found: str, possible: Collection[str], language: str, before: Span, sets: Collection[str] = ()
) -> Fault:
    """A word or sign that does not fit where it stands; `before` is what was read up to it, and `sets` are declared."""
    word = span.text
    twice = signs_before(span) if found in ("MINUS", "PLUS") else None
    if twice and _NEXT_ROW.match(span.source.text, span.end):
        return _not_understood(twice, f"«{twice.text}» passer ikke her", f"“{twice.text}” does not fit here", _DASH)
    if twice:
        return two_signs(twice, twice.text, value_at(span.source, span.end) or "…", found == "MINUS")
    keyword = RESERVED.get(word)
    if keyword and keyword.spelled(language) != word:
        return mixed(span, word, keyword.spelled(language), language)
    if has_open_quotation(span):
        return quotation_not_closed(span)
    if "FORMULA" in possible and found == "NAME" and _begins_line(span):
        if before.start == 0 and not blanked(before.text).strip():
            return header_missing(span)
        in_block = "LBRACE" in possible and span.column > 1 and not _starters_near(word, language, sets)
        return _brace_not_opened(span, before) if in_block else unknown_declaration(span, word, language, sets)
    unit = _UNIT_BEFORE.search(span.source.text, max(0, span.start - LONGEST_UNIT), span.start)
    if unit and found == "NAME" and "COLON" in possible and _begins_line(span):
        span = Span(span.source, unit.start(1), unit.end(1))
        word, possible = span.text, ()
    said = (
        typical.typical(span)
        or (typical.number_begun(span, language) if "NUMBER" in possible else None)
        or typical.empty_cell(span, before)
        or (parenthesis_open(span) if "RPAR" in possible else None)
        or next((words for at, could, words in HINTS if at in (found, "*") and could in possible), None)
    )
    return _not_understood(span, f"«{word}» passer ikke her", f"“{word}” does not fit here", said)


def for_end(span: Span, head: Span | None) -> Fault:
    """A declaration that ends too early."""
    labels: tuple[Label, ...] = (Label(span, Words("teksten slutter her", "the text ends here")),)
    if head:
        labels += (Label(head, Words("dette er ikke fullført", "this is not complete")),)
    return Fault(
        NOT_UNDERSTOOD,
        Words("Det mangler noe på slutten", "Something is missing at the end"),
        labels,
        (
            Words(
                "Filen eller regelen slutter før den er fullstendig.",
                "The file or the rule ends before it is complete.",
            ),
        ),
        typical.typical_end(span) or Words("Fullfør den, eller ta den bort.", "Complete it, or take it away."),
    )


def for_sign(span: Span) -> Fault:
    """A sign that no word of the language begins with."""
    sign = span.text
    if is_foreign_digit(sign):
        return other_digit(foreign_number(span))
    if sign in CLOSERS:
        return not_closed(span)
    said = instead_of(sign)
    return _not_understood(span, f"Tegnet «{sign}» kan ikke stå her", f"The sign “{sign}” cannot stand here", said)


def block_not_closed(head: Span, brace: Span, end: int) -> Fault:
    """A block whose closing brace is missing, found where the next declaration begins or the file ends."""
    source = head.source
    last = end_before(source.text, end)
    at_end = end >= end_before(source.text, len(source.text))
    following = Span(source, last, last) if at_end else _first_words(head, end)
    line = source.place(max(0, last - 1))[0]
    words = head.text.split()
    title = " ".join(words[: 3 if words[1:2] == ["per"] else 2])
    second = (
        Words("filen slutter her", "the file ends here")
        if at_end
        else Words("her begynner en ny blokk", "a new block begins here")
    )
    return Fault(
        BLOCK_NOT_CLOSED,
        Words(f"Blokken «{title}» er ikke avsluttet", f"The block “{title}” is not closed"),
        (Label(brace, Words("begynner her", "begins here")), Label(following, second)),
        (_brace_missing(head, None if at_end else following),),
        Words(
            f"Sett inn }} på en egen linje etter linje {line}.", f"Insert }} on a line of its own after line {line}."
        ),
    )


def _brace_missing(head: Span, following: Span | None) -> Words:
    """Where the brace is missing, and why the next block cannot stand where it does."""
    if following is None:
        return Words("Det mangler en } på slutten av filen.", "A } is missing at the end of the file.")
    outer, inner = (RESERVED.get((words.text.split() or [""])[0]) for words in (head, following))
    if not outer or not inner:
        return Words(f"Det mangler en }} før «{following.text}».", f"A }} is missing before “{following.text}”.")
    alike = outer is inner
    is_named = len(following.text.split()) > 1
    place = f"«{following.text}»" if is_named and not alike else f"neste {inner.nb}"
    english = f"“{following.text}”" if is_named and not alike else f"the next {inner.en}"
    inside = f"{_article(inner.name)} annen" if alike else f"{_article(outer.name)} {outer.nb}"
    inside = inside.replace("et annen", "et annet")
    other = "another" if alike else f"a {outer.en}"
    one = _article(inner.name).capitalize()
    return Words(
        f"Det mangler en }} før {place}. {one} {inner.nb} kan ikke stå inne i {inside}.",
        f"A }} is missing before {english}. One {inner.en} cannot stand inside {other}.",
    )


def _article(word: str) -> str:
    return "et" if word in ("MEASURE", "TRUST") else "en"


def header_missing(span: Span | None) -> Fault:
    """A text that does not begin with `regelsett`, or has no word at all."""
    return Fault(
        HEADER_MISSING,
        Words("Filen begynner ikke med «regelsett»", "The file does not begin with “ruleset”")
        if span
        else Words("Filen er tom", "The file is empty"),
        (Label(span, Words("det første ordet", "the first word")),) if span else (),
        (),
        Words("Skriv navnet på regelsettet øverst:", "Write the name of the ruleset at the top:"),
        (HEADER,),
    )


def year_not_understood(span: Span) -> Fault:
    """A heading whose year is no year."""
    shown = Span(span.source, span.start, min(span.end, span.start + 20))
    tip = Words("Skriv årstallet med fire sifre, for eksempel 2026.", "Write the year with four digits, such as 2026.")
    return _not_understood(shown, f"«{shown.text}» er ikke et årstall", f"“{shown.text}” is not a year", tip)


def _first_words(head: Span, start: int) -> Span:
    match = _FIRST_WORDS.match(head.source.text, start)
    return Span(head.source, match.start(1), match.end()) if match else Span(head.source, start, start + 1)


def _begins_line(span: Span) -> bool:
    return not span.source.line(span.line)[: span.column - 1].strip()


def mixed(span: Span, word: str, own: str, language: str) -> Fault:
    """A word of the other vocabulary."""
    theirs, ours = ("norsk", "engelsk") if language == "en" else ("engelsk", "norsk")
    other, this = ("Norwegian", "English") if language == "en" else ("English", "Norwegian")
    return Fault(
        MIXED_WORDS,
        Words(f"«{word}» er {theirs}, men regelsettet er på {ours}", f"“{word}” is {other}, but the ruleset is {this}"),
        (Label(span, Words(f"her ventes «{own}»", f"“{own}” is expected here")),),
        (),
        Words(f"Skriv «{own}».", f"Write “{own}”."),
        cause=word,
    )


def _starters_near(word: str, language: str, sets: Iterable[str] = ()) -> tuple[str, ...]:
    """The declaration words and sets that a word is like."""
    return nearest(word, [*sets, *(BY_NAME[name].spelled(language) for name in STARTERS)])


def _brace_not_opened(span: Span, before: Span) -> Fault:
    """A line inside what looks like a block, behind a head that may have one, but that opens none."""
    last = before.start + len(blanked(before.text, ends_of_strings='"').rstrip())
    end = Span(span.source, max(0, last - 1), last)
    line = span.source.line(end.line)
    whole = Span(span.source, end.start - (end.column - 1) + len(line) - len(line.lstrip()), end.end)
    return Fault(
        BLOCK_NOT_OPENED,
        Words(f"Det mangler en {{ på slutten av linje {end.line}", f"A {{ is missing at the end of line {end.line}"),
        (
            Label(whole, Words("her skal blokken begynne", "the block begins here")),
            Label(span, Words("dette står i blokken", "this stands in the block")),
        ),
        (),
        Words(f"Sett inn {{ på slutten av linje {end.line}.", f"Insert {{ at the end of line {end.line}."),
    )


def unknown_declaration(span: Span, word: str, language: str, sets: Iterable[str] = ()) -> Fault:
    """A line that begins with a word that is neither the language's nor a set, and which it is like."""
    near = _starters_near(word, language, sets)
    label, paste = Words("ukjent ord", "unknown word"), tuple[str, ...]()
    tip = Words(
        "Hver regel begynner med et ord som «formel», «tabell», «indikator» eller «prestasjonsmål».",
        "Every rule begins with a word such as “formula”, “table”, “indicator” or “measure”.",
    )
    if near:
        label = Words(f"mente du «{near[0]}»?", f"did you mean “{near[0]}”?")
        tip = Words(f"Skriv «{near[0]}».", f"Write “{near[0]}”.")
    elif word in IN_A_BLOCK:
        tip = IN_A_BLOCK[word]
    elif _MEMBER.match(span.source.text, span.end):
        paste = (f'{BY_NAME["SET"].spelled(language)} {word} "{word[:1].upper()}{word[1:]}"',)
        tip = Words(f"Skal «{word}» være en inndeling med slike medlemmer, så skriv det foran dem:",
                    f"If “{word}” is to be a set with such members, write so before them:")  # fmt: skip
    return Fault(
        UNKNOWN_DECLARATION,
        Words(f"Ingen regel begynner med «{word}»", f"No rule begins with “{word}”"),
        (Label(span, label),),
        (),
        tip,
        paste,
        cause=word,
    )


def _not_understood(span: Span, nb: str, en: str, said: Words | None) -> Fault:
    label = Label(span, Words("her", "here"))
    return Fault(
        NOT_UNDERSTOOD,
        Words(nb, en),
        (label,),
        (),
        said or Words("Sammenlign med en linje som virker.", "Compare with a line that works."),
    )
