"""Recomputes a printed explanation from the digits on the page, as a controller with a pocket calculator would.

Takes the text of `rbflang explain`, gives a line for everything that does not add up, and counts what it looked at. It
knows nothing of the engine: it reads numbers, signs and the words between them.
"""

from __future__ import annotations

import re
from fractions import Fraction

from attrs import define, field

NUMBER = r"[−+]?\d{1,3}(?: \d{3})*(?:,\d+)?|[−+]?\d+(?:,\d+)?"
LEDGER = re.compile(rf"^  (?P<label>\S.*?)  +(?P<operation>\S.*?)??  *= (?P<result>{NUMBER})(?: kr| poeng)?(?:  .*)?$")
TIMES = re.compile(rf"× .*?(?P<factor>{NUMBER})(?: kr)?$")
SHARED = re.compile(rf"(?P<pot>{NUMBER}) poeng × (?P<own>{NUMBER}) / (?P<all>{NUMBER})$")
ONE_PART = re.compile(rf"\(én del er (?P<part>{NUMBER}) poeng\)")
ACHIEVED = re.compile(
    rf"(?P<printed>{NUMBER}) %(?:, (?:presisert til )?(?P<word>under|minst|nøyaktig)(?: (?P<limit>{NUMBER}) %)?)?"
)
OF_TARGET = re.compile(
    rf"\. (?:Det er|.* har) (?:mellom (?P<low>{NUMBER}) og )?(?P<high>{NUMBER}) prosent av måltallet"
)
TARGET = re.compile(rf"Måltall (?:mellom (?P<low>{NUMBER}) % og )?(?P<high>{NUMBER}) %")
STEP = re.compile(
    rf"Trinn (?:fra (?P<low>{NUMBER})(?: til (?P<high>{NUMBER}))?|under (?P<under>{NUMBER})) prosent av måltallet"
)
DIVIDED = re.compile(rf"(?P<pot>{NUMBER}) poeng / (?P<among>\d+)$")


def value(text: str) -> Fraction:
    """The number that digits print."""
    return Fraction(text.replace(" ", "").replace("−", "-").replace("+", "").replace(",", "."))


def decimals(text: str) -> int:
    """How many decimals a number is printed with."""
    return len(text.partition(",")[2])


def rounded(number: Fraction, places: int) -> Fraction:
    """The number at so many decimals, halves away from zero."""
    scaled = abs(number) * 10**places
    whole = int(scaled + Fraction(1, 2))
    return Fraction(whole if number >= 0 else -whole, 10**places)


def prints_as(number: Fraction, text: str) -> bool:
    """True if the number, rounded to the decimals of the text, is what the text says."""
    return rounded(number, decimals(text)) == value(text)


@define
class Calculator:
    """What was recomputed, and what did not add up."""

    text: str
    wrong: list[str] = field(factory=list)
    looked_at: int = 0

    def expect(self, number: Fraction, text: str, where: str) -> None:
        """The text must print the number."""
        self.looked_at += 1
        if not prints_as(number, text):
            self.wrong.append(f"{where.strip()}: {text} is not what the digits give")


def recompute(text: str) -> Calculator:
    """Everything on the page, recomputed."""
    calculator = Calculator(text)
    factors = _ledger(calculator)
    _steps(calculator)
    whole = " ".join(text.split())
    _sentences(calculator, whole, factors)
    _comparisons(calculator, whole)
    _tables(calculator)
    return calculator


def _ledger(calculator: Calculator) -> list[str]:
    """Each line of arithmetic; gives the factors that points were multiplied with."""
    before: Fraction | None = None
    summed: list[Fraction] = []
    factors: list[str] = []
    part: Fraction | None = None
    for line in calculator.text.splitlines():
        one_part = ONE_PART.search(line)
        if one_part and part is not None:
            calculator.expect(part, one_part["part"], line)
        match = LEDGER.match(line)
        if not match:
            continue
        operation, result = (match.group("operation") or "").strip(), match.group("result")
        times, shared, divided = TIMES.search(operation), SHARED.match(operation), DIVIDED.match(operation)
        if shared:
            part = value(shared["pot"]) / value(shared["all"])
            made = part * value(shared["own"])
            calculator.expect(made, result, line)
            summed.append(value(result))
        elif divided:
            calculator.expect(value(divided["pot"]) / value(divided["among"]), result, line)
            summed.append(value(result))
        elif times and before is not None:
            factors.append(times["factor"])
            calculator.expect(before * value(times["factor"]), result, line)
        elif match["label"] == "Poeng" and not operation:
            summed.append(value(result))
        elif match["label"] == "Avrunding":
            summed.append(value(result))
            continue
        elif match["label"] == "Poeng i alt":
            calculator.expect(sum(summed, Fraction(0)), result, line)
        elif operation == "i hele kroner" and before is not None:
            calculator.looked_at += 1
            if abs(value(result) - before) > 1:
                calculator.wrong.append(line)
        before = value(result)
    return factors


def _entries(text: str) -> list[str]:
    """What each line of the ledger says, with what is continued below it; the columns to the right are left out."""
    entries: list[str] = []
    for line in text.splitlines():
        if line.startswith("   ") and entries:
            entries[-1] += f" {_cells(line)[0]}"
        else:
            entries.append(" ".join(_cells(line)[:2]))
    return entries


def _steps(calculator: Calculator) -> None:
    """Each share of a target follows from the result and the target shown, and lies on the step below it."""
    target: tuple[Fraction, Fraction] | None = None
    achieved: tuple[Fraction, Fraction, Fraction, bool] | None = None
    for entry in _entries(calculator.text):
        is_target, is_result = TARGET.match(entry), entry.startswith("Måloppnåelse")
        if is_target:
            high = value(is_target["high"])
            target = (value(is_target["low"]) if is_target["low"] else high, high)
        result = ACHIEVED.search(entry) if is_result else None
        if is_result:
            achieved = _bounds(result) if result else None
        if not (target and achieved):
            continue
        share, step = OF_TARGET.search(entry), STEP.match(entry)
        shown, low, high = achieved[0] / target[1] * 100, achieved[1] / target[1] * 100, achieved[2] / target[0] * 100
        if share and share["low"]:
            calculator.looked_at += 1
            outwards = Fraction((low * 10).__floor__(), 10), Fraction((high * 10).__ceil__(), 10)
            if (value(share["low"]), value(share["high"])) != outwards:
                calculator.wrong.append(f"{entry}: the digits give {float(low)} to {float(high)}")
        elif share:
            calculator.expect(shown, share["high"], entry)
        if step:
            calculator.looked_at += 1
            begins, ends = value(step["low"] or "0"), step["high"] or step["under"]
            is_span = achieved[3] or target[0] != target[1]
            least, most = (low, high) if is_span else (shown, shown)
            if least < begins or (ends and (most > value(ends) or least >= value(ends))):
                calculator.wrong.append(f"{entry}: the result does not lie there")


def _bounds(result: re.Match[str]) -> tuple[Fraction, Fraction, Fraction, bool]:
    """A printed result, and what it may be: half a unit of its last digit to each side; and if it is narrowed."""
    shown, half = value(result["printed"]), Fraction(1, 2 * 10 ** decimals(result["printed"]))
    if result["word"] == "nøyaktig":
        return shown, shown, shown, False
    limit = value(result["limit"]) if result["limit"] else None
    low = limit if limit is not None and result["word"] == "minst" else shown - half
    high = limit if limit is not None and result["word"] == "under" else shown + half
    return shown, low, high, limit is not None


def _sentences(calculator: Calculator, whole: str, factors: list[str]) -> None:
    quotient = re.search(rf"er (?P<over>{NUMBER}) / (?P<under>{NUMBER}), summen av [^:]*: (?P<terms>[^.]*)\.", whole)
    if quotient:
        terms = [value(one) for one in re.findall(rf"(?:{NUMBER})(?= \+|$)", quotient["terms"])]
        calculator.expect(sum(terms, Fraction(0)), quotient["under"], "the sum of the weighted points")
        made = value(quotient["over"]) / value(quotient["under"])
        calculator.expect(
            made, next(one for one in factors if decimals(one) > 6 and not one.startswith("0")), "the factor"
        )
    worth = re.search(rf"er (?P<kroner>{NUMBER}) kr / (?P<points>{NUMBER})\.", whole)
    if worth:
        calculator.expect(value(worth["kroner"]) / value(worth["points"]), factors[-1], "the value of a point")
    point = re.search(rf"Ett poeng er dermed verdt (?P<amount>{NUMBER}) kr", whole)
    points = re.search(rf"Poengsum +=? ?(?P<points>{NUMBER})", whole)
    kroner = re.search(rf"Kroner +× [^=]*= (?P<kroner>{NUMBER}) kr", whole)
    if point and points and kroner:
        made = value(points["points"]) * value(point["amount"])
        calculator.expect(made, kroner["kroner"], "all points times what a point is worth")
    each = re.match(
        rf".*? får (?P<paid>{NUMBER}) kr .*?Det er (?P<points>{NUMBER})(?: av [^.]*)? poeng[^.]*\. "
        rf"Ett poeng er verdt (?P<worth>{NUMBER}) kr",
        whole,
    )
    if each:
        calculator.expect(value(each["points"]) * value(each["worth"]), each["paid"], "points times what one is worth")


def _comparisons(calculator: Calculator, whole: str) -> None:
    paid = re.match(rf".*? får (?P<amount>{NUMBER}) kr", whole)
    if not paid:
        return
    share = re.search(rf"(?P<share>{NUMBER}) % av (?P<whole>{NUMBER}) kr", whole)
    if share:
        calculator.expect(value(paid["amount"]) / value(share["whole"]) * 100, share["share"], "the share")
    alone = re.search(
        rf"(?P<alone>{NUMBER}) kr\. Måloppnåelsen trekker (?P<way>opp|ned) med (?P<apart>{NUMBER}) kr "
        rf"\((?P<share>{NUMBER}) %\)",
        whole,
    )
    if alone:
        sign = 1 if alone["way"] == "opp" else -1
        calculator.expect(value(alone["alone"]) + sign * value(alone["apart"]), paid["amount"], "against the key alone")
        calculator.expect(sign * value(alone["apart"]) / value(alone["alone"]) * 100, alone["share"], "its share")


def _tables(calculator: Calculator) -> None:
    """Columns above a line «Sum» add up to it, and rows with a column «Sum» too."""
    for table in re.split(r"\n\n", calculator.text):
        lines = table.splitlines()
        head = next((line for line in lines if re.search(r"\bSum$", line)), None)
        if head:
            _rows_add_up(calculator, lines[lines.index(head) + 1 :])
        foot = next((line for line in lines if re.match(r"  Sum\b", line)), None)
        if foot:
            _columns_add_up(calculator, lines[: lines.index(foot)], foot)


def _cells(line: str) -> list[str]:
    return re.split(r"\s{2,}", line.strip())


def _columns_add_up(calculator: Calculator, lines: list[str], foot: str) -> None:
    """The last columns (points, kroner, effect): from the right, as wide as the sum line has figures."""
    sums = _cells(foot)[1:]
    if sums and sums[0].endswith("%"):
        sums = sums[1:]
    rows = [_cells(line) for line in lines if re.match(r" {2,4}\S", line) and re.search(rf"(?:{NUMBER})(?: %)?$", line)]
    rows = [row[:-1] if row[-1].endswith("%") else row for row in rows]
    for at in range(1, len(sums) + 1):
        column = [value(row[-at]) for row in rows if len(row) > at and re.fullmatch(NUMBER, row[-at])]
        calculator.expect(sum(column, Fraction(0)), sums[-at], f"column {-at} of {foot}")


def _rows_add_up(calculator: Calculator, lines: list[str]) -> None:
    for line in lines:
        cells = _cells(line)
        if len(cells) > 2 and all(re.fullmatch(NUMBER, cell) for cell in cells[1:]):
            calculator.expect(sum(map(value, cells[1:-1]), Fraction(0)), cells[-1], line)
