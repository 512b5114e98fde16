"""The charts of a round on a page of the site: the picture, how it is read, and its figures where they unfold.

Takes the charts of the reports, gives Markdown. It draws and words nothing of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from shipped import folded, published_rows, years

from rbflang.data.computed import Computed
from rbflang.explanation.allocation_account import AllocationAccount, allocation_account
from rbflang.render.charts.chart import inline
from rbflang.reports.charts.allocation_charts import allocation_charts, payee_charts, staircase_charts
from rbflang.reports.document import Chart, Document
from rbflang.ruleset.model import Member
from rbflang.wording import Voice


def of_all(computed: Computed) -> tuple[Chart, ...]:
    """The charts of all who are paid, who gets what first."""
    account = allocation_account(computed)
    rows = published_rows(next(one.shelf for one in years() if one.checked is computed.checked))
    return tuple(allocation_charts(account, computed, rows, _voice(account)))


def of_payee(computed: Computed, payee: Member) -> tuple[Chart, ...]:
    """The charts of one who is paid."""
    account = allocation_account(computed)
    return tuple(payee_charts(account, payee, _voice(account)))


def of_staircases(computed: Computed) -> tuple[Chart, ...]:
    """Every staircase with all who stand on it."""
    found = staircase_charts(computed, _voice(allocation_account(computed)))
    return tuple(block for one in found for block in one.blocks if isinstance(block, Chart))


def shown(charts: Iterable[Chart], name: str) -> Iterator[str]:
    """The charts below each other; `name` names their parts on the page."""
    for at, chart in enumerate(charts, 1):
        yield '<figure class="drawn">'
        yield f"<figcaption>{escape(chart.title, False)}</figcaption>"
        yield from filter(str.strip, inline(chart, f"{name}-{at}", "nb").split("\n"))
        yield from ([f"<p>{escape(chart.note, False)}</p>"] if chart.note else ())
        yield "</figure>"
        yield from ("", '??? note "Tallene i figuren"', "", *folded(Document("", (chart.table,))), "")


def _voice(account: AllocationAccount) -> Voice:
    return Voice("nb", account.decimals, account.ruleset.currency)
