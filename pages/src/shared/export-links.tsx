import { Trans } from "@lingui/react/macro";
import { useSearchParams } from "react-router";
import { usePageLanguage } from "../address/use-page-path.js";

const FORMATS = ["csv", "xlsx", "json"] as const;

interface ExportLinksProps {
  /** The list's name in the address. */
  readonly list: string;
  /** What else chooses of it. Default: nothing. */
  readonly search?: Readonly<Record<string, string | readonly string[]>>;
}

/** The whole list, all its pages, as files; the filter and the day are those of the page. */
export function ExportLinks({ list, search: more = {} }: ExportLinksProps) {
  const language = usePageLanguage();
  const [search] = useSearchParams();
  const whole = new URLSearchParams(search);
  whole.delete("after");
  for (const [name, value] of Object.entries(more)) {
    whole.delete(name);
    for (const each of [value].flat()) whole.append(name, each);
  }
  const query = whole.size === 0 ? "" : `?${whole.toString()}`;
  return (
    <p className="export-links">
      <Trans>The whole list as a file:</Trans>{" "}
      {FORMATS.map((format) => (
        <a key={format} href={`/${language}/${list}.${format}${query}`} download>
          {format.toUpperCase()}
        </a>
      ))}
    </p>
  );
}
