"""Every command answers in English on an English ruleset, in every format, also where it is used wrongly.

The ruleset is that of the slips with an open figure, a figure that may be missing, another reading and a next year. A
command without a question here makes the test of completeness fail.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from slips.trial import base
from test_english_outputs import found_in, own_words

from rbflang.commands import COMMANDS, main
from rbflang.render import FORMATS

R = "scheme.rbf"
NORTH = ("--for", "North")
VIDEO = ("--indicator", "video")
ASKED: dict[str, tuple[tuple[str, ...], ...]] = {
    "explain": (
        (R,), (R, *NORTH), (R, *NORTH, *VIDEO), (R, *VIDEO), (R, "--measure", "placement"), (R, *NORTH, "--exact"),
        (R, *NORTH, "--depth", "1"), (R, "--data", "half.csv"), (R, *NORTH, "--set", "achievement.video.North=30 %"),
    ),
    "check": ((R,), ("faulty.rbf",)),
    "allocate": (
        (R,), (R, "--partial", "--data", "half.csv"), (R, "--partial"), (R, "--data", "half.csv"),
        (R, "--round", "final"), (R, "--set", "achievement.video.North=30 %"), (R, "--data", "wrong.csv"),
    ),
    "report": ((R,), (R, *NORTH)),
    "verify": ((R,),),
    "settle": ((R,), (R, *NORTH), (R, *NORTH, *VIDEO)),
    "next-step": ((R, *NORTH), (R, *NORTH, "--worth", "5,000 kr"), (R, *NORTH, "--worth", "5 million kr")),
    "attribution": ((R, *NORTH), (R, *NORTH, "--over", "indicator")),
    "whatif": (
        (R, "--set", "achievement.video.North=30 %"), (R, *NORTH, "--set", "achievement.video.North=30 %"),
        (R, "--set", "weight.video=60 %", "--set", "weight.forms=40 %"), (R, "--with", "next.rbf"),
        (R, "--set", "weight.video=60 %"), (R, "--with", "final.csv"),
    ),
    "incentives": ((R, *NORTH), (R, *NORTH, "--worth", "5,000 kr"), (R,)),
    "goal": ((R, *NORTH, "--more", "10,000 kr"), (R, *NORTH, *VIDEO, "--more", "5 million kr"), (R, *NORTH)),
    "new": (("trial2032", "--from", R),),
    "sources": ((R,), (R, "--all"), (R, "--alternatives"), (R, "--coverage")),
    "compare": (
        (R, "next.rbf"), (R, R), ("counted.rbf", "video.rbf", "--episodes", "episodes.csv", "--data", "final.csv"),
    ),
    "simulate": ((R, "--draws", "20"), (R, "--draws", "20", "--between", "achievement.video.North=10 %..20 %")),
    "sweep": (
        (R, "--vary", "achievement.video.North=10 %..20 %:5 %"),
        (R, "--vary", "budget=1 million kr..2 million kr:1 million kr"),
    ),
    "scenarios": (
        (R, "--in", "scenarios.csv", "--rest-of-data", "-o", "paid.csv"), (R, "--in", "final.csv", "-o", "none.csv"),
    ),
    "measure": (
        ("counted.rbf", "--episodes", "episodes.csv", "--alternatives", "--data", "final.csv"),
        ("counted.rbf", "--episodes", "damaged.csv"), (R, "--episodes", "episodes.csv"),
        ("counted.rbf", "--episodes", "none.parquet"),
        ("counted.rbf", "--episodes", "episodes.csv", "--round", "final"),
    ),
    "make-episodes": (
        ("counted.rbf", "--rows", "400", "--any-results", "-o", "made.csv"), (R, "--rows", "10", "-o", "made.parquet"),
        ("counted.rbf", "--rows", "400", "-o", "also-made.csv"), ("counted.rbf", "--rows", "1e6", "-o", "no.csv"),
        ("counted.rbf", "--rows", "10", "-o", "episodes.csv"), ("counted.rbf", "--rows", "10", "-o", "no.xlsx"),
        ("counted.rbf", "--rows", "10"),
    ),
    "figures": ((R,), (R, "--round", "final"), (R, "--data", "half.csv")),
    "list": ((),),
    "fmt": (("--check", R), ("--check", "faulty.rbf"), ("--vocabulary", "nb", R)),
    "describe": ((), ("weights-do-not-add-up",), ("no-such-thing",)),
}  # fmt: skip
MISUSED = (
    ("--no-such",), ("--lang", "fr"), ("no_such.rbf",), (R, "--round", "spring"), (R, "--for", "East"),
    (R, "--indicator", "tea"), (R, "--set", "tea=1"), (R, "--set", "tea"), (R, "--data", "no_such.csv"),
    (R, "-o", "x.doc"), (R, "--format", "text"), (R, "--measure", "tea"), (R, R, R),
    (R, "--set", "weight=60%"), (R, "--set", "achievement.vidoe.North=5 %"), (R, "--set", "reported.North=maybe"),
    (R, "--set", "achievement.video.North=5"), (R, "--set", "income.North=5 kr"), (R, "--set", "key.North=50 %"),
    (R, "--set", "achievement.video=5 %"), (R, "--set", "reported.North=5 %"), (R, "--set", "consultations.North=1.5"),
)  # fmt: skip
WITHOUT_FORMATS = {"check", "new", "scenarios", "make-episodes", "figures", "fmt", "report"}
MORE = """
allocation final "Final allocation" [rules 1]
input bonus per region : kr, optional
formula with_bonus per region = if exists(bonus) then bonus else 0 kr [rules 6]
alternative "Twice the grant" {
    formula extra per region = if reported is yes then 2 × grant_given else 0 kr [interpreted from rules 6: as read]
}
"""
COUNTED = """
register episodes "Episodes" [rules 8] {
    data_basis NPR
    patients : patient key
    region   : region
    trust    : unit under region
    ended    : date
    counts   : yes/no
    contact  : one code of video, telephone, visit
    stays    : several codes
}
measurement of achievement from episodes [rules 8] {
    counted per trust [interpreted from rules 8: in the same trust]
    where counts [rules 8]
    video: count of unique patients where contact among video, telephone / count of unique patients [rules 8]
}
alternative "Once in the region" [interpreted from rules 8: in the region] {
    measurement of achievement from episodes { counted per region }
}
"""
EPISODES = (
    """patients;region;trust;ended;counts;contact;stays
n1;North;North One;2030-01-10;yes;video;S1
n1;North;North Two;2030-01-11;yes;visit;S1
n2;North;North Two;2030-01-11;yes;visit;S1 S2
n2;North;North Two;2030-01-11;yes;visit;S1 S2
n3;North;North Two;2030-01-11;no;visit;
n4;North;;2030-01-11;yes;visit;
n5;East;East One;2030-01-11;yes;visit;
n6;North;North One;2031-01-11;yes;visit;
;North;North One;2030-01-12;yes;visit;
"""
    + "n7;North;North One;2030-02-01;yes;letter;\n" * 5
)
PUBLISHED = """no;kind;quantity;indicator;measure;region;step;times;printed;unit;rounding;document;place
;result;income;;;North;;;575,000;kr;;letter;table 9
;result;income;;;West;;;3;kr;;letter;table 9
;count;;;;;;;2;;;letter;whole
"""
BASED = 'allocation provisional "Provisional allocation" [rules 1] { data_basis NPR "the year 2030" }'
# What cannot be answered as it is asked.
REFUSED = {
    ("verify", R), ("check", "faulty.rbf"),
    ("allocate", R, "--data", "half.csv"), ("allocate", R, "--data", "wrong.csv"),
    ("explain", R, "--data", "half.csv"), ("whatif", R, "--set", "weight.video=60 %"), ("goal", R, *NORTH),
    ("measure", R, "--episodes", "episodes.csv"), ("measure", "counted.rbf", "--episodes", "damaged.csv"),
    ("measure", "counted.rbf", "--episodes", "none.parquet"),
    ("measure", "counted.rbf", "--episodes", "episodes.csv", "--round", "final"),
    ("make-episodes", R, "--rows", "10", "-o", "made.parquet"),
    ("make-episodes", "counted.rbf", "--rows", "1e6", "-o", "no.csv"), ("make-episodes", "counted.rbf", "--rows", "10"),
    ("make-episodes", "counted.rbf", "--rows", "10", "-o", "episodes.csv"),
    ("make-episodes", "counted.rbf", "--rows", "10", "-o", "no.xlsx"),
    ("scenarios", R, "--in", "final.csv", "-o", "none.csv"), ("fmt", "--check", R), ("fmt", "--check", "faulty.rbf"),
    ("describe", "no-such-thing"),
}  # fmt: skip


@pytest.fixture(name="scheme")
def write_scheme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    rules, figures = base("en", "rbf"), base("en", "csv")
    rules = rules.replace("extra + each [rules 7]", "extra + each + with_bonus [rules 7]") + MORE
    rules = rules.replace("target 50 % [rules 3]", "target 50 % [assumed: nothing is said]")
    figures = figures.replace("North;16.2 %;;;table 1", "North;10.0 %;;;table 1")
    for name, text in {
        R: rules,
        "next.rbf": rules.replace("75 %", "70 %").replace("25 %", "30 %").replace("2031", "2032"),
        "faulty.rbf": rules.replace("weight 75 %", "weight 70 %").replace("key × score", "key × scores"),
        "counted.rbf": rules.replace("allocation provisional \"Provisional allocation\" [rules 1]", BASED) + COUNTED,
        "video.rbf": rules.replace("allocation provisional \"Provisional allocation\" [rules 1]", BASED)
        + COUNTED.replace("among video, telephone", "is video"),
        "episodes.csv": EPISODES,
        "damaged.csv": EPISODES.replace("ended", "date").replace("contact", "kind"),
        "provisional.csv": figures,
        "published.csv": PUBLISHED,
        "final.csv": figures.replace("20.4 %", "24.4 %").replace("31.0 %", "55.0 %"),
        "half.csv": "\n".join(figures.splitlines()[:3]),
        "wrong.csv": figures.replace("20.4 %", "2.04").replace("West;no", "West;perhaps").replace("forms;W", "tea;W"),
        "scenarios.csv": "achievement.video.North\n0.20\n0.30\n",
    }.items():  # fmt: skip
        (tmp_path / name).write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path / R


def questions(name: str) -> Iterator[tuple[str, ...]]:
    """What a command is asked: all in the terminal and as data, the first of them in every format."""
    for at, one in enumerate(ASKED[name]):
        forms = ("",) if name in WITHOUT_FORMATS else FORMATS if at == 0 else ("terminal", "json")
        yield from ((name, *one, *(("--format", form) if form else ())) for form in forms)
    if name == "check":
        yield ("check", R, "--format", "json")


@pytest.mark.parametrize("name", ASKED)
def test_every_report_is_english(scheme: Path, name: str) -> None:
    found = found_in([*questions(name)], own_words(scheme))
    assert not found, "\n".join(f"{line}  {words}" for line, words in found.items())


@pytest.mark.parametrize("name", ASKED)
def test_every_question_is_answered(scheme: Path, name: str) -> None:
    for one in ASKED[name]:
        answered = CliRunner().invoke(main, [name, *one])
        assert (answered.exit_code != 0) is ((name, *one) in REFUSED), (name, one, answered.output)


@pytest.mark.parametrize("name", ASKED)
def test_wrong_use_is_told_in_english(scheme: Path, name: str) -> None:
    found = found_in([(name, *one) for one in MISUSED], own_words(scheme))
    assert not found, "\n".join(f"{line}  {words}" for line, words in found.items())


def test_no_command_is_forgotten() -> None:
    assert set(ASKED) == {name for name, _ in COMMANDS}
