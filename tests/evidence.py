"""What stands last in every report: version, command and hashes. Transcripts are held without it."""

from __future__ import annotations

import re

_SAID = r"(?:Laget med|Made with) rbflang [^\n]*:"
_MADE = rf"{_SAID}\"?\n"
_HASH = r"[0-9a-f]{64}"
_IN_TEXT = re.compile(
    rf"\n?^(?:\"?# )?{_MADE}(?:(?:  |\"?# )[^\n]*\n)(?:(?:  |# ){_HASH}  [^\n]*(?:\n|\Z))+", re.MULTILINE
)
_IN_MARKDOWN = re.compile(rf"\n^{_MADE}\n```text\n[^\n]*\n(?:{_HASH}  [^\n]*\n)+```\n", re.MULTILINE)
_IN_PAGE = re.compile(rf"<p>{_SAID}</p>\n<pre>[^<]*</pre>")
_IN_JSON = re.compile(r',\n  "evidence": \{\n(?:    .*\n)*  \}')


def without_evidence(report: str) -> str:
    """A report in any format without what it was made by."""
    for pattern in (_IN_JSON, _IN_MARKDOWN, _IN_PAGE, _IN_TEXT):
        report = pattern.sub("", report)
    return report
