import { DateTimeScalar } from "@segpol/schema";
import { ID, Int, registerEnumType } from "type-graphql";
import { inputType, objectType } from "./desk-type.js";
import { EXCHANGE_FORMATS } from "../../exchange/file/format.js";
import { ROW_OUTCOMES } from "../../exchange/report.js";
import { SHEET_KINDS, type SheetKind } from "../../model/sheet-kind.js";

/** Names of GraphQL for values that have a hyphen or are in lower case: FOLLOW_UP for follow-up. */
export const SheetKindEnum = Object.fromEntries(
  SHEET_KINDS.map((kind) => [kind.toUpperCase().replaceAll("-", "_"), kind]),
) as Readonly<Record<string, SheetKind>>;
registerEnumType(SheetKindEnum, {
  name: "SheetKind",
  description: "What the rows of a file are: records of a kind, or rows that are added to records.",
  valuesConfig: Object.fromEntries(
    Object.entries(SheetKindEnum).map(([name, kind]) => [name, { description: `Rows of kind ${kind}.` }]),
  ),
});

export const ExchangeFormatEnum = Object.fromEntries(EXCHANGE_FORMATS.map((format) => [format.toUpperCase(), format]));
registerEnumType(ExchangeFormatEnum, {
  name: "ExchangeFormat",
  description: "The formats in which records come and go.",
  valuesConfig: {
    CSV: { description: "Text with separators: semicolons, commas or tabs." },
    XLSX: { description: "A workbook, with a sheet for each kind." },
    JSON: { description: "Records with the fields of the desk's inputs." },
    ICS: { description: "iCalendar (RFC 5545), for events." },
  },
});

const RowOutcomeEnum = Object.fromEntries(ROW_OUTCOMES.map((outcome) => [outcome, outcome]));
registerEnumType(RowOutcomeEnum, {
  name: "ImportOutcome",
  description: "What becomes of a row of a file.",
  valuesConfig: {
    CREATED: { description: "A record is made." },
    CHANGED: { description: "A record is changed." },
    APPENDED: { description: "A row is added to a record." },
    UNCHANGED: { description: "It is so already." },
    BAD: { description: "It is refused; `problems` say why." },
  },
});

const ImportProblem = objectType("ImportProblem", "One thing that is wrong with a row, or worth a second look.", {
  column: { type: () => String, required: true, description: "Header of the column; empty: the row as a whole." },
  code: { type: () => String, required: true, description: "What it is, for programs: see docs/import.md." },
  message: { type: () => String, required: true, description: "What was expected and what came." },
  mend: { type: () => String, required: true, description: "How to mend it." },
});

const ImportChange = objectType("ImportChange", "A column before and after.", {
  column: { type: () => String, required: true, description: "Name of the column." },
  before: { type: () => String, required: true, description: "Its value before; empty: there was none." },
  after: { type: () => String, required: true, description: "Its value afterwards; empty: there is none." },
});

const ImportRow = objectType("ImportRow", "What becomes of a row of a file.", {
  sheet: { type: () => String, description: "Name of the worksheet, or of the list in JSON." },
  row: {
    type: () => Int,
    required: true,
    description: "As a spreadsheet counts, from 1 with the headers; of a list or a calendar the place in it.",
  },
  kind: { type: () => SheetKindEnum, required: true, description: "What it is." },
  id: { type: () => String, description: "Id of the record; null: it could not be told." },
  outcome: { type: () => RowOutcomeEnum, required: true, description: "What becomes of it." },
  changes: { type: () => ImportChange, list: true, required: true, description: "Of a changed record what changes." },
  problems: { type: () => ImportProblem, list: true, required: true, description: "Why it is refused, all at once." },
  warnings: { type: () => ImportProblem, list: true, required: true, description: "What is worth a second look." },
});

const ImportCounts = objectType("ImportCounts", "How many rows have each outcome.", {
  created: { type: () => Int, required: true, description: "Records that are made." },
  changed: { type: () => Int, required: true, description: "Records that are changed." },
  appended: { type: () => Int, required: true, description: "Rows that are added to records." },
  unchanged: { type: () => Int, required: true, description: "Rows that say what is so already." },
  bad: { type: () => Int, required: true, description: "Rows that are refused." },
});

export const FileProblem = objectType("FileProblem", "Why a file as a whole was not read or made.", {
  code: { type: () => String, required: true, description: "What it is, for programs: see docs/import.md." },
  message: { type: () => String, required: true, description: "What was expected and what came." },
  mend: { type: () => String, required: true, description: "How to mend it." },
});

const ImportColumn = objectType("ImportColumn", "A header of a table, and what it means.", {
  header: { type: () => String, required: true, description: "As it stands in the file." },
  column: { type: () => ID, description: "Name of the column that it means; null: it is not read." },
});

const KnownColumn = objectType("KnownColumn", "A column that a table of a kind can have.", {
  name: { type: () => ID, required: true, description: "Such as title.nl." },
  headers: { type: () => String, list: true, required: true, description: "What people call it, in Dutch and French." },
});

const ImportTable = objectType("ImportTable", "A table of a file with headers.", {
  sheet: { type: () => String, description: "Name of the worksheet; null: the format has none." },
  kind: { type: () => SheetKindEnum, required: true, description: "What its rows are." },
  columns: { type: () => ImportColumn, list: true, required: true, description: "In their order." },
  known: { type: () => KnownColumn, list: true, required: true, description: "What `columns` of the input may name." },
});

export const ImportReportType = objectType("ImportReport", "What an import does, or would do.", {
  written: { type: () => Boolean, required: true, description: "Whether anything was written." },
  dryRun: { type: () => Boolean, required: true, description: "Whether it was asked to write nothing." },
  counts: { type: () => ImportCounts, required: true, description: "How many rows have each outcome." },
  rows: { type: () => ImportRow, list: true, required: true, description: "What becomes of each row, in their order." },
  notices: { type: () => String, list: true, required: true, description: "What was not read, and why." },
  error: { type: () => FileProblem, description: "Why the file as a whole was refused; null: it was not." },
  tables: {
    type: () => ImportTable,
    list: true,
    required: true,
    description: "Its tables, where the format has headers: which columns were recognised.",
  },
  mend: {
    type: () => ExportedFileType,
    list: true,
    required: true,
    description:
      "The refused rows in the columns of their own table, each with what is wrong in one more, which is not read: mended, they are imported again.",
  },
});

const ExportedFileType = objectType("ExportedFile", "A file of records.", {
  name: { type: () => String, required: true, description: "Such as cps-event.csv." },
  mediaType: { type: () => String, required: true, description: "Its media type." },
  base64: { type: () => String, required: true, description: "Its content, in Base64." },
  notices: { type: () => String, list: true, required: true, description: "What was left out, and why." },
});

export const ExportPayload = objectType("ExportPayload", "A file of records, or why there is none.", {
  file: { type: () => ExportedFileType, description: "The file; null: `error` says why there is none." },
  error: { type: () => FileProblem, description: "Why there is no file." },
});

const ImportColumnInput = inputType("ImportColumnInput", "What a header means that does not say so by itself.", {
  header: { type: () => String, required: true, description: "As it stands in the file." },
  column: { type: () => ID, required: true, description: "Name of a column, one of `known` of its table." },
});

export const LastImportType = objectType("LastImport", "The import that was done last.", {
  at: { type: () => DateTimeScalar, required: true, description: "When." },
  subject: { type: () => ID, required: true, description: "Who did it: the subject of the token." },
  fileName: { type: () => String, required: true, description: "Name of the file." },
  bad: { type: () => Int, required: true, description: "Rows that were refused." },
});

export const ImportRecordsInput = inputType("ImportRecordsInput", "A file to be imported.", {
  fileName: { type: () => String, required: true, description: "Its name: what its rows are may stand in it." },
  content: { type: () => String, required: true, description: "Its content, in Base64." },
  format: { type: () => ExchangeFormatEnum, description: "Its format; by default what its name ends in." },
  kind: {
    type: () => SheetKindEnum,
    description: "What its rows are, where neither the file nor its sheets are named so.",
  },
  columns: { type: () => ImportColumnInput, list: true, description: "What headers mean that were not recognised." },
  dryRun: { type: () => Boolean, description: "Nothing is written; the report says what would be. False by default." },
  skipBad: {
    type: () => Boolean,
    description: "Bad rows are left out, and the rest is written. False by default: all or nothing.",
  },
  idempotencyKey: {
    type: () => String,
    description:
      "8 to 200 letters, digits and . _ : - that name this request: sent again with the same file, it writes nothing; with another one it is refused.",
  },
});
