/** The mark of Clientele: a portfolio as a ring, the few best clients in saffron. */
export function Mark({ size = 28 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden>
      <path d="M16 5.5A10.5 10.5 0 1 0 26 19.2" fill="none" stroke="#bfe0d9" strokeWidth="4.6" strokeLinecap="round" />
      <path d="M21.7 7.2A10.5 10.5 0 0 1 26.2 13.2" fill="none" stroke="#f0a63a" strokeWidth="4.6" strokeLinecap="round" />
    </svg>
  );
}
