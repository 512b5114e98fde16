"""The mutants that nothing notices, each with the reason: it is the same rule, or nothing that is known can tell.

A mutant is listed by a pattern of its name. A pattern that fits no mutant any more is told by a test.
"""

from __future__ import annotations

import re

from tests.mutated_rules.mutants import RuleMutant

SAME = "the same rule: "
OURS = "nothing to hold it against: "

REASONS: dict[str, str] = {
    # the same rule
    r"rbf2025 operator: total_poengsum: .*poengandel: × -> /": SAME + "the one measure has 100 % of the points",
    r"rbf2025 operator: poeng_per_indikator: sum -> gjennomsnitt": SAME + "there is one measure",
    r"rbf202[25] operator: gjennomsnittlige_poeng: .*: / -> ×": SAME + "the keys are 1 in all",
    r"rbf202[25] rounding: kontrollberegning \"Summer som: no mode -> , halve opp": SAME + "halves go up by itself",
    r"kbf20\d\d number: (datakompletthet|minimumsnivå): 1 -> 2": SAME + "all have the same number of parts",
    r"kbf20\d\d number: best_plassering: 1 -> 2 \(2\)": SAME + "all who have parts have the same number",
    r"kbf2017 number: mest_forbedring: 1 -> 2 \(2\)": SAME + "all who have parts have the same number",
    r"kbf20(18|19|20|21) number: forbedring: 1 -> 2": SAME + "all who have parts have the same number",
    r"kbf20\d\d number: rettet_resultat: 100 -> (99|101)": SAME + "only the order of results counts",
    r"kbf2017 number: endring: 0 -> 1": SAME + "the relative change asks for last year by itself",
    r"kbf20\d\d nobody has parts: (datakompletthet|minimumsnivå): .*": SAME + "all have parts, and lapse afterwards",
    r"kbf20\d\d nobody has parts: best_plassering: .*": SAME + "nobody has parts only where nobody takes part",
    r"rbf202[23] number: uttelling: 100 -> (99|101)": SAME + "five parts are given on both sides",
    r"rbf202[234] number: tertialnummer: 1 -> 0": SAME + "the first third counts whichever count is given",
    r"rbf202[24] number: tertialnummer: 3 -> 4": SAME + "no data beside the ruleset have all three thirds",
    r"rbf202[234] number: antall_tertialer: 1 -> 0": OURS + "no round rests on fewer thirds than one",
    r"rbf202[24] number: antall_tertialer: 3 -> [24]": OURS + "no data beside the ruleset have all three thirds",
    r"rbf2023 number: antall_tertialer: 3 -> 4": OURS + "a year has no fourth third",
    r"rbf202[234] removed: mangler_behandlingssteder: without der privat er nei": OURS + "such a file is refused",
    # nothing that is known can tell
    r"rbf202[234] number: plan: (69,375 -> 69,376|86,375 -> 86,374)": OURS + "a bound of ours, no closer needed",
    r"rbf2025 number: vekt_individuell_plan_2024: 3 -> [24]": OURS + "no source prints it; it is what is left",
    r"rbf2023 removed: (foreløpig|endelig): .*": OURS + "no source prints what its rounds rest on",
    r"rbf2023 word: (foreløpig|endelig): .*": OURS + "no source prints what its rounds rest on",
    r"kbf20\d\d removed: endelig: .*": OURS + "the only round; nothing is computed from its name",
    r"rbf202[234] removed: plan: without tjenesteområde .*": OURS + "the rulebook prints PHV",
    r"rbf202\d word: epikrisetid: tverrfaglig spesialisert rusbehandling: .*": OURS + "the documents print TSB",
    r"rbf202[234] word: tertial: [23]\. tertial: .*": OURS + "the documents print the first third alone",
    r"rbf2022 word: foreløpig: publisert juni 2021: .*": OURS + "table 1 has a row of the year, and no such words",
    r"kbf20\d\d word: (Midt|Nord|SørØst|Vest): Helse .* RHF: .*": OURS + "the documents print it without RHF",
    r"rbf202[45] word: video: Video- og telefonkonsultasjoner: .*": OURS + "its short title is the printed name",
    r"rbf202[45] word: samarbeid_phv_tsb: Samarbeidsaktiviteter .*": OURS + "its short title is the printed name",
    r"rbf202[23] word: samarbeid: Samarbeidsmøter: .*": OURS + "its short title is the printed name",
    r"kbf20\d\d word: (diagnose_phv|diagnose_tsb|infeksjon_hofte|infeksjon_galle|infeksjon_keisersnitt|"
    r"reinnleggelse_lungebetennelse|reinnleggelse_brudd|legemidler_aorta|legemidler_bein|"
    r"erfaring_(barnediabetes|tsb_behandling|tsb_miljo|tsb_utbytte))"
    r": (?!retning).*": OURS + "the excerpt shortens the name",
}  # fmt: skip


def reason_of(mutant: RuleMutant) -> str:
    """Why nothing can notice a mutant; empty where something should."""
    return next((reason for pattern, reason in REASONS.items() if re.fullmatch(pattern, mutant.name)), "")
