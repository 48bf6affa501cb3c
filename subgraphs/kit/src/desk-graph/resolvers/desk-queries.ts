import { DateTimeScalar, isCalendarDay, parseRecordId, type RecordKind } from "@segpol/schema";
import { GraphQLJSON } from "graphql-scalars";
import { Arg, Ctx, Field, ID, InputType, Int, Query, registerEnumType, Resolver } from "type-graphql";
import { badCursor, badInput, outOfRange } from "../../errors/input-errors.js";
import { type AuditFilter, type AuditRow, readAudit } from "../../desk/audit/read-audit.js";
import { changesBetween } from "../../desk/records/changes.js";
import { type ListPosition, listRecords, type RecordFilter, RecordState } from "../../desk/records/list-records.js";
import { WaitingFor } from "../../desk/records/waiting.js";
import { readSnapshot } from "../../desk/records/snapshot.js";
import { requireReader } from "./authorize.js";
import type { DeskContext } from "./desk-context.js";
import { connectionTypes, readCursor, writeCursor } from "../types/pages.js";
import { FieldChangeType, shownChange } from "../types/payloads.js";
import { objectType } from "../types/desk-type.js";
import { TypedDate } from "../types/typed-scalars.js";
import type { DeskGraph } from "../types/desk-graph.js";
import { RecordKindEnum, shownRecord } from "../types/record-types.js";

const MAX = 200;
/** Of a text that is looked for. */
const MAX_TEXT = 300;

registerEnumType(RecordState, {
  name: "RecordState",
  description: "Where a record stands.",
  valuesConfig: {
    PUBLISHED: { description: "Seen by whom its visibility says." },
    DRAFT: { description: "For the desk alone." },
    WITHDRAWN: { description: "Gone for readers." },
  },
});

registerEnumType(WaitingFor, {
  name: "WaitingFor",
  description: "Why a record waits for somebody of its partner.",
  valuesConfig: {
    PUBLICATION: { description: "It is a draft." },
    RESPONSE: { description: "A published recommendation that nobody has responded to." },
    DEADLINE: {
      description: "It, or a measure of it, is or was due within 30 days, is not reported complete and not closed.",
    },
    EVIDENCE: { description: "Something is reported complete without evidence." },
    TRANSLATION: { description: "Its title or summary is missing in Dutch or French." },
    LINK_TARGET: { description: "It leads to a record of this partner that readers do not see." },
  },
});

@InputType("RecordFilter", { description: "Which records to list; what is left out asks for nothing." })
class RecordFilterInput implements RecordFilter {
  @Field(() => RecordKindEnum, { nullable: true, description: "Of this kind." })
  kind?: RecordKind | null;

  @Field(() => RecordState, { nullable: true, description: "Which stand there." })
  state?: RecordState | null;

  @Field(() => WaitingFor, { nullable: true, description: "Which wait for that." })
  waiting?: WaitingFor | null;

  @Field(() => String, {
    nullable: true,
    description: `With this in the title, in any language, or in the id; ${MAX_TEXT} characters at most.`,
  })
  text?: string | null;
}

@InputType("AuditFilter", { description: "Which entries; what is left out asks for nothing." })
class AuditFilterInput implements AuditFilter {
  @Field(() => ID, { nullable: true, description: "By this subject." })
  subject?: string | null;

  @Field(() => RecordKindEnum, { nullable: true, description: "About records of this kind." })
  kind?: RecordKind | null;

  @Field(() => TypedDate, { nullable: true, description: "From this day on, in Brussels." })
  from?: string | null;

  @Field(() => TypedDate, { nullable: true, description: "Until this day, in Brussels." })
  to?: string | null;

  @Field(() => String, { nullable: true, description: "From this source: a part of it, such as a file's name." })
  source?: string | null;
}

const AuditEntry = objectType("AuditEntry", "One change of a record, as the audit trail keeps it.", {
  at: { type: () => DateTimeScalar, required: true, description: "When." },
  subject: { type: () => ID, required: true, description: "Who: the subject of the token." },
  name: { type: () => String, description: "What the subject's token called them last; null: no name is kept." },
  issuer: { type: () => String, required: true, description: "Who says so: the token's issuer." },
  roles: { type: () => String, list: true, required: true, description: "The roles that the token gave." },
  action: {
    type: () => String,
    required: true,
    description: "What was done: create, update, withdraw, appendFollowUp.",
  },
  recordId: { type: () => ID, required: true, description: "The record." },
  recordKind: { type: () => RecordKindEnum, required: true, description: "Its kind." },
  version: { type: () => Int, required: true, description: "The version it had afterwards." },
  changes: { type: () => FieldChangeType, list: true, required: true, description: "What changed, field by field." },
  before: { type: () => GraphQLJSON, description: "The record before; null: there was none, or it was erased since." },
  after: {
    type: () => GraphQLJSON,
    description: "The record afterwards; null: there is none, or it was erased since.",
  },
  requestId: { type: () => ID, required: true, description: "The request, as its answer and the log name it." },
  idempotencyKey: { type: () => String, description: "The key that the request came with." },
  source: {
    type: () => String,
    required: true,
    description: "DESK, the file of an import, or the version that it was restored from.",
  },
  blankedAt: {
    type: () => DateTimeScalar,
    description: "When its content was removed, because the record was erased.",
  },
});

const Audit = connectionTypes("AuditEntry", "entries of the audit trail", () => AuditEntry);

/** What the desk shows to this partner's editors and readers. */
export function createDeskQueries({ records }: DeskGraph): new () => object {
  const Records = connectionTypes("DeskRecord", "records", () => records.any);

  @Resolver()
  class DeskQueries {
    @Query(() => records.any, {
      nullable: true,
      description:
        "A record as its owner keeps it; null: there is none. Needs the role partner:<CODE>:reader or partner:<CODE>:editor.",
    })
    async record(
      @Arg("id", () => ID, { description: "Its id." }) id: string,
      @Ctx() context: DeskContext,
    ): Promise<object | null> {
      requireReader(context);
      const { partner, em } = context;
      const parts = parseRecordId(id);
      if (parts?.partner !== partner.code || !partner.classes[parts.kind]) return null;
      return shownRecord(records, await readSnapshot(em, parts.kind, id));
    }

    @Query(() => Records, { description: "What is kept here, what changed last first." })
    async records(
      @Arg("after", () => String, { nullable: true, description: "An endCursor, to go on from there." })
      after: string | null | undefined,
      @Arg("first", () => Int, { defaultValue: 50, description: `How many, ${MAX} at most.` }) first: number,
      @Arg("filter", () => RecordFilterInput, { nullable: true, description: "Which." })
      filter: RecordFilterInput | null | undefined,
      @Ctx() context: DeskContext,
    ): Promise<object> {
      requireReader(context);
      assertSize(first);
      assertText(filter?.text ?? "");
      const position = after == null ? undefined : readCursor(after, isPosition);
      if (after != null && !position) throw badCursor("an endCursor of records");
      const {
        records: found,
        totalCount,
        hasMore,
      } = await listRecords(context.em, context.partner.classes, filter ?? {}, {
        first,
        after: position,
      });
      const edges = found.map((record) => ({
        cursor: writeCursor(record.position),
        node: shownRecord(records, record),
      }));
      return page(edges, totalCount, hasMore, position !== undefined);
    }

    @Query(() => Audit, { description: "Who changed what, the latest first." })
    async audit(
      @Arg("after", () => String, { nullable: true, description: "An endCursor, to go on from there." })
      after: string | null | undefined,
      @Arg("first", () => Int, { defaultValue: 50, description: `How many, ${MAX} at most.` }) first: number,
      @Arg("recordId", () => ID, { nullable: true, description: "Of this record alone." })
      recordId: string | null | undefined,
      @Arg("filter", () => AuditFilterInput, { nullable: true, description: "Which." })
      filter: AuditFilterInput | null | undefined,
      @Ctx() context: DeskContext,
    ): Promise<object> {
      requireReader(context);
      assertSize(first);
      const seq = after == null ? undefined : readCursor(after, isSeq);
      if (after != null && seq === undefined) throw badCursor("an endCursor of the audit trail");
      const { subject, kind, from, to, source } = filter ?? {};
      for (const day of [from, to]) {
        const isDay = day == null || (isCalendarDay(day) && !day.startsWith("0000"));
        if (!isDay) throw badInput(`Expected a day as YYYY-MM-DD; got ${day}.`);
      }
      assertText(source ?? "");
      const asked = { recordId, subject, kind, from, to, source };
      const { entries, totalCount, hasMore } = await readAudit(context.em, asked, { first, after: seq });
      const edges = entries.map((entry) => ({ cursor: writeCursor(entry.seq), node: shownEntry(entry) }));
      return page(edges, totalCount, hasMore, seq !== undefined);
    }
  }
  return DeskQueries;
}

function shownEntry({ kind, ...entry }: AuditRow): object {
  return { ...entry, recordKind: kind, changes: changesBetween(entry.before, entry.after).map(shownChange) };
}

function page(
  edges: readonly { cursor: string; node: object | null }[],
  totalCount: number,
  hasNextPage: boolean,
  hasPreviousPage: boolean,
): object {
  const [startCursor, endCursor] = [edges.at(0)?.cursor ?? null, edges.at(-1)?.cursor ?? null];
  const nodes = edges.map(({ node }) => node);
  return { edges, nodes, totalCount, pageInfo: { hasNextPage, hasPreviousPage, startCursor, endCursor } };
}

function assertSize(first: number): void {
  if (first < 1 || first > MAX) throw outOfRange("first", first, `1 to ${MAX}`);
}

/** Titles have no more characters; the database looks for a text in all of them. */
function assertText({ length }: string): void {
  if (length > MAX_TEXT) throw badInput(`Expected text of at most ${MAX_TEXT} characters; got ${length}: shorten it.`);
}

function isSeq(value: unknown): value is string {
  return typeof value === "string" && /^\d{1,18}$/.test(value);
}

function isPosition(value: unknown): value is ListPosition {
  if (typeof value !== "object" || value === null || !("updatedAt" in value) || !("id" in value)) return false;
  const { updatedAt, id } = value;
  return (
    typeof updatedAt === "string" &&
    INSTANT.test(updatedAt) &&
    isCalendarDay(updatedAt.slice(0, "YYYY-MM-DD".length)) &&
    typeof id === "string" &&
    parseRecordId(id) !== undefined
  );
}

/** An instant as PostgreSQL writes it; it knows no year 0, and no zone that is sixteen hours away. */
const INSTANT = /^(?!0000)\d{4}-\d{2}-\d{2} ([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?[+-](0\d|1[0-5])(:[0-5]\d)?$/;
