import { useEffect, useState } from 'react';

/** The second of now, since 1970. */
export function useSecond(): number {
  const [second, setSecond] = useState(nowSecond);
  useEffect(() => {
    const beat = setInterval(() => setSecond(nowSecond()), 1000);
    return () => clearInterval(beat);
  }, []);
  return second;
}

function nowSecond(): number {
  return Math.floor(Date.now() / 1000);
}
