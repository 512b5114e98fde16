"""What is typically meant where a word does not fit in a register or in what is counted in it.

Rows as those of `typical.py`: the end of what stands before on the line, the word and what follows, what is said.
"""

from __future__ import annotations

from rbflang.wording import Words

_UNIQUE = Words(
    "Skriv «antall unike» foran nøkkelen: antall unike pasienter der …",
    "Write “count of unique” before the key: count of unique patients where …",
)
_FIRST = Words(
    "Linjene «telles per …» og «der …» står først i blokken, foran det som telles.",
    "The lines “counted per …” and “where …” stand first in the block, before what is counted.",
)
_AMONG = Words(
    "Skriv «blant» og kodene med komma mellom: stg blant TS08A, TS08B.",
    "Write “among” and the codes with commas between: groups among TS08A, TS08B.",
)
_PER = Words(
    "Skriv «telles per» og kolonnen: telles per foretak.", "Write “counted per” and the column: counted per trust."
)
_SHARE = Words(
    "En andel skrives som to antall med / mellom: antall unike pasienter der … / antall unike pasienter.",
    "A share is written as two counts with / between: count of unique patients where … / count of unique patients.",
)
_DIVIDED = Words(
    "Skriv / mellom det som telles, og det som det telles blant: antall der … / antall.",
    "Write / between what is counted and what it is counted among: count where … / count.",
)
_ROWS = Words(
    "Skriv bare «antall» der hver rad telles: antall der … Er det en nøkkel, så skriv «antall unike» foran den.",
    "Write “count” alone where each row counts: count where … If it is a key, write “count of unique” before it.",
)
_HOW_MANY = Words(
    "Skriv «antall» der rader telles, og «antall unike» foran en nøkkel: antall unike pasienter der …",
    "Write “count” where rows are counted, and “count of unique” before a key: count of unique patients where …",
)
_WHERE = Words(
    "Skriv «der» foran vilkåret: antall der kontakt er video.",
    "Write “where” before the condition: count where contact is video.",
)
_EACH_ROW = (
    "(?:rader|opphold|episoder|konsultasjoner|kontakter|innleggelser|rows|stays|episodes|consultations|contacts|"
    "admissions)"
)
_DIFFERENT = "(?:forskjellige|ulike|distinkte|unik|different|distinct)"
_COUNT = r"\b(?:antall|count)\b"
_KIND = (
    "én kode|flere koder|dato|periode|pasientnøkkel|enhet under|ja/nei|tekst|one code|several codes|date|period|"
    "patient key|unit under|yes/no|text"
)
_CONDITION = r"\b(?:antall|count|unike|unique|der|where|og|and|eller|or|ikke|not)\b[^\[\]]*"

SLIPS_OF_COUNTING: tuple[tuple[str, str, Words], ...] = (
    (r"^\s*måling\s+$", r"\w+\s+fra\b", Words("Skriv «måling av».", "Write “measurement of”.")),
    (r"^\s*measurement\s+$", r"\w+\s+from\b", Words("Skriv «måling av».", "Write “measurement of”.")),
    (r"^\s*(?:måling av|measurement of)\b.*$", r"per\b|pr\b", Words(
        "Skriv det på en egen linje først i blokken: telles per foretak.",
        "Write it on a line of its own, first in the block: counted per trust.",
    )),
    (r"^\s*(?:måling av|measurement of)\s+\w+\s+$", r"(?:i|in|av|of|på|over)\b", Words(
        "Skriv «fra» foran registeret: måling av måloppnåelse fra episoder.",
        "Write “from” before the register: measurement of achievement from episodes.",
    )),
    (r"^\s*(?:måling av|measurement of)\s+\w+\s*$", r"[{\[]", Words(
        "Skriv hvilket register det telles i: måling av måloppnåelse fra episoder { … }.",
        "Say in which register it is counted: measurement of achievement from episodes { … }.",
    )),
    (r"^\s*[\w, ]+$", r"=\s*(?:antall|count)\b", Words(
        "Skriv kolon foran det som telles: video: antall der …",
        "Write a colon before what is counted: video: count where …",
    )),
    (r"^\s*\w+\s*$", r"=\s*(?:" + _KIND + r")\b", Words(
        "Skriv kolon mellom kolonnen og hva den har.", "Write a colon between the column and what it holds."
    )),
    (_COUNT + r"(?:\s+(?:unike|of unique)\s+\w+)?\s+(?:hvis|hvor|når|som|med|if|when|that|with|which|whose)\s+$", r"\w",
     _WHERE),
    (r"^\s*hvor\s+$", r"\w", _WHERE),
    (r"^\s*(?:tell|telle|teller|telles|telt|talt|counts|counted|counting)\s+$",
     r"(?:for|i|innen|innenfor|hos|by|in|within|unike\s+per|unique\s+per|per)\b|\w+\s*(?:\[.*)?$", _PER),
    (r"^\s*(?:count\s+)?per\s+$", r"\w+\s*(?:\[.*)?$", _PER),
    (r"(?:^|[/:])\s*$",
     r"(?:andel(?:en)?|prosent(?:en|andel|andelen)?|share|proportion|percentage|rate)\b"
     r"(?=.*\b(?:der|where|unike?|unique)\b)", _SHARE),
    (r"^\s*[\w, ]+:\s*$",
     r"(?:antallet|tallet|summen|sum|number|numbers|total)\b(?=.*\b(?:der|where|unike?|unique)\b)", _HOW_MANY),
    (_COUNT + r"[^\[\]/]*\s(?:av|blant|over|of|out of|among)\s+$", r"(?:antall|count)\b", _DIVIDED),
    (_COUNT + r"[^\[\]/]*\w\s+(?:delt|divided)\s+$", r"(?:på|by)\b", _DIVIDED),
    (rf"{_COUNT}\s+(?:of\s+)?{_EACH_ROW}\s+$", r"(?:der|where)\b|/", _ROWS),
    (r"\b(?:count (?:unique|different|distinct|of)|antall av)\s+$", r"\w", _UNIQUE),
    (_COUNT + r"\s+(?:delt|divided)\s+$", r"(?:på|by)\b", Words("Deletegnet er /.", "The sign of division is /.")),
    (rf"{_COUNT}\s+(?:{_DIFFERENT}\s+)?\w+\s+$", r"(?:der|where)\b|/", _UNIQUE),
    (rf"{_COUNT}\s+{_DIFFERENT}\s+$", r"\w", _UNIQUE),
    (_CONDITION + r"\w\s+(?:i|in|fra|inneholder|contains|har|has)\s*$", r"[\w(\[]", _AMONG),
    (r"\b(?:blant|among)\s[^;\[]*$", r";", _AMONG),
    (r"(?:^|[/:])\s*(?:unike?|forskjellige|ulike|distinkte|unique|different|distinct)?\s*$",
     r"(?:unike?|forskjellige|ulike|distinkte|unique|different|distinct)\b(?=.*\b(?:der|where)\b)", _UNIQUE),
    (_COUNT + r"\s*$", r"(?:forskjellige|ulike|distinkte|unik|different|distinct|of|unique)\b", _UNIQUE),
    (r"\b(?:blant|among)\s*$", r"[(\[{]", Words(
        "Skriv kodene uten parentes, med komma mellom: stg blant TS08A, TS08B.",
        "Write the codes without parentheses, with commas between: groups among TS08A, TS08B.",
    )),
    (_CONDITION + r"\w\s+$", r"(?:i|in|fra|én av|en av|one of|inneholder|contains|har|has)\s*[\s(\[]", _AMONG),
    (_CONDITION + r"\b(?:er|is)\s+$", r"(?:ja|nei|yes|no)\b", Words(
        "Skriv bare navnet på kolonnen, eller «ikke» foran det: der tellende, der ikke avbrutt.",
        "Write the name of the column alone, or “not” before it: where counting, where not cancelled.",
    )),
    (_CONDITION + r"\b(?:er|is)(?:\s+(?:ikke|not))?\s+\w+\s*$", r",", _AMONG),
    (_CONDITION + r"\b(?:er|is)(?:\s+(?:ikke|not))?\s+$", r"(?:blant|among)\b", Words(
        "Skriv «blant» uten «er», og «ikke» foran det hele: der ikke kontakt blant video, telefon.",
        "Write “among” without “is”, and “not” before the whole: where not contact among video, telephone.",
    )),
    (_CONDITION + r"\w\s+(?:ikke|not)\s+$", r"(?:blant|among)\b", Words(
        "Skriv «ikke» foran det hele: der ikke kontakt blant video, telefon.",
        "Write “not” before the whole: where not contact among video, telephone.",
    )),
    (_CONDITION + r"(?:blant|among|er|is)\s+(?:\w+\s*,\s*)*$", r"\d", Words(
        "En kode som begynner med et siffer, står i anførselstegn: diagnose blant \"1A\", \"2B\".",
        "A code that begins with a digit stands in quotation marks: diagnosis among \"1A\", \"2B\".",
    )),
    (r"^\s*$", r"(?:telles per|counted per)\b", _FIRST),
    (r"^\s*$", r"(?:der|where)\b", _FIRST),
    (r":\s*$", r"(?:flere|several)\b", Words("Skriv «flere koder».", "Write “several codes”.")),
    (r":\s*$", r"(?:én|en|ett|one|a|single)\b", Words("Skriv «én kode».", "Write “one code”.")),
    (r":\s*$", r"(?:enhet|unit)\b", Words(
        "Skriv hvilken kolonne enheten ligger under: enhet under region.",
        "Write which column the unit lies under: unit under region.",
    )),
    (r":\s*(?:én kode|flere koder|one code|several codes)\s*$", r"(?:blant|among|fra|from|:|\(|=)", Words(
        "Skriv «av» og kodene: én kode av somatikk, PHV.", "Write “of” and the codes: one code of somatic, mental."
    )),
)  # fmt: skip
