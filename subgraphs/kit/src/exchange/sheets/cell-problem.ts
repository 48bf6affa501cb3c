/** What can be wrong with a row, beside what the desk finds wrong with the record it would make. */
export const ROW_PROBLEM_CODES = {
  NOT_A_NUMBER: "Write the number in figures, with a comma before decimals: 12,5.",
  AMBIGUOUS_NUMBER: "Leave out the dot between thousands, and write a comma before decimals.",
  NOT_A_DATE: "Write 15/10/2021, 2021-10-15, 10/2021, 2021, or a date in EDTF such as 2022-03/2022-10.",
  NOT_YES_OR_NO: "Write yes or no (ja or nee, oui or non).",
  NOT_A_LINE_PAIR: "Put both parts on one line, as the sheet of explanations shows.",
  CELL_WITHOUT_HEADER: "Put a text that holds the separator between double quotes, or give the column a header.",
  FORMULA_FAILED: "Mend the formula, or write its result.",
  NOT_AN_OBJECT: "Write the fields of a record between braces.",
  WRONG_VALUE: "Give a value of the expected type.",
  ID_OF_OTHERS: "Leave the row out, or give an id of this partner and kind.",
  ID_UNREADABLE: "Write a full id, or the part after its last colon: 2021-12-08-recherche.",
  ID_TWICE: "Leave out one of the two rows.",
  ID_NEEDED: "Fill in the column id.",
  ID_EXISTS: "Write that id in the column id if the row is that record; otherwise give the row an id of its own.",
  OWNER_NEEDED: "Fill in the id of the record that the row belongs to.",
  OWNER_UNKNOWN: "Create the record first, or put it in the same file; or mend the id.",
  VALUE_NEEDED: "Fill in the column.",
  APPEND_ONLY: "Leave the row as it was, and add a row that says what is so now.",
  VERSION_CONFLICT: "Export anew, and put your changes in the new file.",
  RECORD_WITHDRAWN: "Restore the record at the desk first, or leave the row out.",
  RECURRENCE: "Give each date an event of its own.",
  MORE_PROBLEMS: "Mend those that are shown, and try again.",
  BAD_CALENDAR_DATE: "Give the event a DTSTART that is a day, or a time in Brussels or UTC.",
} as const;

/** What can be worth a second look in a row, which is written all the same. */
export const ROW_WARNING_CODES = {
  FORMULA_WITHOUT_RESULT:
    "Open the workbook in a spreadsheet program, save it there and import it again, or write the result.",
  DATE_IN_TEXT: "Give the cell the format Text, and write what is meant.",
  DATE_FROM_1904: "Give the cell the format of a date, and look whether it shows the day that is meant.",
  PERCENT_OF_OTHER_UNIT: "Write the number in the indicator's unit, without a percent sign.",
  NOTHING_TO_CANCEL:
    "Nothing, unless the event is to be shown as cancelled: import it first as the calendar announced it.",
} as const;

export type RowProblemCode = keyof typeof ROW_PROBLEM_CODES;

/** One thing that is wrong with a row, and where. */
export interface CellProblem {
  /** Header of the column; empty: the row as a whole. */
  readonly column: string;
  /** One of this module's codes, or one of the desk's. */
  readonly code: string;
  /** What was expected and what came. */
  readonly message: string;
  readonly mend: string;
}

/** Makes a warning of a row; `expected` and `came` stand after those words. */
export function cellWarning(
  column: string,
  code: keyof typeof ROW_WARNING_CODES,
  expected: string,
  came: string,
): CellProblem {
  return { column, code, message: `Expected ${expected}; got ${came}.`, mend: ROW_WARNING_CODES[code] };
}

/** Of one row, in one file of which thousands can have hundreds each. */
const MAX_OF_ROW = 20;

/** Adds a problem of a row to those that are there; of more than twenty only how many they are is kept. */
export class RowProblems {
  readonly #first: CellProblem[] = [];
  #more = 0;

  add(...problems: readonly CellProblem[]): void {
    const room = Math.max(0, MAX_OF_ROW - this.#first.length);
    this.#first.push(...problems.slice(0, room));
    this.#more += Math.max(0, problems.length - room);
  }

  list(): CellProblem[] {
    if (this.#more === 0) return this.#first;
    return [...this.#first, cellProblem("", "MORE_PROBLEMS", "a row with fewer problems", `${this.#more} more`)];
  }
}

const MAX_SHOWN = 60;

/** Makes a problem of a row; `expected` and `came` stand after those words. */
export function cellProblem(column: string, code: RowProblemCode, expected: string, came: string): CellProblem {
  return { column, code, message: `Expected ${expected}; got ${came}.`, mend: ROW_PROBLEM_CODES[code] };
}

/** A cell as a message shows it: in quotes, cut after 60 characters. */
export function quoted(text: string): string {
  return JSON.stringify(text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}...` : text);
}
