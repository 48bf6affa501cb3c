import { Trans, useLingui } from "@lingui/react/macro";
import type { Report } from "./report.js";

/** What headers mean that were not recognised, by the header. */
export type Meanings = Readonly<Record<string, string>>;

interface ColumnsShownProps {
  readonly tables: Report["tables"];
  readonly meanings: Meanings;
  /** Undefined: nothing can be said any more. */
  readonly onSaid: ((meanings: Meanings) => void) | undefined;
}

/** Which columns of a file were recognised and which not, with a way to say what one is. */
export function ColumnsShown({ tables, meanings, onSaid }: ColumnsShownProps) {
  const { t } = useLingui();
  return tables.map(({ sheet, columns, known }) => {
    const named = columns.filter(({ header }) => header.trim() !== "");
    const read = named.filter(({ column, header }) => column !== null && meanings[header] === undefined);
    const asked = named.filter(({ column, header }) => column === null || meanings[header] !== undefined);
    const taken = new Set(columns.map(({ column }) => column));
    return (
      <section key={sheet ?? ""}>
        <h2>
          <Trans>Columns</Trans> {sheet !== null && <small>{sheet}</small>}
        </h2>
        <p>
          <Trans>Recognised:</Trans> {read.map(({ header }) => header).join(", ")}
        </p>
        {asked.length > 0 && (
          <div className="filters">
            {asked.map(({ header, column }, index) => (
              // oxlint-disable-next-line react/no-array-index-key -- Headers may be the same.
              <label key={index}>
                {header}
                <select
                  value={meanings[header] ?? ""}
                  disabled={onSaid === undefined}
                  onChange={({ target }) => {
                    const { [header]: _before, ...others } = meanings;
                    onSaid?.(target.value === "" ? others : { ...others, [header]: target.value });
                  }}
                >
                  <option value="">{t`not read`}</option>
                  {known
                    .filter(({ name }) => name === column || !taken.has(name))
                    .map(({ name, headers }) => (
                      <option key={name} value={name}>
                        {[name, ...headers].join(" · ")}
                      </option>
                    ))}
                </select>
              </label>
            ))}
          </div>
        )}
      </section>
    );
  });
}
