/** A query of the pages, which the hub knows by the hash of its text; its types are made from the `.graphql` files. */
export interface GraphDocument<Data, Variables> {
  readonly name: string;
  /** SHA-256 of the text, in hexadecimal. */
  readonly hash: string;
  /** Never there: it carries the types. */
  readonly types?: (variables: Variables) => Data;
}
