import * as fc from 'fast-check';

import { tcpStates } from '../../../../src/core/tcp/states';

export const anyState = fc.constantFrom(...tcpStates.map(({ name }) => name));
