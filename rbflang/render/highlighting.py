"""A ruleset in colours, wherever Pygments colours code: sites, notebooks, editors on the web.

Takes a text, gives Pygments' tokens of it; the words are those of the vocabulary, in both languages. It must not judge
the text: what is no word of the language is told as an error by the checker, not here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pygments.lexer import RegexLexer, bygroups
from pygments.token import Comment, Keyword, Name, Number, Operator, Punctuation, String, Whitespace

from rbflang.syntax.segments import STARTERS
from rbflang.syntax.vocabulary import BY_NAME, KEYWORDS, STATUSES
from rbflang.syntax.vocabulary import Keyword as Word

TYPES = (
    *("KR", "MILLION_KR", "POINT", "POINTS", "PARTS", "PART", "COUNT", "SHARE_TYPE", "NUMBER_TYPE", "YES_NO"),
    *("WORD_TYPE", "TEXT_TYPE", "PERCENTAGE_POINTS", "UNIT_UNDER", "ONE_CODE", "SEVERAL_CODES"),
)
# What a column of a register holds, and is a word behind its colon alone.
COLUMNS = ("PATIENT_KEY", "DATE", "PERIOD")
REGISTER = BY_NAME["REGISTER"]
VALUES = ("YES", "NO")
COMPUTED_BY = (
    *("IF", "THEN", "ELSE", "AND", "OR", "NOT", "IS", "AT_LEAST", "AT_MOST", "MORE_THAN", "LESS_THAN", "SUM", "MEAN"),
    *("LEAST", "GREATEST", "SECOND_GREATEST", "SECOND_LEAST", "MEDIAN", "PERCENTILE", "EXISTS", "RANK"),
    *("UNIQUE", "AMONG"),
)
NAMED = r"[^\W\d_]\w*"


def _one_of(words: Iterable[Word]) -> str:
    """Any of the words in either language, the longest first."""
    patterns = {one.pattern(language) for one in words for language in ("nb", "en")}
    return rf"(?<!\w)(?:{'|'.join(sorted(patterns, key=lambda one: (-len(one), one)))})"


def _named(*names: str) -> tuple[Word, ...]:
    return tuple(BY_NAME[name] for name in names)


_STATUS = "|".join(re.escape(said) for one in STATUSES for said in (one.nb, one.en) if said)
_DECLARED = _one_of(_named("RULESET", *(one for one in STARTERS if one != REGISTER.name)))
_KNOWN = ("RULESET", *STARTERS, *TYPES, *COLUMNS, *VALUES, *COMPUTED_BY)
_OTHER = tuple(one for one in KEYWORDS if one.name not in _KNOWN)


class RulesetLexer(RegexLexer):  # type: ignore[misc]
    """The language in Norwegian and English."""

    name = "rbf"
    aliases = ("rbf", "rbflang")
    filenames = ("*.rbf",)
    flags = re.MULTILINE

    tokens = {  # noqa: RUF012, Pygments reads it from the class
        "root": [
            (
                rf"^([^\S\n]*)({_DECLARED})([^\S\n]+)({NAMED})",
                bygroups(Whitespace, Keyword.Declaration, Whitespace, Name.Class),
            ),
            (
                rf"^({_one_of((REGISTER,))})([^\S\n]+)({NAMED})",
                bygroups(Keyword.Declaration, Whitespace, Name.Class),
            ),
            (rf"(:)([^\S\n]*)({_one_of(_named(*COLUMNS))})", bygroups(Punctuation, Whitespace, Keyword.Type)),
            (r"\n|[^\S\n]+", Whitespace),
            (r"##[^\n]*", Comment.Special),
            (r"#[^\n]*", Comment.Single),
            (r'"[^"]*"|«[^»]*»|“[^“”]*”|„[^„“”]*[“”]|”[^„“”]*”|‘[^‘’]*’|’[^‘’]*’|‚[^‚‘’]*[‘’]', String),
            (r"\[", Punctuation, "citation"),
            (_one_of(_OTHER), Keyword),
            (rf"^{_DECLARED}", Keyword.Declaration),
            (_DECLARED, Name.Builtin),
            (_one_of(_named(*COMPUTED_BY)), Operator.Word),
            (_one_of(_named(*TYPES)), Keyword.Type),
            (_one_of(_named(*VALUES)), Keyword.Constant),
            (r"[0-9]+(?:[ \u00a0\u202f.,][0-9]+)*(?:\s*[%‰])?", Number),
            (rf"({NAMED})(\s*)(?=:)", bygroups(Name.Label, Whitespace)),
            (NAMED, Name),
            (r"[-−–+*×/=<>≥≤|]+", Operator),
            (r"[^\w\s]", Punctuation),
            (r".", Name),
        ],
        "citation": [
            (r"\]", Punctuation, "#pop"),
            (rf"(?<!\w)(?:{_STATUS})\b", Keyword.Pseudo),
            (r'"[^"]*"', String),
            (r"[;,]", Punctuation),
            (r"\s+", Whitespace),
            (r"[^\];,\s\"]+", Name.Decorator),
            (r'"', Punctuation),
        ],
    }
