import type { Language } from "@segpol/schema";
import type { CatalogueContext } from "../context.js";

export type Resolver<Parent, Args = object> = (parent: Parent, args: Args, context: CatalogueContext) => unknown;

export type Resolvers<Parent> = Readonly<Record<string, Resolver<Parent, never>>>;

/** Arguments of a field with a text. */
export interface TextArguments {
  readonly lang?: Language | null;
}

/** What stands for a theme, a criterion or a partner: the rest is looked up when it is asked. */
export interface Coded {
  readonly code: string;
}
