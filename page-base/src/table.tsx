import type { ReactNode } from "react";

interface TableProps {
  /** What the table shows, above it. */
  readonly caption: ReactNode;
  readonly columns: readonly ReactNode[];
  readonly children: ReactNode;
  readonly className?: string;
}

/** A table that scrolls by itself where it is wider than the page; its first cells are its rows' headings. */
export function Table({ caption, columns, children, className }: TableProps) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- What scrolls has to be reached by the keyboard.
    <div
      className="table-scroll"
      role="group"
      tabIndex={0}
      aria-label={typeof caption === "string" ? caption : undefined}
    >
      <table className={className}>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column, index) => (
              // oxlint-disable-next-line react/no-array-index-key -- Columns stay where they are.
              <th key={index} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
