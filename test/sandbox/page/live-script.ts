/**
 * The page's only script. Every five seconds it reads the same page again and puts the parts marked `data-live` in
 * place; what somebody is using is left alone. A changed `data-announce` is told to screen readers, at most every
 * half minute. Without it the pages work the same, by reloading.
 */
export const liveScript = `'use strict';
(() => {
  const every = 5000;
  const announceEvery = 30000;
  const patience = 10 * 60000;
  const said = document.getElementById('said');
  let usedAt = Date.now();
  let announcedAt = 0;
  let asking = false;
  for (const name of ['click', 'keydown']) addEventListener(name, () => { usedAt = Date.now(); });

  const announce = text => {
    if (!said || !text || Date.now() - announcedAt < announceEvery) return;
    announcedAt = Date.now();
    said.className = 'hidden';
    said.textContent = text;
  };
  const replace = fresh => {
    for (const part of document.querySelectorAll('[data-live]')) {
      const next = fresh.querySelector('[data-live="' + CSS.escape(part.dataset.live) + '"]');
      if (!next || next.innerHTML === part.innerHTML || part.contains(document.activeElement)) continue;
      const before = part.querySelector('[data-announce]');
      const after = next.querySelector('[data-announce]');
      const open = [...part.querySelectorAll('details')].map(details => details.open);
      part.replaceChildren(...document.importNode(next, true).childNodes);
      part.querySelectorAll('details').forEach((details, index) => { if (index < open.length) details.open = open[index]; });
      if (after && (!before || before.textContent !== after.textContent)) announce(after.textContent.trim());
    }
  };
  const ask = async () => {
    if (asking || document.visibilityState !== 'visible' || Date.now() - usedAt > patience) return;
    asking = true;
    try {
      const url = document.body.dataset.moves ? location.href : '/now';
      const answer = await fetch(url, { headers: { accept: 'text/html' } });
      if (answer.ok) replace(new DOMParser().parseFromString(await answer.text(), 'text/html'));
    } catch {
      // The demo was stopped; the next answer says otherwise.
    } finally {
      asking = false;
    }
  };
  setInterval(ask, every);
})();
`;
