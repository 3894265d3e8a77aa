import { statesOf } from '../../../../../src/core/tcp/scenarios/progress';
import type { Scenario, ScenarioEvent, ScenarioSegment, Side } from '../../../../../src/core/tcp/scenarios/scenario';
import { selfLoops, type StayingEvent } from '../../../../../src/core/tcp/selfLoops';
import type { TcpStateName } from '../../../../../src/core/tcp/states';
import type { TcpEvent } from '../../../../../src/core/tcp/tcpEvents';
import { transitions } from '../../../../../src/core/tcp/transitions';

/** What a host knows, worked out anew from what it sends and what arrives: RFC 9293 3.3.1's SND.NXT and RCV.NXT. */
interface Host {
  state: TcpStateName;
  next: number | undefined;
  expects: number | undefined;
  owesAck: boolean;
  readonly sent: ScenarioSegment[];
}

/** Performs a scenario by the rules of RFC 9293 and tells every place where its data says something else. */
export function mistakesOf(scenario: Scenario): string[] {
  const mistakes: string[] = [];
  const host = (side: Side): Host => ({
    state: scenario.hosts[side].start,
    next: scenario.hosts[side].next,
    expects: scenario.hosts[side].expects,
    owesAck: false,
    sent: [],
  });
  const hosts: Record<Side, Host> = { client: host('client'), server: host('server') };
  const onTheWay = new Map<string, { from: Side; segment: ScenarioSegment }>();
  let isCut = false;

  for (const step of scenario.steps) {
    const complain = (text: string) => mistakes.push(`${step.id}: ${text}`);
    isCut ||= step.cutsPath ?? false;
    if (step.events.length === 0 && !step.cutsPath) {
      complain('nothing happens');
    }
    if (new Set(step.events.map(({ side }) => side)).size !== step.events.length) {
      complain('two events at one side');
    }
    const outgoing: { from: Side; segment: ScenarioSegment }[] = [];
    for (const event of step.events) {
      const own = hosts[event.side];
      const arrived = event.kind === 'arrival' ? take(event.segment, event.side, complain) : undefined;
      checkStay(event, own, arrived, complain);
      checkTakes(event, own, arrived, complain);
      if (arrived !== undefined && event.kind === 'arrival' && event.ignored !== true) {
        receive(own, arrived, event, complain);
      }
      for (const segment of event.sends ?? []) {
        checkSegment(segment, own, event, arrived, complain);
        if (isCut && !segment.lost) {
          complain(`${segment.name} arrives over a path that is cut`);
        }
        own.sent.push(segment);
        outgoing.push({ from: event.side, segment });
      }
      if ((event.delaysAck ?? false) !== own.owesAck) {
        complain('an ACK is owed and not sent, or not owed');
      }
    }
    // What goes out in a step cannot arrive in it.
    for (const { from, segment } of outgoing) {
      if (!segment.lost) {
        onTheWay.set(segment.name, { from, segment });
      }
    }
  }
  mistakes.push(...[...onTheWay.keys()].map(name => `${name} is neither lost nor does it arrive`));
  for (const side of ['client', 'server'] as const) {
    const { end } = scenario.hosts[side];
    if (hosts[side].state !== end || statesOf(scenario).at(-1)![side] !== end) {
      mistakes.push(`${side} ends in ${hosts[side].state} and not in ${end}`);
    }
  }
  return mistakes;

  function take(name: string, side: Side, complain: Complain): ScenarioSegment | undefined {
    const found = onTheWay.get(name);
    if (found === undefined || found.from === side) {
      complain(`${name} was not sent to the ${side}, or is lost`);
      return undefined;
    }
    onTheWay.delete(name);
    return found.segment;
  }
}

type Complain = (text: string) => void;

/** A segment that a transition must send is among those that go out; FIN always carries an ACK. */
function checkTakes(event: ScenarioEvent, own: Host, arrived: ScenarioSegment | undefined, complain: Complain): void {
  const { takes = [], sends = [] } = event;
  if (event.kind === 'arrival' && event.ignored && (takes.length > 0 || sends.length > 0)) {
    complain('an ignored segment has an effect');
  }
  for (const [index, id] of takes.entries()) {
    const transition = transitions.find(candidate => candidate.id === id);
    if (transition === undefined) {
      complain(`there is no transition ${id}`);
      return;
    }
    if (event.ofListener && index === 0) {
      if (own.state !== 'CLOSED' || transition.from !== 'LISTEN') {
        complain('a connection of the listener begins while another one lives, or not in LISTEN');
      }
      own.next = own.expects = undefined;
    } else if (transition.from !== own.state) {
      complain(`${id} leaves ${transition.from}, but the ${event.side} is in ${own.state}`);
    }
    if (!eventsOf(event, own, arrived).includes(transition.event)) {
      complain(`${id} needs ${transition.event}`);
    }
    const needed = transition.sends === 'FIN' ? ['FIN', 'ACK'] : (transition.sends?.split('+') ?? []);
    const isSent = sends.some(({ flags }) => needed.every(flag => (flags as readonly string[]).includes(flag)));
    if (transition.sends === 'ACK' && !isSent) {
      own.owesAck = true;
    } else if (needed.length > 0 && !isSent) {
      complain(`${id} sends ${transition.sends!}`);
    }
    own.state = transition.to;
  }
}

function checkStay(event: ScenarioEvent, own: Host, arrived: ScenarioSegment | undefined, complain: Complain): void {
  if (event.stays === undefined) {
    return;
  }
  const loop = selfLoops.find(({ id }) => id === event.stays);
  if (loop === undefined || !loop.states.includes(own.state) || (event.takes ?? []).length > 0) {
    complain(`${event.stays} does not belong to ${own.state}`);
  } else if (arrived === undefined || !staysOf(own, arrived).includes(loop.event)) {
    complain(`${event.stays} needs ${loop.event}`);
  } else {
    const flag = loop.sends?.split('+')[0];
    if (flag !== undefined && !event.sends?.some(({ flags }) => (flags as readonly string[]).includes(flag))) {
      complain(`${event.stays} sends ${flag}`);
    }
  }
}

/** Which events of the transition table an event of a scenario can be. */
function eventsOf(event: ScenarioEvent, own: Host, arrived: ScenarioSegment | undefined): readonly TcpEvent[] {
  switch (event.kind) {
    case 'call': {
      const { call } = event;
      if (call === 'listen' || call === 'connect') {
        return [call];
      }
      return call === 'close' || call === 'shutdown' || call === 'exit'
        ? ['close']
        : call === 'close-unread'
          ? ['abort']
          : [];
    }
    case 'timer':
      return {
        retransmission: [],
        'keep-alive-probe': [],
        connect: ['connect-timeout'],
        'keep-alive': ['user-timeout'],
        orphan: ['orphan-timeout'],
        'time-wait': ['time-wait-timeout'],
      }[event.timer] as TcpEvent[];
    case 'arrival':
      return arrived === undefined ? [] : arrivalsOf(own, arrived);
    case 'idle':
      return [];
  }
}

function arrivalsOf(own: Host, { flags, seq, ack }: ScenarioSegment): readonly TcpEvent[] {
  const acksAll = ack !== undefined && ack === own.next;
  if (flags.includes('RST')) {
    // RFC 5961 3.2: exactly the expected number; in SYN-SENT the ACK of our SYN counts in its place.
    return (own.expects === undefined ? acksAll : seq === own.expects) ? ['receive-rst'] : [];
  }
  if (flags.includes('SYN')) {
    if (own.state === 'TIME-WAIT') {
      return seq > own.expects! ? ['receive-newer-syn'] : [];
    }
    return ack === undefined ? ['receive-syn'] : acksAll ? ['receive-syn-ack', 'receive-ack-of-syn'] : [];
  }
  if (flags.includes('FIN')) {
    const inOrder = seq === own.expects;
    return !inOrder ? [] : acksAll ? ['receive-fin', 'receive-fin-and-ack-of-fin'] : ['receive-fin'];
  }
  return acksAll ? ['receive-ack-of-syn', 'receive-ack-of-fin'] : [];
}

function staysOf(own: Host, { flags, seq, ack }: ScenarioSegment): readonly StayingEvent[] {
  if (own.state === 'CLOSED') {
    return flags.includes('RST') ? [] : ['receive-without-socket'];
  }
  if (flags.includes('SYN')) {
    return own.expects !== undefined && seq < own.expects ? ['receive-old-syn'] : [];
  }
  if (flags.includes('FIN')) {
    return seq + 1 === own.expects ? ['receive-fin-again'] : [];
  }
  return ack !== undefined && ack !== own.next ? ['receive-unacceptable-ack'] : [];
}

/** Counts what arrived in order: SYN and FIN are one each. */
function receive(own: Host, segment: ScenarioSegment, { stays, takes }: ScenarioEvent, complain: Complain): void {
  const { seq, ack, flags } = segment;
  if (stays !== undefined || flags.includes('RST')) {
    return;
  }
  if (ack !== undefined && own.next !== undefined && ack > own.next) {
    complain(`${segment.name} acknowledges what was never sent`);
  }
  if (flags.includes('SYN')) {
    own.expects = seq + 1;
  } else if (seq === own.expects) {
    own.expects += lengthOf(segment);
  } else {
    complain(`${segment.name} is not what the side expects next`);
  }
  if (flags.includes('FIN') && (takes ?? []).length === 0) {
    complain(`${segment.name} ends the stream and changes nothing`);
  }
}

/** Is every number of a segment the one that its sender must put there? */
function checkSegment(
  segment: ScenarioSegment,
  own: Host,
  event: ScenarioEvent,
  arrived: ScenarioSegment | undefined,
  complain: Complain,
): void {
  const { name, flags, seq, ack, again } = segment;
  const says = (what: string, is: number | undefined, must: number | undefined) => {
    if (is !== must) {
      complain(`${name} has ${what} ${is ?? 'none'} and not ${must ?? 'none'}`);
    }
  };
  if (flags.includes('ACK') !== (ack !== undefined)) {
    complain(`${name} has an ACK without a number, or a number without an ACK`);
  }
  if (own.sent.some(earlier => earlier.name === name)) {
    complain(`${name} is the name of two segments`);
  }
  if (flags.includes('ACK')) {
    own.owesAck = false;
  }
  if (flags.includes('RST')) {
    // RFC 9293 3.10.7.1 and 3.5.2 group 1: the number that the other acknowledged, else 0 and an ACK of all there was.
    const answersAck = arrived?.ack !== undefined;
    says('seq', seq, arrived === undefined ? own.next : (arrived.ack ?? 0));
    says('ack', ack, arrived === undefined || answersAck ? undefined : arrived.seq + lengthOf(arrived));
    return;
  }
  says('ack', ack, flags.includes('ACK') ? own.expects : undefined);
  if (again) {
    const isSame = own.sent.some(
      earlier =>
        earlier.seq === seq && earlier.ack === ack && earlier.bytes === segment.bytes && sameFlags(earlier, segment),
    );
    if (!isSame) {
      complain(`${name} was not sent before`);
    }
  } else if (event.kind === 'timer' && event.timer === 'keep-alive-probe') {
    says('seq', seq, own.next! - 1);
  } else if (flags.includes('SYN')) {
    checkInitialNumber(segment, own, complain);
    own.next = seq + 1;
  } else {
    says('seq', seq, own.next);
    own.next! += lengthOf(segment);
  }
}

/** Free for a new connection; the same again in a SYN and ACK after a SYN; higher than before out of TIME-WAIT. */
function checkInitialNumber({ name, seq, flags }: ScenarioSegment, own: Host, complain: Complain): void {
  const crossing = own.sent.some(
    earlier => earlier.flags.includes('SYN') && !earlier.flags.includes('ACK') && earlier.seq + 1 === own.next,
  );
  if (flags.includes('ACK') && crossing) {
    if (seq + 1 !== own.next) {
      complain(`${name} begins with another number than the SYN before`);
    }
  } else if (own.next !== undefined && seq < own.next) {
    complain(`${name} begins with a number that the connection before has used`);
  }
}

function lengthOf({ flags, bytes = 0 }: ScenarioSegment): number {
  return bytes + Number(flags.includes('SYN')) + Number(flags.includes('FIN'));
}

function sameFlags(one: ScenarioSegment, other: ScenarioSegment): boolean {
  return [...one.flags].sort().join() === [...other.flags].sort().join();
}
