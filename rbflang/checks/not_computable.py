"""A word, a text or yes/no where a number is needed; a number where a condition is needed; no word to compare with."""

from __future__ import annotations

from collections.abc import Iterator

from rbflang.diagnostics import NOTHING, Fault, Kind, Label, Severity
from rbflang.ruleset.findings import NotACondition, NotANumber, NotAWord, NotOfTheRules
from rbflang.ruleset.model import Ruleset
from rbflang.ruleset.signatures import Inference
from rbflang.ruleset.unit_words import KINDS
from rbflang.syntax.vocabulary import BY_NAME
from rbflang.wording import Words

KIND = Kind(
    "not-computable",
    Severity.FAULT,
    Words("Det kan ikke regnes med dette", "This cannot be computed with"),
    Words(
        "Bare tall kan regnes med. Et ord kan sammenlignes med «er», ja og nei kan brukes som vilkår, og tekst kan "
        "bare vises. Et vilkår, etter «hvis», «krav», «der», «og», «eller» og «ikke», må være en sammenligning eller "
        "noe som er ja eller nei.",
        "Only numbers can be computed with. A word can be compared by “is”, yes and no can be conditions, and text "
        "can only be shown. A condition, behind “if”, “gate”, “where”, “and”, “or” and “not”, must be a comparison or "
        "something that is yes or no.",
    ),
    Words(
        "egenskap datakilde per indikator : ord\nformel vektet per indikator = vekt × datakilde [regelverk 2]",
        "property data_source per indicator : word\nformula weighted per indicator = weight × data_source [rulebook 2]",
    ),
    Words(
        "egenskap datakilde per indikator : ord\n"
        "formel vektet per indikator = hvis datakilde er NPR så vekt ellers 0 % [regelverk 2]",
        "property data_source per indicator : word\n"
        "formula weighted per indicator = if data_source is register then weight else 0 % [rulebook 2]",
    ),
)


def check(ruleset: Ruleset, inference: Inference) -> Iterator[Fault]:
    """A fault for each place where something of the wrong kind stands."""
    yield from (_number_expected(ruleset, finding) for finding in inference.found(NotANumber))
    yield from (_condition_expected(ruleset, finding) for finding in inference.found(NotACondition))
    yield from map(_word_expected, inference.found(NotAWord))
    yield from (_rule_expected(ruleset, finding) for finding in inference.found(NotOfTheRules))


def _number_expected(ruleset: Ruleset, finding: NotANumber) -> Fault:
    if any(one.rounding and one.rounding.span == finding.span for one in ruleset.quantities.values()):
        return _rounded(finding)
    kind, text = finding.kind.what, " ".join(finding.span.text.split())
    is_what = KINDS[kind]
    user = ruleset.quantities.get(finding.within)
    is_whole = user is not None and user.expression is not None and user.expression.span == finding.span
    tip, paste = _cure(ruleset, kind, text, is_whole)
    return Fault(
        KIND,
        Words(f"Det kan ikke regnes med «{text}»", f"“{text}” cannot be computed with"),
        (Label(finding.span, Words(f"dette er {is_what.nb}", f"this is {is_what.en}")), *_declared(ruleset, finding)),
        (
            Words(
                f"«{text}» er {is_what.nb}. Her trengs et tall.", f"“{text}” is {is_what.en}. A number is needed here."
            ),
        ),
        tip,
        paste,
    )


def _rounded(finding: NotANumber) -> Fault:
    """What is yes or no cannot be rounded."""
    what = KINDS[finding.kind.what]
    return Fault(
        KIND,
        Words(f"{what.nb.capitalize()} kan ikke rundes av", f"{what.en.capitalize()} cannot be rounded"),
        (Label(finding.span, Words(f"formelen gir {what.nb}", f"the formula gives {what.en}")),),
        (),
        Words("Ta bort avrundingen, eller skriv en formel som gir et tall.",
              "Take the rounding away, or write a formula that gives a number."),
    )  # fmt: skip


def _cure(ruleset: Ruleset, kind: str, text: str, is_whole: bool) -> tuple[Words, tuple[str, ...]]:
    words = {one: BY_NAME[one].spelled(ruleset.tree.language) for one in ("IF", "IS", "THEN", "ELSE", "YES")}
    answer, tip = (
        words["YES"],
        Words("Bruk det som vilkår, og si hvilke tall som gjelder:", "Use it as a condition, and say the numbers:"),
    )
    if kind == "word":
        answer, tip = "…", Words("Et ord kan bare sammenlignes:", "A word can only be compared:")
    elif kind != "yes_no":
        return NOTHING, ()
    chosen = f"{words['IF']} {text} {words['IS']} {answer} {words['THEN']} … {words['ELSE']} …"
    return tip, (chosen if is_whole else f"({chosen})",)


def _declared(ruleset: Ruleset, finding: NotANumber | NotACondition) -> tuple[Label, ...]:
    quantity, is_what = ruleset.quantities.get(finding.name), KINDS.get(finding.kind.what)
    if quantity is None or is_what is None:
        return ()
    words = Words(f"«{quantity.name}» er {is_what.nb}", f"“{quantity.name}” is {is_what.en}")
    return (Label(quantity.span, words),)


def _condition_expected(ruleset: Ruleset, finding: NotACondition) -> Fault:
    kind, text = finding.kind.what, " ".join(finding.span.text.split())
    what = KINDS.get(kind, Words("et tall", "a number"))
    at_least = BY_NAME["AT_LEAST"].spelled(ruleset.tree.language)
    paste = f"{text} {at_least} …" if kind == "number" else f"{text} {BY_NAME['IS'].spelled(ruleset.tree.language)} …"
    return Fault(
        KIND,
        Words(f"«{text}» er ikke noe vilkår", f"“{text}” is no condition"),
        (Label(finding.span, Words(f"dette er {what.nb}", f"this is {what.en}")), *_declared(ruleset, finding)),
        (
            Words(
                "Her må det stå noe som er oppfylt eller ikke.",
                "Something that holds or does not hold must stand here.",
            ),
        ),
        Words("Sammenlign med noe:", "Compare it with something:"),
        (paste,),
    )


def _word_expected(finding: NotAWord) -> Fault:
    name, text = finding.name, " ".join(finding.span.text.split())
    return Fault(
        KIND,
        Words(f"«{name}» kan bare sammenlignes med et ord", f"“{name}” can only be compared with a word"),
        (Label(finding.span, Words("dette er ikke et ord", "this is not a word")),),
        (
            Words(
                f"«{name}» er et ord som regelsettet eller dataene gir. «{text}» kan det aldri være.",
                f"“{name}” is a word that the rules or the data give. It can never be “{text}”.",
            ),
        ),
        Words("Skriv ett av ordene, uten hermetegn.", "Write one of the words, without quotation marks."),
    )


def _rule_expected(ruleset: Ruleset, finding: NotOfTheRules) -> Fault:
    name = finding.name
    return Fault(
        KIND,
        Words(
            f"«{name}» kan ikke avgjøre hva prestasjonsmålet gjelder",
            f"“{name}” cannot say what the measure applies to",
        ),
        (
            Label(finding.span, Words("dette står ikke i reglene", "the rules do not give this")),
            Label(ruleset.quantities[name].span, Words("her er det lagt inn", "declared here")),
        ),
        (
            Words(
                "Hvilke indikatorer et prestasjonsmål gjelder, må følge av reglene alene, ikke av dataene.",
                "Which indicators a measure applies to must follow from the rules alone, not from the data.",
            ),
        ),
        Words(
            "Bruk en egenskap ved indikatoren, eller skriv et krav med «ellers ingen deler».",
            "Use a property of the indicator, or write a gate that ends in “otherwise no parts”.",
        ),
    )
