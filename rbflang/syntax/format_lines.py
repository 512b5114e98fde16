"""How lines are laid out: columns, and the citations at their end in one column of their own.

Takes texts with their citations and comments, gives finished lines. It must not know what the texts say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from attrs import evolve, frozen

WIDTH = 140
CITATION_COLUMN = 100
LEFTMOST, STEP = 72, 4  # where the usual column has no room, one not far to the left is used, so that neighbours meet
INDENT = "    "


@frozen
class UnlaidLine:
    """One line before it is laid out: the comments before it, its text, the citation at its end, the comment behind."""

    text: str
    citation: str = ""
    before: tuple[str, ...] = ()
    behind: str = ""


def laid_out(lines: Sequence[UnlaidLine], indent: str = "", leftmost: int = LEFTMOST) -> list[str]:
    """The lines with their citations in one column; a citation for which there is no room stands on the next line."""
    column = _citation_column([line for line in lines if line.citation], len(indent), leftmost)
    return [text for line in lines for text in _one(line, indent, column)]


def _one(line: UnlaidLine, indent: str, column: int) -> Iterator[str]:
    yield from commented(line.before, indent)
    last = indent + line.text
    if line.citation and _fits(line, len(indent), column):
        last = f"{last.ljust(column)}{line.citation}"
    elif line.citation:
        yield last
        *first, last = wrapped(line.citation, indent + INDENT)
        yield from first
    yield f"{last}  {line.behind}" if line.behind else last


def _fits(line: UnlaidLine, indent: int, column: int) -> bool:
    return indent + len(line.text) + 2 <= column and column + len(line.citation) <= WIDTH


def _citation_column(lines: Sequence[UnlaidLine], indent: int, leftmost: int) -> int:
    """The column nearest to the usual one in which the most citations have room; the longest ones yield first."""
    roomy = [line for line in lines if indent + len(line.text) + 2 + len(line.citation) <= WIDTH]
    for line in sorted(roomy, key=lambda line: len(line.citation), reverse=True):
        least = max(indent + len(one.text) + 2 for one in roomy)
        most = WIDTH - len(line.citation)
        if max(least, leftmost) <= most:
            return max(least, min(CITATION_COLUMN, most // STEP * STEP))
        roomy.remove(line)
    return CITATION_COLUMN


def commented(comments: Sequence[str], indent: str) -> Iterator[str]:
    """Comment lines; an empty one is a blank line."""
    for comment in comments:
        yield indent + comment if comment else ""


def columns(rows: Sequence[Sequence[str]], gaps: Sequence[str]) -> list[str]:
    """Each row as one text, its cells padded to the widest of their column; `gaps` stand before the columns."""
    widths = [max(map(len, column)) for column in zip_longest(*rows, fillvalue="")]
    return ["".join(_padded(row, widths, gaps)).rstrip() for row in rows]


def _padded(row: Sequence[str], widths: Sequence[int], gaps: Sequence[str]) -> Iterator[str]:
    for at, cell in enumerate(row):
        if widths[at]:
            yield gaps[min(at, len(gaps) - 1)] + cell.ljust(widths[at])


def aligned(rows: Sequence[Sequence[str]], gaps: Sequence[str], indent: str) -> list[list[str]]:
    """The lines of each row: one in columns if there is room for all, else each row by itself."""
    texts = columns(rows, gaps)
    if max(map(len, texts)) + len(indent) <= WIDTH:
        return [[text] for text in texts]
    return [filled(row, indent) for row in rows]


def spread(texts: Sequence[str], citation: str, before: tuple[str, ...], behind: str) -> list[UnlaidLine]:
    """An item of several lines: comments before the first, the citation and the comment behind the last."""
    lines = [UnlaidLine(text) for text in texts]
    lines[0] = evolve(lines[0], before=before)
    lines[-1] = evolve(lines[-1], citation=citation, behind=behind)
    return lines


def filled(parts: Sequence[str], indent: str, tail: int = 0) -> list[str]:
    """The parts on one line if they fit there, else on as many as they need, the further ones indented.

    At the end of each line there is room for as many more characters as `tail` says.
    """
    first, *others = [part for part in parts if part]
    lines = [first]
    for part in others:
        if len(indent) + len(lines[-1]) + 1 + len(part) + tail <= WIDTH:
            lines[-1] += f" {part}"
        else:
            lines.append(INDENT + part)
    return lines


def wrapped(citation: str, indent: str) -> list[str]:
    """A citation on a line of its own if there is room; else each entry begins a line, and lines are of like length."""
    if len(indent) + len(citation) <= WIDTH:
        return [indent + citation]
    lines = []
    for at, entry in enumerate(_entries(citation)):
        lead = indent + (" " if at else "")
        lines += _even(entry, lead, indent + " ")
    return lines


def _entries(citation: str) -> list[str]:
    """The entries of a bracket, each with what follows it; a semicolon in quotation marks ends none."""
    pieces: list[str] = []
    for piece in citation.split("; "):
        if pieces and pieces[-1].count('"') % 2:
            pieces[-1] += f"; {piece}"
        else:
            pieces.append(piece)
    return [f"{piece};" for piece in pieces[:-1]] + pieces[-1:]


def _even(text: str, first: str, further: str) -> list[str]:
    """The text broken between words into as few lines as it needs, the widest as narrow as that allows."""
    needed = len(_broken(text, first, further, WIDTH))
    width = WIDTH
    while width > WIDTH // 2 and len(_broken(text, first, further, width - 1)) == needed:
        width -= 1
    return _broken(text, first, further, width)


def _broken(text: str, first: str, further: str, width: int) -> list[str]:
    lines: list[str] = []
    for word in text.split(" "):
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(f"{further if lines else first}{word}")
    return lines


def braced(head: Sequence[str], citation: str, body: Sequence[str], closing: Sequence[str], indent: str) -> list[str]:
    """A block: its head and citation, its finished lines, the comments before its brace."""
    inner = [*body, *commented(closing, indent + INDENT)]
    if not inner:
        return _opened(head, citation, " { }", indent)
    return [*_opened(head, citation, " {", indent), *inner, f"{indent}}}"]


def _opened(head: Sequence[str], citation: str, opening: str, indent: str) -> list[str]:
    lines = [indent + line for line in filled(head, indent, len(opening))]
    if not citation:
        lines[-1] += opening
    elif len(lines[-1]) + 1 + len(citation) + len(opening) <= WIDTH:
        lines[-1] += f" {citation}{opening}"
    else:
        lines += wrapped(citation + opening, indent + INDENT)
    return lines
