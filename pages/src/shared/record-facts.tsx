import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "react-router";
import { usePagePath } from "../address/use-page-path.js";
import type { RecordFactsFragment } from "../generated/operations.js";
import { useFormat } from "./format.js";
import { KeptBy } from "./kept-by.js";

interface RecordFactsProps {
  readonly record: RecordFactsFragment;
  /** The list that a theme or a criterion leads to. */
  readonly list: string;
}

/** What records of all kinds have, at the end of their facts. */
export function RecordFacts({ record: { themes, criteria, partner, updatedAt }, list }: RecordFactsProps) {
  const { t } = useLingui();
  const format = useFormat();
  return (
    <>
      <dt>{t`Themes`}</dt>
      <dd>
        <Tags named={themes} list={list} filter="theme" />
      </dd>
      <dt>{t`Criteria of legitimacy`}</dt>
      <dd>
        <Tags named={criteria} list={list} filter="criterion" />
      </dd>
      <dt>{t`Kept by`}</dt>
      <dd>
        <KeptBy partner={partner} />
      </dd>
      <dt>{t`Content last changed`}</dt>
      <dd>{format.instant(updatedAt)}</dd>
    </>
  );
}

interface TagsProps {
  readonly named: readonly { readonly code: string; readonly title: string }[];
  readonly list: string;
  readonly filter: string;
}

function Tags({ named, list, filter }: TagsProps) {
  const path = usePagePath();
  if (named.length === 0) return <Trans>none</Trans>;
  return named.map(({ code, title }) => (
    <Link key={code} className="tag" to={path(list, { [filter]: code })}>
      {title}
    </Link>
  ));
}
