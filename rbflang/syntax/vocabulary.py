"""Every word of the language, once: its name, its Norwegian spelling and its English spelling.

Grammar, parser, formatter and the reference page are made from this table. A word of either column is reserved in
both languages; the parts of a phrase are not, and neither is a word that is one in its own place alone.
"""

from __future__ import annotations

import re

from attrs import frozen


@frozen(repr=False)
class Keyword:
    """One word of the language; a phrase is several words that count as one."""

    name: str
    nb: str
    en: str
    what: str
    is_reserved: bool = True

    @property
    def is_phrase(self) -> bool:
        """True if the spelling is more than a single name-like word."""
        return not (self.nb.isidentifier() and self.en.isidentifier())

    def spelled(self, language: str) -> str:
        """The word in `nb` or `en`."""
        return self.en if language == "en" else self.nb

    def pattern(self, language: str) -> str:
        """The word as a regular expression; spaces of a phrase may be any white space."""
        words = [re.escape(word) for word in self.spelled(language).split()]
        joined = r"\s+".join(words)
        return joined.replace(",", r",\s*").replace(r",\s*\s+", r",\s*") + r"\b"


KEYWORDS: tuple[Keyword, ...] = (
    # declarations
    Keyword("RULESET", "regelsett", "ruleset", "the first word: names the ruleset and chooses the vocabulary"),
    Keyword("CURRENCY", "pengeenhet", "currency", "the unit of money, where it is not kroner"),
    Keyword("SIGN", "tegn", "sign", "the sign of the unit of money"),
    Keyword("SOURCE", "kilde", "source", "a document that numbers and rules are cited from"),
    Keyword("PUBLISHER", "utgiver", "publisher", "who published a source"),
    Keyword("ISSUED", "utgitt", "issued", "when a source was published"),
    Keyword("CONTENTS", "innhold", "contents", "the sections, tables and figures of a source, as they are cited"),
    Keyword("REGION", "region", "region", "a regional health authority; also the set of them"),
    Keyword("INDICATOR", "indikator", "indicator", "an indicator; also the set of them"),
    Keyword("SUBAREA", "delområde", "subarea", "the set of sub-areas, each under an indicator"),
    Keyword("SUBAREAS", "delområder", "subareas", "the sub-areas of an indicator"),
    Keyword("GROUP", "gruppe", "group", "a group of indicators; also the set of them"),
    Keyword("TRUST", "foretak", "trust", "a health trust under a region; also the set of them"),
    Keyword("MEASURE", "prestasjonsmål", "measure", "a performance measure; also the set of them"),
    Keyword("SET", "inndeling", "set", "any other set of members"),
    Keyword("ROUND", "fordeling", "allocation", "a round of the allocation: provisional, final"),
    Keyword("DATA_BASIS", "datagrunnlag", "data_basis", "which data a round rests on"),
    Keyword("FIXED", "fastsatt", "fixed", "one number that the rules set"),
    Keyword("TABLE", "tabell", "table", "numbers that the rules set, one per member"),
    Keyword("PROPERTY", "egenskap", "property", "what each member of a set has, given in its block or in a table"),
    Keyword("INPUT", "inndata", "input", "what the observations must hold"),
    Keyword("FORMULA", "formel", "formula", "a quantity computed from others"),
    Keyword("PAYOUT", "utbetaling", "payout", "the formula that is paid, in money"),
    Keyword("STAIRCASE", "trapp", "staircase", "steps: from a limit and up, so many parts"),
    Keyword("ASSERTION", "kontroll", "assertion", "an equation that must hold"),
    Keyword("SIDE_CALCULATION", "kontrollberegning", "side_calculation", "formulas that only check a document"),
    Keyword("ALTERNATIVE", "alternativ", "alternative", "rules as they could have been, tried on published figures"),
    Keyword("NOTE", "merknad", "note", "text of a rulebook that has no rule"),
    Keyword("REGISTER", "register", "register", "a table of episodes that figures are counted in", False),
    Keyword("MEASUREMENT", "måling av", "measurement of", "how the figures of an input are counted in a register"),
    # what belongs to a declaration
    Keyword("SHORT", "kort", "short", "the short title, for tables"),
    Keyword("ALSO", "også kalt", "also called", "other names of a member, in data and in other years"),
    Keyword("IN_ENGLISH", "på engelsk", "in english", "the title in English"),
    Keyword("UNDER", "under", "under", "the upper member; in a staircase: below the first limit"),
    Keyword("PER", "per", "per", "the sets a quantity varies over"),
    Keyword("FROM_DATA", "fra data", "from data", "the members of the set come with the data"),
    Keyword("SAME_AS_IN", "som i", "same as in", "the data of another round"),
    Keyword("EXPLANATION", "forklaring", "explanation", "a sentence that explanations show"),
    # types
    Keyword("KR", "kr", "kr", "kroner"),
    Keyword("MILLION_KR", "mill. kr", "million kr", "a million kroner, behind a number"),
    Keyword("POINT", "poeng", "point", "one point"),
    Keyword("POINTS", "poeng", "points", "points: a unit, and what a measure hands out"),
    Keyword("PARTS", "deler", "parts", "parts: a unit, and what points are shared by"),
    Keyword("PART", "del", "part", "one part"),
    Keyword("LAPSED", "bortfalt", "lapsed", "the points of an indicator and a measure that are handed out to nobody"),
    Keyword("PERCENTAGE_POINTS", "prosentpoeng", "percentage_points", "a difference of shares, behind a number"),
    Keyword("COUNT", "antall", "count", "a count; also: how many members"),
    Keyword("SHARE_TYPE", "andel", "proportion", "a share, from 0 % to 100 % unless it says otherwise"),
    Keyword("NUMBER_TYPE", "tall", "number", "a number without unit"),
    Keyword("YES_NO", "ja/nei", "yes/no", "yes or no"),
    Keyword("WORD_TYPE", "ord", "word", "a fixed word, compared with «er»"),
    Keyword("TEXT_TYPE", "tekst", "text", "text that is shown and never computed with"),
    Keyword("YES", "ja", "yes", "yes"),
    Keyword("NO", "nei", "no", "no"),
    Keyword("ROUNDED", "avrundet", "rounded", "the numbers were rounded in print"),
    Keyword("TOTALLING", "til sammen", "totalling", "the promise that the numbers add up to a total"),
    Keyword("APPROXIMATELY", "omtrent", "approximately", "the promised total is only approximate"),
    Keyword("OPTIONAL", "valgfri", "optional", "a value may be missing"),
    Keyword("EXACT", "nøyaktig", "exact", "the figures are exact as they are written: fixed by someone, not measured"),
    Keyword("SHOWN_FROM", "vises fra", "shown from", "smaller figures are computed with, but never shown"),
    Keyword("FROM", "fra", "from", "from a value, included"),
    Keyword("TO", "til", "to", "to a value, included"),
    Keyword("BETWEEN", "mellom", "between", "a number known only within bounds; also: shared between"),
    # staircases
    Keyword("RAMP", "rampe", "ramp", "points joined by straight lines: what lies between two of them gives so much"),
    Keyword("AT", "ved", "at", "the place of a point of a ramp"),
    Keyword("GIVES", "gir", "gives", "what a step gives"),
    Keyword("TO_UNDER", "til under", "up to under", "up to a limit that is not included"),
    Keyword("UP_TO", "til og med", "up to and including", "up to a limit that is included"),
    Keyword("OVER", "over", "over", "over a set; in a staircase: above the last limit"),
    # measures
    Keyword("POINT_SHARE", "poengandel", "point_share", "the measure's share of an indicator's points"),
    Keyword("APPLIES", "gjelder", "applies", "which indicators the measure applies to"),
    Keyword("GATE", "krav", "gate", "a requirement of a measure, and what follows when it is not met"),
    Keyword(
        "ELSE_LAPSE", ", ellers bortfaller poengene", ", otherwise the points lapse", "a gate that takes the points"
    ),
    Keyword("TAKING_PART", "deltar", "taking part", "true for those that no requirement keeps out of the sharing"),
    Keyword("ELSE_NO_PARTS", ", ellers ingen deler", ", otherwise no parts", "a gate that keeps a region out"),
    Keyword("SHARE", "fordel", "share", "shares the points of the measure between those who take part"),
    Keyword("BY", "etter", "by", "shared in proportion to"),
    Keyword(
        "NOBODY_EQUALLY",
        ", likt når ingen har deler",
        ", equally when nobody has parts",
        "nobody has parts: equal shares",
    ),
    Keyword(
        "NOBODY_LAPSE",
        ", bortfaller når ingen har deler",
        ", lapsing when nobody has parts",
        "nobody has parts: the points lapse",
    ),
    # expressions
    Keyword("IF", "hvis", "if", "a choice: if something holds, then the one, else the other"),
    Keyword("THEN", "så", "then", "what is chosen when the condition holds"),
    Keyword("ELSE", "ellers", "else", "what is chosen when the condition does not hold"),
    Keyword("AND", "og", "and", "both; also between two bounds"),
    Keyword("OR", "eller", "or", "at least one"),
    Keyword("NOT", "ikke", "not", "the opposite"),
    Keyword("IS", "er", "is", "equals"),
    Keyword("AT_LEAST", "minst", "at_least", "greater than or equal to (≥)"),
    Keyword("AT_MOST", "høyst", "at_most", "less than or equal to (≤)"),
    Keyword("MORE_THAN", "mer enn", "more than", "greater than (>)"),
    Keyword("LESS_THAN", "mindre enn", "less than", "less than (<)"),
    Keyword("SUM", "sum", "sum", "the sum over a set"),
    Keyword("MEAN", "gjennomsnitt", "mean", "the mean over a set"),
    Keyword("LEAST", "minste", "least", "the least over a set, or of several"),
    Keyword("GREATEST", "største", "greatest", "the greatest over a set, or of several"),
    Keyword("SECOND_GREATEST", "nest største", "second greatest", "the second greatest over a set"),
    Keyword("SECOND_LEAST", "nest minste", "second least", "the second least over a set"),
    Keyword("MEDIAN", "median", "median", "the middle one over a set, or the mean of the two in the middle"),
    Keyword("PERCENTILE", "persentil", "percentile", "the least that at least such a share of a set does not exceed"),
    Keyword(
        "OF", "av", "of", "before several arguments in parentheses, parted by semicolons: the least or greatest of them"
    ),
    Keyword("WHERE", "der", "where", "only members for which a condition holds"),
    Keyword("EXISTS", "finnes", "exists", "true if there is a figure"),
    Keyword("RANK", "rang", "rank", "the place in a ranking"),
    Keyword("HIGHEST_FIRST", "høyest først", "highest first", "the highest figure has place 1"),
    Keyword("LOWEST_FIRST", "lavest først", "lowest first", "the lowest figure has place 1"),
    Keyword(
        "TIES_BEST", "like får beste plass", "ties get the best place", "equal figures share the best of their places"
    ),
    Keyword(
        "TIES_WORST",
        "like får dårligste plass",
        "ties get the worst place",
        "equal figures share the worst of their places",
    ),
    Keyword(
        "TIES_MIDDLE",
        "like får midterste plass",
        "ties get the middle place",
        "equal figures share the mean of their places",
    ),
    # what is counted in a register
    Keyword("PATIENT_KEY", "pasientnøkkel", "patient key", "a column with the key of a patient", False),
    Keyword("UNIT_UNDER", "enhet under", "unit under", "a column with names that each lie under one of another column"),
    Keyword("DATE", "dato", "date", "a column with days", False),
    Keyword("PERIOD", "periode", "period", "a column with months, tertials or years", False),
    Keyword("ONE_CODE", "én kode", "one code", "a column with one code in each cell"),
    Keyword("SEVERAL_CODES", "flere koder", "several codes", "a column with any number of codes in each cell"),
    Keyword("COUNTED_PER", "telles per", "counted per", "within what different patients are counted"),
    Keyword("UNIQUE", "antall unike", "count of unique", "how many different patients there are"),
    Keyword("AMONG", "blant", "among", "one of the codes, or at least one of them where there are several"),
    # rounding
    Keyword("ROUND_KRONER", "avrundet til hele kroner", "rounded to whole kroner", "rounding to kroner"),
    Keyword("ROUND_POINTS", "avrundet til hele poeng", "rounded to whole points", "rounding to points"),
    Keyword("ROUND_NEAREST", "avrundet til nærmeste", "rounded to the nearest", "rounding to the nearest 100 kr"),
    Keyword("ROUND_TO", "avrundet til", "rounded to", "rounding to so many decimals"),
    Keyword("DECIMALS", "desimaler", "decimals", "so many decimals"),
    Keyword("HALF_UP", ", halve opp", ", halves up", "halves away from zero"),
    Keyword("HALF_EVEN", ", halve til partall", ", halves to even", "halves to the even neighbour"),
    Keyword("DOWNWARDS", ", nedover", ", downwards", "always down"),
    Keyword("UPWARDS", ", oppover", ", upwards", "always up"),
    Keyword(
        "LARGEST_REMAINDER",
        ", etter største rest",
        ", by largest remainder",
        "down, the units left to the largest remainders; “per” keeps the sum of each member",
    ),
    Keyword("BEFORE_ROUNDING", ", før avrunding", ", before rounding", "an assertion about values before rounding"),
)

BY_NAME: dict[str, Keyword] = {keyword.name: keyword for keyword in KEYWORDS}

RESERVED: dict[str, Keyword] = {
    word: keyword
    for keyword in KEYWORDS
    if keyword.is_reserved
    for word in (keyword.nb, keyword.en)
    if word.isidentifier()
}


def written_name(name: str, language: str) -> str:
    """A name with the words of the language in it as a text in that language has them: `best.poeng` as `best.points`.

    Names are kept with the Norwegian words, and no word of either language is a name of an author's.
    """
    return ".".join(RESERVED[part].spelled(language) if part in RESERVED else part for part in name.split("."))


def kept_name(written: str) -> str:
    """The name as it is kept, in whichever language its words are written."""
    return written_name(written, "nb")


@frozen(repr=False)
class Status:
    """A citation's status, from best to weakest, and how a bracket says it."""

    name: str
    nb: str
    en: str


STATUSES: tuple[Status, ...] = (
    Status("documented", "", ""),
    Status("derived", "utledet fra", "derived from"),
    Status("interpreted", "tolket fra", "interpreted from"),
    Status("assumed", "antatt", "assumed"),
    Status("unconfirmed", "ubekreftet", "unconfirmed"),
)
BY_STATUS: dict[str, Status] = {status.name: status for status in STATUSES}
