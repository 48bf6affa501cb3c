import { RECORD_KINDS, type RecordKind } from "@segpol/schema";
import { RECORD_TABLES } from "../../storage/migrations/triggers.js";

/** Why a record waits for somebody of its partner. */
export const WaitingFor = {
  PUBLICATION: "PUBLICATION",
  RESPONSE: "RESPONSE",
  DEADLINE: "DEADLINE",
  EVIDENCE: "EVIDENCE",
  TRANSLATION: "TRANSLATION",
  LINK_TARGET: "LINK_TARGET",
} as const;
export type WaitingFor = keyof typeof WaitingFor;

/** Days before a day on which something is due that it begins to wait. */
const AHEAD_DAYS = 30;

const KEPT = "withdrawn_at is null";
const SHOWN = `${KEPT} and not draft`;
const SOON = `<= (now() at time zone 'Europe/Brussels')::date + ${AHEAD_DAYS}`;

/** A text that has one of the national languages that most people read, and not the other. */
const lacksLanguage = (column: string): string =>
  `(${column} is not null and (${column} ->> 'NL' is null or ${column} ->> 'FR' is null))`;

const notDone = (measure: string): string =>
  `not exists (select from follow_up f where f.recommendation_id = recommendation.id and f.status = 'COMPLETE' and ${measure})
   and not exists (select from assessment a where a.recommendation_id = recommendation.id and a.closure like 'CLOSED%')`;

const DUE = `((due_on ${SOON} and ${notDone("f.measure is null")})
  or exists (select from measure m where m.recommendation_id = recommendation.id and m.due_on ${SOON} and ${notDone("f.measure = m.ref")}))`;

/** Of the links to this partner's own records, those whose target readers do not see. */
const LEADS_NOWHERE = (table: string): string => `exists (
  select from jsonb_array_elements(${table}.links) link
  where split_part(link ->> 'id', ':', 1) = split_part(${table}.id, ':', 1)
    and not exists (select from (${RECORD_KINDS.map(
      (kind) => `select id from ${RECORD_TABLES[kind]} where ${SHOWN}`,
    ).join(" union all ")}) shown where shown.id = link ->> 'id'))`;

type Conditions = Readonly<Partial<Record<RecordKind, string>>>;

const ofAll = (condition: (table: string) => string): Conditions =>
  Object.fromEntries(RECORD_KINDS.map((kind) => [kind, condition(RECORD_TABLES[kind])]));

/** What waits, in SQL, by the kinds of which it can. */
export const WAITING: Readonly<Record<WaitingFor, Conditions>> = {
  PUBLICATION: ofAll(() => `draft and ${KEPT}`),
  RESPONSE: {
    Recommendation: `${SHOWN} and not exists (select from response r where r.recommendation_id = recommendation.id)`,
  },
  DEADLINE: { Recommendation: `${KEPT} and ${DUE}` },
  EVIDENCE: {
    Recommendation: `${KEPT} and exists (select from follow_up f
      where f.recommendation_id = recommendation.id and f.status = 'COMPLETE' and f.evidence = '[]')`,
  },
  TRANSLATION: ofAll(() => `${KEPT} and (${lacksLanguage("title")} or ${lacksLanguage("summary")})`),
  LINK_TARGET: ofAll((table) => `${SHOWN} and ${LEADS_NOWHERE(table)}`),
};
