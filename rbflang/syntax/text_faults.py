"""The faults of a text that can be told without knowing what it means: fractions, brackets, size.

Each kind is followed by the function that words it.
"""

from __future__ import annotations

from fractions import Fraction
from functools import partial

from rbflang.diagnostics import Fault, Kind, Label, Severity
from rbflang.numerals import MOST_DIGITS
from rbflang.source import Source, Span
from rbflang.syntax.expressions import DEEPEST, Number
from rbflang.wording import Words, in_both, number

NESTED_TOO_DEEP = Kind(
    "nested-too-deep",
    Severity.FAULT,
    Words("En formel er nøstet for dypt", "A formula is nested too deeply"),
    Words(
        f"Uttrykk kan ligge høyst {DEEPEST} nivåer inne i hverandre. Del formelen opp, så kan den også forklares.",
        f"Expressions may lie at most {DEEPEST} levels inside each other. Split the formula; it can then be explained "
        "too.",
    ),
)


def nested_too_deep(span: Span) -> Fault:
    """An expression that nests deeper than can be walked."""
    first = Span(span.source, span.start, min(span.end, span.start + 20))
    return Fault(
        NESTED_TOO_DEEP,
        Words(f"Formelen er nøstet dypere enn {DEEPEST} nivåer", f"The formula nests deeper than {DEEPEST} levels"),
        (Label(first, Words("her begynner uttrykket", "the expression begins here")),),
        (),
        Words("Del uttrykket i flere formler med hvert sitt navn.", "Split it into several formulas with names."),
    )


HALF_PERCENT = Kind(
    "mark-behind-a-fraction",
    Severity.FAULT,
    Words("En enhet bak en brøk hører bare til nevneren", "A unit behind a fraction belongs to the denominator alone"),
    Words(
        "«%» og enheter hører til tallet foran. «2/37 %» betyr derfor 2 delt på 0,37, og det er neppe meningen.",
        "“%” and units belong to the number before them, so “2/37 %” means 2 divided by 0.37.",
    ),
    Words("indikator video { måltall 2/37 % [regelverk 1] }", "indicator video { target 2/37 % [rulebook 1] }"),
    Words("indikator video { måltall 2/37 [regelverk 1] }", "indicator video { target 2/37 [rulebook 1] }"),
)


def mark_behind_a_fraction(span: Span, denominator: Number) -> Fault:
    """`2/37 %`: the mark belongs to 37 alone."""
    shown = denominator.span.text
    return Fault(
        HALF_PERCENT,
        Words(f"«{span.text}» betyr noe annet enn det ser ut til", f"“{span.text}” does not mean what it seems to"),
        (Label(span, Words(f"enheten hører bare til {shown}", f"the unit belongs to “{shown}” alone")),),
        (),
        Words(
            "Skriv brøken uten enhet (2 / 37), eller med samme enhet på begge tall.",
            "Write the fraction without a unit (2 / 37), or with the same unit on both numbers.",
        ),
    )


FRACTION_OF_ZERO = Kind(
    "fraction-of-zero",
    Severity.FAULT,
    Words("En brøk har nevneren 0", "A fraction has the denominator 0"),
    Words("Et tall kan ikke deles på 0.", "A number cannot be divided by 0."),
)


def fraction_of_zero(span: Span) -> Fault:
    """A fraction whose denominator is zero."""
    return Fault(
        FRACTION_OF_ZERO,
        Words("Brøken har nevneren 0", "The fraction has the denominator 0"),
        (Label(span, Words("nevneren er 0", "the denominator is 0")),),
        (Words("Et tall kan ikke deles på 0.", "A number cannot be divided by 0."),),
        Words("Rett nevneren.", "Correct the denominator."),
    )


CITATION = Kind(
    "citation-not-understood",
    Severity.FAULT,
    Words("En kildehenvisning kan ikke leses", "A citation cannot be read"),
    Words(
        "I hakeparentesen står en kilde med sted, eller «utledet fra», «tolket fra» eller «antatt» med en begrunnelse "
        "etter kolon. Flere kilder skilles med semikolon.",
        "A bracket holds a source with its place, or “derived from”, “interpreted from” or “assumed” with a reason "
        "after a colon. Several sources are separated by semicolons.",
    ),
    Words(
        "fastsatt bevilgning = 671 631 000 kr [utledet fra regelverk 4.1.1]",
        "fixed appropriation = 671,631,000 kr [derived from rulebook 4.1.1]",
    ),
    Words(
        "fastsatt bevilgning = 671 631 000 kr [utledet fra regelverk 4.1.1: summen av tabell 7]",
        "fixed appropriation = 671,631,000 kr [derived from rulebook 4.1.1: the sum of table 7]",
    ),
)


def _citation(span: Span, nb: str, en: str, tip_nb: str, tip_en: str) -> Fault:
    label = Label(span, Words("denne henvisningen", "this citation"))
    return Fault(CITATION, Words(nb, en), (label,), (), Words(tip_nb, tip_en))


def empty_citation(span: Span) -> Fault:
    """A bracket with nothing in it."""
    return _citation(
        span,
        "Hakeparentesen er tom",
        "The bracket is empty",
        "Skriv kilden og stedet, for eksempel [regelverk 4.1].",
        "Write the source and the place, for example [regelverk 4.1].",
    )


def bracket_inside(span: Span) -> Fault:
    """A bracket in which another begins: the first was not closed, and holds what follows it."""
    return _citation(
        Span(span.source, span.start, span.start + len(span.text.split("\n")[0])),
        "En hakeparentes er ikke avsluttet før den neste begynner",
        "A bracket is not closed before the next begins",
        "Sett inn ] etter kilden. Skal en hakeparentes stå i begrunnelsen, så sett begrunnelsen i anførselstegn.",
        "Insert ] behind the source. If a bracket belongs to the reason, put the reason in quotation marks.",
    )


def source_missing_in_citation(span: Span) -> Fault:
    """An entry that names no source."""
    return _citation(
        span,
        "Henvisningen nevner ingen kilde",
        "The citation names no source",
        "Skriv hvilken kilde det gjelder, for eksempel «utledet fra regelverk 4.1: …».",
        "Say which source, for example “derived from regelverk 4.1: …”.",
    )


def unconfirmed_without_source(span: Span) -> Fault:
    """Something unconfirmed with a reason alone."""
    return _citation(
        span,
        "Henvisningen nevner ingen kilde",
        "The citation names no source",
        "Skriv hvilken kilde som skal slås opp, for eksempel «ubekreftet regelverk 4.1», eller «ubekreftet antatt: …».",
        "Say which source to look up, for example “unconfirmed regelverk 4.1”, or “unconfirmed assumed: …”.",
    )


def reasoning_missing(span: Span, status: str) -> Fault:
    """A derivation, interpretation or assumption without a reason."""
    return _citation(
        span,
        "Begrunnelsen mangler",
        "The reason is missing",
        "Skriv begrunnelsen etter et kolon, slik at leseren kan etterprøve den.",
        "Write the reason after a colon, so that a reader can check it.",
    )


def reasoning_without_status(span: Span) -> Fault:
    """A reason behind a plain citation."""
    return _citation(
        span,
        "En begrunnelse hører sammen med «utledet fra», «tolket fra» eller «antatt»",
        "A reason belongs to “derived from”, “interpreted from” or “assumed”",
        "Skriv «utledet fra» eller «tolket fra» foran kilden, eller ta bort begrunnelsen.",
        "Write “derived from” or “interpreted from” before the source, or take away the reason.",
    )


RULESET_TOO_LARGE = Kind(
    "ruleset-too-large",
    Severity.FAULT,
    Words("Regelsettet er for stort", "The ruleset is too large"),
    Words(
        "Et regelsett kan ha høyst én million tegn og 5 000 deklarasjoner.",
        "A ruleset may have at most one million characters and 5,000 declarations.",
    ),
)


def ruleset_too_large(source: Source, most: int) -> Fault:
    """A text beyond the limit."""
    size, limit = (in_both(partial(number, Fraction(count), 0)) for count in (len(source.text), most))
    return Fault(
        RULESET_TOO_LARGE,
        Words(f"{source.name} er for stor til å være et regelsett", f"{source.name} is too large to be a ruleset"),
        (),
        (
            Words(
                f"Teksten er på {size.nb} tegn. Grensen er {limit.nb}.",
                f"The text has {size.en} characters. The limit is {limit.en}.",
            ),
        ),
        Words("Kontroller at det er riktig fil.", "Check that it is the right file."),
    )


def too_many_declarations(source: Source, count: int) -> Fault:
    """A text with more declarations than any rulebook has."""
    size = in_both(partial(number, Fraction(count), 0))
    return Fault(
        RULESET_TOO_LARGE,
        Words(f"{source.name} har for mange deklarasjoner", f"{source.name} has too many declarations"),
        (),
        (Words(f"Det er {size.nb}. Grensen er 5 000.", f"There are {size.en}. The limit is 5,000."),),
        Words("Kontroller at det er riktig fil.", "Check that it is the right file."),
    )


DECIMALS = Kind(
    "decimals-not-understood",
    Severity.FAULT,
    Words("Antallet desimaler gir ikke mening", "The number of decimals makes no sense"),
    Words(
        f"Antallet desimaler er et helt tall fra 0 til {MOST_DIGITS}.",
        f"The number of decimals is a whole number from 0 to {MOST_DIGITS}.",
    ),
    Words("formel sats = 1 / 3 avrundet til 2,5 desimaler", "formula rate = 1 / 3 rounded to 2.5 decimals"),
    Words("formel sats = 1 / 3 avrundet til 2 desimaler", "formula rate = 1 / 3 rounded to 2 decimals"),
)


def decimals_not_understood(span: Span) -> Fault:
    """Rounding to a number of decimals that is not whole, or beyond what a number can have."""
    return Fault(
        DECIMALS,
        Words(f"Det kan ikke rundes av til {span.text} desimaler", "No number has as many decimals"),
        (Label(span, Words("dette antallet", "this number")),),
        (),
        Words(f"Skriv et helt tall fra 0 til {MOST_DIGITS}.", f"Write a whole number from 0 to {MOST_DIGITS}."),
    )


NOTHING_TO_ROUND_TO = Kind(
    "rounded-to-nothing",
    Severity.FAULT,
    Words("Det kan ikke rundes av til nærmeste 0", "Nothing is rounded to the nearest 0"),
    Words(
        "Det som rundes av til nærmeste 100 kr, blir delelig med 100 kr. Ingenting er delelig med 0.",
        "What is rounded to the nearest 100 kr becomes a multiple of 100 kr. Nothing is a multiple of 0.",
    ),
    Words("formel sats = 1 234 kr avrundet til nærmeste 0 kr", "formula rate = 1,234 kr rounded to the nearest 0 kr"),
    Words(
        "formel sats = 1 234 kr avrundet til nærmeste 100 kr", "formula rate = 1,234 kr rounded to the nearest 100 kr"
    ),
)


def rounded_to_nothing(span: Span) -> Fault:
    """Rounding to the nearest zero."""
    return Fault(
        NOTHING_TO_ROUND_TO,
        NOTHING_TO_ROUND_TO.title,
        (Label(span, Words("denne enheten", "this unit")),),
        (),
        Words(
            "Skriv et tall over 0, for eksempel 100 kr eller 0,5 kr.",
            "Write a number above 0, such as 100 kr or 0.5 kr.",
        ),
    )


PLACE = Kind(
    "no-such-place",
    Severity.FAULT,
    Words("En slik plass finnes ikke", "There is no such place"),
    Words(
        "Plassene regnes fra 1: «1. største» er den største, «nest største» og «2. største» den nest største.",
        "Places are counted from 1: “1st greatest” is the greatest, “second greatest” and “2nd greatest” the second.",
    ),
    Words("formel grense = 0. største verdi over region", "formula cut_off = 0. greatest figure over region"),
    Words("formel grense = 1. største verdi over region", "formula cut_off = 1. greatest figure over region"),
)
PERCENTILE = Kind(
    "no-such-percentile",
    Severity.FAULT,
    Words("En slik persentil finnes ikke", "There is no such percentile"),
    Words(
        "En persentil er den minste verdien som minst så stor andel ikke overstiger. Andelen er over 0 % og høyst "
        "100 %.",
        "A percentile is the least value that at least such a share does not exceed. The share is above 0% and at "
        "most 100%.",
    ),
    Words("formel grense = persentil 80 av verdi over region", "formula cut_off = percentile 80 of figure over region"),
    Words(
        "formel grense = persentil 80 % av verdi over region", "formula cut_off = percentile 80 % of figure over region"
    ),
)


def no_such_place(span: Span) -> Fault:
    """A place that is counted from nought, or that no number can say."""
    return Fault(
        PLACE,
        Words(f"Det finnes ingen «{span.text}» plass", f"There is no “{span.text}” place"),
        (Label(span, Words("denne plassen", "this place")),),
        (),
        Words("Skriv et helt tall fra 1.", "Write a whole number from 1."),
    )


def no_such_percentile(share: Number) -> Fault:
    """A share that nobody, or more than everybody, is."""
    is_bare = not share.mark and 1 < share.value <= 100
    return Fault(
        PERCENTILE,
        Words(f"Det finnes ingen «persentil {share.span.text}»", f"There is no “percentile {share.span.text}”"),
        (Label(share.span, Words("denne andelen", "this share")),),
        (),
        Words("Er det prosent, så skriv tegnet:", "If it is per cent, write the sign:")
        if is_bare
        else Words("Skriv en andel over 0 %, og høyst 100 %.", "Write a share above 0%, and at most 100%."),
        (f"{share.span.text} %",) if is_bare else (),
    )
