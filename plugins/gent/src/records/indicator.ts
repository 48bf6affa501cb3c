import { Entity } from "@mikro-orm/decorators/legacy";
import { LegitimacyIndicatorRecord } from "@segpol/kit";
import { Directive, ObjectType } from "type-graphql";

/** A figure of the Ghent police. */
@ObjectType()
@Directive('@key(fields: "id")')
@Entity({ tableName: "legitimacy_indicator" })
export class GentLegitimacyIndicator extends LegitimacyIndicatorRecord {}
