import { type PartnerContext, rowsOf } from "@segpol/kit";
import { Arg, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { VclpPublication } from "../records/publication.js";
import { VclpReference, VclpReferenceGroup } from "./reference.js";

type Loader = ReturnType<typeof rowsOf<VclpReference>>;

/** One loader for each request: a list of publications costs one statement, however long it is. */
const loaders = new WeakMap<PartnerContext, Loader>();

@Resolver(() => VclpPublication)
export class ReferenceResolver {
  @FieldResolver(() => [VclpReference], {
    description: "The works it names, of one group or of all, in its own order.",
  })
  async references(
    @Root() { id }: VclpPublication,
    @Arg("group", () => VclpReferenceGroup, { nullable: true }) group: VclpReferenceGroup | null | undefined,
    @Ctx() context: PartnerContext,
  ): Promise<VclpReference[]> {
    const all = await loaderOf(context).load(id);
    return group == null ? all : all.filter((reference) => reference.group === group);
  }
}

function loaderOf(context: PartnerContext): Loader {
  const known = loaders.get(context);
  if (known) return known;
  const loader = rowsOf(
    (publications) =>
      context.em.find(VclpReference, { publicationId: { $in: publications } }, { orderBy: { seq: "asc" } }),
    ({ publicationId }) => publicationId,
  );
  loaders.set(context, loader);
  return loader;
}
