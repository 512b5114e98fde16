"""The text of `fasit.csv`: the answers of every file of made-up figures in a ruleset's folder and the folders in it."""

from __future__ import annotations

from pathlib import Path

from tests.answers import kbf, rbf
from tests.answers.tables import lines_of

RULESETS = Path(__file__).parent.parent.parent / "rulesets"
COMMENTS = (
    "# Fasit for de syntetiske dataene: hva reglene gir, regnet ut av skriptene i tests/answers, som ikke deler noe",
    "# med rbflang. Ingen av tallene er publisert. De holder det publiserte tall ikke kan prøve: rang, likt resultat,",
    "# krav som ikke er oppfylt.",
)


def folders() -> list[str]:
    """The folders of the rulesets that have made-up figures."""
    return sorted(one.name for one in RULESETS.iterdir() if one.is_dir() and data_files(one.name))


def data_files(folder: str) -> list[Path]:
    """The files of made-up figures of a ruleset."""
    found = (RULESETS / folder).rglob("syntetisk-*.csv")
    return sorted(one for one in found if one.name != "syntetisk-medlemmer.csv")


def text_of(folder: str) -> str:
    """The whole file."""
    model = kbf if folder.startswith("kbf") else rbf
    files = {one.relative_to(RULESETS / folder).as_posix(): one for one in data_files(folder)}
    answers = ((name, one) for name, path in files.items() for one in model.answers(folder, path))
    return "\n".join((*COMMENTS, *lines_of(answers))) + "\n"
