import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Link, useLocation, useSearchParams } from "react-router";
import { FieldsShown } from "../form/value-shown.js";
import { isList, type Value, type Values, valuesOf } from "../form/values.js";
import type { RecordStateQuery } from "../generated/operations.js";
import type { Field, Model } from "../model/model.js";
import { READER_NAMES } from "../shared/labels.js";

interface PreviewProps {
  readonly recordPreviews: NonNullable<RecordStateQuery["recordPreviews"]>;
  readonly fields: readonly Field[];
  readonly values: Values;
  readonly model: Model;
}

/** A record as readers see it, of the level that the address says: the first one sees least. */
export function Preview({ recordPreviews: { previews, hubAnswers }, fields, values, model }: PreviewProps) {
  const { t } = useLingui();
  const { pathname } = useLocation();
  const [address] = useSearchParams();
  const shown = previews.find(({ reader }) => reader === address.get("as")) ?? previews[0];
  if (!shown) return null;
  const hidden = new Set(shown.hiddenLinks);
  const left = hidden.size;
  const isShown = (link: Value): boolean => {
    const { id } = valuesOf(link);
    return typeof id !== "string" || !hidden.has(id);
  };
  const { links } = values;
  const seen = isList(links) ? { ...values, links: links.filter(isShown) } : values;
  return (
    <>
      <nav className="tabs" aria-label={t`Seen by`}>
        <ul>
          {previews.map(({ reader }) => (
            <li key={reader}>
              <Link
                to={`${pathname}?as=${reader}`}
                preventScrollReset
                aria-current={reader === shown.reader ? "page" : undefined}
              >
                {t(READER_NAMES[reader])}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      {shown.isSeen ? (
        <>
          {left > 0 && (
            <p className="notice">
              <Plural
                value={left}
                one="One link is left out for these readers, since they do not see the record to which it leads."
                other="# links are left out for these readers, since they do not see the records to which they lead."
              />
            </p>
          )}
          {!hubAnswers && (
            <p className="notice">
              <Trans>
                The hub does not answer: it is not known who sees the other partners' records to which links lead.
              </Trans>
            </p>
          )}
          <FieldsShown fields={fields} values={seen} model={model} />
        </>
      ) : (
        <p className="notice">
          <Trans>These readers do not see the record.</Trans>
        </p>
      )}
    </>
  );
}
