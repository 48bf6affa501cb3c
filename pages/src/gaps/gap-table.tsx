import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "react-router";
import { usePagePath } from "../address/use-page-path.js";
import type { GapRowFragment } from "../generated/operations.js";
import { GAP_KINDS } from "../shared/labels.js";
import { Contact } from "../shared/contact.js";
import { RecordLink } from "../shared/record-text.js";
import { Row, Table } from "@segpol/page-base/table";

interface GapTableProps {
  readonly caption: string;
  readonly rows: readonly GapRowFragment[];
}

/** What is missing, each with whom to ask for it. */
export function GapTable({ caption, rows }: GapTableProps) {
  const { t } = useLingui();
  return (
    <Table caption={caption} columns={[t`Where`, t`What is missing`, t`Whom to ask`]}>
      {rows.map((gap) => (
        <Row
          key={`${gap.kind} ${gap.theme?.code ?? gap.record?.id ?? ""}`}
          head={<Where gap={gap} />}
          cells={[t(GAP_KINDS[gap.kind]), <WhomToAsk partner={gap.partner} />]}
        />
      ))}
    </Table>
  );
}

function Where({ gap: { record, theme } }: { readonly gap: GapRowFragment }) {
  const path = usePagePath();
  if (record) return <RecordLink record={record} />;
  return theme && <Link to={path(`themes/${theme.code}`)}>{theme.title}</Link>;
}

function WhomToAsk({ partner }: Pick<GapRowFragment, "partner">) {
  const path = usePagePath();
  if (!partner) return <Trans>any partner: no one is responsible for a theme</Trans>;
  return (
    <>
      <Link to={path(`partners/${partner.code}`)}>{partner.name}</Link>
      <br />
      <small>
        <Contact partner={partner} />
      </small>
    </>
  );
}
