import { runs } from "@segpol/launcher/testing";
import { RECORD_KINDS, type RecordKind, recordId } from "@segpol/schema";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type StampRow, StampBoard } from "../../src/answers/stamp-board.js";
import { ANYBODY, type Viewer } from "../../src/catalogue/database/visibility.js";
import { pruneHistory } from "../../src/catalogue/history/prune-history.js";
import { Dependencies } from "../../src/catalogue/read/index/dependencies.js";
import { applyVisibilities } from "../../src/catalogue/write/apply-visibilities.js";
import { applyPage } from "../../src/catalogue/write/index-writer.js";
import { beginRebuild } from "../../src/catalogue/write/resync.js";
import { noteProblem, syncPartners } from "../../src/catalogue/write/source-writer.js";
import { generateRecords } from "../catalogue/support/generate.js";
import { PARTNER_CODES, PARTNERS } from "../catalogue/support/graph.js";
import { NOW, startHub, type TestHub } from "../catalogue/support/hub.js";
import { harvested, type ModelRecord, modelRecord } from "../catalogue/support/model.js";
import { createRandom, type Random } from "../catalogue/support/random.js";
import { randomQuery } from "../graph/random-query.js";

const SEED = 11;
const STEPS = runs({ few: 18, many: 54 });
const QUESTIONS = runs({ few: 21, many: 35 });
const STEP_MS = 7_000;
const CPS: Viewer = { partners: true, cabinet: false, own: ["CPS"] };
const CABINET: Viewer = { partners: true, cabinet: true, own: [] };
const VIEWERS = [ANYBODY, CPS, CABINET];

let hub: TestHub;
let records: Map<string, ModelRecord>;
let board: StampBoard;

beforeAll(async () => {
  const generated = generateRecords(SEED, 4);
  records = new Map(generated.map((record) => [record.id, record]));
  hub = await startHub(generated);
  board = new StampBoard();
  await look();
});
afterAll(async () => await hub?.stop());

async function look(): Promise<void> {
  const rows = await hub.db.selectFrom("answer_stamp").selectAll().execute();
  board.take(rows as unknown as readonly StampRow[]);
}

interface Question {
  readonly query: string;
  readonly viewer: Viewer;
  readonly at: Date | null;
}

interface Kept {
  readonly text: string;
  readonly dependencies: Dependencies;
  readonly since: number;
}

/** Undefined: it has errors, and is not kept. */
async function ask({ query, viewer, at }: Question): Promise<Kept | undefined> {
  const since = board.number ?? 0;
  const dependencies = new Dependencies();
  const { data, errors } = await hub.ask(query, {}, { viewer, at, dependencies, languages: ["FR"] });
  return errors.length > 0 || dependencies.isRefused
    ? undefined
    : { text: JSON.stringify(data, withoutEnd), dependencies, since };
}

/** A history of progress ends with the instant at which it is read. */
function withoutEnd(key: string, value: unknown): unknown {
  return key === "progressHistory" && Array.isArray(value)
    ? value.map((each: object) => ({ ...each, at: null }))
    : value;
}

function isGone({ dependencies, since }: Kept): boolean {
  return board.hasChanged(dependencies.stamps, since) || hub.now.getTime() >= dependencies.until;
}

const LISTS = ["events", "publications", "recommendations", "legitimacyIndicators", "records"] as const;
const page = (given: Partial<Parameters<typeof applyPage>[2]>) => ({
  records: [],
  withdrawn: [],
  cursor: "c",
  epoch: "e",
  asOf: hub.now.toISOString(),
  hasMore: false,
  ...given,
});
const later = (record: ModelRecord, changed: Partial<ModelRecord>): ModelRecord => ({
  ...record,
  updatedAt: hub.now.toISOString(),
  ...changed,
});

/** Whatever is written of the index, by its name. */
const WRITES: Readonly<Record<string, (record: ModelRecord, random: Random) => Promise<unknown>>> = {
  "a change of a title": (record) =>
    put(later(record, { title: { original: "NL", NL: `Anders ${hub.now.getTime()}` } })),
  "a change of themes": (record, random) => put(later(record, { themes: [random.pick(["TRUST", "TECHNOLOGY"])] })),
  "a change of links": (record, random) =>
    put(
      later(record, {
        links: [{ rel: random.pick(["series", "event", "publication"]), id: random.pick([...records.keys()]) }],
      }),
    ),
  "a change of who may see it": (record, random) =>
    put(later(record, { visibility: random.pick(["PUBLIC", "PARTNERS", "CABINET"]) })),
  "a new record": (record, random) => put(modelRecord(recordId(record.partner, record.kind, `n-${random.below(5)}`))),
  "a withdrawal": ({ id }) => {
    records.delete(id);
    return hub.withdraw(id);
  },
  "a withdrawal of what is hidden": ({ id }) => {
    records.delete(id);
    return hub.withdraw(id, "CABINET");
  },
  "an erasure": ({ id }) => {
    records.delete(id);
    return hub.erase(id);
  },
  "a visibility narrowed apart": async ({ id, partner }) => {
    await applyVisibilities(hub.db, partner, [{ id, visibility: "CABINET" }], hub.now);
  },
  "a record that cannot be read": ({ id, partner }) => {
    const finding = { field: null, expected: "a record", got: "an error", mend: "" };
    return applyPage(hub.db, partner, page({ unread: [{ id, code: "UNREADABLE", finding }] }), hub.now);
  },
  "a record that is wrong": ({ id, partner, kind }) => {
    const wrong = { ...harvested(modelRecord(id)), content: { id, title: 7 }, texts: [], kind };
    return applyPage(hub.db, partner, page({ records: [wrong] }), hub.now);
  },
  "a page without anything": ({ partner }) => applyPage(hub.db, partner, page({}), hub.now),
  "another epoch that names few": async ({ partner }) => {
    const few = [...records.values()].filter((each) => each.partner === partner).slice(1);
    for (const { id } of records.values())
      if (!few.some((each) => each.id === id) && id.startsWith(prefix(partner))) records.delete(id);
    await applyPage(hub.db, partner, page({ records: few.map(harvested), epoch: `e${hub.now.getTime()}` }), hub.now);
  },
  "a problem of a source": ({ partner }, random) =>
    noteProblem(hub.db, partner, { message: "It does not answer.", reachable: random.chance(0.5) }, hub.now),
  "a rebuild": ({ partner }) => beginRebuild(hub.db, partner),
  "history that is removed": () => pruneHistory(hub.db, new Date(hub.now.getTime() - 10 * STEP_MS)),
  "partners that are there already": () => syncPartners(hub.db, PARTNERS, hub.now),
  "nothing but time": () => Promise.resolve(),
};

const prefix = (partner: string): string => `${partner.toLowerCase().replaceAll("_", "-")}:`;

async function put(record: ModelRecord): Promise<void> {
  records.set(record.id, record);
  await hub.index([record], hub.now.toISOString());
}

function questions(random: Random, count: number): readonly Question[] {
  const ids = [...records.keys()];
  return Array.from({ length: count }, (_, index) => {
    const list = random.pick(LISTS);
    const partner = random.pick(PARTNER_CODES);
    const query = [
      () => randomQuery(hub.catalogue.schema, ids, random.pick(["wide", "deep"]), random),
      () =>
        `{ ${list}(first: 10, filter: { partners: ["${partner}"] }) { totalCount nodes { id title } facets { themes { code count } } } }`,
      () =>
        `{ record(id: "${random.pick(ids)}") { id title ... on Event { series { id title } publications(first: 3) { totalCount nodes { id } } } ... on Recommendation { event { id } publication { id title } } } }`,
      () =>
        `{ ${list}(first: 5, filter: { themes: [TRUST] }) { totalCount sources { partner { code } state asOf problem records } } }`,
      () =>
        `{ partner(code: "${partner}") { joinedAt source { state findings(first: 5) { recordId code } } events { totalCount } } }`,
      () => `{ changes(since: "2022-06-15T00:00:00Z", first: 50) { totalCount nodes { at kind recordId fields } } }`,
      () =>
        `{ overview { asOf progress(by: PARTNER) { code total overdue } gaps { kind record { id } } coverage { events } } }`,
    ][index % 7];
    const at = random.chance(0.15) ? new Date(NOW.getTime() - 1_000) : null;
    return { query: query?.() ?? "", viewer: random.pick(VIEWERS), at };
  });
}

describe("an answer", () => {
  const stampsOf = async (query: string, at: Date | null = null): Promise<readonly string[]> => {
    const answer = await ask({ query, viewer: ANYBODY, at });
    return [...(answer?.dependencies.stamps ?? [])].toSorted();
  };

  it("is made from records of its own kind and partners alone, where it asks for no others", async () => {
    const query = '{ events(filter: { partners: ["CPS", "GENT"] }) { totalCount nodes { id } } }';
    expect(await stampsOf(query)).toEqual(["CPS Event", "GENT Event"]);
    expect(await stampsOf("{ publications { totalCount } }")).toEqual(["* Publication"]);
    expect(await stampsOf('{ partner(code: "CPL") { events { totalCount } } }')).toEqual(["CPL Event"]);
  });

  it("about one record is made from that one's kind and partner", async () => {
    expect(await stampsOf('{ record(id: "cps:event:r-1") { id title } }')).toEqual(["CPS Event"]);
  });

  it("with links is made from whatever may name the record", async () => {
    const query = '{ record(id: "cps:event:r-1") { ... on Event { publications { totalCount } } } }';
    expect(await stampsOf(query)).toEqual(["* Publication", "CPS Event"]);
  });

  it("about sources is made from what is said of them, and from their records", async () => {
    const all = RECORD_KINDS.map((kind: RecordKind) => `CPS ${kind}`);
    expect(await stampsOf('{ partner(code: "CPS") { source { state } } }')).toEqual(
      expect.arrayContaining([...all, "CPS Source"]),
    );
  });

  it("as of an earlier instant is made from since when the hub keeps every version", async () => {
    const at = new Date(hub.now.getTime() - 1_000);
    expect(await stampsOf("{ events { totalCount } }", at)).toEqual(["* Event", "* History"]);
  });

  it("about the vocabulary is made from nothing that changes", async () => {
    expect(await stampsOf("{ themes { code title } }")).toEqual([]);
  });
});

describe("whatever takes a record from a reader", () => {
  it.each([
    "a withdrawal",
    "a withdrawal of what is hidden",
    "an erasure",
    "a visibility narrowed apart",
    "a record that cannot be read",
  ])("takes the answers with it: %s", async (name) => {
    const record = modelRecord(recordId("CPS", "Publication", name.replaceAll(" ", "-")));
    await put(record);
    await look();
    const question = { query: `{ record(id: "${record.id}") { id } }`, viewer: ANYBODY, at: null };
    const before = await ask(question);
    expect(before?.text).toContain(record.id);
    expect(before && isGone(before)).toBe(false);

    await WRITES[name]?.(record, createRandom(SEED));
    await look();
    expect(before && isGone(before)).toBe(true);
    expect((await ask(question))?.text).toBe('{"record":null}');
  });
});

describe(`${STEPS} random writes (seed ${SEED})`, { timeout: 280_000 }, () => {
  it("each change the stamps of all answers that they change, and leave others alone", async () => {
    const random = createRandom(SEED);
    const asked = questions(random, QUESTIONS);
    const kept = new Map<Question, Kept>();
    for (const question of asked) {
      const answer = await ask(question);
      if (answer) kept.set(question, answer);
    }
    const names = Object.keys(WRITES);
    let changed = 0;
    let same = 0;
    for (let step = 0; step < STEPS; step += 1) {
      hub.now = new Date(hub.now.getTime() + STEP_MS);
      const name = names[step % names.length] ?? "";
      const record = random.pick([...records.values()]);
      await WRITES[name]?.(record, random);
      await look();
      for (const question of asked) {
        const before = kept.get(question);
        const now = await ask(question);
        const said = `after ${name} of ${record.id}: ${question.query.slice(0, 3_000)}\nat ${question.at?.toISOString()} ${JSON.stringify(question.viewer)}`;
        if (before && !isGone(before)) {
          expect(now?.text, said).toBe(before.text);
          same += 1;
        } else {
          if (before) changed += 1;
          if (now) kept.set(question, now);
          else kept.delete(question);
        }
      }
    }
    expect(kept.size).toBeGreaterThan(QUESTIONS / 3);
    expect(changed).toBeGreaterThan(STEPS);
    expect(same).toBeGreaterThan(STEPS);
  });
});
