"""Texts of rulesets that read without faults: every construct of the language, in any layout, with comments anywhere.

A text is made word by word; between two words stand spaces, line breaks or comments, as drawn. What the text means
does not matter here, so names need not be declared.
"""

from __future__ import annotations

from itertools import cycle

from hypothesis import strategies as st

from rbflang.syntax.vocabulary import BY_NAME

Words = st.SearchStrategy[list[str]]
NAMES = st.sampled_from(["a", "b2", "måltall", "Sør_Øst", "mer", "data", "vekt", "x_y", "Æ"])
INNER = st.sampled_from(["", "Video", "to  ord", "«sitat»", "“sitat”", 'et "ord"', "100 %", "# ingen kommentar", "[3]"])
GAPS = st.lists(
    st.sampled_from([" ", "  ", "\n", "\r\n    ", " # så\n", "\n# før\n", "\n## dok\n\n", "\n\n# en\n\n# to\n\n"]),
    min_size=1,
    max_size=30,
)


def word(name: str) -> str:
    """A word of the language in Norwegian."""
    return BY_NAME[name].nb


def one_of_words(*names: str) -> Words:
    """One of several words of the language."""
    return st.sampled_from([[word(name)] for name in names])


def run(*parts: Words | str | list[str]) -> Words:
    """The words of the parts, one part after the other."""
    fixed = [
        part if isinstance(part, st.SearchStrategy) else st.just([part] if isinstance(part, str) else part)
        for part in parts
    ]
    return st.tuples(*fixed).map(lambda lists: [one for words in lists for one in words])


def maybe(*parts: Words | str) -> Words:
    """The parts, or nothing."""
    return st.one_of(st.just([]), run(*parts))


def listed(part: Words, between: str, least: int = 1, most: int = 4) -> Words:
    """Several of a part with a sign between."""
    return st.lists(part, min_size=least, max_size=most).map(
        lambda lists: [one for at, words in enumerate(lists) for one in ([between] if at and between else []) + words]
    )


def _quoted(text: str) -> list[str]:
    pairs = [pair for pair in ('""', "«»", "“”") if pair[1] not in text]
    return [f"{pairs[0][0]}{text}{pairs[0][1]}"]


name = NAMES.map(lambda one: [one])
string = INNER.map(_quoted)
digits = st.one_of(
    st.integers(0, 10**12).map(lambda value: f"{value:,}".replace(",", " ")),
    st.integers(0, 99_999).map(str),
    st.tuples(st.integers(0, 999), st.integers(0, 99)).map(lambda pair: f"{pair[0]},{pair[1]:02}"),
)
mark = st.sampled_from(["%", "‰", "kr", "mill. kr", "prosentpoeng", "poeng", "del", "deler"])
marked = st.tuples(digits, mark).map(list)
number = st.one_of(digits.map(lambda one: [one]), marked)
set_name = st.one_of(
    name, one_of_words("REGION", "INDICATOR", "SUBAREA", "GROUP", "TRUST", "MEASURE")
)  # fmt: skip
sets = listed(set_name, ",")
per = run(word("PER"), sets)
value = st.one_of(
    number, string, name, st.sampled_from([["ja"], ["nei"], ["–"], ["-"]]), run("−", number),
    run(word("BETWEEN"), number, word("AND"), number),
    run(digits.map(lambda one: [one]), "/", st.integers(1, 99).map(lambda one: [str(one)])),
)  # fmt: skip

_reason = st.sampled_from(["fordi", '"a; b ] c"', 'et "sitat; delt" midt i', "det: er slik", '"én" og "to"'])
_places = st.sampled_from(["", " 4.1", " tabell 7, 2 (3)", " «x», 4"])
_entry = st.one_of(
    st.tuples(st.just("regelverk"), _places).map("".join),
    st.tuples(st.sampled_from(["utledet fra kilde", "tolket fra kilde"]), _places, st.just(": "), _reason).map("".join),
    _reason.map(lambda reason: f"antatt: {reason}"),
    st.just("ubekreftet kilde 9"),
)
citation = st.lists(_entry, min_size=1, max_size=3).map(lambda entries: [f"[{'; '.join(entries)}]"])
cited = maybe(citation)

_title_part = st.one_of(*(run(word(name), string) for name in ("SHORT", "ALSO", "IN_ENGLISH")))
titles = run(maybe(string), listed(_title_part, "", 0))
under = maybe(word("UNDER"), name)

_atoms = st.one_of(
    number, name, one_of_words("YES", "NO", "POINTS", "PARTS", "POINT_SHARE", "LAPSED", "TAKING_PART"),
    run(name, ".", word("POINTS")), run(word("EXISTS"), "(", name, ")"),
)  # fmt: skip


def _larger(inner: Words) -> Words:
    """Expressions made of the inner ones."""
    grouped = run("(", inner, ")")
    where = maybe(word("WHERE"), grouped)
    over = run(where, word("OVER"), sets, maybe(per))
    ties = one_of_words("TIES_BEST", "TIES_WORST", "TIES_MIDDLE")
    order = one_of_words("HIGHEST_FIRST", "LOWEST_FIRST")
    signs = st.sampled_from(["+", "−", "-", "×", "*"]).map(lambda sign: [sign])
    compare = st.sampled_from([["≥"], ["<="], [">"], ["<"]])
    return st.one_of(
        grouped,
        run("(", "−", grouped, ")"),
        run(inner, signs, grouped),
        run(grouped, "/", name),
        run(grouped, signs, inner),
        *[
            run("(", grouped, [sign], grouped, ")")
            for sign in ("minst", "høyst", "mer enn", "mindre enn", "er", "er ikke")
        ],
        run("(", grouped, compare, grouped, ")"),
        run("(", grouped, one_of_words("AND", "OR"), grouped, ")"),
        run("(", word("NOT"), grouped, ")"),
        run("(", word("IF"), grouped, word("THEN"), inner, word("ELSE"), inner, ")"),
        run(name, "(", inner, ")"),
        *[run(word(name), grouped, over) for name in ("SUM", "MEAN", "LEAST", "GREATEST", "MEDIAN")],
        run(one_of_words("SECOND_GREATEST", "SECOND_LEAST"), grouped, over),
        run(["3."], one_of_words("LEAST", "GREATEST"), grouped, over),
        run(word("PERCENTILE"), ["80", "%"], word("OF"), grouped, over),
        run(word("COUNT"), over),
        run(word("RAMP"), word("OF"), "(", inner, ";", word("AT"), inner, word("GIVES"), inner, ")"),
        run(one_of_words("LEAST", "GREATEST"), word("OF"), "(", listed(inner, ";"), ")"),
        run(word("RANK"), grouped, order, ties, over),
    )


def _sums(inner: Words) -> Words:
    """Sums and products of the inner ones, and quotients with a name (a mark behind a fraction is refused)."""
    signs = [run("(", inner, sign, inner, ")") for sign in "+−×"]
    return st.one_of(
        *signs, run("(", inner, "/", name, ")"), run("(", name, "/", inner, ")"), run("(", "−", inner, ")")
    )


def _conditions(inner: Words) -> Words:
    """What is made of the conditions inside."""
    both = [run("(", inner, word(one), inner, ")") for one in ("AND", "OR", "IS")]
    choice = run("(", word("IF"), inner, word("THEN"), inner, word("ELSE"), inner, ")")
    return st.one_of(*both, run("(", word("NOT"), inner, ")"), choice)


_formulas = _larger(_atoms)
_nested = st.one_of(st.recursive(_atoms, _sums, max_leaves=8), st.recursive(_atoms, _conditions, max_leaves=8))
expression = st.one_of(_atoms, _formulas, _larger(st.one_of(_atoms, _formulas)), _nested, run("−", "(", _atoms, ")"))

_type = st.one_of(
    one_of_words("YES_NO", "WORD_TYPE", "TEXT_TYPE"),
    listed(one_of_words("KR", "POINTS", "PARTS", "COUNT", "SHARE_TYPE", "NUMBER_TYPE"), "/", most=2),
)
_qualifier = st.one_of(
    run(",", word("ROUNDED")),
    run(",", word("OPTIONAL")),
    run(",", word("EXACT")),
    run(",", word("SHOWN_FROM"), marked),
    run(",", word("TOTALLING"), marked, maybe(word("PER"), set_name), maybe(word("APPROXIMATELY"))),
)
typing = run(":", _type, maybe(word("FROM"), marked, word("TO"), marked), listed(_qualifier, "", 0, 2))

setting = run(name, value, cited)
subareas = run(word("SUBAREAS"), listed(run(name, titles), ","), cited)
member_block = run("{", listed(st.one_of(setting, subareas), "", 0), "}")
_cell = run(value, cited)
_row = run(listed(name, ",", most=2), ":", listed(_cell, "|"))
rows = run("{", listed(_row, "", 0), "}")
rounding = run(
    st.one_of(
        one_of_words("ROUND_KRONER", "ROUND_POINTS"),
        run(word("ROUND_TO"), ["2"], word("DECIMALS")),
        run(word("ROUND_NEAREST"), ["100"]),
    ),
    maybe(one_of_words("HALF_UP", "HALF_EVEN", "DOWNWARDS", "UPWARDS", "LARGEST_REMAINDER")),
    cited,
)
_step = st.one_of(
    run(word("FROM"), number, maybe(word("TO_UNDER"), number), word("GIVES"), number, cited),
    run(one_of_words("UP_TO", "OVER", "UNDER"), number, word("GIVES"), number, cited),
)
_sharing = run(word("SHARE"), _atoms, word("BETWEEN"), set_name, word("BY"), _formulas)
_clause = st.one_of(
    run(word("POINT_SHARE"), marked, cited),
    run(word("POINT_SHARE"), cited, rows),
    run(word("APPLIES"), st.one_of(expression, listed(name, ",", 2)), cited),
    run(word("GATE"), expression, maybe(one_of_words("ELSE_LAPSE", "ELSE_NO_PARTS")), cited),
    run(word("PARTS"), "=", expression, cited),
    run(word("POINTS"), "=", expression, cited),
    *[
        run(word("POINTS"), "=", _sharing, nobody, cited)
        for nobody in ([], [word("NOBODY_EQUALLY")], [word("NOBODY_LAPSE")])
    ],
    run(word("EXPLANATION"), string),
)
_explained = maybe(word("EXPLANATION"), string)
formula = run(
    one_of_words("FORMULA", "PAYOUT"), name, titles, maybe(per), "=", expression, cited, maybe(rounding), _explained
)
_plain_formula = run(word("FORMULA"), name, titles, maybe(per), "=", expression, cited)
_basis = st.one_of(run(name, string), run(name, word("SAME_AS_IN"), name))
_fact = st.one_of(run(one_of_words("PUBLISHER", "ISSUED"), string), run(word("CONTENTS"), listed(string, ",")))
_set_member = run(name, titles, under, maybe(member_block), ",")

_point = run(word("AT"), number, word("GIVES"), number, cited)

# what is counted in a register
_code = st.one_of(name, string)
_codes = listed(_code, ",")
_column_kind = st.one_of(
    one_of_words("PATIENT_KEY", "DATE", "PERIOD"),
    one_of_words("DATE", "YES_NO", "TEXT_TYPE"),
    run(one_of_words("ONE_CODE", "SEVERAL_CODES"), maybe(word("OF"), _codes)),
    run(word("UNIT_UNDER"), set_name),
    set_name,
)
_column = run(set_name, ":", _column_kind, maybe(word("ALSO"), string), cited)
_register_line = st.one_of(_column, _column, _column, run(word("DATA_BASIS"), name, cited))
_test = st.one_of(set_name, run(set_name, word("AMONG"), _codes), run(set_name, word("IS"), maybe(word("NOT")), _code))
_condition = st.recursive(
    _test,
    lambda part: st.one_of(
        run(word("NOT"), "(", part, ")"),
        run("(", part, ")", one_of_words("AND", "OR"), "(", part, ")"),
    ),
    max_leaves=4,
)
_counted = run(st.one_of(one_of_words("COUNT"), run(word("UNIQUE"), set_name)), maybe(word("WHERE"), _condition))
_counted_line = st.one_of(run(word("COUNTED_PER"), set_name, cited), run(word("WHERE"), _condition, cited))
_counted_row = run(maybe(listed(name, ",", 1, 2), ":"), _counted, maybe("/", _counted), cited)

DECLARATIONS: dict[str, Words] = {
    "source": run(word("SOURCE"), name, string, maybe("{", listed(_fact, "", 0), "}")),
    "member": run(
        one_of_words("REGION", "INDICATOR", "GROUP", "TRUST"), name, titles, under, cited, maybe(member_block)
    ),
    "set": run(
        word("SET"), name, titles, maybe(word("UNDER"), set_name),
        st.one_of(st.just([word("FROM_DATA")]), run("{", listed(_set_member, "", 0), "}")),
    ),
    "round": run(
        word("ROUND"), name, titles, cited,
        maybe("{", st.one_of(st.just([]), run(word("DATA_BASIS"), listed(_basis, ","))), "}"),
    ),
    "fixed": run(word("FIXED"), name, titles, maybe(typing), "=", value, cited),
    "table": run(word("TABLE"), name, titles, per, typing, cited, rows),
    "columns": run(word("TABLE"), per, cited, "{", listed(run(name, cited), "|"), listed(_row, "", 0), "}"),
    "property": run(word("PROPERTY"), name, titles, per, typing, cited),
    "input": run(word("INPUT"), name, titles, maybe(per), typing, cited),
    "formula": formula,
    "staircase": run(word("STAIRCASE"), name, titles, cited, "{", listed(_step, "", 0), "}"),
    "ramp": run(word("RAMP"), name, titles, cited, "{", listed(_point, "", 0), "}"),
    "measure": run(word("MEASURE"), name, titles, cited, "{", listed(_clause, "", 0), "}"),
    "assertion": run(word("ASSERTION"), expression, "=", expression, maybe(word("BEFORE_ROUNDING")), cited),
    "side calculation": run(word("SIDE_CALCULATION"), titles, cited, "{", listed(_plain_formula, "", 0), "}"),
    "note": run(word("NOTE"), cited, string),
    "register": run(word("REGISTER"), name, titles, cited, "{", listed(_register_line, "", 0), "}"),
    "measurement": run(
        word("MEASUREMENT"), name, word("FROM"), name, cited,
        "{", listed(_counted_line, "", 0), listed(_counted_row, "", 0), "}",
    ),
}  # fmt: skip
_replacing = ("fixed", "table", "formula", "staircase", "ramp", "measure", "measurement")
_inside = st.one_of(*(DECLARATIONS[kind] for kind in _replacing))
DECLARATIONS["alternative"] = run(word("ALTERNATIVE"), titles, cited, "{", listed(_inside, "", 0, 2), "}")
# A text that declares its unit of money has no kroner: nothing else is drawn beside it.
_amount = st.sampled_from((["7", "pund"], ["£", "1 000,50"], ["2", "mill. £"], ["£", "2", "mill."], ["−", "5", "£"]))
UNIT_OF_MONEY = "unit of money"
DECLARATIONS[UNIT_OF_MONEY] = run(
    word("CURRENCY"), "pund", '"pund"', word("SIGN"), '"£"', ",", "2", word("DECIMALS"),
    listed(run(word("FIXED"), name, maybe(":", "pund"), "=", _amount, cited), ""),
)  # fmt: skip
_header = run(word("RULESET"), name, ["2026"], maybe(string))


@st.composite
def texts(draw: st.DrawFn, kind: str) -> str:
    """A text with declarations of one kind, and others among them; between its words stand the gaps drawn."""
    beside = sorted({*DECLARATIONS} - {UNIT_OF_MONEY})
    others = draw(st.lists(st.sampled_from(beside), max_size=2))
    kinds = [kind] if kind == UNIT_OF_MONEY else [kind, *others, kind]
    words = draw(_header) + [one for each in kinds for one in draw(DECLARATIONS[each])]
    gaps = cycle(draw(GAPS))
    return "".join(one + next(gaps) for one in words)
