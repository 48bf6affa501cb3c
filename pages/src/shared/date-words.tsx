import { Trans } from "@lingui/react/macro";

interface DateWordsProps {
  readonly date: { readonly text: string; readonly latest?: string | null } | null | undefined;
}

/** A date in words, as far as it is known; never a day that nobody has named. */
export function DateWords({ date }: DateWordsProps) {
  if (!date) return <Trans>no date given</Trans>;
  return (
    <>
      {date.text}
      {date.latest == null && (
        <>
          {" "}
          (<Trans>no end given</Trans>)
        </>
      )}
    </>
  );
}
