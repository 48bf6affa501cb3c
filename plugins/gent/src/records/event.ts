import { Entity } from "@mikro-orm/decorators/legacy";
import { EventRecord } from "@segpol/kit";
import { Directive, ObjectType } from "type-graphql";

/** An activity of the Ghent police or of the city. */
@ObjectType()
@Directive('@key(fields: "id")')
@Entity({ tableName: "event" })
export class GentEvent extends EventRecord {}
