/**
 * Which test file starts when. On a fresh checkout the runner knows no durations and goes by the size of files; then a suite of two minutes may
 * start last, while the other worker has nothing left to do. What plays whole servers and browsers starts first. Plain JavaScript, for the
 * runner loads it before it knows how to load ours.
 */
const { relative, sep } = require('node:path');
const Sequencer = require('@jest/test-sequencer').default;

/** Folders of `test`, the slowest first; whatever is not here comes after. */
const SLOWEST = ['browser', 'faults', 'server', 'stories', 'sandbox', 'portal', 'golden'];

const rankOf = ({ path, context }) => {
  const [, folder] = relative(context.config.rootDir, path).split(sep);
  const rank = SLOWEST.indexOf(folder);
  return rank === -1 ? SLOWEST.length : rank;
};

module.exports = class extends Sequencer {
  /** Within a folder as the runner would have it: by what it remembers, else by size. */
  sort(tests) {
    return [...super.sort(tests)].sort((a, b) => rankOf(a) - rankOf(b));
  }
};
