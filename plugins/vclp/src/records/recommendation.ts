import { Entity } from "@mikro-orm/decorators/legacy";
import { RecommendationRecord } from "@segpol/kit";
import { Directive, ObjectType } from "type-graphql";

/** A recommendation or commitment of the local police. */
@ObjectType()
@Directive('@key(fields: "id")')
@Entity({ tableName: "recommendation" })
export class VclpRecommendation extends RecommendationRecord {}
