import { createBatch } from "@segpol/server";
import type DataLoader from "dataloader";
import type { IndexReader } from "../index/index-reader.js";
import { readTotals } from "./counts.js";
import { type Facet, type Facets, readFacets } from "./facets.js";
import type { ListQuery } from "./list-query.js";
import { type Page, readEarlier, readPages } from "./pages.js";

/** The key of a list that has no parent. */
export const NO_PARENT = "";

/**
 * Reads lists for one request. What is asked of the same list for many parents (a theme's events, an event's publications) is
 * read in one statement.
 */
export class Lists {
  readonly #reader: IndexReader;
  /** Facets that were asked of a list last, by its identity. */
  readonly #facetsAsked = new Map<string, readonly Facet[]>();
  readonly #loaders = new Map<string, DataLoader<string, unknown>>();

  constructor(reader: IndexReader) {
    this.#reader = reader;
  }

  async page(query: ListQuery, parent: string): Promise<Page> {
    return await this.#load("page", query, parent, (parents) => readPages(this.#reader, query, parents));
  }

  /** How many records there are on all pages together. */
  async total(query: ListQuery, parent: string): Promise<number> {
    return await this.#load("total", query, parent, async (parents) => {
      // Facets that are asked with it tell the total as well.
      const asked = this.#facetsAsked.get(query.identity);
      if (!asked) return await readTotals(this.#reader, query, parents);
      const facets = await Promise.all(parents.map((each) => this.facets(query, each, asked)));
      return new Map(parents.map((each, index) => [each, facets[index]?.total ?? 0]));
    });
  }

  /** Whether records come before the page's cursor, seen in the direction it is read. */
  async hasEarlier(query: ListQuery, parent: string): Promise<boolean> {
    if (!query.cursor) return false;
    return await this.#load("earlier", query, parent, (parents) => readEarlier(this.#reader, query, parents));
  }

  async facets(query: ListQuery, parent: string, asked: readonly Facet[]): Promise<Facets> {
    this.#facetsAsked.set(query.identity, asked);
    return await this.#load(`facets ${asked.join(" ")}`, query, parent, (parents) =>
      readFacets(this.#reader, query, parents, asked),
    );
  }

  async #load<T>(
    what: string,
    query: ListQuery,
    parent: string,
    read: (parents: readonly string[]) => Promise<Map<string, T>>,
  ): Promise<T> {
    const name = nameOf(what, query);
    let loader = this.#loaders.get(name);
    if (!loader) {
      loader = createBatch<string, unknown>(async (parents) => {
        const found = await read(parents);
        return parents.map((each) => found.get(each));
      });
      this.#loaders.set(name, loader);
    }
    return (await loader.load(parent)) as T;
  }
}

function nameOf(what: string, { identity }: ListQuery): string {
  return `${what} ${identity}`;
}
