/** A person as the trail names them. The subject stands with the name, for people may choose that themselves. */
export function personOf({ name, subject }: { readonly name: string | null; readonly subject: string }): string {
  return name === null ? subject : `${name} (${subject})`;
}
