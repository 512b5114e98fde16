"""The help in English, by the Norwegian that stands beside each command and option, and the names of what they take.

Also what click says itself: it asks for a translation of each of its sentences, and gets the one spoken.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from rbflang.data_faults import shortened

ENGLISH: dict[str, str] = {
    "Resultatene i en fordeling, talt i episodene fra et register.":
    "The results of a round, counted in the episodes of a register.",
    "Resultatene i en fordeling, talt i episoder, og en rapport om det som er talt.":
    "The results of a round, counted in episodes, and a report of what was counted.",
    "Filen leses igjen med --data. Uten --share har den alle tall, og er bare for rommet der episodene ligger.":
    "The file is read again by --data. Without --share it holds all numbers, and is only for where the episodes are.",
    "Episodene: Parquet eller CSV, en mappe eller et mønster, eller en tabell i databasen. Kan gis flere ganger.":
    "The episodes: Parquet or CSV, a folder or a pattern, or a table of the database. May be given several times.",
    "Hva som teller: duckdb, eller en database: postgresql://… eller spark://…":
    "What counts: duckdb, or a database: postgresql://… or spark://…",
    "Tell resultatene i de samme episodene, slik hvert av regelsettene sier det. Kan gis flere ganger.":
    "Count the results in the same episodes, as each of the rulesets says. May be given several times.",
    "Ta med tallene som ikke telles, fra dataene.": "Take the figures that are not counted from the data.",
    "Tell også slik de andre lesningene i reglene gjør det.":
    "Count as the other readings in the rules do, too.",
    "Skriv små tall som grenser, så filen kan deles.":
    "Write small numbers as bounds, so that the file can be shared.",
    "Skriv det som er målt, som datafil (.csv eller .parquet).":
    "Write what was counted as a data file (.csv or .parquet).",
    "Hvorfor en region får det den får, ned til trinn og paragraf.":
    "Why one who is paid gets what they get, down to step and paragraph.",
    "Hvorfor en region får det den får.": "Why one who is paid gets what they get.",
    "Alt om en fordeling på én nettside som kan sendes.": "All about an allocation on one page that can be mailed.",
    "Alt om en fordeling på én nettside som kan sendes: beløp, forklaring, etterprøving og regler.":
    "All about an allocation on one page that can be mailed: amounts, explanation, verification and rules.",
    "Den siden først og fremst gjelder. Kan gis flere ganger. Uten: alle, når de ikke er for mange.":
    "Whom the page is about above all. May be given several times. Without: all, where they are not too many.",
    "Den som får betalt, for eksempel en region, som skal forklares.": "The one who is paid that is to be explained.",
    "Bare denne indikatoren.": "This indicator alone.",
    "Bare dette prestasjonsmålet.": "This measure alone.",
    "Hvor langt ned: 1 slutter etter tabellen, 2 etter veien til kroner, 3 er alt. I json: så mange ledd.":
    "How far down: 1 ends after the table, 2 after the way to the amount, 3 is all. In json: so many levels.",
    "Vis nøyaktige brøker.": "Show exact fractions.",
    "Hva neste trinn gir, hvor langt det er dit, og hvem som betaler.":
    "What the next step gives, how far it is, and who pays.",
    "Hva det neste trinnet for hvert resultat gir, hvor langt det er dit, og hvem som betaler.":
    "What the next step of each result gives, how far it is, and who pays.",
    "Finn de færreste trinnene som til sammen gir minst så mye mer.":
    "Find the fewest steps that together give at least so much more.",
    "Hva alle får hvis tall eller regler var annerledes, og hva som flytter beløpene.":
    "What everybody gets if figures or rules were otherwise, and what moves the amounts.",
    "Hva alle får hvis tall eller regler var annerledes: før, etter og hva som flytter beløpene.":
    "What everybody gets if figures or rules were otherwise: before, after and what moves the amounts.",
    "Det som endres, gis med --set, ett tall om gangen, eller med --with. Endrede regler kontrolleres først.":
    "What is changed is given with --set, one number at a time, or with --with. Changed rules are checked first.",
    "Regn etter med andre tall eller andre regler: en datafil, eller et regelsett ved navn eller fil.":
    "Compute with other figures or other rules: a data file, or a ruleset by its name or file.",
    "Hvilket resultat som gir så mye mer, eller det meste en kan få.":
    "Which result gives so much more, or the most there is.",
    "Hvilket resultat som gir så mye mer, den minste endringen som skal til; eller det meste en kan få.":
    "Which result gives so much more, the smallest change that does; or the most there is.",
    "Hvilken indikator det gjelder. Uten: hver av dem.": "Which indicator it is about. Without: each of them.",
    "Hvor mye mer det skal bli, for eksempel «5 mill. kr».": "How much more it is to be, such as “5 million kr”.",
    "foreløpig eller endelig.": "A round, such as provisional or final.",
    "Observasjoner fra en egen fil (CSV, Excel eller Parquet; FIL#Ark for et ark, - for standard inn, "
    "STØRRELSE=FIL for en tabell med tall for én størrelse), eller «syntetisk» for tall som er laget for prøving. Kan "
    "gis flere ganger; da leses filene sammen.":
    "Observations from a file of your own (CSV, Excel or Parquet; FILE#Sheet for a sheet, - for standard input, "
    "QUANTITY=FILE for a table of one quantity), or “synthetic” for figures made for trial. May be given several "
    "times; the files are read together then.",
    'Bytt ut én celle, for eksempel "måloppnåelse.skjema.Vest=0,4 %".':
    'Replace one cell, such as "score.falls.North=0.4 %".',
    "Utskriftsformat.": "Format of the output.",
    "Skriv rapporten til en fil. Endelsen velger formatet når --format ikke er gitt.":
    "Write the report to a file. The ending chooses the format where --format is not given.",
    "Filen som skal skrives (.parquet eller .csv). Må gis.": "The file to write (.parquet or .csv). Must be given.",
    "Språk. Ellers språket til regelsettet.": "Language. Else that of the ruleset.",
    "Kontroller et regelsett: feil, varsler og hva som er bevist.":
    "Check a ruleset: faults, warnings and what is proved.",
    "Kontroller regelsett: feil og varsler, og hva som er bevist. Uten navn: alle som følger med.":
    "Check rulesets: faults and warnings, and what is proved. Without a name: all that ship.",
    "Poeng, vektede poeng, faktor og utbetalinger.": "Points, weighted points, factor and payouts.",
    "Publiserte tall etterprøvd, tall for tall.": "Published figures checked, one by one.",
    "Vis bare tallene som ikke blir som de er trykt.": "Show only the figures that do not come to what is printed.",
    "Avregningen: endelig fordeling mot foreløpig, forklart.":
    "The settlement: a later round against an earlier one, explained.",
    "Avregningen: en fordeling minus en tidligere, og hva forskjellen kommer av.":
    "The settlement: a round less an earlier one, and what the difference comes from.",
    "Uten --from og --to er det de to siste fordelingene i regelsettet, eller de som datafilene heter det samme "
    "som.":
    "Without --from and --to these are the last two rounds of the ruleset, or those that the data files are "
    "called after.",
    "Hvor en liten forbedring er verdt mye, og hvor den ikke er verdt noe.":
    "Where a small improvement is worth much, and where it is worth nothing.",
    "Uten resultater vises det reglene alene sier.": "Without results it shows what the rules alone say.",
    "Skriv et bilde av det hvert tall kan flytte, til en fil. Krever --for.":
    "Write a picture of what each figure can move to a file. Needs --for.",
    "Vis det minste og det største hver kan få, før alle tall er inne.":
    "Show the least and the greatest that each can get, before all figures are in.",
    "Hvor sannsynlig hvert trinn er, og hvordan beløpene fordeler seg.":
    "How likely each step is, and how the amounts are distributed.",
    "Hvor sannsynlig hvert trinn er, og hvordan beløpene fordeler seg, når tallene er usikre.":
    "How likely each step is, and how the amounts are distributed, where figures are uncertain.",
    "Antall trekninger.": "How many draws.",
    "Frøet: samme frø, samme trekninger.": "The seed: the same seed, the same draws.",
    "Antall tråder. Svaret er det samme.": "How many threads. The answer is the same.",
    'Trekk et tall fra et intervall, for eksempel "måloppnåelse.video.Vest=10,2 %..11,3 %".':
    'Draw a figure from an interval, such as "score.falls.North=10.2 %..11.3 %".',
    "Trekk telleren når begge er observasjoner: like mange av nevneren som observert, binomisk fordelt.":
    "Draw the numerator where both are observed: as many of the denominator as observed, by the binomial distribution.",
    "Skriv et bilde av fordelingene til en fil.": "Write a picture of the distributions to a file.",
    "Hva hver får for hver av flere verdier av tall i reglene eller dataene.":
    "What each gets for each of several values of numbers in the rules or the data.",
    'Gi et tall flere verdier, for eksempel "måltall.video=10 %..20 %:0,5 %". Kan gis flere ganger; da prøves alle '
    "sammen.":
    'Give a number several values, such as "target.falls=10 %..20 %:0.5 %". May be given several times; then all are '
    "tried together.",
    "Hva hver får i hvert scenario i en fil med en kolonne for hvert tall.":
    "What each gets in each scenario of a file with a column for each figure.",
    "Scenarioene: CSV, Parquet eller Arrow.": "The scenarios: CSV, Parquet or Arrow.",
    "Ta med en kolonne urørt i svaret.": "Take a column along untouched.",
    "Ta tall uten kolonne fra dataene.": "Take figures without a column from the data.",
    "Syntetiske episoder til å prøve målinger med.": "Made-up episodes to try measurements with.",
    "Syntetiske episoder til et regelsett som teller episoder: åpne, etter et frø, så mange som ønsket.":
    "Made-up episodes for a ruleset that counts episodes: open, from a seed, as many as wished.",
    "Har fordelingen tall, blir resultatene som dem når episodene telles, ned til siste trykte siffer.":
    "Where the round has figures, the results are as these when the episodes are counted, to the last printed digit.",
    "Antall episoder, for eksempel 10^6. Ellers 10^6.": "How many episodes, for example 10^6. Else 10^6.",
    "Frøet: samme frø, samme episoder.": "The seed: the same seed, the same episodes.",
    "La resultatene bli som de blir, ikke som i dataene.": "Let results be what they come to, not those of the data.",
    "Antall tråder. Filen blir den samme.": "How many threads. The file is the same.",
    "Finn den minste endringen av ett tall som flytter minst så mye.":
    "Find the least change of one figure that moves at least so much.",
    "Hvem sine tall som endret utbetalingene, og med hvor mye.":
    "Whose figures changed the payouts, and by how much.",
    "Hvem sine tall som endret utbetalingene fra en fordeling til en annen, eller tallene for hva.":
    "Whose figures changed the payouts from one round to another, or figures of what.",
    "Heter filen bak --earlier ikke det samme som en fordeling, er den andre tall for den samme fordelingen.":
    "A file behind --earlier that is called after no round is other figures for the same round.",
    "Hvem eller hva tallene hører til, for eksempel indikatorer. Uten: de som får betalt.":
    "Whose or what the figures are, for example indicators. Without: those who are paid.",
    "Hvor mange rekkefølger som trekkes når det er for mange til å regne ut alle.":
    "How many orders are drawn where there are too many for all to be computed.",
    "Frø for trekningen.": "Seed of the draw.",
    "Bare denne indikatoren, med regnestykket. Krever --for.": "This indicator alone, with the sum. Needs --for.",
    "Fordelingen det regnes fra. Uten: den før den siste.":
    "The round that is counted from. Without: the last but one.",
    "Fordelingen det regnes til. Uten: den siste.": "The round that is counted to. Without: the last.",
    "Observasjoner for den siste fordelingen fra en egen fil, eller «syntetisk». Kan gis flere ganger.":
    "Observations for the later round from a file of your own, or “synthetic”. May be given several times.",
    "Observasjoner for den første fordelingen fra en egen fil.":
    "Observations for the earlier round from a file of your own.",
    "Begynn på et nytt år med reglene fra et annet.": "Begin a new year with the rules of another.",
    "Begynn på et nytt år: Skriv NAVN.rbf med reglene fra et annet år.":
    "Begin a new year: write NAME.rbf with the rules of another year.",
    "Alt som må slås opp for det nye året, er merket «ubekreftet», og «rbflang check» viser det, linje for linje.":
    "All that must be looked up for the new year is marked “unconfirmed”, and “rbflang check” shows it, line by "
    "line.",
    "Regelsettet du begynner fra.": "The ruleset you begin from.",
    "Hvert tall og hver regel med kilde og status, og hva av dokumentene som er dekket.":
    "Each number and rule with its source and status, and what of the documents is covered.",
    "Vis hvert tall på en linje for seg.": "Show each number on a line of its own.",
    "Vis hva annet som er prøvd, og hva det gir.": "Show what else was tried, and what it gives.",
    "Vis hvert avsnitt i dokumentene, og hva som dekker det.":
    "Show each section of the documents, and what covers it.",
    "Hva som er endret mellom to regelsett, og hva det flytter i kroner.":
    "What changed between two rulesets, and what that moves in money.",
    "Hva som er endret fra ett regelsett til et annet, og hva endringene flytter i kroner.":
    "What changed from one ruleset to another, and what the changes move in money.",
    "Tallene i en fordeling som datafil, eller et tomt skjema.":
    "The figures of a round as a data file, or an empty form.",
    "Tallene i en fordeling som datafil (CSV eller .xlsx), eller et tomt skjema med det som mangler.":
    "The figures of a round as a data file (CSV or .xlsx), or an empty form with what is missing.",
    "Filen leses igjen med --data.": "The file is read again with --data.",
    "Regelsettene som følger med, og fordelingene de har observasjoner for.":
    "The rulesets that ship, and the rounds they have observations for.",
    "Skriv regelsett i fast oppsett.": "Write rulesets in their fixed layout.",
    "Vis bare hvilke filer som ville blitt skrevet om.": "Only show which files would be rewritten.",
    "Skriv regelsettet med norske eller engelske ord.": "Write the ruleset with Norwegian or English words.",
    "En feil eller et varsel forklart, med eksempel og rettelse.":
    "A fault or a warning explained, with an example and its cure.",
    "En feil, et varsel eller et ord i språket forklart, med eksempel. Uten navn: alle feil og varsler.":
    "A fault, a warning or a word of the language explained, with an example. Without a name: all faults and "
    "warnings.",
    "Regelspråk og regnemotor for resultatbasert finansiering (RBF og KBF).":
    "A language of rules and an engine for results-based funding.",
}  # fmt: skip
# what the options and arguments take
TAKEN: dict[str, str] = {
    "REGELSETT": "RULESET", "MOTTAKER": "PAYEE", "INDIKATOR": "INDICATOR", "PRESTASJONSMÅL": "MEASURE",
    "FORDELING": "ROUND", "INNDELING": "SET", "FIL": "FILE", "ADRESSE": "ADDRESS", "VERDI": "VALUE", "NAVN": "NAME",
    "FØR": "BEFORE", "ETTER": "AFTER", "VALG": "OPTIONS", "KOMMANDO": "COMMAND", "BELØP": "AMOUNT",
    "ANTALL": "COUNT", "TALL": "NUMBER", "FRA": "FROM", "TIL": "TO", "TRINN": "STEP", "TELLER": "NUMERATOR",
    "NEVNER": "DENOMINATOR", "KOLONNE": "COLUMN",
}  # fmt: skip
HELP = "Vis denne hjelpen."
NORWEGIAN_CLICK: dict[str, str] = {
    "Options": "Valg", "Commands": "Kommandoer", "Arguments": "Argumenter", "Usage:": "Bruk:",
    "Show this message and exit.": HELP, "Show the version and exit.": "Vis versjonen.",
    "Got unexpected extra argument ({args})": "Dette hører ikke hjemme her: {args}",
    "Option {name!r} does not take a value.": "{name} tar ingen verdi.",
    "Option {name!r} requires an argument.": "{name} må ha en verdi.",
}  # fmt: skip
ENGLISH_CLICK: dict[str, str] = {
    "Show this message and exit.": "Show this help.", "Show the version and exit.": "Show the version.",
    "Got unexpected extra argument ({args})": "This does not belong here: {args}",
    "Option {name!r} does not take a value.": "{name} takes no value.",
    "Option {name!r} requires an argument.": "{name} must have a value.",
}  # fmt: skip


class Sentence(str):
    """A sentence of click's, into which words are put that may be very long, or nothing."""

    __slots__ = ()

    def format(self, *args: Any, **values: Any) -> str:
        """The sentence with the words put into it."""
        return super().format(*args, **{name: shortened(str(one)) or "«»" for name, one in values.items()})


def translate_click(language: Callable[[], str]) -> None:
    """Let click say its sentences in the language that is spoken when it says them."""

    def one(text: str) -> str:
        known = ENGLISH_CLICK if language() == "en" else NORWEGIAN_CLICK
        return Sentence(known.get(text, text))

    def several(text: str, texts: str, count: int) -> str:
        return one(text)

    for module in (click.core, click.exceptions, click.formatting, click.parser, click.decorators):
        for name, hook in (("_", one), ("ngettext", several)):
            if hasattr(module, name):
                setattr(module, name, hook)
