"""A report as Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from rbflang.reports.document import Block, Document, Heading, Ledger, Lines, Notes, Paragraph, Table


def render(document: Document, width: int = 0) -> str:
    """The report as Markdown."""
    parts = [f"**{_escaped(document.notice)}**"] if document.notice else []
    parts += [f"# {document.title}"] if document.title else []
    parts += ["\n".join(_block(block)) for block in document.blocks]
    parts += [_escaped(text) for text in document.foot or ()]
    return "\n\n".join(parts) + "\n"


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        yield f"## {block.text}"
    elif isinstance(block, Paragraph):
        yield _escaped(block.text)
    elif isinstance(block, Lines):
        for line in block.lines:
            origin = f" ({line.origin})" if line.origin else ""
            yield f"- **{_escaped(line.label)}** {_escaped(line.text)}{_escaped(origin)}"
    elif isinstance(block, Table):
        yield from _table(block)
    elif isinstance(block, Notes):
        yield from (f"- {_escaped(text)}" for text in block.texts)
    elif isinstance(block, Ledger):
        yield _row(("", "", "", ""))
        yield "|---|---|---:|---|"
        for one in block.entries:
            yield _row((one.label, one.text, one.result, " ".join(filter(None, (one.place, one.citation)))))
    else:
        yield from ("```text", *block.lines, "```")


def _table(table: Table) -> Iterator[str]:
    yield _row(tuple(column.heading for column in table.columns))
    yield "|" + "|".join("---:" if column.align == "right" else "---" for column in table.columns) + "|"
    for row in table.rows:
        yield _row(row)


def _row(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(_escaped(cell) for cell in cells) + " |"


def _escaped(text: str) -> str:
    return text.replace("|", "\\|").replace("*", "\\*").replace("_", "\\_").replace("<", "&lt;")
