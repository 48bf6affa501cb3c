import { type ReactNode, useState } from "react";
import { Form, useNavigation } from "react-router";
import { useFormToken } from "../app/surroundings.js";

interface PostFormProps {
  /** Names the request, so that it is done once however often it is sent; the page's loader made it. */
  readonly requestKey: string;
  readonly className?: string;
  readonly children: (isSending: boolean) => ReactNode;
}

/** A form that writes. Without a script the browser sends it by itself. */
export function PostForm({ requestKey, className, children }: PostFormProps) {
  const token = useFormToken();
  const isSending = useNavigation().state !== "idle";
  // The key of the page as it was opened: what a page that is read anew would give names another request.
  const [key] = useState(requestKey);
  return (
    <Form method="post" className={className}>
      <input type="hidden" name="token" value={token} />
      <input type="hidden" name="key" value={key} />
      {children(isSending)}
    </Form>
  );
}
