"""From text to tree: the only door to lark.

Takes a source, gives the tree and every fault of the text. Where the text does not parse as a whole, each declaration
is parsed by itself, so that one fault hides no other. It must not resolve names.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any, Literal

from attrs import frozen
from lark import Lark, TextSlice, Token, UnexpectedCharacters, UnexpectedInput, UnexpectedToken
from lark import __version__ as lark_version
from lark.grammar import Rule
from lark.lexer import TerminalDef

from rbflang import cache
from rbflang.characters import end_before, invisible_in
from rbflang.diagnostics import Fault, in_order
from rbflang.sign_faults import invisible_signs
from rbflang.source import Source, Span
from rbflang.syntax import declared_currency, hints, text_faults
from rbflang.syntax.comments import comments_of, laid_on
from rbflang.syntax.declared_currency import currency_of
from rbflang.syntax.declared_sets import declared_sets, is_member
from rbflang.syntax.segments import Segment, pieces_of
from rbflang.syntax.shape import Shape
from rbflang.syntax.tree import Comments, Header, Parsed, RulesetTree
from rbflang.syntax.unclosed import QUOTATION_MISSING
from rbflang.syntax.vocabulary import BY_NAME, KEYWORDS
from rbflang.syntax.words_at import WordFinder
from rbflang.wording import Currency

Language = Literal["nb", "en"]
LARGEST_RULESET = 1_000_000
MOST_DECLARATIONS = 5_000
UNITS = {"UNIT_POINTS": ("POINTS", "POINT"), "UNIT_PARTS": ("PARTS", "PART")}
MONEY = ("KR", "MILLION_KR", "ROUND_KRONER")
ONLY_DECLARED = ("MONEY_SIGN", "MILLION", "OWN_SET")
ORDINAL = "ORDINAL"
WORDS = tuple(one for one in KEYWORDS if one.name not in ("POINT", "PART"))
MOST_PARSERS = 16
_KRONER = r"kr|kroner?"
_BEFORE_EQUALS = re.compile(r"(?:\s|#[^\n]*\n)*=")


def parse(source: Source) -> Parsed:
    """The tree of a text and all its faults, in the order of the text."""
    language = source.language
    too_large = _too_large(source)
    if too_large:
        return Parsed(RulesetTree(source, language, None, ()), (too_large,))
    items, found = _whole(source, language)
    if len(items) > MOST_DECLARATIONS:
        return Parsed(RulesetTree(source, language, None, ()), (text_faults.too_many_declarations(source, len(items)),))
    if items and not isinstance(items[0], Header) and not found:
        found = (hints.header_missing(items[0].span),)
    if not source.text.strip() or not (items or found):
        found = (hints.header_missing(None),)
    found = _until_open_quotation(in_order(_with_invisible(source, found)))
    laid, left = laid_on(source, items, tuple(comments_of(source)))
    header = laid[0] if laid and isinstance(laid[0], Header) else None
    tree = RulesetTree(source, language, header, laid[1:] if header else laid, Comments(closing=left))
    return Parsed(tree, found)


def _with_invisible(source: Source, found: tuple[Fault, ...]) -> tuple[Fault, ...]:
    """The faults with those of signs that cannot be seen, instead of what else is told of the same places."""
    places = set(invisible_in(source.text))
    others = (fault for fault in found if not fault.labels or fault.labels[0].span.start not in places)
    return (*others, *invisible_signs(source)) if places else found


def _until_open_quotation(found: tuple[Fault, ...]) -> tuple[Fault, ...]:
    """The faults up to a quotation mark that is missing: after it, texts and rules have changed places."""
    at = next((i for i, fault in enumerate(found) if fault.kind is QUOTATION_MISSING), len(found))
    return found[: at + 1]


def grammar_text() -> str:
    """The grammar, the same in both languages: it has the names of their words, and the lexer has the words."""
    words = " ".join([*(one.name for one in WORDS), *UNITS, *ONLY_DECLARED, ORDINAL])
    return Path(__file__).with_name("grammar.lark").read_text("utf-8") + f"\n%declare {words}\n"


def _unit(words: tuple[str, ...], language: Language) -> str:
    """A unit behind a number."""
    spelled = "|".join(BY_NAME[one].spelled(language) for one in words)
    return rf"(?:{spelled})\b"


def _in_declared(currency: Currency, language: Language) -> Iterator[tuple[str, str]]:
    """The words for money in a text that declares its unit, as patterns; longer ones come first."""
    unit = rf"(?:{'|'.join(map(_whole_word, currency.words))})"
    million = "million" if language == "en" else r"(?:mill\.|millioner)"
    for name in MONEY:
        spelled = BY_NAME[name].pattern(language).removesuffix(r"\b")
        yield name, re.sub(r"kr(oner)?$", "", spelled).replace(r"mill\.", million) + unit
    yield "MONEY_SIGN", _whole_word(currency.sign)
    yield "MILLION", _whole_word(million) if language == "en" else million


def _whole_word(word: str) -> str:
    """The word where no longer one begins with it."""
    escaped = r"\s+".join(map(re.escape, word.split()))
    return rf"{escaped}(?!\w)" if word[-1].isalnum() else escaped


def _ordinal(language: Language) -> str:
    """The number of a place: `3.` before a word for the greatest or the least, in English `3rd`."""
    followed = "|".join(BY_NAME[one].nb for one in ("GREATEST", "LEAST"))
    return r"[0-9]+(?:st|nd|rd|th)\b" if language == "en" else rf"[0-9]+\.(?=(?:\s|#[^\n]*\n)+(?:{followed})\b)"


def _too_large(source: Source) -> Fault | None:
    return text_faults.ruleset_too_large(source, LARGEST_RULESET) if len(source.text) > LARGEST_RULESET else None


class _Lexer:
    """The words of a text as the parser asks for them: one that may stand here, else any, so that a fault can name it.

    Does what lark's own lexer does, without a pattern of all words for each state of the parser: those take long to
    compile.
    """

    def __init__(
        self,
        conf: Any,
        states: Mapping[int, Collection[str]],
        always_accept: Collection[str] = (),
        language: Language = "nb",
        currency: Currency | None = None,
    ) -> None:
        units = [(name, _unit(words, language)) for name, words in UNITS.items()]
        own = MONEY if currency else ()
        phrases = [(one.name, one.pattern(language)) for one in WORDS if one.is_phrase and one.name not in own]
        phrases += _in_declared(currency, language) if currency else ()
        signs = [(one.name, one.pattern.to_regexp()) for one in sorted(conf.terminals, key=_turn)]
        fixed = [(one.name, one.spelled(language)) for one in WORDS if not one.is_phrase and one.name not in own]
        phrases.sort(key=lambda one: (-len(one[1]), one[0]))
        self.words = WordFinder([(ORDINAL, _ordinal(language)), *units, *phrases, *signs], fixed)
        self.states = states
        self.all = frozenset((*(one.name for one in WORDS), *UNITS, *ONLY_DECLARED, ORDINAL, *conf.terminals_by_name))
        self.ignored, self.always = frozenset(conf.ignore), frozenset(always_accept)
        self.accepted: dict[int, frozenset[str]] = {}

    def lex(self, state: Any, parser: Any) -> Iterator[Token]:
        """The words from where the lexer stands to the end of the slice."""
        text, place = state.text, state.line_ctr
        while place.char_pos < text.end:
            start, accepted = place.char_pos, self.accepted_in(parser.position)
            found = self.words.at(text.text, start, text.end, accepted)
            if found is None:
                raise self.surprise(text, start, accepted - self.ignored, parser)
            name, place.char_pos = found
            if name not in self.ignored:
                state.last_token = Token(name, text.text[start : place.char_pos], start, end_pos=place.char_pos)
                yield state.last_token

    def accepted_in(self, position: int) -> frozenset[str]:
        """The words that may stand in a state of the parser."""
        if position not in self.accepted:
            self.accepted[position] = self.always.union(self.ignored, self.states[position])
        return self.accepted[position]

    def surprise(self, text: TextSlice[str], start: int, expected: frozenset[str], parser: Any) -> UnexpectedInput:
        """What is there instead of a word that may stand here."""
        found = self.words.at(text.text, start, text.end, self.all)
        if found is None:
            return UnexpectedCharacters(text.text, start, 1, 1, allowed=set(expected))  # type: ignore[no-untyped-call]
        token = Token(found[0], text.text[start : found[1]], start, end_pos=found[1])
        return UnexpectedToken(token, set(expected), state=parser)  # type: ignore[no-untyped-call]


def _turn(terminal: Any) -> tuple[int, int, int, str]:
    """When a terminal of the grammar is tried: by priority, then the longest first."""
    pattern = terminal.pattern
    return -terminal.priority, -pattern.max_width, -len(pattern.value), terminal.name


@frozen
class _Words:
    """Words on their way to the grammar.

    Names are recognised everywhere, so that no word of the language is found at the beginning of a longer one. And
    `deler =` behind a number begins a clause where there are clauses: in a block, but not before the `=` of `fastsatt`.
    A set that the text declares, first on its line outside blocks and before another name, begins a member of it. In a
    block `register` is a name: no register is declared there.
    """

    shape: Shape
    always_accept: tuple[str, ...] = ("NAME",)

    def process(self, stream: Iterator[Token]) -> Iterator[Token]:
        """The words as they come, units that begin a clause as the words they are."""
        text, braces, is_fixed = self.shape.source.text, 0, False
        sets = declared_sets(self.shape.source, self.shape.language)
        for token in stream:
            braces += {"LBRACE": 1, "CLOSE": -1}.get(token.type, 0)
            is_fixed = {"FIXED": True, "EQUALS": False}.get(token.type, is_fixed)
            may_begin = braces > 0 and not is_fixed and token.type in UNITS
            begins = may_begin and _BEFORE_EQUALS.match(text, token.end_pos or 0)
            if braces and token.type == "REGISTER":
                token = Token.new_borrow_pos("NAME", token, token)
            if not braces and token.type == "NAME" and token in sets and is_member(text, token.start_pos or 0):
                token = Token.new_borrow_pos("OWN_SET", token, token)
            yield Token.new_borrow_pos(UNITS[token.type][0], token, token) if begins else token


@frozen
class Grammar:
    """The compiled grammar, the same in both languages, as lark can be made of it again."""

    data: dict[str, Any]
    memo: dict[int, Any]


@functools.lru_cache(MOST_PARSERS)
def _parser(language: Language, currency: Currency | None = None) -> tuple[Lark, Shape]:
    shape = Shape(Source("", ""))
    fed: dict[str, Any] = {"transformer": shape, "postlex": _Words(shape)}
    fed["_plugins"] = {"ContextualLexer": partial(_Lexer, language=language, currency=currency)}
    source = grammar_source()
    known = cache.known(Grammar, source)
    if known:
        return Lark._load_from_dict(known.data, known.memo, **fed), shape  # type: ignore[no-untyped-call]
    lark = Lark(source.text, parser="lalr", start="ruleset", **fed)
    cache.keep(source, _compiled(lark, fed))
    return lark, shape


def grammar_source() -> Source:
    """What the compiled grammar is made of."""
    return Source(f"lark {lark_version}", grammar_text())


def _compiled(lark: Lark, fed: Mapping[str, Any]) -> Grammar:
    data, memo = lark.memo_serialize([TerminalDef, Rule])
    data["options"] = {name: value for name, value in data["options"].items() if name not in fed}
    return Grammar(data, memo)


def _slice(
    source: Source, language: Language, start: int, end: int, piece: Segment | None = None
) -> tuple[Any, tuple[Fault, ...]]:
    declared = currency_of(source, language)
    lark, shape = _parser(language, declared.currency if declared else None)
    shape.begin(source, language, declared)
    try:
        items = lark.parse(TextSlice(source.text, start, end))
    except UnexpectedInput as problem:
        return (), tuple(_but_for_what_follows(shape.faults, _worded(shape, problem, start, end, piece)))
    return items, tuple(shape.faults)


def _but_for_what_follows(found: list[Fault], last: Fault) -> Iterator[Fault]:
    """The faults of a piece; where it ends inside what one of them is about, that is all there is to say."""
    yield from found
    at = last.labels[0].span.start
    if not any(one.labels and one.labels[0].span.start <= at < one.labels[0].span.end for one in found):
        yield last


def _whole(source: Source, language: Language) -> tuple[Any, tuple[Fault, ...]]:
    items, found = _slice(source, language, 0, len(source.text))
    if items or not found:
        return items, found
    pieces = pieces_of(source)
    parsed = [_slice(source, language, piece.start, piece.end, piece=piece) for piece in pieces]
    return (
        tuple(item for items, _ in parsed for item in items),
        tuple(fault for _, found in parsed for fault in found) or found,
    )


def _worded(shape: Shape, problem: UnexpectedInput, start: int, end: int, piece: Segment | None) -> Fault:
    source, language = shape.source, shape.language
    token = getattr(problem, "token", None)
    if piece and piece.open_brace is not None and (token is None or token.type == "$END"):
        return hints.block_not_closed(piece.head, Span(source, piece.open_brace, piece.open_brace + 1), end)
    if isinstance(problem, UnexpectedCharacters) or token is None:
        at = problem.pos_in_stream or start
        return hints.for_sign(Span(source, at, at + 1))
    if token.type == "$END":
        last = max(start, end_before(source.text, end))
        return hints.for_end(Span(source, max(start, last - 1), last), piece.head if piece else None)
    span = Span(source, token.start_pos, token.end_pos)
    if shape.declared and re.fullmatch(_KRONER, span.text):
        return declared_currency.kroner_beside(span, shape.declared)
    before, sets = Span(source, start, span.start), declared_sets(source, language)
    return hints.for_word(span, token.type, _possible(problem, shape), language, before, sets)


def _possible(problem: UnexpectedInput, shape: Shape) -> Collection[str]:
    """What could have stood there; in the same place of a rule the same could, and is tried once."""
    expected = frozenset(getattr(problem, "expected", None) or ())
    parser = getattr(problem, "interactive_parser", None)
    if parser is None:
        return expected
    known, place = _possible_at(shape.language), tuple(parser.parser_state.state_stack)
    if place not in known:
        known[place] = frozenset(parser.accepts())
    return known[place] or expected


@functools.cache
def _possible_at(language: str) -> dict[tuple[int, ...], frozenset[str]]:
    """What was found to be possible, by the states that the parser of a language has gone through."""
    return {}


def tokens_of(source: Source) -> Iterator[tuple[str, int]]:
    """The words and signs of a text that can be read, by their names in the grammar, and where each ends."""
    language = source.language
    declared = currency_of(source, language)
    lark, shape = _parser(language, declared.currency if declared else None)
    shape.begin(source, language, declared)
    for token in lark.parse_interactive(source.text).iter_parse():
        yield token.type, token.end_pos or 0
