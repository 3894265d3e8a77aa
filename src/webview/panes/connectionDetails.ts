import * as l10n from '@vscode/l10n';
import { html, type TemplateResult } from 'lit';
import type { BrowsedRow } from '../../core/sockets/browsedRow';
import { detailConcerns, type DetailConcern } from '../../core/sockets/detailConcerns';
import type { SocketDetails } from '../../core/sockets/socketDetails';
import { icon } from '../icons';
import type { Answer, View } from '../view';
import type { Words } from '../words';

/** struct tcp_info in a developer's words, and what is bad about it; what this kernel does not report is left out. */
export function connectionDetails(
  answer: Answer<SocketDetails | undefined>,
  row: BrowsedRow | undefined,
  { words }: View,
): TemplateResult {
  if (answer.status === 'waiting') {
    return html`<p class="hint">${l10n.t('Asking the kernel …')}</p>`;
  }
  const details = answer.status === 'here' ? answer.value : undefined;
  if (details === undefined) {
    return html`<p class="hint">${l10n.t('The kernel tells nothing more about this connection.')}</p>`;
  }
  const concerns = detailConcerns(details, row?.timer);
  return html`<dl class="details">
    ${factsOf(details, words).map(
      ([about, name, value]) =>
        html`<dt>${name}</dt>
          <dd>${value}</dd>
          ${concerns.filter(concern => concern.about === about).map(concern => remark(concern, words))}`,
    )}
  </dl>`;
}

function remark(concern: DetailConcern, words: Words): TemplateResult {
  return html`<dd class="concern">${icon('warning')} ${concernText(concern, words)}</dd>`;
}

function concernText(concern: DetailConcern, words: Words): string {
  switch (concern.code) {
    case 'window-closed':
      return concern.forMs === undefined
        ? l10n.t('The peer reads nothing: its window is closed.')
        : l10n.t('The peer has read nothing for {0}: its window is closed.', words.age(concern.forMs));
    case 'no-answer':
      return concern.forMs === undefined
        ? l10n.t('The kernel sends again, and nothing comes back.')
        : l10n.t('The kernel sends again, and nothing has come back for {0}.', words.age(concern.forMs));
    case 'lossy':
      return l10n.t('More than one byte in a hundred had to be sent again: the path loses segments.');
    case 'queued':
      return l10n.t('Far above the fastest round trip: segments wait in a queue on the path.');
    case 'throttled':
      return l10n.t('Losses have made the kernel send very little at a time.');
    case 'peer-reads-slowly':
      return l10n.t('The peer’s program reads more slowly than this one sends.');
    case 'buffer-too-small':
      return l10n.t('The send buffer is too small for this path (SO_SNDBUF, net.ipv4.tcp_wmem).');
  }
}

type Fact = readonly [about: keyof SocketDetails, name: string, value: string];

function factsOf(details: SocketDetails, words: Words): readonly Fact[] {
  const micro = (value: number) => words.duration(value / 1_000);
  const ago = (value: number) => l10n.t('{0} ago', words.age(value));
  const count = (value: number) => words.number(value);
  const bytes = (value: number) => words.bytes(value);
  const share = (value: number) => words.percent(value);
  const milli = (value: number) => words.duration(value);
  const facts: readonly (readonly [keyof SocketDetails, string, (value: number) => string])[] = [
    ['rttMicroseconds', l10n.t('Round trip'), micro],
    ['minRttMicroseconds', l10n.t('Fastest round trip'), micro],
    ['lastDataSentMs', l10n.t('Last data sent'), ago],
    ['lastDataReceivedMs', l10n.t('Last data received'), ago],
    ['lastAckReceivedMs', l10n.t('Last ACK received'), ago],
    ['bytesSent', l10n.t('Sent in all'), bytes],
    ['bytesAcknowledged', l10n.t('Acknowledged by the peer'), bytes],
    ['bytesReceived', l10n.t('Received in all'), bytes],
    ['notSent', l10n.t('Waits to be sent'), bytes],
    ['totalRetransmits', l10n.t('Segments sent again'), count],
    ['unacknowledged', l10n.t('Segments on their way'), count],
    ['lost', l10n.t('Segments taken for lost'), count],
    ['congestionWindow', l10n.t('May send at once (segments)'), count],
    ['retransmissionTimeoutMs', l10n.t('Sends again after'), milli],
    ['peerWindowLimited', l10n.t('Held back by the peer’s window'), share],
    ['sendBufferLimited', l10n.t('Held back by our send buffer'), share],
    ['pathMtu', l10n.t('Largest packet on the path'), bytes],
  ];
  const known = facts.flatMap(([about, name, format]): readonly Fact[] => {
    const value = details[about];
    return typeof value === 'number' ? [[about, name, format(value)]] : [];
  });
  const { congestionControl } = details;
  return congestionControl === undefined
    ? known
    : [...known, ['congestionControl', l10n.t('Congestion control'), congestionControl]];
}
