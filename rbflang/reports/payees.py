"""How a cell that is paid is named in a report: by its member, or by all of several."""

from __future__ import annotations

from rbflang.data.computed import Computed
from rbflang.data.shown import cell_words
from rbflang.graph.domain import Key
from rbflang.reports.titles import called
from rbflang.wording import Voice


def payee_called(computed: Computed, key: Key, say: Voice) -> str:
    """Whose payout it is."""
    ruleset = computed.checked.ruleset
    assert ruleset.payout is not None, "nobody is paid"
    domain = ruleset.space.domain(ruleset.payout.sets)
    if len(domain.sets) == 1:
        return called(ruleset.sets[domain.sets[0]][key[0]], say)
    return cell_words(ruleset, domain, key).say(say.language)
