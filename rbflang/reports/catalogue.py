"""Every kind of fault and warning there is, in one tuple, and the pages that explain them.

The words of a kind live beside the code that finds it; here they are only gathered and laid out. The data are the
contracts «rbflang.kinds/1» and «rbflang.kind/1».
"""

from __future__ import annotations

from types import ModuleType

from rbflang import cell_faults, data_faults, file_faults, share_faults, sign_faults
from rbflang.checks import CHECKS
from rbflang.data import between_rounds, corrections
from rbflang.data.counts import count_faults
from rbflang.diagnostics import NOTHING, Kind, Severity
from rbflang.failures import (
    assertion_fails_when_points_lapse,
    assertions,
    impossible,
    known_by_bounds,
    missing,
    too_few,
    too_long,
    totals_not_met,
    unpayable,
)
from rbflang.measuring import episode_faults
from rbflang.measuring.rounds import round_faults
from rbflang.measuring.servers import engine_faults
from rbflang.questions import round_without_observations
from rbflang.reports.document import Block, Document, Heading, Line, Lines, Paragraph, Verbatim
from rbflang.syntax import declared_currency, hints, misprints, reserved_words, text_faults, unclosed
from rbflang.syntax.vocabulary import KEYWORDS
from rbflang.uncertainty import printed_value_on_a_step
from rbflang.wording import Words

MODULES: tuple[ModuleType, ...] = (
    text_faults, reserved_words, declared_currency, misprints, hints, unclosed, *CHECKS, file_faults, data_faults,
    share_faults, sign_faults, cell_faults, count_faults, corrections, between_rounds, missing, impossible,
    known_by_bounds, too_few, unpayable, too_long, assertions, totals_not_met, assertion_fails_when_points_lapse,
    printed_value_on_a_step, round_without_observations, engine_faults, episode_faults, round_faults,
)  # fmt: skip


def _kinds_in(module: ModuleType) -> tuple[Kind, ...]:
    return tuple(value for value in vars(module).values() if isinstance(value, Kind))


KINDS: tuple[Kind, ...] = tuple(dict.fromkeys(kind for module in MODULES for kind in _kinds_in(module)))
SEVERITIES: dict[Severity, Words] = {
    Severity.FAULT: Words("Feil, stopper regelsettet", "Fault, stops the ruleset"),
    Severity.WARNING: Words("Varsel, stopper ikke regelsettet", "Warning, does not stop the ruleset"),
}
WITH_THE_FAULT = Words("Eksempel", "Example")
WORDS = Words("Ord i språket", "Words of the language")
CURED = Words("Rettet", "Cured")


def kind_named(slug: str) -> Kind | None:
    """The kind of a slug."""
    return next((kind for kind in KINDS if kind.slug == slug), None)


def kind_page(kind: Kind, language: str) -> Document:
    """One kind: what it is, why it matters, a text with the fault and the same text cured."""
    blocks: list[Block] = [
        Paragraph(f"{kind.slug} ({SEVERITIES[kind.severity].say(language)})"),
        Paragraph(kind.page.say(language)),
    ]
    for heading, text in ((WITH_THE_FAULT, kind.example), (CURED, kind.cured)):
        if text != NOTHING:
            blocks += [Heading(heading.say(language)), Verbatim(tuple(text.say(language).split("\n")), 4)]
    data = {
        "schema": "rbflang.kind/1",
        "slug": kind.slug,
        "severity": kind.severity.value,
        "title": kind.title.say(language),
        "page": kind.page.say(language),
        "example": kind.example.say(language),
        "cured": kind.cured.say(language),
    }
    return Document(kind.title.say(language), tuple(blocks), data, language=language)


def kind_list(language: str) -> Document:
    """Every kind with its title, in alphabetical order: faults first, then warnings."""
    blocks: list[Block] = []
    titles = {Severity.FAULT: Words("Feil", "Faults"), Severity.WARNING: Words("Varsler", "Warnings")}
    for severity, heading in titles.items():
        kinds = sorted((kind for kind in KINDS if kind.severity is severity), key=lambda kind: kind.slug)
        lines = tuple(Line(kind.slug, kind.title.say(language)) for kind in kinds)
        blocks += [Heading(heading.say(language)), Lines(lines)]
    words = sorted({word.spelled(language).strip(" ,") for word in KEYWORDS})
    blocks += [Heading(WORDS.say(language)), Paragraph(", ".join(words))]
    data = {
        "schema": "rbflang.kinds/1",
        "kinds": [
            {"slug": kind.slug, "severity": kind.severity.value, "title": kind.title.say(language)} for kind in KINDS
        ],
        "words": words,
    }
    title = Words(
        "Feil, varsler og ord i språket. Mer om én av dem: rbflang describe NAVN",
        "Faults, warnings and words of the language. More about one of them: rbflang describe NAME",
    )
    return Document(title.say(language), tuple(blocks), data, language=language)
