"""The nouns that sentences about a ruleset need: what the sets are called, what a quantity is, and the definite forms.

Takes names and quantities, gives words. The conventional names of the rulebooks have their grammatical forms here; any
other name is quoted, so that no name needs an entry.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from attrs import frozen

from rbflang.ruleset.model import Quantity
from rbflang.syntax.tree import StaircaseDecl
from rbflang.wording import Words, counted, listing, numbered, plain


@frozen(repr=False)
class Noun:
    """A noun: one of them (with its article), that one, several, all of them; and the English singular and plural."""

    a: str
    the: str
    many: str
    them: str
    en: str
    en_many: str


SETS: dict[str, Noun] = {
    "region": Noun("en region", "regionen", "regioner", "regionene", "region", "regions"),
    "indikator": Noun("en indikator", "indikatoren", "indikatorer", "indikatorene", "indicator", "indicators"),
    "delområde": Noun("et delområde", "delområdet", "delområder", "delområdene", "sub-area", "sub-areas"),
    "prestasjonsmål": Noun(
        "et prestasjonsmål", "prestasjonsmålet", "prestasjonsmål", "prestasjonsmålene", "measure", "measures"
    ),
    "gruppe": Noun("en gruppe", "gruppen", "grupper", "gruppene", "group", "groups"),
    "foretak": Noun("et foretak", "foretaket", "foretak", "foretakene", "trust", "trusts"),
    "helseforetak": Noun(
        "et helseforetak", "helseforetaket", "helseforetak", "helseforetakene", "health trust", "health trusts"
    ),
}
PAYEE = Noun("en mottaker", "mottakeren", "mottakere", "mottakerne", "payee", "payees")
QUANTITIES: dict[str, Noun] = {
    "vekt": Noun("en vekt", "vekten", "vekter", "vektene", "weight", "weights"),
    "gruppevekt": Noun(
        "en gruppevekt", "gruppevekten", "gruppevekter", "gruppevektene", "group weight", "group weights"
    ),
    "måltall": Noun("et måltall", "måltallet", "måltall", "måltallene", "target", "targets"),
    "fordelingsnøkkel": Noun(
        "en fordelingsnøkkel", "fordelingsnøkkelen", "fordelingsnøkler", "fordelingsnøklene", "allocation key", "keys"
    ),
    "bevilgning": Noun(
        "en bevilgning", "bevilgningen", "bevilgninger", "bevilgningene", "appropriation", "appropriations"
    ),
    "poengandel": Noun("en poengandel", "poengandelen", "poengandeler", "poengandelene", "point share", "point shares"),
}  # fmt: skip
QUANTITIES |= {noun.en.replace(" ", "_"): noun for noun in QUANTITIES.values()}
ROLES: dict[str, Words] = {
    "fixed": Words("et fastsatt tall", "a fixed number"),
    "table": Words("en tabell", "a table"),
    "property": Words("en egenskap", "a property"),
    "input": Words("inndata", "an input"),
    "formula": Words("en formel", "a formula"),
    "payout": Words("utbetalingen", "the payout"),
}
HANDED_OUT = Words("noe prestasjonsmålene deler ut", "something the measures hand out")


def set_noun(name: str) -> Noun:
    """The noun of a set's members."""
    quoted = f"medlem av «{name}»"
    known = SETS.get(name)
    return known or Noun(
        f"et {quoted}", f"medlemmet av «{name}»", f"medlemmer av «{name}»", f"medlemmene av «{name}»",
        f"member of “{name}”", f"members of “{name}”",
    )  # fmt: skip


def payee_noun(name: str) -> Noun:
    """The noun of those who are paid: that of their set where it has one, else that they are paid."""
    return SETS.get(name, PAYEE)


def the_one(noun: Noun) -> Words:
    """`regionen`, in English without its article."""
    return Words(noun.the, noun.en)


def all_members(name: str, count: int) -> Words:
    """`de ni indikatorene`, `the nine indicators`."""
    noun = set_noun(name)
    return Words(f"de {counted(count)} {noun.them}", f"the {count} {noun.en_many}")


def the_quantity(name: str) -> Words:
    """`måltallet`, or the name in quotation marks."""
    known = QUANTITIES.get(name)
    return Words(known.the, f"the {known.en}") if known else quoted(name)


def the_quantities(name: str) -> Words:
    """`måltallene`, or the name in quotation marks."""
    known = QUANTITIES.get(name)
    return Words(known.them, f"the {known.en_many}") if known else quoted(name)


def what_it_is(quantity: Quantity) -> Words:
    """`en tabell per region`."""
    said = ROLES.get(quantity.role, HANDED_OUT)
    per = per_sets(quantity.sets)
    return Words(said.nb + per.nb, said.en + per.en)


def per_sets(sets: Sequence[str]) -> Words:
    """` per indikator og region`; nothing for no sets."""
    english = [SETS[name].en if name in SETS else name for name in sets]
    return Words(f" per {listing(list(sets))}", f" per {listing(english, 'en')}") if sets else Words("", "")


def quoted(name: str) -> Words:
    """The name in quotation marks."""
    return Words(f"«{name}»", f"“{name}”")


def begun(words: Words) -> Words:
    """The words as a sentence begins."""
    return Words(words.nb[:1].upper() + words.nb[1:], words.en[:1].upper() + words.en[1:])


def the_staircase(staircase: StaircaseDecl) -> Words:
    """`trappen «uttelling»`, `rampen «oppnådd»`."""
    name = staircase.name.text
    if staircase.is_ramp:
        return Words(f"rampen «{name}»", f"the ramp “{name}”")
    return Words(f"trappen «{name}»", f"the staircase “{name}”")


_AGGREGATES: dict[str, Words] = {
    "sum": Words("summen", "the sum"),
    "mean": Words("gjennomsnittet", "the mean"),
    "least": Words("det minste", "the least"),
    "greatest": Words("det største", "the greatest"),
    "count": Words("antallet", "the count"),
    "median": Words("medianen", "the median"),
}
_ENDS = {"nth_least": ("minste", "least"), "nth_greatest": ("største", "greatest")}


def one_in_order(kind: str, place: Fraction) -> Words:
    """What an aggregate is called: `gjennomsnittet`, `det nest største`, `det 3. minste`, `80-persentilen`."""
    if kind in _AGGREGATES:
        return _AGGREGATES[kind]
    if kind == "percentile":
        per_cent = place * 100
        whole = numbered(int(per_cent), "en") if per_cent.denominator == 1 else f"{plain(per_cent, 'en')}th"
        return Words(f"{plain(per_cent)}-persentilen", f"the {whole} percentile")
    nb, en = _ENDS[kind]
    if place == 2:
        return Words(f"det nest {nb}", f"the second {en}")
    number = int(place)
    return Words(f"det {numbered(number)} {nb}", f"the {numbered(number, 'en')} {en}")
