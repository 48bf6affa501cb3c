import { Trans, useLingui } from "@lingui/react/macro";
import { CodeBlock } from "./code-block.js";
import { ErrorTable } from "./error-table.js";
import { EXAMPLES } from "./examples.js";
import { useOrigin } from "../address/origin.js";
import { samples } from "./samples.js";

/** The page asks nothing. */
export const loader = () => null;

export function Component() {
  const { t } = useLingui();
  return (
    <>
      <title>{t`For builders`}</title>
      <h1>
        <Trans>For builders of dashboards</Trans>
      </h1>
      <p>
        <Trans>
          Everything on these pages comes from one public GraphQL graph, at <code>/graphql</code>. Whatever the pages
          show, you can ask for too.
        </Trans>{" "}
        <a href="/explorer/">
          <Trans>Try queries and read the graph's documentation in the explorer</Trans>
        </a>
      </p>
      <HowTo />
      <section aria-labelledby="examples">
        <h2 id="examples">
          <Trans>Examples</Trans>
        </h2>
        {EXAMPLES.map(({ name, about, query }) => (
          <section key={name} lang="en">
            <h3>{name}</h3>
            <p>{about}</p>
            <CodeBlock label={name}>{query}</CodeBlock>
          </section>
        ))}
      </section>
      <ErrorTable />
    </>
  );
}

/** One task after the other, each with code that does it. */
function HowTo() {
  const { t } = useLingui();
  const sample = samples(useOrigin());
  return (
    <>
      <h2>{t`Query`}</h2>
      <p>
        <Trans>
          Send a query by POST as JSON. Texts come in the language of the argument <code>lang</code>, or else of the
          header <code>Accept-Language</code>.
        </Trans>
      </p>
      <CodeBlock label={t`Query`}>{sample.query}</CodeBlock>
      <h2>{t`Read the past`}</h2>
      <p>
        <Trans>
          The header <code>Accept-Datetime</code> answers as of an earlier instant; <code>overview.asOf</code> says up
          to when everything is counted.
        </Trans>
      </p>
      <CodeBlock label={t`Read the past`}>{sample.past}</CodeBlock>
      <h2>{t`Cache`}</h2>
      <p>
        <Trans>
          Answers have an ETag. Send it back in <code>If-None-Match</code>: status 304 says that your copy still holds.
          With <code>Cache-Control: no-cache</code> the owners are asked instead of the hub's copies; do so seldom.
        </Trans>
      </p>
      <CodeBlock label={t`Cache`}>{sample.cache}</CodeBlock>
      <h2>{t`Page through a list`}</h2>
      <p>
        <Trans>
          A page has 100 records at most. Pass <code>endCursor</code> as <code>after</code> as long as{" "}
          <code>hasNextPage</code> is true.
        </Trans>
      </p>
      <CodeBlock label={t`Page through a list`}>{sample.paging}</CodeBlock>
      <h2>{t`Authenticate`}</h2>
      <p>
        <Trans>
          Without a token you read what is public. With an access token of the hub's issuer you read what its roles may
          see; answers are then for you alone.
        </Trans>
      </p>
      <CodeBlock label={t`Authenticate`}>{sample.token}</CodeBlock>
      <h2>{t`Whole lists as files`}</h2>
      <p>
        <Trans>
          Each list is a CSV, XLSX or JSON file as well, with the filters of its page in the address. JSON has the codes
          of the graph; the others have words.
        </Trans>
      </p>
      <CodeBlock label={t`Whole lists as files`}>{sample.files}</CodeBlock>
    </>
  );
}
