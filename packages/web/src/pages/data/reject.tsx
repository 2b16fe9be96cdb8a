import { RAW_MAX, type RejectShown, type ReplayDone } from '@bothways/core/contract';
import { Button, Checkbox, Textarea } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Replaying } from './use-replay.ts';

/** One refused record: where it came from, why it was refused, the record; a live one can be sent again, also mended. */
export function Reject({
  reject,
  isChosen,
  toggle,
  replay,
  became,
}: {
  readonly reject: RejectShown;
  readonly isChosen: boolean;
  readonly toggle: () => void;
  readonly replay: Replaying;
  /** What came of it when it was sent again; null: it was not. */
  readonly became: ReplayDone['each'][number] | null;
}) {
  const { t, i18n } = useTranslation('data');
  const [mended, setMended] = useState<string | null>(null);
  const { key, import: imported, file, line, reason, detail, raw, isCut, source, at } = reject;
  const isLive = imported === 0;
  const place = isLive
    ? t('placeLive', { source, at: momentText(at, i18n.language) })
    : file === ''
      ? source
      : t('place', { file: nameOf(file), line });
  return (
    <li>
      <div className="reject-head">
        <span className="reject-place">
          {isLive ? (
            <Checkbox
              label={place}
              checked={isChosen}
              onChange={toggle}
              className="reject-choose"
            />
          ) : (
            place
          )}
        </span>
        <span className="reject-reason">
          {t(`reason.${reason}` as 'reason.bad-time', { defaultValue: reason })}
        </span>
      </div>
      <p className="reject-detail" lang="en">
        {detail}
      </p>
      {mended === null ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <pre tabIndex={0}>
          {raw}
          {isCut && ' …'}
        </pre>
      ) : (
        <Textarea
          aria-label={t('mendOf', { place })}
          className="reject-mend"
          value={mended}
          autosize
          maxRows={16}
          maxLength={RAW_MAX}
          spellCheck={false}
          onChange={({ currentTarget: { value } }) => setMended(value)}
        />
      )}
      {isLive && !isCut && (
        <div className="reject-acts">
          {mended === null ? (
            <button type="button" onClick={() => setMended(spread(raw))}>
              {t('mend')}
            </button>
          ) : (
            <>
              <Button
                disabled={replay.isRunning}
                onClick={() => replay.begin({ mended: { key, raw: mended } })}
              >
                {t('mendSend')}
              </Button>
              <Button variant="default" onClick={() => setMended(null)}>
                {t('mendLeave')}
              </Button>
            </>
          )}
        </div>
      )}
      {became !== null && <Became became={became} />}
    </li>
  );
}

function Became({ became }: { readonly became: ReplayDone['each'][number] }) {
  const { t } = useTranslation('data');
  const { became: what, touchpoints, reason, detail } = became;
  return (
    <p className="reject-became" data-became={what} role="status">
      {t(`replayed.${what}`, {
        reason: t(`reason.${reason}` as 'reason.bad-time', { defaultValue: reason }),
      })}{' '}
      {touchpoints.map(({ id, name }) => (
        <Link key={id} to="/touchpoint/$id" params={{ id }} search={{}}>
          {name}
        </Link>
      ))}
      {detail !== '' && <span lang="en">{detail}</span>}
    </p>
  );
}

/** The record over several lines, where it is JSON: easier to mend. */
function spread(raw: string): string {
  try {
    return JSON.stringify(JSON.parse(raw), null, 2);
  } catch {
    return raw;
  }
}

/** The file without its folders: the import above has them. */
function nameOf(file: string): string {
  return file.split(/[/\\]/).at(-1) ?? file;
}

function momentText(at: string, language: string): string {
  return new Intl.DateTimeFormat(language === 'de' ? 'de-DE' : 'en-GB', {
    ...{ dateStyle: 'medium', timeStyle: 'medium' },
  }).format(new Date(at));
}
