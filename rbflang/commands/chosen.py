"""What a user names on the command line: a member by id, title, short title or an unambiguous part of one; a round."""

from __future__ import annotations

from collections.abc import Sequence

from rbflang.commands.misuse import Misuse, meant
from rbflang.data.between_rounds import round_of
from rbflang.data.computed import Computed
from rbflang.data.figures import find_member
from rbflang.data_faults import shortened
from rbflang.nearest import folded, nearest
from rbflang.ruleset.model import MemberSet, Ruleset
from rbflang.ruleset.nouns import PAYEE, SETS, payee_noun, set_noun, the_one
from rbflang.syntax.tree import RoundDecl, Titles
from rbflang.wording import Words, listing


def chosen_member(members: MemberSet | None, text: str, what: Words) -> str:
    """The member that a text names; wrong usage where it names none or several. `what` is what it should be."""
    if members is None:
        raise Misuse(
            Words(
                f"Fant ikke {what.nb} «{text}». Regelsettet har ingen å velge mellom.",
                f"There is no {what.en} “{text}”. The ruleset has none to choose from.",
            )
        )
    found = find_member(members, text)
    if found is not None:
        return found
    wanted = folded(text)
    parts = [one.name for one in members.members if any(wanted in folded(name) for name in _names(members, one.name))]
    if len(parts) == 1:
        return parts[0]
    names = [one.name for one in members.members]
    if len(parts) > 1:
        raise Misuse(
            Words(
                f"«{text}» kan bety flere: {', '.join(parts)}. Velg én av dem.",
                f"“{text}” may mean several: {', '.join(parts)}. Choose one of them.",
            )
        )
    near = nearest(text, [name for one in names for name in _names(members, one)])
    hint, known = meant(near[0] if near else ""), ", ".join(names)
    raise Misuse(
        Words(
            f"Fant ikke {what.nb} «{text}».{hint.nb} Dette kan velges: {known}.",
            f"There is no {what.en} “{text}”.{hint.en} These can be chosen: {known}.",
        )
    )


def chosen_payee(computed: Computed, text: str | None) -> str:
    """The one who is paid that a text names; wrong usage where there is none, for the question is about one."""
    ruleset = computed.checked.ruleset
    payout = ruleset.payout
    assert payout is not None
    members = ruleset.sets[payout.sets[0]]
    if text is None:
        known = ", ".join(one.name for one in members.members)
        raise Misuse(
            Words(
                f"Velg hvem det gjelder, med --for. Dette kan velges: {known}.",
                f"Choose who it is about, with --for. These can be chosen: {known}.",
            )
        )
    return chosen_member(members, text, the_one(payee_noun(payout.sets[0])))


def chosen_set(names: Sequence[str], payees: str, text: str) -> str:
    """The set that a text names, by its name or what its members are called; wrong usage where it is none of these."""
    known: dict[str, str] = {}
    for name in names:
        noun = set_noun(name)
        words = [name, noun.many, noun.en, noun.en_many]
        words += [PAYEE.a.partition(" ")[2], PAYEE.many, PAYEE.en, PAYEE.en_many] if name == payees else []
        known |= {folded(word): name for word in words}
    if folded(text) in known:
        return known[folded(text)]
    near = nearest(text, list(known))
    hint = meant(near[0] if near else "")
    english = [SETS[name].en_many if name in SETS else name for name in names]
    raise Misuse(
        Words(
            f"Ingen tall varierer over «{shortened(text)}».{hint.nb} Dette kan velges: {listing(names)}.",
            f"No figures vary over “{shortened(text)}”.{hint.en} These can be chosen: {listing(english, 'en')}.",
        )
    )


def chosen_round(ruleset: Ruleset, text: str) -> RoundDecl:
    """The declared round that a text names, by its name, its file's name or a title; wrong usage where it is none."""
    found = round_of(ruleset, text)
    if found is not None:
        return found
    rounds = ruleset.rounds.values()
    titled = [one for one in rounds if folded(text) in map(folded, filter(None, _titles(one.titles)))]
    if len(titled) == 1:
        return titled[0]
    near = nearest(text, list(ruleset.rounds))
    hint = meant(near[0] if near else "")
    names = [f"{one.name.text} ({one.titles.title})" if one.titles.title else one.name.text for one in rounds]
    raise Misuse(
        Words(
            f"{ruleset.title} har ingen fordeling som heter «{shortened(text)}».{hint.nb} Fordelingene er "
            f"{listing(names)}.",
            f"{ruleset.title} has no round called “{shortened(text)}”.{hint.en} The rounds are {listing(names, 'en')}.",
        )
    )


def _names(members: MemberSet, name: str) -> Sequence[str]:
    return [one for one in (name, *_titles(members[name].titles)) if one]


def _titles(titles: Titles) -> Sequence[str]:
    return (titles.title, titles.short, titles.english, *titles.aliases)
