import { Trans, useLingui } from "@lingui/react/macro";
import type { PublicationRowFragment } from "../generated/operations.js";
import { useFormat } from "../shared/format.js";
import { Table } from "@segpol/page-base/table";

interface DocumentsProps {
  readonly documents: PublicationRowFragment["documents"];
}

/** The files of a publication, with what tells whether one has the same file. */
export function Documents({ documents }: DocumentsProps) {
  const { t } = useLingui();
  const format = useFormat();
  return (
    <section aria-labelledby="documents">
      <h2 id="documents">
        <Trans>Documents</Trans>
      </h2>
      {documents && documents.length > 0 ? (
        <Table
          caption={t`Files, and by what you can tell whether you have the same ones`}
          columns={[t`Language`, t`Address`, t`Format`, t`Size`, t`SHA-256`]}
        >
          {documents.map(({ url, language, mediaType, bytes, sha256 }) => (
            <tr key={`${url} ${language}`}>
              <th scope="row">{format.language(language)}</th>
              <td>
                <a href={url} hrefLang={language.toLowerCase()} type={mediaType} className="long">
                  {url}
                </a>
              </td>
              <td>{mediaType}</td>
              <td>{bytes == null ? <Trans>not given</Trans> : format.bytes(bytes)}</td>
              <td>{sha256 == null ? <Trans>not given</Trans> : <code className="long">{sha256}</code>}</td>
            </tr>
          ))}
        </Table>
      ) : (
        <p>
          <Trans>No document is attached: the publication is described, and can be asked of its owner.</Trans>
        </p>
      )}
    </section>
  );
}
