// What scripts/bench.mjs calls.
export { bench, sectionNames } from './bench';
export { report } from './report/report';
