"""A text without some of its declarations: what becomes of its headings, and its notes as comments.

Takes a tree and which of its declarations go, gives the tree of the others. A heading goes with the last declaration
under it; a note stays where it was, behind a `#`, so that it says nothing until its author takes the `#` away. It does
not decide what goes.
"""

from __future__ import annotations

from collections.abc import Sequence, Set

from attrs import evolve

from rbflang.syntax.format_entries import entries
from rbflang.syntax.format_words import Spelling
from rbflang.syntax.tree import NO_COMMENTS, Declaration, NoteDecl, RulesetTree

Lines = tuple[str, ...]


def without(tree: RulesetTree, gone: Set[int]) -> RulesetTree:
    """The tree without the declarations at these places (counted from 0), its notes among the comments."""
    kept: list[Declaration] = []
    waiting: Lines = ()  # comment lines for the next declaration; each paragraph ends with a blank line
    heading: Lines = ()  # goes unless something follows it
    after_note = False
    for at, one in enumerate(tree.declarations):
        above, own = _parted(one.comments.before)
        heading = above or heading
        if isinstance(one, NoteDecl):
            earlier = waiting[:-1] if after_note and not heading else waiting + heading
            waiting, heading, after_note = (*earlier, *_commented_out(one, own, tree.language), ""), (), True
        elif at not in gone:
            kept.append(evolve(one, comments=evolve(one.comments, before=waiting + heading + own)))
            waiting, heading, after_note = (), (), False
    closing = (waiting + tree.comments.closing) if tree.comments.closing else waiting[:-1]
    return evolve(tree, declarations=tuple(kept), comments=evolve(tree.comments, closing=closing))


def _parted(before: Sequence[str]) -> tuple[Lines, Lines]:
    """The lines up to the last blank one, which head what follows, and those that belong to the declaration."""
    cut = max((at + 1 for at, line in enumerate(before) if not line), default=0)
    return tuple(before[:cut]), tuple(before[cut:])


def _commented_out(note: NoteDecl, own: Lines, language: str) -> Lines:
    said = entries([evolve(note, comments=NO_COMMENTS)], Spelling(language), "")
    return (*(line.replace("##", "#", 1) for line in own), *(f"# {line}" for line in said))
