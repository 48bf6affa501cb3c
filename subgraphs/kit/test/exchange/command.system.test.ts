import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort, startPostgres } from "@segpol/launcher";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runDesk } from "../../src/cli/run-desk.js";
import { samplePartner } from "../support/sample-partner.js";
import { type ExchangeUnderTest, startExchange } from "./support.js";

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly told: string;
}

let sample: ExchangeUnderTest;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "segpol-desk-"));
  await chmod(folder, 0o711);
  sample = await startExchange();
});
afterAll(async () => {
  await sample?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function desk(
  args: readonly string[],
  env: Record<string, string> = { DATABASE_URL: sample.servingUrl },
): Promise<Ended> {
  let out = "";
  let told = "";
  const code = await runDesk(samplePartner(), args, {
    env,
    folder,
    rootDir: folder,
    out: (content) => {
      out += typeof content === "string" ? content : Buffer.from(content).toString();
    },
    tell: (text) => {
      told += text;
    },
  });
  return { code, out, told };
}

async function file(name: string, content: string): Promise<string> {
  await writeFile(join(folder, name), content);
  return name;
}

describe("the command desk", () => {
  test("explains itself", async () => {
    expect(await desk(["--help"])).toMatchObject({ code: 0, out: expect.stringContaining("--dry-run") as string });
    expect((await desk([])).code).toBe(0);
  });

  test.each([
    [["imprt", "x.csv"], "import"],
    [["import"], "file"],
    [["import", "no-such.csv"], "cannot"],
    [["import", "a.csv", "b.csv"], "one file"],
    [["import", "a.csv", "--kind", "meeting"], "follow-up"],
    [["export", "--format", "pdf"], "xlsx"],
    [["export", "--kind", "event"], "--format"],
    [["template", "--format", "csv"], "--kind"],
    [["export", "--nonsense"], "nonsense"],
    [["export", "--format", "csv", "--url", "https://example.org"], "--token-file"],
    [["export", "--format", "csv", "--url", "http://example.org", "--token-file", "x"], "https"],
  ])("says how it is to be called: %j", async (args, word) => {
    const { code, told } = await desk(args);
    expect(code).toBe(2);
    expect(told).toContain(word);
  });

  test("shows what would change, writes it, and names who did in the audit trail", async () => {
    const name = await file("events.csv", "id;title.nl\nstudy-day;Andere titel");
    const dry = await desk(["import", name, "--dry-run"]);
    expect(dry.code).toBe(0);
    expect(dry.out).toContain("row 2: changed  sample:event:study-day\n    title.nl: Opleiding -> Andere titel\n");
    expect(dry.out).toContain("Nothing was written, as --dry-run asks.");
    expect((await desk(["import", name, "--as", "anna"])).out).toContain("Written.");
    expect((await desk(["import", name])).out).toContain("1 unchanged");
    expect(await sample.sql("select subject, issuer, source, record_id from desk_audit")).toEqual([
      {
        subject: "anna",
        issuer: "urn:segpol:command-line",
        source: "IMPORT events.csv",
        record_id: "sample:event:study-day",
      },
    ]);
  });

  test("ends with 3 when rows are bad, and with 1 when a file cannot be read", async () => {
    const bad = await desk(["import", await file("bad-events.csv", "id;title.nl;kind\nx;X;KERMIS\ny;Y;OTHER")]);
    expect(bad.code).toBe(3);
    expect(bad.out).toContain("row 2: BAD  sample:event:x\n    column kind: Expected ");
    expect(bad.out).toContain("Nothing was written: mend the bad rows, or leave them out with --skip-bad.");
    expect(await sample.sql("select from event where id = 'sample:event:y'")).toEqual([]);
    const skipped = await desk(["import", "bad-events.csv", "--skip-bad"]);
    expect(skipped.code).toBe(3);
    expect(skipped.out).toContain("Written, without the bad rows.");
    expect(await sample.sql("select from event where id = 'sample:event:y'")).toHaveLength(1);
    const unreadable = await desk(["import", await file("events.xlsx", "no workbook")]);
    expect(unreadable).toMatchObject({ code: 1, told: expect.stringContaining("XLSX_MALFORMED") as string });
  });

  test("says what is wrong with a file that takes too much memory", async () => {
    const name = await file("huge-events.json", `{"event":[${"{},".repeat(2_000_000)}{}]}`);
    const env = { DATABASE_URL: sample.servingUrl, SEGPOL_SUBGRAPH_MAX_IMPORT_MEMORY_MB: "64" };
    expect(await desk(["import", name], env)).toMatchObject({
      code: 1,
      told: expect.stringMatching(/^FILE_OUT_OF_MEMORY\n/) as string,
    });
  });

  test("exports to a file, in the format of its name, and to standard output", async () => {
    expect((await desk(["export", "--out", "all.json"])).code).toBe(0);
    const all = JSON.parse(await readFile(join(folder, "all.json"), "utf8")) as Record<string, unknown[]>;
    expect(Object.keys(all)).toEqual(["event", "publication", "recommendation", "indicator"]);
    expect((await desk(["export", "--kind", "event", "--format", "ics"])).out).toMatch(/^BEGIN:VCALENDAR\r\n/);
    expect((await desk(["template", "--kind", "follow-up", "--format", "csv"])).out).toContain(
      "recommendation;id;measure",
    );
  });

  test("tells how far it is with a long file", async () => {
    const rows = Array.from({ length: 501 }, (_, index) => `long-${index};T;OTHER`);
    const { told } = await desk([
      "import",
      await file("long-events.csv", `id;title.nl;kind\n${rows.join("\n")}`),
      "--dry-run",
    ]);
    expect(told).toBe("500 of 501 changes looked at\n501 of 501 changes looked at\n");
  });

  test("reaches a partner elsewhere through its desk, with a token", async () => {
    const token = await sample.issuers.token("users", "SAMPLE", ["partner:SAMPLE:editor"]);
    await file("token", `${token}\n`);
    const remote = ["--url", sample.server.deskUrl, "--token-file", "token"];
    const name = await file("far-events.csv", "id;title.nl;kind\nfar;Ver;OTHER\nbad;Slecht;KERMIS");
    const near = await desk(["import", name, "--dry-run"]);
    expect(await desk(["import", name, "--dry-run", ...remote], {})).toEqual(near);
    expect((await desk(["import", name, "--skip-bad", ...remote], {})).out).toContain("Written, without the bad rows.");
    const exported = await desk(["export", "--kind", "event", "--format", "csv", ...remote], {});
    expect(exported).toEqual(await desk(["export", "--kind", "event", "--format", "csv"]));
    await file("token", await sample.issuers.token("users", "SAMPLE", ["partner:CPS:editor"]));
    expect(await desk(["import", name, ...remote], {})).toMatchObject({
      code: 1,
      told: expect.stringMatching(/^FORBIDDEN\n/) as string,
    });
  });

  test(
    "works on the database that the launcher keeps, while it runs and while it does not",
    { timeout: 60_000 },
    async () => {
      const dataDir = join(folder, "data");
      const port = await freePort("127.0.0.1");
      const env = { SEGPOL_DATA_DIR: dataDir, SEGPOL_POSTGRES_PORT: String(port) };
      const name = await file("new-events.csv", "id;title.nl;kind\nnew-here;Nieuw;OTHER");
      expect((await desk(["import", name], env)).out).toContain("Written.");
      const running = await startPostgres({ dataDir, port, exclusive: true });
      try {
        expect((await desk(["import", name], env)).out).toContain("1 unchanged");
        expect(await Promise.race([running.gone, Promise.resolve("runs on")])).toBe("runs on");
      } finally {
        await running.stop();
      }
    },
  );
});
