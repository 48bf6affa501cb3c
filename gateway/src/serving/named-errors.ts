/** An answer of Apollo Server with the request's id in every error: what it refuses before it runs anything passes none of its plugins. */
export function withNamedErrors(answer: unknown, requestId: string): unknown {
  if (typeof answer !== "string") return answer;
  const body = JSON.parse(answer) as { readonly errors?: readonly { readonly extensions?: object }[] };
  if (!body.errors) return answer;
  const errors = body.errors.map((error) => ({ ...error, extensions: { ...error.extensions, requestId } }));
  return JSON.stringify({ ...body, errors });
}
