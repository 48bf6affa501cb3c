import { Trans, useLingui } from "@lingui/react/macro";
import { ERRORS } from "../generated/errors.js";
import { Row, Table } from "@segpol/page-base/table";

/** What each error code means, and what to do about it. */
export function ErrorTable() {
  const { t } = useLingui();
  return (
    <section aria-labelledby="errors">
      <h2 id="errors">
        <Trans>What each error means</Trans>
      </h2>
      <p>
        <Trans>
          An error's code is in <code>extensions.code</code>, the request's id in <code>extensions.requestId</code>.
          Meanings are in English.
        </Trans>
      </p>
      <Table caption={t`Errors of the hub`} columns={[t`Code`, t`Status`, t`What it means`, t`What to do`]}>
        {ERRORS.map(({ code, status, meaning, mend }) => (
          <Row
            key={code}
            id={code}
            head={<code>{code}</code>}
            cells={[status, <span lang="en">{meaning}</span>, <span lang="en">{mend}</span>]}
          />
        ))}
      </Table>
    </section>
  );
}
