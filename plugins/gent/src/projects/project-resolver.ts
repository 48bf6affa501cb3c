import { type PartnerContext, perRequest, rowsOf } from "@segpol/kit";
import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from "type-graphql";
import { GentRecommendation } from "../records/recommendation.js";
import { GentProject } from "./project.js";

/** Loads the projects of a list of recommendations with one statement. */
const projects = perRequest(({ em }) =>
  rowsOf(
    (recommendations) =>
      em.find(GentProject, { recommendationId: { $in: recommendations } }, { orderBy: { id: "asc" } }),
    ({ recommendationId }) => recommendationId,
  ),
);

@Resolver(() => GentRecommendation)
export class RecommendationProjectsResolver {
  @FieldResolver(() => [GentProject], { description: "Projects that build on it." })
  async projects(@Root() { id }: GentRecommendation, @Ctx() context: PartnerContext): Promise<GentProject[]> {
    return projects(context).load(id);
  }
}

@Resolver(() => GentProject)
export class ProjectResolver {
  @Query(() => [GentProject], { description: "The city's projects, of one theme (by code) or of all." })
  async gentProjects(
    @Arg("theme", () => ID, { nullable: true }) theme: string | null | undefined,
    @Ctx() { em }: PartnerContext,
  ): Promise<GentProject[]> {
    return em.find(GentProject, theme == null ? {} : { themeCodes: { $contains: [theme] } }, {
      orderBy: { id: "asc" },
    });
  }

  @FieldResolver(() => GentRecommendation, { nullable: true, description: "The recommendation it builds on." })
  async recommendation(
    @Root() { recommendationId }: GentProject,
    @Ctx() { loaders: { records } }: PartnerContext,
  ): Promise<GentRecommendation | null> {
    return records.Recommendation.load(recommendationId) as Promise<GentRecommendation | null>;
  }
}
