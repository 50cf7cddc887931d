import { type ReactNode } from "react";
import { useText } from "../i18n/text";

interface Props {
  readonly title: string;
  readonly subtitle: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** What is chosen, beside the grid; on a narrow screen a sheet at the bottom. Escape closes it. */
export function Inspector({ title, subtitle, onClose, children }: Props) {
  const t = useText();
  return (
    <aside
      className="inspector"
      aria-label={t("inspector.label", { name: title })}
      onKeyDown={(event) => {
        if (event.key === "Escape") onClose();
      }}
    >
      <header>
        <div>
          <h2>{title}</h2>
          <p className="quiet">
            <bdi>{subtitle}</bdi>
          </p>
        </div>
        <button type="button" className="button small" onClick={onClose}>
          {t("dialog.close")}
        </button>
      </header>
      {children}
    </aside>
  );
}
