import { useQuery } from "@tanstack/react-query";
import { archivesQuery } from "../../api/queries";
import { useText } from "../../i18n/text";
import { Empty, Failure, Loading } from "../../ui/Notice";
import { Page } from "../../ui/Page";
import { ArchiveRow } from "./ArchiveRow";

export function ArchivesPage() {
  const t = useText();
  const { data, error } = useQuery(archivesQuery);
  return (
    <Page title={t("nav.archives")} subtitle={t("archives.subtitle")}>
      {!data && (error ? <Failure error={error} /> : <Loading />)}
      {data?.items.length === 0 && (
        <Empty title={t("archives.empty")}>
          <p>{t("archives.empty.how")}</p>
        </Empty>
      )}
      <ul className="archives">
        {data?.items.map((archive) => (
          <ArchiveRow key={archive.cid} archive={archive} />
        ))}
      </ul>
    </Page>
  );
}
