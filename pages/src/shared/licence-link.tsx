import { Trans } from "@lingui/react/macro";

interface LicenceLinkProps {
  /** Its address. */
  readonly licence: string | null | undefined;
  /** Whether what to do without one is said elsewhere. */
  readonly isShort?: boolean;
}

/** Under which licence others may use a partner's data. */
export function LicenceLink({ licence, isShort = false }: LicenceLinkProps) {
  if (licence == null && isShort) return <Trans>not stated</Trans>;
  return licence == null ? (
    <Trans>not stated: ask before you use them elsewhere</Trans>
  ) : (
    <a href={licence}>{licence}</a>
  );
}
