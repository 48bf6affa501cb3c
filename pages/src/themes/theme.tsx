import { Trans, useLingui } from "@lingui/react/macro";
import { data, Link, useLoaderData } from "react-router";
import { usePagePath } from "../address/use-page-path.js";
import { NotFound } from "../app/not-found.js";
import { type CoverageFiguresFragment, ThemePage, type ThemePageQuery } from "../generated/operations.js";
import { ask, type LoaderArgs } from "../graph/ask.js";
import { ExportLinks } from "../shared/export-links.js";
import { useFormat } from "../shared/format.js";
import { GivenCount } from "../shared/given-count.js";
import { GivenRecords } from "../shared/given-records.js";
import { Problems } from "../shared/problems.js";
import { RECORD_KINDS } from "../shared/record-kinds.js";
import { Row, Table } from "@segpol/page-base/table";

export async function loader(args: LoaderArgs) {
  const code = args.params["code"] ?? "";
  const answer = await ask(args, ThemePage, { code });
  const { theme, overview } = answer.data;
  const cells = overview.coverage.filter((cell) => cell.theme.code === code);
  return data({ ...answer, data: undefined, theme, cells }, { status: theme ? 200 : 404 });
}

/** One theme: what it means, and what each partner gave on it. */
export function Component() {
  const { t } = useLingui();
  const { colon } = useFormat();
  const { theme, cells, problems, requestId } = useLoaderData<typeof loader>();
  if (!theme) return <NotFound />;
  return (
    <article>
      <title>{`${t`Theme`}${colon}${theme.title}`}</title>
      <h1>{theme.title}</h1>
      <Problems problems={problems} requestId={requestId} />
      {theme.definition != null && (
        <p>
          <bdi>{theme.definition}</bdi>
        </p>
      )}
      <Neighbours theme={theme} />
      <ByPartner code={theme.code} cells={cells} />
      <GivenRecords given={theme} ofSeveral search={{ theme: theme.code }} />
    </article>
  );
}

/** Wider and narrower themes, and the same one in other vocabularies. */
function Neighbours({
  theme: { broader, narrower, exactMatch },
}: {
  readonly theme: NonNullable<ThemePageQuery["theme"]>;
}) {
  const { t } = useLingui();
  const path = usePagePath();
  return (
    <dl className="facts">
      <dt>{t`Broader theme`}</dt>
      <dd>{broader ? <Link to={path(`themes/${broader.code}`)}>{broader.title}</Link> : <Trans>none</Trans>}</dd>
      <dt>{t`Narrower themes`}</dt>
      <dd>
        {narrower.length === 0 && <Trans>none</Trans>}
        {narrower.map(({ code, title }) => (
          <Link key={code} className="tag" to={path(`themes/${code}`)}>
            {title}
          </Link>
        ))}
      </dd>
      <dt>{t`The same in other vocabularies`}</dt>
      <dd>
        {exactMatch.length === 0 && <Trans>none</Trans>}
        {exactMatch.map((address) => (
          <a key={address} href={address}>
            {address}
          </a>
        ))}
      </dd>
    </dl>
  );
}

interface ByPartnerProps {
  readonly code: string;
  readonly cells: readonly CoverageFiguresFragment[];
}

function ByPartner({ code, cells }: ByPartnerProps) {
  const { t } = useLingui();
  const path = usePagePath();
  return (
    <section aria-labelledby="by-partner">
      <h2 id="by-partner">
        <Trans>What each partner gave</Trans>
      </h2>
      <Table
        className="matrix"
        caption={t`Number of records of each partner on this theme.`}
        columns={[t`Partner`, ...RECORD_KINDS.map(({ name }) => t(name))]}
      >
        {cells.map((cell) => (
          <Row
            key={cell.partner.code}
            head={<Link to={path(`partners/${cell.partner.code}`)}>{cell.partner.name}</Link>}
            cells={RECORD_KINDS.map((kind) => (
              <GivenCount
                key={kind.field}
                kind={kind}
                count={cell[kind.field]}
                search={{ theme: code, partner: cell.partner.code }}
              />
            ))}
          />
        ))}
      </Table>
      <ExportLinks list="coverage" search={{ theme: code }} />
    </section>
  );
}
