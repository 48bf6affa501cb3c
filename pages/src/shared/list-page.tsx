import { Plural } from "@lingui/react/macro";
import type { ReactNode } from "react";
import type { Problem } from "../graph/ask.js";
import { ExportLinks } from "./export-links.js";
import { Pager } from "./pager.js";
import { Problems } from "./problems.js";

interface ListPageProps {
  /** The list's name in the address. */
  readonly list: string;
  readonly title: string;
  readonly heading: string;
  readonly answer: { readonly problems: readonly Problem[]; readonly requestId: string | undefined };
  readonly page: {
    readonly nodes: readonly unknown[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string | null };
    readonly totalCount: number;
  };
  readonly filters: ReactNode;
  /** How many there are in all, in words; of none, what to do. */
  readonly count: ReactNode;
  /** Beside the files. */
  readonly links?: ReactNode;
  /** The rows of this page. */
  readonly children: ReactNode;
}

/** A page that lists records: its filters, how many there are, all of them as files, and a page of rows. */
export function ListPage(props: ListPageProps) {
  const { list, title, heading, answer, page, filters, count, links, children } = props;
  const { nodes, pageInfo, totalCount } = page;
  return (
    <>
      <title>{title}</title>
      <h1>{heading}</h1>
      <Problems problems={answer.problems} requestId={answer.requestId} />
      {filters}
      <div className="list-head">
        <p role="status">
          {count}
          {nodes.length < totalCount && (
            <>
              {" "}
              <Plural value={nodes.length} one="(# of them on this page)" other="(# of them on this page)" />
            </>
          )}
        </p>
        <ExportLinks list={list} />
      </div>
      {links}
      {nodes.length > 0 && children}
      <Pager pageInfo={pageInfo} />
    </>
  );
}
