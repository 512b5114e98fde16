"""What is typically meant where a word does not fit: a table of what stands on the line before it and at it.

Takes the place of the word, or a sign that no word begins with; gives the sentence that says how it is written
instead, or nothing.
"""

from __future__ import annotations

import re

from rbflang.source import Span
from rbflang.syntax.comments import blanked
from rbflang.syntax.counting.counting_slips import SLIPS_OF_COUNTING
from rbflang.syntax.declared_currency import currency_of
from rbflang.syntax.doubled_signs import value_at
from rbflang.wording import Currency, Words

ROUNDING = Words(
    "Avrunding skrives sist i formelen: «avrundet til hele kroner», «avrundet til hele poeng» eller «avrundet til 2 "
    "desimaler».",
    "Rounding ends a formula: “rounded to whole kroner”, “rounded to whole points” or “rounded to 2 decimals”.",
)
CONSEQUENCE = Words(
    "Et krav ender med komma og det som skjer ellers: «, ellers bortfaller poengene» eller «, ellers ingen deler».",
    "A gate ends with a comma and what follows otherwise: “, otherwise the points lapse” or “, otherwise no parts”.",
)
_CHOICE = Words("Et valg skrives «hvis … så … ellers …».", "A choice is written “if … then … else …”.")
_BRACKETS = Words("Kilden står i hakeparentes: [regelverk 4.1].", "The source stands in square brackets: [rules 4.1].")
LONGEST_LINE = 2_000
"""Some patterns look through a line once for each sign of it, which nobody waits for in a longer one."""
_NUMBER = r"[\d,]\s*$"
_NAMED = r"^\s*(?:formel|fastsatt|tabell|egenskap|inndata|formula|fixed|table|property|input)\s+\w+"

_TYPE = Words(
    "Her skal det stå hva slags tall det er, for eksempel «: andel», «: kr», «: poeng» eller «: antall».",
    "Here stands what kind of numbers they are: “: proportion”, “: kr”, “: points” or “: count”.",
)
_HYPHEN = Words(
    "Et navn har bare bokstaver, sifre og understrek (_), ikke bindestrek.",
    "A name has letters, digits and underscores only, no hyphen.",
)
_COLUMNS = Words("Kolonnene i en tabell skilles med |.", "The columns of a table are separated by |.")
_GIVEN = r"^\s*(?:inndata|egenskap|tabell|input|property|table)\s+\w+(?:\s+\"[^\"]*\")?"
_MEMBER = r"^\s*(?:region|indikator|foretak|gruppe|prestasjonsmål|indicator|trust|group|measure)"
_COMPARED = r"(?:[<>≤≥]|minst|høyst|enn|at_least|at_most|than)"
_CONDITION = r"\b(?:hvis|if|der|where|krav|gate)\b[^\[\]\"]*"

# words that stand where others belong, read before the general rows
WORDS_INSTEAD: tuple[tuple[str, str, Words], ...] = (
    (_GIVEN + r"[^{\[]*,\s*$", r"(?i)(sum|summert|totalt?|i alt|tilsammen|totals|adding up|adds up)\b", Words(
        "Skriv «til sammen 100 %».", "Write “totalling 100 %”."
    )),
    (r"\b(?:per|over)\s+\w+(?:\s*,\s*\w+)*\s+$", r"(?:og|and|samt)\s+\w+", Words(
        "Inndelinger skilles med komma: per indikator, region.", "Sets are separated by commas: per indicator, region."
    )),
    (r"\b(?:Sum|SUM|Minste|Største|Gjennomsnitt|Antall|Rang|Mean|Least|Greatest|Count|Rank|Hvis|If|HVIS|IF)\s+$",
     r"[\w(]", Words(
        "Ordene i språket har små bokstaver: «sum», «hvis», «største».",
        "The words of the language have small letters: “sum”, “if”, “greatest”.",
    )),
    (r"[\w)%]\s+$", r"(?i)(?:pluss|plus|minus|ganger|ganget|times|delt|divided)\b", Words(
        "Regnetegnene er +, −, × og /.", "The operators are +, −, × and /."
    )),
    (r"^\s*(?:regelsett|ruleset)\s+\w+$", r"[-–−/.]\s*\d", Words(
        "Sett mellomrom mellom navnet og årstallet: regelsett RBF 2026.",
        "Put a space between the name and the year: ruleset RBF 2026.",
    )),
    (_MEMBER + r"\b.*[\"»”]\s*$", r"(?i)(?:abbr|abbreviated|kortnavn|forkortelse|forkortet|short_name)\b", Words(
        "Den korte tittelen står bak «kort»: kort \"Nord\".", "The short title stands behind “short”: short \"North\"."
    )),
    (_MEMBER + r"\b.*[\"»”]\s*$", r"(?i)(?:alias|aka|eller|or|synonym)\b", Words(
        "Andre navn står bak «også kalt»: også kalt \"HN\".",
        "Other names stand behind “also called”: also called \"NH\".",
    )),
    (r"^\s*(?:krav|gate)\b[^;]*$", r";", CONSEQUENCE),
)  # fmt: skip
# What a line begins with that continues the one above.
CONTINUING: dict[str, Words] = dict.fromkeys(
    ("rundet", "avrundes", "avrunding", "runding", "round", "rounding", "rounds"), ROUNDING
)

# (the end of what stands before the word on its line, the word and what follows, what is said); the first that fits
TYPICAL: tuple[tuple[str, str, Words], ...] = (
    (_GIVEN + r"[^:]*:\s*$", r"(?i)(prosent|percent|pst|share|%)", Words(
        "Skriv «andel»: den vises som prosent.", "Write “proportion”: it is shown as per cents."
    )),
    (_GIVEN + r"[^:]*:\s*$", r"(?i)(kroner|krone|nok|beløp|amount|money)\b", Words("Skriv «kr».", "Write “kr”.")),
    (_GIVEN + r"[^:]*:\s*$", r"(?i)(heltall|stk|int|integer|whole)\b", Words("Skriv «antall».", "Write “count”.")),
    (_GIVEN + r"[^:]*:\s*$", r"(?i)(desimaltall|float|decimal|desimal)\b", Words("Skriv «tall».", "Write “number”.")),
    (_GIVEN + r"[^:]*:\s*$", r"(?i)(bool|boolean|boolsk|logisk|ja|nei|yes|no)\b", Words(
        "Skriv «ja/nei».", "Write “yes/no”."
    )),
    (_GIVEN + r"\s*:\s*[\w/]+\s*$", r"per\b", Words(
        "«per …» står foran kolon: inndata x per region : andel.",
        "“per …” stands before the colon: input x per region : proportion.",
    )),
    (_GIVEN + r"\s+per\s+[\w, ]*$", r"\{", _TYPE),
    (_GIVEN + r"\s+$", r"(for|by|over|across|i|av)\s[^:=]*:", Words("Skriv «per».", "Write “per”.")),
    (r"^\s*(fastsatt|fixed)\s+\w+[^:=]*:\s*$", r"[\d−–-]", Words(
        "Skriv «=» i stedet for kolon.", "Write “=” in place of the colon."
    )),
    (r"(?<!\w)[lIO]\d[\dOo]*\s*$", r"(kr|%|mill|poeng|points?|deler?|parts?|\[)", Words(
        "Tallet foran begynner med en bokstav. Skriv 1 for l og 0 for O.",
        "The number before begins with a letter. Write 1 for l and 0 for O.",
    )),
    (r"^\s*(fastsatt|formel|fixed|formula)\s+\w+(\s+\"[^\"]*\")?\s+$", r"[\d(]", Words(
        "Sett inn «=» foran det som navnet står for.", "Insert “=” before what the name stands for."
    )),
    (r"=$", r"=", Words("Skriv bare ett «=».", "Write one “=” alone.")),
    (r"", r":=", Words("Skriv bare «=».", "Write “=” alone.")),
    (r"", r";\s*\[", Words("Ta bort «;».", "Take “;” away.")),
    (r"[<>]$", r"[<>=]", Words("Skriv ett tegn: <, >, ≤ eller ≥.", "Write one sign: <, >, ≤ or ≥.")),
    (_CONDITION + r"$", r"=", Words(
        "I et vilkår skrives «er» foran et ord, og «minst», «høyst», «mer enn» eller «mindre enn» foran et tall.",
        "A condition has “is” before a word, and “at_least”, “at_most”, “more than” or “less than” before a number.",
    )),
    (_CONDITION + _COMPARED + r"\s[^,;]*$", r"[<>≤≥]|minst|høyst|m\w+ enn|at_|\w+ than", Words(
        "To sammenligninger skilles med «og»: a mer enn 1 og a mindre enn 5.",
        "Two comparisons are joined by “and”: “a more than 1 and a less than 5”.",
    )),
    (r"\b(hvis|if)\b.*\b(så|then)\b(?!.*\b(ellers|else)\b).*$", r"[\[)]", _CHOICE),
    (r"\b(fordel|share)\b(?!.*\b(mellom|between)\b).*$", r"(etter|by)\b", Words(
        "Skriv hvem det deles mellom: fordel … mellom region etter deler.",
        "Say between whom it is shared: share … between region by parts.",
    )),
    (r"^\s*(fra|til og med|over|under|from|up to)\b[^:]*$", r":", Words(
        "Skriv «gir» mellom grensen og det den gir: fra 20 % gir 1 del.",
        "Write “gives” between the limit and what it gives: “from 20 % gives 1 part”.",
    )),
    (r"^\s*\w+\s*(\[[^\]]*\]\s*)?$", r"[,;]\s*[^\W\d]\w*", _COLUMNS),
    (r"^\s*\w+\s*\[[^\]]*\][ \t]*\w+\s*$", r"\[", _COLUMNS),
    (r"\b(minst|høyst)\s*\($|\b(minst|høyst)\s*\([^()]*$", r";|$", Words(
        "Det minste av flere skrives «minste av (a; b)», og det største «største av (a; b)».",
        "The least of several is “least of (a; b)”, and the greatest “greatest of (a; b)”.",
    )),
    (r"(?i)\b(avrund|rund|round)\w*\s*\([^()]*$", r";", ROUNDING),
    (_MEMBER + r"\s+\w+\s+$", r"\w+\b[^\"{]*\"", Words(
        "Et navn er ett ord, med understrek der det ellers ville stått mellomrom. Tittelen kan ha flere ord.",
        "A name is one word, with an underscore where a space would stand. The title may have several words.",
    )),
    (r"[^\[]*$", r"[\w-]+\s+[\w.]+\s*\]", Words("Sett inn [ foran kilden.", "Insert [ before the source.")),
    (r"[\w)]\s*$", r"%\s*[\w(]", Words(
        "% hører til et tall, og er ikke et regnetegn.", "% belongs to a number, and is no operator."
    )),
    (_NUMBER, r"(?i)(kroner|nok|krone)\b", Words("Skriv «kr» bak tallet.", "Write “kr” behind the number.")),
    (
        _NUMBER,
        r"(?i)(mill|mio|mnok)",
        Words("Skriv «mill. kr» bak tallet.", "Write “million kr” behind the number."),
    ),
    (_NUMBER, r"(?i)(m|mn)\b", Words("Skriv «mill. kr» bak tallet.", "Write “million kr” behind the number.")),
    (_NUMBER, r"(?i)(poen|poeg|peong|pts?|pkt|p|pint|piont)s?\b", Words("Skriv «poeng».", "Write “points”.")),
    (r"%\s*$", r"%", Words("Skriv ett % alene.", "Write one % alone.")),
    (r"\([^()]*[\w)]\s*$", r":", Words("Deletegnet er /.", "The sign of division is /.")),
    (r"(?i)\b(maks|max|maksimum)\s*\([^()]*$", r"[;,]", Words(
        "Skriv «største av (a; b)».", "Write “greatest of (a; b)”."
    )),
    (r"(?i)\b(min|minimum)\s*\([^()]*$", r"[;,]", Words("Skriv «minste av (a; b)».", "Write “least of (a; b)”.")),
    (r"^\s*[\w, ]+$", r"[;=]\s*[−–-]?\d", Words(
        "Skriv kolon mellom navnet og tallet.", "Write a colon between name and number."
    )),
    (_NUMBER, r"(?i)(mrd|milliard|bn|billion)", Words(
        "Skriv beløpet i millioner: 1 mrd. kr er 1 000 mill. kr.", "Write the amount in millions: 1,000 million kr."
    )),
    (_NUMBER, r",[-–—−]", Words("Ta bort «,-». «kr» bak tallet er nok.", "Take “,-” away: “kr” is enough.")),
    (r"\b[lI]\s*$", r"\d", Words(
        "Foran sifrene står en bokstav. Er den ment som tallet 1, så skriv 1.",
        "A letter stands before the digits. If it is meant as the number 1, write 1.",
    )),
    (r"\d$", r"[OoIl]\d*\b", Words(
        "Blant sifrene står en bokstav. Skriv 0 for O og 1 for l.",
        "A letter stands among the digits. Write 0 for O and 1 for l.",
    )),
    (_NUMBER, r"(?i)(prosent|pst|percent|per cent)\b", Words("Skriv «%» bak tallet.", "Write “%” behind the number.")),
    (r"(?i)\b(kr\.?|nok)\s*$", r"\d", Words("Skriv «kr» bak tallet, ikke foran.", "Write “kr” behind the number.")),
    (r"\b(er|is)\s+(minst|høyst|at_least|at_most)\s*$", r"", Words(
        "Ta bort «er»: det heter bare «minst 5 %» eller «høyst 5 %».", "Take “is” away: write “at_least 5 %” alone."
    )),
    (r"^\s*(krav|gate)\b.*$", r",?\s*(ellers|otherwise|else)\b", CONSEQUENCE),
    (r"\b(høyest|lavest) først\s*$|\b(highest|lowest) first\s*$", r"", Words(
        "Skriv hvilken plass like tall får: «like får beste plass», «like får dårligste plass» eller «like får "
        "midterste plass».",
        "Say which place equal figures get: “ties get the best place”, “… worst place” or “… middle place”.",
    )),
    (r"\b(største|minste|least|greatest)\s+(av|of)\s*\((?:[^()]|\([^()]*\))*$", r",", Words(
        "Skill med semikolon: største av (a; b).", "Separate them with a semicolon: greatest of (a; b)."
    )),
    (r"^\s*(poeng|points)\s*=\s*\w+\s*$", r".*\b(mellom|between)\b.*\b(etter|by)\b", Words(
        "Skriv «fordel»: poeng = fordel … mellom region etter deler.",
        "Write “share”: points = share … between region by parts.",
    )),
    (r"^\s*$", r"(?!fra\b|til\b|over\b|under\b|from\b|up\b)\w+\s+[\d,]+.*\b(gir|gives)\b", Words(
        "Skriv «fra» foran grensen: fra 20 % gir 1 del.", "Write “from” before the limit: “from 20 % gives 1 part”."
    )),
    (r"^\s*$|^\s*(?:trapp|staircase)\b.*\{\s*$|\b(?:gir|gives)\b.*\s$", r"[\d.,]+\s*%?\s*(gir|gives)\b", Words(
        "Skriv «fra» foran grensen: fra 20 % gir 1 del.", "Write “from” before the limit: “from 20 % gives 1 part”."
    )),
    (r"\b(gir|gives)\b.*$", r"[;,]\s*$", Words(
        "Ta bort tegnet på slutten: Hvert trinn står på en egen linje.",
        "Take the sign at the end away: each step stands in a line of its own.",
    )),
    (r"^(?=.*:).*$", r";\s*[^\W\d]\w*\s*:", Words(
        "Ta bort «;». Radene i en tabell står under hverandre, eller etter hverandre med mellomrom.",
        "Take “;” away. The rows of a table stand below each other, or after each other with a space between.",
    )),
    (r"^\s*[\w, ]+:[^;]*$", r";\s*[\w–−-]", Words(
        "Kolonnene i en tabell skilles med |.", "The columns of a table are separated by |."
    )),
    (r"^\s*[\w, ]+:.*\S\t\s*$", r"", Words(
        "Kolonnene i en tabell skilles med |, ikke med tabulator.", "The columns are separated by |, not by tabs."
    )),
    (_NAMED + r"\s+$", r"(?!pr\b)\w+(?:[ \t]+\w+)*[ \t]*(=|\bper\b|:|\")", Words(
        "Et navn er ett ord, med understrek der det ellers ville stått mellomrom: «poeng_for_utbetaling».",
        "A name is one word, with an underscore where a space would stand: “points_for_payout”.",
    )),
    (_NAMED + r"$", r"[-–−]\w", _HYPHEN),
    (r"[^\W\d]\w*-\w+$", r"-\w", _HYPHEN),
    (r"^\s*(tabell|table)\s+\w+\s*(\"[^\"]*\"\s*)?$", r"\{", Words(
        "En tabell sier hva den varierer over, og hva slags tall den har: tabell nøkkel per region : andel { … }.",
        "A table says what it varies over and of what kind its numbers are: table key per region : proportion { … }.",
    )),
    (r":\s*[\w/]+\s*,\s*$", r"(fra|til|minst|over|valgfri|nøyaktig|from|up to|at_least|optional|exact)\b", Words(
        "Ta bort kommaet: «andel fra 0 % til 200 %».", "Take the comma away: “proportion from 0 % to 200 %”."
    )),
    (r"", r"\(\s*\w+\s+[\d.]+[^()]*\)\s*$", _BRACKETS),
    (r"\(\s*\w+\s+$", r"[\d.]+[^()×*/+−-]*\)\s*$", _BRACKETS),
    (r"", r"\.\.\.?", Words("Her er noe utelatt. Skriv det som skal stå der.", "Something is left out. Write it.")),
    (r"", r"(?i)pr\b\.?\s*\w", Words("Skriv «per».", "Write “per”.")),
    (r"(?i)(^|[=(×*/+−-])\s*(dersom|når|when)\s+$", r"", _CHOICE),
    (r"(?i)\b(if|hvis)\b[^\"]*$", r"[;,]", _CHOICE),
    (r"(?i)[=(×*/+−-]\s*(if)\s*$", r"", _CHOICE),
    (r"=.*[\w)%]\s+$", r"[xX]\s+[\w(]", Words(
        "Gangetegnet er × eller *, ikke bokstaven x.", "The sign of multiplication is × or *, not the letter x."
    )),
    (r"\bavrundet til\s+\d+\s*$", r"desimal\b", Words(
        "Skriv «desimaler», også bak 1: «avrundet til 1 desimaler».",
        "Write “desimaler”, behind 1 too: “avrundet til 1 desimaler”.",
    )),
    (r"\brounded to\s+\d+\s*$", r"decimal\b", Words(
        "Skriv «decimals», også bak 1: «rounded to 1 decimals».",
        "Write “decimals”, behind 1 too: “rounded to 1 decimals”.",
    )),
    (r"\bavrundet til\b[^\[\]]*$", r"per\b", Words(
        "Bare største rest regnes for seg innenfor noe: «, etter største rest per …». Ellers tas «per …» bort.",
        "Only a largest remainder is taken within something: “, etter største rest per …”. Else take “per …” away.",
    )),
    (r"\brounded to\b[^\[\]]*$", r"per\b", Words(
        "Bare største rest regnes for seg innenfor noe: «, by largest remainder per …». Ellers tas «per …» bort.",
        "Only a largest remainder is taken within something: “, by largest remainder per …”. Else take “per …” away.",
    )),
    (r"", r"at\s+least\b", Words("Skriv «at_least», i ett ord.", "Write “at_least”, in one word.")),
    (r"", r"at\s+most\b", Words("Skriv «at_most», i ett ord.", "Write “at_most”, in one word.")),
    (r"\b(avrundet til|rounded to)\s*$", r"", ROUNDING),
    (r"", r"(?i)(avrund|rund av|round)", ROUNDING),
    (r"^\s*(regelsett|ruleset)\s+\w+\s*$", r"[\"«“]", Words(
        "Skriv årstallet mellom navnet og tittelen: regelsett RBF 2026 \"Resultatbasert finansiering 2026\".",
        "Write the year between name and title: ruleset RBF 2026 \"Resultatbasert finansiering 2026\".",
    )),
    (r"^\s*(regelsett|ruleset)\s*$", r"\d", Words(
        "Skriv navnet på ordningen foran årstallet: regelsett RBF 2026.",
        "Write the name of the scheme before the year: ruleset RBF 2026.",
    )),
    (r"^\s*\w+\s*$", r"[−-]?\d[\d,.]*", Words(
        "I en tabell står det kolon mellom navnet og tallet.", "In a table a colon stands between name and number."
    )),
    (r"^\s*\w+\s*$", r"[-–−]\w+\s*:", Words(
        "Et navn har bare bokstaver, sifre og understrek (_), ikke bindestrek.",
        "A name has letters, digits and underscores only, no hyphen.",
    )),
    (r"^\s*\w+\s*$", r"=\s*[−-]?[\d,.]+", Words(
        "I en tabell står det kolon mellom navnet og tallet.", "In a table a colon stands between name and number."
    )),
    (r"^\s*$", r"(poengandel|deler|poeng|krav|gjelder|point_share|parts|points|gate|applies)\b", Words(
        "Slike linjer står i et prestasjonsmål, mellom { og }. Kontroller at { ikke mangler lenger opp, og at "
        "prestasjonsmålet ikke er avsluttet for tidlig.",
        "Such lines stand in a measure, between { and }. Check that no { is missing above, and that the measure is "
        "not closed too early.",
    )),
    (r"^\s*$", r"(fra|til og med|from|up to)\b", Words(
        "Trinn står i en trapp, mellom { og }; på en rampe skrives «ved». Kontroller at { ikke mangler lenger opp.",
        "Steps stand in a staircase, between { and }; a ramp has “at”. Check that no { is missing above.",
    )),
    (r"^[^(]*$", r"\)", Words(
        "Parentesen er ikke åpnet. Ta bort ), eller sett inn ( der den begynner.",
        "The parenthesis is not opened. Take ) away, or insert ( where it begins.",
    )),
    (r"[=+−×*/(-].*[\w)%]\s+$", r"[\w(]", Words(
        "Her mangler et regnetegn. Skal det ganges, så skriv ×.", "An operator is missing here. To multiply, write ×."
    )),
    (r"", r"\}", Words(
        "Det er en } for mye, eller { mangler lenger opp. Ta bort }, eller sett inn { der blokken begynner.",
        "There is a } too many, or a { is missing above. Take the } away, or insert { where the block begins.",
    )),
)  # fmt: skip


# what stands on the last line of what ends too early, and what is said
AT_THE_END: tuple[tuple[str, Words], ...] = (
    (r"^\s*(?:regelsett|ruleset)\b[^\"\d]*$", Words(
        "Skriv navnet, årstallet og tittelen: regelsett RBF 2026 \"Resultatbasert finansiering 2026\".",
        "Write the name, the year and the title: ruleset RBF 2026 \"Results-based funding 2026\".",
    )),
    (_GIVEN + r"\s*(?:per\s+[\w, ]+)?$", _TYPE),
    (r"^\s*(?:kontroll|assertion)\b[^=]*[<>≤≥]", Words(
        "En kontroll sier at to ting er like: kontroll sum utbetaling over region = bevilgning.",
        "An assertion says that two things are equal: assertion sum payout over region = appropriation.",
    )),
    (r"^\s*(?:kontroll|assertion)\b[^=]*$", Words(
        "Skriv hva det skal være lik: kontroll a = b.", "Say what it must equal: assertion a = b."
    )),
    (r"=\s*$", Words("Skriv formelen bak «=».", "Write the formula behind “=”.")),
    (r"[+−×*/(-]\s*$", Words("Skriv det som mangler bak tegnet.", "Write what is missing behind the sign.")),
    (r"\b(?:hvis|if)\b", _CHOICE),
)  # fmt: skip


def typical_end(span: Span) -> Words | None:
    """What is missing at the end of a line, where that is typical."""
    line = span.source.line(span.line)
    line = blanked(line) if '"' not in line else line
    return next((said for pattern, said in AT_THE_END if re.search(pattern, line[:LONGEST_LINE])), None)


def typical(span: Span) -> Words | None:
    """How it is written instead, where the mistake is a typical one."""
    line, column = span.source.line(span.line), span.column - 1
    if len(line) > LONGEST_LINE:
        return None
    before, rest = line[:column], line[column:]
    said = next(
        (
            said
            for left, at, said in (*WORDS_INSTEAD, *SLIPS_OF_COUNTING, *TYPICAL)
            if re.search(left, before) and re.match(at, rest)
        ),
        None,
    )
    declared = currency_of(span.source, span.source.language) if said else None
    return _counted_in(declared.currency, said) if said and declared else said


def _counted_in(currency: Currency, said: Words) -> Words:
    """What is said of kroner, of the unit of money that the text declares."""
    return Words(*(re.sub(r"\b(?:kroner|kr)\b", currency.many, text) for text in (said.nb, said.en)))


def number_begun(span: Span, language: str) -> Words | None:
    """How a number is written that begins with its decimal sign or with a plus; what stands behind a plus, alone."""
    if span.text in (".", ","):
        behind = value_at(span.source, span.end) if span.source.text[span.end : span.end + 1].isdecimal() else ""
        number = f"0{'.' if language == 'en' else ','}{behind}" if behind else ""
    else:
        number = value_at(span.source, span.end) if span.text == "+" else ""
    return Words(f"Skriv {number}.", f"Write “{number}”.") if number else None


def empty_cell(span: Span, read: Span) -> Words | None:
    """Which cell of a table is empty, where a column ends before anything stands in it; `read` ends before it."""
    lines = blanked(read.text).rstrip().split("\n")
    if span.text == ":" and len(lines) > 1 and lines[-2].rstrip().endswith("|"):
        return Words(
            "Raden over slutter med |. Skriv det som skal stå der, eller – hvis det ikke gjelder.",
            "The row above ends in |. Write what is to stand there, or – where it does not apply.",
        )
    before = span.source.line(span.line)[: span.column - 1]
    row = re.match(r"\s*([\w, ]+?)\s*:", before)
    if span.text != "|" or row is None or not re.search(r"[:|]\s*$", before):
        return None
    above = blanked(read.text)
    head = above[above.rfind("{") + 1 :]
    names = re.split(r"\|", head[: re.search(r"\w+\s*:|$", head).start()])  # type: ignore[union-attr]
    name = names[before.count("|")].strip() if before.count("|") < len(names) else ""
    nb, en = (f"«{name}»", f"“{name}”") if name else ("Noe", "Something")
    return Words(
        f"{nb} for «{row[1]}» mangler. Skriv det som skal stå der, eller – hvis det ikke gjelder.",
        f"{en} of “{row[1]}” is missing. Write what is to stand there, or – where it does not apply.",
    )
