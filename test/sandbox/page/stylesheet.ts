import { partsStyle } from './stylesheet-parts.js';

const frameStyle = `
:root {
  --ink: #17212b; --quiet: #4d5b69; --line: #d5dce4; --paper: #ffffff; --ground: #f4f6f8;
  --accent: #12508c; --accent-dark: #0b3a68; --good: #14633a; --warn: #7a4a00; --bad: #a11d21; --info: #12508c;
  --good-soft: #e7f4ec; --warn-soft: #fdf2dd; --bad-soft: #fdecec; --info-soft: #e8f1fa;
  --radius: 8px; --gap: 1rem;
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; min-height: 100vh; display: flex; flex-direction: column; background: var(--ground); color: var(--ink); font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; overflow-wrap: break-word; }
.inner, main { width: 100%; max-width: 72rem; margin: 0 auto; padding: 0 1rem; }
main.wide { max-width: 100rem; }
.record { display: grid; gap: var(--gap); align-items: start; margin-top: 0.9rem; }
.record > div { display: grid; gap: var(--gap); min-width: 0; }
.record > div > .card { margin: 0; min-width: 0; overflow-x: auto; }
.record > div > .hs-card { overflow-x: visible; }
.record .facts div { grid-template-columns: 1fr; gap: 0; }
.row.acting { align-items: end; margin-bottom: 0.5rem; }
.acting .field { margin: 0; max-width: min(100%, 32rem); }
.acting button { min-height: 2.75rem; }
@media (min-width: 70rem) { .record { grid-template-columns: minmax(14rem, 18rem) minmax(0, 1fr) minmax(17.5rem, 20rem); } }
@media (max-width: 69.99rem) { .record > div:nth-child(3) { order: -2; } .record > div:nth-child(2) { order: -1; } }
time { white-space: nowrap; }
a { color: var(--accent); text-underline-offset: 0.15em; }
a:hover { color: var(--accent-dark); text-decoration-thickness: 2px; }
:focus-visible { outline: 3px solid #d97a00; outline-offset: 2px; border-radius: 3px; }
main:focus { outline: none; }
h1 { font-size: clamp(1.4rem, 1.1rem + 1.4vw, 1.9rem); line-height: 1.2; margin: 1.25rem 0 0.5rem; text-wrap: balance; }
h2 { font-size: 1.1rem; line-height: 1.3; margin: 0 0 0.6rem; }
h3 { font-size: 1rem; margin: 1rem 0 0.4rem; }
p { margin: 0 0 0.6rem; }
small, .quiet { color: var(--quiet); font-size: 0.875rem; }
.lead { max-width: 46rem; font-size: 1.0625rem; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: 0.5rem; top: -4rem; background: var(--paper); padding: 0.5rem 1rem; z-index: 2; }
.skip:focus { top: 0.5rem; }
header { background: var(--paper); border-bottom: 1px solid var(--line); }
header .inner { display: flex; flex-wrap: wrap; align-items: center; gap: 0.25rem 0.5rem; padding-block: 0.6rem; }
.brand { font-weight: 700; font-size: 1.125rem; letter-spacing: -0.01em; color: var(--ink); text-decoration: none; }
nav { flex: 1 1 auto; }
nav ul { display: flex; flex-wrap: wrap; gap: 0 0.15rem; list-style: none; margin: 0; padding: 0; }
nav a { display: block; padding: 0.35rem 0.4rem; border-radius: 5px; color: var(--ink); text-decoration: none; }
nav a:hover { background: var(--ground); text-decoration: underline; }
nav a[aria-current] { background: var(--info-soft); color: var(--accent-dark); font-weight: 600; }
.lang { padding: 0.35rem 0; }
.clock { background: #eaeff4; border-bottom: 1px solid var(--line); }
.clock .inner { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 0.4rem 1rem; padding-block: 0.5rem; }
.clock p { margin: 0; }
.clock strong { font-variant-numeric: tabular-nums; }
main { padding-block: 0.25rem 2.5rem; flex: 1; }
h1 + .card, h1 + .alert, h1 + .columns, h1 + div { margin-top: 0.9rem; }
footer { border-top: 1px solid var(--line); background: var(--paper); padding: 1rem 0; color: var(--quiet); font-size: 0.875rem; }
footer p { margin: 0 0 0.25rem; }
.said { margin-top: 1rem; padding: 0.6rem 0.9rem; background: var(--good-soft); border: 1px solid #a9d3ba; border-radius: var(--radius); }
.columns { display: grid; gap: var(--gap); grid-template-columns: repeat(auto-fit, minmax(min(100%, 19rem), 1fr)); align-items: start; }
.stackline > * + * { margin-top: var(--gap); }
@media (max-width: 40rem) {
  header .inner { padding-block: 0.5rem; }
  nav { order: 3; flex-basis: 100%; }
  nav ul { margin: 0 -0.55rem; }
  nav a { padding: 0.3rem 0.55rem; font-size: 0.9375rem; }
  .lang { margin-left: auto; }
}
@media (prefers-reduced-motion: no-preference) { a, button, summary { transition: background-color 120ms, border-color 120ms; } }
`;

export const stylesheet = `${frameStyle}${partsStyle}`;
