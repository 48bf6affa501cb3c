import { Trans, useLingui } from "@lingui/react/macro";
import type { PublicationRowFragment } from "../generated/operations.js";
import { ExportLinks } from "../shared/export-links.js";
import { useFormat } from "../shared/format.js";
import { Row, Table } from "@segpol/page-base/table";

interface DocumentsProps {
  /** The publication's. */
  readonly id: string;
  readonly documents: PublicationRowFragment["documents"];
}

/** The files of a publication, with what tells whether one has the same file. */
export function Documents({ id, documents }: DocumentsProps) {
  const { t } = useLingui();
  const format = useFormat();
  return (
    <section aria-labelledby="documents">
      <h2 id="documents">
        <Trans>Documents</Trans>
      </h2>
      {documents && documents.length > 0 ? (
        <>
          <Table
            caption={t`Files, and by what you can tell whether you have the same ones`}
            columns={[t`Language`, t`Address`, t`Format`, t`Size`, t`SHA-256`]}
          >
            {documents.map(({ url, language, mediaType, bytes, sha256 }) => (
              <Row
                key={`${url} ${language}`}
                head={format.language(language)}
                cells={[
                  <a href={url} hrefLang={language.toLowerCase()} type={mediaType} className="long">
                    {url}
                  </a>,
                  mediaType,
                  bytes == null ? <Trans>not given</Trans> : format.bytes(bytes),
                  sha256 == null ? <Trans>not given</Trans> : <code className="long">{sha256}</code>,
                ]}
              />
            ))}
          </Table>
          <ExportLinks list="documents" search={{ publication: id }} />
        </>
      ) : (
        <p>
          <Trans>No document is attached: the publication is described, and can be asked of its owner.</Trans>
        </p>
      )}
    </section>
  );
}
