import { Entity } from "@mikro-orm/decorators/legacy";
import { RecommendationRecord } from "@segpol/kit";
import { Directive, ObjectType } from "type-graphql";

/** A recommendation that Ghent follows up. Its projects are added by RecommendationProjectsResolver. */
@ObjectType()
@Directive('@key(fields: "id")')
@Entity({ tableName: "recommendation" })
export class GentRecommendation extends RecommendationRecord {}
