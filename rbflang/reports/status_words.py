"""What a status is called behind what it is of: `antatt`, `utledet`."""

from __future__ import annotations

from rbflang.wording import Words

STATUS_WORDS = {
    "unconfirmed": Words("ubekreftet", "unconfirmed"),
    "assumed": Words("antatt", "assumed"),
    "interpreted": Words("tolket", "interpreted"),
    "derived": Words("utledet", "derived"),
}
"""The weakest first."""
