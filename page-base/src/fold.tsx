import type { ReactNode, Ref } from "react";

interface FoldProps {
  /** What a narrow screen shows in place of it. */
  readonly label: ReactNode;
  readonly className: string;
  /** Whether it begins unfolded on a narrow screen too. */
  readonly isOpen?: boolean;
  readonly ref?: Ref<HTMLDetailsElement>;
  readonly children: ReactNode;
}

/** What a narrow screen folds away, without a script; a wide one always shows it, by styles alone. */
export function Fold({ label, className, isOpen = false, ref, children }: FoldProps) {
  return (
    <details className={`fold ${className}`} open={isOpen} ref={ref}>
      <summary>{label}</summary>
      <div className="fold-content">{children}</div>
    </details>
  );
}
