import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { useLoaderData } from "react-router";
import { HubView, type HubViewQuery } from "../generated/operations.js";
import { ask, languageOf, type PageArgs } from "../graph/ask.js";
import { useFormat } from "../shared/format.js";
import { graphLanguage } from "../shared/graph-language.js";

export function loader(args: PageArgs) {
  return ask(args, HubView, { language: graphLanguage(languageOf(args)) });
}

const STATES: Readonly<Record<string, MessageDescriptor>> = {
  LIVE: msg`The hub is up to date with this desk.`,
  STALE: msg`The hub has not caught up with this desk yet.`,
  DOWN: msg`The hub cannot reach this partner: readers see what it had before.`,
  NEVER_HARVESTED: msg`The hub has not read anything of this partner yet.`,
};

/** What the hub shows of this partner, and how far it is with what changes here. */
export function Component() {
  const { t } = useLingui();
  const {
    hubView: { hubAnswers, partner },
  } = useLoaderData<typeof loader>();
  return (
    <>
      <title>{t`This partner`}</title>
      <h1>
        <Trans>This partner</Trans>
      </h1>
      {!hubAnswers && (
        <p className="notice">
          <Trans>The hub does not answer. What changes here reaches it once it does.</Trans>
        </p>
      )}
      {hubAnswers && !partner && (
        <p className="notice">
          <Trans>The hub does not know this partner: it has not joined yet.</Trans>
        </p>
      )}
      {partner && <AtHub partner={partner} />}
    </>
  );
}

function AtHub({ partner }: { readonly partner: NonNullable<HubViewQuery["hubView"]["partner"]> }) {
  const { t } = useLingui();
  const format = useFormat();
  const { name, website, licence, contactPoint, state, asOf, lastContactAt, records, problem } = partner;
  const known = STATES[state];
  const upTo = asOf === null ? undefined : format.instant(asOf);
  const facts: readonly (readonly [string, ReactNode])[] = [
    [t`Last contact`, lastContactAt === null ? null : format.instant(lastContactAt)],
    [t`Records that everybody sees`, records],
  ];
  const profile: readonly (readonly [string, ReactNode])[] = [
    [t`Name`, name],
    [t`Website`, website === null ? null : <a href={website}>{website}</a>],
    [t`Licence`, licence === null ? null : <a href={licence}>{licence}</a>],
    [t`Contact`, contactPoint],
  ];
  return (
    <>
      <section>
        <h2>
          <Trans>How far the hub is</Trans>
        </h2>
        <p>
          <strong>{known ? t(known) : state}</strong>{" "}
          {upTo !== undefined && <Trans>It has seen everything up to {upTo}.</Trans>}
        </p>
        {problem !== null && <p lang="en">{problem}</p>}
        <Facts facts={facts} />
      </section>
      <section>
        <h2>
          <Trans>What the hub shows of this partner</Trans>
        </h2>
        <Facts facts={profile} />
        <p>
          <Trans>Who runs the hub changes these: ask them.</Trans>
        </p>
      </section>
    </>
  );
}

function Facts({ facts }: { readonly facts: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className="facts">
      {facts.map(([label, value]) => (
        <div key={label} className="fact">
          <dt>{label}</dt>
          <dd>
            {value ?? (
              <em>
                <Trans>nothing</Trans>
              </em>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
