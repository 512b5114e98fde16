"""The declarations that are blocks: a head, lines in columns, a closing brace.

Takes one declaration, gives finished lines without the comments before and behind it.
"""

from __future__ import annotations

from collections.abc import Sequence

from rbflang.syntax import tree
from rbflang.syntax.expressions import Name
from rbflang.syntax.format_lines import INDENT, WIDTH, UnlaidLine, braced, columns, commented, filled, laid_out, spread
from rbflang.syntax.format_words import Spelling, on_numbers
from rbflang.syntax.vocabulary import RESERVED

STEP_WORDS = {"from": "FROM", "from_to_under": "FROM", "up_to": "UP_TO", "over": "OVER", "under": "UNDER", "at": "AT"}


def member_block(one: tree.MemberDecl, spelling: Spelling, indent: str) -> list[str]:
    """A member with its properties, one on each line."""
    title, short, also, english = spelling.titles(one.titles)
    head = [" ".join(filter(None, (member_name(one, spelling), title, short))), also, english, upper(one, spelling)]
    lines = [line for each in one.lines for line in _member_line(each, spelling, indent + INDENT)]
    body = laid_out(lines, indent + INDENT)
    return braced(head, spelling.citation(one.citation), body, one.comments.closing, indent)


def member_name(one: tree.MemberDecl, spelling: Spelling) -> str:
    """The name of a member, behind the word for its set where the member is a declaration of its own."""
    known = RESERVED.get(one.set_name)
    word = known.spelled(spelling.language) if known else one.set_name
    return f"{word} {spelling.name(one.name)}".lstrip()


def upper(one: tree.MemberDecl | tree.SetDecl, spelling: Spelling) -> str:
    """The member or set that it lies under, or nothing."""
    return f"{spelling.word('UNDER')} {spelling.name(one.under)}" if one.under else ""


def setting(one: tree.Setting, spelling: Spelling) -> str:
    """A property and its value, without the citation."""
    return f"{spelling.name(one.name)} {spelling.value(one.value)}"


def _member_line(one: tree.Setting | tree.SubareaList, spelling: Spelling, indent: str) -> list[UnlaidLine]:
    citation = spelling.citation(one.citation)
    if isinstance(one, tree.Setting):
        return [UnlaidLine(setting(one, spelling), citation, one.comments.before, one.comments.behind)]
    texts = _areas(one.areas, spelling, indent)
    return spread(texts, citation, one.comments.before, one.comments.behind)


def _areas(areas: Sequence[tree.MemberDecl], spelling: Spelling, indent: str) -> list[str]:
    """The sub-areas with commas between them: on as few lines as they need, or one on each where one has values."""
    word = f"{spelling.word('SUBAREAS')} "
    heads = [" ".join(filter(None, (spelling.name(one.name), *spelling.titles(one.titles)))) for one in areas]
    if not any(one.lines for one in areas):
        first, *others = [f"{head}," for head in heads[:-1]] + heads[-1:]
        return filled([word + first, *others], indent)
    lines: list[str] = []
    for at, (one, head) in enumerate(zip(areas, heads, strict=True)):
        said = [_cited(setting(line, spelling), line.citation, spelling) for line in one.lines]  # type: ignore[arg-type]
        comma = "," if at < len(areas) - 1 else ""
        whole = f"{INDENT}{head} {{ {'  '.join(said)} }}{comma}" if said else f"{INDENT}{head}{comma}"
        has_room = len(indent) + max(len(word), len(INDENT)) + len(whole) <= WIDTH or not said
        lines += (
            [whole]
            if has_room
            else [f"{INDENT}{head} {{", *(f"{INDENT * 2}{line}" for line in said), f"{INDENT}}}{comma}"]
        )
    lines[0] = word + lines[0].lstrip()
    return lines


def table_block(one: tree.QuantityDecl, spelling: Spelling, indent: str) -> list[str]:
    """A table of one quantity."""
    name = f"{spelling.word('TABLE')} {spelling.name(one.name)}"
    head = [name, *spelling.titles(one.titles), f"{spelling.per(one.per)} {spelling.typing(one.typing)}"]
    body = _rows(one.rows, spelling, indent + INDENT)
    return braced(head, spelling.citation(one.citation), body, one.comments.closing, indent)


def columns_block(one: tree.ColumnsDecl, spelling: Spelling, indent: str) -> list[str]:
    """A table of several quantities side by side."""
    head = [spelling.word("TABLE"), spelling.per(one.per)]
    named = [(name, citation) for name, citation in one.columns]
    body = _rows(one.rows, spelling, indent + INDENT, named)
    return braced(head, spelling.citation(one.citation), body, one.comments.closing, indent)


def _rows(
    rows: Sequence[tree.Row],
    spelling: Spelling,
    indent: str,
    named: Sequence[tuple[Name, tree.Citation | None]] = (),
) -> list[str]:
    """The rows of a table, below the names of its columns where it has several."""
    keys = [f"{spelling.names(row.key)}:" for row in rows]
    if not named and all(len(row.values) == 1 for row in rows):
        values = on_numbers([spelling.value(row.values[0][0]) for row in rows], spelling.language)
        texts = columns(list(zip(keys, values, strict=True)), ("", " ")) if rows else []
        citations = [spelling.citation(row.values[0][1]) for row in rows]
    else:
        titles = [_cited(spelling.name(name), citation, spelling) for name, citation in named]
        cells = _cells(rows, spelling)
        table = [[key, *row] for key, row in zip(keys, cells, strict=True)]
        texts = _side_by_side([["", *titles], *table] if named else table)
        if _is_too_wide(texts, indent):
            texts = _side_by_side(table)
            if _is_too_wide(texts, indent):
                texts = [_one_cell_a_line(row, indent) for row in table]
            texts = [*([_one_cell_a_line(titles, indent)] if named else []), *texts]
        citations = [""] * len(rows)
    lines = [UnlaidLine(text) for text in texts[: len(texts) - len(rows)]]
    for row, text, citation in zip(rows, texts[len(lines) :], citations, strict=True):
        lines.append(UnlaidLine(text, citation, row.comments.before, row.comments.behind))
    return laid_out(lines, indent)


def _side_by_side(rows: Sequence[Sequence[str]]) -> list[str]:
    return columns(rows, ("", " ", " | "))


def _is_too_wide(texts: Sequence[str], indent: str) -> bool:
    return max(map(len, texts), default=0) + len(indent) > WIDTH


def _cells(rows: Sequence[tree.Row], spelling: Spelling) -> list[list[str]]:
    """The cells of each row with their citations, the numbers of a column below each other."""
    cells: list[list[str]] = [[] for _ in rows]
    for at in range(max((len(row.values) for row in rows), default=0)):
        having = [number for number, row in enumerate(rows) if at < len(row.values)]
        values = on_numbers([spelling.value(rows[number].values[at][0]) for number in having], spelling.language)
        for number, value in zip(having, values, strict=True):
            cells[number].append(_cited(value, rows[number].values[at][1], spelling))
    return cells


def _one_cell_a_line(row: Sequence[str], indent: str) -> str:
    """A row for which there is no room: the first cell beside the key, each further one on a line of its own."""
    first = 1 + row[0].endswith(":")
    return f"\n{indent}{INDENT}| ".join([" ".join(row[:first]), *row[first:]])


def _cited(text: str, citation: tree.Citation | None, spelling: Spelling) -> str:
    return f"{text} {spelling.citation(citation)}" if citation else text


def staircase_block(one: tree.StaircaseDecl, spelling: Spelling, indent: str) -> list[str]:
    """A staircase, its limits and results in columns."""
    limits = on_numbers([spelling.value(step.limit) for step in one.steps], spelling.language)
    results = on_numbers([spelling.value(step.result) for step in one.steps], spelling.language)
    rows = [
        (spelling.word(STEP_WORDS[step.kind]), limit, _until(step, spelling), f"{spelling.word('GIVES')} {result}")
        for step, limit, result in zip(one.steps, limits, results, strict=True)
    ]
    texts = columns(rows, ("", " ", " ", " ")) if rows else []
    lines = [
        UnlaidLine(text, spelling.citation(step.citation), step.comments.before, step.comments.behind)
        for text, step in zip(texts, one.steps, strict=True)
    ]
    head = [
        f"{spelling.word('RAMP' if one.is_ramp else 'STAIRCASE')} {spelling.name(one.name)}",
        *spelling.titles(one.titles),
    ]
    body = laid_out(lines, indent + INDENT)
    return braced(head, spelling.citation(one.citation), body, one.comments.closing, indent)


def _until(step: tree.Step, spelling: Spelling) -> str:
    return f"{spelling.word('TO_UNDER')} {spelling.value(step.until)}" if step.until is not None else ""


def measure_block(one: tree.MeasureDecl, spelling: Spelling, indent: str) -> list[str]:
    """A performance measure, one clause on each line."""
    inner = indent + INDENT
    body: list[str] = []
    lines: list[UnlaidLine] = []
    for clause in one.clauses:
        if clause.kind == "point_share" and clause.value is None:
            body += [*laid_out(lines, inner), *_share_table(clause, spelling, inner)]
            lines = []
        else:
            text, citation = _clause(clause, spelling), spelling.citation(clause.citation)
            lines.append(UnlaidLine(text, citation, clause.comments.before, clause.comments.behind))
    body += laid_out(lines, inner)
    head = [f"{spelling.word('MEASURE')} {spelling.name(one.name)}", *spelling.titles(one.titles)]
    return braced(head, spelling.citation(one.citation), body, one.comments.closing, indent)


def _share_table(clause: tree.Clause, spelling: Spelling, indent: str) -> list[str]:
    rows, citation = _rows(clause.rows, spelling, indent + INDENT), spelling.citation(clause.citation)
    block = braced([spelling.word("POINT_SHARE")], citation, rows, clause.comments.closing, indent)
    return with_comments(block, clause.comments, indent)


def _clause(clause: tree.Clause, spelling: Spelling) -> str:
    value = clause.value
    if isinstance(value, tuple):
        return f"{spelling.word('APPLIES')} {', '.join(map(spelling.expression, value))}"
    assert value is not None
    if clause.kind in ("point_share", "explanation"):
        return f"{spelling.word(clause.kind.upper())} {spelling.value(value)}"  # type: ignore[arg-type]
    said = spelling.expression(value)  # type: ignore[arg-type]
    if clause.kind == "gate":
        consequence = spelling.word(f"ELSE_{clause.consequence.upper()}") if clause.consequence else ""
        return f"{spelling.word('GATE')} {said}{consequence}"
    return f"{spelling.word(clause.kind.upper())} = {said}"


def with_comments(block: Sequence[str], comments: tree.Comments, indent: str) -> list[str]:
    """Finished lines with the comments before them and behind the last of them."""
    *lines, last = block
    return [*commented(comments.before, indent), *lines, f"{last}  {comments.behind}" if comments.behind else last]
