"""Where a region's results lie on the staircase: what it would lose right below a limit and gain on the next one."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

from click.testing import CliRunner

from rbflang.commands import main


def explained(*words: str) -> str:
    """What `explain` prints on a wide page."""
    result = CliRunner().invoke(main, ["explain", *words], env={"COLUMNS": "120"})
    assert result.exit_code == 0, result.output
    return result.output


def _section(text: str, heading: str) -> list[str]:
    return text.partition(f"{heading}\n")[2].partition("\n\n")[0].splitlines()


def rows(text: str) -> dict[str, list[str]]:
    """The cells of the table, by the names of the results."""
    lines = _section(text, "Hvor resultatene ligger på trappen, når de andre står stille")[1:]
    return {name: cells for name, *cells in (re.split(r"\s{2,}", line.strip()) for line in lines)}


@cache
def paid(*words: str) -> dict[str, int]:
    """What each region is paid."""
    result = CliRunner().invoke(main, ["allocate", "rbf2025", "--format", "json", *words])
    return {name: int(amount) for name, amount in json.loads(result.stdout)["payouts"].items()}


def moved(setting: str) -> dict[str, int]:
    """What each region is paid more with a result set to another number."""
    return {name: amount - paid()[name] for name, amount in paid("--set", setting).items()}


def shown(amount: int) -> str:
    """An amount as a table shows it, with its sign."""
    return f"{amount:+,}".replace(",", " ").replace("-", "−")


def test_the_amounts_are_what_the_region_would_lose_and_gain() -> None:
    """Video of Vest, 10,7 % of 15 %: on the steps of 9,0 % and 12,0 %, each allocated with the result right there."""
    found = rows(explained("rbf2025", "--rhf", "Vest"))
    falls, rises = moved("måloppnåelse.video.Vest=8,999 %"), moved("måloppnåelse.video.Vest=12 %")
    assert found["Video- og telefonkonsultasjoner"] == [
        "10,7 %", "9,0 %", "12,0 %", shown(falls["Vest"]), shown(rises["Vest"])
    ]  # fmt: skip
    assert (falls["Vest"], rises["Vest"]) == (-12_156_529, 5_217_250)


def test_a_result_on_its_limit_is_marked_and_who_pays_is_named() -> None:
    text = explained("rbf2025", "--rhf", "Vest")
    falls, rises = moved("måloppnåelse.skjema.Vest=0,39 %"), moved("måloppnåelse.skjema.Vest=0,6 %")
    assert rows(text)["Digital skjemabasert oppfølging"] == [
        "minst 0,4 %", "0,4 % !", "0,6 %", shown(falls["Vest"]), shown(rises["Vest"])
    ]  # fmt: skip
    assert "  !  Resultatet ligger på grensen. Desimaler som ikke er trykt, avgjør.\n" in text
    # printed 0,6 %, narrowed to below the limit of 0,6 %: on it as well, from the other side
    assert rows(text)["Samarbeidsaktiviteter (somatikk)"][:3] == ["under 0,6 %", "0,4 %", "0,6 % !"]
    assert rises == {"Midt": -871_013, "Nord": 311_066, "SørØst": -3_359_302, "Vest": 3_919_249}
    (line,) = (one for one in _section(text, "Hvem som betaler når et resultat stiger") if "skjema" in one)
    assert line.endswith("  Sør-Øst 3 359 302 og Midt-Norge 871 013 kr. Samtidig får Nord 311 066 kr mer")


def test_full_score_is_not_the_top_step() -> None:
    """Epikriser of Vest: 59,4, 62,0 and 67,5 of 70 are 85, 89 and 96 per cent, on the step of 80 to 100 per cent."""
    text = " ".join(explained("rbf2025", "--rhf", "Vest").split())
    assert (
        "Full uttelling, 5 deler (fra 80 prosent av måltallet): samarbeidsaktiviteter (PHV/TSB) (112 prosent av "
        "måltallet), teambasert oppfølging (ACT/FACT) (105), digital hjemmeoppfølging (115), epikriser sendt innen 1 "
        "dag, PHV (85), epikriser sendt innen 1 dag, TSB (89) og epikriser sendt innen 1 dag, somatikk (96). Høyere "
        "måloppnåelse gir ikke flere deler." in text
    )
    assert "øverste trinn" not in text


def test_a_result_with_full_score_is_in_the_table_where_it_lies_at_most_a_tenth_above_the_limit() -> None:
    """The limit is 80 per cent of 70 %, 56,0 %: 61,6 % is a tenth above it."""
    name = "Epikriser sendt innen 1 dag, PHV"
    assert rows(explained("rbf2025", "--rhf", "Vest"))[name] == ["59,4 %", "56,0 %", "–", "−1 748 513", "–"]
    assert moved("måloppnåelse.epikrisetid.PHV.Vest=55,9 %")["Vest"] == -1_748_513
    for printed, is_near in (("61,6 %", True), ("61,7 %", False)):
        setting = ("--set", f"måloppnåelse.epikrisetid.PHV.Vest={printed}")
        assert (name in rows(explained("rbf2025", "--rhf", "Vest", *setting))) is is_near


def test_steps_with_the_same_parts_are_fallen_from_together() -> None:
    """Hjemmeoppfølging of Vest, 1,7 of 2 %: the steps of 80 and of 100 per cent give five parts, lost below 1,6 %."""
    setting = ("--set", "måloppnåelse.hjemmeoppfølging.Vest=1,7 %")
    found = rows(explained("rbf2025", "--rhf", "Vest", *setting))["Digital hjemmeoppfølging"]
    assert found[1:3] == ["1,6 %", "–"]


def test_of_many_who_pay_the_largest_are_named_and_all_are_counted(tmp_path: Path) -> None:
    """1 000 kr by the parts of six. With 1 part each A to D have 166,67 kr and E and F 166,66 (four hundredths left).

    With 2 of 7 parts A has 285,71, B to E 142,86 and F 142,85 kr: it costs E 23,80 kr, and the others 23,81.
    """
    names = "ABCDEF"
    rules = tmp_path / "seks.rbf"
    rules.write_text(
        "\n".join(
            (
                'regelsett RBF 2031 "Seks"',
                'kilde r "Regelverk"',
                "fordeling foreløpig",
                *(f'region {one} "Helse {one}"' for one in names),
                'indikator i "Indikatoren"',
                "inndata måloppnåelse per indikator, region : andel",
                "trapp x [r 1] { fra 0 % gir 1 del  fra 50 % gir 2 deler }",
                "fastsatt pott = 1 000 poeng [r 2]",
                'prestasjonsmål m "Målet" {',
                "    poengandel 100 % [r 2]",
                "    deler = x(måloppnåelse) [r 3]",
                "    poeng = fordel pott mellom region etter deler, likt når ingen har deler [r 3]",
                "}",
                "formel poengsum per region = sum poeng over indikator, prestasjonsmål [r 4]",
                "utbetaling beløp per region = poengsum × 1 kr / 1 poeng [r 5]",
                "    avrundet til 2 desimaler, etter største rest [r 5]",
            )
        ),
        "utf-8",
    )
    rows = ["størrelse;indikator;region;verdi", *(f"måloppnåelse;i;{one};10/100" for one in names)]
    (tmp_path / "forelopig.csv").write_text("\n".join(rows), "utf-8")
    (line,) = _section(explained(str(rules), "--rhf", "A"), "Hvem som betaler når et resultat stiger")
    assert line == "  Indikatoren  Helse B 23,81, Helse C 23,81, Helse D 23,81 og 2 andre til sammen 47,61 kr"
