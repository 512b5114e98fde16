"""Whatever a text says and however it is laid out: the formatter keeps it, to the last comment."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from rulesets_as_texts import DECLARATIONS, texts

from rbflang.source import Source
from rbflang.syntax.comments import comments_of
from rbflang.syntax.format import formatted
from rbflang.syntax.parse import parse, tokens_of
from rbflang.syntax.tree import RulesetTree
from rbflang.syntax.vocabulary import KEYWORDS

THOROUGH = settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)


def _tree(text: str) -> RulesetTree:
    parsed = parse(Source("text.rbf", text))
    assert not parsed.faults, [(fault.title.nb, fault.labels[0].span.line) for fault in parsed.faults]
    return parsed.tree


def _said(tree: RulesetTree) -> tuple[object, ...]:
    return tree.header, tree.declarations, tree.comments


@THOROUGH
@given(texts())
def test_a_formatted_text_says_the_same_in_either_vocabulary(text: str) -> None:
    tree = _tree(text)
    once = formatted(tree)
    assert _said(_tree(once)) == _said(tree)
    assert formatted(_tree(once)) == once
    english = formatted(tree, "en")
    assert _said(_tree(english)) == _said(tree)
    assert formatted(_tree(english), "nb") == once


@THOROUGH
@given(texts())
def test_every_comment_is_kept_once(text: str) -> None:
    before = sorted(comment.text for comment in comments_of(Source("a", text)))
    after = sorted(comment.text for comment in comments_of(Source("a", formatted(_tree(text)))))
    assert after == before


@THOROUGH
@given(texts())
def test_no_line_ends_in_spaces_and_no_two_blank_lines_part_more_than_headings(text: str) -> None:
    laid_out = formatted(_tree(text))
    assert all(line == line.rstrip() for line in laid_out.splitlines())
    assert "\n\n\n\n" not in laid_out
    assert laid_out.endswith("\n")


def test_the_texts_hold_every_word_and_every_kind_of_declaration() -> None:
    words: set[str] = set()
    kinds: set[str] = set()
    commented = 0

    @settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
    @given(texts())
    def collect(text: str) -> None:
        nonlocal commented
        words.update(name for name, _ in tokens_of(Source("a", text)))
        tree = _tree(text)
        kinds.update(type(one).__name__ for one in tree.declarations)
        commented += "# så" in text and len(tree.declarations) > 2

    collect()
    assert {keyword.name for keyword in KEYWORDS} - words == {"POINT", "PART"}
    assert len(kinds) == 12
    assert len(DECLARATIONS) == 15
    assert commented > 20
