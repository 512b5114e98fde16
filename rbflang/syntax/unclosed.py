"""The faults of texts and brackets that are opened and not closed.

Each kind is followed by the functions that word it.
"""

from __future__ import annotations

from rbflang.diagnostics import Fault, Kind, Label, Severity
from rbflang.source import Span
from rbflang.syntax.comments import blanked
from rbflang.wording import Words

NOT_CLOSED = Kind(
    "not-closed",
    Severity.FAULT,
    Words("Noe som er åpnet, er ikke avsluttet", "Something opened is not closed"),
    Words(
        "Anførselstegn, hakeparenteser og parenteser må avsluttes.",
        "Quotation marks, brackets and parentheses must be closed.",
    ),
)
QUOTATION_MISSING = Kind(
    "quotation-mark-missing",
    Severity.FAULT,
    Words("Et anførselstegn mangler", "A quotation mark is missing"),
    Words(
        "En tekst står mellom to anførselstegn. Mangler det ene, leses reglene som tekst og teksten som regler fram "
        "til neste anførselstegn. Derfor vises ingen feil etter den linjen før dette er rettet.",
        "A text stands between two quotation marks. Without one of them rules are read as text, and text as rules, up "
        "to the next mark. Therefore no fault after that line is shown until this is put right.",
    ),
    Words('region Nord "Helse Nord RHF  kort "Nord"', 'region North "North Health Authority  short "North"'),
    Words('region Nord "Helse Nord RHF"  kort "Nord"', 'region North "North Health Authority"  short "North"'),
)
CLOSERS = {
    '"': ("Anførselstegnet", '"'),
    "«": ("Anførselstegnet", "»"),
    "“": ("Anførselstegnet", "”"),
    "„": ("Anførselstegnet", "“"),
    "”": ("Anførselstegnet", "”"),
    "‘": ("Anførselstegnet", "’"),
    "’": ("Anførselstegnet", "’"),
    "‚": ("Anførselstegnet", "‘"),
    "[": ("Hakeparentesen", "]"),
}


def not_closed(span: Span) -> Fault:
    """A quotation mark or a bracket whose other half is missing."""
    what, closer = CLOSERS[span.text]
    return Fault(
        NOT_CLOSED,
        Words(f"{what} er ikke avsluttet", f"“{span.text}” is not closed"),
        (Label(span, Words("begynner her", "begins here")),),
        (),
        Words(f"Sett inn {closer} der teksten slutter.", f"Insert {closer} where the text ends."),
    )


def quotation_not_closed(span: Span) -> Fault:
    """A line whose quotation marks do not go in pairs."""
    source, line = span.source, span.source.line(span.line)
    start = span.start - (span.column - 1)
    shown = Span(source, start + len(line) - len(line.lstrip()), start + len(line.rstrip()))
    return Fault(
        QUOTATION_MISSING,
        Words("Et anførselstegn mangler", "A quotation mark is missing"),
        (Label(shown, Words("på denne linjen", "on this line")),),
        (
            Words(
                "Tekster står mellom to anførselstegn. På denne linjen er det et odde antall.",
                "Texts stand between two quotation marks. On this line their number is odd.",
            ),
        ),
        Words('Sett inn " der teksten begynner eller slutter.', 'Insert " where the text begins or ends.'),
    )


def has_open_quotation(span: Span) -> bool:
    """True if the quotation marks on the line of the span do not go in pairs."""
    return span.source.line(span.line).split("#")[0].count('"') % 2 == 1


def parenthesis_open(span: Span) -> Words | None:
    """That a parenthesis on the line is not closed before a word."""
    opened: list[int] = []
    for at, sign in enumerate(blanked(span.source.line(span.line))[: span.column - 1], 1):
        if sign == "(":
            opened.append(at)
        elif sign == ")":
            opened = opened[:-1]
    if not opened:
        return None
    nb = f"Parentesen i kolonne {opened[-1]} er ikke avsluttet. Sett inn ) foran «{span.text}»."
    return Words(nb, f"The parenthesis in column {opened[-1]} is not closed. Insert ) before “{span.text}”.")
