import { useState } from 'react';

/** A name that is typed where it stands: Enter or leaving it keeps it, Escape puts the old one back. */
export function EditName({
  label,
  value,
  className,
  onName,
}: {
  readonly label: string;
  readonly value: string;
  readonly className: string;
  readonly onName: (name: string) => void;
}) {
  const [text, setText] = useState(value);
  const [known, setKnown] = useState(value);
  if (known !== value) {
    setKnown(value);
    setText(value);
  }
  const finish = (): void => {
    const name = text.replaceAll(/\s+/g, ' ').trim();
    if (name === '' || name === value) setText(value);
    else onName(name);
  };
  return (
    <textarea
      aria-label={label}
      className={`edit-name ${className}`}
      rows={1}
      data-kept={value}
      value={text}
      onChange={({ currentTarget }) => setText(currentTarget.value)}
      onBlur={finish}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
        if (event.key === 'Enter' || event.key === 'Escape') event.preventDefault();
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        setText(value);
      }}
    />
  );
}

/** Where something new is named: Enter adds it and waits for the next, leaving it adds what was typed. */
export function NameNew({
  label,
  hint,
  onAdd,
  onEnd,
}: {
  readonly label: string;
  readonly hint: string;
  readonly onAdd: (name: string) => void;
  readonly onEnd: () => void;
}) {
  const [text, setText] = useState('');
  const add = (): void => {
    const name = text.replaceAll(/\s+/g, ' ').trim();
    if (name !== '') onAdd(name);
    setText('');
  };
  return (
    <div className="edit-new">
      <input
        // Whoever asked for it is about to type.
        // biome-ignore lint/a11y/noAutofocus: it stands where the button was that had the focus.
        autoFocus
        aria-label={label}
        placeholder={label}
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
        onBlur={() => {
          add();
          onEnd();
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') {
            event.preventDefault();
            if (text.trim() === '') onEnd();
            else add();
          }
          if (event.key === 'Escape') {
            event.stopPropagation();
            setText('');
            onEnd();
          }
        }}
      />
      <span className="edit-new-hint">{hint}</span>
    </div>
  );
}
