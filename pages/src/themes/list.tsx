import { Trans, useLingui } from "@lingui/react/macro";
import { Link, useLoaderData } from "react-router";
import { usePagePath } from "../address/use-page-path.js";
import { Themes as ThemesQuery } from "../generated/operations.js";
import { ask, type LoaderArgs } from "../graph/ask.js";
import { ExportLinks } from "../shared/export-links.js";
import { GivenCount } from "../shared/given-count.js";
import { Problems } from "../shared/problems.js";
import { RECORD_KINDS } from "../shared/record-kinds.js";
import { Row, Table } from "@segpol/page-base/table";

export const loader = (args: LoaderArgs) => ask(args, ThemesQuery, {});

export function Component() {
  const { t } = useLingui();
  const { data, problems, requestId } = useLoaderData<typeof loader>();
  const path = usePagePath();
  return (
    <>
      <title>{t`Themes`}</title>
      <h1>
        <Trans>Themes of the States General</Trans>
      </h1>
      <Problems problems={problems} requestId={requestId} />
      <ExportLinks list="themes" />
      <Table
        className="matrix"
        caption={t`Number of records of all partners on each theme. A record with several themes counts under each.`}
        columns={[t`Theme`, ...RECORD_KINDS.map(({ name }) => t(name))]}
      >
        {data.themes.map((theme) => (
          <Row
            key={theme.code}
            head={
              <>
                <Link to={path(`themes/${theme.code}`)}>{theme.title}</Link>
                {theme.broader && (
                  <small>
                    {" "}
                    {t`under`} {theme.broader.title}
                  </small>
                )}
                {theme.definition != null && (
                  <p className="definition">
                    <bdi>{theme.definition}</bdi>
                  </p>
                )}
              </>
            }
            cells={RECORD_KINDS.map((kind) => (
              <GivenCount
                key={kind.field}
                kind={kind}
                count={theme[kind.field].totalCount}
                search={{ theme: theme.code }}
              />
            ))}
          />
        ))}
      </Table>
    </>
  );
}
