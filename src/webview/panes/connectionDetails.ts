import * as l10n from '@vscode/l10n';
import { html, type TemplateResult } from 'lit';
import type { SocketDetails } from '../../core/sockets/socketDetails';
import type { Answer, View } from '../view';
import type { Words } from '../words';

/** struct tcp_info in a developer's words; what this kernel does not report is left out. */
export function connectionDetails(answer: Answer<SocketDetails | undefined>, { words }: View): TemplateResult {
  if (answer.status === 'waiting') {
    return html`<p class="hint">${l10n.t('Asking the kernel …')}</p>`;
  }
  const details = answer.status === 'here' ? answer.value : undefined;
  if (details === undefined) {
    return html`<p class="hint">${l10n.t('The kernel tells nothing more about this connection.')}</p>`;
  }
  return html`<dl class="details">
    ${factsOf(details, words).map(
      ([name, value]) =>
        html`<dt>${name}</dt>
          <dd>${value}</dd>`,
    )}
  </dl>`;
}

function factsOf(details: SocketDetails, words: Words): [name: string, value: string][] {
  const fact = (name: string, value: number | undefined, format: (value: number) => string): [string, string][] =>
    value === undefined ? [] : [[name, format(value)]];
  const micro = (value: number) => words.duration(value / 1_000);
  const ago = (value: number) => l10n.t('{0} ago', words.age(value));
  const count = (value: number) => words.number(value);
  const bytes = (value: number) => words.bytes(value);
  return [
    ...fact(l10n.t('Round trip'), details.rttMicroseconds, micro),
    ...fact(l10n.t('Fastest round trip'), details.minRttMicroseconds, micro),
    ...fact(l10n.t('Last data sent'), details.lastDataSentMs, ago),
    ...fact(l10n.t('Last data received'), details.lastDataReceivedMs, ago),
    ...fact(l10n.t('Sent in all'), details.bytesSent, bytes),
    ...fact(l10n.t('Acknowledged by the peer'), details.bytesAcknowledged, bytes),
    ...fact(l10n.t('Received in all'), details.bytesReceived, bytes),
    ...fact(l10n.t('Waits to be sent'), details.notSent, bytes),
    ...fact(l10n.t('Segments sent again'), details.totalRetransmits, count),
    ...fact(l10n.t('Segments on their way'), details.unacknowledged, count),
    ...fact(l10n.t('Segments taken for lost'), details.lost, count),
    ...fact(l10n.t('May send at once (segments)'), details.congestionWindow, count),
    ...fact(l10n.t('Sends again after'), details.retransmissionTimeoutMs, value => words.duration(value)),
    ...fact(l10n.t('Held back by the peer’s window'), details.peerWindowLimited, share => words.percent(share)),
    ...fact(l10n.t('Held back by our send buffer'), details.sendBufferLimited, share => words.percent(share)),
    ...fact(l10n.t('Largest packet on the path'), details.pathMtu, bytes),
    ...(details.congestionControl === undefined
      ? []
      : [[l10n.t('Congestion control'), details.congestionControl] as [string, string]]),
  ];
}
