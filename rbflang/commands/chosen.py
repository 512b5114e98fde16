"""A member that a user names on the command line: by id, title, short title or an unambiguous part of one."""

from __future__ import annotations

from collections.abc import Sequence

import click

from rbflang.data.figures import find_member
from rbflang.nearest import folded, nearest
from rbflang.ruleset.model import MemberSet


def chosen_member(members: MemberSet | None, text: str, what: str) -> str:
    """The member that a text names; wrong usage where it names none or several. `what` is what it should be."""
    if members is None:
        raise click.UsageError(f"Fant ikke {what} «{text}». Regelsettet har ingen å velge mellom.")
    found = find_member(members, text)
    if found is not None:
        return found
    wanted = folded(text)
    parts = [one.name for one in members.members if any(wanted in folded(name) for name in _names(members, one.name))]
    if len(parts) == 1:
        return parts[0]
    names = [one.name for one in members.members]
    if len(parts) > 1:
        raise click.UsageError(f"«{text}» kan bety flere: {', '.join(parts)}. Velg én av dem.")
    near = nearest(text, [name for one in names for name in _names(members, one)])
    hint = f" Mente du {near[0]}?" if near else ""
    raise click.UsageError(f"Fant ikke {what} «{text}».{hint} Dette kan velges: {', '.join(names)}.")


def _names(members: MemberSet, name: str) -> Sequence[str]:
    titles = members[name].titles
    return [one for one in (name, titles.title, titles.short, titles.english, *titles.aliases) if one]
