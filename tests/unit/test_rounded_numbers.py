"""The ends of numbers that are printed rounded, worked out by hand, and those of which there are too many."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

from click.testing import CliRunner

from rbflang.commands import main
from rbflang.comparison.rounded_numbers import MOST_TOGETHER, RoundedNumbers, counted_of
from rbflang.intervals import Interval

TEN = Fraction(1, 10)


def numbers(*printed: str, total: str | None = None) -> RoundedNumbers:
    """Numbers with one decimal."""
    values = tuple(map(Fraction, printed))
    may_be = tuple(Interval(one - TEN / 2, one + TEN / 2, True, False) for one in values)
    keys = tuple((str(at),) for at in range(len(values)))
    return RoundedNumbers("k", keys, values, may_be, None if total is None else Fraction(total))


def test_one_number_ends_at_either_side() -> None:
    assert numbers("3/10").corners() == ((Fraction("0.25"),), (Fraction("0.35"),))


def test_numbers_that_keep_a_total_are_at_ends_but_for_one() -> None:
    # 0,3 and 0,7 keep 1: one is up where the other is down
    assert set(numbers("3/10", "7/10", total="1").corners()) == {
        (Fraction("0.25"), Fraction("0.75")),
        (Fraction("0.35"), Fraction("0.65")),
    }
    # 0,3, 0,3 and 0,4: 0,25 + 0,35 leaves 0,40, and the six ways to choose who is up and who is down
    assert len(numbers("3/10", "3/10", "4/10", total="1").corners()) == 6
    assert all(sum(one) == 1 for one in numbers("3/10", "3/10", "4/10", total="1").corners())
    # 0,3 and 0,3 cannot come up to 1
    assert numbers("3/10", "3/10", total="1").corners() == ()


def test_so_many_are_counted_as_can_be_tried_together() -> None:
    assert numbers(*["1/10"] * (MOST_TOGETHER + 1), total="9/10").corners() == ()
    assert RoundedNumbers("k", ((),), (TEN,), (Interval(TEN, None),), None).corners() == ()
    pairs = [numbers(f"{at}/10") for at in range(8)]
    assert counted_of(pairs) == tuple(pairs[:6])  # 2 to the sixth is 64, to the seventh 128


REGIONS = "ABCDEFGHI"
RULES = """regelsett RBF {year} "Finansiering {year}"
kilde r "Regelverk" {{ utgiver "Helsedirektoratet" }}
{regions}
fordeling foreløpig "Foreløpig fordeling" [r 1]
fastsatt bevilgning "Bevilgning" : kr{rounded} = {amount} [r 1]
tabell fordelingsnøkkel per region : andel, avrundet, til sammen 100 % [r 1] {{ {key} }}
inndata x per region : andel
formel v per region = x × fordelingsnøkkel [r 1]
utbetaling u per region = bevilgning × v / sum v over region avrundet til hele kroner, etter største rest [r 1]
"""


def compared(folder: Path, rounded: str, *more: str) -> str:
    words = []
    for year, amount in ((2031, "9 mill. kr"), (2032, "18 mill. kr")):
        path = folder / str(year) / "regelsett.rbf"
        path.parent.mkdir()
        regions = "\n".join(f'region {one} "Region {one}"' for one in REGIONS)
        key = "  ".join(f"{one}: {0.12 if one == 'A' else 0.11}".replace(".", ",") for one in REGIONS)
        path.write_text(RULES.format(year=year, regions=regions, key=key, rounded=rounded, amount=amount), "utf-8")
        figures = ["størrelse;region;verdi", *(f"x;{one};{90 - at} %" for at, one in enumerate(REGIONS))]
        path.with_name("forelopig.csv").write_text("\n".join(figures) + "\n", "utf-8")
        words.append(str(path))
    result = CliRunner().invoke(main, ["compare", *words, *more], env={"COLUMNS": "200"})
    assert result.exit_code == 0, result.output
    return " ".join(result.output.split())


def test_a_key_of_too_many_is_told_as_not_counted(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    text = compared(tmp_path / "a", "")
    assert "±" not in text
    assert (
        "Fordelingsnøkkelen i RBF 2032 er regnet som avrundet. Hva det kan bety for beløpene, er ikke regnet med"
        in text
    )
    text = compared(tmp_path / "b", ", avrundet", "--lang", "en")
    assert (
        "The appropriation of RBF 2032 is taken as rounded and may be anything from 17,500,000 to 18,500,000 kr. "
        in text
    )
    assert "The allocation key of RBF 2032 is taken as rounded too, and that comes on top." in text
