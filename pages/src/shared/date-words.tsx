import { Trans } from "@lingui/react/macro";
import { isPageLanguage } from "@segpol/page-base/language";
import { usePageLanguage } from "../address/use-page-path.js";
import type { DateInWordsFragment } from "../generated/operations.js";
import { type Format, formatIn, useFormat } from "./format.js";
import { RecordText } from "./record-text.js";

interface DateWordsProps {
  readonly date: DateInWordsFragment | null | undefined;
}

/** A date in words, as far as it is known; never a day that nobody has named. */
export function DateWords({ date }: DateWordsProps) {
  const sayAnew = useDateAnew();
  if (!date) return <Trans>no date given</Trans>;
  const anew = sayAnew(date);
  return (
    <>
      {anew ?? <RecordText localized={date.localizedText}>{date.text}</RecordText>}
      {date.latest == null && (
        <>
          {" "}
          (<Trans>no end given</Trans>)
        </>
      )}
    </>
  );
}

/** The same as a text alone, without saying in which language it is. */
export function useDateText(): (date: DateInWordsFragment) => string {
  const sayAnew = useDateAnew();
  return (date) => sayAnew(date) ?? date.text;
}

/** Words of the page's language for a date of which its source, in another one, says no more than the date; undefined: the source's words stand. */
function useDateAnew(): (date: DateInWordsFragment) => string | undefined {
  const format = useFormat();
  const page = usePageLanguage();
  return ({ text, edtf, localizedText }) => {
    const language = localizedText?.language.toLowerCase();
    if (!isPageLanguage(language) || language === page) return undefined;
    const isDateAlone = wordsOf(edtf, formatIn(language))?.toLowerCase() === text.trim().toLowerCase();
    return isDateAlone ? wordsOf(edtf, format) : undefined;
  };
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MONTH = /^(\d{4}-\d{2})(?:-XX)?$/;
const YEAR = /^\d{4}$/;

/** A day, a month or a year that is certain, or the first and the last of several; undefined: words have to say more. */
function wordsOf(edtf: string, format: Pick<Format, "day" | "longMonth">): string | undefined {
  // Times of day are said apart.
  const days = new Set(edtf.split("/").map((part) => part.split("T")[0] ?? ""));
  const parts = [...days].map((part) => {
    if (DAY.test(part)) return format.day(part);
    const [, month] = MONTH.exec(part) ?? [];
    if (month !== undefined) return format.longMonth(month);
    return YEAR.test(part) ? part : undefined;
  });
  return parts.length <= 2 && parts.every((part) => part !== undefined) ? parts.join(" – ") : undefined;
}
