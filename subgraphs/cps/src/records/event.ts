import { Entity } from "@mikro-orm/decorators/legacy";
import { EventRecord } from "@segpol/kit";
import { Directive, ObjectType } from "type-graphql";

/** A round table or study day. Its focus groups are added by FocusGroupResolver. */
@ObjectType()
@Directive('@key(fields: "id")')
@Entity({ tableName: "event" })
export class CpsEvent extends EventRecord {}
