/** Code of the partner that keeps a record, as its id has it: cc-gpi:event:one is kept by CC_GPI. */
export function ownerOf(recordId: string): string {
  return (recordId.split(":")[0] ?? "").replaceAll("-", "_").toUpperCase();
}
