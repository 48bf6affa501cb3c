import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Role } from "@segpol/identity";
import pg from "pg";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type DeskUnderTest, dataOf, EDITOR, startDeskUnderTest } from "../desk/ask-desk.js";
import { openDesk } from "../desk/support.js";
import { samplePartner } from "../support/sample-partner.js";
import { RecordFiles } from "../../src/files/record-files.js";
import { HTML, PDF, SAMPLES } from "./sample-files.js";

const RECOMMENDATION = "sample:recommendation:r1";
const MAX_BYTES = 200_000;
const KEEP = `mutation ($of: ID!, $name: String!, $content: String!) {
  kept: keepEvidence(recommendation: $of, name: $name, content: $content) {
    file { url name mediaType bytes sha256 } error { code message mend } } }`;

interface Kept {
  readonly file: { readonly url: string; readonly name: string; readonly sha256: string } | null;
  readonly error: { readonly code: string; readonly message: string; readonly mend: string } | null;
}

const partner = samplePartner();
let folder: string;
let desk: DeskUnderTest;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "segpol-files-"));
  desk = await startDeskUnderTest(partner, { files: { folder }, limits: { fileBytes: MAX_BYTES } });
});
afterAll(async () => {
  await desk?.stop();
  await rm(folder, { recursive: true, force: true });
});

const token = (roles: readonly Role[]): Promise<string> => desk.issuers.token("users", "SAMPLE", roles);
const keep = async (name: string, content: Uint8Array, of = RECOMMENDATION): Promise<Kept> =>
  dataOf(await desk.askDesk(KEEP, { of, name, content: Buffer.from(content).toString("base64") }))["kept"] as Kept;
const kept = async (...args: Parameters<typeof keep>): Promise<NonNullable<Kept["file"]>> => {
  const { file, error } = await keep(...args);
  if (!file) throw new Error(`Expected a file; got ${error?.message}`);
  return file;
};
const get = async (url: string, roles?: readonly Role[], headers: Record<string, string> = {}): Promise<Response> => {
  const authorization = roles && `Bearer ${await token(roles)}`;
  return fetch(url.replace("localhost", "127.0.0.1"), {
    headers: { ...headers, ...(authorization !== undefined && { authorization }) },
  });
};
const append = (recommendation: string, { url, sha256 }: { url: string; sha256: string }) =>
  desk.mutate("appendFollowUp", {
    recommendation: ["ID!", recommendation],
    input: [
      "FollowUpInput!",
      {
        actor: "Politie",
        action: { NL: `Gedaan ${sha256.slice(0, 4)}` },
        date: { edtf: "2026-01" },
        status: "COMPLETE",
        evidence: [{ type: "report", description: { NL: "Verslag" }, url, sha256 }],
      },
    ],
  });
const create = async (slug: string): Promise<string> => {
  const title = { original: "NL", NL: "Aanbeveling", FR: "Recommandation" };
  const made = await desk.mutate("createRecommendation", {
    slug: ["String", slug],
    draft: ["Boolean!", true],
    input: ["RecommendationInput!", { title }],
  });
  return made.record?.id ?? "";
};
const change = async (action: string, id: string): Promise<void> => {
  const { record } = dataOf(await desk.askDesk(`{ record(id: "${id}") { version } }`)) as {
    record: { version: number };
  };
  const { status, errors } = await desk.mutate(`${action}Record`, {
    id: ["ID!", id],
    version: ["Int!", record.version],
  });
  expect([status, errors]).toEqual(["CHANGED", []]);
};
const inFolder = (): Promise<string[]> => readdir(join(folder, "sample"));

describe("a file that shows what a follow-up says", () => {
  test("is for the desk alone until a follow-up names it, then for who may see its record, and never shown by a browser", async () => {
    const file = await kept("verslag één.pdf", PDF);
    expect(file).toMatchObject({ name: "verslag één.pdf", mediaType: "application/pdf", bytes: PDF.length });
    expect((await get(file.url)).status).toBe(404);
    expect((await get(file.url, ["partner:SAMPLE:reader"])).status).toBe(200);
    expect((await append(RECOMMENDATION, file)).errors).toEqual([]);

    const response = await get(file.url);
    expect(response.status).toBe(200);
    expect(Buffer.from(await response.arrayBuffer())).toEqual(Buffer.from(PDF));
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-type": "application/pdf",
      "content-disposition": `attachment; filename="verslag ??n.pdf"; filename*=UTF-8''verslag%20%C3%A9%C3%A9n.pdf`,
      "content-security-policy": "sandbox; default-src 'none'",
      "x-content-type-options": "nosniff",
      "cache-control": "private, no-cache",
    });
    const etag = response.headers.get("etag") ?? "";
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`, "*"]) {
      expect((await get(file.url, undefined, { "if-none-match": known })).status, known).toBe(304);
    }
    expect((await get(file.url, undefined, { "if-none-match": '"other"' })).status).toBe(200);
  });

  test("given twice is kept once, and a text is given as a text, whatever stands in it", async () => {
    const [one, other] = [await kept("pagina.txt", HTML), await kept("pagina.txt", HTML)];
    expect(other).toEqual(one);
    const response = await get(one.url, [EDITOR]);
    expect(response.headers.get("content-type")).toBe("text/plain; charset=utf-8");
    expect(response.headers.get("content-disposition")).toMatch(/^attachment;/);
    expect(response.headers.get("cache-control")).toBe("private, no-store");
  });

  test("goes by the visibility of its record, and is gone while that is a draft or withdrawn", async () => {
    const id = await create("met-stuk");
    const file = await kept("stuk.png", SAMPLES.png, id);
    expect((await append(id, file)).errors).toEqual([]);
    const statuses = async (): Promise<number[]> => {
      const readers: (readonly Role[] | undefined)[] = [undefined, ["partner:OTHER:reader"], ["cabinet"], [EDITOR]];
      return Promise.all(readers.map(async (roles) => (await get(file.url, roles)).status));
    };
    const seenAs = async (visibility: string): Promise<number[]> => {
      await desk.sql("update recommendation set visibility = $1 where id = $2", [visibility, id]);
      return statuses();
    };
    expect(await statuses()).toEqual([404, 404, 404, 200]);
    await change("publish", id);
    expect(await statuses()).toEqual([200, 200, 200, 200]);
    expect(await seenAs("PARTNERS")).toEqual([404, 200, 200, 200]);
    expect(await seenAs("CABINET")).toEqual([404, 404, 200, 200]);
    await seenAs("PUBLIC");
    await change("withdraw", id);
    expect(await statuses()).toEqual([404, 404, 404, 200]);
    // Another record that names it opens it to nobody.
    const other = await create("andere");
    expect((await append(other, file)).errors).toEqual([]);
    await change("publish", other);
    expect(await statuses()).toEqual([404, 404, 404, 200]);
  });

  test.each([
    ["through the desk", (id: string) => change("erase", id)],
    ["in psql", (id: string) => desk.sql("select segpol_erase_record($1)", [id])],
  ])("is erased with its record, %s", async (how, erase) => {
    const id = await create(`te-wissen-${how.length}`);
    const before = await inFolder();
    const file = await kept("stuk.jpg", SAMPLES.jpg, id);
    expect((await append(id, file)).errors).toEqual([]);
    expect((await inFolder()).length).toBe(before.length + 1);
    await erase(id);
    expect((await get(file.url, [EDITOR])).status).toBe(404);
    expect(await desk.sql("select name from record_file where record_id = $1", [id])).toEqual([]);
    // What is erased next takes along what psql left.
    if (how === "in psql") await change("erase", await create("leeg"));
    expect(await inFolder()).toEqual(before);
  });

  test("that no follow-up names within a week is removed, and no other", async () => {
    const file = await kept("vergeten.csv", SAMPLES.csv);
    const named =
      (await desk.sql<{ id: string }>("select id from record_file where name = 'verslag één.pdf'"))[0]?.id ?? "";
    await desk.sql("update record_file set kept_at = now() - interval '8 days'");
    await change("erase", await create("anders"));
    expect((await get(file.url, [EDITOR])).status).toBe(404);
    expect(await inFolder()).toContain(named);
  });

  test("stays while a follow-up that names it is being written, and is named by an address with a page in it as well", async () => {
    const [id, other] = [await create("wordt-genoemd"), await create("intussen-gewist")];
    const file = await kept("laat.csv", SAMPLES.csv, id);
    await desk.sql("update record_file set kept_at = now() - interval '8 days' where record_id = $1", [id]);
    const writer = new pg.Client(desk.databaseUrl);
    await writer.connect();
    try {
      await writer.query("begin");
      const evidence = JSON.stringify([{ type: "report", url: `${file.url}#page=3` }]);
      await writer.query(
        `insert into follow_up (id, recommendation_id, actor, action, date, status, evidence)
         select gen_random_uuid(), $1, actor, action, date, status, $2 from follow_up limit 1`,
        [id, evidence],
      );
      const erased = change("erase", other);
      const waiting = "select count(*)::int as count from pg_locks where not granted";
      await expect.poll(async () => (await desk.sql<{ count: number }>(waiting))[0]?.count).toBe(1);
      await writer.query("commit");
      await erased;
    } finally {
      await writer.end();
    }
    await change("publish", id);
    expect((await get(file.url)).status).toBe(200);
    expect((await kept("anders genoemd.csv", SAMPLES.csv, id)).name).toBe("laat.csv");
  });

  test("given many times at once is kept once, whole", async () => {
    const given = await Promise.all(
      Array.from({ length: 6 }, () => kept("samen.txt", Buffer.from("Samen\n".repeat(5_000)))),
    );
    expect(new Set(given.map(({ url }) => url)).size).toBe(1);
    expect(await (await get(given[0]?.url ?? "", [EDITOR])).text()).toBe("Samen\n".repeat(5_000));
  });

  test("of which there are no longer as many bytes is no answer", async () => {
    const file = await kept("geknipt.txt", Buffer.from("Een tekst"));
    await writeFile(join(folder, "sample", file.url.slice(-36)), "Een");
    expect((await get(file.url, [EDITOR])).status).toBe(500);
  });

  test.each([
    ["nobody's", undefined, "UNAUTHENTICATED"],
    ["a reader's", "partner:SAMPLE:reader", "FORBIDDEN"],
    ["another partner's editor's", "partner:OTHER:editor", "FORBIDDEN"],
  ] as const)("is not kept as %s", async (_whose, role, code) => {
    const variables = { of: RECOMMENDATION, name: "x.pdf", content: Buffer.from(PDF).toString("base64") };
    const { errors } = await desk.askDesk(KEEP, variables, role === undefined ? null : await token([role]));
    expect(errors[0]?.extensions["code"]).toBe(code);
  });

  test("is refused where it is empty, too large, of another type or of no recommendation, and leaves nothing behind", async () => {
    const before = await inFolder();
    const code = async (...args: Parameters<typeof keep>): Promise<string | undefined> =>
      (await keep(...args)).error?.code;
    expect([
      await code("leeg.pdf", new Uint8Array()),
      await code("groot.txt", Buffer.alloc(MAX_BYTES + 1, "x")),
      await code("page.html", HTML),
      await code("foto.png", PDF),
      await code("verslag.pdf", PDF, "sample:recommendation:bestaat-niet"),
      await code("verslag.pdf", PDF, "sample:event:study-day"),
      await code("verslag.pdf", PDF, "x\u0000"),
    ]).toEqual([
      "FILE_EMPTY",
      "FILE_TOO_LARGE",
      "FILE_TYPE_REFUSED",
      "FILE_NAME_CONTRADICTS",
      "RECORD_UNKNOWN",
      "RECORD_UNKNOWN",
      "RECORD_UNKNOWN",
    ]);
    const content = "x".repeat(20_000_000);
    const { status, errors } = await desk.askDesk(KEEP, { of: RECOMMENDATION, name: "groot.txt", content });
    expect([status, errors[0]?.extensions["code"]]).toEqual([413, "BODY_TOO_LARGE"]);
    expect(await inFolder()).toEqual(before);
  });

  test("is refused while too many wait for a follow-up, and by a partner that keeps none", async () => {
    const { orm, stop } = await openDesk(partner, desk.servingUrl);
    try {
      const fork = () => orm.em.fork();
      await fork().execute(
        `insert into record_file (record_id, name, media_type, bytes, sha256)
         select ?, 'wacht.txt', 'text/plain', 1, lpad(to_hex(n), 64, '0') from generate_series(1, 300) n`,
        [RECOMMENDATION],
      );
      expect((await keep("nog-een.pdf", PDF)).error?.code).toBe("TOO_MANY_FILES");
      await fork().execute("delete from record_file where name = 'wacht.txt'");
      expect((await keep("nog-een.pdf", PDF)).error).toBeNull();
      const none = new RecordFiles({ store: undefined, maxBytes: MAX_BYTES, fork, log: pino({ level: "silent" }) });
      const given = { recordId: RECOMMENDATION, name: "x.pdf", content: PDF };
      await expect(none.keep(given)).rejects.toMatchObject({ code: "FILES_NOT_KEPT" });
    } finally {
      await stop();
    }
  });

  test("is told of by HEAD without its bytes", async () => {
    const { url } = await kept("verslag.pdf", PDF);
    const authorization = `Bearer ${await token([EDITOR])}`;
    const head = await fetch(url.replace("localhost", "127.0.0.1"), { method: "HEAD", headers: { authorization } });
    expect([head.status, head.headers.get("content-length"), await head.text()]).toEqual([200, `${PDF.length}`, ""]);
  });

  test("has an address in which nothing but its id leads anywhere", async () => {
    const { url } = await kept("verslag.pdf", PDF);
    const base = url.slice(0, url.lastIndexOf("/") + 1);
    const paths = [
      "../../package.json",
      "..%2f..%2fpackage.json",
      "%2e%2e/x",
      "' or 1=1",
      `${url.slice(base.length)}.part`,
    ];
    const statuses = paths.map(async (path) => (await get(`${base}${path}`, [EDITOR])).status);
    expect(await Promise.all(statuses)).toEqual(paths.map(() => 404));
  });
});
