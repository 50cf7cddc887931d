import { useEffect, type ReactNode } from "react";
import { useText } from "../i18n/text";
import { StreamState } from "../shell/StreamState";

export type Sign = "calm" | "busy" | "held" | "failed";

interface Props {
  readonly title: string;
  readonly subtitle?: ReactNode;
  /** What the tab shows while it is in the background. */
  readonly tab?: string;
  readonly sign?: Sign;
  readonly live?: boolean;
  readonly children: ReactNode;
}

/** A page with its heading; its state stands in the tab's title and icon. */
export function Page({ title, subtitle, tab, sign = "calm", live = false, children }: Props) {
  const t = useText();
  const text = t("app.title", { page: tab ?? title });
  useEffect(() => {
    document.title = text;
  }, [text]);
  useEffect(() => {
    document.querySelector("link[rel=icon]")?.setAttribute("href", `/icon-${sign}.svg`);
  }, [sign]);
  return (
    <main id="content" tabIndex={-1}>
      <header className="page-head">
        <div>
          <h1>{title}</h1>
          {subtitle && <p className="subtitle">{subtitle}</p>}
        </div>
        {live && <StreamState />}
      </header>
      {children}
    </main>
  );
}
