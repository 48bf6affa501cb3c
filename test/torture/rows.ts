import type { RecordKind } from "@segpol/schema";
import { dateOf, dayOf, oneOf, textOf } from "./contents.ts";
import type { Random } from "./random.ts";

/** A statement about rows that belong to a record; $1 is the record's id. */
export interface RowsWrite {
  readonly sql: string;
  readonly values: readonly unknown[];
}

/** A change of rows that belong to a record; undefined where the partner keeps none for that kind. `serial` is unique. */
export function rowsWriteOf(random: Random, partner: string, kind: RecordKind, serial: string): RowsWrite | undefined {
  if (kind === "Recommendation")
    return random.pick([measure, measureGone, response, responseGone, followUp, assessment])(random, serial);
  if (kind === "LegitimacyIndicator")
    return random.pick([observation, observation, observationChanged, observationGone])(random, serial);
  if (kind === "Event" && partner === "CPS")
    return random.pick([focusGroup, focusGroup, focusGroupGone])(random, serial);
  return undefined;
}

type Make = (random: Random, serial: string) => RowsWrite;

/** Refs that nothing else refers to, and so may go. */
const LOOSE_REFS = ["R8", "R9"];
const REFS = ["R1", "R1.1", "R1.2", "R2", "R2.1"];

const measure: Make = (random) => {
  const ref = random.pick([...REFS, ...LOOSE_REFS]);
  return {
    sql: `insert into measure (recommendation_id, parent_ref, ref, text, weight)
      values ($1, (select ref from measure where recommendation_id = $1 and ref = $3), $2, $4, $5)
      on conflict (recommendation_id, ref) do update set text = excluded.text, weight = excluded.weight`,
    values: [ref, ref.includes(".") ? ref.slice(0, 2) : null, JSON.stringify(textOf(random, ref)), random.int(1, 4)],
  };
};

const measureGone: Make = (random) => ({
  sql: "delete from measure where recommendation_id = $1 and ref = $2",
  values: [random.pick(LOOSE_REFS)],
});

const response: Make = (random) => ({
  sql: "insert into response (recommendation_id, body, value, reason, date) values ($1, $2, $3, $4, $5)",
  values: [
    random.pick(["Minister", "Zone"]),
    oneOf(random, "ResponseValue"),
    JSON.stringify(textOf(random, "because")),
    JSON.stringify(dateOf(random)),
  ],
});

const responseGone: Make = () => ({
  sql: "delete from response where seq = (select min(seq) from response where recommendation_id = $1)",
  values: [],
});

const followUp: Make = (random, serial) => ({
  sql: `insert into follow_up (id, recommendation_id, measure, actor, action, date, status, evidence)
    values ($2, $1, (select ref from measure where recommendation_id = $1 and ref = $3), $4, $5, $6, $7, $8)`,
  values: [
    `follow-up-${serial}`,
    random.pick(REFS),
    random.pick(["Zone", "Academie"]),
    JSON.stringify(textOf(random, "did")),
    JSON.stringify(dateOf(random)),
    oneOf(random, "ImplementationStatus"),
    JSON.stringify(random.chance(0.5) ? [{ type: "report", description: textOf(random, "evidence") }] : []),
  ],
});

const assessment: Make = (random, serial) => ({
  sql: `insert into assessment (id, recommendation_id, measure, assessor, status, closure, reason, date, next_review_on)
    values ($2, $1, (select ref from measure where recommendation_id = $1 and ref = $3), $4, $5, $6, $7, $8, $9)`,
  values: [
    `assessment-${serial}`,
    random.pick(REFS),
    "Inspectie",
    oneOf(random, "ImplementationStatus"),
    random.chance(0.3) ? oneOf(random, "Closure") : null,
    JSON.stringify(textOf(random, "found")),
    JSON.stringify(dateOf(random)),
    dayOf(random),
  ],
});

const observation: Make = (random) => ({
  sql: `insert into observation (indicator_id, period, value, sample_size, note, dimensions) values ($1, $2, $3, $4, $5, $6)`,
  values: [
    JSON.stringify(dateOf(random)),
    random.int(0, 10_000) / 16,
    random.int(1, 5_000),
    JSON.stringify(textOf(random, "note")),
    JSON.stringify(random.chance(0.5) ? [{ name: "gender", value: "women" }] : []),
  ],
});

const observationChanged: Make = (random) => ({
  sql: "update observation set value = $2 where seq = (select max(seq) from observation where indicator_id = $1)",
  values: [random.int(0, 10_000) / 16],
});

const observationGone: Make = () => ({
  sql: "delete from observation where seq = (select min(seq) from observation where indicator_id = $1)",
  values: [],
});

const focusGroup: Make = (random) => ({
  sql: `insert into focus_group (event_id, number, participants_min, participants_max) values ($1, $2, $3, 30)
    on conflict (event_id, number) do update set participants_min = excluded.participants_min`,
  values: [random.int(1, 4), random.int(1, 29)],
});

const focusGroupGone: Make = (random) => ({
  sql: "delete from focus_group where event_id = $1 and number = $2",
  values: [random.int(1, 4)],
});
