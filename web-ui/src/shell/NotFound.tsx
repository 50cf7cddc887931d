import { Link } from "@tanstack/react-router";
import { useText } from "../i18n/text";
import { Page } from "../ui/Page";

export function NotFound() {
  const t = useText();
  return (
    <Page title={t("notFound.title")}>
      <p>
        {t("notFound.text")} <Link to="/fleet">{t("nav.fleet")}</Link>
      </p>
    </Page>
  );
}
