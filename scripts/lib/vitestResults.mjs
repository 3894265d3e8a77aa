import { writeFileSync } from 'node:fs';

/** A vitest reporter: writes what passed, failed and was skipped, with the reasons, for scripts/test.mjs to sum up. */
export default class VitestResults {
  onTestRunEnd(modules, unhandledErrors) {
    const results = { passed: [], failed: [], skipped: [] };
    for (const module of modules) {
      for (const error of module.errors()) {
        results.failed.push(`${module.relativeModuleId}: ${error.message}`);
      }
      for (const test of module.children.allTests()) {
        sortIn(results, test);
      }
    }
    results.failed.push(...unhandledErrors.map(error => `outside of any test: ${error.message}`));
    if (process.env.SOCKETSCOPE_RESULTS) {
      writeFileSync(process.env.SOCKETSCOPE_RESULTS, JSON.stringify(results));
    }
  }
}

function sortIn(results, test) {
  const result = test.result();
  switch (result.state) {
    case 'passed':
      results.passed.push(test.fullName);
      break;
    case 'skipped':
      results.skipped.push({ title: test.fullName, reason: result.note ?? 'no reason given' });
      break;
    default:
      results.failed.push(`${test.fullName}: ${result.errors?.[0]?.message ?? `ended as ${result.state}`}`);
  }
}
