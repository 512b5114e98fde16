"""The rulesets that travel with the package, and files on disk.

Takes a name (`rbf2025`) or a path, gives the texts. It must not know what a ruleset means.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from functools import cache
from os.path import isdir, isfile
from pathlib import Path
from stat import S_ISCHR, S_ISDIR, S_ISREG

from attrs import evolve, frozen

from rbflang import file_faults, files_read
from rbflang.diagnostics import Fault
from rbflang.encodings import decoded
from rbflang.nearest import folded
from rbflang.source import Source, composed, decode
from rbflang.wording import Words

SYNTHETIC, INCOMPLETE = "syntetisk", "ufullstendig"
EDGE_CASES = "grensetilfeller"
PUBLISHED, MEMBERS, SYNTHETIC_MEMBERS = "publisert.csv", "medlemmer.csv", f"{SYNTHETIC}-medlemmer.csv"
RECORDED = "fasit.csv"
SYNTHETIC_IN_ENGLISH, INCOMPLETE_IN_ENGLISH = "synthetic", "incomplete"
PUBLISHED_IN_ENGLISH, MEMBERS_IN_ENGLISH = "published.csv", "members.csv"
MADE_UP_MEMBERS = (SYNTHETIC_MEMBERS, f"{SYNTHETIC_IN_ENGLISH}-{MEMBERS_IN_ENGLISH}")
OTHER_FILES = (PUBLISHED, PUBLISHED_IN_ENGLISH, MEMBERS, MEMBERS_IN_ENGLISH, *MADE_UP_MEMBERS, RECORDED)
LEADS = {SYNTHETIC: (SYNTHETIC, SYNTHETIC_IN_ENGLISH), INCOMPLETE: (INCOMPLETE, INCOMPLETE_IN_ENGLISH)}
"""What the names of files begin with whose figures are made up, or not all there."""
WORKBOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
PARQUET = ".parquet"
LARGEST_TEXT = 4_000_000
LARGEST_WORKBOOK = 10_000_000
STANDARD_INPUT, STDIN = "-", "stdin"
CUSTOMARY = frozenset(("forelopig", "endelig"))
ENGLISH_ROUNDS = {"forelopig": "provisional", "endelig": "final"}
ROUND_SPELLINGS = {"foreløpig": "forelopig"} | {english: name for name, english in ENGLISH_ROUNDS.items()}


@frozen(eq=False, repr=False)
class Shelf:
    """A ruleset's folder: its text, the rounds of observations beside it, and its published figures.

    A table beside the text is a round's if it has the name of one: a customary one, or one the ruleset is said to have.
    """

    name: str
    path: Path
    own_rounds: tuple[str, ...] = ()

    @property
    def rounds(self) -> tuple[str, ...]:
        """The rounds that have all their observations, by file name, in their order; made-up figures are none."""
        return self._in_order(round_name(one.stem) for one in self._rounds() if _lead(one.name) == "")

    @property
    def incomplete_rounds(self) -> tuple[str, ...]:
        """The rounds of which some observations are known and others not, by file name, in their order."""
        return self._in_order(round_name(one.stem) for one in self._rounds() if _lead(one.name) == INCOMPLETE)

    @property
    def synthetic_rounds(self) -> tuple[str, ...]:
        """The rounds that have synthetic figures for trying the rules, by file name, in their order."""
        return self._in_order(round_name(one.stem) for one in self._rounds() if _lead(one.name) == SYNTHETIC)

    @property
    def edge_cases(self) -> tuple[Path, ...]:
        """The synthetic figures of edge cases, which are nobody's round."""
        found = (self.path.parent / EDGE_CASES).glob(f"{SYNTHETIC}-*.csv")
        return tuple(sorted(one for one in found if one.name != SYNTHETIC_MEMBERS))

    def with_rounds(self, names: Iterable[str]) -> Shelf:
        """The shelf when the ruleset's rounds are called so."""
        return evolve(self, own_rounds=tuple(map(round_name, names)))

    @property
    def has_other_tables(self) -> bool:
        """True if a table lies beside the text that is a round's only if the ruleset has a round of that name."""
        return any(round_name(one.stem) not in CUSTOMARY for one in self._tables())

    def _rounds(self) -> Iterator[Path]:
        return (one for one in self._tables() if round_name(one.stem) in CUSTOMARY.union(self.own_rounds))

    def _in_order(self, rounds: Iterable[str]) -> tuple[str, ...]:
        """As the ruleset declares them, where that is known; else the provisional one first."""
        order = {name: at for at, name in enumerate(self.own_rounds)}
        return tuple(sorted(set(rounds), key=lambda name: (order.get(name, len(order)), name != "forelopig", name)))

    def _tables(self) -> Iterator[Path]:
        return (one for one in self.path.parent.glob("*.csv") if one.name not in OTHER_FILES)

    def _file(self, lead: str, name: str) -> Path:
        """The file of a round, as its name is spelled there, or as it would be."""
        customary = self.path.parent / (f"{lead}-{name}.csv" if lead else f"{name}.csv")
        spelled = (one for one in self._rounds() if (_lead(one.name), round_name(one.stem)) == (lead, name))
        return customary if customary.is_file() else next(spelled, customary)

    def observations(self, round_name: str) -> Path:
        """The file of a round."""
        return self._file("", round_name)

    def incomplete(self, round_name: str) -> Path:
        """The file of what is known of a round."""
        return self._file(INCOMPLETE, round_name)

    def synthetic(self, round_name: str) -> Path:
        """The file of a round's synthetic figures."""
        return self._file(SYNTHETIC, round_name)

    def beside(self, round_name: str, data: Path | None = None) -> Path | None:
        """The file of another round that goes with a data file: beside it, else the ruleset's own; none without one.

        Synthetic figures go with synthetic figures alone.
        """
        made_up = data is not None and is_synthetic(data.name)
        folders = [asked(data).path.parent, self.path.parent] if data else [self.path.parent]
        shelves = (evolve(self, path=folder / self.path.name) for folder in folders)
        files = (one.synthetic(round_name) if made_up else one.observations(round_name) for one in shelves)
        return next((file for file in files if file.is_file()), None)

    @property
    def published(self) -> Path:
        """The file of published figures, by its Norwegian name unless it has the English one."""
        spelled = (self.path.parent / name for name in (PUBLISHED, PUBLISHED_IN_ENGLISH))
        return next((one for one in spelled if one.is_file()), self.path.parent / PUBLISHED)

    @property
    def recorded(self) -> Path:
        """The file of recorded results of made-up figures."""
        return self.path.parent / RECORDED

    def members(self, data: Path | None = None) -> Path:
        """The file of members that come with the data: beside the data file, else beside the ruleset.

        Those of synthetic figures are taken for synthetic figures alone.
        """
        names = (MADE_UP_MEMBERS if data and is_synthetic(data.name) else ()) + (MEMBERS, MEMBERS_IN_ENGLISH)
        beside = [asked(data).path.parent / name for name in names] if data else []
        beside += [self.path.parent / name for name in (MEMBERS, MEMBERS_IN_ENGLISH)]
        return next((one for one in beside if one.is_file()), self.path.parent / MEMBERS)


@cache
def home() -> Path:
    """The folder of the rulesets: inside the package when installed, beside it in a checkout."""
    inside = Path(__file__).parent / "rulesets"
    return inside if inside.is_dir() else Path(__file__).parent.parent / "rulesets"


def shelves() -> Iterator[Shelf]:
    """Every ruleset that ships, the newest last."""
    for folder in sorted(home().iterdir()):
        text = folder / f"{folder.name}.rbf"
        if text.is_file():
            yield Shelf(folder.name, text)


def newest() -> Shelf | None:
    """The newest ruleset that has observations."""
    found = [shelf for shelf in shelves() if shelf.rounds]
    return max(found, key=lambda shelf: shelf.name[-4:]) if found else None


def round_name(name: str) -> str:
    """The file name of a round, however it is spelled: `foreløpig`, `provisional`, `syntetisk-forelopig`."""
    plain = name.lower()
    for word in (*LEADS[SYNTHETIC], *LEADS[INCOMPLETE]):
        plain = plain.removeprefix(f"{word}-")
    return ROUND_SPELLINGS.get(plain, plain)


def written_round(name: str, language: str) -> str:
    """The file name of a round in the language of the ruleset: `forelopig`, `provisional`."""
    return ENGLISH_ROUNDS.get(name, name) if language == "en" else name


def round_of_file(path: Path) -> str:
    """What a round is called that has a data file of its own: as the file is."""
    file = asked(path).path
    return STDIN if is_standard_input(file) else round_name(file.stem)


def made_up_word(language: str) -> str:
    """What asks for the made-up figures that come with a ruleset, in its language."""
    return SYNTHETIC_IN_ENGLISH if language == "en" else SYNTHETIC


def is_synthetic(path: str) -> bool:
    """True for a data file whose name says that its figures are made up; its folder may be called anything."""
    return any(word in path.rpartition("/")[2].lower() for word in LEADS[SYNTHETIC])


def is_incomplete(path: str) -> bool:
    """True for a data file whose name says that it holds some of a round's figures and not all."""
    return path.rpartition("/")[2].lower().startswith(tuple(f"{word}-" for word in LEADS[INCOMPLETE]))


def _lead(file: str) -> str:
    """What the name of a table says its figures are: made up, not all, or (empty) all."""
    return SYNTHETIC if is_synthetic(file) else INCOMPLETE if is_incomplete(file) else ""


def find(name: str) -> Shelf | None:
    """The ruleset of a name, or the one in a file or folder of that path; `.rbf` may be left out."""
    for shelf in shelves():
        if folded(shelf.name) == folded(name):
            return shelf
    if is_standard_input(Path(name)):
        return Shelf(STDIN, Path(name))
    path, file = Path(name), Path(f"{name}.rbf")
    inside = sorted(path.glob("*.rbf")) if isdir(path) else []
    if len(inside) == 1:
        return Shelf(inside[0].stem, inside[0])
    if isfile(file) and not isfile(path):
        return Shelf(file.stem, file)
    return Shelf(path.stem, path) if isfile(path) or (path.suffix == ".rbf" and not isdir(path)) else None


def read(path: Path, most: int = LARGEST_TEXT) -> Source | Fault:
    """The text of a file, or why there is none."""
    name = shown(path)
    data = _bytes(path, name, most)
    if isinstance(data, Fault):
        return data
    if b"\0" in data:
        return file_faults.not_text(name)
    found = decode(name, data)
    return file_faults.not_utf8(name, found) if isinstance(found, int) else found


def _read_as_saved(path: Path, name: str, most: int) -> Source | Fault:
    """The text of a CSV file in whatever encoding a spreadsheet saved it."""
    data = _bytes(path, name, most)
    if isinstance(data, Fault):
        return data
    found = decoded(data)
    if isinstance(found, int):
        return file_faults.not_text(name) if b"\0" in data else file_faults.not_utf8(name, found)
    if "\0" in found.text:
        return file_faults.not_text(name)
    if found.others:
        return file_faults.several_encodings(name, (found.encoding, *found.others))
    return composed(name, found.text, found.encoding)


@frozen
class Asked:
    """The file that `--data` asks for, the quantity whose table it is, and the sheet; both may be empty."""

    path: Path
    quantity: str = ""
    sheet: str = ""


def asked(path: Path) -> Asked:
    """What `måloppnåelse=tall.xlsx#Ark` asks for; a file of that very name comes first."""
    quantity, sign, rest = str(path).partition("=")
    is_named = sign and quantity and rest and not {"/", "\\"}.intersection(quantity) and not path.exists()
    file, named = (Path(rest), quantity.strip()) if is_named else (path, "")
    whole, sign, sheet = str(file).partition("#")
    is_sheet = sign and Path(whole).suffix.lower() in WORKBOOKS and not file.exists()
    return Asked(Path(whole), named, sheet) if is_sheet else Asked(file, named)


def read_table(data: Path, most: int) -> Source | Fault:
    """The text of a CSV file, of a sheet of a workbook or of a Parquet file, or why there is none.

    The sheet is the one that is asked for (`tall.xlsx#Ark`), else the one that holds a table.
    """
    path, sheet = asked(data).path, asked(data).sheet
    if is_standard_input(path):
        return _read_as_saved(path, shown(path), most)
    is_workbook = path.suffix.lower() in WORKBOOKS
    name = shown(path)
    if path.suffix.lower() == PARQUET:
        return _parquet_rows(path, name, most)
    amiss = _amiss(path, name, min(most, LARGEST_WORKBOOK) if is_workbook else most)
    if amiss or not (is_workbook or _is_binary(path)):
        return amiss or _read_as_saved(path, name, most)
    from rbflang.workbooks import named_otherwise, read_workbook

    if not is_workbook:
        return named_otherwise(path, name) or _read_as_saved(path, name, most)
    content = _bytes(path, name, most) if files_read.is_noting() else b""
    return content if isinstance(content, Fault) else read_workbook(path, name, sheet)


def _parquet_rows(path: Path, name: str, most: int) -> Source | Fault:
    content = _bytes(path, name, min(most, LARGEST_WORKBOOK))
    if isinstance(content, Fault):
        return content
    from rbflang.workbooks import read_parquet

    return read_parquet(path, name)


def _is_binary(path: Path) -> bool:
    """True for a file that begins as no text does."""
    try:
        with path.open("rb") as file:
            return file.read(4) in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
    except OSError:
        return False


@cache
def _standard_input() -> bytes:
    """What is piped in; it is read once, however often it is asked for."""
    return sys.stdin.buffer.read()


def is_standard_input(path: Path) -> bool:
    """True for `-`, where no file is called so."""
    return str(path) == STANDARD_INPUT and not path.exists()


def _bytes(path: Path, name: str, most: int) -> bytes | Fault:
    amiss = None if is_standard_input(path) else _amiss(path, name, most)
    if amiss:
        return amiss
    try:
        found = _standard_input() if is_standard_input(path) else path.read_bytes()
    except OSError as problem:
        return file_faults.not_readable(name, _reason(problem))
    files_read.note(name, found)
    return found


def _amiss(path: Path, name: str, most: int) -> Fault | None:
    """Why a file is not even opened: it is none, or too large; devices and pipes are never read."""
    try:
        found = path.stat()
    except (OSError, ValueError) as problem:
        return file_faults.not_readable(name, _reason(problem))
    if S_ISDIR(found.st_mode):
        return file_faults.not_readable(name, Words("Det er en mappe, ikke en fil.", "It is a folder, not a file."))
    if not S_ISREG(found.st_mode):
        return file_faults.not_readable(name, Words("Det er ikke en vanlig fil.", "It is not a regular file."))
    return file_faults.too_large(name, found.st_size, most) if found.st_size > most else None


def shown(path: Path) -> str:
    """A path as messages show it: from the folder of the rulesets, from here, or its last part; all of a device's."""
    if is_standard_input(path):
        return STDIN
    if path.is_absolute() and _is_device(path):
        return path.as_posix()
    for start, lead in ((home().resolve(), "rulesets/"), (Path.cwd(), "")):
        try:
            return lead + path.resolve().relative_to(start).as_posix()
        except (ValueError, OSError, RuntimeError):
            continue
    return path.name


def _is_device(path: Path) -> bool:
    try:
        return S_ISCHR(path.stat().st_mode)
    except (OSError, ValueError):
        return False


def _reason(problem: Exception) -> Words:
    if isinstance(problem, FileNotFoundError):
        return Words("Filen finnes ikke.", "There is no such file.")
    if isinstance(problem, PermissionError):
        return Words("Det er ikke gitt lesetilgang til filen.", "There is no permission to read it.")
    return Words("Filen kunne ikke åpnes.", "The file could not be opened.")
