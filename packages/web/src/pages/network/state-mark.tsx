import { useTranslation } from 'react-i18next';
import { type State, strengthOf } from './drawn.ts';
import { MarkIcon } from './mark.tsx';

/** Whether something comes back: a sign and its word. */
export function StateMark({ state }: { readonly state: State }) {
  const { t } = useTranslation('network');
  const strength = strengthOf(state);
  return (
    <span className="net-mark" data-strength={strength}>
      {state !== 'unsaid' && <MarkIcon strength={strength} />}
      {t(`state.${state}`)}
    </span>
  );
}
