"""What travels with the wheel: the compiled grammar and the rulesets as they were read and checked when it was built.

So the first run after an installation need not make them. A wheel without them works as well, only slower at first.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class MadeBefore(BuildHookInterface):  # type: ignore[misc]
    """Checks every ruleset, and puts what is kept of it into the wheel."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make the folder; where the package is installed to be changed, nothing is made."""
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        self.kept, self.folder = mkdtemp(), Path(mkdtemp())
        os.environ["RBFLANG_CACHE"] = self.kept
        from rbflang import cache, library, pipeline
        from rbflang.ruleset.model import CheckedRuleset
        from rbflang.source import Source
        from rbflang.syntax.parse import Grammar, grammar_source
        from rbflang.syntax.tree import RulesetTree

        kinds: list[tuple[type, Source]] = [(Grammar, grammar_source())]
        for shelf in library.shelves():
            source = library.read(shelf.path)
            assert isinstance(source, Source), f"{shelf.path} is no text"
            pipeline.checked(source, shelf.members())
            kinds += [(CheckedRuleset, source), (RulesetTree, source)]
        for kind, source in kinds:
            made = cache.known(kind, source)
            if made:
                cache.send_along(self.folder, source, made)
        build_data["force_include"][str(self.folder)] = "rbflang/made"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Leave nothing behind."""
        if version != "editable":
            rmtree(self.kept)
            rmtree(self.folder)
