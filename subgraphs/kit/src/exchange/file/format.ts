import { ExchangeError } from "./exchange-error.js";

/** The formats in which records come and go. */
export const EXCHANGE_FORMATS = ["csv", "xlsx", "json", "ics"] as const;
export type ExchangeFormat = (typeof EXCHANGE_FORMATS)[number];

/** Characters of a name that an error shows: its last. */
const MAX_SHOWN = 60;

const ENDINGS: Readonly<Record<string, ExchangeFormat>> = {
  csv: "csv",
  tsv: "csv",
  txt: "csv",
  xlsx: "xlsx",
  xlsm: "xlsx",
  json: "json",
  ics: "ics",
  ical: "ics",
};

/** The format that a file's name ends in. */
export function formatOf(fileName: string): ExchangeFormat {
  const end = fileName.slice(-MAX_SHOWN);
  const ending = /\.([a-z]+)$/i.exec(end)?.[1]?.toLowerCase() ?? "";
  const format = ENDINGS[ending];
  if (format) return format;
  throw new ExchangeError({
    code: "FORMAT_UNKNOWN",
    expected: "a file that ends in .csv, .xlsx, .json or .ics",
    came: JSON.stringify(end),
    mend: ending === "xls" ? "Save it in Excel as .xlsx." : "Rename the file, or say the format with --format.",
  });
}
