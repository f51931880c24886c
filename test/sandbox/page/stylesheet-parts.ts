export const partsStyle = `
.card { background: var(--paper); border: 1px solid var(--line); border-radius: var(--radius); padding: 1rem 1.1rem; margin: 0 0 var(--gap); min-width: 0; }
.card > :last-child, .alert > :last-child, .card > [data-live] > :last-child { margin-bottom: 0; }
.card.good { border-left: 5px solid var(--good); } .card.warn { border-left: 5px solid #c98a1b; } .card.bad { border-left: 5px solid var(--bad); } .card.info { border-left: 5px solid var(--accent); }
.alert { border-radius: var(--radius); padding: 1rem 1.1rem; margin: 0 0 var(--gap); border: 1px solid; }
.alert.bad { background: var(--bad-soft); border-color: #e3a9ab; } .alert.warn { background: var(--warn-soft); border-color: #e2c58f; } .alert.info { background: var(--info-soft); border-color: #a9c6e3; }
.refusal + .refusal { border-top: 1px solid #e3a9ab; margin-top: 0.8rem; padding-top: 0.8rem; }
.refusal .title { font-weight: 650; }
.refusal p { max-width: 48rem; margin-bottom: 0.35rem; }
.verdict { font-size: 1.0625rem; font-weight: 600; }
.tag { display: inline-block; padding: 0.05rem 0.5rem; border-radius: 999px; border: 1px solid transparent; font-size: 0.8125rem; line-height: 1.5; font-weight: 600; background: #e6ebf0; color: #34424f; }
.tag.info { background: var(--info-soft); color: #0f4478; } .tag.good { background: #d9efe2; color: #0f5431; } .tag.warn { background: #fbe5bb; color: #633c00; } .tag.bad { background: #f9d6d7; color: #861418; }
.tag.hollow { background: var(--paper); border-color: #8896a4; color: #34424f; }
.tag.hollow.info { border-color: var(--info); color: var(--info); } .tag.hollow.good { border-color: var(--good); color: var(--good); } .tag.hollow.warn { border-color: #9a6200; color: var(--warn); } .tag.hollow.bad { border-color: var(--bad); color: var(--bad); }
button, .button { font: inherit; font-weight: 600; display: inline-block; border: 1px solid #8896a4; background: var(--paper); color: var(--ink); border-radius: 6px; padding: 0.5rem 0.95rem; min-height: 2.75rem; cursor: pointer; text-decoration: none; }
button:hover, .button:hover { background: #eef2f6; color: var(--ink); }
button.main, .button.main { background: var(--accent); border-color: var(--accent); color: #fff; }
button.main:hover, .button.main:hover { background: var(--accent-dark); color: #fff; }
button.danger, .button.danger { border-color: var(--bad); color: var(--bad); }
button.small { padding: 0.25rem 0.65rem; min-height: 2.1rem; font-size: 0.9375rem; font-weight: 500; }
.row { display: flex; flex-wrap: wrap; gap: 0.5rem; align-items: center; }
.row.after { margin: 0 0 var(--gap); }
.row.wide { gap: 0.75rem; margin-top: 0.75rem; }
.doors { display: grid; gap: var(--gap); grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr)); list-style: none; margin: 0 0 var(--gap); padding: 0; }
.doors li { position: relative; background: var(--paper); border: 1px solid var(--line); border-radius: var(--radius); padding: 1rem 1.1rem; }
.doors li:has(a):hover { border-color: var(--accent); }
.doors h3 { margin: 0 0 0.15rem; font-size: 0.875rem; color: var(--quiet); font-weight: 600; }
.doors .task { font-size: 1.0625rem; font-weight: 650; margin-bottom: 0.25rem; }
.doors p:last-child { margin-bottom: 0; }
.doors a::after { content: ""; position: absolute; inset: 0; border-radius: var(--radius); }
.doors li.later { background: transparent; border-style: dashed; }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr)); gap: 0.75rem 1.25rem; margin: 0 0 1rem; }
.figures div { display: flex; flex-direction: column-reverse; justify-content: flex-end; }
.figures dt { color: var(--quiet); font-size: 0.875rem; }
.figures dd { margin: 0; font-size: 1.6rem; line-height: 1.15; font-weight: 650; font-variant-numeric: tabular-nums; }
.figures .bad dd { color: var(--bad); } .figures .warn dd { color: var(--warn); } .figures .good dd { color: var(--good); } .figures .info dd { color: var(--info); }
.facts { margin: 0; display: grid; gap: 0.35rem; }
.facts div { display: grid; grid-template-columns: minmax(7rem, 12rem) 1fr; gap: 0.25rem 1rem; }
.facts dt { color: var(--quiet); } .facts dd { margin: 0; min-width: 0; }
.bar { display: block; width: 100%; height: 14px; margin: 0 0 0.75rem; border-radius: 7px; background: #e3e8ee; }
.bar .good { fill: #2b8a57; } .bar .info { fill: #7fb0dd; } .bar .bad { fill: #c4373c; }
table { border-collapse: collapse; width: 100%; margin: 0 0 0.75rem; font-size: 0.9375rem; }
caption { text-align: left; font-weight: 650; padding: 0 0 0.4rem; }
th, td { text-align: left; vertical-align: top; padding: 0.45rem 0.9rem 0.45rem 0; border-bottom: 1px solid var(--line); }
th { color: var(--quiet); font-size: 0.875rem; font-weight: 600; }
th.number, td.number { text-align: right; font-variant-numeric: tabular-nums; }
tbody tr:last-child td { border-bottom: 0; }
td details { margin: 0; } td summary { padding-top: 0; } .source { display: block; max-width: 36rem; }
td .head { display: none; }
td .cell > .tag + .tag { margin-left: 0.25rem; }
.lines { list-style: none; margin: 0; padding: 0; } .lines li + li { margin-top: 0.3rem; }
.stages { list-style: none; display: flex; flex-wrap: wrap; gap: 0.4rem; margin: 0.75rem 0 1rem; padding: 0; counter-reset: stage; }
.stages li { flex: 1 1 7rem; border-top: 4px solid #c3ccd5; padding-top: 0.35rem; font-size: 0.9375rem; color: var(--quiet); }
.stages li.done { border-color: #2b8a57; color: var(--ink); } .stages li.now { border-color: var(--accent); color: var(--accent-dark); font-weight: 700; }
details { margin: 0 0 0.75rem; } details > :last-child { margin-bottom: 0; }
summary { cursor: pointer; color: var(--accent); font-weight: 600; padding: 0.3rem 0; }
details.act { border: 1px solid var(--line); border-radius: 6px; padding: 0.25rem 0.9rem; margin-bottom: 0.5rem; } details.act[open] { padding-bottom: 0.9rem; }
fieldset { border: 0; padding: 0; margin: 0 0 1rem; min-width: 0; } legend { font-weight: 650; padding: 0; margin-bottom: 0.35rem; }
.field { display: block; margin: 0 0 1rem; max-width: 26rem; } .field > span { display: block; font-weight: 650; margin-bottom: 0.25rem; }
.pair { display: grid; gap: 0 1rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 14rem), 1fr)); max-width: 40rem; }
input:not([type=checkbox], [type=radio], [type=hidden]), select, textarea { font: inherit; color: inherit; width: 100%; min-height: 2.75rem; padding: 0.4rem 0.6rem; background: #fff; border: 1px solid #75828f; border-radius: 6px; }
textarea { min-height: 5rem; }
.check { display: flex; gap: 0.6rem; align-items: flex-start; padding: 0.4rem 0; } .check input { width: 1.2rem; height: 1.2rem; margin: 0.15rem 0 0; flex: none; accent-color: var(--accent); } .check small { display: block; }
select { appearance: auto; }
.feeders { display: grid; gap: 0 1.25rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 15rem), 1fr)); max-height: 24rem; overflow: auto; border: 1px solid var(--line); border-radius: 6px; padding: 0.4rem 0.9rem; background: var(--paper); }
.checks { display: flex; flex-wrap: wrap; gap: 0 1.25rem; }
.tall { max-height: 24rem; overflow: auto; }
.knobs { display: grid; gap: 0 2rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 22rem), 1fr)); } .knob { display: flex; gap: 0.5rem; align-items: end; padding: 0.5rem 0; } .knob .field { flex: 1; margin: 0; max-width: none; } .knob button { min-height: 2.75rem; }
.filters { display: flex; flex-wrap: wrap; gap: 0 0.9rem; align-items: end; } .filters .field { flex: 1 1 9rem; max-width: 16rem; margin-bottom: 0.75rem; } .filters button { margin-bottom: 0.75rem; }
.text { white-space: pre-wrap; overflow-wrap: anywhere; background: var(--ground); border: 1px solid var(--line); border-radius: 6px; padding: 0.75rem 0.9rem; margin: 0 0 0.75rem; font: inherit; max-width: 48rem; max-height: 26rem; overflow: auto; }
.text.raw, .log { font: 0.8125rem/1.5 ui-monospace, "DejaVu Sans Mono", monospace; } .log { max-width: none; max-height: 70vh; }
.hash { font-family: ui-monospace, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }
.timeline { list-style: none; margin: 0; padding: 0 0 0 1rem; border-left: 2px solid var(--line); } .timeline li { margin: 0 0 1rem; } .timeline h3 { margin: 0 0 0.3rem; }
iframe.mail, iframe.paper { width: 100%; height: 30rem; border: 1px solid var(--line); border-radius: 6px; background: #fff; } iframe.paper { height: 40rem; }
@media (max-width: 40rem) {
  .card, .alert, .doors li { padding: 0.85rem 0.9rem; }
  .stages { display: grid; grid-template-columns: repeat(3, 1fr); }
  .facts div { grid-template-columns: 1fr; gap: 0; }
  table.stack, table.stack caption:not(.hidden), table.stack tbody, table.stack tr, table.stack td { display: block; width: 100%; }
  table.stack thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  table.stack tr { padding: 0.6rem 0; border-bottom: 1px solid var(--line); } table.stack tbody tr:last-child { border-bottom: 0; }
  table.stack td, table.stack td.number { display: grid; grid-template-columns: 7.5rem minmax(0, 1fr); gap: 0.75rem; text-align: left; border: 0; padding: 0.12rem 0; }
  table.stack td details { margin: 0; } td summary { padding-top: 0; } .source { display: block; max-width: 36rem; }
td .head { display: block; color: var(--quiet); font-size: 0.875rem; }
}
.inline { display: inline; }
@media print { header, .clock, footer, form { display: none; } }
`;
