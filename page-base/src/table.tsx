import { createContext, type ReactNode, use } from "react";

/** A column by its name, or with more about it. */
export type Column =
  | string
  | {
      readonly name: string;
      /** What stands in its head instead of the name. */
      readonly heading?: ReactNode;
      /** Whether it has words in a table of numbers. */
      readonly hasWords?: boolean;
      /** How the rows are sorted by it; left out: they cannot be. */
      readonly sorted?: "ascending" | "descending" | "none";
    };

interface TableProps {
  /** What the table shows, above it. */
  readonly caption: ReactNode;
  /** Whether a heading above says the same, so that the caption is only heard. */
  readonly isBelowHeading?: boolean;
  readonly columns: readonly Column[];
  /** Each a `Row`; other rows have no names of columns on a narrow screen. */
  readonly children: ReactNode;
  readonly className?: string;
}

const NamesContext = createContext<readonly string[]>([]);

/**
 * A table; its first cells are its rows' headings. Where it is wider than the page it scrolls by itself, and on a narrow screen each row is a
 * card that names the column of each cell.
 */
export function Table({ caption, isBelowHeading = false, columns, children, className }: TableProps) {
  const names = columns.map((column) => (typeof column === "string" ? column : column.name));
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- What scrolls has to be reached by the keyboard.
    <div
      className="table-scroll"
      role="group"
      tabIndex={0}
      aria-label={typeof caption === "string" ? caption : undefined}
    >
      <table className={className}>
        <caption className={isBelowHeading ? "visually-hidden" : undefined}>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column, index) => (
              // oxlint-disable-next-line react/no-array-index-key -- Columns stay where they are.
              <Head key={index} column={column} />
            ))}
          </tr>
        </thead>
        <tbody>
          <NamesContext value={names}>{children}</NamesContext>
        </tbody>
      </table>
    </div>
  );
}

function Head({ column }: { readonly column: Column }) {
  const { name, heading = name, hasWords = false, sorted } = typeof column === "string" ? { name: column } : column;
  return (
    <th scope="col" className={hasWords ? "words" : undefined} aria-sort={sorted}>
      {heading}
    </th>
  );
}

interface RowProps {
  readonly head: ReactNode;
  /** Of the columns after the first, in their order. */
  readonly cells: readonly ReactNode[];
  /** For styles. */
  readonly status?: string;
  /** For addresses that lead to it. */
  readonly id?: string;
}

export function Row({ head, cells, status, id }: RowProps) {
  const names = use(NamesContext);
  return (
    <tr id={id} data-status={status}>
      <th scope="row">{head}</th>
      {cells.map((cell, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- Cells stay in their columns.
        <td key={index} data-column={names[index + 1]}>
          {cell}
        </td>
      ))}
    </tr>
  );
}
