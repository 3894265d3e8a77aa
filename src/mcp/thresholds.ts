import { readThresholds, type Thresholds } from '../core/checks/thresholds';
import { thresholdsVariable } from '../protocol/mcpEnvironment';

/** What the environment says of the checks' thresholds; `print` is told what of it cannot be used. */
export function thresholdsFrom(text: string | undefined, print: (line: string) => void): Partial<Thresholds> {
  if (text === undefined || text.trim() === '') {
    return {};
  }
  const given = parsed(text);
  const thresholds = readThresholds(given);
  const wrong = thresholds === undefined ? [] : Object.keys(given as object).filter(name => !(name in thresholds));
  if (thresholds === undefined) {
    print(`${thresholdsVariable} is no JSON object such as {"closeWaitSeconds": 30}: the checks keep their defaults.`);
  } else if (wrong.length > 0) {
    print(`${thresholdsVariable}: no thresholds with a number of 0 or more, and ignored: ${wrong.join(', ')}.`);
  }
  return thresholds ?? {};
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
