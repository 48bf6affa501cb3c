import { type DirectiveNode, Kind, parse, print, visit } from "graphql";

/** A supergraph as releases of the hub composed it that said nothing of costs. */
export function withoutCosts(supergraphSdl: string): string {
  return print(
    visit(parse(supergraphSdl), {
      Directive: (directive) => (isOfCosts(directive) || linksCosts(directive) ? null : undefined),
      DirectiveDefinition: (definition) => (isOfCosts(definition) ? null : undefined),
    }),
  );
}

function isOfCosts({ name }: { readonly name: { readonly value: string } }): boolean {
  return name.value === "cost" || name.value === "listSize";
}

function linksCosts({ name, arguments: given = [] }: DirectiveNode): boolean {
  return (
    name.value === "link" && given.some(({ value }) => value.kind === Kind.STRING && value.value.includes("/cost/"))
  );
}
