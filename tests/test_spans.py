"""What the rounded key of 2025 leaves open, beside an independent calculation, and the contract of spans in JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from fractions import Fraction
from functools import cache
from itertools import product
from math import ceil, floor
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner

from rbflang.commands import main
from tests.every_corner import Limit, every_corner

ROOT = Path(__file__).parent.parent
REGIONS = ("Midt", "Nord", "SørØst", "Vest")
# FACTS of RBF 2025: regelverk table 7, the exact point totals, the appropriation, and half a unit of the last digit
KEY = tuple(Fraction(one, 10_000) for one in (1423, 1229, 5431, 1917))
POINTS = (Fraction(2981375, 114), Fraction(2704375, 114), Fraction(1456250, 57), Fraction(1400875, 57))
APPROPRIATION = 671_631_000
HALF = Fraction(1, 20_000)
# where the corners are that `joint_ends` finds: Midt is least with Vest at the upper end of its print, and so on
CUT_BY: dict[str, dict[str, tuple[str, ...]]] = {
    "Midt": {"from": ("Vest",), "to": ("SørØst",)}, "Nord": {"from": (), "to": ("Nord",)},
    "SørØst": {"from": ("SørØst",), "to": ("Nord",)}, "Vest": {"from": (), "to": ("Vest",)},
}  # fmt: skip
# beregninger table 1.1, in millions with one decimal: what rounds so lies from 50 000 kr below to 1 kr less above
PRINTED = ("99,1 mill. kr", "77,6 mill. kr", "369,5 mill. kr", "125,4 mill. kr")
ROUNDS_SO = ((99_050_000, 99_149_999), (77_550_000, 77_649_999), (369_450_000, 369_549_999), (125_350_000, 125_449_999))


def paid(key: Sequence[Fraction]) -> list[Fraction]:
    """The payouts before rounding: the appropriation in proportion to key times points."""
    weighted = [share * points for share, points in zip(key, POINTS, strict=True)]
    return [APPROPRIATION * one / sum(weighted) for one in weighted]


def in_kroner(exact: Sequence[Fraction]) -> list[int]:
    """The payouts in whole kroner by the largest remainders."""
    down = [int(one) for one in exact]
    order = sorted(range(len(exact)), key=lambda at: down[at] - exact[at])
    for at in order[: APPROPRIATION - sum(down)]:
        down[at] += 1
    return down


@cache
def joint_ends() -> list[tuple[Fraction, Fraction]]:
    """The least and the greatest of each payout before rounding, over all keys with which all four print so.

    Payouts are quotients of lines in the key, so they are least and greatest at corners of what such keys leave. Of
    four remainders one that is rounded up is at least a quarter: an amount that is paid as 369 450 000 is at least
    369 449 999,25 before it is rounded. So it is with three quarters above.
    """
    at_most: list[Limit] = []
    for at, share in enumerate(KEY):
        alone = [Fraction(own == at) for own in range(4)]
        at_most += [(alone, share + HALF), ([-one for one in alone], HALF - share)]
        for end, sign in ((ROUNDS_SO[at][0] - Fraction(3, 4), -1), (ROUNDS_SO[at][1] + Fraction(3, 4), 1)):
            # the appropriation times own key times own points, less the end times the sum of all such products
            line = [sign * (APPROPRIATION * (own == at) - end) * points for own, points in enumerate(POINTS)]
            at_most.append((line, Fraction(0)))
    found = [paid(key) for key in every_corner([([Fraction(1)] * 4, Fraction(1))], at_most)]
    return [(min(one[at] for one in found), max(one[at] for one in found)) for at in range(4)]


def corners() -> list[list[Fraction]]:
    """All keys at ends of what rounds to the printed ones that add up to one: two up and two down."""
    ways = [ways for ways in product((-1, 1), repeat=4) if not sum(ways)]
    return [[share + way * HALF for share, way in zip(KEY, one, strict=True)] for one in ways]


@cache
def allocated(*more: str) -> dict[str, Any]:
    """What `allocate rbf2025` says as data."""
    result = CliRunner().invoke(main, ["allocate", "rbf2025", "--format", "json", *more])
    assert result.exit_code == 0, result.output
    data = json.loads(result.output)
    jsonschema.validate(data, json.loads((ROOT / "docs" / "schemas" / "allocation.json").read_text("utf-8")))
    return dict(data)


@pytest.mark.parametrize(("at", "region"), list(enumerate(REGIONS)))
def test_the_span_of_2025_is_that_of_all_keys_that_print_so(at: int, region: str) -> None:
    # a payout is a quotient of two sums of the key, so it is greatest and least at corners
    ends = sorted((paid(key)[at], in_kroner(paid(key))[at]) for key in corners())
    found = allocated()["spans"][region]
    before = found["before_rounding"]
    assert (Fraction(before["from"]), Fraction(before["to"])) == (ends[0][0], ends[-1][0])
    # by the key alone, by the own print, and by all prints, in whole kroner: up to three quarters are rounded away
    quarter, (joint_least, joint_greatest) = Fraction(3, 4), joint_ends()[at]
    least = (ends[0][1], ROUNDS_SO[at][0], ceil(joint_least - quarter))
    greatest = (ends[-1][1], ROUNDS_SO[at][1], floor(joint_greatest + quarter))
    assert (found["from"], found["to"]) == (max(least), min(greatest))
    by_own = {"from": least[1] == max(least), "to": greatest[1] == min(greatest)}
    assert found["printed"] == {end: PRINTED[at] if is_cut else None for end, is_cut in by_own.items()}
    assert found["cut_by"] == {
        end: {one: PRINTED[REGIONS.index(one)] for one in CUT_BY[region][end]} for end in ("from", "to")
    }
    assert found["cut_by_own_print_alone"] is False
    # each corner takes two keys to their upper ends, which belong to the next printed digit
    assert (before["from_included"], before["to_included"]) == (False, False)
    assert (found["exact"], found["within"]) == (True, 1)
    assert found["inputs"] == [f"fordelingsnøkkel.{one}" for one in REGIONS]


def test_printed_amounts_cut_only_the_figures_that_they_were_printed_for(tmp_path: Path) -> None:
    """A result set to what it is gives the same amounts; but they are the user's own, and nobody has printed them."""
    path = tmp_path / "egne.csv"
    path.write_text((ROOT / "rulesets" / "rbf2025" / "forelopig.csv").read_text("utf-8"), "utf-8")
    for own in (("--set", "måloppnåelse.video.Vest=10,7 %"), ("--data", str(path))):
        found = allocated(*own)["spans"]
        assert [found[region]["to"] for region in ("Nord", "Vest")] == [77_663_509, 125_483_411]
        assert all(found[region]["printed"] == {"from": None, "to": None} for region in REGIONS)


def test_a_report_says_which_end_follows_from_what() -> None:
    def told(*words: str) -> str:
        return " ".join(CliRunner().invoke(main, [*words]).stdout.split())

    vest, south = (told("explain", "rbf2025", "--rhf", region) for region in ("Vest", "Sør-Øst"))
    assert (
        "Beløpet kan derfor ligge mellom 125 416 279 og 125 449 999 kr, den nedre grensen på én krone nær. Øvre grense "
        "følger av at beløpet er trykt som 125,4 mill. kr." in vest
    )
    assert (
        "ligge mellom 369 450 000 og 369 492 222 kr. Nedre grense følger av at beløpet er trykt som 369,5 mill. kr, og "
        "øvre grense av at beløpet til Helse Nord er trykt som 77,6 mill. kr." in south
    )
    assert (
        "between 99,057,653 and 99,126,930 kr. The lower limit follows from the amount of Western Norway being printed "
        "as 125.4 million kr, and the upper limit from the amount of South-Eastern Norway being printed as 369.5 "
        "million kr." in told("explain", "rbf2025", "--rhf", "Midt", "--lang", "en")
    )
    assert (
        "Trykte beløp setter «minst» for Midt-Norge (125,4 mill. kr for Vest) og Sør-Øst (369,5 mill. kr), og «høyst» "
        "for Midt-Norge (369,5 mill. kr for Sør-Øst), Nord (77,6 mill. kr), Sør-Øst (77,6 mill. kr for Nord) og Vest "
        "(125,4 mill. kr)." in told("allocate", "rbf2025")
    )


@pytest.mark.parametrize(
    ("region", "key", "amount"),
    [
        # Midt's key least and Sør-Øst's greatest, hardly; Vest as much as prints 125,4
        ("Midt", (1_422_500_002_051, 1_228_999_950_374, 5_431_499_999_995, 1_917_000_047_580), 99_057_653),
        # Midt's key greatest and Vest's least, hardly; Sør-Øst as little as prints 369,5
        ("Midt", (1_423_499_999_999, 1_229_095_556_818, 5_430_904_408_543, 1_916_500_034_640), 99_126_930),
        # Midt's key least and Sør-Øst's greatest, hardly; Nord as much as prints 77,6
        ("SørØst", (1_422_500_038_760, 1_229_291_734_905, 5_431_499_999_976, 1_916_708_226_359), 369_492_222),
    ],
)
def test_an_end_that_the_prints_of_others_set_is_paid_by_a_key_that_prints_so(
    region: str, key: Sequence[int], amount: int
) -> None:
    exact = [Fraction(one, 10**13) for one in key]
    assert sum(exact) == 1
    assert all(abs(share - printed) < HALF for share, printed in zip(exact, KEY, strict=True))
    found = in_kroner(paid(exact))
    assert all(least <= one <= greatest for one, (least, greatest) in zip(found, ROUNDS_SO, strict=True))
    assert found[REGIONS.index(region)] == amount
    assert amount in (allocated()["spans"][region]["from"], allocated()["spans"][region]["to"])


FLOOR = """regelsett RBF 2031 "Resultatbasert finansiering 2031"
kilde r "Regelverk" { utgiver "Helsedirektoratet" }
region M "Helse Midt"
region N "Helse Nord"
fordeling foreløpig "Foreløpig fordeling" [r 1]
tabell k per region : andel, avrundet, til sammen 100 % [r 1] { M: 0,3 N: 0,7 }
inndata x per region : andel
formel h per region = største av (x; k) [r 1]
utbetaling u per region = 1 000 kr × h avrundet til hele kroner [r 1]
"""


def test_the_shares_of_2025_are_those_of_the_rounded_amounts_too() -> None:
    """Table 1.2 is what table 1.1 makes it as well, so it says no more of the exact amounts, and bounds none."""
    amounts = {"2024": ("99.6", "81.9", "330.8", "133.9"), "2025": ("99.1", "77.6", "369.5", "125.4")}
    shares = {"2024": (154, 127, 512, 207), "2025": (148, 116, 550, 187)}
    for year, each in amounts.items():
        total = sum(map(Fraction, each))
        assert tuple(int(Fraction(one) / total * 1000 + Fraction(1, 2)) for one in each) == shares[year]
    # so Midt is not cut at 14,75 % of 671 631 000 kr, 99 065 573
    assert allocated()["spans"]["Midt"]["from"] == 99_057_653


def test_what_no_input_can_move_has_no_span(tmp_path: Path) -> None:
    # a key of 0,25 to 0,35 never comes up to 0,8 and one of 0,65 to 0,75 never to 0,9
    (tmp_path / "regelsett.rbf").write_text(FLOOR, "utf-8")
    (tmp_path / "forelopig.csv").write_text("størrelse;region;verdi\nx;M;80/100\nx;N;90/100\n", "utf-8")
    result = CliRunner().invoke(main, ["explain", str(tmp_path / "regelsett.rbf"), "--rhf", "M"])
    assert "Helse Midt får 800 kr" in result.output.replace("\xa0", " ")
    assert "Usikkerhet" not in result.output


def test_a_span_within_one_krone_is_told_as_that(tmp_path: Path) -> None:
    # 299,95 to 300,05 kr of 1 000: largest remainders make 300 of both ends
    text = FLOOR.replace("M: 0,3 N: 0,7", "M: 0,3000 N: 0,7000").replace("største av (x; k)", "x × k")
    (tmp_path / "regelsett.rbf").write_text(text.replace("hele kroner", "hele kroner, etter største rest"), "utf-8")
    (tmp_path / "forelopig.csv").write_text("størrelse;region;verdi\nx;M;100/100\nx;N;100/100\n", "utf-8")
    result = CliRunner().invoke(main, ["explain", str(tmp_path / "regelsett.rbf"), "--rhf", "M"])
    assert "trykt med fire desimaler. Det flytter beløpet høyst én krone." in " ".join(result.output.split())


def told_of(folder: Path, shares: Sequence[str], printed: Sequence[str], rounded: str, *words: str) -> str:
    """What a command says of a million kroner by shares as they are printed, some of the amounts printed too."""
    regions = [f"R{at}" for at in range(len(shares))]
    text = [
        *FLOOR.splitlines()[:2],
        *(f'region {region} "Helse {region}"' for region in regions),
        'fordeling foreløpig "Foreløpig fordeling" [r 1]',
        "tabell k per region : andel, avrundet, til sammen 100 % [r 1] { "
        + " ".join(f"{region}: {share}" for region, share in zip(regions, shares, strict=True)) + " }",
        "inndata x per region : andel",
        f"utbetaling u per region = 1 000 000 kr × k × x avrundet til {rounded} [r 1]",
    ]  # fmt: skip
    prints = [f"u;{region};{one};mill. kr;r;1" for region, one in zip(regions, printed, strict=False) if one]
    (folder / "regelsett.rbf").write_text("\n".join(text) + "\n", "utf-8")
    given = [f"x;{region};100/100" for region in regions]
    (folder / "forelopig.csv").write_text("\n".join(("størrelse;region;verdi", *given)) + "\n", "utf-8")
    heading = "størrelse;region;trykt;enhet;dokument;sted"
    (folder / "publisert.csv").write_text("\n".join((heading, *prints)) + "\n", "utf-8")
    result = CliRunner().invoke(main, [words[0], str(folder / "regelsett.rbf"), *words[1:]])
    assert result.exit_code == 0, result.output
    return " ".join(result.stdout.replace("\xa0", " ").split())


def test_what_is_rounded_by_itself_is_cut_as_it_is_rounded(tmp_path: Path) -> None:
    # 700 000 is paid to R1, so it earned 695 000 to 705 000, and R0 295 000 to 305 000: 300 000 or, at most, 310 000 kr
    explained = ("explain", "--rhf", "R0", "--depth", "1")
    told = told_of(tmp_path, ("0,3", "0,7"), ("", "0,70"), "nærmeste 10 000 kr", *explained)
    assert (
        "Beløpet kan derfor ligge mellom 300 000 og 310 000 kr. Begge grensene følger av at beløpet til Helse R1 er"
        in told
    )


def test_many_prints_are_counted_and_not_named(tmp_path: Path) -> None:
    # 199 950 to 200 049 kr each, so that 1 000 000 − 4 × 200 049 to 1 000 000 − 4 × 199 950 is left
    of_five = (tmp_path, ("0,20",) * 5, ("0,2000",) * 4, "hele kroner, etter største rest")
    told = told_of(*of_five, "explain", "--rhf", "R4", "--depth", "1")
    assert "ligge mellom 199 804 og 200 200 kr. Begge grensene følger av hvordan fire beløp er trykt." in told
    told = told_of(*of_five, "explain", "--rhf", "R4", "--depth", "1", "--lang", "en")
    assert "between 199,804 and 200,200 kr. Both limits follow from how 4 amounts are printed." in told
    told = told_of(*of_five, "allocate")
    assert "og Helse R4 (fire beløp), og «høyst» for" in told and told.count("på én krone nær") == 0


def test_what_is_too_much_to_be_taken_together_is_cut_by_own_prints_and_told(tmp_path: Path) -> None:
    # R11 alone is not printed: the others leave it 1 000 000 − 11 × 80 049 = 119 461 kr and more, which is not reckoned
    of_twelve = (tmp_path, (*("0,08",) * 11, "0,12"), ("0,0800",) * 11, "hele kroner, etter største rest")
    told = told_of(*of_twelve, "explain", "--rhf", "R11", "--depth", "1")
    assert (
        "ligge mellom 115 000 og 125 000 kr, på én krone nær. Hva de andre trykte beløpene utelukker, er ikke" in told
    )
    told = told_of(*of_twelve, "explain", "--rhf", "R0", "--depth", "1", "--lang", "en")
    assert (
        "between 79,950 and 80,049 kr. Both limits follow from the amount being printed as 0.0800 million kr. What the "
        "other printed amounts rule out is not counted." in told
    )
    told = told_of(*of_twelve, "allocate")
    assert "Hvert beløp er bare avgrenset av sitt eget trykk, ikke av de andres." in told
    data = json.loads(told_of(*of_twelve, "allocate", "--format", "json"))["spans"]
    assert data["R11"]["cut_by_own_print_alone"] is True and data["R11"]["cut_by"] == {"from": {}, "to": {}}


def test_the_spans_are_as_told() -> None:
    found = allocated()["spans"]
    assert (found["Vest"]["from"], found["Vest"]["to"]) == (125_416_279, 125_449_999)
    # Nord and Vest are cut where the print rounds up: 77 649 999 − 77 631 402, and 125 449 999 − 125 449 844
    half = {region: one["to"] - allocated()["payouts"][region] for region, one in found.items()}
    assert half == {"Midt": 34_577, "Nord": 18_597, "SørØst": 34_821, "Vest": 155}


def test_rounding_may_give_a_krone_beyond_an_end() -> None:
    """A key hardly inside the corner where Vest gets least, and yet one krone less than at it."""
    least = min(corners(), key=lambda key: paid(key)[3])
    assert in_kroner(paid(least))[3] == 125_416_279
    moved = [Fraction(one, 10**10) for one in (-10, 17, -8, 1)]
    inside = [share + step for share, step in zip(least, moved, strict=True)]
    assert sum(inside) == 1
    assert all(abs(share - printed) < HALF for share, printed in zip(inside, KEY, strict=True))
    assert in_kroner(paid(inside))[3] == 125_416_278


def test_what_is_set_is_exact() -> None:
    # all four set: nothing is left open; three set: the fourth follows from the promised total
    settings = [f"--set=fordelingsnøkkel.{region}={share}" for region, share in zip(REGIONS, KEY, strict=True)]
    assert allocated(*settings)["spans"] == {}
    assert allocated(*settings[:3])["spans"] == {}
    # one set: the others still move, but less, and what is set is no input of theirs
    one = allocated(settings[3])["spans"]["Midt"]
    assert one["inputs"] == [f"fordelingsnøkkel.{region}" for region in REGIONS[:3]]
    assert 99_057_485 < one["from"] < one["to"] < 99_127_220


def test_bounds_that_settle_all_decisions_leave_no_span() -> None:
    result = CliRunner().invoke(main, ["allocate", "rbf2022", "--format", "json"])
    assert json.loads(result.output)["spans"] == {}
