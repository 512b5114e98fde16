"""The signs of the language, and what words from elsewhere are called in it: `describe ×`, `describe floor`.

A sign has a meaning and a line that uses it, in both languages; a test reads each line, and asks that no sign of the
grammar is left out.
"""

from __future__ import annotations

from attrs import frozen

from rbflang.syntax.vocabulary import BY_NAME, Keyword
from rbflang.wording import Words


@frozen
class Sign:
    """A sign however it is typed, what it means, and a line that uses it."""

    spelled: tuple[str, ...]
    meaning: Words
    example: Words


def _formula(nb: str, en: str) -> Words:
    return Words(f"formel beløp = {nb} [regelverk 4]", f"formula amount = {en} [rulebook 4]")


SIGNS: tuple[Sign, ...] = (
    Sign(("+",), Words("Pluss. Begge ledd har samme enhet.", "Plus. Both terms have the same unit."),
         _formula("bevilgning + tillegg", "appropriation + addition")),
    Sign(("−", "-", "–"), Words("Minus. Begge ledd har samme enhet.", "Minus. Both terms have the same unit."),
         _formula("bevilgning − trekk", "appropriation − deduction")),
    Sign(("×", "*"), Words("Ganger.", "Times."), _formula("poengverdi × poengsum", "point_value × total_points")),
    Sign(("/",), Words("Delt på. Uten mellomrom mellom to tall i data er det en brøk.",
                       "Divided by. Between two numbers of data it makes a fraction."),
         _formula("bevilgning / poengsum", "appropriation / total_points")),
    Sign(("%",), Words("Prosent: hundredeler, bak et tall.", "Per cent: hundredths, behind a number."),
         _formula("bevilgning × 12,5 %", "appropriation × 12.5 %")),
    Sign(("‰",), Words("Promille: tusendeler, bak et tall.", "Per mille: thousandths, behind a number."),
         _formula("bevilgning × 5 ‰", "appropriation × 5 ‰")),
    Sign(("(", ")", "()"), Words("Det som står mellom, regnes for seg.", "What stands between is computed by itself."),
         _formula("(bevilgning + tillegg) × andel_i_år", "(appropriation + addition) × share_this_year")),
    Sign((";",), Words("Skiller leddene i «største av (…)» og «minste av (…)».",
                       "Parts the arguments of “greatest of (…)” and “least of (…)”."),
         _formula("største av (bevilgning; gulv)", "greatest of (appropriation; floor)")),
    Sign((",",), Words("Skiller det som ramses opp.", "Parts what is listed."),
         _formula("sum poeng over indikator, prestasjonsmål", "sum points over indicator, measure")),
    Sign(("=", "=="), Words("Gir navnet til venstre det som står til høyre. I en kontroll: er lik.",
                            "Gives the name on the left what stands on the right. In an assertion: equals."),
         _formula("bevilgning", "appropriation")),
    Sign((":",), Words("Bak et navn: slag av tall. I en tabell: tallet for raden.",
                       "Behind a name: its kind of number. In a table: the number of the row."),
         Words("inndata resultat per region : andel", "input result per region : proportion")),
    Sign((".",), Words("Mellom et prestasjonsmål og noe av det.", "Between a measure and something of it."),
         _formula("antall der best.deltar over region", "count where best.taking_part over region")),
    Sign(("{", "}", "{}"), Words("Rundt en blokk: det som hører til en erklæring.",
                                 "Around a block: what belongs to a declaration."),
         Words("tabell nøkkel per region : andel [regelverk 4] { Nord: 40 %  Vest: 60 % }",
               "table key per region : proportion [rulebook 4] { North: 40 %  West: 60 % }")),
    Sign(("[", "]", "[]"), Words("Rundt en kilde med sted, eller hvordan noe er utledet, tolket eller antatt.",
                                 "Around a source and place, or how something is derived, interpreted or assumed."),
         Words("fastsatt gulv = 1 000 kr [antatt: som i fjor]", "fixed floor = 1,000 kr [assumed: as last year]")),
    Sign(("|",), Words("Skiller kolonnene i en tabell med egenskaper.", "Parts the columns of a table of properties."),
         Words("tabell per indikator [regelverk 2] { vekt | måltall  video: 60 % | 15 % }",
               "table per indicator [rulebook 2] { weight | target  video: 60 % | 15 % }")),
    Sign(('"', "«", "»", "“", "”"), Words("Rundt en tekst.", "Around a text."),
         Words('region Nord "Helse Nord RHF"', 'region North "Northern Norway RHF"')),
    Sign(("#",), Words("Resten av linjen er en kommentar til den som leser.", "The rest of the line is for readers."),
         Words("fastsatt gulv = 1 000 kr [regelverk 4]  # som før", "fixed floor = 1,000 kr [rulebook 4]  # as is")),
    Sign((">",), Words("Større enn. Kan også skrives «mer enn».", "Greater than. May also be written “more than”."),
         _formula("hvis poengsum > 100 poeng så 5 kr ellers 0 kr", "if total_points > 100 points then 5 kr else 0 kr")),
    Sign(("<",), Words("Mindre enn. Kan også skrives «mindre enn».", "Less than. May also be written “less than”."),
         _formula("hvis poengsum < 100 poeng så 5 kr ellers 0 kr", "if total_points < 100 points then 5 kr else 0 kr")),
    Sign(("≥", ">="), Words("Større enn eller lik. Kan også skrives «minst».",
                            "Greater than or equal. May also be written “at_least”."),
         _formula("hvis poengsum ≥ 100 poeng så 5 kr ellers 0 kr", "if total_points ≥ 100 points then 5 kr else 0 kr")),
    Sign(("≤", "<="), Words("Mindre enn eller lik. Kan også skrives «høyst».",
                            "Less than or equal. May also be written “at_most”."),
         _formula("hvis poengsum ≤ 100 poeng så 5 kr ellers 0 kr", "if total_points ≤ 100 points then 5 kr else 0 kr")),
)  # fmt: skip
BY_SIGN: dict[str, Sign] = {spelled: one for one in SIGNS for spelled in one.spelled}

_ELSEWHERE: dict[tuple[str, ...], tuple[str, ...]] = {
    ("floor", "gulv", "max", "maks", "maksimum", "maximum"): ("GREATEST", "OF"),
    ("cap", "ceiling", "tak", "min", "minimum"): ("LEAST", "OF"),
    ("round", "avrund", "rund", "avrunding", "rounding"): ("ROUND_KRONER", "ROUND_TO", "ROUND_NEAREST"),
    ("rounddown", "rundned", "int", "trunc"): ("ROUND_TO", "DOWNWARDS"),
    ("roundup", "rundopp", "ceil"): ("ROUND_TO", "UPWARDS"),
    ("average", "avg", "snitt"): ("MEAN",),
    ("interpolate", "interpolering", "interpolation", "linear", "lineær"): ("RAMP",),
    ("step", "steps", "trinn", "threshold", "terskel", "band"): ("STAIRCASE",),
    ("budget", "budsjett", "ramme", "constant", "konstant", "parameter"): ("FIXED",),
    ("dersom", "when", "case"): ("IF", "THEN", "ELSE"),
    ("largest", "highest", "høyeste"): ("GREATEST",),
    ("smallest", "lowest", "laveste"): ("LEAST",),
    ("quartile", "kvartil"): ("PERCENTILE",),
    ("hospital", "sykehus"): ("SET", "TRUST"),
    ("missing", "mangler", "blank"): ("OPTIONAL", "EXISTS"),
    ("check", "assert", "test"): ("ASSERTION",),
    ("condition", "vilkår", "requirement"): ("GATE", "IF"),
    ("data", "variable", "variabel", "observation"): ("INPUT",),
}  # fmt: skip
CALLED_SO: dict[str, tuple[Keyword, ...]] = {
    word: tuple(BY_NAME[name] for name in names) for words, names in _ELSEWHERE.items() for word in words
}
