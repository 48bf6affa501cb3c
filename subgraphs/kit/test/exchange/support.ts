import type { MikroORM } from "@mikro-orm/postgresql";
import type { Actor, CommandScope } from "../../src/desk/command.js";
import { exportRecords, type ExportedFile } from "../../src/exchange/export-records.js";
import type { ExchangeFormat } from "../../src/exchange/file/format.js";
import { importRecords, type ImportOptions } from "../../src/exchange/import-records.js";
import type { ImportReport, RowReport } from "../../src/exchange/report.js";
import type { SheetKind } from "../../src/model/sheet-kind.js";
import type { Partner } from "../../src/index.js";
import { openDatabase } from "../../src/storage/database.js";
import { type PartnerUnderTest, startPartnerUnderTest } from "../../src/testing/partner-under-test.js";
import { samplePartner } from "../support/sample-partner.js";

const actor: Actor = { subject: "tester", issuer: "https://issuer.example", roles: ["partner:SAMPLE:editor"] };

/** A partner whose records are imported and exported. */
export interface ExchangeUnderTest extends Pick<
  PartnerUnderTest,
  "sql" | "server" | "issuers" | "databaseUrl" | "servingUrl"
> {
  readonly partner: Partner;
  readonly scope: CommandScope;
  import(name: string, content: string | Uint8Array, options?: ImportOptions): Promise<ImportReport>;
  export(format: ExchangeFormat, kind?: SheetKind): Promise<ExportedFile>;
  /** Everything that is kept, for comparison. */
  everything(): Promise<string>;
  stop(): Promise<void>;
}

const TABLES = [
  "event",
  "publication",
  "recommendation",
  "legitimacy_indicator",
  "measure",
  "response",
  "follow_up",
  "assessment",
  "observation",
];

/** Starts a partner on a PostgreSQL of its own. */
export async function startExchange(partner: Partner = samplePartner()): Promise<ExchangeUnderTest> {
  const running = await startPartnerUnderTest(partner);
  let orm: MikroORM;
  try {
    orm = await openDatabase(partner, { databaseUrl: running.servingUrl });
  } catch (error) {
    await running.stop();
    throw error;
  }
  const { sql, server, issuers, databaseUrl, servingUrl } = running;
  const scope = (): CommandScope => ({ em: orm.em.fork(), partner, actor, requestId: "test" });
  return {
    sql,
    server,
    issuers,
    databaseUrl,
    servingUrl,
    partner,
    get scope() {
      return scope();
    },
    async import(name, content, options = {}) {
      const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
      return importRecords(scope(), { name, bytes }, options);
    },
    async export(format, kind) {
      return exportRecords(orm.em.fork(), partner, { format, kind });
    },
    async everything() {
      const tables = TABLES.map((table) => `select '${table}' as t, to_jsonb(x) as row from ${table} x`);
      return JSON.stringify(await sql(`${tables.join(" union all ")} order by 1, 2`));
    },
    async stop() {
      await orm.close(true);
      await running.stop();
    },
  };
}

/** The problems of a report's rows as "row column code". */
export function problemsOf({ rows }: ImportReport): string[] {
  return rows.flatMap(({ row, problems }) => problems.map(({ column, code }) => `${row} ${column} ${code}`));
}

/** What becomes of each row. */
export function outcomesOf({ rows }: ImportReport): RowReport["outcome"][] {
  return rows.map(({ outcome }) => outcome);
}
