"""An alternative that replaces nothing in the ruleset."""

from __future__ import annotations

from collections.abc import Iterator

from rbflang.diagnostics import Fault, Kind, Label, Severity
from rbflang.nearest import nearest
from rbflang.ruleset.alternative_text import alternatives_of, measured_in, replaces_nothing
from rbflang.ruleset.model import Ruleset
from rbflang.ruleset.signatures import Inference
from rbflang.source import Span
from rbflang.syntax.nodes.episode_nodes import MeasurementDecl
from rbflang.syntax.tree import AlternativeDecl
from rbflang.wording import Words, listing

KIND = Kind(
    "alternative-changes-nothing",
    Severity.FAULT,
    Words("Et alternativ erstatter ingenting", "An alternative replaces nothing"),
    Words(
        "Et alternativ er regler slik de kunne ha vært. Hver regel i det erstatter regelen med samme navn, og av et "
        "prestasjonsmål eller en måling bare linjene av samme slag. Nye navn er hjelp til det som erstattes. Har "
        "ingenting i blokken et navn som finnes fra før, gir alternativet det samme som regelsettet.",
        "An alternative holds rules as they could have been. Each rule in it replaces the rule of its name, and of a "
        "measure or a measurement only the lines of the same kind. New names are there to help. If nothing in the "
        "block has a name that is there already, the alternative gives the same as the ruleset.",
    ),
    Words(
        'alternativ "Vanlig avrunding" [antatt: ikke sagt] {\n'
        "    formel avrundet_inntekt per region = poengverdi × poeng avrundet til hele kroner, halve opp\n}",
        'alternative "Plain rounding" [assumed: not said] {\n'
        "    formula rounded_income per region = point_value × points rounded to whole kroner, halves up\n"
        "}",
    ),
    Words(
        'alternativ "Vanlig avrunding" [antatt: ikke sagt] {\n'
        "    utbetaling inntekt per region = poengverdi × poeng avrundet til hele kroner, halve opp\n}",
        'alternative "Plain rounding" [assumed: not said] {\n'
        "    payout income per region = point_value × points rounded to whole kroner, halves up\n"
        "}",
    ),
)


def check(ruleset: Ruleset, inference: Inference) -> Iterator[Fault]:
    """A fault for each alternative in which no name is known."""
    for one in alternatives_of(ruleset):
        if replaces_nothing(ruleset.tree, one):
            yield _fault(ruleset, one)


def _fault(ruleset: Ruleset, one: AlternativeDecl) -> Fault:
    title = one.titles.title
    if one.rules and one.rules == measured_in(one):
        return _not_measured(one, measured_in(one)[0])
    names = [rule.name.text for rule in one.rules]
    story = Words(
        f"Regelsettet har ikke noe som heter {listing([f'«{name}»' for name in names])}.",
        f"The ruleset has nothing called {listing([f'“{name}”' for name in names], 'en')}.",
    )
    known = (*ruleset.quantities, *ruleset.staircases, *ruleset.measures)
    near = [found for name in names for found in nearest(name, known)[:1]]
    tip = (
        Words(f"Mente du {listing([f'«{name}»' for name in near])}?",
              f"Did you mean {listing([f'“{name}”' for name in near], 'en')}?")
        if near
        else Words("Gi regelen i alternativet samme navn som regelen den skal erstatte.",
                   "Give the rule in the alternative the name of the rule it is to replace.")
    )  # fmt: skip
    return Fault(
        KIND,
        Words(f"Alternativet «{title}» erstatter ingenting", f"The alternative “{title}” replaces nothing"),
        (Label(_head(one), Words("ingen navn i blokken finnes fra før", "no name in the block is there already")),),
        (story,) if names else (),
        tip,
    )


def _not_measured(one: AlternativeDecl, other: MeasurementDecl) -> Fault:
    """An alternative to how something is counted that the ruleset counts in no such register."""
    title, what, where = one.titles.title, other.name.text, other.register.text
    return Fault(
        KIND,
        Words(f"Alternativet «{title}» erstatter ingenting", f"The alternative “{title}” replaces nothing"),
        (Label(_head(one), Words("ingen slik måling finnes fra før", "there is no such measurement yet")),),
        (
            Words(
                f"Regelsettet har ingen måling av «{what}» fra «{where}».",
                f"The ruleset has no measurement of “{what}” from “{where}”.",
            ),
        ),
        Words(
            "Skriv målingen i regelsettet først. Alternativet erstatter bare linjene det selv har.",
            "Write the measurement in the ruleset first. The alternative replaces only the lines that it has.",
        ),
    )


def _head(one: AlternativeDecl) -> Span:
    """The first line of the block up to its citation or its brace."""
    text = one.span.text.split("\n")[0].split("[")[0].split("{")[0].rstrip()
    return Span(one.span.source, one.span.start, one.span.start + len(text))
