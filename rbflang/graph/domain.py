"""Named sets, and the cells of an array over them.

A set may lie under another. A domain always holds, with a set, every set above it, so that a cell's key tells the
whole path down to it. Must not know what the sets are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from attrs import field, frozen

Key = tuple[str, ...]


@frozen(repr=False)
class Axis:
    """A set: its name, the set above it, and its members, each with the path of members above it (nearest last).

    The members of an open set come with the data: nothing that holds whatever the data may rest on how many there are.
    """

    name: str
    above: tuple[str, ...]
    paths: tuple[Key, ...]
    is_open: bool = False


@frozen(eq=False, slots=False)
class Domain:
    """The sets an array varies over, in the space's own order, and its cells as keys of one member per set."""

    sets: tuple[str, ...]
    keys: tuple[Key, ...] = field(repr=False)

    @cached_property
    def index(self) -> Mapping[Key, int]:
        """Which cell a key is."""
        return {key: at for at, key in enumerate(self.keys)}

    @property
    def size(self) -> int:
        """How many cells there are."""
        return len(self.keys)


class Space:
    """All sets of a ruleset in one canonical order; makes each domain once."""

    def __init__(self, axes: Iterable[Axis]) -> None:
        self.axes: dict[str, Axis] = {axis.name: axis for axis in axes}
        self._domains: dict[tuple[str, ...], Domain] = {}
        self._maps: dict[tuple[Domain, Domain], tuple[int, ...]] = {}
        self._paths: dict[str, Mapping[str, list[Key]]] = {}
        self._told: dict[tuple[Domain, tuple[str, ...]], dict[Key, Key]] = {}

    def closure(self, sets: Iterable[str]) -> tuple[str, ...]:
        """The sets and all sets above them, in canonical order; a name of no set is left out."""
        wanted = {one for name in sets if name in self.axes for one in (name, *self.axes[name].above)}
        return tuple(name for name in self.axes if name in wanted)

    def is_open(self, sets: Iterable[str]) -> bool:
        """True if the members of one of the sets, or of one above them, come with the data."""
        return any(self.axes[name].is_open for name in self.closure(sets))

    def removed(self, over: Iterable[str], per: Iterable[str] = ()) -> frozenset[str]:
        """The sets that gathering takes away: those it goes over and all above them, but what `per` keeps.

        A set that is kept, keeps those above it. A name of no set takes nothing away, and keeps nothing.
        """
        gone, kept = (self.closure(name for name in names if name in self.axes) for names in (over, per))
        return frozenset(gone) - frozenset(kept)

    def domain(self, sets: Iterable[str]) -> Domain:
        """The domain over the sets and all above them."""
        asked = tuple(sets)
        if asked not in self._domains:
            names = self.closure(asked)
            if names not in self._domains:
                self._domains[names] = Domain(names, tuple(self._keys(names)))
            self._domains[asked] = self._domains[names]
        return self._domains[asked]

    def _keys(self, names: tuple[str, ...]) -> Iterable[Key]:
        covered = {upper for name in names for upper in self.axes[name].above}
        lowest = [self.axes[name] for name in names if name not in covered]
        partial: list[dict[str, str]] = [{}]
        said: set[str] = set()
        for axis in lowest:
            chain = (*axis.above, axis.name)
            steps = [dict(zip(chain, path, strict=True)) for path in axis.paths]
            shared = [name for name in chain if name in said]
            partial = [known | step for known in partial for step in steps
                       if all(known[name] == step[name] for name in shared)]  # fmt: skip
            said.update(chain)
        order = {name: {p[-1]: at for at, p in enumerate(self.axes[name].paths)} for name in names}
        keys = [tuple(one[name] for name in names) for one in partial]
        return sorted(keys, key=lambda key: [order[name][member] for name, member in zip(names, key, strict=True)])

    def key_at(self, domain: Domain, members: Mapping[str, str]) -> Key:
        """The key of a domain at these members: those above them are filled in, sets that are not said stay empty."""
        known = members
        for name, member in members.items() if self._has_depth else ():
            for path in self._paths_to(name).get(member, ())[:1]:
                known = {**known, **dict(zip(self.axes[name].above, path, strict=True))}
        return tuple([known.get(one, "") for one in domain.sets])

    @cached_property
    def _has_depth(self) -> bool:
        return any(axis.above for axis in self.axes.values())

    def _paths_to(self, name: str) -> Mapping[str, list[Key]]:
        """The paths of members above each member of a set, those of a name that several share left out."""
        if name not in self._paths:
            found: dict[str, list[Key]] = {}
            axis = self.axes.get(name)
            for path in axis.paths if axis and axis.above else ():
                found.setdefault(path[-1], []).append(path[:-1])
            self._paths[name] = {member: paths for member, paths in found.items() if len(paths) == 1}
        return self._paths[name]

    def keys_by(self, domain: Domain, sets: tuple[str, ...]) -> Mapping[Key, Key]:
        """The cells of a domain by their members of some of its sets, where those tell a cell from all others."""
        if (domain, sets) not in self._told:
            at = [domain.sets.index(name) for name in sets]
            found: dict[Key, list[Key]] = {}
            for key in domain.keys:
                found.setdefault(tuple(key[place] for place in at), []).append(key)
            self._told[domain, sets] = {members: keys[0] for members, keys in found.items() if len(keys) == 1}
        return self._told[domain, sets]

    def cells(self, wide: Domain, narrow: Domain) -> tuple[int, ...] | None:
        """For each cell of the wide domain, the cell of the narrow one it lies in; `None` if they are the same."""
        if wide is narrow:
            return None
        pair = (wide, narrow)
        if pair not in self._maps:
            at = [wide.sets.index(name) for name in narrow.sets]
            self._maps[pair] = tuple(narrow.index[tuple(key[i] for i in at)] for key in wide.keys)
        return self._maps[pair]

    def groups(self, wide: Domain, narrow: Domain) -> tuple[tuple[int, ...], ...]:
        """For each cell of the narrow domain, the cells of the wide one that lie in it."""
        found: list[list[int]] = [[] for _ in narrow.keys]
        for at, cell in enumerate(self.cells(wide, narrow) or range(wide.size)):
            found[cell].append(at)
        return tuple(tuple(group) for group in found)
