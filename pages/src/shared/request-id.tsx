import { Trans } from "@lingui/react/macro";

/** By which the hub's staff find a request in their log. */
export function RequestId({ id }: { readonly id: string | undefined }) {
  if (id === undefined) return null;
  return (
    <p>
      <Trans>
        Should you report it, name the request: <code>{id}</code>
      </Trans>
    </p>
  );
}
