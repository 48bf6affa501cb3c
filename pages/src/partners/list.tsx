import { Trans, useLingui } from "@lingui/react/macro";
import { Link, useLoaderData } from "react-router";
import { usePagePath } from "../address/use-page-path.js";
import { Partners as PartnersQuery } from "../generated/operations.js";
import { ask, type LoaderArgs } from "../graph/ask.js";
import { ExportLinks } from "../shared/export-links.js";
import { useFormat } from "../shared/format.js";
import { GivenCount } from "../shared/given-count.js";
import { PARTNER_ROLES, SOURCE_STATES } from "../shared/labels.js";
import { LicenceLink } from "../shared/licence-link.js";
import { Problems } from "../shared/problems.js";
import { RECORD_KINDS } from "../shared/record-kinds.js";
import { Row, Table } from "@segpol/page-base/table";

export const loader = (args: LoaderArgs) => ask(args, PartnersQuery, {});

export function Component() {
  const { t } = useLingui();
  const format = useFormat();
  const path = usePagePath();
  const { data, problems, requestId } = useLoaderData<typeof loader>();
  return (
    <>
      <title>{t`Partners`}</title>
      <h1>
        <Trans>Partners</Trans>
      </h1>
      <Problems problems={problems} requestId={requestId} />
      <ExportLinks list="partners" />
      <Table
        className="matrix"
        caption={t`What each partner gave. That it is in sync does not say when its content changed: that stands apart.`}
        columns={[
          t`Partner`,
          ...RECORD_KINDS.map(({ name }) => t(name)),
          ...[t`State`, t`Content last changed`, t`Licence`].map((name) => ({ name, hasWords: true })),
        ]}
      >
        {data.partners.map((partner) => (
          <Row
            key={partner.code}
            head={
              <>
                <Link to={path(`partners/${partner.code}`)}>{partner.name}</Link>{" "}
                <small>
                  {partner.acronym}, {t(PARTNER_ROLES[partner.role])}
                </small>
              </>
            }
            cells={[
              ...RECORD_KINDS.map((kind) => (
                <GivenCount
                  key={kind.field}
                  kind={kind}
                  count={partner[kind.field].totalCount}
                  search={{ partner: partner.code }}
                />
              )),
              <span className="words">{t(SOURCE_STATES[partner.source.state])}</span>,
              <span className="words">
                {partner.source.lastChangeAt == null ? (
                  <Trans>never</Trans>
                ) : (
                  format.instant(partner.source.lastChangeAt)
                )}
              </span>,
              <span className="words">
                <LicenceLink licence={partner.licence} isShort />
              </span>,
            ]}
          />
        ))}
      </Table>
    </>
  );
}
