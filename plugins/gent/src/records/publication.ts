import { Entity } from "@mikro-orm/decorators/legacy";
import { PublicationRecord } from "@segpol/kit";
import { Directive, ObjectType } from "type-graphql";

/** What Ghent has published. */
@ObjectType()
@Directive('@key(fields: "id")')
@Entity({ tableName: "publication" })
export class GentPublication extends PublicationRecord {}
