/**
 * Months from one measurement to the next, by what owners call it: a word of a language of the hub, a code of SDMX (CL_FREQ), or a period of
 * ISO 8601. What is more frequent than monthly counts as monthly.
 */
const MONTHS: ReadonlyMap<string, number> = new Map(
  (
    [
      [
        1,
        ["monthly", "maandelijks", "mensuel", "mensuelle", "monatlich", "weekly", "wekelijks", "daily", "m", "w", "d"],
      ],
      [3, ["quarterly", "driemaandelijks", "per kwartaal", "trimestriel", "trimestrielle", "vierteljährlich", "q"]],
      [6, ["half-yearly", "halfjaarlijks", "semestriel", "semestrielle", "halbjährlich", "s"]],
      [12, ["yearly", "annual", "annually", "jaarlijks", "annuel", "annuelle", "jährlich", "a"]],
      [24, ["biennial", "two-yearly", "tweejaarlijks", "biennal", "biennale", "zweijährlich", "a2"]],
      [36, ["three-yearly", "driejaarlijks", "triennal", "triennale", "dreijährlich", "a3"]],
    ] as const
  ).flatMap(([months, names]) => names.map((name) => [name, months] as const)),
);
const PERIOD = /^p(\d{1,2})([ym])$/;

/** Months from one measurement to the next; undefined: the words say nothing that the hub knows. */
export function monthsOf(frequency: string): number | undefined {
  const given = frequency.normalize("NFC").trim().toLowerCase();
  const [, count, unit] = PERIOD.exec(given) ?? [];
  const months = Number(count) * (unit === "y" ? 12 : 1);
  return months > 0 ? months : MONTHS.get(given);
}
