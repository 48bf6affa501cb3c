import { Trans, useLingui } from "@lingui/react/macro";
import { Row, Table } from "@segpol/page-base/table";
import type { ChangeFragment } from "../generated/operations.js";
import { type Field, labelOfPath, type Model } from "../model/model.js";
import { ValueShown } from "./value-shown.js";
import type { Value } from "./values.js";

interface ChangesProps {
  readonly caption: string;
  readonly changes: readonly ChangeFragment[];
  readonly model: Model;
  readonly fields: readonly Field[];
}

/** What differs, field by field. */
export function Changes({ caption, changes, model, fields }: ChangesProps) {
  const { t } = useLingui();
  return (
    <Table caption={caption} columns={[t`Field`, t`Before`, t`Afterwards`]} className="changes">
      {changes.map(({ field, before, after }) => (
        <Row
          key={field}
          head={labelOfPath(model, fields, field)}
          cells={[<ValueShown value={before as Value} />, <ValueShown value={after as Value} />]}
        />
      ))}
    </Table>
  );
}

/** What readers will see in place of what they see now, before it is saved. */
export function Review({ changes, model, fields }: Omit<ChangesProps, "caption">) {
  const { t } = useLingui();
  return (
    <section className="review" aria-labelledby="review">
      <h2 id="review">
        <Trans>What changes for readers</Trans>
      </h2>
      <Changes
        caption={t`This record is published: what you save is seen within a second.`}
        changes={changes}
        model={model}
        fields={fields}
      />
    </section>
  );
}
