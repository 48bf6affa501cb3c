import { Trans } from "@lingui/react/macro";

interface LicenceLinkProps {
  /** Its address. */
  readonly licence: string | null | undefined;
}

/** Under which licence others may use a partner's data. */
export function LicenceLink({ licence }: LicenceLinkProps) {
  return licence == null ? (
    <Trans>not stated: ask before you use them elsewhere</Trans>
  ) : (
    <a href={licence}>{licence}</a>
  );
}
