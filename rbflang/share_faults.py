"""The faults of figures that are shares and have lost their sign, or may have.

Each kind is followed by the functions that word it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rbflang.diagnostics import Fault, Kind, Label, Severity
from rbflang.source import Span
from rbflang.wording import Words, counted, listing

FIGURE_WITHOUT_PERCENT = Kind(
    "figure-without-percent",
    Severity.FAULT,
    Words("Et tall i dataene mangler prosenttegn", "A figure of the data lacks its per cent sign"),
    Words(
        "En andel er et tall der 1 er 100 %. Uten prosenttegn er 0,7 derfor 70 %. Har de andre tallene for samme "
        "størrelse prosenttegn, kan tegnet være glemt, og 0,7 kan være 0,7 %. Da gjettes det ikke. Tallene for en "
        "størrelse har tegnet alle sammen, eller ingen av dem; det gjelder også det som settes med --set. 0 og brøker "
        "som 12/50 er alltid klare. Er alle tallene i filen prosent uten tegn, kan kolonnen hete «verdi (%)».",
        "A share is a number where 1 is 100%. Without a per cent sign 0.7 is therefore 70%. Where the other figures of "
        "the same quantity have the sign it may be forgotten, and 0.7 may be 0.7%. Then nothing is guessed. All the "
        "figures of a quantity have the sign, or none has; so with what is given by --set. 0 and fractions such as "
        "12/50 are always clear. Where all figures of a file are per cents without a sign, the column may be called "
        "“value (%)”.",
    ),
)
MOST_LABELS = 8
MOST_NAMED = 12


NAMES = {"%": ("prosenttegn", "per cent sign"), "‰": ("promilletegn", "per mille sign")}


# words that every fault of a missing sign is told in, whether in a text or in data


def sign_of_texts(texts: Iterable[str]) -> str:
    """The sign that signed numbers have as written: `‰` where all have that one, else `%`."""
    written = tuple(texts)
    return "‰" if written and all("‰" in one for one in written) else "%"


def is_without(means: Words, sign: str) -> Words:
    """What a number is as it stands, without its sign."""
    nb, en = NAMES[sign]
    return Words(f"uten {nb} er dette {means.nb}", f"without a {en} this is {means.en}")


def is_with(sign: str) -> Words:
    """That a number has the sign which others lack."""
    nb, en = NAMES[sign]
    return Words(f"dette har {nb}", f"this has a {en}")


def may_be_either(digits: str, means: Words, sign: str) -> Words:
    """Both that a number without a sign can be."""
    return Words(
        f"{digits} kan være {digits} {sign} eller {means.nb}, og det gjettes ikke.",
        f"“{digits}” may be “{digits} {sign}” or {means.en}, and nothing is guessed.",
    )


def sign_behind(digits: str, instead: str, sign: str, count: int) -> Words:
    """The cure of numbers without a sign; of a single one both that it can be, spelled as its text spells numbers."""
    nb, en = NAMES[sign]
    if count > 1:
        return Words(f"Skriv {nb} bak hvert av dem:", f"Write the {en} behind each of them:")
    return Words(
        f"Skriv {digits} {sign}, eller {instead} hvis det er det som gjelder:",
        f"Write “{digits} {sign}”, or “{instead}” if that is what holds:",
    )


def sign_behind_all(sign: str) -> Words:
    """The cure of the few numbers with a sign among those without."""
    nb, en = NAMES[sign]
    return Words(
        f"Skriv {nb} bak alle tallene. Skal de leses som de står, så skriv dette uten:",
        f"Write the {en} behind all the numbers. If they are to be read as they stand, write this without:",
    )


# faults of figures


def without_sign(quantity: str, places: Sequence[tuple[Span, str, Words]], instead: str, sign: str) -> Fault:
    """Figures without a sign among those of a quantity that have one: where each is, its digits, what it is so.

    What the first may be instead is spelled as in its file.
    """
    nb, en = NAMES[sign]
    count, (_, digits, means) = len(places), places[0]
    either = may_be_either(digits, means, sign)
    many = Words(counted(count) if count > 1 else "et", str(count) if count > 1 else "a")
    return Fault(
        FIGURE_WITHOUT_PERCENT,
        Words(
            f"«{quantity}» har {many.nb} tall uten {nb} blant tall med",
            f"“{quantity}” has {many.en} figure{'s' * (count > 1)} without a {en} among figures with it",
        ),
        tuple(Label(span, is_without(worth, sign)) for span, _, worth in places[:MOST_LABELS]),
        (
            Words(
                f"Andre tall for «{quantity}» har {nb}. {either.nb}",
                f"Other figures of “{quantity}” have a {en}. {either.en}",
            ),
        ),
        sign_behind(digits, instead, sign, count),
        tuple(dict.fromkeys(f"{text} {sign}" for _, text, _ in places))[:MOST_LABELS],
    )


def beside_its_unit(quantity: str, places: Sequence[tuple[Span, str, Words]], instead: str, sign: str) -> Fault:
    """Small figures without a sign whose row says that the unit is per cent: where each is, its digits, what it is so.

    What the first may be instead is spelled as in its file.
    """
    _, digits, means = places[0]
    return Fault(
        FIGURE_WITHOUT_PERCENT,
        Words(
            f"«{quantity}» har enheten {sign} i en egen kolonne, og {digits} kan leses på to måter",
            f"“{quantity}” has the unit {sign} in a column of its own, and “{digits}” can be read in two ways",
        ),
        tuple(Label(span, is_without(worth, sign)) for span, _, worth in places[:MOST_LABELS]),
        (may_be_either(digits, means, sign),),
        sign_behind(digits, instead, sign, len(places)),
        tuple(dict.fromkeys(f"{text} {sign}" for _, text, _ in places))[:MOST_LABELS],
    )


def with_sign(quantity: str, places: Sequence[tuple[Span, str]], bare: tuple[str, Words], sign: str) -> Fault:
    """Figures with a sign among those of a quantity that have none, with one of these and what it is."""
    nb, en = NAMES[sign]
    count, (digits, means) = len(places), bare
    many = Words(counted(count) if count > 1 else "et", str(count) if count > 1 else "a")
    return Fault(
        FIGURE_WITHOUT_PERCENT,
        Words(
            f"«{quantity}» har {many.nb} tall med {nb} blant tall uten",
            f"“{quantity}” has {many.en} figure{'s' * (count > 1)} with a {en} among figures without",
        ),
        tuple(Label(span, is_with(sign)) for span, _ in places[:MOST_LABELS]),
        (
            Words(
                f"De andre tallene for «{quantity}» har ikke {nb}, og da er {digits} det samme som {means.nb}.",
                f"The other figures of “{quantity}” have no {en}, so “{digits}” is {means.en}.",
            ),
        ),
        sign_behind_all(sign),
        tuple(dict.fromkeys(text for _, text in places))[:MOST_LABELS],
    )


def set_without_sign(
    span: Span, address: str, digits: str, means: Words, instead: str, beside: tuple[str, str]
) -> Fault:
    """A share that is set without a sign, where what it replaces or stands beside has one."""
    shown, whose = beside
    sign = sign_of_texts((shown,))
    nb, en = NAMES[sign]
    either = may_be_either(digits, means, sign)
    replaced = whose == address
    where = Words(
        f"Det står i stedet for {shown}" if replaced else f"«{whose}» er {shown}",
        f"It replaces “{shown}”" if replaced else f"“{whose}” is “{shown}”",
    )
    return Fault(
        FIGURE_WITHOUT_PERCENT,
        Words(f"«{address}» er satt uten {nb}", f"“{address}” is set without a {en}"),
        (Label(span, is_without(means, sign)),),
        (Words(f"{where.nb}. {either.nb}", f"{where.en}. {either.en}"),),
        sign_behind(digits, instead, sign, 1),
        (f'--set "{address}={digits} {sign}"',),
        address=address,
    )


def set_out_of_range(span: Span, address: str, digits: str, means: Words, range_: Words) -> Fault:
    """A share that is set without a sign, which it needs to be possible."""
    return Fault(
        FIGURE_WITHOUT_PERCENT,
        Words(f"«{address}» er satt uten prosenttegn", f"“{address}” is set without a per cent sign"),
        (Label(span, is_without(means, "%")),),
        (Words(f"«{address}» er {range_.nb}.", f"“{address}” is {range_.en}."),),
        Words("Skriv prosenttegnet bak tallet:", "Write the per cent sign behind the number:"),
        (f'--set "{address}={digits} %"',),
        address=address,
    )


def no_signs_at_all(
    file: str, quantities: Sequence[tuple[str, Words]], count: int, beyond: Sequence[tuple[Span, str, Words]],
    small: Sequence[tuple[Span, str, Words]], heading: str, is_wide: bool,
) -> Fault:  # fmt: skip
    """Figures of shares in a file without any sign, some of them beyond what is possible; one fault for all.

    Those that are possible as they stand are named too: they have lost their sign like the others.
    """
    _, digits, means = beyond[0]
    ranges = [Words(f"«{name}» er {range_.nb}", f"“{name}” is {range_.en}") for name, range_ in quantities]
    story = [
        Words(
            f"Uten prosenttegn er {digits} det samme som {means.nb}, og {listing([one.nb for one in ranges])}.",
            f"Without a per cent sign “{digits}” is {means.en}, and {listing([one.en for one in ranges], 'en')}.",
        )
    ]
    named = dict.fromkeys((text, worth) for _, text, worth in small)
    if named:
        shown = list(named)[:MOST_NAMED]
        more = len(named) - len(shown)
        nb = [f"{text} som {worth.nb}" for text, worth in shown] + ([f"{more} andre"] if more else [])
        en = [f"“{text}” as {worth.en}" for text, worth in shown] + ([f"{more} others"] if more else [])
        story.append(
            Words(
                f"Også de små tallene mangler tegnet, og ville blitt lest som de står: {listing(nb)}.",
                f"The small figures lack the sign too, and would be read as they stand: {listing(en, 'en')}.",
            )
        )
    places = (*beyond[: MOST_LABELS // 2], *small[: MOST_LABELS // 2])
    return Fault(
        FIGURE_WITHOUT_PERCENT,
        Words(
            f"Prosenttegnene mangler i {file}: {counted(count)} tall er skrevet uten",
            f"The per cent signs are missing in {file}: {count} figures are written without",
        ),
        tuple(Label(span, is_without(worth, "%")) for span, _, worth in places),
        tuple(story),
        Words(
            "Skriv prosenttegnet bak tallene. Er alle tallene i tabellen prosent, kan det i stedet stå i hjørnet:",
            "Write the per cent sign behind the figures. Where all of the table are per cents, its corner may say:",
        )
        if is_wide
        else Words(
            "Skriv prosenttegnet bak tallene. Er alle tallene i kolonnen prosent, kan den i stedet hete:",
            "Write the per cent sign behind the figures. Where all of the column are per cents, it may be called:",
        ),
        (heading,),
    )


def limits_without_sign(limits: Sequence[tuple[Span, str, Words]], instead: str, figure: Span, printed: str) -> Fault:
    """Numbers of the rules without a sign, put beside figures that have one."""
    sign = sign_of_texts((printed,))
    nb, en = NAMES[sign]
    count, (_, digits, means) = len(limits), limits[0]
    title = Words(
        f"Grensen {digits} er skrevet uten {nb}, og tallene den sammenlignes med, har det",
        f"The limit “{digits}” is written without a {en}, and the figures it is compared with have one",
    )
    if count > 1:
        title = Words(
            f"{counted(count).capitalize()} grenser er skrevet uten {nb}, og tallene de sammenlignes med, har det",
            f"{count} limits are written without a {en}, and the figures they are compared with have one",
        )
    return Fault(
        FIGURE_WITHOUT_PERCENT,
        title,
        (
            *(Label(span, is_without(worth, sign)) for span, _, worth in limits[:MOST_LABELS]),
            Label(figure, Words(f"her står {printed}", f"here it says “{printed}”")),
        ),
        (may_be_either(digits, means, sign),),
        sign_behind(digits, instead, sign, count),
        tuple(dict.fromkeys(f"{text} {sign}" for _, text, _ in limits))[:MOST_LABELS],
    )
