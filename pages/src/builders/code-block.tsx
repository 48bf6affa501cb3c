import { useLingui } from "@lingui/react/macro";
import { useEffect, useState } from "react";

interface CodeBlockProps {
  /** What the code is, for those who do not see it. */
  readonly label: string;
  readonly children: string;
}

/** Code to copy: by selecting it, or with a button where there are scripts. */
export function CodeBlock({ label, children }: CodeBlockProps) {
  const { t } = useLingui();
  const [canCopy, setCanCopy] = useState(false);
  const [isCopied, setIsCopied] = useState(false);
  useEffect(() => setCanCopy("clipboard" in navigator), []);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(children);
    setIsCopied(true);
  };
  return (
    <div className="code-block">
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- What scrolls has to be reached by the keyboard. */}
      <pre tabIndex={0} role="group" aria-label={label}>
        <code>{children}</code>
      </pre>
      {canCopy && (
        <button type="button" onClick={() => void copy()} aria-label={t`Copy: ${label}`}>
          {isCopied ? t`Copied` : t`Copy`}
        </button>
      )}
    </div>
  );
}
