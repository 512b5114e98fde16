"""Words that stand where others belong, as the tables of `typical`: read before the general rows of these.

Each row is the end of what stands before the word on its line, the word and what follows, and what is said.
"""

from __future__ import annotations

from rbflang.wording import Words

_GIVEN = r"^\s*(?:inndata|egenskap|tabell|input|property|table)\s+\w+(?:\s+\"[^\"]*\")?"
_MEMBER = r"^\s*(?:region|indikator|foretak|gruppe|prestasjonsmål|indicator|trust|group|measure)"
ROUNDING = Words(
    "Avrunding skrives sist i formelen: «avrundet til hele kroner», «avrundet til hele poeng» eller «avrundet til 2 "
    "desimaler».",
    "Rounding ends a formula: “rounded to whole kroner”, “rounded to whole points” or “rounded to 2 decimals”.",
)
CONSEQUENCE = Words(
    "Et krav ender med komma og det som skjer ellers: «, ellers bortfaller poengene» eller «, ellers ingen deler».",
    "A gate ends with a comma and what follows otherwise: “, otherwise the points lapse” or “, otherwise no parts”.",
)
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
