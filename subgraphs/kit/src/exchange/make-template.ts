import { ExchangeError } from "./file/exchange-error.js";
import type { ExportedFile } from "./export-records.js";
import { writeCsv } from "./formats/write-csv.js";
import type { ExchangeFormat } from "./file/format.js";
import { writeWorkbook } from "./formats/xlsx/write-workbook.js";
import { sheetToWrite } from "./formats/sheet-to-write.js";
import { columnsOf } from "./sheets/columns.js";
import { explain } from "./sheets/explain.js";
import { REMARK } from "./file/sheet.js";
import type { SheetKind } from "../model/sheet-kind.js";
import { sheetDefinition } from "./sheets/sheet-kinds.js";
import { EXPLANATIONS } from "./sheets/sheet-names.js";

const WIDTHS = [24, 60, 50, 60, 40];

/**
 * An empty sheet to fill in: the headers, and what goes under each. In a workbook the explanations are a sheet of their own, in a
 * CSV file lines that begin with "# "; neither is read when the file is imported.
 * @throws ExchangeError for a format that is no sheet.
 */
export async function makeTemplate(kind: SheetKind, format: ExchangeFormat): Promise<ExportedFile> {
  const definition = sheetDefinition(kind);
  const columns = columnsOf(definition).filter(({ type, name }) => type !== "language" && name !== "version");
  const explanations = columns.map((column) => explain(definition, column));
  const name = `${kind}-template.${format}`;
  if (format === "csv") {
    const lines = explanations.map(({ column, holds, form, allowed }) =>
      [`${REMARK}${column}: ${form}.`, allowed && `Allowed: ${allowed}.`, holds].filter(Boolean).join(" "),
    );
    const bytes = writeCsv([columns.map((column) => column.name), ...lines.map((line) => [line])]);
    return { name, mediaType: "text/csv; charset=utf-8", bytes, notices: [] };
  }
  if (format === "xlsx") {
    const headers = ["Column", "What it is", "How to write it", "Allowed values", "Also called"];
    const rows = explanations.map((each) => [each.column, each.holds, each.form, each.allowed, each.alsoCalled]);
    const bytes = await writeWorkbook([
      sheetToWrite(kind, { columns, rows: [] }),
      { name: EXPLANATIONS, rows: [headers, ...rows], widths: WIDTHS },
    ]);
    const mediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    return { name, mediaType, bytes, notices: [] };
  }
  throw new ExchangeError({
    code: "FORMAT_NOT_FOR_KIND",
    expected: "csv or xlsx for an empty sheet",
    came: format,
    mend: "Take one of those; JSON and iCalendar have no headers to fill in.",
  });
}
