import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Link, useLoaderData } from "react-router";
import { chosen } from "../address/filters.js";
import { usePagePath } from "../address/use-page-path.js";
import { Search as SearchDocument, type SearchQuery } from "../generated/operations.js";
import { type Answer, ask, type LoaderArgs } from "../graph/ask.js";
import { ExportLinks } from "../shared/export-links.js";
import { useFormat } from "../shared/format.js";
import { Problems } from "../shared/problems.js";
import { FoundRecords } from "./found-records.js";
import { type NamedThing, thingsWithWords } from "./named-things.js";

/** Without words nothing is asked. */
export async function loader(args: LoaderArgs) {
  const [text = ""] = chosen(new URL(args.request.url).searchParams, "text") ?? [];
  const words = text.trim();
  return { text: words, found: words === "" ? undefined : await ask(args, SearchDocument, { text: words }) };
}

export function Component() {
  const { t } = useLingui();
  const { text, found } = useLoaderData<typeof loader>();
  return (
    <>
      <title>{text === "" ? t`Search` : `${text} – ${t`Search`}`}</title>
      <h1>
        <Trans>Search</Trans>
      </h1>
      {found ? <Found text={text} found={found} /> : <HowToSearch />}
    </>
  );
}

interface FoundProps {
  readonly text: string;
  readonly found: Answer<SearchQuery>;
}

/** What was found, by kind; a kind without hits is shown with its zero. */
function Found({ text, found: { data, problems, requestId } }: FoundProps) {
  const { t } = useLingui();
  const { colon } = useFormat();
  const kinds = [
    { page: "agenda", kind: t`Events`, found: data.events },
    { page: "publications", kind: t`Publications`, found: data.publications },
    { page: "recommendations", kind: t`Recommendations`, found: data.recommendations },
    { page: "indicators", kind: t`Indicators`, found: data.legitimacyIndicators },
  ];
  const named = thingsWithWords(thingsOf(data), text);
  const path = usePagePath();
  const total = kinds.reduce((sum, { found: { totalCount } }) => sum + totalCount, 0);
  return (
    <>
      <Problems problems={problems} requestId={requestId} />
      <p role="status">
        <bdi>{text}</bdi>
        {colon}
        <Plural value={total} _0="nothing found" one="# record" other="# records" />
      </p>
      {total === 0 && named.length === 0 && <NothingFound />}
      {total > 0 && <ExportLinks list="search" />}
      {named.length > 0 && (
        <section aria-labelledby="found-named">
          <h2 id="found-named">
            <Trans>Themes, criteria, objectives and partners</Trans> ({named.length})
          </h2>
          <ul className="found">
            {named.map(({ name, page, anchor }) => (
              <li key={`${page}${anchor}`}>
                <Link to={`${path(page)}${anchor}`}>{name}</Link>
              </li>
            ))}
          </ul>
        </section>
      )}
      {kinds.map((each) => (
        <FoundRecords key={each.page} text={text} {...each} />
      ))}
    </>
  );
}

/** What is no record, and has a page or a place on one. */
function thingsOf({ themes, criteria, objectives, partners }: SearchQuery): readonly NamedThing[] {
  return [
    ...themes.map(({ code, title }) => ({ name: title, page: `themes/${code}`, anchor: "" })),
    ...[...criteria, ...objectives].map(({ code, title }) => ({ name: title, page: "criteria", anchor: `#${code}` })),
    ...partners.map(({ code, name }) => ({ name, page: `partners/${code}`, anchor: "" })),
  ];
}

function NothingFound() {
  const path = usePagePath();
  return (
    <p>
      <Trans>
        Try another word, fewer words, or the word in another language: records are found by their texts in all
        languages that they have.
      </Trans>{" "}
      <Link to={path("")}>
        <Trans>To the overview</Trans>
      </Link>
    </p>
  );
}

function HowToSearch() {
  return (
    <p>
      <Trans>
        Type one or more words into the field at the top of the page. Records are found that have all of them, in any
        language; accents and capitals do not matter.
      </Trans>
    </p>
  );
}
