import { Entity } from "@mikro-orm/decorators/legacy";
import { PublicationRecord } from "@segpol/kit";
import { Directive, ObjectType } from "type-graphql";

/** What ADVP publishes about the States General. */
@ObjectType()
@Directive('@key(fields: "id")')
@Entity({ tableName: "publication" })
export class AdvpPublication extends PublicationRecord {}
