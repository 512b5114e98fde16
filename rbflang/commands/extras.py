"""What a command needs that is not installed with the rest: told in one line, with how it is installed."""

from __future__ import annotations

from importlib.util import find_spec

from rbflang.commands.misuse import Misuse
from rbflang.wording import Words


def needs(package: str, extra: str) -> None:
    """Wrong usage where a package is not installed."""
    if find_spec(package) is None:
        raise Misuse(
            Words(
                f"Til dette trengs {package}. Installer det slik: pip install 'rbflang[{extra}]'",
                f"This needs {package}. Install it like this: pip install 'rbflang[{extra}]'",
            )
        )
