"""Signs that look like others, or that other languages have: what is written instead.

Takes a sign that no word of the language begins with, gives the sentence that says what is meant by it.
"""

from __future__ import annotations

import unicodedata

from rbflang.wording import Words

_INSTEAD: dict[str, Words] = {
    **dict.fromkeys("—―‒", Words("Skriv «−» for å trekke fra.", "Write “−” to subtract.")),
    "…": Words("Her er noe utelatt. Skriv det som skal stå der.", "Something is left out here. Write it."),
    "^": Words("Språket har ingen potenser. Skriv x × x for x².", "There are no powers. Write x × x for x²."),
    "²": Words("Språket har ingen potenser. Skriv x × x for x².", "There are no powers. Write x × x for x²."),
    "&": Words("Skriv «og».", "Write “and”."),
    "!": Words("Skriv «ikke», eller «er ikke» for ulikt.", "Write “not”, or “is not” for unequal."),
    "÷": Words("Deletegnet er /.", "The sign of division is /."),
    "·": Words("Gangetegnet er × eller *.", "The sign of multiplication is × or *."),
    **dict.fromkeys(
        "$£€¥",
        Words(
            'Beløp er i «kr» bak tallet, eller i den enheten som regelsettet navngir øverst: pengeenhet pund "pund" '
            'tegn "£", 2 desimaler.',
            "Amounts are in “kr” behind the number, or in the unit that the ruleset declares at the top: currency "
            'pound "pounds" sign "£", 2 decimals.',
        ),
    ),
    "'": Words('Tekst står mellom «"» og «"».', 'Text stands between “"” and “"”.'),
}


def instead_of(sign: str) -> Words | None:
    """What is written instead of a sign: that of another language, or one that only looks like the right one."""
    known = _INSTEAD.get(sign)
    plain = unicodedata.normalize("NFKC", sign)
    if known or plain == sign or not plain.isascii() or not plain.isprintable():
        return known
    return Words(f"Skriv «{plain}». Tegnet her ligner, men er et annet.",
                 f"Write “{plain}”. The sign here looks like it, but is another.")  # fmt: skip
