import { type PartnerContext, perRequest, rowsOf } from "@segpol/kit";
import { Arg, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { VclpPublication } from "../records/publication.js";
import { VclpReference, VclpReferenceGroup } from "./reference.js";

/** Loads the references of a list of publications with one statement. */
const references = perRequest(({ em }) =>
  rowsOf(
    (publications) => em.find(VclpReference, { publicationId: { $in: publications } }, { orderBy: { seq: "asc" } }),
    ({ publicationId }) => publicationId,
  ),
);

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
    const all = await references(context).load(id);
    return group == null ? all : all.filter((reference) => reference.group === group);
  }
}
