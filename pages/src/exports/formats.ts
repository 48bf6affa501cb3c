import type { I18n } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { type About, ABOUT_HEADINGS } from "./about.js";
import type { ReadList } from "./list.js";
import { writeCsv } from "./write-csv.js";
import { writeWorkbook } from "./write-xlsx.js";

/** A way to write a list. */
interface Format {
  readonly type: string;
  readonly write: (read: ReadList, about: About, i18n: I18n) => Promise<Uint8Array | string> | string;
}

const ABOUT_NAMES = ["asOf", "filter", "licence", "missing"] as const;

/** By the ending of the file's name. */
export const FORMATS = {
  csv: {
    type: "text/csv; charset=utf-8; header=present",
    /** A CSV file has one table and nothing around it: what it says of itself stands in its last columns, without rows in a row of its own. */
    write(read, about, i18n) {
      const [headings = [], ...rows] = read.cells(i18n);
      const nothing = headings.map(() => null);
      const table = [
        [...headings, ...ABOUT_NAMES.map((name) => i18n._(ABOUT_HEADINGS[name]))],
        ...(rows.length > 0 ? rows : [nothing]).map((row) => [...row, ...ABOUT_NAMES.map((name) => about[name])]),
      ];
      return writeCsv(table, about.language === "en" ? "." : ",");
    },
  },
  xlsx: {
    type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    write: (read, about, i18n) =>
      writeWorkbook([
        { name: about.list, rows: read.cells(i18n) },
        {
          name: i18n._(msg`About this file`),
          rows: [
            [i18n._(msg`About this file`), null],
            ...(Object.keys(ABOUT_HEADINGS) as (keyof About)[]).map((name) => [
              i18n._(ABOUT_HEADINGS[name]),
              about[name],
            ]),
          ],
        },
      ]),
  },
  /** For programs: codes as the graph has them, and no words. */
  json: {
    type: "application/json; charset=utf-8",
    write: ({ rows, filter, problems, licences }, { list, language, asOf }) =>
      `${JSON.stringify({ list, language, asOf, filter, licences, problems, totalCount: rows.length, rows }, null, 1)}\n`,
  },
} as const satisfies Readonly<Record<string, Format>>;

export type FormatName = keyof typeof FORMATS;

export function isFormat(name: string | undefined): name is FormatName {
  return name !== undefined && Object.hasOwn(FORMATS, name);
}
