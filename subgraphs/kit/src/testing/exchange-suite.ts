import type { MikroORM } from "@mikro-orm/postgresql";
import { RECORD_KINDS } from "@segpol/schema";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { exportRecords } from "../exchange/export-records.js";
import { importRecords } from "../exchange/import-records.js";
import type { ExchangeFormat } from "../exchange/file/format.js";
import type { SheetKind } from "../model/sheet-kind.js";
import { sheetKindsFor } from "../exchange/sheets/sheet-kinds.js";
import type { Partner } from "../partner/partner.js";
import { openDatabase } from "../storage/database.js";
import type { PartnerUnderTest } from "./partner-under-test.js";

/** Shows of a running partner that what it gives out changes nothing when it is brought in again, whatever the format. */
export function runExchangeSuite(partner: Partner, running: () => PartnerUnderTest): void {
  const records = RECORD_KINDS.filter((kind) => partner.classes[kind]);
  const files: (readonly [ExchangeFormat, SheetKind | "all kinds"])[] = [
    ...sheetKindsFor(records).map((kind) => ["csv", kind] as const),
    ["xlsx", "all kinds"],
    ["json", "all kinds"],
    ...(records.includes("Event") ? [["ics", "all kinds"] as const] : []),
  ];

  describe("its records go out and come in again", () => {
    let orm: MikroORM;
    beforeAll(async () => {
      orm = await openDatabase(partner, { databaseUrl: running().servingUrl });
    });
    afterAll(() => orm?.close(true));

    test.each(files)("%s, %s, changes nothing", async (format, rows) => {
      const kind = rows === "all kinds" ? undefined : rows;
      const { sql } = running();
      const before = await sql("select id, xid::text from record_change order by id");
      const file = await exportRecords(orm.em.fork(), partner, { format, kind });
      const actor = { subject: "suite", issuer: "urn:suite", roles: [] };
      const scope = { em: orm.em.fork(), partner, actor, requestId: "suite" };
      const report = await importRecords(scope, file, { format, kind }).catch((error: unknown) => {
        // A kind of which there are no rows gives a file without any.
        if (error instanceof Error && "code" in error && error.code === "NO_ROWS") return undefined;
        throw error;
      });
      expect(report?.rows.filter(({ outcome }) => outcome !== "UNCHANGED") ?? []).toEqual([]);
      expect(report?.notices ?? []).toEqual([]);
      expect(await sql("select id, xid::text from record_change order by id")).toEqual(before);
    });
  });
}
