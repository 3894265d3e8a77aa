import { acceptQueue } from './acceptQueue';
import type { Check } from './check';
import { churn } from './churn';
import { closeWaitLeak } from './closeWaitLeak';
import { closingStuck } from './closingStuck';
import { connectUnanswered } from './connectUnanswered';
import { deadPeer } from './deadPeer';
import { exposed } from './exposed';
import { finWait2 } from './finWait2';
import { conntrack, kernelLimits } from './kernelLimits';
import { localhostMismatch } from './localhostMismatch';
import { noKeepalive } from './noKeepalive';
import { openFiles } from './openFiles';
import { peerNotReading } from './peerNotReading';
import { portRange } from './portRange';
import { portsPerDestination } from './portsPerDestination';
import { programNotReading } from './programNotReading';
import { retransmitting } from './retransmitting';
import { selfConnect } from './selfConnect';
import { synBacklog } from './synBacklog';
import { twoListeners } from './twoListeners';

/** Every check, new, without any memory. A check is added by one line; its finding's words by one in host/words. */
export function allChecks(): readonly Check[] {
  return [
    closeWaitLeak(),
    acceptQueue(),
    synBacklog(),
    portsPerDestination(),
    portRange(),
    churn(),
    finWait2(),
    closingStuck(),
    connectUnanswered(),
    deadPeer(),
    noKeepalive(),
    programNotReading(),
    peerNotReading(),
    retransmitting(),
    selfConnect(),
    twoListeners(),
    localhostMismatch(),
    exposed(),
    openFiles(),
    conntrack(),
    ...kernelLimits(),
  ];
}
