import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { samplePartner } from "../support/sample-partner.js";
import { dataOf, type DeskUnderTest, type Payload, startDeskUnderTest } from "./ask-desk.js";

let desk: DeskUnderTest;
beforeAll(async () => {
  desk = await startDeskUnderTest(samplePartner());
});
afterAll(() => desk?.stop());

const date = { edtf: "2024-03" };
const KINDS = {
  Event: {
    input: {
      title: { NL: "Ronde tafel" },
      kind: "ROUND_TABLE",
      date,
      organisers: ["SAMPLE", "CPS"],
      topics: [{ original: "FR", FR: "Un", NL: "Een" }],
      capacity: { min: 1, max: 20 },
      registration: { state: "OPEN", url: "https://example.org/in", closesOn: "2024-03-01" },
      provenance: { document: "Jaarplan", retrievedAt: "2024-01-01" },
    },
    changes: { status: "CANCELLED", capacity: null },
  },
  Publication: {
    input: {
      title: { FR: "Rapport" },
      type: "REPORT",
      documents: [{ url: "https://example.org/r.pdf", language: "FR", mediaType: "application/pdf", bytes: 10 }],
    },
    changes: { date: { edtf: "2024-03-15", text: { NL: "half maart" }, basis: "INFERRED" } },
  },
  Recommendation: {
    input: {
      title: { NL: "Aanbeveling" },
      ref: "R9",
      priority: { rank: 1, of: 3 },
      dueOn: "2027-01-01",
      measures: [{ ref: "R9.1", text: { NL: "Een" }, measures: [{ ref: "R9.1.1", text: { NL: "Onder" }, weight: 2 }] }],
      responses: [{ body: "Minister", value: "SUPPORTED" }],
      followUps: [
        { id: "made-1", measure: "R9.1.1", actor: "Zone", action: { NL: "Begonnen" }, date, status: "LIMITED" },
      ],
    },
    changes: {
      goal: { NL: "Doel" },
      measures: [{ ref: "R9.1", text: { NL: "Een" }, measures: [{ ref: "R9.1.1", text: { NL: "Onderdeel" } }] }],
    },
  },
  LegitimacyIndicator: {
    input: {
      title: { NL: "Vertrouwen" },
      criterion: "LEGALITY",
      unit: "%",
      baseline: { period: { edtf: "2020" }, value: 50 },
      target: { value: 80, period: { edtf: "2030" } },
      observations: [{ period: { edtf: "2022" }, value: 55.5, dimensions: [{ name: "gender", value: "women" }] }],
    },
    changes: { direction: "HIGHER_IS_BETTER", limitations: { NL: "Klein" } },
  },
} as const;
const APPENDED = {
  appendFollowUp: ["FollowUpInput!", { actor: "Zone", action: { NL: "Gedaan" }, date, status: "SUBSTANTIAL" }],
  appendResponse: ["ResponseInput!", { body: "Minister", value: "DECLINED", reason: { NL: "Te duur" } }],
  appendAssessment: ["AssessmentInput!", { assessor: "Comité P", status: "LIMITED", date }],
  appendObservation: ["ObservationInput!", { period: { edtf: "2023" }, value: 60 }],
} as const;

interface Entry {
  readonly action: string;
  readonly version: number;
  readonly subject: string;
  readonly source: string;
  readonly before: { readonly version: number } | null;
  readonly after: { readonly version: number } | null;
  readonly changes: readonly { readonly field: string }[];
}

async function auditOf(recordId: string): Promise<Entry[]> {
  const query = `query ($id: ID!) { audit(recordId: $id) { totalCount nodes { action version subject source before after changes { field } } } }`;
  const data = dataOf(await desk.askDesk(query, { id: recordId }));
  return (data["audit"] as { nodes: Entry[] }).nodes.toReversed();
}

/** The record, which has to be there. */
function recordOf({ record, errors }: Payload): NonNullable<Payload["record"]> {
  expect(errors).toEqual([]);
  if (!record) throw new Error("Expected a record; got none.");
  return record;
}

describe.each(Object.entries(KINDS))("a record of kind %s", (kind, { input, changes }) => {
  test("goes through every mutation, and each leaves one entry in the audit trail", async () => {
    const made = recordOf(
      await desk.mutate(`create${kind}`, {
        input: [`${kind}Input!`, input],
        slug: ["String", "made"],
        draft: ["Boolean!", true],
      }),
    );
    expect(made).toMatchObject({ __typename: `Desk${kind}`, version: 1, draft: true });
    const { id } = made;
    let { version } = made;
    const done = ["create"];
    const step = async (
      action: string,
      name: string,
      args: Record<string, readonly [string, unknown]>,
    ): Promise<Payload["record"]> => {
      const payload = await desk.mutate(name, { id: ["ID!", id], version: ["Int!", version], ...args });
      expect(payload.errors, name).toEqual([]);
      expect(payload.status, name).toBe("CHANGED");
      done.push(action);
      if (payload.record) version = payload.record.version;
      return payload.record;
    };
    expect(await step("publish", "publishRecord", {})).toMatchObject({ draft: false, version: 2 });
    expect(await step("update", `update${kind}`, { changes: [`${kind}Changes!`, changes] })).toMatchObject({
      version: 3,
    });
    const translations = [{ field: "title", language: "DE", text: "Auf Deutsch" }];
    expect(
      await step("translate", "translateRecord", { translations: ["[TranslationInput!]!", translations] }),
    ).toMatchObject({
      title: { DE: "Auf Deutsch" },
    });
    const link = { rel: ["String!", "related"], to: ["ID!", "gent:publication:x"] } as const;
    await step("link", "linkRecord", link);
    await step("unlink", "unlinkRecord", link);
    for (const [action, [type, row]] of Object.entries(APPENDED)) {
      const of = action === "appendObservation" ? "LegitimacyIndicator" : "Recommendation";
      if (kind !== of) continue;
      const argument = of === "Recommendation" ? "recommendation" : "legitimacyIndicator";
      const payload = await desk.mutate(action, { [argument]: ["ID!", id], input: [type, row] });
      version = recordOf(payload).version;
      done.push(action);
    }
    expect(await step("withdraw", "withdrawRecord", {})).toMatchObject({ withdrawnAt: expect.any(String) });
    expect(await step("restore", "restoreRecord", {})).toMatchObject({ withdrawnAt: null });
    expect(await step("unpublish", "unpublishRecord", {})).toMatchObject({ draft: true });
    const entries = await auditOf(id);
    expect(entries.map(({ action }) => action)).toEqual(done);
    expect(entries.map((entry) => entry.version)).toEqual(done.map((_action, index) => index + 1));
    for (const [index, { before, after, subject, source, changes: fields }] of entries.entries()) {
      expect([before?.version ?? 0, after?.version]).toEqual([index, index + 1]);
      expect([subject, source]).toEqual(["editor-1", "DESK"]);
      expect(fields).not.toEqual([]);
    }
    expect(await step("erase", "eraseRecord", {})).toBeNull();
    const erased = await auditOf(id);
    expect(erased.map(({ action }) => action)).toEqual(done);
    expect(erased.flatMap(({ before, after }) => [before, after]).filter((content) => content !== null)).toEqual([]);
  });

  test("in a dry run says what would become of it, and writes nothing", async () => {
    const before = await desk.sql(
      "select (select count(*) from desk_audit) as audit, (select max(seq) from record_change) as feed",
    );
    const payload = await desk.mutate(`create${kind}`, {
      input: [`${kind}Input!`, input === KINDS.Recommendation.input ? { title: input.title } : input],
      dryRun: ["Boolean!", true],
    });
    expect(payload).toMatchObject({ status: "CREATED", errors: [] });
    expect(
      await desk.sql("select (select count(*) from desk_audit) as audit, (select max(seq) from record_change) as feed"),
    ).toEqual(before);
  });
});

describe("the desk", () => {
  test("shows a record whole, texts in every language, whatever readers see", async () => {
    const query = `{ record(id: "sample:recommendation:r1") { id version draft texts { field language text original }
      ... on DeskRecommendation { ref dueOn priority { rank of method { NL FR } } measures { ref weight measures { ref text { original NL FR } } }
        followUps { id measure status date { edtf basis text { NL } } evidence { type url } } assessments { id reason { NL } } responses { value } } } }`;
    const data = dataOf(await desk.askDesk(query));
    expect(data["record"]).toMatchObject({
      ref: "R1",
      dueOn: "2024-01-01",
      measures: [
        { ref: "R1.1", weight: 2, measures: [{ ref: "R1.1.1" }, { ref: "R1.1.2", text: { FR: null } }] },
        { ref: "R1.2" },
      ],
      followUps: [{ id: "sample-follow-up-2" }, { id: "sample-follow-up-1" }],
    });
    const { texts } = data["record"] as { texts: { field: string; language: string }[] };
    expect(texts).toContainEqual(
      expect.objectContaining({ field: "measures.0.measures.1.text", language: "NL", original: true }),
    );
  });

  test("says what is wrong with what is kept, though it came there by another way", async () => {
    const query = "{ records(first: 200) { nodes { id problems { field code message mend } } } }";
    const wrong = async () => {
      const { nodes } = dataOf(await desk.askDesk(query))["records"] as { nodes: { id: string; problems: object[] }[] };
      return nodes.filter(({ problems }) => problems.length > 0);
    };
    expect(await wrong()).toEqual([]);
    await desk.sql("update event set url = 'ftp://example.org/' where id = 'sample:event:study-day'");
    expect(await wrong()).toEqual([
      {
        id: "sample:event:study-day",
        problems: [
          {
            field: "url",
            code: "BAD_URL",
            message: expect.stringMatching(/^Expected an absolute http or https URL.*got "ftp:/),
            mend: "Give an absolute http or https address without a password in it.",
          },
        ],
      },
    ]);
    await desk.sql("update event set url = null where id = 'sample:event:study-day'");
  });

  test("lists records by kind, state and text, page by page", async () => {
    const ids: string[] = [];
    for (const name of ["Alfa", "Beta", "Gamma"]) {
      const { record } = await desk.mutate("createEvent", {
        input: ["EventInput!", { title: { NL: `Zoekwoord ${name}` }, kind: "OTHER" }],
        draft: ["Boolean!", true],
      });
      ids.push(record?.id ?? "");
    }
    const query = `query ($after: String, $filter: RecordFilter) { records(first: 2, after: $after, filter: $filter) { totalCount nodes { id } pageInfo { hasNextPage endCursor } } }`;
    const filter = { kind: "Event", state: "DRAFT", text: "zoekWOORD" };
    const pages: string[] = [];
    let after: string | null = null;
    do {
      const data = dataOf(await desk.askDesk(query, { after, filter }));
      const { nodes, pageInfo, totalCount } = data["records"] as {
        nodes: { id: string }[];
        totalCount: number;
        pageInfo: { hasNextPage: boolean; endCursor: string };
      };
      expect(totalCount).toBe(3);
      pages.push(...nodes.map(({ id }) => id));
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after);
    expect(pages).toEqual(ids.toReversed());
    const none = await desk.askDesk(query, { filter: { text: "100%_" } });
    expect(none.data).toMatchObject({ records: { totalCount: 0, nodes: [] } });
  });

  test("refuses cursors that are none, and pages that are too long", async () => {
    for (const field of ["records", "audit"]) {
      const places = ["2024-99-99", "2022-02-31 10:00:00+00", "0000-01-01 10:00:00+00", "2022-02-01 10:00:00+99"].map(
        (updatedAt) => Buffer.from(JSON.stringify({ updatedAt, id: "sample:event:x" })).toString("base64url"),
      );
      for (const after of ["x", "", ...places]) {
        const { errors } = await desk.askDesk(`query ($after: String) { ${field}(after: $after) { totalCount } }`, {
          after,
        });
        expect(errors[0]?.extensions["code"], `${field} ${after}`).toBe("BAD_CURSOR");
      }
      const { errors } = await desk.askDesk(`{ ${field}(first: 201) { totalCount } }`);
      expect(errors[0]?.extensions["code"]).toBe("BAD_USER_INPUT");
    }
  });

  test("tells an editor who was overtaken what differs", async () => {
    const { record } = await desk.mutate("createEvent", {
      input: ["EventInput!", { title: { NL: "Twee redacteurs" }, kind: "OTHER" }],
    });
    const change = (speakers: string[]) =>
      desk.mutate("updateEvent", {
        id: ["ID!", record?.id],
        version: ["Int!", 1],
        changes: ["EventChanges!", { speakers }],
      });
    expect(await change(["A"])).toMatchObject({ status: "CHANGED", record: { version: 2 } });
    expect(await change(["B"])).toMatchObject({
      status: "REFUSED",
      record: null,
      errors: [{ field: "version", code: "VERSION_CONFLICT" }],
      conflict: {
        currentVersion: 2,
        changedBy: "editor-1",
        fields: ["speakers"],
        current: { id: record?.id, version: 2 },
      },
    });
  });
});
