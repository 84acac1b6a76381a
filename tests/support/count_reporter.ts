// Writes "PASSED FAILED" into the file that bin/test names. A test that did not run has failed.
import { writeFileSync } from 'node:fs';
import type { Reporter, Suite, TestCase } from '@playwright/test/reporter';

export default class CountReporter implements Reporter {
  private tests: TestCase[] = [];

  onBegin(_config: unknown, suite: Suite): void {
    this.tests = suite.allTests();
  }

  onEnd(): void {
    const file = process.env.TIRAZH_TEST_COUNT;
    if (!file) return;
    const passed = this.tests.filter((test) =>
      ['expected', 'flaky'].includes(test.outcome()),
    ).length;
    writeFileSync(file, `${passed} ${this.tests.length - passed}\n`);
  }
}
