"""What holds for every file of the house: layers, doors, sizes, names, documents.

Reads the package with `ast`, without importing it, so that a fault in one file does not hide another.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "rbflang"

# Each shelf may import from the shelves before it, and from itself; shelves in one row know nothing of each other.
LAYERS: tuple[tuple[str, ...], ...] = (
    ("wording",),
    ("characters",),
    (
        "source",
        "intervals",
        "nearest",
        "own_files",
        "harmless",
        "numerals",
        "spreadsheet_errors",
        "column_names",
        "files_read",
        "register",
    ),
    ("quantities", "diagnostics", "cache", "encodings", "delimited"),
    ("data_faults", "file_faults", "share_faults", "sign_faults"),
    ("cell_faults", "workbook_faults"),
    ("workbooks",),
    ("syntax", "graph", "observations", "library"),
    ("tables",),
    ("ruleset",),
    ("inventory", "lowering"),
    ("proofs",),
    ("checks", "data", "new_year"),
    ("failures",),
    ("explanation", "batch", "measuring"),
    ("uncertainty",),
    ("published", "comparison", "questions"),
    ("reports",),
    ("render", "pipeline"),
    ("from_episodes",),
    ("commands",),
    ("__init__", "__main__"),
)

# A dependency comes in by one door.
DOORS: dict[str, tuple[str, ...]] = {
    "lark": ("syntax/parse.py",),
    "pygments": ("render/highlighting.py",),
    "jinja2": ("render/html.py",),
    "markupsafe": ("render/html.py",),
    "platformdirs": ("own_files.py",),
    "click": ("commands/",),
    "numpy": ("batch/", "measuring/made_up/"),
    "llvmlite": ("batch/by_llvm.py",),
    "pyarrow": ("batch/arrow_columns.py", "workbooks/parquet_rows.py", "measuring/made_up/"),
    "pyspark": ("batch/on_spark.py", "measuring/"),
    "py4j": ("measuring/",),
    "ibis": ("measuring/",),
    "duckdb": ("measuring/",),
    "psycopg": ("measuring/",),
    "xlsxwriter": ("render/xlsx.py",),
    "openpyxl": ("workbooks/",),
    "python_calamine": ("workbooks/",),
}
FORBIDDEN_NAMES = {"utils", "helpers", "common", "misc", "base", "manager", "util", "helper", "core"}

# Folders whose files stand in a tuple: as many as there are.
SHELVES = ("checks", "commands")
MOST_FILES = 26
MOST_LINES = 400
USUAL_LINES = 150
MOST_GRAMMAR_LINES = 250
MOST_FUNCTION_LINES = 60
USUAL_FUNCTION_LINES = 25

# Classes that are no data: what they are instead.
NOT_FROZEN = {
    "Space": "makes each domain once, and remembers it",
    "Algebra": "keeps each factor of a proof once, and remembers it",
    "Forms": "unfolds each formula once, and remembers it",
    "Directions": "follows each quantity once, and remembers it",
    "TooLarge": "an exception that stays inside a proof",
    "TooManyRows": "an exception that stays inside a search",
    "TooMuch": "an exception that stays inside a question",
    "Reader": "infers signatures while it walks an expression",
    "OpenpyxlReader": "openpyxl's reader of packages, which is told to leave charts alone",
    "Numbers": "gives each node its number once, and remembers it",
    "Promises": "follows a walk, and remembers what the cells of each node promise",
    "Guards": "follows a walk, and remembers what is known at each place",
    "_WhenAsked": "works out the cells of each node once, when somebody looks at them",
    "Builder": "makes nodes while it walks a ruleset",
    "Cells": "reads a valuation, and remembers what it has read",
    "Written": "what the nodes of a tree have in common; each of them is frozen",
    "Shape": "lark's transformer, which is fed while the text is read",
    "ExpressionShape": "lark's transformer, which is fed while the text is read",
    "CountedShape": "lark's transformer, which is fed while the text is read",
    "Notebook": "the evaluator's notebook, written to while it runs",
    "NotMade": "an exception that says in words why no episodes can be made",
    "NotServed": "an exception that says which step scenarios cannot be computed with",
    "ColumnsRefused": "an exception that says in words which columns cannot be computed",
    "RulesetLexer": "a lexer of Pygments, which reads its tables from the class",
    "Program": "is written to while a graph is lowered, and remembers what it has",
    "Simplified": "the same, which writes less",
    "Commands": "a group of click",
    "Kept": "a command of click, whose answer is kept",
    "NotWritten": "an exception of click's kind",
    "SpokenHelp": "click's help, in the language that is spoken",
    "SpokenContext": "click's context, with that help",
    "Misuse": "an exception of click's kind",
    "Sentence": "a text of click's, into which words are put",
    "WordFinder": "compiles patterns when a text first needs them",
    "_Lexer": "finds words while the parser asks for them",
}

NO_DATA = {"Enum", "StrEnum", "NamedTuple", "TypedDict", "Protocol"}

FILES = sorted(PACKAGE.rglob("*.py"))


def each_file(rule: Callable[[Path], None]) -> Callable[[], None]:
    """A test of one rule over all files; all that break it are told at once."""

    def test() -> None:
        broken = {}
        for file in FILES:
            try:
                rule(file)
            except AssertionError as wrong:
                broken[file.relative_to(PACKAGE).as_posix()] = str(wrong)
        assert not broken

    test.__name__ = rule.__name__
    return test


@cache
def tree_of(file: Path) -> ast.Module:
    return ast.parse(file.read_text("utf-8"))


def module_of(file: Path) -> str:
    parts = file.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_of(file): file for file in FILES}


@cache
def imports_of(file: Path) -> tuple[str, ...]:
    """The modules a file imports, also inside functions and for the type checker alone."""
    return tuple(_imports_of(file))


def _imports_of(file: Path) -> Iterator[str]:
    for node in ast.walk(tree_of(file)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{file}: relative import"
            whole = node.module or ""
            for alias in node.names:
                if whole == "rbflang" and alias.name in ("__version__", "LANGUAGE"):
                    continue
                inside = f"{whole}.{alias.name}"
                yield inside if inside in MODULES else whole


def shelf_of(module: str) -> str:
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else "__init__"


HEIGHT = {name: height for height, layer in enumerate(LAYERS) for name in layer}


# layers and doors


@each_file
def test_imports_only_point_down(file: Path) -> None:
    own = shelf_of(module_of(file))
    assert own in HEIGHT, f"{own} has no place among the layers"
    upwards = sorted(
        name
        for name in imports_of(file)
        if name.split(".")[0] == "rbflang" and shelf_of(name) != own and HEIGHT[shelf_of(name)] >= HEIGHT[own]
    )
    assert not upwards


def test_a_shelf_on_a_layer_exists() -> None:
    found = {path.stem for path in PACKAGE.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    assert found <= set(HEIGHT)


@each_file
def test_a_dependency_comes_in_by_one_door(file: Path) -> None:
    place = file.relative_to(PACKAGE).as_posix()
    strangers = sorted(
        name for name in imports_of(file) for door in [DOORS.get(name.split(".")[0])]
        if door is not None and not place.startswith(door)
    )  # fmt: skip
    assert not strangers


@each_file
def test_nothing_else_is_imported(file: Path) -> None:
    import sys

    known = {"rbflang", "attrs", *DOORS, *sys.stdlib_module_names}
    assert {name.split(".")[0] for name in imports_of(file)} <= known


def test_code_that_kept_things_do_not_ask_for_makes_none_of_them() -> None:
    made = next(at for at, layer in enumerate(LAYERS) if "checks" in layer)
    for room in import_module("rbflang.cache").NOT_ASKED:
        assert any(room in layer for layer in LAYERS[made + 1 :]), f"what {room} makes may be kept"


def test_no_circular_imports() -> None:
    known = {name: {one for one in imports_of(file) if one in MODULES} for name, file in MODULES.items()}
    done: set[str] = set()

    def visit(name: str, path: tuple[str, ...]) -> None:
        assert name not in path, " -> ".join((*path[path.index(name) :], name))
        if name not in done:
            for one in sorted(known[name] - {name}):
                visit(one, (*path, name))
            done.add(name)

    for name in known:
        visit(name, ())


# exactness


# Where doubles are computed with, beside how far from the truth they can be.
DOUBLES = PACKAGE / "batch"


@each_file
def test_no_floating_point(file: Path) -> None:
    found = (
        []
        if file.is_relative_to(DOUBLES)
        else [
            f"line {node.lineno}"
            for node in ast.walk(tree_of(file))
            if (isinstance(node, ast.Constant) and isinstance(node.value, float))
            or (isinstance(node, ast.Name) and node.id in ("float", "Decimal"))
            or (isinstance(node, ast.Constant) and node.value in ("float", "Decimal"))
        ]
    )
    assert not found


# Tables that take only some kinds of nodes: which they leave out, and what becomes of those.
PARTIAL_TABLES: dict[str, dict[str, tuple[str, ...]]] = {
    "rbflang.tables.forms.STEPS": {
        "a factor of its own, or a number where the rules give all cells one": ("Constant",),
        "no arithmetic: a factor of its own": (
            "LeastOrGreatest", "Staircase", "Ramp", "Ranking", "Compare", "Connective", "HasFigure", "Round",
        ),
    },
    "rbflang.tables.node_ranges.STEPS": {"leaves, which are given or hold what they are": ("Constant", "Observed")},
    "rbflang.tables.bounds.STEPS": {
        "made by `enclose` itself, of the box and the errors": ("Constant", "Round", "Apportion"),
        "held still as constants by `loose_part`; met by `enclose`, a KeyError": (
            "Observed", "Staircase", "Ranking", "Compare", "Connective", "HasFigure",
        ),
    },
    "rbflang.tables.straight_lines.STEPS": {
        "made by `straight_lines` itself, of the box and the errors": ("Constant", "Round", "Apportion"),
        "no straight line: a loose number of its own": ("LeastOrGreatest", "Ramp"),
        "held still as constants by `loose_part`": (
            "Observed", "Staircase", "Ranking", "Compare", "Connective", "HasFigure",
        ),
    },
    "rbflang.tables.promises.PASSED_ON": {
        "followed by `Promises` itself": ("Gather", "Reduce", "ShareOut"),
        "nothing is promised of what comes of it": (
            "Constant", "Observed", "Difference", "LeastOrGreatest", "Staircase", "Ramp", "Ranking", "Compare",
            "Connective", "HasFigure", "Round", "Apportion",
        ),
    },
    "rbflang.tables.directions.STEPS": {
        "leaves: the one that improves is told of, all others are still": ("Constant", "Observed"),
    },
    "rbflang.tables.smallest_steps.STEPS": {
        "any number, or none: no step is known": (
            "Observed", "Ramp", "Compare", "Connective", "HasFigure", "ShareOut",
        ),
    },
    "rbflang.batch.lowering.LOWERED": {
        "leaves: what a scenario gives is an input, all else is as it was": ("Constant", "Observed"),
    },
    "rbflang.questions.response.TURNS": {
        "turn nothing by themselves: what they give follows what they read": (
            "Constant", "Observed", "Sum", "Difference", "Product", "Connective", "Choose", "HasFigure", "Gather",
        ),
        "turn at every unit: amounts are told to be approximate": ("Round", "Apportion"),
    },
    "rbflang.explanation.formula_lines.FOLLOWED": {
        "what comes of an indicator's points cannot be told from what comes of others": (
            "Constant", "Observed", "LeastOrGreatest", "Staircase", "Ramp", "Ranking", "Compare", "Connective",
            "HasFigure", "ShareOut",
        ),
    },
}  # fmt: skip


def test_every_table_of_nodes_is_complete() -> None:
    """Wherever it stands, or it is said here what becomes of the nodes that it leaves out."""
    from rbflang.graph import nodes

    classes = {
        one for one in vars(nodes).values()
        if isinstance(one, type) and issubclass(one, nodes.Node) and one is not nodes.Node
    }  # fmt: skip
    assert set(nodes.NODES) == classes
    assert len(nodes.NODES) == len(classes)
    names = {one.__name__ for one in classes}
    found = dict(tables_of_nodes(nodes.Node))
    assert len(found) > 2
    assert set(PARTIAL_TABLES) <= set(found)
    for name, table in found.items():
        left_out = [one for some in PARTIAL_TABLES.get(name, {}).values() for one in some]
        assert sorted([*(one.__name__ for one in table), *left_out]) == sorted(names), name


def tables_of_nodes(node: type) -> Iterator[tuple[str, Mapping[type, object]]]:
    """The module-level mappings whose keys are classes of nodes, by where they are written; a start has none."""
    for name in MODULES.keys() - {"rbflang.__main__"}:
        loaded = import_module(name)
        written = {one.id for part in tree_of(MODULES[name]).body for one in targets_of(part)}
        for own, value in vars(loaded).items():
            is_table = isinstance(value, Mapping) and any(
                isinstance(one, type) and issubclass(one, node) for one in value
            )
            if is_table and own in written:
                yield f"{name}.{own}", value


def targets_of(part: ast.stmt) -> list[ast.Name]:
    """The names that a statement gives a value."""
    targets = part.targets if isinstance(part, ast.Assign) else [part.target] if isinstance(part, ast.AnnAssign) else []
    return [one for one in targets if isinstance(one, ast.Name)]


# Loops that follow one thing to the next with more in hand than the thing itself.
FOLLOWED_BY_HAND = {
    "checks/division_by_a_given_zero.py": "tells, on the way, for whom each division is computed",
    "failures/root_causes.py": "carries the quantity that a cell stands in down to the cells it reads",
    "failures/zero.py": "carries the quantity that a cell stands in down to the cells it reads",
    "graph/closure.py": "the closure itself",
    "inventory/needed.py": "carries members and the first place on the way, and ends at the first that needs them",
    "uncertainty/open_decisions.py": "cuts intervals, which are parts of each other",
}


def test_whatever_lies_behind_is_found_by_the_closure() -> None:
    """No other file takes from a list until it is empty, while it puts back what follows."""
    found = {
        file.relative_to(PACKAGE).as_posix() for file in FILES if any(map(_takes_and_puts, ast.walk(tree_of(file))))
    }
    assert found == set(FOLLOWED_BY_HAND)


def _takes_and_puts(node: ast.AST) -> bool:
    if not isinstance(node, ast.While):
        return False
    calls = [
        (ast.unparse(one.func.value), one.func.attr)
        for one in ast.walk(node)
        if isinstance(one, ast.Call) and isinstance(one.func, ast.Attribute)
    ]
    return any((name, "pop") in calls and {(name, "append"), (name, "extend")} & set(calls) for name, _ in calls)


@each_file
def test_reports_word_accounts_and_read_no_cells(file: Path) -> None:
    """They import neither the reading of cells nor what a valuation is made of, and reach for none."""
    if file.is_relative_to(PACKAGE / "reports"):
        assert not _reads_cells(file)


def _reads_cells(file: Path) -> bool:
    readers = ("rbflang.explanation.cells", "rbflang.tables.valuation", "rbflang.tables.reads")
    imported = any(name.startswith(readers) for name in imports_of(file))
    reached = (one.attr == "valuation" for one in ast.walk(tree_of(file)) if isinstance(one, ast.Attribute))
    return imported or any(reached)


# size


def lines_of(file: Path) -> int:
    return len(file.read_text("utf-8").splitlines())


@each_file
def test_no_file_is_long(file: Path) -> None:
    assert lines_of(file) <= MOST_LINES


def test_files_are_short_by_habit() -> None:
    sizes = [lines_of(file) for file in FILES if file.name != "__init__.py"]
    assert median(sizes) <= USUAL_LINES


def test_the_grammar_is_short() -> None:
    assert lines_of(PACKAGE / "syntax" / "grammar.lark") <= MOST_GRAMMAR_LINES


def functions_of(file: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree_of(file)):
        if isinstance(node, ast.FunctionDef):
            yield node.name, (node.end_lineno or 0) - node.lineno + 1


@each_file
def test_no_function_is_long(file: Path) -> None:
    assert not [(name, size) for name, size in functions_of(file) if size > MOST_FUNCTION_LINES]


def test_functions_are_short_by_habit() -> None:
    sizes = sorted(size for file in FILES for _, size in functions_of(file))
    assert sizes[len(sizes) * 9 // 10] <= USUAL_FUNCTION_LINES


# names and docstrings


@each_file
def test_a_file_is_named_for_what_it_makes(file: Path) -> None:
    parts = re.split(r"[_/.]", file.relative_to(PACKAGE).as_posix())
    assert not FORBIDDEN_NAMES & set(parts)
    assert file.name.isascii()


@each_file
def test_everything_public_says_what_it_is(file: Path) -> None:
    tree = tree_of(file)
    assert ast.get_docstring(tree), "the module has no docstring"
    silent = [
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]
    assert not silent


def classes_of(file: Path) -> Iterator[ast.ClassDef]:
    return (node for node in ast.walk(tree_of(file)) if isinstance(node, ast.ClassDef))


@each_file
def test_data_is_frozen(file: Path) -> None:
    loose = [
        node.name
        for node in classes_of(file)
        if not any(ast.unparse(one).split("(")[0] == "frozen" for one in node.decorator_list)
        and not {ast.unparse(one) for one in node.bases} & NO_DATA
        and node.name not in NOT_FROZEN
    ]
    assert not loose


@each_file
def test_tables_are_tuples(file: Path) -> None:
    loose = [
        ast.unparse(node).split("=")[0].strip()
        for node in tree_of(file).body
        if isinstance(node, ast.Assign | ast.AnnAssign)
        and isinstance(node.value, ast.List | ast.ListComp | ast.Set | ast.SetComp)
    ]
    assert not loose


def test_exceptions_from_the_rules_are_needed() -> None:
    names = {node.name for file in FILES for node in classes_of(file)}
    assert set(NOT_FROZEN) <= names


@each_file
def test_nothing_is_left_undone(file: Path) -> None:
    assert not re.search(r"\b(TODO|FIXME|XXX|HACK)\b", file.read_text("utf-8"))


def test_a_file_name_stands_once() -> None:
    names = [file.stem for file in FILES if file.name != "__init__.py"]
    assert not sorted({name for name in names if names.count(name) > 1})


def test_a_public_class_name_stands_once() -> None:
    names = [node.name for file in FILES for node in classes_of(file) if not node.name.startswith("_")]
    assert not sorted({name for name in names if names.count(name) > 1})


def test_no_room_is_a_warehouse() -> None:
    sizes = {folder: len(list(folder.glob("*.py"))) - 1 for folder in {file.parent for file in FILES}}
    assert not {folder.name: size for folder, size in sizes.items() if size > MOST_FILES and folder.name not in SHELVES}


# shelves


def test_every_command_is_listed() -> None:
    from rbflang.commands import COMMANDS

    files = {file.name.removesuffix("_command.py") for file in PACKAGE.glob("commands/*_command.py")}
    assert {name.replace("-", "_") for name, *_ in COMMANDS} == files
    assert len(COMMANDS) == len(files)


def test_every_check_is_listed() -> None:
    from rbflang.checks import CHECKS

    listed = [module.__name__ for module in CHECKS]
    beside = {"rbflang.checks", "rbflang.checks.run"}
    shelf = [name for name in MODULES if shelf_of(name) == "checks"]
    files = {name for name in shelf if "def check(" in MODULES[name].read_text("utf-8")}
    assert set(listed) == files - beside
    assert len(listed) == len(set(listed))


def test_every_format_is_listed() -> None:
    from rbflang.render import FORMATS

    files = {file.stem for file in PACKAGE.glob("render/*.py") if "def render(" in file.read_text("utf-8")}
    assert set(FORMATS) == files


def test_what_the_package_shows() -> None:
    import rbflang

    assert rbflang.__all__ == (
        "__version__", "LANGUAGE", "Computed", "Fault", "Prepared", "Shelf", "Source", "checked", "compute", "find",
        "measure", "newest", "prepare", "shelves",
    )  # fmt: skip
    for name in rbflang.__all__:
        assert getattr(rbflang, name)


def test_layers_are_told_once() -> None:
    names = [name for layer in LAYERS for name in layer]
    assert len(names) == len(set(names))
    assert all(set(a).isdisjoint(b) for a, b in pairwise(LAYERS))
