import type { Language } from "@segpol/schema";
import type { GraphQLFieldResolver } from "graphql";
import type { CatalogueContext } from "../read/catalogue-request.js";

export type Resolver<Parent, Args = object> = GraphQLFieldResolver<Parent, CatalogueContext, Args>;

/** Resolvers of a type by the names of its fields; each with arguments of its own. */
export type Resolvers<Parent> = Record<string, GraphQLFieldResolver<Parent, CatalogueContext>>;

/** Arguments of a field with a text. */
export interface TextArguments {
  readonly lang?: Language | null;
}

/** What stands for a theme, a criterion or a partner: the rest is looked up when it is asked. */
export interface Coded {
  readonly code: string;
}
