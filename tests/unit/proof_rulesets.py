"""Rulesets that proofs are tried on: one small model, and what is changed in it."""

from __future__ import annotations

from rbflang import library
from rbflang.pipeline import checked
from rbflang.ruleset.infer import infer
from rbflang.ruleset.model import CheckedRuleset
from rbflang.ruleset.resolve import resolve
from rbflang.source import Source
from rbflang.syntax.parse import parse

MODEL = """regelsett RBF 2031 "Prøve"
kilde r "Regelverk" { utgiver "Helsedirektoratet" }
region A "A"
region B "B"
region C "C"
fastsatt pott = 1 000 000 kr [r 1]
fastsatt poengene = 1 000 poeng [r 1]
tabell nøkkel per region : andel [r 1] {
    A: 50 %
    B: 30 %
    C: 20 %
}
egenskap vekt per indikator : andel
egenskap måltall per indikator : andel
indikator x "X" {
    delområder s "s", t "t" [r 1]
    vekt 75 % [r 1]
    måltall 50 % [r 1]
}
indikator y "Y" {
    vekt 25 % [r 1]
    måltall 20 % [r 1]
}
trapp trinn [r 1] {
    fra 0 % gir 0 deler
    fra 50 % gir 1 del
    fra 100 % gir 3 deler
}
inndata resultat per indikator, delområde, region : andel
inndata kvalitet per indikator, region : andel
inndata beløp per region : kr fra 0 kr til 1 000 000 kr
formel poengsummen per indikator, prestasjonsmål = poengene × vekt × poengandel [r 1]
prestasjonsmål plassering "Plassering" {
    poengandel 80 % [r 1]
    deler = sum trinn(resultat / måltall) over delområde per indikator [r 1]
    poeng = fordel poengsummen mellom region etter deler, likt når ingen har deler [r 1]
}
prestasjonsmål dekning "Dekning" {
    poengandel 20 % [r 1]
    deler = trinn(kvalitet) [r 1]
    poeng = fordel poengsummen mellom region etter deler, likt når ingen har deler [r 1]
}
formel poengsum per region = sum poeng over indikator, prestasjonsmål [r 1]
formel vektede per region = nøkkel × poengsum [r 1]
formel vektede_i_alt = sum vektede over region [r 1]
formel faktor = poengene / vektede_i_alt [r 1]
formel poeng_til_utbetaling per region = faktor × vektede [r 1]
utbetaling inntekt per region = pott / poengene × poeng_til_utbetaling
    avrundet til hele kroner, etter største rest [r 1]
formel poeng_per_indikator per indikator, region = sum poeng over prestasjonsmål [r 1]
formel snitt per indikator = sum (nøkkel × poeng_per_indikator) over region / sum nøkkel over region [r 1]
formel effekt per indikator, region = pott × nøkkel × (poeng_per_indikator − snitt) / vektede_i_alt [r 1]
"""

OWN = "deler = trinn(kvalitet) [r 1]"


def gate(requirement: str) -> tuple[str, str]:
    return OWN, f"{OWN}\n    krav {requirement} [r 1]"


def formulas(text: str) -> tuple[str, str]:
    return "formel poengsum per", f"{text}\nformel poengsum per"


LAPSE_GATE = gate("kvalitet minst 10 %, ellers bortfaller poengene")
LAPSING = (LAPSE_GATE, ("etter deler, likt når ingen har deler", "etter deler, bortfaller når ingen har deler"))
HALF_UP = ("avrundet til hele kroner, etter største rest", "avrundet til hele kroner, halve opp")
ONLY_Y = ("poengandel 20 % [r 1]", "poengandel 20 % [r 1]\n    gjelder y")


def ruleset_of(text: str) -> CheckedRuleset:
    tree = parse(Source("prove.rbf", text))
    assert not tree.faults, tree.faults[0].title.nb
    ruleset = resolve(tree.tree)
    return CheckedRuleset(ruleset, infer(ruleset), (), ())


def changed(*changes: tuple[str, str]) -> str:
    """The model with some words of it replaced."""
    text = MODEL
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return text


def model(assertion: str, *changes: tuple[str, str]) -> CheckedRuleset:
    """The model, changed, with one assertion."""
    return ruleset_of(f"{changed(*changes)}kontroll {assertion}\n")


def shipped(name: str) -> CheckedRuleset:
    shelf = library.find(name)
    assert shelf
    source = library.read(shelf.path)
    assert isinstance(source, Source)
    ruleset, _ = checked(source)
    assert ruleset
    return ruleset


# assertions that hold in the model for all data
PROVED = (
    "sum poengsum over region = poengene",
    "sum poeng over indikator, prestasjonsmål, region = 1 000 poeng",
    "sum poeng over region = poengsummen",
    "sum plassering.poeng over region = 80 % × vekt × poengene",
    "sum bortfalt over indikator, prestasjonsmål = 0 poeng",
    "sum poeng_til_utbetaling over region = poengene",
    "sum inntekt over region = pott",
    "sum effekt over indikator, region = 0 kr",
    "sum effekt over region = 0 kr",
    "sum nøkkel over region = 100 %",
    "sum vekt over indikator = sum poengandel over prestasjonsmål",
    "gjennomsnitt poengsum over region = poengene / 3",
    "antall over region = 3",
    "sum (resultat + 1) over region = 3 + sum resultat over region",
    "sum resultat over delområde, region = sum (sum resultat over delområde per indikator) over indikator, region",
    "sum (vekt × beløp) over indikator, region = sum beløp over region",
    "(beløp + pott) × (beløp − pott) = beløp × beløp − pott × pott",
    "sum beløp der kvalitet minst 50 % over indikator, region "
    "= sum (sum beløp der kvalitet minst 50 % over indikator) over region",
    "poengsum / vektede_i_alt = poeng_til_utbetaling / (nøkkel × poengene)",
)
