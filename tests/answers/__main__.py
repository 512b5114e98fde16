"""Writes `fasit.csv` beside each ruleset that has made-up figures."""

from __future__ import annotations

from tests.answers.written import RULESETS, folders, text_of

if __name__ == "__main__":
    for folder in folders():
        (RULESETS / folder / "fasit.csv").write_text(text_of(folder), "utf-8")
        print(f"{folder}/fasit.csv")
