import type { TcpStateName } from '../states';
import { transitions } from '../transitions';
import type { Scenario, ScenarioStep, Side } from './scenario';

export type SideStates = Readonly<Record<Side, TcpStateName>>;

/** The states of both sides before the first step and after each, so one more than there are steps. */
export function statesOf({ hosts, steps }: Scenario): readonly SideStates[] {
  const states: SideStates[] = [{ client: hosts.client.start, server: hosts.server.start }];
  for (const step of steps) {
    const before = states.at(-1)!;
    states.push({
      client: stateAfter(step, 'client', before.client),
      server: stateAfter(step, 'server', before.server),
    });
  }
  return states;
}

function stateAfter({ events }: ScenarioStep, side: Side, before: TcpStateName): TcpStateName {
  const last = events
    .filter(event => event.side === side)
    .flatMap(({ takes }) => takes ?? [])
    .at(-1);
  return transitions.find(({ id }) => id === last)?.to ?? before;
}
