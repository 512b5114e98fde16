"""Sentences of `compare` on the real years: what is made up, what no source says, what the figures are taken from."""

from __future__ import annotations

from click.testing import CliRunner

from rbflang.commands import main


def compared(*words: str) -> str:
    """The report as one line."""
    result = CliRunner().invoke(main, ["compare", *words], env={"COLUMNS": "200"})
    assert result.exit_code == 0, result.output
    return " ".join(result.output.split())


def test_all_that_is_made_up_is_named() -> None:
    assert compared("kbf2019", "kbf2020", "--data", "syntetisk").startswith(
        "Syntetiske data: tallene (måloppnåelse, måloppnåelse året før, datakompletthet, minimumsnivå og "
        "fordelingsnøkkel; for KBF 2019 også bevilgning) er laget for prøving og er ikke virkelige. Endringer fra "
    )
    assert compared("rbf2024", "rbf2025", "--data", "syntetisk").startswith(
        "Syntetiske data: tallene (måloppnåelse; for RBF 2024 også oppgitt datakompletthet og fordelingsnøkkel) er "
        "laget for prøving og er ikke virkelige. Endringer fra "
    )
    assert compared("rbf2024", "rbf2025", "--data", "syntetisk", "--lang", "en").startswith(
        "Synthetic data: the figures (achievement; for RBF 2024 also data completeness given and allocation key) were "
        "made up for trial and are not real. Changes from "
    )
