/** Sums up what every runner reports: `{ passed: string[], failed: string[], skipped: { title, reason }[] }`. */
export class Tally {
  #passed = 0;
  #failed = [];
  #skipped = [];

  /** Runs a step of the tests. It never throws: a step that fails is counted, and the next ones still run. */
  async step(title, work) {
    const startedAt = Date.now();
    console.log(`\n── ${title} ──`);
    const results = await Promise.resolve()
      .then(work)
      .catch(error => {
        console.error(error.message);
        return { passed: [], failed: [error.message.split('\n', 1)[0]], skipped: [] };
      });
    const { passed, failed, skipped } = results;
    if (passed.length + failed.length === 0) {
      failed.push('no test ran');
    }
    this.#passed += passed.length;
    this.#failed.push(...failed.map(failure => `${title}: ${failure}`));
    this.#skipped.push(...skipped.map(test => ({ ...test, title: `${title}: ${test.title}` })));
    const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
    console.log(`── ${title}: ${countLine(passed.length, failed.length, skipped.length)}, ${seconds} s`);
  }

  /** Prints the failures, the skips with why, and the counts as the last line. Returns the exit code. */
  report({ maySkip }) {
    console.log('');
    for (const failure of this.#failed) {
      console.log(`FAILED  ${failure}`);
    }
    for (const { title, reason } of this.#skipped) {
      console.log(`SKIPPED ${title}: ${reason}`);
    }
    const isSkipWrong = !maySkip && this.#skipped.length > 0;
    if (isSkipWrong) {
      console.log('On Linux as root no test may be skipped: this run fails.');
    }
    console.log(countLine(this.#passed, this.#failed.length, this.#skipped.length));
    return this.#failed.length > 0 || isSkipWrong ? 1 : 0;
  }
}

function countLine(passed, failed, skipped) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
